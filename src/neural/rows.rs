//! Arithmetic on rows of numbers, the same to the last bit on every machine.
//!
//! Everything here is multiplication, addition, division and square root, which
//! IEEE 754 defines exactly, in an order that the source fixes: sums run in 16
//! lanes that are folded in one way, whatever the width of the registers.
//! `f32::exp` and fused multiply-add would differ between machines and are not
//! used. All functions are inlined into `kernels.rs`, which compiles them for
//! each instruction set.

#![allow(
    clippy::inline_always,
    reason = "only what is inlined is compiled for the caller's instruction set"
)]
#![allow(clippy::needless_range_loop, reason = "loops over lanes are plainest with an index")]

use super::weights::{LANES, Linear, Norm, PANEL};

/// Rows of 8-bit numbers: `(value - zero) * scale`, one scale and zero a row.
#[derive(Debug, Default)]
pub(super) struct Quantised {
    pub(super) width: usize,
    pub(super) values: Vec<u8>,
    pub(super) scales: Vec<f32>,
    /// Within 0..=255.
    pub(super) zeros: Vec<i32>,
}

/// Rows within a larger matrix: `stride` numbers from one row to the next.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rows<'a> {
    pub(super) data: &'a [f32],
    pub(super) stride: usize,
}

/// What attention needs besides queries, keys and values.
#[derive(Clone, Copy, Debug)]
pub(super) struct Heads<'a> {
    /// Heads × (2 × positions − 1): bias by key minus query.
    pub(super) relative: &'a [f32],
    pub(super) count: usize,
    /// Width of one head.
    pub(super) width: usize,
}

/// Room for one head's attention.
#[derive(Debug, Default)]
pub(super) struct AttentionRoom {
    keys: Vec<f32>,
    scores: Vec<f32>,
}

/// Folds 16 lanes into one number, always in the same tree.
#[inline(always)]
fn fold(mut lanes: [f32; LANES], f: impl Fn(f32, f32) -> f32) -> f32 {
    let mut half = LANES / 2;
    while half > 0 {
        for i in 0..half {
            lanes[i] = f(lanes[i], lanes[i + half]);
        }
        half /= 2;
    }
    lanes[0]
}

/// The sum of `f` over a row whose length is a multiple of 16.
#[inline(always)]
fn sum(row: &[f32], f: impl Fn(f32) -> f32) -> f32 {
    let mut lanes = [0.0; LANES];
    for part in row.chunks_exact(LANES) {
        for i in 0..LANES {
            lanes[i] += f(part[i]);
        }
    }
    fold(lanes, |a, b| a + b)
}

/// The greater; unlike `f32::max` one instruction, as NaN need not be looked for.
#[inline(always)]
fn greater(a: f32, b: f32) -> f32 {
    if a > b { a } else { b }
}

#[inline(always)]
fn lesser(a: f32, b: f32) -> f32 {
    if a < b { a } else { b }
}

/// eˣ for `x <= 88` within two units in the last place; below -87 it is
/// that of -87, which no sum notices.
#[inline(always)]
pub(super) fn exp(x: f32) -> f32 {
    // Adding 1.5 * 2^23 rounds to the nearest whole number.
    const ROUND: f32 = 12_582_912.0;
    let x = greater(x, -87.0);
    let shifted = x * std::f32::consts::LOG2_E + ROUND;
    let n = shifted - ROUND;
    // ln 2 in two parts, so that n times the first is exact.
    let r = x - n * 0.693_359_4 - n * -2.121_944_4e-4;
    let mut p = 1.987_569_1e-4;
    for c in [1.398_199_9e-3, 8.333_452e-3, 4.166_579_6e-2, 1.666_666_5e-1, 0.5] {
        p = p * r + c;
    }
    let power = p * (r * r) + r + 1.0;
    // The low bits of `shifted` are n: they go where the exponent is.
    power * f32::from_bits((shifted.to_bits() << 23).wrapping_add(127 << 23))
}

