//! Edits of a text → where each place of the repaired text stood in the given one, and back.
//!
//! Not obvious: a place beside a deletion or an insertion has two answers. A range takes the narrower one:
//! its start lies behind what was deleted before it, its end in front of what was deleted after it.

use std::ops::Range;

/// A stretch that a repair wrote anew.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Edit {
    /// Bytes of the text before.
    pub(super) range: Range<usize>,
    /// What stands there now; empty for a deletion.
    pub(super) text: String,
}

impl Edit {
    /// A space that was lost in front of byte `at`.
    pub(super) fn space(at: usize) -> Self {
        Self {
            range: at..at,
            text: " ".to_owned(),
        }
    }
}

/// A stretch of both texts that a repair wrote anew; what lies between two of them is the same in both.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Pair {
    before: Range<usize>,
    after: Range<usize>,
}

/// Byte ranges of a repaired text ↔ byte ranges of the text as given.
///
/// Guarantees: the map is monotone, both sides of an answer lie on character boundaries where those of the question
/// do, and a range that ends within an edit widens to the whole edit.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OffsetMap {
    /// One list for each repair that changed something, in the order in which they were made.
    steps: Vec<Vec<Pair>>,
}

impl OffsetMap {
    /// Applies edits (in order, none overlapping) to `text` and remembers them; gives the text after.
    pub(super) fn apply(&mut self, text: &str, edits: Vec<Edit>) -> String {
        let mut out = String::with_capacity(text.len() + edits.len());
        let mut pairs = Vec::with_capacity(edits.len());
        let mut done = 0;
        for edit in edits {
            out.push_str(text.get(done..edit.range.start).unwrap_or_default());
            let start = out.len();
            out.push_str(&edit.text);
            done = edit.range.end;
            pairs.push(Pair {
                before: edit.range,
                after: start..out.len(),
            });
        }
        out.push_str(text.get(done..).unwrap_or_default());
        self.steps.push(pairs);
        out
    }

    /// Bytes of the text as given for bytes of the repaired text.
    #[must_use]
    pub fn given(&self, repaired: Range<usize>) -> Range<usize> {
        let back = |range, pairs: &Vec<Pair>| moved(&range, pairs, |p| (&p.after, &p.before));
        self.steps.iter().rev().fold(repaired, back)
    }

    /// Bytes of the repaired text for bytes of the text as given.
    #[must_use]
    pub fn repaired(&self, given: Range<usize>) -> Range<usize> {
        let forth = |range, pairs: &Vec<Pair>| moved(&range, pairs, |p| (&p.before, &p.after));
        self.steps.iter().fold(given, forth)
    }

    /// How many stretches were written anew.
    #[must_use]
    pub fn edits(&self) -> usize {
        self.steps.iter().map(Vec::len).sum()
    }
}

/// Carries a range over one list of pairs; `sides` gives where it comes from and where it goes to.
fn moved(
    range: &Range<usize>,
    pairs: &[Pair],
    sides: impl Fn(&Pair) -> (&Range<usize>, &Range<usize>),
) -> Range<usize> {
    let passed = pairs.partition_point(|p| sides(p).0.end <= range.start);
    let start = match pairs.get(passed).map(&sides) {
        Some((from, to)) if from.start < range.start => to.start,
        _ => shifted(range.start, passed, pairs, &sides),
    };
    let reached = pairs.partition_point(|p| sides(p).0.start < range.end);
    let end = match reached
        .checked_sub(1)
        .and_then(|at| pairs.get(at))
        .map(&sides)
    {
        Some((from, to)) if from.end > range.end => to.end,
        _ => shifted(range.end, reached, pairs, &sides),
    };
    start..end.max(start)
}

/// A place that lies outside of all pairs and behind the first `passed` ones.
fn shifted(
    at: usize,
    passed: usize,
    pairs: &[Pair],
    sides: &impl Fn(&Pair) -> (&Range<usize>, &Range<usize>),
) -> usize {
    match passed.checked_sub(1).and_then(|n| pairs.get(n)).map(sides) {
        Some((from, to)) => to.end + at.saturating_sub(from.end),
        None => at,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edit(range: Range<usize>, text: &str) -> Edit {
        Edit {
            range,
            text: text.to_owned(),
        }
    }

    #[test]
    fn quotes_of_the_repaired_text_stand_in_the_given_one() {
        let given = "Kapal\u{ad}nya tibadi Ambon &amp; Tual";
        let mut map = OffsetMap::default();
        let text = map.apply(given, vec![edit(5..7, ""), edit(24..29, "&")]);
        let text = map.apply(&text, vec![Edit::space(13)]);
        assert_eq!(text, "Kapalnya tiba di Ambon & Tual");
        assert_eq!(map.edits(), 3);
        for (repaired, quote) in [
            ("Kapal", "Kapal"),
            ("nya", "nya"),
            ("Kapalnya", "Kapal\u{ad}nya"),
            ("tiba", "tiba"),
            ("di", "di"),
            ("tiba di", "tibadi"),
            ("Ambon", "Ambon"),
            ("&", "&amp;"),
            ("Ambon & Tual", "Ambon &amp; Tual"),
        ] {
            let at = text.find(repaired).unwrap();
            let range = map.given(at..at + repaired.len());
            assert_eq!(given.get(range.clone()), Some(quote));
            assert_eq!(map.repaired(range), at..at + repaired.len());
        }
    }

    #[test]
    fn a_range_that_ends_within_an_edit_takes_all_of_it() {
        let mut map = OffsetMap::default();
        let text = map.apply("satu XX tiga", vec![edit(5..7, "dua")]);
        assert_eq!(text, "satu dua tiga");
        assert_eq!(map.given(6..7), 5..7);
        assert_eq!(map.given(0..6), 0..7);
        assert_eq!(map.given(7..13), 5..12);
        assert_eq!(map.repaired(6..7), 5..8);
    }
}
