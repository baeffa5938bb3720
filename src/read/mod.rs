//! Bytes to [`Document`]: one file a format, and the only verb that can fail.
//!
//! ```
//! let document = kgraph::read::read("news.txt", b"Acme sues Initech\n\nAcme sued Initech today.")?;
//! assert_eq!(document.source.title.as_deref(), Some("Acme sues Initech"));
//! # Ok::<(), kgraph::read::ReadError>(())
//! ```

mod plain;
mod html;
mod draft;
mod traced;
mod encoding;
mod language;
mod paragraphs;
mod sections;
mod leftovers;
mod shape;
mod byline;
mod dateline;

use crate::text::{Document, Source};
use encoding_rs::Encoding;
use sha2::{Digest, Sha256};
use std::fmt::Write;

/// Every input format, in the order in which the help shows them.
pub const FORMATS: &[Format] = &[plain::FORMAT, html::FORMAT];

/// An input format.
#[derive(Clone, Copy, Debug)]
pub struct Format {
    /// Its name.
    pub name: &'static str,
    /// Its media type.
    pub media_type: &'static str,
    /// The endings of file names by which it is known.
    pub endings: &'static [&'static str],
    /// What it is, in a line.
    pub about: &'static str,
    /// The largest input in bytes; more than that is no article.
    pub largest: u64,
    /// Whether bytes that begin so are of this format.
    is: fn(&[u8]) -> bool,
    read: fn(&Input) -> Result<Vec<Document>, ReadError>,
}

/// How to read.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Read a text in whatever language as if it were English.
    pub any_language: bool,
}

/// What a reader gets.
struct Input<'a> {
    uri: &'a str,
    bytes: &'a [u8],
    /// The encoding that whoever sent it said it has.
    charset: Option<&'static Encoding>,
    options: &'a Options,
}

impl Input<'_> {
    /// What is known of an article before it is read.
    fn source(&self) -> Source {
        Source { uri: self.uri.to_owned(), sha256: sha256(self.bytes), ..Source::default() }
    }
}

/// Why bytes cannot be read as an article.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// There is nothing but white space.
    #[error("there is no text in it")]
    Empty,
    /// The bytes are not text.
    #[error("it is not text but {found}")]
    Binary {
        /// What the bytes seem to be: `a PDF document`.
        found: &'static str,
    },
    /// It is larger than its format may be.
    #[error("it is too large: {:.1} MB, where {:.1} MB is the most", megabytes(*size), megabytes(*largest))]
    TooLarge {
        /// Its size in bytes.
        size: u64,
        /// The largest size that would be read.
        largest: u64,
    },
    /// The text is reliably in another language.
    #[error("it is written in {name}, not in English")]
    Language {
        /// The language's English name.
        name: &'static str,
    },
}

impl ReadError {
    /// What the user may do about it.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Empty => "check that the file was saved, and that it holds the article's words",
            Self::Binary { .. } => "save the article's words as plain text (.txt) and read that",
            Self::TooLarge { .. } => "one file is one article: split it, or cut what is not prose",
            Self::Language { .. } => "kgraph reads English only: translate the article first",
        }
    }
}

impl Format {
    /// The format that a file name suggests.
    ///
    /// ```
    /// # use kgraph::read::Format;
    /// assert_eq!(Format::of("out/News.TXT").map(|format| format.name), Some("text"));
    /// assert!(Format::of("news").is_none());
    /// ```
    pub fn of(uri: &str) -> Option<Self> {
        let (_, ending) = uri.rsplit_once('.')?;
        let named = |format: &&Self| format.endings.iter().any(|e| e.eq_ignore_ascii_case(ending));
        FORMATS.iter().find(named).copied()
    }

    /// The format that a file's first bytes show, or else its name; plain text if
    /// neither tells.
    pub fn guess(uri: &str, start: &[u8]) -> Self {
        let shown = FORMATS.iter().find(|format| (format.is)(start)).copied();
        shown.or_else(|| Self::of(uri)).unwrap_or(plain::FORMAT)
    }

    /// The format that a file name suggests; plain text if it suggests none.
    pub fn of_or_plain(uri: &str) -> Self {
        Self::of(uri).unwrap_or(plain::FORMAT)
    }

    /// Refuses a size in bytes that no article has, so that a caller need not
    /// load it first.
    pub fn check_size(self, size: u64) -> Result<(), ReadError> {
        if size > self.largest {
            return Err(ReadError::TooLarge { size, largest: self.largest });
        }
        Ok(())
    }

    /// Reads the articles of a file; `uri` says where the bytes came from.
    pub fn read(
        self,
        uri: &str,
        bytes: &[u8],
        options: &Options,
    ) -> Result<Vec<Document>, ReadError> {
        self.check_size(bytes.len() as u64)?;
        (self.read)(&Input { uri, bytes, charset: None, options })
    }
}

/// Reads one article in the format that the bytes and `uri` suggest; of several the
/// first.
pub fn read(uri: &str, bytes: &[u8]) -> Result<Document, ReadError> {
    let documents = Format::guess(uri, bytes).read(uri, bytes, &Options::default())?;
    documents.into_iter().next().ok_or(ReadError::Empty)
}

/// Only for showing: a size of that many digits is nobody's article.
#[expect(clippy::cast_precision_loss, reason = "one decimal is shown")]
fn megabytes(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}

fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::new(), |mut hex, byte| {
        write!(hex, "{byte:02x}").expect("a string takes any text");
        hex
    })
}
