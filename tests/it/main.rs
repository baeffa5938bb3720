//! One binary for all integration tests.

#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test may panic and read files"
)]

mod analyse;
mod architecture;
mod cli;
mod dot;
mod export;
mod model;
mod read;
mod relations;
mod svg;
