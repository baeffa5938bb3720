//! Which words were taken for one thing, for `kgraph build --explain-merges`.

use super::columns::beside;
use crate::graph::{EntityId, KnowledgeGraph};
use crate::resolve::{Merge, Reason};
use crate::text::Document;
use std::collections::BTreeMap;

/// Column of the reasons.
const COLUMN: usize = 30;
/// Letters of a mention that are shown; longer ones are cut.
const LETTERS: usize = COLUMN - 8;

/// Every merge under the name of its thing, with reason and lines of the text.
pub(super) fn told(document: &Document, graph: &KnowledgeGraph, merges: &[Merge]) -> String {
    let mut things: BTreeMap<EntityId, Vec<(String, Reason, Vec<usize>)>> = BTreeMap::new();
    for merge in merges {
        let words = shown(merge.mention.of(&document.text));
        let line = 1 + document.text[..merge.mention.start as usize].matches('\n').count();
        let known = things.entry(merge.entity).or_default();
        match known.iter_mut().find(|(w, reason, _)| *w == words && *reason == merge.reason) {
            Some((_, _, lines)) => lines.push(line),
            None => known.push((words, merge.reason, vec![line])),
        }
    }
    let count = match merges.len() {
        0 => "none: no two words were taken for one thing".to_owned(),
        1 => "1 mention was taken for a thing that others speak of:".to_owned(),
        count => format!("{count} mentions were taken for things that others speak of:"),
    };
    let mut out = beside("  merges", 14, &count);
    for (entity, merges) in things {
        let entity = graph.entity(entity);
        out += &beside("   ", 4, &format!("{} ({})", entity.name, entity.kind));
        for (words, reason, mut lines) in merges {
            lines.dedup();
            let numbers: Vec<String> = lines.iter().map(ToString::to_string).collect();
            let s = if lines.len() == 1 { "" } else { "s" };
            let why = format!("{}; line{s} {}", reason.words(), numbers.join(", "));
            out += &beside(&format!("      {words}"), COLUMN, &why);
        }
    }
    out
}

/// Words on one line, cut where they are long.
fn shown(words: &str) -> String {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if words.chars().count() <= LETTERS {
        return words;
    }
    let start: String = words.chars().take(LETTERS - 1).collect();
    format!("{}…", start.trim_end())
}
