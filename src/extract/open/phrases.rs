//! The words of a phrase, as a list of tokens.

use crate::extract::predicates::relative_antecedent;
use crate::extract::tree::Tree;
use crate::text::{Dependency as D, Tag, TokenId};

/// A phrase beside a predicate.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Phrase {
    /// The word that carries it.
    pub(super) head: TokenId,
    /// The words that introduce it, where they are not part of the predicate.
    pub(super) preposition: Vec<TokenId>,
    extent: Extent,
    /// What it is the subject or object of, where that stands inside of it.
    without: Option<TokenId>,
}

/// How much of a subtree belongs to a phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Extent {
    /// One noun and what modifies it.
    One,
    /// With what is coordinated with it.
    All,
    /// What of it stands after this word.
    After(TokenId),
    /// A whole clause.
    Clause,
}

/// Marks that no phrase begins or ends with.
const EDGES: [&str; 12] = [",", ";", ":", ".", "-", "--", "–", "—", "?", "!", "and", "or"];

/// Marks that are kept only in pairs.
const OPENING: [&str; 4] = ["``", "\"", "“", "("];
const CLOSING: [&str; 4] = ["''", "\"", "”", ")"];

impl Phrase {
    /// One noun with what modifies it, but for what is coordinated with it.
    pub(super) fn one(tree: &Tree<'_>, head: TokenId, without: Option<TokenId>) -> Self {
        Self { head, preposition: case(tree, head), extent: Extent::One, without }
    }

    /// A noun with all that is coordinated with it.
    pub(super) fn all(tree: &Tree<'_>, head: TokenId, without: Option<TokenId>) -> Self {
        Self { extent: Extent::All, ..Self::one(tree, head, without) }
    }

    /// A name without the title before it, and what stands before that.
    pub(super) fn after(tree: &Tree<'_>, head: TokenId, title: TokenId) -> Self {
        Self { extent: Extent::After(title), ..Self::one(tree, head, None) }
    }

    /// A whole clause, but for its "that".
    pub(super) fn clause(head: TokenId) -> Self {
        Self { head, preposition: Vec::new(), extent: Extent::Clause, without: None }
    }

    /// A phrase beside a verb; a relative pronoun gives way to the noun that it stands for.
    pub(super) fn beside(tree: &Tree<'_>, id: TokenId, verb: TokenId) -> Self {
        let noun = relative_antecedent(tree, id).unwrap_or(id);
        Self { preposition: case(tree, id), ..Self::all(tree, noun, Some(verb)) }
    }

    /// Without its preposition.
    pub(super) fn bare(self) -> Self {
        Self { preposition: Vec::new(), ..self }
    }

    /// Whether it is a clause.
    pub(super) fn is_clause(&self) -> bool {
        self.extent == Extent::Clause
    }

    /// The words that carry it: one, or one for each conjunct.
    pub(super) fn heads(&self, tree: &Tree<'_>) -> Vec<TokenId> {
        match self.extent {
            Extent::All => tree.conjuncts(self.head),
            Extent::One | Extent::After(_) | Extent::Clause => vec![self.head],
        }
    }

    /// Each of the conjuncts by itself.
    pub(super) fn each(&self, tree: &Tree<'_>) -> Vec<Self> {
        let heads = self.heads(tree);
        if heads.len() < 2 {
            return vec![self.clone()];
        }
        let preposition = &self.preposition;
        let one =
            |head| Self { preposition: preposition.clone(), ..Self::one(tree, head, self.without) };
        heads.into_iter().map(one).collect()
    }

    /// Its tokens without the preposition, in text order.
    pub(super) fn tokens(&self, tree: &Tree<'_>) -> Vec<TokenId> {
        let mut tokens = vec![self.head];
        for &child in tree.children(self.head) {
            if self.takes(tree, child) {
                gather(tree, child, self.without, &mut tokens);
            }
        }
        if let Extent::After(title) = self.extent {
            tokens.retain(|token| *token > title);
        }
        if self.extent != Extent::Clause {
            let case = case(tree, self.head);
            tokens.retain(|token| !case.contains(token));
        }
        tokens.sort_unstable();
        trimmed(tree, tokens)
    }

