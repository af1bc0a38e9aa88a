//! `from` and `to` of a person's row → the days on which somebody holds a post.
//!
//! Somebody may hold it twice: cells of several values go together in order.

use jiff::civil::Date;

/// First and last day of each time in a post, both inclusive; `None` where open.
///
/// ```
/// # use simpul::seeds::Term;
/// let term = Term::parse("2017-01-20|2025-01-20", "2021-01-20|").unwrap();
/// assert!(term.holds("2018-05-01".parse().unwrap()));
/// assert!(!term.holds("2024-11-18".parse().unwrap()));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Term {
    times: Vec<(Option<Date>, Option<Date>)>,
}

impl Term {
    /// Reads `YYYY`, `YYYY-MM` or `YYYY-MM-DD`: a year or month begins with its first day and ends with its last.
    ///
    /// # Errors
    /// What is wrong with a cell that is no day, or that ends before it begins.
    pub fn parse(from: &str, to: &str) -> Result<Self, String> {
        if from.is_empty() && to.is_empty() {
            return Ok(Self::default());
        }
        let (starts, ends): (Vec<&str>, Vec<&str>) =
            (from.split('|').collect(), to.split('|').collect());
        if starts.len() != ends.len() {
            return Err(format!("`{from}` and `{to}` are not equally many"));
        }
        let pairs = starts.into_iter().zip(ends);
        let times = pairs.map(|(from, to)| one(from, to));
        Ok(Self {
            times: times.collect::<Result<_, _>>()?,
        })
    }

    /// Whether the post is held on a day; always where nothing is known.
    #[must_use]
    pub fn holds(&self, day: Date) -> bool {
        let holds = |(from, to): &(Option<Date>, Option<Date>)| {
            from.is_none_or(|f| f <= day) && to.is_none_or(|t| day <= t)
        };
        self.times.is_empty() || self.times.iter().any(holds)
    }

    /// Whether nothing is known of it.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.times.is_empty()
    }

    /// Whether two terms share more than so many days.
    #[must_use]
    pub fn overlaps(&self, other: &Self, days: i32) -> bool {
        let meet = |a: &(Option<Date>, Option<Date>), b: &(Option<Date>, Option<Date>)| {
            let first = a.0.unwrap_or(Date::MIN).max(b.0.unwrap_or(Date::MIN));
            let last = a.1.unwrap_or(Date::MAX).min(b.1.unwrap_or(Date::MAX));
            first <= last && first.duration_until(last).as_hours() / 24 > i64::from(days)
        };
        self.times
            .iter()
            .any(|a| other.times.iter().any(|b| meet(a, b)))
    }
}

/// One time in a post.
fn one(from: &str, to: &str) -> Result<(Option<Date>, Option<Date>), String> {
    let first = day(from, Date::first_of_month, "-01")?;
    let last = day(to, Date::last_of_month, "-12")?;
    match (first, last) {
        (Some(first), Some(last)) if last < first => {
            Err(format!("the term `{from}` to `{to}` ends before it begins"))
        }
        _ => Ok((first, last)),
    }
}

/// A day; of a month the day that `edge` picks, of a year that day of the month `month`.
fn day(cell: &str, edge: fn(Date) -> Date, month: &str) -> Result<Option<Date>, String> {
    let whole = match cell.len() {
        0 => return Ok(None),
        4 => format!("{cell}{month}-01"),
        7 => format!("{cell}-01"),
        _ => cell.to_owned(),
    };
    let parsed: Date = whole
        .parse()
        .map_err(|_| format!("`{cell}` is none of YYYY, YYYY-MM, YYYY-MM-DD"))?;
    Ok(Some(if cell.len() == 10 {
        parsed
    } else {
        edge(parsed)
    }))
}

#[cfg(test)]
mod tests {
    use super::Term;

    #[test]
    fn a_year_is_whole_and_a_day_exact() {
        let term = Term::parse("2021", "2025-01-20").unwrap();
        let holds = |day: &str| term.holds(day.parse().unwrap());
        assert!(holds("2021-01-01") && holds("2025-01-20"));
        assert!(!holds("2020-12-31") && !holds("2025-01-21"));
        assert!(
            Term::parse("", "2025")
                .unwrap()
                .holds("2025-12-31".parse().unwrap())
        );
    }

    #[test]
    fn what_is_no_day_is_named() {
        assert!(
            Term::parse("tahun lalu", "")
                .unwrap_err()
                .contains("`tahun lalu`")
        );
        assert!(
            Term::parse("2025", "2021")
                .unwrap_err()
                .contains("ends before")
        );
    }

    #[test]
    fn a_successor_does_not_overlap() {
        let one = Term::parse("2017-01-20", "2021-01-20").unwrap();
        let two = Term::parse("2021-01-20", "").unwrap();
        assert!(
            !one.overlaps(&two, 0) && one.overlaps(&one, 0) && !two.overlaps(&Term::default(), 0)
        );
        let twice = Term::parse("2017-01-20|2025-01-20", "2021-01-20|").unwrap();
        assert!(twice.overlaps(&one, 366) && twice.overlaps(&two, 366));
    }
}
