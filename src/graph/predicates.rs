//! `ontology/predicates.tsv` → which predicates run both ways.
//!
//! The table is part of the program, and a test reads every row, so loading it cannot fail where
//! the program was tested.

use std::{collections::BTreeSet, sync::LazyLock};

static TABLE: &str = include_str!("../../ontology/predicates.tsv");
static SYMMETRIC: LazyLock<BTreeSet<String>> = LazyLock::new(|| symmetric_terms(TABLE));

/// Whether `a met b` says the same as `b met a`.
///
/// ```
/// assert!(simpul::graph::is_symmetric("met"));
/// assert!(!simpul::graph::is_symmetric("visited"));
/// ```
#[must_use]
pub fn is_symmetric(predicate: &str) -> bool {
    SYMMETRIC.contains(predicate)
}

/// The terms whose column `symmetric` says yes.
fn symmetric_terms(table: &str) -> BTreeSet<String> {
    let mut rows = reader(table);
    let column = rows
        .headers()
        .ok()
        .and_then(|h| h.iter().position(|name| name == "symmetric"));
    rows.records()
        .filter_map(Result::ok)
        .filter(|row| column.and_then(|at| row.get(at)) == Some("yes"))
        .filter_map(|row| row.get(0).map(str::to_owned))
        .collect()
}

/// Tab-separated, `#` for comments, trailing columns may be left out.
fn reader(table: &str) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new()
        .delimiter(b'\t')
        .comment(Some(b'#'))
        .quoting(false)
        .flexible(true)
        .from_reader(table.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_table_is_read() {
        let rows: Result<Vec<_>, _> = reader(TABLE).records().collect();
        assert!(rows.unwrap().len() > 20);
    }

    #[test]
    fn the_column_is_found_by_its_name() {
        let table = "# note\npredicate\tsymmetric\tsubject\nmet\tyes\tActor\nvisited\n";
        assert_eq!(symmetric_terms(table), BTreeSet::from(["met".to_owned()]));
    }
}
