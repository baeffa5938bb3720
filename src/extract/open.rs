use super::Passage;
use super::predicates::{Form, Part, Predicate, passive};
use super::stance::Judged;
use crate::claim::{Claim, Form as MentionForm, MentionId, Predicate as Said};
use crate::text::Dependency;

/// Reads what verbs say of two mentions where no typed claim of that verb was read.
pub(super) fn extract(passage: &Passage<'_>, typed: &[Claim]) -> Vec<Claim> {
    let mut claims = Vec::new();
    for predicate in passage.predicates.iter().filter(|p| p.form == Form::Verb) {
        let head = passage.tree.token(predicate.head).span;
        if typed.iter().any(|c| c.evidence.predicate.overlaps(head)) {
            continue;
        }
        for subject in players(passage, predicate, &Part::Agent) {
            for (part, object) in objects(passage, predicate) {
                claims.extend(open(passage, predicate, &part, (subject, object)));
            }
        }
    }
    // What a typed claim says already need not be said again.
    claims
        .retain(|c: &Claim| !typed.iter().any(|t| (t.subject, t.object) == (c.subject, c.object)));
    claims
}

fn players(passage: &Passage<'_>, predicate: &Predicate, part: &Part) -> Vec<MentionId> {
    let mut found: Vec<_> = predicate
        .players(part)
        .filter_map(|id| passage.mentions.meant(&passage.tree, id))
        .collect();
    found.dedup();
    found
}

/// What a verb may be said of: its patient, else a name after a preposition.
fn objects(passage: &Passage<'_>, predicate: &Predicate) -> Vec<(Part, MentionId)> {
    predicate
        .parts
        .iter()
        .filter(|(part, _)| matches!(part, Part::Patient | Part::Recipient | Part::Preposition(_)))
        .filter_map(|(part, id)| Some((part.clone(), passage.mentions.meant(&passage.tree, *id)?)))
        .filter(|(part, id)| {
            let mention = passage.mentions.get(*id);
            mention.form == MentionForm::Name
                || *part == Part::Patient && mention.form == MentionForm::Nominal
        })
        .collect()
}

fn open(
    passage: &Passage<'_>,
    predicate: &Predicate,
    part: &Part,
    (subject, object): (MentionId, MentionId),
) -> Option<Claim> {
    if subject == object {
        return None;
    }
    let frame = passage.frame(Judged { head: predicate.head, light: None, denotes: false });
    if frame.only_asked {
        return None;
    }
    let tree = &passage.tree;
    let mut words = tree.word(predicate.head).to_lowercase();
    if passive(tree, predicate.head) {
        tree.lemma(predicate.head).clone_into(&mut words);
    }
    if let Some(particle) = tree.child(predicate.head, &[Dependency::CompoundPrt]) {
        words = format!("{words} {}", tree.word(particle).to_lowercase());
    }
    if let Part::Preposition(preposition) = part {
        words = format!("{words} {preposition}");
    }
    let evidence = passage.evidence(predicate, (subject, object), "open")?;
    let stance = passage.stance(&frame);
    Some(Claim {
        subject,
        predicate: Said::Open(words),
        object,
        stance,
        role: None,
        amount: None,
        evidence,
    })
}
