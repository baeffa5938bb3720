//! How long the bundled network reads an article of about 800 word pieces.

#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a bench may panic and read files"
)]

use kgraph::neural::{Input, Mpnet, Network};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/data/models/english");
const PIECES: usize = 800;

fn main() {
    divan::main();
}

fn article() -> Vec<Input> {
    let text = std::fs::read_to_string(format!("{FOLDER}/reference.json")).unwrap();
    let sentences: Vec<serde_json::Value> = serde_json::from_str(&text).unwrap();
    let numbers =
        |value: &serde_json::Value| -> Vec<u32> { serde_json::from_value(value.clone()).unwrap() };
    let mut total = 0;
    let mut article = Vec::new();
    for sentence in sentences.iter().cycle() {
        let shapes = serde_json::from_value(sentence["shapes"].clone()).unwrap();
        let input =
            Input { pieces: numbers(&sentence["ids"]), shapes, first: numbers(&sentence["first"]) };
        total += input.pieces.len();
        if total > PIECES {
            break;
        }
        article.push(input);
    }
    article
}

fn network(threads: usize) -> Mpnet {
    let bytes = std::fs::read(format!("{FOLDER}/model.bin")).unwrap();
    let room = Vec::leak(vec![0; bytes.len() + 64]);
    let start = room.as_ptr().align_offset(64);
    let aligned = &mut room[start..start + bytes.len()];
    aligned.copy_from_slice(&bytes);
    Mpnet::from_bytes(aligned, threads).unwrap()
}

#[divan::bench(args = [1, 2])]
fn read_an_article(bencher: divan::Bencher, threads: usize) {
    let (network, article) = (network(threads), article());
    bencher.bench_local(|| network.read(&article));
}

#[divan::bench]
fn label_an_article(bencher: divan::Bencher) {
    let network = network(1);
    let outputs = network.read(&article());
    let heads: Vec<Vec<usize>> = outputs.iter().map(|o| vec![1; o.tags.rows()]).collect();
    bencher.bench_local(|| {
        outputs.iter().zip(&heads).map(|(o, heads)| network.labels(o, heads)).collect::<Vec<_>>()
    });
}

#[divan::bench]
fn load_the_weights(bencher: divan::Bencher) {
    let bytes = std::fs::read(format!("{FOLDER}/model.bin")).unwrap();
    let room = Vec::leak(vec![0; bytes.len() + 64]);
    let start = room.as_ptr().align_offset(64);
    let aligned = &mut room[start..start + bytes.len()];
    aligned.copy_from_slice(&bytes);
    let aligned = &*aligned;
    bencher.bench_local(|| Mpnet::from_bytes(aligned, 1).unwrap());
}
