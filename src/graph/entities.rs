//! Records → entities: what documents call by the same id becomes one.
//!
//! The name is the one that most documents give; a document that knows the English name or the
//! Wikidata identifier has it from the names file, and outvotes any number that do not.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::Entity;
use super::same::{self, Decisions};
use crate::record::{self, EntityType, Quote, Record};

/// What one document tells of an entity.
type Told = (String, record::Entity);

/// Merges the entities of records by id; records must come in a fixed order.
pub(super) fn merge(records: Vec<Record>) -> BTreeMap<String, Entity> {
    let count = records.iter().map(|record| record.entities.len()).sum();
    let mut told: Vec<Told> = Vec::with_capacity(count);
    for record in records {
        let document = record.document;
        told.extend(
            record
                .entities
                .into_iter()
                .map(|entity| (document.clone(), entity)),
        );
    }
    told.par_sort_by(|(_, one), (_, two)| one.id.cmp(&two.id));
    let mut groups: Vec<Vec<Told>> = Vec::new();
    for (document, entity) in told {
        match groups.last_mut() {
            Some(group)
                if group
                    .first()
                    .is_some_and(|(_, first)| first.id == entity.id) =>
            {
                group.push((document, entity));
            }
            _ => groups.push(vec![(document, entity)]),
        }
    }
    let merged: Vec<Entity> = groups.into_par_iter().filter_map(one).collect();
    let each = merged.into_iter().map(|entity| (entity.id.clone(), entity));
    each.collect()
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
fn one(told: Vec<Told>) -> Option<Entity> {
    let id = told.first()?.1.id.clone();
    let all = || told.iter().map(|(_, entity)| entity);
    let known = all().filter(|e| e.wikidata.is_some() || e.english.is_some());
    let name = most_given(known.map(|e| &e.name)).or_else(|| most_given(all().map(|e| &e.name)));
    let kind = most_given(all().map(|e| &e.kind)).unwrap_or(EntityType::Organization);
    let english = most_given(all().filter_map(|e| e.english.as_ref()));
    let wikidata = most_given(all().filter_map(|e| e.wikidata.as_ref()));
    let mut mentions: BTreeMap<String, Vec<Quote>> = BTreeMap::new();
    for (document, entity) in told {
        mentions
            .entry(document)
            .or_default()
            .extend(entity.mentions);
    }
    for quotes in mentions.values_mut() {
        quotes.sort();
        quotes.dedup();
        quotes.shrink_to_fit();
    }
    Some(Entity {
        id,
        kind,
        name: name.unwrap_or_default(),
        english,
        wikidata,
        forms: forms(&mentions),
        mentions,
    })
}

/// Each surface form with how often it occurs.
fn forms(mentions: &BTreeMap<String, Vec<Quote>>) -> BTreeMap<String, usize> {
    let mut forms: BTreeMap<&str, usize> = BTreeMap::new();
    for quote in mentions.values().flatten() {
        *forms.entry(&quote.text).or_insert(0) += 1;
    }
    let owned = forms
        .into_iter()
        .map(|(form, count)| (form.to_owned(), count));
    owned.collect()
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
        merge(records).remove("state-a").unwrap()
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
