//! The reader: MPNet's first layers over word pieces and heads for tags, names
//! and trees over words; `train/model.py` is the same in Python.
//!
//! MPNet: Song et al. 2020, <https://arxiv.org/abs/2004.09297>; the heads:
//! Dozat and Manning 2017, <https://arxiv.org/abs/1611.01734>.

use super::kernels::{self, Isa};
use super::rows::{AttentionRoom, Heads, Quantised, Rows};
use super::weights::{Dense, LANES, Layer, Linear, LoadError, Weights};
use super::{Input, Matrix, Network, Output};

/// Width of one attention head.
pub(super) const HEAD_WIDTH: usize = 64;
/// Sentences are read together until they have this many pieces: the numbers
/// between two layers then stay in the cache.
const CHUNK: usize = 256;
/// The case class of pieces that belong to no word.
const NO_SHAPE: u8 = 8;

/// The reader with its weights.
///
/// ```no_run
/// use kgraph::neural::{Input, LoadError, Mpnet, Network};
///
/// # fn read(weights: &'static [u8]) -> Result<(), LoadError> {
/// let network = Mpnet::from_bytes(weights, 2)?;
/// let sentence = Input { pieces: vec![0, 7596, 2], shapes: vec![8, 1, 8], first: vec![1] };
/// let output = &network.read(&[sentence])[0];
/// assert_eq!(output.arcs.width, 2);
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
pub struct Mpnet {
    weights: Weights,
    isa: Isa,
    threads: usize,
    exact: bool,
}

impl Mpnet {
    /// Takes the weights from bytes as `train/export.py` writes them; nothing
    /// large is copied. With `threads` of 0 or 1 all is done on the calling
    /// thread. Results do not depend on the number of threads.
    pub fn from_bytes(bytes: &'static [u8], threads: usize) -> Result<Self, LoadError> {
        let weights = Weights::parse(bytes)?;
        Ok(Self { weights, isa: Isa::fastest(), threads: threads.max(1), exact: false })
    }

    /// The same network without rounding between layers: many times slower, and
    /// comparable with PyTorch to within 1e-4. For checks.
    #[must_use]
    pub fn with_exact_activations(self) -> Self {
        Self { exact: true, ..self }
    }

    /// Reads some sentences at once; `room` is kept from one call to the next.
    fn read_chunk(&self, sentences: &[&Input], room: &mut Room) -> Vec<Output> {
        let width = self.weights.shape.width;
        let lengths: Vec<usize> = sentences.iter().map(|s| self.length(s)).collect();
        let count: usize = lengths.iter().sum();
        let mut x = vec![0.0; count * width];
        let mut rows = x.chunks_exact_mut(width);
        for (sentence, &length) in sentences.iter().zip(&lengths) {
            for (at, row) in (0..length).zip(&mut rows) {
                let piece = sentence.pieces.get(at).copied().unwrap_or(0);
                let shape = sentence.shapes.get(at).copied().unwrap_or(NO_SHAPE);
                self.weights.embed(piece, shape, at, row);
            }
        }
        kernels::normalise(self.isa, &mut x, &self.weights.norm, self.weights.shape.epsilon);
        for layer in &self.weights.layers {
            self.layer(layer, &lengths, &mut x, room);
        }
        self.heads(sentences, &lengths, &x, room)
    }

    /// How many pieces of a sentence are read: at least one, at most as many as
    /// there are positions.
    fn length(&self, sentence: &Input) -> usize {
        sentence.pieces.len().clamp(1, self.weights.shape.positions)
    }

    fn layer(&self, layer: &Layer, lengths: &[usize], x: &mut [f32], room: &mut Room) {
        let shape = &self.weights.shape;
        let heads =
            Heads { relative: &self.weights.relative, count: shape.heads, width: HEAD_WIDTH };
        let Room { wide, narrow, quantised, attention } = room;
        narrow.resize(x.len(), 0.0);
        self.linear(x, &layer.qkv, false, (quantised, wide));
        let (mut qkv, mut out) = (&wide[..], &mut narrow[..]);
        for length in lengths {
            let (sentence, qkv_rest) = qkv.split_at(length * 3 * shape.width);
            let (context, out_rest) = out.split_at_mut(length * shape.width);
            kernels::attend(self.isa, sentence, heads, attention, context);
            (qkv, out) = (qkv_rest, out_rest);
        }
        self.linear(narrow, &layer.output, false, (quantised, wide));
        kernels::add_and_normalise(self.isa, x, wide, &layer.attention_norm, shape.epsilon);
        self.linear(x, &layer.up, true, (quantised, wide));
        self.linear(wide, &layer.down, false, (quantised, narrow));
        kernels::add_and_normalise(self.isa, x, narrow, &layer.norm, shape.epsilon);
    }

