//! The first line of a story → where the dateline ends and which outlet it names.
//!
//! `OSLO - `, `Liputan6.com, Riga - `, `JAKARTA, KOMPAS.com – `. Not obvious: the sentence behind
//! the dash must begin anew, with a capital or a quotation mark; in `Jens – kepala NATO – tiba` it goes on.

use super::outlet::{self, Outlets};

/// A dateline ends within so many characters.
const LONGEST: usize = 60;
/// And holds at most so many words.
const MOST_WORDS: usize = 8;

/// What a dateline tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Dateline<'t> {
    /// Bytes of the line before the first word of the story.
    pub(super) length: usize,
    /// `KOMPAS.com`, or the name of a known outlet, where the dateline names it.
    pub(super) outlet: Option<&'t str>,
    /// `JAKARTA` as `Jakarta`, where the dateline names a place.
    pub(super) place: Option<String>,
}

/// The dateline of `line`, a line of `page`.
///
/// `first` is whether no paragraph stands before: there a plain place name (`Oslo - `) is enough;
/// further down only a dateline with an outlet, or one in capitals, is believed.
pub(super) fn find<'t>(
    line: &'t str,
    page: &str,
    first: bool,
    outlets: &'t Outlets,
) -> Option<Dateline<'t>> {
    let (head, dash, story) = cut(line).or_else(|| cut_at_colon(line, outlets, first))?;
    let trust = trust(head);
    let colon = dash == ": ";
    let spaced = dash.starts_with(char::is_whitespace) && dash.ends_with(char::is_whitespace);
    let believed = match trust {
        Trust::Outlet => true,
        Trust::Capitals => spaced || dash == "—",
        Trust::Name | Trust::None if colon => true,
        Trust::Name => {
            names_outlet(head, outlets) || (spaced && first && !is_pair(head, story, page))
        }
        Trust::None => false,
    };
    let mut length = head.len() + dash.len();
    let known = || parts(head).find_map(|part| outlets.by_name(part));
    let outlet = head
        .split_whitespace()
        .find_map(outlet::domain)
        .or_else(known);
    // Before a colon the outlet comes first, `KBRN, Jakarta:`.
    let mut place = parts(head)
        .skip(usize::from(colon))
        .find_map(|part| place(part, outlets));
    if let Some((behind, bytes)) = place_behind(story).filter(|_| place.is_none()) {
        // `KONTAN.CO.ID - JAKARTA. Pasukan tiba.`
        place = Some(behind);
        length += bytes;
    }
    believed.then_some(Dateline {
        length,
        outlet,
        place,
    })
}

/// The parts of a head between commas, brackets and strokes.
fn parts(head: &str) -> impl Iterator<Item = &str> {
    let parts = head.split([',', '(', ')', '|', '/', ':', '-', '–', '—']);
    parts.map(str::trim).filter(|part| !part.is_empty())
}

fn names_outlet(head: &str, outlets: &Outlets) -> bool {
    parts(head).any(|part| outlets.by_name(part).is_some())
}

/// `JAKARTA` as `Jakarta`; nothing for outlets, days and numbers.
fn place(part: &str, outlets: &Outlets) -> Option<String> {
    let name = outlets.by_name(part).is_none()
        && !part
            .split_whitespace()
            .any(|word| outlet::domain(word).is_some())
        && part.starts_with(char::is_uppercase)
        && part
            .split_whitespace()
            .all(|word| !word.trim_end_matches('.').contains('.'))
        && part
            .chars()
            .all(|c| c.is_alphabetic() || matches!(c, ' ' | '\'' | '’' | '.'))
        && part.split_whitespace().count() <= 4;
    name.then(|| written(part))
}

/// A place in capitals as news writes it elsewhere, `TEL AVIV` as `Tel Aviv`; words of two letters (`AS`, `DC`) stay.
fn written(place: &str) -> String {
    let word = |word: &str| match word.chars().next() {
        Some(first) if in_capitals(word) && word.chars().count() > 2 => {
            let rest = word.get(first.len_utf8()..).unwrap_or_default();
            first.to_string() + &rest.to_lowercase()
        }
        _ => word.to_owned(),
    };
    let words: Vec<String> = place.split_whitespace().map(word).collect();
    words.join(" ")
}

