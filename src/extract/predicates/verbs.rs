//! Verbs and participles with their parts.

use super::subjects::{has_other_gap, is_relative, passive, relative_antecedent, subjects, verbal};
use super::{Form, Part, Predicate};
use crate::extract::tree::{Tree, nominal};
use crate::text::{Dependency as D, Tag, TokenId};

const MODALS: [&str; 8] = ["must", "should", "ought", "can", "could", "may", "might", "would"];

/// Adverbs that make a verb another one when they follow it at once.
const PARTICLES: [&str; 12] = [
    "out", "down", "away", "back", "up", "off", "over", "in", "on", "through", "together",
    "forward",
];

/// A verb's lemma, with its particle first: "take over" before "take".
pub(super) fn verb_lemma(tree: &Tree<'_>, id: TokenId) -> Vec<String> {
    let lemma = tree.lemma(id).to_lowercase();
    match particle(tree, id) {
        Some(particle) => vec![format!("{lemma} {}", tree.word(particle).to_lowercase())],
        None => vec![lemma],
    }
}

/// What makes a verb another one: "over" in "take over", "away" in "throw away".
pub(in crate::extract) fn particle(tree: &Tree<'_>, id: TokenId) -> Option<TokenId> {
    tree.child(id, &[D::CompoundPrt]).or_else(|| {
        let adverb = |a: &TokenId| a.0 == id.0 + 1 && PARTICLES.contains(&tree.lemma(*a));
        tree.all(id, &[D::Advmod]).find(adverb)
    })
}

pub(super) fn verb(tree: &Tree<'_>, id: TokenId) -> Predicate {
    let mut p = Predicate::new(id, Form::Verb, verb_lemma(tree, id));
    let passive = passive(tree, id);
    let subjects = subjects(tree, id);
    let object = tree.child(id, &[D::Obj]);
    let subject_part = match (passive, object) {
        (false, _) => Part::Agent,
        (true, None) => Part::Patient,
        (true, Some(_)) => Part::Recipient,
    };
    for subject in subjects {
        p.add(tree, &subject_part, subject);
    }
    if passive {
        for by in by_phrases(tree, id) {
            p.add(tree, &Part::Agent, by);
        }
    }
    for (way, part) in [(D::Obj, Part::Patient), (D::Iobj, Part::Recipient)] {
        for object in tree.all(id, &[way]).collect::<Vec<_>>() {
            p.add(tree, &part, relative_antecedent(tree, object).unwrap_or(object));
        }
    }
    if !p.has(&Part::Patient) {
        // A lone indirect object is what the verb acts on: "urged the club to sell".
        let recipients: Vec<_> = p.players(&Part::Recipient).collect();
        p.parts.extend(recipients.into_iter().map(|r| (Part::Patient, r)));
    }
    shared_object(tree, id, &mut p);
    gap(tree, id, &mut p);
    p.add_prepositions(tree, id, &[D::Obl, D::OblAgent, D::OblUnmarked]);
    gerunds(tree, id, &mut p);
    negation(tree, id, &mut p);
    let modal = tree.all(id, &[D::Aux]).find(|a| MODALS.contains(&tree.lemma(*a)));
    p.parts.extend(modal.map(|aux| (Part::Modal, aux)));
    for purpose in tree
        .all(id, &[D::Advcl])
        .filter(|c| tree.has_word(*c, &[D::Mark], &["to"]))
        .collect::<Vec<_>>()
    {
        p.parts.push((Part::Purpose, purpose));
    }
    for complement in tree.all(id, &[D::Xcomp, D::Ccomp]).collect::<Vec<_>>() {
        let says = verbal(tree, complement);
        let part = if says { Part::Clause } else { Part::Complement };
        let more = tree.all(complement, &[D::Conj]).filter(|c| says && verbal(tree, *c));
        let all: Vec<_> = std::iter::once(complement).chain(more).collect();
        p.parts.extend(all.into_iter().map(|c| (part.clone(), c)));
    }
    p
}

