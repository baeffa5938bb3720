//! Quotations that go on across sentences and paragraphs, statements and interviews.

use super::Clauses;
use crate::claim::{Form, Mention};
use crate::extract::mentions::Mentions;
use crate::extract::predicates::subjects;
use crate::text::{Dependency as D, SectionKind, Sentence, SentenceId, Tag, TokenId};

/// Who speaks where: quoted words, and the speaker of each sentence that goes on with
/// a quotation without naming its speaker.
#[derive(Clone, Debug, Default)]
pub(in crate::extract) struct Voices {
    quoted: Vec<bool>,
    of_sentence: Vec<Option<TokenId>>,
}

impl Voices {
    /// Whether a token stands in direct speech.
    pub(super) fn is_quoted(&self, id: TokenId) -> bool {
        self.quoted[id.0 as usize]
    }

    /// The speaker of a sentence that goes on with a quotation.
    pub(super) fn of(&self, sentence: SentenceId) -> Option<TokenId> {
        self.of_sentence[sentence.0 as usize]
    }
}

/// The sentence from which on somebody speaks, by its first token; nobody, where an
/// interviewer asks.
type Label = (TokenId, Option<TokenId>);

/// What is known on the way down the text.
#[derive(Clone, Copy, Debug, Default)]
struct State {
    section: Option<u32>,
    /// Who was last said to speak.
    last: Option<TokenId>,
    /// Whether quotation marks are open.
    open: bool,
    /// Whether a colon ended the sentence before.
    introduced: bool,
    /// The section in which a statement without marks ends.
    statement_until: Option<u32>,
    /// Who answers or reports under a label, as in "QUILL: We left."
    labelled: Option<TokenId>,
}

