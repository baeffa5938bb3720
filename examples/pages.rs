//! How much of the article is found in web pages, and how little else.
//!
//! ```sh
//! cargo run --release --example pages -- article-extraction-benchmark [REMAINDER/5] [out.json]
//! ```
//!
//! The folder is a copy of <https://github.com/scrapinghub/article-extraction-benchmark>.
//! The measure is that of its `evaluate.py`: of each page, how many shingles of four
//! words (`\w+`) are right, extra or missing; precision and recall are means over the
//! pages, F1 is made of those two means. `3/5` takes the pages whose place in the order
//! of names leaves 3 when divided by 5; `-3/5` takes all others.

#![allow(clippy::disallowed_methods, clippy::print_stdout, reason = "an example reads files")]
#![allow(clippy::cast_precision_loss, reason = "counts of words are small")]

use anyhow::{Context, Result, bail};
use flate2::read::GzDecoder;
use kgraph::Document;
use kgraph::read::{Format, Options, ReadError};
use kgraph::text::{SectionKind, Span};
use std::collections::BTreeMap;
use std::io::Read;
use std::path::Path;
use std::time::{Duration, Instant};
use std::{env, fs};

fn main() -> Result<()> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let Some(folder) = arguments.first() else { bail!("name the folder of the benchmark") };
    let (part, target) = match arguments.get(1) {
        Some(part) if part.contains('/') => (part.as_str(), arguments.get(2)),
        other => ("", other),
    };
    let truth = fs::read_to_string(Path::new(folder).join("ground-truth.json"))?;
    let truth: BTreeMap<String, serde_json::Value> = serde_json::from_str(&truth)?;
    let (mut scores, mut times, mut misplaced) = (Vec::new(), Vec::new(), 0);
    let mut predictions = serde_json::Map::new();
    for (i, (name, page)) in truth.iter().enumerate() {
        if !is_wanted(i, part)? {
            continue;
        }
        let path = Path::new(folder).join("html").join(format!("{name}.html.gz"));
        let mut bytes = Vec::new();
        GzDecoder::new(fs::File::open(&path)?).read_to_end(&mut bytes)?;
        let began = Instant::now();
        let document = read("page.html", &bytes);
        times.push(began.elapsed());
        if let Err(error) = &document {
            println!("{name:.8} {error}");
        }
        if let Ok(document) = &document {
            misplaced += count_misplaced(document, &bytes);
        }
        let body = document.as_ref().map(body).unwrap_or_default();
        let expected = page["articleBody"].as_str().context("a page has a body")?;
        let (precision, recall) = score(expected, &body);
        println!(
            "{name:.8} precision {:.3} recall {:.3} {}",
            precision.unwrap_or(-1.0),
            recall.unwrap_or(-1.0),
            page["url"]
        );
        scores.push((precision, recall));
        predictions.insert(name.clone(), prediction(&body, document.ok().as_ref()));
    }
    report(&scores, times);
    println!("{misplaced} characters whose place in the file holds something else");
    if let Some(target) = target {
        fs::write(target, serde_json::to_string_pretty(&predictions)?)?;
    }
    Ok(())
}

/// Some of the pages are in other languages.
fn read(uri: &str, bytes: &[u8]) -> Result<Document, ReadError> {
    let options = Options { any_language: true };
    let documents = Format::guess(uri, bytes).read(uri, bytes, &options)?;
    documents.into_iter().next().ok_or(ReadError::Empty)
}

/// How many characters the file does not hold where the document says. A page in another
/// encoding than UTF-8 is not looked at.
fn count_misplaced(document: &Document, bytes: &[u8]) -> usize {
    let Ok(page) = std::str::from_utf8(bytes) else { return 0 };
    let text = &document.text;
    let is_there = |at: usize, c: char| match document.places.of(Span::new(at, at + c.len_utf8())) {
        None => c.is_whitespace(),
        Some(place) if c == ' ' => {
            let there = &page[place];
            there.starts_with('&') || there.chars().all(char::is_whitespace)
        }
        Some(place) => page[place.clone()] == *c.to_string() || page[place].starts_with('&'),
    };
    text.char_indices().filter(|(at, c)| !is_there(*at, *c)).count()
}

fn is_wanted(i: usize, part: &str) -> Result<bool> {
    let Some((remainder, divisor)) = part.split_once('/') else { return Ok(true) };
    let (others, remainder) = match remainder.strip_prefix('-') {
        Some(remainder) => (true, remainder),
        None => (false, remainder),
    };
    Ok((i % divisor.parse::<usize>()? == remainder.parse::<usize>()?) != others)
}

/// The article's running text: no headline, standfirst, byline, line of place and date,
/// caption or leftover.
fn body(document: &Document) -> String {
    let mut body = String::new();
    for section in &document.sections {
        let rest = &document.text[section.span.end as usize..];
        let wanted = match section.kind {
            SectionKind::Heading | SectionKind::Body | SectionKind::Quote => true,
            // Before the dash of an agency's first sentence.
            SectionKind::Dateline => !rest.starts_with('\n'),
            _ => false,
        };
        if wanted {
            body += section.span.of(&document.text);
            body += "\n\n";
        }
    }
    body
}

fn prediction(body: &str, document: Option<&Document>) -> serde_json::Value {
    let Some(document) = document else { return serde_json::json!({ "articleBody": "" }) };
    let source = &document.source;
    let sections = document.sections.iter().map(|section| {
        let place = document.places.of(section.span).map(|place| (place.start, place.end));
        (section.kind.name(), section.span.of(&document.text), place)
    });
    serde_json::json!({
        "articleBody": body, "title": source.title, "published": source.published,
        "authors": source.authors, "publisher": source.publisher, "uri": source.uri,
        "sections": sections.collect::<Vec<_>>(),
    })
}

/// Precision and recall of one page.
fn score(expected: &str, found: &str) -> (Option<f64>, Option<f64>) {
    let (expected, found) = (shingles(expected), shingles(found));
    let right: usize = expected
        .iter()
        .map(|(shingle, n)| found.get(shingle).map_or(0, |found| *n.min(found)))
        .sum();
    let share = |all: usize| (all > 0).then(|| right as f64 / all as f64);
    (share(found.values().sum()), share(expected.values().sum()))
}

fn shingles(text: &str) -> BTreeMap<Vec<&str>, usize> {
    let words: Vec<&str> = text
        .split(|c: char| !c.is_alphanumeric() && c != '_')
        .filter(|word| !word.is_empty())
        .collect();
    let mut shingles = BTreeMap::new();
    let width = words.len().min(4);
    if width > 0 {
        for shingle in words.windows(width) {
            *shingles.entry(shingle.to_vec()).or_insert(0) += 1;
        }
    }
    shingles
}

fn report(scores: &[(Option<f64>, Option<f64>)], mut times: Vec<Duration>) {
    let mean = |values: Vec<f64>| values.iter().sum::<f64>() / values.len() as f64;
    let precision = mean(scores.iter().filter_map(|(precision, _)| *precision).collect());
    let recall = mean(scores.iter().filter_map(|(_, recall)| *recall).collect());
    let f1 = 2.0 * precision * recall / (precision + recall);
    times.sort();
    println!(
        "{} pages: precision {precision:.3} recall {recall:.3} F1 {f1:.3}; median time {:?}, longest {:?}",
        scores.len(),
        times[times.len() / 2],
        times[times.len() - 1],
    );
}
