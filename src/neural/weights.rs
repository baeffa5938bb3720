//! Weights from bytes, as `train/export.py` writes them.
//!
//! The large tables stay where they are, in the layout that the kernels read;
//! only small ones (biases, scales, norms) are copied.

/// The parts of the file begin at multiples of this many bytes.
const ALIGN: usize = 64;
const HEADER: usize = 128;
const MAGIC: &[u8; 8] = b"KGRAPHNN";
const VERSION: u32 = 1;
/// Values that share one scale in the table of word pieces.
pub(super) const GROUP: usize = 64;
/// Columns of the dense layers are padded to a multiple of this.
pub(super) const LANES: usize = 16;
/// Outputs in a panel of a [`Linear`] layer.
pub(super) const PANEL: usize = 32;

/// Why weights could not be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LoadError {
    /// The file is something else.
    #[error("these are no weights of kgraph: the first eight bytes are not KGRAPHNN")]
    Magic,
    /// Another version of the program wrote it.
    #[error(
        "the weights are of version {0}, this program reads version {VERSION}: export them again"
    )]
    Version(u32),
    /// The file ends too early.
    #[error("the weights end at byte {length}, but a part reaches to byte {needed}")]
    Truncated {
        /// Where the part in question ends.
        needed: usize,
        /// How long the file is.
        length: usize,
    },
    /// More follows than the header tells of.
    #[error("the weights should end at byte {0}, but go on")]
    TooLong(usize),
    /// The bytes do not begin at a multiple of 64 in memory.
    #[error("the weights lie unaligned in memory: embed them in a static of `align(64)`")]
    Unaligned,
    /// A shape that the kernels cannot work with.
    #[error("the weights have an impossible shape: {0}")]
    Shape(&'static str),
}

/// The numbers in the header.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Shape {
    pub(super) vocabulary: usize,
    pub(super) width: usize,
    pub(super) heads: usize,
    pub(super) inner: usize,
    pub(super) layers: usize,
    pub(super) positions: usize,
    pub(super) shapes: usize,
    pub(super) tags: usize,
    pub(super) names: usize,
    pub(super) labels: usize,
    /// Widths of the parts that feed the heads: tag, name, arc (twice), label (twice).
    pub(super) parts: [usize; 4],
    /// What layer norms add to a variance.
    pub(super) epsilon: f32,
}

impl Shape {
    /// Outputs of the layer that feeds all heads.
    pub(super) fn fused(&self) -> usize {
        let [tag, name, arc, label] = self.parts;
        tag + name + 2 * arc + 2 * label
    }

    fn check(&self) -> Result<(), LoadError> {
        let counts = [self.vocabulary, self.heads, self.layers, self.positions, self.shapes];
        let outputs = [self.tags, self.names, self.labels];
        if counts.iter().chain(&outputs).chain(&self.parts).any(|&n| n == 0 || n > 1 << 20) {
            return Err(LoadError::Shape("a count is zero or beyond reason"));
        }
        if !self.width.is_multiple_of(GROUP) || self.width == 0 || self.width > 1 << 14 {
            return Err(LoadError::Shape("the width must be a multiple of 64"));
        }
        if self.heads * super::mpnet::HEAD_WIDTH != self.width {
            return Err(LoadError::Shape("an attention head must be 64 wide"));
        }
        if !self.inner.is_multiple_of(PANEL) || self.inner == 0 || self.inner > 1 << 16 {
            return Err(LoadError::Shape("the inner width must be a multiple of 32"));
        }
        if self.parts.iter().any(|part| !part.is_multiple_of(LANES))
            || !self.fused().is_multiple_of(PANEL)
        {
            return Err(LoadError::Shape("the parts must fill lanes of 16 and panels of 32"));
        }
        Ok(())
    }
}

/// An 8-bit linear layer in panels of 32 outputs: for every four inputs, four
/// weights for each output.
#[derive(Debug)]
pub(super) struct Linear {
    pub(super) inputs: usize,
    pub(super) outputs: usize,
    /// Two's complement bytes, `outputs / 32` × `inputs / 4` × 32 × 4.
    pub(super) weights: &'static [u8],
    /// Each output's weights, summed: what a zero point of 1 would add.
    pub(super) sums: Vec<i32>,
    pub(super) scales: Vec<f32>,
    pub(super) bias: Vec<f32>,
}

/// Gain and bias of a layer norm.
#[derive(Debug)]
pub(super) struct Norm {
    pub(super) gain: Vec<f32>,
    pub(super) bias: Vec<f32>,
}

