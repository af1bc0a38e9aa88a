//! Claims → links: which claims confirm, dispute, contradict or revise which.
//!
//! A claim is linked to the nearest earlier ones only (by day of publication): at most
//! [`NEAREST`] of each relation, each of another speaker, sought among the [`LOOK_BACK`] claims
//! before it. So links grow with claims, not with their square, and a chain of links still leads
//! from the newest figure to the oldest.

use jiff::civil::Date;
use rayon::prelude::*;

use super::{
    Claim, ClaimLink, Period, Proposition, Relation,
    desk::Desk,
    fuse::{ends, unknown_or_equal},
    measure::{ESTIMATED, Measures},
    period::days_between,
    setting::Settings,
    sources,
};
use crate::record::{Modality, Polarity, Quantity};

/// Links of one relation that a claim may have to earlier ones.
const NEAREST: usize = 3;
/// Earlier claims that are looked at.
const LOOK_BACK: usize = 64;
/// Figures without a time that were published further apart than this speak of different times.
const SAME_TIME_DAYS: i32 = 30;
/// How far a rough figure reaches on both sides, as a share of it.
const ROUGH: f64 = 0.1;
/// All links, sorted.
pub(super) fn links(desk: &Desk<'_>, propositions: &[Proposition]) -> Vec<ClaimLink> {
    let settings = Settings::of(desk.claims);
    let confirmed = propositions
        .par_iter()
        .flat_map_iter(|said| confirmations(desk, &said.claims));
    let mut links: Vec<ClaimLink> = confirmed.collect();
    let occasions = desk.groups(|_, claim| Some((ends(claim), claim.predicate.as_str())));
    links.par_extend(
        occasions
            .par_iter()
            .flat_map_iter(|group| of_occasion(desk, &settings, group)),
    );
    drop(occasions);
    let measures = Measures::of(desk.claims);
    let affirmed = |claim: &Claim| claim.polarity == Polarity::Affirmed;
    let alike = desk.groups(|at, claim| measures.key(at).filter(|_| affirmed(claim)));
    links.par_extend(
        alike
            .par_iter()
            .flat_map_iter(|group| of_measure(desk, &measures, group)),
    );
    links.par_sort_unstable();
    links.dedup();
    links
}

/// Links between claims of the same ends and predicate, in order of publication.
fn of_occasion(desk: &Desk<'_>, settings: &Settings<'_>, group: &[usize]) -> Vec<ClaimLink> {
    let Some(first) = group.first().and_then(|&at| desk.claims.get(at)) else {
        return Vec::new();
    };
    let (mut links, claims) = (Vec::new(), told(desk, group));
    let polarity = |at: &usize| desk.claims.get(*at).map(|claim| claim.polarity);
    if group.iter().any(|at| polarity(at) != Some(first.polarity)) {
        link(desk, &claims, Relation::Disputes, &mut links, disputes);
    }
    if Settings::compares(&first.predicate) {
        let differ =
            |later: Told<'_>, earlier: Told<'_>| settings.differ(later.claim, earlier.claim);
        link(desk, &claims, Relation::ConflictsWith, &mut links, differ);
    }
    links
}

/// Links between figures of one measure, in order of publication.
fn of_measure(desk: &Desk<'_>, measures: &Measures<'_>, group: &[usize]) -> Vec<ClaimLink> {
    let mut links = Vec::new();
    let mut figures = told(desk, group);
    for figure in &mut figures {
        // Of the time that its event claim gives, where it gives none itself.
        figure.period = measures.time(figure.at).and_then(Period::parse);
    }
    link(
        desk,
        &figures,
        Relation::ConflictsWith,
        &mut links,
        conflicts,
    );
    link(desk, &figures, Relation::Confirms, &mut links, agrees);
    revisions(desk, group, &mut links);
    links
}

/// A claim, with what was worked out about it.
#[derive(Clone, Copy)]
struct Told<'d> {
    at: usize,
    claim: &'d Claim,
    day: Option<Date>,
    period: Option<Period>,
}

fn told<'d>(desk: &Desk<'d>, group: &[usize]) -> Vec<Told<'d>> {
    let one = |&at: &usize| {
        Some(Told {
            at,
            claim: desk.claims.get(at)?,
            day: desk.published(at),
            period: desk.period(at),
        })
    };
    group.iter().filter_map(one).collect()
}

/// Links each claim of a group to the nearest earlier ones that are accepted, each of other speakers.
fn link<'d>(
    desk: &Desk<'d>,
    group: &[Told<'d>],
    relation: Relation,
    links: &mut Vec<ClaimLink>,
    accepts: impl Fn(Told<'d>, Told<'d>) -> bool,
) {
    for (rank, &later) in group.iter().enumerate() {
        let from = later.at;
        let mut heard = desk.speakers.speaking(from).to_vec();
        let before = group.get(..rank).unwrap_or_default();
        let earlier = before.iter().rev().take(LOOK_BACK);
        let accepted = earlier.filter(|earlier| accepts(later, **earlier));
        let other = accepted.filter(|earlier| {
            let speaking = desk.speakers.speaking(earlier.at);
            let other = sources::are_others(&heard, speaking);
            if other {
                heard.extend_from_slice(speaking);
            }
            other
        });
        let linked = other.take(NEAREST).map(|earlier| earlier.at);
        links.extend(linked.map(|to| ClaimLink { from, relation, to }));
    }
}

