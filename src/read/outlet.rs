//! A word or a line → the outlet that it names.
//!
//! Not obvious: only words that look like a domain count (`Liputan6.com`), in the outlet's own
//! spelling; a name without one (`Antara`) is too easily the agency that is merely quoted.

/// Endings under which Indonesian and foreign outlets publish; longer ones first.
const ENDINGS: [&str; 9] = [
    ".co.id", ".or.id", ".go.id", ".com", ".net", ".org", ".id", ".co", ".tv",
];

/// The domain-like core of `word`, without brackets and punctuation around it.
///
/// `"(KOMPAS.com)"` gives `KOMPAS.com`, `"www.antaranews.com,"` gives `antaranews.com`, `"S.H."` gives nothing.
pub(super) fn domain(word: &str) -> Option<&str> {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    let word = word.strip_prefix("www.").unwrap_or(word);
    let lower = word.to_ascii_lowercase();
    let ending = ENDINGS.iter().find(|ending| lower.ends_with(*ending))?;
    let name = word.get(..word.len() - ending.len())?;
    let fits = |c: char| c.is_alphanumeric() || matches!(c, '-' | '.' | '_');
    (name.chars().count() >= 2 && name.chars().all(fits)).then_some(word)
}

/// The first domain-like word of a line that is no mail address or link to a page.
pub(super) fn in_line(line: &str) -> Option<&str> {
    let plain = |word: &&str| !word.contains('@') && !word.contains('/');
    line.split_whitespace().filter(plain).find_map(domain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn speaks_on_domains() {
        assert_eq!(domain("(KOMPAS.com)"), Some("KOMPAS.com"));
        assert_eq!(domain("REPUBLIKA.CO.ID,"), Some("REPUBLIKA.CO.ID"));
        assert_eq!(
            in_line("Hak cipta © 2024 SuaraKota.id"),
            Some("SuaraKota.id")
        );
    }

    #[test]
    fn keeps_silent_elsewhere() {
        for word in [
            "S.H.",
            "Jl.",
            "3.500",
            "a.id",
            "perang",
            ".com",
            "bagaimana.akhir",
        ] {
            assert_eq!(domain(word), None, "{word}");
        }
        assert_eq!(in_line("tulis ke redaksi@suarakota.id"), None);
    }
}
