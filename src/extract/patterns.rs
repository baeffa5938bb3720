use super::predicates::{Form, Part, Predicate, passive};
use super::stance::{Clauses, Frame, Judged};
use super::{Extractor, Passage, amount, role};
use crate::claim::{
    Certainty, Claim, Evidence, Form as MentionForm, Mention, MentionId, Polarity,
    Predicate as Said, Stance,
};
use crate::ontology::{Kind, Ontology, Pattern, Relation};
use crate::text::{Dependency, TokenId};
use std::collections::BTreeMap;

/// Reads claims by the patterns of the relation files.
#[derive(Clone, Debug, Default)]
pub struct Patterns {
    rules: Vec<Rule>,
    /// The rules that each word calls up, for verbs, nouns and adjectives.
    by_word: [BTreeMap<String, Vec<usize>>; 3],
}

/// A pattern of a relation file, taken apart.
#[derive(Clone, Debug)]
struct Rule {
    relation: Relation,
    name: String,
    subject: Vec<Path>,
    object: Vec<Path>,
    with: Vec<(Path, Vec<String>)>,
    without: Vec<(Path, Vec<String>)>,
    subject_kinds: Vec<Kind>,
    object_kinds: Vec<Kind>,
    certainty: Option<Certainty>,
    denied: bool,
    role: bool,
    /// Of each of these sets of parts the predicate must have one, or the rule cannot fit.
    needs: Vec<u64>,
}

/// Parts to step through, from the predicate to a token.
type Path = Vec<Part>;

/// How often a pattern was right on news that it was not made for (`data/models/relations/CARD.md`).
const PRECISION: f32 = 0.5;

/// The word that stands for every noun.
const ANY: &str = "*";

/// The word that stands for every name.
const ANY_NAME: &str = "*name";

impl Patterns {
    /// Takes the patterns of an ontology apart.
    pub fn new(ontology: &Ontology) -> Self {
        let mut all = Self::default();
        for (relation, definition) in ontology.relations() {
            for (number, pattern) in (1..).zip(&definition.patterns) {
                let index = all.rules.len();
                all.rules.push(Rule::new(
                    relation,
                    number,
                    pattern,
                    (&definition.domain, &definition.range),
                ));
                let words = [&pattern.verbs, &pattern.nouns, &pattern.adjectives];
                for (by_word, words) in all.by_word.iter_mut().zip(words) {
                    for word in words {
                        by_word.entry(word.to_lowercase()).or_default().push(index);
                    }
                }
            }
        }
        all
    }

    /// The rules that a predicate's words call up and whose parts it may have, each with
    /// the word that called it.
    fn rules<'r>(
        &'r self,
        passage: &Passage<'_>,
        predicate: &Predicate,
    ) -> Vec<(&'r Rule, &'r str)> {
        let form = match predicate.form {
            Form::Verb => 0,
            Form::Noun => 1,
            Form::Adjective => 2,
        };
        let mut found: Vec<(usize, &str)> = Vec::new();
        let parts = predicate.parts.iter().fold(0, |bits, (part, _)| bits | part.bit());
        let mut call = |form: usize, word: &str| {
            let Some((word, rules)) = self.by_word[form].get_key_value(word) else { return };
            for index in rules {
                let may_fit = self.rules[*index].needs.iter().all(|need| need & parts != 0);
                if may_fit && found.iter().all(|(known, _)| known != index) {
                    found.push((*index, word));
                }
            }
        };
        predicate.lemmas.iter().for_each(|lemma| call(form, lemma));
        if form == 1 {
            let own = passage.mentions.of(predicate.head).map(|m| passage.mentions.get(m).form);
            if own == Some(MentionForm::Name) {
                call(1, ANY_NAME);
            }
            call(1, ANY);
        } else {
            call(2, &passage.tree.word(predicate.head).to_lowercase());
            if form == 0 {
                call(0, ANY);
            }
        }
        found.into_iter().map(|(index, word)| (&self.rules[index], word)).collect()
    }
}

