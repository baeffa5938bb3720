//! Pictures by an installed Graphviz.

use super::failure;
use anyhow::Result;
use graphviz_rust::cmd::{CommandArg, Format};
use std::io;

/// Lays out a graph in the DOT language and returns it as SVG.
///
/// ```text
/// digraph { a -> b }   ->   <svg …>
/// ```
pub(super) fn svg(dot: &str) -> Result<Vec<u8>> {
    let arguments = vec![CommandArg::from(Format::Svg)];
    graphviz_rust::exec_dot(dot.to_owned(), arguments).map_err(|error| {
        if error.kind() == io::ErrorKind::NotFound {
            failure(
                "--engine dot: there is no program `dot` here",
                "install Graphviz (https://graphviz.org/download), or leave --engine out",
            )
        } else {
            failure(
                format!("--engine dot: {}", error.to_string().trim()),
                "leave --engine out to let kgraph draw the picture",
            )
        }
    })
}
