//! Mentions by a noun or a pronoun.

use crate::claim::{Form, Mention};
use crate::extract::tree::{self, Tree};
use crate::ontology::{Kind, Lexicon};
use crate::text::{Dependency, Tag, TokenId};

/// A noun whose kind the lexicon knows, with what stands before it.
pub(super) fn nominal(tree: &Tree<'_>, lexicon: &Lexicon, id: TokenId) -> Option<Mention> {
    let inner =
        matches!(tree.dependency(id), Dependency::Compound | Dependency::Flat | Dependency::Fixed)
            && tree.head(id).is_some_and(|h| tree::nominal(tree.tag(h)));
    if tree.tag(id) != Tag::Noun || inner {
        return None;
    }
    let before = tree.all(id, &[Dependency::Compound, Dependency::Amod]).last();
    let pair = before.map(|b| format!("{} {}", tree.lemma(b), tree.lemma(id)));
    let kind =
        pair.and_then(|pair| lexicon.noun(&pair)).or_else(|| lexicon.noun(tree.lemma(id)))?;
    let kind = number(tree, id, kind);
    let first = first_of_phrase(tree, id);
    let span = tree.span(first, id);
    let (sentence, tokens) = (tree.sentence(id), first.0..id.0 + 1);
    Some(Mention { span, sentence, tokens, head: id, kind, form: Form::Nominal, score: 0.5 })
}

/// Several persons or organizations are a group; several plants are facilities still.
fn number(tree: &Tree<'_>, id: TokenId, kind: &Kind) -> Kind {
    let gathers = !matches!(
        kind.name(),
        "facility"
            | "product"
            | "work"
            | "event"
            | "condition"
            | "landform"
            | "place"
            | "city"
            | "region"
            | "country"
            | "group"
    );
    if plural(tree, id) && gathers { Kind::new("group") } else { kind.clone() }
}

/// Whether a noun is plural by its looks.
pub(super) fn plural(tree: &Tree<'_>, id: TokenId) -> bool {
    let word = tree.word(id).to_lowercase();
    word != tree.lemma(id) && !word.ends_with('.')
        || matches!(tree.lemma(id), "people" | "police" | "troops")
}

/// The first token of the phrase that ends in a noun: determiner, adjectives,
/// compounds, possessor.
fn first_of_phrase(tree: &Tree<'_>, id: TokenId) -> TokenId {
    tree.children(id)
        .iter()
        .filter(|c| {
            c.0 < id.0
                && tree.lemma(**c) != "whose"
                && matches!(
                    tree.dependency(**c),
                    Dependency::Det
                        | Dependency::Amod
                        | Dependency::Compound
                        | Dependency::Nummod
                        | Dependency::NmodPoss
                        | Dependency::Nmod
                )
        })
        .map(|c| tree.edges(*c).0)
        .min()
        .unwrap_or(id)
}

pub(super) fn pronoun(tree: &Tree<'_>, id: TokenId) -> Option<Mention> {
    if !matches!(tree.tag(id), Tag::Pron | Tag::Det) {
        return None;
    }
    let word = tree.word(id).to_lowercase();
    let kind = match word.as_str() {
        "he" | "him" | "his" | "she" | "her" | "hers" | "i" | "me" | "my" => "person",
        "it" | "its" | "we" | "us" | "our" | "ours" => "organization",
        "they" | "them" | "their" | "theirs" => "group",
        _ => return None,
    };
    if tree.dependency(id) == Dependency::Expl {
        return None;
    }
    let (span, sentence, tokens) = (tree.token(id).span, tree.sentence(id), id.0..id.0 + 1);
    Some(Mention {
        span,
        sentence,
        tokens,
        head: id,
        kind: Kind::new(kind),
        form: Form::Pronoun,
        score: 0.5,
    })
}

/// Words that pick some of what follows, or stand for people by themselves.
const PICKS: [&str; 10] =
    ["one", "some", "many", "most", "several", "few", "others", "those", "hundreds", "thousands"];

/// Some of several things: "two of the trustees", "those in the harbour", "others".
pub(super) fn picked(tree: &Tree<'_>, lexicon: &Lexicon, id: TokenId) -> Option<Mention> {
    let word = tree.word(id).to_lowercase();
    let counts = tree.tag(id) == Tag::Num;
    if !counts && !PICKS.contains(&word.as_str()) || tree.dependency(id) == Dependency::Det {
        return None;
    }
    let after = |ways: &[Dependency]| tree.all(id, ways).find(|c| c.0 > id.0);
    let phrase = match word.as_str() {
        "others" => None,
        "those" => Some(after(&[Dependency::AclRelcl, Dependency::Nmod, Dependency::Acl])?),
        _ => Some(
            after(&[Dependency::Nmod]).filter(|n| tree.preposition(*n).as_deref() == Some("of"))?,
        ),
    };
    // "two of them" tells too little to be a thing of its own.
    if phrase.is_some_and(|p| tree.tag(p) == Tag::Pron) {
        return None;
    }
    let counted =
        phrase.filter(|n| tree.tag(*n) == Tag::Noun && tree.dependency(*n) == Dependency::Nmod);
    let kind = match counted.filter(|_| word != "those") {
        Some(noun) => {
            let kind = lexicon.noun(tree.lemma(noun))?;
            if word == "one" { kind.clone() } else { number(tree, noun, kind) }
        }
        None => Kind::new("group"),
    };
    let last = phrase.map_or(id, |p| tree.edges(p).1);
    let last = if last.0 - id.0 <= 8 { last } else { id };
    let first = first_of_phrase(tree, id);
    Some(Mention {
        span: tree.span(first, last),
        sentence: tree.sentence(id),
        tokens: first.0..id.0 + 1,
        head: id,
        kind,
        form: Form::Nominal,
        score: 0.4,
    })
}
