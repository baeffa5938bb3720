//! Running text to sentences.

use super::abbreviations::{Abbreviations, Class, is_acronym};
use super::tokens::address;
use std::ops::Range;

/// The longest bracket, in bytes, whose stops end no sentence.
const SHORT_BRACKET: usize = 200;
/// How far, in characters, a stop is looked around for an address that it may be part of.
const LONGEST_ADDRESS: usize = 200;

/// Splits a text into sentences, as byte ranges that neither begin nor end with white space.
///
/// Only white space lies between them.
pub(super) fn sentences(text: &str, abbreviations: &Abbreviations) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = skip_space(text, 0);
    for stop in stops(text) {
        if stop.start >= start && ends_sentence(text, start, &stop, abbreviations) {
            found.push(start..stop.end);
            start = skip_space(text, stop.end);
        }
    }
    let end = text.trim_end().len();
    if start < end {
        found.push(start..end);
    }
    found
}

/// Places where a sentence may end: a run of stops with the quotes and brackets that close after it, before white
/// space or a joint such as `over.The`. Stops inside a short bracket are none.
fn stops(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let (mut at, mut bracket_end) = (0, 0);
    while let Some(next) = text[at..].chars().next() {
        if matches!(next, '(' | '[') && at >= bracket_end {
            bracket_end = closing_bracket(text, at).unwrap_or(bracket_end);
        }
        if !is_stop(next) {
            at += next.len_utf8();
            continue;
        }
        let run = prefix_len(&text[at..], is_stop);
        let closed = at + run + prefix_len(&text[at + run..], is_closer);
        let end = closed + reference_marks(&text[closed..]);
        let spaced = text[end..].chars().next().is_none_or(char::is_whitespace);
        if (spaced || is_joint(text, at, end)) && end > bracket_end {
            found.push(at..end);
        }
        at = end;
    }
    found
}

/// Length of the references that stand behind a stop, as in `He left Harrow. [6][7]`.
fn reference_marks(rest: &str) -> usize {
    let mut length = 0;
    loop {
        let marks = rest[length..].trim_start();
        let Some(inner) = marks.strip_prefix('[') else { return length };
        let digits = prefix_len(inner, |c| c.is_ascii_digit());
        match inner[digits..].strip_prefix(']') {
            Some(after) if (1..=3).contains(&digits) => length = rest.len() - after.len(),
            _ => return length,
        }
    }
}

/// Where the bracket that opens at `open` closes, if that is near.
fn closing_bracket(text: &str, open: usize) -> Option<usize> {
    let mut depth = 0_usize;
    for (i, c) in text[open..].char_indices().take_while(|(i, _)| *i <= SHORT_BRACKET) {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some(open + i);
        }
    }
    None
}

/// Whether the space between two sentences was forgotten at this stop: `It is over.The next`.
fn is_joint(text: &str, at: usize, end: usize) -> bool {
    let lower_before = text[..at].chars().rev().take(2).filter(|c| c.is_lowercase()).count() == 2;
    let mut after = text[end..].chars();
    let capital = after.next().is_some_and(char::is_uppercase);
    let goes_on = after.next().is_some_and(|c| c.is_lowercase() || c.is_whitespace());
    if !(lower_before && capital && goes_on) {
        return false;
    }
    let is_part = |c: &char| !c.is_whitespace() && !is_opener(*c);
    let before = text[..at].chars().rev().take(LONGEST_ADDRESS).take_while(is_part);
    let chunk = at - before.map(char::len_utf8).sum::<usize>();
    address(&text[chunk..chunk_end(text, end)]).is_none()
}

/// Where the address that may go on at `end` is over.
fn chunk_end(text: &str, end: usize) -> usize {
    let rest = text[end..].chars().take(LONGEST_ADDRESS).take_while(|c| !c.is_whitespace());
    end + rest.map(char::len_utf8).sum::<usize>()
}

