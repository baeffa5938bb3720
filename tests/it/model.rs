//! The bundled network says what the Python model says with the same weights.

use kgraph::neural::{Input, Matrix, Mpnet, Network, Output};
use serde::Deserialize;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/data/models/english");

/// A sentence of `reference.json`, with what the Python model says of it.
#[derive(Deserialize)]
struct Reference {
    ids: Vec<u32>,
    shapes: Vec<u8>,
    first: Vec<u32>,
    tags: Vec<usize>,
    heads: Vec<usize>,
    labels: Vec<usize>,
    names: Vec<usize>,
    tag_scores: Option<Vec<Vec<f32>>>,
    name_scores: Option<Vec<Vec<f32>>>,
    arc_scores: Option<Vec<Vec<f32>>>,
    label_scores: Option<Vec<Vec<f32>>>,
}

impl Reference {
    fn input(&self) -> Input {
        Input { pieces: self.ids.clone(), shapes: self.shapes.clone(), first: self.first.clone() }
    }
}

fn references() -> Vec<Reference> {
    let text = std::fs::read_to_string(format!("{FOLDER}/reference.json")).unwrap();
    serde_json::from_str(&text).unwrap()
}

fn network(threads: usize) -> Mpnet {
    let bytes = std::fs::read(format!("{FOLDER}/model.bin")).unwrap();
    let room = Vec::leak(vec![0; bytes.len() + 64]);
    let start = room.as_ptr().align_offset(64);
    let aligned = &mut room[start..start + bytes.len()];
    aligned.copy_from_slice(&bytes);
    Mpnet::from_bytes(aligned, threads).unwrap()
}

fn best(scores: &Matrix) -> Vec<usize> {
    let best = |row: &[f32]| (0..row.len()).max_by(|&a, &b| row[a].total_cmp(&row[b])).unwrap();
    (0..scores.rows()).map(|i| best(scores.row(i))).collect()
}

fn furthest(ours: &Matrix, theirs: Option<&Vec<Vec<f32>>>) -> f32 {
    let theirs: Vec<f32> = theirs.unwrap().concat();
    assert_eq!(ours.data.len(), theirs.len());
    ours.data.iter().zip(theirs).map(|(a, b)| (a - b).abs()).fold(0.0, f32::max)
}

#[test]
fn exact_activations_give_the_scores_of_pytorch() {
    let network = network(1).with_exact_activations();
    let scored: Vec<Reference> =
        references().into_iter().filter(|r| r.arc_scores.is_some()).collect();
    assert!(scored.len() >= 3);
    let inputs: Vec<Input> = scored.iter().map(Reference::input).collect();
    for (output, reference) in network.read(&inputs).iter().zip(&scored) {
        let labels = network.labels(output, &reference.heads);
        let distances = [
            furthest(&output.tags, reference.tag_scores.as_ref()),
            furthest(&output.names, reference.name_scores.as_ref()),
            furthest(&output.arcs, reference.arc_scores.as_ref()),
            furthest(&labels, reference.label_scores.as_ref()),
        ];
        assert!(distances.iter().all(|d| *d < 1e-4), "tags, names, arcs, labels: {distances:?}");
    }
}

#[test]
fn eight_bits_decide_as_pytorch_does() {
    let (network, references) = (network(2), references());
    let inputs: Vec<Input> = references.iter().map(Reference::input).collect();
    let (mut all, mut same) = (0, [0; 4]);
    for (output, reference) in network.read(&inputs).iter().zip(&references) {
        let labels = best(&network.labels(output, &reference.heads));
        let ours = [best(&output.tags), best(&output.arcs), labels, best(&output.names)];
        let theirs = [&reference.tags, &reference.heads, &reference.labels, &reference.names];
        all += reference.first.len();
        for (same, (ours, theirs)) in same.iter_mut().zip(ours.iter().zip(theirs)) {
            assert_eq!(ours.len(), theirs.len());
            *same += ours.iter().zip(theirs).filter(|(a, b)| a == b).count();
        }
    }
    let enough = same.iter().all(|&same| same * 1000 >= all * 995);
    assert!(enough, "tags, heads, labels, names that agree, of {all}: {same:?}");
}

fn bits(outputs: &[Output]) -> Vec<u32> {
    let parts = |o: &Output| {
        [&o.hidden, &o.tags, &o.names, &o.arcs, &o.label_heads, &o.label_dependents]
            .map(|m| m.data.clone())
            .concat()
    };
    outputs.iter().flat_map(parts).map(f32::to_bits).collect()
}

#[test]
fn neither_threads_nor_company_change_a_bit() {
    let (one, two) = (network(1), network(2));
    let inputs: Vec<Input> = references().iter().take(8).map(Reference::input).collect();
    let together = bits(&one.read(&inputs));
    assert_eq!(together, bits(&two.read(&inputs)));
    let alone: Vec<Output> =
        inputs.iter().flat_map(|i| one.read(std::slice::from_ref(i))).collect();
    assert_eq!(together, bits(&alone));
}
