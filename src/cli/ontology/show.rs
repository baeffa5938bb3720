use super::super::{columns::beside, failure, report};
use super::{names, say};
use crate::ontology::{
    Kind, KindDefinition, Ontology, PARTS, Pattern, Relation, RelationDefinition, nearest,
};
use anyhow::Result;
use std::collections::BTreeSet;

/// Column beside the labels.
const COLUMN: usize = 14;

/// Shows relations and kinds; whether there were such.
pub(super) fn show(ontology: &Ontology, wanted: &[String]) -> Result<bool> {
    let mut all_known = true;
    for (number, name) in wanted.iter().enumerate() {
        let (relation, kind) = (Relation::new(name), Kind::new(name));
        let shown = if let Some(definition) = ontology.relation(&relation) {
            relation_sheet(name, definition)
        } else if let Some(definition) = ontology.kind(&kind) {
            kind_sheet(ontology, &kind, definition)
        } else {
            report(&unknown(ontology, name));
            all_known = false;
            continue;
        };
        let gap = if number > 0 { "\n" } else { "" };
        say(&format!("{gap}{shown}"))?;
    }
    Ok(all_known)
}

fn unknown(ontology: &Ontology, name: &str) -> anyhow::Error {
    let relations = ontology.relations().map(|(relation, _)| relation.name());
    let kinds = ontology.kinds().map(|(kind, _)| kind.name());
    let hint = match nearest(name, relations.chain(kinds)) {
        Some(name) => format!("did you mean {name}?"),
        None => "`kgraph ontology list` shows every name".to_owned(),
    };
    failure(format!("there is no relation or kind `{name}`"), hint)
}

fn line(label: &str, words: &str) -> String {
    beside(&format!("  {label}"), COLUMN, words)
}

fn relation_sheet(name: &str, definition: &RelationDefinition) -> String {
    let RelationDefinition {
        label,
        symmetric,
        domain,
        range,
        amounts,
        maps_to,
        patterns,
        examples,
    } = definition;
    let mut out = format!("{name}\n");
    out += &line("label", label);
    out += &line("joins", &format!("{} → {}", names(domain), names(range)));
    if *symmetric {
        out += &line("holds", "both ways");
    }
    if !amounts.is_empty() {
        let amounts: Vec<_> = amounts.iter().map(|amount| amount.name()).collect();
        out += &line("amount", &amounts.join(", "));
    }
    if !maps_to.is_empty() {
        out += &line("elsewhere", &maps_to.join(", "));
    }
    for (number, pattern) in (1..).zip(patterns) {
        out += &pattern_sheet(number, pattern);
    }
    out += &legend(patterns);
    for example in examples {
        out += &line(if example.says.is_empty() { "says not" } else { "says" }, &example.text);
        for says in &example.says {
            out += &line("", &format!("→ {says}"));
        }
    }
    out
}

/// What the parts mean that some patterns name.
fn legend(patterns: &[Pattern]) -> String {
    let used: BTreeSet<&str> = patterns.iter().flat_map(parts).collect();
    let named = PARTS.iter().filter(|(part, _)| used.contains(part));
    let named = named.map(|(part, about)| format!("{part}: {about}"));
    let other = used.iter().any(|part| !is_part(part));
    let other = other.then(|| "“…”: what follows that preposition".to_owned());
    let lines = named.chain(other).enumerate();
    lines.map(|(number, words)| line(if number == 0 { "parts" } else { "" }, &words)).collect()
}

/// A pattern in words.
fn pattern_sheet(number: usize, pattern: &Pattern) -> String {
    let lists =
        [("verb", &pattern.verbs), ("noun", &pattern.nouns), ("adjective", &pattern.adjectives)];
    let words: Vec<String> = lists
        .iter()
        .filter(|(_, words)| !words.is_empty())
        .map(|(form, words)| format!("{form} {}", either(words)))
        .collect();
    let mut out = line(&format!("pattern {number}"), &words.join("; "));
    let ends = [
        ("subject", pattern.subject.as_deref().unwrap_or("agent"), &pattern.subject_kinds),
        ("object", pattern.object.as_deref().unwrap_or("patient"), &pattern.object_kinds),
    ];
    for (end, paths, kinds) in ends {
        let paths: Vec<String> = paths.split('|').map(path_in_words).collect();
        let kinds = if kinds.is_empty() { String::new() } else { format!(" ({})", names(kinds)) };
        out += &line("", &format!("{end}: {}{kinds}", paths.join(", else ")));
    }
    for (word, parts) in [("if", &pattern.with), ("unless", &pattern.without)] {
        for (path, lemmas) in parts {
            let path = path_in_words(path);
            let lemmas = if lemmas.is_empty() { "there" } else { &either(lemmas) };
            out += &line("", &format!("{word} {path} is {lemmas}"));
        }
    }
    if let Some(certainty) = &pattern.certainty {
        out += &line("", &format!("said to be {certainty}"));
    }
    if pattern.denied {
        out += &line("", "denied by the words themselves");
    }
    if pattern.role {
        out += &line("", "the word is kept as the role");
    }
    out
}

/// `a, b or c`.
fn either(words: &[String]) -> String {
    match words {
        [rest @ .., last] if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
        _ => words.concat(),
    }
}

/// `clause.patient` as `patient of its clause`, `in` as `“in”`.
fn path_in_words(path: &str) -> String {
    let step = |part: &str| {
        let part = part.trim();
        if is_part(part) { part.to_owned() } else { format!("“{part}”") }
    };
    path.split('.').rev().map(step).collect::<Vec<_>>().join(" of its ")
}

fn is_part(name: &str) -> bool {
    PARTS.iter().any(|(part, _)| *part == name)
}

/// The parts that a pattern names, those that it takes for granted too.
fn parts(pattern: &Pattern) -> impl Iterator<Item = &str> {
    let ends = [pattern.subject.as_deref(), pattern.object.as_deref()];
    ends.into_iter()
        .zip(["agent", "patient"])
        .map(|(path, usual)| path.unwrap_or(usual))
        .chain(pattern.with.keys().chain(pattern.without.keys()).map(String::as_str))
        .flat_map(|paths| paths.split(['|', '.']))
        .map(str::trim)
}

fn kind_sheet(ontology: &Ontology, kind: &Kind, definition: &KindDefinition) -> String {
    let KindDefinition { under, schema, colour, shape, about, nouns } = definition;
    let mut out = format!("{kind}\n");
    out += &line("is", about);
    if let Some(under) = under {
        out += &line("under", under.name());
    }
    let narrower: Vec<Kind> = ontology
        .kinds()
        .filter(|(_, definition)| definition.under.as_ref() == Some(kind))
        .map(|(kind, _)| kind.clone())
        .collect();
    if !narrower.is_empty() {
        out += &line("above", &names(&narrower));
    }
    out += &line("elsewhere", &format!("schema:{schema}"));
    out += &line("drawn as", &format!("{shape}, {colour}"));
    if !nouns.is_empty() {
        out += &line("nouns", &nouns.join(", "));
    }
    for (label, ends) in [("subject of", true), ("object of", false)] {
        let relations: Vec<&str> = ontology
            .relations()
            .filter(|(_, d)| ontology.is_any(kind, if ends { &d.domain } else { &d.range }))
            .map(|(relation, _)| relation.name())
            .collect();
        out += &line(label, &relations.join(", "));
    }
    out
}
