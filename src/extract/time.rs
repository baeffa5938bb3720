//! Times: the words for them, and what they date.
//!
//! Words are read by [`When`]; the tree says which predicate they hang on. A time in a
//! reporting clause does not date what is reported: only a predicate's own words, and
//! those of a verb that merely begins it, carries it out or lends it a subject, count.

use super::predicates::verbal;
use super::tree::{Tree, nominal};
use crate::claim::{Tense, Time};
use crate::text::{
    Analysis, Dependency as D, Document, SectionKind, Stretch, Tag, TokenId, Unit, When,
};

/// The words for a time within a sentence.
#[derive(Clone, Debug)]
pub(super) struct Timing {
    first: TokenId,
    /// The last of its words.
    last: TokenId,
    /// The word by which it hangs on the rest of the sentence.
    top: TokenId,
    when: When,
}

/// Verbs of which the infinitive or gerund happens when they do.
const PHASES: [&str; 16] = [
    "begin", "start", "continue", "stop", "cease", "keep", "finish", "manage", "help", "fail",
    "refuse", "decline", "go", "come", "rush", "resume",
];

/// Verbs of which the infinitive, once they are in the present, happens when they say:
/// "in May it plans to open".
const INTENTS: [&str; 12] = [
    "plan", "intend", "hope", "aim", "expect", "want", "mean", "propose", "prepare", "schedule",
    "due", "set",
];

/// Verbs that say that something takes place: "the raid happened on Monday".
const OCCURRENCES: [&str; 4] = ["happen", "occur", "take", "unfold"];

/// Participles that carry an act out: "the takeover, completed on Friday".
const CARRIED_OUT: [&str; 16] = [
    "complete", "sign", "hold", "carry", "make", "launch", "mount", "stage", "begin", "agree",
    "strike", "seal", "conclude", "issue", "deliver", "publish",
];

/// Ways in which a time hangs on what it dates.
const BESIDE: [D; 9] = [
    D::Obl,
    D::OblUnmarked,
    D::Nmod,
    D::NmodUnmarked,
    D::NmodPoss,
    D::Advmod,
    D::Compound,
    D::Nummod,
    D::Amod,
];

/// Every time of an analysed document, in text order; they do not overlap.
pub(super) fn find(document: &Document, analysis: &Analysis) -> Vec<Timing> {
    let mut found = Vec::new();
    for sentence in &analysis.sentences {
        let tokens = sentence.tokens.start..sentence.tokens.end;
        let words: Vec<&str> =
            tokens.clone().map(|i| analysis.token(TokenId(i)).span.of(&document.text)).collect();
        let mut at = dateline(analysis, tokens.clone(), &words);
        while at < words.len() {
            let first = TokenId(tokens.start + u32::try_from(at).unwrap_or(u32::MAX));
            let timing = timing(analysis, first, &words[at..]);
            at += timing.as_ref().map_or(1, |t| (t.last.0 - first.0) as usize + 1);
            found.extend(timing);
        }
    }
    found
}

/// How many words stand before the dash of a news agency's dateline: they date the
/// story, not what it says first.
fn dateline(analysis: &Analysis, tokens: std::ops::Range<u32>, words: &[&str]) -> usize {
    let spoken = |i: u32| matches!(analysis.token(TokenId(i)).tag, Tag::Verb | Tag::Aux);
    // A dash between white space is no hyphen.
    let apart = |i: u32| {
        let span = |i: u32| analysis.token(TokenId(i)).span;
        span(i - 1).end < span(i).start && span(i).end < span(i + 1).start
    };
    let dash = (1..words.len().saturating_sub(1)).take(16).find(|at| {
        matches!(words[*at], "-" | "--" | "–" | "—")
            && u32::try_from(*at).is_ok_and(|at| apart(tokens.start + at))
    });
    dash.filter(|dash| !tokens.take(*dash).any(spoken)).unwrap_or(0)
}

