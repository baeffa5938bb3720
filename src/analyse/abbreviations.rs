//! Words whose full stop need not end a sentence.

use std::collections::BTreeMap;

/// How an abbreviation behaves before the next word; `data/lexicon/abbreviations.txt` describes each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    Title,
    Month,
    Number,
    Company,
    Inside,
    General,
}

/// The lexicon of abbreviations.
#[derive(Clone, Debug, Default)]
pub(super) struct Abbreviations(BTreeMap<String, Class>);

impl Abbreviations {
    /// Reads lines of `word class`; `#` begins a comment. A line that is no such pair is passed over.
    pub(super) fn parse(lines: &str) -> Self {
        let pairs = lines.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
            let (word, class) = line.split_once(' ')?;
            Some((word.to_owned(), Class::named(class.trim())?))
        });
        Self(pairs.collect())
    }

    /// The class of a word that a full stop follows, given without that stop.
    pub(super) fn class(&self, word: &str) -> Option<Class> {
        self.0.get(word).copied()
    }
}

impl Class {
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "title" => Self::Title,
            "month" => Self::Month,
            "number" => Self::Number,
            "company" => Self::Company,
            "inside" => Self::Inside,
            "general" => Self::General,
            _ => return None,
        })
    }
}

/// Whether a word is letters with stops between them, as `U.S` or `p.m`, or one capital, as `J`.
pub(super) fn is_acronym(word: &str) -> bool {
    let mut parts = word.split('.').peekable();
    let single = |part: &str| part.chars().count() == 1 && part.chars().all(char::is_alphabetic);
    let capital = word.chars().all(char::is_uppercase);
    (word.contains('.') || capital) && parts.peek().is_some() && parts.all(single)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyse::lexicon;

    #[test]
    fn every_line_of_the_list_is_read() {
        let list = lexicon("abbreviations.txt");
        let lines: Vec<&str> = list.lines().filter(|line| !line.starts_with('#')).collect();
        assert_eq!(Abbreviations::parse(&lexicon("abbreviations.txt")).0.len(), lines.len());
    }

    #[test]
    fn acronyms_are_single_letters_with_stops() {
        assert!(["U.S", "p.m", "J", "D.C"].iter().all(|word| is_acronym(word)));
        assert!(!["Inc", "a", "3.5", "end.The", "", "."].iter().any(|word| is_acronym(word)));
    }
}