impl Rule {
    fn new(
        relation: &Relation,
        number: usize,
        pattern: &Pattern,
        usual: (&[Kind], &[Kind]),
    ) -> Self {
        let parts = |map: &BTreeMap<String, Vec<String>>| {
            map.iter().map(|(path, words)| (steps(path), words.clone())).collect()
        };
        let or_usual = |own: &Vec<Kind>, usual: &[Kind]| {
            if own.is_empty() { usual.to_vec() } else { own.clone() }
        };
        let (subject, object, with): (Vec<Path>, Vec<Path>, Vec<_>) = (
            alternatives(pattern.subject.as_deref().unwrap_or("agent")),
            alternatives(pattern.object.as_deref().unwrap_or("patient")),
            parts(&pattern.with),
        );
        let first = |path: &Path| path.first().map_or(0, Part::bit);
        let any = |paths: &[Path]| paths.iter().fold(0, |bits, path| bits | first(path));
        let mut needs = vec![any(&subject), any(&object)];
        needs.extend(with.iter().map(|(path, _)| first(path)));
        Self {
            relation: relation.clone(),
            name: format!("patterns/{relation}#{number}"),
            subject,
            object,
            with,
            needs,
            without: parts(&pattern.without),
            subject_kinds: or_usual(&pattern.subject_kinds, usual.0),
            object_kinds: or_usual(&pattern.object_kinds, usual.1),
            certainty: pattern.certainty.as_deref().and_then(Certainty::named),
            denied: pattern.denied,
            role: pattern.role,
        }
    }

    /// Whether the other parts are there, and those that must not be are not.
    fn fits(&self, passage: &Passage<'_>, predicate: &Predicate) -> bool {
        let there = |(path, words): &(Path, Vec<String>)| {
            walk(passage, predicate, path).iter().any(|id| {
                let lemma = passage.tree.lemma(*id).to_lowercase();
                words.is_empty() || words.contains(&lemma)
            })
        };
        self.with.iter().all(there) && !self.without.iter().any(there)
    }
}

fn alternatives(paths: &str) -> Vec<Path> {
    paths.split('|').map(steps).collect()
}

fn steps(path: &str) -> Path {
    path.trim().split('.').map(|part| Part::named(part.trim())).collect()
}

/// The tokens at the end of a path that begins at a predicate.
fn walk(passage: &Passage<'_>, predicate: &Predicate, path: &[Part]) -> Vec<TokenId> {
    let Some((first, rest)) = path.split_first() else { return Vec::new() };
    let mut at: Vec<TokenId> = predicate.players(first).collect();
    for part in rest {
        at = at
            .into_iter()
            .filter_map(|id| passage.predicate(id))
            .flat_map(|p| p.players(part).collect::<Vec<_>>())
            .collect();
    }
    at
}

/// The mentions of the right kinds at the end of the first path that has any.
fn ends(
    passage: &Passage<'_>,
    predicate: &Predicate,
    paths: &[Path],
    kinds: &[Kind],
) -> Vec<MentionId> {
    paths
        .iter()
        .map(|path| {
            let mut found: Vec<MentionId> = walk(passage, predicate, path)
                .into_iter()
                .filter_map(|id| passage.mentions.meant_beside(&passage.tree, id, predicate.head))
                .filter(|id| may_be(passage, passage.mentions.get(*id), kinds))
                .collect();
            found.dedup();
            found
        })
        .find(|found| !found.is_empty())
        .unwrap_or_default()
}

/// Whether a mention can be of one of these kinds. What a pronoun of things means
/// is known only once it is resolved.
fn may_be(passage: &Passage<'_>, mention: &Mention, kinds: &[Kind]) -> bool {
    mention.form == MentionForm::Pronoun && mention.kind.name() != "person"
        || passage.ontology.is_any(&mention.kind, kinds)
}

impl Extractor for Patterns {
    fn name(&self) -> &'static str {
        "patterns"
    }

    fn extract(&self, passage: &Passage<'_>, mut claims: Vec<Claim>) -> Vec<Claim> {
        for predicate in &passage.predicates {
            for (rule, word) in self.rules(passage, predicate) {
                if !rule.fits(passage, predicate) {
                    continue;
                }
                let subjects = ends(passage, predicate, &rule.subject, &rule.subject_kinds);
                if subjects.is_empty() {
                    continue;
                }
                let objects = ends(passage, predicate, &rule.object, &rule.object_kinds);
                if objects.is_empty() {
                    continue;
                }
                let Some(frame) = frame_of(passage, predicate, rule) else { continue };
                let both_ways = rule.subject == rule.object;
                for subject in subjects {
                    for &object in
                        objects.iter().filter(|o| **o != subject && !(both_ways && **o < subject))
                    {
                        claims.extend(claim(
                            passage,
                            (predicate, rule, word),
                            (subject, object),
                            &frame,
                        ));
                    }
                }
            }
        }
        claims
    }
}