/// The time that begins at a token.
fn timing(analysis: &Analysis, first: TokenId, words: &[&str]) -> Option<Timing> {
    let whole = |(when, count): (When, usize)| {
        let last = TokenId(first.0 + u32::try_from(count.checked_sub(1)?).ok()?);
        let top = top(analysis, first, last)?;
        Some(Timing { first, last, top, when })
    };
    let before_noun = || {
        let token = analysis.token(first);
        let before = token.head.is_some_and(|head| head > first)
            && matches!(
                token.dependency,
                D::Compound | D::Nummod | D::Amod | D::NmodUnmarked | D::NmodPoss
            );
        When::read_before_noun(words).filter(|_| before).and_then(whole)
    };
    When::read(words).and_then(whole).or_else(before_noun)
}

/// The word by which words for a time hang on others. `None` where they do not belong
/// together ("in March 12 ships" is no 12th) or are part of a name ("Friday Group").
fn top(analysis: &Analysis, first: TokenId, last: TokenId) -> Option<TokenId> {
    let ids = || (first.0..=last.0).map(TokenId);
    let inside = |id: TokenId| (first..=last).contains(&id);
    let outside = |id: &TokenId| analysis.token(*id).head.is_none_or(|head| !inside(head));
    let named = analysis.names.iter().any(|n| n.tokens.start <= last.0 && n.tokens.end > first.0);
    // A preposition, article or number that belongs to a word behind takes that word's side.
    let strays = |id: &TokenId| {
        let token = analysis.token(*id);
        let number = token.dependency == D::Nummod && first != last;
        (number || matches!(token.dependency, D::Case | D::Det | D::Mark)) && outside(id)
    };
    if named || ids().any(|id| strays(&id)) {
        return None;
    }
    let mut tops = ids().filter(outside).filter(|id| analysis.token(*id).tag != Tag::Punct);
    let top = tops.next()?;
    let head = |id: TokenId| analysis.token(id).head;
    tops.all(|other| head(other) == head(top)).then_some(top)
}

/// When what `head` says holds or happened; `light` is the verb that lends a noun its
/// subject.
pub(super) fn of(tree: &Tree<'_>, head: TokenId, light: Option<TokenId>) -> Option<Time> {
    let own = |at: TokenId| beside(tree, at).map(|timing| (timing, at));
    let found = own(head)
        .or_else(|| light.and_then(own))
        .or_else(|| shared(tree, light.unwrap_or(head), 4))
        .or_else(|| carried_out(tree, head))
        .or_else(|| of_subject(tree, head));
    let Some((timing, at)) = found else { return former(tree, head) };
    let words = tree.span(timing.first, timing.last).of(&tree.document.text);
    let since = matches!(timing.when, When::Since(_)) && !words.to_lowercase().starts_with("from");
    let tense = if since { Tense::Past } else { tense(tree, light.unwrap_or(at), 4) };
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    Some(Time { words, tense, value: None })
}

/// The time beside a predicate; one of the calendar before a vague one.
fn beside<'a>(tree: &'a Tree<'_>, at: TokenId) -> Option<&'a Timing> {
    let sentence = &tree.sentence_around(at).tokens;
    let start = tree.times.partition_point(|t| t.first.0 < sentence.start);
    let here = || {
        tree.times[start..]
            .iter()
            .take_while(|t| t.first.0 < sentence.end)
            .filter(|t| hangs_on(tree, t, at))
    };
    here().find(|t| t.when != When::Vague).or_else(|| here().next())
}

