//! Words of time → EDTF, resolved against the day of publication.
//!
//! A month or weekday without a year is the nearest one that is not in the future. What cannot be
//! resolved (no day of publication) is no date here; its words stay in the evidence.

use std::ops::Range;

use jiff::civil::Date;
use jiff::{Span, ToSpan};

use super::lookup::Lookup;
use crate::seeds::{Calendar, Entry, TimeUnit};
use crate::text::{Kind, Text};

/// A stretch that names a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateMention {
    /// Tokens of the text.
    pub tokens: Range<usize>,
    /// Extended Date/Time Format, level 1: `2024-11-18`, `2024-11`, `2024-01/2024-02`, `2025-02~`.
    pub edtf: String,
}

struct Scan<'a> {
    text: &'a Text<'a>,
    lookup: &'a Lookup<'a>,
    today: Option<Date>,
    end: usize,
}

/// The dates of a sentence.
pub(super) fn find(text: &Text<'_>, lookup: &Lookup<'_>, tokens: Range<usize>) -> Vec<DateMention> {
    let scan = Scan {
        text,
        lookup,
        today: text.article.published,
        end: tokens.end,
    };
    let mut out = Vec::new();
    let mut at = tokens.start;
    while at < tokens.end {
        match scan.date(at) {
            Some((len, edtf)) => {
                let len = scan.with_clock(at, len);
                out.push(DateMention {
                    tokens: at..at + len,
                    edtf,
                });
                at += len;
            }
            None => at += 1,
        }
    }
    out
}

