//! Compares the stance that we read with what people judged: did it happen, in the
//! writer's mind?
//!
//! ```sh
//! cargo run --release --example factuality -- glue_data__UDS_IH2__test.conll
//! ```
//!
//! The file is a part of UDS-IH2 (Rudinger, White and Van Durme, 2018, "Neural Models
//! of Factuality"), 27,289 predicates of the English Web Treebank judged from -3 (surely
//! not) to 3 (surely so), under CC BY-SA, from <http://decomp.io/data/>; the layout read
//! here is that of the sets that Kim and others (2019) published: a word a line, with
//! its judgement in the third column or `_`.
//!
//! Every sentence is read from its raw text. Our stances become numbers as in
//! [`factuality`]. Printed are the agreement in sign, mean absolute error and Pearson's
//! r, beside those of calling everything a fact, and how our stances fall on what was
//! judged. With `--errors` the predicates that are furthest off are printed too.

#![allow(clippy::disallowed_methods, reason = "an example reads files and the environment")]
#![allow(clippy::print_stdout, reason = "the terminal is what it prints to")]
#![allow(clippy::cast_precision_loss, reason = "there are but thousands of predicates")]

use anyhow::{Context, Result};
use kgraph::Pipeline;
use kgraph::claim::{Certainty, Polarity};
use kgraph::extract::Predication;
use kgraph::pipeline::Scope;
use kgraph::text::{Document, Places, Section, SectionKind, Source, Span};
use std::collections::BTreeMap;

/// Upper ends of the buckets into which judgements are sorted.
const BUCKETS: [f64; 4] = [-1.5, -0.25, 0.25, 1.5];

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let path = arguments.iter().find(|argument| !argument.starts_with("--"));
    let path = path.context("give the path of a part of UDS-IH2, from http://decomp.io/data/")?;
    let file = std::fs::read_to_string(path)
        .with_context(|| format!("no {path}: UDS-IH2 is to be had from http://decomp.io/data/"))?;
    let corpus = Corpus::parse(&file);
    let pairs = corpus.read(&Pipeline::with_threads(2));
    print(&pairs, corpus.judged.len());
    if arguments.iter().any(|argument| argument == "--errors") {
        print_errors(&corpus, &pairs);
    }
    Ok(())
}

/// Sentences as the paragraphs of one document, and where the judged words stand.
struct Corpus {
    document: Document,
    judged: BTreeMap<usize, f64>,
}

/// A judgement beside what we read.
struct Pair {
    at: usize,
    judged: f64,
    stance: String,
    ours: f64,
}

impl Corpus {
    fn parse(file: &str) -> Self {
        let mut text = String::new();
        let (mut sections, mut judged) = (Vec::new(), BTreeMap::new());
        for block in file.split("\n\n").filter(|block| !block.trim().is_empty()) {
            let start = text.len();
            for line in block.lines() {
                let cells: Vec<&str> = line.split('\t').collect();
                let (Some(word), Some(judgement)) = (cells.get(1), cells.get(2)) else { continue };
                judged.extend(judgement.parse().ok().map(|judgement: f64| (text.len(), judgement)));
                text.push_str(word);
                if !line.contains("SpaceAfter=No") {
                    text.push(' ');
                }
            }
            let span = Span::new(start, text.trim_end().len());
            sections.push(Section { kind: SectionKind::Body, span });
            text.push_str("\n\n");
        }
        Self {
            document: Document {
                source: Source::default(),
                text,
                sections,
                places: Places::default(),
            },
            judged,
        }
    }

    /// Every judged word that we take for a predicate.
    fn read(&self, pipeline: &Pipeline) -> Vec<Pair> {
        let analysis = pipeline.analyse(&self.document, Scope::Everything);
        let passage = pipeline.passage(&self.document, &analysis);
        let pair = |predication: Predication| {
            let at = analysis.token(predication.head).span.start as usize;
            let (stance, ours) = (name(&predication), factuality(&predication));
            Some(Pair { at, judged: *self.judged.get(&at)?, stance, ours })
        };
        passage.predications().filter_map(pair).collect()
    }
}

