//! The reader: MPNet's first layers over word pieces and heads for tags, names
//! and trees over words; `train/model.py` is the same in Python. A branch of further
//! layers, trained for meaning rather than grammar, may leave it half-way.
//!
//! MPNet: Song et al. 2020, <https://arxiv.org/abs/2004.09297>; the heads:
//! Dozat and Manning 2017, <https://arxiv.org/abs/1611.01734>.

use super::kernels::{self, Isa};
use super::rows::{AttentionRoom, Heads, Quantised, Rows};
use super::weights::{Branch, Dense, LANES, Layer, Linear, LoadError, Weights};
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
    branch: Option<Branch>,
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
        let isa = Isa::fastest();
        Ok(Self { weights, branch: None, isa, threads: threads.max(1), exact: false })
    }

    /// The same with a branch, from bytes as `train/relations_export.py` writes them:
    /// its rows are then the words' vectors ([`Output::hidden`]).
    pub fn with_branch(self, bytes: &'static [u8]) -> Result<Self, LoadError> {
        let branch = Some(Branch::parse(bytes, &self.weights.shape)?);
        Ok(Self { branch, ..self })
    }

    /// The same network without rounding between layers: many times slower, and
    /// comparable with the model in Python to within 1e-4. For checks.
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
        let mut branch = None;
        for (number, layer) in self.weights.layers.iter().enumerate() {
            branch = branch.or_else(|| self.branch_at(number, &lengths, &x, room));
            self.layer(layer, &lengths, &mut x, room);
        }
        let words = self.gather(sentences, &lengths, &x);
        let meant = branch.map_or_else(|| words.clone(), |x| self.gather(sentences, &lengths, &x));
        self.heads(sentences, &words, &meant, room)
    }

    /// The rows at the end of the branch, if it leaves before this layer.
    fn branch_at(
        &self,
        number: usize,
        lengths: &[usize],
        x: &[f32],
        room: &mut Room,
    ) -> Option<Vec<f32>> {
        let branch = self.branch.as_ref().filter(|branch| branch.leaves == number)?;
        let mut x = x.to_vec();
        for layer in &branch.layers {
            self.layer(layer, lengths, &mut x, room);
        }
        Some(x)
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
    fn gather(&self, sentences: &[&Input], lengths: &[usize], x: &[f32]) -> Vec<f32> {
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
        gathered
    }

    /// The scores of sentences with these rows, one for the root and one a word, at the
    /// end of the reader and of the branch.
    fn heads(
        &self,
        sentences: &[&Input],
        words: &[f32],
        meant: &[f32],
        room: &mut Room,
    ) -> Vec<Output> {
        let width = self.weights.shape.width;
        self.linear(words, &self.weights.fused, true, (&mut room.quantised, &mut room.wide));
        let (mut hidden, mut parts) = (meant, &room.wide[..]);
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

#[cfg(test)]
mod tests {
    use super::super::kernels::tests::{numbers, small};
    use super::super::weights::tests::{head, leak};
    use super::*;

    /// A header: version, vocabulary 50, two layers of width 128 and inner width 64.
    const HEADER: [u32; 15] = [1, 50, 128, 2, 64, 2, 24, 9, 3, 5, 7, 32, 32, 16, 32];

    /// Writes the sums of the weights of a layer behind the weights, which end at `end`.
    fn put_sums(file: &mut [u8], end: usize, inputs: usize, outputs: usize) {
        let mut sums = vec![0; outputs];
        for (at, byte) in file[end - inputs * outputs..end].iter().enumerate() {
            sums[at / (32 * inputs) * 32 + at / 4 % 32] += i32::from(byte.cast_signed());
        }
        let bytes: Vec<u8> = sums.iter().flat_map(|sum| sum.to_le_bytes()).collect();
        file[end.next_multiple_of(64)..][..bytes.len()].copy_from_slice(&bytes);
    }

    /// A small network with weights drawn at random.
    fn network(threads: usize) -> Mpnet {
        let mut next = numbers(6);
        let mut file = head(&[HEADER.as_slice(), &[1e-5_f32.to_bits()]].concat());
        let float = |n: u32| small(n).to_le_bytes();
        let tiny = |n: u32| (small(n) * 0.01).to_le_bytes();
        let byte = |n: u32| [n.to_le_bytes()[1], 0, 0, 0];
        // Half precision between 2^-4 and 2^-3, of either sign.
        let half = |n: u32| [n.to_le_bytes()[0], 0x2c | n.to_le_bytes()[1] & 0x83, 0, 0];
        let mut part = |count: usize, size: usize, write: &dyn Fn(u32) -> [u8; 4]| {
            file.resize(file.len().next_multiple_of(64), 0);
            file.extend((0..count).flat_map(|_| write(next())[..size].to_vec()));
            file.len()
        };
        part(50 * 64, 1, &byte);
        part(50 * 2, 2, &half);
        part(24 * 128, 2, &half);
        for count in [9 * 128, 128, 128, 2 * 47] {
            part(count, 4, &float);
        }
        let mut layers = Vec::new();
        let mut linear = |inputs: usize, outputs: usize, norm: usize| {
            layers.push((part(inputs * outputs, 1, &byte), inputs, outputs));
            part(outputs, 4, &float);
            part(outputs, 4, &tiny);
            part(outputs, 4, &float);
            for _ in 0..norm {
                part(128, 4, &float);
            }
        };
        for _ in 0..2 {
            linear(128, 384, 0);
            linear(128, 128, 2);
            linear(128, 64, 0);
            linear(64, 128, 2);
        }
        linear(128, 32 + 32 + 2 * 16 + 2 * 32, 0);
        for count in [32 * 16, 16, 32 * 16, 16, 17 * 16, 33 * 33 * 16] {
            part(count, 4, &float);
        }
        for (end, inputs, outputs) in layers {
            put_sums(&mut file, end, inputs, outputs);
        }
        Mpnet::from_bytes(leak(&file, 0), threads).unwrap()
    }

    fn sentences() -> Vec<Input> {
        let mut next = numbers(7);
        let mut sentence = |length: u32| Input {
            pieces: (0..length).map(|_| next() % 50).collect(),
            shapes: (0..length).map(|_| next().to_le_bytes()[1] % 9).collect(),
            first: (1..length).filter(|i| i % 3 != 0).collect(),
        };
        [3, 24, 9, 2, 17, 1, 20, 8].map(&mut sentence).to_vec()
    }

    fn bits(outputs: &[Output], labels: &[Matrix]) -> Vec<u32> {
        let parts = outputs.iter().flat_map(|o| {
            [&o.hidden, &o.tags, &o.names, &o.arcs, &o.label_heads, &o.label_dependents]
        });
        parts.chain(labels).flat_map(|m| &m.data).map(|v| v.to_bits()).collect()
    }

    fn everything(network: &Mpnet) -> Vec<u32> {
        let outputs = network.read(&sentences());
        let label = |o: &Output| network.labels(o, &vec![1; o.tags.rows()]);
        bits(&outputs, &outputs.iter().map(label).collect::<Vec<_>>())
    }

    #[test]
    fn threads_and_instruction_sets_change_no_bit() {
        let expected = everything(&network(1));
        // Computed once; a machine or a compiler that gives other bits is to be found out.
        let sum = expected.iter().fold(0_u64, |sum, &bits| sum.rotate_left(5) ^ u64::from(bits));
        assert_eq!(sum, 0x2a51_853c_a6ad_5b2f, "{sum:#x}");
        assert!(expected.iter().all(|&bits| f32::from_bits(bits).is_finite()));
        for threads in [0, 2, 3, 50] {
            assert!(everything(&network(threads)) == expected, "{threads} threads");
        }
        for isa in Isa::available() {
            assert!(everything(&Mpnet { isa, ..network(1) }) == expected, "{isa:?}");
        }
    }

    #[test]
    fn outputs_have_the_promised_shapes_and_order() {
        let inputs = sentences();
        let network = network(2);
        for (input, output) in inputs.iter().zip(network.read(&inputs)) {
            let words = input.first.len();
            let of = |m: &Matrix| (m.rows(), m.width);
            assert_eq!(of(&output.hidden), (words, 128));
            assert_eq!(of(&output.tags), (words, 3));
            assert_eq!(of(&output.names), (words, 5));
            assert_eq!(of(&output.arcs), (words, words + 1));
            assert_eq!(of(&output.label_heads), (words + 1, 32));
            assert_eq!(of(&output.label_dependents), (words, 32));
            assert_eq!(of(&network.labels(&output, &vec![0; words])), (words, 7));
        }
        assert!(network.read(&[]).is_empty());
    }

    #[test]
    fn rounding_between_layers_stays_small() {
        // Depth 1 of both: the tag scores of unrounded and rounded activations agree roughly.
        let (rounded, exact) = (network(1), network(1).with_exact_activations());
        let (a, b) = (rounded.read(&sentences()), exact.read(&sentences()));
        let pairs: Vec<(f32, f32)> = a
            .iter()
            .zip(&b)
            .flat_map(|(a, b)| a.hidden.data.iter().copied().zip(b.hidden.data.iter().copied()))
            .collect();
        let cosine = pairs.iter().map(|(a, b)| a * b).sum::<f32>()
            / pairs.iter().map(|(a, _)| a * a).sum::<f32>().sqrt()
            / pairs.iter().map(|(_, b)| b * b).sum::<f32>().sqrt();
        assert!(cosine > 0.9 && cosine < 1.0, "{cosine}");
    }

    #[test]
    fn odd_input_gives_odd_output_and_no_panic() {
        let network = network(1);
        let long =
            Input { pieces: vec![7; 999], shapes: vec![255; 3], first: vec![998, 1, u32::MAX] };
        let foreign = Input { pieces: vec![u32::MAX], shapes: Vec::new(), first: vec![0, 5] };
        let none = Input { first: vec![0, 1], ..Input::default() };
        for (input, words) in [(long, 3), (foreign, 2), (none, 2), (Input::default(), 0)] {
            let output = &network.read(std::slice::from_ref(&input))[0];
            assert_eq!((output.tags.rows(), output.arcs.width), (words, words + 1));
            assert_eq!(network.labels(output, &[usize::MAX, 1, 2, 3]).rows(), words);
        }
    }

    #[test]
    fn every_sentence_is_in_one_chunk_of_one_share() {
        let lengths: Vec<usize> = (0..60).map(|i| i * 37 % 90 + 1).collect();
        let mut seen: Vec<usize> = Vec::new();
        for share in share(&lengths, 3) {
            for chunk in chunks(&share, &lengths) {
                assert!(chunk.iter().map(|&i| lengths[i]).sum::<usize>() <= CHUNK + 90);
                seen.extend(chunk);
            }
        }
        seen.sort_unstable();
        assert!(seen.into_iter().eq(0..60));
    }
}
