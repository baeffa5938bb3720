//! How well a graph fits one that a careful reader made, as the JSON-LD has it.
//!
//! Entities are aligned one to one by their names. A typed statement is right if a
//! fact of the reader's joins the same two entities by the same relation, or by one
//! that the reader allows too; its stance is scored where it is right.

use serde::Deserialize;
use serde_json::Value;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::AddAssign;

/// A graph that a careful reader made of an article.
#[derive(Debug, Deserialize)]
pub(crate) struct Gold {
    entities: Vec<GoldEntity>,
    facts: Vec<GoldFact>,
}

#[derive(Debug, Deserialize)]
struct GoldEntity {
    id: String,
    name: String,
    kind: String,
    aliases: Vec<String>,
}

#[derive(Debug, Deserialize)]
struct GoldFact {
    s: String,
    r: String,
    o: String,
    /// Relations that would do as well.
    #[serde(default)]
    also: Vec<String>,
    polarity: String,
    certainty: String,
    /// An entity, or `article`.
    said_by: String,
    /// Whether a summary of the article would tell it.
    core: bool,
}

/// What the JSON-LD says: entities and typed statements.
#[derive(Debug, Default)]
pub(crate) struct Predicted {
    entities: Vec<PredictedEntity>,
    /// Keyed by subject, relation and object; of several stances the last one stands.
    statements: BTreeMap<(String, String, String), Value>,
}

#[derive(Debug)]
struct PredictedEntity {
    iri: String,
    kind: String,
    names: BTreeSet<String>,
}

impl Predicted {
    pub(crate) fn of(jsonld: &Value) -> Self {
        let mut predicted = Self::default();
        for node in jsonld["@graph"].as_array().into_iter().flatten() {
            let iri = |value: &Value| value["@id"].as_str().unwrap_or_default().to_owned();
            if node["@type"] == "Statement" {
                if node["open"].is_null() {
                    let relation = kebab(&iri(&node["predicate"]));
                    let ends = (iri(&node["subject"]), relation, iri(&node["object"]));
                    predicted.statements.insert(ends, node.clone());
                }
            } else if let Some(kind) = node["kind"].as_str() {
                let more = ["altLabel", "mention"].iter().filter_map(|key| node[key].as_array());
                let names = more.flatten().chain([&node["label"]]).filter_map(Value::as_str);
                predicted.entities.push(PredictedEntity {
                    iri: iri(node),
                    kind: kind.to_owned(),
                    names: names.map(normal).collect(),
                });
            }
        }
        predicted
    }
}

/// `kg:worksFor` as `works-for`.
fn kebab(iri: &str) -> String {
    let mut out = String::new();
    for letter in iri.trim_start_matches("kg:").chars() {
        if letter.is_uppercase() {
            out.push('-');
        }
        out.extend(letter.to_lowercase());
    }
    out
}

/// Words that a name may begin with or not.
const STOP: [&str; 17] = [
    "the", "a", "an", "its", "his", "her", "their", "this", "that", "these", "those", "our", "mr",
    "mrs", "ms", "dr", "sir",
];

/// A name without case, possessive, leading articles and most marks.
fn normal(name: &str) -> String {
    let lower: Vec<char> = name.to_lowercase().chars().collect();
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let mut text = String::new();
    let mut at = 0;
    while let Some(&c) = lower.get(at) {
        let possessive = matches!(c, '’' | '\'')
            && lower.get(at + 1) == Some(&'s')
            && !lower.get(at + 2).is_some_and(|c| is_word(*c));
        at += if possessive { 2 } else { 1 };
        if !possessive {
            text.push(if is_word(c) || "$%.&+-".contains(c) { c } else { ' ' });
        }
    }
    let words = text.split_whitespace().map(|word| word.trim_matches(['.', '-']));
    let words: Vec<_> = words.skip_while(|w| STOP.contains(w)).filter(|w| !w.is_empty()).collect();
    words.join(" ")
}

/// 1 for a shared name, else the best overlap of words of two names with one last word.
fn similarity(a: &BTreeSet<String>, b: &BTreeSet<String>) -> f64 {
    let mut best = 0.0_f64;
    for (x, y) in a.iter().flat_map(|x| b.iter().map(move |y| (x, y))) {
        if x.is_empty() || y.is_empty() {
            continue;
        }
        if x == y {
            return 1.0;
        }
        let [xs, ys] = [x, y].map(|name| name.split(' ').collect::<BTreeSet<_>>());
        if x.rsplit(' ').next() == y.rsplit(' ').next() {
            best = best.max(2.0 * ratio(xs.intersection(&ys).count(), xs.len() + ys.len()));
        }
    }
    best
}

/// Names that overlap less than this are not of one entity.
const LEAST: f64 = 0.6;

