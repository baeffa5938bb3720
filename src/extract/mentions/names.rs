//! Mentions by name.

use crate::claim::{Form, Mention};
use crate::extract::tree::Tree;
use crate::ontology::{Kind, Lexicon};
use crate::text::{Dependency, Name, Tag, TokenId};
use std::ops::Range;

/// Adjectives of direction that make a part of a place: "northern Iraq".
const DIRECTIONS: [&str; 17] = [
    "northern",
    "southern",
    "eastern",
    "western",
    "central",
    "northeastern",
    "northwestern",
    "southeastern",
    "southwestern",
    "north-eastern",
    "north-western",
    "south-eastern",
    "south-western",
    "upper",
    "lower",
    "mainland",
    "inner",
];

/// The names that the network marked, from the back of the text.
pub(super) fn marked(tree: &Tree<'_>, lexicon: &Lexicon) -> Vec<Mention> {
    let mut found: Vec<Mention> = Vec::new();
    for name in tree.analysis.names.iter().rev().flat_map(|name| parts(tree, lexicon, name)) {
        // From the back, so that a name that a longer one took in is left out.
        let begun = found.last().map_or(u32::MAX, |after| after.tokens.start);
        let common = name
            .tokens
            .clone()
            .map(TokenId)
            .filter(|id| tree.head(*id).is_none_or(|h| !name.tokens.contains(&h.0)))
            .any(|id| tree.tag(id) == Tag::Noun && tree.word(id).starts_with(char::is_lowercase));
        // "Russia-based tech companies" is a description, whatever the network says.
        if name.tokens.end > begun || common {
            continue;
        }
        let Some((tokens, kind)) = without_title(tree, lexicon, &name) else { continue };
        let tokens = if kind == "person" { untitled(tree, lexicon, tokens) } else { tokens };
        if tokens.is_empty() {
            continue;
        }
        let tokens = whole_name(tree, lexicon, tokens, &kind);
        found.push(name_mention(tree, lexicon, tokens, &kind, name.score));
    }
    found
}

/// The names in a name that the network marked, the last first: "Ada Quill of Orbel Labs"
/// is a person and a firm, "President of Norland" only Norland.
fn parts(tree: &Tree<'_>, lexicon: &Lexicon, name: &Name) -> Vec<Name> {
    let of = name.tokens.clone().skip(1).map(TokenId).find(|id| {
        matches!(tree.word(*id), "of" | "for" | "from") && tree.dependency(*id) == Dependency::Case
    });
    let firm = matches!(name.kind.as_str(), "company" | "organization");
    let Some(of) = of.filter(|of| of.0 + 1 < name.tokens.end && (firm || name.kind == "person"))
    else {
        return vec![name.clone()];
    };
    let (before, after) = (name.tokens.start..of.0, of.0 + 1..name.tokens.end);
    let noun = lexicon.noun(&tree.word(TokenId(of.0 - 1)).to_lowercase()).map(Kind::name);
    let text = tree.span(TokenId(after.start), TokenId(after.end - 1)).of(&tree.document.text);
    let place = lexicon.place(text).map(|(_, kind)| kind.name());
    let part =
        |tokens: Range<u32>, kind: &str| Name { tokens, kind: kind.to_owned(), ..name.clone() };
    match noun {
        Some("person") if name.kind == "person" => {
            // "Minister of Trade Ada Quill": the name stands beside the title.
            let named = after.clone().map(TokenId).find(|id| {
                matches!(tree.dependency(*id), Dependency::Flat | Dependency::Appos)
                    && tree.head(*id).is_some_and(|h| before.contains(&h.0))
            });
            match named {
                Some(first) => vec![part(tree.edges(first).0.0..name.tokens.end, "person")],
                None if tree.word(of) == "of" && place.is_some() => {
                    vec![part(after, place.unwrap_or("region"))]
                }
                None => vec![name.clone()],
            }
        }
        None if name.kind == "person" && tree.word(of) != "for" => {
            vec![part(after, place.unwrap_or("organization")), part(before, "person")]
        }
        None | Some("person") if firm && tree.word(of) == "of" => {
            vec![part(after, place.unwrap_or("city")), part(before, &name.kind)]
        }
        _ => vec![name.clone()],
    }
}

