use super::Kind;
use std::fmt;
use toml::de::{DeTable, DeValue};

/// A kind or relation file that cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum OntologyError {
    /// The file is not the TOML that it should be.
    #[error("{file}:{place}: {message}")]
    Syntax {
        /// Which file.
        file: String,
        /// Where in it.
        place: Place,
        /// What is wrong.
        message: String,
    },
    /// A kind is named that no table defines.
    #[error("{file}:{place}: there is no kind `{kind}`")]
    UnknownKind {
        /// Which file.
        file: String,
        /// Where in it.
        place: Place,
        /// The unknown kind.
        kind: Kind,
        /// The kind that may have been meant.
        similar: Option<Kind>,
    },
    /// A value is of the right sort, but cannot be.
    #[error("{file}:{place}: {message}")]
    Invalid {
        /// Which file.
        file: String,
        /// Where in it.
        place: Place,
        /// What is wrong.
        message: String,
        /// What to write instead.
        hint: &'static str,
    },
}

impl OntologyError {
    /// What the user may do about it.
    pub fn hint(&self) -> String {
        match self {
            Self::Syntax { message, .. } => match meant(message) {
                Some(name) => format!("did you mean `{name}`?"),
                None => "docs/ontology.md shows a whole file".to_owned(),
            },
            Self::UnknownKind { similar: Some(kind), .. } => format!("did you mean `{kind}`?"),
            Self::UnknownKind { .. } => "`kgraph ontology list` shows every kind".to_owned(),
            Self::Invalid { hint, .. } => (*hint).to_owned(),
        }
    }

    pub(super) fn syntax(file: &str, text: &str, error: &toml::de::Error) -> Self {
        Self::Syntax {
            file: file.to_owned(),
            place: Place::of(text, error.span().map_or(0, |span| span.start)),
            message: error.message().lines().collect::<Vec<_>>().join(": "),
        }
    }
}

/// The field that was meant, out of a message of serde's:
/// ``unknown field `verb`, expected one of `verbs`, `nouns` ``.
fn meant(message: &str) -> Option<&str> {
    let mut names = message.strip_prefix("unknown field")?.split('`').skip(1).step_by(2);
    let unknown = names.next()?;
    nearest(unknown, names)
}

/// Line and column in a file, each counted from 1; columns are characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// Line.
    pub line: usize,
    /// Column.
    pub column: usize,
}

impl Place {
    /// The place of a byte of a text.
    ///
    /// ```
    /// # use kgraph::ontology::Place;
    /// assert_eq!(Place::of("one\ntwo", 5), Place { line: 2, column: 2 });
    /// ```
    pub fn of(text: &str, byte: usize) -> Self {
        let before = text.get(..byte).unwrap_or(text);
        let line = before.rsplit('\n').next().unwrap_or_default();
        Self { line: 1 + before.matches('\n').count(), column: 1 + line.chars().count() }
    }

    /// The place of what stands under these keys in a TOML text, with numbers for
    /// the items of arrays; as near to it as keys are found.
    ///
    /// ```
    /// # use kgraph::ontology::Place;
    /// let text = "[[patterns]]\nverbs = ['pay', 'fund']\n";
    /// assert_eq!(Place::under(text, &["patterns", "0", "verbs", "1"]).column, 17);
    /// assert_eq!(Place::under(text, &["patterns", "0", "nouns"]).line, 1);
    /// ```
    pub fn under(text: &str, path: &[&str]) -> Self {
        let start = DeTable::parse(text).map_or(0, |table| {
            let (mut value, mut start) = (DeValue::Table(table.into_inner()), 0);
            for step in path {
                let next = match value {
                    DeValue::Table(table) => table
                        .into_iter()
                        .find(|(key, _)| key.get_ref() == step)
                        .map(|(key, value)| (key.span(), value)),
                    DeValue::Array(array) => step.parse().ok().and_then(|index| {
                        array.into_iter().nth(index).map(|value| (value.span(), value))
                    }),
                    _ => None,
                };
                let Some((span, inner)) = next else { break };
                start = span.start;
                value = inner.into_inner();
            }
            start
        });
        Self::of(text, start)
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.line, self.column)
    }
}

/// The name that a misspelt one is likeliest meant for, if one is near enough.
///
/// ```
/// # use kgraph::ontology::nearest;
/// assert_eq!(nearest("agnet", ["agent", "patient"]), Some("agent"));
/// assert_eq!(nearest("sponsor", ["agent", "patient"]), None);
/// ```
pub fn nearest<'a>(wanted: &str, names: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let largest = 1 + wanted.chars().count() / 4;
    names
        .into_iter()
        .map(|name| (distance(wanted, name), name))
        .filter(|(distance, _)| *distance <= largest)
        .min()
        .map(|(_, name)| name)
}

/// Levenshtein's distance: letters to insert, delete or replace.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let replaced = diagonal + usize::from(x != *y);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn measures_how_far_names_are_apart() {
        assert_eq!(distance("artcle.txt", "article.txt"), 1);
        assert_eq!(distance("kitten", "sitting"), 3);
        assert_eq!(distance("", "abc"), 3);
    }

    #[test]
    fn places_a_byte_within_a_letter_at_the_end() {
        assert_eq!(Place::of("é", 1), Place { line: 1, column: 2 });
    }
}
