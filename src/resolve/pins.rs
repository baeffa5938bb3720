//! What the user says of names: which mean one thing, and which never do.

use crate::gazetteer::fold;
use std::collections::{BTreeMap, BTreeSet};

/// Rulings on names and nouns, which go before every rule.
///
/// ```
/// use kgraph::resolve::Pins;
///
/// let pins = Pins::parse("NMB = Northern Maritime Board\nQuill != Ada Quill\n").unwrap();
/// assert!(Pins::parse("NMB - Northern Maritime Board").is_err());
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pins {
    /// Folded names with the name that each stands for.
    full: BTreeMap<String, String>,
    /// Folded pairs that are two things, the lesser first.
    apart: BTreeSet<(String, String)>,
}

/// A line of rulings that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {message}")]
pub struct PinsError {
    /// Which line, counted from 1.
    pub line: usize,
    /// What is wrong.
    pub message: String,
    /// What to write instead.
    pub hint: &'static str,
}

const FORM: &str = "write `NAME = NAME IN FULL` or `NAME != OTHER NAME`, one a line";

impl Pins {
    /// Reads a ruling a line: `NMB = Northern Maritime Board` makes both one thing, which
    /// is called by the name on the right; `Quill != Ada Quill` keeps two apart. Either
    /// side may be a noun as the text has it (`the board`). Case, diacritics and `the`
    /// make no difference. Empty lines and those that begin with `#` are passed over.
    pub fn parse(text: &str) -> Result<Self, PinsError> {
        let mut pins = Self::default();
        for (number, line) in (1..).zip(text.trim_start_matches('\u{feff}').lines()) {
            let line = line.trim();
            if !line.is_empty() && !line.starts_with('#') {
                pins.add(line).map_err(|(message, hint)| PinsError {
                    line: number,
                    message,
                    hint,
                })?;
            }
        }
        Ok(pins)
    }

    fn add(&mut self, line: &str) -> Result<(), (String, &'static str)> {
        let (apart, (one, other)) = match (line.split_once("!="), line.split_once('=')) {
            (Some(sides), _) => (true, sides),
            (None, Some(sides)) => (false, sides),
            (None, None) => return Err(("there is no `=` and no `!=`".to_owned(), FORM)),
        };
        let (one, other) = (one.trim(), other.trim());
        if other.contains('=') {
            return Err(("there is more than one sign".to_owned(), FORM));
        }
        let (short, long) = (fold(one), fold(other));
        if short.is_empty() || long.is_empty() {
            return Err(("there is a name on one side only".to_owned(), FORM));
        }
        if short == long {
            let hint = "names that differ in case, diacritics or `the` are one name anyway";
            return Err(("both sides are the same name".to_owned(), hint));
        }
        let contradicts = if apart {
            self.full(one).is_some_and(|name| fold(name) == long)
                || self.full(other).is_some_and(|name| fold(name) == short)
        } else {
            self.are_apart(one, other)
        };
        if contradicts {
            let hint = "keep one of the two lines";
            return Err(("another line says the opposite".to_owned(), hint));
        }
        if apart {
            self.apart.insert((short.clone().min(long.clone()), short.max(long)));
        } else if self.full(other).is_some_and(|name| fold(name) == short) {
            let hint = "write the name in full on the right of both lines";
            return Err(("another line says it the other way round".to_owned(), hint));
        } else if self.full.insert(short, other.to_owned()).is_some() {
            let hint = "write what both lines mean as one chain: `A = B`, `B = C`";
            return Err((format!("`{one}` has a full name already"), hint));
        }
        Ok(())
    }

    /// The name that a name or noun stands for.
    pub(super) fn full(&self, name: &str) -> Option<&str> {
        let mut found = self.full.get(&fold(name))?;
        // `add` lets no circle in, so this ends.
        for _ in 0..self.full.len() {
            match self.full.get(&fold(found)) {
                Some(next) => found = next,
                None => break,
            }
        }
        Some(found)
    }

    /// Every name that something stands for.
    pub(super) fn targets(&self) -> impl Iterator<Item = &str> {
        self.full.values().filter_map(|name| self.full(name).or(Some(name)))
    }

    /// Whether two names or nouns are two things.
    pub(super) fn are_apart(&self, one: &str, other: &str) -> bool {
        if self.apart.is_empty() {
            return false;
        }
        let (one, other) = (fold(one), fold(other));
        self.apart.contains(&(one.clone().min(other.clone()), one.max(other)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn follows_a_chain_to_its_end() {
        let pins = Pins::parse("# ours\nNMB = the Board\n\nthe Board = Maritime Board\n").unwrap();
        assert_eq!(pins.full("nmb"), Some("Maritime Board"));
        assert_eq!(pins.full("Maritime Board"), None);
    }

    #[test]
    fn keeps_apart_in_both_directions() {
        let pins = Pins::parse("Quill != Ada Quill").unwrap();
        assert!(pins.are_apart("ada quill", "QUILL") && pins.are_apart("Quill", "Ada Quill"));
        assert!(!pins.are_apart("Quill", "Jon Quill"));
    }

    #[test]
    fn says_what_is_wrong_and_what_to_write() {
        for (text, line, message) in [
            ("A = B\nNMB", 2, "no `=`"),
            ("A =", 1, "one side only"),
            ("= A", 1, "one side only"),
            ("A = B = C", 1, "more than one"),
            ("The Board = the board", 1, "same name"),
            ("A = B\nA != B", 2, "the opposite"),
            ("A != B\nB = A", 2, "the opposite"),
            ("A = B\nB = A", 2, "the other way round"),
            ("A = B\nB = C\nC = A", 3, "the other way round"),
            ("A = B\nA = C", 2, "full name already"),
        ] {
            let error = Pins::parse(text).unwrap_err();
            assert_eq!(error.line, line, "{text}");
            assert!(error.message.contains(message), "{text}: {}", error.message);
            assert!(!error.hint.is_empty());
        }
    }
}