    fn linear(&self, x: &[f32], layer: &Linear, gelu: bool, room: (&mut Quantised, &mut Vec<f32>)) {
        let (quantised, out) = room;
        out.resize(x.len() / layer.inputs * layer.outputs, 0.0);
        if self.exact {
            kernels::exact_linear(self.isa, x, layer, gelu, out);
        } else {
            kernels::quantise(self.isa, x, layer.inputs, quantised);
            kernels::linear(self.isa, quantised, layer, gelu, out);
        }
    }

    /// From pieces to words: the first piece of each, and piece 0 for the root.
    fn heads(
        &self,
        sentences: &[&Input],
        lengths: &[usize],
        x: &[f32],
        room: &mut Room,
    ) -> Vec<Output> {
        let width = self.weights.shape.width;
        let mut gathered = Vec::new();
        let mut begin = 0;
        for (sentence, &length) in sentences.iter().zip(lengths) {
            for &first in std::iter::once(&0).chain(&sentence.first) {
                let at = begin + (first as usize).min(length - 1);
                gathered.extend_from_slice(&x[at * width..][..width]);
            }
            begin += length;
        }
        self.linear(&gathered, &self.weights.fused, true, (&mut room.quantised, &mut room.wide));
        let (mut hidden, mut parts) = (&gathered[..], &room.wide[..]);
        let mut outputs = Vec::with_capacity(sentences.len());
        for sentence in sentences {
            let rows = sentence.first.len() + 1;
            let (hidden_here, hidden_rest) = hidden.split_at(rows * width);
            let (parts_here, parts_rest) = parts.split_at(rows * self.weights.fused.outputs);
            outputs.push(self.output(&hidden_here[width..], parts_here));
            (hidden, parts) = (hidden_rest, parts_rest);
        }
        outputs
    }

    /// The scores of one sentence; `parts` has a row for the root and one a word.
    fn output(&self, hidden: &[f32], parts: &[f32]) -> Output {
        let (shape, stride) = (&self.weights.shape, self.weights.fused.outputs);
        let [tag, name, arc, label] = shape.parts;
        let words = &parts[stride..];
        let arc_heads = tag + name;
        let label_heads = arc_heads + 2 * arc;
        let cut = |rows: &[f32], at: usize| Matrix {
            width: label,
            data: rows.chunks_exact(stride).flat_map(|row| &row[at..at + label]).copied().collect(),
        };
        Output {
            hidden: Matrix { width: shape.width, data: hidden.to_vec() },
            tags: self.dense(words, &self.weights.tag, shape.tags),
            names: self.dense(
                words.get(tag..).unwrap_or_default(),
                &self.weights.name,
                shape.names,
            ),
            arcs: self.arcs(parts, arc_heads),
            label_heads: cut(parts, label_heads),
            label_dependents: cut(words, label_heads + label),
        }
    }

    /// A layer over the words of a sentence, of which it takes the leading part.
    fn dense(&self, words: &[f32], layer: &Dense, columns: usize) -> Matrix {
        let stride = self.weights.fused.outputs;
        let (rows, depth) = (words.len().div_ceil(stride), layer.weights.len() / layer.columns);
        let mut out = vec![0.0; rows * layer.columns];
        let right = Rows { data: &layer.weights, stride: layer.columns };
        let sizes = [rows, depth, layer.columns];
        kernels::product(self.isa, Rows { data: words, stride }, right, sizes, &mut out);
        for row in out.chunks_exact_mut(layer.columns) {
            add(row, &layer.bias);
        }
        unpad(&out, layer.columns, columns)
    }

    /// (dependent, 1) · weights · head for all pairs.
    fn arcs(&self, parts: &[f32], at: usize) -> Matrix {
        let (arc, stride) = (self.weights.shape.parts[2], self.weights.fused.outputs);
        let heads = parts.len() / stride;
        let words = heads - 1;
        let columns = heads.next_multiple_of(LANES);
        let mut transposed = vec![0.0; arc * columns];
        for (j, row) in parts.chunks_exact(stride).enumerate() {
            for (d, value) in row[at..at + arc].iter().enumerate() {
                transposed[d * columns + j] = *value;
            }
        }
        let (weights, bias) = self.weights.arc.split_at(arc * arc);
        let mut turned = vec![0.0; words * arc];
        let dependents = Rows { data: parts.get(stride + at + arc..).unwrap_or_default(), stride };
        let right = Rows { data: weights, stride: arc };
        kernels::product(self.isa, dependents, right, [words, arc, arc], &mut turned);
        for row in turned.chunks_exact_mut(arc) {
            add(row, bias);
        }
        let mut out = vec![0.0; words * columns];
        let left = Rows { data: &turned, stride: arc };
        let right = Rows { data: &transposed, stride: columns };
        kernels::product(self.isa, left, right, [words, arc, columns], &mut out);
        unpad(&out, columns, heads)
    }
}

