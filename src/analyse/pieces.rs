//! Words to the numbers that the network reads: word pieces and case classes.
//!
//! The pieces are those of BERT's uncased vocabulary in MPNet's order; `train/features.py` does the same.

use crate::neural::Input;
use std::collections::HashMap;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

const START: u32 = 0;
const END: u32 = 2;
const UNKNOWN: u32 = 104;
const NO_SHAPE: u8 = 8;
/// The most pieces that a word is read by; the rest of it is not read.
const MOST_IN_WORD: usize = 12;
/// The longest run of characters, in characters, that is looked up; a longer one is unknown.
const LONGEST: usize = 100;

/// The vocabulary of word pieces.
#[derive(Clone, Debug, Default)]
pub(super) struct Pieces(HashMap<String, u32>);

impl Pieces {
    /// Reads a vocabulary of one piece a line; its number is the line's, from zero.
    pub(super) fn parse(vocabulary: &str) -> Self {
        Self((0..).zip(vocabulary.lines()).map(|(id, piece)| (piece.to_owned(), id)).collect())
    }

    /// What the network reads of a sentence of these words.
    pub(super) fn input<'a>(&self, words: impl IntoIterator<Item = &'a str>) -> Input {
        let mut input = Input { pieces: vec![START], shapes: vec![NO_SHAPE], first: Vec::new() };
        for word in words {
            input.first.push(u32::try_from(input.pieces.len()).unwrap_or(u32::MAX));
            input.pieces.extend(self.pieces(word));
            input.shapes.resize(input.pieces.len(), shape(word));
        }
        input.pieces.push(END);
        input.shapes.push(NO_SHAPE);
        input
    }

    /// The pieces of a word: one at least, twelve at most.
    pub(super) fn pieces(&self, word: &str) -> Vec<u32> {
        let mut found = Vec::new();
        for run in runs(&normalise(word)) {
            self.cut(&run, &mut found);
        }
        if found.is_empty() {
            found.push(UNKNOWN);
        }
        found.truncate(MOST_IN_WORD);
        found
    }

    /// Cuts a run into the longest pieces from the left; one that cannot be cut is unknown as a whole.
    fn cut(&self, run: &str, found: &mut Vec<u32>) {
        let before = found.len();
        let mut at = if run.chars().count() > LONGEST { usize::MAX } else { 0 };
        while at < run.len() {
            let mut ends = run[at..].char_indices().rev().map(|(i, c)| at + i + c.len_utf8());
            let longest = ends.find_map(|end| Some((end, self.id(at > 0, &run[at..end])?)));
            let Some((end, id)) = longest else { break };
            found.push(id);
            at = end;
        }
        if at != run.len() {
            found.truncate(before);
            found.push(UNKNOWN);
        }
    }

    fn id(&self, inner: bool, text: &str) -> Option<u32> {
        if inner { self.0.get(&format!("##{text}")) } else { self.0.get(text) }.copied()
    }
}

/// The case of a word, which an uncased encoder does not see: 0 lower, 1 capitalised, 2 upper, 3 mixed, 4 digits,
/// 5 with digits, 6 without letters, 7 one capital.
pub(super) fn shape(word: &str) -> u8 {
    let mut rest = word.chars().skip(1);
    let some = |holds: fn(char) -> bool| word.chars().any(holds);
    if word.chars().all(is_digit) {
        4
    } else if some(is_digit) {
        5
    } else if !some(char::is_alphabetic) {
        6
    } else if !some(is_upper) && some(char::is_lowercase) {
        0
    } else if !some(char::is_lowercase) && some(is_upper) {
        if word.chars().count() > 1 { 2 } else { 7 }
    } else if word.starts_with(is_upper) && !rest.any(is_upper) {
        1
    } else {
        3
    }
}

fn is_upper(c: char) -> bool {
    c.is_uppercase()
}

/// A digit, and no fraction or Roman numeral.
fn is_digit(c: char) -> bool {
    c.is_numeric() && !matches!(c, '¼'..='¾' | '\u{2150}'..='\u{218b}')
}

/// Lower case, without accents and characters that are not seen.
fn normalise(word: &str) -> String {
    let clean = word.chars().filter(|c| !is_control(*c));
    clean.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect()
}

/// Runs of a word between white space; punctuation and Chinese characters stand alone.
fn runs(word: &str) -> Vec<String> {
    let mut found = vec![String::new()];
    for c in word.chars() {
        let alone = is_punctuation(c) || is_chinese(c);
        if alone || c.is_whitespace() {
            found.push(String::new());
        }
        if let Some(last) = found.last_mut().filter(|_| !c.is_whitespace()) {
            last.push(c);
        }
        if alone {
            found.push(String::new());
        }
    }
    found.retain(|run| !run.is_empty());
    found
}

/// Control and format characters, private ones, and the mark for what could not be decoded.
fn is_control(c: char) -> bool {
    matches!(c, '\u{fffd}' | '\u{ad}' | '\u{600}'..='\u{605}' | '\u{61c}' | '\u{6dd}' | '\u{70f}' | '\u{180e}'
        | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{e000}'..='\u{f8ff}'
        | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
        || (c.is_control() && !matches!(c, '\t' | '\n' | '\r'))
}

fn is_chinese(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' | '\u{20000}'..='\u{2a6df}' | '\u{2a700}'..='\u{2b81f}'
        | '\u{2b820}'..='\u{2ceaf}' | '\u{f900}'..='\u{faff}' | '\u{2f800}'..='\u{2fa1f}')
}

/// ASCII marks and symbols, and Unicode's punctuation of the scripts that news in English may quote.
fn is_punctuation(c: char) -> bool {
    c.is_ascii_punctuation()
        || PUNCTUATION.iter().any(|(first, last)| (*first..=*last).contains(&c))
}

