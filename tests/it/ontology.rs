//! Files of one's own: what they add, and what is said of those that go wrong.

use crate::PIPELINE;
use kgraph::check;
use kgraph::export::FORMATS;
use kgraph::ontology::{Ontology, PARTS, Place, Relation};
use kgraph::pipeline::{self, Scope};
use kgraph::text::{Document, Places, Section, SectionKind, Source, Span};
use kgraph::{KnowledgeGraph, Pipeline};
use serde_json::Value;
use std::sync::Arc;

/// A relation that does not ship.
const GUARDS: &str = r#"label = "guards"
domain = ["person", "organization"]
range = ["facility", "city"]

[[patterns]]
verbs = ["guard", "keep watch"]
object = "patient|over"

[[examples]]
text = "Stourton guarded the Marlow Museum on Friday."
says = ["Stourton | Marlow Museum"]

[[examples]]
text = "Stourton bought the Marlow Museum."
"#;

/// The error of a relation file, as the terminal shows it.
fn error(file: &str, text: &str) -> String {
    let error = pipeline::ontology().add_relation(file, text).unwrap_err();
    format!("{error}\n{}", error.hint())
}

/// The place and message of every doubt about a relation file.
fn doubts(text: &str) -> Vec<(Place, String, bool)> {
    let mut ontology = pipeline::ontology();
    let relation = ontology.add_relation("guards.toml", text).unwrap();
    let definition = ontology.relation(&relation).unwrap();
    let doubts = check::doubts(text, definition).into_iter();
    doubts.map(|d| (d.place, format!("{}; {}", d.message, d.hint), d.grave)).collect()
}

/// The graph of an article of one paragraph.
fn read(pipeline: &Pipeline, text: &str) -> KnowledgeGraph {
    let body = Section { kind: SectionKind::Body, span: Span::new(0, text.len()) };
    let source = Source::default();
    let article =
        Document { source, text: text.to_owned(), sections: vec![body], places: Places::default() };
    pipeline.run(&Arc::new(article), Scope::Article).graph
}

fn line(line: usize, column: usize) -> Place {
    Place { line, column }
}

#[test]
fn says_where_a_relation_file_is_wrong_and_what_was_meant() {
    let changed = |from: &str, to: &str| error("my/guards.toml", &GUARDS.replace(from, to));
    assert!(
        changed("verbs =", "verb =").starts_with("my/guards.toml:6:1: unknown field `verb`"),
        "{}",
        changed("verbs =", "verb =")
    );
    assert!(changed("verbs =", "verb =").ends_with("did you mean `verbs`?"));
    assert_eq!(
        changed("\"city\"", "\"citty\""),
        "my/guards.toml:3:22: there is no kind `citty`\ndid you mean `city`?"
    );
    let object_kinds = "object_kinds = [\"lorry\"]\nobject =";
    assert_eq!(
        changed("object =", object_kinds),
        "my/guards.toml:7:17: there is no kind `lorry`\n`kgraph ontology list` shows every kind"
    );
    assert!(changed("label = \"guards\"", "label = guards").starts_with("my/guards.toml:1:9: "));
    assert!(changed("label = \"guards\"\n", "").contains("missing field `label`"));
}

#[test]
fn refuses_names_that_are_no_names() {
    for name in ["Guards.toml", "looks after.toml", "-guards.toml", "kind.toml", "é.toml", ".toml"]
    {
        assert!(error(name, GUARDS).contains("no relation can be called"), "{name}");
    }
}

#[test]
fn refuses_the_words_that_json_ld_says_of_statements() {
    let jsonld = FORMATS.iter().find(|format| format.name == "jsonld").unwrap();
    let mut bytes = Vec::new();
    jsonld.write(&KnowledgeGraph::default(), PIPELINE.ontology(), &mut bytes).unwrap();
    let page: Value = serde_json::from_slice(&bytes).unwrap();
    let terms = page["@context"].as_object().unwrap().values();
    let terms = terms.filter_map(|term| term["@id"].as_str().or(term.as_str()));
    let own: Vec<&str> = terms.filter_map(|iri| iri.strip_prefix("kg:")).collect();
    assert!(own.contains(&"certainty"), "{own:?}");
    for term in own {
        let upper = |c: char| c.is_uppercase().then(|| format!("-{}", c.to_lowercase()));
        let name: String = term.chars().map(|c| upper(c).unwrap_or_else(|| c.into())).collect();
        let refused = pipeline::ontology().add_relation(&format!("{name}.toml"), GUARDS).is_err();
        assert!(refused, "a relation may be called `{name}`: add it to ontology::RESERVED");
    }
}

#[test]
fn refuses_kinds_that_hang_together_wrongly() {
    let kind = |under: &str, colour: &str, schema: &str| {
        let text = format!(
            "[vineyard]\nunder = \"{under}\"\nschema = \"{schema}\"\ncolour = \"{colour}\"\n\
             shape = \"box\"\nabout = \"where wine grows\"\n"
        );
        let result = pipeline::ontology().add_kinds("kinds.toml", &text);
        result.map_err(|error| error.to_string()).err()
    };
    assert_eq!(kind("facility", "#aabbcc", "Place"), None);
    let said = kind("faclity", "#aabbcc", "Place").unwrap();
    assert_eq!(said, "kinds.toml:2:1: there is no kind `faclity`");
    let said = kind("vineyard", "#aabbcc", "Place").unwrap();
    assert_eq!(said, "kinds.toml:2:1: `vineyard` falls under itself in the end");
    let said = kind("facility", "red", "Place").unwrap();
    assert_eq!(said, "kinds.toml:4:1: `red` is no colour");
    let said = kind("facility", "#aabbcc", "wine yard").unwrap();
    assert_eq!(said, "kinds.toml:3:1: `wine yard` is no class");
}

