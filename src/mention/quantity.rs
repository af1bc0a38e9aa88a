//! Numbers with what they count → intervals.
//!
//! `lebih dari 11.000 tentara` is [11000, ∞) troops; a number that counts nothing (a clause of a law,
//! a score, an age) is no quantity. A unit comes from the noun after the number, else from the verb later.

use std::ops::Range;

use super::{Lookup, Mentions};
use crate::record::Quantity;
use crate::seeds::{Comparator, Entry, Function, NounClass, NumberWord, Seeds};
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
    end: usize,
}

/// A number without its noun.
#[derive(Clone, Copy)]
struct Number {
    len: usize,
    min: f64,
    max: Option<f64>,
    vague: bool,
}

/// The quantities of a sentence.
pub(super) fn find(
    text: &Text<'_>,
    seeds: &Seeds,
    found: &Mentions<'_>,
    tokens: Range<usize>,
) -> Vec<QuantityMention> {
    let scan = Scan {
        text,
        lookup: &found.lookup,
        end: tokens.end,
    };
    let mut out: Vec<QuantityMention> = Vec::new();
    let mut at = tokens.start;
    while at < tokens.end {
        if let Some(date) = found.dates.iter().find(|d| d.tokens.contains(&at)) {
            at = date.tokens.end;
            continue;
        }
        match scan.quantity(at, seeds) {
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
    fn quantity(&self, at: usize, seeds: &Seeds) -> Option<QuantityMention> {
        let (comparators, mut number_at) = self.comparators(at);
        let mut first = self.number(number_at)?;
        let mut end = number_at + first.len;
        let joint = self.joint(end, comparators.contains(&Comparator::Between));
        if let Some(second) = joint.and_then(|j| self.number(j)) {
            let scale = if first.min < 100.0 && second.min >= 1000.0 {
                scale_of(second.min)
            } else {
                1.0
            };
            first.min *= scale;
            first.max = Some(second.max.unwrap_or(second.min));
            end = joint.unwrap_or(end) + second.len;
        } else if comparators == [Comparator::Between] {
            number_at = at;
            return None.or_else(|| self.quantity_after(at, number_at, seeds));
        }
        self.finish(at, number_at, &comparators, first, end, seeds)
    }

    /// `dari 3.000 tentara`: `dari` was a preposition, not a bound.
    fn quantity_after(&self, at: usize, _number: usize, seeds: &Seeds) -> Option<QuantityMention> {
        let first = self.number(at + 1)?;
        self.finish(at + 1, at + 1, &[], first, at + 1 + first.len, seeds)
    }

    fn finish(
        &self,
        start: usize,
        number_at: usize,
        comparators: &[Comparator],
        number: Number,
        end: usize,
        seeds: &Seeds,
    ) -> Option<QuantityMention> {
        let (noun_at, noun) = self.noun(end);
        let money = self.currency_before(number_at);
        let row = noun.and_then(|(ix, _)| seeds.nouns.get(ix));
        let unit = match (&money, row) {
            (Some(_), _) => "money".to_owned(),
            (None, Some(row)) => row.unit.clone().unwrap_or_else(|| "count".to_owned()),
            (None, None) if self.is(end, "%") => "percent".to_owned(),
            _ => String::new(),
        };
        if self.is_label(number_at)
            || row.is_none()
                && money.is_none()
                && unit.is_empty()
                && !self.may_be_bare(number_at, end)
        {
            return None;
        }
        let tokens_end = noun.map_or(end, |(_, len)| noun_at + len);
        let start = money.as_ref().map_or(start, |(_, at)| start.min(*at));
        let bounds = bound(comparators, number);
        let of = (unit == "count").then(|| self.text.words(noun_at..tokens_end).to_lowercase());
        let currency = money.map(|(code, _)| code.to_owned()).or_else(|| {
            row.filter(|r| r.unit.as_deref() == Some("money"))
                .map(|r| currency(&r.noun).to_owned())
        });
        Some(QuantityMention {
            tokens: start..tokens_end,
            noun: noun_at,
            value: Quantity {
                min: bounds.0,
                max: bounds.1,
                unit,
                approximate: bounds.2,
                text: self.text.words(start..tokens_end).to_owned(),
                currency,
                of,
            },
            class: row.map(|r| r.class),
        })
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
        let word = self
            .text
            .tokens
            .get(at)
            .filter(|_| at < self.end)
            .map(|_| self.text.word(at).to_lowercase())?;
        match word.as_str() {
            "hingga" | "sampai" | "-" | "–" => Some(at + 1),
            "dan" if between => Some(at + 1),
            _ => None,
        }
    }

    fn number_word(&self, at: usize) -> Option<(NumberWord, usize)> {
        (at < self.end).then_some(())?;
        // "seorang pejabat" is an article, not a count.
        if self.lookup.function(at, Function::Article) == Some(1)
            && self.text.word(at).to_lowercase().starts_with("se")
        {
            return None;
        }
        let hits = self.lookup.at(at).iter().filter_map(|h| match h.entry {
            Entry::Number(n) if !matches!(n, NumberWord::Classifier | NumberWord::Ordinal) => {
                Some((*n, h.len))
            }
            _ => None,
        });
        hits.max_by_key(|(_, len)| *len)
    }

    /// Digits or words from `at`: `11.000`, `3,5 juta`, `dua belas ribu`, `ribuan`, `beberapa ribu`.
    fn number(&self, at: usize) -> Option<Number> {
        let mut len = 0;
        let (mut total, mut part) = (0.0, None::<f64>);
        let mut vague = false;
        while let Some((value, used)) = self.step(at + len) {
            match value {
                NumberWord::Value(n) => {
                    if part.is_some_and(|p| p < 20.0 && n < 20.0) {
                        break;
                    }
                    part = Some(part.unwrap_or(0.0) + n);
                }
                NumberWord::Teen => part = Some(part? + 10.0),
                NumberWord::Multiplier(m) => {
                    let grouped = part.unwrap_or(1.0) * m;
                    if m >= 1000.0 {
                        total += grouped;
                        part = None;
                    } else {
                        part = Some(grouped);
                    }
                }
                NumberWord::Vague(n) => {
                    part = Some(n);
                    vague = true;
                }
                NumberWord::Some
                    if len == 0
                        && matches!(self.step(at + used), Some((NumberWord::Multiplier(_), _))) =>
                {
                    vague = true;
                }
                _ => break,
            }
            len += used;
        }
        let min = total + part.unwrap_or(0.0);
        (len > 0 && (part.is_some() || total > 0.0)).then_some(Number {
            len,
            min,
            max: None,
            vague,
        })
    }

    fn step(&self, at: usize) -> Option<(NumberWord, usize)> {
        let token = self.text.tokens.get(at).filter(|_| at < self.end)?;
        if token.kind == Kind::Number {
            return digits(self.text.word(at)).map(|n| (NumberWord::Value(n), 1));
        }
        self.number_word(at)
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

    /// A currency before the number: `Rp 4,2 triliun`, `US$ 300 juta`.
    fn currency_before(&self, at: usize) -> Option<(&'static str, usize)> {
        let before = at.checked_sub(1)?;
        let code = match self.text.word(before) {
            "Rp" => "IDR",
            "$" | "USD" => "USD",
            "€" | "EUR" => "EUR",
            "£" => "GBP",
            "¥" => "JPY",
            _ => return None,
        };
        let prefix =
            code == "USD" && before > 0 && matches!(self.text.word(before - 1), "US" | "AS");
        Some((code, before - usize::from(prefix)))
    }

    /// `Pasal 5`, `Resolusi 2735`, `usia 53`, `pukul 10`: a label, not a count.
    fn is_label(&self, at: usize) -> bool {
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
        at.checked_sub(1).is_some_and(|i| {
            LABELS.contains(&self.text.word(i).to_lowercase().trim_end_matches('.'))
        })
    }

    /// A number without a noun counts only before a verb of loss or after a comparator: `16 tewas`.
    fn may_be_bare(&self, at: usize, end: usize) -> bool {
        let unit_verb = self.lookup.frames(end).iter().any(|(ix, _, _)| {
            self.lookup
                .seeds
                .frames
                .get(*ix)
                .is_some_and(|f| f.unit.is_some())
        });
        let rest = self.is(end, "lainnya") || self.is(end, "di");
        let digits = self
            .text
            .tokens
            .get(at)
            .is_some_and(|t| t.kind == Kind::Number);
        let article = self.lookup.function(at, Function::Article).is_some();
        end < self.end && (unit_verb || digits && rest) && !article
            || digits && digits_over(self.text.word(at), 999.0) && self.comparator_before(at)
    }

    fn comparator_before(&self, at: usize) -> bool {
        (1..=3).any(|back| {
            at.checked_sub(back)
                .is_some_and(|i| self.comparator(i).is_some_and(|(_, len)| i + len == at))
        })
    }
}

fn digits_over(word: &str, limit: f64) -> bool {
    digits(word).is_some_and(|n| n > limit)
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

/// `11.000` is eleven thousand, `3,5` three and a half.
fn digits(word: &str) -> Option<f64> {
    let thousands = word.split('.').skip(1).all(|group| group.len() == 3) || word.contains(',');
    let plain = if thousands {
        word.replace('.', "").replace(',', ".")
    } else {
        word.to_owned()
    };
    plain.parse().ok()
}

/// (min, max, approximate)
fn bound(comparators: &[Comparator], n: Number) -> (Option<f64>, Option<f64>, bool) {
    let about = n.vague || comparators.contains(&Comparator::About);
    if let Some(max) = n.max {
        return (Some(n.min), Some(max), about);
    }
    if n.vague {
        return (Some(n.min), None, true);
    }
    if comparators.contains(&Comparator::Lower) {
        (Some(n.min), None, about)
    } else if comparators.contains(&Comparator::Upper) {
        (None, Some(n.min), about)
    } else {
        (Some(n.min), Some(n.min), about)
    }
}

fn currency(noun: &str) -> &'static str {
    match noun.split(' ').next().unwrap_or("") {
        "rupiah" => "IDR",
        "euro" => "EUR",
        "yen" => "JPY",
        "yuan" => "CNY",
        "won" => "KRW",
        "poundsterling" | "pound" => "GBP",
        "rubel" => "RUB",
        _ => "USD",
    }
}

#[cfg(test)]
mod tests {
    use super::digits;

    #[test]
    fn a_dot_groups_thousands_and_a_comma_is_the_decimal_mark() {
        assert_eq!(digits("11.000"), Some(11_000.0));
        assert_eq!(digits("3,5"), Some(3.5));
        assert_eq!(digits("1.250,75"), Some(1250.75));
        assert_eq!(digits("2.5"), Some(2.5));
    }
}
