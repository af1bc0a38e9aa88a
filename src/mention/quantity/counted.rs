//! A numeral → a quantity, by what it counts.
//!
//! Without a noun, a sign of currency or a verb of loss a number counts nothing. A word before it that labels
//! (`Pasal 5`) or a capital that makes it part of a name (`Lima Puluh Kota`) takes it away too.

use super::bounded::Bounded;
use super::{QuantityMention, Scan};
use crate::mention::numeral::in_digits;
use crate::record::Quantity;
use crate::seeds::{CurrencyPlace, Entry, Function, Noun, NounClass, NumberWord};
use crate::text::Kind;

/// What stands behind a number.
#[derive(Default)]
struct Counted<'a> {
    noun: Option<&'a Noun>,
    /// Where the noun begins; the end of the number where there is none.
    at: usize,
    /// Where it ends.
    end: usize,
    /// Where the sign of a currency before the number begins.
    sign: Option<usize>,
    currency: Option<String>,
}

impl Counted<'_> {
    fn is_measure(&self) -> bool {
        self.noun.is_some_and(|n| n.class == NounClass::Unit)
    }
}

impl Scan<'_> {
    /// A numeral with what it counts; `None` where it counts nothing.
    pub(super) fn counted(&self, number: &Bounded) -> Option<QuantityMention> {
        let what = self.what(number);
        let unit = self.unit(&what, number);
        let counts = what.noun.is_some() || !unit.is_empty() || self.may_be_bare(number);
        let fraction = number.numeral.fraction;
        let is_share = unit == "percent" || unit == "money" || unit == "count" && what.is_measure();
        let share = fraction && !is_share;
        if !counts || self.is_label(number) || fraction && what.noun.is_none() {
            return None;
        }
        let percent = |n: f64| {
            if share {
                (n * 1000.0).round() / 10.0
            } else {
                n
            }
        };
        let (min, max, approximate) = number.bounds();
        let unit = if share { "percent".to_owned() } else { unit };
        let tokens = what.sign.map_or(number.start, |at| number.start.min(at))..what.end;
        let of = (unit == "count").then(|| self.text.words(what.at..what.end).to_lowercase());
        Some(QuantityMention {
            noun: what.at,
            value: Quantity {
                min: min.map(percent),
                max: max.map(percent),
                unit,
                approximate,
                text: self.text.words(tokens.clone()).to_owned(),
                currency: what.currency,
                of,
            },
            tokens,
            class: what.noun.map(|r| r.class),
        })
    }

    /// The noun or the currency of a number.
    fn what(&self, number: &Bounded) -> Counted<'_> {
        if let Some((currency, sign)) = self.sign_before(number.at) {
            return Counted {
                at: number.end,
                end: number.end,
                sign: Some(sign),
                currency: self.lookup.seeds.currencies.get(currency).cloned(),
                ..Counted::default()
            };
        }
        // "setengah dari warga"
        let of = usize::from(number.numeral.fraction && self.is(number.end, "dari"));
        let (at, noun) = match self.noun(number.end + of) {
            (at, Some(noun)) => (at, Some(noun)),
            (_, None) => (number.end, None),
        };
        let others = usize::from(noun.is_none() && self.is(at, "lainnya"));
        let percent = usize::from(noun.is_none() && self.is(at, "%"));
        let len = noun.map_or(others + percent, |(_, len)| len);
        let noun = noun.and_then(|(ix, _)| self.lookup.seeds.nouns.get(ix));
        let (currency, len) = self.currency(at, noun, len);
        Counted {
            noun,
            at,
            end: at + len,
            sign: None,
            currency,
        }
    }

    /// The code of a noun of money, and the length of the longer of both rows.
    fn currency(&self, at: usize, noun: Option<&Noun>, len: usize) -> (Option<String>, usize) {
        let money = noun.filter(|n| n.unit.as_deref() == Some("money"));
        let known = money.and_then(|_| self.money(at, CurrencyPlace::Noun));
        let code = known.and_then(|(ix, _)| self.lookup.seeds.currencies.get(ix).cloned());
        (code, known.map_or(len, |(_, more)| more.max(len)))
    }

    /// The longest word of currency of that place that begins at a token.
    fn money(&self, at: usize, place: CurrencyPlace) -> Option<(usize, usize)> {
        (at < self.end).then_some(())?;
        let hits = self.lookup.at(at).iter().filter_map(|h| match h.entry {
            Entry::Currency(p, ix) if *p == place => Some((*ix, h.len)),
            _ => None,
        });
        hits.max_by_key(|(_, len)| *len)
    }

    /// The sign of a currency that begins at a token, right before a number.
    pub(super) fn sign(&self, at: usize) -> Option<(usize, usize)> {
        let (ix, len) = self.money(at, CurrencyPlace::Sign)?;
        self.is_digits(at + len).then_some((ix, len))
    }

    /// The longest sign that ends where a number begins, and where that sign begins.
    fn sign_before(&self, number: usize) -> Option<(usize, usize)> {
        const LONGEST: usize = 2;
        (1..=LONGEST).rev().find_map(|back| {
            let at = number.checked_sub(back).filter(|at| *at >= self.start)?;
            let (ix, len) = self.sign(at)?;
            (len == back).then_some((ix, at))
        })
    }

    /// What is counted: money, the unit of the noun, percent; empty where nothing tells.
    fn unit(&self, what: &Counted<'_>, number: &Bounded) -> String {
        match what.noun {
            _ if what.sign.is_some() => "money".to_owned(),
            Some(noun) => noun.unit.clone().unwrap_or_else(|| "count".to_owned()),
            None if self.is(number.end, "%") => "percent".to_owned(),
            None => String::new(),
        }
    }

    /// The counted noun: after classifiers and `tambahan`, at most two words on.
    fn noun(&self, end: usize) -> (usize, Option<(usize, usize)>) {
        let mut at = end;
        for _ in 0..3 {
            if at >= self.end {
                break;
            }
            let classifier = |e: &Entry| *e == Entry::Number(NumberWord::Classifier);
            let skip = self.lookup.longest(at, classifier);
            let inside = |(at, found): (usize, Option<(usize, usize)>)| {
                found.filter(|(_, len)| at + len <= self.end)
            };
            let next = skip.and_then(|len| inside((at + len, self.lookup.noun(at + len))));
            match (inside((at, self.lookup.noun(at))), skip, next) {
                (_, Some(len), Some(noun)) => return (at + len, Some(noun)),
                (Some(noun), _, _) => return (at, Some(noun)),
                (None, Some(len), None) => at += len,
                _ if self.is(at, "tambahan") => at += 1,
                _ => break,
            }
        }
        (end, None)
    }

    fn is_label(&self, number: &Bounded) -> bool {
        self.is_labelled(number.at) || self.is_named(number)
    }

    /// `Pasal 5`, and `6` in `Pasal 5 dan 6`.
    fn is_labelled(&self, mut at: usize) -> bool {
        loop {
            if self.lookup.is_labelled(self.text, at) {
                return true;
            }
            let joint = at.checked_sub(1).filter(|i| *i > self.start);
            let joint = joint.filter(|i| {
                let word = |e: &Entry| *e == Entry::Number(NumberWord::Joint);
                self.is(*i, "dan") || self.lookup.longest(*i, word) == Some(1)
            });
            match joint.map(|i| i - 1).filter(|i| self.is_digits(*i)) {
                Some(before) => at = before,
                None => return false,
            }
        }
    }

    /// `Lima Puluh Kota`, `Pemilu 2024`: capitals around a number word, or before a number like a year, make a name.
    fn is_named(&self, number: &Bounded) -> bool {
        if self.title_case || number.at == self.start {
            return false;
        }
        let capital = |i: usize| {
            let token = self.text.tokens.get(i).filter(|_| i < self.end);
            token.is_some_and(|t| t.kind == Kind::Word && t.shape.is_capital())
        };
        let year = self.text.word(number.at).parse::<u16>();
        let after_name = number.start == number.at && capital(number.at - 1);
        after_name && year.is_ok_and(|y| (1800..=2100).contains(&y))
            || capital(number.at) && capital(number.end)
    }

    /// A number without a noun counts before a verb of loss, `lainnya` or another number that has one, and after a comparator: `16 tewas`.
    fn may_be_bare(&self, number: &Bounded) -> bool {
        let (at, end) = (number.at, number.end);
        let frames = &self.lookup.seeds.frames;
        let of_loss = |ix: usize| frames.get(ix).is_some_and(|f| f.unit.is_some());
        let verbs = self.lookup.frames(end);
        let unit_verb = verbs.iter().any(|(ix, _, _)| of_loss(*ix));
        let among =
            self.is(end, "di") && (self.is(end + 1, "antara") || self.is(end + 1, "antaranya"));
        let digits = self.is_digits(at);
        let article = self.lookup.function(at, Function::Article).is_some();
        let large = in_digits(self.text.word(at)).is_some_and(|n| n > 999.0);
        let followed = unit_verb || self.is(end, "lainnya") || among || digits && self.shares(end);
        end < self.end && followed && !article || digits && large && self.comparator_before(at)
    }

    /// `500 dan 700 tentara`: the next number has the noun.
    fn shares(&self, end: usize) -> bool {
        let next = self.numerals.read(end + 1).filter(|_| self.is(end, "dan"));
        next.is_some_and(|n| self.noun(end + 1 + n.len).1.is_some())
    }

    fn comparator_before(&self, at: usize) -> bool {
        (1..=3).any(|back| {
            at.checked_sub(back)
                .is_some_and(|i| self.comparator(i).is_some_and(|(_, len)| i + len == at))
        })
    }
}
