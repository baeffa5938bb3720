//! Reads the text of a CoNLL-U file anew and writes our analysis of it as CoNLL-U, for `train/score_conllu.py`.
//!
//! `cargo run --example conllu -- [--gold-tokens] [--gold-tags] FILE` prints to the terminal.

#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    missing_docs,
    reason = "an example is a program of its own"
)]

use kgraph::analyse::{Analyser, Cut, Labels, Lexicons};
use kgraph::neural::{Input, Matrix, Network, Output};
use kgraph::text::{Analysis, Document, Section, SectionKind, Source, Span};
use std::fmt::Write;
use std::sync::Arc;

fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let gold_tokens = arguments.iter().any(|argument| argument == "--gold-tokens");
    let path = arguments.iter().find(|argument| !argument.starts_with("--"));
    let path = path.ok_or_else(|| anyhow::anyhow!("give the path of a CoNLL-U file"))?;
    let file = std::fs::read_to_string(path)?;

    let data = |name: &str| std::fs::read_to_string(format!("{}/data/{name}", env!("CARGO_MANIFEST_DIR")));
    let (abbreviations, lemmas) = (data("lexicon/abbreviations.txt")?, data("lexicon/lemmas.tsv")?);
    let lexicons = Lexicons { vocabulary: "", abbreviations: &abbreviations, lemmas: &lemmas };
    let analyser = Analyser::new(Arc::new(Silent), Labels::default(), lexicons);

    let (document, cuts) = document(&file);
    let analysis = if gold_tokens { analyser.read(&document, &cuts) } else { analyser.analyse(&document, |_| true) };
    print!("{}", conllu(&document, &analysis));
    Ok(())
}

/// The document that a treebank's sentences were cut from, and its own cuts.
fn document(file: &str) -> (Document, Vec<Cut>) {
    let mut document = Document { source: Source::default(), text: String::new(), sections: Vec::new() };
    let mut cuts = Vec::new();
    let mut glued = false;
    for block in file.split("\n\n").filter(|block| !block.trim().is_empty()) {
        let begins = ["# newpar", "# newdoc"].iter().any(|mark| block.lines().any(|line| line.starts_with(mark)));
        let text = block.lines().find_map(|line| line.strip_prefix("# text = ")).unwrap_or_default().trim();
        if begins || document.sections.is_empty() {
            document.text.push_str("\n\n");
            let at = Span::new(document.text.len(), document.text.len());
            document.sections.push(Section { kind: SectionKind::Body, span: at });
        } else if !glued {
            document.text.push(' ');
        }
        let start = document.text.len();
        document.text.push_str(text);
        if let Some(section) = document.sections.last_mut() {
            section.span = Span::new(section.span.start as usize, document.text.len());
        }
        let section = u32::try_from(document.sections.len() - 1).unwrap_or(u32::MAX);
        cuts.push(Cut { section, tokens: words(block, text, start) });
        let last = block.lines().rfind(|line| line.starts_with(|c: char| c.is_ascii_digit()));
        glued = last.is_some_and(|line| line.contains("SpaceAfter=No"));
    }
    (document, cuts)
}

/// The words of a sentence of a treebank where they stand in its text, which begins at `start`.
fn words(block: &str, text: &str, start: usize) -> Vec<Span> {
    let mut at = 0;
    let forms = block.lines().filter_map(|line| {
        let mut cells = line.split('\t');
        cells.next()?.parse::<usize>().ok()?;
        cells.next()
    });
    let mut spans = Vec::new();
    for form in forms {
        // The words of a contraction need not spell it; those are left out.
        if let Some(found) = text[at..].find(form).filter(|found| *found <= 3) {
            spans.push(Span::new(start + at + found, start + at + found + form.len()));
            at += found + form.len();
        }
    }
    spans
}

fn conllu(document: &Document, analysis: &Analysis) -> String {
    let mut out = String::new();
    let mut section = u32::MAX;
    for sentence in &analysis.sentences {
        if sentence.section != section {
            section = sentence.section;
            out.push_str("# newpar\n");
        }
        let _ = writeln!(out, "# text = {}", sentence.span.of(&document.text).replace('\n', " "));
        for (number, (id, token)) in (1..).zip(analysis.tokens_of(sentence)) {
            let head = token.head.map_or(0, |head| head.0 - sentence.tokens.start + 1);
            let next = analysis.tokens.get(id.0 as usize + 1).map(|next| next.span.start);
            let misc = if next == Some(token.span.end) { "SpaceAfter=No" } else { "_" };
            let (form, lemma) = (token.span.of(&document.text), &token.lemma);
            let (tag, label) = (token.tag.name(), token.dependency.name());
            let _ = writeln!(out, "{number}\t{form}\t{lemma}\t{tag}\t_\t_\t{head}\t{label}\t_\t{misc}");
        }
        out.push('\n');
    }
    out
}

/// A network that says nothing, for what needs none.
struct Silent;

impl Network for Silent {
    fn read(&self, sentences: &[Input]) -> Vec<Output> {
        vec![Output::default(); sentences.len()]
    }

    fn labels(&self, _: &Output, _: &[usize]) -> Matrix {
        Matrix::default()
    }
}
