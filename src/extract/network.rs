//! The network's say: it scores every pair of mentions of a sentence for every relation,
//! from the rows that the reader already made and from what the patterns claim.

use super::stance::Judged;
use super::{Extractor, Passage};
use crate::claim::{Claim, Evidence, Form, MentionId, Predicate as Said};
use crate::neural::{Matrix, Pair, PairInput, PairSpan, Pairs, probability};
use crate::ontology::Relation;
use crate::text::{Dependency, Sentence, Tag, TokenId};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The longest way over the tree, in words, between two mentions that are scored.
const LONGEST_WAY: usize = 14;
/// A sentence with more mentions is a list, and is not scored.
const MOST_MENTIONS: usize = 40;

/// Reads claims by the network of pairs.
#[derive(Clone, Debug)]
pub struct Network {
    pairs: Arc<Pairs>,
    labels: PairLabels,
}

/// What the columns and classes of the network of pairs mean.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PairLabels {
    /// Relations, by column.
    pub relations: Vec<String>,
    /// How probable a relation must be that the network alone claims.
    pub claimed: f32,
    /// How probable a relation must be that was claimed before.
    pub kept: f32,
    /// What makes probabilities of the scores of new relations: a factor of the log odds,
    /// and what is added to them.
    pub new: [f32; 2],
    /// The same for relations that were claimed before.
    pub said: [f32; 2],
    /// Kinds of mention, by class.
    pub kinds: Vec<String>,
    /// Dependencies, by class.
    pub dependencies: Vec<String>,
}

impl PairLabels {
    /// Reads the lists that stand beside the weights.
    pub fn parse(json: &str) -> Result<Self, serde_json::Error> {
        serde_json::from_str(json)
    }
}

/// A sentence ready to be scored, with what its numbers stand for.
struct Scene {
    mentions: Vec<MentionId>,
    input: PairInput,
}

impl Network {
    /// An extractor with these weights, whose columns mean `labels`.
    pub fn new(pairs: Arc<Pairs>, labels: PairLabels) -> Self {
        Self { pairs, labels }
    }

    /// The pairs of a sentence; none where nothing can be joined.
    fn scene(
        &self,
        passage: &Passage<'_>,
        sentence: &Sentence,
        said: &BTreeMap<(MentionId, MentionId), Vec<usize>>,
    ) -> Option<Scene> {
        let analysis = passage.tree.analysis;
        let width = analysis.rows.len().checked_div(analysis.tokens.len())?;
        let place = |token: u32| (token - sentence.tokens.start) as usize;
        let last = place(sentence.tokens.end);
        let mentions: Vec<MentionId> = (0..)
            .map(MentionId)
            .zip(passage.mentions())
            .filter(|(_, m)| sentence.tokens.contains(&m.head.0))
            .map(|(id, _)| id)
            .collect();
        if !(2..=MOST_MENTIONS).contains(&mentions.len()) || width == 0 {
            return None;
        }
        let span = |id: &MentionId| {
            let mention = passage.mentions.get(*id);
            PairSpan {
                words: place(mention.tokens.start)..place(mention.tokens.end).min(last),
                head: place(mention.head.0),
                kind: class(&self.labels.kinds, mention.kind.name()),
                form: match mention.form {
                    Form::Name => 0,
                    Form::Nominal => 1,
                    Form::Pronoun => 2,
                },
            }
        };
        let spans: Vec<PairSpan> = mentions.iter().map(span).collect();
        let heads: Vec<Option<usize>> =
            analysis.tokens_of(sentence).map(|(_, token)| token.head.map(|h| place(h.0))).collect();
        let mut pairs = Vec::new();
        for (subject, object) in
            (0..spans.len()).flat_map(|s| (0..spans.len()).map(move |o| (s, o)))
        {
            let (up, down) = way(&heads, spans[subject].head, spans[object].head);
            if subject != object && up.len() + down.len() <= LONGEST_WAY {
                let said = said.get(&(mentions[subject], mentions[object])).cloned();
                pairs.push(Pair { subject, object, up, down, said: said.unwrap_or_default() });
            }
        }
        let ways = analysis
            .tokens_of(sentence)
            .map(|(_, token)| class(&self.labels.dependencies, token.dependency.name()))
            .map(|class| u32::try_from(class).unwrap_or(u32::MAX))
            .collect();
        let rows = &analysis.rows[sentence.tokens.start as usize * width..][..last * width];
        let rows = Matrix { width, data: rows.to_vec() };
        Some(Scene { mentions, input: PairInput { rows, ways, spans, pairs } })
    }

    /// What the network alone claims of a pair. The kinds of its ends are among what it
    /// has seen, and the text may join others than is usual.
    fn claims(
        &self,
        passage: &Passage<'_>,
        (start, pair): (u32, &Pair),
        (subject, object): (MentionId, MentionId),
        scores: &[f32],
    ) -> Vec<Claim> {
        let token = |place: &usize| TokenId(start + u32::try_from(*place).unwrap_or(0));
        let [one, other] = [subject, object].map(|id| passage.mentions.get(id));
        let mut claims = Vec::new();
        for (column, score) in scores.iter().enumerate() {
            if *score < self.labels.claimed || pair.said.contains(&column) {
                continue;
            }
            let relation = Relation::new(&self.labels.relations[column]);
            let Some(definition) = passage.ontology.relation(&relation) else { continue };
            // A symmetric relation is the same both ways: the first named is its subject.
            if definition.symmetric && object < subject {
                continue;
            }
            let word = trigger(passage, pair, token);
            let verb = passage.tree.tag(word) == Tag::Verb;
            let frame = passage.frame(Judged { head: word, light: None, denotes: !verb });
            if frame.only_asked {
                continue;
            }
            let words = passage.tree.token(word).span;
            claims.push(Claim {
                subject,
                predicate: Said::Relation(relation.clone()),
                object,
                stance: passage.stance(&frame),
                role: None,
                amount: None,
                evidence: Evidence {
                    source: Arc::clone(&passage.source),
                    span: one.span.to(words).to(other.span),
                    subject: one.span,
                    predicate: words,
                    object: other.span,
                    rule: format!("network/{relation}"),
                    score: *score,
                },
            });
        }
        claims
    }
}