#[test]
fn gives_things_a_kind_of_ones_own() {
    let docs = include_str!("../../docs/ontology.md");
    let kinds = docs.split("```toml\n").find(|part| part.starts_with("[vineyard]")).unwrap();
    let mut ontology = pipeline::ontology();
    ontology.add_kinds("kinds.toml", kinds.split("```").next().unwrap()).unwrap();
    let graph = read(&Pipeline::with_ontology(ontology, 1), "Stourton has acquired the vineyard.");
    let kinds: Vec<_> = graph.entities().map(|(_, entity)| entity.kind.name()).collect();
    assert_eq!(kinds, ["company", "vineyard"]);
    let graph = read(&PIPELINE, "Stourton has acquired the vineyard.");
    assert!(graph.entities().all(|(_, entity)| entity.kind.name() != "vineyard"));
}

#[test]
fn doubts_parts_that_no_preposition_is_called() {
    assert_eq!(doubts(GUARDS), []);
    let doubtful = doubts(&GUARDS.replace("patient|over", "patint|over.form"));
    let [(place, patient, grave), (_, from, _)] = &doubtful[..] else { panic!("{doubtful:?}") };
    assert_eq!((*place, *grave), (line(7, 1), false));
    assert_eq!(patient, "`patint` is neither a part nor a preposition; did you mean `patient`?");
    assert!(from.contains("did you mean `for") || from.contains("did you mean `from`"), "{from}");
}

#[test]
fn doubts_patterns_that_can_never_match() {
    for (from, to, said, place) in [
        ("verbs = [\"guard\", \"keep watch\"]", "role = true", "no word", line(5, 1)),
        ("patient|over", "patient||over", "empty part", line(7, 1)),
        ("\"guard\", ", "\"guard\", \"\", ", "empty word", line(6, 1)),
        ("object =", "certainty = \"sure\"\nobject =", "`sure` is no certainty", line(7, 1)),
        ("object =", "with.at = [\"Night\"]\nobject =", "small letters", line(7, 6)),
        ("Stourton | M", "Stourton M", "not what an example can say", line(11, 9)),
        ("Museum\"]", "Museum | maybe\"]", "not what an example can say", line(11, 9)),
    ] {
        let doubtful = doubts(&GUARDS.replace(from, to));
        let found = doubtful.iter().find(|(_, message, _)| message.contains(said));
        let (at, _, grave) = found.unwrap_or_else(|| panic!("{to}: {doubtful:?}"));
        assert_eq!((*at, *grave), (place, true), "{to}");
    }
}

#[test]
fn doubts_a_relation_without_examples() {
    let text = GUARDS.split("[[examples]]").next().unwrap();
    assert!(matches!(&doubts(text)[..], [(_, said, false)] if said.contains("no example")));
}

#[test]
fn reads_a_relation_of_ones_own_and_writes_it_for_other_tools() {
    let mut ontology = pipeline::ontology();
    let relation = ontology.add_relation("stands-guard-over.toml", GUARDS).unwrap();
    let pipeline = Pipeline::with_ontology(ontology, 1);
    assert_eq!(check::misses(&pipeline, &relation), []);
    let graph = read(&pipeline, "Stourton guarded the Marlow Museum on Friday.");
    let jsonld = FORMATS.iter().find(|format| format.name == "jsonld").unwrap();
    let mut bytes = Vec::new();
    jsonld.write(&graph, pipeline.ontology(), &mut bytes).unwrap();
    let page: Value = serde_json::from_slice(&bytes).unwrap();
    let nodes = page["@graph"].as_array().unwrap();
    assert!(nodes.iter().any(|n| n["predicate"]["@id"] == "kg:standsGuardOver"), "{page}");
    assert!(nodes.iter().any(|n| n["standsGuardOver"]["@id"].is_string()), "{page}");
}

#[test]
fn the_papers_show_the_file_that_they_use_and_every_part() {
    let docs = include_str!("../../docs/ontology.md");
    assert!(docs.contains(include_str!("../../docs/harbour/insures.toml")));
    for (part, about) in PARTS {
        assert!(docs.contains(&format!("| `{part}` | {about} |")), "{part}");
    }
}

#[test]
fn tells_what_a_failing_example_wanted_and_got() {
    let text = GUARDS
        .replace("bought the Marlow Museum", "guarded the Marlow Museum on Friday")
        .replace("says = [\"Stourton", "says = [\"Harbour");
    let mut ontology = Ontology::clone(PIPELINE.ontology());
    let relation = ontology.add_relation("guards.toml", &text).unwrap();
    let misses = check::misses(&Pipeline::with_ontology(ontology, 1), &relation);
    let [first, second] = &misses[..] else { panic!("{misses:?}") };
    assert_eq!((first.number, second.number), (0, 1));
    assert_eq!(first.wanted, ["Harbour | Marlow Museum"]);
    assert_eq!(first.got, ["Stourton | Marlow Museum  (by patterns/guards#1)"]);
    assert_eq!(second.wanted, [""; 0]);
    let all: Vec<_> = PIPELINE.ontology().relations().map(|(r, _)| r.clone()).collect();
    assert!(!all.contains(&Relation::new("guards")), "the ontology that ships is untouched");
}
