//! Words of time → EDTF, resolved against the day of publication, the tense, and the date named before.
//!
//! `partial` reads weekdays, days, months and years and `resolve` completes them, `relative` reads what counts from today
//! or from the date named last, `range` what lies between two, `tense` decides between past and coming. What stays
//! unresolved keeps its words.

mod context;
mod partial;
mod point;
mod range;
mod relative;
mod resolve;
mod tense;

use std::ops::Range;

use jiff::civil::Date;

use self::point::{Point, When};
use super::lookup::Lookup;
use super::numeral::Numerals;
use crate::seeds::{Calendar, Entry};
use crate::text::{Kind, Text};

/// A stretch that names a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateMention {
    /// Tokens of the text.
    pub tokens: Range<usize>,
    /// Extended Date/Time Format, level 1: `2024-11-18`, `2024-11`, `2024-01/2024-02`, `2025-02~`, `2009/..`;
    /// `None` where the words name a time that the text does not resolve (`beberapa hari lalu`).
    pub edtf: Option<String>,
}

/// Tokens that something takes, and what it means.
type Read<T> = (usize, T);

/// How many sentences a date stays the one that `sehari kemudian` counts from.
const MEMORY: usize = 2;

/// The date named last, and the sentence that names it.
type Anchor = Option<(usize, Point)>;

struct Scan<'a> {
    text: &'a Text<'a>,
    lookup: &'a Lookup<'a>,
    numerals: Numerals<'a>,
    today: Option<Date>,
    /// The date named last.
    anchor: Option<Point>,
    /// Whether capitals tell nothing in this sentence.
    title_case: bool,
    start: usize,
    end: usize,
}

/// The dates of all sentences, in order.
pub(super) fn find(text: &Text<'_>, lookup: &Lookup<'_>, title_case: &[bool]) -> Vec<DateMention> {
    let mut out = Vec::new();
    let mut anchor = None;
    for (sentence, s) in text.sentences.iter().enumerate() {
        let end = s.tokens.end;
        let scan = Scan {
            text,
            lookup,
            numerals: Numerals { text, lookup, end },
            today: text.article.published,
            anchor: None,
            title_case: title_case.get(sentence).copied().unwrap_or(false),
            start: s.tokens.start,
            end,
        };
        scan.sentence(sentence, &mut anchor, &mut out);
    }
    out
}

