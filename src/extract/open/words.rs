//! The words of a predicate: the verb and what stands around it.

use crate::extract::predicates::{particle, passive};
use crate::extract::tree::Tree;
use crate::text::{Dependency as D, Tag, TokenId};

/// A word of a predicate: the text's, or a verb that the text leaves out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Word {
    Token(TokenId),
    Added(&'static str),
}

/// The words, with a space wherever the text has one or leaves words out.
pub(super) fn text(tree: &Tree<'_>, words: &[Word]) -> String {
    joined(tree, words, |id| tree.word(id).to_owned())
}

/// The same for a graph, where no sentence begins with them.
pub(super) fn label(tree: &Tree<'_>, words: &[Word]) -> String {
    joined(tree, words, |id| match tree.word(id) {
        word if begins_sentence(tree, id) && tree.tag(id) != Tag::Propn => word.to_lowercase(),
        word => word.to_owned(),
    })
}

fn joined(tree: &Tree<'_>, words: &[Word], written: impl Fn(TokenId) -> String) -> String {
    let mut text = String::new();
    let mut end = None;
    for word in words {
        let (word, span) = match word {
            Word::Token(id) => (written(*id), Some(tree.token(*id).span)),
            Word::Added(word) => ((*word).to_owned(), None),
        };
        let glued = end.is_some() && end == span.map(|span| span.start);
        text.extend((!text.is_empty() && !glued).then_some(' '));
        text.push_str(&word);
        end = span.map(|span| span.end);
    }
    text
}

fn begins_sentence(tree: &Tree<'_>, id: TokenId) -> bool {
    tree.sentence_around(id).tokens.start == id.0
}

/// How many verbs a chain of infinitives may have: "seems to want to try to leave".
const CHAIN: u8 = 4;

/// Auxiliaries, negation, adverbs, the verb and its particle; before an infinitive
/// also what governs it: "was never able to take over".
pub(super) fn verb(tree: &Tree<'_>, id: TokenId) -> Vec<Word> {
    chain(tree, id, CHAIN)
}

fn chain(tree: &Tree<'_>, id: TokenId, steps: u8) -> Vec<Word> {
    let mut own: Vec<TokenId> = tree.all(id, &[D::Aux, D::AuxPass]).collect();
    let mut words = Vec::new();
    if let Some(governor) = governor(tree, id).filter(|_| steps > 0) {
        if tree.has(governor, D::Cop) {
            words.extend(copula(tree, governor));
            words.push(Word::Token(governor));
        } else {
            words.extend(chain(tree, governor, steps - 1));
            let known = |p: &TokenId| words.contains(&Word::Token(*p));
            let particle = particle(tree, governor).filter(|p| !known(p));
            words.extend(particle.map(Word::Token));
        }
        own.extend(tree.all(id, &[D::Mark]));
        // "has yet to pay" has not paid.
        let yet = |a: &TokenId| tree.lemma(*a) == "yet";
        own.extend(tree.all(governor, &[D::Advmod]).filter(yet));
    } else if let Some(first) = shares_auxiliary(tree, id).filter(|_| own.is_empty() && steps > 0) {
        let before = chain(tree, first, steps - 1);
        let adverbs = adverbs(tree, first);
        let adverb = |word: &Word| matches!(word, Word::Token(id) if adverbs.contains(id));
        words.extend(
            before.into_iter().take_while(|w| *w != Word::Token(first)).filter(|w| !adverb(w)),
        );
    }
    let reduced = matches!(tree.dependency(id), D::Acl | D::Advcl) && passive(tree, id);
    if reduced && words.is_empty() && own.is_empty() {
        words.push(Word::Added("was"));
    }
    own.extend(adverbs(tree, id));
    own.push(id);
    own.extend(tree.all(id, &[D::CompoundPrt]));
    own.sort_unstable();
    own.dedup();
    words.extend(own.into_iter().map(Word::Token));
    words
}

/// The verb or adjective whose subject an infinitive shares: "tried" of "tried to leave".
pub(super) fn governor(tree: &Tree<'_>, id: TokenId) -> Option<TokenId> {
    let head = tree.head(id).filter(|_| tree.dependency(id) == D::Xcomp)?;
    let governs = tree.tag(head) == Tag::Verb || tree.has(head, D::Cop);
    (governs && !tree.has(head, D::Obj) && !tree.has(head, D::Iobj)).then_some(head)
}

/// The outermost of the verbs and adjectives that an infinitive continues: "vowed" of
/// "vowed to try to leave".
pub(super) fn outermost(tree: &Tree<'_>, id: TokenId) -> TokenId {
    (0..CHAIN).fold(id, |id, _| governor(tree, id).unwrap_or(id))
}

/// The first of coordinated verbs where a later one leaves out the auxiliary that they
/// share: "was loved and praised", "will buy and sell".
fn shares_auxiliary(tree: &Tree<'_>, id: TokenId) -> Option<TokenId> {
    let first = tree.head(id).filter(|_| tree.dependency(id) == D::Conj)?;
    let auxiliary = matches!(tree.lemma(id), "have" | "be");
    if auxiliary || tree.has(id, D::Nsubj) || tree.tag(first) != Tag::Verb {
        return None;
    }
    let plain = |id: TokenId| tree.word(id).to_lowercase() == tree.lemma(id);
    let doing = |id: TokenId| tree.word(id).ends_with("ing");
    let been =
        tree.all(first, &[D::Aux, D::AuxPass]).any(|a| matches!(tree.lemma(a), "have" | "be"));
    let same = plain(id) && plain(first) || doing(id) && doing(first);
    (same || been && tree.looks_past(id)).then_some(first)
}

/// Negation, and adverbs right before the verb.
pub(super) fn adverbs(tree: &Tree<'_>, id: TokenId) -> Vec<TokenId> {
    let beside =
        |i: u32| matches!(tree.dependency(TokenId(i)), D::Advmod | D::Aux | D::AuxPass | D::Cop);
    let simple =
        |a: TokenId| tree.tag(a) == Tag::Adv && tree.children(a).is_empty() && !connects(tree, a);
    tree.all(id, &[D::Advmod])
        .filter(|a| *a < id && (negates(tree, *a) || simple(*a) && (a.0 + 1..id.0).all(beside)))
        .collect()
}

/// The copula of a noun or adjective with its auxiliaries, negation and the adverbs
/// beside it: "has never been", "is also".
pub(super) fn copula(tree: &Tree<'_>, id: TokenId) -> Vec<Word> {
    let copula = tree.child(id, &[D::Cop]).unwrap_or(id);
    let mut own: Vec<TokenId> = tree.all(id, &[D::Aux, D::Cop]).collect();
    own.extend(tree.all(id, &[D::Advmod]).filter(|a| {
        let after = a.0 == copula.0 + 1 && tree.tag(id) != Tag::Adj;
        negates(tree, *a) || tree.tag(*a) == Tag::Adv && (a.0 + 1 == copula.0 || after)
    }));
    own.sort_unstable();
    own.into_iter().map(Word::Token).collect()
}

/// Whether an adverb negates what it stands beside.
pub(super) fn negates(tree: &Tree<'_>, id: TokenId) -> bool {
    matches!(tree.lemma(id), "not" | "n't" | "n’t" | "never")
}

/// Whether an adverb only joins clauses.
pub(super) fn connects(tree: &Tree<'_>, id: TokenId) -> bool {
    matches!(
        tree.lemma(id),
        "when" | "where" | "why" | "how" | "however" | "then" | "thus" | "therefore"
    )
}
