//! A date as a page or a field gives it → day, time of day and distance from Greenwich, as far as given.
//!
//! Not obvious: the day is the one on which readers of the outlet saw it. `2024-10-28T23:30:00+07:00` is the 28th, as
//! written, though it is the 28th 16:30 in Greenwich; a time in Greenwich (`Z`) is counted in Western Indonesian
//! Time, where most outlets are.

use std::fmt;

use jiff::civil::{Date, Time};
use jiff::tz::Offset;
use jiff::{SignedDuration, fmt::rfc2822};

use super::dates::{self, Calendar, Named};

/// Hours from Greenwich to Western Indonesian Time.
const WIB: i64 = 7;

/// A day, with its time where that is known, and the zone of that where it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Moment {
    date: Date,
    time: Option<Time>,
    offset: Option<Offset>,
}

impl Moment {
    /// The day on which readers of the outlet saw it.
    pub(super) fn day(self) -> Date {
        let greenwich = self.offset.is_some_and(Offset::is_zero);
        let moved = self.time.filter(|_| greenwich).and_then(|time| {
            let moment = self.date.to_datetime(time);
            moment.checked_add(SignedDuration::from_hours(WIB)).ok()
        });
        moved.map_or(self.date, jiff::civil::DateTime::date)
    }

    /// `2024-10-28T19:04:00+07:00`; nothing where only the day is known.
    pub(super) fn with_time(self) -> Option<String> {
        self.time.map(|_| self.to_string())
    }

    /// The moment that a date of a text and the time of day beside it name.
    pub(super) fn beside(named: &Named, text: &str, calendar: &Calendar) -> Option<Self> {
        let after = text.get(named.range.end..).unwrap_or_default();
        let before = text.get(..named.start).unwrap_or_default();
        let clock = dates::clock(after, calendar).or_else(|| dates::clock(before, calendar));
        Some(Self {
            date: named.full()?,
            time: clock.map(|(time, _)| time),
            offset: clock.and_then(|(_, offset)| offset),
        })
    }
}

/// A day alone.
impl From<Date> for Moment {
    fn from(date: Date) -> Self {
        let (time, offset) = (None, None);
        Self { date, time, offset }
    }
}

/// As ISO 8601 writes it, as far as it is known.
impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.date)?;
        let Some(time) = self.time else { return Ok(()) };
        let (hour, minute, second) = (time.hour(), time.minute(), time.second());
        write!(f, "T{hour:02}:{minute:02}:{second:02}")?;
        let Some(offset) = self.offset else {
            return Ok(());
        };
        let minutes = offset.seconds() / 60;
        let sign = if minutes < 0 { '-' } else { '+' };
        let (hours, minutes) = (minutes.abs() / 60, minutes.abs() % 60);
        write!(f, "{sign}{hours:02}:{minutes:02}")
    }
}

/// What a field holds: ISO 8601, RFC 2822, or a date as news writes it.
pub(super) fn given(value: &str, calendar: &Calendar) -> Option<Moment> {
    machine(value).or_else(|| {
        let named = dates::find(value, calendar);
        let full = named.iter().find(|named| named.full().is_some())?;
        Moment::beside(full, value, calendar)
    })
}

/// `2024-10-28`, `2024/10/28 19:04`, `2024-10-28T19:04:00+0700`, `Mon, 28 Oct 2024 19:04:00 +0700`.
pub(super) fn machine(value: &str) -> Option<Moment> {
    let value = value.trim();
    iso(value).or_else(|| {
        let zoned = rfc2822::parse(value).ok()?;
        Some(Moment {
            date: zoned.date(),
            time: Some(zoned.time()),
            offset: Some(zoned.offset()),
        })
    })
}

