//! What denies a clause: words beside it, and the verbs and nouns above it.

use super::Clauses;
use crate::text::{Dependency as D, TokenId};

/// Nouns that deny with "no" before them: "at no point", "in no way".
const OCCASIONS: [&str; 8] =
    ["time", "point", "circumstance", "way", "stage", "case", "condition", "means"];

/// Prepositions of what did not happen.
const INSTEAD: [&str; 3] = ["instead", "rather", "without"];

impl Clauses<'_> {
    /// Whether the words beside a word deny it. Two of them in one clause are no
    /// double negation ("nobody never"), so it is asked but once.
    pub(super) fn negated(self, id: TokenId) -> bool {
        let tree = self.tree;
        tree.children(id).iter().any(|&child| match tree.dependency(child) {
            D::Advmod | D::Det | D::Cc | D::CcPreconj => self.negates(id, child),
            D::Nsubj | D::NsubjPass | D::Obj => self.is_nothing(child),
            D::Obl | D::OblUnmarked | D::NmodUnmarked => {
                self.is_nothing(child) && OCCASIONS.contains(&tree.lemma(child))
            }
            D::Mark | D::Case => INSTEAD.contains(&tree.word(child).to_lowercase().as_str()),
            D::Amod => self.is(child, "void"),
            _ => false,
        }) || self.is_yet_to_come(id)
    }

    /// Whether a word beside another negates it; "not only … but" affirms.
    fn negates(self, id: TokenId, beside: TokenId) -> bool {
        let tree = self.tree;
        let (word, lemma) = (tree.word(beside).to_lowercase(), tree.lemma(beside));
        let softened = ["only", "just", "merely", "simply", "solely", "necessarily", "alone"];
        let only = word == "not"
            && tree.all(id, &[D::Advmod]).chain(tree.all(beside, &[D::Advmod, D::Fixed])).any(
                |c| c.0 > beside.0 && c.0 <= beside.0 + 2 && softened.contains(&tree.lemma(c)),
            );
        // "no longer", "rather than": the words that deny are one phrase.
        let phrase = tree.has_word(beside, &[D::Advmod, D::Det], &["no"])
            || matches!(word.as_str(), "rather" | "instead")
                && tree.has_word(beside, &[D::Fixed], &["than", "of"]);
        !only
            && (phrase || self.lexicon.is(lemma, "negation") || self.lexicon.is(&word, "negation"))
    }

    /// "No firm", "neither firm", "none of the firms", "nobody".
    fn is_nothing(self, id: TokenId) -> bool {
        let tree = self.tree;
        tree.has_word(id, &[D::Det, D::CcPreconj, D::Cc], &["no", "neither"])
            || matches!(tree.lemma(id), "nobody" | "none" | "nothing" | "neither" | "no-one")
    }

    /// "Has yet to leave", "is yet to leave".
    fn is_yet_to_come(self, id: TokenId) -> bool {
        let tree = self.tree;
        if !self.is_infinitive(id) {
            return false;
        }
        let awaited = |id| tree.has_word(id, &[D::Advmod], &["yet"]);
        awaited(id)
            || tree.dependency(id) == D::Xcomp
                && tree
                    .head(id)
                    .is_some_and(|h| matches!(tree.lemma(h), "have" | "be") && awaited(h))
    }

    /// Whether an end of a statement is set against the other ends: "not by Orbel".
    pub(in crate::extract) fn is_excluded(self, id: TokenId) -> bool {
        let tree = self.tree;
        matches!(tree.dependency(id), D::Conj | D::Obl | D::OblAgent)
            && tree
                .all(id, &[D::Advmod, D::Cc, D::CcPreconj])
                .any(|child| tree.lemma(child) == "not" && self.negates(id, child))
    }

    /// Whether a governing word says that its complement is not so or is not done.
    pub(super) fn denies_complement(self, id: TokenId, head: TokenId) -> bool {
        let tree = self.tree;
        let clausal = tree.dependency(id) == D::Ccomp;
        match tree.lemma(head) {
            "rule" => tree.has_word(head, &[D::CompoundPrt], &["out"]),
            "fail" | "refuse" | "decline" | "stop" | "forget" => {
                !clausal
                    && (self.is_infinitive(id) || tree.lemma(head) != "forget")
                    && !(tree.lemma(head) == "stop" && self.is_infinitive(id))
            }
            _ => self.is(head, "deny"),
        }
    }

    /// Whether it is said that there is no such noun: "no plan", "has not a plan",
    /// "dropped its plan".
    pub(super) fn is_absent(self, noun: TokenId) -> bool {
        let tree = self.tree;
        let governor = || {
            tree.head(noun)
                .filter(|_| matches!(tree.dependency(noun), D::Obj | D::Nsubj | D::NsubjPass))
        };
        self.is_nothing(noun)
            || governor().is_some_and(|verb| {
                self.is(verb, "cancel")
                    || matches!(tree.lemma(verb), "have" | "find" | "see" | "be" | "deny")
                        && (self.negated(verb) != (tree.lemma(verb) == "deny"))
            })
    }
}
