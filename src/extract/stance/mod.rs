//! How the text stands to what a predicate says: whether it is affirmed or denied, how
//! certain it is said to be, and who says so.
//!
//! A predicate's own words are read first (`polarity.rs`, `certainty.rs`), then the
//! clauses that govern it, step by step upwards, as far as their words reach: a
//! negation or a modal reaches an infinitive below it, but neither a that-clause nor
//! a neighbour. Speakers are sought upwards too (`speaker.rs`), and across sentences
//! where a quotation goes on (`quotation.rs`).

mod certainty;
mod polarity;
mod quotation;
mod speaker;

pub(super) use quotation::Voices;

use super::predicates::{Part, Predicate};
use super::time;
use super::tree::Tree;
use crate::claim::{Certainty, Polarity, Time};
use crate::ontology::Lexicon;
use crate::text::{Dependency as D, Tag, TokenId};

/// What the clauses around a predicate make of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Frame {
    pub(super) polarity: Polarity,
    pub(super) certainty: Certainty,
    /// The token that names the speaker.
    pub(super) speaker: Option<TokenId>,
    /// When it holds or happened.
    pub(super) time: Option<Time>,
    /// Whether it is only asked for, asked about or supposed, so that nothing is said.
    pub(super) only_asked: bool,
}

impl Frame {
    pub(super) fn flip(&mut self) {
        self.polarity = match self.polarity {
            Polarity::Affirmed => Polarity::Denied,
            Polarity::Denied => Polarity::Affirmed,
        };
    }

    /// A weaker certainty replaces an assertion; among weaker ones the inner decides,
    /// but what hangs on a condition hangs on it whatever else is said.
    fn weaken(&mut self, to: Certainty) {
        if self.certainty == Certainty::Asserted || to == Certainty::Conditional {
            self.certainty = to;
        }
    }
}

/// Words for when something happens.
const AWAITING: [&str; 6] = ["when", "once", "until", "till", "before", "after"];

/// What is being judged: the word, the verb that lends a noun its subject, and
/// whether a noun is read for what it denotes (`firm` in "the Oslo firm"), which does
/// not hang on the verb that governs it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Judged {
    pub(super) head: TokenId,
    pub(super) light: Option<TokenId>,
    pub(super) denotes: bool,
}

/// The trees of a document with the classes of words that set stances.
#[derive(Clone, Copy, Debug)]
pub(super) struct Clauses<'a> {
    pub(super) tree: &'a Tree<'a>,
    pub(super) lexicon: &'a Lexicon,
}

