//! The loops in which the time goes, for each instruction set: the only file
//! with unsafe code.
//!
//! The 8-bit products are summed as whole numbers, exactly, so that every
//! instruction set gives the same bits. What follows them is the plain code of
//! `rows.rs`, compiled once for each set: the compiler neither fuses nor
//! reorders what it says.

#![allow(unsafe_code, reason = "instruction sets are chosen at run time")]

use super::rows::{self, AttentionRoom, Heads, Quantised, Rows};
use super::weights::{Linear, Norm, PANEL};

/// An instruction set that this machine has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Isa(Set);

// Private, so that nobody makes an `Isa` without asking the machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Set {
    #[cfg(target_arch = "x86_64")]
    Avx512,
    #[cfg(target_arch = "x86_64")]
    Avx2,
    Portable,
}

impl Isa {
    /// All that this machine has, the fastest first.
    pub(super) fn available() -> Vec<Self> {
        let mut sets = Vec::new();
        #[cfg(target_arch = "x86_64")]
        {
            if is_x86_feature_detected!("avx512f")
                && is_x86_feature_detected!("avx512bw")
                && is_x86_feature_detected!("avx512vl")
                && is_x86_feature_detected!("avx512dq")
                && is_x86_feature_detected!("avx512vnni")
            {
                sets.push(Self(Set::Avx512));
            }
            if is_x86_feature_detected!("avx2") {
                sets.push(Self(Set::Avx2));
            }
        }
        sets.push(Self(Set::Portable));
        sets
    }

    /// The fastest that this machine has.
    pub(super) fn fastest() -> Self {
        Self::available()[0]
    }
}

/// Compiles a function of `rows.rs` for each instruction set; the result takes
/// the set to use as a further argument.
macro_rules! for_each_isa {
    ($($name:ident($($arg:ident: $type:ty),*);)*) => {$(
        pub(super) fn $name(isa: Isa, $($arg: $type),*) {
            #[cfg(target_arch = "x86_64")]
            #[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512dq")]
            fn avx512($($arg: $type),*) {
                rows::$name($($arg),*);
            }
            #[cfg(target_arch = "x86_64")]
            #[target_feature(enable = "avx2")]
            fn avx2($($arg: $type),*) {
                rows::$name($($arg),*);
            }
            match isa.0 {
                // SAFETY: an `Isa` is only made on a machine that has the set.
                #[cfg(target_arch = "x86_64")]
                Set::Avx512 => unsafe { avx512($($arg),*) },
                // SAFETY: as above.
                #[cfg(target_arch = "x86_64")]
                Set::Avx2 => unsafe { avx2($($arg),*) },
                Set::Portable => rows::$name($($arg),*),
            }
        }
    )*};
}

for_each_isa! {
    normalise(x: &mut [f32], norm: &Norm, epsilon: f32);
    add_and_normalise(x: &mut [f32], y: &[f32], norm: &Norm, epsilon: f32);
    quantise(x: &[f32], width: usize, out: &mut Quantised);
    attend(qkv: &[f32], heads: Heads, room: &mut AttentionRoom, out: &mut [f32]);
    exact_linear(x: &[f32], layer: &Linear, with_gelu: bool, out: &mut [f32]);
}

/// `rows::product`, compiled for each instruction set.
pub(super) fn product(isa: Isa, left: Rows, right: Rows, sizes: [usize; 3], out: &mut [f32]) {
    #[cfg(target_arch = "x86_64")]
    #[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512dq")]
    fn avx512(left: Rows, right: Rows, sizes: [usize; 3], out: &mut [f32]) {
        rows::product(left, right, sizes, out, sizes[2]);
    }
    #[cfg(target_arch = "x86_64")]
    #[target_feature(enable = "avx2")]
    fn avx2(left: Rows, right: Rows, sizes: [usize; 3], out: &mut [f32]) {
        rows::product(left, right, sizes, out, sizes[2]);
    }
    match isa.0 {
        // SAFETY: an `Isa` is only made on a machine that has the set.
        #[cfg(target_arch = "x86_64")]
        Set::Avx512 => unsafe { avx512(left, right, sizes, out) },
        // SAFETY: as above.
        #[cfg(target_arch = "x86_64")]
        Set::Avx2 => unsafe { avx2(left, right, sizes, out) },
        Set::Portable => rows::product(left, right, sizes, out, sizes[2]),
    }
}