/// Whether a time hangs on a predicate, or, where the tree hung it lower, on a name
/// behind it: "bought Orbel in 2016".
fn hangs_on(tree: &Tree<'_>, timing: &Timing, at: TokenId) -> bool {
    if !BESIDE.contains(&tree.dependency(timing.top)) {
        return false;
    }
    let Some(mut head) = tree.head(timing.top) else { return false };
    if head == at && tree.tag(at) == Tag::Propn && !tree.has(at, D::Cop) && timing.first > at {
        // A name has no date.
        return false;
    }
    // "since 2018" dates what holds, never a thing.
    let set_off = timing.first.0 > 0 && tree.tag(TokenId(timing.first.0 - 1)) == Tag::Punct;
    let lasting = matches!(timing.when, When::Since(_) | When::Until(_) | When::Between(..));
    for _ in 0..4 {
        if head == at {
            return true;
        }
        let thing = tree.tag(head) == Tag::Propn || lasting && tree.tag(head) == Tag::Noun;
        let inside = matches!(
            tree.dependency(head),
            D::Obj | D::Obl | D::OblAgent | D::Nmod | D::Conj | D::Flat | D::Compound
        );
        let behind = at < timing.first && head < timing.first;
        match tree.head(head).filter(|_| thing && inside && behind && !set_off) {
            Some(next) => head = next,
            None => return false,
        }
    }
    false
}

/// The time of a governing clause that is this one's too: "in 2018 began to supply",
/// "on Monday fined Orbel and barred it", "on Monday struck Orbel, killing two".
fn shared<'a>(tree: &'a Tree<'_>, at: TokenId, steps: u8) -> Option<(&'a Timing, TokenId)> {
    let head = tree.head(at).filter(|_| steps > 0)?;
    let bare = !tree.has(at, D::Nsubj) && !tree.has(at, D::NsubjPass);
    let own = || beside(tree, head).map(|timing| (timing, head));
    match tree.dependency(at) {
        D::Xcomp if PHASES.contains(&tree.lemma(head)) => {
            own().or_else(|| shared(tree, head, steps - 1))
        }
        D::Xcomp if INTENTS.contains(&tree.lemma(head)) => {
            own().filter(|_| tense(tree, head, 1) == Tense::Future || tree.has(head, D::Cop))
        }
        D::Advcl if bare && !tree.has(at, D::Mark) && tree.word(at).ends_with("ing") => {
            own().or_else(|| shared(tree, head, steps - 1))
        }
        D::Conj if bare && verbal(tree, at) && verbal(tree, head) => {
            own().filter(|(timing, _)| timing.last < head).or_else(|| shared(tree, head, steps - 1))
        }
        _ => None,
    }
}

/// The time of a verb by which the act that a noun names takes place.
fn carried_out<'a>(tree: &'a Tree<'_>, noun: TokenId) -> Option<(&'a Timing, TokenId)> {
    if tree.tag(noun) != Tag::Noun {
        return None;
    }
    let clause = tree
        .all(noun, &[D::Acl, D::AclRelcl])
        .find(|c| CARRIED_OUT.contains(&tree.lemma(*c)) || occurs(tree, *c));
    let verb = tree.head(noun).filter(|verb| match tree.dependency(noun) {
        D::Nsubj => occurs(tree, *verb),
        D::NsubjPass | D::Obj => CARRIED_OUT.contains(&tree.lemma(*verb)),
        // "joined in 2014 as chief executive"
        D::Obl => tree.preposition(noun).as_deref() == Some("as"),
        D::Xcomp => tree.lemma(*verb) == "become",
        _ => false,
    });
    clause.or(verb).and_then(|at| beside(tree, at).map(|timing| (timing, at)))
}

/// What an event does, it does when it takes place: "a strike on 1 January hit the port".
fn of_subject<'a>(tree: &'a Tree<'_>, verb: TokenId) -> Option<(&'a Timing, TokenId)> {
    let subject = tree.child(verb, &[D::Nsubj]).filter(|_| tree.tag(verb) == Tag::Verb)?;
    let timing = beside(tree, subject).filter(|t| tree.head(t.top) == Some(subject))?;
    let day = matches!(
        timing.when,
        When::At(Stretch::Day { .. } | Stretch::Weekday(..) | Stretch::Shifted(Unit::Day, _))
    );
    let fits = match tree.dependency(timing.top) {
        D::Nmod => tree.preposition(timing.top).is_some(),
        D::Compound | D::NmodUnmarked | D::NmodPoss => day,
        _ => false,
    };
    (fits && tree.tag(subject) == Tag::Noun).then_some((timing, verb))
}

