//! DOT that other people's parsers read.

use crate::export::{small, written};

#[test]
fn parses_as_dot() {
    let dot = written("dot", &small());
    graphviz_rust::parse(&dot).unwrap_or_else(|error| panic!("{error}\n{dot}"));
}
