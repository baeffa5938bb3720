//! What a picture of a graph shows, before anything is drawn: the typed statements,
//! the open ones where they are wanted, and the entities that they join. DOT and SVG
//! show the same.

use super::View;
use crate::claim::{Certainty, Polarity, Predicate};
use crate::graph::{Background, Entity, EntityId, KnowledgeGraph, Statement};
use crate::ontology::{Kind, Ontology};
use std::collections::{BTreeMap, BTreeSet};

/// The most letters of a name on one line.
pub(super) const LINE: usize = 24;

/// Everything that is drawn, in the order of the graph.
pub(super) struct Picture<'a> {
    /// The article's headline.
    pub title: Option<&'a str>,
    /// Who published it, when, and where it is to be found.
    pub source: Option<String>,
    /// Entities with at least one statement that is shown.
    pub nodes: Vec<Node<'a>>,
    /// Statements of one pair and style, in one arrow.
    pub arrows: Vec<Arrow<'a>>,
    /// What the picture leaves out, in words; empty if nothing.
    pub caption: String,
}

/// An entity in the picture.
pub(super) struct Node<'a> {
    pub name: &'a str,
    pub kind: &'a Kind,
    pub colour: &'a str,
    pub shape: &'a str,
    pub tooltip: String,
}

/// One or more statements of the same subject, object and style.
pub(super) struct Arrow<'a> {
    /// Index of the subject in [`Picture::nodes`].
    pub from: usize,
    /// Index of the object.
    pub to: usize,
    pub style: Style,
    /// Never empty; no two say the same.
    pub labels: Vec<Label<'a>>,
}

/// What is said on an arrow.
pub(super) struct Label<'a> {
    /// The name of a relation, or the text's own words.
    pub said: &'a str,
    pub open: bool,
    /// Of every statement that says it, one after the other.
    pub tooltip: String,
}

/// How a statement's stance is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Style {
    pub stroke: Stroke,
    pub denied: bool,
    /// Whether somebody in the article says it, and not the article.
    pub attributed: bool,
    /// Whether it holds both ways.
    pub mutual: bool,
}

/// How certain it is, by the line's stroke.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Stroke {
    Solid,
    /// Possible or conditional.
    Dashed,
    /// Planned.
    Dotted,
    /// Not the article's: a fact of the gazetteer.
    Background,
}

impl Style {
    fn of(statement: &Statement, mutual: bool) -> Self {
        Self {
            stroke: match statement.stance.certainty {
                Certainty::Asserted => Stroke::Solid,
                Certainty::Possible | Certainty::Conditional => Stroke::Dashed,
                Certainty::Planned => Stroke::Dotted,
            },
            denied: statement.stance.polarity == Polarity::Denied,
            attributed: statement.stance.said_by.is_some(),
            mutual,
        }
    }
}

/// How a fact of the gazetteer is drawn.
const BACKGROUND: Style =
    Style { stroke: Stroke::Background, denied: false, attributed: false, mutual: false };

impl Label<'_> {
    /// What is written on the arrow.
    pub(super) fn text(&self, style: Style) -> String {
        let not = if style.denied { "not " } else { "" };
        if self.open { format!("{not}“{}”", self.said) } else { format!("{not}{}", self.said) }
    }
}

impl<'a> Picture<'a> {
    pub(super) fn new(graph: &'a KnowledgeGraph, ontology: &'a Ontology, view: View) -> Self {
        let mut bundles: BTreeMap<(EntityId, EntityId, Style), Vec<Label<'a>>> = BTreeMap::new();
        let mut order = Vec::new();
        let mut hidden = 0;
        for (subject, statement, object) in graph.statements() {
            let (said, open) = said(statement);
            if open && !view.open {
                hidden += 1;
                continue;
            }
            let mutual = is_symmetric(ontology, statement);
            let key = (subject, object, Style::of(statement, mutual));
            let labels = bundles.entry(key).or_insert_with(|| {
                order.push(key);
                Vec::new()
            });
            let tooltip = statement_tooltip(graph, subject, statement, object);
            match labels.iter_mut().find(|label| (label.said, label.open) == (said, open)) {
                Some(label) => label.tooltip.extend(["\n\n", &tooltip]),
                None => labels.push(Label { said, open, tooltip }),
            }
        }
        // The gazetteer puts places where they belong, but brings none into the picture.
        let drawn: BTreeSet<EntityId> = order.iter().flat_map(|&(s, o, _)| [s, o]).collect();
        for fact in graph.background() {
            if !drawn.contains(&fact.subject) || !drawn.contains(&fact.object) {
                continue;
            }
            let key = (fact.subject, fact.object, BACKGROUND);
            order.push(key);
            let label =
                Label { said: fact.relation.name(), open: false, tooltip: told(graph, fact) };
            bundles.insert(key, vec![label]);
        }
        let joined: BTreeSet<EntityId> = order.iter().flat_map(|&(s, o, _)| [s, o]).collect();
        let place: BTreeMap<EntityId, usize> =
            joined.iter().enumerate().map(|(place, &id)| (id, place)).collect();
        let nodes = joined.iter().map(|&id| Node::new(graph, ontology, id)).collect();
        let arrows = order
            .into_iter()
            .map(|key @ (subject, object, style)| Arrow {
                from: place[&subject],
                to: place[&object],
                style,
                labels: bundles.remove(&key).expect("every key in the order was put in"),
            })
            .collect();
        let article = graph.articles().first();
        Self {
            title: article.and_then(|article| article.source.title.as_deref()),
            source: source_line(graph),
            nodes,
            arrows,
            caption: caption(view, hidden, graph.entities().count() - joined.len()),
        }
    }

