//! Two graphs → what changed from the earlier to the later, proposition by proposition.
//!
//! Not obvious: the id of a proposition holds its time and place, which a later report may narrow. So what has
//! no partner of the same id is paired with the one left over of the same content, where there is only one.

use std::collections::{BTreeMap, BTreeSet};

use super::{Graph, Proposition, Relation};

/// How a proposition changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Change {
    /// Only the later graph has it.
    Added,
    /// More independent sources stand behind it.
    Strengthened,
    /// Fewer independent sources stand behind it.
    Weakened,
    /// A claim against it came: a denial, or a figure that excludes it.
    Contradicted,
    /// Only the earlier graph has it.
    Gone,
}

impl Change {
    /// In lower case, `added`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Strengthened => "strengthened",
            Self::Weakened => "weakened",
            Self::Contradicted => "contradicted",
            Self::Gone => "gone",
        }
    }
}

/// One change of one proposition.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Difference<'g> {
    /// How it changed.
    pub change: Change,
    /// As the earlier graph has it.
    pub before: Option<&'g Proposition>,
    /// As the later graph has it.
    pub after: Option<&'g Proposition>,
}

/// All changes, sorted by kind of change, then by id; one proposition may stand under two kinds.
///
/// ```
/// let graph = simpul::graph::build(&[]);
/// assert!(simpul::graph::diff(&graph, &graph).is_empty());
/// ```
#[must_use]
pub fn diff<'g>(earlier: &'g Graph, later: &'g Graph) -> Vec<Difference<'g>> {
    let mut found = Vec::new();
    let (old, new) = (opposed(earlier), opposed(later));
    for (before, after) in pairs(earlier, later) {
        let mut add = |change| {
            found.push(Difference {
                change,
                before,
                after,
            });
        };
        match (before, after) {
            (None, _) => add(Change::Added),
            (_, None) => add(Change::Gone),
            (Some(one), Some(two)) => {
                if two.weight > one.weight {
                    add(Change::Strengthened);
                }
                if two.weight < one.weight {
                    add(Change::Weakened);
                }
            }
        }
        let against = |opposed: &BTreeMap<&str, usize>, said: Option<&Proposition>| {
            said.and_then(|said| opposed.get(said.id.as_str()).copied())
                .unwrap_or(0)
        };
        if before.is_some() && against(&new, after) > against(&old, before) {
            add(Change::Contradicted);
        }
    }
    found.sort_by_key(|difference| {
        let said = difference.after.or(difference.before);
        (difference.change, said.map(|said| said.id.as_str()))
    });
    found
}

/// For each proposition against which another speaks, how many do.
fn opposed(graph: &Graph) -> BTreeMap<&str, usize> {
    let mut pairs = BTreeSet::new();
    for link in &graph.links {
        if matches!(link.relation, Relation::Disputes | Relation::ConflictsWith) {
            let ends = [link.from, link.to].map(|at| graph.claims.get(at).map(|c| c.proposition));
            if let [Some(from), Some(to)] = ends {
                pairs.extend([(from, to), (to, from)]);
            }
        }
    }
    let mut counts = BTreeMap::new();
    for (at, _) in pairs {
        if let Some(said) = graph.propositions.get(at) {
            *counts.entry(said.id.as_str()).or_default() += 1;
        }
    }
    counts
}

type Pair<'g> = (Option<&'g Proposition>, Option<&'g Proposition>);

/// The propositions of both graphs, each with its partner.
fn pairs<'g>(earlier: &'g Graph, later: &'g Graph) -> Vec<Pair<'g>> {
    let ids = |graph: &'g Graph| -> BTreeMap<&str, &Proposition> {
        let all = graph.propositions.iter();
        all.map(|said| (said.id.as_str(), said)).collect()
    };
    let (old, mut new) = (ids(earlier), ids(later));
    let mut pairs: Vec<Pair<'g>> = Vec::new();
    let mut left: BTreeMap<String, (Vec<&Proposition>, Vec<&Proposition>)> = BTreeMap::new();
    for (id, one) in old {
        match new.remove(id) {
            Some(two) => pairs.push((Some(one), Some(two))),
            None => left.entry(content(one)).or_default().0.push(one),
        }
    }
    for two in new.into_values() {
        left.entry(content(two)).or_default().1.push(two);
    }
    for (old, new) in left.into_values() {
        if let ([one], [two]) = (old.as_slice(), new.as_slice()) {
            pairs.push((Some(one), Some(two)));
        } else {
            pairs.extend(old.into_iter().map(|one| (Some(one), None)));
            pairs.extend(new.into_iter().map(|two| (None, Some(two))));
        }
    }
    pairs
}

/// What stays the same when time or place are narrowed.
fn content(said: &Proposition) -> String {
    let figure = said.quantity.as_ref();
    let figure = figure.map(|q| (q.min.map(f64::to_bits), q.max.map(f64::to_bits), &q.unit));
    format!(
        "{:?}",
        (
            &said.subject,
            &said.predicate,
            &said.object,
            said.polarity,
            said.modality,
            figure
        )
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::{
        build,
        fixtures::{record, statement},
    };
    use crate::record::{Polarity, Record, Statement};

    fn met(time: Option<&str>) -> Statement {
        Statement {
            time: time.map(str::to_owned),
            ..statement("state-a", "met", "state-b")
        }
    }

    fn changes(earlier: &[Record], later: &[Record]) -> Vec<Change> {
        let (earlier, later) = (build(earlier), build(later));
        let found = diff(&earlier, &later);
        found.into_iter().map(|d| d.change).collect()
    }

    #[test]
    fn added_and_gone() {
        let one = record("1", "x", vec![met(None)]);
        let two = record("1", "x", vec![statement("state-a", "visited", "place-p")]);
        assert_eq!(changes(&[one], &[two]), [Change::Added, Change::Gone]);
    }

    #[test]
    fn another_source_strengthens_also_where_it_narrows_the_day() {
        let one = record("1", "x", vec![met(None)]);
        let mut said = met(Some("2024-11-18"));
        said.evidence.text = "other words".into();
        let two = record("2", "y", vec![said]);
        assert_eq!(
            changes(std::slice::from_ref(&one), &[one.clone(), two.clone()]),
            [Change::Strengthened]
        );
        assert_eq!(changes(&[one.clone(), two], &[one]), [Change::Weakened]);
    }

    #[test]
    fn a_denial_contradicts() {
        let one = record("1", "x", vec![met(None)]);
        let denied = Statement {
            polarity: Polarity::Denied,
            sources: vec!["person-s".into()],
            ..met(None)
        };
        let two = record("2", "y", vec![denied]);
        assert_eq!(
            changes(std::slice::from_ref(&one), &[one.clone(), two]),
            [Change::Added, Change::Contradicted]
        );
    }
}