/// The place with which a story begins behind the outlet, `JAKARTA. `, and its length in bytes.
fn place_behind(story: &str) -> Option<(String, usize)> {
    let (head, rest) = story.split_once(". ")?;
    let capitals = head.split_whitespace().all(in_capitals);
    let words = head.split_whitespace().count();
    let fits = capitals && (1..=3).contains(&words) && begins_anew(rest);
    fits.then(|| (written(head), head.len() + 2))
}

/// `KBRN, Jakarta: Pasukan tiba.`, where the head begins with an outlet or a word in capitals.
fn cut_at_colon<'t>(
    line: &'t str,
    outlets: &Outlets,
    first: bool,
) -> Option<(&'t str, &'t str, &'t str)> {
    let (head, _) = line.split_once(": ").filter(|_| first)?;
    let story = line.get(head.len() + 2..)?;
    let (outlet, place) = head.split_once(", ")?;
    let known = outlets.by_name(outlet).is_some() || in_capitals(outlet);
    let placed = place.split_whitespace().count() <= 3 && trust(place) != Trust::None;
    let fits = head.chars().count() <= LONGEST && known && placed;
    (fits && begins_anew(story)).then_some((head, ": ", story))
}

/// The place of a line that is a dateline and nothing more, `MANILA —`.
pub(super) fn alone(line: &str, outlets: &Outlets) -> Option<String> {
    let head = line.trim_end().strip_suffix(is_dash)?;
    let head = head.trim_end_matches(|c: char| is_dash(c) || c.is_whitespace());
    let believed = trust(head) != Trust::None;
    believed.then(|| parts(head).find_map(|part| place(part, outlets)))?
}

/// Cuts a line at its first dash that has a space on one side at least: head, dash, story.
fn cut(line: &str) -> Option<(&str, &str, &str)> {
    for (at, _) in line
        .char_indices()
        .take(LONGEST)
        .filter(|(_, c)| is_dash(*c))
    {
        let head = line.get(..at)?;
        let rest = line.get(at..)?;
        let story = rest.trim_start_matches(|c: char| is_dash(c) || c.is_whitespace());
        let dash_end = line.len() - story.len();
        let head = head.trim_end();
        let dash = line.get(head.len()..dash_end)?;
        // `MATARAM—Gubernur`, `JawaPos.com–Gubernur`: a long dash behind capitals or an outlet needs no space.
        let named = matches!(dash, "—" | "–") && outlet::domain(head) == Some(head);
        let long = named || (dash == "—" && head.split_whitespace().all(in_capitals));
        if long || dash.starts_with(char::is_whitespace) || dash.ends_with(char::is_whitespace) {
            return (!head.is_empty() && begins_anew(story)).then_some((head, dash, story));
        }
    }
    None
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '–' | '—' | '―')
}

fn begins_anew(story: &str) -> bool {
    let first = story.chars().next();
    first.is_some_and(|c| c.is_uppercase() || c.is_numeric() || matches!(c, '"' | '“' | '\'' | '‘'))
}

/// How far a head looks like a dateline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Trust {
    Outlet,
    Capitals,
    Name,
    None,
}

fn trust(head: &str) -> Trust {
    let words: Vec<&str> = head.split_whitespace().collect();
    if words.len() > MOST_WORDS || !words.iter().all(|word| may_stand(word)) {
        return Trust::None;
    }
    if words.iter().any(|word| outlet::domain(word).is_some()) {
        return Trust::Outlet;
    }
    let agency = |word: &&str| word.starts_with('(') || word.ends_with(')');
    if words.iter().any(agency) || words.iter().all(|word| in_capitals(word)) {
        return Trust::Capitals;
    }
    if words.len() <= 3 || head.contains(',') {
        Trust::Name
    } else {
        Trust::None
    }
}

/// A word of a dateline: a name, an outlet, a bracket, a number of a date, or a small joining word.
fn may_stand(word: &str) -> bool {
    let first = word.chars().find(|c| c.is_alphanumeric());
    let name = first.is_some_and(|c| c.is_uppercase() || c.is_numeric());
    name || outlet::domain(word).is_some() || matches!(word, "/" | "|" | "dan" | "&")
}

fn in_capitals(word: &str) -> bool {
    let letters: Vec<char> = word.chars().filter(|c| c.is_alphabetic()).collect();
    letters.len() >= 2 && letters.iter().all(|c| c.is_uppercase())
}

