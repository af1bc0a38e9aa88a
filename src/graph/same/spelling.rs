//! A name → what it is compared by: letters without marks, words without hyphens, and each word by its common spelling.
//!
//! Only whole words of the table in `seeds/names/spellings.tsv` are one; nothing is guessed from likeness.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::link::slug;

static TABLE: &str = include_str!("../../../seeds/names/spellings.tsv");
static SAME_AS: LazyLock<BTreeMap<&str, &str>> = LazyLock::new(|| {
    let rows = TABLE.lines().filter(|l| !l.starts_with('#')).skip(1);
    rows.filter_map(|row| {
        let mut cells = row.split('\t');
        Some((cells.next()?, cells.next()?))
    })
    .collect()
});

/// The words of a name as they are compared, joined by hyphens.
///
/// `Mohammad Rifa'i` → `muhammad-rifai`; `Kim Jong-un` → `kim-jong-un`.
pub(super) fn key(name: &str) -> String {
    let slug = slug(name);
    let words = slug
        .split('-')
        .map(|w| SAME_AS.get(w).copied().unwrap_or(w));
    words.collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_have_one_key() {
        for (one, other) in [
            ("Mohammad Rifai", "Muhammad Rifa’i"),
            ("Kim Jong-un", "Kim Jong Un"),
            ("Volodymyr Zelenskyy", "Volodymyr Zelenskiy"),
            ("Soekarno", "Sukarno"),
        ] {
            assert_eq!(key(one), key(other));
        }
        assert_ne!(key("Kim Yo Jong"), key("Kim Jong Un"));
        assert_ne!(key("Budi Santosa"), key("Budi Santoso"));
    }

    #[test]
    fn the_table_leads_nowhere_twice() {
        for (spelling, same_as) in SAME_AS.iter() {
            assert!(!SAME_AS.contains_key(same_as), "{spelling} → {same_as} → …");
            assert_eq!(*spelling, slug(spelling), "{spelling} is no slug");
        }
    }
}
