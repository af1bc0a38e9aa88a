//! Claims → links: which claims confirm, dispute, contradict or revise which.
//!
//! A claim is linked to the nearest earlier ones only (by day of publication): at most
//! [`NEAREST`] of each relation, each of another speaker, sought among the [`LOOK_BACK`] claims
//! before it. So links grow with claims, not with their square, and a chain of links still leads
//! from the newest figure to the oldest.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::{
    Claim, ClaimLink, Document, Period, Proposition, Relation,
    fuse::{ends, unknown_or_equal},
    measure::{ESTIMATED, Measures},
    period::days_between,
    setting::Settings,
    sources::{self, Mark},
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
pub(super) fn links(
    claims: &[Claim],
    propositions: &[Proposition],
    documents: &BTreeMap<String, Document>,
) -> Vec<ClaimLink> {
    let measures = Measures::of(claims);
    let desk = Desk {
        claims,
        documents,
        measures: &measures,
    };
    let settings = Settings::of(claims);
    let mut links = BTreeSet::new();
    for proposition in propositions {
        desk.confirmations(proposition, &mut links);
    }
    for group in desk.groups(|_, claim| Some((ends(claim), claim.predicate.clone()))) {
        desk.link(&group, Relation::Disputes, &mut links, |later, earlier| {
            disputes(&claims[later], &claims[earlier])
        });
        desk.link(
            &group,
            Relation::ConflictsWith,
            &mut links,
            |later, earlier| settings.differ(&claims[later], &claims[earlier]),
        );
    }
    let affirmed = |claim: &Claim| claim.polarity == Polarity::Affirmed;
    for group in desk.groups(|at, claim| measures.key(at).filter(|_| affirmed(claim))) {
        desk.link(
            &group,
            Relation::ConflictsWith,
            &mut links,
            |later, earlier| desk.conflicts(later, earlier),
        );
        desk.link(&group, Relation::Confirms, &mut links, |later, earlier| {
            desk.agrees(later, earlier)
        });
        desk.revisions(&group, &mut links);
    }
    links.into_iter().collect()
}

/// The claims with what is needed to compare them.
struct Desk<'g> {
    claims: &'g [Claim],
    documents: &'g BTreeMap<String, Document>,
    measures: &'g Measures<'g>,
}

impl<'g> Desk<'g> {
    /// Positions of claims with the same key, in order of publication; single ones left out.
    fn groups<K: Ord>(&self, key: impl Fn(usize, &Claim) -> Option<K>) -> Vec<Vec<usize>> {
        let mut groups: BTreeMap<K, Vec<usize>> = BTreeMap::new();
        for (at, claim) in self.claims.iter().enumerate() {
            if let Some(key) = key(at, claim) {
                groups.entry(key).or_default().push(at);
            }
        }
        groups
            .into_values()
            .filter(|group| group.len() > 1)
            .map(|group| self.in_order(group))
            .collect()
    }

    /// Sorts by day of publication (unknown last), document and place in it.
    fn in_order(&self, mut group: Vec<usize>) -> Vec<usize> {
        group.sort_by_key(|&at| {
            let claim = &self.claims[at];
            let day = self.published(claim);
            (day.is_none(), day, &claim.document, claim.trigger, at)
        });
        group
    }

    /// Day of publication.
    fn published(&self, claim: &Claim) -> Option<Date> {
        self.documents
            .get(&claim.document)?
            .published
            .as_deref()?
            .parse()
            .ok()
    }

