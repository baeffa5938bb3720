use super::tree::Tree;
use crate::claim::{Form, Mention, MentionId};
use crate::ontology::{Kind, Lexicon};
use crate::text::{Dependency, Name, Span, Tag, TokenId};
use std::collections::BTreeSet;
use std::ops::Range;

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

impl Mentions {
    /// Finds names, nominals and pronouns, in text order.
    pub(super) fn find(tree: &Tree<'_>, lexicon: &Lexicon) -> Self {
        let mut found: Vec<Mention> = Vec::new();
        let mut taken = vec![false; tree.analysis.tokens.len()];
        let mut begun = u32::MAX;
        for name in tree.analysis.names.iter().rev() {
            // From the back, so that a name that a longer one took in is left out.
            let common = name
                .tokens
                .clone()
                .map(TokenId)
                .filter(|id| tree.head(*id).is_none_or(|h| !name.tokens.contains(&h.0)))
                .any(|id| {
                    tree.tag(id) == Tag::Noun && tree.word(id).starts_with(char::is_lowercase)
                });
            // "Russia-based tech companies" is a description, whatever the network says.
            if name.tokens.end > begun || common {
                continue;
            }
            let Some((tokens, kind)) = without_title(tree, lexicon, name) else { continue };
            let tokens = if kind == "person" { untitled(tree, lexicon, tokens) } else { tokens };
            if tokens.is_empty() {
                continue;
            }
            let tokens = whole_name(tree, lexicon, tokens, &kind);
            begun = tokens.start;
            tokens.clone().for_each(|i| taken[i as usize] = true);
            found.push(name_mention(tree, lexicon, tokens, &kind, name.score));
        }
        for id in tree.ids().filter(|id| !taken[id.0 as usize]) {
            found.extend(
                demonym(tree, lexicon, id)
                    .or_else(|| pronoun(tree, id))
                    .or_else(|| nominal(tree, lexicon, id)),
            );
        }
        found.extend(missed_names(tree, lexicon, &taken));
        let nested: Vec<Mention> =
            found.iter().flat_map(|m| places_within(tree, lexicon, m)).collect();
        let nested_spans: BTreeSet<Span> = nested.iter().map(|m| m.span).collect();
        found.extend(nested);
        found.sort_by_key(|m| (m.span, m.head));
        let mut at = vec![None; tree.analysis.tokens.len()];
        let mut within = at.clone();
        for (index, mention) in (0..).zip(&found) {
            if nested_spans.contains(&mention.span) {
                within[mention.head.0 as usize] = Some(MentionId(index));
                let before = mention.tokens.start.checked_sub(1).map(TokenId);
                if let Some(direction) = before.filter(|b| is_direction(tree, *b)) {
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

fn is_direction(tree: &Tree<'_>, id: TokenId) -> bool {
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
    let kind = known.or(adjective).map_or_else(|| Kind::new(kind), |(_, kind)| kind.clone());
    Mention { span, sentence: tree.sentence(head), tokens, head, kind, form: Form::Name, score }
}

/// Countries and regions, or their adjectives, that stand inside a longer name of
/// something else: "Texas" in "University of Texas".
fn places_within(tree: &Tree<'_>, lexicon: &Lexicon, outer: &Mention) -> Vec<Mention> {
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
fn demonym(tree: &Tree<'_>, lexicon: &Lexicon, id: TokenId) -> Option<Mention> {
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

fn pronoun(tree: &Tree<'_>, id: TokenId) -> Option<Mention> {
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

/// A noun whose kind the lexicon knows, with what stands before it.
fn nominal(tree: &Tree<'_>, lexicon: &Lexicon, id: TokenId) -> Option<Mention> {
    let inner =
        matches!(tree.dependency(id), Dependency::Compound | Dependency::Flat | Dependency::Fixed)
            && tree.head(id).is_some_and(|h| super::tree::nominal(tree.tag(h)));
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
fn plural(tree: &Tree<'_>, id: TokenId) -> bool {
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

/// Runs of proper nouns that the network did not mark; they are names of a kind
/// that only the words can tell.
fn missed_names(tree: &Tree<'_>, lexicon: &Lexicon, taken: &[bool]) -> Vec<Mention> {
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
