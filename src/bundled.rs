//! The only file that embeds anything of `data/`.

/// Words whose full stop need not end a sentence.
pub(crate) const ABBREVIATIONS: &str = include_str!("../data/lexicon/abbreviations.txt");
/// Words whose lemma no rule gives.
pub(crate) const LEMMAS: &str = include_str!("../data/lexicon/lemmas.tsv");