/// The error function within 4e-7: a Chebyshev fit to erf(u) / u in u², which
/// is 1 in single precision from 3.92 on.
#[inline(always)]
pub(super) fn erf(u: f32) -> f32 {
    const END: f32 = 3.92;
    const TERMS: [f32; 14] = [
        -0.004_489_639_3,
        0.003_156_384_5,
        -0.003_132_566_6,
        0.012_556_089,
        -0.023_357_82,
        0.030_790_187,
        -0.042_104_244,
        0.058_027_18,
        -0.074_289_75,
        0.090_655_92,
        -0.109_155_24,
        0.134_081_05,
        -0.180_109_25,
        0.360_736_85,
    ];
    let u = lesser(greater(u, -END), END);
    let s = u * u * 0.130_154_1 - 1.0;
    let mut p = 0.001_736_880_7;
    for term in TERMS {
        p = p * s + term;
    }
    p * u
}

/// The Gaussian error linear unit, in its exact form.
#[inline(always)]
pub(super) fn gelu(x: f32) -> f32 {
    let half = 0.5 * x;
    half * erf(x * std::f32::consts::FRAC_1_SQRT_2) + half
}

/// Layer norm of each row, in place.
#[inline(always)]
pub(super) fn normalise(x: &mut [f32], norm: &Norm, epsilon: f32) {
    let width = norm.gain.len();
    let share = 1.0 / to_float(width);
    for row in x.chunks_exact_mut(width) {
        let mean = sum(row, |v| v) * share;
        let variance = sum(row, |v| (v - mean) * (v - mean)) * share;
        let factor = 1.0 / (variance + epsilon).sqrt();
        for ((v, gain), bias) in row.iter_mut().zip(&norm.gain).zip(&norm.bias) {
            *v = (*v - mean) * factor * gain + bias;
        }
    }
}

/// Adds `y` to `x`, then layer norm.
#[inline(always)]
pub(super) fn add_and_normalise(x: &mut [f32], y: &[f32], norm: &Norm, epsilon: f32) {
    for (a, b) in x.iter_mut().zip(y) {
        *a += b;
    }
    normalise(x, norm, epsilon);
}

/// Rounds rows to 8 bits, from their least (at most 0) to their greatest value
/// (at least 0). `model.fake_activation` in `train/` is this with divisions.
#[inline(always)]
pub(super) fn quantise(x: &[f32], width: usize, out: &mut Quantised) {
    // Adding 2^23 to a number below 2^22 rounds it to a whole number, half to
    // even, which then stands in the low bits.
    const ROUND: f32 = 8_388_608.0;
    let count = x.len() / width;
    out.width = width;
    out.values.resize(count * width, 0);
    out.scales.resize(count, 0.0);
    out.zeros.resize(count, 0);
    for (i, (row, bytes)) in
        x.chunks_exact(width).zip(out.values.chunks_exact_mut(width)).enumerate()
    {
        let (mut low, mut high) = ([0.0; LANES], [0.0; LANES]);
        for part in row.chunks_exact(LANES) {
            for j in 0..LANES {
                low[j] = lesser(part[j], low[j]);
                high[j] = greater(part[j], high[j]);
            }
        }
        let (low, high) = (fold(low, lesser), fold(high, greater));
        let scale = greater((high - low) * (1.0 / 255.0), 1e-20);
        let factor = 1.0 / scale;
        let zero = lesser(-low * factor, 255.0) + ROUND;
        let offset = zero - ROUND;
        for (byte, v) in bytes.iter_mut().zip(row) {
            let v = lesser(greater(v * factor + offset, 0.0), 255.0) + ROUND;
            *byte = v.to_bits().to_le_bytes()[0];
        }
        out.scales[i] = scale;
        out.zeros[i] = i32::from(zero.to_bits().to_le_bytes()[0]);
    }
}

