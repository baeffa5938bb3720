//! Turns a news article into a knowledge graph that can be trusted.
//!
//! The house has three floors. Nouns on the ground floor know nothing of the
//! verbs above them; verbs never call one another; only [`pipeline`] knows them
//! all. `ARCHITECTURE.md` tells the rest.

// Ground floor: nouns.
pub mod text;
pub mod ontology;
pub mod claim;
pub mod graph;
pub mod gazetteer;
// Basement: numbers in, numbers out.
pub mod neural;
// First floor: verbs.
pub mod read;
pub mod analyse;
pub mod extract;
pub mod resolve;
pub mod export;
// Roof: wiring.
mod bundled;
#[cfg(feature = "cli")]
pub mod cli;
pub mod pipeline;
pub mod check;

pub use graph::KnowledgeGraph;
pub use pipeline::Pipeline;
pub use text::Document;