/// Entities of the JSON-LD with the reader's entities that they are.
struct Alignment<'a> {
    /// At most one prediction an entity; the best first.
    one_to_one: BTreeMap<&'a str, &'a GoldEntity>,
    /// Any number of predictions an entity: a split entity still carries its facts.
    many: BTreeMap<&'a str, &'a str>,
}

fn align<'a>(gold: &'a Gold, predicted: &'a Predicted) -> Alignment<'a> {
    let mut pairs = Vec::new();
    for entity in &gold.entities {
        let names = entity.aliases.iter().chain([&entity.name]);
        let names: BTreeSet<String> = names.map(|name| normal(name)).collect();
        for other in &predicted.entities {
            let alike = similarity(&names, &other.names);
            if alike >= LEAST {
                let shared = names.intersection(&other.names).count();
                pairs.push((alike, Reverse(shared), &entity.id, &other.iri, entity));
            }
        }
    }
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| (a.1, a.2, a.3).cmp(&(b.1, b.2, b.3))));
    let (mut one_to_one, mut many) = (BTreeMap::new(), BTreeMap::new());
    let mut taken = BTreeSet::new();
    for (_, _, id, iri, entity) in pairs {
        many.entry(iri.as_str()).or_insert(id.as_str());
        if !taken.contains(id) && !one_to_one.contains_key(iri.as_str()) {
            taken.insert(id);
            one_to_one.insert(iri.as_str(), entity);
        }
    }
    Alignment { one_to_one, many }
}

/// What was counted in one article, or in several.
#[derive(Clone, Debug, Default)]
pub(crate) struct Counts {
    entities: Tally,
    typed: Tally,
    /// The reader's facts that a summary would tell, and how many of them were read.
    core: (usize, usize),
    /// Right statements, then those of the right polarity, certainty and speaker.
    stance: [usize; 4],
    /// How often an entity of the first kind was given the second.
    pub(crate) kinds: BTreeMap<(String, String), usize>,
}

/// Of what was predicted and of what the reader has: how many, and how many right.
#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    predicted: usize,
    right: usize,
    gold: usize,
    found: usize,
}

impl Counts {
    /// Counts one article; `symmetric` tells the relations that hold both ways.
    pub(crate) fn of(gold: &Gold, predicted: &Predicted, symmetric: impl Fn(&str) -> bool) -> Self {
        let Alignment { one_to_one, many } = align(gold, predicted);
        let aligned = one_to_one.len();
        let mut counts = Self {
            entities: Tally {
                predicted: predicted.entities.len(),
                right: aligned,
                gold: gold.entities.len(),
                found: aligned,
            },
            ..Self::default()
        };
        for entity in &predicted.entities {
            if let Some(gold) = one_to_one.get(entity.iri.as_str()) {
                *counts.kinds.entry((gold.kind.clone(), entity.kind.clone())).or_default() += 1;
            }
        }
        let mut hit = BTreeSet::new();
        for ((subject, relation, object), node) in &predicted.statements {
            let (subject, object) = (many.get(subject.as_str()), many.get(object.as_str()));
            let joins = |f: &GoldFact, a: Option<&&str>, b: Option<&&str>| {
                a == Some(&f.s.as_str()) && b == Some(&f.o.as_str())
            };
            let says = |f: &GoldFact| f.r == *relation || f.also.contains(relation);
            let facts = gold.facts.iter().enumerate().filter(|(_, f)| says(f));
            let straight = facts.clone().filter(|(_, f)| joins(f, subject, object));
            let back = facts.filter(|(_, f)| symmetric(relation) && joins(f, object, subject));
            let at: Vec<usize> = straight.chain(back).map(|(index, _)| index).collect();
            let Some(fact) = at.iter().find(|i| !hit.contains(*i)).or(at.first()) else { continue };
            counts.typed.right += 1;
            counts.stance(&gold.facts[*fact], node, &many);
            hit.extend(at);
        }
        let core = |index: &usize| gold.facts[*index].core;
        counts.typed.predicted = predicted.statements.len();
        counts.typed.gold = gold.facts.len();
        counts.typed.found = hit.len();
        counts.core =
            ((0..gold.facts.len()).filter(core).count(), hit.iter().filter(|i| core(i)).count());
        counts
    }

    fn stance(&mut self, fact: &GoldFact, node: &Value, many: &BTreeMap<&str, &str>) {
        let speaker = node["wasAttributedTo"]["@id"].as_str().and_then(|iri| many.get(iri));
        let right = [
            true,
            node["polarity"] == fact.polarity.as_str(),
            node["certainty"] == fact.certainty.as_str(),
            *speaker.unwrap_or(&"article") == fact.said_by,
        ];
        for (count, right) in self.stance.iter_mut().zip(right) {
            *count += usize::from(right);
        }
    }

