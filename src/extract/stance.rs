use super::predicates::{self, Part, Predicate, subjects};
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

/// The stance of what `head` says. Where it is a copula, the clause is headed by what
/// it links.
pub(super) fn frame(
    tree: &Tree<'_>,
    lexicon: &Lexicon,
    head: TokenId,
    light: Option<TokenId>,
) -> Frame {
    let linked = tree.head(head).filter(|_| tree.dependency(head) == D::Cop);
    frame_at(tree, lexicon, linked.unwrap_or(head), light)
}

/// The stance of what `head` says; `light` is the verb that lends a noun its subject.
fn frame_at(tree: &Tree<'_>, lexicon: &Lexicon, head: TokenId, light: Option<TokenId>) -> Frame {
    let mut frame = Frame {
        polarity: Polarity::Affirmed,
        certainty: Certainty::Asserted,
        speaker: None,
        time: time::of(tree, head, light),
        only_asked: is_question(tree, head),
    };
    let noun = matches!(tree.tag(head), Tag::Noun | Tag::Propn);
    own_words(tree, lexicon, head, &mut frame);
    if let Some(light) = light {
        own_words(tree, lexicon, light, &mut frame);
        climb(tree, lexicon, light, &mut frame);
    } else if noun && !tree.has(head, D::Cop) {
        climb_from_noun(tree, lexicon, head, &mut frame);
    } else {
        climb(tree, lexicon, head, &mut frame);
    }
    frame.speaker = speaker(tree, lexicon, light.unwrap_or(head));
    frame
}

fn is_question(tree: &Tree<'_>, head: TokenId) -> bool {
    let sentence = &tree.analysis.sentences[tree.sentence(head).0 as usize];
    (sentence.tokens.start..sentence.tokens.end)
        .rev()
        .map(|i| tree.word(TokenId(i)))
        .find(|w| !matches!(*w, "\"" | "”" | "'" | "’" | ")"))
        .is_some_and(|w| w.starts_with('?'))
}

/// Negation, modals and hedges that stand beside the word itself.
fn own_words(tree: &Tree<'_>, lexicon: &Lexicon, id: TokenId, frame: &mut Frame) {
    for &child in tree.children(id) {
        let (word, lemma) = (tree.word(child).to_lowercase(), tree.lemma(child));
        match tree.dependency(child) {
            D::Advmod | D::Det | D::Cc | D::CcPreconj if negates(tree, lexicon, id, child) => {
                frame.polarity = Polarity::Denied;
            }
            D::Advmod if lexicon.is(lemma, "hedge") => weaken(frame, Certainty::Possible),
            D::Aux => modal(&word, tree, id, frame),
            D::Mark if matches!(word.as_str(), "if" | "unless" | "whether") => {
                weaken(frame, Certainty::Conditional);
            }
            D::Nsubj | D::NsubjPass | D::Obj
                if tree.has_word(child, &[D::Det], &["no", "neither"])
                    || matches!(lemma, "nobody" | "none" | "nothing") =>
            {
                frame.polarity = Polarity::Denied;
            }
            D::Advcl
                if tree.has_word(child, &[D::Mark], &["if", "unless"])
                    && frame.certainty != Certainty::Asserted =>
            {
                frame.certainty = Certainty::Conditional;
            }
            D::Mark | D::Case if word == "without" => frame.polarity = Polarity::Denied,
            _ => {}
        }
    }
}

/// Whether a word beside another negates it; "not only … but" affirms.
fn negates(tree: &Tree<'_>, lexicon: &Lexicon, id: TokenId, beside: TokenId) -> bool {
    let (word, lemma) = (tree.word(beside).to_lowercase(), tree.lemma(beside));
    let only = word == "not" && tree.has_word(id, &[D::Advmod], &["only", "just", "merely"]);
    !only && (lexicon.is(lemma, "negation") || lexicon.is(&word, "negation"))
}

