//! Claims → propositions: what several claims say in common.
//!
//! Compatibility of times is not transitive (*November* fits the 18th and the 19th, which do not
//! fit each other), so claims are placed from the most exact to the vaguest, and a vague one joins
//! only where exactly one proposition fits; where several fit, it stays apart rather than guess.

use std::collections::BTreeMap;

use super::{Claim, Document, Fields, Period, Proposition, is_symmetric, sources};
use crate::record::{Modality, Polarity, Quantity};

/// Fuses claims and writes into each the position of its proposition; claims must be sorted by id.
pub(super) fn fuse(
    claims: &mut [Claim],
    documents: &BTreeMap<String, Document>,
) -> Vec<Proposition> {
    let mut propositions = Vec::new();
    for (content, alike) in by_content(claims) {
        for cluster in clusters(claims, &alike) {
            propositions.push(proposition(&content, cluster, claims, documents));
        }
    }
    propositions.sort_by(|a, b| a.id.cmp(&b.id));
    for (at, proposition) in propositions.iter().enumerate() {
        for &claim in &proposition.claims {
            claims[claim].proposition = at;
        }
    }
    propositions
}

/// What must be the same in all claims of a proposition.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Content {
    ends: (Option<String>, Option<String>),
    predicate: String,
    polarity: Polarity,
    modality: Modality,
    item: Option<String>,
    about: Option<String>,
    role: Option<String>,
    figure: Option<String>,
}

impl Content {
    fn of(claim: &Claim) -> Self {
        Self {
            ends: ends(claim),
            predicate: claim.predicate.clone(),
            polarity: claim.polarity,
            modality: claim.modality,
            item: claim.item.clone(),
            about: claim.about.clone(),
            role: claim.role.as_ref().map(|role| role.to_lowercase()),
            figure: claim
                .quantity
                .as_ref()
                .map(|q| Fields::of("figure").quantity(Some(q)).id("figure")),
        }
    }
}

/// Subject and object, in order of id where the predicate runs both ways.
pub(super) fn ends(claim: &Claim) -> (Option<String>, Option<String>) {
    let ends = (claim.subject.clone(), claim.object.clone());
    let turned = is_symmetric(&claim.predicate) && ends.1.is_some() && ends.1 < ends.0;
    if turned { (ends.1, ends.0) } else { ends }
}

/// Positions of the claims of each content.
fn by_content(claims: &[Claim]) -> BTreeMap<Content, Vec<usize>> {
    let mut groups: BTreeMap<Content, Vec<usize>> = BTreeMap::new();
    for (at, claim) in claims.iter().enumerate() {
        groups.entry(Content::of(claim)).or_default().push(at);
    }
    groups
}

/// When and where, as a claim gives it.
#[derive(Debug, Clone, PartialEq)]
struct Setting {
    time: Option<String>,
    period: Option<Period>,
    place: Option<String>,
}

impl Setting {
    fn of(claim: &Claim) -> Self {
        let period = claim.time.as_deref().and_then(Period::parse);
        Self {
            time: claim.time.clone(),
            period,
            place: claim.place.clone(),
        }
    }

    /// Order of placing: exact before vague, unknown last.
    fn key(&self) -> impl Ord + use<> {
        let length = self.period.map_or(i32::MAX, Period::length);
        (
            self.time.is_none(),
            length,
            self.time.clone(),
            self.place.is_none(),
            self.place.clone(),
        )
    }

    /// Whether both may be one occasion: one time contains the other, and the places agree.
    fn fits(&self, other: &Self) -> bool {
        let times = match (self.period, other.period) {
            (Some(one), Some(two)) => one.contains(two) || two.contains(one),
            _ => unknown_or_equal(self.time.as_deref(), other.time.as_deref()),
        };
        times && unknown_or_equal(self.place.as_deref(), other.place.as_deref())
    }
}

/// Whether two values agree where both are known.
pub(super) fn unknown_or_equal(one: Option<&str>, two: Option<&str>) -> bool {
    one.is_none() || two.is_none() || one == two
}

