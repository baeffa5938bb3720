//! Scores of arcs to the best tree: a maximum spanning arborescence with one root.
//!
//! The algorithm is that of Chu and Liu (1965) and Edmonds (1967), by contraction of cycles.

use super::first_greatest;
use crate::neural::Matrix;

/// The head of each word in the best tree: 0 is the root, `i` the word `i - 1`. Exactly one word has head 0.
///
/// `arcs` is `w` × (`w` + 1); among equals the earlier head wins.
pub(super) fn heads(arcs: &Matrix) -> Vec<usize> {
    let words = arcs.width.saturating_sub(1).min(arcs.rows());
    if words == 0 {
        return Vec::new();
    }
    let mut graph = vec![vec![f64::NEG_INFINITY; words + 1]; words + 1];
    let mut spread = 1.0;
    for (word, own) in graph.iter_mut().enumerate().skip(1) {
        let (mut least, mut most) = (f64::INFINITY, f64::NEG_INFINITY);
        for (head, score) in own.iter_mut().enumerate().filter(|(head, _)| *head != word) {
            let given = arcs.row(word - 1)[head];
            *score = if given.is_nan() { -1e9 } else { f64::from(given.clamp(-1e9, 1e9)) };
            (least, most) = (score.min(least), score.max(most));
        }
        spread += most - least;
    }
    // A second arc from the root now costs more than every other choice together can gain.
    for row in graph.iter_mut().skip(1) {
        row[0] -= spread;
    }
    let mut heads = arborescence(&graph);
    heads.remove(0);
    heads
}

/// The best head of each node but node 0, where `graph[node][head]` scores an arc.
fn arborescence(graph: &[Vec<f64>]) -> Vec<usize> {
    let mut heads: Vec<usize> =
        graph.iter().map(|row| first_greatest(row.iter().copied())).collect();
    heads[0] = 0;
    let Some(cycle) = cycle(&heads) else { return heads };
    let inside = |node: usize| cycle.contains(&node);
    let outer: Vec<usize> = (0..graph.len()).filter(|node| !inside(*node)).collect();

    // The cycle becomes one node, the last; `leaving` and `entering` remember which member an arc belongs to.
    let knot = outer.len();
    let mut smaller = vec![vec![f64::NEG_INFINITY; knot + 1]; knot + 1];
    let (mut leaving, mut entering) = (vec![0; knot], vec![0; knot]);
    for (i, &node) in outer.iter().enumerate() {
        for (j, &head) in outer.iter().enumerate() {
            smaller[i][j] = graph[node][head];
        }
        let from_cycle = first_greatest(cycle.iter().map(|member| graph[node][*member]));
        leaving[i] = cycle[from_cycle];
        smaller[i][knot] = graph[node][leaving[i]];
        let gain = |member: usize| graph[member][node] - graph[member][heads[member]];
        let into_cycle = first_greatest(cycle.iter().map(|member| gain(*member)));
        entering[i] = cycle[into_cycle];
        smaller[knot][i] = gain(entering[i]);
    }
    let chosen = arborescence(&smaller);
    for (i, &node) in outer.iter().enumerate().skip(1) {
        heads[node] = if chosen[i] == knot { leaving[i] } else { outer[chosen[i]] };
    }
    heads[entering[chosen[knot]]] = outer[chosen[knot]];
    heads
}

/// A cycle among the heads, if there is one.
fn cycle(heads: &[usize]) -> Option<Vec<usize>> {
    let mut seen_from = vec![0; heads.len()];
    for start in 1..heads.len() {
        let mut node = start;
        while node != 0 && seen_from[node] == 0 {
            seen_from[node] = start;
            node = heads[node];
        }
        if node != 0 && seen_from[node] == start {
            let mut cycle = vec![node];
            while heads[cycle[cycle.len() - 1]] != node {
                cycle.push(heads[cycle[cycle.len() - 1]]);
            }
            return Some(cycle);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn matrix(rows: &[&[f32]]) -> Matrix {
        Matrix { width: rows[0].len(), data: rows.concat() }
    }

    /// The score of the best tree with one root, by trying every assignment of heads.
    fn best_by_trial(arcs: &Matrix) -> f64 {
        let words = arcs.rows();
        let total = (words + 1).pow(u32::try_from(words).unwrap());
        (0..total)
            .filter_map(|mut code| {
                let heads: Vec<usize> = (0..words)
                    .map(|_| {
                        let head = code % (words + 1);
                        code /= words + 1;
                        head
                    })
                    .collect();
                is_tree(&heads).then(|| score(arcs, &heads))
            })
            .fold(f64::NEG_INFINITY, f64::max)
    }

    fn score(arcs: &Matrix, heads: &[usize]) -> f64 {
        heads.iter().enumerate().map(|(word, head)| f64::from(arcs.row(word)[*head])).sum()
    }

    fn is_tree(heads: &[usize]) -> bool {
        let reaches_root = |word: usize| {
            let mut node = word + 1;
            (0..=heads.len()).any(|_| {
                node = heads[node - 1];
                node == 0 || heads[node - 1] == 0
            })
        };
        heads.iter().filter(|head| **head == 0).count() == 1 && (0..heads.len()).all(reaches_root)
    }

    #[test]
    fn a_cycle_is_broken_where_it_costs_least() {
        let arcs = matrix(&[&[1.0, 0.0, 9.0], &[5.0, 9.0, 0.0]]);
        assert_eq!(heads(&arcs), [2, 0]);
    }

    #[test]
    fn one_word_alone_hangs_from_the_root() {
        let arcs = matrix(&[&[9.0, 0.0, 0.0], &[9.0, 1.0, 0.0], &[8.0, 0.0, 2.0]]);
        let found = heads(&arcs);
        assert_eq!(found.iter().filter(|head| **head == 0).count(), 1);
    }

    #[test]
    fn scores_that_are_no_numbers_still_give_a_tree() {
        let odd = [f32::NAN, f32::INFINITY, f32::NEG_INFINITY, f32::NAN];
        assert!(is_tree(&heads(&matrix(&[&odd, &odd, &odd]))));
    }

    proptest! {
        #[test]
        fn no_other_tree_scores_more(data in proptest::collection::vec(-50_i16..50, 20)) {
            let arcs = Matrix { width: 5, data: data.into_iter().map(f32::from).collect() };
            let found = heads(&arcs);
            prop_assert!(is_tree(&found));
            prop_assert!((score(&arcs, &found) - best_by_trial(&arcs)).abs() < 1e-9);
        }
    }
}
