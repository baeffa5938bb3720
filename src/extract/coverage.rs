use super::Passage;
use crate::claim::Form;
use crate::text::{Dependency, Sentence, SentenceId, Span, Tag};

/// Why nothing is held of a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Silence {
    /// It is a headline or a heading, and says nothing that the trees show.
    Heading,
    /// It asks.
    Question,
    /// It has no verb.
    Fragment,
    /// It names or points to fewer than two things.
    NoNamedEnd,
    /// No known predicate joins the things that it names.
    NoPredicate,
    /// Something was read, but one of its ends is named nowhere, or both are one thing.
    EndsUnknown,
}

impl Silence {
    /// Every reason, in the order in which they are declared.
    pub const ALL: [Self; 6] = [
        Self::Heading,
        Self::Question,
        Self::Fragment,
        Self::NoNamedEnd,
        Self::NoPredicate,
        Self::EndsUnknown,
    ];

    /// Its name, as the terminal shows it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Heading => "heading",
            Self::Question => "question",
            Self::Fragment => "fragment",
            Self::NoNamedEnd => "no named end",
            Self::NoPredicate => "no predicate",
            Self::EndsUnknown => "ends unknown",
        }
    }
}

/// The sentences of which nothing is held, in text order, each with the reason.
///
/// `claimed` and `held` are the spans of the evidence of claims and of statements.
pub fn silences(passage: &Passage<'_>, claimed: &[Span], held: &[Span]) -> Vec<(Span, Silence)> {
    let gave = |spans: &[Span], sentence: Span| spans.iter().any(|span| span.overlaps(sentence));
    let sentences = (0..).map(SentenceId).zip(&passage.tree.analysis.sentences);
    sentences
        .filter(|(_, sentence)| !gave(held, sentence.span))
        .map(|(id, sentence)| {
            let read = gave(claimed, sentence.span);
            let reason = if read { Silence::EndsUnknown } else { silence(passage, id, sentence) };
            (sentence.span, reason)
        })
        .collect()
}

/// Why nothing was read from a sentence: the first reason that would be enough.
fn silence(passage: &Passage<'_>, id: SentenceId, sentence: &Sentence) -> Silence {
    let tree = &passage.tree;
    let document = tree.document;
    let text = sentence.span.of(&document.text);
    let section = document.sections.get(sentence.section as usize);
    let is_verb =
        |tag: Tag, way| tag == Tag::Verb && way != Dependency::Amod || way == Dependency::Cop;
    let ends = passage.mentions().iter().filter(|m| m.sentence == id);
    if section.is_some_and(|section| section.kind.is_heading()) {
        Silence::Heading
    } else if text.trim_end_matches(['"', '”', '\'', '’', ')', ' ']).ends_with('?') {
        Silence::Question
    } else if !tree.analysis.tokens_of(sentence).any(|(_, t)| is_verb(t.tag, t.dependency)) {
        Silence::Fragment
    } else if ends.clone().count() < 2 || ends.clone().all(|m| m.form == Form::Nominal) {
        Silence::NoNamedEnd
    } else {
        Silence::NoPredicate
    }
}
