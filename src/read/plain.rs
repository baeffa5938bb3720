//! Plain text in any encoding.

use super::draft::Draft;
use super::{Format, Input, ReadError, encoding};
use crate::text::Document;

/// Plain text. Five megabytes are a shelf of novels: no article is longer, and a
/// longer text would keep the reader busy for hours.
pub(super) const FORMAT: Format = Format {
    name: "text",
    media_type: "text/plain",
    endings: &["txt", "text"],
    about: "plain text in any encoding",
    largest: 5_000_000,
    is: |_| false,
    read,
};

fn read(input: &Input) -> Result<Vec<Document>, ReadError> {
    let text = encoding::tidied(encoding::decode(input.bytes, input.charset)?);
    Ok(vec![Draft::of_text(text, input.source()).finish(input.options)?])
}
