//! Numerals with what they count → intervals.
//!
//! `lebih dari 11.000 tentara` is [11000, ∞) troops; a number that counts nothing (a clause of a law,
//! a score, an age) is no quantity. A unit comes from the noun after the number, else from the verb later.

mod bounded;
mod counted;

use std::ops::Range;

use super::numeral::Numerals;
use super::{Lookup, Mentions};
use crate::record::Quantity;
use crate::seeds::{Entry, NounClass, NumberWord};
use crate::text::{Kind, Text};

/// A number with its bounds and what it counts.
#[derive(Debug, Clone, PartialEq)]
pub struct QuantityMention {
    /// Comparator, number and noun.
    pub tokens: Range<usize>,
    /// Where the number itself ends; what it counts begins here.
    pub noun: usize,
    /// The interval; the unit is empty where the noun gives none.
    pub value: Quantity,
    /// The class of the noun counted.
    pub class: Option<NounClass>,
}

struct Scan<'a> {
    text: &'a Text<'a>,
    lookup: &'a Lookup<'a>,
    numerals: Numerals<'a>,
    /// Whether capitals tell nothing in this sentence.
    title_case: bool,
    start: usize,
    end: usize,
}

/// The quantities of a sentence.
pub(super) fn find(
    text: &Text<'_>,
    found: &Mentions<'_>,
    sentence: usize,
    tokens: Range<usize>,
) -> Vec<QuantityMention> {
    let (lookup, end) = (&found.lookup, tokens.end);
    let scan = Scan {
        text,
        lookup,
        numerals: Numerals { text, lookup, end },
        title_case: found.title_case.get(sentence).copied().unwrap_or(false),
        start: tokens.start,
        end,
    };
    let mut out: Vec<QuantityMention> = Vec::new();
    let mut at = tokens.start;
    while at < tokens.end {
        if let Some(date) = found.date_at(at) {
            at = date.tokens.end;
        } else if let Some(len) = scan.idiom(at) {
            at += len;
        } else if let Some(quantity) = scan.quantity(at) {
            at = quantity.tokens.end.max(at + 1);
            out.push(quantity);
        } else {
            at += 1;
        }
    }
    share_units(text, &mut out);
    out
}

/// `500 dan 700 tentara`, `tujuh lainnya`: a bare number counts what the next or the last counts.
fn share_units(text: &Text<'_>, quantities: &mut [QuantityMention]) {
    for i in 0..quantities.len() {
        let (before, rest) = quantities.split_at_mut(i);
        let Some((this, after)) = rest.split_first_mut() else {
            continue;
        };
        if !this.value.unit.is_empty() {
            continue;
        }
        let next = after
            .first()
            .filter(|q| q.tokens.start == this.tokens.end + 1 && !q.value.unit.is_empty());
        let near = |q: &&QuantityMention| this.tokens.start <= q.tokens.end + 3;
        let last = before.last().filter(|q| q.class.is_some()).filter(near);
        if let Some(other) = next {
            (this.class, this.value.of) = (other.class, other.value.of.clone());
            this.value.unit.clone_from(&other.value.unit);
        } else if let Some(other) = last {
            this.class = other.class;
            if text.words(this.tokens.clone()).ends_with("lainnya") {
                this.value.unit.clone_from(&other.value.unit);
                this.value.of.clone_from(&other.value.of);
            }
        }
    }
}

impl Scan<'_> {
    fn quantity(&self, at: usize) -> Option<QuantityMention> {
        self.counted(&self.bounded(at)?)
    }

    /// Tokens of a set phrase that holds a number and counts nothing: `salah satu`.
    fn idiom(&self, at: usize) -> Option<usize> {
        let idiom = |e: &Entry| *e == Entry::Number(NumberWord::Idiom);
        self.lookup.longest(at, idiom)
    }

    fn is(&self, at: usize, word: &str) -> bool {
        at < self.end && self.text.word(at).eq_ignore_ascii_case(word)
    }

    fn is_digits(&self, at: usize) -> bool {
        at < self.end && self.text.kind(at) == Some(Kind::Number)
    }
}

#[cfg(test)]
mod tests {
    use crate::mention::fixtures::with_mentions;

    /// Least, most, unit and roughness of each quantity of a sentence.
    fn quantities(sentence: &str) -> Vec<(Option<f64>, Option<f64>, String, bool)> {
        with_mentions(sentence, |_, found| {
            let values = found.quantities.iter().map(|q| q.value.clone());
            values
                .map(|v| (v.min, v.max, v.unit, v.approximate))
                .collect()
        })
    }

    fn troops(
        min: Option<f64>,
        max: Option<f64>,
        rough: bool,
    ) -> Vec<(Option<f64>, Option<f64>, String, bool)> {
        vec![(min, max, "troops".to_owned(), rough)]
    }

    #[test]
    fn a_comparator_leaves_one_side_open() {
        let lower = quantities("Negara itu mengirim lebih dari 2.500 tentara.");
        assert_eq!(lower, troops(Some(2500.0), None, false));
        let rough = quantities("Negara itu mengirim sekitar tiga ribu tentara.");
        assert_eq!(rough, troops(Some(3000.0), Some(3000.0), true));
        assert_eq!(
            quantities("Ribuan tentara tiba."),
            troops(Some(1000.0), None, true)
        );
    }

    #[test]
    fn the_first_number_of_a_range_has_the_scale_of_the_second() {
        let range = quantities("Mereka mengirim 4 hingga 6 ribu tentara.");
        assert_eq!(range, troops(Some(4000.0), Some(6000.0), false));
        let between = quantities("Mereka mengirim antara 500 dan 700 tentara.");
        assert_eq!(between, troops(Some(500.0), Some(700.0), false));
    }

    #[test]
    fn a_label_counts_nothing() {
        assert!(quantities("Warga memprotes Pasal 27 kemarin.").is_empty());
    }

    #[test]
    fn a_currency_stands_before_the_number_or_after_it() {
        let codes = |s: &str| {
            with_mentions(s, |_, found| {
                let first = found.quantities.first();
                first.and_then(|q| q.value.currency.clone())
            })
        };
        assert_eq!(codes("Biayanya Rp 4,2 triliun."), Some("IDR".to_owned()));
        assert_eq!(codes("Biayanya 300 juta yen."), Some("JPY".to_owned()));
    }
}