impl Scan<'_> {
    fn date(&self, at: usize) -> Option<(usize, String)> {
        self.between(at)
            .or_else(|| self.day(at))
            .or_else(|| self.slashed_in_brackets(at))
            .or_else(|| self.weekday(at))
            .or_else(|| self.part_of(at))
            .or_else(|| self.month(at))
            .or_else(|| self.relative(at))
            .or_else(|| self.unit(at))
            .or_else(|| self.year(at))
    }

    fn calendar(&self, at: usize) -> Option<(Calendar, usize)> {
        (at < self.end).then_some(())?;
        let hits = self.lookup.at(at).iter().filter_map(|h| match h.entry {
            Entry::Calendar(c) => Some((*c, h.len)),
            _ => None,
        });
        hits.max_by_key(|(_, len)| *len)
    }

    /// Length with the part of the day that follows: `Selasa (28/6) malam`.
    fn with_clock(&self, at: usize, len: usize) -> usize {
        match self.calendar(at + len) {
            Some((Calendar::Clock, more)) => len + more,
            _ => len,
        }
    }

    fn is_word(&self, at: usize, words: &[&str]) -> bool {
        at < self.end && words.contains(&self.text.word(at).to_lowercase().as_str())
    }

    fn month_at(&self, at: usize) -> Option<i8> {
        let capital = self.text.tokens.get(at)?.shape.is_capital();
        match self.calendar(at)? {
            (Calendar::Month(m), 1) if capital => Some(m),
            _ => None,
        }
    }

    fn number_at(&self, at: usize, low: i16, high: i16) -> Option<i16> {
        let token = self
            .text
            .tokens
            .get(at)
            .filter(|t| at < self.end && t.kind == Kind::Number)?;
        let text = self.text.article.text.get(token.start..token.end)?;
        text.parse().ok().filter(|n| (low..=high).contains(n))
    }

    fn year_at(&self, at: usize) -> Option<i16> {
        self.number_at(at, 1800, 2100)
    }

    /// `23 Oktober 2024`, `7 Februari`, `tanggal 7 Februari`.
    fn day(&self, at: usize) -> Option<(usize, String)> {
        let lead = usize::from(self.is_word(at, &["tanggal"]));
        let day = i8::try_from(self.number_at(at + lead, 1, 31)?).ok()?;
        let month = self.month_at(at + lead + 1)?;
        if let Some(year) = self.year_at(at + lead + 2) {
            return Some((lead + 3, Date::new(year, month, day).ok()?.to_string()));
        }
        let date = self.latest(|year| Date::new(year, month, day).ok())?;
        Some((lead + 2, date.to_string()))
    }

    /// The latest date not after today that `at_year` makes; a few days ahead are still "this year".
    fn latest(&self, at_year: impl Fn(i16) -> Option<Date>) -> Option<Date> {
        let today = self.today?;
        let horizon = today.checked_add(21.days()).ok()?;
        at_year(today.year())
            .filter(|d| *d <= horizon)
            .or_else(|| at_year(today.year() - 1))
    }

    /// `(19/11/2024)`, `(24/10)`.
    fn slashed_in_brackets(&self, at: usize) -> Option<(usize, String)> {
        let open = usize::from(self.text.tokens.get(at)?.kind == Kind::Open);
        let date = self.slashed(at + open)?;
        let closed = self
            .text
            .tokens
            .get(at + open + 1)
            .is_some_and(|t| t.kind == Kind::Close);
        Some((
            open + 1 + usize::from(open == 1 && closed),
            date.to_string(),
        ))
    }

    fn slashed(&self, at: usize) -> Option<Date> {
        let token = self
            .text
            .tokens
            .get(at)
            .filter(|t| at < self.end && t.kind == Kind::Slashed)?;
        let mut parts = self
            .text
            .article
            .text
            .get(token.start..token.end)?
            .split('/');
        let day: i8 = parts.next()?.parse().ok()?;
        let month: i8 = parts.next()?.parse().ok()?;
        match parts.next() {
            Some(year) => {
                let year: i16 = year.parse().ok()?;
                Date::new(if year < 100 { year + 2000 } else { year }, month, day).ok()
            }
            None => self.latest(|year| Date::new(year, month, day).ok()),
        }
    }

    /// `Selasa (19/11/2024)`, `Senin, 28 Oktober 2024`, `hari Rabu`, `Rabu`.
    fn weekday(&self, at: usize) -> Option<(usize, String)> {
        let lead = usize::from(self.is_word(at, &["hari"]));
        let (Calendar::Weekday(day), 1) = self.calendar(at + lead)? else {
            return None;
        };
        let capital = self.text.tokens.get(at + lead)?.shape.is_capital();
        let next = at + lead + 1;
        let follows = self.calendar(next).map(|(c, _)| c);
        let comma = usize::from(
            self.text
                .tokens
                .get(next)
                .is_some_and(|t| t.kind == Kind::Comma),
        );
        if let Some((len, edtf)) = self
            .slashed_in_brackets(next)
            .or_else(|| self.day(next + comma).map(|(l, e)| (l + comma, e)))
        {
            return Some((lead + 1 + len, edtf));
        }
        let is_week = day == 7 && matches!(follows, Some(Calendar::Direction(_)));
        if !capital || is_week {
            return None;
        }
        let (skip, days) = match follows {
            Some(Calendar::Direction(1)) => (1, self.until(day)?),
            Some(Calendar::Direction(-1)) => (1, -self.since(day)?),
            _ => (0, -self.since(day)?),
        };
        let date = self.today?.checked_add(Span::new().days(days)).ok()?;
        Some((lead + 1 + skip, date.to_string()))
    }

    fn since(&self, day: i8) -> Option<i64> {
        Some(i64::from(
            (self.today?.weekday().to_monday_one_offset() - day).rem_euclid(7),
        ))
    }

    fn until(&self, day: i8) -> Option<i64> {
        Some(7 - self.since(day)?)
    }

    /// `Februari 2022`, `bulan Agustus`, `Agustus`, `Agustus tahun lalu`.
    fn month(&self, at: usize) -> Option<(usize, String)> {
        let lead = usize::from(self.is_word(at, &["bulan"]));
        let month = self.month_at(at + lead)?;
        let next = at + lead + 1;
        if let Some(year) = self.year_at(next) {
            return Some((lead + 2, format!("{year:04}-{month:02}")));
        }
        if self.is_word(next, &["tahun"]) {
            if let Some((Calendar::Direction(d), _)) = self.calendar(next + 1) {
                let year = i32::from(self.today?.year()) + d;
                return Some((lead + 3, format!("{year:04}-{month:02}")));
            }
            if let Some(year) = self.year_at(next + 1) {
                return Some((lead + 3, format!("{year:04}-{month:02}")));
            }
        }
        let today = self.today?;
        let year = if month <= today.month() {
            today.year()
        } else {
            today.year() - 1
        };
        let skip = usize::from(matches!(
            self.calendar(next),
            Some((Calendar::Direction(-1), 1))
        ));
        Some((lead + 1 + skip, format!("{year:04}-{month:02}")))
    }

    /// `awal Februari`, `akhir tahun lalu`: about then.
    fn part_of(&self, at: usize) -> Option<(usize, String)> {
        let (Calendar::Part(_), len) = self.calendar(at)? else {
            return None;
        };
        let (rest, edtf) = self
            .month(at + len)
            .or_else(|| self.unit(at + len))
            .or_else(|| self.year(at + len))?;
        let vague = if edtf.contains('/') || edtf.ends_with('~') {
            edtf
        } else {
            format!("{edtf}~")
        };
        Some((len + rest, vague))
    }

    /// `kemarin`, `hari ini`.
    fn relative(&self, at: usize) -> Option<(usize, String)> {
        let (Calendar::Relative(days), len) = self.calendar(at)? else {
            return None;
        };
        let date = self.today?.checked_add(Span::new().days(days)).ok()?;
        Some((len, date.to_string()))
    }

    /// `pekan lalu`, `tahun ini`, `bulan depan`, `dua hari lalu`.
    fn unit(&self, at: usize) -> Option<(usize, String)> {
        let (Calendar::Unit(unit), len) = self.calendar(at)? else {
            return self.week(at);
        };
        if unit == TimeUnit::Year
            && let Some(year) = self.year_at(at + len)
        {
            return Some((len + 1, format!("{year:04}")));
        }
        self.shifted(unit, at + len, len)
    }

    /// `Minggu lalu`: the word for Sunday is also the word for week.
    fn week(&self, at: usize) -> Option<(usize, String)> {
        let (Calendar::Weekday(7), 1) = self.calendar(at)? else {
            return None;
        };
        self.shifted(TimeUnit::Week, at + 1, 1)
    }

    fn shifted(&self, unit: TimeUnit, at: usize, len: usize) -> Option<(usize, String)> {
        let (Calendar::Direction(direction), more) = self.calendar(at)? else {
            return None;
        };
        let today = self.today?;
        let edtf = match unit {
            TimeUnit::Year => format!("{:04}", i32::from(today.year()) + direction),
            TimeUnit::Month => {
                let day = today
                    .first_of_month()
                    .checked_add(Span::new().months(direction))
                    .ok()?;
                format!("{:04}-{:02}", day.year(), day.month())
            }
            TimeUnit::Week => {
                let monday = today
                    .checked_sub(
                        Span::new().days(i64::from(today.weekday().to_monday_zero_offset())),
                    )
                    .ok()?;
                let first = monday.checked_add(Span::new().weeks(direction)).ok()?;
                format!("{first}/{}", first.checked_add(6.days()).ok()?)
            }
            _ => return None,
        };
        Some((len + more, edtf))
    }

    /// A bare `2017` after `pada`, `sejak`, `tahun`, `hingga`.
    fn year(&self, at: usize) -> Option<(usize, String)> {
        let year = self.year_at(at)?;
        let before = at.checked_sub(1).map(|i| self.text.word(i).to_lowercase());
        let fits = before.is_some_and(|w| {
            [
                "pada", "sejak", "tahun", "hingga", "di", "sampai", "akhir", "awal",
            ]
            .contains(&w.as_str())
        });
        fits.then(|| (1, format!("{year:04}")))
    }

    /// `antara Januari dan Februari`, `1910-1945`.
    fn between(&self, at: usize) -> Option<(usize, String)> {
        if self.is_word(at, &["antara"]) {
            let (first, from) = self.month(at + 1).or_else(|| self.day(at + 1))?;
            let joint = at + 1 + first;
            self.is_word(joint, &["dan", "hingga", "sampai"])
                .then_some(())?;
            let (second, to) = self.month(joint + 1).or_else(|| self.day(joint + 1))?;
            return Some((first + second + 2, format!("{from}/{to}")));
        }
        let (from, to) = (self.year_at(at)?, self.year_at(at + 2)?);
        (self.text.tokens.get(at + 1)?.kind == Kind::Dash && from < to)
            .then(|| (3, format!("{from}/{to}")))
    }
}

