//! Nouns and adjectives with their parts.

use super::subjects::{passive, subjects};
use super::verbs::{by_phrases, gerunds};
use super::{Form, Part, Predicate};
use crate::extract::tree::{Tree, nominal};
use crate::text::{Dependency as D, Tag, TokenId};

/// Verbs that add little but a subject to the noun that they govern.
const LIGHT_VERBS: [&str; 50] = [
    "make",
    "take",
    "give",
    "have",
    "hold",
    "issue",
    "launch",
    "impose",
    "conduct",
    "stage",
    "mount",
    "reach",
    "strike",
    "sign",
    "offer",
    "provide",
    "announce",
    "deliver",
    "file",
    "open",
    "begin",
    "start",
    "express",
    "voice",
    "place",
    "pay",
    "raise",
    "carry",
    "lead",
    "undertake",
    "perform",
    "commit",
    "declare",
    "send",
    "publish",
    "release",
    "seal",
    "seek",
    "win",
    "enter",
    "establish",
    "form",
    "maintain",
    "end",
    "join",
    "lodge",
    "level",
    "bring",
    "renew",
    "repeat",
];

/// Nouns of meeting whose parties may be the subject of the verb that they hang on.
const ENCOUNTERS: [&str; 9] = [
    "interview",
    "meeting",
    "conversation",
    "call",
    "talk",
    "talks",
    "discussion",
    "negotiation",
    "audience",
];

pub(super) fn noun(tree: &Tree<'_>, id: TokenId) -> Predicate {
    let mut p = Predicate::new(id, Form::Noun, noun_lemmas(tree, id));
    bearer(tree, id, &mut p);
    // A title before a name shares what stands before it: "Samsung spokesman Lee".
    let title = matches!(
        tree.dependency(id),
        D::Compound | D::Nmod | D::Flat | D::NmodUnmarked | D::NmodPoss
    );
    let carrier = tree.head(id).filter(|h| title && nominal(tree.tag(*h)) && h.0 > id.0);
    for from in std::iter::once(id).chain(carrier) {
        for child in tree.children(from).to_vec() {
            let before = child.0 < id.0;
            let part = match tree.dependency(child) {
                D::NmodPoss if before => Part::Possessor,
                D::Compound | D::Amod | D::NmodUnmarked | D::Nmod | D::Flat
                    if before && tree.preposition(child).is_none() =>
                {
                    Part::Modifier
                }
                _ => continue,
            };
            p.add(tree, &part, child);
        }
    }
    p.add_prepositions(tree, id, &[D::Nmod, D::Obl]);
    if let Some(of) = low_of(tree, id) {
        p.add(tree, &Part::Preposition("of".to_owned()), of);
    }
    if let Some(carrier) = carrier.filter(|_| tree.dependency(id) != D::NmodPoss) {
        p.add_prepositions(tree, carrier, &[D::Nmod]);
    }
    for clause in tree.all(id, &[D::Acl, D::Ccomp]).collect::<Vec<_>>() {
        if tree.has(clause, D::Mark) {
            p.parts.push((Part::Clause, clause));
        }
    }
    for clause in
        tree.all(id, &[D::Acl, D::AclRelcl]).filter(|c| !tree.has(*c, D::Mark)).collect::<Vec<_>>()
    {
        p.parts.push((Part::Doing, clause));
    }
    gerunds(tree, id, &mut p);
    for beside in
        tree.all(id, &[D::Appos, D::NmodUnmarked]).filter(|b| b.0 > id.0).collect::<Vec<_>>()
    {
        p.add(tree, &Part::Apposition, beside);
    }
    lend(tree, id, &mut p);
    act(tree, &mut p);
    p
}

