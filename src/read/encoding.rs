//! Bytes to text, whatever the encoding.

use super::ReadError;
use super::traced::Traced;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// What files of other formats begin with, as far as people mistake them for text.
const SIGNATURES: &[(&[u8], &str)] = &[
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
    (b"{\\rtf", "a rich-text document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a compressed file"),
];

/// The text of `bytes`, whatever its format.
///
/// A byte-order mark decides; then what the bytes were `said` to be, if they are that;
/// then UTF-8, if they are that; then the encoding that chardetng thinks the likeliest.
pub(super) fn decode(bytes: &[u8], said: Option<&'static Encoding>) -> Result<Traced, ReadError> {
    if let Some((_, found)) = SIGNATURES.iter().find(|(start, _)| bytes.starts_with(start)) {
        return Err(ReadError::Binary { found });
    }
    let text = transcode(bytes, said);
    if is_binary(&text.text) {
        return Err(ReadError::Binary { found: "binary data" });
    }
    Ok(text)
}

/// The encoding of a label such as `iso-8859-1` or `"UTF-8"`.
pub(super) fn named(label: &str) -> Option<&'static Encoding> {
    Encoding::for_label(label.trim_matches(['"', '\'', ' ']).as_bytes())
}

/// Every line ends in `\n`, and no mark that turns the direction of writing is left:
/// those show words in another order than they are read in.
pub(super) fn tidied(text: Traced) -> Traced {
    let odd = |c: char| c == '\r' || is_invisible(c);
    if !text.text.contains(odd) {
        return text;
    }
    let (mut tidy, mut rest) = (Traced::new(), 0);
    for (at, mark) in text.text.match_indices(odd) {
        tidy.copy(&text, rest..at);
        rest = at + mark.len();
        if mark == "\r" {
            rest += usize::from(text.text[rest..].starts_with('\n'));
            tidy.replace(&text, at..rest, "\n");
        }
    }
    tidy.copy(&text, rest..text.text.len());
    tidy
}

/// Whether it is a mark of byte order or of the direction of writing.
pub(super) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{feff}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn transcode(bytes: &[u8], said: Option<&'static Encoding>) -> Traced {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        return decoded(encoding, bytes, length);
    }
    if let Some(encoding) = unmarked_utf16(bytes) {
        return decoded(encoding, bytes, 0);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Traced::verbatim(text.to_owned());
    }
    let (lossy, lost) = (String::from_utf8_lossy(bytes), '\u{fffd}');
    let (bad, good) = lossy
        .chars()
        .filter(|c| !c.is_ascii())
        .fold((0, 0), |(bad, good), c| if c == lost { (bad + 1, good) } else { (bad, good + 1) });
    // UTF-8 that was cut or damaged in a place or two is still UTF-8.
    if bad * 4 <= good {
        return decoded(UTF_8, bytes, 0);
    }
    if let Some(encoding) = said.filter(|said| *said != UTF_8) {
        return decoded(encoding, bytes, 0);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    decoded(detector.guess(None, Utf8Detection::Deny), bytes, 0)
}

/// The text of the bytes from `start` on, character by character, so that each has its
/// place.
fn decoded(encoding: &'static Encoding, bytes: &[u8], start: usize) -> Traced {
    let mut text = Traced::new();
    if encoding == UTF_8 {
        let mut at = start;
        for chunk in bytes[start..].utf8_chunks() {
            let end = at + chunk.valid().len();
            text.add(chunk.valid(), at..end);
            at = end + chunk.invalid().len();
            if !chunk.invalid().is_empty() {
                text.add("\u{fffd}", end..at);
            }
        }
        return text;
    }
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let (mut at, mut room) = (start, String::with_capacity(64));
    for end in start + 1..=bytes.len() {
        room.clear();
        let _ = decoder.decode_to_string(&bytes[end - 1..end], &mut room, end == bytes.len());
        if !room.is_empty() {
            text.add(&room, at..end);
            at = end;
        }
    }
    text
}

/// UTF-16 without its mark: English in it has a zero in every other byte.
fn unmarked_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let zeros = |offset: usize| bytes.iter().skip(offset).step_by(2).filter(|b| **b == 0).count();
    let (even, odd, half) = (zeros(0), zeros(1), bytes.len() / 2);
    if half > 0 && odd * 10 > half * 7 && even * 20 < half {
        Some(UTF_16LE)
    } else if half > 0 && even * 10 > half * 7 && odd * 20 < half {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// Text holds no zero and next to none of the other control characters.
fn is_binary(text: &str) -> bool {
    let odd = |c: char| (c.is_control() && !c.is_whitespace()) || c == '\u{fffd}';
    let (odd, all) = text.chars().fold((0, 0), |(n, all), c| (n + usize::from(odd(c)), all + 1));
    odd * 20 > all || text.contains('\0')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Span;

    const LINE: &str = "Zürich’s café said “no” — the naïve plan costs €5. ";

    fn utf16(little: bool, mark: bool) -> Vec<u8> {
        let mark = if mark { "\u{feff}" } else { "" };
        let units = mark.encode_utf16().chain(LINE.encode_utf16());
        units.flat_map(|u| if little { u.to_le_bytes() } else { u.to_be_bytes() }).collect()
    }

    #[test]
    fn reads_every_usual_encoding() {
        let marked = [b"\xef\xbb\xbf", LINE.as_bytes()].concat();
        let western = encoding_rs::WINDOWS_1252.encode(LINE).0.into_owned();
        let cases = [LINE.as_bytes().to_vec(), marked, western].into_iter().chain(
            [(true, true), (false, true), (true, false), (false, false)].map(|(l, m)| utf16(l, m)),
        );
        for (i, bytes) in cases.enumerate() {
            let text = tidied(decode(&bytes, None).unwrap());
            assert_eq!(text.text, LINE, "case {i}");
            let (at, no) = text.text.match_indices("no").next().unwrap();
            let place = text.places.of(Span::new(at, at + no.len())).unwrap();
            assert_eq!(transcode(&bytes[place], None).text, "no", "case {i}");
        }
    }

    #[test]
    fn keeps_utf8_that_was_cut_in_the_middle_of_a_character() {
        let bytes = "The café and the façade of Zürich and Köln — €".as_bytes();
        let text = decode(&bytes[..bytes.len() - 1], None).unwrap().text;
        assert!(text.starts_with("The café and the façade of Zürich and Köln — "), "{text}");
    }

    #[test]
    fn ends_every_line_alike() {
        let text = tidied(decode(b"a\r\nb\rc\nd", None).unwrap());
        assert_eq!(text.text, "a\nb\nc\nd");
        assert_eq!(text.places.of(Span::new(6, 7)), Some(7..8));
    }

    #[test]
    fn names_what_is_not_text() {
        for (bytes, word) in [
            (&b"%PDF-1.7 stream"[..], "PDF"),
            (b"PK\x03\x04word/document.xml", "office"),
            (b"Acme\0Initech sues", "binary"),
            (b"\x01\x02\x03\x04\x05\x06", "binary"),
        ] {
            let Err(ReadError::Binary { found }) = decode(bytes, None) else {
                panic!("{word} was read")
            };
            assert!(found.contains(word), "{found}");
        }
    }
}
