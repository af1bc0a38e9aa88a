//! Words and digits → weekday, day, month and year, as many as the text gives.
//!
//! `(19/11)`, `Senin, 18 November 2024` and `Agustus tahun lalu` are all read here; `resolve` finds what is missing. A word
//! that is also a name (`Mei`, `Pasar Minggu`) needs something beside it that tells.

use super::point::span;
use super::{Read, Scan};
use crate::seeds::{Calendar, TimeUnit};
use crate::text::Kind;

/// What the text gives of a date.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Partial {
    pub(super) weekday: Option<i8>,
    pub(super) day: Option<i8>,
    pub(super) month: Option<i8>,
    pub(super) year: Option<i16>,
    /// `lalu`, `ini`, `mendatang` in place of a year.
    pub(super) direction: Option<i32>,
    /// Whole weeks from the week of publication: `Jumat pekan lalu`.
    pub(super) week: Option<i32>,
}

impl Partial {
    /// Takes what it lacks from another that follows: in `5 sampai 9 Agustus` the first has the month of the second.
    pub(super) fn or(self, other: Self) -> Self {
        Self {
            weekday: self.weekday,
            day: self.day,
            month: self.month.or(other.month),
            year: self.year.or(other.year),
            direction: self.direction.or(other.direction),
            week: self.week.or(other.week),
        }
    }

    /// The parts that it gives, to compare two ends of a range.
    pub(super) fn precision(self) -> [bool; 3] {
        [
            self.day.is_some(),
            self.month.is_some(),
            self.weekday.is_some(),
        ]
    }
}

