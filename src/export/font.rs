//! How wide a text will be, and where its lines break, without a font at hand.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;

/// Advance widths of Helvetica for `' '..='~'`, in thousandths of the font size.
const HELVETICA: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667,
    611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667,
    667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500,
    222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];

/// Room for a reader's font that runs wider than Helvetica, as `DejaVu` Sans does.
const GENEROSITY: f64 = 1.12;

/// An upper estimate of the width of `text` at `size` pixels, in pixels.
pub(super) fn width(text: &str, size: f64) -> f64 {
    let thousandths: u32 = text.nfd().map(advance).sum();
    f64::from(thousandths) / 1000.0 * size * GENEROSITY
}

fn advance(letter: char) -> u32 {
    match letter {
        ' '..='~' => u32::from(HELVETICA[letter as usize - ' ' as usize]),
        _ if letter.is_control() || is_combining_mark(letter) => 0,
        // Latin, Greek, Cyrillic, Hebrew, Arabic and their neighbours.
        '\u{a0}'..='\u{10ff}' if letter.is_uppercase() => 780,
        '\u{a0}'..='\u{10ff}' => 620,
        '\u{2010}'..='\u{2013}' | '\u{2018}'..='\u{201f}' => 556,
        _ => 1050,
    }
}

/// Breaks `text` into lines of at most `limit` letters, as even as may be. Nothing
/// is lost but white space; a word that is longer than a line is broken inside.
pub(super) fn wrap(text: &str, limit: usize) -> Vec<String> {
    let lines = greedy(text, limit);
    let count = lines.len();
    (limit / 2..limit)
        .map(|narrower| greedy(text, narrower))
        .find(|l| l.len() == count)
        .unwrap_or(lines)
}

fn greedy(text: &str, limit: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut used = 0;
    for word in text.split_whitespace().flat_map(|word| pieces(word, limit)) {
        let letters = word.graphemes(true).count();
        if used > 0 && used + 1 + letters > limit {
            lines.push(String::new());
            used = 0;
        }
        let line = lines.last_mut().expect("there is always a line");
        if used > 0 {
            line.push(' ');
            used += 1;
        }
        line.push_str(&word);
        used += letters;
    }
    lines
}

/// A word that is too long for a line in pieces, else the word.
fn pieces(word: &str, limit: usize) -> Vec<String> {
    let letters: Vec<&str> = word.graphemes(true).collect();
    // A few letters too many are better than a broken word.
    if letters.len() <= limit + limit / 4 {
        return vec![word.to_owned()];
    }
    letters.chunks(limit).map(<[&str]>::concat).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn loses_no_letter_when_wrapping() {
        let name = "the Northern Office for Maritime Safety of Examplia";
        let lines = wrap(name, 24);
        assert_eq!(lines.join(" "), name);
        assert!(lines.iter().all(|line| line.len() <= 24), "{lines:?}");
        assert_eq!(lines.len(), 3);
        let long = "x".repeat(100);
        assert_eq!(wrap(&long, 24).concat(), long);
    }

    #[test]
    fn breaks_evenly_rather_than_leaving_one_word_over() {
        assert_eq!(wrap("Ministry of Digital Affairs", 24), ["Ministry of", "Digital Affairs"]);
    }

    #[test]
    fn gives_accents_no_room_and_ideographs_much() {
        assert!((width("é", 10.0) - width("e", 10.0)).abs() < 1e-9);
        assert!(width("東京", 10.0) > width("To", 10.0));
    }
}