impl Network for Mpnet {
    fn read(&self, sentences: &[Input]) -> Vec<Output> {
        let lengths: Vec<usize> = sentences.iter().map(|s| self.length(s)).collect();
        let shares = share(&lengths, self.threads);
        let work = |share: &[usize]| {
            let mut room = Room::default();
            let mut read = Vec::with_capacity(share.len());
            for chunk in chunks(share, &lengths) {
                let inputs: Vec<&Input> = chunk.iter().map(|&i| &sentences[i]).collect();
                read.extend(chunk.iter().copied().zip(self.read_chunk(&inputs, &mut room)));
            }
            read
        };
        let mut read: Vec<(usize, Output)> = std::thread::scope(|scope| {
            let (mine, others) = shares.split_first().expect("there is at least one share");
            let others: Vec<_> = others.iter().map(|share| scope.spawn(|| work(share))).collect();
            let mut read = work(mine);
            for other in others {
                read.extend(other.join().expect("reading a sentence does not panic"));
            }
            read
        });
        read.sort_by_key(|(index, _)| *index);
        read.into_iter().map(|(_, output)| output).collect()
    }

    fn labels(&self, output: &Output, heads: &[usize]) -> Matrix {
        let (part, labels) = (self.weights.shape.parts[3], self.weights.shape.labels);
        let words = heads.len().min(output.label_dependents.rows());
        let columns = labels.next_multiple_of(LANES);
        // Each word's head, with a further 1.
        let mut chosen = vec![1.0; words * (part + 1)];
        let last = output.label_heads.rows().saturating_sub(1);
        for (row, &head) in chosen.chunks_exact_mut(part + 1).zip(heads) {
            row[..part].copy_from_slice(output.label_heads.row(head.min(last)));
        }
        let left = Rows { data: &chosen, stride: part + 1 };
        let mut scores = vec![0.0; words * columns];
        let mut turned = vec![0.0; words * columns];
        for (i, weights) in self.weights.label.chunks_exact((part + 1) * columns).enumerate() {
            let right = Rows { data: weights, stride: columns };
            kernels::product(self.isa, left, right, [words, part + 1, columns], &mut turned);
            for (word, row) in scores.chunks_exact_mut(columns).enumerate() {
                let dependent = output.label_dependents.row(word).get(i).copied().unwrap_or(1.0);
                for (score, value) in row.iter_mut().zip(&turned[word * columns..]) {
                    *score += dependent * value;
                }
            }
        }
        unpad(&scores, columns, labels)
    }
}

/// What a thread writes to while it reads.
#[derive(Debug, Default)]
struct Room {
    wide: Vec<f32>,
    narrow: Vec<f32>,
    quantised: Quantised,
    attention: AttentionRoom,
}

/// Spreads sentences over threads, the longest first, each to the thread that
/// has the least to do; at least one share.
fn share(lengths: &[usize], threads: usize) -> Vec<Vec<usize>> {
    let mut order: Vec<usize> = (0..lengths.len()).collect();
    order.sort_by_key(|&i| std::cmp::Reverse(lengths[i]));
    let mut shares = vec![(0, Vec::new()); threads.min(lengths.len()).max(1)];
    for i in order {
        if let Some((sum, share)) = shares.iter_mut().min_by_key(|(sum, _)| *sum) {
            *sum += lengths[i];
            share.push(i);
        }
    }
    shares.into_iter().map(|(_, share)| share).collect()
}

/// Cuts a share into chunks of about equal size, none (but for a single
/// sentence) much greater than [`CHUNK`].
fn chunks<'a>(share: &'a [usize], lengths: &[usize]) -> Vec<&'a [usize]> {
    let total: usize = share.iter().map(|&i| lengths[i]).sum();
    let size = total.div_ceil(total.div_ceil(CHUNK).max(1));
    let (mut chunks, mut begin, mut pieces) = (Vec::new(), 0, 0);
    for (at, &i) in share.iter().enumerate() {
        if at > begin && pieces + lengths[i] / 2 > size {
            chunks.push(&share[begin..at]);
            (begin, pieces) = (at, 0);
        }
        pieces += lengths[i];
    }
    if begin < share.len() {
        chunks.push(&share[begin..]);
    }
    chunks
}

fn add(row: &mut [f32], other: &[f32]) {
    for (a, b) in row.iter_mut().zip(other) {
        *a += b;
    }
}

/// Drops the padding of rows.
fn unpad(data: &[f32], padded: usize, width: usize) -> Matrix {
    let data = data.chunks_exact(padded).flat_map(|row| &row[..width]).copied().collect();
    Matrix { width, data }
}
