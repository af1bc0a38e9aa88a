//! A word, a dateline or an address → the outlet that it names.
//!
//! Not obvious: in running lines only words that look like a domain count (`Liputan6.com`), in the outlet's
//! own spelling; a name without one (`Antara`) is too easily the agency that is merely quoted. In a dateline, and by
//! its host, an outlet of `outlets.tsv` is known without one.

use std::collections::HashMap;

use super::line;
use super::table::{TableError, rows};

/// Endings under which Indonesian and foreign outlets publish; longer ones first.
const ENDINGS: [&str; 9] = [
    ".co.id", ".or.id", ".go.id", ".com", ".net", ".org", ".id", ".co", ".tv",
];

/// The names of `outlets.tsv`.
#[derive(Debug, Clone, Default)]
pub struct Outlets {
    /// Folded form → name.
    forms: HashMap<String, String>,
    /// Host → name.
    hosts: HashMap<String, String>,
}

impl Outlets {
    /// Reads the columns `name forms domains`; `file` names the table in errors.
    ///
    /// ```
    /// # use simpul::read::Outlets;
    /// let outlets = Outlets::parse("outlets.tsv", "name\tforms\tdomains\nSuara Kota\tSK\tsuarakota.id\n")?;
    /// assert_eq!(outlets.by_url("https://www.suarakota.id/a"), Some("Suara Kota"));
    /// # Ok::<(), simpul::read::TableError>(())
    /// ```
    pub fn parse(file: &str, text: &str) -> Result<Self, TableError> {
        let mut outlets = Self::default();
        for row in rows(file, text, ["name", "forms", "domains"])? {
            let [name, forms, domains] = &row.cells;
            if name.is_empty() {
                let cause = "the name is empty; write how the outlet calls itself";
                return Err(row.wrong(file, cause.to_owned()));
            }
            for form in forms.split('|').chain([name.as_str()]) {
                outlets.forms.insert(line::folded(form), name.clone());
            }
            for host in domains.split('|') {
                outlets.hosts.insert(host.to_lowercase(), name.clone());
            }
        }
        outlets.forms.remove("");
        outlets.hosts.remove("");
        Ok(outlets)
    }

    /// The outlet of that name or spelling.
    #[must_use]
    pub fn by_name(&self, name: &str) -> Option<&str> {
        self.forms.get(&line::folded(name)).map(String::as_str)
    }

    /// The outlet that publishes at an address, on its host or on one below it.
    #[must_use]
    pub fn by_url(&self, url: &str) -> Option<&str> {
        let (_, rest) = url.split_once("://")?;
        let host = rest.split(['/', '?', '#', ':']).next()?.to_lowercase();
        let mut host = host.as_str();
        loop {
            if let Some(name) = self.hosts.get(host) {
                return Some(name);
            }
            (_, host) = host.split_once('.')?;
        }
    }
}

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
pub(super) mod tests {
    use super::*;

    /// A small table for tests of this stage.
    pub(in crate::read) fn outlets() -> Outlets {
        let table =
            "name\tforms\tdomains\nSuara Kota\tSK|KBSK\tsuarakota.id|kota.co.id\nMaluku Raya\t\t\n";
        Outlets::parse("outlets.tsv", table).unwrap()
    }

    #[test]
    fn names_and_hosts() {
        let outlets = outlets();
        for name in ["Suara Kota", "SK", "suara  kota"] {
            assert_eq!(outlets.by_name(name), Some("Suara Kota"), "{name}");
        }
        for url in ["https://suarakota.id", "http://news.kota.co.id/a?b=c"] {
            assert_eq!(outlets.by_url(url), Some("Suara Kota"), "{url}");
        }
        for url in [
            "suarakota.id",
            "https://bukansuarakota.id/",
            "https://co.id/",
            "",
        ] {
            assert_eq!(outlets.by_url(url), None, "{url}");
        }
        assert_eq!(outlets.by_name(""), None);
    }

    #[test]
    fn a_bad_row_is_named() {
        let error = Outlets::parse("outlets.tsv", "name\tforms\tdomains\n\ta\tb\n").unwrap_err();
        assert_eq!(error.line, 2);
    }

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
