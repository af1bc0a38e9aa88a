//! A line → what it is by itself, before its neighbours are asked.
//!
//! Not obvious: a long line is a paragraph even without a full stop, because pages lose them.

use std::ops::Range;

use super::caption::{self, Credit};
use super::noise::NoiseKind;
use super::{Rules, dates, line, signoff};

/// What a line is by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// Furniture.
    Noise(NoiseKind),
    /// A date and little else.
    Date,
    Caption,
    /// Long, or ends as a sentence does.
    Prose,
    /// A headline, a label, a list item.
    Other,
}

/// What `text` is by itself.
pub(super) fn of(text: &str, rules: &Rules) -> Mark {
    match rules.noise.kind(text) {
        Some(NoiseKind::Caption) => return Mark::Caption,
        Some(NoiseKind::Published) if is_date_line(text, rules) => return Mark::Date,
        Some(kind) => return Mark::Noise(kind),
        None => {}
    }
    if text
        .split(|c: char| !c.is_alphanumeric())
        .all(|word| word.chars().nth(1).is_none())
    {
        return Mark::Noise(NoiseKind::Nav);
    }
    if is_date_line(text, rules) {
        return Mark::Date;
    }
    if line::words(text) <= 2 && dates::clock(text, &rules.calendar).is_some() {
        // `20:31 WIB` above an entry of a live report.
        return Mark::Noise(NoiseKind::Nav);
    }
    if caption::credit(text) == Some(Credit::Announced) {
        return Mark::Caption;
    }
    if text.contains(" | ") && line::words(text) <= 10 && !line::ends_sentence(text) {
        return Mark::Noise(NoiseKind::Nav);
    }
    if is_prose(text) {
        Mark::Prose
    } else {
        Mark::Other
    }
}

/// Whether [`of`] gives [`Mark::Date`]; asks first what few lines pass.
pub(super) fn is_date(text: &str, rules: &Rules) -> bool {
    is_date_line(text, rules) && of(text, rules) == Mark::Date
}

fn is_prose(text: &str) -> bool {
    let words = line::words(text);
    let text = signoff::before(text).unwrap_or(text);
    let asks = text.trim_end_matches(line::closing).ends_with(['?', '!']);
    words >= 22 || (line::ends_sentence(text) && words >= if asks { 12 } else { 4 })
}

/// A date with little beside it: with a time or weekday some words (a section, a place), else a place at most.
fn is_date_line(text: &str, rules: &Rules) -> bool {
    if text.ends_with('.') || line::has_more_words(text, 14) {
        return false;
    }
    let named = dates::find(text, &rules.calendar);
    let Some(date) = named.iter().find(|date| date.year.is_some()) else {
        return false;
    };
    let around = |range: Range<usize>| text.get(range).map_or(0, line::words);
    let rest = around(0..date.start) + around(date.range.end..text.len());
    let placed = text
        .get(..date.start)
        .is_some_and(|before| before.trim_end().ends_with(','));
    match (
        dates::clock(text, &rules.calendar).is_some(),
        date.weekday.is_some(),
    ) {
        (true, _) => rest <= 8,
        (false, true) => rest <= 2,
        (false, false) => rest == 0 || (rest <= 2 && placed),
    }
}

#[cfg(test)]
mod tests {
    use super::super::dates::tests::calendar;
    use super::*;

    fn mark(text: &str) -> Mark {
        of(
            text,
            &Rules {
                calendar: calendar(),
                ..Rules::default()
            },
        )
    }

    #[test]
    fn dates_are_lines_of_their_own() {
        for line in [
            "Senin, 14 Oktober 2024 - 07:40 WIB",
            "Harian Kota - Senin, 14 Oktober 2024 07:40",
            "14/10/2024",
            "Sidoarjo, 3 Maret 2025",
        ] {
            assert_eq!(mark(line), Mark::Date, "{line}");
        }
        assert_eq!(mark("Serangan 14 Oktober 2024"), Mark::Other);
        assert_eq!(
            mark("Ia tiba di kota itu pada Senin, 14 Oktober 2024."),
            Mark::Prose
        );
    }

    #[test]
    fn paragraphs_headlines_and_signs() {
        assert_eq!(mark("Kapal itu tiba kemarin. (bdw)"), Mark::Prose);
        assert_eq!(mark("Apakah Kapal Itu Tiba?"), Mark::Other);
        assert_eq!(mark(&"kata ".repeat(22)), Mark::Prose);
        assert_eq!(mark("A A A"), Mark::Noise(NoiseKind::Nav));
        assert_eq!(mark("Kapal itu tiba. Foto: Harian Kota"), Mark::Caption);
    }
}
