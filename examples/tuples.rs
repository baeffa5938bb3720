//! Reads sentences, one a line, and writes what each says as tuples of its own words.
//!
//! ```sh
//! cargo run --release --example tuples -- SENTENCES > TUPLES
//! ```
//!
//! A line of TUPLES is the sentence, a score, the predicate, the subject and one or more
//! arguments, with tabs between them: the `--tabbed` input of the scorer of `CaRB`, by which
//! open information extraction is measured.

#![allow(clippy::disallowed_methods, reason = "an example reads files")]
#![allow(clippy::print_stdout, reason = "the terminal is what it prints to")]

use anyhow::{Context, Result};
use kgraph::Pipeline;
use kgraph::extract::tuples;
use kgraph::pipeline::Scope;
use kgraph::text::{Document, Places, Section, SectionKind, Source, Span};
use std::{env, fs};

const THREADS: usize = 2;

fn main() -> Result<()> {
    let path = env::args().nth(1).context("give a file of sentences, one a line")?;
    let document = document(fs::read_to_string(path)?);
    let pipeline = Pipeline::with_threads(THREADS);
    let analysis = pipeline.analyse(&document, Scope::Article);
    let passage = pipeline.passage(&document, &analysis);
    for tuple in tuples(&passage) {
        let section = analysis.sentences[tuple.sentence.0 as usize].section as usize;
        let line = document.sections[section].span.of(&document.text);
        let arguments = tuple.arguments.join("\t");
        println!("{line}\t{}\t{}\t{}\t{arguments}", tuple.score, tuple.predicate, tuple.subject);
    }
    Ok(())
}

/// A document of which every line is a paragraph.
fn document(text: String) -> Document {
    let mut sections = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let span = Span::new(start, start + line.trim_end().len());
        sections.push(Section { kind: SectionKind::Body, span });
        start += line.len();
    }
    Document { source: Source::default(), text, sections, places: Places::default() }
}
