//! EDTF → Period: the first and last day that a date of a claim may mean.
//!
//! Of EDTF (ISO 8601-2) the forms that extraction gives are read: `2024`, `2024-11`, `2024-11-18`,
//! intervals `a/b` with an open end (`..` or nothing), and the marks `~ ? %`. A date marked rough
//! reaches one unit of its own precision further on both sides.

use jiff::{Span, civil::Date};

/// A stretch of days, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// First day; [`Date::MIN`] where the beginning is open.
    pub first: Date,
    /// Last day; [`Date::MAX`] where the end is open.
    pub last: Date,
}

impl Period {
    /// Reads an EDTF date or interval; `None` for what is no date.
    ///
    /// ```
    /// use simpul::graph::Period;
    /// let month = Period::parse("2024-11").unwrap();
    /// assert_eq!(month.last.to_string(), "2024-11-30");
    /// assert!(month.contains(Period::parse("2024-11-18").unwrap()));
    /// ```
    #[must_use]
    pub fn parse(edtf: &str) -> Option<Self> {
        match edtf.split_once('/') {
            None => one(edtf),
            Some((from, to)) => {
                let first = if open(from) {
                    Date::MIN
                } else {
                    one(from)?.first
                };
                let last = if open(to) { Date::MAX } else { one(to)?.last };
                (first <= last).then_some(Self { first, last })
            }
        }
    }

    /// Whether every day of the other is a day of this one.
    #[must_use]
    pub fn contains(self, other: Self) -> bool {
        self.first <= other.first && other.last <= self.last
    }

    /// Whether they share a day.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.first <= other.last && other.first <= self.last
    }

    /// Number of days from the first to the last.
    #[must_use]
    pub fn length(self) -> i32 {
        days_between(self.first, self.last)
    }
}

/// Whole days from one date to another.
pub(super) fn days_between(from: Date, to: Date) -> i32 {
    (to - from).get_days()
}

/// An open end of an interval.
fn open(end: &str) -> bool {
    end.is_empty() || end == ".."
}

/// A single date with its marks.
fn one(text: &str) -> Option<Period> {
    let bare = text.trim_end_matches(['~', '?', '%']);
    let (exact, unit) = parts(bare)?;
    if text.get(bare.len()..)?.contains(['~', '%']) {
        return Some(Period {
            first: exact.first.saturating_sub(unit),
            last: exact.last.saturating_add(unit),
        });
    }
    Some(exact)
}

/// The days of a bare date, and the unit of its precision.
fn parts(text: &str) -> Option<(Period, Span)> {
    let numbers: Vec<&str> = text.split('-').collect();
    let year = number(numbers.first()?, 4)?;
    let month = numbers.get(1).map(|m| number(m, 2));
    let day = numbers.get(2).map(|d| number(d, 2));
    match (month, day, numbers.len()) {
        (None, _, _) => {
            let first = Date::new(year, 1, 1).ok()?;
            Some((
                Period {
                    first,
                    last: first.last_of_year(),
                },
                Span::new().years(1),
            ))
        }
        (Some(month), None, _) => {
            let first = Date::new(year, i8::try_from(month?).ok()?, 1).ok()?;
            Some((
                Period {
                    first,
                    last: first.last_of_month(),
                },
                Span::new().months(1),
            ))
        }
        (Some(month), Some(day), 3) => {
            let (month, day) = (i8::try_from(month?).ok()?, i8::try_from(day?).ok()?);
            let first = Date::new(year, month, day).ok()?;
            Some((Period { first, last: first }, Span::new().days(1)))
        }
        _ => None,
    }
}

/// A run of exactly so many digits.
fn number(text: &str, digits: usize) -> Option<i16> {
    let right = text.len() == digits && text.bytes().all(|b| b.is_ascii_digit());
    right.then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(edtf: &str) -> (String, String) {
        let period = Period::parse(edtf).unwrap();
        (period.first.to_string(), period.last.to_string())
    }

    #[test]
    fn precision_gives_the_bounds() {
        assert_eq!(days("2024"), ("2024-01-01".into(), "2024-12-31".into()));
        assert_eq!(days("2024-02"), ("2024-02-01".into(), "2024-02-29".into()));
        assert_eq!(
            days("2024-11-18"),
            ("2024-11-18".into(), "2024-11-18".into())
        );
    }

    #[test]
    fn an_interval_runs_from_the_first_of_one_to_the_last_of_the_other() {
        assert_eq!(
            days("2024-01/2024-02"),
            ("2024-01-01".into(), "2024-02-29".into())
        );
        assert_eq!(Period::parse("2024-11/..").unwrap().last, Date::MAX);
        assert_eq!(Period::parse("/2024").unwrap().first, Date::MIN);
    }

    #[test]
    fn a_rough_date_reaches_one_unit_further() {
        assert_eq!(days("2024-11~"), ("2024-10-01".into(), "2024-12-30".into()));
        assert_eq!(days("2024-11-18?"), days("2024-11-18"));
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for bad in [
            "",
            "kemarin",
            "2024-13",
            "2024-02-30",
            "24-01",
            "2024-1",
            "2024-01-01-01",
            "2025/2024",
        ] {
            assert_eq!(Period::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn containment_and_overlap() {
        let [month, day, next] =
            ["2024-11", "2024-11-30", "2024-12"].map(|t| Period::parse(t).unwrap());
        assert!(month.contains(day) && !day.contains(month));
        assert!(month.overlaps(day) && !month.overlaps(next));
        assert_eq!(month.length(), 29);
    }
}
