//! What may be said: kinds of entity, relations, and what each may join.

mod error;
mod files;
mod lexicon;
mod parts;

pub use error::{OntologyError, Place, nearest};
pub use lexicon::Lexicon;
pub use parts::{PARTS, is_preposition, part_names};

use serde::Deserialize;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

/// A kind of entity, named as in the ontology: `person`, `company`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(transparent)]
pub struct Kind(Arc<str>);

/// A relation, named as in the ontology: `recommends-against`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Relation(Arc<str>);

impl Kind {
    /// Names a kind.
    pub fn new(name: &str) -> Self {
        Self(name.into())
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.0
    }
}

impl Relation {
    /// Names a relation.
    pub fn new(name: &str) -> Self {
        Self(name.into())
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for Relation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The kinds and relations that a graph may use.
#[derive(Clone, Debug, Default)]
pub struct Ontology {
    kinds: BTreeMap<Kind, KindDefinition>,
    relations: BTreeMap<Relation, RelationDefinition>,
}

/// One table of `data/kinds.toml`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KindDefinition {
    /// The broader kind that it falls under.
    pub under: Option<Kind>,
    /// Its class in schema.org, without the prefix: `Corporation`.
    pub schema: String,
    /// Fill colour in pictures, as `#rrggbb`.
    pub colour: String,
    /// Shape in pictures, by Graphviz's name.
    pub shape: String,
    /// What it is, for readers.
    pub about: String,
    /// Nouns that speak of such a thing, beside those of the lexicon: `vineyard`.
    #[serde(default)]
    pub nouns: Vec<String>,
}

/// One file of `data/relations`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RelationDefinition {
    /// How to say it to a reader: `is part of`.
    pub label: String,
    /// Whether it holds both ways.
    #[serde(default)]
    pub symmetric: bool,
    /// Kinds that its subject usually has; `actor` stands for all that act.
    pub domain: Vec<Kind>,
    /// Kinds that its object usually has.
    pub range: Vec<Kind>,
    /// Amounts that its statements may be of, the most telling first.
    #[serde(default)]
    pub amounts: Vec<Amount>,
    /// What it is called elsewhere: `wd:P361`, `schema:parentOrganization`, `plover:AID`.
    #[serde(default)]
    pub maps_to: Vec<String>,
    /// Ways of saying it; `extract::patterns` reads them.
    #[serde(default)]
    pub patterns: Vec<Pattern>,
    /// Sentences that must, and must not, yield it.
    #[serde(default)]
    pub examples: Vec<Example>,
}

/// What an amount measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Amount {
    /// Money: `$2 billion`.
    Sum,
    /// A part of the whole: `30 percent`.
    Share,
    /// How many it is done to, or with: `two ships`.
    Count,
    /// How many do it or are it: `1,200 people`.
    Headcount,
}

impl Amount {
    /// Its name in relation files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Sum => "sum",
            Self::Share => "share",
            Self::Count => "count",
            Self::Headcount => "headcount",
        }
    }
}

/// A way of saying a relation: a word, and the parts that the relation's ends
/// play beside it.
///
/// A part is one of those that `extract::predicates` finds: `agent`, `patient`,
/// `recipient`, `complement`, `self`, `possessor`, `modifier`, `clause`, or a
/// preposition (`in`, `against`). Several, in order of preference, are separated
/// by `|`; a dot steps on from the head of a part: `clause.patient` is the patient
/// of the clause's verb.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pattern {
    /// Verbs, by lemma; a particle follows after a space (`take over`).
    #[serde(default)]
    pub verbs: Vec<String>,
    /// Nouns that name the act, the bond or the bearer: `invasion`, `chief executive`;
    /// `*` is any noun or name.
    #[serde(default)]
    pub nouns: Vec<String>,
    /// Adjectives: `responsible`, `based`.
    #[serde(default)]
    pub adjectives: Vec<String>,
    /// The part that the subject plays; `agent` if not said.
    pub subject: Option<String>,
    /// The part that the object plays; `patient` if not said.
    pub object: Option<String>,
    /// Other parts that must be there, each headed by one of these lemmas (any if
    /// the list is empty): `with.clause = ["use"]`.
    #[serde(default)]
    pub with: BTreeMap<String, Vec<String>>,
    /// Parts that must not be there, or not headed by one of these lemmas.
    #[serde(default)]
    pub without: BTreeMap<String, Vec<String>>,
    /// Kinds of subject, where narrower than the relation's domain.
    #[serde(default)]
    pub subject_kinds: Vec<Kind>,
    /// Kinds of object, where narrower than the relation's range.
    #[serde(default)]
    pub object_kinds: Vec<Kind>,
    /// Certainty that the words themselves give: `planned`, `possible`.
    pub certainty: Option<String>,
    /// Whether the words themselves deny it.
    #[serde(default)]
    pub denied: bool,
    /// Whether the noun or adjective is kept as the statement's role.
    #[serde(default)]
    pub role: bool,
}

/// A test that lives beside the definition that it tests.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Example {
    /// One sentence or two.
    pub text: String,
    /// What must be read of this relation, as `subject | object` with an optional
    /// ` | denied`, ` | planned`, …; nothing else of it may be.
    #[serde(default)]
    pub says: Vec<String>,
}

/// The kinds that act, beside all those that fall under them.
const ACTORS: [&str; 6] = ["person", "organization", "country", "region", "city", "group"];

impl Ontology {
    /// What a kind is.
    pub fn kind(&self, kind: &Kind) -> Option<&KindDefinition> {
        self.kinds.get(kind)
    }

    /// Every kind, in name order.
    pub fn kinds(&self) -> impl Iterator<Item = (&Kind, &KindDefinition)> {
        self.kinds.iter()
    }

    /// What a relation is.
    pub fn relation(&self, relation: &Relation) -> Option<&RelationDefinition> {
        self.relations.get(relation)
    }

    /// Every relation, in name order.
    pub fn relations(&self) -> impl Iterator<Item = (&Relation, &RelationDefinition)> {
        self.relations.iter()
    }

    /// Whether a kind is `broad` or falls under it; `actor` is whatever acts.
    pub fn is_a(&self, kind: &Kind, broad: &str) -> bool {
        if broad == "actor" {
            return ACTORS.iter().any(|actor| self.is_a(kind, actor));
        }
        kind.name() == broad
            || self
                .kind(kind)
                .and_then(|d| d.under.as_ref())
                .is_some_and(|under| self.is_a(under, broad))
    }

    /// Whether a kind is one of these or falls under one of them.
    pub fn is_any(&self, kind: &Kind, broad: &[Kind]) -> bool {
        broad.iter().any(|b| self.is_a(kind, b.name()))
    }
}
