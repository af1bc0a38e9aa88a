//! Entities of many records → who is the same.

use std::collections::BTreeMap;

use crate::record::Record;

/// The id across all documents of each entity that a document lists: (document, id in its record) → id.
#[must_use]
pub fn identities(records: &[Record]) -> BTreeMap<(String, String), String> {
    let each = records.iter().flat_map(|r| {
        let id = |e: &crate::record::Entity| ((r.document.clone(), e.id.clone()), e.id.clone());
        r.entities.iter().map(id)
    });
    each.collect()
}
