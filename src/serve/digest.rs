//! Graph → what the first page tells of it, and what disagrees with what; worked out once.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::index::Index;
use crate::graph::{Graph, Period, Proposition, Relation, figures, is_standing};
use crate::record::{EntityType, Modality, Polarity};
use crate::report::disputed;

/// Events and actors that the first page may show.
const KEPT: usize = 50;
/// Days of a month, first and last apart.
const MONTH: i32 = 30;

/// Positions are those in the [`Graph`] that it was made of.
#[derive(Debug, Default)]
pub(super) struct Digest {
    /// Number of entities of each kind that the store has.
    pub(super) kinds: Vec<(EntityType, usize)>,
    /// Number of outlets by name.
    pub(super) outlets: usize,
    /// First and last day of publication.
    pub(super) days: Option<(String, String)>,
    /// What is said to have happened, by its own time, the latest first.
    pub(super) latest: Vec<usize>,
    /// Ids of actors with most neighbours.
    pub(super) hubs: Vec<String>,
    /// Everything that is counted by more than one figure.
    pub(super) tallies: Vec<Tally>,
    /// Propositions that denials, or other places or days, set against each other.
    pub(super) disputes: Vec<Vec<usize>>,
    tally_of: BTreeMap<usize, usize>,
    dispute_of: BTreeMap<usize, usize>,
}

/// All figures of one thing.
#[derive(Debug, PartialEq)]
pub(super) struct Tally {
    /// Entity id of what is counted.
    pub(super) about: Option<String>,
    pub(super) unit: String,
    /// Claims in order of publication.
    pub(super) claims: Vec<usize>,
    /// Whether two of them exclude each other.
    pub(super) conflict: bool,
}

impl Digest {
    pub(super) fn of(graph: &Graph, index: &Index) -> Self {
        let tallies = tallies(graph, index);
        let disputes = disputed(graph);
        let days = graph.documents.values().filter_map(|d| d.published.clone());
        let outlets = graph.documents.values().filter_map(|d| d.outlet.as_deref());
        Self {
            kinds: kinds(graph),
            outlets: outlets.collect::<BTreeSet<_>>().len(),
            days: days.clone().min().zip(days.max()),
            latest: latest(graph),
            hubs: hubs(graph, index),
            tally_of: places(tallies.iter().map(|tally| &tally.claims)),
            dispute_of: places(disputes.iter()),
            tallies,
            disputes,
        }
    }

    /// The figures among which a claim stands; `None` where it stands alone.
    pub(super) fn tally(&self, claim: usize) -> Option<&Tally> {
        self.tallies.get(*self.tally_of.get(&claim)?)
    }

    /// The propositions that a proposition is at odds with, itself among them.
    pub(super) fn dispute(&self, proposition: usize) -> Option<&[usize]> {
        let group = self.disputes.get(*self.dispute_of.get(&proposition)?)?;
        Some(group)
    }

    /// How many things sources disagree about.
    pub(super) fn disagreements(&self) -> usize {
        self.disputes.len() + self.tallies.iter().filter(|tally| tally.conflict).count()
    }
}

/// The group in which each member stands.
fn places<'a>(groups: impl Iterator<Item = &'a Vec<usize>>) -> BTreeMap<usize, usize> {
    let members = groups.enumerate();
    members
        .flat_map(|(at, group)| group.iter().map(move |&member| (member, at)))
        .collect()
}

fn kinds(graph: &Graph) -> Vec<(EntityType, usize)> {
    let count = |kind| {
        let alike = graph.entities.values().filter(|entity| entity.kind == kind);
        (kind, alike.count())
    };
    let kinds = EntityType::ALL.map(count).into_iter();
    kinds.filter(|(_, count)| *count > 0).collect()
}