fn modal(word: &str, tree: &Tree<'_>, id: TokenId, frame: &mut Frame) {
    match word {
        "may" | "might" | "could" | "can" => weaken(frame, Certainty::Possible),
        "would" | "'d" | "’d" => {
            let conditional = tree
                .all(id, &[D::Advcl])
                .any(|c| tree.has_word(c, &[D::Mark], &["if", "unless", "were"]));
            weaken(frame, if conditional { Certainty::Conditional } else { Certainty::Planned });
        }
        "will" | "'ll" | "’ll" | "shall" | "wo" | "should" | "must" | "ought" => {
            weaken(frame, Certainty::Planned);
        }
        _ => {}
    }
}

/// A weaker certainty replaces a stronger one; among weaker ones the outer decides.
fn weaken(frame: &mut Frame, to: Certainty) {
    if frame.certainty == Certainty::Asserted || to == Certainty::Conditional {
        frame.certainty = to;
    }
}

/// What governs a noun: "a plan for an invasion", "deny the attack", "risk of war".
fn climb_from_noun(tree: &Tree<'_>, lexicon: &Lexicon, id: TokenId, frame: &mut Frame) {
    let Some(head) = tree.head(id) else { return };
    let way = tree.dependency(id);
    if way == D::Nmod
        && lexicon.is(tree.lemma(head), "risk")
        && matches!(tree.preposition(id).as_deref(), Some("of" | "that" | "about"))
    {
        weaken(frame, Certainty::Possible);
    }
    if way == D::Nmod
        && matches!(tree.lemma(head), "plan" | "proposal" | "call" | "demand")
        && tree.preposition(id).as_deref() == Some("for")
    {
        weaken(frame, Certainty::Planned);
    }
    if way == D::Obj && matches!(tree.tag(head), Tag::Verb) {
        match tree.lemma(head) {
            "deny" | "dispute" | "refute" => frame.polarity = flip(frame.polarity),
            "plan" | "consider" | "prepare" | "propose" | "threaten" | "demand" | "schedule"
            | "want" | "seek" => weaken(frame, Certainty::Planned),
            "prevent" | "avoid" | "avert" => frame.polarity = Polarity::Denied,
            _ => {}
        }
    }
}

fn flip(polarity: Polarity) -> Polarity {
    match polarity {
        Polarity::Affirmed => Polarity::Denied,
        Polarity::Denied => Polarity::Affirmed,
    }
}

/// What the governing clauses make of a clause, step by step upwards.
fn climb(tree: &Tree<'_>, lexicon: &Lexicon, from: TokenId, frame: &mut Frame) {
    let mut id = from;
    for _ in 0..12 {
        let Some(head) = tree.head(id) else { return };
        let lemma = tree.lemma(head);
        match tree.dependency(id) {
            D::Conj => coordinated(tree, lexicon, id, head, frame),
            D::Xcomp | D::Ccomp | D::Csubj => {
                if lexicon.is(lemma, "request")
                    && tree.dependency(id) != D::Csubj
                    && asks(tree, id, head)
                {
                    frame.only_asked = true;
                }
                complement(tree, lexicon, (id, head), frame);
            }
            D::Advcl | D::Obl => {
                if tree.has_word(id, &[D::Mark], &["if", "unless"]) {
                    weaken(frame, Certainty::Conditional);
                } else if is_infinitive(tree, id) {
                    weaken(frame, Certainty::Planned);
                }
                // A main clause's modal does not reach into its adverbial clauses.
                return;
            }
            D::Acl => {
                if is_infinitive(tree, id) && lexicon.is(lemma, "intent") {
                    weaken(frame, Certainty::Planned);
                } else if lexicon.is(lemma, "risk") && tree.has(id, D::Mark) {
                    weaken(frame, Certainty::Possible);
                }
                return;
            }
            D::AclRelcl | D::Parataxis | D::Appos | D::Nmod | D::Amod | D::Obj | D::Nsubj => return,
            _ => {}
        }
        id = head;
    }
}

