//! Claims → propositions: what several claims say in common.
//!
//! Compatibility of times is not transitive (*November* fits the 18th and the 19th, which do not
//! fit each other), so claims are placed from the most exact to the vaguest, and a vague one joins
//! only where exactly one proposition fits; where several fit, it stays apart rather than guess.

use std::borrow::Cow;
use std::collections::BTreeMap;

use jiff::civil::Date;
use rayon::prelude::*;

use super::desk::{Desk, alike};
use super::{Claim, Fields, Period, Proposition, is_symmetric, sources};
use crate::record::{Modality, Polarity, Quantity};

/// Fuses claims, which must be sorted by id; propositions come sorted by id.
pub(super) fn fuse(desk: &Desk<'_>) -> Vec<Proposition> {
    let contents = desk.claims.iter().map(|claim| Some(Content::of(claim)));
    let groups = alike(contents).into_par_iter();
    let fused = groups.flat_map_iter(|alike| {
        let clusters = clusters(desk, &alike).into_iter();
        clusters.filter_map(|cluster| proposition(cluster, desk))
    });
    let mut propositions: Vec<Proposition> = fused.collect();
    propositions.par_sort_by(|a, b| a.id.cmp(&b.id));
    propositions
}

/// Subject and object of a claim, as entity ids.
pub(super) type Ends<'g> = (Option<&'g str>, Option<&'g str>);

/// What must be the same in all claims of a proposition.
#[derive(Debug, PartialEq, Eq, Hash)]
struct Content<'g> {
    ends: Ends<'g>,
    predicate: &'g str,
    polarity: Polarity,
    modality: Modality,
    item: Option<&'g str>,
    about: Option<&'g str>,
    role: Option<Cow<'g, str>>,
    figure: Option<Figure<'g>>,
}

/// Interval and unit of a figure, without its words.
#[derive(Debug, PartialEq, Eq, Hash)]
struct Figure<'g> {
    bounds: [Option<u64>; 2],
    unit: &'g str,
    currency: Option<&'g str>,
    of: Option<&'g str>,
}

impl<'g> Figure<'g> {
    fn of(figure: &'g Quantity) -> Self {
        Self {
            // Minus zero is zero.
            bounds: [figure.min, figure.max].map(|bound| bound.map(|n| (n + 0.0).to_bits())),
            unit: &figure.unit,
            currency: figure.currency.as_deref(),
            of: figure.of.as_deref(),
        }
    }
}

impl<'g> Content<'g> {
    fn of(claim: &'g Claim) -> Self {
        Self {
            ends: ends(claim),
            predicate: &claim.predicate,
            polarity: claim.polarity,
            modality: claim.modality,
            item: claim.item.as_deref(),
            about: claim.about.as_deref(),
            role: claim.role.as_deref().map(lower),
            figure: claim.quantity.as_ref().map(Figure::of),
        }
    }
}

/// Text in lower case.
fn lower(text: &str) -> Cow<'_, str> {
    let small = |b: u8| b.is_ascii() && !b.is_ascii_uppercase();
    if text.bytes().all(small) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.to_lowercase())
    }
}

/// Subject and object, in order of id where the predicate runs both ways.
pub(super) fn ends(claim: &Claim) -> Ends<'_> {
    let ends = (claim.subject.as_deref(), claim.object.as_deref());
    let turned = ends.1.is_some() && ends.1 < ends.0 && is_symmetric(&claim.predicate);
    if turned { (ends.1, ends.0) } else { ends }
}

/// When and where, as a claim gives it.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Setting<'g> {
    time: Option<&'g str>,
    period: Option<Period>,
    place: Option<&'g str>,
}

impl<'g> Setting<'g> {
    fn of(at: usize, desk: &Desk<'g>) -> Option<Self> {
        let claim = desk.claims.get(at)?;
        Some(Self {
            time: claim.time.as_deref(),
            period: desk.period(at),
            place: claim.place.as_deref(),
        })
    }

    /// Order of placing: exact before vague, unknown last.
    fn key(&self) -> impl Ord + use<'g> {
        let length = self.period.map_or(i32::MAX, Period::length);
        (
            self.time.is_none(),
            length,
            self.time,
            self.place.is_none(),
            self.place,
        )
    }

    /// Whether both may be one occasion: one time contains the other, and the places agree.
    fn fits(&self, other: &Self) -> bool {
        let times = match (self.period, other.period) {
            (Some(one), Some(two)) => one.contains(two) || two.contains(one),
            _ => unknown_or_equal(self.time, other.time),
        };
        times && unknown_or_equal(self.place, other.place)
    }
}

/// Whether two values agree where both are known.
pub(super) fn unknown_or_equal(one: Option<&str>, two: Option<&str>) -> bool {
    one.is_none() || two.is_none() || one == two
}

