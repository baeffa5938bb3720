//! What every format must keep, shown on invented graphs.

use kgraph::KnowledgeGraph;
use kgraph::claim::{Certainty, Evidence, Polarity, Predicate, Stance, Time};
use kgraph::export::{FORMATS, Format};
use kgraph::graph::{Entity, EntityId, Statement};
use kgraph::ontology::{Kind, Ontology, Relation};
use kgraph::text::{Document, Places, Source, Span};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;

pub(crate) fn ontology() -> Ontology {
    let meets = "label = \"meets\"\nsymmetric = true\ndomain = []\nrange = []";
    Ontology::parse(include_str!("../../data/kinds.toml"), [("meets", meets)]).unwrap()
}

pub(crate) fn written(format: &str, graph: &KnowledgeGraph) -> String {
    let mut bytes = Vec::new();
    Format::named(format).unwrap().write(graph, &ontology(), &mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

/// A graph of sentences: each is `subject | relation | object | stance | sentence`,
/// a stance is any of `denied possible planned conditional by=NAME at=TIME role=ROLE
/// amount=SUM open`, where a time may go on with ` is VALUE`. Entities are `name | kind`.
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
    let document = Document {
        source: source.clone(),
        text: text.clone(),
        sections: Vec::new(),
        places: Places::default(),
    };
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
        identifiers: Vec::new(),
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
    let (mut role, mut amount, mut open) = (None, None, false);
    for word in row[3].split(',').map(str::trim) {
        match word.split_once('=').unwrap_or((word, "")) {
            ("denied", _) => stance.polarity = Polarity::Denied,
            ("possible", _) => stance.certainty = Certainty::Possible,
            ("planned", _) => stance.certainty = Certainty::Planned,
            ("conditional", _) => stance.certainty = Certainty::Conditional,
            ("by", name) => stance.said_by = Some(ids[name]),
            ("at", time) => {
                let (words, value) = time.split_once(" is ").unzip();
                let value = value.map(str::to_owned);
                stance.time = Some(Time { value, ..Time::of_words(words.unwrap_or(time)) });
            }
            ("role", title) => role = Some(title.to_owned()),
            ("amount", sum) => amount = Some(sum.to_owned()),
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
    Statement { predicate, stance, role, amount, evidence: vec![evidence(source, span)] }
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
         Fünf Häfen | bans | SeaGate | at=on Monday is 2031-05-05 | Fünf Häfen banned SeaGate on Monday.
         Ørsted Marine | makes | SeaGate | amount=two versions | Ørsted Marine makes SeaGate.
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

/// Relative luminance of `#rrggbb`, by WCAG 2.
fn luminance(colour: &str) -> f64 {
    let channel = |at: usize| {
        let value = f64::from(u8::from_str_radix(&colour[at..at + 2], 16).unwrap()) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    assert!(colour.len() == 7 && colour.starts_with('#'), "{colour}");
    0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
}

#[test]
fn gives_every_kind_a_look_of_its_own_under_dark_text() {
    let ontology = ontology();
    assert_eq!(ontology.kinds().count(), 21);
    for (kind, definition) in ontology.kinds() {
        let contrast = (luminance(&definition.colour) + 0.05) / (luminance("#1b2430") + 0.05);
        assert!(contrast > 7.0, "{kind} is too dark: {contrast}");
        for (other, look) in ontology.kinds().filter(|(other, _)| *other != kind) {
            assert_ne!(definition.shape, look.shape, "{kind} looks like {other}");
            assert_ne!(definition.colour, look.colour, "{kind} looks like {other}");
        }
        if let Some(under) = &definition.under {
            assert!(ontology.kind(under).is_some(), "{kind} is under no known kind");
            assert!(ontology.is_a(kind, under.name()) && !ontology.is_a(under, kind.name()));
        }
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

/// Names that break what is escaped badly, and any others.
fn names() -> impl Strategy<Value = Vec<String>> {
    let hostile = prop::sample::select(vec![
        "\"",
        "\\",
        "\\\"",
        "\n",
        "\r\n",
        "\\N",
        "]]>",
        "<script>alert(1)</script>",
        "&amp;",
        "&lt",
        "--> x",
        "\0",
        "\u{1b}[31m",
        "\u{202e}txet",
        "\u{fffe}",
        "🧭 日本",
        "e\u{301}\u{301}",
        "",
        "{a|b}",
        "<b>x</b>",
        "@id",
    ]);
    let part = prop_oneof![hostile.prop_map(str::to_owned), any::<String>()];
    let name = prop::collection::vec(part, 0..4).prop_map(|parts| parts.concat());
    prop::collection::vec(name, 2..6)
}

/// Every name joined to the next, and said by the first.
fn chain(names: &[String]) -> KnowledgeGraph {
    let text = names.concat();
    let source = Source {
        uri: format!("https://example.org/{}", names[0]),
        title: Some(names[0].clone()),
        ..Source::default()
    };
    let span = Span::new(0, text.len());
    let document =
        Document { source: source.clone(), text, sections: Vec::new(), places: Places::default() };
    let source = Arc::new(source);
    let mut graph = KnowledgeGraph::of(Arc::new(document));
    let ids: Vec<_> = names.iter().map(|name| graph.add_entity(entity(name, name))).collect();
    for (pair, name) in ids.windows(2).zip(names) {
        let mut stance = Stance::plain();
        stance.said_by = Some(ids[0]);
        stance.time = Some(Time::of_words(name));
        for predicate in [Predicate::Relation(Relation::new(name)), Predicate::Open(name.clone())] {
            let statement = Statement {
                predicate,
                stance: stance.clone(),
                role: Some(name.clone()),
                amount: Some(name.clone()),
                evidence: vec![evidence(&source, span)],
            };
            graph.add_statement(pair[0], statement, pair[1]);
        }
    }
    graph
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn keeps_odd_names_in_every_format(names in names()) {
        let graph = chain(&names);
        let value: serde_json::Value = serde_json::from_str(&written("jsonld", &graph)).unwrap();
        let nodes = value["@graph"].as_array().unwrap();
        for name in &names {
            let held = nodes.iter().any(|node| node["label"] == **name && node["kind"] == **name);
            prop_assert!(held, "{name:?} is missing");
        }
        let dot = written("dot", &graph);
        let parsed = graphviz_rust::parse(&dot);
        prop_assert!(parsed.is_ok(), "{parsed:?} of {dot}");
        let drawn: String = crate::svg::texts(&written("svg", &graph), "name").concat();
        for name in &names {
            let legal = |c: &char| !c.is_whitespace() && *c >= ' ' && !"\u{fffe}\u{ffff}".contains(*c);
            let name: String = name.chars().filter(legal).collect();
            let drawn: String = drawn.chars().filter(legal).collect();
            prop_assert!(drawn.contains(&name), "{name:?} is not in {drawn:?}");
        }
    }
}
