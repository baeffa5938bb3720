//! Open statements: what no relation fits, in the text's own words.

use crate::RULES;
use kgraph::claim::{Polarity, Predicate};
use kgraph::extract::tuples;
use kgraph::pipeline::Scope;
use kgraph::{Document, KnowledgeGraph, Pipeline};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

fn document(text: &str) -> Arc<Document> {
    Arc::new(kgraph::read::read("note.txt", text.as_bytes()).unwrap())
}

/// The tuples of a text, as `subject | predicate | arguments`.
fn said(text: &str) -> Vec<String> {
    let document = document(text);
    let analysis = RULES.analyse(&document, Scope::Everything);
    let passage = RULES.passage(&document, &analysis);
    tuples(&passage)
        .into_iter()
        .map(|t| format!("{} | {} | {}", t.subject, t.predicate, t.arguments.join(" | ")))
        .collect()
}

fn graph(text: &str) -> KnowledgeGraph {
    RULES.run(&document(text), Scope::Everything).graph
}

/// The open statements of a graph, as `subject | words | object`, with `not` for what is
/// denied.
fn open(graph: &KnowledgeGraph) -> Vec<String> {
    let name = |id| graph.entity(id).name.as_str();
    graph
        .statements()
        .filter_map(|(subject, statement, object)| {
            let Predicate::Open(words) = &statement.predicate else { return None };
            let denied = statement.stance.polarity == Polarity::Denied;
            let not = if denied { "not " } else { "" };
            Some(format!("{} | {not}{words} | {}", name(subject), name(object)))
        })
        .collect()
}

#[test]
fn says_what_clauses_and_noun_phrases_say() {
    let mut missed = Vec::new();
    for (text, expected) in [
        ("The baker sold the mill to his cousin.", "The baker | sold | the mill | to his cousin"),
        (
            "The old bridge was washed away by the flood in April.",
            "The old bridge | was washed away by | the flood | in April",
        ),
        (
            "The committee failed to find a new treasurer.",
            "The committee | failed to find | a new treasurer",
        ),
        ("The ferryman didn't mend the oar.", "The ferryman | didn't mend | the oar"),
        ("The ferryman never answered her letters.", "The ferryman | never answered | her letters"),
        (
            "The shed that the miller built in June has a slate roof.",
            "the miller | built | The shed | in June",
        ),
        ("The sisters bake and sell honey cakes.", "The sisters | sell | honey cakes"),
        ("The clerk bought ink and paper.", "The clerk | bought | paper"),
        ("The tower is older than the church.", "The tower | is older than | the church"),
        ("The mayor is a beekeeper.", "The mayor | is | a beekeeper"),
        ("The garden lies behind the chapel.", "The garden | lies behind | the chapel"),
        ("The sexton, a quiet man, rang the bell.", "The sexton | is | a quiet man"),
        ("The mayor said that the pump was broken.", "The mayor | said | the pump was broken"),
        ("The potter's kiln cracked in the frost.", "The potter | has | kiln"),
    ] {
        let said = said(text);
        if !said.iter().any(|tuple| tuple == expected) {
            missed.push((text, said));
        }
    }
    assert!(missed.is_empty(), "{missed:#?}");
}

#[test]
fn keeps_the_words_where_no_relation_fits() {
    let mut missed = Vec::new();
    for (text, expected) in [
        (
            "Hedda Brunn quarrelled with Tomas Vell in Oslo.",
            "Hedda Brunn | quarrelled with | Tomas Vell",
        ),
        ("Hedda Brunn did not imitate Tomas Vell.", "Hedda Brunn | not imitate | Tomas Vell"),
        (
            "Hedda Brunn dropped a heavy parcel on Tomas Vell.",
            "Hedda Brunn | dropped a heavy parcel on | Tomas Vell",
        ),
        (
            "Hedda Brunn, a neighbour of Tomas Vell, waited outside.",
            "Hedda Brunn | is a neighbour of | Tomas Vell",
        ),
    ] {
        let found = open(&graph(text));
        if !found.iter().any(|statement| statement == expected) {
            missed.push((text, found));
        }
    }
    assert!(missed.is_empty(), "{missed:#?}");
}

#[test]
fn says_nothing_twice_and_nothing_that_is_only_asked() {
    for text in [
        "Norvane acquired Tilbrook in May.",
        "Did Hedda Brunn imitate Tomas Vell?",
        "Hedda Brunn has a dog.",
    ] {
        assert_eq!(open(&graph(text)), [""; 0], "{text}");
    }
}

#[test]
fn brings_no_entities() {
    let patterns = |name: &str| name == "patterns";
    let pipeline = Pipeline::bundled().with_extractors(patterns).without_open();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/articles");
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    paths.sort();
    let mut dropped = 0;
    for path in paths {
        let name = path.to_string_lossy();
        let document = Arc::new(kgraph::read::read(&name, &fs::read(&path).unwrap()).unwrap());
        let [with, without] = [&*RULES, &pipeline].map(|p| p.run(&document, Scope::Article).graph);
        let names = |graph: &KnowledgeGraph| -> Vec<String> {
            graph.entities().map(|(_, entity)| entity.name.clone()).collect()
        };
        assert_eq!(names(&with), names(&without), "{name}");
        assert_eq!(open(&without), [""; 0], "{name}");
        dropped += open(&with).len();
    }
    assert!(dropped > 0);
}

/// An empty folder of its own for each test, with an article that has an open statement.
fn folder(test: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("open").join(test);
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).unwrap();
    let article = "Norvane sues Tilbrook\n\nNorvane has sued Tilbrook. Hedda Brunn quarrelled with \
                Tomas Vell.\n";
    fs::write(path.join("news.txt"), article).unwrap();
    path
}

fn written(folder: &Path, format: &str, arguments: &[&str]) -> (Option<i32>, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kgraph"));
    command.current_dir(folder).args(["build", "--threads", "1", "--stdout", format, "news.txt"]);
    let output = command.args(arguments).output().unwrap();
    (output.status.code(), String::from_utf8(output.stdout).unwrap())
}

#[test]
fn stays_out_of_pictures_until_asked_for() {
    let folder = folder("pictures");
    for format in ["dot", "svg"] {
        let (_, plain) = written(&folder, format, &[]);
        assert!(plain.contains("Norvane") && !plain.contains("Brunn"), "{format}: {plain}");
        let (_, open) = written(&folder, format, &["--open"]);
        assert!(open.contains("“quarrelled with”") && open.contains("Brunn"), "{format}: {open}");
    }
}

#[test]
fn stays_in_the_data_until_dropped() {
    let folder = folder("data");
    let holds =
        |arguments: &[&str]| written(&folder, "jsonld", arguments).1.contains("quarrelled with\"");
    assert!(holds(&[]) && holds(&["--open"]) && !holds(&["--no-open"]));
}

#[test]
fn cannot_be_shown_and_dropped_at_once() {
    assert_eq!(written(&folder("both"), "dot", &["--open", "--no-open"]).0, Some(2));
}
