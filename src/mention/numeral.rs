//! Numerals, in digits or words → their value.
//!
//! `11.000`, `3,5 juta`, `dua belas ribu`, `ribuan`, `beberapa ribu`. A word below a thousand multiplies what stands
//! before it, one from a thousand on closes a group, so that words are read once from left to right.

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
}

/// Reads the numerals of a sentence that ends at `end`.
pub(super) struct Numerals<'a> {
    pub(super) text: &'a Text<'a>,
    pub(super) lookup: &'a Lookup<'a>,
    pub(super) end: usize,
}

/// The value so far: closed groups of thousands, and the group that is still open.
#[derive(Default)]
struct Sum {
    total: f64,
    part: Option<f64>,
    vague: bool,
}

impl Sum {
    /// Adds the next word of number; `false` where it begins another numeral.
    fn add(&mut self, word: NumberWord) -> bool {
        match word {
            NumberWord::Value(n) => {
                if self.part.is_some_and(|p| p < 20.0 && n < 20.0) {
                    return false;
                }
                self.part = Some(self.part.unwrap_or(0.0) + n);
            }
            NumberWord::Teen => self.part = self.part.map(|p| p + 10.0),
            NumberWord::Multiplier(m) => {
                let group = self.part.unwrap_or(1.0) * m;
                if m >= 1000.0 {
                    self.total += group;
                    self.part = None;
                } else {
                    self.part = Some(group);
                }
            }
            NumberWord::Vague(n) => {
                self.part = Some(n);
                self.vague = true;
            }
            NumberWord::Some => self.vague = true,
            NumberWord::Collective(_) | NumberWord::Classifier | NumberWord::Ordinal => {
                return false;
            }
        }
        true
    }
}

impl Numerals<'_> {
    /// The numeral that begins at a token.
    pub(super) fn read(&self, at: usize) -> Option<Numeral> {
        let mut sum = Sum::default();
        let mut len = 0;
        while let Some((word, used)) = self.step(at + len) {
            match word {
                NumberWord::Teen if sum.part.is_none() => return None,
                NumberWord::Some if len > 0 || !self.multiplies(at + used) => break,
                _ if !sum.add(word) => break,
                _ => len += used,
            }
        }
        let some = len > 0 && (sum.part.is_some() || sum.total > 0.0);
        some.then_some(Numeral {
            len,
            min: sum.total + sum.part.unwrap_or(0.0),
            max: None,
            vague: sum.vague,
        })
    }

    fn multiplies(&self, at: usize) -> bool {
        matches!(self.step(at), Some((NumberWord::Multiplier(_), _)))
    }

    fn step(&self, at: usize) -> Option<(NumberWord, usize)> {
        let token = self.text.tokens.get(at).filter(|_| at < self.end)?;
        if token.kind == Kind::Number {
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
            Entry::Number(n) if !matches!(n, NumberWord::Classifier | NumberWord::Ordinal) => {
                Some((*n, h.len))
            }
            _ => None,
        });
        hits.max_by_key(|(_, len)| *len)
    }
}

/// `11.000` is eleven thousand, `3,5` three and a half.
pub(super) fn in_digits(word: &str) -> Option<f64> {
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
    }
}
