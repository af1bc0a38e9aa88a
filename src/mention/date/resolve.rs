//! A partial date → a point in time.
//!
//! What is missing comes from the day of publication and the tense of the clause; a weekday beside a day and month decides
//! the year: `Senin (30/12)` in March is of the winter before.

use jiff::ToSpan;
use jiff::civil::Date;

use super::Scan;
use super::partial::Partial;
use super::point::{Point, span};
use crate::seeds::TimeUnit;

/// A day that no calendar has, such as 31 February.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct NoSuchDay;

impl Scan<'_> {
    /// The point that a partial date means; `Err` where no calendar has it, `Ok(None)` where nothing tells.
    pub(super) fn resolve(&self, date: Partial, ahead: bool) -> Result<Option<Point>, NoSuchDay> {
        match (date.day, date.month, date.year) {
            (Some(day), Some(month), Some(year)) => {
                let date = Date::new(year, month, day).map_err(|_| NoSuchDay)?;
                Ok(Some(Point::Day(date)))
            }
            (Some(day), Some(month), None) => {
                let leap = Date::new(2024, month, day);
                leap.map_err(|_| NoSuchDay)?;
                Ok(self.year_of(date, day, month, ahead).map(Point::Day))
            }
            (None, Some(month), Some(year)) => Ok(Some(Point::Month(year, month))),
            (None, Some(month), None) => Ok(self.nearest_month(date, month, ahead)),
            (None, None, Some(year)) => Ok(Some(Point::Year(year))),
            _ => Ok(self.nearest_weekday(date, ahead).map(Point::Day)),
        }
    }

    /// The year in which the weekday fits, else the latest past or the first to come.
    fn year_of(&self, date: Partial, day: i8, month: i8, ahead: bool) -> Option<Date> {
        let today = self.today?;
        let at = |by: i16| Date::new(today.year() + by, month, day).ok();
        let mut years = [0, -1, 1].into_iter().filter_map(at);
        if let Some(weekday) = date.weekday {
            let fits = |d: &Date| d.weekday().to_monday_one_offset() == weekday;
            let nearest = years.clone().filter(fits);
            if let Some(d) = nearest.min_by_key(|d| (*d - today).get_days().abs()) {
                return Some(d);
            }
        }
        let past = date.direction.is_some_and(|d| d < 0);
        let horizon = if past {
            today
        } else {
            today.checked_add(21.days()).ok()?
        };
        if !past && (ahead || date.direction.is_some_and(|d| d > 0)) {
            return years.filter(|d| *d >= today).min();
        }
        years.find(|d| *d <= horizon)
    }

    fn nearest_month(&self, date: Partial, month: i8, ahead: bool) -> Option<Point> {
        let today = self.today?;
        let ahead = date.direction.map_or(ahead, |d| d > 0);
        let year = match (ahead, month.cmp(&today.month())) {
            (true, std::cmp::Ordering::Less) => today.year() + 1,
            (false, std::cmp::Ordering::Greater) if date.direction != Some(0) => today.year() - 1,
            _ => today.year(),
        };
        Some(Point::Month(year, month))
    }

    /// The last such weekday or the next, today among the last; `lalu` and `depan` exclude today.
    fn nearest_weekday(&self, date: Partial, ahead: bool) -> Option<Date> {
        let (today, weekday) = (self.today?, date.weekday?);
        let offset = today.weekday().to_monday_one_offset();
        let since = i64::from((offset - weekday).rem_euclid(7));
        let week = |by: i32| i64::from(weekday - offset) + 7 * i64::from(by);
        let days = match (date.week, date.direction) {
            (Some(by), _) => week(by),
            (_, Some(0)) => week(0),
            (_, Some(d)) if d > 0 => 7 - since,
            (_, Some(_)) if since == 0 => -7,
            (None, None) if ahead && since > 0 => 7 - since,
            _ => -since,
        };
        today.checked_add(span(TimeUnit::Day, days)?).ok()
    }
}
