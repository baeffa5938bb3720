//! Numbers in, numbers out: the one seam behind which weights live.

mod kernels;
mod mpnet;
mod pairs;
mod rows;
mod weights;

pub use mpnet::Mpnet;
pub use pairs::{Pair, PairInput, PairSpan, Pairs, probability};
pub use weights::LoadError;

/// A sentence as the network reads it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Input {
    /// Word pieces, with the start and end marks.
    pub pieces: Vec<u32>,
    /// The case class of each piece's word; same length as `pieces`.
    pub shapes: Vec<u8>,
    /// Position in `pieces` of each word's first piece.
    pub first: Vec<u32>,
}

/// Rows of equal width, one after another.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Matrix {
    /// Numbers in a row.
    pub width: usize,
    /// All rows.
    pub data: Vec<f32>,
}

/// What the network says of one sentence of `w` words.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Output {
    /// `w` × hidden width: each word's vector, of the branch if there is one.
    pub hidden: Matrix,
    /// `w` × tags: scores (logits).
    pub tags: Matrix,
    /// `w` × name labels: scores.
    pub names: Matrix,
    /// `w` × (`w` + 1): scores of each head for each word; column 0 is the root.
    pub arcs: Matrix,
    /// (`w` + 1) × part: the label head's view of each word as a head; row 0 is the root.
    pub label_heads: Matrix,
    /// `w` × part: its view of each word as a dependent.
    pub label_dependents: Matrix,
}

/// A network that reads sentences.
pub trait Network: Send + Sync {
    /// Reads sentences, each by itself; one output an input, in order.
    fn read(&self, sentences: &[Input]) -> Vec<Output>;

    /// Scores of the dependency labels for the chosen heads (0 is the root, `i`
    /// the word `i - 1`): `w` × labels.
    fn labels(&self, output: &Output, heads: &[usize]) -> Matrix;
}

impl Matrix {
    /// The row of that index.
    pub fn row(&self, index: usize) -> &[f32] {
        &self.data[index * self.width..(index + 1) * self.width]
    }

    /// How many rows there are.
    pub fn rows(&self) -> usize {
        self.data.len().checked_div(self.width).unwrap_or(0)
    }
}