/// Goes through all panels of a layer and, for each, through the rows in tiles
/// of the given heights, the greatest first.
macro_rules! tiles {
    ($x:expr, $layer:expr, $gelu:expr, $out:expr, $tile:ident, [$($height:literal),*]) => {{
        let (depth, count) = ($layer.inputs, $x.scales.len());
        for (index, panel) in $layer.weights.chunks_exact(PANEL * depth).enumerate() {
            let mut row = 0;
            $(
                while count - row >= $height {
                    let values = &$x.values[row * depth..][..$height * depth];
                    let sums = $tile::<$height>(values, panel);
                    let scaling = (&$x.scales[row..], &$x.zeros[row..]);
                    let out = &mut $out[row * $layer.outputs..];
                    rows::finish(&sums, scaling, ($layer, index * PANEL), $gelu, out);
                    row += $height;
                }
            )*
        }
    }};
}

/// A linear layer over 8-bit rows: `out` is rows × outputs, after GELU if asked.
pub(super) fn linear(isa: Isa, x: &Quantised, layer: &Linear, with_gelu: bool, out: &mut [f32]) {
    let count = x.scales.len();
    assert!(x.width == layer.inputs && x.values.len() == count * x.width && x.zeros.len() == count);
    assert!(layer.inputs.is_multiple_of(4) && layer.outputs.is_multiple_of(PANEL));
    assert!(layer.weights.len() == layer.inputs * layer.outputs);
    assert!(out.len() == count * layer.outputs);
    match isa.0 {
        // SAFETY: an `Isa` is only made on a machine that has the set.
        #[cfg(target_arch = "x86_64")]
        Set::Avx512 => unsafe { linear_avx512(x, layer, with_gelu, out) },
        // SAFETY: as above.
        #[cfg(target_arch = "x86_64")]
        Set::Avx2 => unsafe { linear_avx2(x, layer, with_gelu, out) },
        Set::Portable => tiles!(x, layer, with_gelu, out, tile_portable, [64, 8, 1]),
    }
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512dq,avx512vnni")]
fn linear_avx512(x: &Quantised, layer: &Linear, with_gelu: bool, out: &mut [f32]) {
    tiles!(x, layer, with_gelu, out, tile_avx512, [12, 4, 1]);
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2")]
fn linear_avx2(x: &Quantised, layer: &Linear, with_gelu: bool, out: &mut [f32]) {
    tiles!(x, layer, with_gelu, out, tile_avx2, [2, 1]);
}

/// `N` rows of bytes times one panel. Plain scalar products over 16-bit weights,
/// which compilers make vectors of everywhere; the weights are put in order first.
fn tile_portable<const N: usize>(values: &[u8], panel: &[u8]) -> [[i32; PANEL]; N] {
    let depth = values.len() / N;
    let mut weights = vec![0_i16; PANEL * depth];
    for (k, group) in panel.chunks_exact(4 * PANEL).enumerate() {
        for (output, four) in group.chunks_exact(4).enumerate() {
            let to = &mut weights[output * depth + 4 * k..][..4];
            to.iter_mut().zip(four).for_each(|(to, byte)| *to = i16::from(byte.cast_signed()));
        }
    }
    let mut sums = [[0; PANEL]; N];
    for (sums, x) in sums.iter_mut().zip(values.chunks_exact(depth)) {
        for (sum, weights) in sums.iter_mut().zip(weights.chunks_exact(depth)) {
            let products =
                x.iter().zip(weights).map(|(x, w)| i32::from(i16::from(*x)) * i32::from(*w));
            *sum = products.sum();
        }
    }
    sums
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx512f,avx512vnni")]
#[inline]
fn tile_avx512<const N: usize>(values: &[u8], panel: &[u8]) -> [[i32; PANEL]; N] {
    use std::arch::x86_64::{
        _mm512_dpbusd_epi32, _mm512_loadu_si512, _mm512_set1_epi32, _mm512_setzero_si512,
        _mm512_storeu_si512,
    };
    let depth = values.len() / N;
    assert!(values.len() == N * depth && panel.len() == PANEL * depth && depth.is_multiple_of(4));
    let mut lanes = [[_mm512_setzero_si512(); 2]; N];
    for k in 0..depth / 4 {
        // SAFETY: the panel holds depth / 4 groups of 128 bytes.
        let weights = unsafe {
            let start = panel.as_ptr().add(k * 4 * PANEL);
            [_mm512_loadu_si512(start.cast()), _mm512_loadu_si512(start.add(64).cast())]
        };
        for (i, lanes) in lanes.iter_mut().enumerate() {
            // SAFETY: row i has depth bytes, of which 4 begin at 4 k.
            let four =
                unsafe { values.as_ptr().add(i * depth + 4 * k).cast::<i32>().read_unaligned() };
            let x = _mm512_set1_epi32(four);
            lanes[0] = _mm512_dpbusd_epi32(lanes[0], x, weights[0]);
            lanes[1] = _mm512_dpbusd_epi32(lanes[1], x, weights[1]);
        }
    }
    let mut sums = [[0; PANEL]; N];
    for (sums, lanes) in sums.iter_mut().zip(lanes) {
        // SAFETY: the row of sums is 128 bytes.
        unsafe {
            _mm512_storeu_si512(sums.as_mut_ptr().cast(), lanes[0]);
            _mm512_storeu_si512(sums.as_mut_ptr().add(16).cast(), lanes[1]);
        }
    }
    sums
}

/// Widens to 16 bits first: the 8-bit instruction of AVX2 would saturate.
#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2")]
#[inline]
fn tile_avx2<const N: usize>(values: &[u8], panel: &[u8]) -> [[i32; PANEL]; N] {
    use std::arch::x86_64::{
        _mm_loadu_si128, _mm_set1_epi32, _mm256_add_epi32, _mm256_cvtepi8_epi16,
        _mm256_cvtepu8_epi16, _mm256_madd_epi16, _mm256_setzero_si256, _mm256_storeu_si256,
    };
    let depth = values.len() / N;
    assert!(values.len() == N * depth && panel.len() == PANEL * depth && depth.is_multiple_of(4));
    let mut sums = [[0; PANEL]; N];
    // Half a panel at a time, so that all sums stay in registers.
    for half in 0..2 {
        let mut lanes = [[_mm256_setzero_si256(); 4]; N];
        for k in 0..depth / 4 {
            let mut xs = [_mm256_setzero_si256(); N];
            for (i, x) in xs.iter_mut().enumerate() {
                // SAFETY: row i has depth bytes, of which 4 begin at 4 k.
                let four = unsafe {
                    values.as_ptr().add(i * depth + 4 * k).cast::<i32>().read_unaligned()
                };
                *x = _mm256_cvtepu8_epi16(_mm_set1_epi32(four));
            }
            for part in 0..4 {
                // SAFETY: the panel holds depth / 4 groups of 128 bytes, half a group is 4 times 16.
                let packed = unsafe {
                    _mm_loadu_si128(panel.as_ptr().add(k * 128 + half * 64 + part * 16).cast())
                };
                let weights = _mm256_cvtepi8_epi16(packed);
                for (x, lanes) in xs.iter().zip(&mut lanes) {
                    lanes[part] = _mm256_add_epi32(lanes[part], _mm256_madd_epi16(*x, weights));
                }
            }
        }
        for (sums, lanes) in sums.iter_mut().zip(lanes) {
            for (four, lanes) in sums[half * 16..][..16].chunks_exact_mut(4).zip(lanes) {
                // Two neighbouring lanes belong to one output.
                let mut pairs = [0; 8];
                // SAFETY: the pairs are 32 bytes.
                unsafe { _mm256_storeu_si256(pairs.as_mut_ptr().cast(), lanes) };
                for (sum, pair) in four.iter_mut().zip(pairs.chunks_exact(2)) {
                    *sum = pair[0] + pair[1];
                }
            }
        }
    }
    sums
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// Whole numbers without pattern (a linear congruential generator).
    pub(in crate::neural) fn numbers(seed: u64) -> impl FnMut() -> u32 {
        let mut state = seed;
        move || {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            u32::try_from(state >> 33).expect("31 bits remain")
        }
    }

    /// A float in -1..1.
    pub(in crate::neural) fn small(number: u32) -> f32 {
        f32::from(i16::from_le_bytes([number.to_le_bytes()[1], number.to_le_bytes()[2]])) / 32_768.0
    }

    fn layer(inputs: usize, outputs: usize, mut weight: impl FnMut() -> i8) -> Linear {
        let weights: Vec<u8> = (0..inputs * outputs).map(|_| weight().cast_unsigned()).collect();
        let mut sums = vec![0; outputs];
        for (at, w) in weights.iter().enumerate() {
            sums[at / (PANEL * inputs) * PANEL + at / 4 % PANEL] += i32::from(w.cast_signed());
        }
        let mut next = numbers(3);
        let mut floats = || (0..outputs).map(|_| small(next())).collect::<Vec<f32>>();
        Linear {
            inputs,
            outputs,
            weights: Vec::leak(weights),
            sums,
            scales: floats(),
            bias: floats(),
        }
    }

    fn bytes(width: usize, count: usize, mut value: impl FnMut() -> u8) -> Quantised {
        let values = (0..width * count).map(|_| value()).collect();
        let mut next = numbers(4);
        Quantised {
            width,
            values,
            scales: (0..count).map(|_| small(next())).collect(),
            zeros: (0..count).map(|_| i32::from(next().to_le_bytes()[1])).collect(),
        }
    }

    fn on(isa: Isa, x: &Quantised, layer: &Linear, with_gelu: bool) -> Vec<u32> {
        let mut out = vec![0.0; x.scales.len() * layer.outputs];
        linear(isa, x, layer, with_gelu, &mut out);
        out.into_iter().map(f32::to_bits).collect()
    }

    #[test]
    fn every_instruction_set_gives_the_same_bits() {
        let mut next = numbers(1);
        let mut byte = move || next().to_le_bytes()[1];
        let random = layer(128, 96, {
            let mut next = numbers(2);
            move || i8::from_le_bytes([next().to_le_bytes()[1]]).max(-127)
        });
        // Extremes at the greatest depth in use: here sums of 16 bits would overflow.
        let extremes = [layer(3072, 32, || 127), layer(3072, 32, || -127)];
        let mut cases = vec![(bytes(128, 29, &mut byte), &random), (bytes(128, 1, byte), &random)];
        for layer in &extremes {
            cases.push((bytes(3072, 5, || 255), layer));
            cases.push((bytes(3072, 5, || 0), layer));
        }
        for (x, layer) in &cases {
            for with_gelu in [false, true] {
                let expected = on(Isa(Set::Portable), x, layer, with_gelu);
                for isa in Isa::available() {
                    assert!(on(isa, x, layer, with_gelu) == expected, "{isa:?}");
                }
            }
        }
    }

    #[test]
    fn extreme_products_are_exact() {
        let plain =
            |scale| Quantised { scales: vec![scale], zeros: vec![0], ..bytes(3072, 1, || 255) };
        let mut layer = layer(3072, 32, || -127);
        layer.scales.fill(1.0);
        layer.bias.fill(0.0);
        for isa in Isa::available() {
            let expected = (-127.0_f32 * 255.0 * 3072.0).to_bits();
            assert!(
                on(isa, &plain(1.0), &layer, false).iter().all(|&bits| bits == expected),
                "{isa:?}"
            );
        }
    }

    #[test]
    fn rows_compiled_for_every_instruction_set_give_the_same_bits() {
        let (pieces, width) = (37, 128);
        let mut next = numbers(5);
        let qkv: Vec<f32> = (0..pieces * 3 * width).map(|_| 4.0 * small(next())).collect();
        let relative: Vec<f32> = (0..2 * (2 * 512 - 1)).map(|_| small(next())).collect();
        let norm = Norm { gain: qkv[..width].to_vec(), bias: qkv[width..2 * width].to_vec() };
        let run = |isa| {
            let heads = Heads { relative: &relative, count: 2, width: 64 };
            let mut out = vec![0.0; pieces * width];
            attend(isa, &qkv, heads, &mut AttentionRoom::default(), &mut out);
            add_and_normalise(isa, &mut out, &qkv, &norm, 1e-5);
            let mut bytes = Quantised::default();
            quantise(isa, &out, width, &mut bytes);
            let bits: Vec<u32> = out.iter().chain(&bytes.scales).map(|v| v.to_bits()).collect();
            (bits, bytes.values, bytes.zeros)
        };
        let expected = run(Isa(Set::Portable));
        for isa in Isa::available() {
            assert!(run(isa) == expected, "{isa:?}");
        }
    }
}
