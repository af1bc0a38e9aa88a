//! The tables of the program and of this folder → what sentences and names are made of.

use std::collections::BTreeMap;

/// Names of one kind of thing, `place:city`, as the names files give them.
pub(crate) type Known = BTreeMap<String, Vec<Name>>;

/// A thing that news speaks of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Name {
    /// As it is named first.
    pub(crate) full: String,
    /// As it is named later.
    pub(crate) short: String,
    /// What stands before the name of a person.
    pub(crate) title: String,
}

/// The rows of a table without comments and header, cut at tabs.
pub(crate) fn rows(table: &str) -> impl Iterator<Item = Vec<&str>> {
    let lines = table
        .lines()
        .filter(|l| !l.starts_with('#') && !l.is_empty());
    lines.skip(1).map(|line| line.split('\t').collect())
}

/// The templates of `sentences.tsv` by kind.
pub(crate) fn templates() -> BTreeMap<&'static str, Vec<Vec<&'static str>>> {
    let mut out: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for row in rows(include_str!("sentences.tsv")) {
        out.entry(row[0]).or_default().push(row[1..].to_vec());
    }
    out
}

/// First, middle and last syllables by kind of word.
pub(crate) fn syllables() -> BTreeMap<&'static str, Vec<Vec<&'static str>>> {
    let cut = |row: Vec<&'static str>| {
        let columns = row[1..].iter().map(|c| c.split(' ').collect());
        (row[0], columns.collect())
    };
    rows(include_str!("syllables.tsv")).map(cut).collect()
}

/// Words that persons are called by.
pub(crate) fn given() -> Vec<&'static str> {
    let words = rows(include_str!("../../seeds/names/personal.tsv"));
    let given = words.filter(|row| row[1] == "given");
    given.map(|row| row[0]).collect()
}

/// The names of `seeds/names`, and for each form of each the kind of what it names.
pub(crate) fn known() -> (Known, BTreeMap<&'static str, String>) {
    let mut known = Known::new();
    let mut forms = BTreeMap::new();
    let states = include_str!("../../seeds/names/states.tsv");
    let states: BTreeMap<_, _> = rows(states).map(|row| (row[0], row[1])).collect();
    for (file, table, kind) in [
        (
            "state",
            include_str!("../../seeds/names/states.tsv"),
            usize::MAX,
        ),
        (
            "person",
            include_str!("../../seeds/names/persons.tsv"),
            usize::MAX,
        ),
        (
            "organization",
            include_str!("../../seeds/names/organizations.tsv"),
            5,
        ),
        ("place", include_str!("../../seeds/names/places.tsv"), 4),
        ("weapon", include_str!("../../seeds/names/weapons.tsv"), 4),
        ("event", include_str!("../../seeds/names/events.tsv"), 4),
        (
            "treaty",
            include_str!("../../seeds/names/treaties.tsv"),
            usize::MAX,
        ),
    ] {
        for row in rows(table) {
            let key = match row.get(kind) {
                Some(kind) => format!("{file}:{kind}"),
                None => file.to_owned(),
            };
            let others = row[3].split('|').filter(|form| !form.is_empty());
            for form in others.clone().chain([row[1]]) {
                forms.entry(form).or_insert_with(|| key.clone());
            }
            let short = others.clone().next().unwrap_or(row[1]);
            let title = match (file, row.get(4), row.get(5).and_then(|s| states.get(s))) {
                ("person", Some(role), Some(state)) if !role.is_empty() => {
                    format!("{} {state} ", capitals(role))
                }
                _ => String::new(),
            };
            known.entry(key).or_default().push(Name {
                full: row[1].to_owned(),
                short: short.to_owned(),
                title,
            });
        }
    }
    (known, forms)
}

/// `menteri luar negeri` → `Menteri Luar Negeri`.
pub(crate) fn capitals(text: &str) -> String {
    let words: Vec<String> = text.split(' ').map(capital).collect();
    words.join(" ")
}

/// With a capital at the beginning.
pub(crate) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|c| c.to_uppercase().to_string());
    first.unwrap_or_default() + letters.as_str()
}
