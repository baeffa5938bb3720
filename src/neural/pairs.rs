//! Scores what joins two spans of a sentence, from the reader's own rows;
//! `train/relations.py` is the same in Python.
//!
//! Each span is its head's row, its first, the mean of its rows and two classes. A pair
//! adds the way between its heads over the tree, and what others say of it.

use super::Matrix;
use super::kernels::{self, Isa};
use super::rows::{self, Quantised};
use super::weights::{Linear, LoadError, Norm, PANEL, Parts};

const MAGIC: &[u8; 8] = b"KGRAPHPR";
/// The log odds of what was not looked at.
const NEVER: f32 = -80.0;
/// How far apart the two are, in steps.
const DISTANCES: usize = 12;

/// The network with its weights.
#[derive(Debug)]
pub struct Pairs {
    sizes: Sizes,
    isa: Isa,
    enter: Linear,
    norm: Norm,
    kinds: Vec<f32>,
    forms: Vec<f32>,
    span: Linear,
    way: Linear,
    steps: Vec<f32>,
    distances: Vec<f32>,
    mix: Linear,
    out: Linear,
}

#[derive(Clone, Copy, Debug)]
struct Sizes {
    input: usize,
    width: usize,
    kinds: usize,
    kind: usize,
    forms: usize,
    form: usize,
    ways: usize,
    step: usize,
    distance: usize,
    hidden: usize,
    outputs: usize,
}

/// A sentence with the pairs that are to be scored.
#[derive(Clone, Debug, Default)]
pub struct PairInput {
    /// Words × the reader's row of each.
    pub rows: Matrix,
    /// The class of each word's bond to its head.
    pub ways: Vec<u32>,
    /// The spans.
    pub spans: Vec<PairSpan>,
    /// The pairs.
    pub pairs: Vec<Pair>,
}

/// A run of words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PairSpan {
    /// Its words, by their places in the sentence; never empty.
    pub words: std::ops::Range<usize>,
    /// The word that carries it.
    pub head: usize,
    /// Its first class.
    pub kind: usize,
    /// Its second class.
    pub form: usize,
}

/// Two spans, by index, and the way between their heads.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pair {
    /// The first span.
    pub subject: usize,
    /// The second span.
    pub object: usize,
    /// Words from the subject's head upwards; the last is the highest.
    pub up: Vec<usize>,
    /// Words from the object's head upwards, without the highest.
    pub down: Vec<usize>,
    /// The outputs that something else claims of them already.
    pub said: Vec<usize>,
}

impl Pairs {
    /// Takes the weights from bytes as `train/relations_export.py` writes them.
    pub fn from_bytes(bytes: &'static [u8]) -> Result<Self, LoadError> {
        let (words, mut parts) = Parts::after_header(bytes, MAGIC)?;
        let sizes = Sizes {
            input: words[0],
            width: words[1],
            kinds: words[2],
            kind: words[3],
            forms: words[4],
            form: words[5],
            ways: words[6],
            step: words[7],
            distance: words[8],
            hidden: words[9],
            outputs: words[10],
        };
        let Sizes { input, width, outputs, .. } = sizes;
        let pairs = Self {
            sizes,
            isa: Isa::fastest(),
            enter: parts.linear(input, width)?,
            norm: parts.norm(width)?,
            kinds: parts.floats(&[sizes.kinds, sizes.kind])?,
            forms: parts.floats(&[sizes.forms, sizes.form])?,
            span: parts.linear(3 * width + sizes.kind + sizes.form, width)?,
            way: parts.linear(width, width)?,
            steps: parts.floats(&[2 * sizes.ways, sizes.step])?,
            distances: parts.floats(&[DISTANCES, sizes.distance])?,
            mix: parts.linear(4 * width + sizes.step + sizes.distance + outputs, sizes.hidden)?,
            out: parts.linear(sizes.hidden, outputs.next_multiple_of(PANEL))?,
        };
        parts.end().map(|()| pairs)
    }

