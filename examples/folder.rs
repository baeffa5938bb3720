//! Reads a folder of articles and writes the JSON-LD of each.
//!
//! ```sh
//! cargo run --release --example folder -- ARTICLES GRAPHS [NAME]
//! ```
//!
//! Every `.txt` of the folder ARTICLES becomes a `.jsonld` of the folder GRAPHS. With
//! NAME only the articles whose paths contain it are read, and their trees and claims
//! are printed. With `RELATIONS=DIR` in the environment the relation files are read
//! from there instead of those that ship, so that tuning them needs no build; with
//! `EXTRACTORS=patterns` or `network` only that extractor reads.

#![allow(clippy::disallowed_methods, reason = "an example reads files and the environment")]
#![allow(clippy::print_stdout, reason = "the terminal is what it prints to")]

use anyhow::{Context, Result, bail};
use kgraph::export::Format;
use kgraph::ontology::Ontology;
use kgraph::pipeline::Scope;
use kgraph::text::{Analysis, Sentence};
use kgraph::{Document, KnowledgeGraph, Pipeline};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::{env, fs};

const THREADS: usize = 2;

fn main() -> Result<()> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let (articles, graphs, wanted) = match arguments.as_slice() {
        [articles, graphs] => (articles, graphs, None),
        [articles, graphs, name] => (articles, graphs, Some(name)),
        _ => bail!("give a folder of articles, a folder for graphs and perhaps a name"),
    };
    let pipeline = match env::var_os("RELATIONS") {
        Some(folder) => Pipeline::with_ontology(ontology(Path::new(&folder))?, THREADS),
        None => Pipeline::with_threads(THREADS),
    };
    let pipeline = match env::var("EXTRACTORS") {
        Ok(names) => pipeline.with_extractors(|name| names.split(',').any(|n| n == name)),
        Err(_) => pipeline,
    };
    fs::create_dir_all(graphs)?;
    for path in files(Path::new(articles), "txt")? {
        let name = path.to_string_lossy();
        if wanted.is_some_and(|wanted| !name.contains(wanted)) {
            continue;
        }
        let document = Arc::new(kgraph::read::read(&name, &fs::read(&path)?)?);
        let analysis = pipeline.analyse(&document, Scope::Article);
        let graph = pipeline.understand(&document, &analysis);
        if wanted.is_some() {
            print_trees(&document, &analysis);
            print_statements(&graph);
        }
        write(&graph, pipeline.ontology(), &target(Path::new(graphs), &path))?;
    }
    Ok(())
}

/// The files of a folder that end so, in the order of their names.
fn files(folder: &Path, extension: &str) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).with_context(|| format!("{}", folder.display()))?;
    let mut paths = entries.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>>>()?;
    paths.retain(|path| path.extension().is_some_and(|e| e == extension));
    paths.sort();
    Ok(paths)
}

/// The kinds that ship with the relations of a folder.
fn ontology(folder: &Path) -> Result<Ontology> {
    let mut relations = Vec::new();
    for path in files(folder, "toml")? {
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        relations.push((name, fs::read_to_string(&path)?));
    }
    let relations = relations.iter().map(|(name, text)| (name.as_str(), text.as_str()));
    Ok(Ontology::parse(include_str!("../data/kinds.toml"), relations)?)
}

/// Where the graph of an article goes.
fn target(graphs: &Path, article: &Path) -> PathBuf {
    graphs.join(article.file_stem().unwrap_or_default()).with_extension("jsonld")
}

fn write(graph: &KnowledgeGraph, ontology: &Ontology, path: &Path) -> Result<()> {
    let format = Format::named("jsonld").context("JSON-LD ships")?;
    let mut file = fs::File::create(path)?;
    Ok(format.write(graph, ontology, &mut file)?)
}

/// Prints every sentence, a token a line: number, word, lemma, tag, head, dependency
/// and the kind of the name that it is part of.
fn print_trees(document: &Document, analysis: &Analysis) {
    for sentence in &analysis.sentences {
        println!("# {}", sentence.span.of(&document.text));
        print_tree(document, analysis, sentence);
    }
}

fn print_tree(document: &Document, analysis: &Analysis, sentence: &Sentence) {
    let number = |id: u32| id + 1 - sentence.tokens.start;
    for (id, token) in analysis.tokens_of(sentence) {
        let name = analysis.names.iter().find(|name| name.tokens.contains(&id.0));
        println!(
            "{}\t{}\t{}\t{}\t{}\t{}\t{}",
            number(id.0),
            token.span.of(&document.text),
            token.lemma,
            token.tag.name(),
            token.head.map_or(0, |head| number(head.0)),
            token.dependency.name(),
            name.map_or("", |name| name.kind.as_str()),
        );
    }
}

/// Prints every statement on a line: ends, predicate, stance, speaker and the rule
/// that read it.
fn print_statements(graph: &KnowledgeGraph) {
    for (subject, statement, object) in graph.statements() {
        let stance = &statement.stance;
        let rules: Vec<_> = statement.evidence.iter().map(|e| e.rule.as_str()).collect();
        println!(
            "{} --{:?} {}--> {} | {} {} by {} | {}",
            graph.entity(subject).name,
            statement.predicate,
            statement.role.as_deref().unwrap_or_default(),
            graph.entity(object).name,
            stance.polarity.name(),
            stance.certainty.name(),
            stance.said_by.map_or("the article", |speaker| &graph.entity(speaker).name),
            rules.join(" "),
        );
    }
}
