//! Who speaks where the text says "I" or "we".

use super::ClusterId;
use super::reference::Discourse;
use crate::claim::{Claim, Form, Mention, Predicate};
use crate::text::{SentenceId, Tag};

/// How many sentences back the speaker of a quotation is looked for.
const SPEECH_REACH: usize = 12;
/// How many sentences back those are looked for who say "we" without a speaker.
const ACTOR_REACH: usize = 4;

/// Relations that tie a person to those for whom "we" is said, the closest first.
const TIES: [&str; 4] = ["represents", "leads", "works-for", "member-of"];

/// Whether a word stands for its speaker, and then whether for several.
pub(super) fn of_speaker(word: &str) -> Option<bool> {
    match word {
        "i" | "me" | "my" => Some(false),
        "we" | "us" | "our" | "ours" => Some(true),
        _ => None,
    }
}

impl Discourse<'_, '_> {
    /// Finds who "I" and "we" are, once all others are known: the speaker, and for "we"
    /// those for whom the speaker speaks.
    pub(super) fn speakers(&mut self, claims: &[Claim]) {
        for (index, mention) in self.context.mentions.iter().enumerate() {
            let word = self.context.word(mention.head).to_lowercase();
            let Some(several) = of_speaker(&word).filter(|_| mention.form == Form::Pronoun) else {
                continue;
            };
            let speaker = self.speaker(mention);
            let person = speaker.is_none_or(|s| self.known[s.0].kind.name() == "person");
            let body = speaker
                .and_then(|s| self.body_of(s, claims))
                .or_else(|| self.actor_before(mention))
                .filter(|_| several && person);
            self.clusters.of[index] = body.or(speaker);
        }
    }

    /// The latest organization or country that the sentences right before have for a
    /// subject.
    fn actor_before(&self, mention: &Mention) -> Option<ClusterId> {
        let near = (0..=mention.sentence.0).rev().take(ACTOR_REACH).map(SentenceId);
        near.flat_map(|sentence| self.context.mentions_in(sentence)).find_map(|(id, m)| {
            let named = m.form == Form::Name && self.context.is_subject(m.head);
            self.clusters.get(id).filter(|cluster| named && self.is_body(*cluster))
        })
    }

    fn is_body(&self, cluster: ClusterId) -> bool {
        let kind = &self.known[cluster.0].kind;
        kind.name() == "country" || self.context.ontology.is_a(kind, "organization")
    }

    /// The organization or country for which a person speaks, by what the text says of both.
    fn body_of(&self, person: ClusterId, claims: &[Claim]) -> Option<ClusterId> {
        let tied = |tie: &str| {
            claims.iter().find_map(|claim| {
                let Predicate::Relation(relation) = &claim.predicate else { return None };
                let ties =
                    relation.name() == tie && self.clusters.get(claim.subject) == Some(person);
                self.clusters.get(claim.object).filter(|body| ties && self.is_body(*body))
            })
        };
        TIES.iter().find_map(|tie| tied(tie))
    }

    /// The subject of the verb of speech in the sentence, in one before it, or in the
    /// next. A paragraph that opens with a quotation mark goes on with the one before.
    fn speaker(&self, mention: &Mention) -> Option<ClusterId> {
        let section =
            |s: SentenceId| self.context.analysis.sentences.get(s.0 as usize).map(|s| s.section);
        let here = section(mention.sentence);
        let mut back: Vec<SentenceId> = Vec::new();
        for sentence in (0..=mention.sentence.0).rev().take(SPEECH_REACH).map(SentenceId) {
            let crossed = back.last().is_some_and(|later| section(*later) != section(sentence));
            if crossed && !back.last().is_some_and(|later| self.opens_quotation(*later)) {
                break;
            }
            back.push(sentence);
        }
        let next = Some(SentenceId(mention.sentence.0 + 1)).filter(|n| section(*n) == here);
        let near =
            back.into_iter().chain(next).find_map(|sentence| self.speaker_in(sentence, mention));
        near.or_else(|| self.introduced(mention))
    }

    /// Who gave the statement that the pronoun stands in: "Lee said:", and then
    /// paragraphs without quotation marks.
    fn introduced(&self, mention: &Mention) -> Option<ClusterId> {
        let before = (0..mention.sentence.0).rev().map(SentenceId);
        let colon = |s: &SentenceId| {
            self.context.sentence(*s).last().is_some_and(|last| self.context.word(last) == ":")
        };
        before.filter(colon).find_map(|sentence| self.speaker_in(sentence, mention))
    }

    fn opens_quotation(&self, sentence: SentenceId) -> bool {
        self.context
            .sentence(sentence)
            .next()
            .is_some_and(|first| matches!(self.context.word(first), "\"" | "“"))
    }

    fn speaker_in(&self, sentence: SentenceId, pronoun: &Mention) -> Option<ClusterId> {
        self.context
            .sentence(sentence)
            .filter(|t| {
                self.context.token(*t).tag == Tag::Verb
                    && self.context.lexicon.is(&self.context.token(*t).lemma, "speech")
            })
            .flat_map(|verb| self.context.children(verb).filter(|c| self.context.is_subject(*c)))
            .filter(|subject| *subject != pronoun.head)
            .find_map(|subject| {
                let names = |m: &Mention| m.form != Form::Pronoun && m.tokens.contains(&subject.0);
                self.so_far(sentence, names)
            })
    }
}
