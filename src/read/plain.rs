//! Plain text in any encoding.

use super::{Format, ReadError, byline, dateline, encoding, language, sections};
use crate::text::{Document, Section, SectionKind, Source};
use sha2::{Digest, Sha256};
use std::fmt::Write;

/// Plain text. Five megabytes are a shelf of novels: no article is longer, and a
/// longer text would keep the reader busy for hours.
pub(super) const FORMAT: Format = Format {
    name: "plain text",
    media_type: "text/plain",
    endings: &["txt", "text"],
    largest: 5_000_000,
    read,
};

fn read(uri: &str, bytes: &[u8]) -> Result<Document, ReadError> {
    let text = encoding::decode(bytes)?;
    if text.trim().is_empty() {
        return Err(ReadError::Empty);
    }
    language::check(&text)?;
    let sections = sections::sections(&text);
    let source = Source {
        uri: uri.to_owned(),
        title: title(&text, &sections),
        authors: authors(&text, &sections),
        publisher: None,
        published: dateline::published(&text, &sections),
        language: "en".to_owned(),
        sha256: sha256(bytes),
    };
    Ok(Document { source, text, sections })
}

fn title(text: &str, sections: &[Section]) -> Option<String> {
    let headline = sections.iter().find(|section| section.kind == SectionKind::Headline)?;
    Some(headline.span.of(text).split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Names of the first byline that has any.
fn authors(text: &str, sections: &[Section]) -> Vec<String> {
    sections
        .iter()
        .filter(|section| section.kind == SectionKind::Byline)
        .map(|section| byline::authors(section.span.of(text)))
        .find(|names| !names.is_empty())
        .unwrap_or_default()
}

fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::new(), |mut hex, byte| {
        write!(hex, "{byte:02x}").expect("a string takes any text");
        hex
    })
}
