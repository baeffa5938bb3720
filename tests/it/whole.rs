//! What must hold of whole articles, from their bytes to every format.

use crate::PIPELINE;
use kgraph::export::FORMATS;
use kgraph::pipeline::Scope;
use kgraph::text::{Places, Section, SectionKind, Source, Span};
use kgraph::{Document, KnowledgeGraph, Pipeline};
use proptest::prelude::*;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// An article with what was read from it.
struct Read {
    path: PathBuf,
    document: Arc<Document>,
    graph: KnowledgeGraph,
}

/// Our own articles, and those of `../shared/corpus` where that lies beside us.
static ARTICLES: LazyLock<Vec<Read>> = LazyLock::new(|| {
    let mut paths = texts(&Path::new(ROOT).join("data/articles"));
    assert!(!paths.is_empty(), "articles ship");
    let more = texts(&Path::new(ROOT).join("../shared/corpus"));
    if more.is_empty() {
        note("no ../shared/corpus here; only data/articles is read");
    }
    paths.extend(more);
    let read = |path: PathBuf| {
        let document = article(&path);
        let graph = PIPELINE.run(&document, Scope::Article).graph;
        Read { path, document, graph }
    };
    paths.into_iter().map(read).collect()
});

#[allow(clippy::print_stderr, reason = "who runs the tests should know")]
fn note(text: &str) {
    eprintln!("note: {text}");
}

fn texts(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|e| e == "txt"));
    paths.sort();
    paths
}

fn article(path: &Path) -> Arc<Document> {
    Arc::new(kgraph::read::read("article.txt", &std::fs::read(path).unwrap()).unwrap())
}

/// The bytes of every format, one after the other.
fn written(pipeline: &Pipeline, graph: &KnowledgeGraph) -> Vec<Vec<u8>> {
    let write = |format: &kgraph::export::Format| {
        let mut bytes = Vec::new();
        format.write(graph, pipeline.ontology(), &mut bytes).unwrap();
        bytes
    };
    FORMATS.iter().map(write).collect()
}

/// Every piece of evidence in the JSON-LD of a graph: its two selectors.
fn exported(graph: &KnowledgeGraph) -> Vec<(Value, Value)> {
    let at = FORMATS.iter().position(|format| format.name == "jsonld").unwrap();
    let json: Value = serde_json::from_slice(&written(&PIPELINE, graph)[at]).unwrap();
    let mut found = Vec::new();
    let nodes = json["@graph"].as_array().unwrap().iter();
    // What the gazetteer says quotes nothing.
    for node in nodes.filter(|node| node["@type"] != "BackgroundStatement") {
        for evidence in node["evidence"].as_array().into_iter().flatten() {
            let selectors = evidence["selector"].as_array().unwrap();
            let of = |kind: &str| selectors.iter().find(|s| s["type"] == kind).unwrap().clone();
            found.push((of("TextPositionSelector"), of("TextQuoteSelector")));
        }
    }
    found
}

#[test]
fn every_exported_quotation_is_the_text_at_its_offsets() {
    for Read { path, document, graph } in ARTICLES.iter() {
        let characters: Vec<char> = document.text.chars().collect();
        let (mut quotations, mut offsets) = (BTreeSet::new(), BTreeSet::new());
        for (position, quote) in exported(graph) {
            let number = |name: &str| usize::try_from(position[name].as_u64().unwrap()).unwrap();
            let word = |name: &str| quote[name].as_str().unwrap().to_owned();
            let (start, end) = (number("start"), number("end"));
            let text =
                |range: std::ops::Range<usize>| -> String { characters[range].iter().collect() };
            assert_eq!(word("exact"), text(start..end), "{}", path.display());
            let (before, after) = (word("prefix"), word("suffix"));
            assert!(text(0..start).ends_with(&before), "{}: {before:?}", path.display());
            assert!(text(end..characters.len()).starts_with(&after), "{}", path.display());
            assert_eq!(before.is_empty(), start == 0);
            assert_eq!(after.is_empty(), end == characters.len());
            quotations.insert(word("exact"));
            offsets.insert((start, end));
        }
        // Nothing that is held goes unquoted.
        let held = graph.statements().flat_map(|(_, statement, _)| &statement.evidence);
        let held: BTreeSet<_> = held.map(|e| graph.quotation(e).to_owned()).collect();
        assert!(!held.is_empty(), "{} yields nothing", path.display());
        assert_eq!(held, quotations, "{}", path.display());
    }
}

