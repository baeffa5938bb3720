//! What no relation fits, in the text's own words: as statements between mentions for
//! the graph, and as tuples of whole phrases (open information extraction).

mod phrases;
mod readings;
mod tuples;
mod words;

pub use tuples::{Tuple, tuples};

use super::Passage;
use super::predicates::particle;
use super::stance::Judged;
use super::tree::Tree;
use crate::claim::{Claim, Form, MentionId, Predicate as Said};
use crate::text::{Dependency as D, MONTHS, Tag, TokenId, WEEKDAYS};
use phrases::Phrase;
use readings::{Reading, Sort};
use words::Word;

/// Verbs that say nothing of two things unless a noun or preposition helps them.
const LIGHT: [&str; 13] = [
    "be", "have", "do", "make", "take", "get", "give", "include", "say", "tell", "call", "let",
    "consider",
];

/// The most words of an open predicate: "is one of the fiercest rivals of".
const LONGEST: usize = 8;

/// What a reading says of one word.
struct Link {
    words: Vec<Word>,
    object: TokenId,
    /// Whether it is the direct object, which may be told by a noun.
    direct: bool,
}

/// Reads what is said of two mentions where no typed claim of that word, or of these
/// two, was read.
pub(super) fn extract(passage: &Passage<'_>, typed: &[Claim]) -> Vec<Claim> {
    let tree = &passage.tree;
    let mut claims: Vec<Claim> = Vec::new();
    for reading in readings::find(tree) {
        let head = tree.token(reading.head).span;
        if matches!(reading.sort, Sort::Title | Sort::Possessive)
            || typed.iter().any(|c| c.evidence.predicate.overlaps(head))
        {
            continue;
        }
        for link in links(tree, &reading) {
            for claim in between(passage, &reading, &link) {
                let same =
                    |c: &Claim| c.evidence == claim.evidence && c.predicate == claim.predicate;
                let known = |t: &Claim| {
                    (t.subject, t.object) == (claim.subject, claim.object)
                        || (t.subject, t.object) == (claim.object, claim.subject)
                };
                if !typed.iter().any(known) && !claims.iter().any(same) {
                    claims.push(claim);
                }
            }
        }
    }
    claims
}

/// The claims of a link: of each mention that the subject means, and each that the
/// object means.
fn between(passage: &Passage<'_>, reading: &Reading, link: &Link) -> Vec<Claim> {
    let tree = &passage.tree;
    let mut claims = Vec::new();
    let Some(object) = passage.mentions.meant(tree, link.object) else { return claims };
    let form = passage.mentions.get(object).form;
    let told = form == Form::Name || link.direct && form == Form::Nominal;
    // "refused to sell" says itself that nothing was sold: the stance is that of "refused".
    let head = words::outermost(tree, reading.head);
    let frame = passage.frame(Judged { head, light: None, denotes: false });
    if !told || frame.only_asked {
        return claims;
    }
    let subjects = reading.subject.heads(tree).into_iter();
    for subject in subjects.filter_map(|id| passage.mentions.meant(tree, id)) {
        let stance = passage.stance(&frame);
        let ends = (subject, object);
        claims.extend(evidence(passage, reading.head, ends).map(|evidence| Claim {
            subject,
            predicate: Said::Open(words::label(tree, &link.words)),
            object,
            stance,
            role: None,
            amount: None,
            evidence,
        }));
    }
    claims
}

fn evidence(
    passage: &Passage<'_>,
    head: TokenId,
    ends: (MentionId, MentionId),
) -> Option<crate::claim::Evidence> {
    passage.evidence(passage.predicate(head)?, ends, "open").filter(|_| ends.0 != ends.1)
}