/// A full-precision layer: inputs in rows, columns padded to full lanes.
#[derive(Debug)]
pub(super) struct Dense {
    pub(super) columns: usize,
    pub(super) weights: Vec<f32>,
    pub(super) bias: Vec<f32>,
}

/// One transformer layer.
#[derive(Debug)]
pub(super) struct Layer {
    pub(super) qkv: Linear,
    pub(super) output: Linear,
    pub(super) attention_norm: Norm,
    pub(super) up: Linear,
    pub(super) down: Linear,
    pub(super) norm: Norm,
}

/// All weights of the reader.
#[derive(Debug)]
pub(super) struct Weights {
    pub(super) shape: Shape,
    /// Vocabulary × width, two 4-bit values a byte, the first in the low half.
    pieces: &'static [u8],
    /// Vocabulary × width / 64, half precision.
    scales: &'static [u8],
    /// Positions × width, half precision.
    positions: &'static [u8],
    /// Case classes × width.
    shapes: Vec<f32>,
    pub(super) norm: Norm,
    /// Attention heads × (2 × positions − 1), by key minus query.
    pub(super) relative: Vec<f32>,
    pub(super) layers: Vec<Layer>,
    pub(super) fused: Linear,
    pub(super) tag: Dense,
    pub(super) name: Dense,
    /// The last row takes part as if the dependent had a further 1.
    pub(super) arc: Vec<f32>,
    /// Dependent (+ 1) × head (+ 1) × labels, padded.
    pub(super) label: Vec<f32>,
}

impl Weights {
    pub(super) fn parse(bytes: &'static [u8]) -> Result<Self, LoadError> {
        let shape = header(bytes)?;
        shape.check()?;
        if !bytes.as_ptr().addr().is_multiple_of(ALIGN) {
            return Err(LoadError::Unaligned);
        }
        let mut parts = Parts { bytes, at: HEADER };
        let width = shape.width;
        let [tag, name, arc, label] = shape.parts;
        let weights = Self {
            shape,
            pieces: parts.take(&[shape.vocabulary, width / 2])?,
            scales: parts.take(&[shape.vocabulary, width / GROUP, 2])?,
            positions: parts.take(&[shape.positions, width, 2])?,
            shapes: parts.floats(&[shape.shapes, width])?,
            norm: parts.norm(width)?,
            relative: parts.floats(&[shape.heads, 2 * shape.positions - 1])?,
            layers: (0..shape.layers).map(|_| parts.layer(&shape)).collect::<Result<_, _>>()?,
            fused: parts.linear(width, shape.fused())?,
            tag: parts.dense(tag, shape.tags)?,
            name: parts.dense(name, shape.names)?,
            arc: parts.floats(&[arc + 1, arc])?,
            label: parts.floats(&[label + 1, label + 1, shape.labels.next_multiple_of(LANES)])?,
        };
        parts.end().map(|()| weights)
    }

    /// The sum of the three embeddings of a piece; numbers beyond the tables
    /// stand for their last rows.
    pub(super) fn embed(&self, piece: u32, shape: u8, position: usize, row: &mut [f32]) {
        let width = self.shape.width;
        let piece = (piece as usize).min(self.shape.vocabulary - 1);
        let position = position.min(self.shape.positions - 1);
        let case = usize::from(shape).min(self.shape.shapes - 1);
        let packed = &self.pieces[piece * width / 2..][..width / 2];
        let scales = &self.scales[piece * width / GROUP * 2..][..width / GROUP * 2];
        let positions = &self.positions[position * width * 2..][..width * 2];
        let cases = &self.shapes[case * width..][..width];
        for (i, value) in row.iter_mut().enumerate() {
            let group = i / GROUP;
            let scale = half([scales[2 * group], scales[2 * group + 1]]);
            let nibble = packed[i / 2] >> (i % 2 * 4) & 15;
            let at = half([positions[2 * i], positions[2 * i + 1]]);
            *value = (f32::from(nibble) - 8.0) * scale + at + cases[i];
        }
    }
}