/// "led by Lee of Acme": an `of` right after a name belongs to it, wherever the tree
/// hangs it.
fn low_of(tree: &Tree<'_>, id: TokenId) -> Option<TokenId> {
    let last = tree.all(id, &[D::Flat]).last().unwrap_or(id);
    let of = TokenId(last.0 + 1);
    let within =
        (of.0 as usize) < tree.analysis.tokens.len() && tree.sentence(of) == tree.sentence(id);
    if !within
        || tree.tag(id) != Tag::Propn
        || tree.lemma(of) != "of"
        || tree.dependency(of) != D::Case
    {
        return None;
    }
    let object = tree.head(of)?;
    (tree.head(object) != Some(id) && tree.dependency(object) == D::Obl).then_some(object)
}

/// The lemma of a noun, with one and two of the words before it, longest first.
fn noun_lemmas(tree: &Tree<'_>, id: TokenId) -> Vec<String> {
    let mut words = vec![tree.lemma(id).to_lowercase()];
    let mut lemmas = words.clone();
    let first = tree.sentence_around(id).tokens.start;
    for back in 1..=2 {
        let Some(at) = id.0.checked_sub(back).filter(|at| *at >= first) else { break };
        if !matches!(
            tree.tag(TokenId(at)),
            Tag::Adj | Tag::Noun | Tag::Propn | Tag::Adp | Tag::Verb | Tag::Adv | Tag::Punct
        ) {
            break;
        }
        words.insert(0, tree.lemma(TokenId(at)).to_lowercase());
        lemmas.insert(0, words.join(" "));
    }
    lemmas
}

/// What the noun phrase denotes: its copular subject, apposition, name, or itself.
fn bearer(tree: &Tree<'_>, id: TokenId, p: &mut Predicate) {
    let head = tree.head(id);
    if tree.has(id, D::Cop) {
        for subject in subjects(tree, id) {
            p.add(tree, &Part::Itself, subject);
        }
        return;
    }
    match (tree.dependency(id), head) {
        (D::Appos, Some(head)) => {
            return p.parts.extend(tree.conjuncts(head).into_iter().map(|h| (Part::Itself, h)));
        }
        (D::Compound | D::Nmod | D::Flat | D::NmodUnmarked, Some(head))
            if nominal(tree.tag(head))
                && head.0 > id.0
                && tree.tag(head) == Tag::Propn
                && tree.preposition(id).is_none() =>
        {
            return p.parts.push((Part::Itself, head));
        }
        // "The winner was Mara Holt": a name after the copula is what the noun before it denotes.
        (D::Nsubj | D::NsubjOuter, Some(head))
            if tree.tag(head) == Tag::Propn && tree.has(head, D::Cop) =>
        {
            return p.parts.extend(tree.conjuncts(head).into_iter().map(|h| (Part::Itself, h)));
        }
        (D::Conj, Some(head)) if tree.has(head, D::Cop) => {
            for subject in subjects(tree, head) {
                p.add(tree, &Part::Itself, subject);
            }
            return;
        }
        (D::Conj, Some(head)) if tree.dependency(head) == D::Appos => {
            return p.parts.extend(tree.head(head).map(|h| (Part::Itself, h)));
        }
        (D::Xcomp | D::Obl, Some(verb))
            if tree.tag(verb) == Tag::Verb
                && (tree.dependency(id) == D::Xcomp
                    || tree.preposition(id).as_deref() == Some("as")) =>
        {
            let holders = match tree.child(verb, &[D::Obj]) {
                Some(object) if !passive(tree, verb) => tree.conjuncts(object),
                _ => subjects(tree, verb),
            };
            p.parts.extend(holders.into_iter().map(|h| (Part::Itself, h)));
            return;
        }
        _ => {}
    }
    p.parts.push((Part::Itself, id));
    // "its founders, Lee and Park": the noun denotes each of those named beside it.
    for beside in tree.all(id, &[D::Appos]).collect::<Vec<_>>() {
        let more = tree.conjuncts(beside).into_iter().skip(1);
        p.parts.extend(more.map(|m| (Part::Itself, m)));
    }
}

