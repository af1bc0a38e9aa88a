//! Numerals with what they count → intervals.
//!
//! `lebih dari 11.000 tentara` is [11000, ∞) troops; a number that counts nothing (a clause of a law,
//! a score, an age) is no quantity. A unit comes from the noun after the number, else from the verb later.

use std::ops::Range;

use super::numeral::{Numeral, Numerals, in_digits};
use super::{Lookup, Mentions, currency};
use crate::record::Quantity;
use crate::seeds::{Comparator, Entry, Function, Noun, NounClass, NumberWord};
use crate::text::{Kind, Text};

/// Words before a number that only labels something: `Pasal 5`, `usia 53`, `pukul 10`.
const LABELS: [&str; 22] = [
    "pasal",
    "ayat",
    "nomor",
    "no",
    "resolusi",
    "pukul",
    "usia",
    "berusia",
    "umur",
    "peringkat",
    "ke",
    "seri",
    "episode",
    "bab",
    "jilid",
    "halaman",
    "grup",
    "g",
    "jalan",
    "km",
    "tahun",
    "tanggal",
];

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
    end: usize,
}

/// A numeral with the comparators before it; its noun is not known yet.
struct Bounded {
    /// Where the first comparator begins.
    start: usize,
    comparators: Vec<Comparator>,
    /// Where the numeral begins.
    at: usize,
    numeral: Numeral,
    /// Where it ends.
    end: usize,
}

/// The quantities of a sentence.
pub(super) fn find(
    text: &Text<'_>,
    found: &Mentions<'_>,
    tokens: Range<usize>,
) -> Vec<QuantityMention> {
    let (lookup, end) = (&found.lookup, tokens.end);
    let scan = Scan {
        text,
        lookup,
        numerals: Numerals { text, lookup, end },
        end,
    };
    let mut out: Vec<QuantityMention> = Vec::new();
    let mut at = tokens.start;
    while at < tokens.end {
        if let Some(date) = found.dates.iter().find(|d| d.tokens.contains(&at)) {
            at = date.tokens.end;
            continue;
        }
        match scan.quantity(at) {
            Some(quantity) => {
                at = quantity.tokens.end.max(at + 1);
                out.push(quantity);
            }
            None => at += 1,
        }
    }
    share_units(&mut out);
    out
}

/// `tujuh lainnya`, `40 dokter dan enam perawat`: a bare number after one with a noun counts the same.
fn share_units(quantities: &mut [QuantityMention]) {
    for i in 1..quantities.len() {
        let (before, rest) = quantities.split_at_mut(i);
        let (Some(last), Some(this)) = (before.last(), rest.first_mut()) else {
            continue;
        };
        if this.value.unit.is_empty()
            && last.class.is_some()
            && this.tokens.start <= last.tokens.end + 3
        {
            this.class = last.class;
        }
    }
}

