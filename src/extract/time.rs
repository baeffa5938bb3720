//! The words that say when.

use super::tree::Tree;
use crate::text::{Dependency as D, MONTHS, Tag, TokenId, WEEKDAYS};

/// Words for times beside the days of the week and the months.
const TIME_WORDS: [&str; 26] = [
    "jan.",
    "feb.",
    "mar.",
    "apr.",
    "aug.",
    "sept.",
    "oct.",
    "nov.",
    "dec.",
    "today",
    "yesterday",
    "tomorrow",
    "week",
    "month",
    "year",
    "decade",
    "century",
    "morning",
    "evening",
    "night",
    "afternoon",
    "weekend",
    "summer",
    "winter",
    "spring",
    "autumn",
];

/// The words that say when what `head` says holds or happened; `light` is the verb that
/// lends a noun its subject.
pub(super) fn of(tree: &Tree<'_>, head: TokenId, light: Option<TokenId>) -> Option<String> {
    beside(tree, head).or_else(|| light.and_then(|light| beside(tree, light)))
}

/// The words beside a predicate that say when.
fn beside(tree: &Tree<'_>, id: TokenId) -> Option<String> {
    tree.all(id, &[D::Obl, D::OblUnmarked, D::Nmod, D::NmodUnmarked, D::Advmod])
        .find(|t| {
            let lemma = tree.lemma(*t).to_lowercase();
            let year = tree.tag(*t) == Tag::Num
                && lemma.len() == 4
                && lemma.parse::<u16>().is_ok_and(|y| (1500..2100).contains(&y));
            year && tree.preposition(*t).is_some_and(|p| p != "by")
                || [&TIME_WORDS[..], &MONTHS, &WEEKDAYS].iter().any(|t| t.contains(&lemma.as_str()))
        })
        .map(|t| {
            let (first, last) = tree.edges(t);
            let words = tree.span(first, last).of(&tree.document.text);
            words.split_whitespace().collect::<Vec<_>>().join(" ")
        })
        .filter(|words| words.len() <= 60)
}
