//! Scores of name labels to names.

use super::first_greatest;
use crate::neural::Matrix;

/// The labels of the names head, taken apart.
#[derive(Clone, Debug, Default)]
pub(super) struct NameLabels(Vec<Label>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Label {
    Outside,
    Begin(String),
    Inside(String),
}

/// A name by the positions of its first word and of the word after its last.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Found {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) kind: String,
    /// The mean probability of its labels.
    pub(super) score: f32,
}

impl NameLabels {
    /// Reads `O`, `B-kind` and `I-kind`; anything else is outside of every name.
    pub(super) fn parse(labels: &[String]) -> Self {
        let label = |text: &String| match text.split_once('-') {
            Some(("B", kind)) => Label::Begin(kind.to_owned()),
            Some(("I", kind)) => Label::Inside(kind.to_owned()),
            _ => Label::Outside,
        };
        Self(labels.iter().map(label).collect())
    }

    /// The names of a sentence by the most probable labels of which each `I-kind` follows `B-kind` or `I-kind`.
    pub(super) fn names(&self, scores: &Matrix) -> Vec<Found> {
        let rows: Vec<Vec<f32>> = (0..scores.rows()).map(|i| log_softmax(scores.row(i))).collect();
        let path = self.best_path(&rows);
        let mut found: Vec<Found> = Vec::new();
        for (at, &index) in path.iter().enumerate() {
            let probability = rows[at][index].exp();
            match &self.0[index] {
                Label::Outside => {}
                Label::Begin(kind) => found.push(Found {
                    start: at,
                    end: at + 1,
                    kind: kind.clone(),
                    score: probability,
                }),
                Label::Inside(_) => {
                    if let Some(name) = found.last_mut() {
                        name.end = at + 1;
                        name.score += probability;
                    }
                }
            }
        }
        for name in &mut found {
            #[allow(
                clippy::cast_precision_loss,
                reason = "sentences have far fewer than 2^24 words"
            )]
            let words = (name.end - name.start) as f32;
            name.score /= words;
        }
        found
    }

    /// The Viterbi path; among equals the earlier label wins.
    fn best_path(&self, rows: &[Vec<f32>]) -> Vec<usize> {
        let kinds = self.0.len().min(rows.first().map_or(0, Vec::len));
        if kinds == 0 {
            return Vec::new();
        }
        let mut best: Vec<f32> = (0..kinds).map(|to| rows[0][to] + self.step(None, to)).collect();
        let mut back: Vec<Vec<usize>> = Vec::new();
        for row in &rows[1..] {
            let from: Vec<usize> = (0..kinds)
                .map(|to| {
                    first_greatest((0..kinds).map(|from| best[from] + self.step(Some(from), to)))
                })
                .collect();
            best = (0..kinds)
                .map(|to| best[from[to]] + self.step(Some(from[to]), to) + row[to])
                .collect();
            back.push(from);
        }
        let mut path = vec![first_greatest(best.into_iter())];
        for from in back.iter().rev() {
            path.push(from[path[path.len() - 1]]);
        }
        path.reverse();
        path
    }

    /// Zero for a step that may be, and a forbidding score for one that may not.
    fn step(&self, from: Option<usize>, to: usize) -> f32 {
        let Label::Inside(kind) = &self.0[to] else { return 0.0 };
        match from.map(|from| &self.0[from]) {
            Some(Label::Begin(before) | Label::Inside(before)) if before == kind => 0.0,
            _ => -1e4,
        }
    }
}

fn log_softmax(row: &[f32]) -> Vec<f32> {
    let finite = |score: f32| if score.is_nan() { -1e9 } else { score.clamp(-1e9, 1e9) };
    let greatest = row.iter().copied().map(finite).fold(f32::NEG_INFINITY, f32::max);
    let sum: f32 = row.iter().map(|score| (finite(*score) - greatest).exp()).sum();
    row.iter().map(|score| finite(*score) - greatest - sum.ln()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels() -> NameLabels {
        NameLabels::parse(
            &["O", "B-person", "I-person", "B-company", "I-company"].map(str::to_owned),
        )
    }

    fn names(rows: &[[f32; 5]]) -> Vec<(usize, usize, String)> {
        let scores = Matrix { width: 5, data: rows.concat() };
        labels().names(&scores).into_iter().map(|name| (name.start, name.end, name.kind)).collect()
    }

    #[test]
    fn a_name_holds_all_its_words() {
        let found = names(&[[0., 9., 0., 0., 0.], [0., 0., 9., 0., 0.], [9., 0., 0., 0., 0.]]);
        assert_eq!(found, [(0, 2, "person".to_owned())]);
    }

    #[test]
    fn two_names_may_touch() {
        let found = names(&[[0., 9., 0., 0., 0.], [0., 9., 0., 0., 0.]]);
        assert_eq!(found.len(), 2);
    }

    #[test]
    fn a_word_inside_never_follows_another_kind() {
        let found = names(&[[0., 9., 0., 0., 0.], [0., 0., 5., 0., 9.]]);
        assert_eq!(found, [(0, 2, "person".to_owned())]);
    }

    #[test]
    fn a_word_inside_never_comes_first() {
        assert_eq!(names(&[[0., 5., 9., 0., 0.]]), [(0, 1, "person".to_owned())]);
    }

    #[test]
    fn the_score_is_a_mean_probability() {
        let scores = Matrix { width: 5, data: vec![0., 30., 0., 0., 0., 0., 0., 0., 0., 0.] };
        let found = labels().names(&scores);
        assert!(found[0].score > 0.5 && found[0].score <= 1.0, "{found:?}");
    }
}