/// Whether the sentence that begins at `start` ends with this stop.
fn ends_sentence(
    text: &str,
    start: usize,
    stop: &Range<usize>,
    abbreviations: &Abbreviations,
) -> bool {
    let rest = text[stop.end..].trim_start();
    let Some(next) = Next::of(rest) else { return true };
    let mark = &text[stop.clone()];
    let before = &text[start..stop.start];
    let word = last_word(before);
    if next.kind == Kind::Lower && mark == "." {
        return next.goes_on_in_lower_case()
            && word.len() > 3
            && word.chars().all(char::is_lowercase)
            && abbreviations.class(word).is_none();
    }
    if next.kind == Kind::Stop || (next.kind == Kind::Lower && !mark.starts_with(['!', '?'])) {
        return false;
    }
    let closes_quote = mark.ends_with(['"', '”', '’', '\'', '»']);
    if closes_quote && (next.kind == Kind::Lower || is_reporting_clause(rest)) {
        return false;
    }
    if mark.starts_with(['!', '?']) {
        // A name may end with the mark: "Yahoo! shares".
        let in_name = word.chars().next().is_some_and(char::is_uppercase) && before != word;
        return next.kind != Kind::Lower || !in_name;
    }
    let single_stop = mark.chars().filter(|c| is_stop(*c)).count() == 1 && mark.starts_with('.');
    !single_stop || full_stop_ends(before, word, &next, abbreviations)
}

/// Whether a single full stop after `word`, the last one of `before`, ends the sentence.
fn full_stop_ends(before: &str, word: &str, next: &Next, abbreviations: &Abbreviations) -> bool {
    let first = before.trim_start_matches(is_opener) == word;
    if first && word.chars().all(|c| c.is_ascii_digit()) {
        return false;
    }
    match abbreviations.class(word) {
        Some(Class::Title) => matches!(next.kind, Kind::Number | Kind::Symbol),
        Some(Class::Inside) => false,
        Some(Class::Number) => next.kind != Kind::Number,
        Some(Class::Month | Class::General) => next.begins_sentence(),
        Some(Class::Company) => next.begins_sentence() || next.lower_follows,
        None if matches!(word, "a.m" | "p.m" | "A.M" | "P.M") => !next.tells_time(),
        None if is_acronym(word) => {
            (next.begins_sentence() && !first) || (word == "I" && next.kind == Kind::Capital)
        }
        None => true,
    }
}

/// What follows a stop.
struct Next<'a> {
    kind: Kind,
    word: &'a str,
    /// Whether the word after `word` begins in lower case.
    lower_follows: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Capital,
    Lower,
    Number,
    Stop,
    Symbol,
}

impl<'a> Next<'a> {
    /// What `rest` begins with, quotes and brackets aside; `None` if nothing is left.
    fn of(rest: &'a str) -> Option<Self> {
        let inner = rest.trim_start_matches(|c: char| is_opener(c) || c.is_whitespace());
        let first = inner.chars().next().or_else(|| rest.chars().next())?;
        let word = &inner[..prefix_len(inner, |c| c.is_alphanumeric() || matches!(c, '\'' | '’'))];
        let after = inner[word.len()..].trim_start();
        let kind = if first.is_numeric() {
            Kind::Number
        } else if is_stop(first) {
            Kind::Stop
        } else if first.is_lowercase() && !word.chars().any(char::is_uppercase) {
            Kind::Lower
        } else if first.is_alphabetic() {
            Kind::Capital
        } else {
            Kind::Symbol
        };
        let lower_follows = after.chars().next().is_some_and(char::is_lowercase);
        Some(Self { kind, word, lower_follows })
    }

    /// Whether it is a word of the closed classes with a capital: names seldom begin with one.
    fn begins_sentence(&self) -> bool {
        let word = self.word.split(['\'', '’']).next().unwrap_or_default().to_lowercase();
        self.kind == Kind::Capital && STARTERS.binary_search(&word.as_str()).is_ok()
    }

    /// Whether it begins sentences in texts that care little for capitals.
    fn goes_on_in_lower_case(&self) -> bool {
        self.kind == Kind::Lower && STARTERS.binary_search(&self.word).is_ok()
    }

    /// Whether it goes on after `p.m.`: with a zone, a day or a mark.
    fn tells_time(&self) -> bool {
        self.kind == Kind::Symbol || ZONES_AND_DAYS.contains(&self.word)
    }
}

