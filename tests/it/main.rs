//! One binary for all integration tests.

#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test may panic and read files"
)]

mod dot;
mod export;
mod svg;
