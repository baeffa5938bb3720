//! [`KnowledgeGraph`] to bytes: one file a format, and all of a format in its file.
//!
//! The same graph always gives the same bytes.

mod dot;
mod svg;
mod jsonld;
// What the pictures share.
mod picture;
mod layout;
mod layered;
mod orientation;
mod shape;
mod font;

use crate::graph::KnowledgeGraph;
use crate::ontology::Ontology;
use std::fmt;
use std::io::{self, Write};

/// Every output format, in the order in which help shows them.
pub const FORMATS: &[Format] = &[dot::FORMAT, svg::FORMAT, jsonld::FORMAT];

/// An output format.
///
/// ```
/// use kgraph::export::Format;
/// use kgraph::{KnowledgeGraph, ontology::Ontology};
///
/// let jsonld = Format::named("jsonld").unwrap();
/// let mut bytes = Vec::new();
/// jsonld.write(&KnowledgeGraph::default(), &Ontology::default(), &mut bytes)?;
/// assert!(bytes.starts_with(b"{\n  \"@context\""));
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Clone, Copy)]
pub struct Format {
    /// Its name on the command line.
    pub name: &'static str,
    /// Its media type.
    pub media_type: &'static str,
    /// How the names of its files end, without the dot.
    pub extension: &'static str,
    /// What it is good for, in a line.
    pub about: &'static str,
    write: fn(&KnowledgeGraph, &Ontology, View, &mut dyn Write) -> io::Result<()>,
}

/// What pictures show; data holds everything.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct View {
    /// Whether pictures show open statements too: those in the text's own words.
    pub open: bool,
}

impl Format {
    /// The format of that name.
    pub fn named(name: &str) -> Option<Self> {
        FORMATS.iter().copied().find(|format| format.name == name)
    }

    /// The format of files that end so, without the dot.
    pub fn of_extension(extension: &str) -> Option<Self> {
        FORMATS.iter().copied().find(|format| format.extension == extension)
    }

    /// Writes `graph`; `ontology` says how its kinds and relations look and what
    /// they map to. Fails only where `out` does.
    pub fn write(
        self,
        graph: &KnowledgeGraph,
        ontology: &Ontology,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        self.write_view(graph, ontology, View::default(), out)
    }

    /// The same with a choice of what pictures show.
    pub fn write_view(
        self,
        graph: &KnowledgeGraph,
        ontology: &Ontology,
        view: View,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        (self.write)(graph, ontology, view, out)
    }
}

impl fmt::Debug for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Format({})", self.name)
    }
}
