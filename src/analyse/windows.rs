//! Long sentences to runs of words that the network can read at once.

use super::pieces::Pieces;
use crate::text::Span;
use std::ops::Range;

/// The most pieces that the network reads at once, with the marks of start and end.
const MOST_PIECES: usize = 254;

/// Cuts a sentence into the fewest runs of words from the left that fit the network, each as long as it can be and
/// ending after a mark if there is one in its latter half.
pub(super) fn windows(text: &str, tokens: &[Span], pieces: &Pieces) -> Vec<Range<usize>> {
    let lengths: Vec<usize> =
        tokens.iter().map(|token| pieces.pieces(token.of(text)).len()).collect();
    let mut found = Vec::new();
    let mut start = 0;
    while start < tokens.len() {
        let mut room = MOST_PIECES - 2;
        let fits = |length: &&usize| {
            let left = room.checked_sub(**length);
            room = left.unwrap_or(0);
            left.is_some()
        };
        let mut end = start + lengths[start..].iter().take_while(fits).count();
        if end < tokens.len() {
            let half = start + (end - start) / 2;
            let is_mark = |i: &usize| {
                matches!(tokens[*i - 1].of(text), ";" | ":" | "," | "." | "—" | "–" | "--")
            };
            end = (half + 1..=end).rev().find(is_mark).unwrap_or(end);
        }
        found.push(start..end);
        start = end;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn windows_of(words: &[&str]) -> Vec<Range<usize>> {
        let mut text = String::new();
        let spans: Vec<Span> = words
            .iter()
            .map(|word| {
                let start = text.len();
                text.push_str(word);
                Span::new(start, text.len())
            })
            .collect();
        windows(&text, &spans, &Pieces::default())
    }

    #[test]
    fn a_sentence_that_fits_is_one_window() {
        assert_eq!(windows_of(&["word"; 252]).len(), 1);
    }

    #[test]
    fn a_long_sentence_is_cut_behind_its_last_comma() {
        let mut words = ["word"; 400];
        words[199] = ",";
        assert_eq!(windows_of(&words), [0..200, 200..400]);
    }

    #[test]
    fn a_long_sentence_without_marks_is_cut_where_it_must_be() {
        assert_eq!(windows_of(&["word"; 600]), [0..252, 252..504, 504..600]);
    }
}
