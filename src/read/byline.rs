//! Bylines: who wrote it.

use crate::text::{MONTHS, WEEKDAYS};

/// How a byline begins, and whether it names an author rather than an editor.
const OPENINGS: &[(&str, bool)] = &[
    ("by ", true),
    ("written by ", true),
    ("words by ", true),
    ("words: ", true),
    ("story by ", true),
    ("text by ", true),
    ("posted by ", true),
    ("interview by ", true),
    ("interview: ", true),
    ("reporting by ", true),
    ("additional reporting by ", false),
    ("editing by ", false),
    ("edited by ", false),
];

/// What ends the names in a byline.
const ENDS: &[&str] =
    &[";", "|", "·", "•", "(", ")", " in ", " for ", " on ", " at ", " from ", " – ", " — ", " - "];

/// Parts of surnames that are written small.
const PARTICLES: &[&str] = &[
    "de", "del", "della", "der", "den", "di", "da", "do", "dos", "du", "van", "von", "zu", "la",
    "le", "al", "el", "bin", "ibn", "bint", "ter", "ten", "af", "of",
];

/// What follows "By" in prose, not in bylines, beside days and months.
const NO_NAMES: &[&str] = &["contrast", "comparison", "then", "now", "the"];

/// The most words that a byline has.
const LONGEST: usize = 22;

/// Whether a paragraph says who wrote the article: `By Jane Doe in Paris`.
pub(super) fn is_byline(paragraph: &str) -> bool {
    paragraph.split_whitespace().count() <= LONGEST
        && opening(paragraph).is_some_and(|(rest, _)| !names(rest).is_empty())
}

/// The authors that a byline names; editors are none.
pub(super) fn authors(byline: &str) -> Vec<String> {
    match opening(byline) {
        Some((rest, true)) => names(rest).into_iter().map(str::to_owned).collect(),
        _ => Vec::new(),
    }
}

/// What follows the words that open a byline.
fn opening(paragraph: &str) -> Option<(&str, bool)> {
    let paragraph = paragraph.trim_start_matches(['(', '[', '—', '–', '-', ' ']);
    OPENINGS.iter().find_map(|(opening, author)| {
        let start = paragraph.get(..opening.len())?;
        start.eq_ignore_ascii_case(opening).then(|| (paragraph[opening.len()..].trim(), *author))
    })
}

/// The names at the start; none if anything there is no name.
///
/// Without an "and" only the first part is a name: the next is a paper or a title
/// (`By Jane Doe, Science Editor`).
fn names(rest: &str) -> Vec<&str> {
    let end = ENDS.iter().filter_map(|end| rest.find(end)).chain(sentence_end(rest)).min();
    let list = &rest[..end.unwrap_or(rest.len())];
    let several = list.contains(" and ") || list.contains(" & ");
    let parts: Vec<&str> = list
        .split(',')
        .flat_map(|part| part.split(" and "))
        .flat_map(|part| part.split(" & "))
        .map(|part| part.trim().trim_start_matches("and ").trim())
        .filter(|part| !part.is_empty())
        .take(if several { usize::MAX } else { 1 })
        .collect();
    if parts.iter().all(|part| is_name(part)) { parts } else { Vec::new() }
}

/// A full stop after a whole word, not after an initial.
fn sentence_end(text: &str) -> Option<usize> {
    text.match_indices('.')
        .map(|(at, _)| at)
        .find(|at| text[..*at].chars().rev().take_while(|c| c.is_alphabetic()).count() > 2)
}

/// Whether a word after "By" begins prose; May is a name too.
fn begins_prose(word: &str) -> bool {
    let time = MONTHS.iter().chain(&WEEKDAYS).any(|time| *time == word && word != "may");
    time || NO_NAMES.contains(&word)
}

fn is_name(part: &str) -> bool {
    let words: Vec<&str> = part.split_whitespace().collect();
    let first = words.first().map_or(String::new(), |word| word.to_lowercase());
    (1..=5).contains(&words.len())
        && words[0].starts_with(char::is_uppercase)
        && !begins_prose(&first)
        && words.iter().all(|word| {
            word.starts_with(|c: char| c.is_uppercase() || c == '\'' || c == '’')
                || PARTICLES.contains(word)
                || word.contains('-')
        })
        && !part.contains(|c: char| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_the_authors() {
        for (line, expected) in [
            ("By Jane Doe", &["Jane Doe"][..]),
            ("By Jane Doe in Paris", &["Jane Doe"]),
            ("By Jane Doe, Science Editor", &["Jane Doe"]),
            ("BY JANE DOE and J. R. van der Meer", &["JANE DOE", "J. R. van der Meer"]),
            ("By Jane Doe, Ana Sá and Tom Ruhl", &["Jane Doe", "Ana Sá", "Tom Ruhl"]),
            ("(Reporting by Jane Doe; Editing by Tom Ruhl)", &["Jane Doe"]),
            ("Posted by Marisol in Chips | 6 min read", &["Marisol"]),
            ("Interview by Jane Doe. Edited for length.", &["Jane Doe"]),
            ("Editing by Tom Ruhl", &[]),
        ] {
            assert!(is_byline(line), "{line}");
            assert_eq!(authors(line), expected, "{line}");
        }
    }

    #[test]
    fn takes_no_prose_for_a_byline() {
        for line in [
            "By Friday the company had sold nine of its ten mills.",
            "By the numbers",
            "By 2030 Acme wants to be rid of coal.",
            "By Monday",
            "Byron Bay floods again",
            "By selling Initech, Acme has raised nine million dollars.",
        ] {
            assert!(!is_byline(line), "{line}");
        }
    }
}
