//! Records → entities: what documents call by the same id becomes one.
//!
//! The name is the one that most documents give; a document that knows the English name or the
//! Wikidata identifier has it from the names file, and outvotes any number that do not.

use std::collections::BTreeMap;

use super::Entity;
use super::same::{self, Decisions};
use crate::record::{self, EntityType, Quote, Record};

/// Merges entities by id; records must come in a fixed order.
pub(super) fn merge(records: &[&Record]) -> BTreeMap<String, Entity> {
    let mut told: BTreeMap<&str, Vec<(&Record, &record::Entity)>> = BTreeMap::new();
    for record in records {
        for entity in &record.entities {
            told.entry(&entity.id).or_default().push((record, entity));
        }
    }
    told.into_iter()
        .map(|(id, told)| (id.to_owned(), one(id, &told)))
        .collect()
}

/// Gives entities the names and kinds that users decided.
pub(super) fn decide(entities: &mut BTreeMap<String, Entity>, decisions: &Decisions) {
    for (id, (name, kind)) in same::named(decisions) {
        let Some(entity) = entities.get_mut(id) else {
            continue;
        };
        entity.kind = kind.unwrap_or(entity.kind);
        if let Some(name) = name {
            name.clone_into(&mut entity.name);
        }
    }
}

/// One entity of all that documents tell of it.
fn one(id: &str, told: &[(&Record, &record::Entity)]) -> Entity {
    let known = told
        .iter()
        .filter(|(_, e)| e.wikidata.is_some() || e.english.is_some());
    let name = most_given(known.map(|(_, e)| &e.name))
        .or_else(|| most_given(told.iter().map(|(_, e)| &e.name)));
    let mut mentions: BTreeMap<String, Vec<Quote>> = BTreeMap::new();
    for (record, entity) in told {
        mentions
            .entry(record.document.clone())
            .or_default()
            .extend_from_slice(&entity.mentions);
    }
    for quotes in mentions.values_mut() {
        quotes.sort();
        quotes.dedup();
    }
    Entity {
        id: id.to_owned(),
        kind: most_given(told.iter().map(|(_, e)| &e.kind)).unwrap_or(EntityType::Organization),
        name: name.unwrap_or_default(),
        english: most_given(told.iter().filter_map(|(_, e)| e.english.as_ref())),
        wikidata: most_given(told.iter().filter_map(|(_, e)| e.wikidata.as_ref())),
        forms: forms(&mentions),
        mentions,
    }
}

/// Each surface form with how often it occurs.
fn forms(mentions: &BTreeMap<String, Vec<Quote>>) -> BTreeMap<String, usize> {
    let mut forms = BTreeMap::new();
    for quote in mentions.values().flatten() {
        *forms.entry(quote.text.clone()).or_insert(0) += 1;
    }
    forms
}

/// The value given most often; of several, the first in order.
fn most_given<'a, T: Ord + Clone + 'a>(values: impl Iterator<Item = &'a T>) -> Option<T> {
    let mut counts: BTreeMap<&T, usize> = BTreeMap::new();
    for value in values {
        *counts.entry(value).or_insert(0) += 1;
    }
    let mut best: Option<(&T, usize)> = None;
    for (value, count) in counts {
        if best.is_none_or(|(_, most)| count > most) {
            best = Some((value, count));
        }
    }
    best.map(|(value, _)| value.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::fixtures::record;

    /// Merges documents that each call `state-a` by a name, with or without an identifier.
    fn named(names: &[(&str, Option<&str>)]) -> Entity {
        let records: Vec<Record> = names
            .iter()
            .enumerate()
            .map(|(at, (name, wikidata))| {
                let mut record = record(&at.to_string(), "x", vec![]);
                record.entities.truncate(1);
                record.entities[0].name = (*name).to_owned();
                record.entities[0].wikidata = wikidata.map(str::to_owned);
                record
            })
            .collect();
        merge(&records.iter().collect::<Vec<_>>())
            .remove("state-a")
            .unwrap()
    }

    #[test]
    fn the_name_given_most_wins() {
        assert_eq!(
            named(&[("Rusia", None), ("Federasi Rusia", None), ("Rusia", None)]).name,
            "Rusia"
        );
    }

    #[test]
    fn a_known_name_outvotes_the_rest() {
        let entity = named(&[("Rusi", None), ("Rusi", None), ("Rusia", Some("Q159"))]);
        assert_eq!(
            (entity.name.as_str(), entity.wikidata.as_deref()),
            ("Rusia", Some("Q159"))
        );
    }

    #[test]
    fn forms_are_counted_over_documents() {
        let entity = named(&[("A", None), ("A", None)]);
        assert_eq!(entity.forms, BTreeMap::from([("STATE-A".to_owned(), 2)]));
        assert_eq!(entity.mentions.len(), 2);
    }
}
