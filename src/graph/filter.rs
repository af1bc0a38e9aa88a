//! Graph × Filter → the graph of those propositions alone that a reader asks for.
//!
//! What is left is a graph like any other: every format writes it, with its weights as they were. Not obvious: a
//! proposition without a time of its own is judged by the days on which it was reported.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::{Claim, ClaimLink, Entity, Graph, Outcome, Period, Proposition, network};

/// What is asked for; everything where nothing is set. All that is set must hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Nothing that ended before this day.
    pub since: Option<Date>,
    /// Nothing that began after this day.
    pub until: Option<Date>,
    /// One of these entities, by id or any form of its name, plays a part.
    pub entities: Vec<String>,
    /// One of these predicates.
    pub predicates: Vec<String>,
    /// It happened at, or was directed at, one of these places, by id or name.
    pub places: Vec<String>,
    /// At least so many independent sources.
    pub min_sources: usize,
}

impl Filter {
    /// Whether it lets everything pass.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl Graph {
    /// The graph of the propositions that pass, with their claims, and the entities and documents that these name.
    ///
    /// ```
    /// use simpul::graph::{self, Filter};
    /// let graph = graph::build(&[]);
    /// assert!(graph.filtered(&Filter { min_sources: 2, ..Filter::default() }).claims.is_empty());
    /// ```
    #[must_use]
    pub fn filtered(&self, filter: &Filter) -> Self {
        self.of(&self.passing(filter).collect::<Vec<_>>())
    }

    /// Positions of the propositions that pass, in order; nothing is copied.
    pub fn passing(&self, filter: &Filter) -> impl Iterator<Item = usize> {
        let asked = Asked {
            graph: self,
            filter,
            entities: self.named(&filter.entities),
            places: self.named(&filter.places),
        };
        let all = self.propositions.iter().enumerate();
        let passes = move |(at, said): (usize, &Proposition)| asked.passes(said).then_some(at);
        all.filter_map(passes)
    }

    /// Ids of the entities of these names, without regard to case.
    fn named<'g>(&'g self, names: &[String]) -> BTreeSet<&'g str> {
        let ids = names.iter().map(|name| self.entities.get(name));
        if let Some(ids) = ids.collect::<Option<Vec<_>>>() {
            return ids.into_iter().map(|entity| entity.id.as_str()).collect();
        }
        let names: BTreeSet<String> = names.iter().map(|name| name.to_lowercase()).collect();
        let called = |entity: &Entity| {
            let forms = entity.forms.keys().chain([&entity.id, &entity.name]);
            let mut forms = forms.chain(&entity.english);
            forms.any(|form| names.contains(&form.to_lowercase()))
        };
        let found = self.entities.values().filter(|entity| called(entity));
        found.map(|entity| entity.id.as_str()).collect()
    }

    /// The graph of some propositions, given by position, in their order.
    pub(crate) fn of(&self, kept: &[usize]) -> Self {
        let said = || kept.iter().filter_map(|&at| self.propositions.get(at));
        let old: BTreeSet<usize> = said().flat_map(|said| said.claims.clone()).collect();
        let new: BTreeMap<usize, usize> = old.iter().copied().zip(0..).collect();
        let mut claims: Vec<Claim> = old
            .iter()
            .filter_map(|&at| self.claims.get(at).cloned())
            .collect();
        let mut propositions = Vec::with_capacity(kept.len());
        for (at, said) in said().enumerate() {
            let mut said = said.clone();
            said.claims = said
                .claims
                .iter()
                .filter_map(|at| new.get(at).copied())
                .collect();
            for &claim in &said.claims {
                claims[claim].proposition = at;
            }
            propositions.push(said);
        }
        let link = |link: &ClaimLink| {
            let (from, to) = (*new.get(&link.from)?, *new.get(&link.to)?);
            Some(ClaimLink { from, to, ..*link })
        };
        let links = self.links.iter().filter_map(link).collect();
        let named: BTreeSet<&str> = claims.iter().flat_map(parts).collect();
        let told: BTreeSet<&str> = claims.iter().map(|claim| claim.document.as_str()).collect();
        let entities = kept_of(&self.entities, &named);
        let mut documents = kept_of(&self.documents, &told);
        for document in documents.values_mut() {
            document.copy_of = document
                .copy_of
                .take()
                .filter(|first| told.contains(first.as_str()));
        }
        let place: BTreeMap<usize, usize> = kept.iter().copied().zip(0..).collect();
        let outcome = |outcome: &Outcome| {
            let (from, of) = (*place.get(&outcome.from)?, *place.get(&outcome.of)?);
            Some(Outcome { from, of })
        };
        let outcomes = self.outcomes.iter().filter_map(outcome).collect();
        let network = network::network(&entities, &propositions);
        Self {
            entities,
            documents,
            claims,
            propositions,
            links,
            outcomes,
            network,
        }
    }
}

