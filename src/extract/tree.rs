use super::time::{self, Timing};
use crate::text::{
    Analysis, Children, Dependency, Document, Sentence, SentenceId, Span, Tag, Token, TokenId,
};

/// Dependency trees with the steps that reading them needs.
///
/// Children are in text order, so everything built on them is.
#[derive(Debug)]
pub(super) struct Tree<'a> {
    pub(super) document: &'a Document,
    pub(super) analysis: &'a Analysis,
    /// The words for times, in text order.
    pub(super) times: Vec<Timing>,
    children: Children,
    sentence_of: Vec<SentenceId>,
}

impl<'a> Tree<'a> {
    pub(super) fn new(document: &'a Document, analysis: &'a Analysis) -> Self {
        let mut sentence_of = vec![SentenceId(0); analysis.tokens.len()];
        for (index, sentence) in (0..).zip(&analysis.sentences) {
            let tokens = sentence.tokens.start as usize..sentence.tokens.end as usize;
            sentence_of[tokens].fill(SentenceId(index));
        }
        let times = time::find(document, analysis);
        Self { document, analysis, times, children: Children::of(analysis), sentence_of }
    }

    pub(super) fn token(&self, id: TokenId) -> &'a Token {
        self.analysis.token(id)
    }

    pub(super) fn ids(&self) -> impl Iterator<Item = TokenId> + use<> {
        (0..).map(TokenId).take(self.analysis.tokens.len())
    }

    pub(super) fn lemma(&self, id: TokenId) -> &'a str {
        &self.token(id).lemma
    }

    pub(super) fn word(&self, id: TokenId) -> &'a str {
        self.token(id).span.of(&self.document.text)
    }

    pub(super) fn tag(&self, id: TokenId) -> Tag {
        self.token(id).tag
    }

    pub(super) fn dependency(&self, id: TokenId) -> Dependency {
        self.token(id).dependency
    }

    pub(super) fn head(&self, id: TokenId) -> Option<TokenId> {
        self.token(id).head
    }

    pub(super) fn sentence(&self, id: TokenId) -> SentenceId {
        self.sentence_of[id.0 as usize]
    }

    /// The sentence that a token stands in, whole.
    pub(super) fn sentence_around(&self, id: TokenId) -> &'a Sentence {
        &self.analysis.sentences[self.sentence(id).0 as usize]
    }

    pub(super) fn children(&self, id: TokenId) -> &[TokenId] {
        self.children.get(id)
    }

    /// The children that depend in one of these ways.
    pub(super) fn all<'b>(
        &'b self,
        id: TokenId,
        ways: &'b [Dependency],
    ) -> impl Iterator<Item = TokenId> + 'b {
        self.children(id).iter().copied().filter(|child| ways.contains(&self.dependency(*child)))
    }

    /// The first child that depends in one of these ways.
    pub(super) fn child(&self, id: TokenId, ways: &[Dependency]) -> Option<TokenId> {
        self.all(id, ways).next()
    }

    pub(super) fn has(&self, id: TokenId, way: Dependency) -> bool {
        self.child(id, &[way]).is_some()
    }

    /// Whether a child in one of these ways has one of these lemmas.
    pub(super) fn has_word(&self, id: TokenId, ways: &[Dependency], lemmas: &[&str]) -> bool {
        self.all(id, ways).any(|child| lemmas.contains(&self.lemma(child)))
    }

    /// The token and those coordinated with it; for a later conjunct, that one
    /// and those after it.
    pub(super) fn conjuncts(&self, id: TokenId) -> Vec<TokenId> {
        let mut all = vec![id];
        all.extend(
            self.all(id, &[Dependency::Conj])
                .filter(|c| nominal(self.tag(*c)) == nominal(self.tag(id))),
        );
        all
    }

    /// First and last token of the subtree.
    pub(super) fn edges(&self, id: TokenId) -> (TokenId, TokenId) {
        let mut edges = (id, id);
        let mut open = vec![id];
        while let Some(next) = open.pop() {
            edges = (edges.0.min(next), edges.1.max(next));
            open.extend(self.children(next));
        }
        edges
    }

    /// The words from the first to the last of these tokens.
    pub(super) fn span(&self, first: TokenId, last: TokenId) -> Span {
        self.token(first).span.to(self.token(last).span)
    }

    /// Ancestors from the head upwards.
    pub(super) fn ancestors(&self, id: TokenId) -> impl Iterator<Item = TokenId> + '_ {
        // A tree has no cycle, but `analyse` may be given one by hand; the bound keeps this total.
        std::iter::successors(self.head(id), |next| self.head(*next)).take(200)
    }

    /// The preposition that introduces an oblique or nominal modifier, in lower
    /// case, with its fixed words: `in`, `because of`, `according to`.
    pub(super) fn preposition(&self, id: TokenId) -> Option<String> {
        let case = self.all(id, &[Dependency::Case]).find(|c| {
            !self.word(*c).ends_with('s')
                || self.tag(*c) == Tag::Adp && !self.word(*c).starts_with(['\'', '’'])
        })?;
        let mut words = vec![self.word(case).to_lowercase()];
        words.extend(self.all(case, &[Dependency::Fixed]).map(|f| self.word(f).to_lowercase()));
        if words.len() == 1 {
            // "according to", "out of": a second case mark right after the first.
            let second = self.all(id, &[Dependency::Case]).find(|c| c.0 == case.0 + 1);
            words.extend(second.map(|c| self.word(c).to_lowercase()));
        }
        Some(words.join(" "))
    }

    /// Whether a verb form is a past participle by its looks.
    pub(super) fn looks_past(&self, id: TokenId) -> bool {
        let word = self.word(id).to_lowercase();
        !word.ends_with("ing") && word != self.lemma(id)
            || self.lemma(id) == word && UNCHANGED.contains(&word.as_str())
    }
}

/// Verbs whose past participle is their plain form.
const UNCHANGED: [&str; 13] = [
    "put", "set", "cut", "hit", "hurt", "let", "shut", "split", "spread", "cast", "become", "run",
    "come",
];

/// Whether a part of speech names things.
pub(super) fn nominal(tag: Tag) -> bool {
    matches!(tag, Tag::Noun | Tag::Propn | Tag::Pron | Tag::Num | Tag::Sym | Tag::X | Tag::Det)
}