/// Links each claim of a proposition to the nearest earlier one of another voice.
fn confirmations(desk: &Desk<'_>, claims: &[usize]) -> Vec<ClaimLink> {
    if claims.len() < 2 {
        return Vec::new();
    }
    let mut order = claims.to_vec();
    desk.in_order(&mut order);
    let voices = desk.speakers.voices(&order);
    let confirmation = |(rank, &from): (usize, &usize)| {
        let earlier = (0..rank).rev().take(LOOK_BACK);
        let mut other = earlier
            .filter(|&at| voices[rank].is_some() && voices[at].is_some())
            .filter(|&at| voices[at] != voices[rank]);
        Some(ClaimLink {
            from,
            relation: Relation::Confirms,
            to: order[other.next()?],
        })
    };
    order.iter().enumerate().filter_map(confirmation).collect()
}

/// Links each figure to the nearest earlier and different one of the same named speaker.
fn revisions(desk: &Desk<'_>, group: &[usize], links: &mut Vec<ClaimLink>) {
    for (rank, &from) in group.iter().enumerate() {
        let vouching = desk.speakers.vouching(from);
        let before = group.get(..rank).unwrap_or_default();
        let mut earlier = before.iter().rev().take(LOOK_BACK);
        let same = |to: usize| !sources::are_others(vouching, desk.speakers.vouching(to));
        let revised = earlier.find(|&&to| same(to) && is_later(desk, from, to));
        if let Some(&to) = revised
            && let [later, earlier] = told(desk, &[from, to])[..]
            && revises(later, earlier)
        {
            links.push(ClaimLink {
                from,
                relation: Relation::Revises,
                to,
            });
        }
    }
}

/// Whether a claim was published on a later day than another.
fn is_later(desk: &Desk<'_>, later: usize, earlier: usize) -> bool {
    let days = (desk.published(later), desk.published(earlier));
    matches!(days, (Some(one), Some(two)) if one > two)
}

/// Whether two figures of the same measure and time exclude each other.
fn conflicts(later: Told<'_>, earlier: Told<'_>) -> bool {
    figures(later, earlier).is_some_and(|(one, two)| disjoint(one, two))
        && comparable(later.claim, earlier.claim)
        && figures_of_one_time(later, earlier)
}

/// Whether two estimates of other speakers give the same figure.
fn agrees(later: Told<'_>, earlier: Told<'_>) -> bool {
    later.claim.predicate == ESTIMATED
        && figures(later, earlier).is_some_and(|(one, two)| same_interval(one, two))
        && comparable(later.claim, earlier.claim)
        && figures_of_one_time(later, earlier)
}

/// As [`same_time`]; a figure without a time is of about its day of publication.
fn figures_of_one_time(one: Told<'_>, two: Told<'_>) -> bool {
    if one.period.is_some() && two.period.is_some() {
        return same_time(one, two);
    }
    match (one.day, two.day) {
        (Some(one), Some(two)) => days_between(one, two).abs() <= SAME_TIME_DAYS,
        _ => true,
    }
}

/// Whether the earlier affirms what the later denies, or the other way round.
fn disputes(later: Told<'_>, earlier: Told<'_>) -> bool {
    later.claim.polarity != earlier.claim.polarity
        && figures(later, earlier).is_none_or(|(one, two)| same_interval(one, two))
        && comparable(later.claim, earlier.claim)
        && same_time(later, earlier)
}

/// Whether a figure replaces an earlier one of the same speaker.
fn revises(later: Told<'_>, earlier: Told<'_>) -> bool {
    figures(later, earlier).is_some_and(|(one, two)| !same_interval(one, two))
        && comparable(later.claim, earlier.claim)
}

/// Whether the times may be one: they share a day, or one is unknown.
fn same_time(one: Told<'_>, two: Told<'_>) -> bool {
    match (one.period, two.period) {
        (Some(one), Some(two)) => one.overlaps(two),
        _ => true,
    }
}

/// Both figures, where both have one.
fn figures<'d>(one: Told<'d>, two: Told<'d>) -> Option<(&'d Quantity, &'d Quantity)> {
    one.claim.quantity.as_ref().zip(two.claim.quantity.as_ref())
}

/// Whether two claims speak of the same kind of fact in the same place: a plan is no measure of what happened.
fn comparable(one: &Claim, two: &Claim) -> bool {
    let held = |claim: &Claim| matches!(claim.modality, Modality::Actual | Modality::Possible);
    (one.modality == two.modality || (held(one) && held(two)))
        && (ends(one).1 == ends(two).1
            || unknown_or_equal(one.object.as_deref(), two.object.as_deref()))
        && unknown_or_equal(one.place.as_deref(), two.place.as_deref())
}