impl Clauses<'_> {
    /// Finds who speaks in which sentence.
    pub(in crate::extract) fn voices(self, mentions: &Mentions) -> Voices {
        let tree = self.tree;
        let mut voices = Voices {
            quoted: vec![false; tree.analysis.tokens.len()],
            of_sentence: Vec::with_capacity(tree.analysis.sentences.len()),
        };
        let labels = self.labels(mentions);
        let mut state = State::default();
        for sentence in &tree.analysis.sentences {
            let voice = self.read_on(sentence, &labels, &mut state, &mut voices.quoted);
            voices.of_sentence.push(voice);
        }
        voices
    }

    /// The voice of a sentence that names no speaker of its own.
    fn read_on(
        self,
        sentence: &Sentence,
        labels: &[Label],
        state: &mut State,
        quoted: &mut [bool],
    ) -> Option<TokenId> {
        let tree = self.tree;
        let begins = self.begins_with_mark(sentence);
        if state.section != Some(sentence.section) {
            self.enter(sentence.section, begins, state);
        }
        if let Some((_, voice)) = labels.iter().find(|(at, _)| at.0 == sentence.tokens.start) {
            state.labelled = *voice;
        }
        let was_open = state.open;
        let in_statement = state.statement_until.is_some();
        for id in ids(sentence) {
            match tree.word(id) {
                "“" | "``" => state.open = true,
                "”" | "''" => state.open = false,
                "\"" => state.open = !state.open,
                _ => {}
            }
            quoted[id.0 as usize] = state.open || in_statement || state.labelled.is_some();
        }
        if state.labelled.is_some() {
            return state.labelled;
        }
        let inside = was_open || begins || in_statement;
        let own = self.source_of(sentence, quoted).filter(|_| !in_statement);
        let found = if inside && own.is_none() { state.last } else { None };
        state.introduced = tree.word(TokenId(sentence.tokens.end - 1)) == ":";
        state.last = own
            .or_else(|| self.introducer(sentence).filter(|_| state.introduced && !inside))
            .or(state.last.filter(|_| inside));
        if !in_statement && self.opens_statement(sentence, state.introduced) && state.last.is_some()
        {
            state.statement_until = state.last.and_then(|who| self.end_of_statement(sentence, who));
            if state.statement_until.is_some() {
                let colon = ids(sentence).find(|id| tree.word(*id) == ":");
                colon.into_iter().flat_map(|c| c.0..sentence.tokens.end).for_each(|i| {
                    quoted[i as usize] = true;
                });
            }
        }
        found.or(own)
    }

    /// Enters a paragraph. A quotation may go on for paragraphs, each opened by a mark.
    fn enter(self, section: u32, begins: bool, state: &mut State) {
        if state.statement_until.is_some_and(|until| section > until || begins) {
            state.statement_until = None;
        }
        let goes_on = state.statement_until.is_some() || begins && (state.introduced || state.open);
        state.last = state.last.filter(|_| goes_on);
        state.open = false;
        state.section = Some(section);
        let kind = self.tree.document.sections.get(section as usize).map(|s| s.kind);
        if kind.is_some_and(|kind| !matches!(kind, SectionKind::Body | SectionKind::Quote)) {
            state.labelled = None;
        }
    }

    fn begins_with_mark(self, sentence: &Sentence) -> bool {
        is_mark(self.tree.word(TokenId(sentence.tokens.start)))
    }

    /// The subject of the verb of speech that carries a sentence, outside its quotation.
    fn source_of(self, sentence: &Sentence, quoted: &[bool]) -> Option<TokenId> {
        let tree = self.tree;
        ids(sentence)
            .filter(|id| {
                tree.tag(*id) == Tag::Verb
                    && self.is(*id, "speech")
                    && tree.has(*id, D::Nsubj)
                    && !quoted[id.0 as usize]
            })
            .find(|id| {
                tree.head(*id).is_none() || matches!(tree.dependency(*id), D::Parataxis | D::Conj)
            })
            .and_then(|id| self.voice_of(id))
    }

    /// Who "released the following statement:".
    fn introducer(self, sentence: &Sentence) -> Option<TokenId> {
        let tree = self.tree;
        let root = ids(sentence).find(|id| tree.head(*id).is_none())?;
        let speaks = ids(sentence).any(|id| self.is(id, "announcement"));
        if !speaks || tree.tag(root) != Tag::Verb {
            return None;
        }
        subjects(tree, root).first().copied()
    }

    /// Whether a sentence leads over to somebody's words without marks: "Quill said:".
    fn opens_statement(self, sentence: &Sentence, introduced: bool) -> bool {
        let tree = self.tree;
        let said = |id: TokenId| {
            let verb = TokenId(id.0.saturating_sub(1));
            tree.word(id) == ":"
                && tree.tag(verb) == Tag::Verb
                && self.is(verb, "speech")
                && tree.has(verb, D::Nsubj)
                && id.0 + 1 < sentence.tokens.end
                && !is_mark(tree.word(TokenId(id.0 + 1)))
        };
        introduced || ids(sentence).any(said)
    }

    /// The last paragraph of a statement without marks: the last before words are
    /// quoted again or the speaker is named. A statement somewhere says "I" or "we".
    fn end_of_statement(self, sentence: &Sentence, speaker: TokenId) -> Option<u32> {
        let tree = self.tree;
        let names: Vec<&str> = std::iter::once(speaker)
            .chain(tree.all(speaker, &[D::Flat, D::Compound, D::Appos]))
            .filter(|id| tree.tag(*id) == Tag::Propn)
            .map(|id| tree.word(id))
            .collect();
        let ends = |s: &Sentence| {
            let word = |id| tree.word(id);
            let quotes = ids(s).any(|id| is_mark(word(id)))
                && ids(s).any(|id| self.is(id, "speech") && tree.has(id, D::Nsubj));
            quotes || self.begins_with_mark(s) || ids(s).map(word).any(|w| names.contains(&w))
        };
        let rest = tree.analysis.sentences.iter().filter(|s| s.tokens.start >= sentence.tokens.end);
        let stop = rest.clone().find(|s| ends(s)).map(|s| s.section);
        let within: Vec<_> = rest
            .take_while(|s| {
                stop.is_none_or(|stop| s.section < stop || s.section == sentence.section)
            })
            .collect();
        let spoken = within.iter().any(|s| ids(s).any(|id| is_first_person(tree.word(id))));
        let introduced = tree.word(TokenId(sentence.tokens.end - 1)) == ":";
        let next = within.first().filter(|_| introduced);
        within.last().filter(|_| spoken).or(next).map(|s| s.section)
    }

    /// The paragraphs that open with the name of who speaks and a colon, as in an
    /// interview or a transcript; nobody, where they open with "Q:".
    fn labels(self, mentions: &Mentions) -> Vec<Label> {
        let tree = self.tree;
        let (mut labels, mut words) = (Vec::new(), Vec::new());
        for sentence in self.openings() {
            let Some(colon) = self.label_end(sentence) else { continue };
            let first = TokenId(sentence.tokens.start);
            let name = tree.span(first, colon).of(&tree.document.text);
            let voice = match name {
                "Q:" => None,
                "A:" => self.interviewee(first, mentions),
                _ => (first.0..colon.0)
                    .map(TokenId)
                    .find(|id| mentions.of(*id).is_some())
                    .or_else(|| self.initialled(name.trim_end_matches(':'), mentions)),
            };
            labels.push((first, voice));
            words.push(name);
        }
        // Labels come back; headings and the datelines of short items do not.
        let again = (1..words.len()).any(|i| words[..i].contains(&words[i]));
        if again { labels } else { self.answers(mentions) }
    }

    /// The first sentence of each paragraph.
    fn openings(&self) -> impl Iterator<Item = &Sentence> {
        let sentences = &self.tree.analysis.sentences;
        let before = std::iter::once(None).chain(sentences.iter().map(|s| Some(s.section)));
        sentences.iter().zip(before).filter(|(s, b)| *b != Some(s.section)).map(|(s, _)| s)
    }

    /// Who answers in an interview whose questions stand on lines of their own, each
    /// right above its answer.
    fn answers(self, mentions: &Mentions) -> Vec<Label> {
        let tree = self.tree;
        let ends_line = |s: &&Sentence| {
            let rest = tree.document.text.get(s.span.end as usize..).unwrap_or_default();
            rest.starts_with('\n') && !rest.starts_with("\n\n")
        };
        let asked: Vec<_> = self.openings().filter(ends_line).collect();
        let questions = asked.iter().filter(|s| tree.word(TokenId(s.tokens.end - 1)) == "?");
        if questions.count() < 3 {
            return Vec::new();
        }
        let answer = |s: &&Sentence| {
            let first = TokenId(s.tokens.start);
            [(first, None), (TokenId(s.tokens.end), self.interviewee(first, mentions))]
        };
        asked.iter().flat_map(answer).collect()
    }

    /// The person whose initials stand before the colon: "AQ:".
    fn initialled(self, label: &str, mentions: &Mentions) -> Option<TokenId> {
        let tree = self.tree;
        let initials = |tokens: std::ops::Range<u32>| -> String {
            tokens.filter_map(|i| tree.word(TokenId(i)).chars().next()).collect()
        };
        let person = |m: &&Mention| m.form == Form::Name && m.kind.name() == "person";
        mentions
            .list
            .iter()
            .filter(person)
            .find(|m| m.tokens.len() > 1 && initials(m.tokens.clone()) == label)
            .map(|m| m.head)
    }

    /// The colon after "QUILL:", "ADA QUILL (on the phone):", "Q:".
    fn label_end(self, sentence: &Sentence) -> Option<TokenId> {
        let tree = self.tree;
        let colon = ids(sentence).take(9).find(|id| tree.word(*id) == ":")?;
        let mut bracket = false;
        let all = (sentence.tokens.start..colon.0).map(TokenId).all(|id| {
            let word = tree.word(id);
            bracket = bracket && word != ")" || word == "(";
            bracket || word == ")" || !word.chars().any(char::is_lowercase)
        });
        (all && colon.0 > sentence.tokens.start).then_some(colon)
    }

    /// Who is interviewed: the first person of whom the text says something.
    fn interviewee(self, before: TokenId, mentions: &Mentions) -> Option<TokenId> {
        let tree = self.tree;
        mentions
            .list
            .iter()
            .filter(|m| m.form == Form::Name && m.kind.name() == "person" && m.head < before)
            .map(|m| m.head)
            .find(|head| matches!(tree.dependency(*head), D::Nsubj | D::NsubjPass))
    }
}

fn ids(sentence: &Sentence) -> impl Iterator<Item = TokenId> + use<> {
    (sentence.tokens.start..sentence.tokens.end).map(TokenId)
}

/// Whether a word is a mark that may open a quotation.
fn is_mark(word: &str) -> bool {
    matches!(word, "\"" | "“" | "``")
}

/// Whether a word speaks of "I" or "we".
fn is_first_person(word: &str) -> bool {
    matches!(word, "I" | "We" | "we" | "our" | "Our" | "us" | "my" | "My")
}
