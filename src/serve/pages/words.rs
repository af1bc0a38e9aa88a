//! Key and language → the words of the interface, from `words.tsv`; what predicates and kinds are called, from the ontology.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::rdf;

static TABLE: &str = include_str!("../words.tsv");
static WORDS: LazyLock<BTreeMap<&str, [&str; 2]>> = LazyLock::new(|| rows().collect());

/// A language of the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(in crate::serve) enum Lang {
    English,
    Indonesian,
}

impl Lang {
    pub(super) const ALL: [Self; 2] = [Self::Indonesian, Self::English];

    /// The language of a tag (`id-ID`); `in` is what Indonesian was before 1989, and what some devices still send.
    pub(super) fn of(tag: &str) -> Option<Self> {
        let primary = tag.split('-').next()?.to_ascii_lowercase();
        match primary.as_str() {
            "en" => Some(Self::English),
            "id" | "in" => Some(Self::Indonesian),
            _ => None,
        }
    }

    /// BCP 47.
    pub(super) fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Indonesian => "id",
        }
    }

    /// What it calls itself.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::Indonesian => "Bahasa Indonesia",
        }
    }

    /// The words of a key; the key itself where the table has none, which a test finds.
    pub(super) fn t(self, key: &'static str) -> &'static str {
        self.find(key).unwrap_or(key)
    }

    /// The words of a key that data give (`unit.troops`), if the table has it.
    pub(super) fn find(self, key: &str) -> Option<&'static str> {
        let [english, indonesian] = WORDS.get(key)?;
        Some(self.of_two(english, indonesian))
    }

    fn of_two(self, english: &'static str, indonesian: &'static str) -> &'static str {
        match self {
            Self::English => english,
            Self::Indonesian => indonesian,
        }
    }

    /// A term of the ontology (`deployedTo`, `Person`) as words; a term that it lacks, as it is.
    pub(super) fn term(self, term: &str) -> String {
        let label = rdf::label(term);
        label.map_or_else(
            || crate::export::words(term),
            |[english, indonesian]| match self {
                Self::English => english.to_owned(),
                Self::Indonesian => indonesian.to_owned(),
            },
        )
    }

    /// A whole number with the mark of thousands that the language has.
    pub(super) fn number(self, number: usize) -> String {
        let mark = match self {
            Self::English => ',',
            Self::Indonesian => '.',
        };
        let digits = number.to_string();
        let mut out = String::with_capacity(digits.len() + digits.len() / 3);
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                out.push(mark);
            }
            out.push(digit);
        }
        out
    }
}

/// Keys with their English and Indonesian words.
fn rows() -> impl Iterator<Item = (&'static str, [&'static str; 2])> {
    let lines = TABLE.lines().filter(|line| !line.starts_with('#')).skip(1);
    lines.filter_map(|line| {
        let mut cells = line.split('\t');
        Some((cells.next()?, [cells.next()?, cells.next()?]))
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::Path;

    use super::*;

    /// What stands between quotes after `.t(` in the sources of the pages.
    fn used(folder: &Path, keys: &mut BTreeSet<String>) {
        for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
            let path = entry.path();
            if path.is_dir() {
                used(&path, keys);
            } else if path.extension().is_some_and(|end| end == "rs") {
                let text = std::fs::read_to_string(&path).unwrap();
                let calls = text.split(".t(").skip(1);
                keys.extend(calls.filter_map(|call| {
                    let call = call.trim_start().strip_prefix('"')?;
                    call.split_once('"').map(|(key, _)| key.to_owned())
                }));
            }
        }
    }

    #[test]
    fn every_key_that_pages_use_has_words_in_both_languages() {
        let mut keys = BTreeSet::new();
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/serve");
        used(&folder, &mut keys);
        // What the test itself says between quotes is no key.
        keys.retain(|key| key.bytes().all(|b| b.is_ascii_lowercase() || b == b'.'));
        assert!(keys.len() > 10, "{keys:?}");
        let missing: Vec<_> = keys
            .iter()
            .filter(|key| !WORDS.contains_key(key.as_str()))
            .collect();
        assert!(missing.is_empty(), "no row in words.tsv for {missing:?}");
    }

    #[test]
    fn every_row_is_whole_and_stands_once() {
        let rows: Vec<_> = rows().collect();
        assert_eq!(rows.len(), WORDS.len(), "a key stands twice");
        for (key, words) in rows {
            assert!(words.iter().all(|words| !words.trim().is_empty()), "{key}");
        }
    }

    #[test]
    fn terms_have_the_words_of_the_ontology() {
        assert_eq!(Lang::Indonesian.term("met"), "bertemu");
        assert_eq!(Lang::English.term("Organization"), "Organisation");
        assert_eq!(Lang::English.term("notOurs"), "not ours");
    }

    #[test]
    fn numbers_have_the_marks_of_the_language() {
        assert_eq!(Lang::English.number(1_234_567), "1,234,567");
        assert_eq!(Lang::Indonesian.number(12_000), "12.000");
        assert_eq!(Lang::Indonesian.number(999), "999");
    }
}
