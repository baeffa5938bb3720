//! The characters of a stretch of markup: references read, white space collapsed.

use crate::read::encoding::is_invisible;
use crate::read::traced::Traced;
use html5gum::{Token, Tokenizer};
use std::ops::Range;

/// The longest name of a character is 33 letters.
const LONGEST_REFERENCE: usize = 40;

/// The piece that a character reference begins: its length, and what it says.
fn reference(markup: &str) -> (usize, String) {
    let letters = markup.char_indices().skip(1).take(LONGEST_REFERENCE);
    let end = letters
        .take_while(|(at, c)| c.is_ascii_alphanumeric() || (*at == 1 && *c == '#'))
        .last()
        .map_or(1, |(at, c)| at + c.len_utf8());
    let end = end + usize::from(markup[end..].starts_with(';'));
    let piece = &markup[..end];
    let mut said = String::new();
    for token in Tokenizer::new(piece) {
        let Ok(token) = token;
        if let Token::String(words) = token {
            said.push_str(&String::from_utf8_lossy(&words));
        }
    }
    // `&ampAcme` is read as a reference and the letters behind it.
    let mut tail = 0;
    let pairs = piece.bytes().skip(1).rev().zip(said.bytes().rev());
    for (a, b) in pairs {
        if a != b || a == b';' || tail + 1 >= said.len() {
            break;
        }
        tail += 1;
    }
    if said == piece || said.is_empty() {
        return (1, "&".to_owned());
    }
    said.truncate(said.len() - tail);
    (end - tail, said)
}

/// Adds the characters of `range` of the markup to a line of text. White space of any
/// length is one space, and none begins the line; marks that cannot be seen go.
pub(super) fn add(line: &mut Traced, markup: &Traced, range: Range<usize>) {
    let mut at = range.start;
    let mut plain = at;
    while let Some(c) = markup.text[at..range.end].chars().next() {
        let next = at + c.len_utf8();
        let keep = !c.is_whitespace() && c != '&' && !is_dropped(c);
        if keep || (c == ' ' && is_between_words(&markup.text[..range.end], line, plain, at)) {
            at = next;
            continue;
        }
        line.copy(markup, plain..at);
        if c == '&' {
            let (length, said) = reference(&markup.text[at..range.end]);
            let all = at..at + length;
            if said.chars().all(char::is_whitespace) {
                space(line, markup, all);
            } else if !said.chars().all(is_dropped) {
                line.replace(markup, all, &said);
            }
            at += length;
        } else if c.is_whitespace() {
            space(line, markup, at..next);
            at = next;
        } else {
            at = next;
        }
        plain = at;
    }
    line.copy(markup, plain..at);
}

/// Whether the space at `at` is a single one between two words, as most are.
fn is_between_words(text: &str, line: &Traced, plain: usize, at: usize) -> bool {
    let before = text[plain..at].chars().next_back();
    let after = text[at + 1..].chars().next();
    let line_ends = || line.text.chars().next_back();
    before.or_else(line_ends).is_some_and(|c| !c.is_whitespace())
        && after.is_some_and(|c| !c.is_whitespace() && c != '&' && !is_dropped(c))
}

/// Adds a space where none stands yet.
fn space(line: &mut Traced, markup: &Traced, range: Range<usize>) {
    if !line.text.is_empty() && !line.text.ends_with(char::is_whitespace) {
        line.replace(markup, range, " ");
    }
}

/// Marks of direction, of places where a word may be broken, and control characters.
fn is_dropped(c: char) -> bool {
    is_invisible(c)
        || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}')
        || (c.is_control() && !c.is_whitespace())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Span;

    fn line(markup: &str) -> Traced {
        let mut line = Traced::new();
        add(&mut line, &Traced::verbatim(markup.to_owned()), 0..markup.len());
        line
    }

    #[test]
    fn reads_references_as_browsers_do() {
        for (markup, expected) in [
            ("AT&amp;T &quot;sues&#x22; B&#233;la", "AT&T \"sues\" Béla"),
            ("a&ampb &notit; &bogus; & &#; &&lt;", "a&b ¬it; &bogus; & &#; &<"),
            ("a&nbsp;&nbsp; b &rsquo;s", "a b ’s"),
            ("co&shy;op\u{200b}erate \u{202e}x", "cooperate x"),
            ("  a \n\t b ", "a b "),
            ("&NotEqualTilde;", "≂̸"),
        ] {
            assert_eq!(line(markup).text, expected, "{markup}");
        }
    }

    #[test]
    fn keeps_the_place_of_each_character() {
        let markup = "a &amp; b&#233;c  d";
        let line = line(markup);
        assert_eq!(line.text, "a & béc d");
        let place = |words: &str| {
            let at = line.text.find(words).unwrap();
            &markup[line.places.of(Span::new(at, at + words.len())).unwrap()]
        };
        assert_eq!(place("&"), "&amp;");
        assert_eq!(place("é"), "&#233;");
        assert_eq!(place("béc"), "b&#233;c");
        assert_eq!(place("c d"), "c  d");
    }
}