#[test]
fn subject_predicate_and_object_lie_in_the_words_that_prove_them() {
    for Read { path, document, graph } in ARTICLES.iter() {
        for (_, statement, _) in graph.statements() {
            for evidence in &statement.evidence {
                for part in [evidence.subject, evidence.predicate, evidence.object] {
                    let quotation = evidence.span.of(&document.text);
                    assert!(!part.is_empty(), "{}: {quotation}", path.display());
                    assert!(evidence.span.contains(part), "{}: {quotation}", path.display());
                }
            }
        }
    }
}

#[test]
fn twenty_readings_and_any_number_of_threads_give_the_same_bytes() {
    let path = Path::new(ROOT).join("data/articles/gateway-warning.txt");
    let document = article(&path);
    let read =
        |pipeline: &Pipeline| written(pipeline, &pipeline.run(&document, Scope::Article).graph);
    let first = read(&PIPELINE);
    assert!(first.iter().all(|bytes| bytes.len() > 1000));
    for _ in 1..20 {
        assert!(read(&PIPELINE) == first);
    }
    assert!(read(&Pipeline::with_threads(2)) == first);
}

#[test]
fn leftovers_of_the_page_prove_nothing_unless_everything_is_asked_for() {
    let mut proofs = 0;
    for Read { path, document, graph } in ARTICLES.iter() {
        let left: Vec<Span> = document
            .sections
            .iter()
            .filter(|section| section.kind == SectionKind::Related)
            .map(|section| section.span)
            .collect();
        for span in evidence(graph) {
            assert!(!left.iter().any(|l| l.overlaps(span)), "{}", path.display());
        }
        if path.starts_with(Path::new(ROOT).join("data")) {
            let all = PIPELINE.run(document, Scope::Everything).graph;
            let within = |span: &Span| left.iter().any(|l| l.overlaps(*span));
            proofs += evidence(&all).iter().filter(|span| within(span)).count();
        }
    }
    assert!(proofs > 0, "our articles have leftovers that would say something");
}

fn evidence(graph: &KnowledgeGraph) -> Vec<Span> {
    let statements = graph.statements();
    statements.flat_map(|(_, statement, _)| statement.evidence.iter().map(|e| e.span)).collect()
}

/// The document that `read` makes, or where it refuses, the text as one paragraph:
/// what comes after must take either.
fn documents_of(bytes: &[u8]) -> Vec<Arc<Document>> {
    let mut documents: Vec<_> = kgraph::read::read("odd.txt", bytes).into_iter().collect();
    let text = String::from_utf8_lossy(bytes).into_owned();
    let start = text.len() - text.trim_start().len();
    let end = start + text.trim().len();
    if end > start {
        let sections = vec![Section { kind: SectionKind::Body, span: Span::new(start, end) }];
        documents.push(Document {
            source: Source::default(),
            text,
            sections,
            places: Places::default(),
        });
    }
    documents.into_iter().map(Arc::new).collect()
}

/// Reads and writes it; says of the JSON-LD that other programs can read it.
fn goes_through(bytes: &[u8]) {
    for document in documents_of(bytes) {
        for scope in [Scope::Article, Scope::Everything] {
            let graph = PIPELINE.run(&document, scope).graph;
            let files: BTreeMap<_, _> =
                FORMATS.iter().map(|f| f.name).zip(written(&PIPELINE, &graph)).collect();
            assert!(serde_json::from_slice::<Value>(&files["jsonld"]).is_ok());
            assert!(files.values().all(|bytes| std::str::from_utf8(bytes).is_ok()));
        }
    }
}

const WORDS: &str = "Acme Orbel Russia Mrs St. U.S. O'Neil the company which it its sued has been \
    bought by said that not could invasion of and to leave chief executive Monday $3.5bn 1,000 \
    's ’s n't é ß İ ſ 中国 العربية 👩‍🚀 https://a.example/b?c \" “ ” ( ) - – — … ... . , ; ? !";

/// Space and what cannot be seen.
const MARKS: [&str; 10] = [
    "\n",
    "\n\n",
    "\t",
    "\r\n",
    "\u{a0}",
    "\u{200b}",
    "\u{feff}",
    "\u{301}",
    "\u{10ffff}",
    "\u{0}",
];

/// Words, marks and characters from the edges of Unicode.
fn odd_prose() -> impl Strategy<Value = String> {
    let words = WORDS.split(' ').chain(MARKS).collect::<Vec<_>>();
    let word = prop_oneof![
        9 => proptest::sample::select(words).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
    ];
    let joint = prop_oneof![4 => Just(" "), 1 => Just("")];
    proptest::collection::vec((word, joint), 0..60)
        .prop_map(|words| words.into_iter().map(|(word, joint)| word + joint).collect())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, ..ProptestConfig::default() })]

    #[test]
    fn arbitrary_bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        goes_through(&bytes);
    }

    #[test]
    fn odd_prose_never_panics(text in odd_prose()) {
        goes_through(text.as_bytes());
    }
}