/// `Perang Rusia - Ukraina memasuki …`: two names that the page joins elsewhere too, or a head that
/// begins with a word which the page also writes small.
fn is_pair(head: &str, story: &str, page: &str) -> bool {
    let left = head.split_whitespace().next_back().unwrap_or_default();
    let right = story
        .split(|c: char| !c.is_alphanumeric())
        .next()
        .unwrap_or_default();
    let joined = ["-", "–", " dan "]
        .iter()
        .any(|mark| page.contains(&format!("{left}{mark}{right}")));
    let small = head
        .split_whitespace()
        .next()
        .unwrap_or_default()
        .to_lowercase();
    joined
        || page
            .split(|c: char| !c.is_alphanumeric())
            .any(|word| word == small)
}

#[cfg(test)]
mod tests {
    use super::super::outlet::tests::outlets;
    use super::*;

    fn story(line: &str) -> Option<&str> {
        find(line, line, true, &outlets()).and_then(|dateline| line.get(dateline.length..))
    }

    #[test]
    fn speaks_on_datelines() {
        for line in [
            "OSLO - Pasukan tiba.",
            "Jakarta -- Pasukan tiba.",
            "Liputan6.com, Riga - Pasukan tiba.",
            "JAKARTA, KOMPAS.com – Pasukan tiba.",
            "SUARAKOTA.COM -- Pasukan tiba.",
            "tirto.id - Pasukan tiba.",
            "Jakarta (ANTARA) - Pasukan tiba.",
            "Liputan6.com, Jakarta -Pasukan tiba.",
            "SUARAKOTA.CO.ID, TEL AVIV — Pasukan tiba.",
        ] {
            assert_eq!(story(line), Some("Pasukan tiba."), "{line}");
        }
        let no_outlets = Outlets::default();
        let named = find(
            "JAKARTA, KOMPAS.com – Pasukan tiba.",
            "",
            false,
            &no_outlets,
        );
        assert_eq!(
            named.and_then(|dateline| dateline.outlet),
            Some("KOMPAS.com")
        );
    }

    #[test]
    fn keeps_silent_on_sentences() {
        for line in [
            "Jens Stoltenberg - mantan kepala NATO - tiba di Oslo.",
            "Kapal selam - Yang dibeli tahun lalu - rusak.",
            "Perang Rusia - Ukraina berlanjut. Banyak perang lain terlupakan.",
            "Rusia - Ukraina berunding. Perang Rusia-Ukraina berlanjut.",
            "Presiden tiba di Jakarta - Ia disambut menteri.",
            "Anak-anak Gaza mengungsi.",
            "- Pasukan tiba.",
            "OSLO -",
        ] {
            assert_eq!(story(line), None, "{line}");
        }
    }

    #[test]
    fn further_down_a_plain_name_is_not_enough() {
        let known = outlets();
        assert_eq!(find("Oslo - Pasukan tiba.", "", false, &known), None);
        assert!(find("OSLO - Pasukan tiba.", "", false, &known).is_some());
    }

    #[test]
    fn places_and_known_outlets() {
        let known = outlets();
        for (line, place, outlet) in [
            ("OSLO - Pasukan tiba.", Some("Oslo"), None),
            ("SK — Pasukan tiba.", None, Some("Suara Kota")),
            (
                "Oslo, Suara Kota -- Pasukan tiba.",
                Some("Oslo"),
                Some("Suara Kota"),
            ),
            (
                "Oslo (SK) - Pasukan tiba.",
                Some("Oslo"),
                Some("Suara Kota"),
            ),
            (
                "KBSK, Tel Aviv: Pasukan tiba.",
                Some("Tel Aviv"),
                Some("Suara Kota"),
            ),
            (
                "Liputan6.com, Riga - Pasukan tiba.",
                Some("Riga"),
                Some("Liputan6.com"),
            ),
            (
                "TEL AVIV, suarakota.id – Pasukan tiba.",
                Some("Tel Aviv"),
                Some("suarakota.id"),
            ),
            (
                "SUARAKOTA.CO.ID - TEL AVIV. Pasukan tiba.",
                Some("Tel Aviv"),
                Some("SUARAKOTA.CO.ID"),
            ),
            ("WASHINGTON DC - Pasukan tiba.", Some("Washington DC"), None),
        ] {
            let found = find(line, line, true, &known).unwrap();
            assert_eq!(line.get(found.length..), Some("Pasukan tiba."), "{line}");
            assert_eq!(
                (found.place.as_deref(), found.outlet),
                (place, outlet),
                "{line}"
            );
        }
        for line in ["Ketua SK: Pasukan tiba.", "Oslo: Pasukan tiba."] {
            assert_eq!(find(line, line, true, &known), None, "{line}");
        }
    }
}
