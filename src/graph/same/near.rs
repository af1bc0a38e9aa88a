//! Entities of the graph → pairs that may be one, for somebody to decide.
//!
//! None of these likenesses joins anything by itself: each has sensible cases on both sides.

use std::collections::{BTreeMap, BTreeSet};

use super::super::{Entity, Graph};
use super::spelling::key;
use crate::record::EntityType;

/// Two entities that may be one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct NearMiss {
    /// Id of the one that more documents name.
    pub one: String,
    /// Id of the other.
    pub other: String,
    /// What they have in common.
    pub why: &'static str,
}

/// A likeness that more entities share than this says nothing.
const CROWD: usize = 8;

/// Pairs worth a decision, sorted.
#[must_use]
pub fn near_misses(graph: &Graph) -> Vec<NearMiss> {
    let mut alike: BTreeMap<(&'static str, EntityType, String), BTreeSet<&str>> = BTreeMap::new();
    for entity in graph.entities.values() {
        for (why, what) in likenesses(entity) {
            alike
                .entry((why, entity.kind, what))
                .or_default()
                .insert(&entity.id);
        }
    }
    let mut out: BTreeMap<(&str, &str), &'static str> = BTreeMap::new();
    for ((why, ..), ids) in alike.iter().filter(|(_, ids)| ids.len() <= CROWD) {
        for one in ids {
            for other in
                ids.range::<str, _>((std::ops::Bound::Excluded(*one), std::ops::Bound::Unbounded))
            {
                out.entry((one, other)).or_insert(why);
            }
        }
    }
    let documents = |id: &str| graph.entities.get(id).map_or(0, |e| e.mentions.len());
    let pair = |((a, b), why): ((&str, &str), &'static str)| {
        let (one, other) = if documents(b) > documents(a) {
            (b, a)
        } else {
            (a, b)
        };
        NearMiss {
            one: one.to_owned(),
            other: other.to_owned(),
            why,
        }
    };
    let mut out: Vec<NearMiss> = out.into_iter().map(pair).collect();
    out.sort();
    out
}

/// What an entity may share with another one.
fn likenesses(entity: &Entity) -> Vec<(&'static str, String)> {
    let name = key(&entity.name);
    let mut out = vec![("same name", name.clone())];
    let words: Vec<&str> = name.split('-').collect();
    match (entity.kind, words.as_slice()) {
        (EntityType::Person, [only]) => out.push(("short name", (*only).to_owned())),
        (EntityType::Person, [first, .., last]) => {
            out.push(("first and last name", format!("{first} {last}")));
            out.push(("short name", (*last).to_owned()));
        }
        (EntityType::Organization, _) => {
            let acronym = |f: &&String| {
                f.len() > 1 && f.len() <= 8 && f.chars().all(|c| c.is_ascii_uppercase())
            };
            let acronyms = entity.forms.keys().filter(acronym);
            out.extend(acronyms.map(|f| ("same acronym", f.clone())));
        }
        _ => {}
    }
    out
}
