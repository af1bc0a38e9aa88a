//! Text, blocks and hints → the moment of publication as the text itself tells it.
//!
//! A date line decides. Without one, the dates that the story attributes are weighed: `Selasa
//! (12/11/2024)` behind a quotation outweighs a bare date in the text. Not obvious: a day without a year takes
//! it from the other dates, and a weekday that belongs to another day costs a date its weight.

use jiff::civil::Date;

use super::dates::{self, Calendar, Named};
use super::moment::Moment;

/// Words that attribute what is told to a report, and so date it.
const CITING: [&str; 10] = [
    "dikutip",
    "dilansir",
    "melansir",
    "mengutip",
    "dilaporkan",
    "melaporkan",
    "kata",
    "ujar",
    "tutur",
    "ungkap",
];

/// Words before a date that put it elsewhere than the day of the report.
const ELSEWHERE: [&str; 9] = [
    "akan",
    "mendatang",
    "hingga",
    "sampai",
    "sejak",
    "sebelum",
    "rencananya",
    "dijadwalkan",
    "lahir",
];

/// The moment of publication of a page, from its date lines or else from its story.
///
/// `story` are the paragraphs in order. Never a day later than all that the text names.
pub(super) fn published(
    date_lines: &[&str],
    story: &[&str],
    calendar: &Calendar,
) -> Option<Moment> {
    let named = |line: &&str| {
        let named = dates::find(line, calendar).into_iter();
        let moments = named.filter_map(|named| {
            let moment = Moment::beside(&named, line, calendar)?;
            Some((moment, agrees(&named, named.full()?)))
        });
        moments.collect::<Vec<_>>()
    };
    let lined: Vec<(Moment, bool)> = date_lines.iter().flat_map(named).collect();
    let sound = lined
        .iter()
        .find(|(_, agrees)| *agrees)
        .or_else(|| lined.first());
    sound
        .map(|(moment, _)| *moment)
        .or_else(|| from_story(story, calendar).map(Moment::from))
}

fn from_story(story: &[&str], calendar: &Calendar) -> Option<Date> {
    let named: Vec<(usize, &str, Named)> = story
        .iter()
        .enumerate()
        .flat_map(|(n, text)| {
            dates::find(text, calendar)
                .into_iter()
                .map(move |named| (n, *text, named))
        })
        .collect();
    let anchors: Vec<Date> = named
        .iter()
        .filter_map(|(_, _, named)| named.full())
        .collect();
    let latest = latest_year(story);
    let weighed = named.iter().filter_map(|(n, text, named)| {
        let day = day(named, &anchors)?;
        let bare = named.weekday.is_none() && i32::from(day.year()) < latest;
        (!bare).then(|| (weight(*n, text, named, day), day))
    });
    weighed
        .filter(|(weight, _)| *weight > 0)
        .max()
        .map(|(_, day)| day)
}

/// The day in its own year, or in a year that its weekday or the nearest other date gives.
fn day(named: &Named, anchors: &[Date]) -> Option<Date> {
    if named.year.is_some() {
        return named.full();
    }
    let mut days: Vec<(bool, i32, Date)> = Vec::new();
    for anchor in anchors {
        for year in [anchor.year(), anchor.year() + 1, anchor.year() - 1] {
            let Some(day) = named.in_year(year) else {
                continue;
            };
            let Ok(distance) = day.since(*anchor) else {
                continue;
            };
            days.push((!agrees(named, day), distance.get_days().abs(), day));
        }
    }
    days.into_iter().min().map(|(_, _, day)| day)
}

fn agrees(named: &Named, day: Date) -> bool {
    named.weekday.is_none_or(|weekday| weekday == day.weekday())
}

/// How likely the day is that of the report: 0 and less says no.
fn weight(paragraph: usize, text: &str, named: &Named, day: Date) -> i32 {
    let sentence = sentence_before(text, named.start);
    let says = |words: &[&str]| {
        sentence
            .split(|c: char| !c.is_alphanumeric())
            .any(|word| words.contains(&word.to_lowercase().as_str()))
    };
    let near = sentence
        .split_whitespace()
        .rev()
        .take(6)
        .collect::<Vec<_>>();
    let elsewhere = near
        .iter()
        .any(|word| ELSEWHERE.contains(&word.trim_matches(',').to_lowercase().as_str()));
    let mut weight = if named.weekday.is_some() { 3 } else { 1 };
    weight += i32::from(paragraph == 0) + i32::from(says(&CITING));
    weight -= i32::from(!agrees(named, day));
    weight - 2 * i32::from(elsewhere)
}

/// The part of the sentence before byte `at`.
fn sentence_before(text: &str, at: usize) -> &str {
    let before = text.get(..at).unwrap_or_default();
    let start = [". ", "? ", "! ", ".\" ", ".” "]
        .iter()
        .filter_map(|end| before.rfind(end).map(|n| n + end.len()))
        .max();
    before.get(start.unwrap_or(0)..).unwrap_or_default()
}

/// The latest year that the story names, so that a lone date of long ago is not taken for the day of the report.
fn latest_year(story: &[&str]) -> i32 {
    let words = story
        .iter()
        .flat_map(|text| text.split(|c: char| !c.is_ascii_digit()));
    let years = words
        .filter(|word| word.len() == 4)
        .filter_map(|word| word.parse().ok());
    years
        .filter(|year| (1990..=2100).contains(year))
        .max()
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::super::dates::tests::calendar;
    use super::*;

    fn told(story: &[&str]) -> Option<Date> {
        published(&[], story, &calendar()).map(Moment::day)
    }

    #[test]
    fn a_date_line_decides() {
        let lines = ["Senin, 14 Oktober 2024 - 07:40 WIB"];
        let story = ["Kapal itu tiba pada Selasa (15/10/2024)."];
        assert_eq!(
            published(&lines, &story, &calendar()).map(|moment| moment.to_string()),
            Some("2024-10-14T07:40:00+07:00".to_owned())
        );
    }

    #[test]
    fn the_date_of_the_citation_outweighs_others() {
        let story = [
            "Menteri itu menolak usul tersebut.",
            "\"Kami menolak,\" katanya dikutip dari Kantor Berita, Selasa (12/11/2024).",
            "Pada Senin (11/11/2024) ia bertemu duta besar. Sidang akan digelar pada Jumat (22/11/2024).",
        ];
        assert_eq!(told(&story), Some(date(2024, 11, 12)));
    }

    #[test]
    fn an_open_year_comes_from_the_other_dates() {
        let story = [
            "Badan itu mengatakan pada Kamis (17/10/2024) bahwa kapal telah tiba.",
            "Kapal itu rusak, seperti dilansir kantor berita, Jumat (18/10).",
        ];
        assert_eq!(told(&story), Some(date(2024, 10, 18)));
        assert_eq!(
            told(&["Kapal itu rusak, seperti dilansir kantor berita, Jumat (18/10)."]),
            None
        );
    }

    #[test]
    fn a_wrong_weekday_costs_weight() {
        let story = [
            "Rapat digelar.",
            "Ia tiba pada Senin (12/11/2024). Ia pulang pada Senin (11/11/2024).",
        ];
        assert_eq!(told(&story), Some(date(2024, 11, 11)));
    }

    #[test]
    fn keeps_silent_on_history() {
        assert_eq!(
            told(&[
                "Republik itu merdeka pada 17 Agustus 1945.",
                "Pemilu 2024 berlangsung aman."
            ]),
            None
        );
        assert_eq!(told(&["Pemilu akan digelar pada 27 November 2024."]), None);
        assert_eq!(told(&["Tidak ada tanggal di sini."]), None);
    }
}
