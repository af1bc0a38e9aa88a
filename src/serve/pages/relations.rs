//! What is said of an entity → groups: one a predicate and direction, one row another end, with its independent sources.
//!
//! Not obvious: only the rows that are shown are counted, because the best-known state of a large store has a
//! hundred thousand claims.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::graph::{Graph, Proposition, is_symmetric};
use crate::record::{Modality, Polarity};
use crate::serve::index::About;

/// A predicate in one direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Side<'g> {
    pub(super) predicate: &'g str,
    /// Whether the entity is the object.
    pub(super) passive: bool,
}

/// All that is said in one predicate and direction.
#[derive(Debug)]
pub(super) struct Group<'g> {
    pub(super) side: Side<'g>,
    /// The other ends, those with most claims first.
    pub(super) rows: Vec<Row<'g>>,
}

/// One other end, with the same polarity and modality.
#[derive(Debug)]
pub(super) struct Row<'g> {
    /// `None` where the predicate needs no other end, or the text tells of none.
    pub(super) other: Option<&'g str>,
    pub(super) polarity: Polarity,
    pub(super) modality: Modality,
    /// EDTF, in order.
    pub(super) times: BTreeSet<&'g str>,
    /// Positions in [`Graph::propositions`].
    pub(super) propositions: Vec<usize>,
    pub(super) claims: usize,
}

type Key<'g> = (Option<&'g str>, Polarity, Modality);

/// Groups, those with most claims first; what `skip` names is left out.
pub(super) fn groups<'g>(
    graph: &'g Graph,
    id: &str,
    about: &About,
    skip: impl Fn(&Proposition) -> bool,
) -> Vec<Group<'g>> {
    let mut sides: BTreeMap<Side<'g>, BTreeMap<Key<'g>, Row<'g>>> = BTreeMap::new();
    for &at in &about.propositions {
        let Some(said) = graph.propositions.get(at).filter(|said| !skip(said)) else {
            continue;
        };
        let passive = said.subject.as_deref() != Some(id);
        let side = Side {
            predicate: &said.predicate,
            passive: passive && !is_symmetric(&said.predicate),
        };
        let other = if passive { &said.subject } else { &said.object };
        let key = (other.as_deref(), said.polarity, said.modality);
        let row = sides
            .entry(side)
            .or_default()
            .entry(key)
            .or_insert_with(|| Row {
                other: key.0,
                polarity: key.1,
                modality: key.2,
                times: BTreeSet::new(),
                propositions: Vec::new(),
                claims: 0,
            });
        row.times.extend(said.time.as_deref());
        row.propositions.push(at);
        row.claims += said.claims.len();
    }
    let mut groups: Vec<Group<'g>> = sides
        .into_iter()
        .map(|(side, rows)| {
            let mut rows: Vec<Row<'g>> = rows.into_values().collect();
            rows.sort_by_key(|row| Reverse(row.claims));
            Group { side, rows }
        })
        .collect();
    groups.sort_by_key(|group| Reverse(group.rows.iter().map(|row| row.claims).sum::<usize>()));
    groups
}

impl Row<'_> {
    /// Independent sources of all that the row tells.
    pub(super) fn sources(&self, graph: &Graph) -> usize {
        let said = self
            .propositions
            .iter()
            .filter_map(|&at| graph.propositions.get(at));
        let claims: Vec<usize> = said.flat_map(|said| said.claims.iter().copied()).collect();
        graph.independent_sources(&claims)
    }

    /// Id of the best-sourced proposition, whose card shows all claims behind the row.
    pub(super) fn best<'g>(&self, graph: &'g Graph) -> Option<&'g str> {
        let said = self
            .propositions
            .iter()
            .filter_map(|&at| graph.propositions.get(at));
        said.rev()
            .max_by_key(|said| said.weight)
            .map(|said| said.id.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::{
        build,
        fixtures::{record, statement},
    };
    use crate::record::Statement;
    use crate::serve::index::Index;

    #[test]
    fn directions_part_and_symmetric_ones_join() {
        let denied = Statement {
            polarity: Polarity::Denied,
            ..statement("state-a", "attacked", "state-b")
        };
        let told = vec![
            statement("state-a", "met", "state-b"),
            statement("state-c", "met", "state-a"),
            statement("state-a", "attacked", "state-b"),
            denied,
            statement("state-b", "attacked", "state-a"),
        ];
        let graph = build(&[record("1", "x", told)]);
        let index = Index::of(&graph);
        let about = index.about("state-a").unwrap();
        let groups = groups(&graph, "state-a", about, |_| false);
        let mut told: Vec<_> = groups
            .iter()
            .map(|g| (g.side.predicate, g.side.passive, g.rows.len()))
            .collect();
        told.sort_unstable();
        assert_eq!(
            told,
            [
                ("attacked", false, 2),
                ("attacked", true, 1),
                ("met", false, 2)
            ]
        );
        assert!(
            groups
                .iter()
                .flat_map(|g| &g.rows)
                .all(|row| row.sources(&graph) == 1)
        );
    }
}
