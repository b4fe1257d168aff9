//! Sums of integer products on the processor's widest vectors.
//!
//! Every processor gives the same numbers: integers are exact, and what is computed with floats
//! beside them has its order written down.

#![expect(
    clippy::inline_always,
    reason = "what is not inlined is not compiled for the processor at hand"
)]

/// How many columns of a matrix are worked on at a time.
pub(crate) const COLUMNS: usize = 16;

/// For each of [`COLUMNS`] columns, the weights of two neighbouring inputs.
pub(crate) type Weights = [[i8; 2]; COLUMNS];

/// A kind of processor.
pub(crate) trait Lanes: Copy {
    /// The weights, made wide enough to multiply.
    type Wide: Copy;
    /// One sum a column.
    type Sums: Copy;

    /// Sums of nothing.
    fn zero(self) -> Self::Sums;

    /// Makes `weights` wide enough to multiply.
    fn widen(self, weights: &Weights) -> Self::Wide;

    /// `sums`, to each of which the products of `inputs` and its column's weights are added.
    fn add(self, sums: Self::Sums, inputs: [i16; 2], weights: Self::Wide) -> Self::Sums;

    /// The sums as numbers.
    fn give(self, sums: Self::Sums) -> [i32; COLUMNS];

    /// Sixteen floats.
    type Floats: Copy;

    /// `values` as one.
    fn floats(self, values: &[f32; COLUMNS]) -> Self::Floats;

    /// `sums`, to each of which its value times `share` is added, rounded twice.
    fn blend(self, sums: Self::Floats, share: f32, values: &[f32; COLUMNS]) -> Self::Floats;

    /// The floats as numbers.
    fn give_floats(self, floats: Self::Floats) -> [f32; COLUMNS];
}

/// Work that is compiled once for each kind of processor.
pub(crate) trait Work {
    /// What comes of it.
    type Output;

    /// Does it. Must be `#[inline(always)]`, or it is not compiled for the processor.
    fn run<L: Lanes>(self, lanes: L) -> Self::Output;
}

/// Does `work` the fastest way that this processor knows.
pub(crate) fn fastest<W: Work>(work: W) -> W::Output {
    #[cfg(target_arch = "x86_64")]
    {
        if let Some(lanes) = x86::Avx512::try_new() {
            return lanes.vectorize(x86::On { work, lanes });
        }
        if let Some(lanes) = pulp::x86::V3::try_new() {
            return lanes.vectorize(x86::On { work, lanes });
        }
    }
    work.run(Portable)
}

/// Any processor: the compiler makes the best of it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Portable;

impl Lanes for Portable {
    type Wide = Weights;
    type Sums = [i32; COLUMNS];

    #[inline(always)]
    fn zero(self) -> [i32; COLUMNS] {
        [0; COLUMNS]
    }

    #[inline(always)]
    fn widen(self, weights: &Weights) -> Weights {
        *weights
    }

    #[inline(always)]
    fn add(self, mut sums: [i32; COLUMNS], inputs: [i16; 2], weights: Weights) -> [i32; COLUMNS] {
        let [first, second] = inputs.map(i32::from);
        for (sum, weights) in sums.iter_mut().zip(weights) {
            let [left, right] = weights.map(i32::from);
            *sum += first * left + second * right;
        }
        sums
    }

    #[inline(always)]
    fn give(self, sums: [i32; COLUMNS]) -> [i32; COLUMNS] {
        sums
    }

    type Floats = [f32; COLUMNS];

    #[inline(always)]
    fn floats(self, values: &[f32; COLUMNS]) -> [f32; COLUMNS] {
        *values
    }

    #[inline(always)]
    fn blend(
        self,
        mut sums: [f32; COLUMNS],
        share: f32,
        values: &[f32; COLUMNS],
    ) -> [f32; COLUMNS] {
        for (sum, value) in sums.iter_mut().zip(values) {
            *sum += share * value;
        }
        sums
    }

    #[inline(always)]
    fn give_floats(self, floats: [f32; COLUMNS]) -> [f32; COLUMNS] {
        floats
    }
}

#[cfg(target_arch = "x86_64")]
mod x86 {
    use std::arch::x86_64::{__m128i, __m256, __m256i, __m512, __m512i};

    use pulp::x86::V3;
    use pulp::{NullaryFnOnce, cast};

    use super::{COLUMNS, Lanes, Weights, Work};

    /// Work on one kind of processor, as pulp wants it.
    pub(super) struct On<W, L> {
        pub(super) work: W,
        pub(super) lanes: L,
    }

    impl<W: Work, L: Lanes> NullaryFnOnce for On<W, L> {
        type Output = W::Output;

        #[inline(always)]
        fn call(self) -> W::Output {
            self.work.run(self.lanes)
        }
    }

    pulp::simd_type! {
        /// AVX-512 with its instructions for neural networks: the compiler makes one instruction
        /// of a product and a sum.
        pub(super) struct Avx512 {
            avx512f: "avx512f",
            avx512bw: "avx512bw",
            avx512vl: "avx512vl",
            avx512dq: "avx512dq",
            avx512vnni: "avx512vnni",
        }
    }

    /// All columns in one vector.
    impl Lanes for Avx512 {
        type Wide = __m512i;
        type Sums = __m512i;

        #[inline(always)]
        fn zero(self) -> __m512i {
            cast([0_i32; COLUMNS])
        }

        #[inline(always)]
        fn widen(self, weights: &Weights) -> __m512i {
            self.avx512bw._mm512_cvtepi8_epi16(cast(*weights))
        }

