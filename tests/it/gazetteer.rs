//! Which things of the world the text speaks of: certain, or not at all.

use super::PIPELINE;
use kgraph::KnowledgeGraph;
use kgraph::pipeline::Scope;
use std::sync::Arc;

pub(crate) fn graph(text: &str) -> KnowledgeGraph {
    let article = kgraph::read::read("news.txt", text.as_bytes()).unwrap();
    PIPELINE.run(&Arc::new(article), Scope::Article).graph
}

/// The kind of an entity, and its identifiers.
fn linked(text: &str, name: &str) -> (String, Vec<String>) {
    let graph = graph(text);
    let found = graph.entities().find(|(_, entity)| entity.name == name);
    let (_, entity) = found.unwrap_or_else(|| {
        let names: Vec<_> = graph.entities().map(|(_, e)| e.name.clone()).collect();
        panic!("no {name} in {names:?} of: {text}")
    });
    (entity.kind.name().to_owned(), entity.identifiers.clone())
}

fn check(cases: &[(&str, &str, &str, &[&str])]) {
    for (text, name, kind, wanted) in cases {
        let (found_kind, found) = linked(text, name);
        assert_eq!(found_kind, *kind, "{name} in: {text}");
        let ends: Vec<_> =
            found.iter().map(|iri| iri.trim_end_matches('/').rsplit('/').next().unwrap()).collect();
        assert_eq!(ends, *wanted, "{name} in: {text}");
    }
}

#[test]
fn links_what_has_one_meaning() {
    check(&[
        (
            "Norway recalled its ambassador from Lisbon on Friday.",
            "Norway",
            "country",
            &["Q20", "3144096"],
        ),
        ("The bank opened an office in Nairobi.", "Nairobi", "city", &["184745"]),
        (
            "The European Union sanctioned the shipping firm on Monday.",
            "European Union",
            "international-organization",
            &["Q458"],
        ),
        ("Orbel Corp sued Microsoft over a patent.", "Microsoft", "company", &["Q2283"]),
    ]);
}

#[test]
fn the_place_beside_a_city_says_which_one_it_is() {
    check(&[
        (
            "Tarn Labs moved its office to Cambridge, Massachusetts, in May.",
            "Cambridge",
            "city",
            &["Q49111", "4931972"],
        ),
        (
            "Tarn Labs moved its office to Cambridge, England, in May.",
            "Cambridge",
            "city",
            &["2653941"],
        ),
        ("A storm hit Paris, Texas, on Sunday.", "Paris", "city", &["4717560"]),
        ("A storm hit Paris on Sunday.", "Paris", "city", &["2988507"]),
        ("A storm hit Paris, Kentucky, on Sunday.", "Paris", "city", &[]),
    ]);
}

#[test]
fn a_country_of_the_text_chooses_among_namesakes() {
    check(&[
        (
            "Britain's rail regulator fined a depot in Reading on Tuesday.",
            "Reading",
            "city",
            &["2639577"],
        ),
        (
            "Russia closed its border. Protesters in Tbilisi and Batumi said Georgia would suffer.",
            "Georgia",
            "country",
            &["Q230", "614540"],
        ),
        (
            "Voters in Atlanta and Savannah went to the polls as Georgia chose a senator.",
            "Georgia",
            "region",
            &["Q1428", "4197000"],
        ),
    ]);
}

#[test]
fn what_is_not_certain_is_not_linked() {
    check(&[
        ("Tarn Labs moved its office to Cambridge in May.", "Cambridge", "city", &[]),
        ("Tarn Labs moved its office to Springfield in May.", "Springfield", "city", &[]),
        // A capital has a namesake in the country that is spoken of.
        ("The United States fined a clinic in Wellington on Tuesday.", "Wellington", "city", &[]),
    ]);
}

#[test]
fn a_capital_may_stand_for_its_state_and_stays_a_city_elsewhere() {
    let text = "Norway banned the trawlers. Oslo said it had warned Iceland. \
                The fishermen met in Oslo on Monday.";
    let graph = graph(text);
    let kind = |name: &str| {
        graph
            .entities()
            .filter(|(_, e)| e.name == name)
            .map(|(_, e)| e.kind.name())
            .collect::<Vec<_>>()
    };
    assert_eq!(kind("Norway"), ["country"]);
    assert_eq!(kind("Oslo"), ["city"]);
}

#[test]
fn what_something_is_in_is_a_place_where_the_gazetteer_knows_only_places() {
    check(&[(
        "Finland said that the fire broke out in Tampere, where Orbel has a plant.",
        "Tampere",
        "city",
        &["Q40840", "634963"],
    )]);
}

#[test]
fn identifiers_are_same_as_in_json_ld() {
    let mut bytes = Vec::new();
    let format = kgraph::export::Format::named("jsonld").unwrap();
    let graph = graph("Norway recalled its ambassador on Friday.");
    format.write(&graph, PIPELINE.ontology(), &mut bytes).unwrap();
    let text = String::from_utf8(bytes).unwrap();
    assert!(text.contains("\"http://www.wikidata.org/entity/Q20\""), "{text}");
    assert!(text.contains("\"@id\": \"schema:sameAs\""), "{text}");
}

/// Facts of the gazetteer in a text's graph.
fn background(text: &str) -> Vec<String> {
    let graph = graph(text);
    let name = |id| graph.entity(id).name.clone();
    let fact = |f: &kgraph::graph::Background| {
        format!("{} {} {}", name(f.subject), f.relation, name(f.object))
    };
    graph.background().iter().map(fact).collect()
}

#[test]
fn a_city_that_takes_part_is_put_into_its_country() {
    let text = "France fined Orbel Corp on Monday. Orbel Corp is based in Lyon.";
    assert_eq!(background(text), ["Lyon located-in France"]);
}

#[test]
fn what_the_article_says_is_not_said_again() {
    let text = "Orbel Corp is based in Lyon. Lyon is in France, which fined Orbel Corp.";
    assert_eq!(background(text), [""; 0]);
}

#[test]
fn background_adds_no_node_and_is_no_statement() {
    assert_eq!(background("Orbel Corp is based in Lyon."), [""; 0]);
    let text = "France fined Orbel Corp on Monday. Orbel Corp is based in Lyon.";
    let graph = graph(text);
    let located = graph.statements().any(|(_, s, _)| {
        matches!(&s.predicate, kgraph::claim::Predicate::Relation(r) if r.name() == "located-in")
    });
    assert!(!located, "statements are the article's");
    for (format, mark) in [
        ("jsonld", "\"@type\": \"BackgroundStatement\""),
        ("dot", "style=dashed, color=\"#9aa3af\""),
        ("svg", "class=\"arrow background\""),
    ] {
        let mut bytes = Vec::new();
        let format = kgraph::export::Format::named(format).unwrap();
        format.write(&graph, PIPELINE.ontology(), &mut bytes).unwrap();
        assert!(String::from_utf8(bytes).unwrap().contains(mark), "{}", format.name);
    }
}
