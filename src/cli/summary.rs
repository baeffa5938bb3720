//! What the terminal says of an article: at most 80 columns, no colours.

use super::columns::WIDTH;
use crate::claim::{Certainty, Polarity, Predicate};
use crate::graph::Statement;
use crate::pipeline::{Reading, Scope};
use crate::text::{Document, SectionKind};
use std::collections::BTreeMap;
use std::fmt::{self, Display, Formatter};
use std::path::PathBuf;
use std::time::Duration;

/// Columns of the labels.
const LABEL: usize = 14;

/// What a run made of one article.
pub(super) struct Summary<'a> {
    /// What to call it.
    pub(super) article: String,
    /// The article.
    pub(super) document: &'a Document,
    /// What was read from it.
    pub(super) reading: &'a Reading,
    /// How much of it was read.
    pub(super) scope: Scope,
    /// Files that hold its graph.
    pub(super) written: Vec<PathBuf>,
    /// How long that took.
    pub(super) took: Duration,
}

impl Display for Summary<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let entities: Vec<_> = self.reading.graph.entities().map(|(_, entity)| entity).collect();
        let statements: Vec<_> = self.reading.graph.statements().map(|(_, s, _)| s).collect();
        let typed = counted(statements.iter().filter_map(|s| match &s.predicate {
            Predicate::Relation(relation) => Some(relation.name()),
            Predicate::Open(_) => None,
        }));
        let kinds = counted(entities.iter().map(|entity| entity.kind.name()));
        let relations: usize = typed.iter().map(|(_, n)| n).sum();
        writeln!(f, "{}", self.article)?;
        line(f, "sections", &self.sections())?;
        if let Some(left_out) = self.left_out() {
            line(f, "left out", &[left_out])?;
        }
        line(f, "sentences", &[self.reading.coverage.sentences.to_string()])?;
        line(f, "entities", &headed(entities.len(), &kinds))?;
        line(f, "statements", &headed(relations, &typed))?;
        let open = statements.len() - relations;
        line(f, "open", &[format!("{open} in the text's own words")])?;
        if !statements.is_empty() {
            line(f, "stance", &stances(&statements))?;
        }
        if !self.written.is_empty() {
            let paths = self.written.iter().map(|path| path.display().to_string());
            line(f, "written", &paths.collect::<Vec<_>>())?;
        }
        line(f, "time", &[format!("{:.2} s", self.took.as_secs_f64())])
    }
}

impl Summary<'_> {
    /// Sections that were read, by kind in the order of an article.
    fn sections(&self) -> Vec<String> {
        let kinds = SectionKind::ALL.into_iter();
        kinds
            .filter(|kind| self.scope == Scope::Everything || *kind != SectionKind::Related)
            .map(|kind| (self.count(kind), kind))
            .filter(|(n, _)| *n > 0)
            .map(|(n, kind)| format!("{} {n}", kind.name()))
            .collect()
    }

    fn left_out(&self) -> Option<String> {
        let n = self.count(SectionKind::Related);
        let lines = if n == 1 { "line" } else { "lines" };
        (self.scope == Scope::Article && n > 0)
            .then(|| format!("{n} related {lines}; --sections all reads them"))
    }

    fn count(&self, kind: SectionKind) -> usize {
        self.document.sections.iter().filter(|section| section.kind == kind).count()
    }
}

/// How often each word occurs, the commonest first.
fn counted<'a>(words: impl Iterator<Item = &'a str>) -> Vec<(String, usize)> {
    let mut counts = BTreeMap::new();
    for word in words {
        *counts.entry(word.to_owned()).or_insert(0) += 1;
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    counts
}

/// `9: company 5, person 4`.
fn headed(all: usize, counts: &[(String, usize)]) -> Vec<String> {
    let mut items: Vec<String> = counts.iter().map(|(word, n)| format!("{word} {n}")).collect();
    match items.first_mut() {
        Some(first) => *first = format!("{all}: {first}"),
        None => items.push(all.to_string()),
    }
    items
}

/// What a reader must not take for plain fact.
fn stances(statements: &[&Statement]) -> Vec<String> {
    let certain = |certainty| move |s: &&&Statement| s.stance.certainty == certainty;
    let count = |n: usize, name: &str| (n > 0).then(|| format!("{name} {n}"));
    let denied = statements.iter().filter(|s| s.stance.polarity == Polarity::Denied).count();
    let attributed = statements.iter().filter(|s| s.stance.said_by.is_some()).count();
    let uncertain = [Certainty::Possible, Certainty::Planned, Certainty::Conditional];
    let items: Vec<String> = count(denied, Polarity::Denied.name())
        .into_iter()
        .chain(uncertain.into_iter().filter_map(|certainty| {
            count(statements.iter().filter(certain(certainty)).count(), certainty.name())
        }))
        .chain(count(attributed, "attributed"))
        .collect();
    if items.is_empty() { vec!["nothing but plain assertions".to_owned()] } else { items }
}

/// A label and its items, broken between items where a line is full.
fn line(f: &mut Formatter<'_>, label: &str, items: &[String]) -> fmt::Result {
    let mut text = format!("  {label:0$}", LABEL - 2);
    let mut column = LABEL;
    for (i, item) in items.iter().enumerate() {
        let comma = if i + 1 < items.len() { "," } else { "" };
        let width = item.chars().count() + comma.len();
        if column > LABEL && column + 1 + width > WIDTH {
            text.push('\n');
            text.push_str(&" ".repeat(LABEL));
            column = LABEL;
        } else if column > LABEL {
            text.push(' ');
            column += 1;
        }
        text.push_str(item);
        text.push_str(comma);
        column += width;
    }
    writeln!(f, "{}", text.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Line(Vec<String>);

    impl Display for Line {
        fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
            line(f, "entities", &self.0)
        }
    }

    #[test]
    fn keeps_within_eighty_columns() {
        let items = (0..40).map(|n| format!("government-body {n}")).collect();
        let text = Line(items).to_string();
        assert!(text.lines().count() > 5);
        assert!(text.lines().all(|line| line.chars().count() <= WIDTH), "{text}");
        assert!(text.lines().skip(1).all(|line| line.starts_with("              g")), "{text}");
    }

    #[test]
    fn counts_the_commonest_first() {
        let counts = counted(["person", "company", "company", "city"].into_iter());
        assert_eq!(headed(4, &counts), ["4: company 2", "city 1", "person 1"]);
        assert_eq!(headed(0, &[]), ["0"]);
    }
}