impl Scan<'_> {
    /// The partial date that begins at a token.
    pub(super) fn partial(&self, at: usize) -> Option<Read<Partial>> {
        self.weekday(at)
            .or_else(|| self.day(at))
            .or_else(|| self.month(at))
            .or_else(|| self.whole_year(at))
    }

    /// `Selasa (19/11/2024)`, `Senin malam`, `hari Rabu pekan lalu`.
    fn weekday(&self, at: usize) -> Option<Read<Partial>> {
        let lead = usize::from(self.is_unit(at, TimeUnit::Day));
        let (day, _) = self.calendar(at + lead, |c| match c {
            Calendar::Weekday(day) => Some(day),
            _ => None,
        })?;
        let bare = at + lead + 1;
        if !self.is_day_name(at, at + lead, day) {
            return None;
        }
        let weekday = Partial {
            weekday: Some(day),
            ..Partial::default()
        };
        let part = self.clock(bare);
        let comma = usize::from(part == 0 && self.text.kind(bare) == Some(Kind::Comma));
        if let Some((len, date)) = self
            .in_brackets(bare + part)
            .or_else(|| self.day(bare + comma).map(|(len, d)| (len + comma, d)))
        {
            let both = Partial {
                weekday: Some(day),
                ..date
            };
            return Some((lead + 1 + part + len, both));
        }
        Some(self.of_week(bare, weekday, lead + 1))
    }

    /// `lalu`, `kemarin`, `pekan depan` after a weekday; `len` is what is read already.
    fn of_week(&self, at: usize, weekday: Partial, len: usize) -> Read<Partial> {
        let comma = usize::from(self.text.kind(at) == Some(Kind::Comma));
        if self.is_unit(at + comma, TimeUnit::Week)
            && let Some((week, more)) = self.direction(at + comma + 1)
        {
            let week = Some(week);
            return (len + comma + 1 + more, Partial { week, ..weekday });
        }
        let Some((direction, more)) = self.direction(at) else {
            return (len, weekday);
        };
        let direction = Some(direction);
        (
            len + more,
            Partial {
                direction,
                ..weekday
            },
        )
    }

    /// Whether a word that can be a weekday is one here: `Minggu` is also a week and part of names.
    fn is_day_name(&self, at: usize, name: usize, day: i8) -> bool {
        let feast = self.calendar(name, |c| (c == Calendar::Feast).then_some(()));
        if feast.is_some() || self.is_in_name(at) {
            return false;
        }
        let led = at < name || self.is_led(at);
        let capital = self.is_capital(name);
        let dated = self.in_brackets(name + 1).is_some() || self.clock(name + 1) > 0;
        if !capital {
            return day != 7 && (led || dated);
        }
        let inside = !led && !dated && self.is_name_like(name - usize::from(name > self.start));
        let sandwiched = inside && name > self.start && self.is_name_like(name + 1);
        let week = day == 7 && !led && name == self.start && self.direction(name + 1).is_some();
        !sandwiched && !week
    }

    /// `23 Oktober 2024`, `tanggal 7 Februari`, `tanggal 5 bulan ini`, `2024-10-31`, `(24/10)`.
    fn day(&self, at: usize) -> Option<Read<Partial>> {
        if self.is_in_name(at) {
            return None;
        }
        let lead = self.calendar(at, |c| (c == Calendar::Date).then_some(()));
        let lead = lead.map_or(0, |((), len)| len);
        let stop = usize::from(lead > 0 && self.is_mark(at + lead, "."));
        let first = at + lead + stop;
        let digits = self
            .numeric(first)
            .or_else(|| self.in_brackets(at))
            .or_else(|| {
                self.slashed(first)
                    .filter(|(_, d)| lead > 0 || d.year.is_some())
            });
        if let Some((len, date)) = digits {
            return Some((len + first - at, date));
        }
        let day = i8::try_from(self.number(first, 1, 31)?).ok()?;
        let day = Partial {
            day: Some(day),
            ..Partial::default()
        };
        let of_month = |(len, date): Read<Partial>| (first + 1 + len - at, date);
        self.month_of(first + 1, day)
            .or_else(|| self.this_month(first + 1, day).filter(|_| lead > 0))
            .map(of_month)
    }

    /// A month, with its year or direction, behind the day that `date` holds.
    fn month_of(&self, at: usize, date: Partial) -> Option<Read<Partial>> {
        let month = Some(self.month_name(at)?.0);
        let (len, year) = self.year_behind(at + 1);
        let date = Partial {
            day: date.day,
            month,
            ..year
        };
        Some((1 + len, date))
    }

    /// `bulan ini`, `bulan lalu` behind `tanggal 5`.
    fn this_month(&self, at: usize, date: Partial) -> Option<Read<Partial>> {
        let (direction, len) = self
            .direction(at + 1)
            .filter(|_| self.is_unit(at, TimeUnit::Month))?;
        let month = self
            .today?
            .first_of_month()
            .checked_add(span(TimeUnit::Month, direction.into())?)
            .ok()?;
        let date = Partial {
            month: Some(month.month()),
            year: Some(month.year()),
            ..date
        };
        Some((1 + len, date))
    }

    /// What stands behind a month: `2022`, `tahun 2022`, `tahun lalu`, `lalu`.
    fn year_behind(&self, at: usize) -> Read<Partial> {
        let word = usize::from(self.is_unit(at, TimeUnit::Year));
        if let Some(year) = self.number(at + word, 1000, 2100) {
            let year = Some(year);
            return (
                word + 1,
                Partial {
                    year,
                    ..Partial::default()
                },
            );
        }
        match self.direction(at + word) {
            Some((direction, len)) if word == 1 => {
                let today = self.today.map(|t| i32::from(t.year()) + direction);
                let year = today.and_then(|y| i16::try_from(y).ok());
                (
                    1 + len,
                    Partial {
                        year,
                        ..Partial::default()
                    },
                )
            }
            Some((direction, len)) => {
                let direction = Some(direction);
                (
                    len,
                    Partial {
                        direction,
                        ..Partial::default()
                    },
                )
            }
            None => (0, Partial::default()),
        }
    }

    /// `Februari 2022`, `bulan Agustus`, `Agustus lalu`; alone only where a month may stand.
    fn month(&self, at: usize) -> Option<Read<Partial>> {
        let lead = usize::from(self.is_unit(at, TimeUnit::Month));
        let (len, date) = self.month_of(at + lead, Partial::default())?;
        let dated = date.year.is_some() || date.direction.is_some();
        let (_, short) = self.month_name(at + lead)?;
        let after_day = at > self.start && self.number(at - 1, 1, 99).is_some();
        let stands = dated && !after_day || !short && (lead > 0 || self.may_be_month(at, len));
        (stands && !self.is_in_name(at)).then_some((lead + len, date))
    }

    /// Whether a bare month is no name: `pada April`, but `kata April` and `Mei Ling`.
    fn may_be_month(&self, at: usize, len: usize) -> bool {
        if self.is_led(at) {
            return true;
        }
        let before = at > self.start
            && (self.is_name_like(at - 1)
                || self.number(at - 1, 0, 9999).is_some()
                || self.lookup.report(at - 1).is_some());
        let after = self.is_name_like(at + len) || self.is_verbal(at + len);
        !before && !after
    }

    /// `2019` after `tahun` or a preposition of time, unless it counts something.
    fn whole_year(&self, at: usize) -> Option<Read<Partial>> {
        let word = usize::from(self.is_unit(at, TimeUnit::Year));
        let year = Some(self.number(at + word, 1000, 2100)?);
        let stands = if word == 1 {
            !self.is_label_before(at)
        } else {
            self.is_led(at) && !self.counts(at, at + 1)
        };
        let date = Partial {
            year,
            ..Partial::default()
        };
        stands.then_some((word + 1, date))
    }

    /// `(19/11/2024)`, `(24/10)`, `(18 November 2024)` is read without its brackets.
    pub(super) fn in_brackets(&self, at: usize) -> Option<Read<Partial>> {
        let (len, date) = self
            .slashed(at + 1)
            .filter(|_| self.text.kind(at) == Some(Kind::Open))?;
        let closed = self.text.kind(at + 1 + len) == Some(Kind::Close);
        closed.then_some((len + 2, date))
    }

    /// `19/11/2024`, `24/10`.
    pub(super) fn slashed(&self, at: usize) -> Option<Read<Partial>> {
        let slashed = at < self.end && self.text.kind(at) == Some(Kind::Slashed);
        let mut parts = slashed.then(|| self.text.word(at))?.split('/');
        let (day, month) = (parts.next()?, parts.next()?);
        Some((1, numbers(day, month, parts.next())?))
    }

    /// `2024-10-31`, `31-10-2024`, `31.10.2024`.
    fn numeric(&self, at: usize) -> Option<Read<Partial>> {
        self.number(at, 1, 2100)
            .or_else(|| self.dotted(at).map(|_| 0))?;
        if let Some(date) = self.dotted(at) {
            return Some((1, date));
        }
        let glued = (at + 1..at + 5).all(|i| self.is_glued(i)) && !self.is_glued(at);
        let dashes = [at + 1, at + 3].iter().all(|i| self.is_mark(*i, "-"));
        if !glued
            || !dashes
            || at + 5 > self.end
            || self.is_glued(at + 5) && self.is_mark(at + 5, "-")
        {
            return None;
        }
        let [a, b, c] = [at, at + 2, at + 4].map(|i| self.text.word(i));
        let (day, year) = if a.len() == 4 { (c, a) } else { (a, c) };
        (year.len() == 4).then_some(())?;
        Some((5, numbers(day, b, Some(year))?))
    }

    fn dotted(&self, at: usize) -> Option<Partial> {
        let number = at < self.end && self.text.kind(at) == Some(Kind::Number);
        let parts: Vec<&str> = number.then(|| self.text.word(at))?.split('.').collect();
        match parts.as_slice() {
            [day, month, year] if year.len() == 4 => numbers(day, month, Some(year)),
            _ => None,
        }
    }
}

/// A date in digits; a year of two digits is of this century.
fn numbers(day: &str, month: &str, year: Option<&str>) -> Option<Partial> {
    let day: i8 = day.parse().ok().filter(|d| (1..=31).contains(d))?;
    let month: i8 = month.parse().ok().filter(|m| (1..=12).contains(m))?;
    let year = match year {
        Some(y) => {
            let y: i16 = y.parse().ok()?;
            Some(if y < 100 { y + 2000 } else { y })
        }
        None => None,
    };
    Some(Partial {
        day: Some(day),
        month: Some(month),
        year,
        ..Partial::default()
    })
}