fn is_infinitive(tree: &Tree<'_>, id: TokenId) -> bool {
    tree.has_word(id, &[D::Mark], &["to"]) && tree.tag(id) == Tag::Verb
}

/// Whether the complement of a verb of asking is what is asked for.
fn asks(tree: &Tree<'_>, id: TokenId, head: TokenId) -> bool {
    let warning = matches!(
        tree.lemma(head),
        "warn" | "caution" | "tell" | "insist" | "advise" | "remind" | "propose"
    );
    is_infinitive(tree, id) || !warning && tree.dependency(id) == D::Ccomp
}

/// A later conjunct shares the modal of the first when it has none: "could launch
/// attacks or be forced".
fn coordinated(tree: &Tree<'_>, lexicon: &Lexicon, id: TokenId, head: TokenId, frame: &mut Frame) {
    if tree.has(id, D::Nsubj) || tree.has(id, D::NsubjPass) || tree.tag(head) != tree.tag(id) {
        return;
    }
    let bare = !tree.all(id, &[D::Aux]).any(|a| {
        matches!(
            tree.word(a).to_lowercase().as_str(),
            "will" | "would" | "could" | "may" | "might" | "has" | "have" | "had" | "did" | "does"
        )
    });
    if bare && (!tree.looks_past(id) || tree.has(id, D::AuxPass)) {
        let mut first = Frame { polarity: Polarity::Affirmed, ..frame.clone() };
        own_words(tree, lexicon, head, &mut first);
        frame.certainty = first.certainty;
        if first.polarity == Polarity::Denied && tree.has_word(id, &[D::Cc], &["or", "nor"]) {
            frame.polarity = Polarity::Denied;
        }
    }
}

fn complement(
    tree: &Tree<'_>,
    lexicon: &Lexicon,
    (id, head): (TokenId, TokenId),
    frame: &mut Frame,
) {
    let lemma = tree.lemma(head);
    let infinitive = is_infinitive(tree, id);
    let clausal = tree.dependency(id) == D::Ccomp;
    let ruled_out = tree.has_word(head, &[D::CompoundPrt], &["out"]);
    if lexicon.is(lemma, "deny")
        && (lemma != "rule" || ruled_out)
        && !(clausal && matches!(lemma, "fail" | "refuse"))
    {
        frame.polarity = flip(frame.polarity);
    } else if lexicon.is(lemma, "plan") && (infinitive || !clausal && lemma != "agree") {
        weaken(frame, Certainty::Planned);
    } else if lexicon.is(lemma, "doubt")
        && (clausal || matches!(lemma, "seem" | "appear" | "believe" | "think" | "allege" | "say"))
    {
        weaken(frame, Certainty::Possible);
    }
    // The governing verb's own modal and negation reach an infinitive, not a that-clause.
    if !clausal {
        own_words(tree, lexicon, head, frame);
    } else if tree.has_word(head, &[D::Advmod], &["not", "never", "n't"])
        && matches!(lemma, "think" | "believe" | "expect")
    {
        frame.polarity = flip(frame.polarity);
    }
}

/// Who says so: the subject of the nearest verb of speech above the clause, what
/// "according to" names, or the verb of speech that the clause is set beside.
pub(super) fn speaker(tree: &Tree<'_>, lexicon: &Lexicon, from: TokenId) -> Option<TokenId> {
    let mut id = from;
    for _ in 0..40 {
        if let Some(source) = beside(tree, lexicon, id) {
            return Some(source);
        }
        let head = tree.head(id)?;
        let speech = lexicon.is(tree.lemma(head), "speech") && tree.tag(head) == Tag::Verb;
        if speech
            && matches!(tree.dependency(id), D::Ccomp | D::Parataxis)
            && !(is_infinitive(tree, id)
                && tree.dependency(id) == D::Ccomp
                && asks(tree, id, head)
                && lexicon.is(tree.lemma(head), "request"))
        {
            let found = subjects(tree, head);
            let passive = predicates::passive(tree, head);
            if let Some(speaker) = found.first().filter(|_| !passive) {
                return Some(*speaker);
            }
        }
        id = head;
    }
    None
}

