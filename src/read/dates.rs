//! `calendar.tsv` and text → the calendar days that the text names in full, with their weekday.
//!
//! Not obvious: `(17/10)` counts too, as a day whose year is still open, but only behind a weekday;
//! without one, `3/4` may be a fraction.

use std::collections::HashMap;
use std::ops::Range;

use jiff::civil::{Date, Time, Weekday};
use jiff::tz::Offset;

use super::table::{Row, TableError, rows};

/// The months, weekdays and zones of `calendar.tsv`; its other classes are left to other readers.
#[derive(Debug, Clone, Default)]
pub struct Calendar {
    months: HashMap<String, i8>,
    weekdays: HashMap<String, Weekday>,
    zones: HashMap<String, Offset>,
}

impl Calendar {
    /// Reads the columns `word class value`; `file` names the table in errors.
    ///
    /// Rows of class `month` or `month-short` hold 1 to 12, rows of class `weekday` 1 (Monday) to 7, rows of class `zone`
    /// hours from Greenwich, or something that is no number and stands for the place itself.
    ///
    /// ```
    /// # use simpul::read::Calendar;
    /// assert!(Calendar::parse("calendar.tsv", "word\tclass\tvalue\nOktober\tmonth\t10\n").is_ok());
    /// ```
    pub fn parse(file: &str, text: &str) -> Result<Self, TableError> {
        let mut calendar = Self::default();
        for row in rows(file, text, ["word", "class", "value"])? {
            let [word, class, _] = &row.cells;
            let word = word.to_lowercase();
            match class.as_str() {
                "month" | "month-short" => {
                    calendar.months.insert(word, number(file, &row, 12)?);
                }
                "weekday" => {
                    let day = Weekday::from_monday_one_offset(number(file, &row, 7)?);
                    let day = day.map_err(|error| row.wrong(file, error.to_string()))?;
                    calendar.weekdays.insert(word, day);
                }
                "zone" => {
                    let hours = row.cells[2].parse().ok();
                    let offset = hours.and_then(|hours| Offset::from_hours(hours).ok());
                    offset.map(|offset| calendar.zones.insert(word, offset));
                }
                _ => {}
            }
        }
        Ok(calendar)
    }

    pub(super) fn month(&self, word: &str) -> Option<i8> {
        self.months.get(&word.to_lowercase()).copied()
    }

    fn weekday(&self, word: &str) -> Option<Weekday> {
        self.weekdays.get(&word.to_lowercase()).copied()
    }
}

fn number(file: &str, row: &Row<3>, greatest: i8) -> Result<i8, TableError> {
    let value = &row.cells[2];
    let number = value
        .parse()
        .ok()
        .filter(|number| (1..=greatest).contains(number));
    number.ok_or_else(|| row.wrong(file, format!("the value {value:?} must be 1 to {greatest}")))
}

/// A day as the text names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Named {
    /// From the first digit of the day (or year) to the last of the date.
    pub(super) range: Range<usize>,
    /// Where the weekday begins, or the date where there is none.
    pub(super) start: usize,
    pub(super) day: i8,
    pub(super) month: i8,
    /// Open in `(17/10)`.
    pub(super) year: Option<i16>,
    pub(super) weekday: Option<Weekday>,
}

impl Named {
    /// The day in its own year, or in `year` where that is open.
    pub(super) fn in_year(&self, year: i16) -> Option<Date> {
        Date::new(self.year.unwrap_or(year), self.month, self.day).ok()
    }

    /// The day, where the text names its year.
    pub(super) fn full(&self) -> Option<Date> {
        self.year.and_then(|year| self.in_year(year))
    }
}

/// A run of letters or of digits.
#[derive(Debug, Clone, Copy)]
struct Token<'t> {
    start: usize,
    text: &'t str,
    digits: bool,
}

impl Token<'_> {
    fn end(&self) -> usize {
        self.start + self.text.len()
    }

    fn number(&self, greatest: i16) -> Option<i16> {
        let number = self
            .text
            .parse()
            .ok()
            .filter(|number| (1..=greatest).contains(number));
        number.filter(|_| self.digits && self.text.len() <= 2)
    }

    fn year(&self) -> Option<i16> {
        let year = self
            .text
            .parse()
            .ok()
            .filter(|year| (1900..=2100).contains(year));
        year.filter(|_| self.digits && self.text.len() == 4)
    }
}

/// All days that `text` names, in order; days that no calendar has (31/2/2024) are left out.
pub(super) fn find(text: &str, calendar: &Calendar) -> Vec<Named> {
    let tokens = tokens(text);
    let reader = Reader {
        text,
        calendar,
        tokens: &tokens,
    };
    let (mut found, mut next) = (Vec::new(), 0);
    while next < tokens.len() {
        if let Some((named, used)) = reader.date(next) {
            found.push(named);
            next += used;
        } else {
            next += 1;
        }
    }
    found
}

