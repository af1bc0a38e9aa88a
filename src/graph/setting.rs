//! Two claims of one occasion → whether they give it another place or another day.
//!
//! Not obvious: most things happen more than once, so only predicates of which the same two seldom do one twice in a few
//! days are compared ([`ONCE`]), and only places of one kind of which neither is known to lie in the other.

use std::collections::{BTreeMap, BTreeSet};

use super::{Claim, Period, period::days_between};
use crate::record::{Modality, Polarity};

/// What the same two seldom do twice within [`DAYS`].
const ONCE: [&str; 6] = [
    "appointed",
    "leftTreaty",
    "met",
    "ratified",
    "signed",
    "visited",
];

/// Days on which one occasion may be put by two reports.
const DAYS: i32 = 3;

/// Which places lie in which, as claims tell.
pub(super) struct Settings<'g> {
    inside: BTreeMap<&'g str, BTreeSet<&'g str>>,
}

impl<'g> Settings<'g> {
    pub(super) fn of(claims: &'g [Claim]) -> Self {
        let mut inside: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for claim in claims.iter().filter(|claim| claim.predicate == "partOf") {
            if let (Some(part), Some(whole)) = (&claim.subject, &claim.object) {
                inside.entry(part).or_default().insert(whole);
            }
        }
        Self { inside }
    }

    /// Whether claims of this predicate are compared at all.
    pub(super) fn compares(predicate: &str) -> bool {
        ONCE.contains(&predicate)
    }

    /// Whether two claims of the same predicate and ends cannot both be right about where or when.
    pub(super) fn differ(&self, one: &Claim, two: &Claim) -> bool {
        let told = |claim: &Claim| {
            claim.polarity == Polarity::Affirmed && claim.modality == Modality::Actual
        };
        if !(Self::compares(&one.predicate) && told(one) && told(two)) {
            return false;
        }
        let days = [one, two].map(|claim| claim.time.as_deref().and_then(day));
        let places = [one, two].map(|claim| claim.place.as_deref());
        let same_place = places[0].is_some() && places[0] == places[1];
        let apart = match days {
            [Some(one), Some(two)] => Some(days_between(one, two).abs()),
            _ => None,
        };
        match (apart, places) {
            (Some(0), [Some(one), Some(two)]) => self.apart(one, two),
            (Some(days), _) => same_place && (1..=DAYS).contains(&days),
            _ => false,
        }
    }

    /// Whether two places are of one kind and neither is known to lie in the other.
    fn apart(&self, one: &str, two: &str) -> bool {
        let kind = |id: &'_ str| id.split('-').next().map(str::to_owned);
        kind(one) == kind(two) && one != two && !self.lies_in(one, two) && !self.lies_in(two, one)
    }

    fn lies_in(&self, part: &str, whole: &str) -> bool {
        let (mut seen, mut open) = (BTreeSet::new(), vec![part]);
        while let Some(place) = open.pop() {
            for &around in self.inside.get(place).into_iter().flatten() {
                if around == whole {
                    return true;
                }
                if seen.insert(around) {
                    open.push(around);
                }
            }
        }
        false
    }
}

/// A time that is one exact day.
fn day(edtf: &str) -> Option<jiff::civil::Date> {
    let period = Period::parse(edtf)?;
    (period.first == period.last).then_some(period.first)
}

#[cfg(test)]
mod tests {
    use crate::graph::{
        Relation, build,
        fixtures::{record, statement},
    };
    use crate::record::Statement;

    fn met(day: &str, place: &str) -> Statement {
        Statement {
            time: Some(day.into()),
            place: Some(place.into()),
            ..statement("state-a", "met", "state-b")
        }
    }

    /// Whether two reports of a meeting contradict each other, `place-p` lying in `place-q` where `inside`.
    fn conflict(one: Statement, two: Statement, inside: bool) -> bool {
        let mut other = vec![two];
        if inside {
            other.push(statement("place-p", "partOf", "place-q"));
        }
        let graph = build(&[record("1", "x", vec![one]), record("2", "y", other)]);
        let mut links = graph.links.iter();
        links.any(|link| link.relation == Relation::ConflictsWith)
    }

    #[test]
    fn two_places_on_one_day_conflict_unless_one_lies_in_the_other() {
        let (p, q) = (met("2024-11-18", "place-p"), met("2024-11-18", "place-q"));
        assert!(conflict(p.clone(), q.clone(), false));
        assert!(!conflict(p.clone(), q, true));
        assert!(
            !conflict(p.clone(), met("2024-11-18", "state-c"), false),
            "may lie in it"
        );
        assert!(!conflict(p.clone(), p, false));
    }

    #[test]
    fn two_days_at_one_place_conflict_where_they_are_near() {
        let first = met("2024-11-18", "place-p");
        assert!(conflict(first.clone(), met("2024-11-19", "place-p"), false));
        assert!(
            !conflict(first.clone(), met("2024-12-18", "place-p"), false),
            "met again"
        );
        assert!(!conflict(first, met("2024-11", "place-p"), false), "vague");
    }

    #[test]
    fn attacks_come_again_and_again() {
        let on = |day: &str| Statement {
            predicate: "attacked".into(),
            ..met(day, "place-p")
        };
        assert!(!conflict(on("2024-11-18"), on("2024-11-19"), false));
    }
}
