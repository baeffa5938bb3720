//! Who says what a clause says.

use super::{Clauses, Voices};
use crate::extract::predicates::{self, relative_antecedent, subjects};
use crate::extract::tree::nominal;
use crate::text::{Dependency as D, Tag, TokenId};

/// What is found on the way up from a word.
struct Attribution {
    speaker: TokenId,
    /// Whether the word only describes somebody or something of which the reported
    /// clause speaks: "Quill said the Oslo firm, which she founded, would close".
    described: bool,
}

impl Clauses<'_> {
    /// The speaker of what a word says: whom the sentence names, else whose quotation
    /// goes on. In indirect speech, descriptions are the article's own words.
    pub(super) fn attributed(
        self,
        from: TokenId,
        denotes: bool,
        voices: &Voices,
    ) -> Option<TokenId> {
        let found = self.attribution(from, denotes);
        let direct = voices.is_quoted(from);
        let performed = direct && self.is_performed(from);
        let named = found
            .filter(|found| direct || !found.described)
            .map(|found| found.speaker)
            .filter(|speaker| !self.is_first_person(*speaker));
        named
            .or_else(|| voices.of(self.tree.sentence(from)).filter(|_| direct))
            .filter(|_| !performed)
    }

    /// Who says so: the subject of the nearest verb of speech above the clause, what
    /// "according to" names, or the verb of speech that the clause is set beside.
    pub(super) fn speaker(self, from: TokenId) -> Option<TokenId> {
        self.attribution(from, false).map(|found| found.speaker)
    }

    fn attribution(self, from: TokenId, denotes: bool) -> Option<Attribution> {
        let tree = self.tree;
        let mut described = denotes
            && nominal(tree.tag(from))
            && !tree.has(from, D::Cop)
            && !self.is_indefinite(from);
        let mut passed = vec![from];
        let mut id = from;
        for _ in 0..40 {
            let head = tree.head(id);
            let found = self.beside(id).or_else(|| self.teller(id, head?));
            if let Some(speaker) = found {
                // Nobody says who he is by being named as the speaker.
                let himself = passed.contains(&speaker);
                return (!himself).then_some(Attribution { speaker, described });
            }
            let head = head?;
            described |= self.describes(id);
            passed.push(head);
            id = head;
        }
        None
    }

    /// Whether what a word says is taken for granted where it stands: a definite noun,
    /// an apposition, a relative clause after a comma.
    fn describes(self, id: TokenId) -> bool {
        let tree = self.tree;
        let definite = || {
            tree.has(id, D::NmodPoss)
                || tree.has_word(id, &[D::Det], &["the", "this", "that", "these", "those"])
        };
        match tree.dependency(id) {
            D::Appos => tree.head(id).is_some_and(|head| nominal(tree.tag(head))),
            D::AclRelcl | D::Acl => {
                let (first, _) = tree.edges(id);
                let apart = |i| matches!(tree.word(TokenId(i)), "," | "–" | "—" | "(");
                apart(first.0) || first.0 > 0 && apart(first.0 - 1)
            }
            D::Obj | D::Nsubj | D::NsubjPass | D::Obl | D::Nmod => {
                nominal(tree.tag(id)) && definite()
            }
            _ => false,
        }
    }

    /// "A strike on Oslo", "strikes on Oslo": a noun that tells of something new.
    fn is_indefinite(self, id: TokenId) -> bool {
        let tree = self.tree;
        tree.tag(id) == Tag::Noun
            && !tree.has(id, D::NmodPoss)
            && tree.all(id, &[D::Det]).all(|det| matches!(tree.lemma(det), "a" | "an"))
    }

    /// The subject of a verb of speech for which a word heads what is said.
    fn teller(self, id: TokenId, head: TokenId) -> Option<TokenId> {
        let tree = self.tree;
        if tree.tag(head) != Tag::Verb {
            return self.label(id, head);
        }
        let way = tree.dependency(id);
        let said = self.is(head, "speech")
            && matches!(way, D::Ccomp | D::Parataxis | D::CsubjPass)
            && !(way == D::Ccomp && self.is_infinitive(id) && self.asks(id, head));
        let avowed = self.is(head, "avowal") && way == D::Xcomp;
        let accused = self.is(head, "accuse")
            && way == D::Advcl
            && tree.has(id, D::Mark)
            && !self.is_infinitive(id);
        if said || avowed || accused { self.voice_of(head) } else { None }
    }

    /// The subject of a verb of speech, or its agent where it is passive.
    pub(super) fn voice_of(self, verb: TokenId) -> Option<TokenId> {
        if predicates::passive(self.tree, verb) {
            return self.tree.child(verb, &[D::OblAgent]);
        }
        // A dateline may be taken for one more subject; the right one is next to the verb.
        let own = self.tree.all(verb, &[D::Nsubj]).last();
        own.filter(|own| relative_antecedent(self.tree, *own).is_none())
            .or_else(|| subjects(self.tree, verb).first().copied())
    }

    /// Whether a verb of speech has somebody who speaks.
    pub(super) fn is_said_by_somebody(self, verb: TokenId) -> bool {
        self.voice_of(verb).is_some()
    }

    /// "Minister: Norland will leave": what stands before a colon, where a clause
    /// follows it.
    fn label(self, id: TokenId, head: TokenId) -> Option<TokenId> {
        let tree = self.tree;
        let colon =
            matches!(tree.dependency(id), D::Appos | D::Parataxis | D::Ccomp | D::Acl | D::Dep)
                && matches!(tree.tag(id), Tag::Verb | Tag::Adj | Tag::Noun)
                && tree
                    .all(id, &[D::Punct])
                    .chain(tree.all(head, &[D::Punct]))
                    .any(|p| tree.word(p) == ":" && head < p && p < id);
        (colon && self.is_source(head)).then_some(head)
    }

    /// A source named beside a clause: "according to X", ", X said", "as X says", or
    /// after the colon of a headline.
    fn beside(self, id: TokenId) -> Option<TokenId> {
        let tree = self.tree;
        tree.children(id).iter().copied().find_map(|child| match tree.dependency(child) {
            D::Obl | D::Nmod | D::Advmod | D::Advcl
                if tree
                    .preposition(child)
                    .is_some_and(|p| matches!(p.as_str(), "according to" | "per")) =>
            {
                Some(child)
            }
            D::Advcl if self.is(child, "speech") && tree.has_word(child, &[D::Mark], &["as"]) => {
                self.voice_of(child).filter(|_| tree.has(child, D::Nsubj))
            }
            D::Parataxis
                if tree.tag(child) == Tag::Verb
                    && self.is(child, "speech")
                    && !tree.has(child, D::Ccomp)
                    && !tree.has(child, D::Obj) =>
            {
                self.voice_of(child).filter(|_| tree.has(child, D::Nsubj))
            }
            D::Parataxis | D::Appos | D::Dep | D::List if tree.tag(id) == Tag::Verb => {
                self.credit(child)
            }
            _ => None,
        })
    }

    /// "Norland hacked Orbel: report": a source after the last colon.
    fn credit(self, id: TokenId) -> Option<TokenId> {
        let tree = self.tree;
        let (first, _) = tree.edges(id);
        let before = |at: TokenId| at.0 > 0 && tree.word(TokenId(at.0 - 1)) == ":";
        let colon = matches!(tree.word(first), ":" | "-" | "–" | "—") || before(first);
        (colon && nominal(tree.tag(id)) && self.is_source(id)).then_some(id)
    }

    /// Whether a noun may name one who speaks: a name, a title, a report.
    fn is_source(self, id: TokenId) -> bool {
        self.tree.tag(id) == Tag::Propn
            || ["source", "title"]
                .iter()
                .any(|class| self.lexicon.is(&self.tree.lemma(id).to_lowercase(), class))
    }

    /// Whether a quoted clause does what it says: "I welcome the deal" is a welcome,
    /// which the article tells of.
    fn is_performed(self, id: TokenId) -> bool {
        let tree = self.tree;
        self.is(id, "performative")
            && tree.child(id, &[D::Nsubj]).is_some_and(|subject| self.is_first_person(subject))
            && !self.negated(id)
            && !tree.looks_past(id)
    }

    fn is_first_person(self, id: TokenId) -> bool {
        matches!(self.tree.word(id), "I" | "we" | "We")
    }
}
