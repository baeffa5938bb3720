//! Why words were taken for one thing.

use super::Context;
use super::reference::Clusters;
use crate::graph::EntityId;
use crate::text::Span;

/// Words that were taken for a thing that other words speak of too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Merge {
    /// Which words.
    pub mention: Span,
    /// The thing.
    pub entity: EntityId,
    /// Why.
    pub reason: Reason,
}

/// Why words speak of the thing that they do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// The user says so.
    Pinned,
    /// It is the same name, apart from article, possessive and honorific.
    SameName,
    /// It is another name, or the adjective, of a country, region or organization.
    OtherName,
    /// A capital stands for its state.
    Capital,
    /// It is the same name, spelt otherwise.
    Spelling,
    /// It stands in parentheses after the name.
    InParentheses,
    /// It is made of the first letters of the name.
    Acronym,
    /// It is part of the name, and of no other.
    ShortName,
    /// A noun stands beside the name or is said of it.
    Beside,
    /// A noun fits what was spoken of before.
    Noun,
    /// A pronoun agrees with what was spoken of before.
    Pronoun,
    /// "I" or "we" of who speaks.
    Speaker,
}

impl Reason {
    /// It in words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Pinned => "your file of names says so",
            Self::SameName => "same name",
            Self::OtherName => "another name or the adjective of it",
            Self::Capital => "its capital stands for the state",
            Self::Spelling => "same name, spelt otherwise",
            Self::InParentheses => "in parentheses after the name",
            Self::Acronym => "first letters of the name",
            Self::ShortName => "part of the name, and of no other",
            Self::Beside => "noun beside the name",
            Self::Noun => "noun that fits what was spoken of before",
            Self::Pronoun => "pronoun that agrees with what was spoken of before",
            Self::Speaker => "“I” or “we” of who speaks",
        }
    }
}

/// The merges of all that became entities, in text order.
pub(super) fn merges(
    context: &Context<'_>,
    clusters: &Clusters,
    ids: &[Option<EntityId>],
) -> Vec<Merge> {
    let all = context.mentions.iter().zip(clusters.of.iter().zip(&clusters.why));
    all.filter_map(|(mention, (cluster, why))| {
        let entity = ids[(*cluster)?.0]?;
        Some(Merge { mention: mention.span, entity, reason: (*why)? })
    })
    .collect()
}