/// Claims of one occasion, with the most exact setting that they give.
struct Cluster {
    setting: Setting,
    claims: Vec<usize>,
}

/// Divides claims of one content into occasions.
fn clusters(claims: &[Claim], alike: &[usize]) -> Vec<Cluster> {
    let mut clusters: Vec<Cluster> = Vec::new();
    for (setting, members) in by_setting(claims, alike) {
        let mut fitting = clusters
            .iter_mut()
            .filter(|cluster| cluster.setting.fits(&setting));
        match (fitting.next(), fitting.next()) {
            (Some(only), None) => {
                only.claims.extend(members);
                only.setting.place = only.setting.place.take().or(setting.place);
            }
            _ => clusters.push(Cluster {
                setting,
                claims: members,
            }),
        }
    }
    clusters
}

/// Claims that give the very same time and place, in order of placing.
fn by_setting(claims: &[Claim], alike: &[usize]) -> Vec<(Setting, Vec<usize>)> {
    let mut settings = BTreeMap::new();
    for &at in alike {
        let setting = Setting::of(&claims[at]);
        settings
            .entry(setting.key())
            .or_insert_with(|| (setting, Vec::new()))
            .1
            .push(at);
    }
    settings.into_values().collect()
}

/// The proposition of a cluster.
fn proposition(
    content: &Content,
    mut cluster: Cluster,
    claims: &[Claim],
    documents: &BTreeMap<String, Document>,
) -> Proposition {
    cluster.claims.sort_unstable();
    let members: Vec<&Claim> = cluster.claims.iter().map(|&at| &claims[at]).collect();
    let quantity = figure(&members);
    Proposition {
        id: id(content, &cluster.setting),
        subject: content.ends.0.clone(),
        predicate: content.predicate.clone(),
        object: content.ends.1.clone(),
        polarity: content.polarity,
        modality: content.modality,
        time: cluster.setting.time,
        place: cluster.setting.place,
        quantity,
        weight: sources::count(&sources::voices(&members, documents)),
        claims: cluster.claims,
    }
}

/// The figure as an exact claim gives it, else as a rough one does.
fn figure(members: &[&Claim]) -> Option<Quantity> {
    members
        .iter()
        .filter_map(|claim| claim.quantity.as_ref())
        .min_by_key(|q| q.approximate)
        .cloned()
}

