//! Which way round a wire is laid out: a picture in layers needs an up and a down,
//! and what the text says gives none that looks well.

use super::layout::Wire;

/// From so many leaves more on one side of a hub than on the other they are shared.
const UNBALANCED: usize = 4;

/// Which of the two ends of a wire is laid out before the other.
#[derive(Clone, Copy, Debug)]
pub(super) enum Orientation {
    /// The subject.
    Directed,
    /// The subject, but the leaves of a hub stand on both its sides.
    Balanced,
    /// The end that is nearer to the node with the most wires.
    Outwards,
    /// The end that comes first when all are drawn up in a line, neighbours near
    /// each other.
    Spread,
}

/// Which wires are laid out against their direction.
pub(super) fn turned(nodes: usize, wires: &[Wire], orientation: Orientation) -> Vec<bool> {
    let by =
        |order: Vec<usize>| wires.iter().map(|wire| order[wire.from] > order[wire.to]).collect();
    match orientation {
        Orientation::Directed => vec![false; wires.len()],
        Orientation::Balanced => balanced(nodes, wires),
        Orientation::Outwards => by(outwards(nodes, wires)),
        Orientation::Spread => by(spread(nodes, wires)),
    }
}

/// The place of every node by its distance from the one with the most wires.
fn outwards(nodes: usize, wires: &[Wire]) -> Vec<usize> {
    let neighbours = neighbours(nodes, wires);
    let hub = (0..nodes).max_by_key(|&node| (neighbours[node].len(), nodes - node)).unwrap_or(0);
    let mut order = vec![usize::MAX; nodes];
    let mut queue = vec![hub];
    let mut next = 0;
    while let Some(&node) = queue.get(next) {
        order[node] = next;
        next += 1;
        for &neighbour in &neighbours[node] {
            if !queue.contains(&neighbour) {
                queue.push(neighbour);
            }
        }
    }
    order
}

/// The place of every node on a line where each stands near its neighbours: by the
/// second eigenvector of the graph's walk (Fiedler), by power iteration.
fn spread(nodes: usize, wires: &[Wire]) -> Vec<usize> {
    let neighbours = neighbours(nodes, wires);
    let weight = |node: usize| f64::from(u32::try_from(neighbours[node].len()).unwrap_or(1).max(1));
    let total: f64 = (0..nodes).map(weight).sum();
    let mut at: Vec<f64> = (0..nodes).map(|n| f64::from(u32::try_from(n).unwrap_or(0))).collect();
    for _ in 0..60 {
        let middle = (0..nodes).map(|node| at[node] * weight(node)).sum::<f64>() / total;
        for x in &mut at {
            *x -= middle;
        }
        let longest = at.iter().fold(1e-12_f64, |most, x| most.max(x.abs()));
        at = (0..nodes)
            .map(|node| {
                let sum: f64 = neighbours[node].iter().map(|&other| at[other]).sum();
                f64::midpoint(at[node], sum / weight(node)) / longest
            })
            .collect();
    }
    let mut sorted: Vec<usize> = (0..nodes).collect();
    sorted.sort_by(|&a, &b| at[a].total_cmp(&at[b]).then(a.cmp(&b)));
    let mut order = vec![0; nodes];
    for (place, node) in sorted.into_iter().enumerate() {
        order[node] = place;
    }
    order
}

fn neighbours(nodes: usize, wires: &[Wire]) -> Vec<Vec<usize>> {
    let mut neighbours = vec![Vec::new(); nodes];
    for wire in wires.iter().filter(|wire| wire.from != wire.to) {
        neighbours[wire.from].push(wire.to);
        neighbours[wire.to].push(wire.from);
    }
    neighbours
}

/// As they are, but for half of the leaves of a hub that all stand on one side.
fn balanced(nodes: usize, wires: &[Wire]) -> Vec<bool> {
    let neighbours = neighbours(nodes, wires);
    let is_leaf = |node: usize| neighbours[node].windows(2).all(|pair| pair[0] == pair[1]);
    // Of every hub: its leaves, those that it points to and those that point to it.
    let mut leaves = vec![[Vec::new(), Vec::new()]; nodes];
    let mut seen = vec![false; nodes];
    for wire in wires.iter().filter(|wire| wire.from != wire.to) {
        let (hub, leaf, side) =
            if is_leaf(wire.to) { (wire.from, wire.to, 0) } else { (wire.to, wire.from, 1) };
        if is_leaf(leaf) && !std::mem::replace(&mut seen[leaf], true) {
            leaves[hub][side].push(leaf);
        }
    }
    let mut moved = vec![false; nodes];
    for sides in &leaves {
        let (more, fewer) = if sides[0].len() > sides[1].len() {
            (&sides[0], &sides[1])
        } else {
            (&sides[1], &sides[0])
        };
        let surplus = more.len() - fewer.len();
        if surplus > UNBALANCED {
            more.iter().skip(1).step_by(2).take(surplus / 2).for_each(|&leaf| moved[leaf] = true);
        }
    }
    wires.iter().map(|wire| moved[wire.from] || moved[wire.to]).collect()
}
