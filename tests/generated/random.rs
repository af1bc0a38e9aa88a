//! A seed → numbers that look random and are the same everywhere (`SplitMix64`: Steele, Lea, Flood 2014).

/// The state is the seed of all that follows.
#[derive(Debug, Clone)]
pub(crate) struct Random(u64);

impl Random {
    /// Seeds that differ in anything give sequences that have nothing in common.
    pub(crate) fn new(seed: &[u64]) -> Self {
        let mut state = Self(0);
        for part in seed {
            state.0 ^= part;
            state.0 = state.next();
        }
        state
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number in `0..end`; 0 where that is empty.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        let wide = u128::from(self.next()) * end as u128;
        usize::try_from(wide >> 64).unwrap_or(0)
    }

    /// A number in `0..end`, small ones more often, as with names in news: half of them lie in the first eighth.
    pub(crate) fn skewed(&mut self, end: usize) -> usize {
        let most = self.below(end) + 1;
        let most = self.below(most) + 1;
        self.below(most)
    }

    pub(crate) fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// One of them; there must be one.
    pub(crate) fn pick<'a, T>(&mut self, among: &'a [T]) -> &'a T {
        &among[self.below(among.len())]
    }
}