    /// The kinds that occur, with colour and shape, in the order of their names.
    pub(super) fn kinds(&self) -> Vec<&Node<'a>> {
        let kinds: BTreeMap<&Kind, &Node<'a>> = self.nodes.iter().map(|n| (n.kind, n)).collect();
        kinds.into_values().collect()
    }

    /// The features of style that occur, each alone, with what it means.
    pub(super) fn styles(&self) -> Vec<(Style, &'static str)> {
        let plain =
            Style { stroke: Stroke::Solid, denied: false, attributed: false, mutual: false };
        let denied = Style { denied: true, ..plain };
        let dashed = Style { stroke: Stroke::Dashed, ..plain };
        let dotted = Style { stroke: Stroke::Dotted, ..plain };
        let attributed = Style { attributed: true, ..plain };
        let used = |test: fn(Style) -> bool| self.arrows.iter().any(|arrow| test(arrow.style));
        [
            (used(|s| s.stroke == Stroke::Solid && !s.denied), plain, "stated as fact"),
            (used(|s| s.denied), denied, "denied: it is not so"),
            (used(|s| s.stroke == Stroke::Dashed), dashed, "possible or conditional"),
            (used(|s| s.stroke == Stroke::Dotted), dotted, "planned"),
            (used(|s| s.attributed), attributed, "said by someone in the article"),
            (used(|s| s == BACKGROUND), BACKGROUND, "from the gazetteer, not the article"),
        ]
        .into_iter()
        .filter_map(|(used, style, meaning)| used.then_some((style, meaning)))
        .collect()
    }
}

impl<'a> Node<'a> {
    fn new(graph: &'a KnowledgeGraph, ontology: &'a Ontology, id: EntityId) -> Self {
        let entity = graph.entity(id);
        let definition = ontology.kind(&entity.kind);
        Self {
            name: &entity.name,
            kind: &entity.kind,
            colour: definition.map_or("#eeeeee", |kind| &kind.colour),
            shape: definition.map_or("box", |kind| &kind.shape),
            tooltip: entity_tooltip(graph, id, entity),
        }
    }
}

fn entity_tooltip(graph: &KnowledgeGraph, id: EntityId, entity: &Entity) -> String {
    let mut lines = vec![format!("{} ({})", entity.name, entity.kind)];
    lines.extend(entity.description.clone());
    if !entity.aliases.is_empty() {
        lines.push(format!("also: {}", entity.aliases.join(", ")));
    }
    let first = graph.statements().find(|&(subject, _, object)| subject == id || object == id);
    if let Some((_, statement, _)) = first {
        lines.extend(quotations(graph, statement).into_iter().next());
    }
    lines.join("\n")
}

/// The name of its relation or its own words, and whether it is those.
fn said(statement: &Statement) -> (&str, bool) {
    match &statement.predicate {
        Predicate::Relation(relation) => (relation.name(), false),
        Predicate::Open(words) => (words, true),
    }
}

fn is_symmetric(ontology: &Ontology, statement: &Statement) -> bool {
    match &statement.predicate {
        Predicate::Relation(relation) => ontology.relation(relation).is_some_and(|r| r.symmetric),
        Predicate::Open(_) => false,
    }
}

fn statement_tooltip(
    graph: &KnowledgeGraph,
    subject: EntityId,
    statement: &Statement,
    object: EntityId,
) -> String {
    let (said, open) = said(statement);
    let said = if open { format!("“{said}”") } else { said.to_owned() };
    let name = |id| graph.entity(id).name.as_str();
    let stance = &statement.stance;
    let mut notes = vec![stance.polarity.name(), stance.certainty.name()];
    notes.extend(stance.time.as_ref().map(|time| time.words.as_str()));
    notes.extend(stance.time.as_ref().and_then(|time| time.value.as_deref()));
    notes.extend(statement.role.as_deref());
    notes.extend(statement.amount.as_deref());
    let mut lines =
        vec![format!("{} {said} {} ({})", name(subject), name(object), notes.join(", "))];
    lines.extend(quotations(graph, statement));
    lines.extend(stance.said_by.map(|speaker| format!("— said by {}", name(speaker))));
    lines.join("\n")
}

fn told(graph: &KnowledgeGraph, fact: &Background) -> String {
    let name = |id| graph.entity(id).name.as_str();
    let (subject, object) = (name(fact.subject), name(fact.object));
    format!("{subject} {} {object} (from the gazetteer, not the article)", fact.relation)
}

/// The words of the evidence in quotation marks, each once, on one line.
fn quotations(graph: &KnowledgeGraph, statement: &Statement) -> Vec<String> {
    let mut seen = BTreeSet::new();
    statement
        .evidence
        .iter()
        .map(|evidence| graph.quotation(evidence).split_whitespace().collect::<Vec<_>>().join(" "))
        .filter(|words| !words.is_empty() && seen.insert(words.clone()))
        .map(|words| format!("“{words}”"))
        .collect()
}

fn source_line(graph: &KnowledgeGraph) -> Option<String> {
    let source = &graph.articles().first()?.source;
    let parts = [source.publisher.as_deref(), source.published.as_deref(), Some(&*source.uri)];
    let line: Vec<_> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
    (!line.is_empty()).then(|| line.join(" · "))
}

fn caption(view: View, hidden: usize, alone: usize) -> String {
    let mut parts = Vec::new();
    match hidden {
        0 => {}
        1 => parts.push("1 more open statement is in the data".to_owned()),
        _ => parts.push(format!("{hidden} more open statements are in the data")),
    }
    let sort = if view.open { "" } else { "typed " };
    match alone {
        0 => {}
        1 => parts.push(format!("1 entity without a {sort}statement is not drawn")),
        _ => parts.push(format!("{alone} entities without a {sort}statement are not drawn")),
    }
    if parts.is_empty() { String::new() } else { format!("{}.", parts.join("; ")) }
}