fn tallies(graph: &Graph, index: &Index) -> Vec<Tally> {
    let conflicts = |claim: usize| {
        let mut links = index.claim_links(claim).iter();
        links.any(|&at| {
            graph
                .links
                .get(at)
                .is_some_and(|link| link.relation == Relation::ConflictsWith)
        })
    };
    let mut many = figures(graph);
    many.retain(|measure| measure.about.is_some() && measure.figures.len() > 1);
    let tallies = many.into_iter().map(|measure| {
        let claims: Vec<usize> = measure.figures.iter().map(|f| f.claim).collect();
        Tally {
            about: measure.about.map(str::to_owned),
            unit: measure.unit.to_owned(),
            conflict: claims.iter().any(|&claim| conflicts(claim)),
            claims,
        }
    });
    tallies.collect()
}

/// What happened within a known month or less, by its last day; of equal days the better sourced first.
fn latest(graph: &Graph) -> Vec<usize> {
    let mut dated: Vec<_> = graph
        .propositions
        .iter()
        .enumerate()
        .filter(|(_, said)| happened(said))
        .filter_map(|(at, said)| {
            let period = Period::parse(said.time.as_deref()?)?;
            (period.length() <= MONTH).then_some((Reverse(period.last), Reverse(said.weight), at))
        })
        .collect();
    dated.sort_unstable();
    dated.truncate(KEPT);
    dated.into_iter().map(|(_, _, at)| at).collect()
}

/// Whether it tells of an event that is said to have taken place.
pub(super) fn happened(said: &Proposition) -> bool {
    said.polarity == Polarity::Affirmed
        && said.modality == Modality::Actual
        && !is_standing(&said.predicate)
}

fn hubs(graph: &Graph, index: &Index) -> Vec<String> {
    let actors = graph
        .entities
        .values()
        .filter(|entity| entity.kind.is_actor());
    let mut hubs: Vec<_> = actors
        .filter_map(|entity| {
            let about = index.about(&entity.id)?;
            (about.neighbours > 0).then_some((
                Reverse(about.neighbours),
                Reverse(about.claims.len()),
                &entity.id,
            ))
        })
        .collect();
    hubs.sort_unstable();
    hubs.truncate(KEPT);
    hubs.into_iter().map(|(_, _, id)| id.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::{
        build,
        fixtures::{estimate, record, statement},
    };
    use crate::record::Statement;

    #[test]
    fn a_claim_knows_the_figures_and_denials_beside_it() {
        let denied = Statement {
            polarity: Polarity::Denied,
            sources: vec!["state-b".into()],
            ..statement("state-a", "attacked", "place-p")
        };
        let graph = build(&[
            record("1", "x", vec![estimate("state-a", Some(5.0), Some(5.0))]),
            record(
                "2",
                "y",
                vec![estimate("state-b", Some(9.0), Some(9.0)), denied],
            ),
            record("3", "z", vec![statement("state-a", "attacked", "place-p")]),
        ]);
        let index = Index::of(&graph);
        let digest = Digest::of(&graph, &index);
        let [tally] = digest.tallies.as_slice() else {
            panic!("{:?}", digest.tallies)
        };
        assert!(tally.conflict && tally.claims.len() == 2);
        assert_eq!(digest.tally(tally.claims[0]), Some(tally));
        assert_eq!(digest.disputes.len(), 1);
        let [one, two] = digest.disputes[0].as_slice() else {
            panic!("{:?}", digest.disputes)
        };
        assert_eq!(digest.dispute(*one), digest.dispute(*two));
        assert_eq!(digest.disagreements(), 2);
        assert_eq!(digest.days.unwrap().0, "2024-11-19");
    }

    #[test]
    fn the_latest_event_comes_first_and_posts_are_none() {
        let on = |time: &str, predicate: &str| Statement {
            time: Some(time.into()),
            ..statement("state-a", predicate, "state-b")
        };
        let told = vec![
            on("2024-06", "attacked"),
            on("2024", "visited"),
            on("2024-11-18", "met"),
            on("2024-12", "memberOf"),
        ];
        let graph = build(&[record("1", "x", told)]);
        let predicates: Vec<&str> = latest(&graph)
            .iter()
            .map(|&at| graph.propositions[at].predicate.as_str())
            .collect();
        assert_eq!(predicates, ["met", "attacked"]);
    }
}
