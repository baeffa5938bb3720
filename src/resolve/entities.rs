use super::links::Links;
use super::reference::Clusters;
use super::{ClusterId, Context};
use crate::claim::{Form, Mention};
use crate::gazetteer::Entry;
use crate::graph::{Entity, EntityId, KnowledgeGraph};
use crate::ontology::Kind;
use crate::text::{Dependency, TokenId};
use std::collections::BTreeMap;

/// The kind of each cluster: what its names say, weighed by how sure the reader
/// was, else what its nominals say.
pub(super) fn kinds(context: &Context<'_>, clusters: &Clusters) -> Vec<Kind> {
    let mut votes: Vec<BTreeMap<&Kind, (f32, f32)>> = vec![BTreeMap::new(); clusters.count];
    let all = context.mentions.iter().zip(&clusters.of).zip(&clusters.family);
    for ((mention, cluster), _) in all.filter(|(_, family)| !**family) {
        if let Some(ClusterId(index)) = cluster {
            let vote = votes[*index].entry(&mention.kind).or_default();
            match mention.form {
                Form::Name => vote.0 += mention.score,
                Form::Nominal => vote.1 += mention.score,
                Form::Pronoun => {}
            }
        }
    }
    votes
        .into_iter()
        .map(|votes| {
            let best = votes.into_iter().max_by(|a, b| {
                a.1.partial_cmp(&b.1).unwrap_or(std::cmp::Ordering::Equal).then(b.0.cmp(a.0))
            });
            best.map_or_else(|| Kind::new("group"), |(kind, _)| kind.clone())
        })
        .collect()
}

/// Adds the wanted clusters to the graph, in order of first mention.
pub(super) fn add(
    context: &Context<'_>,
    clusters: &Clusters,
    links: &Links<'_>,
    wanted: &[bool],
    graph: &mut KnowledgeGraph,
) -> Vec<Option<EntityId>> {
    let mut members: Vec<Vec<&Mention>> = vec![Vec::new(); clusters.count];
    let mut order = Vec::new();
    for (mention, cluster) in context.mentions.iter().zip(&clusters.of) {
        if let Some(ClusterId(index)) = *cluster {
            if members[index].is_empty() {
                order.push(index);
            }
            members[index].push(mention);
        }
    }
    let mut ids = vec![None; clusters.count];
    for index in order.into_iter().filter(|i| wanted[*i]) {
        let entity =
            entity(context, &members[index], &links.kinds[index], clusters.names[index].as_deref());
        let identifiers = links.of[index].map(Entry::identifiers).unwrap_or_default();
        ids[index] = entity.map(|e| graph.add_entity(Entity { identifiers, ..e }));
    }
    ids
}

fn entity(
    context: &Context<'_>,
    members: &[&Mention],
    kind: &Kind,
    canonical: Option<&str>,
) -> Option<Entity> {
    let mut names: Vec<String> = Vec::new();
    let mut nominals: Vec<String> = Vec::new();
    let mut longer: Vec<String> = Vec::new();
    let add = |list: &mut Vec<String>, text: String| {
        if !text.is_empty() && !list.contains(&text) {
            list.push(text);
        }
    };
    for mention in members {
        let text = tidy(context.text(mention.span));
        match mention.form {
            Form::Name => add(&mut names, text),
            Form::Nominal => {
                add(&mut nominals, text);
                let mut long = with_phrases(context, mention).into_iter();
                long.by_ref().take(1).for_each(|phrase| add(&mut nominals, phrase));
                long.for_each(|phrase| add(&mut longer, phrase));
            }
            Form::Pronoun => {}
        }
    }
    let has_name = !names.is_empty();
    let name = match canonical {
        Some(name) => name.to_owned(),
        None => nominals.iter().max_by_key(|n| (n.len(), std::cmp::Reverse((*n).clone())))?.clone(),
    };
    names.retain(|n| *n != name);
    nominals.extend(longer);
    nominals.retain(|n| *n != name);
    let description = members.iter().find_map(|m| describes(context, m));
    Some(Entity {
        kind: kind.clone(),
        name,
        aliases: names,
        nominals,
        description,
        identifiers: Vec::new(),
        named: has_name,
        mentions: members.iter().map(|m| m.span).collect(),
    })
}

fn tidy(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    text.trim_end_matches("'s").trim_end_matches("’s").to_owned()
}

/// What an indefinite nominal beside a name says that the thing is: "a software
/// maker".
fn describes(context: &Context<'_>, mention: &Mention) -> Option<String> {
    let first = context.word(TokenId(mention.tokens.start)).to_lowercase();
    let beside = matches!(context.token(mention.head).dependency, Dependency::Appos)
        || context.has_copula(mention.head);
    (mention.form == Form::Nominal && beside && matches!(first.as_str(), "a" | "an"))
        .then(|| tidy(context.text(mention.span)))
}

/// A nominal with its first phrase, then with one more phrase or clause each time, where
/// that is short: "its customers in Germany", "crews in Leeds who want to work".
fn with_phrases(context: &Context<'_>, mention: &Mention) -> Vec<String> {
    let mut last = mention.head;
    let mut found = Vec::new();
    let after = context.children(mention.head).filter(|c| c.0 > mention.head.0);
    for phrase in after {
        let clause = match context.token(phrase).dependency {
            Dependency::Nmod | Dependency::Acl => false,
            Dependency::AclRelcl => true,
            _ => continue,
        };
        let (mut first, mut inside) = (phrase, vec![phrase]);
        while let Some(next) = inside.pop() {
            (first, last) = (first.min(next), last.max(next));
            inside.extend(context.children(next));
        }
        // A clause after a comma tells more of the thing, but not which one it is.
        let apart = first.0.checked_sub(1).is_some_and(|b| context.word(TokenId(b)) == ",")
            || context.word(first) == ",";
        let words = last.0.saturating_sub(mention.tokens.start) + 1;
        if words > 12 || clause && apart {
            break;
        }
        if clause && found.is_empty() {
            found.push(tidy(context.text(mention.span)));
        }
        found.push(tidy(context.text(mention.span.to(context.token(last).span))));
    }
    found
}
