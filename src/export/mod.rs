//! STUB.

use crate::graph::KnowledgeGraph;
use crate::ontology::Ontology;
use std::io;

/// Every output format.
pub const FORMATS: &[Format] = &[
    Format { name: "dot", media_type: "text/vnd.graphviz", extension: "dot", write: dot },
    Format { name: "svg", media_type: "image/svg+xml", extension: "svg", write: svg },
    Format {
        name: "jsonld",
        media_type: "application/ld+json",
        extension: "jsonld",
        write: jsonld,
    },
];

/// An output format.
#[derive(Clone, Copy, Debug)]
pub struct Format {
    /// Its name.
    pub name: &'static str,
    /// Its media type.
    pub media_type: &'static str,
    /// Its extension.
    pub extension: &'static str,
    write: fn(&KnowledgeGraph, &Ontology, &mut dyn io::Write) -> io::Result<()>,
}

impl Format {
    /// The format of that name.
    pub fn named(name: &str) -> Option<Self> {
        FORMATS.iter().copied().find(|format| format.name == name)
    }

    /// Writes a graph.
    pub fn write(
        self,
        graph: &KnowledgeGraph,
        ontology: &Ontology,
        out: &mut dyn io::Write,
    ) -> io::Result<()> {
        (self.write)(graph, ontology, out)
    }
}

fn dot(graph: &KnowledgeGraph, _: &Ontology, out: &mut dyn io::Write) -> io::Result<()> {
    writeln!(out, "digraph {{ n{} }}", graph.articles().len())
}

fn svg(_: &KnowledgeGraph, _: &Ontology, out: &mut dyn io::Write) -> io::Result<()> {
    writeln!(out, "<svg xmlns=\"http://www.w3.org/2000/svg\"/>")
}

fn jsonld(_: &KnowledgeGraph, _: &Ontology, out: &mut dyn io::Write) -> io::Result<()> {
    writeln!(out, "{{}}")
}
