//! What of an article gave nothing, for `kgraph build --coverage`.

use super::columns::beside;
use crate::pipeline::Coverage;
use crate::text::Document;

/// Column of the words that gave nothing; the longest reason is `no predicate`.
const COLUMN: usize = 18;

/// The share of sentences that gave a statement, the others with their reasons, and
/// the sections that were not read.
pub(super) fn told(document: &Document, coverage: &Coverage) -> String {
    let Coverage { sentences, silent, unread } = coverage;
    let told = coverage.told();
    let share = if *sentences == 0 { 0 } else { (200 * told + sentences) / (2 * sentences) };
    let others = if silent.is_empty() { "" } else { "; these gave none:" };
    let mut out = beside(
        "  coverage",
        14,
        &format!("{told} of {sentences} sentences gave a statement, {share} %{others}"),
    );
    for (span, silence) in silent {
        out += &beside(&format!("    {}", silence.name()), COLUMN, span.of(&document.text));
    }
    if !unread.is_empty() {
        out += &beside("  not read", 14, "by their part in the page; --sections all reads them:");
    }
    for section in unread {
        let words = section.span.of(&document.text);
        out += &beside(&format!("    {}", section.kind.name()), COLUMN, words);
    }
    out
}
