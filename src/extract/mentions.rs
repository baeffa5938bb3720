//! Where the text speaks of something: names, nominals and pronouns.

mod names;
mod nominals;

use super::tree::Tree;
use crate::claim::{Form, Mention, MentionId};
use crate::ontology::Lexicon;
use crate::text::{Dependency, Span, Tag, TokenId};
use nominals::plural;
use std::collections::BTreeSet;

/// The mentions of a document, found by the token that carries them.
#[derive(Clone, Debug, Default)]
pub(super) struct Mentions {
    pub(super) list: Vec<Mention>,
    at: Vec<Option<MentionId>>,
    within: Vec<Option<MentionId>>,
}

/// Nouns that only count or pick from what their `of` names.
const PARTITIVES: [&str; 33] = [
    "one", "some", "many", "most", "number", "dozen", "hundred", "thousand", "million", "majority",
    "part", "series", "rest", "all", "half", "percent", "any", "none", "each", "several", "lot",
    "couple", "handful", "pair", "score", "type", "kind", "sort", "variety", "range", "batch",
    "third", "quarter",
];

/// Nouns that only say which part or sort of place their `of` names.
const PLACE_NOUNS: [&str; 22] = [
    "city",
    "town",
    "village",
    "province",
    "region",
    "district",
    "island",
    "port",
    "capital",
    "vicinity",
    "heart",
    "outskirts",
    "middle",
    "edge",
    "center",
    "centre",
    "suburb",
    "coast",
    "shore",
    "kingdom",
    "republic",
    "municipality",
];

impl Mentions {
    /// Finds names, nominals and pronouns, in text order.
    pub(super) fn find(tree: &Tree<'_>, lexicon: &Lexicon) -> Self {
        let mut found: Vec<Mention> = Vec::new();
        let mut taken = vec![false; tree.analysis.tokens.len()];
        for name in names::marked(tree, lexicon) {
            name.tokens.clone().for_each(|i| taken[i as usize] = true);
            found.push(name);
        }
        for id in tree.ids().filter(|id| !taken[id.0 as usize]) {
            found.extend(
                names::demonym(tree, lexicon, id)
                    .or_else(|| nominals::pronoun(tree, id))
                    .or_else(|| nominals::nominal(tree, lexicon, id))
                    .or_else(|| nominals::picked(tree, lexicon, id)),
            );
        }
        found.extend(names::missed(tree, lexicon, &taken));
        let nested: Vec<Mention> =
            found.iter().flat_map(|m| names::places_within(tree, lexicon, m)).collect();
        let nested_spans: BTreeSet<Span> = nested.iter().map(|m| m.span).collect();
        found.extend(nested);
        found.sort_by_key(|m| (m.span, m.head));
        let mut at = vec![None; tree.analysis.tokens.len()];
        let mut within = at.clone();
        for (index, mention) in (0..).zip(&found) {
            if nested_spans.contains(&mention.span) {
                within[mention.head.0 as usize] = Some(MentionId(index));
                let before = mention.tokens.start.checked_sub(1).map(TokenId);
                if let Some(direction) = before.filter(|b| names::is_direction(tree, *b)) {
                    within[direction.0 as usize] = Some(MentionId(index));
                }
                continue;
            }
            at[mention.head.0 as usize] = Some(MentionId(index));
            if mention.form == Form::Name {
                mention.tokens.clone().for_each(|i| at[i as usize] = Some(MentionId(index)));
            }
        }
        Self { list: found, at, within }
    }

    pub(super) fn get(&self, id: MentionId) -> &Mention {
        &self.list[id.0 as usize]
    }

    /// The mention that a token belongs to or heads.
    pub(super) fn of(&self, id: TokenId) -> Option<MentionId> {
        self.at[id.0 as usize]
    }

    /// What a token means beside a predicate: a place that stands inside the
    /// predicate's own name ("Iraqi" in "Iraqi Army"), else what it means anywhere.
    pub(super) fn meant_beside(
        &self,
        tree: &Tree<'_>,
        id: TokenId,
        predicate: TokenId,
    ) -> Option<MentionId> {
        let meant = self.meant(tree, id);
        let same = meant.is_some() && meant == self.of(predicate) && id != predicate;
        if same { self.within[id.0 as usize] } else { meant }
    }

    /// The mention that an argument means: the name beside a title, what a
    /// partitive counts, else the mention at the token.
    pub(super) fn meant(&self, tree: &Tree<'_>, id: TokenId) -> Option<MentionId> {
        let own = self.of(id);
        if own.is_some_and(|m| self.get(m).form == Form::Name) {
            return own;
        }
        let beside = tree
            .all(id, &[Dependency::Flat, Dependency::Appos])
            .find_map(|child| self.of(child).filter(|m| self.get(*m).form == Form::Name));
        if beside.is_some() {
            return beside;
        }
        if let Some(example) = self.example(tree, id) {
            return Some(example);
        }
        if let Some(place) = self.place_of(tree, id) {
            return Some(place);
        }
        if let Some(counted) = of_phrase(tree, id).filter(|_| PARTITIVES.contains(&tree.lemma(id)))
        {
            return self.meant(tree, counted);
        }
        own
    }

    /// "the city of Leeds" and "the outskirts of Leeds" mean Leeds.
    fn place_of(&self, tree: &Tree<'_>, id: TokenId) -> Option<MentionId> {
        if !PLACE_NOUNS.contains(&tree.lemma(id)) {
            return None;
        }
        let meant = self.of(of_phrase(tree, id)?)?;
        let mention = self.get(meant);
        let is_place = matches!(
            mention.kind.name(),
            "city" | "region" | "country" | "place" | "landform" | "facility"
        );
        (mention.form == Form::Name && is_place).then_some(meant)
    }

    /// "a company such as Acme" means Acme; "companies such as Acme" does not.
    fn example(&self, tree: &Tree<'_>, id: TokenId) -> Option<MentionId> {
        if tree.tag(id) != Tag::Noun || plural(tree, id) {
            return None;
        }
        let such_as =
            |c: &TokenId| matches!(tree.preposition(*c).as_deref(), Some("such as" | "like"));
        let example = tree.all(id, &[Dependency::Nmod]).find(such_as)?;
        self.of(example).filter(|m| self.get(*m).form == Form::Name)
    }
}

/// What stands after a noun's `of`.
fn of_phrase(tree: &Tree<'_>, id: TokenId) -> Option<TokenId> {
    tree.all(id, &[Dependency::Nmod]).find(|c| tree.preposition(*c).as_deref() == Some("of"))
}
