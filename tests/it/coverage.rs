//! Nothing is passed over in silence: what gave no statement is told, and why.

use crate::PIPELINE;
use kgraph::extract::Silence;
use kgraph::pipeline::{Reading, Scope};
use kgraph::text::SectionKind;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;

/// Every reason once, but for `EndsUnknown`.
const ARTICLE: &str = "\
Harbour news of the week

By Ada Lindqvist

Stourton acquired the Marlow Group on Friday. Rain fell for hours. Who will pay for it \
all? No comment from anybody yet. Stourton and Marlow are what they are, as Brennar is.

More from the harbour
Ferry fares to double in May
Mayor opens the fish market
";

fn read(scope: Scope) -> (Arc<kgraph::Document>, Reading) {
    let document = Arc::new(kgraph::read::read("news.txt", ARTICLE.as_bytes()).unwrap());
    let reading = PIPELINE.run(&document, scope);
    (document, reading)
}

#[test]
fn gives_each_silent_sentence_its_reason() {
    let (document, reading) = read(Scope::Article);
    let silent = reading.coverage.silent.iter();
    let silent: Vec<_> = silent.map(|(span, why)| (span.of(&document.text), *why)).collect();
    assert_eq!(
        silent,
        [
            ("Harbour news of the week", Silence::Heading),
            ("Rain fell for hours.", Silence::NoNamedEnd),
            ("Who will pay for it all?", Silence::Question),
            ("No comment from anybody yet.", Silence::Fragment),
            ("Stourton and Marlow are what they are, as Brennar is.", Silence::NoPredicate),
        ]
    );
    assert_eq!((reading.coverage.told(), reading.coverage.sentences), (1, 6));
}

#[test]
fn says_what_it_did_not_read() {
    let (_, reading) = read(Scope::Article);
    let kinds: Vec<_> = reading.coverage.unread.iter().map(|section| section.kind).collect();
    assert_eq!(kinds[0], SectionKind::Byline);
    assert!(kinds[1..].iter().all(|kind| *kind == SectionKind::Related) && kinds.len() > 2);
    let (_, all) = read(Scope::Everything);
    assert_eq!(all.coverage.unread, []);
    assert!(all.coverage.sentences > reading.coverage.sentences);
}

#[test]
fn every_sentence_is_quoted_or_silent() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/articles");
    for file in std::fs::read_dir(folder).unwrap() {
        let bytes = std::fs::read(file.unwrap().path()).unwrap();
        let document = Arc::new(kgraph::read::read("news.txt", &bytes).unwrap());
        let analysis = PIPELINE.analyse(&document, Scope::Article);
        let Reading { graph, coverage, .. } = PIPELINE.run(&document, Scope::Article);
        assert_eq!(coverage.sentences, analysis.sentences.len());
        for sentence in &analysis.sentences {
            let quoted = graph
                .statements()
                .flat_map(|(_, statement, _)| &statement.evidence)
                .any(|evidence| evidence.span.overlaps(sentence.span));
            let silent = coverage.silent.iter().any(|(span, _)| *span == sentence.span);
            assert!(quoted != silent, "{}", sentence.span.of(&document.text));
        }
    }
}

#[test]
fn lists_it_on_the_terminal_where_the_graph_is_not() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("coverage");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("news.txt"), ARTICLE).unwrap();
    let run = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_kgraph"));
        let output = command.current_dir(&folder).args(arguments).output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (output.status.code(), text(output.stdout), text(output.stderr))
    };
    let (code, stdout, stderr) = run(&["build", "--coverage", "--stdout", "dot", "news.txt"]);
    assert_eq!(code, Some(0));
    assert!(!stdout.contains("coverage"), "{stdout}");
    for line in [
        "  coverage    1 of 6 sentences gave a statement, 17 %; these gave none:\n",
        "    heading       Harbour news of the week\n",
        "    question      Who will pay for it all?\n",
        "  not read    by their part in the page; --sections all reads them:\n",
        "    byline        By Ada Lindqvist\n",
        "    related       Mayor opens the fish market\n",
    ] {
        assert!(stderr.contains(line), "{line}{stderr}");
    }
    assert!(stderr.lines().all(|line| line.chars().count() <= 80), "{stderr}");
    assert!(!run(&["build", "news.txt"]).1.contains("coverage"), "only where it is asked for");
    assert_eq!(run(&["build", "-q", "--coverage", "news.txt"]).0, Some(2));
}