/// A matrix product: `out[i][j]` = Σ `left[i][k]` · `right[k][j]`, summed in
/// the order of k. Sizes are rows, depth and columns, the last a multiple of 16;
/// rows of `out` are `stride` apart.
#[inline(always)]
pub(super) fn product(left: Rows, right: Rows, sizes: [usize; 3], out: &mut [f32], stride: usize) {
    let [rows, depth, columns] = sizes;
    let mut row = 0;
    while row < rows {
        let part = Rows { data: &left.data[row * left.stride..], ..left };
        let height = match rows - row {
            1 => 1,
            2 | 3 => 2,
            _ => 4,
        };
        for column in (0..columns).step_by(LANES) {
            let right = Rows { data: &right.data[column..], ..right };
            let out = &mut out[row * stride + column..];
            match height {
                1 => block::<1>(part, right, depth, out, stride),
                2 => block::<2>(part, right, depth, out, stride),
                _ => block::<4>(part, right, depth, out, stride),
            }
        }
        row += height;
    }
}

/// `N` rows times 16 columns.
#[inline(always)]
fn block<const N: usize>(left: Rows, right: Rows, depth: usize, out: &mut [f32], stride: usize) {
    let rows: [&[f32]; N] = std::array::from_fn(|i| &left.data[i * left.stride..][..depth]);
    let mut lanes = [[0.0_f32; LANES]; N];
    for k in 0..depth {
        let factors = &right.data[k * right.stride..][..LANES];
        for i in 0..N {
            let x = rows[i][k];
            for j in 0..LANES {
                lanes[i][j] += x * factors[j];
            }
        }
    }
    for (i, lanes) in lanes.iter().enumerate() {
        out[i * stride..][..LANES].copy_from_slice(lanes);
    }
}

/// Self-attention within one sentence. `qkv` is pieces × 3 widths (queries,
/// keys, values), `out` pieces × width.
#[inline(always)]
pub(super) fn attend(qkv: &[f32], heads: Heads, room: &mut AttentionRoom, out: &mut [f32]) {
    let (width, stride) = (heads.count * heads.width, 3 * heads.count * heads.width);
    let pieces = qkv.len() / stride;
    let padded = pieces.next_multiple_of(LANES);
    let reach = heads.relative.len() / heads.count;
    let AttentionRoom { keys, scores } = room;
    keys.clear();
    keys.resize(heads.width * padded, 0.0);
    scores.clear();
    scores.resize(pieces * padded, 0.0);
    for head in 0..heads.count {
        let at = head * heads.width;
        for (j, row) in qkv.chunks_exact(stride).enumerate() {
            for (d, key) in row[width + at..][..heads.width].iter().enumerate() {
                keys[d * padded + j] = *key;
            }
        }
        let queries = Rows { data: &qkv[at..], stride };
        let transposed = Rows { data: &*keys, stride: padded };
        product(queries, transposed, [pieces, heads.width, padded], scores, padded);
        let relative = &heads.relative[head * reach..][..reach];
        let values = Rows { data: &qkv[2 * width + at..], stride };
        for (i, row) in scores.chunks_exact_mut(padded).enumerate() {
            softmax(row, &relative[reach / 2 - i..], pieces);
        }
        let weights = Rows { data: &*scores, stride: padded };
        product(weights, values, [pieces, pieces, heads.width], &mut out[at..], width);
    }
}

/// Turns the products of query and keys into weights that sum to 1; what lies
/// beyond the last piece is padding.
#[inline(always)]
fn softmax(row: &mut [f32], bias: &[f32], pieces: usize) {
    // Queries are not scaled beforehand; 1 / √64 is a power of two, so this is exact.
    for (score, bias) in row.iter_mut().zip(bias) {
        *score = *score * 0.125 + bias;
    }
    row[pieces..].fill(f32::MIN);
    let mut lanes = [f32::MIN; LANES];
    for part in row.chunks_exact(LANES) {
        for j in 0..LANES {
            lanes[j] = greater(part[j], lanes[j]);
        }
    }
    let most = fold(lanes, greater);
    for score in row.iter_mut() {
        *score = exp(*score - most);
    }
    row[pieces..].fill(0.0);
    let share = 1.0 / sum(row, |v| v);
    for weight in row.iter_mut() {
        *weight *= share;
    }
}

