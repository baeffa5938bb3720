//! What clauses and noun phrases say, before it is put into words.

use super::phrases::Phrase;
use super::words::{self, Word};
use crate::extract::predicates::{particle, passive, relative_antecedent, subjects};
use crate::extract::tree::{Tree, nominal};
use crate::text::{Dependency as D, Tag, TokenId};

/// What a clause or a noun phrase says of its subject.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Reading {
    /// The word that says it.
    pub(super) head: TokenId,
    pub(super) sort: Sort,
    pub(super) subject: Phrase,
    pub(super) predicate: Vec<Word>,
    /// Whether the preposition of the first argument is the predicate's last word.
    pub(super) prepositional: bool,
    /// What it says it of; never empty.
    pub(super) arguments: Vec<Phrase>,
}

/// By what construction it is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    /// "Acme sold the plant."
    Verb,
    /// "Acme is a maker of bells."
    Copula,
    /// "Acme, a maker of bells"
    Apposition,
    /// "Acme, founded in Leeds", "having sold the plant"
    Participle,
    /// "engineer Mara Holt"
    Title,
    /// "plans to sell the plant", "the right to vote"
    Infinitive,
    /// "Acme's plant"
    Possessive,
}

impl Sort {
    /// How sure a reading of this sort is, from 0 to 1: about the share of the words
    /// of such tuples that annotators of the development set of `CaRB` wrote too.
    pub(super) fn score(self) -> f32 {
        match self {
            Self::Verb => 0.7,
            Self::Copula => 0.65,
            Self::Apposition => 0.6,
            Self::Participle => 0.5,
            Self::Title => 0.4,
            Self::Infinitive => 0.3,
            Self::Possessive => 0.2,
        }
    }
}

/// Everything that is said, in text order.
pub(super) fn find(tree: &Tree<'_>) -> Vec<Reading> {
    let mut all = Vec::new();
    for id in tree.ids() {
        if tree.has(id, D::Cop) {
            copular(tree, id, &mut all);
        } else if tree.tag(id) == Tag::Verb && tree.dependency(id) != D::Amod {
            verbal(tree, id, &mut all);
        }
        if nominal(tree.tag(id)) {
            beside_noun(tree, id, &mut all);
        }
    }
    all
}

/// Who or what a predicate is said of: coordinated subjects together.
fn bearers(tree: &Tree<'_>, id: TokenId) -> Vec<Phrase> {
    let found = subjects(tree, id);
    match found.first() {
        Some(first) if tree.conjuncts(*first) == found => {
            vec![Phrase::all(tree, *first, Some(id)).bare()]
        }
        _ => found.into_iter().map(|s| Phrase::one(tree, s, Some(id)).bare()).collect(),
    }
}

fn verbal(tree: &Tree<'_>, id: TokenId, all: &mut Vec<Reading>) {
    let subjects = bearers(tree, id);
    let core = core(tree, id);
    let mut rest = circumstances(tree, id);
    if subjects.is_empty() || core.is_empty() && rest.is_empty() {
        return;
    }
    let sort = match tree.dependency(id) {
        D::Acl | D::Advcl if tree.has_word(id, &[D::Mark], &["to"]) => Sort::Infinitive,
        D::Acl | D::Advcl => Sort::Participle,
        _ => Sort::Verb,
    };
    let mut words = words::verb(tree, id);
    // "threw the key away": the adverb belongs to the verb unless it is all that follows.
    let adverb = particle(tree, id).and_then(|p| rest.iter().position(|phrase| phrase.head == p));
    if let Some(at) = adverb.filter(|_| core.len() + rest.len() > 1) {
        words.push(Word::Token(rest.remove(at).head));
    }
    let variants = match core.split_first() {
        None => vec![rest],
        Some((first, more)) => {
            first.each(tree).into_iter().map(|one| [&[one][..], more, &rest].concat()).collect()
        }
    };
    for arguments in variants {
        for subject in &subjects {
            let mut reading = Reading {
                head: id,
                sort,
                subject: subject.clone(),
                predicate: words.clone(),
                prepositional: false,
                arguments: arguments.clone(),
            };
            if core.is_empty() {
                reading.lead_with_preposition();
            }
            all.push(reading);
        }
    }
}

impl Reading {
    /// "flows along the border": without an object the first phrase after the verb
    /// gives its preposition to the predicate.
    fn lead_with_preposition(&mut self) {
        let after = |p: &Phrase| p.head > self.head && !p.preposition.is_empty();
        let at = self.arguments.iter().position(after).unwrap_or(0);
        self.arguments[..=at].rotate_right(1);
        self.take_preposition();
    }

    fn take_preposition(&mut self) {
        let preposition = std::mem::take(&mut self.arguments[0].preposition);
        self.prepositional = !preposition.is_empty();
        self.predicate.extend(preposition.into_iter().map(Word::Token));
    }
}

/// Objects and complements of a verb.
fn core(tree: &Tree<'_>, id: TokenId) -> Vec<Phrase> {
    let mut core: Vec<Phrase> =
        tree.all(id, &[D::Iobj, D::Obj]).map(|o| Phrase::beside(tree, o, id).bare()).collect();
    if core.is_empty() {
        core.extend(gap(tree, id).or_else(|| shared_object(tree, id)));
    }
    let merged = |c: &TokenId| tree.tag(*c) == Tag::Verb && words::governor(tree, *c).is_some();
    core.extend(tree.all(id, &[D::Xcomp, D::Ccomp]).filter(|c| !merged(c)).map(Phrase::clause));
    core
}

