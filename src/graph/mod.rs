//! What we hold: entities and statements, in a petgraph.

use crate::claim::{Evidence, Predicate, Stance};
use crate::ontology::{Kind, Relation};
use crate::text::{Document, Span};
use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::visit::EdgeRef;
use std::sync::Arc;

/// Handle of an entity in its graph. Entities are never removed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntityId(NodeIndex);

/// Something that the articles speak of.
#[derive(Clone, Debug, PartialEq)]
pub struct Entity {
    /// What kind of thing it is.
    pub kind: Kind,
    /// Its fullest name, or its own words if it has none.
    pub name: String,
    /// Every other name, in order of first mention.
    pub aliases: Vec<String>,
    /// Its other strings in the text: nominals, no pronouns.
    pub nominals: Vec<String>,
    /// What the text says that it is, where it says so.
    pub description: Option<String>,
    /// IRIs of it elsewhere, where it is certain which thing it is: Wikidata, `GeoNames`.
    pub identifiers: Vec<String>,
    /// Whether the text names it, or only speaks of it ("two data centers").
    pub named: bool,
    /// Where the articles speak of it, pronouns included, in text order.
    pub mentions: Vec<Span>,
}

/// What is held of a subject and an object, with all the evidence for it.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// What is said.
    pub predicate: Predicate,
    /// How the articles stand to it.
    pub stance: Stance<EntityId>,
    /// A title or role: `chief executive`, `born`.
    pub role: Option<String>,
    /// A sum, count or share, in the text's own words: `$2 billion`, `30 percent`.
    pub amount: Option<String>,
    /// Never empty.
    pub evidence: Vec<Evidence>,
}

impl Statement {
    /// How probably it is right, from 0 to 1: as the surest of its evidence.
    pub fn confidence(&self) -> f32 {
        self.evidence.iter().map(|evidence| evidence.score).fold(0.0, f32::max)
    }
}

/// A fact that no article says: it comes from the gazetteer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Background {
    /// What it is about.
    pub subject: EntityId,
    /// What holds.
    pub relation: Relation,
    /// Of what.
    pub object: EntityId,
}

/// Entities joined by statements, and the articles that they come from.
///
/// ```
/// let graph = kgraph::KnowledgeGraph::default();
/// assert_eq!(graph.as_petgraph().node_count(), 0);
/// ```
#[derive(Clone, Debug, Default)]
pub struct KnowledgeGraph {
    articles: Vec<Arc<Document>>,
    graph: DiGraph<Entity, Statement>,
    background: Vec<Background>,
}

impl KnowledgeGraph {
    /// A graph of one article, still empty.
    pub fn of(article: Arc<Document>) -> Self {
        Self { articles: vec![article], ..Self::default() }
    }

    /// The articles that it was read from.
    pub fn articles(&self) -> &[Arc<Document>] {
        &self.articles
    }

    /// Adds an entity.
    pub fn add_entity(&mut self, entity: Entity) -> EntityId {
        EntityId(self.graph.add_node(entity))
    }

    /// Adds a statement; where one of the same ends, predicate and stance is
    /// held already, its evidence is added to that one, and so is what it alone tells
    /// of time, role and amount.
    ///
    /// # Panics
    ///
    /// If `statement` has no evidence.
    pub fn add_statement(&mut self, subject: EntityId, statement: Statement, object: EntityId) {
        assert!(!statement.evidence.is_empty(), "every statement has evidence");
        let known = self
            .graph
            .edges_connecting(subject.0, object.0)
            .filter(|edge| {
                edge.weight().predicate == statement.predicate
                    && edge.weight().stance.may_be(&statement.stance)
            })
            .map(|edge| edge.id())
            .min();
        match known {
            Some(edge) => {
                let held = &mut self.graph[edge];
                held.role = held.role.take().or(statement.role);
                held.amount = held.amount.take().or(statement.amount);
                if let Some(time) = statement.stance.time
                    && held.stance.time.as_ref().is_none_or(|known| time.says_more_than(known))
                {
                    held.stance.time = Some(time);
                }
                for evidence in statement.evidence {
                    // Two rules that read the same words prove it once.
                    let place = |e: &Evidence| (e.span, e.subject, e.predicate, e.object);
                    let known =
                        |e: &Evidence| e.source == evidence.source && place(e) == place(&evidence);
                    if !held.evidence.iter().any(known) {
                        held.evidence.push(evidence);
                    }
                }
            }
            None => {
                self.graph.add_edge(subject.0, object.0, statement);
            }
        }
    }

    /// Adds a fact of the gazetteer, which is kept apart from the statements.
    pub fn add_background(&mut self, fact: Background) {
        if !self.background.contains(&fact) {
            self.background.push(fact);
        }
    }

    /// Every fact of the gazetteer, in the order in which they were added.
    pub fn background(&self) -> &[Background] {
        &self.background
    }

    /// The entity of that handle.
    pub fn entity(&self, id: EntityId) -> &Entity {
        &self.graph[id.0]
    }

    /// Every entity, in order of first mention.
    pub fn entities(&self) -> impl Iterator<Item = (EntityId, &Entity)> {
        self.graph.node_indices().map(|i| (EntityId(i), &self.graph[i]))
    }

    /// Every statement with its subject and object, in order of first claim.
    pub fn statements(&self) -> impl Iterator<Item = (EntityId, &Statement, EntityId)> {
        self.graph
            .edge_references()
            .map(|edge| (EntityId(edge.source()), edge.weight(), EntityId(edge.target())))
    }

    /// The words of an evidence: exactly the article's text at its offsets.
    pub fn quotation(&self, evidence: &Evidence) -> &str {
        self.article(evidence).map_or("", |article| evidence.span.of(&article.text))
    }

    /// The article that an evidence comes from.
    pub fn article(&self, evidence: &Evidence) -> Option<&Document> {
        self.articles.iter().map(AsRef::as_ref).find(|article| article.source == *evidence.source)
    }

    /// The graph underneath, for petgraph's algorithms.
    pub fn as_petgraph(&self) -> &DiGraph<Entity, Statement> {
        &self.graph
    }
}
