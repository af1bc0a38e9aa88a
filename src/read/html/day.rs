//! A date of a page's metadata → the day on which readers of the outlet saw it.
//!
//! Not obvious: `2024-10-28T23:30:00+07:00` is the 28th, as written, though it is the 28th 16:30 in Greenwich; a
//! time in Greenwich (`Z`) is counted in Western Indonesian Time, where most outlets are.

use jiff::civil::{Date, DateTime};
use jiff::{SignedDuration, fmt::rfc2822};

/// Hours from Greenwich to Western Indonesian Time.
const WIB: i64 = 7;

/// The day of `2024-10-28`, `2024/10/28 19:04`, `2024-10-28T19:04:00+0700` or
/// `Mon, 28 Oct 2024 19:04:00 +0700`.
pub(in super::super) fn day(value: &str) -> Option<Date> {
    let value = value.trim();
    iso(value).or_else(|| {
        let zoned = rfc2822::parse(value).ok()?;
        let greenwich = zoned.offset().is_zero();
        if greenwich {
            in_wib(zoned.datetime())
        } else {
            Some(zoned.date())
        }
    })
}

fn iso(value: &str) -> Option<Date> {
    let day: Date = value.get(..10)?.replace('/', "-").parse().ok()?;
    let time = value.get(10..)?.trim_start_matches(['T', 't', ' ']);
    let hour = time.get(..2).and_then(|hour| hour.parse::<i8>().ok());
    let minute = time.get(3..5).and_then(|minute| minute.parse::<i8>().ok());
    let greenwich = ["Z", "z", "+00:00", "+0000", "UTC", "GMT"]
        .iter()
        .any(|zone| time.ends_with(zone));
    let clock = hour.zip(minute).filter(|_| greenwich);
    let moment = clock.and_then(|(hour, minute)| {
        DateTime::new(day.year(), day.month(), day.day(), hour, minute, 0, 0).ok()
    });
    moment.and_then(in_wib).or(Some(day))
}

fn in_wib(greenwich: DateTime) -> Option<Date> {
    let moment = greenwich
        .checked_add(SignedDuration::from_hours(WIB))
        .ok()?;
    Some(moment.date())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::day;

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
            assert_eq!(day(value), Some(date(2024, 10, 28)), "{value}");
        }
    }

    #[test]
    fn keeps_silent_on_other_things() {
        for value in [
            "",
            "kemarin",
            "2024-13-01",
            "28 Oktober 2024",
            "é2024-10-28",
            "9999-12-31T23:59Zé",
            "12345678901234",
        ] {
            assert!(
                day(value).is_none_or(|day| day == date(9999, 12, 31)),
                "{value}"
            );
        }
    }
}
