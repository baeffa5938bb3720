//! Roles: the title or tie that a statement speaks of, in the text's own words.

use super::predicates::{Form, Predicate};
use super::tree::Tree;
use crate::text::{Dependency as D, Tag, TokenId};

/// Words beside a title that tell when it is held, or how often, but not what it is.
const NO_TITLE: [&str; 22] = [
    "former",
    "new",
    "current",
    "then",
    "late",
    "future",
    "own",
    "only",
    "sole",
    "longtime",
    "long-time",
    "outgoing",
    "incoming",
    "serving",
    "old",
    "first",
    "second",
    "third",
    "last",
    "next",
    "other",
    "main",
];

/// The role that a predicate's words give; `known` is what its pattern knows of them,
/// and `ends` carry the names that it stands between.
///
/// `Harju's deputy finance ministers` gives `deputy finance minister`, `head of news at
/// Harju` gives `head of news`, and `born in Oslo` gives `born`.
pub(super) fn of(
    tree: &Tree<'_>,
    predicate: &Predicate,
    known: &str,
    ends: [TokenId; 2],
) -> String {
    let head = predicate.head;
    if predicate.form != Form::Noun {
        return tree.word(head).to_lowercase();
    }
    let sentence = tree.sentence_around(head).tokens.start;
    let least = u32::try_from(known.split(' ').count()).unwrap_or(1).saturating_sub(1);
    let mut first = TokenId(head.0.saturating_sub(least).max(sentence));
    while first.0 > sentence && qualifies(tree, TokenId(first.0 - 1), head) {
        first = TokenId(first.0 - 1);
    }
    let before = tree.span(first, head).of(&tree.document.text);
    let before = before.strip_suffix(tree.word(head)).unwrap_or_default();
    let (word, lemma) = (tree.word(head), tree.lemma(head));
    let noun = if word.eq_ignore_ascii_case(lemma) { word } else { lemma };
    let mut role = format!("{}{}", small(before), small(noun));
    if let Some(field) = field(tree, head, ends) {
        role = format!("{role} of {}", small(&field));
    }
    role
}

/// Whether a word before a title is part of it.
fn qualifies(tree: &Tree<'_>, id: TokenId, title: TokenId) -> bool {
    let named = tree.analysis.names.iter().any(|name| name.tokens.contains(&id.0));
    let capital = |id: TokenId| tree.word(id).starts_with(char::is_uppercase);
    matches!(tree.dependency(id), D::Compound | D::Amod)
        && tree.head(id).is_some_and(|head| id < head && head <= title)
        && matches!(tree.tag(id), Tag::Noun | Tag::Adj | Tag::Propn)
        && !named
        && (!capital(id) || capital(title))
        && !NO_TITLE.iter().any(|word| word.eq_ignore_ascii_case(tree.word(id)))
}

/// "head of news": a field without an article, and none of the statement's ends.
fn field(tree: &Tree<'_>, title: TokenId, ends: [TokenId; 2]) -> Option<String> {
    let noun = tree.child(title, &[D::Nmod])?;
    let (first, _) = tree.edges(noun);
    let plain = tree.preposition(noun).as_deref() == Some("of")
        && first.0 == title.0 + 1
        && matches!(tree.tag(noun), Tag::Noun | Tag::Propn)
        && !tree.analysis.names.iter().any(|name| name.tokens.contains(&noun.0))
        && !ends.contains(&noun)
        && [D::Det, D::NmodPoss, D::Nummod].iter().all(|way| !tree.has(noun, *way));
    let words = tree.span(TokenId(first.0 + 1), noun).of(&tree.document.text);
    plain.then(|| words.to_owned())
}

/// In small letters, but for what is all capitals: `CEO`.
fn small(words: &str) -> String {
    let whole = |word: &str| word.len() > 1 && !word.chars().any(char::is_lowercase);
    let each = |word: &str| if whole(word) { word.to_owned() } else { word.to_lowercase() };
    words.split(' ').map(each).collect::<Vec<_>>().join(" ")
}
