//! Homonyms and aliases that mislead: `tests/traps.txt`.

use super::gazetteer::graph;
use kgraph::KnowledgeGraph;
use kgraph::graph::Entity;

const TRAPS: &str = include_str!("../traps.txt");

#[test]
fn no_homonym_and_no_alias_misleads() {
    let mut wrong = Vec::new();
    let mut count = 0;
    for block in TRAPS.split("\n\n") {
        let mut lines = block.lines().filter(|line| !line.starts_with('#'));
        let Some(text) = lines.next().and_then(|line| line.strip_prefix("T ")) else { continue };
        count += 1;
        let graph = graph(text);
        let faults = lines.filter_map(|line| {
            let (sign, wanted) = line.split_at(2);
            match sign {
                "+ " => lacks(&graph, wanted),
                "- " => named(&graph, wanted).first().map(|_| format!("{wanted} is a thing")),
                _ => Some(format!("{line}: begin with T, + or -")),
            }
        });
        wrong.extend(faults.map(|fault| format!("{text}\n    {fault}")));
    }
    assert!(count >= 60, "there are {count} traps");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What a graph lacks of `NAME (kind) = other name; other name`.
fn lacks(graph: &KnowledgeGraph, wanted: &str) -> Option<String> {
    let (thing, others) = wanted.split_once(" = ").unwrap_or((wanted, ""));
    let (name, kind) = match thing.strip_suffix(')').and_then(|t| t.rsplit_once(" (")) {
        Some((name, kind)) => (name, Some(kind)),
        None => (thing, None),
    };
    let [entity] = named(graph, name)[..] else {
        return Some(format!("{} things are called {name}", named(graph, name).len()));
    };
    let wrong_kind = kind.filter(|kind| entity.kind.name() != *kind);
    let lacking = others.split("; ").filter(|other| !other.is_empty());
    wrong_kind.map(|_| format!("{name} is a {}", entity.kind)).or_else(|| {
        let mut lacking = lacking.filter(|other| entity.aliases.iter().all(|a| a != other));
        lacking.next().map(|other| format!("{name} is not called {other}"))
    })
}

fn named<'g>(graph: &'g KnowledgeGraph, name: &str) -> Vec<&'g Entity> {
    graph.entities().map(|(_, entity)| entity).filter(|entity| entity.name == name).collect()
}
