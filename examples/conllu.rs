//! Reads the text of a CoNLL-U file anew and writes our analysis of it as CoNLL-U, for `train/score_conllu.py`.
//!
//! `cargo run --example conllu -- [--gold-tokens] [--oracle] FILE` prints to the terminal. With `--gold-tokens` the
//! file's own words are read; with `--oracle` its own tags and trees stand in for the network, which leaves only the
//! decoding and the lemmas to be measured.

#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    missing_docs,
    reason = "an example is a program of its own"
)]

use kgraph::analyse::{Analyser, Cut, Labels, Lexicons};
use kgraph::neural::{Input, Matrix, Mpnet, Network, Output};
use kgraph::text::{
    Analysis, Dependency, Document, Places, Section, SectionKind, Source, Span, Tag,
};
use std::fmt::Write;
use std::sync::Arc;

fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let has = |flag: &str| arguments.iter().any(|argument| argument == flag);
    let path = arguments.iter().find(|argument| !argument.starts_with("--"));
    let path = path.ok_or_else(|| anyhow::anyhow!("give the path of a CoNLL-U file"))?;
    let treebank = Treebank::parse(&std::fs::read_to_string(path)?);
    let analyser = if has("--oracle") {
        let labels = Labels {
            tags: Tag::ALL.to_vec(),
            dependencies: Dependency::ALL.to_vec(),
            names: Vec::new(),
        };
        analyser(Arc::new(Oracle(treebank.words)), labels, "")?
    } else {
        let labels = Labels::parse(&read("models/english/labels.json")?)?;
        let vocabulary = read("models/english/vocab.txt")?;
        analyser(Arc::new(Mpnet::from_bytes(weights()?, 2)?), labels, &vocabulary)?
    };
    let analysis = if has("--gold-tokens") || has("--oracle") {
        analyser.read(&treebank.document, &treebank.cuts)
    } else {
        analyser.analyse(&treebank.document, |_| true)
    };
    print!("{}", conllu(&treebank.document, &analysis));
    Ok(())
}

fn analyser(
    network: Arc<dyn Network>,
    labels: Labels,
    vocabulary: &str,
) -> anyhow::Result<Analyser> {
    let (abbreviations, lemmas) = (read("lexicon/abbreviations.txt")?, read("lexicon/lemmas.tsv")?);
    let lexicons = Lexicons { vocabulary, abbreviations: &abbreviations, lemmas: &lemmas };
    Ok(Analyser::new(network, labels, lexicons))
}

fn read(name: &str) -> anyhow::Result<String> {
    Ok(std::fs::read_to_string(format!("{}/data/{name}", env!("CARGO_MANIFEST_DIR")))?)
}

/// The weights of the reader, aligned as the bundled ones are.
fn weights() -> anyhow::Result<&'static [u8]> {
    let bytes =
        std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/data/models/english/model.bin"))?;
    let room = Vec::leak(vec![0; bytes.len() + 64]);
    let start = room.as_ptr().align_offset(64);
    let aligned = &mut room[start..start + bytes.len()];
    aligned.copy_from_slice(&bytes);
    Ok(aligned)
}

/// The text of a treebank as one document, with the sentences and words that it was cut into.
struct Treebank {
    document: Document,
    cuts: Vec<Cut>,
    words: Vec<Word>,
}

#[derive(Clone, Copy)]
struct Word {
    tag: Tag,
    head: usize,
    dependency: Dependency,
}

impl Treebank {
    fn parse(file: &str) -> Self {
        let document = Document {
            source: Source::default(),
            text: String::new(),
            sections: Vec::new(),
            places: Places::default(),
        };
        let mut treebank = Self { document, cuts: Vec::new(), words: Vec::new() };
        let mut glued = false;
        for block in file.split("\n\n").filter(|block| !block.trim().is_empty()) {
            treebank.add(block, glued);
            let last = block.lines().rfind(|line| line.starts_with(|c: char| c.is_ascii_digit()));
            glued = last.is_some_and(|line| line.contains("SpaceAfter=No"));
        }
        treebank
    }

    /// Adds a sentence; `glued` says that no space stands before it.
    fn add(&mut self, block: &str, glued: bool) {
        let begins = |line: &str| line.starts_with("# newpar") || line.starts_with("# newdoc");
        let text = block
            .lines()
            .find_map(|line| line.strip_prefix("# text = "))
            .unwrap_or_default()
            .trim();
        let Document { text: whole, sections, .. } = &mut self.document;
        if sections.is_empty() || block.lines().any(begins) {
            whole.push_str("\n\n");
            let span = Span::new(whole.len(), whole.len());
            sections.push(Section { kind: SectionKind::Body, span });
        } else if !glued {
            whole.push(' ');
        }
        let mut at = whole.len();
        whole.push_str(text);
        let section = sections.len() - 1;
        sections[section].span = sections[section].span.to(Span::new(at, whole.len()));
        let mut tokens = Vec::new();
        for (form, word) in block.lines().filter_map(word) {
            // The words of a contraction need not spell it; one that cannot be found is left out.
            if let Some(found) = whole[at..].find(form).filter(|found| *found <= 3) {
                tokens.push(Span::new(at + found, at + found + form.len()));
                self.words.push(word);
                at += found + form.len();
            }
        }
        self.cuts.push(Cut { section: u32::try_from(section).unwrap_or(u32::MAX), tokens });
    }
}

fn word(line: &str) -> Option<(&str, Word)> {
    let cells: Vec<&str> = line.split('\t').collect();
    let _: usize = cells[0].parse().ok()?;
    let universal = cells.get(7)?.split(':').next().and_then(Dependency::named);
    let dependency = Dependency::named(cells.get(7)?).or(universal).unwrap_or(Dependency::Dep);
    let tag = Tag::named(cells.get(3)?).unwrap_or(Tag::X);
    Some((cells.get(1)?, Word { tag, head: cells.get(6)?.parse().ok()?, dependency }))
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
            let _ =
                writeln!(out, "{number}\t{form}\t{lemma}\t{tag}\t_\t_\t{head}\t{label}\t_\t{misc}");
        }
        out.push('\n');
    }
    out
}

/// A network that says what the treebank says.
struct Oracle(Vec<Word>);

impl Network for Oracle {
    fn read(&self, sentences: &[Input]) -> Vec<Output> {
        let mut rest = self.0.as_slice();
        let sentence = |input: &Input| {
            let (words, after) = rest.split_at_checked(input.first.len())?;
            rest = after;
            let arcs = hot(words.len() + 1, words.iter().map(|word| word.head));
            let label_dependents =
                hot(Dependency::ALL.len(), words.iter().map(|word| word.dependency as usize));
            let tags = hot(Tag::ALL.len(), words.iter().map(|word| word.tag as usize));
            Some(Output { tags, arcs, label_dependents, ..Output::default() })
        };
        sentences.iter().map(sentence).map(Option::unwrap_or_default).collect()
    }

    fn labels(&self, output: &Output, _: &[usize]) -> Matrix {
        output.label_dependents.clone()
    }
}

/// Rows of `width` zeros with a one at each row's column.
fn hot(width: usize, columns: impl Iterator<Item = usize>) -> Matrix {
    let row = |column| (0..width).map(move |i| if i == column { 1.0 } else { 0.0 });
    Matrix { width, data: columns.flat_map(row).collect() }
}