#[allow(
    clippy::float_cmp,
    reason = "bounds are read from text, never computed"
)]
fn same_interval(one: &Quantity, two: &Quantity) -> bool {
    one.min == two.min && one.max == two.max
}

/// Whether no number fits both.
fn disjoint(one: &Quantity, two: &Quantity) -> bool {
    let ((low1, high1), (low2, high2)) = (bounds(one), bounds(two));
    high1 < low2 || high2 < low1
}

/// Lower and upper bound, infinite where there is none, further apart where the figure is rough.
fn bounds(figure: &Quantity) -> (f64, f64) {
    let slack = if figure.approximate { ROUGH } else { 0.0 };
    let low = figure
        .min
        .map_or(f64::NEG_INFINITY, |min| min - min.abs() * slack);
    let high = figure
        .max
        .map_or(f64::INFINITY, |max| max + max.abs() * slack);
    (low, high)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        graph::{
            build,
            fixtures::{estimate, record, statement, troops},
        },
        record::{Record, Statement},
    };

    /// Relations between statements, each in a document of its own, published on the days given.
    fn relations(told: Vec<(&str, Statement)>) -> Vec<Relation> {
        let records: Vec<Record> = told
            .into_iter()
            .enumerate()
            .map(|(at, (day, said))| Record {
                published: Some(day.into()),
                ..record(&at.to_string(), &at.to_string(), vec![said])
            })
            .collect();
        build(&records)
            .links
            .iter()
            .map(|link| link.relation)
            .collect()
    }

    fn exactly(speaker: &str, number: f64) -> Statement {
        estimate(speaker, Some(number), Some(number))
    }

    #[test]
    fn another_source_confirms() {
        let met = |source: &str| Statement {
            sources: vec![source.into()],
            ..statement("state-a", "met", "state-b")
        };
        assert_eq!(
            relations(vec![
                ("2024-11-01", met("state-c")),
                ("2024-11-02", met("person-s"))
            ]),
            [Relation::Confirms]
        );
        assert_eq!(
            relations(vec![
                ("2024-11-01", met("state-c")),
                ("2024-11-02", met("state-c"))
            ]),
            []
        );
    }

    #[test]
    fn a_denial_disputes() {
        let met = statement("state-a", "met", "state-b");
        let denied = Statement {
            polarity: Polarity::Denied,
            sources: vec!["state-b".into()],
            ..statement("state-b", "met", "state-a")
        };
        assert_eq!(
            relations(vec![("2024-11-01", met), ("2024-11-02", denied)]),
            [Relation::Disputes]
        );
    }

    #[test]
    fn disjoint_figures_of_two_speakers_conflict() {
        let told = vec![
            ("2024-11-01", exactly("state-a", 3000.0)),
            ("2024-11-05", exactly("state-b", 10000.0)),
        ];
        assert_eq!(relations(told), [Relation::ConflictsWith]);
    }

    #[test]
    fn more_than_eleven_thousand_does_not_conflict_with_twelve() {
        let told = vec![
            ("2024-11-01", estimate("state-a", Some(11000.0), None)),
            ("2024-11-05", exactly("state-b", 12000.0)),
        ];
        assert_eq!(relations(told), []);
    }

    #[test]
    fn a_rough_figure_reaches_further() {
        let mut rough = exactly("state-a", 10000.0);
        rough.quantity = Some(Quantity {
            approximate: true,
            ..troops(Some(10000.0), Some(10000.0))
        });
        assert_eq!(
            relations(vec![
                ("2024-11-01", rough),
                ("2024-11-05", exactly("state-b", 10500.0))
            ]),
            []
        );
    }

    #[test]
    fn figures_a_season_apart_do_not_conflict() {
        let told = vec![
            ("2024-08-01", exactly("state-a", 3000.0)),
            ("2024-11-05", exactly("state-b", 10000.0)),
        ];
        assert_eq!(relations(told), []);
    }

    #[test]
    fn a_later_figure_of_the_same_speaker_revises() {
        let told = vec![
            ("2024-10-18", exactly("state-a", 1500.0)),
            ("2024-10-23", exactly("state-a", 3000.0)),
        ];
        assert_eq!(relations(told), [Relation::Revises]);
    }

    #[test]
    fn the_same_estimate_of_another_speaker_confirms() {
        let told = vec![
            ("2024-10-23", exactly("state-a", 3000.0)),
            ("2024-10-24", exactly("state-b", 3000.0)),
        ];
        assert_eq!(relations(told), [Relation::Confirms]);
    }

    #[test]
    fn links_grow_with_claims_not_with_their_square() {
        let mut told = Vec::new();
        for at in 0..40_u32 {
            let speaker = [
                "state-a",
                "state-b",
                "state-c",
                "person-s",
                "organization-p",
            ][at as usize % 5];
            told.push(("2024-11-05", exactly(speaker, f64::from(at))));
        }
        assert!(relations(told).len() <= 40 * NEAREST);
    }
}
