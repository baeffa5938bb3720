//! What every format must keep, shown on invented graphs.

use kgraph::KnowledgeGraph;
use kgraph::claim::{Certainty, Evidence, Polarity, Predicate, Stance};
use kgraph::export::{FORMATS, Format};
use kgraph::graph::{Entity, EntityId, Statement};
use kgraph::ontology::{Kind, Ontology, Relation};
use kgraph::text::{Document, Source, Span};
use std::collections::BTreeMap;
use std::sync::Arc;

pub(crate) fn ontology() -> Ontology {
    Ontology::parse(include_str!("../../data/kinds.toml"), []).unwrap()
}

pub(crate) fn written(format: &str, graph: &KnowledgeGraph) -> String {
    let mut bytes = Vec::new();
    Format::named(format).unwrap().write(graph, &ontology(), &mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

/// A graph of sentences: each is `subject | relation | object | stance | sentence`,
/// a stance is any of `denied possible planned conditional by=NAME at=TIME role=ROLE
/// open`. Entities are `name | kind`.
pub(crate) fn graph_of(title: &str, entities: &str, sentences: &str) -> KnowledgeGraph {
    let rows = |table: &str| -> Vec<Vec<String>> {
        let lines = table.lines().map(str::trim).filter(|line| !line.is_empty());
        lines.map(|line| line.split('|').map(|cell| cell.trim().to_owned()).collect()).collect()
    };
    let sentences = rows(sentences);
    let text = sentences.iter().map(|row| row[4].as_str()).collect::<Vec<_>>().join(" ");
    let source = Source {
        uri: "https://courier.example/a-story".to_owned(),
        title: Some(title.to_owned()),
        publisher: Some("The Sample Courier".to_owned()),
        published: Some("2031-05-06".to_owned()),
        language: "en".to_owned(),
        sha256: "00ff".repeat(16),
        ..Source::default()
    };
    let document = Document { source: source.clone(), text: text.clone(), sections: Vec::new() };
    let mut graph = KnowledgeGraph::of(Arc::new(document));
    let mut ids = BTreeMap::new();
    for row in rows(entities) {
        ids.insert(row[0].clone(), graph.add_entity(entity(&row[0], &row[1])));
    }
    let source = Arc::new(source);
    let mut start = 0;
    for row in &sentences {
        let span = Span::new(start, start + row[4].len());
        start += row[4].len() + 1;
        let statement = statement(row, &ids, &source, span);
        graph.add_statement(ids[&row[0]], statement, ids[&row[2]]);
    }
    graph
}

pub(crate) fn entity(name: &str, kind: &str) -> Entity {
    Entity {
        kind: Kind::new(kind),
        name: name.to_owned(),
        aliases: Vec::new(),
        nominals: Vec::new(),
        description: None,
        named: true,
        mentions: Vec::new(),
    }
}

fn statement(
    row: &[String],
    ids: &BTreeMap<String, EntityId>,
    source: &Arc<Source>,
    span: Span,
) -> Statement {
    let mut stance = Stance::plain();
    let (mut role, mut open) = (None, false);
    for word in row[3].split(',').map(str::trim) {
        match word.split_once('=').unwrap_or((word, "")) {
            ("denied", _) => stance.polarity = Polarity::Denied,
            ("possible", _) => stance.certainty = Certainty::Possible,
            ("planned", _) => stance.certainty = Certainty::Planned,
            ("conditional", _) => stance.certainty = Certainty::Conditional,
            ("by", name) => stance.said_by = Some(ids[name]),
            ("at", time) => stance.time = Some(time.to_owned()),
            ("role", title) => role = Some(title.to_owned()),
            ("open", _) => open = true,
            ("", _) => {}
            (other, _) => panic!("no stance is called {other}"),
        }
    }
    let predicate = if open {
        Predicate::Open(row[1].clone())
    } else {
        Predicate::Relation(Relation::new(&row[1]))
    };
    Statement { predicate, stance, role, evidence: vec![evidence(source, span)] }
}

pub(crate) fn evidence(source: &Arc<Source>, span: Span) -> Evidence {
    let source = Arc::clone(source);
    let rule = "patterns/sample#1".to_owned();
    Evidence { source, span, subject: span, predicate: span, object: span, rule, score: 1.0 }
}

/// Four entities, every stance, and letters of more than one byte.
pub(crate) fn small() -> KnowledgeGraph {
    graph_of(
        "Fünf Häfen bans “SeaGate” software",
        "Ørsted Marine | company
         Fünf Häfen | city
         SeaGate | product
         Ada Brandt | person
         the dockers | group",
        "Ada Brandt | leads | Ørsted Marine | role=chief executive | Ada Brandt heads Ørsted Marine.
         Fünf Häfen | bans | SeaGate | at=on Monday | Fünf Häfen banned SeaGate on Monday.
         Ørsted Marine | makes | SeaGate | | Ørsted Marine makes SeaGate.
         Ørsted Marine | violates | SeaGate | denied, by=Ada Brandt | It breaks no rule, Brandt said.
         Fünf Häfen | recommends-against | SeaGate | | The city advised against SeaGate.
         Ada Brandt | sues | Fünf Häfen | conditional | She will sue if talks fail.
         Ada Brandt | moves-to | Fünf Häfen | planned | She plans to move there.
         Ada Brandt | countered | Fünf Häfen | open | “Absurd”, she countered.",
    )
}

#[test]
fn writes_what_it_wrote_before() {
    insta::with_settings!({ snapshot_path => "../snapshots", prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!("small.jsonld", written("jsonld", &small()));
        insta::assert_snapshot!("small.dot", written("dot", &small()));
    });
}

#[test]
fn names_every_format_once() {
    for format in FORMATS {
        assert_eq!(FORMATS.iter().filter(|other| other.name == format.name).count(), 1);
        assert_eq!(Format::of_extension(format.extension).unwrap().name, format.name);
    }
}

#[test]
fn makes_a_direct_edge_only_of_what_is_affirmed_and_asserted() {
    let value: serde_json::Value = serde_json::from_str(&written("jsonld", &small())).unwrap();
    let nodes = value["@graph"].as_array().unwrap();
    let node = |label| nodes.iter().find(|node| node["label"] == label).unwrap();
    assert!(node("Fünf Häfen").get("recommendsAgainst").is_some());
    assert!(node("Ada Brandt").get("leads").is_some());
    for absent in ["sues", "movesTo", "countered"] {
        assert!(node("Ada Brandt").get(absent).is_none(), "{absent} is no fact");
    }
    assert!(node("Ørsted Marine").get("violates").is_none());
}

#[test]
fn counts_code_points_and_quotes_exactly() {
    let graph = small();
    let letters: Vec<char> = graph.articles()[0].text.chars().collect();
    let value: serde_json::Value = serde_json::from_str(&written("jsonld", &graph)).unwrap();
    let mut quotations = 0;
    for statement in
        value["@graph"].as_array().unwrap().iter().filter(|n| n["@type"] == "Statement")
    {
        let [position, quote] = statement["evidence"][0]["selector"].as_array().unwrap().as_slice()
        else {
            panic!("two selectors")
        };
        let at = |name: &str| usize::try_from(position[name].as_u64().unwrap()).unwrap();
        let part = |from: usize, to: usize| letters[from..to].iter().collect::<String>();
        assert_eq!(quote["exact"], part(at("start"), at("end")));
        assert_eq!(quote["prefix"], part(at("start").saturating_sub(32), at("start")));
        assert_eq!(quote["suffix"], part(at("end"), letters.len().min(at("end") + 32)));
        quotations += 1;
    }
    assert_eq!(quotations, 8);
}

#[test]
fn gives_every_node_of_the_json_ld_an_iri() {
    fn check(value: &serde_json::Value) {
        match value {
            serde_json::Value::Object(fields) => {
                assert!(fields.contains_key("@id"), "a blank node: {value}");
                fields.values().for_each(check);
            }
            serde_json::Value::Array(values) => values.iter().for_each(check),
            _ => {}
        }
    }
    let value: serde_json::Value = serde_json::from_str(&written("jsonld", &small())).unwrap();
    check(&value["@graph"]);
}
