//! Comparators and one numeral or two → least and most.
//!
//! `sekitar 40`, `antara 500 dan 700`, `10-12 ribu`, `Rp 2 juta hingga Rp 5 juta`. A range whose first number is greater
//! is a score (`2-1`).

use super::Scan;
use crate::mention::numeral::Numeral;
use crate::seeds::{Comparator, Entry, NumberWord};
use crate::text::Kind;

/// A numeral with the comparators before it; its noun is not known yet.
pub(super) struct Bounded {
    /// Where the first comparator begins.
    pub(super) start: usize,
    pub(super) comparators: Vec<Comparator>,
    /// Where the numeral begins.
    pub(super) at: usize,
    pub(super) numeral: Numeral,
    /// Where it ends.
    pub(super) end: usize,
}

impl Bounded {
    /// Least, most, and whether the text calls it rough.
    pub(super) fn bounds(&self) -> (Option<f64>, Option<f64>, bool) {
        let (n, has) = (self.numeral, |c| self.comparators.contains(&c));
        let (min, max) = match n.max {
            Some(max) => (Some(n.min), Some(max)),
            None if n.vague || has(Comparator::Lower) => (Some(n.min), None),
            None if has(Comparator::Upper) => (None, Some(n.min)),
            None => (Some(n.min), Some(n.min)),
        };
        (min, max, n.vague || has(Comparator::About))
    }
}

impl Scan<'_> {
    /// Comparators and a numeral or a range.
    pub(super) fn bounded(&self, start: usize) -> Option<Bounded> {
        let (mut comparators, at) = self.comparators(start);
        let minus = self.minus(at);
        let at = at + usize::from(minus) + self.sign(at).map_or(0, |(_, len)| len);
        let mut first = self.numerals.read(at)?;
        if minus {
            first.min = -first.min;
        }
        let end = at + first.len;
        let between = comparators.contains(&Comparator::Between);
        if let Some((second, to)) = self.second(end, between) {
            match range(first, second) {
                Some(numeral) => {
                    return Some(Bounded {
                        start,
                        comparators,
                        at,
                        numeral,
                        end: to,
                    });
                }
                None if self.text.kind(end) == Some(Kind::Dash) => return None,
                None => {}
            }
        }
        // "dari 3.000 tentara": `dari` was a preposition, not a bound.
        let plain = comparators.first() == Some(&Comparator::Between);
        if plain {
            comparators.remove(0);
        }
        let more = self.trailing(end, &mut comparators);
        Some(Bounded {
            start: if plain { start + 1 } else { start },
            comparators,
            at,
            numeral: first,
            end: end + more,
        })
    }

    /// `minus 5`, `-5`: below zero; the dash of a range has no space before it.
    fn minus(&self, at: usize) -> bool {
        let word = |e: &Entry| *e == Entry::Number(NumberWord::Minus);
        let spaces = |i: usize| {
            let pair = i
                .checked_sub(1)
                .and_then(|before| self.text.tokens.get(before));
            pair.zip(self.text.tokens.get(i))
                .is_some_and(|(a, b)| a.end < b.start)
        };
        let dash = self.text.kind(at) == Some(Kind::Dash);
        at < self.end
            && self.lookup.has(at, word)
            && self.is_digits(at + 1)
            && (!dash || spaces(at) && !spaces(at + 1))
    }

    /// Comparators before a number, and where the number begins.
    fn comparators(&self, mut at: usize) -> (Vec<Comparator>, usize) {
        let mut out = Vec::new();
        while let Some((comparator, len)) = self.comparator(at) {
            out.push(comparator);
            at += len;
        }
        (out, at)
    }

    pub(super) fn comparator(&self, at: usize) -> Option<(Comparator, usize)> {
        (at < self.end).then_some(())?;
        let hits = self.lookup.at(at).iter().filter_map(|h| match h.entry {
            Entry::Comparator(c) => Some((*c, h.len)),
            _ => None,
        });
        hits.max_by_key(|(_, len)| *len)
    }

    /// `200 lebih`, `500-an`: a bound that follows the number, and its length.
    fn trailing(&self, at: usize, comparators: &mut Vec<Comparator>) -> usize {
        if self.is(at, "lebih") && !self.is(at + 1, "dari") {
            comparators.push(Comparator::Lower);
            return 1;
        }
        let suffix = self.is(at, "-") && self.is(at + 1, "an");
        if suffix {
            comparators.push(Comparator::About);
        }
        2 * usize::from(suffix)
    }

    /// The second number of a range and where it ends; what both count may stand behind the first too.
    fn second(&self, end: usize, between: bool) -> Option<(Numeral, usize)> {
        if let Some(joint) = self.joint(end, between) {
            let joint = joint + self.sign(joint).map_or(0, |(_, len)| len);
            let second = self.numerals.read(joint)?;
            return Some((second, joint + second.len));
        }
        let (noun, len) = self.measure(end)?;
        let joint = self.joint(end + len, between)?;
        let second = self.numerals.read(joint)?;
        let end = joint + second.len;
        let same = self.measure(end).is_some_and(|(other, _)| other == noun);
        same.then_some((second, end))
    }

    /// Where the second number of a range begins.
    fn joint(&self, at: usize, between: bool) -> Option<usize> {
        (at < self.end).then_some(())?;
        if between && self.is(at, "dan") {
            return Some(at + 1);
        }
        let joint = |e: &Entry| *e == Entry::Number(NumberWord::Joint);
        Some(at + self.lookup.longest(at, joint)?)
    }

    /// A unit that a range may repeat: `5 persen hingga 6 persen`.
    fn measure(&self, at: usize) -> Option<(usize, usize)> {
        let (ix, len) = self.lookup.noun(at).filter(|_| at < self.end)?;
        let row = self.lookup.seeds.nouns.get(ix)?;
        (row.class == crate::seeds::NounClass::Unit).then_some((ix, len))
    }
}

/// A range of two numerals; in `10 hingga 12 ribu` the first has the scale of the second.
fn range(first: Numeral, second: Numeral) -> Option<Numeral> {
    let shares = first.min < 100.0 && second.min >= 1000.0;
    let scale = if shares { scale_of(second.min) } else { 1.0 };
    let (min, max) = (first.min * scale, second.max.unwrap_or(second.min));
    (min < max).then_some(Numeral {
        min,
        max: Some(max),
        ..first
    })
}

fn scale_of(n: f64) -> f64 {
    if n >= 1e9 {
        1e9
    } else if n >= 1e6 {
        1e6
    } else {
        1e3
    }
}