impl Scan<'_> {
    fn quantity(&self, at: usize) -> Option<QuantityMention> {
        self.counted(&self.bounded(at)?)
    }

    /// Comparators and a numeral or a range: `sekitar 40`, `antara 500 dan 700`, `10-12 ribu`.
    fn bounded(&self, start: usize) -> Option<Bounded> {
        let (comparators, at) = self.comparators(start);
        let mut numeral = self.numerals.read(at)?;
        let mut end = at + numeral.len;
        let joint = self.joint(end, comparators.contains(&Comparator::Between));
        if let Some((joint, second)) = joint.and_then(|j| Some((j, self.numerals.read(j)?))) {
            numeral = range(numeral, second);
            end = joint + second.len;
        } else if comparators == [Comparator::Between] {
            return self.unbounded(start + 1);
        }
        Some(Bounded {
            start,
            comparators,
            at,
            numeral,
            end,
        })
    }

    /// `dari 3.000 tentara`: `dari` was a preposition, not a bound.
    fn unbounded(&self, at: usize) -> Option<Bounded> {
        let numeral = self.numerals.read(at)?;
        Some(Bounded {
            start: at,
            comparators: Vec::new(),
            at,
            numeral,
            end: at + numeral.len,
        })
    }

    /// A numeral with what it counts; `None` where it counts nothing.
    fn counted(&self, number: &Bounded) -> Option<QuantityMention> {
        let (noun_at, noun) = self.noun(number.end);
        let row = noun.and_then(|(ix, _)| self.lookup.seeds.nouns.get(ix));
        let money = self.currency_before(number.at);
        let unit = self.unit(row, money.is_some(), number.end);
        let counts = row.is_some() || !unit.is_empty() || self.may_be_bare(number.at, number.end);
        if self.is_label(number.at) || !counts {
            return None;
        }
        let end = noun.map_or(number.end, |(_, len)| noun_at + len);
        let start = money.map_or(number.start, |(_, at)| number.start.min(at));
        let (min, max, approximate) = bounds(&number.comparators, number.numeral);
        let of = (unit == "count").then(|| self.text.words(noun_at..end).to_lowercase());
        let by_noun = || {
            row.filter(|r| r.unit.as_deref() == Some("money"))
                .map(|r| currency::of_noun(&r.noun))
        };
        let currency = money.map(|(code, _)| code).or_else(by_noun);
        Some(QuantityMention {
            tokens: start..end,
            noun: noun_at,
            value: Quantity {
                min,
                max,
                unit,
                approximate,
                text: self.text.words(start..end).to_owned(),
                currency: currency.map(str::to_owned),
                of,
            },
            class: row.map(|r| r.class),
        })
    }

    /// What is counted: money, the unit of the noun, percent; empty where nothing tells.
    fn unit(&self, noun: Option<&Noun>, money: bool, end: usize) -> String {
        match noun {
            _ if money => "money".to_owned(),
            Some(noun) => noun.unit.clone().unwrap_or_else(|| "count".to_owned()),
            None if self.is(end, "%") => "percent".to_owned(),
            None => String::new(),
        }
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

    fn comparator(&self, at: usize) -> Option<(Comparator, usize)> {
        (at < self.end).then_some(())?;
        let hits = self.lookup.at(at).iter().filter_map(|h| match h.entry {
            Entry::Comparator(c) => Some((*c, h.len)),
            _ => None,
        });
        hits.max_by_key(|(_, len)| *len)
    }

    /// Where the second number of a range begins.
    fn joint(&self, at: usize, between: bool) -> Option<usize> {
        let word = (at < self.end).then(|| self.text.lower(at))?;
        match word.as_str() {
            "hingga" | "sampai" | "-" | "–" => Some(at + 1),
            "dan" if between => Some(at + 1),
            _ => None,
        }
    }

    /// The counted noun: after classifiers and `lainnya`, at most two words on.
    fn noun(&self, end: usize) -> (usize, Option<(usize, usize)>) {
        let mut at = end;
        for _ in 0..3 {
            if at >= self.end {
                break;
            }
            let skip = self
                .lookup
                .longest(at, |e| matches!(e, Entry::Number(NumberWord::Classifier)));
            let next_noun =
                skip.and_then(|len| self.lookup.noun(at + len).filter(|_| at + len < self.end));
            match (self.lookup.noun(at), skip, next_noun) {
                (_, Some(len), Some(noun)) => return (at + len, Some(noun)),
                (Some(noun), _, _) => return (at, Some(noun)),
                (None, Some(len), None) => at += len,
                _ if self.is(at, "lebih") || self.is(at, "tambahan") => at += 1,
                _ => break,
            }
        }
        (end, None)
    }

    fn is(&self, at: usize, word: &str) -> bool {
        at < self.end && self.text.word(at).eq_ignore_ascii_case(word)
    }

    /// A currency before the number, and where it begins: `Rp 4,2 triliun`, `US$ 300 juta`.
    fn currency_before(&self, at: usize) -> Option<(&'static str, usize)> {
        let sign = at.checked_sub(1)?;
        let code = currency::of_sign(self.text.word(sign))?;
        let state = sign.checked_sub(1).filter(|_| code == "USD");
        let state = state.filter(|i| matches!(self.text.word(*i), "US" | "AS"));
        Some((code, state.unwrap_or(sign)))
    }

    fn is_label(&self, at: usize) -> bool {
        let before = at.checked_sub(1).map(|i| self.text.lower(i));
        before.is_some_and(|w| LABELS.contains(&w.trim_end_matches('.')))
    }

    /// A number without a noun counts only before a verb of loss or after a comparator: `16 tewas`.
    fn may_be_bare(&self, at: usize, end: usize) -> bool {
        let frames = &self.lookup.seeds.frames;
        let of_loss = |ix: usize| frames.get(ix).is_some_and(|f| f.unit.is_some());
        let unit_verb = self
            .lookup
            .frames(end)
            .iter()
            .any(|(ix, _, _)| of_loss(*ix));
        let rest = self.is(end, "lainnya") || self.is(end, "di");
        let digits = self.text.kind(at) == Some(Kind::Number);
        let article = self.lookup.function(at, Function::Article).is_some();
        let large = in_digits(self.text.word(at)).is_some_and(|n| n > 999.0);
        end < self.end && (unit_verb || digits && rest) && !article
            || digits && large && self.comparator_before(at)
    }

    fn comparator_before(&self, at: usize) -> bool {
        (1..=3).any(|back| {
            at.checked_sub(back)
                .is_some_and(|i| self.comparator(i).is_some_and(|(_, len)| i + len == at))
        })
    }
}

/// A range of two numerals; in `10 hingga 12 ribu` the first has the scale of the second.
fn range(first: Numeral, second: Numeral) -> Numeral {
    let shares = first.min < 100.0 && second.min >= 1000.0;
    let scale = if shares { scale_of(second.min) } else { 1.0 };
    Numeral {
        min: first.min * scale,
        max: Some(second.max.unwrap_or(second.min)),
        ..first
    }
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

/// Least, most, and whether the text calls it rough.
fn bounds(comparators: &[Comparator], n: Numeral) -> (Option<f64>, Option<f64>, bool) {
    let about = n.vague || comparators.contains(&Comparator::About);
    let (min, max) = match n.max {
        Some(max) => (Some(n.min), Some(max)),
        None if n.vague || comparators.contains(&Comparator::Lower) => (Some(n.min), None),
        None if comparators.contains(&Comparator::Upper) => (None, Some(n.min)),
        None => (Some(n.min), Some(n.min)),
    };
    (min, max, about)
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
