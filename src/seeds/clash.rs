//! Rows of `names/` → pairs of them between which an article gives no way to choose.
//!
//! A form of a place and of an actor is decided by the words around it, and a form of two persons by the day of the article. Two rows of
//! one sort with one form, and two holders of one post at one time, are mistakes of the tables.

use std::collections::BTreeMap;

use super::{Name, NameIx, Seeds};
use crate::record::EntityType;

/// Two rows that cannot be told apart.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Clash {
    /// Id of the row that comes first and would always be taken.
    pub one: String,
    /// Id of the other.
    pub other: String,
    /// The form, or the post and state, that both have.
    pub shared: String,
}

/// Days by which terms that are known by their years alone may overlap.
const YEAR: i32 = 366;

/// Kinds of title that one person of a state holds at a time.
const SINGLE: [&str; 2] = ["head", "minister"];

/// All pairs, sorted.
#[must_use]
pub fn clashes(seeds: &Seeds) -> Vec<Clash> {
    let mut out = forms(seeds);
    out.extend(posts(seeds));
    out.sort();
    out.dedup();
    out
}

/// Forms of two rows of one sort.
fn forms(seeds: &Seeds) -> Vec<Clash> {
    let mut by_form: BTreeMap<&str, Vec<NameIx>> = BTreeMap::new();
    for (form, row) in &seeds.forms {
        by_form.entry(form).or_default().push(*row);
    }
    let mut out = Vec::new();
    for (form, rows) in by_form {
        for (one, other) in pairs(seeds, &rows) {
            let alike =
                (one.kind == Some(EntityType::Place)) == (other.kind == Some(EntityType::Place));
            let persons = one.kind == Some(EntityType::Person) && other.kind == one.kind;
            let by_day = persons
                && !one.term.is_open()
                && !other.term.is_open()
                && !one.term.overlaps(&other.term, 0);
            if alike && !by_day {
                out.push(clash(one, other, form));
            }
        }
    }
    out
}

/// Posts of a state that two rows hold at once.
fn posts(seeds: &Seeds) -> Vec<Clash> {
    let single = |name: &Name| {
        let role = name.role.as_deref()?;
        let role = seeds
            .roles
            .iter()
            .find(|r| r.role.eq_ignore_ascii_case(role))?;
        let alone = SINGLE.contains(&role.kind.as_str())
            && !["deputy", "coordinating"]
                .iter()
                .any(|w| role.english.starts_with(w));
        // "menteri" and "pemimpin" alone tell no post.
        (alone && role.role.contains(' ') || role.english == "president")
            .then(|| role.english.clone())
    };
    let mut by_post: BTreeMap<(String, NameIx), Vec<NameIx>> = BTreeMap::new();
    for (row, name) in seeds.names.iter().enumerate() {
        if let (Some(post), Some(state), false) = (single(name), name.state, name.term.is_open()) {
            by_post.entry((post, state)).or_default().push(row);
        }
    }
    let mut out = Vec::new();
    for ((post, state), rows) in by_post {
        let state = seeds.names.get(state).map_or("", |s| s.name.as_str());
        let both = pairs(seeds, &rows)
            .into_iter()
            .filter(|(a, b)| a.term.overlaps(&b.term, YEAR));
        out.extend(both.map(|(a, b)| clash(a, b, &format!("{post} of {state}"))));
    }
    out
}

fn pairs<'a>(seeds: &'a Seeds, rows: &[NameIx]) -> Vec<(&'a Name, &'a Name)> {
    let name = |row: &NameIx| seeds.names.get(*row);
    let mut out = Vec::new();
    for (at, one) in rows.iter().enumerate() {
        let others = rows.iter().skip(at + 1).filter(|other| *other != one);
        out.extend(others.filter_map(|other| Some((name(one)?, name(other)?))));
    }
    out
}

fn clash(one: &Name, other: &Name, shared: &str) -> Clash {
    Clash {
        one: one.id.clone(),
        other: other.id.clone(),
        shared: shared.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_compiled_in_names_can_be_told_apart() {
        let found = clashes(&Seeds::embedded().unwrap());
        assert!(found.is_empty(), "{} clashes: {found:#?}", found.len());
    }

    #[test]
    fn holders_of_one_post_at_one_time_clash() {
        let mut seeds = Seeds::embedded().unwrap();
        let one = seeds
            .names
            .iter()
            .position(|n| n.id == "person-joe-biden")
            .unwrap();
        let other = seeds
            .names
            .iter()
            .position(|n| n.id == "person-donald-trump")
            .unwrap();
        seeds.names[one].term = seeds.names[other].term.clone();
        let found = clashes(&seeds);
        assert!(
            found
                .iter()
                .any(|c| c.shared == "president of Amerika Serikat"),
            "{found:?}"
        );
    }
}