/// The first time of day in a line, `07:40` or `07.40 WIB`, with its distance from Greenwich where the zone is named.
pub(super) fn clock(line: &str, calendar: &Calendar) -> Option<(Time, Option<Offset>)> {
    let tokens = tokens(line);
    tokens.windows(2).enumerate().find_map(|(n, pair)| {
        let [hour, minute] = pair else { return None };
        let gap = line.get(hour.end()..minute.start).unwrap_or_default();
        // Seconds, and a bracket as in `(07:40 WIB)`, may stand before the zone.
        let zone = tokens.iter().skip(n + 2).find(|token| !token.digits);
        let zone = zone.and_then(|zone| calendar.zones.get(&zone.text.to_lowercase()));
        let next = tokens.iter().skip(n + 2).take(2).any(|token| !token.digits);
        let zone = zone.filter(|_| next).copied();
        let digits = hour.digits && minute.digits && minute.text.len() == 2 && hour.text.len() <= 2;
        let fits = digits && (gap == ":" || (gap == "." && zone.is_some()));
        let (hour, minute) = (hour.text.parse().ok()?, minute.text.parse().ok()?);
        Some((Time::new(hour, minute, 0, 0).ok()?, zone)).filter(|_| fits)
    })
}

fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some((start, first)) = chars.next() {
        if !first.is_alphanumeric() {
            continue;
        }
        let digits = first.is_ascii_digit();
        let mut end = start + first.len_utf8();
        let same = |c: char| c.is_alphanumeric() && c.is_ascii_digit() == digits;
        while let Some((at, c)) = chars.next_if(|(_, c)| same(*c)) {
            end = at + c.len_utf8();
        }
        tokens.push(Token {
            start,
            text: text.get(start..end).unwrap_or_default(),
            digits,
        });
    }
    tokens
}

struct Reader<'r, 't> {
    text: &'t str,
    calendar: &'r Calendar,
    tokens: &'r [Token<'t>],
}

impl<'t> Reader<'_, 't> {
    /// The date that begins at token `n` and how many tokens it takes.
    fn date(&self, n: usize) -> Option<(Named, usize)> {
        if !self.token(n)?.digits || self.inside_number(n) {
            return None;
        }
        self.iso(n)
            .or_else(|| self.slashed(n))
            .or_else(|| self.written(n))
    }

    /// `2024-10-14`.
    fn iso(&self, n: usize) -> Option<(Named, usize)> {
        let year = self.token(n)?.year()?;
        let month = self.token(n + 1)?.number(12)?;
        let day = self.token(n + 2)?.number(31)?;
        (self.gap(n) == "-" && self.gap(n + 1) == "-").then_some(())?;
        self.named(n, 3, (day, month, Some(year)))
    }

    /// `14/10/2024`, `14-10-2024`, `14.10.2024`, and `14/10` behind a weekday.
    fn slashed(&self, n: usize) -> Option<(Named, usize)> {
        let day = self.token(n)?.number(31)?;
        let month = self.token(n + 1)?.number(12)?;
        let mark = self.gap(n);
        matches!(mark, "/" | "-" | ".").then_some(())?;
        if let Some(year) = self.token(n + 2).filter(|_| self.gap(n + 1) == mark) {
            let year = year.year().or_else(|| short_year(year, mark))?;
            return self.named(n, 3, (day, month, Some(year)));
        }
        let open = self.named(n, 2, (day, month, None))?;
        (mark == "/" && open.0.weekday.is_some()).then_some(open)
    }

    /// `14 Oktober 2024`.
    fn written(&self, n: usize) -> Option<(Named, usize)> {
        let day = self.token(n)?.number(31)?;
        let month = self.calendar.month(self.token(n + 1)?.text)?;
        let year = self.token(n + 2)?.year()?;
        let fits = |gap: &str| matches!(gap.trim(), "" | "-" | "/" | "," | ".");
        (fits(self.gap(n)) && fits(self.gap(n + 1))).then_some(())?;
        self.named(n, 3, (day, i16::from(month), Some(year)))
    }

    fn named(
        &self,
        n: usize,
        used: usize,
        date: (i16, i16, Option<i16>),
    ) -> Option<(Named, usize)> {
        let (first, last) = (self.token(n)?, self.token(n + used - 1)?);
        let weekday = self.weekday_before(n);
        let named = Named {
            range: first.start..last.end(),
            start: weekday.map_or(first.start, |(start, _)| start),
            day: i8::try_from(date.0).ok()?,
            month: i8::try_from(date.1).ok()?,
            year: date.2,
            weekday: weekday.map(|(_, day)| day),
        };
        // 2024 is a leap year: an open 29/2 may still find its year.
        named.in_year(2024).map(|_| (named, used))
    }

    /// The weekday before token `n`, with at most two words such as `malam` or `waktu setempat` between.
    fn weekday_before(&self, n: usize) -> Option<(usize, Weekday)> {
        let earlier = (n.saturating_sub(3)..n).rev();
        for at in earlier {
            let gap = self.gap(at);
            if gap.contains(['.', '?', '!', ';', '/', '\n']) || self.token(at)?.digits {
                return None;
            }
            if let Some(day) = self.calendar.weekday(self.token(at)?.text) {
                return Some((self.token(at)?.start, day));
            }
        }
        None
    }

    /// Whether the number goes on to the left, as in `0.14.10` or `5/14`.
    fn inside_number(&self, n: usize) -> bool {
        let before = n
            .checked_sub(1)
            .and_then(|at| self.token(at))
            .filter(|token| token.digits);
        before.is_some_and(|_| matches!(self.gap(n - 1), "." | "," | "/" | "#" | ""))
    }

    fn token(&self, n: usize) -> Option<&Token<'t>> {
        self.tokens.get(n)
    }

    /// What stands between tokens `n` and `n + 1`.
    fn gap(&self, n: usize) -> &'t str {
        let gap = self.token(n).zip(self.token(n + 1));
        gap.and_then(|(left, right)| self.text.get(left.end()..right.start))
            .unwrap_or("\n")
    }
}

