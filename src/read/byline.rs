//! The lines of a page → who wrote it and when it was changed, as its bylines say.
//!
//! Not obvious: the rows of `noise.tsv` know a byline by its first words (`Penulis:`); whether names follow is asked
//! here, because `Oleh` begins sentences too. A label that stands alone (`Reporter`) has its name on the line below
//! or above it.

use super::mark;
use super::moment::Moment;
use super::noise::NoiseKind;
use super::{Rules, dates, line, outlet};

/// A name has at most so many words.
const LONGEST: usize = 5;
/// So many names at most stand in one byline.
const MOST: usize = 6;

/// The authors that the first byline of `lines` names, and bylines right below it.
pub(super) fn authors(lines: &[&str], rules: &Rules) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for (n, text) in lines.iter().enumerate() {
        let behind = rules.noise.behind(text);
        let author = behind.filter(|(kind, _)| *kind == NoiseKind::Author);
        let Some(rest) = author
            .map(|(_, rest)| rest)
            .or_else(|| before_editor(text, rules))
        else {
            if found.is_empty() {
                continue;
            }
            break;
        };
        let neighbours = [n.checked_add(1), n.checked_sub(1)];
        let mut named = names(rest, rules);
        if named.is_empty() && line::words(rest) == 0 {
            let beside = neighbours.iter().flatten().filter_map(|at| lines.get(*at));
            let free = beside.filter(|text| rules.noise.kind(text).is_none());
            named = free
                .map(|text| names(text, rules))
                .find(|named| !named.is_empty())
                .unwrap_or_default();
        }
        for name in named {
            if !found.contains(&name) {
                found.push(name);
            }
        }
    }
    found.truncate(MOST);
    found
}

/// The names in a date line itself, `Laporan: Sari Lestari | Senin, 28 Oktober 2024`.
fn in_date(date: &str, rules: &Rules) -> Vec<String> {
    let named = date
        .split_once('|')
        .and_then(|(head, _)| head.split_once(':'));
    named.map_or_else(Vec::new, |(_, text)| names(text, rules))
}

/// Whether a line begins with a dateline that ends in `name`, `Jakarta, Suara Kota --`.
fn signs(line: &str, name: &str) -> bool {
    let Some((_, rest)) = line
        .split_once(name)
        .filter(|(place, _)| place.ends_with(", "))
    else {
        return false;
    };
    rest.trim_start().starts_with(['-', '–', '—'])
}

/// `Sari Lestari` of `Penulis Sari Lestari | Editor Budi`: a label without a colon, which a headline may begin with too.
fn before_editor<'t>(text: &'t str, rules: &Rules) -> Option<&'t str> {
    let (part, _) = text.split_once('|')?;
    let (label, rest) = part.trim().split_once(' ')?;
    let known = |text: &str, kind| rules.noise.kind(text) == Some(kind);
    (known(label, NoiseKind::Author) && known(text, NoiseKind::Byline)).then_some(rest)
}

/// The author that stands right above the first date line, `Sari Lestari - Suara Kota`, or in it; `title` is none.
pub(super) fn above_date(lines: &[&str], title: Option<&str>, rules: &Rules) -> Vec<String> {
    let is_date = |text: &&str| mark::is_date(text, rules);
    let Some(at) = lines.iter().position(is_date) else {
        return Vec::new();
    };
    let inside = lines.get(at).map(|date| in_date(date, rules));
    if let Some(inside) = inside.filter(|inside| !inside.is_empty()) {
        return inside;
    }
    let above = at.checked_sub(1).and_then(|above| lines.get(above));
    let text = above.copied().unwrap_or_default();
    let free = rules.noise.kind(text).is_none() && Some(text) != title;
    let again = lines.iter().filter(|line| **line == text).count() > 1;
    let mut found = if free && !again {
        names(text, rules)
    } else {
        Vec::new()
    };
    // One word alone is a section, `Peristiwa`; a name that signs the dateline is the outlet.
    found.retain(|name| line::words(name) >= 2 && !lines.iter().any(|line| signs(line, name)));
    found
}

/// The moment that the first line of a kind names, `Diperbarui: 20 November 2024, 09.00 WIB`.
pub(super) fn moment(lines: &[&str], kind: NoiseKind, rules: &Rules) -> Option<Moment> {
    lines
        .iter()
        .filter(|text| text.contains(|c: char| c.is_ascii_digit()))
        .filter(|text| rules.noise.kind(text) == Some(kind))
        .find_map(|text| {
            let named = dates::find(text, &rules.calendar);
            let full = named.iter().find(|named| named.full().is_some())?;
            Moment::beside(full, text, &rules.calendar)
        })
}

