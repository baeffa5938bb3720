mod nouns;
mod subjects;
mod verbs;

pub(super) use subjects::{passive, relative_antecedent, subjects, verbal};
pub(super) use verbs::particle;

use super::tree::Tree;
use crate::text::{Dependency as D, Tag, TokenId};

/// A word that says something, with the parts that others play beside it.
///
/// Voice, control, relative clauses, coordination, light verbs and titles are
/// already worked out, so that a pattern is only a word and two parts.
#[derive(Clone, Debug)]
pub(super) struct Predicate {
    /// The word.
    pub(super) head: TokenId,
    /// What sort of word it is.
    pub(super) form: Form,
    /// Its lemma; for a noun also with the words before it, longest first; for a
    /// verb with its particle.
    pub(super) lemmas: Vec<String>,
    /// Parts and the tokens that play them, in text order within a part.
    pub(super) parts: Vec<(Part, TokenId)>,
    /// The verb that lends a noun its subject: `issued` in "issued a warning".
    pub(super) light: Option<TokenId>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Verb,
    Noun,
    Adjective,
}

/// The part that a phrase plays beside a predicate.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    /// Who or what does it.
    Agent,
    /// Whom or what it is done to.
    Patient,
    /// Whom it is given or told to.
    Recipient,
    /// What the subject or object is said to be or become.
    Complement,
    /// The head verb of what is said, wanted or done.
    Clause,
    /// The verb of a participle or relative clause that tells what a noun does.
    Doing,
    /// The infinitive that tells what for.
    Purpose,
    /// What a noun or an adjective is said of.
    Itself,
    /// Whose it is.
    Possessor,
    /// A name or noun before it.
    Modifier,
    /// Who says the clause, where the clause says what somebody must do.
    Speaker,
    /// The auxiliary that says that something must, should or may be.
    Modal,
    /// What is set right beside it: "Irving, Texas".
    Apposition,
    /// A phrase with this preposition; `not` is its negation.
    Preposition(String),
}

impl Part {
    /// A bit that stands for the part in a set of parts; several prepositions may share
    /// one.
    pub(super) fn bit(&self) -> u64 {
        let place = match self {
            Self::Agent => 0,
            Self::Patient => 1,
            Self::Recipient => 2,
            Self::Complement => 3,
            Self::Clause => 4,
            Self::Doing => 5,
            Self::Purpose => 6,
            Self::Itself => 7,
            Self::Possessor => 8,
            Self::Modifier => 9,
            Self::Speaker => 10,
            Self::Modal => 11,
            Self::Apposition => 12,
            Self::Preposition(word) => {
                13 + word.bytes().fold(0, |sum: u32, b| sum * 7 % 997 + u32::from(b)) % 51
            }
        };
        1 << place
    }

    /// The part of that name in relation files.
    pub(super) fn named(name: &str) -> Self {
        match name {
            "agent" => Self::Agent,
            "patient" => Self::Patient,
            "recipient" => Self::Recipient,
            "complement" => Self::Complement,
            "clause" => Self::Clause,
            "doing" => Self::Doing,
            "purpose" => Self::Purpose,
            "self" => Self::Itself,
            "possessor" => Self::Possessor,
            "modifier" => Self::Modifier,
            "apposition" => Self::Apposition,
            "speaker" => Self::Speaker,
            "modal" => Self::Modal,
            preposition => Self::Preposition(preposition.to_owned()),
        }
    }
}

impl Predicate {
    /// Every predicate of the document, in text order.
    pub(super) fn find(tree: &Tree<'_>) -> Vec<Self> {
        tree.ids().filter_map(|id| Self::at(tree, id)).collect()
    }

    /// The predicate that a token heads, if it is a verb, noun or adjective.
    pub(super) fn at(tree: &Tree<'_>, id: TokenId) -> Option<Self> {
        match tree.tag(id) {
            Tag::Verb if tree.dependency(id) == D::Amod => Some(verbs::participle(tree, id)),
            Tag::Verb => Some(verbs::verb(tree, id)),
            Tag::Aux if tree.dependency(id) == D::Cop => verbs::placed(tree, id),
            Tag::Noun | Tag::Propn | Tag::Num => Some(nouns::noun(tree, id)),
            Tag::Adj | Tag::Adv => Some(nouns::adjective(tree, id)),
            _ => None,
        }
    }

    /// The tokens that play a part.
    pub(super) fn players<'a>(&'a self, part: &'a Part) -> impl Iterator<Item = TokenId> + 'a {
        self.parts.iter().filter(move |(p, _)| p == part).map(|(_, id)| *id)
    }

    fn new(head: TokenId, form: Form, lemmas: Vec<String>) -> Self {
        Self { head, form, lemmas, parts: Vec::new(), light: None }
    }

    /// Adds a token and those coordinated with it, each once.
    fn add(&mut self, tree: &Tree<'_>, part: &Part, id: TokenId) {
        for id in tree.conjuncts(id) {
            let entry = (part.clone(), id);
            if id != self.head && !self.parts.contains(&entry) || *part == Part::Itself {
                self.parts.push(entry);
            }
        }
    }

    fn has(&self, part: &Part) -> bool {
        self.players(part).next().is_some()
    }

    /// Adds the phrases with prepositions below `from`, in one of these ways.
    fn add_prepositions(&mut self, tree: &Tree<'_>, from: TokenId, ways: &[D]) {
        for id in tree.all(from, ways).collect::<Vec<_>>() {
            if let Some(preposition) = tree.preposition(id) {
                let id = relative_antecedent(tree, id).unwrap_or(id);
                self.add(tree, &Part::Preposition(preposition), id);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ontology::PARTS;

    #[test]
    fn knows_every_part_that_relation_files_may_name() {
        for (name, _) in PARTS {
            assert!(!matches!(Part::named(name), Part::Preposition(_)), "{name}");
        }
    }
}
