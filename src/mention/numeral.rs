//! Numerals, in digits or words → their value.
//!
//! `11.000`, `3,5 juta`, `dua ratus lima puluh ribu`, `ribuan`, `beberapa ribu`. A word below a thousand multiplies the
//! number right before it, one from a thousand on closes all of its group, so that words are read once from left to right.

use super::Lookup;
use crate::seeds::{Entry, Function, NumberWord};
use crate::text::{Kind, Text};

/// A number without its noun.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Numeral {
    /// Tokens it takes.
    pub(super) len: usize,
    /// Its value, or the least it can be.
    pub(super) min: f64,
    /// Where it is a range, the most.
    pub(super) max: Option<f64>,
    /// `ribuan`: the value is only its order.
    pub(super) vague: bool,
    /// `tiga perempat`: a part of what follows.
    pub(super) fraction: bool,
}

/// Reads the numerals of a sentence that ends at `end`.
pub(super) struct Numerals<'a> {
    pub(super) text: &'a Text<'a>,
    pub(super) lookup: &'a Lookup<'a>,
    pub(super) end: usize,
}

/// The value so far: `dua ratus lima puluh ribu tiga` has a total of 250,000 and a last digit of 3.
#[derive(Default)]
struct Sum {
    /// Closed groups of thousands.
    total: f64,
    /// Tens and hundreds of the open group.
    group: f64,
    /// The number that the next word may multiply.
    last: Option<f64>,
    /// The most, as a multiple of the least.
    stretch: Option<f64>,
    vague: bool,
    fraction: bool,
}

impl Sum {
    fn is_empty(&self) -> bool {
        self.last.is_none() && self.group == 0.0 && self.total == 0.0
    }

    fn value(&self) -> f64 {
        self.total + self.group + self.last.unwrap_or(0.0)
    }

    /// Adds the next word of number; `false` where it begins another numeral.
    fn add(&mut self, word: NumberWord) -> bool {
        match word {
            NumberWord::Value(n) => return self.number(n),
            NumberWord::Fraction(n) if self.is_empty() => {
                self.last = Some(n);
                self.fraction = true;
            }
            NumberWord::Fraction(n) => self.last = self.last.map(|last| last + n),
            NumberWord::Teen => self.last = self.last.map(|last| last + 10.0),
            NumberWord::Multiplier(m) => return self.multiply(m),
            NumberWord::Vague(min, max) => {
                self.last = Some(self.last.unwrap_or(1.0) * min);
                self.stretch = max.map(|max| max / min);
                self.vague = true;
            }
            NumberWord::Some => {
                self.last = Some(1.0);
                self.vague = true;
            }
            _ => return false,
        }
        true
    }

    fn number(&mut self, n: f64) -> bool {
        if self.last.is_some() || self.group > 0.0 && n >= self.group {
            return false;
        }
        if [100.0, 1e3, 1e6, 1e9, 1e12].contains(&n) {
            self.last = Some(1.0);
            return self.multiply(n);
        }
        self.last = Some(n);
        true
    }

    fn multiply(&mut self, by: f64) -> bool {
        if by < 1000.0 {
            let Some(last) = self.last.take() else {
                return false;
            };
            self.group += last * by;
        } else {
            let group = self.group + self.last.unwrap_or(0.0);
            if group == 0.0 {
                return false;
            }
            self.total += group * by;
            (self.group, self.last) = (0.0, None);
        }
        self.fraction = false;
        true
    }
}

impl Numerals<'_> {
    /// The numeral that begins at a token.
    pub(super) fn read(&self, at: usize) -> Option<Numeral> {
        let mut sum = Sum::default();
        let mut len = 0;
        while let Some((word, used)) = self.step(at + len) {
            let digits = len > 0 && self.is_digits(at + len);
            let goes_on = match word {
                NumberWord::Teen => sum.last.is_some(),
                NumberWord::Some => len == 0 && self.multiplies(at + used),
                NumberWord::Fraction(_) => len == 0 || self.multiplies(at + len + used),
                // "2 juta 300 ribu", but not "dua puluh 300" or "62 812".
                _ if digits => sum.group == 0.0 && sum.last.is_none(),
                _ => true,
            };
            if !goes_on || !sum.add(word) {
                break;
            }
            len += used;
        }
        (len > 0).then(|| Numeral {
            len,
            min: sum.value(),
            max: sum.stretch.map(|stretch| sum.value() * stretch),
            vague: sum.vague,
            fraction: sum.fraction,
        })
    }

    fn multiplies(&self, at: usize) -> bool {
        matches!(self.step(at), Some((NumberWord::Multiplier(_), _)))
    }

    fn is_digits(&self, at: usize) -> bool {
        at < self.end && self.text.kind(at) == Some(Kind::Number)
    }

    fn step(&self, at: usize) -> Option<(NumberWord, usize)> {
        if self.is_digits(at) {
            return in_digits(self.text.word(at)).map(|n| (NumberWord::Value(n), 1));
        }
        self.number_word(at)
    }

    fn number_word(&self, at: usize) -> Option<(NumberWord, usize)> {
        (at < self.end).then_some(())?;
        // "seorang pejabat" is an article, not a count.
        if self.lookup.function(at, Function::Article) == Some(1)
            && self.text.lower(at).starts_with("se")
        {
            return None;
        }
        let hits = self.lookup.at(at).iter().filter_map(|h| match h.entry {
            Entry::Number(n) => is_cardinal(*n).then_some((*n, h.len)),
            _ => None,
        });
        hits.max_by_key(|(_, len)| *len)
    }
}

/// Whether a word is a part of a cardinal number.
fn is_cardinal(word: NumberWord) -> bool {
    matches!(
        word,
        NumberWord::Value(_)
            | NumberWord::Fraction(_)
            | NumberWord::Teen
            | NumberWord::Multiplier(_)
            | NumberWord::Vague(..)
            | NumberWord::Some
    )
}

/// `11.000` is eleven thousand, `3,5` three and a half; `0812` is a code and no number.
pub(super) fn in_digits(word: &str) -> Option<f64> {
    let mut digits = word.bytes();
    if digits.next() == Some(b'0') && digits.next().is_some_and(|b| b.is_ascii_digit()) {
        return None;
    }
    let thousands = word.split('.').skip(1).all(|group| group.len() == 3) || word.contains(',');
    let plain = if thousands {
        word.replace('.', "").replace(',', ".")
    } else {
        word.to_owned()
    };
    plain.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::in_digits;

    #[test]
    fn a_dot_groups_thousands_and_a_comma_is_the_decimal_mark() {
        assert_eq!(in_digits("11.000"), Some(11_000.0));
        assert_eq!(in_digits("3,5"), Some(3.5));
        assert_eq!(in_digits("1.250,75"), Some(1250.75));
        assert_eq!(in_digits("2.5"), Some(2.5));
        assert_eq!(in_digits("0,75"), Some(0.75));
    }

    #[test]
    fn codes_and_addresses_are_no_numbers() {
        assert_eq!(in_digits("0812"), None);
        assert_eq!(in_digits("192.168.10.24"), None);
        assert_eq!(in_digits("09:30"), None);
    }
}
