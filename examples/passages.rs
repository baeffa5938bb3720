//! Writes what an extractor sees of texts: tokens, trees, mentions, and what the patterns read. `train/relations.py` learns from it.
//!
//! ```sh
//! cargo run --release --example passages -- TEXTS.jsonl PASSAGES.jsonl
//! ```
//!
//! A line of TEXTS is an object of `id`, `text` and, where the text is a whole article with headline and dateline,
//! `"article": true`. Offsets in PASSAGES are characters of the document's own text, which each line repeats.

#![allow(clippy::disallowed_methods, reason = "an example reads files and the environment")]

use anyhow::{Context, Result, bail};
use kgraph::claim::Predicate;
use kgraph::extract::{Extractor, Patterns};
use kgraph::pipeline::Scope;
use kgraph::text::{Analysis, Places, Section, SectionKind, Source, Span};
use kgraph::{Document, Pipeline};
use serde_json::{Value, json};
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::{env, fs};

const THREADS: usize = 2;

fn main() -> Result<()> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [texts, passages] = arguments.as_slice() else {
        bail!("give a file of texts and a file to write")
    };
    let pipeline = Pipeline::with_threads(THREADS);
    let mut out = BufWriter::new(fs::File::create(passages)?);
    for line in BufReader::new(fs::File::open(texts)?).lines() {
        let line: Value = serde_json::from_str(&line?)?;
        let text = line["text"].as_str().context("a line has no text")?;
        let document = match line["article"].as_bool() {
            Some(true) => kgraph::read::read("article.txt", text.as_bytes())?,
            _ => paragraph(text),
        };
        let analysis = pipeline.analyse(&document, Scope::Article);
        let mut passage = passage(&pipeline, &document, &analysis);
        passage["id"] = line["id"].clone();
        writeln!(out, "{passage}")?;
    }
    Ok(())
}

/// A document that is one paragraph of prose.
fn paragraph(text: &str) -> Document {
    let body = Section { kind: SectionKind::Body, span: Span::new(0, text.len()) };
    Document {
        source: Source::default(),
        text: text.to_owned(),
        sections: vec![body],
        places: Places::default(),
    }
}

fn passage(pipeline: &Pipeline, document: &Document, analysis: &Analysis) -> Value {
    let passage = pipeline.passage(document, analysis);
    let characters = characters(&document.text);
    let place = |span: Span| [characters[span.start as usize], characters[span.end as usize]];
    let tokens: Vec<Value> = analysis
        .tokens
        .iter()
        .map(|t| {
            let [start, end] = place(t.span);
            json!([
                start,
                end,
                t.head.map_or(-1, |h| i64::from(h.0)),
                t.tag.name(),
                t.dependency.name()
            ])
        })
        .collect();
    let mentions: Vec<Value> = passage
        .mentions()
        .iter()
        .map(|m| {
            json!([m.tokens.start, m.tokens.end, m.head.0, m.kind.name(), format!("{:?}", m.form)])
        })
        .collect();
    let sentences: Vec<Value> =
        analysis.sentences.iter().map(|s| json!([s.tokens.start, s.tokens.end])).collect();
    let claims: Vec<Value> = Patterns::new(pipeline.ontology())
        .extract(&passage, Vec::new())
        .iter()
        .filter_map(|claim| match &claim.predicate {
            Predicate::Relation(relation) => {
                Some(json!([claim.subject.0, claim.object.0, relation.name(), claim.evidence.rule]))
            }
            Predicate::Open(_) => None,
        })
        .collect();
    json!({"claims": claims, "text": document.text, "tokens": tokens, "sentences": sentences, "mentions": mentions})
}

/// For each byte of a text the number of characters before it.
fn characters(text: &str) -> Vec<u32> {
    let mut places = vec![0; text.len() + 1];
    for (count, (byte, character)) in (0..).zip(text.char_indices()) {
        places[byte..byte + character.len_utf8()].fill(count);
    }
    places[text.len()] = u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
    places
}
