//! Bytes to text, whatever the encoding, with `\n` at the end of every line.

use super::ReadError;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};

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

/// The text of `bytes`.
///
/// A byte-order mark decides; then UTF-8, if the bytes are that; then the
/// encoding that chardetng thinks the likeliest.
pub(super) fn decode(bytes: &[u8]) -> Result<String, ReadError> {
    if let Some((_, found)) = SIGNATURES.iter().find(|(start, _)| bytes.starts_with(start)) {
        return Err(ReadError::Binary { found });
    }
    let text = lines_unified(&transcode(bytes));
    if is_binary(&text) {
        return Err(ReadError::Binary { found: "binary data" });
    }
    if is_web_page(&text) {
        return Err(ReadError::Binary { found: "a web page's markup (HTML)" });
    }
    Ok(text)
}

fn transcode(bytes: &[u8]) -> String {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        return encoding.decode_without_bom_handling(&bytes[length..]).0.into_owned();
    }
    if let Some(encoding) = unmarked_utf16(bytes) {
        return encoding.decode_without_bom_handling(bytes).0.into_owned();
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return text.to_owned();
    }
    let (lossy, lost) = (String::from_utf8_lossy(bytes), '\u{fffd}');
    let (bad, good) = lossy
        .chars()
        .filter(|c| !c.is_ascii())
        .fold((0, 0), |(bad, good), c| if c == lost { (bad + 1, good) } else { (bad, good + 1) });
    // UTF-8 that was cut or damaged in a place or two is still UTF-8.
    if bad * 4 <= good {
        return lossy.into_owned();
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let encoding = detector.guess(None, Utf8Detection::Deny);
    encoding.decode_without_bom_handling(bytes).0.into_owned()
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

/// `\r\n` and a lone `\r` become `\n`; a mark at the front goes.
fn lines_unified(text: &str) -> String {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.contains('\r') {
        text.replace("\r\n", "\n").replace('\r', "\n")
    } else {
        text.to_owned()
    }
}

/// Text holds no zero and next to none of the other control characters.
fn is_binary(text: &str) -> bool {
    let odd = |c: char| (c.is_control() && !c.is_whitespace()) || c == '\u{fffd}';
    let (odd, all) = text.chars().fold((0, 0), |(n, all), c| (n + usize::from(odd(c)), all + 1));
    odd * 20 > all || text.contains('\0')
}

fn is_web_page(text: &str) -> bool {
    let start: String = text.trim_start().chars().take(15).collect::<String>().to_lowercase();
    ["<!doctype html", "<html", "<head", "<?xml"].iter().any(|tag| start.starts_with(tag))
}

#[cfg(test)]
mod tests {
    use super::*;

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
            assert_eq!(decode(&bytes).as_deref(), Ok(LINE), "case {i}");
        }
    }

    #[test]
    fn keeps_utf8_that_was_cut_in_the_middle_of_a_character() {
        let bytes = "The café and the façade of Zürich and Köln — €".as_bytes();
        let text = decode(&bytes[..bytes.len() - 1]).unwrap();
        assert!(text.starts_with("The café and the façade of Zürich and Köln — "), "{text}");
    }

    #[test]
    fn ends_every_line_alike() {
        assert_eq!(decode(b"a\r\nb\rc\nd").as_deref(), Ok("a\nb\nc\nd"));
    }

    #[test]
    fn names_what_is_not_text() {
        for (bytes, word) in [
            (&b"%PDF-1.7 stream"[..], "PDF"),
            (b"PK\x03\x04word/document.xml", "office"),
            (b"Acme\0Initech sues", "binary"),
            (b"\x01\x02\x03\x04\x05\x06", "binary"),
            (b"<!DOCTYPE html><p>Acme sues", "HTML"),
        ] {
            let Err(ReadError::Binary { found }) = decode(bytes) else { panic!("{word} was read") };
            assert!(found.contains(word), "{found}");
        }
    }
}
