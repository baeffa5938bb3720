//! Amounts: the sum, share or count that a statement is of, in the text's own words.
//!
//! Relation files say which amounts a relation has (`amounts = ["sum", "share"]`); one
//! counts only where it hangs on the predicate, its patient, or a noun that merely bears
//! it: `a fine of $12 million`, `a 10% stake`.

use super::Passage;
use super::predicates::{Part, Predicate};
use super::tree::{Tree, nominal};
use crate::claim::{Form, MentionId};
use crate::ontology::Amount;
use crate::text::{Dependency as D, Tag, TokenId};

/// Nouns that say no more than that there is a sum or share.
const BEARERS: [&str; 42] = [
    "acquisition",
    "aid",
    "amount",
    "bid",
    "bond",
    "cash",
    "contract",
    "credit",
    "damages",
    "deal",
    "donation",
    "equity",
    "fee",
    "fine",
    "fund",
    "funding",
    "gift",
    "grant",
    "holding",
    "interest",
    "investment",
    "loan",
    "offer",
    "order",
    "package",
    "payment",
    "penalty",
    "price",
    "purchase",
    "round",
    "settlement",
    "share",
    "shareholding",
    "stake",
    "stock",
    "subsidy",
    "sum",
    "support",
    "takeover",
    "total",
    "transaction",
    "valuation",
];

/// Prepositions that lead from an act to its sum.
const TO_SUMS: [&str; 9] = ["for", "of", "with", "at", "in", "worth", "up to", "to", "through"];

/// Words before a number that soften it; without them it would say too much.
const HEDGES: [&[&str]; 16] = [
    &["at", "least"],
    &["at", "most"],
    &["more", "than"],
    &["less", "than"],
    &["fewer", "than"],
    &["up", "to"],
    &["as", "many", "as"],
    &["as", "much", "as"],
    &["about"],
    &["almost"],
    &["approximately"],
    &["estimated"],
    &["nearly"],
    &["over"],
    &["roughly"],
    &["some"],
];

const NUMBERS: [&str; 20] = [
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "fifteen", "twenty", "thirty", "forty", "fifty", "sixty", "eighty", "ninety",
];

const SCALES: [&str; 10] =
    ["thousand", "million", "billion", "trillion", "lakh", "crore", "m", "bn", "tn", "k"];

const CURRENCIES: [&str; 24] = [
    "dollar",
    "dollars",
    "euro",
    "euros",
    "pound",
    "pounds",
    "yen",
    "yuan",
    "ruble",
    "rubles",
    "rouble",
    "roubles",
    "franc",
    "francs",
    "krone",
    "kroner",
    "krona",
    "kronor",
    "crowns",
    "rupees",
    "lira",
    "zloty",
    "shillings",
    "pesos",
];

const HOLDINGS: [&str; 5] = ["stake", "share", "interest", "holding", "shareholding"];

/// Nouns that count what their `of` names.
const COUNTERS: [&str; 6] = ["dozen", "hundred", "thousand", "million", "score", "ten"];