fn iso(value: &str) -> Option<Moment> {
    let date: Date = value.get(..10)?.replace('/', "-").parse().ok()?;
    let rest = value
        .get(10..)?
        .trim_start_matches(['T', 't', ' ', ',', '|']);
    let clock = rest
        .find(|c: char| !(c.is_ascii_digit() || matches!(c, ':' | '.')))
        .unwrap_or(rest.len());
    let (clock, zone) = rest.split_at_checked(clock)?;
    let mut parts = clock.split([':', '.']).map(str::parse::<i8>);
    let (hour, minute) = (
        parts.next().and_then(Result::ok),
        parts.next().and_then(Result::ok),
    );
    let second = parts.next().and_then(Result::ok).unwrap_or(0);
    let time = hour
        .zip(minute)
        .and_then(|(hour, minute)| Time::new(hour, minute, second, 0).ok());
    Some(Moment {
        date,
        time,
        offset: time.and_then(|_| offset(zone.trim())),
    })
}

/// `Z`, `UTC`, `+07:00`, `+0700`, `GMT+7`, `WIB`.
fn offset(zone: &str) -> Option<Offset> {
    match zone.to_ascii_uppercase().as_str() {
        "Z" | "UTC" | "GMT" => return Some(Offset::UTC),
        "WIB" => return hours(7),
        "WITA" => return hours(8),
        "WIT" => return hours(9),
        _ => {}
    }
    let zone = zone.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    let sign = match zone.chars().next()? {
        '+' => 1,
        '-' => -1,
        _ => return None,
    };
    let digits: String = zone.chars().filter(char::is_ascii_digit).collect();
    let (hour, minute) = match digits.len() {
        1 | 2 => (digits.parse::<i32>().ok()?, 0),
        4 => (
            digits.get(..2)?.parse().ok()?,
            digits.get(2..)?.parse().ok()?,
        ),
        _ => return None,
    };
    Offset::from_seconds(sign * (hour * 3600 + minute * 60)).ok()
}

fn hours(hours: i8) -> Option<Offset> {
    Offset::from_hours(hours).ok()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::super::dates::tests::calendar;
    use super::*;

    #[test]
    fn the_local_day_is_kept() {
        for value in [
            "2024-10-28",
            "2024-10-28T23:30:00+07:00",
            "2024-10-28T00:30:00+0900",
            "2024/10/28 19:04:00",
            "2024-10-28 19:04:00 WIB",
            "2024-10-27T17:30:00Z",
            "2024-10-27T17:30:00.000+00:00",
            "Mon, 28 Oct 2024 01:04:00 +0700",
            "Sun, 27 Oct 2024 18:04:00 GMT",
        ] {
            let day = machine(value).map(Moment::day);
            assert_eq!(day, Some(date(2024, 10, 28)), "{value}");
        }
    }

    #[test]
    fn time_and_zone_stay_as_given() {
        for (value, moment) in [
            ("2024-10-28", "2024-10-28"),
            ("2024-10-28T23:30:00+07:00", "2024-10-28T23:30:00+07:00"),
            ("2024-10-28T23:30:05.120Z", "2024-10-28T23:30:05+00:00"),
            ("2024-10-28 19:04 GMT+8", "2024-10-28T19:04:00+08:00"),
            ("2024/10/28 19:04:00", "2024-10-28T19:04:00"),
            ("28 Oktober 2024 | 19.04 WITA", "2024-10-28T19:04:00+08:00"),
            ("Senin, 28 Oktober 2024 19:04", "2024-10-28T19:04:00"),
            ("19:04 WIT, 28 Oktober 2024", "2024-10-28T19:04:00+09:00"),
            ("28/10/2024", "2024-10-28"),
            (
                "Mon, 28 Oct 2024 19:04:00 -0330",
                "2024-10-28T19:04:00-03:30",
            ),
        ] {
            let given = given(value, &calendar()).unwrap();
            assert_eq!(given.to_string(), moment, "{value}");
        }
        assert_eq!(given("28/10/2024", &calendar()).unwrap().with_time(), None);
    }

    #[test]
    fn keeps_silent_on_other_things() {
        for value in ["", "kemarin", "2024-13-01", "12345678901234"] {
            assert_eq!(given(value, &calendar()), None, "{value}");
        }
        assert!(machine("28 Oktober 2024").is_none());
        assert!(machine("é2024-10-28").is_none());
        assert!(machine("9999-12-31T23:59Zé").is_some_and(|last| last.day() == date(9999, 12, 31)));
    }
}