#[cfg(test)]
mod tests {
    use crate::mention::fixtures::with_mentions;

    /// The dates of a sentence published on Tuesday, 19 November 2024.
    fn dates(sentence: &str) -> Vec<String> {
        with_mentions(sentence, |_, found| {
            found.dates.iter().map(|d| d.edtf.clone()).collect()
        })
    }

    #[test]
    fn a_day_without_a_year_is_the_nearest_that_is_past() {
        assert_eq!(dates("Mereka tiba pada 3 Maret."), ["2024-03-03"]);
        assert_eq!(dates("Mereka tiba pada 28 Desember."), ["2023-12-28"]);
        assert_eq!(dates("Mereka tiba pada Minggu (17/11)."), ["2024-11-17"]);
    }

    #[test]
    fn a_weekday_counts_back_from_the_day_of_publication() {
        assert_eq!(dates("Mereka tiba pada Senin."), ["2024-11-18"]);
        assert_eq!(dates("Mereka tiba kemarin."), ["2024-11-18"]);
    }

    #[test]
    fn a_span_stays_as_wide_as_the_words() {
        assert_eq!(dates("Mereka tiba pekan lalu."), ["2024-11-11/2024-11-17"]);
        assert_eq!(dates("Mereka tiba tahun lalu."), ["2023"]);
        assert_eq!(dates("Mereka tiba pada awal Februari."), ["2024-02~"]);
        assert_eq!(
            dates("Mereka tinggal antara Januari dan Maret."),
            ["2024-01/2024-03"]
        );
    }

    #[test]
    fn a_month_in_lower_case_is_another_word() {
        assert!(dates("Mereka menunggu di maret itu.").is_empty());
    }
}