        #[inline(always)]
        fn add(self, sums: __m512i, inputs: [i16; 2], weights: __m512i) -> __m512i {
            let inputs = self.avx512f._mm512_set1_epi32(cast(inputs));
            self.avx512f._mm512_add_epi32(sums, self.avx512bw._mm512_madd_epi16(inputs, weights))
        }

        #[inline(always)]
        fn give(self, sums: __m512i) -> [i32; COLUMNS] {
            cast(sums)
        }

        type Floats = __m512;

        #[inline(always)]
        fn floats(self, values: &[f32; COLUMNS]) -> __m512 {
            cast(*values)
        }

        #[inline(always)]
        fn blend(self, sums: __m512, share: f32, values: &[f32; COLUMNS]) -> __m512 {
            let share = self.avx512f._mm512_set1_ps(share);
            self.avx512f._mm512_add_ps(sums, self.avx512f._mm512_mul_ps(share, cast(*values)))
        }

        #[inline(always)]
        fn give_floats(self, floats: __m512) -> [f32; COLUMNS] {
            cast(floats)
        }
    }

    /// AVX2: half of the columns in each of two vectors.
    impl Lanes for V3 {
        type Wide = [__m256i; 2];
        type Sums = [__m256i; 2];

        #[inline(always)]
        fn zero(self) -> [__m256i; 2] {
            cast([0_i32; COLUMNS])
        }

        #[inline(always)]
        fn widen(self, weights: &Weights) -> [__m256i; 2] {
            let halves: [__m128i; 2] = cast(*weights);
            halves.map(|half| self.avx2._mm256_cvtepi8_epi16(half))
        }

        #[inline(always)]
        fn add(self, sums: [__m256i; 2], inputs: [i16; 2], weights: [__m256i; 2]) -> [__m256i; 2] {
            let inputs = self.avx._mm256_set1_epi32(cast(inputs));
            let ([low, high], [left, right]) = (sums, weights);
            let low = self.avx2._mm256_add_epi32(low, self.avx2._mm256_madd_epi16(inputs, left));
            let high = self.avx2._mm256_add_epi32(high, self.avx2._mm256_madd_epi16(inputs, right));
            [low, high]
        }

        #[inline(always)]
        fn give(self, sums: [__m256i; 2]) -> [i32; COLUMNS] {
            cast(sums)
        }

        type Floats = [__m256; 2];

        #[inline(always)]
        fn floats(self, values: &[f32; COLUMNS]) -> [__m256; 2] {
            cast(*values)
        }

        #[inline(always)]
        fn blend(self, sums: [__m256; 2], share: f32, values: &[f32; COLUMNS]) -> [__m256; 2] {
            let share = self.avx._mm256_set1_ps(share);
            let ([low, high], [left, right]): (_, [__m256; 2]) = (sums, cast(*values));
            let low = self.avx._mm256_add_ps(low, self.avx._mm256_mul_ps(share, left));
            let high = self.avx._mm256_add_ps(high, self.avx._mm256_mul_ps(share, right));
            [low, high]
        }

        #[inline(always)]
        fn give_floats(self, floats: [__m256; 2]) -> [f32; COLUMNS] {
            cast(floats)
        }
    }
}

/// What comes of `work` on every kind of processor that this one can stand in for.
#[cfg(test)]
pub(crate) fn on_each<W: Work + Copy>(work: W) -> Vec<W::Output> {
    let mut outputs = vec![work.run(Portable)];
    #[cfg(target_arch = "x86_64")]
    {
        let avx2 = pulp::x86::V3::try_new();
        outputs.extend(avx2.map(|lanes| lanes.vectorize(x86::On { work, lanes })));
        let avx512 = x86::Avx512::try_new();
        outputs.extend(avx512.map(|lanes| lanes.vectorize(x86::On { work, lanes })));
    }
    outputs
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Sums over some inputs and weights, the largest that occur among them.
    #[derive(Clone, Copy)]
    struct Sum;

    impl Work for Sum {
        type Output = [i32; COLUMNS];

        #[inline(always)]
        fn run<L: Lanes>(self, lanes: L) -> [i32; COLUMNS] {
            let mut sums = lanes.zero();
            for step in 0..768_i16 {
                let weights = std::array::from_fn(|column| {
                    let column = i16::try_from(column).unwrap();
                    [step.wrapping_mul(31).wrapping_add(column), -127 - column % 2]
                        .map(|it| it.to_le_bytes()[0].cast_signed())
                });
                sums = lanes.add(sums, [step * 10 - 3000, -8191], lanes.widen(&weights));
            }
            lanes.give(sums)
        }
    }

    #[test]
    fn every_kind_of_processor_gives_the_same_sums() {
        let sums = on_each(Sum);
        assert!(sums.iter().all(|each| *each == sums[0]));
        assert_eq!(fastest(Sum), sums[0]);
    }

    /// Sums of floats, of which many must be rounded.
    #[derive(Clone, Copy)]
    struct Blend;

    impl Work for Blend {
        type Output = [f32; COLUMNS];

        #[inline(always)]
        fn run<L: Lanes>(self, lanes: L) -> [f32; COLUMNS] {
            let mut sums = lanes.floats(&[0.1; COLUMNS]);
            for step in 1..100_u8 {
                let values = std::array::from_fn(|at| {
                    1.0 / (f32::from(step) + f32::from(u8::try_from(at).unwrap()))
                });
                sums = lanes.blend(sums, 1.0 / f32::from(step), &values);
            }
            lanes.give_floats(sums)
        }
    }

    #[test]
    fn every_kind_of_processor_rounds_alike() {
        let sums = on_each(Blend);
        assert!(sums.iter().all(|each| each.map(f32::to_bits) == sums[0].map(f32::to_bits)));
    }
}
