//! Graph → what is said to have happened or to be planned, in order of time.
//!
//! Not obvious: what has no time of its own comes last, by the day on which it was first reported; standing relations (a
//! post, a membership) are no occasions.

use super::{Graph, Period, Proposition, measure::ESTIMATED};
use crate::record::{Modality, Polarity};

/// Predicates that tell how things stand rather than what happened.
const STANDING: [&str; 7] = [
    "alliedWith",
    "cooperatedWith",
    ESTIMATED,
    "hasRole",
    "memberOf",
    "partOf",
    "stationedIn",
];

/// Something that is said to have happened or to be planned.
#[derive(Debug, Clone, Copy)]
pub struct Occasion {
    /// Position in [`Graph::propositions`].
    pub at: usize,
    /// When, where its time has a first and a last day.
    pub period: Option<Period>,
}

/// All occasions, in order of time.
#[must_use]
pub fn occasions(graph: &Graph) -> Vec<Occasion> {
    let propositions = graph.propositions.iter().enumerate();
    let mut all: Vec<(Occasion, &Proposition)> = propositions
        .filter(|(_, said)| said.is_occasion())
        .map(|(at, said)| {
            let period = said.time.as_deref().and_then(Period::parse);
            (Occasion { at, period }, said)
        })
        .collect();
    all.sort_by_cached_key(|(occasion, said)| {
        let days = occasion.period.map(|period| (period.first, period.last));
        (days.is_none(), days, graph.reported(said), occasion.at)
    });
    all.into_iter().map(|(occasion, _)| occasion).collect()
}

/// Whether a predicate tells how things stand rather than what happened.
#[must_use]
pub fn is_standing(predicate: &str) -> bool {
    STANDING.contains(&predicate)
}

impl Proposition {
    /// Whether it is affirmed, not merely asked for, and no standing relation.
    #[must_use]
    pub fn is_occasion(&self) -> bool {
        self.polarity == Polarity::Affirmed
            && self.modality != Modality::Requested
            && !is_standing(&self.predicate)
    }
}

impl Graph {
    /// The first day on which a proposition was reported, ISO.
    #[must_use]
    pub fn reported(&self, said: &Proposition) -> Option<&str> {
        let claims = said.claims.iter().filter_map(|&at| self.claims.get(at));
        let days = claims.filter_map(|c| self.documents.get(&c.document)?.published.as_deref());
        days.min()
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

    #[test]
    fn occasions_stand_in_order_of_time_and_standing_relations_are_none() {
        let on = |time: Option<&str>, predicate: &str| Statement {
            time: time.map(str::to_owned),
            ..statement("state-a", predicate, "state-b")
        };
        let graph = build(&[record(
            "1",
            "x",
            vec![
                on(None, "visited"),
                on(Some("2024-11-18"), "met"),
                on(Some("2024-06"), "attacked"),
                on(Some("2024-01"), "memberOf"),
            ],
        )]);
        let told = occasions(&graph).into_iter();
        let predicates: Vec<&str> = told
            .map(|occasion| graph.propositions[occasion.at].predicate.as_str())
            .collect();
        assert_eq!(predicates, ["attacked", "met", "visited"]);
    }
}