    /// Harmonic mean of precision and recall of entities.
    pub(crate) fn entity_f1(&self) -> f64 {
        self.entities.f1()
    }

    /// Precision, recall and their harmonic mean of typed statements.
    pub(crate) fn typed(&self) -> [f64; 3] {
        [self.typed.precision(), self.typed.recall(), self.typed.f1()]
    }

    /// Share of the facts that a summary would tell.
    pub(crate) fn core_recall(&self) -> f64 {
        ratio(self.core.1, self.core.0)
    }

    /// Shares of right statements with the right polarity, certainty and speaker.
    pub(crate) fn stances(&self) -> [f64; 3] {
        let [all, rest @ ..] = self.stance;
        rest.map(|right| ratio(right, all))
    }

    /// Share of aligned entities that were given the right kind.
    pub(crate) fn kind_accuracy(&self) -> f64 {
        let right = self.kinds.iter().filter(|((gold, given), _)| gold == given);
        ratio(right.map(|(_, n)| n).sum(), self.kinds.values().sum())
    }
}

impl AddAssign<&Counts> for Counts {
    fn add_assign(&mut self, other: &Counts) {
        self.entities += other.entities;
        self.typed += other.typed;
        self.core.0 += other.core.0;
        self.core.1 += other.core.1;
        for (count, more) in self.stance.iter_mut().zip(other.stance) {
            *count += more;
        }
        for (kinds, n) in &other.kinds {
            *self.kinds.entry(kinds.clone()).or_default() += n;
        }
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.predicted += other.predicted;
        self.right += other.right;
        self.gold += other.gold;
        self.found += other.found;
    }
}

impl Tally {
    fn precision(self) -> f64 {
        ratio(self.right, self.predicted)
    }

    fn recall(self) -> f64 {
        ratio(self.found, self.gold)
    }

    fn f1(self) -> f64 {
        let (precision, recall) = (self.precision(), self.recall());
        if precision + recall == 0.0 {
            return 0.0;
        }
        2.0 * precision * recall / (precision + recall)
    }
}

#[expect(clippy::cast_precision_loss, reason = "articles have no 2^52 facts")]
fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

#[test]
fn takes_names_for_one_as_a_reader_would() {
    for (name, plain) in [
        ("The Marlow Group’s", "marlow group"),
        ("Ms. Vardy", "vardy"),
        ("“Free” Lagoon-Guard", "free lagoon-guard"),
        ("its St. Ives plant", "st ives plant"),
        ("O'Shea & Sons", "o shea & sons"),
        ("'s-Graven", "graven"),
    ] {
        assert_eq!(normal(name), plain);
    }
}

#[test]
fn counts_what_is_right_what_is_missed_and_what_is_wrong() {
    let gold: Gold = serde_json::from_value(serde_json::json!({
        "entities": [
            {"id": "e1", "name": "Stourton", "kind": "company", "aliases": []},
            {"id": "e2", "name": "Marlow Group", "kind": "company", "aliases": ["the publisher"]},
            {"id": "e3", "name": "Leeds", "kind": "city", "aliases": []},
        ],
        "facts": [
            {"s": "e1", "r": "owns", "o": "e2", "also": ["acquires"], "polarity": "denied",
             "certainty": "asserted", "said_by": "e2", "core": true},
            {"s": "e2", "r": "located-in", "o": "e3", "polarity": "affirmed",
             "certainty": "asserted", "said_by": "article", "core": true},
        ],
    }))
    .unwrap();
    let statement = |s: &str, p: &str, o: &str| {
        serde_json::json!({"@type": "Statement", "subject": {"@id": s}, "predicate": {"@id": p},
            "object": {"@id": o}, "polarity": "denied", "certainty": "planned",
            "wasAttributedTo": {"@id": "b"}})
    };
    let predicted = Predicted::of(&serde_json::json!({"@graph": [
        {"@id": "a", "kind": "company", "label": "Stourton"},
        {"@id": "b", "kind": "media-outlet", "label": "The Publisher", "altLabel": ["Marlow"]},
        statement("a", "kg:acquires", "b"),
        statement("b", "kg:worksFor", "a"),
    ]}));
    let mut counts = Counts::of(&gold, &predicted, |_| false);
    let once = counts.clone();
    counts += &once;
    let near = |a: f64, b: f64| (a - b).abs() < 1e-9;
    assert!(near(counts.entity_f1(), 0.8));
    let [precision, recall, f1] = counts.typed();
    assert!(near(precision, 0.5) && near(recall, 0.5) && near(f1, 0.5));
    assert!(near(counts.core_recall(), 0.5) && near(counts.kind_accuracy(), 0.5));
    let [polarity, certainty, speaker] = counts.stances();
    assert!(near(polarity, 1.0) && near(certainty, 0.0) && near(speaker, 1.0));
}