/// The names of people that `text` lists, `Sari Lestari, Yosef Tukan | Editor: Budi`; none where it holds anything else.
pub(super) fn names(text: &str, rules: &Rules) -> Vec<String> {
    let mut found = Vec::new();
    let text = text.replace(" dan ", ",").replace(" & ", ",");
    for part in text.split([',', ';', '|', '/', '·', '•']) {
        let part = part.split('(').next().unwrap_or_default();
        let part = part.split(" - ").next().unwrap_or_default();
        let part = part.trim_matches(|c: char| !(c.is_alphanumeric() || c == '.'));
        if part.is_empty() {
            continue;
        }
        if rules.noise.kind(part).is_some() || rules.outlets.by_name(part).is_some() {
            // `Budi, Tim Redaksi`, `Budi | Editor: Sari`: what is known to be no name ends nothing.
            continue;
        }
        if !is_name(part) {
            return Vec::new();
        }
        found.push(part.trim_end_matches('.').to_owned());
    }
    found.truncate(MOST);
    found
}

/// One to five words with capitals; small ones only between (`bin`, `van`, `al`).
pub(super) fn is_name(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let capital = |word: &&&str| word.starts_with(char::is_uppercase);
    let ends = [words.first(), words.last()];
    let small = words.iter().filter(|word| !capital(word));
    let fits = |c: char| c.is_alphabetic() || matches!(c, '.' | '\'' | '’' | '-' | ' ' | '`');
    (1..=LONGEST).contains(&words.len())
        && ends.iter().flatten().all(capital)
        && small.count() <= 1
        && text.chars().all(fits)
        && text.chars().count() >= 3
        && outlet::domain(text).is_none()
}

#[cfg(test)]
mod tests {
    use super::super::dates::tests::calendar;
    use super::super::noise::Noise;
    use super::super::outlet::tests::outlets;
    use super::*;

    fn rules() -> Rules {
        let rows = "pattern\tmatch\tkind\nPenulis\tline\tauthor\nPenulis:\tprefix\tauthor\n| Editor\tcontains\tbyline\nOleh\tprefix\tauthor\nReporter\tline\tauthor\nEditor\tprefix\tbyline\nTim Redaksi\tline\tbyline\nDiperbarui\tprefix\tupdated\nimg\tline\tnav\n";
        Rules {
            noise: Noise::parse("noise.tsv", rows).unwrap(),
            calendar: calendar(),
            outlets: outlets(),
            ..Rules::default()
        }
    }

    #[test]
    fn speaks_on_bylines() {
        for (lines, expected) in [
            (
                vec!["Kapal tiba.", "Penulis: Sari Lestari"],
                vec!["Sari Lestari"],
            ),
            (
                vec!["Penulis Sari Lestari, Yosef Tukan (Tim Redaksi) | Editor: Budi"],
                vec!["Sari Lestari", "Yosef Tukan"],
            ),
            (
                vec!["Oleh Sari Lestari dan Budi bin Umar*"],
                vec!["Sari Lestari", "Budi bin Umar"],
            ),
            (
                vec!["img", "Sari Lestari", "Reporter", "img", "Budi", "Editor"],
                vec!["Sari Lestari"],
            ),
            (
                vec!["Reporter:", "Sari Lestari", "Editor: Budi"],
                vec!["Sari Lestari"],
            ),
            (
                vec!["Penulis: A. Nugroho - SK", "Oleh: Budi", "x", "Oleh: Umar"],
                vec!["A. Nugroho", "Budi"],
            ),
        ] {
            assert_eq!(authors(&lines, &rules()), expected, "{lines:?}");
        }
    }

    #[test]
    fn a_name_above_the_date_is_the_author() {
        let above = |lines: &[&str], title| above_date(lines, title, &rules());
        let date = "Senin, 14 Oktober 2024 07:40 WIB";
        assert_eq!(
            above(&["x", "Sari Lestari - SK", date], None),
            ["Sari Lestari"]
        );
        assert_eq!(
            above(&["Sari Lestari, Tim Redaksi", date], None),
            ["Sari Lestari"]
        );
        for other in ["Peristiwa", "Suara Kota", "Kapal itu tiba", "img"] {
            assert!(above(&[other, date], None).is_empty(), "{other}");
        }
        assert!(above(&["Kapal Tiba", date], Some("Kapal Tiba")).is_empty());
        let inside = [
            "x",
            "Laporan: Sari Lestari | Senin, 14 Oktober 2024, 07:40 WIB",
        ];
        assert_eq!(above(&inside, None), ["Sari Lestari"]);
        let signed = ["Harian Pagi", date, "Ambon, Harian Pagi -- Kapal itu tiba."];
        assert!(above(&signed, None).is_empty());
    }

    #[test]
    fn keeps_silent_on_sentences_and_editors() {
        for line in [
            "Oleh karena itu, kapal tersebut ditahan.",
            "Penulis: Tim Redaksi",
            "Editor: Budi",
            "Penulis: suarakota.id",
            "Oleh Kementerian Luar Negeri kapal itu diserahkan kepada pemerintah daerah.",
        ] {
            assert!(authors(&[line], &rules()).is_empty(), "{line}");
        }
    }

    #[test]
    fn the_line_of_the_last_change() {
        let lines = [
            "Senin, 14 Oktober 2024 07:40 WIB",
            "Diperbarui 15 Oktober 2024, 09.10 WIT",
        ];
        let moment = moment(&lines, NoiseKind::Updated, &rules());
        assert_eq!(moment.unwrap().to_string(), "2024-10-15T09:10:00+09:00");
    }
}
