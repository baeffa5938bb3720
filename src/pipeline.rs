//! STUB.

use crate::KnowledgeGraph;
use crate::ontology::Ontology;
use crate::text::{Document, SectionKind};
use std::sync::Arc;

/// A ready-made path from document to graph.
#[derive(Debug)]
pub struct Pipeline {
    ontology: Ontology,
}

/// What of an article is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// All but the related lines.
    Article,
    /// Everything.
    Everything,
}

/// A graph and what it took.
#[derive(Debug)]
pub struct Reading {
    /// The graph.
    pub graph: KnowledgeGraph,
    /// Number of sentences.
    pub sentences: usize,
}

impl Pipeline {
    /// Stub.
    pub fn bundled() -> Self {
        Self { ontology: Ontology::default() }
    }

    /// Stub.
    pub fn with_threads(_threads: usize) -> Self {
        Self::bundled()
    }

    /// Stub.
    pub fn ontology(&self) -> &Ontology {
        &self.ontology
    }

    /// Stub.
    pub fn run(&self, document: &Arc<Document>, scope: Scope) -> Reading {
        let read = |kind: SectionKind| scope == Scope::Everything || kind != SectionKind::Related;
        let sentences = document.sections.iter().filter(|s| read(s.kind)).count();
        Reading { graph: KnowledgeGraph::of(document.clone()), sentences }
    }
}
