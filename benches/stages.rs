//! How long each stage takes with a sample article.

#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a bench may panic and read files"
)]

use divan::Bencher;
use kgraph::export::{FORMATS, Format};
use kgraph::pipeline::Scope;
use kgraph::{Document, Pipeline, read};
use std::sync::Arc;

const ARTICLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/data/articles/newspaper-takeover.txt");

fn main() {
    divan::main();
}

fn document(bytes: &[u8]) -> Arc<Document> {
    Arc::new(read::read("newspaper-takeover.txt", bytes).unwrap())
}

fn article() -> Arc<Document> {
    document(&std::fs::read(ARTICLE).unwrap())
}

#[divan::bench]
fn load_the_data(bencher: Bencher) {
    bencher.bench_local(Pipeline::bundled);
}

#[divan::bench]
fn read_the_bytes(bencher: Bencher) {
    let bytes = std::fs::read(ARTICLE).unwrap();
    bencher.bench_local(|| document(&bytes));
}

#[divan::bench(args = [1, 2])]
fn analyse(bencher: Bencher, threads: usize) {
    let (pipeline, document) = (Pipeline::with_threads(threads), article());
    bencher.bench_local(|| pipeline.analyse(&document, Scope::Article));
}

#[divan::bench]
fn extract_and_resolve(bencher: Bencher) {
    let (pipeline, document) = (Pipeline::bundled(), article());
    let analysis = pipeline.analyse(&document, Scope::Article);
    bencher.bench_local(|| pipeline.understand(&document, &analysis));
}

#[divan::bench]
fn resolve_with_the_gazetteer(bencher: Bencher) {
    let (pipeline, document) = (Pipeline::bundled(), article());
    let analysis = pipeline.analyse(&document, Scope::Article);
    let passage = pipeline.passage(&document, &analysis);
    let claims = pipeline.claims(&passage);
    bencher.bench_local(|| pipeline.resolve(&document, &analysis, &passage, claims.clone()));
}

#[divan::bench(args = FORMATS.iter().map(|format| format.name))]
fn export(bencher: Bencher, format: &str) {
    let (pipeline, document) = (Pipeline::bundled(), article());
    let graph = pipeline.run(&document, Scope::Article).graph;
    let format = Format::named(format).unwrap();
    bencher.bench_local(|| {
        let mut bytes = Vec::new();
        format.write(&graph, pipeline.ontology(), &mut bytes).unwrap();
        bytes
    });
}