    /// The log odds of every output for every pair: pairs × outputs, in the order of
    /// `input.pairs`. See [`probability`].
    pub fn read(&self, input: &PairInput) -> Matrix {
        let Sizes { width, outputs, .. } = self.sizes;
        let words = input.rows.rows();
        if words == 0 || input.pairs.is_empty() || input.rows.width != self.sizes.input {
            return Matrix { width: outputs, data: vec![NEVER; input.pairs.len() * outputs] };
        }
        let mut x = self.linear(&input.rows.data, &self.enter, false);
        kernels::normalise(self.isa, &mut x, &self.norm, 1e-5);
        for value in &mut x {
            *value = rows::gelu(*value);
        }
        let ways = self.linear(&x, &self.way, false);
        let spans = self.spans(input, &x);
        let row = |index: usize| &spans[index * width..(index + 1) * width];
        let mut mixed = Vec::with_capacity(input.pairs.len() * self.mix.inputs);
        for pair in &input.pairs {
            let (subject, object) = (row(pair.subject), row(pair.object));
            mixed.extend_from_slice(subject);
            mixed.extend_from_slice(object);
            mixed.extend(subject.iter().zip(object).map(|(s, o)| s * o));
            self.way(input, pair, &ways, &mut mixed);
            mixed.extend((0..outputs).map(|i| f32::from(u8::from(pair.said.contains(&i)))));
        }
        let hidden = self.linear(&mixed, &self.mix, true);
        let scores = self.linear(&hidden, &self.out, false);
        let data = scores
            .chunks_exact(self.out.outputs)
            .flat_map(|row| &row[..outputs])
            .copied()
            .collect();
        Matrix { width: outputs, data }
    }

    fn linear(&self, x: &[f32], layer: &Linear, gelu: bool) -> Vec<f32> {
        let mut quantised = Quantised::default();
        let mut out = vec![0.0; x.len() / layer.inputs * layer.outputs];
        kernels::quantise(self.isa, x, layer.inputs, &mut quantised);
        kernels::linear(self.isa, &quantised, layer, gelu, &mut out);
        out
    }

    /// A row for each span.
    fn spans(&self, input: &PairInput, x: &[f32]) -> Vec<f32> {
        let Sizes { width, kind, form, kinds, forms, .. } = self.sizes;
        let word = |i: usize| &x[i * width..(i + 1) * width];
        let last = x.len() / width - 1;
        let mut all = Vec::with_capacity(input.spans.len() * self.span.inputs);
        for span in &input.spans {
            all.extend_from_slice(word(span.head.min(last)));
            all.extend(mean(span.words.clone().map(|i| word(i.min(last))), width));
            all.extend_from_slice(word(span.words.start.min(last)));
            all.extend_from_slice(&self.kinds[span.kind.min(kinds - 1) * kind..][..kind]);
            all.extend_from_slice(&self.forms[span.form.min(forms - 1) * form..][..form]);
        }
        self.linear(&all, &self.span, true)
    }

    /// The words between the two on the tree, the steps to them, and how far they are.
    fn way(&self, input: &PairInput, pair: &Pair, words: &[f32], out: &mut Vec<f32>) {
        let Sizes { width, ways, step, distance, .. } = self.sizes;
        let heads = [pair.subject, pair.object].map(|span| input.spans[span].head);
        let mut between: Vec<usize> =
            pair.up.iter().chain(&pair.down).copied().filter(|w| !heads.contains(w)).collect();
        between.sort_unstable();
        let last = words.len() / width - 1;
        let word = |i: usize| &words[i.min(last) * width..][..width];
        out.extend(mean(between.iter().map(|i| word(*i)), width).into_iter().map(rows::gelu));
        let start = out.len();
        out.resize(start + step, 0.0);
        let way = |word: &usize| (input.ways[*word] as usize).min(ways - 1);
        let upwards = pair.up.iter().take(pair.up.len().saturating_sub(1)).map(way);
        for index in upwards.chain(pair.down.iter().map(|w| ways + way(w))) {
            for (sum, value) in out[start..].iter_mut().zip(&self.steps[index * step..]) {
                *sum += value;
            }
        }
        let far = bucket(heads[0], heads[1]);
        out.extend_from_slice(&self.distances[far * distance..][..distance]);
    }
}

/// The probability that log odds stand for; the same bits on every machine.
pub fn probability(log_odds: f32) -> f32 {
    1.0 / (1.0 + rows::exp((-log_odds).clamp(-80.0, 80.0)))
}

/// The mean of rows, or nothing but zeros where there are none.
fn mean<'a>(rows: impl Iterator<Item = &'a [f32]>, width: usize) -> Vec<f32> {
    let (mut sum, mut count) = (vec![0.0; width], 0_u16);
    for row in rows {
        sum.iter_mut().zip(row).for_each(|(sum, value)| *sum += value);
        count += 1;
    }
    for value in &mut sum {
        *value /= f32::from(count.max(1));
    }
    sum
}

