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