/// From whole-number products to numbers: takes the zero points out, scales,
/// adds the bias and, if asked, applies GELU. `column` is the panel's first output.
#[inline(always)]
pub(super) fn finish<const N: usize>(
    sums: &[[i32; PANEL]; N],
    rows: (&[f32], &[i32]),
    layer: (&Linear, usize),
    with_gelu: bool,
    out: &mut [f32],
) {
    let (layer, column) = layer;
    let weight_sums = &layer.sums[column..][..PANEL];
    let scales = &layer.scales[column..][..PANEL];
    let bias = &layer.bias[column..][..PANEL];
    for i in 0..N {
        let (scale, zero) = (rows.0[i], rows.1[i]);
        let out = &mut out[i * layer.outputs + column..][..PANEL];
        for j in 0..PANEL {
            let whole = sums[i][j].wrapping_sub(zero.wrapping_mul(weight_sums[j]));
            #[expect(
                clippy::cast_precision_loss,
                reason = "the conversion rounds, everywhere alike"
            )]
            let v = whole as f32 * scale * scales[j] + bias[j];
            out[j] = v;
        }
        if with_gelu {
            for v in out {
                *v = gelu(*v);
            }
        }
    }
}

/// A linear layer over activations that are not rounded; slow, for checks only.
#[inline(always)]
pub(super) fn exact_linear(x: &[f32], layer: &Linear, with_gelu: bool, out: &mut [f32]) {
    for (row, out) in x.chunks_exact(layer.inputs).zip(out.chunks_exact_mut(layer.outputs)) {
        for (panel, out) in out.chunks_exact_mut(PANEL).enumerate() {
            let weights = &layer.weights[panel * PANEL * layer.inputs..][..PANEL * layer.inputs];
            let mut lanes = [0.0_f32; PANEL];
            for (x, weights) in row.chunks_exact(4).zip(weights.chunks_exact(4 * PANEL)) {
                for j in 0..PANEL {
                    let w = |k: usize| f32::from(weights[4 * j + k].cast_signed());
                    lanes[j] += x[0] * w(0) + x[1] * w(1) + x[2] * w(2) + x[3] * w(3);
                }
            }
            for (j, v) in out.iter_mut().enumerate() {
                let column = panel * PANEL + j;
                *v = lanes[j] * layer.scales[column] + layer.bias[column];
                *v = if with_gelu { gelu(*v) } else { *v };
            }
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "widths are far below 2^24")]
fn to_float(n: usize) -> f32 {
    n as f32
}

#[cfg(test)]
#[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, reason = "small numbers")]
mod tests {
    use super::*;

    #[test]
    fn exp_is_right_to_a_few_units_in_the_last_place() {
        for i in -8600..=880 {
            let x = i as f32 * 0.01;
            let (ours, true_value) = (f64::from(exp(x)), f64::from(x).exp());
            assert!((ours / true_value - 1.0).abs() < 3e-7, "exp({x}) = {ours}, not {true_value}");
        }
        assert_eq!(exp(0.0).to_bits(), 1.0_f32.to_bits());
        assert_eq!(exp(-1e30).to_bits(), exp(-87.0).to_bits());
    }

    #[test]
    fn erf_matches_tabled_values() {
        let table = [
            (0.0, 0.0),
            (0.1, 0.112_462_916),
            (0.5, 0.520_499_878),
            (1.0, 0.842_700_793),
            (1.5, 0.966_105_146),
            (2.0, 0.995_322_265),
            (2.5, 0.999_593_048),
            (3.0, 0.999_977_910),
            (3.5, 0.999_999_257),
            (9.0, 1.0),
        ];
        for (x, y) in table {
            assert!((f64::from(erf(x)) - y).abs() < 4e-7, "erf({x}) = {}", erf(x));
            assert_eq!(erf(-x).to_bits(), (-erf(x)).to_bits());
        }
    }

    #[test]
    fn gelu_matches_known_values_and_its_limits() {
        for (x, y) in [(0.0, 0.0), (1.0, 0.841_344_7), (-1.0, -0.158_655_26), (-0.5, -0.154_268_77)]
        {
            assert!((gelu(x) - y).abs() < 4e-7, "gelu({x}) = {}", gelu(x));
        }
        assert_eq!(gelu(100.0).to_bits(), 100.0_f32.to_bits());
        assert_eq!(gelu(-100.0).abs().to_bits(), 0.0_f32.to_bits());
    }

    #[test]
    fn layer_norm_leaves_mean_zero_and_variance_one() {
        let norm = Norm { gain: vec![1.0; 64], bias: vec![0.0; 64] };
        let mut x: Vec<f32> = (0..128).map(|i| (i * i % 37) as f32).collect();
        normalise(&mut x, &norm, 1e-5);
        for row in x.chunks_exact(64) {
            let mean = row.iter().sum::<f32>() / 64.0;
            let variance = row.iter().map(|v| v * v).sum::<f32>() / 64.0;
            assert!(mean.abs() < 1e-6 && (variance - 1.0).abs() < 1e-5, "{mean} {variance}");
        }
    }

    #[test]
    fn quantised_rows_are_within_half_a_step() {
        let rows: [fn(i32) -> f32; 4] = [
            |i| (i * 31 % 64) as f32 * 0.1 - 2.0,
            |i| i as f32 + 1.0,
            |i| -1.0 - i as f32,
            |_| 0.0,
        ];
        for f in rows {
            let x: Vec<f32> = (0..64).map(f).collect();
            let mut q = Quantised::default();
            quantise(&x, 64, &mut q);
            for (v, byte) in x.iter().zip(&q.values) {
                let back = (i32::from(*byte) - q.zeros[0]) as f32 * q.scales[0];
                // The zero point is rounded too, so the ends may be half a step further off.
                assert!((back - v).abs() <= q.scales[0] * 1.001, "{v} became {back}");
            }
        }
    }

    #[test]
    fn products_are_those_of_the_school_book() {
        let [rows, depth, columns] = [8, 5, 32];
        let a: Vec<f32> = (0..rows * depth).map(|i| (i * 7 % 11) as f32 - 5.0).collect();
        let b: Vec<f32> = (0..depth * columns).map(|i| (i * 5 % 13) as f32 - 6.0).collect();
        let mut out = vec![0.0; rows * columns];
        let (left, right) = (Rows { data: &a, stride: depth }, Rows { data: &b, stride: columns });
        product(left, right, [rows, depth, columns], &mut out, columns);
        for i in 0..rows {
            for j in 0..columns {
                let expected: f32 = (0..depth).map(|k| a[i * depth + k] * b[k * columns + j]).sum();
                assert_eq!(out[i * columns + j] as i32, expected as i32);
            }
        }
    }

    #[test]
    fn attention_with_equal_scores_takes_the_mean_of_the_values() {
        let (pieces, width) = (3, 64);
        let mut qkv = vec![0.0; pieces * 3 * width];
        for (j, row) in qkv.chunks_exact_mut(3 * width).enumerate() {
            row[2 * width..].fill(j as f32);
        }
        let relative = [0.0; 2 * 512 - 1];
        let heads = Heads { relative: &relative, count: 1, width };
        let mut out = vec![9.0; pieces * width];
        attend(&qkv, heads, &mut AttentionRoom::default(), &mut out);
        assert!(out.iter().all(|v| (v - 1.0).abs() < 1e-6), "{out:?}");
    }
}