/// A source named beside a clause: "according to X", or ", X said".
fn beside(tree: &Tree<'_>, lexicon: &Lexicon, id: TokenId) -> Option<TokenId> {
    tree.children(id).iter().copied().find_map(|child| match tree.dependency(child) {
        D::Obl | D::Nmod | D::Advmod | D::Advcl => {
            tree.preposition(child).filter(|p| p == "according to").map(|_| child)
        }
        D::Parataxis
            if tree.tag(child) == Tag::Verb
                && lexicon.is(tree.lemma(child), "speech")
                && !tree.has(child, D::Ccomp)
                && !tree.has(child, D::Obj) =>
        {
            subjects(tree, child).first().copied().filter(|_| tree.has(child, D::Nsubj))
        }
        _ => None,
    })
}

/// Names the speaker beside a verb of duty: "X must leave, said Y" is Y's request.
pub(super) fn add_speaker(tree: &Tree<'_>, lexicon: &Lexicon, predicate: &mut Predicate) {
    if predicate.players(&Part::Modal).any(|m| matches!(tree.lemma(m), "must" | "should" | "ought"))
    {
        let who = speaker(tree, lexicon, predicate.head);
        predicate.parts.extend(who.map(|who| (Part::Speaker, who)));
    }
}

/// For each sentence that continues a quotation without naming its speaker: the
/// speaker of the sentence before it in the same paragraph.
pub(super) fn quoted(tree: &Tree<'_>, lexicon: &Lexicon) -> Vec<Option<TokenId>> {
    let (mut found, mut open, mut last, mut section) = (Vec::new(), false, None, None);
    // "Lee said:", and then paragraphs without marks but in the first person.
    let (mut introduced, mut statement) = (false, false);
    for sentence in &tree.analysis.sentences {
        let begins = matches!(tree.word(TokenId(sentence.tokens.start)), "\"" | "“" | "``");
        if section != Some(sentence.section) {
            // A quotation may go on for paragraphs, each opened by a mark.
            let first_person = || in_first_person(tree, sentence.section);
            statement = last.is_some() && !begins && (statement || introduced && first_person());
            last = last.filter(|_| statement || begins && (introduced || open));
            (open, section) = (false, Some(sentence.section));
        }
        introduced = tree.word(TokenId(sentence.tokens.end - 1)) == ":";
        let ids = || (sentence.tokens.start..sentence.tokens.end).map(TokenId);
        let inside = open || begins || statement;
        for id in ids() {
            match tree.word(id) {
                "“" | "``" => open = true,
                "”" | "''" => open = false,
                "\"" => open = !open,
                _ => {}
            }
        }
        let own = ids()
            .filter(|id| {
                tree.tag(*id) == Tag::Verb
                    && lexicon.is(tree.lemma(*id), "speech")
                    && tree.has(*id, D::Nsubj)
            })
            .find(|id| {
                tree.head(*id).is_none() || matches!(tree.dependency(*id), D::Parataxis | D::Conj)
            })
            .and_then(|id| subjects(tree, id).first().copied());
        found.push(if inside && (own.is_none() || statement) { last } else { None });
        last = own.filter(|_| !statement).or(last.filter(|_| inside));
    }
    found
}

/// Whether a paragraph speaks of "I" or "we".
fn in_first_person(tree: &Tree<'_>, section: u32) -> bool {
    let sentences = tree.analysis.sentences.iter().filter(|s| s.section == section);
    sentences.flat_map(|s| s.tokens.clone()).any(|i| {
        matches!(tree.word(TokenId(i)), "I" | "We" | "we" | "our" | "Our" | "us" | "my" | "My")
    })
}