/// The amount of a claim, where its relation has one and the words tell it.
pub(super) fn of(
    passage: &Passage<'_>,
    predicate: &Predicate,
    (subject, object): (MentionId, MentionId),
    amounts: &[Amount],
) -> Option<String> {
    let tree = &passage.tree;
    let [doer, done_to] = [subject, object].map(|id| passage.mentions.get(id));
    let of_group = |id: MentionId| {
        let mention = passage.mentions.get(id);
        (mention.form == Form::Nominal).then(|| count(tree, mention.head)).flatten()
    };
    let of_patient = || {
        let ends = [doer.head, done_to.head];
        predicate
            .players(&Part::Patient)
            .filter(|id| !ends.contains(id))
            .find_map(|id| (tree.tag(id) == Tag::Noun).then(|| count(tree, id)).flatten())
    };
    let found = amounts.iter().find_map(|amount| match amount {
        Amount::Sum => figure(tree, predicate, done_to.head, sum),
        Amount::Share => figure(tree, predicate, done_to.head, share),
        Amount::Count => of_group(object).or_else(of_patient),
        Amount::Headcount => of_group(subject),
    })?;
    let words = tree.span(found.0, found.1).of(&tree.document.text);
    Some(words.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// First and last word of an amount.
type Words = (TokenId, TokenId);

/// How many of these words are a figure.
type Read = fn(&[&str]) -> Option<usize>;

/// The first figure that hangs on a predicate.
fn figure(tree: &Tree<'_>, predicate: &Predicate, object: TokenId, read: Read) -> Option<Words> {
    let tokens = &tree.sentence_around(predicate.head).tokens;
    let ids: Vec<TokenId> = tokens.clone().map(TokenId).collect();
    let words: Vec<&str> = ids.iter().map(|id| tree.word(*id)).collect();
    let mut at = 0;
    while at < words.len() {
        let Some(count) = read(&words[at..]).filter(|count| *count > 0) else {
            at += 1;
            continue;
        };
        let end = at + count;
        let inside = |id: TokenId| ids[at..end].contains(&id);
        let top = ids[at..end].iter().find(|id| tree.head(**id).is_none_or(|head| !inside(head)));
        if top.is_some_and(|top| hangs_on(tree, *top, predicate, object)) {
            return Some((softened(tree, ids[at]), ids[end - 1]));
        }
        at = end;
    }
    None
}

/// Whether a figure hangs on a predicate, step by step through nouns that only bear it.
fn hangs_on(tree: &Tree<'_>, top: TokenId, predicate: &Predicate, object: TokenId) -> bool {
    let mut id = top;
    for _ in 0..4 {
        let Some(head) = tree.head(id) else { return false };
        let led = || tree.preposition(id).is_none_or(|p| TO_SUMS.contains(&p.as_str()));
        let fits = match tree.dependency(id) {
            D::Obj | D::Iobj | D::NsubjPass | D::Xcomp | D::Compound | D::Nummod | D::Amod => true,
            D::Obl | D::OblUnmarked | D::Nmod | D::NmodUnmarked | D::Appos => led(),
            _ => false,
        };
        if !fits {
            return false;
        }
        if head == predicate.head || predicate.light == Some(head) {
            return true;
        }
        let lemma = tree.lemma(head);
        let bears = BEARERS.contains(&lemma)
            || lemma == "worth"
            || head == object
            || tree.tag(head) == Tag::Noun
                && matches!(tree.dependency(head), D::Obj | D::NsubjPass);
        if !bears {
            return false;
        }
        id = head;
    }
    false
}

/// The words of a counted group, from its number to its noun.
fn count(tree: &Tree<'_>, noun: TokenId) -> Option<Words> {
    let sum = CURRENCIES.contains(&tree.lemma(noun))
        || matches!(tree.lemma(noun), "percent" | "cent" | "%");
    let number = tree.all(noun, &[D::Nummod]).find(|n| *n < noun).filter(|_| !sum);
    // "dozens of workers", "two of the men"
    let counter = tree.head(noun).filter(|counter| {
        let counts = tree.tag(*counter) == Tag::Num || COUNTERS.contains(&tree.lemma(*counter));
        counts
            && *counter < noun
            && tree.dependency(noun) == D::Nmod
            && tree.preposition(noun).as_deref() == Some("of")
    });
    let number = number.or(counter)?;
    let ways = [D::Nummod, D::Compound];
    let first = tree.all(number, &ways).filter(|part| *part < number).min().unwrap_or(number);
    let first = softened(tree, first);
    let short = noun.0 - first.0 <= 8 && nominal(tree.tag(noun));
    short.then_some((first, noun))
}

/// The first of the words that soften a number, or the number itself.
fn softened(tree: &Tree<'_>, number: TokenId) -> TokenId {
    let first = tree.sentence_around(number).tokens.start;
    let before = |hedge: &&[&str]| {
        let start = u32::try_from(hedge.len()).ok().and_then(|n| number.0.checked_sub(n));
        let start = start.filter(|start| *start >= first)?;
        let told = (start..).map(|i| tree.word(TokenId(i)));
        let same = told.zip(hedge.iter()).all(|(word, hedge)| word.eq_ignore_ascii_case(hedge));
        same.then_some(TokenId(start))
    };
    HEDGES.iter().find_map(before).unwrap_or(number)
}

/// `$2 billion`, `€640m`, `640 million euros`, `millions of dollars`.
fn sum(words: &[&str]) -> Option<usize> {
    let word = |at: usize| words.get(at).copied().unwrap_or_default();
    let known = |at: usize, list: &[&str]| list.iter().any(|k| k.eq_ignore_ascii_case(word(at)));
    // "2 billion", "2.3-billion"
    let scaled = |at: usize| match word(at) {
        "-" if known(at + 1, &SCALES) => at + 2,
        _ => at + usize::from(known(at, &SCALES)),
    };
    if let Some(rest) = after_currency(word(0)) {
        let at = if rest.is_empty() { number(word(1)).then_some(2)? } else { 1 };
        return (rest.is_empty() || number(rest)).then(|| scaled(at));
    }
    if known(0, &["millions", "billions", "thousands"]) && known(1, &["of"]) {
        return known(2, &CURRENCIES).then_some(3);
    }
    let at = number(word(0)).then(|| scaled(1))?;
    let adjective = word(at).starts_with(char::is_uppercase) && known(at + 1, &CURRENCIES);
    let at = at + usize::from(adjective);
    known(at, &CURRENCIES).then_some(at + 1)
}

/// `30 percent`, `10%`, `majority stake`, `half of`.
fn share(words: &[&str]) -> Option<usize> {
    let word = |at: usize| words.get(at).map(|word| word.to_lowercase()).unwrap_or_default();
    let (first, next) = (word(0), word(1));
    if let Some(digits) = first.strip_suffix('%')
        && number(digits)
    {
        return Some(1);
    }
    if number(&first) {
        let at = if next == "-" { 2 } else { 1 };
        return match word(at).as_str() {
            "%" | "percent" | "pc" => Some(at + 1),
            "per" if word(at + 1) == "cent" => Some(at + 2),
            _ => None,
        };
    }
    let kept = matches!(first.as_str(), "majority" | "minority" | "controlling");
    if kept && HOLDINGS.contains(&next.as_str()) {
        return Some(2);
    }
    (first == "half" && next == "of").then_some(1)
}

/// What follows a sign of currency: `9.2` of `£9.2`, nothing of `US$`.
fn after_currency(word: &str) -> Option<&str> {
    let sign = word.find(['$', '£', '€', '¥', '₹', '₩', '₺', '₽', '₴'])?;
    let country = sign <= 3 && word[..sign].bytes().all(|b| b.is_ascii_uppercase());
    let mut rest = word[sign..].chars();
    rest.next();
    country.then_some(rest.as_str())
}

/// `12`, `9.2`, `1,200`, `640m`, `twelve`.
fn number(word: &str) -> bool {
    let lower = word.to_lowercase();
    let digits = lower.trim_end_matches(|c: char| c.is_ascii_lowercase());
    let scale = &lower[digits.len()..];
    NUMBERS.contains(&lower.as_str())
        || digits.starts_with(|c: char| c.is_ascii_digit())
            && digits.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ','))
            && (scale.is_empty() || SCALES.contains(&scale))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn length(read: Read, text: &str) -> usize {
        read(&text.split(' ').collect::<Vec<_>>()).unwrap_or(0)
    }

    #[test]
    fn reads_sums_however_they_are_written() {
        for text in [
            "$ 2 billion",
            "$2 billion",
            "€640m",
            "£9.2 million",
            "C$ 2.3 - billion",
            "US$ 40,000",
            "640 million euros",
            "12 million US dollars",
            "500 Swiss francs",
            "millions of dollars",
            "ten dollars",
        ] {
            assert_eq!(length(sum, &format!("{text} today")), text.split(' ').count(), "{text}");
        }
        for text in ["2 billion people", "$", "dollars", "£ a", "640 ships", "X9$ 4"] {
            assert_eq!(length(sum, text), 0, "{text}");
        }
    }

    #[test]
    fn reads_shares() {
        for text in ["30 percent", "10 %", "10%", "2.5 per cent", "ten - percent", "majority stake"]
        {
            assert_eq!(length(share, &format!("{text} in it")), text.split(' ').count(), "{text}");
        }
        for text in ["30 ships", "half", "majority leader", "%"] {
            assert_eq!(length(share, text), 0, "{text}");
        }
    }
}
