//! DOT for Graphviz and everything that reads it.

use super::font::wrap;
use super::picture::{Arrow, LINE, Node, Picture, Stroke, Style};
use super::{Format, View};
use crate::graph::KnowledgeGraph;
use crate::ontology::Ontology;
use std::io::{self, Write};

pub(super) const FORMAT: Format = Format {
    name: "dot",
    media_type: "text/vnd.graphviz",
    extension: "dot",
    about: "DOT: the typed statements as a drawing for Graphviz",
    write,
};

const HEAD: &str = r##"  graph [charset="UTF-8", rankdir=LR, nodesep=0.25, ranksep=0.6, bgcolor="white", fontname="Helvetica", fontsize=16, labelloc=t];
  node [shape=box, style="filled", color="#46505e", penwidth=0.8, fontname="Helvetica", fontsize=12, fontcolor="#1b2430", margin="0.14,0.07"];
  edge [color="#46505e", fontcolor="#1b2430", fontname="Helvetica", fontsize=10, arrowsize=0.7];
"##;

fn write(
    graph: &KnowledgeGraph,
    ontology: &Ontology,
    view: View,
    out: &mut dyn Write,
) -> io::Result<()> {
    let picture = Picture::new(graph, ontology, view);
    writeln!(out, "digraph kgraph {{")?;
    out.write_all(HEAD.as_bytes())?;
    let heading: Vec<&str> = picture.title.into_iter().chain(picture.source.as_deref()).collect();
    if !heading.is_empty() {
        writeln!(out, "  label={};", quoted(&heading.join("\n")))?;
    }
    for (index, node) in picture.nodes.iter().enumerate() {
        write_node(index + 1, node, out)?;
    }
    for arrow in &picture.arrows {
        write_arrow(arrow, out)?;
    }
    if !picture.nodes.is_empty() || !picture.caption.is_empty() {
        write_legend(&picture, out)?;
    }
    writeln!(out, "}}")
}

fn write_node(number: usize, node: &Node<'_>, out: &mut dyn Write) -> io::Result<()> {
    let label = quoted(&wrap(node.name, LINE).join("\n"));
    let tooltip = quoted(&node.tooltip);
    let look = look(node);
    writeln!(out, "  n{number} [label={label}, {look}, tooltip={tooltip}];")
}

/// Shape and fill.
fn look(node: &Node<'_>) -> String {
    let rounded = if node.shape == "box" { ", style=\"filled,rounded\"" } else { "" };
    format!("shape={}{rounded}, fillcolor={}", quoted(node.shape), quoted(node.colour))
}

fn write_arrow(arrow: &Arrow<'_>, out: &mut dyn Write) -> io::Result<()> {
    // Plates are an invention of the SVG; here every statement is an edge of its own.
    for label in &arrow.labels {
        let (from, to) = (arrow.from + 1, arrow.to + 1);
        let text = quoted(&label.text(arrow.style));
        let tooltip = quoted(&label.tooltip);
        let style = style(arrow.style);
        writeln!(
            out,
            "  n{from} -> n{to} [label={text}{style}, tooltip={tooltip}, labeltooltip={tooltip}];"
        )?;
    }
    Ok(())
}

fn style(style: Style) -> String {
    let mut out = String::new();
    match style.stroke {
        Stroke::Solid => {}
        Stroke::Dashed => out += ", style=dashed",
        Stroke::Dotted => out += ", style=dotted, penwidth=1.5",
        Stroke::Background => {
            out += r##", style=dashed, color="#9aa3af", fontcolor="#6b7684", arrowhead=empty"##;
        }
    }
    match (style.denied, style.attributed) {
        (false, false) => {}
        (false, true) => out += r##", color="#5b3fb0", fontcolor="#5b3fb0""##,
        (true, _) => out += r##", color="#c22026", fontcolor="#c22026", arrowhead=tee"##,
    }
    if style.mutual {
        out += ", dir=both";
    }
    if style.attributed {
        out += r#", fontname="Helvetica-Oblique""#;
    }
    out
}

fn write_legend(picture: &Picture<'_>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "  subgraph cluster_legend {{")?;
    writeln!(out, "    graph [label=\"Legend\", color=\"#c4cad2\", fontsize=12];")?;
    writeln!(out, "    node [fontsize=10, margin=\"0.1,0.04\", height=0.3];")?;
    for (index, node) in picture.kinds().into_iter().enumerate() {
        let (label, look) = (quoted(node.kind.name()), look(node));
        writeln!(out, "    k{} [label={label}, {look}];", index + 1)?;
    }
    for (index, (feature, meaning)) in picture.styles().into_iter().enumerate() {
        let (label, style) = (quoted(meaning), style(feature));
        let number = index + 1;
        writeln!(out, "    s{number}a [shape=point, label=\"\", width=0.05, height=0.05];")?;
        writeln!(out, "    s{number}b [shape=plain, style=\"\", label={label}];")?;
        writeln!(out, "    s{number}a -> s{number}b [label=\"\"{style}];")?;
    }
    if !picture.caption.is_empty() {
        let label = quoted(&wrap(&picture.caption, LINE + LINE / 2).join("\n"));
        writeln!(out, "    caption [shape=plain, style=\"\", label={label}];")?;
    }
    writeln!(out, "  }}")
}

/// A string of DOT whose every letter is shown as it is.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for (at, letter) in text.char_indices() {
        match letter {
            '"' => out += "\\\"",
            '\\' => out += "\\\\",
            '\n' => out += "\\n",
            // Graphviz reads entities in labels, but a lone ampersand stays one.
            '&' if begins_entity(&text[at + 1..]) => out += "&amp;",
            _ if letter.is_control() => out.push(' '),
            _ => out.push(letter),
        }
    }
    out.push('"');
    out
}

fn begins_entity(rest: &str) -> bool {
    let name = rest.find(|c: char| c != '#' && !c.is_ascii_alphanumeric());
    name.is_some_and(|end| end > 0 && rest[end..].starts_with(';'))
}