/// A person's name that is only a title is none, but whose title it is may be named
/// in it: "State Department" in "State Department Spokesperson".
fn without_title(tree: &Tree<'_>, lexicon: &Lexicon, name: &Name) -> Option<(Range<u32>, String)> {
    let is_title = |i: u32| lexicon.is(&tree.word(TokenId(i)).to_lowercase(), "title");
    let mut end = name.tokens.end;
    if name.kind != "person" || !is_title(end - 1) {
        return Some((name.tokens.clone(), name.kind.clone()));
    }
    while end > name.tokens.start
        && (is_title(end - 1) || tree.dependency(TokenId(end - 1)) == Dependency::Case)
    {
        end -= 1;
    }
    let tokens = name.tokens.start..end;
    let last = TokenId(end.checked_sub(1).filter(|_| !tokens.is_empty())?);
    let text = tree.span(TokenId(tokens.start), last).of(&tree.document.text);
    let kind = lexicon
        .place(text)
        .map(|(_, kind)| kind)
        .or_else(|| lexicon.noun(&tree.word(last).to_lowercase()));
    let kind = kind.map(Kind::name).filter(|kind| *kind != "person")?.to_owned();
    Some((tokens, kind)).filter(|_| lexicon.demonym(text).is_none())
}

/// A person's name without the title that the network took for a part of it:
/// "Foreign Minister Lena Holm" is Lena Holm.
fn untitled(tree: &Tree<'_>, lexicon: &Lexicon, tokens: Range<u32>) -> Range<u32> {
    let title = tokens.clone().rev().map(TokenId).find(|id| {
        matches!(
            tree.dependency(*id),
            Dependency::Nmod | Dependency::NmodUnmarked | Dependency::Compound
        ) && tree.head(*id).is_some_and(|h| h.0 > id.0 && tree.tag(h) == Tag::Propn)
            && lexicon
                .noun(&tree.word(*id).to_lowercase())
                .is_some_and(|kind| kind.name() == "person")
    });
    title.map_or(tokens.start, |title| title.0 + 1)..tokens.end
}

/// A name with the capitalised words right before it that belong to it: "Indonesian"
/// before "Navy", "US" before "State Department". Before a person they are titles.
fn whole_name(tree: &Tree<'_>, lexicon: &Lexicon, tokens: Range<u32>, kind: &str) -> Range<u32> {
    let mut start = tokens.start;
    if let Some(direction) = direction_before(tree, lexicon, &tokens) {
        return direction.0..tokens.end;
    }
    if kind == "person"
        || lexicon
            .place(tree.span(TokenId(start), TokenId(tokens.end - 1)).of(&tree.document.text))
            .is_some()
    {
        return tokens;
    }
    while let Some(before) = start.checked_sub(1).map(TokenId) {
        let joined = matches!(
            tree.dependency(before),
            Dependency::Compound | Dependency::Amod | Dependency::Flat
        ) && tree.head(before).is_some_and(|h| (start..tokens.end).contains(&h.0));
        let proper = tree.tag(before) == Tag::Propn || lexicon.demonym(tree.word(before)).is_some();
        if !joined || !proper || !tree.word(before).starts_with(char::is_uppercase) {
            break;
        }
        start = before.0;
    }
    start..tokens.end
}

/// The direction right before the name of a country or region.
fn direction_before(tree: &Tree<'_>, lexicon: &Lexicon, tokens: &Range<u32>) -> Option<TokenId> {
    let name = tree.span(TokenId(tokens.start), TokenId(tokens.end - 1)).of(&tree.document.text);
    let before = tokens.start.checked_sub(1).map(TokenId)?;
    let modifies = tree.head(before).is_some_and(|h| tokens.contains(&h.0));
    (lexicon.place(name).is_some() && modifies && is_direction(tree, before)).then_some(before)
}

pub(super) fn is_direction(tree: &Tree<'_>, id: TokenId) -> bool {
    DIRECTIONS.contains(&tree.lemma(id).to_lowercase().as_str())
}