/// A light verb lends its subject and its prepositions to the noun that it governs.
fn lend(tree: &Tree<'_>, id: TokenId, p: &mut Predicate) {
    // "an attack made by rebels on the port"
    let made = tree
        .all(id, &[D::Acl])
        .find(|c| LIGHT_VERBS.contains(&tree.lemma(*c)) && passive(tree, *c));
    if let Some(made) = made {
        for by in by_phrases(tree, made) {
            p.add(tree, &Part::Agent, by);
        }
        p.add_prepositions(tree, made, &[D::Obl]);
    }
    let Some(verb) = tree.head(id).filter(|h| tree.tag(*h) == Tag::Verb) else { return };
    let lemma = tree.lemma(verb);
    let object = tree.dependency(id) == D::Obj;
    let passive_subject = tree.dependency(id) == D::NsubjPass;
    if tree.dependency(id) == D::Obl
        && ENCOUNTERS.contains(&tree.lemma(id))
        && !p.has(&Part::Possessor)
    {
        // "he said in an interview with the paper"
        for subject in subjects(tree, verb) {
            p.add(tree, &Part::Agent, subject);
        }
    }
    if !(object || passive_subject) || !LIGHT_VERBS.contains(&lemma) {
        return;
    }
    p.light = Some(verb);
    if object && !p.has(&Part::Possessor) {
        for subject in subjects(tree, verb) {
            p.add(tree, &Part::Agent, subject);
        }
    }
    if passive_subject {
        for by in by_phrases(tree, verb) {
            p.add(tree, &Part::Agent, by);
        }
    }
    p.add_prepositions(tree, verb, &[D::Obl]);
}

/// Who does what a noun names, and to whom: by possessor, `by`, a word before it,
/// and `of`.
fn act(tree: &Tree<'_>, p: &mut Predicate) {
    let take = |p: &Predicate, part: &Part| p.players(part).collect::<Vec<_>>();
    let by = take(p, &Part::Preposition("by".to_owned()));
    let possessors = take(p, &Part::Possessor);
    let modifiers = take(p, &Part::Modifier);
    let of = take(p, &Part::Preposition("of".to_owned()));
    let had_agent = p.has(&Part::Agent);
    let agents = if had_agent {
        Vec::new()
    } else if !by.is_empty() {
        by
    } else if !possessors.is_empty() {
        possessors.clone()
    } else {
        modifiers.clone()
    };
    let rest = modifiers.into_iter().filter(|m| !agents.contains(m));
    let patients: Vec<_> = if of.is_empty() { rest.collect() } else { of };
    for (part, tokens) in [(Part::Agent, agents), (Part::Patient, patients)] {
        for token in tokens {
            p.add(tree, &part, token);
        }
    }
}

pub(super) fn adjective(tree: &Tree<'_>, id: TokenId) -> Predicate {
    let mut p = Predicate::new(id, Form::Adjective, vec![tree.lemma(id).to_lowercase()]);
    match (tree.dependency(id), tree.head(id)) {
        (D::Amod | D::Acl | D::AclRelcl, Some(noun)) if nominal(tree.tag(noun)) => {
            p.add(tree, &Part::Itself, noun);
        }
        _ => subjects(tree, id).into_iter().for_each(|s| p.add(tree, &Part::Itself, s)),
    }
    for child in tree.children(id).to_vec() {
        if nominal(tree.tag(child))
            && child.0 < id.0
            && tree.preposition(child).is_none()
            && !matches!(tree.dependency(child), D::Nsubj | D::NsubjPass)
        {
            p.add(tree, &Part::Modifier, child);
        }
    }
    p.add_prepositions(tree, id, &[D::Obl, D::Nmod]);
    for clause in tree.all(id, &[D::Xcomp, D::Ccomp, D::Advcl]).collect::<Vec<_>>() {
        p.parts.push((Part::Clause, clause));
    }
    p
}
