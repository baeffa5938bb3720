use super::tree::{Tree, nominal};
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

const MODALS: [&str; 8] = ["must", "should", "ought", "can", "could", "may", "might", "would"];

/// Adverbs that make a verb another one when they follow it at once.
const PARTICLES: [&str; 12] = [
    "out", "down", "away", "back", "up", "off", "over", "in", "on", "through", "together",
    "forward",
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

/// Verbs whose object does not become the subject of the infinitive after it.
const SUBJECT_CONTROL: [&str; 8] =
    ["promise", "threaten", "vow", "pledge", "agree", "offer", "swear", "decide"];

impl Predicate {
    /// Every predicate of the document, in text order.
    pub(super) fn find(tree: &Tree<'_>) -> Vec<Self> {
        tree.ids().filter_map(|id| Self::at(tree, id)).collect()
    }

    /// The predicate that a token heads, if it is a verb, noun or adjective.
    pub(super) fn at(tree: &Tree<'_>, id: TokenId) -> Option<Self> {
        match tree.tag(id) {
            Tag::Verb if tree.dependency(id) == D::Amod => Some(participle(tree, id)),
            Tag::Verb => Some(verb(tree, id)),
            Tag::Aux if tree.dependency(id) == D::Cop => placed(tree, id),
            Tag::Noun | Tag::Propn | Tag::Num => Some(noun(tree, id)),
            Tag::Adj | Tag::Adv => Some(adjective(tree, id)),
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

/// Whether a verb is passive: by its auxiliary, its subject, its agent, or as a
/// bare past participle after a noun.
pub(super) fn passive(tree: &Tree<'_>, id: TokenId) -> bool {
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
pub(super) fn subjects(tree: &Tree<'_>, id: TokenId) -> Vec<TokenId> {
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
fn has_other_gap(tree: &Tree<'_>, id: TokenId) -> bool {
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

fn verbal(tree: &Tree<'_>, id: TokenId) -> bool {
    matches!(tree.tag(id), Tag::Verb | Tag::Aux) || tree.has(id, D::Cop)
}

fn is_relative(tree: &Tree<'_>, id: TokenId) -> bool {
    tree.tag(id) == Tag::Pron && matches!(tree.lemma(id), "who" | "which" | "that" | "whom")
}

/// The noun that a relative pronoun stands for.
pub(super) fn relative_antecedent(tree: &Tree<'_>, id: TokenId) -> Option<TokenId> {
    if !is_relative(tree, id) {
        return None;
    }
    let clause = tree.ancestors(id).find(|a| tree.dependency(*a) == D::AclRelcl)?;
    tree.head(clause)
}

/// A verb's lemma, with its particle first: "take over" before "take".
fn verb_lemma(tree: &Tree<'_>, id: TokenId) -> Vec<String> {
    let lemma = tree.lemma(id).to_lowercase();
    let particle = tree.child(id, &[D::CompoundPrt]).or_else(|| {
        let adverb = |a: &TokenId| a.0 == id.0 + 1 && PARTICLES.contains(&tree.lemma(*a));
        tree.all(id, &[D::Advmod]).find(adverb)
    });
    match particle {
        Some(particle) => vec![format!("{lemma} {}", tree.word(particle).to_lowercase())],
        None => vec![lemma],
    }
}

fn verb(tree: &Tree<'_>, id: TokenId) -> Predicate {
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
fn gerunds(tree: &Tree<'_>, id: TokenId, p: &mut Predicate) {
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
fn by_phrases(tree: &Tree<'_>, verb: TokenId) -> Vec<TokenId> {
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
fn participle(tree: &Tree<'_>, id: TokenId) -> Predicate {
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
fn placed(tree: &Tree<'_>, id: TokenId) -> Option<Predicate> {
    let place = tree.head(id)?;
    let preposition = tree.preposition(place)?;
    let mut p = Predicate::new(id, Form::Verb, vec![tree.lemma(id).to_lowercase()]);
    for subject in subjects(tree, place) {
        p.add(tree, &Part::Agent, subject);
    }
    p.add(tree, &Part::Preposition(preposition), place);
    Some(p)
}

fn noun(tree: &Tree<'_>, id: TokenId) -> Predicate {
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
    let first = tree.analysis.sentences[tree.sentence(id).0 as usize].tokens.start;
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
    // "commander in chief", "head of state" and the like read forwards.
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
    // "threats made by Russia against the EU"
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

fn adjective(tree: &Tree<'_>, id: TokenId) -> Predicate {
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