/// The kind of a country or region by the lexicon, else the network's.
fn name_mention(
    tree: &Tree<'_>,
    lexicon: &Lexicon,
    tokens: Range<u32>,
    kind: &str,
    score: f32,
) -> Mention {
    let last = TokenId(tokens.end - 1);
    let span = tree.span(TokenId(tokens.start), last);
    let text = span.of(&tree.document.text);
    let head = tokens
        .clone()
        .map(TokenId)
        .find(|id| tree.head(*id).is_none_or(|h| !tokens.contains(&h.0)))
        .unwrap_or(last);
    let bare = text.trim_end_matches('.');
    let known = lexicon.place(text).or_else(|| lexicon.place(bare)).filter(|_| kind != "person");
    let directed = tokens.len() > 1 && is_direction(tree, TokenId(tokens.start));
    let kind = if directed && known.is_none() && matches!(kind, "country" | "place") {
        "region"
    } else {
        kind
    };
    let adjective = lexicon
        .demonym(text)
        .filter(|_| tree.tag(head) == Tag::Adj || tree.dependency(head) == Dependency::Amod);
    let people = tokens.len() == 1
        && adjective.is_none()
        && lexicon.demonym(text).is_some()
        && text.ends_with('s')
        && tree.lemma(head) != tree.word(head).to_lowercase();
    let kind = if people {
        Kind::new("group")
    } else {
        known.or(adjective).map_or_else(|| Kind::new(kind), |(_, kind)| kind.clone())
    };
    Mention { span, sentence: tree.sentence(head), tokens, head, kind, form: Form::Name, score }
}

/// Countries and regions, or their adjectives, that stand inside a longer name of
/// something else: "Texas" in "University of Texas".
pub(super) fn places_within(tree: &Tree<'_>, lexicon: &Lexicon, outer: &Mention) -> Vec<Mention> {
    let tokens = outer.tokens.clone();
    if outer.form != Form::Name || outer.kind.name() == "person" || tokens.len() < 2 {
        return Vec::new();
    }
    let mut found: Vec<Mention> = Vec::new();
    for width in (1..=3.min(tokens.end - tokens.start - 1)).rev() {
        for start in tokens.start..=tokens.end - width {
            let text =
                tree.span(TokenId(start), TokenId(start + width - 1)).of(&tree.document.text);
            let free =
                found.iter().all(|m| m.tokens.end <= start || start + width <= m.tokens.start);
            let known = lexicon.place(text).or_else(|| lexicon.demonym(text)).filter(|_| free);
            if let Some((_, kind)) = known {
                let mention = name_mention(tree, lexicon, start..start + width, kind.name(), 0.8);
                found.push(Mention { kind: kind.clone(), ..mention });
            }
        }
    }
    found
}

/// An adjective that stands for a country: "Russian" in "Russian troops".
pub(super) fn demonym(tree: &Tree<'_>, lexicon: &Lexicon, id: TokenId) -> Option<Mention> {
    let modifies =
        matches!(tree.dependency(id), Dependency::Amod | Dependency::Compound | Dependency::Nmod);
    if !modifies && tree.tag(id) != Tag::Propn {
        return None;
    }
    let (_, kind) = lexicon.demonym(tree.word(id))?;
    let span = tree.token(id).span;
    let kind = if modifies { kind.clone() } else { Kind::new("group") };
    let (sentence, tokens) = (tree.sentence(id), id.0..id.0 + 1);
    Some(Mention { span, sentence, tokens, head: id, kind, form: Form::Name, score: 0.9 })
}

/// Runs of proper nouns that the network did not mark; they are names of a kind
/// that only the words can tell.
pub(super) fn missed(tree: &Tree<'_>, lexicon: &Lexicon, taken: &[bool]) -> Vec<Mention> {
    let mut found = Vec::new();
    for sentence in &tree.analysis.sentences {
        let mut start = None;
        for i in sentence.tokens.start..=sentence.tokens.end {
            let inside = i < sentence.tokens.end
                && tree.tag(TokenId(i)) == Tag::Propn
                && !taken[i as usize]
                && tree.word(TokenId(i)).starts_with(char::is_uppercase)
                && lexicon.demonym(tree.word(TokenId(i))).is_none();
            match (start, inside) {
                (None, true) => start = Some(i),
                (Some(first), false) => {
                    found.extend(unmarked(tree, lexicon, first..i));
                    start = None;
                }
                _ => {}
            }
        }
    }
    found
}

fn unmarked(tree: &Tree<'_>, lexicon: &Lexicon, tokens: Range<u32>) -> Option<Mention> {
    let last = TokenId(tokens.end - 1);
    let text = tree.span(TokenId(tokens.start), last).of(&tree.document.text);
    let by_head = lexicon.noun(&tree.word(last).to_lowercase()).map(Kind::name);
    let kind = lexicon.place(text).map(|(_, kind)| kind.name()).or(by_head)?;
    let mention = name_mention(tree, lexicon, tokens, kind, 0.3);
    // "the President" is a title with a capital letter and no name.
    let form = if by_head == Some("person") { Form::Nominal } else { Form::Name };
    Some(Mention { form, ..mention })
}