/// The year in `14/10/24`.
fn short_year(token: &Token<'_>, mark: &str) -> Option<i16> {
    let short = token.digits && token.text.len() == 2 && mark == "/";
    token
        .text
        .parse::<i16>()
        .ok()
        .filter(|_| short)
        .map(|year| 2000 + year)
}

#[cfg(test)]
pub(super) mod tests {
    use jiff::civil::date;

    use super::*;

    /// A small table for tests of this stage.
    pub(in crate::read) fn calendar() -> Calendar {
        let months = "Januari\t1 Februari\t2 Maret\t3 Juni\t6 Agustus\t8 Oktober\t10 Okt\t10 November\t11 Desember\t12";
        let days = "Senin\t1 Selasa\t2 Rabu\t3 Kamis\t4 Jumat\t5 Sabtu\t6 Minggu\t7";
        let mut table = "word\tclass\tvalue\n".to_owned();
        let zones = "WIB\t7 WITA\t8 WIT\t9";
        for (rows, class) in [
            (months, "\tmonth\t"),
            (days, "\tweekday\t"),
            (zones, "\tzone\t"),
        ] {
            for row in rows.split(' ') {
                table.push_str(&row.replace('\t', class));
                table.push('\n');
            }
        }
        Calendar::parse("calendar.tsv", &table).unwrap()
    }

    fn days(text: &str) -> Vec<Option<Date>> {
        find(text, &calendar()).iter().map(Named::full).collect()
    }

    #[test]
    fn speaks_on_the_habits_of_news() {
        let day = Some(date(2024, 10, 14));
        for text in [
            "Senin, 14 Oktober 2024 - 07:40 WIB",
            "14 Okt 2024 07:40",
            "pada Senin (14/10/2024)",
            "14-10-2024",
            "2024-10-14T07:40",
            "14/10/24",
        ] {
            assert_eq!(days(text), [day], "{text}");
        }
    }

    #[test]
    fn an_open_year_needs_a_weekday() {
        let found = find(
            "seperti dilansir kantor berita itu, Jumat malam (18/10).",
            &calendar(),
        );
        assert_eq!(found.len(), 1);
        assert_eq!(
            (found[0].day, found[0].month, found[0].year),
            (18, 10, None)
        );
        assert_eq!(found[0].weekday, Some(Weekday::Friday));
        assert!(days("sekitar 3/4 wilayah itu").is_empty());
    }

    #[test]
    fn keeps_silent_on_other_numbers() {
        for text in [
            "31/2/2024",
            "rasio 1.10.2",
            "12.500 warga",
            "pukul 10.12",
            "0.2#10.90",
            "28 orang 2024",
        ] {
            assert!(days(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn times_of_day() {
        let at =
            |line: &str| clock(line, &calendar()).map(|(time, _)| (time.hour(), time.minute()));
        for line in ["Senin - 07:40", "07.40 WIB", "pukul 07:40:12 WIT"] {
            assert_eq!(at(line), Some((7, 40)), "{line}");
        }
        assert_eq!(at("07.40 juta"), None);
        assert_eq!(at("skor 70:85"), None);
    }

    #[test]
    fn a_bad_row_is_named() {
        let error = Calendar::parse("calendar.tsv", "word\tclass\tvalue\nOktober\tmonth\t13\n")
            .unwrap_err();
        assert_eq!(
            error.to_string(),
            "calendar.tsv:2: the value \"13\" must be 1 to 12"
        );
    }
}
