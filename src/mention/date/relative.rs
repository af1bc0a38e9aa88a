//! Times that count from today or from the date named last.
//!
//! `dua hari lalu` and `pekan depan` count from the day of publication, `dua hari kemudian` and `tahun yang sama` from
//! the date that the text named last. A span (`tiga bulan terakhir`) has today as one end.

use super::context::later;
use super::point::{Point, When, span};
use super::{Read, Scan};
use crate::seeds::{Calendar, Entry, NumberWord, Part, TimeUnit};

impl Scan<'_> {
    /// `kemarin`, `keesokan harinya`, `dua pekan lalu`, `bulan depan`.
    pub(super) fn relative(&self, at: usize) -> Option<Read<When>> {
        self.named_day(at)
            .or_else(|| self.counted(at))
            .or_else(|| self.shifted(at))
    }

    fn named_day(&self, at: usize) -> Option<Read<When>> {
        let (from, len) = self.calendar(at, |c| match c {
            Calendar::Relative(days) => Some((self.today.map(Point::Day), days)),
            Calendar::Then(days) => {
                Some((self.anchor.filter(|a| matches!(a, Point::Day(_))), days))
            }
            _ => None,
        })?;
        let (from, days) = from;
        let day = from.and_then(|day| day.moved(TimeUnit::Day, days.into()));
        Some((len, day.map_or(When::Unknown, When::At)))
    }

    /// `dua hari lalu`, `sepekan kemudian`, `tiga bulan terakhir`, `beberapa hari lagi`.
    fn counted(&self, at: usize) -> Option<Read<When>> {
        let (count, unit, len) = self.count(at)?;
        let behind = at + len;
        if let Some((sign, more)) = self.calendar(behind, |c| match c {
            Calendar::Span(sign) => Some(sign),
            _ => None,
        }) {
            return Some((len + more, self.since_today(count, unit, sign)));
        }
        if let Some((sign, more)) = self.direction(behind).filter(|(sign, _)| *sign != 0) {
            return Some((len + more, self.by_today(count, unit, sign)));
        }
        let (sign, more) = self.sequence(behind).filter(|(sign, _)| *sign != 0)?;
        Some((len + more, self.by_anchor(count, unit, sign)))
    }

    /// How many, of which unit; the number is `None` where the text leaves it open.
    fn count(&self, at: usize) -> Option<(Option<i64>, TimeUnit, usize)> {
        if let Some((unit, len)) = self.calendar(at, |c| match c {
            Calendar::OneUnit(unit) => Some(unit),
            _ => None,
        }) {
            return Some((Some(1), unit, len));
        }
        if let Some(numeral) = self.numerals.read(at) {
            let whole = !numeral.vague && numeral.min.fract() == 0.0 && numeral.min <= 1e4;
            #[expect(clippy::cast_possible_truncation, reason = "whole and small")]
            let count = whole.then_some(numeral.min as i64);
            return Some((count, self.unit(at + numeral.len)?, numeral.len + 1));
        }
        let some = |e: &Entry| *e == Entry::Number(NumberWord::Some);
        let len = self.lookup.longest(at, some).filter(|_| at < self.end)?;
        Some((None, self.unit(at + len)?, len + 1))
    }

    fn sequence(&self, at: usize) -> Option<(i32, usize)> {
        self.calendar(at, |c| match c {
            Calendar::Sequence(sign) => Some(sign),
            _ => None,
        })
    }

    /// `tiga bulan terakhir`: from then to today, or from today on.
    fn since_today(&self, count: Option<i64>, unit: TimeUnit, sign: i32) -> When {
        let between = || {
            let today = self.today?;
            let (unit, by) = in_days(unit, count?);
            let other = today.checked_add(span(unit, by * i64::from(sign))?).ok()?;
            let precision = match unit {
                TimeUnit::Month | TimeUnit::Quarter | TimeUnit::HalfYear => TimeUnit::Month,
                TimeUnit::Year | TimeUnit::Decade | TimeUnit::Century => TimeUnit::Year,
                _ => TimeUnit::Day,
            };
            let (a, b) = if sign < 0 {
                (other, today)
            } else {
                (today, other)
            };
            Some(When::Between(
                Point::holding(precision, a)?,
                Point::holding(precision, b)?,
            ))
        };
        between().unwrap_or(When::Unknown)
    }

    /// `dua hari lalu`: as precise as its unit; a week is all its days, a decade is rough.
    fn by_today(&self, count: Option<i64>, unit: TimeUnit, sign: i32) -> When {
        let when = || {
            let today = self.today?;
            let (unit, by) = in_days(unit, count?);
            let day = today.checked_add(span(unit, by * i64::from(sign))?).ok()?;
            Some(match unit {
                TimeUnit::Week => return week(day),
                TimeUnit::Month | TimeUnit::Quarter | TimeUnit::HalfYear => {
                    When::At(Point::Month(day.year(), day.month()))
                }
                TimeUnit::Year => When::At(Point::Year(day.year())),
                TimeUnit::Decade | TimeUnit::Century => When::About(Point::Year(day.year())),
                _ => When::At(Point::Day(day)),
            })
        };
        when().unwrap_or(When::Unknown)
    }

    /// `dua hari kemudian`: from the date named last, as precise as the unit.
    fn by_anchor(&self, count: Option<i64>, unit: TimeUnit, sign: i32) -> When {
        let (unit, by) = in_days(unit, count.unwrap_or(0));
        let from = self.anchor.filter(|_| count.is_some());
        let point = from.and_then(|a| a.widened(unit)?.moved(unit, by * i64::from(sign)));
        point.map_or(When::Unknown, When::At)
    }

    /// `pekan lalu`, `tahun ini`, `bulan depan`, `tahun yang sama`.
    pub(super) fn shifted(&self, at: usize) -> Option<Read<When>> {
        let unit = self.unit(at).or_else(|| self.week_or_sunday(at))?;
        if let Some((sign, more)) = self.direction(at + 1) {
            let named = matches!(unit, TimeUnit::Week | TimeUnit::Month | TimeUnit::Year);
            return named.then(|| (1 + more, self.by_today(Some(1), unit, sign)));
        }
        // "5 tahun itu" is an age or a length, no year.
        let after_number = at > self.start && self.numerals.read(at - 1).is_some();
        let (sign, more) = self.sequence(at + 1).filter(|_| !after_number)?;
        let known = Point::holding(unit, self.today.unwrap_or_default()).is_some();
        let when = match unit {
            TimeUnit::Week => When::Unknown,
            _ => self.by_anchor(Some(1), unit, sign),
        };
        known.then_some((1 + more, when))
    }

    /// `Minggu lalu` at the start of a sentence: a capital tells nothing there.
    fn week_or_sunday(&self, at: usize) -> Option<TimeUnit> {
        let sunday = self.calendar(at, |c| (c == Calendar::Weekday(7)).then_some(()));
        let week = at == self.start || self.title_case;
        (week && sunday.is_some()).then_some(TimeUnit::Week)
    }

    /// `akhir pekan lalu`, `akhir pekan`: Saturday and Sunday.
    pub(super) fn weekend(&self, at: usize, part: Part) -> Option<Read<When>> {
        if part != Part::Late || !self.is_unit(at, TimeUnit::Week) {
            return None;
        }
        let (by, len) = self.direction(at + 1).unwrap_or((0, 0));
        let days = || {
            let monday = monday(self.today?)?;
            let saturday = monday
                .checked_add(span(TimeUnit::Day, 5 + 7 * i64::from(by))?)
                .ok()?;
            Some(When::Between(
                Point::Day(saturday),
                Point::Day(saturday.tomorrow().ok()?),
            ))
        };
        Some((1 + len, days().unwrap_or(When::Unknown)))
    }

    /// `akhir tahun`, `awal bulan` without more: of this one.
    pub(super) fn this_unit(&self, at: usize) -> Option<Read<When>> {
        let unit = self.unit(at)?;
        if self.numerals.read(at + 1).is_some()
            || !matches!(unit, TimeUnit::Week | TimeUnit::Month | TimeUnit::Year)
        {
            return None;
        }
        Some((1, self.by_today(Some(0), unit, 0)))
    }

    /// Periods longer than a month that have a number of their own: `kuartal III 2024`, `1990-an`, `abad ke-16`.
    pub(super) fn long(&self, at: usize) -> Option<Read<When>> {
        self.quarter(at)
            .or_else(|| self.decade(at))
            .or_else(|| self.century(at))
    }

    /// `kuartal III 2024`, `triwulan I-2024`, `semester kedua tahun lalu`, `paruh pertama 2024`.
    fn quarter(&self, at: usize) -> Option<Read<When>> {
        let months = match self.unit(at)? {
            TimeUnit::Quarter => 3,
            TimeUnit::HalfYear => 6,
            _ => return None,
        };
        let word = (at + 1 < self.end).then(|| self.text.word(at + 1))?;
        let (number, glued) = word.split_once('-').unwrap_or((word, ""));
        let number = i8::try_from(self.ordinal(at + 1).or_else(|| ordinal(number))?).ok()?;
        let (len, year) = match glued.parse() {
            Ok(year) => (2, year),
            Err(_) => later(self.year_after(at + 2)?, 2),
        };
        (number >= 1 && number * months <= 12).then_some(())?;
        let from = Point::Month(year, (number - 1) * months + 1);
        Some((
            len,
            When::Between(from, Point::Month(year, number * months)),
        ))
    }

    /// `2024`, `tahun 2024`, `tahun lalu`, `-2024` behind a quarter.
    fn year_after(&self, at: usize) -> Option<Read<i16>> {
        let skip = usize::from(
            self.is_mark(at, "-") || self.is_mark(at, "/") || self.is_unit(at, TimeUnit::Year),
        );
        if let Some(year) = self.number(at + skip, 1000, 2100) {
            return Some((skip + 1, year));
        }
        let (sign, len) = self
            .direction(at + 1)
            .filter(|_| self.is_unit(at, TimeUnit::Year))?;
        let year = self.today?.year().checked_add(i16::try_from(sign).ok()?)?;
        Some((1 + len, year))
    }

    fn ordinal(&self, at: usize) -> Option<u16> {
        self.lookup.at(at).iter().find_map(|h| match h.entry {
            Entry::Number(NumberWord::Ordinal(n)) if h.len == 1 => Some(*n),
            _ => None,
        })
    }

    /// `1990-an`, `tahun 1990-an`, `era 80-an`.
    fn decade(&self, at: usize) -> Option<Read<When>> {
        let unit = matches!(self.unit(at), Some(TimeUnit::Year | TimeUnit::Decade));
        let first = at + usize::from(unit);
        let year = self.number(first, 10, 2090).filter(|y| y % 10 == 0)?;
        let suffix = self.is_mark(first + 1, "-") && self.is_mark(first + 2, "an");
        let glued = self.is_glued(first + 1) && self.is_glued(first + 2);
        let full = year >= 1000 && !self.counts(first, first + 3);
        let short = year < 100 && (unit || self.is_led(first));
        (suffix && glued && (full || short)).then_some(())?;
        let from = if full { year } else { year + 1900 };
        let when = When::Between(Point::Year(from), Point::Year(from + 9));
        Some((first + 3 - at, when))
    }

    /// `abad ke-16`, `abad XVI`.
    fn century(&self, at: usize) -> Option<Read<When>> {
        let here = self.is_unit(at, TimeUnit::Century) && at + 1 < self.end;
        let word = here.then(|| self.text.word(at + 1))?;
        let number = word.strip_prefix("ke-").unwrap_or(word);
        let century = i16::try_from(number.parse().ok().or_else(|| ordinal(number))?).ok()?;
        (1..=21).contains(&century).then_some(())?;
        let from = Point::Year((century - 1) * 100 + 1);
        Some((2, When::Between(from, Point::Year(century * 100))))
    }
}