fn occurs(tree: &Tree<'_>, verb: TokenId) -> bool {
    OCCURRENCES.contains(&tree.lemma(verb))
        && (tree.lemma(verb) != "take" || tree.has_word(verb, &[D::Obj], &["place"]))
}

/// "the former chief executive": no longer.
fn former(tree: &Tree<'_>, head: TokenId) -> Option<Time> {
    let title = matches!(tree.dependency(head), D::Compound | D::Flat | D::NmodUnmarked | D::Nmod);
    let name = tree.head(head).filter(|name| title && *name > head);
    let told = |noun: TokenId| {
        tree.all(noun, &[D::Amod])
            .find(|a| *a < head && tree.lemma(*a).eq_ignore_ascii_case("former"))
    };
    let noun = nominal(tree.tag(head)).then_some(head)?;
    let word = told(noun).or_else(|| name.and_then(told))?;
    Some(Time::of_words(tree.word(word)))
}

/// Which side of the day of writing a predicate puts its time on.
fn tense(tree: &Tree<'_>, at: TokenId, steps: u8) -> Tense {
    let auxiliary = |words: &[&str]| {
        tree.all(at, &[D::Aux, D::AuxPass, D::Cop])
            .any(|a| words.iter().any(|word| word.eq_ignore_ascii_case(tree.word(a))))
    };
    if auxiliary(&["have", "has", "had", "'ve", "’ve", "having", "was", "were", "did"]) {
        return Tense::Past;
    }
    if auxiliary(&["will", "'ll", "’ll", "wo", "shall", "would", "may", "might", "should", "must"])
    {
        return Tense::Future;
    }
    if !matches!(tree.tag(at), Tag::Verb | Tag::Aux) {
        let ahead = ["planned", "upcoming", "coming", "proposed", "scheduled", "future"];
        let told = |a: TokenId| ahead.iter().any(|word| word.eq_ignore_ascii_case(tree.word(a)));
        let ahead = tree.all(at, &[D::Amod]).any(told);
        return if ahead { Tense::Future } else { Tense::Past };
    }
    let governor = tree.head(at).filter(|_| steps > 0);
    let word = tree.word(at).to_lowercase();
    if tree.has_word(at, &[D::Mark], &["to"]) {
        let phase = governor.filter(|verb| {
            tree.dependency(at) == D::Xcomp
                && (PHASES.contains(&tree.lemma(*verb)) || tree.lemma(*verb) == "use")
        });
        return phase.map_or(Tense::Future, |verb| tense(tree, verb, steps - 1));
    }
    if word.ends_with("ing") {
        let going = auxiliary(&["is", "are", "'s", "’s", "'re", "’re", "am"]);
        return match governor.filter(|_| !going) {
            Some(verb) if verbal(tree, verb) => tense(tree, verb, steps - 1),
            _ if going => Tense::Future,
            _ => Tense::Past,
        };
    }
    let lemma = tree.lemma(at);
    if word == lemma
        && tree.dependency(at) == D::Conj
        && let Some(verb) = governor
    {
        return tense(tree, verb, steps - 1);
    }
    let present = word == lemma || word.ends_with('s') && lemma.get(..2) == word.get(..2);
    let unclear = word == lemma && tree.looks_past(at);
    let headline = in_headline(tree, at);
    if present && !unclear && !headline { Tense::Future } else { Tense::Past }
}

/// Headlines tell the past in the present: "Harju buys Orbel".
fn in_headline(tree: &Tree<'_>, id: TokenId) -> bool {
    let section = tree.sentence_around(id).section;
    tree.document.sections.get(section as usize).is_some_and(|s| s.kind == SectionKind::Headline)
}
