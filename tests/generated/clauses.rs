//! The examples of `frames.tsv` → templates: each name in them becomes a place for names of its kind.
//!
//! Not obvious: an example may begin with a common noun in a capital letter (`Serangan drone Ukraina …`). Inside a sentence it
//! is written small, which is known from its standing small in another example, or from its naming nobody.

use std::collections::{BTreeMap, BTreeSet};

use super::tables::rows;

/// The most words of a name.
const LONGEST: usize = 6;

/// One template an example: `{person} bertemu {person} di {place:city}`.
pub(crate) fn templates(kinds: &BTreeMap<&str, String>) -> Vec<String> {
    let table = include_str!("../../seeds/words/frames.tsv");
    let examples: Vec<(&str, &str)> = rows(table).map(|row| (row[5], row[6])).collect();
    let small: BTreeSet<&str> = examples
        .iter()
        .flat_map(|(example, _)| example.split(' '))
        .filter(|word| word.starts_with(char::is_lowercase))
        .collect();
    let plain = examples
        .iter()
        .filter(|(example, _)| !example.contains(['"', '{', ',']));
    let templates: BTreeSet<String> = plain
        .map(|(example, gives)| {
            let common = |word: &str| small.contains(word.to_lowercase().as_str());
            template(example, kinds, |word| common(word) || !gives.contains(word))
        })
        .filter(|template| template.contains('{'))
        .collect();
    templates.into_iter().collect()
}

fn template(
    example: &str,
    kinds: &BTreeMap<&str, String>,
    is_common: impl Fn(&str) -> bool,
) -> String {
    let words: Vec<&str> = example.split(' ').collect();
    let mut out: Vec<String> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let known = (1..=LONGEST.min(words.len() - at)).rev().find_map(|len| {
            let name = words[at..at + len].join(" ");
            let kind = kinds.get(name.as_str())?;
            name.starts_with(char::is_uppercase).then_some((len, kind))
        });
        if let Some((len, kind)) = known {
            out.push(format!("{{{kind}}}"));
            at += len;
        } else {
            let word = words[at];
            let common = at == 0 && is_common(word);
            out.push(if common {
                word.to_lowercase()
            } else {
                word.to_owned()
            });
            at += 1;
        }
    }
    out.join(" ").replace("{person}", "{name}")
}