/// Whether this tells who spoke the quotation before it, and no more: `Orbel said.`
fn is_reporting_clause(rest: &str) -> bool {
    let sentence = &rest[..prefix_len(rest, |c| !matches!(c, '.' | '!' | '?'))];
    let words: Vec<&str> = sentence.split_whitespace().collect();
    let Some((verb, speaker)) = words.split_last() else { return false };
    (1..=5).contains(&speaker.len()) && SPEECH.contains(verb)
}

/// The last run of letters, digits and inner stops.
fn last_word(before: &str) -> &str {
    let apart = |c: char| {
        c.is_whitespace()
            || is_opener(c)
            || is_closer(c)
            || matches!(c, '-' | '–' | '—' | '/' | ',')
    };
    before.rsplit(apart).next().unwrap_or_default()
}

fn is_stop(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '。' | '！' | '？')
}

fn is_closer(c: char) -> bool {
    matches!(c, '"' | '”' | '’' | '\'' | '»' | ')' | ']')
}

fn is_opener(c: char) -> bool {
    matches!(c, '"' | '“' | '‘' | '\'' | '«' | '(' | '[' | '„')
}

fn prefix_len(text: &str, holds: impl Fn(char) -> bool) -> usize {
    text.find(|c| !holds(c)).unwrap_or(text.len())
}

fn skip_space(text: &str, at: usize) -> usize {
    at + prefix_len(&text[at..], char::is_whitespace)
}

/// What goes on after `p.m.`
const ZONES_AND_DAYS: &[&str] = &[
    "BST",
    "CDT",
    "CEST",
    "CET",
    "CST",
    "CT",
    "EDT",
    "EST",
    "ET",
    "GMT",
    "IST",
    "JST",
    "MDT",
    "MST",
    "MT",
    "PDT",
    "PST",
    "PT",
    "UTC",
    "Central",
    "Eastern",
    "Mountain",
    "Pacific",
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];

/// Verbs that tell who spoke.
const SPEECH: &[&str] = &[
    "added",
    "admitted",
    "announced",
    "argued",
    "asked",
    "claimed",
    "concluded",
    "continued",
    "declared",
    "explained",
    "insisted",
    "joked",
    "noted",
    "recalled",
    "remarked",
    "replied",
    "said",
    "says",
    "shouted",
    "stated",
    "told",
    "tweeted",
    "warned",
    "wrote",
];