/// How far the second head lies behind the first, in 12 steps.
fn bucket(subject: usize, object: usize) -> usize {
    let far = subject.abs_diff(object);
    let steps = [1, 3, 6, 12, 24].iter().filter(|edge| far > **edge).count();
    steps + if object > subject { 0 } else { 6 }
}

#[cfg(test)]
#[allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a test may panic and read files"
)]
mod tests {
    use super::*;
    use crate::neural::weights::tests::leak;
    use crate::neural::{Input, Mpnet, Network};

    fn file(name: &str) -> Vec<u8> {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/data/models/");
        std::fs::read(format!("{folder}{name}")).unwrap()
    }

    /// Two spans, words upwards from either, what others say.
    #[derive(serde::Deserialize)]
    struct SaidPair(usize, usize, Vec<usize>, Vec<usize>, Vec<usize>);

    #[derive(serde::Deserialize)]
    struct Said {
        ids: Vec<u32>,
        shapes: Vec<u8>,
        first: Vec<u32>,
        ways: Vec<u32>,
        /// First word, end, head, kind, form.
        spans: Vec<[usize; 5]>,
        pairs: Vec<SaidPair>,
        /// The most probable output of each pair.
        best: Vec<(usize, f32)>,
    }

    fn reference() -> Vec<Said> {
        serde_json::from_slice(&file("relations/reference.json")).unwrap()
    }

    fn pairs() -> Pairs {
        Pairs::from_bytes(leak(&file("relations/pairs.bin"), 0)).unwrap()
    }

    /// The sentence of the reference, with the rows that the network makes of it.
    fn input(said: &Said, network: &Mpnet) -> PairInput {
        let words = Input {
            pieces: said.ids.clone(),
            shapes: said.shapes.clone(),
            first: said.first.clone(),
        };
        let span = |[first, end, head, kind, form]: &[usize; 5]| PairSpan {
            words: *first..*end,
            head: *head,
            kind: *kind,
            form: *form,
        };
        let pair = |SaidPair(subject, object, up, down, said): &SaidPair| Pair {
            subject: *subject,
            object: *object,
            up: up.clone(),
            down: down.clone(),
            said: said.clone(),
        };
        PairInput {
            rows: network.read(&[words]).remove(0).hidden,
            ways: said.ways.clone(),
            spans: said.spans.iter().map(span).collect(),
            pairs: said.pairs.iter().map(pair).collect(),
        }
    }

    #[test]
    fn says_what_the_model_in_python_says() {
        let network = Mpnet::from_bytes(leak(&file("english/model.bin"), 0), 2)
            .and_then(|network| network.with_branch(leak(&file("relations/branch.bin"), 0)))
            .unwrap();
        let (mut all, mut same) = (0, 0);
        for said in &reference() {
            let scores = pairs().read(&input(said, &network));
            for (row, (best, expected)) in said.best.iter().enumerate() {
                let score = probability(scores.row(row)[*best]);
                assert!((score - expected).abs() < 0.15, "{score} is not {expected}");
                all += 1;
                same += u32::from((score - expected).abs() < 0.03);
            }
        }
        assert!(all > 100 && f64::from(same) >= 0.95 * f64::from(all), "{same} of {all}");
    }

    #[test]
    fn weights_that_are_cut_short_are_refused() {
        let bytes = file("relations/pairs.bin");
        let short = Pairs::from_bytes(leak(&bytes[..bytes.len() - 4], 0)).unwrap_err();
        assert!(matches!(short, LoadError::Truncated { .. }), "{short}");
        assert_eq!(Pairs::from_bytes(leak(b"no weights", 0)).unwrap_err(), LoadError::Magic);
    }

    #[test]
    fn rows_of_another_width_say_nothing() {
        let said = &reference()[0];
        let network = Mpnet::from_bytes(leak(&file("english/model.bin"), 0), 1).unwrap();
        let rows = Matrix { width: 2, data: vec![0.0; 18] };
        let scores = pairs().read(&PairInput { rows, ..input(said, &network) });
        assert_eq!(scores.rows(), said.pairs.len());
        assert!(scores.data.iter().all(|score| *score == NEVER));
    }
}
