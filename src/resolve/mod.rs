//! Mentions to entities, claims to statements: who is who, and what holds.
//!
//! Every rule is simple enough to be told to a reader: names join by their words
//! (`names.rs`), nominals by kind and nearness (`nominals.rs`) or by what they stand
//! beside (`beside.rs`), pronouns likewise (`pronouns.rs`, `speakers.rs`); times are
//! looked up in the calendar from the day of publication (`dates.rs`).

mod beside;
mod dates;
mod entities;
mod links;
mod merges;
mod names;
mod nominals;
mod pins;
mod pronouns;
mod reference;
mod speakers;

pub use merges::{Merge, Reason};
pub use pins::{Pins, PinsError};

use crate::claim::{Claim, Form, Mention, MentionId, Predicate};
use crate::gazetteer::Gazetteer;
use crate::graph::{EntityId, KnowledgeGraph, Statement};
use crate::ontology::{Kind, Lexicon, Ontology};
use crate::text::{Analysis, Children, Dependency, Document, SentenceId, Span, Token, TokenId};
use std::sync::Arc;

/// All that resolution looks at.
#[derive(Debug)]
pub struct Context<'a> {
    /// The article.
    pub document: &'a Arc<Document>,
    /// Its grammar.
    pub analysis: &'a Analysis,
    /// What may be said.
    pub ontology: &'a Ontology,
    /// Words for kinds and countries.
    pub lexicon: &'a Lexicon,
    /// What the world holds.
    pub gazetteer: &'a Gazetteer,
    /// What the user says of names.
    pub pins: &'a Pins,
    /// Whether facts of the gazetteer are added.
    pub background: bool,
    /// The mentions, in text order.
    pub mentions: &'a [Mention],
    /// The tree, from above.
    pub children: Children,
}

/// What was made of an article's mentions and claims.
#[derive(Clone, Debug)]
pub struct Resolution {
    /// The graph.
    pub graph: KnowledgeGraph,
    /// Which words were taken for one thing, in text order, with the reason.
    pub merges: Vec<Merge>,
}

/// Index of a cluster of mentions that speak of one thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct ClusterId(usize);

/// Joins mentions that speak of one thing, and claims that say one thing.
///
/// Every named thing becomes an entity; an unnamed one only where a statement
/// speaks of it. A claim whose ends are not known, or not of kinds that its
/// relation joins, is dropped.
pub fn resolve(context: &Context<'_>, claims: Vec<Claim>) -> Resolution {
    let clusters = reference::cluster(context, &claims);
    let (typed, open): (Vec<_>, Vec<_>) =
        claims.into_iter().partition(|claim| matches!(claim.predicate, Predicate::Relation(_)));
    let links = links::find(context, &clusters, entities::kinds(context, &clusters));
    let typed: Vec<_> =
        typed.into_iter().filter(|claim| holds(context, &clusters, &links.kinds, claim)).collect();
    let mut wanted = vec![false; clusters.count];
    for (mention, cluster) in context.mentions.iter().zip(&clusters.of) {
        if let Some(cluster) = cluster.filter(|_| mention.form == Form::Name) {
            wanted[cluster.0] = true;
        }
    }
    for claim in &typed {
        for end in [claim.subject, claim.object].into_iter().chain(claim.stance.said_by) {
            clusters.get(end).into_iter().for_each(|c| wanted[c.0] = true);
        }
    }
    let mut graph = KnowledgeGraph::of(Arc::clone(context.document));
    let ids = entities::add(context, &clusters, &links, &wanted, &mut graph);
    let known = |mention: MentionId| clusters.get(mention).and_then(|c| ids[c.0]);
    for claim in typed.into_iter().chain(open) {
        if let (Some(subject), Some(object)) = (known(claim.subject), known(claim.object)) {
            add(context, &mut graph, (subject, object), claim, known);
        }
    }
    if context.background {
        links.background(&ids, &mut graph);
    }
    let merges = merges::merges(context, &clusters, &ids);
    Resolution { graph, merges }
}

