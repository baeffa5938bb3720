//! What the analysed text says: mentions, then claims about them.
//!
//! Mentions are found first (`mentions.rs`), then predicates with their parts, once for
//! all (`predicates.rs`); one [`Extractor`] after another reads claims from those.

mod amount;
mod coverage;
mod mentions;
mod network;
mod open;
mod patterns;
mod predicates;
mod role;
mod stance;
mod time;
mod tree;

pub use coverage::{Silence, silences};
pub use network::{Network, PairLabels};
pub use open::{Tuple, tuples};
pub use patterns::Patterns;

use crate::claim::{Claim, Mention, MentionId, Stance};
use crate::ontology::{Lexicon, Ontology};
use crate::text::{Analysis, Document, Source, TokenId};
use mentions::Mentions;
use predicates::Predicate;
use stance::{Clauses, Judged, Voices};
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
    voices: Voices,
}

/// A way of reading claims out of a passage.
///
/// Extractors read one after another, and each sees what was claimed before it.
pub trait Extractor: Send + Sync {
    /// Name shown in evidence.
    fn name(&self) -> &'static str;

    /// What is claimed once it has read, too: `claims` without those that it refutes, each
    /// as sure as it finds it, and what it adds.
    fn extract(&self, passage: &Passage<'_>, claims: Vec<Claim>) -> Vec<Claim>;
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
        let clauses = Clauses { tree: &tree, lexicon };
        let voices = clauses.voices(&mentions);
        for predicate in &mut predicates {
            clauses.add_speaker(predicate);
        }
        Self {
            ontology,
            lexicon,
            source: Arc::new(document.source.clone()),
            tree,
            mentions,
            predicates,
            voices,
        }
    }

    /// The mentions, in text order; claims refer to them by index.
    pub fn mentions(&self) -> &[Mention] {
        &self.mentions.list
    }

    /// What the text makes of every word that can say something (verbs, nouns,
    /// adjectives), in text order, whether or not a claim is read from it.
    pub fn predications(&self) -> impl Iterator<Item = Predication> + '_ {
        self.predicates.iter().map(|predicate| {
            let Predicate { head, light, .. } = *predicate;
            let frame = self.frame(Judged { head, light, denotes: false });
            Predication { head, stance: self.stance(&frame), only_asked: frame.only_asked }
        })
    }
}

/// What the text makes of one word that says something.
#[derive(Clone, Debug, PartialEq)]
pub struct Predication {
    /// The word.
    pub head: TokenId,
    /// How the text stands to what it says.
    pub stance: Stance<MentionId>,
    /// Whether it is only asked for or asked about, so that nothing is said.
    pub only_asked: bool,
}

/// Claims that no relation fits, in the text's own words, for predicates that no
/// typed claim was read from.
pub fn open_claims(passage: &Passage<'_>, typed: &[Claim]) -> Vec<Claim> {
    open::extract(passage, typed)
}
