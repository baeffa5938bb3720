//! What nouns mean: something spoken of before, or something new.

use super::reference::{Discourse, Known, Standing};
use super::{ClusterId, Context};
use crate::claim::{Form, Mention, MentionId};
use crate::ontology::Kind;
use crate::text::{Dependency, TokenId};

/// How many sentences back a definite nominal looks.
const REACH: u32 = 6;

/// Nouns that mean a person named before without telling what the person does.
const ANYBODY: [&str; 22] = [
    "man",
    "woman",
    "boy",
    "girl",
    "teenager",
    "teen",
    "youth",
    "youngster",
    "child",
    "toddler",
    "suspect",
    "victim",
    "defendant",
    "accused",
    "patient",
    "student",
    "pupil",
    "politician",
    "veteran",
    "native",
    "lady",
    "gentleman",
];

impl Discourse<'_, '_> {
    /// A nominal: what it stands beside, what a definite one refers back to, or
    /// something new.
    pub(super) fn nominal(&mut self, id: MentionId, mention: &Mention) -> ClusterId {
        let first = self.context.word(TokenId(mention.tokens.start)).to_lowercase();
        if let Some(subject) = self.predicate_of(mention) {
            return subject;
        }
        // What is named beside it says whom it means; that name may be yet to come.
        if self.beside[id.0 as usize].is_some() {
            return self.open(id, mention, None);
        }
        let definite = matches!(first.as_str(), "the" | "this" | "that" | "these" | "those");
        let possessed =
            self.context.token(TokenId(mention.tokens.start)).dependency == Dependency::NmodPoss;
        let words = key(self.context.text(mention.span));
        let head = self.context.token(mention.head).lemma.to_lowercase();
        if definite {
            if let Some(found) = self
                .same_words(mention, &words, &head)
                .or_else(|| self.refers_back(id, mention, &head))
            {
                return found;
            }
        } else if possessed || words.contains(' ') {
            if let Some(found) = self.same_owner(mention) {
                return found;
            }
            let same =
                self.known.iter().rposition(|k| k.standing != Standing::Named && k.words == words);
            if let Some(same) = same {
                return ClusterId(same);
            }
        }
        self.open(id, mention, None)
    }

    /// "Germany's cyber agency" is the agency that was introduced as Germany's.
    fn same_owner(&self, mention: &Mention) -> Option<ClusterId> {
        let owner = self.owner(mention)?;
        let body = self.context.ontology.is_a(&mention.kind, "organization");
        let fits = |k: &Known| {
            k.standing == Standing::Named
                && k.owner == Some(owner)
                && self.fits(&mention.kind, &k.kind)
        };
        self.known.iter().rposition(fits).filter(|_| body).map(ClusterId)
    }

    /// The latest unnamed thing spoken of by the same words, or by the same noun
    /// when the new mention adds none.
    fn same_words(&self, mention: &Mention, words: &str, head: &str) -> Option<ClusterId> {
        let bare =
            (words == head || mention.tokens.len() <= 2) && !restricted(self.context, mention);
        let plural = self.context.word(mention.head).to_lowercase() != head;
        let same = |k: &Known| {
            let noun = bare && k.head == head && k.plural == plural;
            k.standing == Standing::Described && (k.words == words || noun)
        };
        self.known.iter().rposition(same).map(ClusterId)
    }

    /// The named thing that "the company" or "the agency" means: one whose name has
    /// the noun, else the nearest and most spoken of a fitting kind.
    fn refers_back(&self, id: MentionId, mention: &Mention, head: &str) -> Option<ClusterId> {
        if mention.kind.name() == "group" || restricted(self.context, mention) {
            return None;
        }
        let anaphor = self.context.lexicon.is(head, "anaphor") || ANYBODY.contains(&head);
        let barred = self.others(id);
        let thing = ["product", "work", "event", "facility"].contains(&mention.kind.name());
        let candidates = self
            .known
            .iter()
            .enumerate()
            .filter(|(_, k)| k.standing == Standing::Named && !k.plural)
            .filter(|(index, _)| !barred.contains(&ClusterId(*index)));
        candidates
            .filter_map(|(index, known)| {
                let has_noun = self.clusters.names[index].as_ref().is_some_and(|n| {
                    n.to_lowercase().split_whitespace().any(|w| w == head)
                        || self.described.get(n).is_some_and(|nouns| nouns.contains(head))
                });
                let fits = self.fits(&mention.kind, &known.kind)
                    && (!thing || has_noun || mention.kind.name() == "facility");
                let far = self.distance(mention.sentence, known);
                if !(has_noun && fits || anaphor && fits && far <= REACH) {
                    return None;
                }
                let score = i64::from(has_noun) * 100 - i64::from(far) * 3
                    + i64::from(known.subject == Some(self.context.mention(known.last).sentence))
                        * 3
                    + i64::try_from(known.count.min(5)).unwrap_or(5);
                Some((score, known.last, index))
            })
            .max()
            .map(|(_, _, index)| ClusterId(index))
    }

    fn fits(&self, nominal: &Kind, known: &Kind) -> bool {
        let ontology = self.context.ontology;
        ontology.is_a(known, nominal.name())
            || nominal.name() != "person"
                && known.name() == "organization"
                && ontology.is_a(nominal, "organization")
    }
}

/// Whether a nominal is narrowed by what follows it, so that it need not refer back.
fn restricted(context: &Context<'_>, mention: &Mention) -> bool {
    let names = |m: &Mention| {
        m.form == Form::Name && m.span != mention.span && mention.span.contains(m.span)
    };
    if context.mentions_in(mention.sentence).any(|(_, m)| names(m)) {
        return true;
    }
    context.children(mention.head).any(|c| {
        let dependency = context.token(c).dependency;
        c.0 > mention.head.0
            && matches!(dependency, Dependency::Nmod | Dependency::AclRelcl | Dependency::Acl)
            || c.0 < mention.head.0
                && matches!(dependency, Dependency::NmodPoss | Dependency::Nummod)
    })
}

/// The words of a nominal without its determiner, in lower case.
pub(super) fn key(text: &str) -> String {
    let text = text.to_lowercase();
    let words: Vec<&str> = text.split_whitespace().collect();
    let skip =
        usize::from(words.first().is_some_and(|w| {
            matches!(*w, "the" | "a" | "an" | "this" | "that" | "these" | "those")
        }));
    words[skip..].join(" ")
}
