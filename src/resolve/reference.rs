//! Which mentions speak of one thing: names, nominals and what they refer back to.

use super::merges::Reason;
use super::nominals::key;
use super::{ClusterId, Context, names};
use crate::claim::{Claim, Form, Mention, MentionId, Predicate};
use crate::ontology::Kind;
use crate::text::{Dependency, SentenceId, TokenId};
use std::collections::{BTreeMap, BTreeSet};

/// Which mentions speak of one thing.
#[derive(Clone, Debug, Default)]
pub(super) struct Clusters {
    /// The cluster of each mention; none for a pronoun that could not be resolved.
    pub(super) of: Vec<Option<ClusterId>>,
    /// The full name of each cluster that has one.
    pub(super) names: Vec<Option<String>>,
    /// How many clusters there are.
    pub(super) count: usize,
    /// Why each mention was put to what was spoken of otherwise; none where it was not.
    pub(super) why: Vec<Option<Reason>>,
    /// Which mentions of places are family names, and tell nothing of a thing's kind.
    pub(super) family: Vec<bool>,
}

impl Clusters {
    pub(super) fn get(&self, mention: MentionId) -> Option<ClusterId> {
        self.of[mention.0 as usize]
    }
}

/// What the text has spoken of so far.
pub(super) struct Discourse<'c, 'a> {
    pub(super) context: &'c Context<'a>,
    pub(super) clusters: Clusters,
    pub(super) known: Vec<Known>,
    /// What claims ask of each mention.
    pub(super) asked: Vec<Vec<Asked<'c>>>,
    by_name: BTreeMap<(bool, String), ClusterId>,
    firms: BTreeSet<String>,
    /// The kind that all mentions of a name vote for.
    kinds: BTreeMap<(bool, String), Kind>,
    /// The nouns that stand beside each name.
    pub(super) described: BTreeMap<String, BTreeSet<String>>,
    /// The name that each nominal stands beside.
    pub(super) beside: Vec<Option<MentionId>>,
    /// Which mentions of places are family names.
    family: Vec<bool>,
}

/// What a claim asks of the mention at one of its ends.
#[derive(Clone, Copy, Debug)]
pub(super) struct Asked<'c> {
    /// The kinds that its relation takes there.
    pub(super) kinds: &'c [Kind],
    /// The mention at its other end, which is another thing.
    pub(super) other: MentionId,
}

/// A thing already spoken of.
#[derive(Clone, Debug)]
pub(super) struct Known {
    pub(super) kind: Kind,
    pub(super) standing: Standing,
    pub(super) plural: bool,
    pub(super) last: MentionId,
    /// The last sentence in which it was a subject.
    pub(super) subject: Option<SentenceId>,
    pub(super) count: usize,
    pub(super) gender: Option<bool>,
    pub(super) head: String,
    pub(super) words: String,
    pub(super) owner: Option<ClusterId>,
}

/// How a thing came into the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// By its name.
    Named,
    /// By a nominal.
    Described,
    /// Said of something ("is a firm", "as a firm"), so that nothing refers back to it.
    Predicated,
}

/// Clusters all mentions, in text order. What the claims ask of a pronoun helps to tell
/// what it means.
pub(super) fn cluster(context: &Context<'_>, claims: &[Claim]) -> Clusters {
    let names::Canonical { names: canonical, why, family } = names::canonical(context);
    let named = || context.mentions.iter().zip(&canonical);
    let firms = named()
        .filter(|(mention, _)| context.ontology.is_a(&mention.kind, "organization"))
        .filter_map(|(_, name)| name.clone())
        .chain(context.pins.targets().map(str::to_owned))
        .collect();
    let mut d = Discourse {
        context,
        clusters: Clusters::default(),
        known: Vec::new(),
        asked: asked(context, claims),
        by_name: BTreeMap::new(),
        firms,
        kinds: BTreeMap::new(),
        described: BTreeMap::new(),
        beside: Vec::new(),
        family,
    };
    d.vote(named());
    d.describe(&canonical);
    for (index, (mention, name)) in (0..).zip(context.mentions.iter().zip(&canonical)) {
        let (id, before) = (MentionId(index), d.clusters.count);
        let why = why[index as usize];
        let (cluster, why) = match mention.form {
            Form::Name => (Some(d.named(id, mention, name.clone().unwrap_or_default())), why),
            Form::Nominal => d.noun(id, mention),
            Form::Pronoun => (d.pronoun(id, mention), Reason::Pronoun),
        };
        let alone = d.clusters.count > before && why == Reason::SameName || cluster.is_none();
        let opened = d.clusters.count > before && mention.form != Form::Name;
        d.clusters.why.push(Some(why).filter(|_| !alone && !opened));
        if let Some(cluster) = cluster {
            d.spoken(cluster, id, mention);
        }
        d.clusters.of.push(cluster);
    }
    let before = d.clusters.of.clone();
    d.appositions();
    d.note(&before, Reason::Beside);
    let before = d.clusters.of.clone();
    d.speakers(claims);
    d.note(&before, Reason::Speaker);
    d.clusters.family = d.family;
    d.clusters
}

