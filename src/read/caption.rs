//! A line → whether it ends in the credit of a picture, which makes it a caption.
//!
//! Not obvious: a credit with a slash, `(REUTERS/Nama)`, looks like the sign-off of a story; the
//! caller decides by where the line stands.

use super::{line, outlet};

/// A credit has at most so many words behind its mark.
const LONGEST: usize = 6;

/// Words that announce a credit, in lower case.
const ANNOUNCE: [&str; 6] = ["foto", "photo", "dok", "ilustrasi", "grafis", "kredit"];

/// How a credit is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Credit {
    /// `Foto: Nama`, `Foto/Nama`, `Dok. Nama`.
    Announced,
    /// `(REUTERS/Nama)`, `SUARAKOTA.COM/NAMA`.
    Slash,
}

/// The credit in which `text` ends.
pub(super) fn credit(text: &str) -> Option<Credit> {
    let core = text.trim_end_matches([')', ']', ' ']);
    if core.ends_with(['.', '?', '!', ',', '"', '”']) {
        return None;
    }
    if is_announced(core) {
        return Some(Credit::Announced);
    }
    has_slash(core).then_some(Credit::Slash)
}

fn is_announced(core: &str) -> bool {
    let marks = core
        .char_indices()
        .filter(|(_, c)| matches!(c, ':' | '/' | '.'));
    marks.into_iter().any(|(at, mark)| {
        let (Some(head), Some(tail)) = (core.get(..at), core.get(at + 1..)) else {
            return false;
        };
        let start = head
            .rfind(|c: char| !c.is_alphanumeric())
            .map_or(0, |space| space + last_len(head, space));
        let word = head.get(start..).unwrap_or_default().to_lowercase();
        let known = ANNOUNCE.contains(&word.as_str()) && (mark != '.' || word == "dok");
        known && (1..=LONGEST).contains(&line::words(tail)) && !line::starts_lower(tail)
    })
}

fn last_len(text: &str, at: usize) -> usize {
    text.get(at..)
        .and_then(|rest| rest.chars().next())
        .map_or(1, char::len_utf8)
}

/// An agency or outlet, a slash and a name, behind a full stop, comma or bracket.
fn has_slash(core: &str) -> bool {
    let Some(slash) = core.rfind('/') else {
        return false;
    };
    let (Some(head), Some(tail)) = (core.get(..slash), core.get(slash + 1..)) else {
        return false;
    };
    let start = head
        .rfind([' ', '(', '[', '.'])
        .filter(|_| outlet::domain(last_word(head)).is_none());
    let start = start.map_or_else(|| head.len() - last_word(head).len(), |space| space + 1);
    let agency = head.get(start..).unwrap_or_default();
    let before = head.get(..start).unwrap_or_default();
    let before = before.strip_suffix("ANTARA ").unwrap_or(before).trim_end();
    let capitals = agency.chars().filter(|c| c.is_alphabetic()).count() >= 2
        && agency
            .chars()
            .all(|c| c.is_uppercase() || !c.is_alphabetic());
    (capitals || outlet::domain(agency).is_some())
        && before.ends_with(['.', ',', '(', '[', ')'])
        && tail.starts_with(char::is_uppercase)
        && (1..=LONGEST).contains(&line::words(tail))
}

fn last_word(text: &str) -> &str {
    text.rsplit([' ', '(', '[']).next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn speaks_on_credits() {
        for line in [
            "Menteri itu tiba di Jakarta. Foto: Suara Kota",
            "Menteri itu tiba di Jakarta. Foto/Suara Kota",
            "Menteri itu tiba di Jakarta (foto: Suara Kota)",
            "Menteri itu tiba di Jakarta. (Dok. Kementerian)",
        ] {
            assert_eq!(credit(line), Some(Credit::Announced), "{line}");
        }
        for line in [
            "Menteri itu tiba di Jakarta. (REUTERS/Nama Juru)",
            "Menteri itu tiba di Jakarta. SUARAKOTA.COM/NAMA JURU",
            "Menteri itu tiba di Jakarta. ANTARA FOTO/Nama Juru",
        ] {
            assert!(credit(line).is_some(), "{line}");
        }
    }

    #[test]
    fn keeps_silent_on_sentences() {
        for line in [
            "Menteri itu menunjukkan foto: dua kapal dan satu pesawat.",
            "Ia memuji kerja sama TNI/Polri",
            "Foto itu diambil kemarin",
            "Menteri itu tiba pada Senin (28/10)",
            "Kata dia dalam foto: mereka tidak bersalah",
            "",
            "/",
        ] {
            assert_eq!(credit(line), None, "{line}");
        }
    }
}
