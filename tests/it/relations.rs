//! The examples that stand beside each relation's patterns, run as tests.

use kgraph::claim::{Certainty, Polarity, Predicate};
use kgraph::graph::{Entity, Statement};
use kgraph::ontology::{Example, Relation, RelationDefinition};
use kgraph::pipeline::Scope;
use kgraph::text::{Document, Section, SectionKind, Source, Span};
use kgraph::{KnowledgeGraph, Pipeline};
use std::fmt::Write as _;
use std::sync::Arc;

/// One line of `says`: `subject | object`, then the words of its stance, if any.
struct Wanted<'a> {
    subject: &'a str,
    object: &'a str,
    polarity: Polarity,
    certainty: Certainty,
}

impl<'a> Wanted<'a> {
    fn parse(line: &'a str) -> Self {
        let mut fields = line.split('|').map(str::trim);
        let (subject, object) = (fields.next().unwrap(), fields.next().unwrap());
        let mut wanted =
            Self { subject, object, polarity: Polarity::Affirmed, certainty: Certainty::Asserted };
        for word in fields.flat_map(str::split_whitespace) {
            match word {
                "denied" => wanted.polarity = Polarity::Denied,
                "planned" => wanted.certainty = Certainty::Planned,
                "possible" => wanted.certainty = Certainty::Possible,
                "conditional" => wanted.certainty = Certainty::Conditional,
                _ => panic!("`{word}` in `{line}` is no stance"),
            }
        }
        wanted
    }

    fn is(&self, said: &Said<'_>, symmetric: bool) -> bool {
        let joins = |a, b| is_called(said.subject, a) && is_called(said.object, b);
        said.statement.stance.polarity == self.polarity
            && said.statement.stance.certainty == self.certainty
            && (joins(self.subject, self.object) || symmetric && joins(self.object, self.subject))
    }
}

/// A statement with its ends.
struct Said<'a> {
    subject: &'a Entity,
    statement: &'a Statement,
    object: &'a Entity,
}

/// Whether an entity goes by these words, ignoring case and a leading article.
fn is_called(entity: &Entity, words: &str) -> bool {
    let bare = |words: &str| {
        let lower = words.to_lowercase();
        let rest = ["the ", "a ", "an "].iter().find_map(|a| lower.strip_prefix(a));
        rest.unwrap_or(&lower).to_owned()
    };
    std::iter::once(&entity.name)
        .chain(&entity.aliases)
        .chain(&entity.nominals)
        .any(|name| bare(name) == bare(words))
}

/// An article of one paragraph; `read` would take so short a text for a headline.
fn paragraph(text: &str) -> Arc<Document> {
    let body = Section { kind: SectionKind::Body, span: Span::new(0, text.len()) };
    Arc::new(Document { source: Source::default(), text: text.to_owned(), sections: vec![body] })
}

/// What is read of one relation.
fn said_of<'a>(graph: &'a KnowledgeGraph, relation: &Relation) -> Vec<Said<'a>> {
    graph
        .statements()
        .filter(|(_, s, _)| matches!(&s.predicate, Predicate::Relation(r) if r == relation))
        .map(|(s, statement, o)| Said {
            subject: graph.entity(s),
            statement,
            object: graph.entity(o),
        })
        .collect()
}

/// What an example wants and what it got, where the two differ.
fn complaint(
    pipeline: &Pipeline,
    relation: &Relation,
    definition: &RelationDefinition,
    example: &Example,
) -> Option<String> {
    let graph = pipeline.run(&paragraph(&example.text), Scope::Article).graph;
    let said = said_of(&graph, relation);
    let wanted: Vec<_> = example.says.iter().map(|line| Wanted::parse(line)).collect();
    let is = |wanted: &Wanted<'_>, said: &Said<'_>| wanted.is(said, definition.symmetric);
    let all_read = wanted.iter().all(|w| said.iter().any(|s| is(w, s)));
    let no_other = said.iter().all(|s| wanted.iter().any(|w| is(w, s)));
    if all_read && no_other {
        return None;
    }
    let mut complaint = format!("{relation}: {}\n  wanted {:?}\n", example.text, example.says);
    for Said { subject, statement, object } in &said {
        let (stance, rule) = (&statement.stance, &statement.evidence[0].rule);
        let (polarity, certainty) = (stance.polarity.name(), stance.certainty.name());
        let (subject, object) = (&subject.name, &object.name);
        writeln!(complaint, "  got {subject} | {object} | {polarity} {certainty} by {rule}")
            .unwrap();
    }
    Some(complaint)
}

#[test]
fn every_relation_reads_its_examples_and_nothing_else() {
    let pipeline = Pipeline::with_threads(2);
    let complaints: Vec<_> = pipeline
        .ontology()
        .relations()
        .flat_map(|(relation, definition)| {
            definition.examples.iter().filter_map(|e| complaint(&pipeline, relation, definition, e))
        })
        .collect();
    assert!(complaints.is_empty(), "{} examples fail\n{}", complaints.len(), complaints.join("\n"));
}

#[test]
fn every_relation_is_bundled_with_examples_of_what_it_is_and_is_not() {
    let pipeline = Pipeline::with_threads(1);
    let mut bundled: Vec<_> = pipeline.ontology().relations().map(|(r, _)| r.name()).collect();
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("data/relations");
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().path().file_stem().unwrap().to_str().unwrap().to_owned())
        .collect();
    bundled.sort_unstable();
    files.sort_unstable();
    assert_eq!(bundled, files);
    assert_eq!(bundled.len(), 72);
    for (relation, definition) in pipeline.ontology().relations() {
        let says = definition.examples.iter().filter(|e| !e.says.is_empty()).count();
        let says_not = definition.examples.len() - says;
        assert!(says >= 3, "{relation} has only {says} examples that say it");
        assert!(says_not >= 2, "{relation} has only {says_not} examples that do not say it");
    }
}