/// What a reading says of each word that may mean something.
fn links(tree: &Tree<'_>, reading: &Reading) -> Vec<Link> {
    let spoken = spoken(tree, &reading.predicate);
    let Some((first, rest)) = reading.arguments.split_first() else { return Vec::new() };
    let copular = matches!(reading.sort, Sort::Copula | Sort::Apposition);
    let mut links = Vec::new();
    if !first.is_clause() {
        if reading.prepositional || !is_light(tree, &spoken) {
            links.extend(all(tree, first, &spoken, !reading.prepositional && !copular));
        }
        if tree.tag(first.head) == Tag::Noun && !reading.prepositional {
            links.extend(through(tree, &spoken, first));
        }
    }
    let mut verb = spoken;
    if reading.prepositional {
        verb.retain(|word| !matches!(word, Word::Token(id) if tree.dependency(*id) == D::Case));
    } else if !first.is_clause() && first.preposition.is_empty() {
        let object = first.tokens(tree).into_iter().filter(|token| *token <= first.head);
        verb.extend(object.map(Word::Token));
    }
    // What stands before the verb belongs to the whole sentence.
    let after = |phrase: &&Phrase| !phrase.preposition.is_empty() && phrase.head > reading.head;
    if !copular && !is_light(tree, &verb) {
        for phrase in rest.iter().filter(after) {
            links.extend(all(tree, phrase, &followed(&verb, &phrase.preposition), false));
        }
    }
    links.retain(|link| link.words.len() <= LONGEST && !is_time(tree, link.object));
    links
}

/// A link to each of the conjuncts of a phrase.
fn all<'a>(
    tree: &Tree<'_>,
    phrase: &Phrase,
    words: &'a [Word],
    direct: bool,
) -> impl Iterator<Item = Link> + use<'a> {
    let heads = phrase.heads(tree).into_iter();
    heads.map(move |object| Link { words: words.to_vec(), object, direct })
}

/// Whether a word only tells when.
fn is_time(tree: &Tree<'_>, id: TokenId) -> bool {
    let lemma = tree.lemma(id).to_lowercase();
    tree.tag(id) == Tag::Num || [&MONTHS[..], &WEEKDAYS].iter().any(|t| t.contains(&&*lemma))
}

/// "is a rival of Orbel", "signed a deal with Orbel": the noun joins the predicate, and
/// what follows its preposition is what it says it of.
fn through(tree: &Tree<'_>, spoken: &[Word], noun: &Phrase) -> Vec<Link> {
    let mut links = Vec::new();
    for of in tree.all(noun.head, &[D::Nmod]).filter(|of| *of > noun.head) {
        let preposition = phrases::case(tree, of);
        let Some(begin) = preposition.first() else { continue };
        let before = noun.tokens(tree).into_iter().filter(|t| t < begin);
        let words: Vec<Word> = spoken.iter().copied().chain(before.map(Word::Token)).collect();
        let phrase = Phrase::all(tree, of, None);
        links.extend(all(tree, &phrase, &followed(&words, &preposition), false));
    }
    links
}

fn followed(words: &[Word], preposition: &[TokenId]) -> Vec<Word> {
    words.iter().copied().chain(preposition.iter().copied().map(Word::Token)).collect()
}

/// A predicate without what the stance tells: negation, modals and "do"; without
/// adverbs, too, but for "yet" ("has yet to pay").
fn spoken(tree: &Tree<'_>, predicate: &[Word]) -> Vec<Word> {
    let mut words = predicate.to_vec();
    words.retain(|word| match word {
        Word::Token(id) => match tree.dependency(*id) {
            D::Aux => matches!(tree.lemma(*id), "have" | "be"),
            D::Advmod => tree.lemma(*id) == "yet" || particle_of_head(tree, *id),
            _ => true,
        },
        Word::Added(_) => true,
    });
    words
}

/// Whether an adverb belongs to the verb right before it: "away" in "threw away".
fn particle_of_head(tree: &Tree<'_>, id: TokenId) -> bool {
    tree.head(id).is_some_and(|verb| particle(tree, verb) == Some(id))
}

/// Whether the words are a light verb alone.
fn is_light(tree: &Tree<'_>, words: &[Word]) -> bool {
    match words {
        [Word::Token(id)] => LIGHT.contains(&tree.lemma(*id)),
        [Word::Added(_)] | [] => true,
        _ => false,
    }
}
