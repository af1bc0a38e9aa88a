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
    core.match_indices([':', '/', '.']).any(|(at, mark)| {
        let Some((head, tail)) = core.split_at_checked(at) else {
            return false;
        };
        let tail = tail.trim_start_matches(mark);
        let word = head
            .rsplit(|c: char| !c.is_alphanumeric())
            .next()
            .unwrap_or_default();
        let word = word.to_lowercase();
        let known = ANNOUNCE.contains(&word.as_str()) && (mark != "." || word == "dok");
        known && (1..=LONGEST).contains(&line::words(tail)) && !line::starts_lower(tail)
    })
}

/// An agency or outlet, a slash and a name, behind a full stop, comma or bracket.
fn has_slash(core: &str) -> bool {
    let Some((head, tail)) = core.rsplit_once('/') else {
        return false;
    };
    let agency = head.rsplit([' ', '(', '[']).next().unwrap_or_default();
    let before = head.strip_suffix(agency).unwrap_or_default();
    // `ANTARA FOTO/Nama` is the one agency that writes two words.
    let before = before.strip_suffix("ANTARA ").unwrap_or(before).trim_end();
    let letters = agency.chars().filter(|c| c.is_alphabetic()).count();
    let capitals = letters >= 2 && !agency.chars().any(char::is_lowercase);
    (capitals || outlet::domain(agency).is_some())
        && before.ends_with(['.', ',', '(', '[', ')'])
        && tail.starts_with(char::is_uppercase)
        && (1..=LONGEST).contains(&line::words(tail))
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
            "Menteri itu tiba pada Senin (14/10)",
            "Kata dia dalam foto: mereka tidak bersalah",
            "",
            "/",
        ] {
            assert_eq!(credit(line), None, "{line}");
        }
    }
}