/// "the plant that Acme built": the noun before a relative clause that lacks an object.
fn gap(tree: &Tree<'_>, id: TokenId) -> Option<Phrase> {
    let relative = |c: TokenId| relative_antecedent(tree, c).is_some();
    let lacks = tree.dependency(id) == D::AclRelcl
        && tree.child(id, &[D::Nsubj]).is_some_and(|s| !relative(s))
        && !passive(tree, id)
        && !tree
            .all(id, &[D::Obl, D::Advmod])
            .any(|c| relative(c) || matches!(tree.lemma(c), "where" | "when" | "why"));
    let noun = tree.head(id).filter(|_| lacks)?;
    Some(Phrase::all(tree, noun, Some(id)).bare())
}

/// "buys and sells bells": coordinated verbs that follow one another at once share the
/// object after them, whichever of the two the tree gives it to.
fn shared_object(tree: &Tree<'_>, id: TokenId) -> Option<Phrase> {
    let near = |c: &TokenId| tree.tag(*c) == Tag::Verb && c.0.abs_diff(id.0) <= 3;
    let next = tree.all(id, &[D::Conj]).find(near);
    let first = || tree.head(id).filter(|h| tree.dependency(id) == D::Conj && near(h));
    let object = tree.child(next.or_else(first)?, &[D::Obj]).filter(|object| *object > id)?;
    Some(Phrase::all(tree, object, Some(id)).bare())
}

/// Where, when, how and by whom: what follows the verb first.
fn circumstances(tree: &Tree<'_>, id: TokenId) -> Vec<Phrase> {
    let spoken = words::adverbs(tree, id);
    let mut found: Vec<Phrase> = tree
        .all(id, &[D::Obl, D::OblAgent, D::OblUnmarked])
        .map(|o| Phrase::beside(tree, o, id))
        .collect();
    let adverb = |a: &TokenId| {
        tree.tag(*a) == Tag::Adv
            && !spoken.contains(a)
            && !words::connects(tree, *a)
            && tree.lemma(*a) != "also"
    };
    found.extend(tree.all(id, &[D::Advmod]).filter(adverb).map(|a| Phrase::all(tree, a, Some(id))));
    let clause = |c: &TokenId| *c > id && tree.has(*c, D::Mark);
    found.extend(tree.all(id, &[D::Advcl]).filter(clause).map(Phrase::clause));
    found.sort_by_key(|phrase| (phrase.head < id, phrase.head));
    found
}

/// "X is Y", "X is in Y", "X is fond of Y".
fn copular(tree: &Tree<'_>, id: TokenId, all: &mut Vec<Reading>) {
    let adjective = matches!(tree.tag(id), Tag::Adj | Tag::Adv);
    let infinitive = |c: TokenId| tree.tag(c) == Tag::Verb;
    if adjective && tree.all(id, &[D::Xcomp]).any(infinitive) {
        // "is able to leave" is read with the infinitive.
        return;
    }
    let mut rest: Vec<Phrase> = Vec::new();
    if tree.tag(id) != Tag::Verb {
        rest.extend(tree.all(id, &[D::Obl, D::OblUnmarked]).map(|o| Phrase::beside(tree, o, id)));
        rest.sort_by_key(|phrase| (phrase.head < id, phrase.head));
    }
    let complement = Phrase::all(tree, id, None);
    let forms = if nominal(tree.tag(id)) { complement.each(tree) } else { vec![complement] };
    for complement in forms {
        for subject in bearers(tree, id) {
            let mut reading = Reading {
                head: id,
                sort: Sort::Copula,
                subject,
                predicate: words::copula(tree, id),
                prepositional: false,
                arguments: rest.clone(),
            };
            let of = rest.first().filter(|p| p.head > id && !p.preposition.is_empty());
            if let Some(of) = of.filter(|_| adjective) {
                let words = complement.tokens(tree).into_iter().filter(|t| *t < of.head);
                reading.predicate.extend(words.map(Word::Token));
            } else {
                reading.arguments.insert(0, complement.clone());
            }
            reading.take_preposition();
            all.push(reading);
        }
    }
}

/// What a noun phrase says by what stands beside its noun.
fn beside_noun(tree: &Tree<'_>, id: TokenId, all: &mut Vec<Reading>) {
    let mut say = |head, sort, subject: Phrase, word, object: Phrase| {
        all.push(Reading {
            head,
            sort,
            subject: subject.bare(),
            predicate: vec![Word::Added(word)],
            prepositional: false,
            arguments: vec![object.bare()],
        });
    };
    for beside in tree.all(id, &[D::Appos]) {
        let (one, other) = (Phrase::one(tree, id, None), Phrase::all(tree, beside, None));
        say(beside, Sort::Apposition, one, "is", other);
    }
    for title in tree.all(id, &[D::Compound, D::Flat, D::NmodUnmarked, D::Nmod]) {
        let before = title < id && tree.tag(title) == Tag::Noun && !tree.has(title, D::Case);
        if before && tree.tag(id) == Tag::Propn {
            let name = Phrase::after(tree, id, title);
            say(title, Sort::Title, name, "is", Phrase::one(tree, title, None));
        }
    }
    for owner in tree.all(id, &[D::NmodPoss]).filter(|o| tree.tag(*o) != Tag::Pron) {
        let thing = Phrase::one(tree, id, Some(owner));
        say(id, Sort::Possessive, Phrase::one(tree, owner, None), "has", thing);
    }
}
