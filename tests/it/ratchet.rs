//! The project's own scores can only rise, and a rise is written down.

use crate::PIPELINE;
use crate::score::{Counts, Gold, Predicted};
use kgraph::export::Format;
use kgraph::ontology::Relation;
use kgraph::pipeline::Scope;
use std::cmp::Reverse;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

const TESTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests");

const COMMAND: &str = "RATCHET=record cargo test --release ratchet";

const PREAMBLE: &str = "\
# Scores on tests/articles, which are our own prose with graphs that careful readers
# made; tests/it/score.rs says how they are counted. A test fails where one falls, and
# where one rises that is not recorded. To record: ";

fn articles() -> Vec<PathBuf> {
    let entries = std::fs::read_dir(Path::new(TESTS).join("articles")).unwrap();
    let mut paths: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "txt"));
    paths.sort();
    paths
}

fn counts(path: &Path) -> Counts {
    let gold = std::fs::read(path.with_extension("json")).unwrap();
    let gold: Gold = serde_json::from_slice(&gold).unwrap();
    let article = kgraph::read::read("article.txt", &std::fs::read(path).unwrap()).unwrap();
    let graph = PIPELINE.run(&Arc::new(article), Scope::Article).graph;
    let mut bytes = Vec::new();
    Format::named("jsonld").unwrap().write(&graph, PIPELINE.ontology(), &mut bytes).unwrap();
    let predicted = Predicted::of(&serde_json::from_slice(&bytes).unwrap());
    Counts::of(&gold, &predicted, |relation| {
        let definition = PIPELINE.ontology().relation(&Relation::new(relation));
        definition.is_some_and(|definition| definition.symmetric)
    })
}

/// Names and values of all scores, and what was counted in all articles together.
fn scores() -> (Vec<(&'static str, String)>, Counts) {
    let counts: Vec<Counts> = articles().iter().map(|path| counts(path)).collect();
    let mut all = Counts::default();
    for one in &counts {
        all += one;
    }
    let number = f64::from(u32::try_from(counts.len()).unwrap());
    let mean = |of: &dyn Fn(&Counts) -> f64| counts.iter().map(of).sum::<f64>() / number;
    let [polarity, certainty, said_by] = all.stances();
    let scores = [
        ("entity-f1", mean(&Counts::entity_f1)),
        ("typed-precision", mean(&|c| c.typed()[0])),
        ("typed-recall", mean(&|c| c.typed()[1])),
        ("typed-f1", mean(&|c| c.typed()[2])),
        ("core-recall", mean(&Counts::core_recall)),
        ("polarity", polarity),
        ("certainty", certainty),
        ("said-by", said_by),
        ("kind-accuracy", all.kind_accuracy()),
    ];
    (scores.into_iter().map(|(name, score)| (name, format!("{score:.3}"))).collect(), all)
}

/// The kinds that are oftenest taken for others: `organization for company 3`.
fn confusions(counts: &Counts) -> String {
    let mut wrong: Vec<_> = counts.kinds.iter().filter(|((a, b), _)| a != b).collect();
    wrong.sort_by_key(|(kinds, n)| (Reverse(**n), *kinds));
    let words =
        wrong.into_iter().take(8).map(|((gold, given), n)| format!("{given} for {gold} {n}"));
    words.collect::<Vec<_>>().join(", ")
}

#[test]
fn ratchet_holds_the_scores_on_our_own_articles() {
    assert_eq!(articles().len(), 16);
    let (scores, counts) = scores();
    let file = Path::new(TESTS).join("ratchet.toml");
    if std::env::var_os("RATCHET").is_some_and(|word| word == "record") {
        let lines: Vec<_> =
            scores.iter().map(|(name, score)| format!("{name} = {score}\n")).collect();
        std::fs::write(&file, format!("{PREAMBLE}{COMMAND}\n{}", lines.concat())).unwrap();
    }
    let recorded: toml::Table = std::fs::read_to_string(&file).unwrap().parse().unwrap();
    let mut changes = String::new();
    for (name, score) in &scores {
        let was = recorded.get(*name).and_then(toml::Value::as_float).unwrap_or_default();
        let was = format!("{was:.3}");
        if *score != was {
            let way = if *score < was { "fell" } else { "rose" };
            writeln!(changes, "  {name} {way} from {was} to {score}").unwrap();
        }
    }
    assert!(
        changes.is_empty(),
        "the scores on tests/articles have changed:\n{changes}\
         kinds taken for others: {}\nif they may stay so, record them:\n  {COMMAND}",
        confusions(&counts)
    );
    assert_eq!(recorded.len(), scores.len(), "tests/ratchet.toml has scores that are no more");
}
