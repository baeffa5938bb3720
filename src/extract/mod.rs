//! What the analysed text says: mentions, then claims about them.
//!
//! Mentions are found first (`mentions.rs`), then predicates with their parts, once for
//! all (`predicates.rs`); each [`Extractor`] reads claims from those.

mod mentions;
mod open;
mod patterns;
mod predicates;
mod stance;
mod time;
mod tree;

pub use patterns::Patterns;

use crate::claim::{Claim, Mention};
use crate::ontology::{Lexicon, Ontology};
use crate::text::{Analysis, Document, Source, TokenId};
use mentions::Mentions;
use predicates::Predicate;
use std::sync::Arc;
use tree::Tree;

/// All that an extractor may look at: a document with its grammar, its mentions
/// and its predicates.
#[derive(Debug)]
pub struct Passage<'a> {
    ontology: &'a Ontology,
    lexicon: &'a Lexicon,
    source: Arc<Source>,
    tree: Tree<'a>,
    mentions: Mentions,
    predicates: Vec<Predicate>,
    quoted: Vec<Option<TokenId>>,
}

/// A way of reading claims out of a passage.
pub trait Extractor: Send + Sync {
    /// Name shown in evidence.
    fn name(&self) -> &'static str;

    /// Every claim that it reads, in text order.
    fn extract(&self, passage: &Passage<'_>) -> Vec<Claim>;
}

impl<'a> Passage<'a> {
    /// Finds the mentions and predicates of an analysed document.
    pub fn new(
        document: &'a Document,
        analysis: &'a Analysis,
        ontology: &'a Ontology,
        lexicon: &'a Lexicon,
    ) -> Self {
        let tree = Tree::new(document, analysis);
        let mentions = Mentions::find(&tree, lexicon);
        let mut predicates = Predicate::find(&tree);
        let quoted = stance::quoted(&tree, lexicon);
        for predicate in &mut predicates {
            stance::add_speaker(&tree, lexicon, predicate);
        }
        Self {
            ontology,
            lexicon,
            source: Arc::new(document.source.clone()),
            tree,
            mentions,
            predicates,
            quoted,
        }
    }

    /// The mentions, in text order; claims refer to them by index.
    pub fn mentions(&self) -> &[Mention] {
        &self.mentions.list
    }
}

/// Claims that no relation fits, in the text's own words, for predicates that no
/// typed claim was read from.
pub fn open_claims(passage: &Passage<'_>, typed: &[Claim]) -> Vec<Claim> {
    open::extract(passage, typed)
}