/// Whether a claim's ends are two known things that its relation may join.
///
/// The extractor has seen to names and nominals; what a pronoun means is known only
/// now.
fn holds(
    context: &Context<'_>,
    clusters: &reference::Clusters,
    kinds: &[Kind],
    claim: &Claim,
) -> bool {
    let (Some(subject), Some(object)) = (clusters.get(claim.subject), clusters.get(claim.object))
    else {
        return false;
    };
    let Predicate::Relation(relation) = &claim.predicate else { return subject != object };
    let Some(definition) = context.ontology.relation(relation) else { return false };
    let fits = |mention: MentionId, cluster: ClusterId, usual: &[Kind]| {
        context.mention(mention).form != Form::Pronoun
            || context.ontology.is_any(&kinds[cluster.0], usual)
    };
    subject != object
        && fits(claim.subject, subject, &definition.domain)
        && fits(claim.object, object, &definition.range)
}

/// Adds what a claim says; a symmetric relation is held once for both directions.
fn add(
    context: &Context<'_>,
    graph: &mut KnowledgeGraph,
    (subject, object): (EntityId, EntityId),
    claim: Claim,
    known: impl Fn(MentionId) -> Option<EntityId>,
) {
    if subject == object {
        return;
    }
    let Claim { predicate, mut stance, role, amount, evidence, .. } = claim;
    if let Some(time) = &mut stance.time {
        let published = context.document.source.published.as_deref();
        time.value = dates::value(&time.words, published, time.tense);
    }
    let symmetric = match &predicate {
        Predicate::Relation(relation) => {
            context.ontology.relation(relation).is_some_and(|d| d.symmetric)
        }
        Predicate::Open(_) => false,
    };
    let said_by = stance.said_by.and_then(known);
    let stance = crate::claim::Stance { said_by, ..stance.map(|_| subject) };
    let (subject, object) =
        if symmetric && object < subject { (object, subject) } else { (subject, object) };
    graph.add_statement(
        subject,
        Statement { predicate, stance, role, amount, evidence: vec![evidence] },
        object,
    );
}

impl Context<'_> {
    fn token(&self, id: TokenId) -> &Token {
        self.analysis.token(id)
    }

    fn text(&self, span: Span) -> &str {
        span.of(&self.document.text)
    }

    fn word(&self, id: TokenId) -> &str {
        self.text(self.token(id).span)
    }

    fn mention(&self, id: MentionId) -> &Mention {
        &self.mentions[id.0 as usize]
    }

    /// The mentions of a sentence; mentions are in text order, so they lie together.
    fn mentions_in(&self, sentence: SentenceId) -> impl Iterator<Item = (MentionId, &Mention)> {
        let first = self.mentions.partition_point(|m| m.sentence < sentence);
        let here = self.mentions[first..].iter().take_while(move |m| m.sentence == sentence);
        (first..).zip(here).map(|(index, m)| (mention_id(index), m))
    }

    /// Whether two kinds are so near that two mentions of them may speak of one thing.
    fn alike(&self, one: &Kind, other: &Kind) -> bool {
        let both = |broad: &str| self.ontology.is_a(one, broad) && self.ontology.is_a(other, broad);
        one == other || both("organization") || both("place") || both("person")
    }

    /// Whether a noun is linked to a subject: "is a firm".
    fn has_copula(&self, id: TokenId) -> bool {
        self.children(id).any(|c| self.token(c).dependency == Dependency::Cop)
    }

    /// Whether a token stands as subject of its clause.
    fn is_subject(&self, id: TokenId) -> bool {
        matches!(
            self.token(id).dependency,
            Dependency::Nsubj | Dependency::NsubjPass | Dependency::NsubjOuter
        )
    }

    /// The tokens of a sentence.
    fn sentence(&self, id: SentenceId) -> impl Iterator<Item = TokenId> + use<> {
        let tokens = &self.analysis.sentences[id.0 as usize].tokens;
        (tokens.start..tokens.end).map(TokenId)
    }

    /// The tokens that depend on one.
    fn children(&self, id: TokenId) -> impl Iterator<Item = TokenId> + '_ {
        self.children.get(id).iter().copied()
    }
}

fn mention_id(index: usize) -> MentionId {
    MentionId(u32::try_from(index).expect("an article has fewer mentions than bytes"))
}
