//! `from` and `to` of a person's row → the days on which somebody holds a post.

use jiff::civil::Date;

/// First and last day in a post, both inclusive; `None` where open.
///
/// ```
/// # use simpul::seeds::Term;
/// let term = Term::parse("2021-01-20", "2025").unwrap();
/// assert!(term.holds("2024-11-18".parse().unwrap()));
/// assert!(!term.holds("2021-01-19".parse().unwrap()));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Term {
    /// First day.
    pub from: Option<Date>,
    /// Last day.
    pub to: Option<Date>,
}

impl Term {
    /// Reads `YYYY`, `YYYY-MM` or `YYYY-MM-DD`: a year or month begins with its first day and ends with its last.
    ///
    /// # Errors
    /// What is wrong with a cell that is no day, or that ends before it begins.
    pub fn parse(from: &str, to: &str) -> Result<Self, String> {
        let term = Self {
            from: day(from, Date::first_of_month, "-01")?,
            to: day(to, Date::last_of_month, "-12")?,
        };
        match (term.from, term.to) {
            (Some(first), Some(last)) if last < first => {
                Err(format!("the term `{from}` to `{to}` ends before it begins"))
            }
            _ => Ok(term),
        }
    }

    /// Whether the post is held on a day.
    #[must_use]
    pub fn holds(&self, day: Date) -> bool {
        self.from.is_none_or(|f| f <= day) && self.to.is_none_or(|t| day <= t)
    }

    /// Whether nothing is known of it.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.from.is_none() && self.to.is_none()
    }

    /// Whether two terms share more than a day of change-over.
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        let before = |end: Option<Date>, start: Option<Date>| matches!((end, start), (Some(end), Some(start)) if end <= start);
        !before(self.to, other.from) && !before(other.to, self.from)
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
        assert!(!one.overlaps(&two) && one.overlaps(&one) && two.overlaps(&Term::default()));
    }
}