fn header(bytes: &[u8]) -> Result<Shape, LoadError> {
    if bytes.len() < HEADER {
        let begins = bytes.len() >= MAGIC.len() && bytes.starts_with(MAGIC);
        let truncated = LoadError::Truncated { needed: HEADER, length: bytes.len() };
        return Err(if begins { truncated } else { LoadError::Magic });
    }
    if !bytes.starts_with(MAGIC) {
        return Err(LoadError::Magic);
    }
    let word = |i: usize| {
        let at = MAGIC.len() + 4 * i;
        u32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]])
    };
    if word(0) != VERSION {
        return Err(LoadError::Version(word(0)));
    }
    let count = |i: usize| word(i + 1) as usize;
    Ok(Shape {
        vocabulary: count(0),
        width: count(1),
        heads: count(2),
        inner: count(3),
        layers: count(4),
        positions: count(5),
        shapes: count(6),
        tags: count(7),
        names: count(8),
        labels: count(9),
        parts: [count(10), count(11), count(12), count(13)],
        epsilon: f32::from_bits(word(15)),
    })
}

/// Layers that leave the reader after some of its own.
#[derive(Debug)]
pub(super) struct Branch {
    /// How many of the reader's layers come before.
    pub(super) leaves: usize,
    pub(super) layers: Vec<Layer>,
}

impl Branch {
    /// Takes the layers from bytes; they have the reader's widths.
    pub(super) fn parse(bytes: &'static [u8], shape: &Shape) -> Result<Self, LoadError> {
        let (sizes, mut parts) = Parts::after_header(bytes, b"KGRAPHBR")?;
        let [leaves, layers, width, inner] = [sizes[0], sizes[1], sizes[2], sizes[3]];
        if [width, inner] != [shape.width, shape.inner] || leaves >= shape.layers || layers > 24 {
            return Err(LoadError::Shape("the branch does not fit the reader"));
        }
        let layers = (0..layers).map(|_| parts.layer(shape)).collect::<Result<_, _>>()?;
        parts.end().map(|()| Self { leaves, layers })
    }
}

/// The parts of the file, one after another.
pub(super) struct Parts {
    bytes: &'static [u8],
    at: usize,
}

impl Parts {
    /// The numbers of another file's header, and what follows it.
    pub(super) fn after_header(
        bytes: &'static [u8],
        magic: &[u8],
    ) -> Result<(Vec<usize>, Self), LoadError> {
        if !bytes.starts_with(magic) {
            return Err(LoadError::Magic);
        }
        let truncated = LoadError::Truncated { needed: HEADER, length: bytes.len() };
        let header = bytes.get(magic.len()..HEADER).ok_or(truncated)?;
        if !bytes.as_ptr().addr().is_multiple_of(ALIGN) {
            return Err(LoadError::Unaligned);
        }
        let word = |word: &[u8]| u32::from_le_bytes([word[0], word[1], word[2], word[3]]);
        let words: Vec<u32> = header.chunks_exact(4).map(word).collect();
        if words[0] != VERSION {
            return Err(LoadError::Version(words[0]));
        }
        let sizes = words[1..].iter().map(|word| *word as usize).collect();
        Ok((sizes, Self { bytes, at: HEADER }))
    }

    /// That nothing follows.
    pub(super) fn end(&self) -> Result<(), LoadError> {
        if self.at == self.bytes.len() { Ok(()) } else { Err(LoadError::TooLong(self.at)) }
    }

    fn take(&mut self, sizes: &[usize]) -> Result<&'static [u8], LoadError> {
        let start = self.at.next_multiple_of(ALIGN);
        let length = sizes.iter().fold(1usize, |all, &size| all.saturating_mul(size));
        let needed = start.saturating_add(length);
        let truncated = LoadError::Truncated { needed, length: self.bytes.len() };
        let part = self.bytes.get(start..needed).ok_or(truncated)?;
        self.at = needed;
        Ok(part)
    }

    fn words(
        &mut self,
        sizes: &[usize],
    ) -> Result<impl Iterator<Item = [u8; 4]> + use<>, LoadError> {
        let count = sizes.iter().fold(1usize, |all, &size| all.saturating_mul(size));
        Ok(self.take(&[count, 4])?.chunks_exact(4).map(|word| [word[0], word[1], word[2], word[3]]))
    }

    pub(super) fn floats(&mut self, sizes: &[usize]) -> Result<Vec<f32>, LoadError> {
        Ok(self.words(sizes)?.map(f32::from_le_bytes).collect())
    }

    pub(super) fn norm(&mut self, width: usize) -> Result<Norm, LoadError> {
        Ok(Norm { gain: self.floats(&[width])?, bias: self.floats(&[width])? })
    }

    pub(super) fn linear(&mut self, inputs: usize, outputs: usize) -> Result<Linear, LoadError> {
        Ok(Linear {
            inputs,
            outputs,
            weights: self.take(&[outputs, inputs])?,
            sums: self.words(&[outputs])?.map(i32::from_le_bytes).collect(),
            scales: self.floats(&[outputs])?,
            bias: self.floats(&[outputs])?,
        })
    }

    fn dense(&mut self, inputs: usize, outputs: usize) -> Result<Dense, LoadError> {
        let columns = outputs.next_multiple_of(LANES);
        let weights = self.floats(&[inputs, columns])?;
        Ok(Dense { columns, weights, bias: self.floats(&[columns])? })
    }

    fn layer(&mut self, shape: &Shape) -> Result<Layer, LoadError> {
        Ok(Layer {
            qkv: self.linear(shape.width, 3 * shape.width)?,
            output: self.linear(shape.width, shape.width)?,
            attention_norm: self.norm(shape.width)?,
            up: self.linear(shape.width, shape.inner)?,
            down: self.linear(shape.inner, shape.width)?,
            norm: self.norm(shape.width)?,
        })
    }
}