/// What the typed claims ask of each mention.
fn asked<'c>(context: &'c Context<'_>, claims: &[Claim]) -> Vec<Vec<Asked<'c>>> {
    let mut asked = vec![Vec::new(); context.mentions.len()];
    for claim in claims {
        let Predicate::Relation(relation) = &claim.predicate else { continue };
        let Some(definition) = context.ontology.relation(relation) else { continue };
        let ends = [
            (claim.subject, &definition.domain, claim.object),
            (claim.object, &definition.range, claim.subject),
        ];
        for (mention, kinds, other) in ends {
            asked[mention.0 as usize].push(Asked { kinds, other });
        }
    }
    asked
}

impl Discourse<'_, '_> {
    /// Lets the mentions of each name vote for its kind, by how sure the reader was.
    fn vote<'m>(&mut self, named: impl Iterator<Item = (&'m Mention, &'m Option<String>)>) {
        let mut votes: BTreeMap<(bool, String), BTreeMap<&Kind, f32>> = BTreeMap::new();
        for (index, (mention, name)) in named.enumerate() {
            if let Some(name) = name.as_ref().filter(|_| !self.family[index]) {
                let key = (self.is_person(index, name), name.clone());
                *votes.entry(key).or_default().entry(&mention.kind).or_default() += mention.score;
            }
        }
        for (key, votes) in votes {
            let best = votes.into_iter().max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(a.0)));
            self.kinds.extend(best.map(|(kind, _)| (key, kind.clone())));
        }
    }

    /// Notes why the clusters of mentions have changed.
    fn note(&mut self, before: &[Option<ClusterId>], reason: Reason) {
        let changed = self.clusters.of.iter().zip(before).zip(&mut self.clusters.why);
        for ((now, before), why) in changed {
            if now != before {
                *why = Some(reason);
            }
        }
    }

    /// What a noun means: what the user says, else what speaks for it, unless the user
    /// says that it is not so.
    fn noun(&mut self, id: MentionId, mention: &Mention) -> (Option<ClusterId>, Reason) {
        let words = self.context.text(mention.span);
        if let Some(full) = self.context.pins.full(words) {
            return (Some(self.named(id, mention, full.to_owned())), Reason::Pinned);
        }
        let found = self.nominal(id, mention);
        let name = self.clusters.names[found.0].as_deref();
        if name.is_some_and(|name| self.context.pins.are_apart(words, name)) {
            return (Some(self.open(id, mention, None)), Reason::Noun);
        }
        let said = self.predicate_of(mention) == Some(found);
        (Some(found), if said { Reason::Beside } else { Reason::Noun })
    }

    /// A person and a place of one name are two things; a person and a firm are one
    /// that the reader was unsure of, and the kinds are voted on.
    fn is_person(&self, mention: usize, name: &str) -> bool {
        let kind = self.context.mentions[mention].kind.name();
        (kind == "person" || self.family[mention]) && !self.firms.contains(name)
    }

    pub(super) fn open(
        &mut self,
        id: MentionId,
        mention: &Mention,
        name: Option<String>,
    ) -> ClusterId {
        let head = self.context.token(mention.head);
        let word = self.context.word(mention.head).to_lowercase();
        let plural =
            mention.form != Form::Name && (mention.kind.name() == "group" || word != head.lemma);
        let standing = match name {
            Some(_) => Standing::Named,
            None if self.predicated(mention) => Standing::Predicated,
            None => Standing::Described,
        };
        self.known.push(Known {
            kind: mention.kind.clone(),
            standing,
            plural,
            last: id,
            subject: None,
            count: 0,
            gender: None,
            head: head.lemma.to_lowercase(),
            words: key(self.context.text(mention.span)),
            owner: self.owner(mention),
        });
        self.clusters.names.push(name);
        self.clusters.count += 1;
        ClusterId(self.clusters.count - 1)
    }

    /// The cluster of the possessor before a name or noun: Norway in "Norway's
    /// Maritime Board".
    pub(super) fn owner(&self, mention: &Mention) -> Option<ClusterId> {
        let possessor = self
            .context
            .children(mention.head)
            .find(|c| self.context.token(*c).dependency == Dependency::NmodPoss)?;
        self.so_far(mention.sentence, |m| m.head == possessor)
    }

    /// What a predicate nominal is said of: "it" in "it is a private firm".
    pub(super) fn predicate_of(&self, mention: &Mention) -> Option<ClusterId> {
        if !self.predicated(mention) {
            return None;
        }
        let subject = self.context.children(mention.head).find(|c| self.context.is_subject(*c))?;
        let cluster = self.so_far(mention.sentence, |m| m.tokens.contains(&subject.0))?;
        self.context.alike(&self.known[cluster.0].kind, &mention.kind).then_some(cluster)
    }

    /// The cluster of the first mention of a sentence that is such, if it is clustered yet.
    pub(super) fn so_far(
        &self,
        sentence: SentenceId,
        such: impl Fn(&Mention) -> bool,
    ) -> Option<ClusterId> {
        let (id, _) = self.context.mentions_in(sentence).find(|(_, m)| such(m))?;
        self.clusters.of.get(id.0 as usize).copied().flatten()
    }

    fn predicated(&self, mention: &Mention) -> bool {
        let first = self.context.word(TokenId(mention.tokens.start)).to_lowercase();
        let joined = self.context.children(mention.head).any(|c| {
            let token = self.context.token(c);
            token.dependency == Dependency::Cop
                || token.dependency == Dependency::Case && token.lemma == "as"
        });
        mention.form == Form::Nominal && matches!(first.as_str(), "a" | "an") && joined
    }

    /// Notes that a mention spoke of a thing.
    fn spoken(&mut self, cluster: ClusterId, id: MentionId, mention: &Mention) {
        let subject = self.context.is_subject(mention.head);
        let gender =
            gender(self.context.word(mention.head)).filter(|_| mention.form == Form::Pronoun);
        let title =
            mention.tokens.start.checked_sub(1).and_then(|t| titled(self.context.word(TokenId(t))));
        let known = &mut self.known[cluster.0];
        known.last = id;
        known.subject = Some(mention.sentence).filter(|_| subject).or(known.subject);
        known.count += 1;
        known.gender = known.gender.or(gender).or(title.filter(|_| mention.form == Form::Name));
    }

    fn named(&mut self, id: MentionId, mention: &Mention, name: String) -> ClusterId {
        let key = (self.is_person(id.0 as usize, &name), name.clone());
        if let Some(cluster) = self.by_name.get(&key) {
            return *cluster;
        }
        let cluster = self.open(id, mention, Some(name));
        if let Some(kind) = self.kinds.get(&key) {
            self.known[cluster.0].kind = kind.clone();
        }
        self.by_name.insert(key, cluster);
        cluster
    }

    pub(super) fn distance(&self, sentence: SentenceId, known: &Known) -> u32 {
        sentence.0.saturating_sub(self.context.mention(known.last).sentence.0)
    }
}

pub(super) fn gender(word: &str) -> Option<bool> {
    match word.to_lowercase().as_str() {
        "he" | "him" | "his" => Some(true),
        "she" | "her" | "hers" => Some(false),
        _ => None,
    }
}

fn titled(word: &str) -> Option<bool> {
    match word.trim_end_matches('.') {
        "Mr" | "Sir" | "Lord" | "King" | "Prince" => Some(true),
        "Mrs" | "Ms" | "Miss" | "Lady" | "Queen" | "Princess" => Some(false),
        _ => None,
    }
}
