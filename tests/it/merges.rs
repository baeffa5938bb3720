//! Which words are taken for one thing, why, and what the user says of it.

use kgraph::Pipeline;
use kgraph::gazetteer::Gazetteer;
use kgraph::pipeline::{Reading, Scope};
use kgraph::resolve::Pins;
use std::sync::Arc;

fn read(pipeline: &Pipeline, text: &str) -> Reading {
    let article = kgraph::read::read("news.txt", text.as_bytes()).unwrap();
    pipeline.run(&Arc::new(article), Scope::Article)
}

fn names(reading: &Reading) -> Vec<&str> {
    reading.graph.entities().map(|(_, entity)| entity.name.as_str()).collect()
}

#[test]
fn every_merge_has_its_reason() {
    let text = "The Northern Maritime Board (NMB) fined Orbel Corp in March. Ada Quill sued Orbel Corp \
                in May. Ms Quill praised NMB, and she resigned.";
    let reading = read(&super::PIPELINE, text);
    let text = &reading.graph.articles()[0].text;
    let told: Vec<_> = reading
        .merges
        .iter()
        .map(|m| (m.mention.of(text), m.reason.words(), &*reading.graph.entity(m.entity).name))
        .collect();
    for wanted in [
        ("NMB", "in parentheses after the name", "Northern Maritime Board"),
        ("Orbel Corp", "same name", "Orbel Corp"),
        ("Quill", "part of the name, and of no other", "Ada Quill"),
        ("she", "pronoun that agrees with what was spoken of before", "Ada Quill"),
    ] {
        let found =
            told.iter().any(|t| t.0.ends_with(wanted.0) && (t.1, t.2) == (wanted.1, wanted.2));
        assert!(found, "{wanted:?} in {told:?}");
    }
}

#[test]
fn a_ruling_merges_what_no_rule_would() {
    let text = "Orbel Corp sued Velin Labs. Glasshouse praised the ruling.";
    assert!(names(&read(&super::PIPELINE, text)).contains(&"Glasshouse"));
    let pins = Pins::parse("Glasshouse = Velin Labs").unwrap();
    let reading = read(&Pipeline::bundled().with_pins(pins), text);
    let (_, velin) = reading.graph.entities().find(|(_, e)| e.name == "Velin Labs").unwrap();
    assert_eq!(velin.aliases, ["Glasshouse"]);
    assert!(!names(&reading).contains(&"Glasshouse"));
}

#[test]
fn a_ruling_keeps_apart_what_a_rule_would_merge() {
    let text = "Ada Quill sued Orbel Corp. Quill praised the ruling of the court.";
    assert!(!names(&read(&super::PIPELINE, text)).contains(&"Quill"));
    let pins = Pins::parse("Quill != Ada Quill").unwrap();
    let reading = read(&Pipeline::bundled().with_pins(pins), text);
    assert!(names(&reading).contains(&"Quill"), "{:?}", names(&reading));
}

#[test]
fn names_of_ones_own_have_their_kind_and_identifier() {
    let own = "Orbel\tarmed-group\tQ42\n";
    let own = Gazetteer::default().with_own(own, super::PIPELINE.ontology()).unwrap();
    let reading = read(&Pipeline::bundled().with_names(own), "Orbel attacked a depot in May.");
    let (_, orbel) = reading.graph.entities().find(|(_, e)| e.name == "Orbel").unwrap();
    assert_eq!(orbel.kind.name(), "armed-group");
    assert_eq!(orbel.identifiers, ["http://www.wikidata.org/entity/Q42"]);
}