impl Extractor for Network {
    fn name(&self) -> &'static str {
        "network"
    }

    /// What was claimed of a pair is weighed by its probability, and dropped where that is
    /// too low; what is probable enough, and nobody claimed, is added. Claims of pairs that
    /// are not scored stay as they are.
    fn extract(&self, passage: &Passage<'_>, mut claims: Vec<Claim>) -> Vec<Claim> {
        let mut said: BTreeMap<(MentionId, MentionId), Vec<usize>> = BTreeMap::new();
        for claim in &claims {
            if let Some(column) = self.column(passage, claim) {
                said.entry((claim.subject, claim.object)).or_default().push(column);
                if self.symmetric(passage, column) {
                    said.entry((claim.object, claim.subject)).or_default().push(column);
                }
            }
        }
        let mut weighed: BTreeMap<(MentionId, MentionId), Vec<f32>> = BTreeMap::new();
        let mut new = Vec::new();
        for sentence in &passage.tree.analysis.sentences {
            let Some(scene) = self.scene(passage, sentence, &said) else { continue };
            let read = self.pairs.read(&scene.input);
            for (row, pair) in scene.input.pairs.iter().enumerate() {
                let ends = (scene.mentions[pair.subject], scene.mentions[pair.object]);
                let probable = self.labels.probabilities(read.row(row), &pair.said);
                let place = (sentence.tokens.start, pair);
                new.extend(self.claims(passage, place, ends, &probable));
                weighed.insert(ends, probable);
            }
        }
        claims.retain_mut(|claim| {
            let column = self.column(passage, claim);
            let weights = weighed.get(&(claim.subject, claim.object));
            let Some((column, weights)) = column.zip(weights) else { return true };
            claim.evidence.score = weights[column];
            weights[column] >= self.labels.kept
        });
        claims.append(&mut new);
        claims
    }
}

impl Network {
    fn column(&self, passage: &Passage<'_>, claim: &Claim) -> Option<usize> {
        let Said::Relation(relation) = &claim.predicate else { return None };
        passage.ontology.relation(relation)?;
        self.labels.relations.iter().position(|name| name == relation.name())
    }

    fn symmetric(&self, passage: &Passage<'_>, column: usize) -> bool {
        let relation = Relation::new(&self.labels.relations[column]);
        passage.ontology.relation(&relation).is_some_and(|d| d.symmetric)
    }
}

impl PairLabels {
    /// The log odds of a pair as probabilities: how often such were right on texts that the
    /// network had not seen.
    fn probabilities(&self, scores: &[f32], said: &[usize]) -> Vec<f32> {
        let probable = |(column, score): (usize, &f32)| {
            let [slope, shift] = if said.contains(&column) { self.said } else { self.new };
            probability(score * slope + shift)
        };
        scores.iter().enumerate().map(probable).collect()
    }
}

/// The number of a class; the last stands for all that the network does not know.
fn class(classes: &[String], name: &str) -> usize {
    classes.iter().position(|class| class == name).unwrap_or(classes.len() - 1)
}

/// The way from one word to another over the tree: words upwards, the highest with
/// them, and words upwards from the other end.
fn way(heads: &[Option<usize>], from: usize, to: usize) -> (Vec<usize>, Vec<usize>) {
    let climb = |from: usize| std::iter::successors(Some(from), |at| heads[*at]);
    let up: Vec<usize> = climb(from).collect();
    let down: Vec<usize> = climb(to).take_while(|at| !up.contains(at)).collect();
    let top = climb(to).find_map(|at| up.iter().position(|u| *u == at)).unwrap_or(0);
    (up[..=top].to_vec(), down)
}

/// The word that says it: the verb nearest above the object, or the verb or noun at the
/// top of the way between the two, else the word between, else the preposition of the lower one, else its own head.
fn trigger(passage: &Passage<'_>, pair: &Pair, token: impl Fn(&usize) -> TokenId) -> TokenId {
    let (up, down) = (&pair.up, &pair.down);
    // "The line said it would sue the port": of the verbs above the object, the nearest says
    // what is done to it; those higher up only report or plan it.
    let verb = down.iter().skip(1).map(&token).find(|word| passage.tree.tag(*word) == Tag::Verb);
    if let Some(verb) = verb {
        return verb;
    }
    let top = up.last().map(&token);
    let ends = [up.first(), down.first().or(up.last())].map(|end| end.map(&token));
    let between = top.filter(|top| !ends.contains(&Some(*top)));
    let inner = || {
        let mut words = up.iter().rev().chain(down.iter().rev()).map(&token);
        words.find(|word| !ends.contains(&Some(*word)))
    };
    let lower = if up.len() > 1 { ends[0] } else { ends[1] };
    let case = || passage.tree.child(lower?, &[Dependency::Case]);
    between.or_else(inner).or_else(case).or(lower).unwrap_or(TokenId(0))
}
