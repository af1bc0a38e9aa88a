//! What stands at a token and around it, as the readers of dates ask for it.

use super::{Read, Scan};
use crate::seeds::{Calendar, Entry, NounClass, NumberWord, TimeUnit};
use crate::text::Kind;

impl Scan<'_> {
    /// The longest entry of the calendar that `pick` takes.
    pub(super) fn calendar<T>(
        &self,
        at: usize,
        pick: impl Fn(Calendar) -> Option<T>,
    ) -> Option<(T, usize)> {
        (at < self.end).then_some(())?;
        let hits = self.lookup.at(at).iter().filter_map(|h| match h.entry {
            Entry::Calendar(c) => Some((pick(*c)?, h.len)),
            _ => None,
        });
        hits.max_by_key(|(_, len)| *len)
    }

    /// Whether a unit of the calendar stands here: `bulan`. The word for Sunday is also the word for week.
    pub(super) fn is_unit(&self, at: usize, unit: TimeUnit) -> bool {
        self.unit(at) == Some(unit)
    }

    pub(super) fn unit(&self, at: usize) -> Option<TimeUnit> {
        let unit = self.calendar(at, |c| match c {
            Calendar::Unit(unit) => Some(unit),
            _ => None,
        });
        unit.map(|(unit, _)| unit)
    }

    /// `lalu` -1, `ini` 0, `depan` 1.
    pub(super) fn direction(&self, at: usize) -> Option<(i32, usize)> {
        self.calendar(at, |c| match c {
            Calendar::Direction(d) => Some(d),
            _ => None,
        })
    }

    /// Tokens of the time of day that begins here: `malam`, `pukul 09.30 WIB`, `waktu setempat`.
    pub(super) fn clock(&self, at: usize) -> usize {
        let mut len = 0;
        loop {
            let here = at + len;
            let word = self.calendar(here, |c| matches!(c, Calendar::Clock).then_some(()));
            let oclock = self.calendar(here, |c| matches!(c, Calendar::OClock).then_some(()));
            let timed = here + 1 < self.end && self.text.kind(here + 1) == Some(Kind::Number);
            match (word, oclock) {
                (Some(((), more)), _) => len += more,
                (None, Some(_)) if timed => len += 2,
                _ => return len,
            }
        }
    }

    /// A whole number in digits without separators.
    pub(super) fn number(&self, at: usize, low: i16, high: i16) -> Option<i16> {
        let digits = at < self.end && self.text.kind(at) == Some(Kind::Number);
        let number = digits.then(|| self.text.word(at))?.parse().ok();
        number.filter(|n| (low..=high).contains(n))
    }

    /// The month that a capitalised word names, and whether it is a short form (`Jan`, `May`).
    pub(super) fn month_name(&self, at: usize) -> Option<(i8, bool)> {
        let month = self.calendar(at, |c| match c {
            Calendar::Month(m) => Some((m, false)),
            Calendar::MonthShort(m) => Some((m, true)),
            _ => None,
        });
        month.filter(|_| self.is_capital(at)).map(|(m, _)| m)
    }

    pub(super) fn is_capital(&self, at: usize) -> bool {
        let token = self.text.tokens.get(at).filter(|_| at < self.end);
        token.is_some_and(|t| t.shape.is_capital())
    }

    /// A capitalised word that is no word of time, where capitals tell anything.
    pub(super) fn is_name_like(&self, at: usize) -> bool {
        let word = at < self.end && self.text.kind(at) == Some(Kind::Word);
        let time = self.calendar(at, Some).is_some();
        word && self.is_capital(at) && !time && !self.title_case
    }

    /// A verb, of saying or of doing.
    pub(super) fn is_verbal(&self, at: usize) -> bool {
        at < self.end
            && self.lookup.has(at, |e| match e {
                Entry::Frame(_, voice) | Entry::Report(_, voice) => !voice.is_noun(),
                _ => false,
            })
    }

    /// A preposition of time, a part of a month or the end of a range before it.
    pub(super) fn is_led(&self, at: usize) -> bool {
        let leads = |c| {
            matches!(
                c,
                Calendar::Lead | Calendar::Part(_) | Calendar::Since | Calendar::Until
            )
        };
        let ends_at = |len: usize| {
            let from = at.checked_sub(len).filter(|from| *from >= self.start);
            let lead = from.and_then(|from| self.calendar(from, |c| leads(c).then_some(())));
            lead.is_some_and(|((), l)| l == len)
        };
        ends_at(1) || ends_at(2)
    }

    /// `Universitas 17 Agustus`, `Pasar Minggu`, `Jl. 28 Oktober`: the date belongs to the name of a place.
    pub(super) fn is_in_name(&self, at: usize) -> bool {
        let before = at.checked_sub(1).filter(|i| *i >= self.start);
        let stop = before
            .filter(|i| self.is_mark(*i, "."))
            .and_then(|i| i.checked_sub(1));
        let Some(last) = stop.or(before).filter(|i| *i >= self.start) else {
            return false;
        };
        let noun = (self.start.max(last.saturating_sub(2))..=last).find(|from| {
            let class = self.lookup.noun_class(*from);
            class.is_some_and(|(class, len)| {
                from + len == last + 1 && matches!(class, NounClass::Place | NounClass::Org)
            })
        });
        noun.is_some_and(|n| self.is_capital(n)) && self.is_capital(last) && !self.title_case
    }

    /// `UU Nomor 3 Tahun 2025`: the year of a law dates nothing else.
    pub(super) fn is_label_before(&self, at: usize) -> bool {
        let Some(number) = at
            .checked_sub(1)
            .filter(|i| self.text.kind(*i) == Some(Kind::Number))
        else {
            return false;
        };
        self.lookup.is_labelled(self.text, number)
    }

    /// Whether a number in `at..end` counts what follows: `hingga 2000 orang`, but `pada 1998 negara itu`.
    pub(super) fn counts(&self, at: usize, end: usize) -> bool {
        let unit = |e: &Entry| {
            matches!(
                e,
                Entry::Number(NumberWord::Classifier | NumberWord::Multiplier(_))
            )
        };
        let noun = self.lookup.noun_class(end).filter(|_| end < self.end);
        let measure = noun.is_some_and(|(class, _)| class == NounClass::Unit);
        let bound = at > self.start
            && self
                .lookup
                .has(at - 1, |e| matches!(e, Entry::Comparator(_)));
        let definite = noun.is_some_and(|(_, len)| {
            let itu = self.calendar(end + len, |c| {
                matches!(c, Calendar::Sequence(0)).then_some(())
            });
            itu.is_some()
        });
        end < self.end
            && (self.lookup.has(end, unit) || measure || bound && noun.is_some() && !definite)
    }

    /// Whether a mark stands here.
    pub(super) fn is_mark(&self, at: usize, mark: &str) -> bool {
        at < self.end && self.text.word(at) == mark
    }

    /// Whether a token follows the one before it without a space.
    pub(super) fn is_glued(&self, at: usize) -> bool {
        let pair = at
            .checked_sub(1)
            .and_then(|i| self.text.tokens.get(i))
            .zip(self.text.tokens.get(at));
        at > self.start && at < self.end && pair.is_some_and(|(a, b)| a.end == b.start)
    }

    /// Tokens of the word or mark that joins two ends of a range; `dan` only after `antara`.
    pub(super) fn joint(&self, at: usize, between: bool) -> Option<usize> {
        (at < self.end).then_some(())?;
        let until = self.calendar(at, |c| (c == Calendar::Until).then_some(()));
        let dash = self.text.kind(at) == Some(Kind::Dash);
        let and = between && self.text.lower(at) == "dan";
        match until {
            Some(((), len)) => Some(len),
            None => (dash || and).then_some(1),
        }
    }
}

/// One more than it stood: a read that began later.
pub(super) fn later<T>(read: Read<T>, by: usize) -> Read<T> {
    (read.0 + by, read.1)
}
