//! A text in the making that knows where each of its characters came from.

use crate::text::{Places, Span};
use std::ops::Range;

/// A text and its places in the file.
#[derive(Clone, Debug, Default)]
pub(super) struct Traced {
    pub(super) text: String,
    pub(super) places: Places,
}

impl Traced {
    /// Nothing yet; what is added comes from elsewhere.
    pub(super) fn new() -> Self {
        Self { text: String::new(), places: Places::none() }
    }

    /// A text that is its file.
    pub(super) fn verbatim(text: String) -> Self {
        Self { text, places: Places::Same }
    }

    /// A text of which nobody knows where in the file it stands.
    pub(super) fn placeless(text: String) -> Self {
        Self { text, places: Places::none() }
    }

    /// Adds words that stand at `file`, in whatever form.
    pub(super) fn add(&mut self, words: &str, file: Range<usize>) {
        self.text.push_str(words);
        self.places.push(words.len(), file);
    }

    /// Adds a part of another text.
    pub(super) fn copy(&mut self, from: &Self, range: Range<usize>) {
        self.text.push_str(&from.text[range.clone()]);
        self.places.copy(&from.places, Span::new(range.start, range.end));
    }

    /// Adds words that another text has in another form, as `&` for `&amp;`.
    pub(super) fn replace(&mut self, from: &Self, range: Range<usize>, words: &str) {
        self.text.push_str(words);
        match from.places.of(Span::new(range.start, range.end)) {
            Some(file) => self.places.push(words.len(), file),
            None => self.places.skip(words.len()),
        }
    }

    /// Adds words that no file holds.
    pub(super) fn insert(&mut self, words: &str) {
        self.text.push_str(words);
        self.places.skip(words.len());
    }
}