/// `proposition-{hash}` of content, time and place.
fn id(content: &Content, setting: &Setting) -> String {
    Fields::of("proposition")
        .text(content.ends.0.as_deref())
        .text(Some(&content.predicate))
        .text(content.ends.1.as_deref())
        .text(Some(content.polarity.name()))
        .text(Some(content.modality.name()))
        .text(content.item.as_deref())
        .text(content.about.as_deref())
        .text(content.role.as_deref())
        .text(content.figure.as_deref())
        .text(setting.time.as_deref())
        .text(setting.place.as_deref())
        .id("proposition")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use crate::{
        graph::{
            Graph, build,
            fixtures::{record, statement, troops},
        },
        record::{Polarity, Statement},
    };

    /// The graph of statements that each stand in a document of its own.
    fn told(statements: Vec<Statement>) -> Graph {
        let records = statements.into_iter().enumerate();
        build(
            &records
                .map(|(at, said)| record(&at.to_string(), &at.to_string(), vec![said]))
                .collect::<Vec<_>>(),
        )
    }

    fn when(time: &str) -> Statement {
        let time = (!time.is_empty()).then(|| time.to_owned());
        Statement {
            time,
            ..statement("state-a", "met", "state-b")
        }
    }

    #[test]
    fn both_ways_of_a_meeting_are_one() {
        let graph = told(vec![
            statement("state-a", "met", "state-b"),
            statement("state-b", "met", "state-a"),
        ]);
        assert_eq!(graph.propositions.len(), 1);
        assert_eq!(graph.propositions[0].weight, 2);
    }

    #[test]
    fn a_visit_has_a_direction() {
        let graph = told(vec![
            statement("state-a", "visited", "state-b"),
            statement("state-b", "visited", "state-a"),
        ]);
        assert_eq!(graph.propositions.len(), 2);
    }

    #[test]
    fn the_narrowest_time_names_the_occasion() {
        let graph = told(vec![when("2024-11"), when("2024-11-18"), when("")]);
        assert_eq!(graph.propositions.len(), 1);
        assert_eq!(graph.propositions[0].time.as_deref(), Some("2024-11-18"));
    }

    #[test]
    fn a_vague_time_that_fits_two_occasions_joins_neither() {
        assert_eq!(
            told(vec![
                when("2024-11"),
                when("2024-11-18"),
                when("2024-11-19")
            ])
            .propositions
            .len(),
            3
        );
    }

    #[test]
    fn other_places_are_other_occasions() {
        let at = |place: &str| Statement {
            place: Some(place.into()),
            ..when("2024-11-18")
        };
        assert_eq!(
            told(vec![at("place-p"), at("place-q")]).propositions.len(),
            2
        );
        let graph = told(vec![
            when("2024-11-18"),
            Statement {
                time: None,
                ..at("place-p")
            },
        ]);
        assert_eq!(graph.propositions.len(), 1);
        assert_eq!(graph.propositions[0].place.as_deref(), Some("place-p"));
    }

    #[test]
    fn figures_and_denials_stand_apart() {
        let sent = |quantity| Statement {
            quantity,
            ..statement("state-a", "deployedTo", "place-p")
        };
        let denied = Statement {
            polarity: Polarity::Denied,
            ..sent(None)
        };
        let graph = told(vec![
            sent(None),
            sent(Some(troops(Some(3000.0), Some(3000.0)))),
            sent(Some(troops(Some(3000.0), None))),
            denied,
        ]);
        assert_eq!(graph.propositions.len(), 4);
    }

    fn any_statement() -> impl Strategy<Value = Statement> {
        let times = [
            "",
            "2024",
            "2024-11",
            "2024-11~",
            "2024-11-18",
            "2024-11-19",
            "2024-11-17/2024-11-20",
            "kapan",
        ];
        let places = [None, Some("place-p"), Some("place-q")];
        let ends = [("state-a", "state-b"), ("state-b", "state-a")];
        (0..times.len(), 0..places.len(), 0..ends.len()).prop_map(move |(time, place, end)| {
            Statement {
                place: places[place].map(str::to_owned),
                time: when(times[time]).time,
                ..statement(ends[end].0, "met", ends[end].1)
            }
        })
    }

    proptest! {
        #[test]
        fn order_of_records_does_not_matter(
            statements in proptest::collection::vec(any_statement(), 0..12),
            turn in 0usize..12,
        ) {
            let mut records: Vec<_> = statements
                .into_iter()
                .enumerate()
                .map(|(at, said)| record(&at.to_string(), "x", vec![said]))
                .collect();
            let straight = build(&records);
            records.reverse();
            let middle = turn.min(records.len());
            records.rotate_left(middle);
            let turned = build(&records);
            prop_assert_eq!(&straight.claims, &turned.claims);
            prop_assert_eq!(&straight.propositions, &turned.propositions);
            prop_assert_eq!(&straight.links, &turned.links);
        }

        #[test]
        fn every_claim_has_one_proposition_and_ids_are_unique(
            statements in proptest::collection::vec(any_statement(), 0..12),
        ) {
            let graph = told(statements);
            let ids: BTreeSet<_> = graph.propositions.iter().map(|p| &p.id).collect();
            prop_assert_eq!(ids.len(), graph.propositions.len());
            let mut claims: Vec<_> = graph.propositions.iter().flat_map(|p| p.claims.clone()).collect();
            claims.sort_unstable();
            prop_assert_eq!(claims, (0..graph.claims.len()).collect::<Vec<_>>());
        }
    }
}
