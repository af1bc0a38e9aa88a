//! Two times with a word or a dash between them.
//!
//! `5 sampai 9 Agustus`, `28 Oktober-3 November 2024`, `antara Januari dan Maret`, `1910-1945`: what the first lacks
//! it takes from the second, and an end that would come before its beginning is no range.

use super::partial::Partial;
use super::point::{Point, When};
use super::{Read, Scan};
use crate::seeds::Calendar;
use crate::text::Kind;

impl Scan<'_> {
    pub(super) fn range(&self, at: usize) -> Option<Read<When>> {
        let between = at < self.end && self.text.lower(at) == "antara";
        let from = between
            || at < self.end && self.text.lower(at) == "dari"
            || self
                .calendar(at, |c| (c == Calendar::Since).then_some(()))
                .is_some();
        let lead = usize::from(from);
        let (len, when) = self.ends(at + lead, between, from)?;
        Some((lead + len, when))
    }

    fn ends(&self, at: usize, between: bool, led: bool) -> Option<Read<When>> {
        let (first_len, first) = self.first_end(at)?;
        let joint = at + first_len + self.joint(at + first_len, between)?;
        let (second_len, second) = self.partial(joint).or_else(|| self.year_end(joint))?;
        let end = joint + second_len;
        let ahead = self.is_ahead(at, end);
        let unlike = first.or(second).precision() != second.precision();
        // "sejak 20 Oktober 2024 hingga 2029": each end stands by itself.
        let alone = unlike && led && first.year.is_some() && second.year.is_some();
        let first = if alone { first } else { first.or(second) };
        if unlike && !alone || !self.is_range(at, joint, end, led, first) {
            return None;
        }
        if let Some(read) = self.days_in_brackets(end, first) {
            return Some((end + read.0 - at, read.1));
        }
        let begin = self.resolve(first, ahead).ok()??;
        let last = self.resolve(second, ahead).ok()??;
        let (begin, last) = if first.day.is_none() && first.weekday.is_some() {
            (begin, after(begin, last)?)
        } else {
            (earlier(begin, last)?, last)
        };
        Some((end - at, When::Between(begin, last)))
    }

    /// A partial date, or a day or year that only the second end explains.
    fn first_end(&self, at: usize) -> Option<Read<Partial>> {
        self.partial(at)
            .or_else(|| self.year_end(at))
            .or_else(|| {
                let day = i8::try_from(self.number(at, 1, 31)?).ok();
                Some((
                    1,
                    Partial {
                        day,
                        ..Partial::default()
                    },
                ))
            })
            .filter(|_| !self.is_in_name(at))
    }

    fn year_end(&self, at: usize) -> Option<Read<Partial>> {
        let year = Some(self.number(at, 1000, 2100)?);
        Some((
            1,
            Partial {
                year,
                ..Partial::default()
            },
        ))
    }

    /// Two bare years are a range with a dash or after `dari`, unless they are part of a longer number.
    fn is_range(&self, at: usize, joint: usize, end: usize, led: bool, first: Partial) -> bool {
        let only_years = first.precision() == [false; 3];
        let dash = self.text.kind(joint - 1) == Some(Kind::Dash);
        let inside = dash
            && (self.is_mark(at.wrapping_sub(1), "-") && self.is_glued(at)
                || self.is_mark(end, "-") && self.is_glued(end));
        let counts = self.counts(at, end);
        !only_years || (led || dash || self.is_led(at)) && !inside && !counts
    }

    /// `Sabtu-Minggu (16-17/11)`: the days in brackets say which.
    fn days_in_brackets(&self, at: usize, first: Partial) -> Option<Read<When>> {
        let open = first.weekday.is_some() && self.text.kind(at) == Some(Kind::Open);
        let day = i8::try_from(open.then(|| self.number(at + 1, 1, 31))??).ok()?;
        let joint = at + 2 + self.joint(at + 2, false)?;
        let (len, last) = self.slashed(joint)?;
        (self.text.kind(joint + len) == Some(Kind::Close)).then_some(())?;
        let begin = Partial {
            day: Some(day),
            ..last
        };
        let last = self.resolve(last, false).ok()??;
        let begin = self.resolve(begin, false).ok()??;
        (begin <= last).then_some((joint + len + 1 - at, When::Between(begin, last)))
    }
}

/// The first end, in the year before where it would come after the last.
fn earlier(begin: Point, last: Point) -> Option<Point> {
    let begin = match (begin, last) {
        (Point::Day(a), Point::Day(b)) if a > b => {
            Point::Day(a.checked_sub(jiff::Span::new().years(1)).ok()?)
        }
        (Point::Month(year, month), last) if begin > last => Point::Month(year - 1, month),
        _ => begin,
    };
    (begin.first() < last.first()).then_some(begin)
}

/// The first weekday of that name after the beginning.
fn after(begin: Point, last: Point) -> Option<Point> {
    let (Point::Day(a), Point::Day(b)) = (begin, last) else {
        return None;
    };
    let days = i64::from((b - a).get_days().rem_euclid(7));
    let day = a.checked_add(jiff::Span::new().days(days)).ok()?;
    (days > 0).then_some(Point::Day(day))
}