/// "warned against using X": the gerund plays the part of its preposition.
pub(super) fn gerunds(tree: &Tree<'_>, id: TokenId, p: &mut Predicate) {
    for clause in tree.all(id, &[D::Advcl, D::Acl, D::Xcomp, D::Ccomp]).collect::<Vec<_>>() {
        if let Some(mark) = tree
            .child(clause, &[D::Mark])
            .filter(|m| tree.tag(*m) == Tag::Adp || tree.word(clause).ends_with("ing"))
        {
            let preposition = tree.word(mark).to_lowercase();
            if preposition != "to" {
                p.parts.push((Part::Preposition(preposition), clause));
            }
        }
    }
}

fn negation(tree: &Tree<'_>, id: TokenId, p: &mut Predicate) {
    let not =
        tree.all(id, &[D::Advmod]).find(|n| matches!(tree.lemma(*n), "not" | "never" | "n't"));
    p.parts.extend(not.map(|n| (Part::Preposition("not".to_owned()), n)));
}

/// Who a passive verb says that it was done by.
pub(super) fn by_phrases(tree: &Tree<'_>, verb: TokenId) -> Vec<TokenId> {
    tree.all(verb, &[D::OblAgent, D::Obl])
        .filter(|o| tree.preposition(*o).as_deref() == Some("by"))
        .collect()
}

/// "X condemned and rejected the report": the first verb takes the object of the
/// one coordinated with it when it has none of its own.
fn shared_object(tree: &Tree<'_>, id: TokenId, p: &mut Predicate) {
    if p.has(&Part::Patient)
        || tree.has(id, D::Ccomp)
        || tree.has(id, D::Xcomp)
        || tree.has(id, D::Obl)
    {
        return;
    }
    let next = tree.all(id, &[D::Conj]).find(|c| tree.tag(*c) == Tag::Verb && c.0 <= id.0 + 2);
    if let Some(object) = next.and_then(|n| tree.child(n, &[D::Obj])) {
        p.add(tree, &Part::Patient, object);
    }
}

/// "the plant (that) Acme built": the noun before a relative clause is the object
/// that the clause lacks.
fn gap(tree: &Tree<'_>, id: TokenId, p: &mut Predicate) {
    let clause = tree.dependency(id) == D::AclRelcl && tree.has(id, D::Nsubj) && !passive(tree, id);
    let own = tree.child(id, &[D::Nsubj]).is_some_and(|s| is_relative(tree, s));
    let open = clause && !own && !p.has(&Part::Patient) && !has_other_gap(tree, id);
    if let Some(noun) = tree.head(id).filter(|_| open) {
        p.add(tree, &Part::Patient, noun);
    }
}

/// A participle before its noun: "a Kremlin-backed militia", "the fruit-growing firm".
pub(super) fn participle(tree: &Tree<'_>, id: TokenId) -> Predicate {
    let mut p = Predicate::new(id, Form::Verb, verb_lemma(tree, id));
    let Some(noun) = tree.head(id) else { return p };
    let inner: Vec<_> =
        tree.children(id).iter().copied().filter(|c| nominal(tree.tag(*c)) && c.0 < id.0).collect();
    let (outer_part, inner_part) = if tree.looks_past(id) {
        (Part::Patient, Part::Agent)
    } else {
        (Part::Agent, Part::Patient)
    };
    p.add(tree, &outer_part, noun);
    p.add(tree, &Part::Itself, noun);
    for token in inner {
        p.add(tree, &inner_part, token);
        p.add(tree, &Part::Modifier, token);
    }
    p
}

/// "The plant is in Leeds": the copula says it, with the preposition for a part.
pub(super) fn placed(tree: &Tree<'_>, id: TokenId) -> Option<Predicate> {
    let place = tree.head(id)?;
    let preposition = tree.preposition(place)?;
    let mut p = Predicate::new(id, Form::Verb, vec![tree.lemma(id).to_lowercase()]);
    for subject in subjects(tree, place) {
        p.add(tree, &Part::Agent, subject);
    }
    p.add(tree, &Part::Preposition(preposition), place);
    Some(p)
}
