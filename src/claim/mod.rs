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
    /// A sum, count or share, in the text's own words: `$2 billion`, `30 percent`.
    pub amount: Option<String>,
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
    /// When it holds or happened.
    pub time: Option<Time>,
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

    /// Whether two stances to one thing are one, so that one statement can hold both.
    ///
    /// Where one tells a time and the other none, they are: a headline says what the
    /// story dates.
    pub fn may_be(&self, other: &Self) -> bool
    where
        Who: PartialEq,
    {
        (self.polarity, self.certainty) == (other.polarity, other.certainty)
            && self.said_by == other.said_by
            && match (&self.time, &other.time) {
                (Some(one), Some(two)) => one.may_be(two),
                _ => true,
            }
    }

    /// The same stance with the speaker named by `speaker`.
    pub fn map<To>(self, speaker: impl FnOnce(Who) -> To) -> Stance<To> {
        let Self { polarity, certainty, said_by, time } = self;
        Stance { polarity, certainty, said_by: said_by.map(speaker), time }
    }
}

/// When something holds or happened, as the text says and on the calendar.
///
/// ```
/// use kgraph::claim::Time;
///
/// let year = Time { value: Some("2022".to_owned()), ..Time::of_words("last year") };
/// let day = Time { value: Some("2022-03-15".to_owned()), ..Time::of_words("on Tuesday") };
/// assert!(year.may_be(&day) && day.says_more_than(&year));
/// assert!(!day.may_be(&Time::of_words("on Friday")));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Time {
    /// The text's own words: `on Tuesday`.
    pub words: String,
    /// Where the verb puts it; it chooses between the last Tuesday and the next.
    pub tense: Tense,
    /// Day, month, year or interval in ISO 8601, with the open ends, decades and
    /// seasons of the Extended Date/Time Format: `2022-03-15`, `2018/..`, `199X`. `None`
    /// where the words do not tell it, or only to who knows when they were written.
    pub value: Option<String>,
}

/// Which side of the day of writing a verb puts something on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tense {
    /// Before it, or on it.
    Past,
    /// On it, or after it.
    Future,
}

impl Time {
    /// Words of the past, not yet looked up in the calendar.
    pub fn of_words(words: &str) -> Self {
        Self { words: words.to_owned(), tense: Tense::Past, value: None }
    }

    /// What tells it from other times: its value, or else its words.
    pub fn key(&self) -> &str {
        self.value.as_deref().unwrap_or(&self.words)
    }

    /// Whether both may mean one time: the same, or a day and its month or year.
    pub fn may_be(&self, other: &Self) -> bool {
        let (Some(one), Some(two)) = (&self.value, &other.value) else {
            return bare(&self.words).eq_ignore_ascii_case(bare(&other.words));
        };
        let holds = |whole: &str, part: &str| {
            part.strip_prefix(whole).is_some_and(|rest| rest.starts_with('-'))
                && ![whole, part].iter().any(|t| t.contains('/'))
        };
        one == two || holds(one, two) || holds(two, one)
    }

    /// Whether it is the finer of two that may be one.
    pub fn says_more_than(&self, other: &Self) -> bool {
        self.value.as_ref().map(String::len) > other.value.as_ref().map(String::len)
    }
}

/// Words for a time without the preposition that adds nothing.
fn bare(words: &str) -> &str {
    let lead = ["on ", "in ", "at "];
    let long = |lead: &str| words.get(..lead.len()).is_some_and(|w| w.eq_ignore_ascii_case(lead));
    lead.iter().find(|lead| long(lead)).map_or(words, |lead| &words[lead.len()..])
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
    /// Every certainty, the surest first.
    pub const ALL: [Self; 4] = [Self::Asserted, Self::Possible, Self::Planned, Self::Conditional];

    /// The certainty of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|certainty| certainty.name() == name)
    }

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
    /// How probably it is right, from 0 to 1.
    pub score: f32,
}
