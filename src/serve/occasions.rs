//! Graph → what is said to have happened or to be planned, in order of time, each with the place where it lies; worked out once.
//!
//! Not obvious: what has no time of its own comes last, by the day on which it was first reported; standing relations (a post, a
//! membership) are no occasions.

use std::collections::BTreeMap;

use crate::export::STANDING;
use crate::graph::{Filter, Graph, Period, Proposition};
use crate::record::{EntityType, Modality, Polarity};
use crate::seeds::{Coordinates, Point};

/// Positions are those in the [`Graph`] that it was made of.
#[derive(Debug, Default)]
pub(super) struct Occasions {
    /// In order of time.
    all: Vec<Occasion>,
    /// Predicates of all propositions, sorted, with how many have them.
    pub(super) predicates: BTreeMap<String, usize>,
    /// Where entities lie that occasions name as their place.
    points: BTreeMap<String, Point>,
}

/// Something that is said to have happened.
#[derive(Debug, Clone, Copy)]
pub(super) struct Occasion {
    /// Position in [`Graph::propositions`].
    pub(super) at: usize,
    /// When, where its time has a first and a last day.
    pub(super) period: Option<Period>,
}

impl Occasions {
    pub(super) fn of(graph: &Graph) -> Self {
        let mut predicates: BTreeMap<String, usize> = BTreeMap::new();
        for said in &graph.propositions {
            *predicates.entry(said.predicate.clone()).or_default() += 1;
        }
        let mut all: Vec<Occasion> = graph
            .propositions
            .iter()
            .enumerate()
            .filter(|(_, said)| is_occasion(said))
            .map(|(at, said)| Occasion {
                at,
                period: said.time.as_deref().and_then(Period::parse),
            })
            .collect();
        all.sort_by_cached_key(|occasion| {
            let days = occasion.period.map(|period| (period.first, period.last));
            let reported = graph
                .propositions
                .get(occasion.at)
                .and_then(|said| reported(graph, said));
            (days.is_none(), days, reported, occasion.at)
        });
        Self {
            points: points(graph),
            all,
            predicates,
        }
    }

    /// Those that pass, in order of time.
    pub(super) fn passing(&self, graph: &Graph, filter: &Filter) -> Vec<Occasion> {
        if filter.is_empty() {
            return self.all.clone();
        }
        let mut passes = vec![false; graph.propositions.len()];
        for at in graph.passing(filter) {
            passes[at] = true;
        }
        let all = self.all.iter().copied();
        all.filter(|occasion| passes[occasion.at]).collect()
    }

    /// Where it happened, or the place that it was directed at, by id, if it can be drawn.
    pub(super) fn place<'g>(
        &self,
        graph: &'g Graph,
        occasion: Occasion,
    ) -> Option<(&'g str, Point)> {
        let said = graph.propositions.get(occasion.at)?;
        let is_place = |id: &&String| {
            let entity = graph.entities.get(*id);
            entity.is_some_and(|entity| entity.kind == EntityType::Place)
        };
        let places = said.place.iter().chain(said.object.iter().filter(is_place));
        let mut drawn = places.filter_map(|id| Some((id.as_str(), *self.points.get(id)?)));
        drawn.next()
    }
}

/// Whether it is affirmed, not merely asked for, and no standing relation.
fn is_occasion(said: &Proposition) -> bool {
    said.polarity == Polarity::Affirmed
        && said.modality != Modality::Requested
        && !STANDING.contains(&said.predicate.as_str())
}

/// The first day on which it was reported.
pub(super) fn reported<'g>(graph: &'g Graph, said: &Proposition) -> Option<&'g str> {
    let claims = said.claims.iter().filter_map(|&at| graph.claims.get(at));
    let days = claims.filter_map(|c| graph.documents.get(&c.document)?.published.as_deref());
    days.min()
}

fn points(graph: &Graph) -> BTreeMap<String, Point> {
    // A test holds that the compiled-in table has no bad row.
    let known = Coordinates::embedded().unwrap_or_default();
    let kinds = [EntityType::Place, EntityType::State];
    let places = graph
        .entities
        .values()
        .filter(|entity| kinds.contains(&entity.kind));
    places
        .filter_map(|entity| Some((entity.id.clone(), known.at(&entity.id)?)))
        .collect()
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
        let told = vec![
            on(None, "visited"),
            on(Some("2024-11-18"), "met"),
            on(Some("2024-06"), "attacked"),
            on(Some("2024-01"), "memberOf"),
        ];
        let graph = build(&[record("1", "x", told)]);
        let occasions = Occasions::of(&graph);
        let predicates = |filter: &Filter| -> Vec<String> {
            let passing = occasions.passing(&graph, filter).into_iter();
            passing
                .map(|occasion| graph.propositions[occasion.at].predicate.clone())
                .collect()
        };
        assert_eq!(
            predicates(&Filter::default()),
            ["attacked", "met", "visited"]
        );
        let met = Filter {
            predicates: vec!["met".into()],
            ..Filter::default()
        };
        assert_eq!(predicates(&met), ["met"]);
        assert_eq!(occasions.predicates["memberOf"], 1);
    }

    #[test]
    fn an_occasion_lies_at_its_place_else_at_the_place_that_it_is_directed_at() {
        let told = vec![
            Statement {
                place: Some("place-pyongyang".into()),
                ..statement("state-a", "met", "state-b")
            },
            statement("state-a", "deployedTo", "place-kursk"),
            statement("state-a", "attacked", "state-ukraine"),
        ];
        let graph = build(&[record("1", "x", told)]);
        let occasions = Occasions::of(&graph);
        let mut places: Vec<_> = occasions
            .passing(&graph, &Filter::default())
            .into_iter()
            .map(|occasion| occasions.place(&graph, occasion).map(|(id, _)| id))
            .collect();
        places.sort_unstable();
        assert_eq!(
            places,
            [None, Some("place-kursk"), Some("place-pyongyang")],
            "a state that is attacked is no place on the map"
        );
    }
}