/// Copies of what stands under some keys.
fn kept_of<T: Clone>(all: &BTreeMap<String, T>, keys: &BTreeSet<&str>) -> BTreeMap<String, T> {
    let kept = keys.iter().filter_map(|key| all.get_key_value(*key));
    kept.map(|(key, value)| (key.clone(), value.clone()))
        .collect()
}

/// Ids of all entities that play a part in a claim, its sources among them.
fn parts(claim: &Claim) -> impl Iterator<Item = &str> {
    claim
        .parts()
        .chain(claim.sources.iter().map(String::as_str))
}

struct Asked<'g, 'f> {
    graph: &'g Graph,
    filter: &'f Filter,
    entities: BTreeSet<&'g str>,
    places: BTreeSet<&'g str>,
}

impl Asked<'_, '_> {
    fn passes(&self, said: &Proposition) -> bool {
        let filter = self.filter;
        let claims = || {
            said.claims
                .iter()
                .filter_map(|&at| self.graph.claims.get(at))
        };
        let touches = || {
            claims()
                .flat_map(parts)
                .any(|id| self.entities.contains(id))
        };
        let there = [&said.place, &said.object];
        let there = || {
            there
                .into_iter()
                .flatten()
                .any(|id| self.places.contains(id.as_str()))
        };
        said.weight >= filter.min_sources
            && (filter.predicates.is_empty() || filter.predicates.contains(&said.predicate))
            && (filter.entities.is_empty() || touches())
            && (filter.places.is_empty() || there())
            && self.in_time(said)
    }

    fn in_time(&self, said: &Proposition) -> bool {
        let Filter { since, until, .. } = *self.filter;
        if since.is_none() && until.is_none() {
            return true;
        }
        let fits = |first: Date, last: Date| {
            since.is_none_or(|since| last >= since) && until.is_none_or(|until| first <= until)
        };
        if let Some(period) = said.time.as_deref().and_then(Period::parse) {
            return fits(period.first, period.last);
        }
        said.claims.iter().any(|&at| {
            let claim = self.graph.claims.get(at);
            let document = claim.and_then(|claim| self.graph.documents.get(&claim.document));
            let day = document.and_then(|document| document.published.as_ref()?.parse().ok());
            day.is_some_and(|day: Date| fits(day, day))
        })
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::graph::{
        build,
        fixtures::{record, statement},
    };
    use crate::record::Statement;

    /// Two meetings and a visit, told by two outlets.
    fn graph() -> Graph {
        let on = |time: &str, said: Statement| Statement {
            time: Some(time.into()),
            ..said
        };
        build(&[
            record(
                "1",
                "x",
                vec![
                    on("2024-11-18", statement("state-a", "met", "state-b")),
                    statement("state-c", "visited", "place-p"),
                ],
            ),
            record(
                "2",
                "y",
                vec![on("2024-06", statement("state-a", "met", "state-c"))],
            ),
        ])
    }

    fn objects(filter: &Filter) -> Vec<String> {
        let kept = graph().filtered(filter);
        for (at, claim) in kept.claims.iter().enumerate() {
            assert!(kept.propositions[claim.proposition].claims.contains(&at));
        }
        let mut objects: Vec<_> = kept
            .claims
            .iter()
            .filter_map(|c| c.object.clone())
            .collect();
        objects.sort();
        objects
    }

    #[test]
    fn days_are_those_of_the_event_else_of_the_report() {
        let since = |day| Filter {
            since: Some(day),
            ..Filter::default()
        };
        assert_eq!(objects(&since(date(2024, 7, 1))), ["place-p", "state-b"]);
        assert_eq!(objects(&since(date(2024, 11, 19))), ["place-p"]);
        let until = Filter {
            until: Some(date(2024, 6, 30)),
            ..Filter::default()
        };
        assert_eq!(objects(&until), ["state-c"]);
    }

    #[test]
    fn names_predicates_and_places_are_met_together() {
        let filter = Filter {
            entities: vec!["STATE-C".into()],
            ..Filter::default()
        };
        assert_eq!(objects(&filter), ["place-p", "state-c"]);
        let met = Filter {
            predicates: vec!["met".into()],
            ..filter
        };
        assert_eq!(objects(&met), ["state-c"]);
        let place = Filter {
            places: vec!["place-p".into()],
            ..Filter::default()
        };
        assert_eq!(objects(&place), ["place-p"]);
    }

    #[test]
    fn what_nobody_names_any_more_is_left_out() {
        let kept = graph().filtered(&Filter {
            predicates: vec!["visited".into()],
            ..Filter::default()
        });
        assert_eq!(kept.entities.len(), 2);
        assert_eq!(kept.documents.len(), 1);
        assert_eq!(kept.network.edge_count(), 1);
    }
}