    /// Whether what a child heads is part of the phrase.
    fn takes(&self, tree: &Tree<'_>, child: TokenId) -> bool {
        let way = tree.dependency(child);
        if self.extent == Extent::Clause {
            return way != D::Parataxis && !(way == D::Mark && tree.lemma(child) == "that");
        }
        let copula = tree.child(self.head, &[D::Cop]);
        let complement = copula.is_some() && tree.tag(self.head) != Tag::Verb;
        match way {
            D::Case => child > self.head && !possessive(tree, child),
            D::Cc | D::CcPreconj | D::Conj => self.extent == Extent::All && !finite(tree, child),
            D::Mark => tree.lemma(child) == "to",
            D::AclRelcl
            | D::Appos
            | D::Parataxis
            | D::Discourse
            | D::Cop
            | D::Aux
            | D::Nsubj
            | D::NsubjOuter
            | D::NsubjPass
            | D::Csubj
            | D::Vocative
            | D::Dislocated => false,
            D::Obl | D::OblUnmarked | D::Advcl => !complement,
            D::Advmod if complement => {
                !matches!(tree.lemma(child), "not" | "n't" | "never" | "however" | "also")
                    && copula.is_some_and(|copula| copula < child)
            }
            _ => true,
        }
    }

    /// Its words, preposition and all.
    pub(super) fn text(&self, tree: &Tree<'_>) -> String {
        let [preposition, phrase] = [text(tree, &self.preposition), text(tree, &self.tokens(tree))];
        if preposition.is_empty() { phrase } else { format!("{preposition} {phrase}") }
    }
}

/// The preposition of a phrase with its fixed words; a later conjunct shares that of
/// the first.
pub(super) fn case(tree: &Tree<'_>, id: TokenId) -> Vec<TokenId> {
    let own = own_case(tree, id);
    if !own.is_empty() {
        return own;
    }
    if let Some(first) = tree.head(id).filter(|_| tree.dependency(id) == D::Conj) {
        return own_case(tree, first);
    }
    // "by engineer Mara Holt" may be read as if the preposition were the title's.
    let first = tree.edges(id).0;
    let titles = tree.all(id, &[D::Nmod, D::NmodUnmarked, D::Compound, D::Flat, D::Appos]);
    let mut cases = titles.map(|title| own_case(tree, title));
    cases.find(|case| case.first() == Some(&first)).unwrap_or_default()
}

fn own_case(tree: &Tree<'_>, id: TokenId) -> Vec<TokenId> {
    let before = |c: &TokenId| *c < id && !possessive(tree, *c);
    let mut words: Vec<TokenId> = tree.all(id, &[D::Case]).filter(before).collect();
    let fixed: Vec<_> = words.iter().flat_map(|c| tree.all(*c, &[D::Fixed])).collect();
    words.extend(fixed);
    words
}

fn possessive(tree: &Tree<'_>, id: TokenId) -> bool {
    tree.word(id).starts_with(['\'', '’'])
}

/// Whether a conjunct is a clause with a subject of its own.
fn finite(tree: &Tree<'_>, id: TokenId) -> bool {
    tree.has(id, D::Nsubj) || tree.has(id, D::NsubjPass) || tree.has(id, D::Cop)
}

/// The tokens of a subtree but for what `without` heads.
fn gather(tree: &Tree<'_>, from: TokenId, without: Option<TokenId>, tokens: &mut Vec<TokenId>) {
    let mut open = vec![from];
    while let Some(next) = open.pop().filter(|_| tokens.len() < MOST) {
        if Some(next) != without {
            tokens.push(next);
            open.extend(tree.children(next));
        }
    }
}

/// The most tokens of a phrase: a sentence may be as long as a paragraph, and each of
/// its clauses would repeat the rest of it.
const MOST: usize = 200;

/// Without the marks at the edges; a quotation mark stays where its fellow does.
pub(super) fn trimmed(tree: &Tree<'_>, mut tokens: Vec<TokenId>) -> Vec<TokenId> {
    let is =
        |id: Option<&TokenId>, marks: &[&str]| id.is_some_and(|i| marks.contains(&tree.word(*i)));
    let has = |ids: &[TokenId], marks: &[&str]| ids.iter().any(|i| is(Some(i), marks));
    loop {
        let (first, last) = (tokens.first(), tokens.last());
        let alone = |mark: Option<&TokenId>, marks, rest: &[TokenId], fellows| {
            is(mark, marks) && !has(rest, fellows)
        };
        let (head, tail) = (tokens.split_last().map_or(&[][..], |s| s.1), tokens.get(1..));
        if is(last, &EDGES) || alone(last, &CLOSING, head, &OPENING) {
            tokens.pop();
        } else if is(first, &EDGES) || alone(first, &OPENING, tail.unwrap_or(&[]), &CLOSING) {
            tokens.remove(0);
        } else {
            return tokens;
        }
    }
}

/// The words of tokens, with a space wherever the text has one or leaves words out.
pub(super) fn text(tree: &Tree<'_>, tokens: &[TokenId]) -> String {
    let mut text = String::new();
    let mut end = None;
    for span in tokens.iter().map(|id| tree.token(*id).span) {
        if end.is_some_and(|end| end != span.start) {
            text.push(' ');
        }
        text.push_str(span.of(&tree.document.text));
        end = Some(span.end);
    }
    text
}