fn name(Predication { stance, only_asked, .. }: &Predication) -> String {
    let asked = if *only_asked { " asked" } else { "" };
    format!("{} {}{asked}", stance.polarity.name(), stance.certainty.name())
}

/// A stance on the scale of the judgements: what is asserted is at its ends, what is
/// possible leans to its side, and what is planned, supposed or asked is undecided.
fn factuality(Predication { stance, only_asked, .. }: &Predication) -> f64 {
    let strength = match stance.certainty {
        _ if *only_asked => 0.0,
        Certainty::Asserted => 3.0,
        Certainty::Possible => 1.0,
        Certainty::Planned | Certainty::Conditional => 0.0,
    };
    match stance.polarity {
        Polarity::Affirmed => strength,
        Polarity::Denied => -strength,
    }
}

fn print(pairs: &[Pair], judged: usize) {
    println!("{} of {judged} judged words are predicates for us", pairs.len());
    let ours: Vec<_> = pairs.iter().map(|p| (p.ours, p.judged)).collect();
    let facts: Vec<_> = pairs.iter().map(|p| (3.0, p.judged)).collect();
    for (name, pairs) in [("our stances", ours), ("all is fact", facts)] {
        println!(
            "{name}: sign agrees on {:.3} of those with one, error {:.3}, r {:.3}",
            agreement(&pairs),
            mean(pairs.iter().map(|(a, b)| (a - b).abs())),
            pearson(&pairs),
        );
    }
    let mut table: BTreeMap<&str, ([usize; 5], Vec<f64>)> = BTreeMap::new();
    for pair in pairs {
        let row = table.entry(&pair.stance).or_default();
        row.0[BUCKETS.iter().filter(|end| pair.judged > **end).count()] += 1;
        row.1.push(pair.judged);
    }
    println!(
        "{:28}{:>8}{:>8}{:>8}{:>8}{:>8}{:>8}",
        "", "surely", "rather", "", "rather", "surely", ""
    );
    println!(
        "{:28}{:>8}{:>8}{:>8}{:>8}{:>8}{:>8}",
        "stance", "not", "not", "?", "so", "so", "mean"
    );
    for (stance, (counts, judged)) in table {
        print!("{stance:28}");
        for count in counts {
            print!("{count:>8}");
        }
        println!("{:>8.2}", mean(judged.iter().copied()));
    }
}

/// The share of pairs with a sign on both sides in which it is the same.
fn agreement(pairs: &[(f64, f64)]) -> f64 {
    let signed = pairs.iter().filter(|(a, b)| *a != 0.0 && *b != 0.0);
    mean(signed.map(|(a, b)| if (*a > 0.0) == (*b > 0.0) { 1.0 } else { 0.0 }))
}

fn mean(values: impl Iterator<Item = f64>) -> f64 {
    let (sum, count) = values.fold((0.0, 0), |(sum, count), value| (sum + value, count + 1));
    sum / f64::from(count.max(1))
}

fn pearson(pairs: &[(f64, f64)]) -> f64 {
    let (x, y) = (mean(pairs.iter().map(|p| p.0)), mean(pairs.iter().map(|p| p.1)));
    let sum = |f: &dyn Fn(&(f64, f64)) -> f64| pairs.iter().map(f).sum::<f64>();
    let both = sum(&|(a, b)| (a - x) * (b - y));
    both / (sum(&|(a, _)| (a - x).powi(2)) * sum(&|(_, b)| (b - y).powi(2))).sqrt()
}

fn print_errors(corpus: &Corpus, pairs: &[Pair]) {
    for pair in pairs.iter().filter(|pair| (pair.ours - pair.judged).abs() >= 3.5) {
        let text = &corpus.document.text;
        let section = corpus.document.sections.iter().find(|s| s.span.end as usize > pair.at);
        let sentence = section.map_or("", |section| section.span.of(text));
        let word = text[pair.at..].split_whitespace().next().unwrap_or_default();
        println!("{:>6.2} {:28} {word} | {sentence}", pair.judged, pair.stance);
    }
}
