//! What may be said: kinds of entity, relations, and what each may join.

mod error;
mod lexicon;
mod parts;

pub use error::{OntologyError, Place, nearest};
pub use lexicon::Lexicon;
pub use parts::{PARTS, is_preposition, part_names};

use serde::Deserialize;
use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;
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
    /// Reads `kinds.toml` and relation files given as `(file, text)`; a relation is
    /// called as its file is, without folder and ending.
    ///
    /// # Errors
    ///
    /// Where a file is no valid TOML, has unknown fields, or names a kind that is
    /// not defined.
    pub fn parse<'a>(
        kinds: &str,
        relations: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<Self, OntologyError> {
        let mut ontology = Self::default();
        ontology.add_kinds("kinds.toml", kinds)?;
        for (file, text) in relations {
            ontology.add_relation(file, text)?;
        }
        Ok(ontology)
    }

    /// Adds the kinds of a file like `kinds.toml`; those of the same name give way.
    ///
    /// # Errors
    ///
    /// As for [`parse`](Self::parse), and where a kind falls under itself.
    pub fn add_kinds(&mut self, file: &str, text: &str) -> Result<(), OntologyError> {
        let kinds: BTreeMap<String, KindDefinition> =
            toml::from_str(text).map_err(|e| OntologyError::syntax(file, text, &e))?;
        let names: Vec<String> = kinds.keys().cloned().collect();
        for (name, kind) in kinds {
            self.kinds.insert(Kind::new(&name), kind);
        }
        for name in &names {
            self.check_kind(name, (file, text))?;
        }
        Ok(())
    }

    /// Adds a relation, called as its file is; one of the same name gives way.
    ///
    /// ```
    /// # use kgraph::ontology::{Ontology, Relation};
    /// let kinds = "[company]\nschema = 'Corporation'\ncolour = '#c3dcf7'\nshape = 'box'\nabout = ''";
    /// let mut ontology = Ontology::parse(kinds, [])?;
    /// let text = "label = 'sponsors'\ndomain = ['company']\nrange = ['company']";
    /// let sponsors = ontology.add_relation("my/sponsors.toml", text)?;
    /// assert_eq!(sponsors, Relation::new("sponsors"));
    /// # Ok::<(), kgraph::ontology::OntologyError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As for [`parse`](Self::parse), and where no relation can be called so.
    pub fn add_relation(&mut self, file: &str, text: &str) -> Result<Relation, OntologyError> {
        let definition: RelationDefinition =
            toml::from_str(text).map_err(|e| OntologyError::syntax(file, text, &e))?;
        self.check_kinds((file, text), &definition)?;
        let stem = Path::new(file).file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        if !is_name(stem) || RESERVED.contains(&stem) {
            return Err(OntologyError::Invalid {
                file: file.to_owned(),
                place: Place::of(text, 0),
                message: format!("no relation can be called `{stem}`"),
                hint: "name the file in small letters with hyphens: `invests-in.toml`",
            });
        }
        let relation = Relation::new(stem);
        self.relations.insert(relation.clone(), definition);
        Ok(relation)
    }

    fn check_kinds(
        &self,
        (file, text): (&str, &str),
        definition: &RelationDefinition,
    ) -> Result<(), OntologyError> {
        let check = |path: &[&str], kinds: &[Kind]| {
            let known = |kind: &Kind| kind.name() == "actor" || self.kinds.contains_key(kind);
            match kinds.iter().position(|kind| !known(kind)) {
                Some(at) => {
                    let place = Place::under(text, &[path, &[&at.to_string()]].concat());
                    Err(self.unknown_kind(file, place, &kinds[at]))
                }
                None => Ok(()),
            }
        };
        check(&["domain"], &definition.domain)?;
        check(&["range"], &definition.range)?;
        for (number, pattern) in definition.patterns.iter().enumerate() {
            let number = number.to_string();
            check(&["patterns", &number, "subject_kinds"], &pattern.subject_kinds)?;
            check(&["patterns", &number, "object_kinds"], &pattern.object_kinds)?;
        }
        Ok(())
    }

    fn unknown_kind(&self, file: &str, place: Place, kind: &Kind) -> OntologyError {
        let names = self.kinds.keys().map(Kind::name).chain(["actor"]);
        OntologyError::UnknownKind {
            file: file.to_owned(),
            place,
            kind: kind.clone(),
            similar: nearest(kind.name(), names).map(Kind::new),
        }
    }

    /// Whether a kind is called and shown as one can be, and falls under kinds that
    /// are there, not under itself.
    fn check_kind(&self, name: &str, (file, text): (&str, &str)) -> Result<(), OntologyError> {
        let kind = Kind::new(name);
        let Some(definition) = self.kinds.get(&kind) else { return Ok(()) };
        let invalid = |field: &str, message: String, hint| OntologyError::Invalid {
            file: file.to_owned(),
            place: Place::under(text, &[name, field]),
            message,
            hint,
        };
        if !is_name(name) || name == "actor" {
            let hint = "name it in small letters with hyphens: `[armed-group]`";
            return Err(invalid("", format!("no kind can be called `{name}`"), hint));
        }
        let KindDefinition { schema, colour, .. } = definition;
        if schema.is_empty() || !schema.chars().all(|c| c.is_ascii_alphanumeric()) {
            let hint = "name a class of https://schema.org: `Organization`";
            return Err(invalid("schema", format!("`{schema}` is no class"), hint));
        }
        let hexadecimal = |c: &str| c.len() == 6 && c.chars().all(|c| c.is_ascii_hexdigit());
        if !colour.strip_prefix('#').is_some_and(hexadecimal) {
            let hint = "write red, green and blue in hexadecimal: `#c3dcf7`";
            return Err(invalid("colour", format!("`{colour}` is no colour"), hint));
        }
        let mut above = definition.under.as_ref();
        for _ in 0..self.kinds.len() {
            let Some(broader) = above else { return Ok(()) };
            let Some(next) = self.kinds.get(broader) else {
                let place = Place::under(text, &[name, "under"]);
                return Err(self.unknown_kind(file, place, broader));
            };
            above = next.under.as_ref();
        }
        let message = format!("`{name}` falls under itself in the end");
        Err(invalid("under", message, "let one of the kinds above it have no `under`"))
    }

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

/// What the JSON-LD says of statements and entities in the vocabulary of relations.
const RESERVED: [&str; 12] = [
    "amount",
    "certainty",
    "evidence",
    "kind",
    "mention",
    "open",
    "polarity",
    "role",
    "rule",
    "sha256",
    "time",
    "time-text",
];

/// Whether a kind or relation may be called so: words of small letters and digits,
/// joined by hyphens.
fn is_name(name: &str) -> bool {
    let word = |word: &str| {
        word.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit()) && !word.is_empty()
    };
    name.starts_with(|c: char| c.is_ascii_lowercase()) && name.split('-').all(word)
}
