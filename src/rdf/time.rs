//! EDTF → the days between which something began and ended.
//!
//! Reads what records hold (day, month, year, season-free intervals, `~` and `?` marks) and gives
//! nothing for the rest: the EDTF string itself always stands beside the bounds. A mark such as
//! `2024-11~` does not widen them.

use jiff::civil::Date;

/// First and last possible day of beginning and end; `None` where open or unknown.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) struct Bounds {
    pub(super) earliest_begin: Option<Date>,
    pub(super) latest_begin: Option<Date>,
    pub(super) earliest_end: Option<Date>,
    pub(super) latest_end: Option<Date>,
}

/// Bounds of an EDTF string ([EDTF, levels 0 and 1](https://www.loc.gov/standards/datetime/)).
///
/// A single date says that it happened within that span; an interval, that it lasted from within
/// the first span to within the second.
pub(super) fn bounds(edtf: &str) -> Bounds {
    if let Some((from, to)) = edtf.split_once('/') {
        let (from, to) = (span(from), span(to));
        return Bounds {
            earliest_begin: from.map(|s| s.0),
            latest_begin: from.map(|s| s.1),
            earliest_end: to.map(|s| s.0),
            latest_end: to.map(|s| s.1),
        };
    }
    let span = span(edtf);
    Bounds {
        earliest_begin: span.map(|s| s.0),
        latest_end: span.map(|s| s.1),
        ..Bounds::default()
    }
}

/// First and last day of `2024`, `2024-11` or `2024-11-18`.
fn span(text: &str) -> Option<(Date, Date)> {
    let text = text.trim_matches(['~', '?', '%']);
    if let Ok(day) = day(text) {
        return Some((day, day));
    }
    let (year, month) = text
        .split_once('-')
        .map_or((text, None), |(y, m)| (y, Some(m)));
    let year = number(year, 4)?;
    let (first, last) = match month {
        Some(month) => {
            let month = i8::try_from(number(month, 2)?).ok()?;
            (month, month)
        }
        None => (1, 12),
    };
    let last = Date::new(year, last, 1).ok()?.last_of_month();
    Some((Date::new(year, first, 1).ok()?, last))
}

/// `YYYY-MM-DD` and nothing else; jiff alone would also take times.
pub(super) fn day(text: &str) -> Result<Date, jiff::Error> {
    Date::strptime("%Y-%m-%d", text)
}

/// Whether a text is a time of day with or without its distance from Greenwich, `19:04:00+07:00`.
pub(super) fn is_clock(text: &str) -> bool {
    let (clock, zone) = text.split_at_checked(8).unwrap_or((text, "?"));
    let zoned = zone.is_empty() || jiff::fmt::strtime::parse("%:z", zone).is_ok();
    zoned && jiff::civil::Time::strptime("%H:%M:%S", clock).is_ok()
}

/// Exactly `width` ASCII digits.
fn number(text: &str, width: usize) -> Option<i16> {
    let sound = text.len() == width && text.bytes().all(|b| b.is_ascii_digit());
    sound.then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clocks() {
        for text in ["19:04:00", "19:04:00+07:00", "00:00:59-03:30"] {
            assert!(is_clock(text), "{text}");
        }
        for text in ["", "19:04", "19:04:00WIB", "25:04:00", "19:04:00é"] {
            assert!(!is_clock(text), "{text}");
        }
    }

    fn shown(edtf: &str) -> [String; 4] {
        let b = bounds(edtf);
        [
            b.earliest_begin,
            b.latest_begin,
            b.earliest_end,
            b.latest_end,
        ]
        .map(|d| d.map_or_else(|| "-".to_owned(), |d| d.to_string()))
    }

    #[test]
    fn single_dates_bound_begin_and_end() {
        assert_eq!(shown("2024-11-18"), ["2024-11-18", "-", "-", "2024-11-18"]);
        assert_eq!(shown("2024-02"), ["2024-02-01", "-", "-", "2024-02-29"]);
        assert_eq!(shown("2024~"), ["2024-01-01", "-", "-", "2024-12-31"]);
    }

    #[test]
    fn intervals_bound_both_ends() {
        assert_eq!(
            shown("2024-01/2024-02-03"),
            ["2024-01-01", "2024-01-31", "2024-02-03", "2024-02-03"]
        );
        assert_eq!(shown("../2024"), ["-", "-", "2024-01-01", "2024-12-31"]);
    }

    #[test]
    fn what_is_not_understood_gives_nothing() {
        for odd in [
            "",
            "2024-21",
            "2024-13-01",
            "202X",
            "kemarin",
            "2024-11-18T10:00",
        ] {
            assert_eq!(bounds(odd), Bounds::default(), "{odd}");
        }
    }
}