/// A half-precision number (IEEE 754 binary16), little endian; infinities and
/// NaN do not occur in weights and come out as large numbers.
fn half(bytes: [u8; 2]) -> f32 {
    let bits = u32::from(u16::from_le_bytes(bytes));
    let sign = (bits & 0x8000) << 16;
    // Read as a single-precision number of tiny exponent; multiplying by 2^112
    // corrects the exponent exactly, also for subnormal numbers.
    let magnitude = f32::from_bits((bits & 0x7fff) << 13) * f32::from_bits((127 + 112) << 23);
    f32::from_bits(magnitude.to_bits() | sign)
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    pub(in crate::neural) fn leak(bytes: &[u8], shift: usize) -> &'static [u8] {
        let room = Vec::leak(vec![0; bytes.len() + 2 * ALIGN]);
        let start = room.as_ptr().addr().next_multiple_of(ALIGN) - room.as_ptr().addr() + shift;
        let part = &mut room[start..start + bytes.len()];
        part.copy_from_slice(bytes);
        part
    }

    pub(in crate::neural) fn head(words: &[u32]) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        bytes.extend(words.iter().flat_map(|word| word.to_le_bytes()));
        bytes.resize(HEADER, 0);
        bytes
    }

    const SMALL: [u32; 15] = [VERSION, 5, 64, 1, 64, 1, 8, 9, 3, 3, 3, 16, 16, 16, 16];

    fn error(bytes: &[u8], shift: usize) -> LoadError {
        Weights::parse(leak(bytes, shift)).unwrap_err()
    }

    #[test]
    fn reads_half_precision_as_the_standard_says() {
        let cases = [
            (0x3c00, 1.0),
            (0xc000, -2.0),
            (0x7bff, 65504.0),
            (0x0001, 2.0_f32.powi(-24)),
            (0x0400, 2.0_f32.powi(-14)),
            (0x3555, 0.333_251_95),
        ];
        for (bits, value) in cases {
            assert_eq!(half(u16::to_le_bytes(bits)).to_bits(), f32::to_bits(value), "{bits:04x}");
        }
        assert_eq!(half([0, 0x80]).to_bits(), (-0.0_f32).to_bits());
    }

    #[test]
    fn says_what_is_wrong_with_weights() {
        assert_eq!(error(b"", 0), LoadError::Magic);
        assert_eq!(error(b"PK\x03\x04 is a zip file", 0), LoadError::Magic);
        assert_eq!(error(MAGIC, 0), LoadError::Truncated { needed: HEADER, length: 8 });
        assert_eq!(error(&head(&[7]), 0), LoadError::Version(7));
        assert_eq!(error(&head(&SMALL), 4), LoadError::Unaligned);
        let needed = HEADER + 5 * 32;
        assert_eq!(error(&head(&SMALL), 0), LoadError::Truncated { needed, length: HEADER });
        assert!(matches!(error(&head(&[VERSION; 15]), 0), LoadError::Shape(_)));
        let huge = [VERSION, 1 << 20, 1 << 14, 1 << 8, 1 << 16, 1, 8, 9, 3, 3, 3, 16, 16, 16, 16];
        assert!(matches!(error(&head(&huge), 0), LoadError::Truncated { .. }));
    }

    #[test]
    fn refuses_bytes_after_the_last_part() {
        let mut bytes = head(&SMALL);
        while let Err(LoadError::Truncated { needed, .. }) = Weights::parse(leak(&bytes, 0)) {
            bytes.resize(needed, 0);
        }
        assert!(Weights::parse(leak(&bytes, 0)).is_ok());
        let end = bytes.len();
        bytes.push(0);
        assert_eq!(error(&bytes, 0), LoadError::TooLong(end));
    }
}
