//! The first line of a story → where the dateline ends and which outlet it names.
//!
//! `OSLO - `, `Liputan6.com, Riga - `, `JAKARTA, KOMPAS.com – `. Not obvious: the sentence behind
//! the dash must begin anew, with a capital or a quotation mark; in `Jens – kepala NATO – tiba` it goes on.

use super::outlet;

/// A dateline ends within so many characters.
const LONGEST: usize = 60;
/// And holds at most so many words.
const MOST_WORDS: usize = 8;

/// What a dateline tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Dateline<'t> {
    /// Bytes of the line before the first word of the story.
    pub(super) length: usize,
    /// `KOMPAS.com`, where the dateline names it.
    pub(super) outlet: Option<&'t str>,
}

/// The dateline of `line`, a line of `page`.
///
/// `first` is whether no paragraph stands before: there a plain place name (`Oslo - `) is enough;
/// further down only a dateline with an outlet, or one in capitals, is believed.
pub(super) fn find<'t>(line: &'t str, page: &str, first: bool) -> Option<Dateline<'t>> {
    let (head, dash, story) = cut(line)?;
    let trust = trust(head);
    let spaced = dash.starts_with(char::is_whitespace) && dash.ends_with(char::is_whitespace);
    let believed = match trust {
        Trust::Outlet => true,
        Trust::Capitals => spaced,
        Trust::Name => spaced && first && !is_pair(head, story, page),
        Trust::None => false,
    };
    let length = head.len() + dash.len();
    let outlet = head.split_whitespace().find_map(outlet::domain);
    believed.then_some(Dateline { length, outlet })
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
        if dash.starts_with(char::is_whitespace) || dash.ends_with(char::is_whitespace) {
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
    use super::*;

    fn story(line: &str) -> Option<&str> {
        find(line, line, true).and_then(|dateline| line.get(dateline.length..))
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
        let named = find("JAKARTA, KOMPAS.com – Pasukan tiba.", "", false);
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
        assert_eq!(find("Oslo - Pasukan tiba.", "", false), None);
        assert!(find("OSLO - Pasukan tiba.", "", false).is_some());
    }
}
