//! Who stands, or would stand, in the place of the grammatical subject.

use crate::extract::tree::{Tree, nominal};
use crate::text::{Dependency as D, Tag, TokenId};

/// Verbs whose object does not become the subject of the infinitive after it.
const SUBJECT_CONTROL: [&str; 8] =
    ["promise", "threaten", "vow", "pledge", "agree", "offer", "swear", "decide"];

/// Whether a verb is passive: by its auxiliary, its subject, its agent, or as a
/// bare past participle after a noun.
pub(in crate::extract) fn passive(tree: &Tree<'_>, id: TokenId) -> bool {
    tree.has(id, D::AuxPass)
        || tree.has(id, D::NsubjPass)
        || tree.has(id, D::OblAgent)
        || matches!(tree.dependency(id), D::Acl | D::Advcl | D::Amod)
            && !tree.has(id, D::Nsubj)
            && !tree.has(id, D::Aux)
            && !tree.has(id, D::Obj)
            && !tree.has_word(id, &[D::Mark], &["to"])
            && tree.looks_past(id)
        || tree.dependency(id) == D::Conj
            && !tree.has(id, D::Nsubj)
            && !tree.has(id, D::Aux)
            && !tree.has(id, D::Obj)
            && tree.looks_past(id)
            && tree.head(id).is_some_and(|h| tree.tag(h) == Tag::Verb && passive(tree, h))
}

/// What stands, or would stand, in the place of a verb's grammatical subject.
pub(in crate::extract) fn subjects(tree: &Tree<'_>, id: TokenId) -> Vec<TokenId> {
    subjects_within(tree, id, 12)
}

fn subjects_within(tree: &Tree<'_>, id: TokenId, steps: u8) -> Vec<TokenId> {
    if let Some(own) = tree.child(id, &[D::Nsubj, D::NsubjPass, D::NsubjOuter]) {
        return relative_antecedent(tree, own)
            .map_or_else(|| tree.conjuncts(own), |noun| vec![noun]);
    }
    let Some(head) = tree.head(id).filter(|_| steps > 0) else { return Vec::new() };
    match tree.dependency(id) {
        D::Conj if verbal(tree, head) => subjects_within(tree, head, steps - 1),
        D::Xcomp => controller(tree, head, steps),
        // "Accused Orbel of hacking", "barred Orbel from hacking".
        D::Advcl if tree.has_word(id, &[D::Mark], &["of", "from"]) && tree.has(head, D::Obj) => {
            controller(tree, head, steps)
        }
        D::Advcl
            if !tree.has_word(
                id,
                &[D::Mark],
                &["if", "because", "as", "since", "when", "while"],
            ) || !tree.has(id, D::Mark) =>
        {
            subjects_within(tree, head, steps - 1)
        }
        D::Acl if nominal(tree.tag(head)) => {
            let to = tree.has_word(id, &[D::Mark], &["to"]);
            if to { owner(tree, head, steps) } else { vec![head] }
        }
        D::AclRelcl if nominal(tree.tag(head)) && !has_other_gap(tree, id) => vec![head],
        D::Parataxis | D::Ccomp
            if verbal(tree, head)
                && tree.tag(id) == Tag::Verb
                && tree.word(id).ends_with("ing") =>
        {
            subjects_within(tree, head, steps - 1)
        }
        _ => Vec::new(),
    }
}

/// Whether a relative clause without a subject of its own leaves another gap.
pub(super) fn has_other_gap(tree: &Tree<'_>, id: TokenId) -> bool {
    tree.all(id, &[D::Obj, D::Obl]).any(|c| is_relative(tree, c))
}

/// Who carries out an infinitive: the governing verb's object, else its subject.
fn controller(tree: &Tree<'_>, governor: TokenId, steps: u8) -> Vec<TokenId> {
    let object = tree
        .child(governor, &[D::Obj, D::Iobj])
        .filter(|_| !SUBJECT_CONTROL.contains(&tree.lemma(governor)));
    match object {
        Some(object) => relative_antecedent(tree, object)
            .map_or_else(|| tree.conjuncts(object), |noun| vec![noun]),
        None => subjects_within(tree, governor, steps - 1),
    }
}

/// Who carries out the infinitive after a noun: its possessor, or the subject of
/// the verb that governs the noun ("has a plan to leave").
fn owner(tree: &Tree<'_>, noun: TokenId, steps: u8) -> Vec<TokenId> {
    if let Some(possessor) = tree.child(noun, &[D::NmodPoss]) {
        return tree.conjuncts(possessor);
    }
    match tree.head(noun) {
        Some(verb) if verbal(tree, verb) && tree.dependency(noun) == D::Obj => {
            subjects_within(tree, verb, steps - 1)
        }
        _ => vec![noun],
    }
}

pub(in crate::extract) fn verbal(tree: &Tree<'_>, id: TokenId) -> bool {
    matches!(tree.tag(id), Tag::Verb | Tag::Aux) || tree.has(id, D::Cop)
}

pub(super) fn is_relative(tree: &Tree<'_>, id: TokenId) -> bool {
    tree.tag(id) == Tag::Pron && matches!(tree.lemma(id), "who" | "which" | "that" | "whom")
}

/// The noun that a relative pronoun stands for.
pub(in crate::extract) fn relative_antecedent(tree: &Tree<'_>, id: TokenId) -> Option<TokenId> {
    if !is_relative(tree, id) {
        return None;
    }
    let clause = tree.ancestors(id).find(|a| tree.dependency(*a) == D::AclRelcl)?;
    tree.head(clause)
}