impl Scan<'_> {
    fn sentence(mut self, sentence: usize, anchor: &mut Anchor, out: &mut Vec<DateMention>) {
        let mut at = self.start;
        while at < self.end {
            if !self.may_begin(at) {
                at += 1;
                continue;
            }
            self.anchor = anchor
                .filter(|(s, _)| s + MEMORY >= sentence)
                .map(|(_, p)| p);
            let Some((len, edtf, point)) = self.bounded(at) else {
                at += self.passed_over(at);
                continue;
            };
            *anchor = point.map(|p| (sentence, p)).or(*anchor);
            let tokens = at..at + len;
            at = tokens.end;
            out.push(DateMention { tokens, edtf });
        }
    }

    /// Whether the readers need to be asked: all begin with a number, a bracket or a word of time, but for `antara` and `dari`.
    fn may_begin(&self, at: usize) -> bool {
        let kind = self.text.kind(at);
        matches!(kind, Some(Kind::Number | Kind::Slashed | Kind::Open))
            || (self.lookup).has(at, |e| matches!(e, Entry::Calendar(_) | Entry::Number(_)))
            || ["antara", "dari"].contains(&self.text.lower(at))
    }

    /// Tokens to go on by where no date begins: `31 Februari 2024` holds no date in a part of it either.
    fn passed_over(&self, at: usize) -> usize {
        match self.partial(at) {
            Some((len, date)) if self.resolve(date, false).is_err() => len,
            _ => 1,
        }
    }

    /// A time with `sejak` or `hingga` before it, or without: its length, EDTF and what to count from.
    fn bounded(&self, at: usize) -> Option<(usize, Option<String>, Option<Point>)> {
        if let Some((len, when)) = self.range(at).or_else(|| self.plain(at)) {
            return Some((len, when.edtf(), when.anchor()));
        }
        let (open, lead) = self.calendar(at, |c| match c {
            Calendar::Since => Some(When::since as fn(When) -> Option<String>),
            Calendar::Until => Some(When::until as fn(When) -> Option<String>),
            _ => None,
        })?;
        let (len, when) = self.plain(at + lead)?;
        Some((lead + len, open(when), when.anchor()))
    }

    /// One time, with the time of day that follows.
    fn plain(&self, at: usize) -> Option<Read<When>> {
        let (len, when) = self
            .part_of(at)
            .or_else(|| self.long(at))
            .or_else(|| self.lunar(at))
            .or_else(|| self.absolute(at))
            .or_else(|| self.relative(at))?;
        Some((len + self.clock(at + len), when))
    }

    /// A weekday, day, month or year.
    fn absolute(&self, at: usize) -> Option<Read<When>> {
        let (len, date) = self.partial(at)?;
        let point = self.resolve(date, self.is_ahead(at, at + len)).ok()?;
        Some((len, point.map_or(When::Unknown, When::At)))
    }

    /// `awal Februari`, `akhir tahun lalu`, `akhir 2019`: about then.
    fn part_of(&self, at: usize) -> Option<Read<When>> {
        let (part, len) = self.calendar(at, |c| match c {
            Calendar::Part(part) => Some(part),
            _ => None,
        })?;
        if let Some((more, when)) = self.weekend(at + len, part) {
            return Some((len + more, when));
        }
        let (more, when) = self
            .long(at + len)
            .or_else(|| self.month_or_year(at + len))
            .or_else(|| self.shifted(at + len))
            .or_else(|| self.this_unit(at + len))?;
        Some((len + more, when.rough()))
    }

    fn month_or_year(&self, at: usize) -> Option<Read<When>> {
        let (len, date) = self
            .partial(at)
            .filter(|(_, d)| d.day.is_none() && d.weekday.is_none())?;
        let point = self.resolve(date, self.is_ahead(at, at + len)).ok()?;
        Some((len, point.map_or(When::Unknown, When::At)))
    }

    /// `1 Muharram 1446 Hijriah`: a day of a calendar that is not resolved here.
    fn lunar(&self, at: usize) -> Option<Read<When>> {
        self.number(at, 1, 30)?;
        self.calendar(at + 1, |c| (c == Calendar::LunarMonth).then_some(()))?;
        let year = usize::from(self.number(at + 2, 1, 2000).is_some());
        let era = self.calendar(at + 2 + year, |c| (c == Calendar::LunarEra).then_some(()));
        let era = usize::from(year > 0 && era.is_some());
        Some((2 + year + era, When::Unknown))
    }
}

#[cfg(test)]
mod tests {
    use crate::mention::fixtures::with_mentions;

    /// The dates of a sentence published on Tuesday, 19 November 2024.
    fn dates(sentence: &str) -> Vec<String> {
        with_mentions(sentence, |_, found| {
            let shown = |edtf: &Option<String>| edtf.clone().unwrap_or_else(|| "?".to_owned());
            found.dates.iter().map(|d| shown(&d.edtf)).collect()
        })
    }

    #[test]
    fn a_day_without_a_year_is_the_nearest_that_is_past() {
        assert_eq!(dates("Mereka tiba pada 3 Maret."), ["2024-03-03"]);
        assert_eq!(dates("Mereka tiba pada 28 Desember."), ["2023-12-28"]);
        assert_eq!(dates("Mereka akan tiba pada 28 Desember."), ["2024-12-28"]);
    }

    #[test]
    fn a_weekday_is_the_last_unless_the_clause_is_about_what_comes() {
        assert_eq!(dates("Mereka tiba pada Senin."), ["2024-11-18"]);
        assert_eq!(dates("Mereka akan tiba pada Senin."), ["2024-11-25"]);
        assert_eq!(
            dates("\"Kami akan tiba,\" kata Budi, Senin."),
            ["2024-11-18"]
        );
    }

    #[test]
    fn what_counts_from_a_date_before_needs_one() {
        assert_eq!(
            dates("Mereka tiba pada 1 Mei 2024. Sehari kemudian, mereka pulang."),
            ["2024-05-01", "2024-05-02"]
        );
        assert_eq!(dates("Sehari kemudian, mereka pulang."), ["?"]);
    }

    #[test]
    fn a_day_that_no_calendar_has_gives_no_part_of_itself() {
        assert!(dates("Mereka pulang pada 31 Februari 2024.").is_empty());
    }
}
