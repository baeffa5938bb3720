//! What makes a clause less than certain: modals and hedges beside it, and the verbs
//! and nouns above it.

use super::{Clauses, Frame};
use crate::claim::Certainty;
use crate::extract::predicates;
use crate::text::{Dependency as D, Tag, TokenId};

/// Words that open a condition.
const CONDITIONS: [&str; 7] =
    ["if", "unless", "provided", "providing", "lest", "assuming", "otherwise"];

/// What is governed by these is only wondered about.
const WONDERING: [&str; 11] = [
    "ask",
    "wonder",
    "question",
    "inquire",
    "enquire",
    "unclear",
    "unknown",
    "uncertain",
    "unsure",
    "doubt",
    "debate",
];

impl Clauses<'_> {
    /// Modals and hedges that stand beside a word.
    pub(super) fn own_certainty(self, id: TokenId, frame: &mut Frame) {
        let tree = self.tree;
        for &child in tree.children(id) {
            match tree.dependency(child) {
                D::Advmod if self.is(child, "hedge") => frame.weaken(Certainty::Possible),
                D::Advmod if self.is_not_necessarily(id, child) => {
                    frame.weaken(Certainty::Possible);
                }
                D::Amod if self.is(child, "alleged") => frame.weaken(Certainty::Possible),
                D::Amod if self.is(child, "prospective") => frame.weaken(Certainty::Planned),
                D::Aux => self.modal(child, id, frame),
                D::Mark if tree.lemma(child) == "whether" => frame.weaken(Certainty::Possible),
                D::Mark if CONDITIONS.contains(&tree.lemma(child)) => {
                    frame.weaken(Certainty::Conditional);
                }
                D::Advcl if tree.has_word(child, &[D::Mark], &["unless"]) => {
                    frame.weaken(Certainty::Conditional);
                }
                _ => {}
            }
        }
        let going = tree.word(id).eq_ignore_ascii_case("going")
            && tree.all(id, &[D::Xcomp]).any(|goal| self.is_infinitive(goal));
        if going || self.is_headline_future(id) || self.is_timetabled(id) {
            frame.weaken(Certainty::Planned);
        }
    }

    fn is_not_necessarily(self, id: TokenId, child: TokenId) -> bool {
        self.tree.lemma(child) == "necessarily"
            && self.tree.has_word(id, &[D::Advmod], &["not", "n't"])
    }

    /// An adverbial clause that says on what condition, by its first word or by
    /// inversion: "were Norland to leave", "should it leave", "had it left".
    pub(super) fn is_condition(self, clause: TokenId) -> bool {
        let tree = self.tree;
        let inverted = || {
            let first = tree.children(clause).first().copied();
            first.is_some_and(|first| {
                let opens = matches!(tree.dependency(first), D::Aux | D::Cop | D::AuxPass)
                    && matches!(
                        tree.word(first).to_lowercase().as_str(),
                        "were" | "should" | "had"
                    );
                opens && tree.child(clause, &[D::Nsubj, D::NsubjPass]).is_some_and(|s| first < s)
            })
        };
        tree.has_word(clause, &[D::Mark], &CONDITIONS) || inverted()
    }

    fn modal(self, modal: TokenId, id: TokenId, frame: &mut Frame) {
        let tree = self.tree;
        let perfect = tree.has_word(id, &[D::Aux], &["have"]);
        match tree.word(modal).to_lowercase().as_str() {
            // What could not have been was not.
            "could" | "can" | "ca" if perfect && self.negated(id) => {}
            "may" | "might" | "could" | "can" | "ca" => frame.weaken(Certainty::Possible),
            "must" if perfect => frame.weaken(Certainty::Possible),
            "should" | "ought" if perfect => frame.flip(),
            "would" | "'d" | "’d" if tree.lemma(modal) != "have" => {
                let conditional = tree.all(id, &[D::Advcl]).any(|c| self.is_condition(c));
                frame.weaken(if conditional { Certainty::Conditional } else { Certainty::Planned });
            }
            "will" | "'ll" | "’ll" | "shall" | "wo" | "should" | "must" | "ought" => {
                frame.weaken(Certainty::Planned);
            }
            "is" | "are" | "was" | "were" | "'s" | "’s" | "'re" | "’re"
                if self.is_infinitive(id) && !tree.has_word(id, &[D::Advmod], &["yet"]) =>
            {
                frame.weaken(Certainty::Planned);
            }
            _ => {}
        }
    }

    /// The infinitive of a headline: "Norland to buy Orbel".
    fn is_headline_future(self, id: TokenId) -> bool {
        let tree = self.tree;
        self.is_infinitive(id)
            && (tree.has(id, D::Nsubj) || tree.has(id, D::NsubjPass))
            && tree.child(id, &[D::Aux, D::Cop]).is_none()
            && matches!(tree.dependency(id), D::Root | D::Ccomp | D::Parataxis | D::Conj)
    }

    /// A present tense with a time to come: "opens a plant next month".
    fn is_timetabled(self, id: TokenId) -> bool {
        let tree = self.tree;
        let verb = tree.tag(id) == Tag::Verb;
        let past = tree.all(id, &[D::Aux, D::AuxPass]).any(|a| {
            !matches!(
                tree.word(a).to_lowercase().as_str(),
                "is" | "are" | "am" | "'s" | "’s" | "'re" | "’re" | "be" | "being"
            )
        });
        let word = tree.word(id).to_lowercase();
        let present = if tree.has(id, D::Aux) || tree.has(id, D::AuxPass) {
            true
        } else {
            word == tree.lemma(id) || word.ends_with('s')
        };
        verb && !past
            && present
            && tree
                .all(id, &[D::Obl, D::OblUnmarked, D::NmodUnmarked, D::Advmod])
                .any(|t| self.is_to_come(t))
    }

    fn is_to_come(self, time: TokenId) -> bool {
        let tree = self.tree;
        let noun = matches!(
            tree.lemma(time),
            "week"
                | "month"
                | "year"
                | "day"
                | "spring"
                | "summer"
                | "autumn"
                | "winter"
                | "season"
        );
        tree.lemma(time) == "tomorrow"
            || noun && tree.has_word(time, &[D::Amod], &["next", "coming", "new"])
            || tree.has_word(time, &[D::Amod, D::Advmod], &["next", "later"])
                && tree.dependency(time) != D::Advmod
    }

    /// Whether a complement is what is asked for or about.
    pub(super) fn asks(self, id: TokenId, head: TokenId) -> bool {
        let tree = self.tree;
        if tree.has_word(id, &[D::Mark], &["whether", "if"]) {
            return WONDERING.contains(&tree.lemma(head));
        }
        self.is(head, "request")
            && tree.dependency(id) != D::Csubj
            && (self.is_infinitive(id)
                || tree.dependency(id) == D::Ccomp && !self.is(head, "statement"))
    }

    /// How certain a governing word leaves its complement.
    pub(super) fn certainty_of_complement(self, id: TokenId, head: TokenId) -> Option<Certainty> {
        let tree = self.tree;
        let (clausal, infinitive) = (tree.dependency(id) == D::Ccomp, self.is_infinitive(id));
        let passive = predicates::passive(tree, head);
        if tree.lemma(head) == "have" {
            // What one had to do, one did.
            let duty = infinitive && tree.word(head).to_lowercase() != "had";
            return (duty && !self.negated(id)).then_some(Certainty::Planned);
        }
        if tree.lemma(head) == "go" {
            let future = tree.word(head).to_lowercase() == "going" && infinitive;
            return future.then_some(Certainty::Planned);
        }
        if tree.lemma(head) == "able"
            && tree.all(head, &[D::Cop]).any(|c| matches!(tree.word(c), "was" | "were"))
        {
            // What one was able to do, one did.
            return None;
        }
        let attitude = matches!(tree.lemma(head), "agree" | "commit");
        if self.is(head, "plan") && (infinitive || !clausal && !attitude)
            || self.is(head, "wish") && clausal
        {
            return Some(Certainty::Planned);
        }
        let uncommitted = !["factive", "deny"].iter().any(|class| self.is(head, class));
        let adjective = tree.tag(head) == Tag::Adj && infinitive && uncommitted;
        if adjective
            || self.is(head, "ability") && (infinitive || tree.lemma(head) == "let")
            || self.is(head, "doubt") && (clausal || !passive || infinitive)
            || passive && infinitive && self.is(head, "speech") && !self.is(head, "proof")
        {
            return Some(Certainty::Possible);
        }
        None
    }

    /// "The first firm to leave": what the infinitive says is so.
    pub(super) fn is_one_of_few(self, noun: TokenId) -> bool {
        let few = ["first", "second", "third", "last", "latest", "next", "only", "sole"];
        self.tree.has_word(noun, &[D::Amod], &few) || few.contains(&self.tree.lemma(noun))
    }

    /// Whether the purpose of what was done is taken as done too: one who flew to visit
    /// somebody did so, as far as the text tells.
    pub(super) fn reaches_its_purpose(self, id: TokenId, head: TokenId) -> bool {
        let tree = self.tree;
        let only = tree.has_word(id, &[D::Advmod], &["only"]);
        let done = tree.looks_past(head)
            && !tree.all(head, &[D::Aux]).any(|a| !matches!(tree.lemma(a), "have" | "be"))
            && !self.is_infinitive(head);
        let result = self.is(id, "attain") && !self.is_infinitive(head);
        only || result || done && self.is(head, "motion") && !tree.has_word(id, &[D::Mark], &["in"])
    }
}
