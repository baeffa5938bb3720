//! Document to analysis: sentences, tokens, tags, lemmas, trees and names.
//!
//! Rules cut the text; the network reads what they cut. Every step is total: odd text gives an odd analysis, never an
//! error, and every character of a chosen section that is not white space lies in a token.

mod abbreviations;
mod sentences;
mod tokens;
mod lemmas;
mod pieces;
mod trees;
mod names;
mod windows;

use crate::neural::{Input, Matrix, Network, Output};
use crate::text::{
    Analysis, Dependency, Document, Name, Section, SectionKind, Sentence, Span, Tag, Token, TokenId,
};
use abbreviations::Abbreviations;
use lemmas::Lemmas;
use names::NameLabels;
use pieces::Pieces;
use std::sync::Arc;

/// What the columns of the network's scores mean.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Labels {
    /// Parts of speech, by column.
    pub tags: Vec<Tag>,
    /// Dependencies, by column.
    pub dependencies: Vec<Dependency>,
    /// `O`, `B-kind` and `I-kind`, by column.
    pub names: Vec<String>,
}

/// Why a list of labels cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum LabelsError {
    /// It is no JSON object of `tags`, `labels` and `names`.
    #[error("the labels are no JSON object of lists: {0}")]
    Json(#[from] serde_json::Error),
    /// It names a part of speech or a dependency that is none.
    #[error("`{0}` is no label of Universal Dependencies that we know")]
    Unknown(String),
}

impl Labels {
    /// Reads the lists that stand beside a model: a JSON object of `tags`, `labels` (of dependencies) and `names`.
    ///
    /// ```
    /// # use kgraph::analyse::Labels;
    /// let labels = Labels::parse(r#"{"tags": ["NOUN"], "labels": ["root"], "names": ["O"]}"#)?;
    /// assert_eq!(labels.tags[0].name(), "NOUN");
    /// # Ok::<(), kgraph::analyse::LabelsError>(())
    /// ```
    pub fn parse(json: &str) -> Result<Self, LabelsError> {
        #[derive(serde::Deserialize)]
        struct Lists {
            tags: Vec<String>,
            labels: Vec<String>,
            names: Vec<String>,
        }
        let Lists { tags, labels, names } = serde_json::from_str(json)?;
        let tag = |name: String| Tag::named(&name).ok_or(LabelsError::Unknown(name));
        let dependency = |name: String| Dependency::named(&name).ok_or(LabelsError::Unknown(name));
        Ok(Self {
            tags: tags.into_iter().map(tag).collect::<Result<_, _>>()?,
            dependencies: labels.into_iter().map(dependency).collect::<Result<_, _>>()?,
            names,
        })
    }
}

/// Lists that the analyser reads words with, as the text of their files.
#[derive(Clone, Copy, Debug, Default)]
pub struct Lexicons<'a> {
    /// Word pieces, one a line, in the order of the network's table.
    pub vocabulary: &'a str,
    /// Abbreviations with their classes; `data/lexicon/abbreviations.txt` tells the format.
    pub abbreviations: &'a str,
    /// Form, part of speech and lemma, with tabs between.
    pub lemmas: &'a str,
}

/// A sentence that is cut but not read yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cut {
    /// Index of its section.
    pub section: u32,
    /// Its tokens in order; never empty, and no token is.
    pub tokens: Vec<Span>,
}

/// Reads documents.
pub struct Analyser {
    network: Arc<dyn Network>,
    labels: Labels,
    name_labels: NameLabels,
    pieces: Pieces,
    abbreviations: Abbreviations,
    lemmas: Lemmas,
}

impl Analyser {
    /// An analyser of this network, whose columns mean `labels`.
    pub fn new(network: Arc<dyn Network>, labels: Labels, lexicons: Lexicons) -> Self {
        Self {
            network,
            name_labels: NameLabels::parse(&labels.names),
            labels,
            pieces: Pieces::parse(lexicons.vocabulary),
            abbreviations: Abbreviations::parse(lexicons.abbreviations),
            lemmas: Lemmas::parse(lexicons.lemmas),
        }
    }

    /// Analyses the sections that `chosen` holds of; the others leave no trace.
    pub fn analyse(&self, document: &Document, chosen: impl Fn(&Section) -> bool) -> Analysis {
        self.read(document, &self.cut(document, chosen))
    }

    /// Cuts the chosen sections into sentences and those into tokens.
    pub fn cut(&self, document: &Document, chosen: impl Fn(&Section) -> bool) -> Vec<Cut> {
        let sections = (0..).zip(&document.sections).filter(|(_, section)| chosen(section));
        sections
            .flat_map(|(index, section)| self.cut_section(&document.text, index, *section))
            .collect()
    }

    fn cut_section(&self, text: &str, index: u32, section: Section) -> Vec<Cut> {
        let (within, start) = (section.span.of(text), section.span.start as usize);
        let sentences = match section.kind {
            SectionKind::Standfirst
            | SectionKind::Body
            | SectionKind::Quote
            | SectionKind::Caption => sentences::sentences(within, &self.abbreviations),
            _ => std::iter::once(0..within.len()).collect(),
        };
        let cut = |range: std::ops::Range<usize>| {
            let at = start + range.start;
            let tokens = tokens::tokens(&within[range], &self.abbreviations);
            let tokens = tokens.into_iter().map(|t| Span::new(at + t.start, at + t.end)).collect();
            Cut { section: index, tokens }
        };
        sentences.into_iter().map(cut).filter(|cut| !cut.tokens.is_empty()).collect()
    }