/// Claims of one occasion, with the most exact setting that they give.
struct Cluster<'g> {
    setting: Setting<'g>,
    claims: Vec<usize>,
}

/// Divides claims of one content into occasions.
fn clusters<'g>(desk: &Desk<'g>, alike: &[usize]) -> Vec<Cluster<'g>> {
    let mut clusters = Clusters::default();
    for (setting, members) in by_setting(desk, alike) {
        match clusters.fitting(&setting) {
            Some(only) => {
                let cluster = &mut clusters.all[only];
                cluster.claims.extend(members);
                cluster.setting.place = cluster.setting.place.or(setting.place);
            }
            None => clusters.push(Cluster {
                setting,
                claims: members,
            }),
        }
    }
    clusters.all
}

/// Occasions of one content, as far as they are known.
#[derive(Default)]
struct Clusters<'g> {
    all: Vec<Cluster<'g>>,
    /// Positions of those whose time is a date, by its first day.
    by_day: BTreeMap<Date, Vec<usize>>,
}

impl<'g> Clusters<'g> {
    /// The one occasion that fits; `None` where none does, and where several do.
    ///
    /// Dates come before all other times and in order of their length, so that one which fits a date lies within it.
    fn fitting(&self, setting: &Setting<'g>) -> Option<usize> {
        let fits = |at: &usize| {
            let cluster = self.all.get(*at);
            cluster.is_some_and(|cluster| cluster.setting.fits(setting))
        };
        let only = |fitting: &mut dyn Iterator<Item = usize>| {
            let first = fitting.next();
            first.filter(|_| fitting.next().is_none())
        };
        match setting.period {
            Some(Period { first, last }) => {
                let within = self.by_day.range(first..=last).flat_map(|(_, of)| of);
                only(&mut within.copied().filter(fits))
            }
            None => only(&mut (0..self.all.len()).filter(fits)),
        }
    }

    fn push(&mut self, cluster: Cluster<'g>) {
        if let Some(period) = cluster.setting.period {
            let day = self.by_day.entry(period.first).or_default();
            day.push(self.all.len());
        }
        self.all.push(cluster);
    }
}

/// Claims that give the very same time and place, in order of placing.
fn by_setting<'g>(desk: &Desk<'g>, alike: &[usize]) -> Vec<(Setting<'g>, Vec<usize>)> {
    let setting = |&at: &usize| Some((Setting::of(at, desk)?, at));
    let mut each: Vec<(Setting<'g>, usize)> = alike.iter().filter_map(setting).collect();
    each.sort_by(|(one, _), (two, _)| one.key().cmp(&two.key()));
    each.chunk_by(|(one, _), (two, _)| one == two)
        .filter_map(|same| {
            let (setting, _) = same.first()?;
            Some((*setting, same.iter().map(|(_, at)| *at).collect()))
        })
        .collect()
}

/// The proposition of a cluster.
fn proposition(mut cluster: Cluster<'_>, desk: &Desk<'_>) -> Option<Proposition> {
    cluster.claims.sort_unstable();
    let members = || cluster.claims.iter().filter_map(|&at| desk.claims.get(at));
    let first = members().next()?;
    let content = Content::of(first);
    let owned = |text: Option<&str>| text.map(str::to_owned);
    Some(Proposition {
        id: id(&content, first.quantity.as_ref(), &cluster.setting),
        subject: owned(content.ends.0),
        predicate: content.predicate.to_owned(),
        object: owned(content.ends.1),
        polarity: content.polarity,
        modality: content.modality,
        time: owned(cluster.setting.time),
        place: owned(cluster.setting.place),
        quantity: figure(members()),
        weight: sources::count(&desk.speakers.voices(&cluster.claims)),
        claims: cluster.claims,
    })
}

/// The figure as an exact claim gives it, else as a rough one does.
fn figure<'g>(members: impl Iterator<Item = &'g Claim>) -> Option<Quantity> {
    members
        .filter_map(|claim| claim.quantity.as_ref())
        .min_by_key(|q| q.approximate)
        .cloned()
}

/// `proposition-{hash}` of content, time and place.
fn id(content: &Content<'_>, figure: Option<&Quantity>, setting: &Setting<'_>) -> String {
    let figure = figure.map(|figure| Fields::of("figure").quantity(Some(figure)).id("figure"));
    Fields::of("proposition")
        .text(content.ends.0)
        .text(Some(content.predicate))
        .text(content.ends.1)
        .text(Some(content.polarity.name()))
        .text(Some(content.modality.name()))
        .text(content.item)
        .text(content.about)
        .text(content.role.as_deref())
        .text(figure.as_deref())
        .text(setting.time)
        .text(setting.place)
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
