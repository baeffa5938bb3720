//! One binary for all integration tests.

#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test may panic and read files"
)]

mod analyse;
mod architecture;
mod cli;
mod coverage;
mod dot;
mod export;
mod extract;
mod gazetteer;
mod html;
mod merges;
mod model;
mod ontology;
mod open;
mod ratchet;
mod read;
mod reference;
mod relations;
mod score;
mod stance;
mod svg;
mod time;
mod traps;
mod whole;

use kgraph::Pipeline;
use std::sync::LazyLock;

/// The pipeline that ships, loaded once for all tests.
static PIPELINE: LazyLock<Pipeline> = LazyLock::new(Pipeline::bundled);

/// The same with patterns alone, for what a rule reads, whatever the network makes of it.
static RULES: LazyLock<Pipeline> =
    LazyLock::new(|| Pipeline::bundled().with_extractors(|name| name == "patterns"));
