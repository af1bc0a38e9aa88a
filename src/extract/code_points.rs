//! Byte offsets of a text → offsets in code points, asked in any order.
//!
//! Not obvious: only every [`STEP`]-th byte has its count, so that the table of a long article stays small; the rest is
//! counted when asked.

/// Bytes between two counts.
const STEP: usize = 128;

/// Counts of one text.
pub(super) struct CodePoints<'t> {
    text: &'t [u8],
    /// Code points that begin before byte `n * STEP`.
    counts: Vec<usize>,
}

impl<'t> CodePoints<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        let text = text.as_bytes();
        let mut counts = Vec::with_capacity(text.len() / STEP + 1);
        let mut count = 0;
        for chunk in text.chunks(STEP) {
            counts.push(count);
            count += starts(chunk);
        }
        counts.push(count);
        Self { text, counts }
    }

    /// Code points before byte `at`, which is a character boundary; past the end, all of them.
    pub(super) fn before(&self, at: usize) -> usize {
        let at = at.min(self.text.len());
        let step = at / STEP;
        let rest = self.text.get(step * STEP..at).unwrap_or_default();
        self.counts.get(step).copied().unwrap_or_default() + starts(rest)
    }
}

/// How many characters begin in these bytes of UTF-8.
fn starts(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0xC0 != 0x80).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_boundary_counts_the_characters_before_it() {
        for text in ["", "a", &"é€🙂a".repeat(100), &"x".repeat(2 * STEP)] {
            let points = CodePoints::new(text);
            let mut count = 0;
            for (at, _) in text.char_indices() {
                assert_eq!(points.before(at), count);
                count += 1;
            }
            assert_eq!(points.before(text.len()), count);
            assert_eq!(points.before(text.len() + 1), count);
        }
    }
}
