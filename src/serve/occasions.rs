//! Graph → its occasions with the places where they lie, worked out once.

use std::collections::BTreeMap;

use crate::graph::{Filter, Graph, Occasion, occasions};
use crate::record::EntityType;
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

impl Occasions {
    pub(super) fn of(graph: &Graph) -> Self {
        let mut predicates: BTreeMap<String, usize> = BTreeMap::new();
        for said in &graph.propositions {
            *predicates.entry(said.predicate.clone()).or_default() += 1;
        }
        Self {
            points: points(graph),
            all: occasions(graph),
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
    fn a_filter_chooses_among_occasions_and_every_predicate_is_counted() {
        let told = ["visited", "met", "memberOf"];
        let told = told.map(|predicate| statement("state-a", predicate, "state-b"));
        let graph = build(&[record("1", "x", told.into())]);
        let occasions = Occasions::of(&graph);
        let met = Filter {
            predicates: vec!["met".into()],
            ..Filter::default()
        };
        let passing = |filter: &Filter| occasions.passing(&graph, filter).len();
        assert_eq!((passing(&Filter::default()), passing(&met)), (2, 1));
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