/// Words of the closed classes, and some adverbs, that begin sentences. Sorted.
const STARTERS: &[&str] = &[
    "a",
    "about",
    "according",
    "after",
    "all",
    "also",
    "although",
    "among",
    "an",
    "and",
    "another",
    "any",
    "anyone",
    "are",
    "as",
    "asked",
    "at",
    "because",
    "before",
    "both",
    "but",
    "by",
    "can",
    "despite",
    "did",
    "do",
    "does",
    "during",
    "each",
    "earlier",
    "either",
    "even",
    "every",
    "everyone",
    "few",
    "finally",
    "for",
    "four",
    "from",
    "further",
    "had",
    "has",
    "have",
    "he",
    "her",
    "here",
    "his",
    "how",
    "however",
    "i",
    "if",
    "in",
    "indeed",
    "instead",
    "is",
    "it",
    "its",
    "last",
    "later",
    "like",
    "many",
    "meanwhile",
    "more",
    "moreover",
    "most",
    "my",
    "neither",
    "nevertheless",
    "no",
    "nobody",
    "none",
    "nor",
    "not",
    "nothing",
    "now",
    "of",
    "on",
    "once",
    "one",
    "only",
    "or",
    "other",
    "others",
    "our",
    "over",
    "perhaps",
    "rather",
    "several",
    "she",
    "since",
    "so",
    "some",
    "someone",
    "soon",
    "still",
    "such",
    "than",
    "that",
    "the",
    "their",
    "then",
    "there",
    "therefore",
    "these",
    "they",
    "this",
    "those",
    "though",
    "three",
    "through",
    "thus",
    "to",
    "today",
    "together",
    "two",
    "under",
    "unless",
    "unlike",
    "until",
    "was",
    "we",
    "were",
    "what",
    "when",
    "where",
    "whether",
    "which",
    "while",
    "who",
    "whose",
    "why",
    "with",
    "within",
    "without",
    "yesterday",
    "yet",
    "you",
    "your",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyse::lexicon;

    /// Splits a text whose sentences are separated by ` | `, and expects exactly those.
    fn splits(marked: &str) {
        let expected: Vec<&str> = marked.split(" | ").collect();
        let text = expected.join(" ");
        let abbreviations = Abbreviations::parse(&lexicon("abbreviations.txt"));
        let found: Vec<&str> =
            sentences(&text, &abbreviations).into_iter().map(|range| &text[range]).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_title_does_not_end_a_sentence() {
        splits("Mr. Hale met Gen. Ortiz and Dr. Lind. | Sen. Pike did not come.");
    }

    #[test]
    fn initials_do_not_end_a_sentence() {
        splits("The bank hired J. P. Smith and George W. Tanner. | Both live in Leeds.");
    }

    #[test]
    fn a_country_ends_a_sentence_only_before_a_word_that_begins_one() {
        splits("The U.S. Army left. | It flew home to the U.S. | The crew rested.");
    }

    #[test]
    fn a_month_ends_no_sentence_before_a_day() {
        splits("The vote is on Sept. 5 in Bern. | Nobody voted in Jan. | The hall was shut.");
    }

    #[test]
    fn a_company_ends_a_sentence_before_a_new_one() {
        splits("Acme Inc. said it bought Initech Corp. | The price is secret.");
        splits("He left Acme Inc. | Shares fell at once.");
        splits("Acme Inc. Chief Executive Ann Lee resigned.");
    }

    #[test]
    fn a_number_sign_ends_no_sentence_but_a_refusal_does() {
        splits("He is No. 5 on the list. | Will he win? | No. | He is too slow.");
    }

    #[test]
    fn an_hour_goes_on_with_its_zone() {
        splits("Trading ended at 4 p.m. EST on Friday. | It began at 9 a.m. | Traders slept.");
    }

    #[test]
    fn decimals_and_addresses_hold_together() {
        splits("It rose 3.5 percent to 1.25. | See www.example.org/a.b for more. | Node.js helps.");
    }

    #[test]
    fn an_ellipsis_ends_a_sentence_only_before_a_capital() {
        splits("He waited... and waited. | Then nothing... | The door shut.");
    }

    #[test]
    fn quotes_and_brackets_stay_with_what_they_close() {
        splits("\"It is over.\" | She left. | (Nobody saw her.) | “Really?” | He slept.");
    }

    #[test]
    fn who_spoke_stays_with_the_words() {
        splits("\"The bridge stays shut.\" Orbel said. | The firm denies it.");
        splits("“Who goes there?” the guard asked. | Nobody answered.");
    }

    #[test]
    fn a_quotation_before_lower_case_goes_on() {
        splits("He called it \"a lie.\" and left. | “Stop!” shouted Ann.");
    }

    #[test]
    fn a_short_bracket_is_not_split() {
        splits("The club (founded in 1901. Closed in 1950.) was rich. | It is gone.");
    }

    #[test]
    fn a_mark_in_a_name_ends_no_sentence() {
        splits("Shares of Yahoo! rose again. | Why? | Nobody knew!");
    }

    #[test]
    fn a_forgotten_space_still_splits() {
        let text = "The match is over.The next one is in May.";
        assert_eq!(sentences(text, &Abbreviations::default()).len(), 2);
    }

    #[test]
    fn references_stay_with_what_they_prove() {
        splits("He left Harrow in 1805. [6][17] | He went to Cambridge.");
    }

    #[test]
    fn the_number_of_an_item_is_no_sentence() {
        splits("1. Open the door. | Then wait.");
    }

    #[test]
    fn a_sentence_may_lack_its_stop() {
        splits("No stop here");
        splits("One. | Two");
    }

    #[test]
    fn white_space_alone_holds_no_sentence() {
        assert!(sentences(" \n\t ", &Abbreviations::default()).is_empty());
    }

    #[test]
    fn the_lists_are_sorted() {
        assert!(STARTERS.is_sorted());
    }
}