impl Clauses<'_> {
    /// The stance of what is judged. Where its head is a copula, the clause is headed
    /// by what it links.
    pub(super) fn frame(self, judged: Judged, voices: &Voices) -> Frame {
        let tree = self.tree;
        let linked = tree.head(judged.head).filter(|_| tree.dependency(judged.head) == D::Cop);
        let Judged { head, light, denotes } =
            Judged { head: linked.unwrap_or(judged.head), ..judged };
        let mut frame = Frame {
            polarity: Polarity::Affirmed,
            certainty: Certainty::Asserted,
            speaker: None,
            time: time::of(tree, head, light),
            only_asked: self.is_question(head) || self.is_command(light.unwrap_or(head)),
        };
        let clause = light.unwrap_or(head);
        let is_noun = matches!(tree.tag(head), Tag::Noun | Tag::Propn)
            && !tree.has(head, D::Cop)
            && !matches!(tree.dependency(head), D::Xcomp | D::Ccomp | D::Csubj | D::Advcl);
        let own = !denotes || !is_noun;
        if own && (self.negated(head) || light.is_some_and(|light| self.negated(light))) {
            frame.flip();
        }
        self.own_certainty(head, &mut frame);
        if light.is_none() && is_noun {
            self.climb_from_noun(head, denotes, &mut frame);
        } else {
            if clause != head {
                self.own_certainty(clause, &mut frame);
            }
            self.climb(clause, &mut frame);
        }
        let conditional = |id| tree.all(id, &[D::Advcl]).any(|c| self.is_condition(c));
        let open = frame.certainty != Certainty::Asserted
            || tree.tag(clause) == Tag::Verb && !self.is_past(clause);
        if open && conditional(clause) {
            frame.certainty = Certainty::Conditional;
        }
        frame.speaker = self.attributed(clause, denotes, voices);
        frame
    }

    fn is(self, id: TokenId, class: &str) -> bool {
        self.lexicon.is(self.tree.lemma(id), class)
    }

    /// Whether the sentence, or the quotation within it, ends as a question.
    fn is_question(self, head: TokenId) -> bool {
        let tree = self.tree;
        let sentence = tree.sentence_around(head);
        let ends =
            |w: &&str| w.starts_with(['?', '.', '!', ';', '”']) || matches!(*w, "\"" | "''" | ":");
        (head.0..sentence.tokens.end)
            .map(|i| tree.word(TokenId(i)))
            .find(ends)
            .is_some_and(|w| w.starts_with('?'))
    }

    /// Whether a verb stands in the imperative.
    fn is_command(self, id: TokenId) -> bool {
        let tree = self.tree;
        let subject = [D::Nsubj, D::NsubjPass, D::NsubjOuter, D::Csubj, D::Expl, D::Mark, D::Cop];
        let placed = match tree.dependency(id) {
            D::Root | D::Parataxis => true,
            D::Conj => tree.head(id).is_some_and(|head| self.is_command(head)),
            D::Ccomp => tree.head(id).is_some_and(|head| self.is(head, "speech")),
            _ => false,
        };
        placed
            && tree.tag(id) == Tag::Verb
            && tree.word(id).to_lowercase() == tree.lemma(id)
            && tree.child(id, &subject).is_none()
            && tree.all(id, &[D::Aux]).all(|a| matches!(tree.word(a), "do" | "Do"))
    }

    /// Whether a clause tells of the past.
    fn is_past(self, id: TokenId) -> bool {
        let tree = self.tree;
        let auxiliary = tree.child(id, &[D::Aux, D::AuxPass, D::Cop]);
        let word = tree.word(auxiliary.unwrap_or(id)).to_lowercase();
        match auxiliary {
            Some(_) => matches!(
                word.as_str(),
                "has" | "have" | "had" | "was" | "were" | "did" | "'ve" | "’ve"
            ),
            None => tree.looks_past(id) && !word.ends_with('s'),
        }
    }

    fn is_infinitive(self, id: TokenId) -> bool {
        self.tree.has_word(id, &[D::Mark], &["to"])
            && self.tree.tag(id) == Tag::Verb
            && !self.tree.word(id).ends_with("ing")
    }

    /// What the governing clauses make of a clause.
    fn climb(self, from: TokenId, frame: &mut Frame) {
        let tree = self.tree;
        let mut id = from;
        for _ in 0..12 {
            let Some(head) = tree.head(id) else { return };
            match tree.dependency(id) {
                D::Conj => self.coordinated(id, head, frame),
                D::Xcomp | D::Ccomp | D::Csubj | D::CsubjPass => self.complement(id, head, frame),
                D::Advcl | D::Obl => {
                    let goes_on = self.adverbial(id, head, frame);
                    if !goes_on {
                        return;
                    }
                }
                D::Acl => return self.adnominal(id, head, frame),
                D::AclRelcl
                | D::Parataxis
                | D::Appos
                | D::Nmod
                | D::Amod
                | D::Obj
                | D::Nsubj
                | D::NsubjPass => {
                    return;
                }
                _ => {}
            }
            id = head;
        }
    }

    /// A later conjunct shares the modal of the first when it has none: "could launch
    /// attacks or be forced".
    fn coordinated(self, id: TokenId, head: TokenId, frame: &mut Frame) {
        let tree = self.tree;
        if tree.has(id, D::Nsubj) || tree.has(id, D::NsubjPass) || tree.tag(head) != tree.tag(id) {
            return;
        }
        let bare = !tree.all(id, &[D::Aux]).any(|a| {
            matches!(
                tree.word(a).to_lowercase().as_str(),
                "will"
                    | "would"
                    | "could"
                    | "may"
                    | "might"
                    | "has"
                    | "have"
                    | "had"
                    | "did"
                    | "does"
            )
        });
        if bare && (!tree.looks_past(id) || tree.has(id, D::AuxPass)) {
            self.own_certainty(head, frame);
            if self.negated(head) && tree.has_word(id, &[D::Cc], &["or", "nor"]) {
                frame.flip();
            }
        }
    }

    /// What a governing word makes of its complement.
    fn complement(self, id: TokenId, head: TokenId, frame: &mut Frame) {
        let tree = self.tree;
        let clausal = tree.dependency(id) == D::Ccomp;
        if self.asks(id, head) || !clausal && self.is_command(head) {
            frame.only_asked = true;
        }
        if self.denies_complement(id, head) {
            if clausal && self.negated(head) {
                // Who does not deny a thing does not affirm it either.
                frame.weaken(Certainty::Possible);
            } else {
                frame.flip();
            }
        }
        if let Some(certainty) = self.certainty_of_complement(id, head) {
            frame.weaken(certainty);
        }
        // The governing verb's own modal and negation reach an infinitive, not a
        // that-clause; but who does not believe a thing believes that it is not so.
        let whole = clausal || matches!(tree.dependency(id), D::Csubj | D::CsubjPass);
        if !clausal {
            self.own_certainty(head, frame);
        }
        if (!whole || self.is(head, "belief")) && self.negated(head) {
            frame.flip();
        }
    }

    /// What the clause that an adverbial clause hangs on makes of it. Whether what
    /// stands above that clause matters too.
    fn adverbial(self, id: TokenId, head: TokenId, frame: &mut Frame) -> bool {
        let tree = self.tree;
        if self.is_condition(id) {
            frame.weaken(Certainty::Conditional);
        } else if tree.has_word(id, &[D::Mark, D::Case], &["from", "of", "for", "with"]) {
            // "accused of", "suspected of", "barred from".
            if self.is(head, "deny") || self.is(head, "clear") {
                frame.flip();
            } else if self.is(head, "suspect")
                || self.is(head, "accuse") && !self.is_said_by_somebody(head)
            {
                frame.weaken(Certainty::Possible);
            }
        } else if tree.has_word(id, &[D::Mark, D::Case], &["of", "about"])
            && (self.is(head, "plan") || matches!(tree.lemma(head), "think" | "talk" | "dream"))
        {
            frame.weaken(Certainty::Planned);
        } else if tree.tag(head) == Tag::Adj && self.is_infinitive(id) {
            if tree.has_word(head, &[D::Advmod], &["too"]) {
                frame.flip();
            } else {
                self.complement(id, head, frame);
                return true;
            }
        } else if tree.has_word(id, &[D::Mark, D::Advmod], &AWAITING) {
            // "When the deal closes, he will leave": as far off as what it waits for.
            self.own_certainty(head, frame);
            if frame.certainty != Certainty::Asserted && tree.has_word(id, &[D::Mark], &["until"]) {
                frame.certainty = Certainty::Conditional;
            }
        } else if self.is_infinitive(id) && !self.reaches_its_purpose(id, head) {
            frame.weaken(Certainty::Planned);
        }
        // A main clause's modal does not reach into its adverbial clauses.
        false
    }

    /// What a noun makes of the clause after it: "a plan to leave", "no evidence that".
    fn adnominal(self, id: TokenId, noun: TokenId, frame: &mut Frame) {
        let tree = self.tree;
        let infinitive = self.is_infinitive(id);
        if self.is(noun, "refusal") {
            frame.flip();
        } else if infinitive && self.is(noun, "ability") {
            frame.weaken(Certainty::Possible);
        } else if infinitive && !self.is_one_of_few(noun) {
            frame.weaken(Certainty::Planned);
        } else if tree.has(id, D::Mark) && self.is(noun, "risk") {
            frame.weaken(Certainty::Possible);
        }
        if ["intent", "ability", "evidence"].iter().any(|class| self.is(noun, class))
            && self.is_absent(noun)
        {
            frame.flip();
        }
    }

    /// What governs a noun: "a plan for an invasion", "deny the attack", "risk of war".
    fn climb_from_noun(self, id: TokenId, denotes: bool, frame: &mut Frame) {
        let tree = self.tree;
        let Some(head) = tree.head(id) else { return };
        let preposition = tree.preposition(id);
        let after = |words: &[&str]| preposition.as_deref().is_some_and(|p| words.contains(&p));
        match tree.dependency(id) {
            D::Nmod => {
                if self.is(head, "risk") && after(&["of", "that", "about"]) {
                    frame.weaken(Certainty::Possible);
                } else if self.is(head, "intent") && after(&["for"]) {
                    frame.weaken(Certainty::Planned);
                } else if self.is(head, "refusal") && after(&["of"]) {
                    frame.flip();
                }
                if self.is(head, "evidence") && after(&["of", "for"]) && self.is_absent(head) {
                    frame.flip();
                }
            }
            D::Obj | D::NsubjPass if !denotes && tree.tag(head) == Tag::Verb => {
                self.governed_noun(head, frame);
            }
            _ => {}
        }
    }

    /// What a verb makes of the deed that its object names: "scrapped the merger".
    fn governed_noun(self, verb: TokenId, frame: &mut Frame) {
        if matches!(self.tree.lemma(verb), "deny" | "dispute" | "refute") || self.is(verb, "cancel")
        {
            frame.flip();
        } else if self.is(verb, "schedule") {
            frame.weaken(Certainty::Planned);
        }
    }

    /// Names the speaker beside a verb of duty: "X must leave, said Y" is Y's request.
    pub(super) fn add_speaker(self, predicate: &mut Predicate) {
        let duty = |m| matches!(self.tree.lemma(m), "must" | "should" | "ought");
        if predicate.players(&Part::Modal).any(duty) {
            let who = self.speaker(predicate.head);
            predicate.parts.extend(who.map(|who| (Part::Speaker, who)));
        }
    }
}
