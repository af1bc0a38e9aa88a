//! A time with its precision, and how EDTF writes it.
//!
//! Decades and quarters have no form at EDTF level 1 that all readers know, so they are intervals.

use std::fmt;

use jiff::Span;
use jiff::civil::Date;

use crate::seeds::TimeUnit;

/// A year, a month or a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Point {
    Year(i16),
    Month(i16, i8),
    Day(Date),
}

impl Point {
    /// The point of that precision which holds a day; `None` for units that have none.
    pub(super) fn holding(unit: TimeUnit, day: Date) -> Option<Self> {
        Some(match unit {
            TimeUnit::Day | TimeUnit::Week => Self::Day(day),
            TimeUnit::Month => Self::Month(day.year(), day.month()),
            TimeUnit::Year => Self::Year(day.year()),
            _ => return None,
        })
    }

    /// As coarse as `unit`; `None` where it is coarser already.
    pub(super) fn widened(self, unit: TimeUnit) -> Option<Self> {
        match (self, unit) {
            (Self::Day(day), _) => Self::holding(unit, day),
            (Self::Month(year, month), TimeUnit::Month) => Some(Self::Month(year, month)),
            (Self::Month(year, _) | Self::Year(year), TimeUnit::Year) => Some(Self::Year(year)),
            _ => None,
        }
    }

    /// The first day of it.
    pub(super) fn first(self) -> Option<Date> {
        match self {
            Self::Year(year) => Date::new(year, 1, 1).ok(),
            Self::Month(year, month) => Date::new(year, month, 1).ok(),
            Self::Day(day) => Some(day),
        }
    }

    /// So many of its own unit later, or of `unit` for weeks.
    pub(super) fn moved(self, unit: TimeUnit, by: i64) -> Option<Self> {
        let day = self.first()?.checked_add(span(unit, by)?).ok()?;
        Some(match self {
            Self::Year(_) => Self::Year(day.year()),
            Self::Month(..) => Self::Month(day.year(), day.month()),
            Self::Day(_) => Self::Day(day),
        })
    }
}

/// `by` units as a span of the calendar; `None` where it leaves the range of dates.
pub(super) fn span(unit: TimeUnit, by: i64) -> Option<Span> {
    let new = Span::new();
    match unit {
        TimeUnit::Day => new.try_days(by).ok(),
        TimeUnit::Week => new.try_weeks(by).ok(),
        TimeUnit::Month => new.try_months(by).ok(),
        TimeUnit::Quarter => new.try_months(by.checked_mul(3)?).ok(),
        TimeUnit::HalfYear => new.try_months(by.checked_mul(6)?).ok(),
        TimeUnit::Year => new.try_years(by).ok(),
        TimeUnit::Decade => new.try_years(by.checked_mul(10)?).ok(),
        TimeUnit::Century => new.try_years(by.checked_mul(100)?).ok(),
        _ => None,
    }
}

impl fmt::Display for Point {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Year(year) => write!(f, "{year:04}"),
            Self::Month(year, month) => write!(f, "{year:04}-{month:02}"),
            Self::Day(day) => write!(f, "{day}"),
        }
    }
}

/// What an expression of time means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum When {
    /// Then.
    At(Point),
    /// About then: `awal Februari`.
    About(Point),
    /// All the time between.
    Between(Point, Point),
    /// An expression of time that the text does not resolve.
    Unknown,
}

impl When {
    /// The time that `kemudian` and `sebelumnya` count from.
    pub(super) fn anchor(self) -> Option<Point> {
        match self {
            Self::At(point) | Self::About(point) => Some(point),
            Self::Between(..) | Self::Unknown => None,
        }
    }

    /// `awal` before it: about then, as far as it is one point.
    pub(super) fn rough(self) -> Self {
        match self {
            Self::At(point) => Self::About(point),
            other => other,
        }
    }

    /// Extended Date/Time Format, level 1.
    pub(super) fn edtf(self) -> Option<String> {
        Some(match self {
            Self::At(point) => point.to_string(),
            Self::About(point) => format!("{point}~"),
            Self::Between(from, to) => format!("{from}/{to}"),
            Self::Unknown => return None,
        })
    }

    /// From then on, with an open end.
    pub(super) fn since(self) -> Option<String> {
        let edtf = self.edtf()?;
        Some(format!("{}/..", edtf.split('/').next()?))
    }

    /// Up to then, with an open beginning.
    pub(super) fn until(self) -> Option<String> {
        let edtf = self.edtf()?;
        Some(format!("../{}", edtf.rsplit('/').next()?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_point_moves_in_its_own_precision() {
        let month = Point::Month(2024, 11);
        assert_eq!(
            month.moved(TimeUnit::Month, -11),
            Some(Point::Month(2023, 12))
        );
        assert_eq!(month.moved(TimeUnit::Month, i64::MAX), None);
        assert_eq!(Point::Year(2024).widened(TimeUnit::Day), None);
    }

    #[test]
    fn intervals_are_open_on_the_side_that_the_text_leaves_open() {
        let year = When::At(Point::Year(2009));
        assert_eq!(year.since().as_deref(), Some("2009/.."));
        assert_eq!(year.rough().until().as_deref(), Some("../2009~"));
        assert_eq!(When::Unknown.since(), None);
    }
}