/// The stance of a rule's claims, or nothing where they are only asked for.
fn frame_of(passage: &Passage<'_>, predicate: &Predicate, rule: &Rule) -> Option<Frame> {
    // What a noun denotes does not hang on the verb that governs it.
    let denotes = rule.subject.iter().chain(&rule.object).flatten().any(|p| *p == Part::Itself);
    let light = predicate.light.filter(|_| !denotes);
    let mut frame = passage.frame(Judged { head: predicate.head, light, denotes });
    if rule.subject.iter().flatten().any(|p| *p == Part::Speaker) {
        // What the speaker says must be done is the speaker's own act.
        frame = Frame {
            polarity: Polarity::Affirmed,
            certainty: Certainty::Asserted,
            speaker: None,
            only_asked: false,
            ..frame
        };
        return Some(frame);
    }
    if frame.only_asked {
        return None;
    }
    if let Some(certainty) = rule.certainty {
        frame.certainty = certainty;
    }
    if rule.denied {
        frame.polarity = match frame.polarity {
            Polarity::Affirmed => Polarity::Denied,
            Polarity::Denied => Polarity::Affirmed,
        };
    }
    Some(frame)
}

fn claim(
    passage: &Passage<'_>,
    (predicate, rule, word): (&Predicate, &Rule, &str),
    (subject, object): (MentionId, MentionId),
    frame: &Frame,
) -> Option<Claim> {
    let ends = [subject, object].map(|id| passage.mentions.get(id).head);
    let title = (rule.role && !word.starts_with(ANY))
        .then(|| role::of(&passage.tree, predicate, word, ends));
    let said = Said::Relation(rule.relation.clone());
    let evidence = passage.evidence(predicate, (subject, object), &rule.name)?;
    let amounts = passage.ontology.relation(&rule.relation).map_or(&[][..], |d| &d.amounts);
    let amount = amount::of(passage, predicate, (subject, object), amounts);
    let clauses = Clauses { tree: &passage.tree, lexicon: passage.lexicon };
    let mut frame = frame.clone();
    if ends.iter().any(|end| clauses.is_excluded(*end)) {
        frame.flip();
    }
    Some(Claim {
        subject,
        predicate: said,
        object,
        stance: passage.stance(&frame),
        role: title,
        amount,
        evidence,
    })
}

impl Passage<'_> {
    /// The predicate that a token heads; predicates are in text order.
    pub(super) fn predicate(&self, head: TokenId) -> Option<&Predicate> {
        let index = self.predicates.binary_search_by_key(&head, |p| p.head);
        index.ok().map(|index| &self.predicates[index])
    }

    /// The stance of what a predicate says.
    pub(super) fn frame(&self, judged: Judged) -> Frame {
        Clauses { tree: &self.tree, lexicon: self.lexicon }.frame(judged, &self.voices)
    }

    /// A frame with its speaker looked up.
    pub(super) fn stance(&self, frame: &Frame) -> Stance<MentionId> {
        Stance {
            polarity: frame.polarity,
            certainty: frame.certainty,
            said_by: frame.speaker.and_then(|s| self.voice(s)),
            time: frame.time.clone(),
        }
    }

    /// Who speaks through a speaker: the one whose statement "X's statement" is.
    fn voice(&self, speaker: TokenId) -> Option<MentionId> {
        let meant = self.mentions.meant(&self.tree, speaker)?;
        let work = self.mentions.get(meant).kind.name() == "work";
        let author = self
            .tree
            .child(speaker, &[Dependency::NmodPoss])
            .and_then(|p| self.mentions.meant(&self.tree, p));
        author.filter(|_| work).or(Some(meant))
    }

    /// The words that prove a claim: from the first to the last of subject,
    /// predicate and object, which stand in one sentence.
    pub(super) fn evidence(
        &self,
        predicate: &Predicate,
        (subject, object): (MentionId, MentionId),
        rule: &str,
    ) -> Option<Evidence> {
        let [subject, object] = [subject, object].map(|id| self.mentions.get(id));
        let sentence = self.tree.sentence(predicate.head);
        if subject.sentence != sentence || object.sentence != sentence {
            return None;
        }
        let mut words = self.tree.token(predicate.head).span;
        for near in predicate
            .light
            .into_iter()
            .chain(self.tree.child(predicate.head, &[Dependency::CompoundPrt]))
        {
            words = words.to(self.tree.token(near).span);
        }
        if passive(&self.tree, predicate.head) {
            for auxiliary in self.tree.all(predicate.head, &[Dependency::AuxPass]) {
                words = words.to(self.tree.token(auxiliary).span);
            }
        }
        Some(Evidence {
            source: std::sync::Arc::clone(&self.source),
            span: subject.span.to(words).to(object.span),
            subject: subject.span,
            predicate: words,
            object: object.span,
            rule: rule.to_owned(),
            score: PRECISION,
        })
    }
}