    fn speakers(&self, claim: &'g Claim) -> BTreeSet<Mark<'g>> {
        sources::speakers(claim, self.documents)
    }

    /// Links each claim of a group to the nearest earlier ones that are accepted, each of other speakers.
    fn link(
        &self,
        group: &[usize],
        relation: Relation,
        links: &mut BTreeSet<ClaimLink>,
        accepts: impl Fn(usize, usize) -> bool,
    ) {
        for (rank, &from) in group.iter().enumerate() {
            let later = &self.claims[from];
            let mut heard = self.speakers(later);
            let mut found = 0;
            for &to in group[..rank].iter().rev().take(LOOK_BACK) {
                let earlier = &self.claims[to];
                let speakers = self.speakers(earlier);
                if found < NEAREST && heard.is_disjoint(&speakers) && accepts(from, to) {
                    heard.extend(speakers);
                    links.insert(ClaimLink { from, relation, to });
                    found += 1;
                }
            }
        }
    }

    /// Links each claim of a proposition to the nearest earlier one of another voice.
    fn confirmations(&self, proposition: &Proposition, links: &mut BTreeSet<ClaimLink>) {
        let order = self.in_order(proposition.claims.clone());
        let members: Vec<&Claim> = order.iter().map(|&at| &self.claims[at]).collect();
        let voices = sources::voices(&members, self.documents);
        for (rank, &from) in order.iter().enumerate() {
            let earlier = (0..rank).rev().take(LOOK_BACK);
            let other = earlier
                .filter(|&at| voices[rank].is_some() && voices[at].is_some())
                .find(|&at| voices[at] != voices[rank]);
            if let Some(to) = other.map(|at| order[at]) {
                links.insert(ClaimLink {
                    from,
                    relation: Relation::Confirms,
                    to,
                });
            }
        }
    }

    /// Links each figure to the nearest earlier and different one of the same named speaker.
    fn revisions(&self, group: &[usize], links: &mut BTreeSet<ClaimLink>) {
        for (rank, &from) in group.iter().enumerate() {
            let later = &self.claims[from];
            let revised = group[..rank].iter().rev().take(LOOK_BACK).find(|&&to| {
                let earlier = &self.claims[to];
                !later.claimants().is_disjoint(&earlier.claimants())
                    && self.is_later(later, earlier)
            });
            if let Some(&to) = revised.filter(|&&to| revises(later, &self.claims[to])) {
                links.insert(ClaimLink {
                    from,
                    relation: Relation::Revises,
                    to,
                });
            }
        }
    }

    /// Whether two figures of the same measure and time exclude each other.
    fn conflicts(&self, from: usize, to: usize) -> bool {
        let (later, earlier) = (&self.claims[from], &self.claims[to]);
        figures(later, earlier).is_some_and(|(one, two)| disjoint(one, two))
            && comparable(later, earlier)
            && self.figures_of_one_time(from, to)
    }

    /// Whether two estimates of other speakers give the same figure.
    fn agrees(&self, from: usize, to: usize) -> bool {
        let (later, earlier) = (&self.claims[from], &self.claims[to]);
        later.predicate == ESTIMATED
            && figures(later, earlier).is_some_and(|(one, two)| same_interval(one, two))
            && comparable(later, earlier)
            && self.figures_of_one_time(from, to)
    }

    /// Whether it was published on a later day.
    fn is_later(&self, later: &Claim, earlier: &Claim) -> bool {
        matches!((self.published(later), self.published(earlier)), (Some(one), Some(two)) if one > two)
    }

    /// Whether the times of two figures may be one; a figure without a time is of about its day of publication.
    fn figures_of_one_time(&self, one: usize, two: usize) -> bool {
        let times = [one, two].map(|at| self.measures.time(at).and_then(Period::parse));
        if let [Some(one), Some(two)] = times {
            return one.overlaps(two);
        }
        let days = [one, two].map(|at| self.published(&self.claims[at]));
        match days {
            [Some(one), Some(two)] => days_between(one, two).abs() <= SAME_TIME_DAYS,
            _ => true,
        }
    }
}

/// Whether the earlier affirms what the later denies, or the other way round.
fn disputes(later: &Claim, earlier: &Claim) -> bool {
    let figures = match (&later.quantity, &earlier.quantity) {
        (Some(one), Some(two)) => same_interval(one, two),
        _ => true,
    };
    later.polarity != earlier.polarity
        && figures
        && comparable(later, earlier)
        && same_time(later, earlier)
}

/// Whether a figure replaces an earlier one of the same speaker.
fn revises(later: &Claim, earlier: &Claim) -> bool {
    figures(later, earlier).is_some_and(|(one, two)| !same_interval(one, two))
        && comparable(later, earlier)
}

/// Whether the times may be one: they share a day, or one is unknown.
fn same_time(one: &Claim, two: &Claim) -> bool {
    match (period(one), period(two)) {
        (Some(one), Some(two)) => one.overlaps(two),
        _ => true,
    }
}

fn period(claim: &Claim) -> Option<Period> {
    claim.time.as_deref().and_then(Period::parse)
}

/// Both figures, where both have one.
fn figures<'g>(one: &'g Claim, two: &'g Claim) -> Option<(&'g Quantity, &'g Quantity)> {
    one.quantity.as_ref().zip(two.quantity.as_ref())
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