    /// Reads sentences that are cut already.
    pub fn read(&self, document: &Document, cuts: &[Cut]) -> Analysis {
        let text = &document.text;
        let windows: Vec<Vec<std::ops::Range<usize>>> =
            cuts.iter().map(|cut| windows::windows(text, &cut.tokens, &self.pieces)).collect();
        let inputs: Vec<Input> = cuts
            .iter()
            .zip(&windows)
            .flat_map(|(cut, windows)| windows.iter().map(|window| &cut.tokens[window.clone()]))
            .map(|tokens| self.pieces.input(tokens.iter().map(|token| token.of(text))))
            .collect();
        let mut outputs = self.network.read(&inputs).into_iter();
        let mut analysis = Analysis::default();
        for (cut, windows) in cuts.iter().zip(&windows) {
            let first = analysis.tokens.len();
            for window in windows {
                let output = outputs.next().unwrap_or_default();
                self.add_window(text, &cut.tokens[window.clone()], &output, &mut analysis);
            }
            close_sentence(cut, first, &mut analysis);
        }
        analysis
    }

    /// Adds the tokens and names of a window, with a tree of its own.
    fn add_window(&self, text: &str, tokens: &[Span], output: &Output, analysis: &mut Analysis) {
        let start = analysis.tokens.len();
        let heads = match trees::heads(&output.arcs) {
            heads if heads.len() == tokens.len() => heads,
            // A network that says nothing of a word still yields a tree: every word hangs from the first.
            _ => (0..tokens.len()).map(|i| usize::from(i > 0)).collect(),
        };
        let scores = self.network.labels(output, &heads);
        if output.hidden.rows() == tokens.len() {
            analysis.rows.extend_from_slice(&output.hidden.data);
        }
        for (i, (&span, &head)) in tokens.iter().zip(&heads).enumerate() {
            let tag = self.tag(&output.tags, i);
            analysis.tokens.push(Token {
                span,
                lemma: self.lemmas.lemma(span.of(text), tag, i == 0),
                tag,
                head: head.checked_sub(1).map(|head| token_id(start + head)),
                dependency: self.dependency(&scores, i, head),
            });
        }
        for name in self
            .name_labels
            .names(&output.names)
            .into_iter()
            .filter(|name| name.end <= tokens.len())
        {
            let tokens = token_id(start + name.start).0..token_id(start + name.end).0;
            analysis.names.push(Name { tokens, kind: name.kind, score: name.score });
        }
    }

    fn tag(&self, scores: &Matrix, word: usize) -> Tag {
        let column =
            (word < scores.rows()).then(|| first_greatest(scores.row(word).iter().copied()));
        column.and_then(|column| self.labels.tags.get(column)).copied().unwrap_or(Tag::X)
    }

    /// The best dependency; `root` for the root and for no other word.
    fn dependency(&self, scores: &Matrix, word: usize, head: usize) -> Dependency {
        if head == 0 {
            return Dependency::Root;
        }
        if word >= scores.rows() {
            return Dependency::Dep;
        }
        let row = scores.row(word).iter().zip(&self.labels.dependencies);
        let row = row.map(
            |(score, label)| if *label == Dependency::Root { f32::NEG_INFINITY } else { *score },
        );
        let column = first_greatest(row);
        let label = self.labels.dependencies.get(column).copied();
        label.filter(|label| *label != Dependency::Root).unwrap_or(Dependency::Dep)
    }
}

/// Makes one sentence of the tokens since `first`: the root of a later window hangs from that of the first.
fn close_sentence(cut: &Cut, first: usize, analysis: &mut Analysis) {
    let (Some(start), Some(end)) = (cut.tokens.first(), cut.tokens.last()) else { return };
    let roots: Vec<usize> =
        (first..analysis.tokens.len()).filter(|i| analysis.tokens[*i].head.is_none()).collect();
    for &root in roots.iter().skip(1) {
        let token = &mut analysis.tokens[root];
        token.head = Some(token_id(roots[0]));
        token.dependency =
            if token.tag == Tag::Punct { Dependency::Punct } else { Dependency::Parataxis };
    }
    analysis.sentences.push(Sentence {
        span: start.to(*end),
        tokens: token_id(first).0..token_id(analysis.tokens.len()).0,
        section: cut.section,
    });
}

fn token_id(index: usize) -> TokenId {
    TokenId(u32::try_from(index).expect("a text under 4 GiB has fewer tokens than bytes"))
}

/// Index of the greatest; the first of equals.
fn first_greatest<Score: Into<f64>>(scores: impl Iterator<Item = Score>) -> usize {
    let mut best = (0, f64::NEG_INFINITY);
    for (i, score) in scores.map(Into::into).enumerate() {
        if score > best.1 {
            best = (i, score);
        }
    }
    best.0
}

/// A file of `data/lexicon`, for the tests of what reads it.
#[cfg(test)]
#[allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a test may panic and read files"
)]
fn lexicon(name: &str) -> String {
    std::fs::read_to_string(format!("{}/data/lexicon/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}
