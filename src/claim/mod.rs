//! What the text says: mentions, and claims about them with their evidence.

use crate::ontology::{Kind, Relation};
use crate::text::{SentenceId, Source, Span, TokenId};
use std::ops::Range;
use std::sync::Arc;

/// Index of a mention in the list that a document yielded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MentionId(pub u32);

/// A place where the text speaks of something.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// Where it stands, determiner and all.
    pub span: Span,
    /// Its sentence.
    pub sentence: SentenceId,
    /// Its tokens, as a range of [`Analysis::tokens`](crate::text::Analysis::tokens).
    pub tokens: Range<u32>,
    /// The token that carries it.
    pub head: TokenId,
    /// What kind of thing it seems to name.
    pub kind: Kind,
    /// How it speaks of it.
    pub form: Form,
    /// How sure the reader is of it, from 0 to 1.
    pub score: f32,
}

/// How a mention speaks of its thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Form {
    /// By name: `Orbel`, `the Northern Maritime Board`.
    Name,
    /// By a noun: `the company`, `two data centers`.
    Nominal,
    /// By a pronoun: `it`, `their`, `who`.
    Pronoun,
}

/// What the text says of two mentions, as one extractor read it.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// Who or what it is about.
    pub subject: MentionId,
    /// What is said.
    pub predicate: Predicate,
    /// Of whom or what.
    pub object: MentionId,
    /// How the text stands to it.
    pub stance: Stance<MentionId>,
    /// A title or role: `chief executive`, `born`.
    pub role: Option<String>,
    /// Why we believe that the text says so.
    pub evidence: Evidence,
}

/// What is said of a subject and an object.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Predicate {
    /// A relation of the ontology.
    Relation(Relation),
    /// The text's own words, where no relation fits.
    Open(String),
}

/// How the text stands to what it says. `Who` is a mention in a claim and an
/// entity in a statement.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stance<Who> {
    /// Whether it is affirmed or denied.
    pub polarity: Polarity,
    /// How certain it is said to be.
    pub certainty: Certainty,
    /// Who says so; `None` is the article itself.
    pub said_by: Option<Who>,
    /// When it holds or happened, in the text's own words.
    pub time: Option<String>,
}

impl<Who> Stance<Who> {
    /// Affirmed and asserted by the article, at no stated time.
    pub fn plain() -> Self {
        Self {
            polarity: Polarity::Affirmed,
            certainty: Certainty::Asserted,
            said_by: None,
            time: None,
        }
    }

    /// Whether a tool that knows nothing of stance may take it as a fact.
    pub fn is_fact(&self) -> bool {
        self.polarity == Polarity::Affirmed && self.certainty == Certainty::Asserted
    }

    /// The same stance with the speaker named by `speaker`.
    pub fn map<To>(self, speaker: impl FnOnce(Who) -> To) -> Stance<To> {
        let Self { polarity, certainty, said_by, time } = self;
        Stance { polarity, certainty, said_by: said_by.map(speaker), time }
    }
}

/// Affirmed or denied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Polarity {
    /// It is so.
    Affirmed,
    /// It is not so.
    Denied,
}

impl Polarity {
    /// Its name in the ontology.
    pub fn name(self) -> &'static str {
        match self {
            Self::Affirmed => "affirmed",
            Self::Denied => "denied",
        }
    }
}

/// How certain a statement is said to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Certainty {
    /// It is so, or was.
    Asserted,
    /// It may or could be so.
    Possible,
    /// Somebody means to do it.
    Planned,
    /// It is so if something else is.
    Conditional,
}

impl Certainty {
    /// Its name in the ontology.
    pub fn name(self) -> &'static str {
        match self {
            Self::Asserted => "asserted",
            Self::Possible => "possible",
            Self::Planned => "planned",
            Self::Conditional => "conditional",
        }
    }
}

/// Why a claim or statement is held: the words, and who read them.
///
/// The spans of subject, predicate and object lie inside `span`.
#[derive(Clone, Debug, PartialEq)]
pub struct Evidence {
    /// The document.
    pub source: Arc<Source>,
    /// The words that prove it, as a span of the document.
    pub span: Span,
    /// The words that stand for the subject.
    pub subject: Span,
    /// The words that say what is said.
    pub predicate: Span,
    /// The words that stand for the object.
    pub object: Span,
    /// Which extractor and rule read it: `patterns/invades#1`.
    pub rule: String,
    /// How sure it was, from 0 to 1.
    pub score: f32,
}
