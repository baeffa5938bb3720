//! The wiring: the only module that knows every verb.

/// A ready-made path from document to graph.
pub struct Pipeline;