/// Hours and less in whole days, everything else as it is.
fn in_days(unit: TimeUnit, count: i64) -> (TimeUnit, i64) {
    match unit {
        TimeUnit::Hour => (TimeUnit::Day, count / 24),
        TimeUnit::Minute | TimeUnit::Second => (TimeUnit::Day, 0),
        _ => (unit, count),
    }
}

/// The Monday on or before a day.
fn monday(day: jiff::civil::Date) -> Option<jiff::civil::Date> {
    let back = i64::from(day.weekday().to_monday_zero_offset());
    day.checked_sub(span(TimeUnit::Day, back)?).ok()
}

/// Monday to Sunday around a day.
fn week(day: jiff::civil::Date) -> Option<When> {
    let first = monday(day)?;
    let last = first.checked_add(span(TimeUnit::Day, 6)?).ok()?;
    Some(When::Between(Point::Day(first), Point::Day(last)))
}

/// A number in digits or in Roman numerals.
fn ordinal(word: &str) -> Option<u16> {
    let value = |c| match c {
        'I' => Some(1),
        'V' => Some(5),
        'X' => Some(10),
        _ => None,
    };
    if let Ok(number) = word.parse() {
        return Some(number);
    }
    let values: Vec<u16> = word.chars().map(value).collect::<Option<_>>()?;
    let signed = values.iter().enumerate().map(|(i, v)| {
        let less = values.get(i + 1).is_some_and(|next| next > v);
        let v = i32::from(*v);
        if less { -v } else { v }
    });
    u16::try_from(signed.sum::<i32>()).ok().filter(|n| *n > 0)
}

#[cfg(test)]
mod tests {
    use super::ordinal;

    #[test]
    fn roman_numerals_subtract_what_stands_before_a_greater_one() {
        assert_eq!(ordinal("XIV"), Some(14));
        assert_eq!(ordinal("III"), Some(3));
        assert_eq!(ordinal("2"), Some(2));
        assert_eq!(ordinal("kedua"), None);
        assert_eq!(ordinal(""), None);
    }
}