const PUNCTUATION: &[(char, char)] = &[
    ('\u{a1}', '\u{a1}'),
    ('\u{a7}', '\u{a7}'),
    ('\u{ab}', '\u{ab}'),
    ('\u{b6}', '\u{b7}'),
    ('\u{bb}', '\u{bb}'),
    ('\u{bf}', '\u{bf}'),
    ('\u{37e}', '\u{37e}'),
    ('\u{387}', '\u{387}'),
    ('\u{55a}', '\u{55f}'),
    ('\u{5be}', '\u{5be}'),
    ('\u{5c0}', '\u{5c0}'),
    ('\u{5c3}', '\u{5c3}'),
    ('\u{5c6}', '\u{5c6}'),
    ('\u{5f3}', '\u{5f4}'),
    ('\u{609}', '\u{60a}'),
    ('\u{60c}', '\u{60d}'),
    ('\u{61b}', '\u{61b}'),
    ('\u{66a}', '\u{66d}'),
    ('\u{6d4}', '\u{6d4}'),
    ('\u{2010}', '\u{2027}'),
    ('\u{2030}', '\u{2043}'),
    ('\u{2045}', '\u{2051}'),
    ('\u{2053}', '\u{205e}'),
    ('\u{207d}', '\u{207e}'),
    ('\u{208d}', '\u{208e}'),
    ('\u{2308}', '\u{230b}'),
    ('\u{2329}', '\u{232a}'),
    ('\u{2768}', '\u{2775}'),
    ('\u{27c5}', '\u{27c6}'),
    ('\u{27e6}', '\u{27ef}'),
    ('\u{2983}', '\u{2998}'),
    ('\u{29d8}', '\u{29db}'),
    ('\u{29fc}', '\u{29fd}'),
    ('\u{2e00}', '\u{2e2e}'),
    ('\u{2e30}', '\u{2e4f}'),
    ('\u{2e52}', '\u{2e5d}'),
    ('\u{3001}', '\u{3003}'),
    ('\u{3008}', '\u{3011}'),
    ('\u{3014}', '\u{301f}'),
    ('\u{3030}', '\u{3030}'),
    ('\u{303d}', '\u{303d}'),
    ('\u{30a0}', '\u{30a0}'),
    ('\u{30fb}', '\u{30fb}'),
    ('\u{fd3e}', '\u{fd3f}'),
    ('\u{fe10}', '\u{fe19}'),
    ('\u{fe30}', '\u{fe52}'),
    ('\u{fe54}', '\u{fe61}'),
    ('\u{fe63}', '\u{fe63}'),
    ('\u{fe68}', '\u{fe68}'),
    ('\u{fe6a}', '\u{fe6b}'),
    ('\u{ff01}', '\u{ff03}'),
    ('\u{ff05}', '\u{ff0a}'),
    ('\u{ff0c}', '\u{ff0f}'),
    ('\u{ff1a}', '\u{ff1b}'),
    ('\u{ff1f}', '\u{ff20}'),
    ('\u{ff3b}', '\u{ff3d}'),
    ('\u{ff3f}', '\u{ff3f}'),
    ('\u{ff5b}', '\u{ff5b}'),
    ('\u{ff5d}', '\u{ff5d}'),
    ('\u{ff5f}', '\u{ff65}'),
];

#[cfg(test)]
mod tests {
    use super::*;

    const VOCABULARY: &str = "<s>\n<pad>\n</s>\nthe\nin\n##vade\n##s\n,\nnaive\n日\n##va";

    fn pieces(word: &str) -> Vec<u32> {
        Pieces::parse(VOCABULARY).pieces(word)
    }

    #[test]
    fn the_longest_piece_is_taken() {
        assert_eq!(pieces("Invades"), [4, 5, 6]);
    }

    #[test]
    fn accents_and_invisible_characters_do_not_count() {
        assert_eq!(pieces("Naïve"), [8]);
        assert_eq!(pieces("t\u{ad}he\u{200b}"), [3]);
    }

    #[test]
    fn marks_and_chinese_characters_are_pieces_of_their_own() {
        assert_eq!(pieces("the,日日"), [3, 7, 9, 9]);
    }

    #[test]
    fn a_run_that_cannot_be_cut_is_unknown_as_a_whole() {
        assert_eq!(pieces("inq"), [UNKNOWN]);
        assert_eq!(pieces("\u{200b}"), [UNKNOWN]);
        assert_eq!(pieces(&"s".repeat(101)), [UNKNOWN]);
    }

    #[test]
    fn a_word_has_twelve_pieces_at_most() {
        assert_eq!(pieces(&",".repeat(50)).len(), MOST_IN_WORD);
    }

    #[test]
    fn the_input_marks_start_end_and_first_pieces() {
        let input = Pieces::parse(VOCABULARY).input(["The", "invades"]);
        assert_eq!(input.pieces, [START, 3, 4, 5, 6, END]);
        assert_eq!(input.shapes, [NO_SHAPE, 1, 0, 0, 0, NO_SHAPE]);
        assert_eq!(input.first, [1, 2]);
    }

    #[test]
    fn shapes_are_those_of_the_training() {
        let shapes = [
            "the", "The", "NATO", "iPhone", "1984", "1980s", "--", "A", "O'Neil", "mid-May", "U.S.",
        ]
        .map(shape);
        assert_eq!(shapes, [0, 1, 2, 3, 4, 5, 6, 7, 3, 3, 2]);
    }

    #[test]
    fn the_punctuation_is_in_order() {
        assert!(PUNCTUATION.windows(2).all(|pair| pair[0].1 < pair[1].0));
    }
}
