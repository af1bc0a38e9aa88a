//! Propositions → what became of plans: asked for, planned, cancelled, happened, denied, in order.
//!
//! Two propositions tell of one plan when they have the same ends and predicate, places that agree, and
//! times that may be one. Each is linked to the nearest earlier stages only, so a chain of links
//! leads from what happened back to the first request.
//!
//! Not obvious: order is that of publication, not of the event; what happened before the plan was
//! first published is another occasion, however well the rest fits.

use jiff::civil::Date;
use rayon::prelude::*;

use super::{
    Outcome, Period, Proposition,
    desk::{Desk, alike},
    fuse::unknown_or_equal,
};
use crate::record::{Modality, Polarity};

/// Earlier stages that one proposition is linked to at most.
const NEAREST: usize = 3;

/// Earlier plans and requests that are looked at.
const LOOK_BACK: usize = 64;

/// Links each stage of a plan to the nearest earlier and different ones; sorted.
pub(super) fn outcomes(desk: &Desk<'_>, propositions: &[Proposition]) -> Vec<Outcome> {
    let ends = propositions.iter().map(|told| {
        let ends = (told.subject.as_deref()?, told.object.as_deref()?);
        Some((ends, told.predicate.as_str()))
    });
    let mut occasions = alike(ends);
    occasions.retain(|occasion| occasion.len() > 1);
    let occasions = occasions.into_par_iter().flat_map_iter(|occasion| {
        let step = |at: usize| Step::of(at, propositions.get(at)?, desk);
        of_occasion(occasion.into_iter().filter_map(step).collect())
    });
    let mut outcomes: Vec<Outcome> = occasions.collect();
    outcomes.sort_unstable();
    outcomes
}

/// Links the stages of one occasion.
fn of_occasion(mut steps: Vec<Step<'_>>) -> Vec<Outcome> {
    steps.sort_by_key(|step| (step.day, step.stage, step.at));
    let mut outcomes = Vec::new();
    let mut open: Vec<&Step<'_>> = Vec::new();
    for later in &steps {
        let before = open.iter().rev().take(LOOK_BACK);
        let before = before.filter(|plan| later.follows(plan)).take(NEAREST);
        outcomes.extend(before.map(|plan| Outcome {
            from: later.at,
            of: plan.at,
        }));
        if later.stage.is_open() {
            open.push(later);
        }
    }
    outcomes
}

/// How far a plan has come, in the order in which things usually go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Somebody asks for it or orders it.
    Asked,
    /// It is announced or intended.
    Planned,
    /// It is said that it will not be.
    Cancelled,
    /// It is said to have happened.
    Happened,
    /// It is said not to have happened.
    Denied,
}

impl Stage {
    /// In lower case, `planned`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Planned => "planned",
            Self::Cancelled => "cancelled",
            Self::Happened => "happened",
            Self::Denied => "denied",
        }
    }

    /// `None` for what is merely possible, and for a request that is denied: it tells of words, not of a plan.
    #[must_use]
    pub fn of(told: &Proposition) -> Option<Self> {
        match (told.modality, told.polarity) {
            (Modality::Requested, Polarity::Affirmed) => Some(Self::Asked),
            (Modality::Planned, Polarity::Affirmed) => Some(Self::Planned),
            (Modality::Planned, Polarity::Denied) => Some(Self::Cancelled),
            (Modality::Actual, Polarity::Affirmed) => Some(Self::Happened),
            (Modality::Actual, Polarity::Denied) => Some(Self::Denied),
            (Modality::Requested | Modality::Possible, _) => None,
        }
    }

    /// Whether something may still become of it.
    fn is_open(self) -> bool {
        matches!(self, Self::Asked | Self::Planned)
    }
}

/// A proposition as a stage of a plan.
struct Step<'g> {
    at: usize,
    told: &'g Proposition,
    stage: Stage,
    /// The first day on which a document tells it.
    day: Date,
    period: Option<Period>,
}

impl<'g> Step<'g> {
    fn of(at: usize, told: &'g Proposition, desk: &Desk<'_>) -> Option<Self> {
        let days = told.claims.iter().filter_map(|&at| desk.published(at));
        Some(Self {
            at,
            told,
            stage: Stage::of(told)?,
            day: days.min()?,
            period: told.time.as_deref().and_then(Period::parse),
        })
    }

    fn follows(&self, plan: &Self) -> bool {
        let times = match (self.period, plan.period) {
            (Some(one), Some(two)) => one.overlaps(two),
            (Some(one), None) => plan.day <= one.last,
            (None, _) => true,
        };
        plan.stage != self.stage
            && times
            && unknown_or_equal(self.told.place.as_deref(), plan.told.place.as_deref())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        graph::{
            build,
            fixtures::{record, statement},
        },
        record::{Record, Statement},
    };

    fn visit(modality: Modality, polarity: Polarity, time: &str) -> Statement {
        Statement {
            modality,
            polarity,
            time: (!time.is_empty()).then(|| time.to_owned()),
            ..statement("state-a", "visited", "place-p")
        }
    }

    fn planned(time: &str) -> Statement {
        visit(Modality::Planned, Polarity::Affirmed, time)
    }

    fn happened(time: &str) -> Statement {
        visit(Modality::Actual, Polarity::Affirmed, time)
    }

    /// Pairs of stages that are linked, of statements published on days of November.
    fn stages(told: &[(u32, Statement)]) -> Vec<(Stage, Stage)> {
        let records: Vec<Record> = told
            .iter()
            .enumerate()
            .map(|(at, (day, said))| Record {
                published: Some(format!("2024-11-{day:02}")),
                ..record(&at.to_string(), "x", vec![said.clone()])
            })
            .collect();
        let graph = build(&records);
        let stage = |at: usize| Stage::of(&graph.propositions[at]).unwrap();
        let pairs = graph.outcomes.iter();
        let mut pairs: Vec<_> = pairs.map(|o| (stage(o.from), stage(o.of))).collect();
        pairs.sort_unstable();
        pairs
    }

    #[test]
    fn a_plan_is_asked_for_announced_and_carried_out() {
        let asked = visit(Modality::Requested, Polarity::Affirmed, "");
        assert_eq!(
            stages(&[
                (3, asked),
                (5, planned("2024-11")),
                (19, happened("2024-11-18"))
            ]),
            [
                (Stage::Planned, Stage::Asked),
                (Stage::Happened, Stage::Asked),
                (Stage::Happened, Stage::Planned)
            ]
        );
    }

    #[test]
    fn a_plan_is_cancelled_or_denied() {
        let cancelled = visit(Modality::Planned, Polarity::Denied, "");
        assert_eq!(
            stages(&[(5, planned("")), (9, cancelled)]),
            [(Stage::Cancelled, Stage::Planned)]
        );
        let denied = visit(Modality::Actual, Polarity::Denied, "");
        assert_eq!(
            stages(&[(5, planned("")), (9, denied)]),
            [(Stage::Denied, Stage::Planned)]
        );
    }

    #[test]
    fn another_occasion_is_not_the_outcome() {
        let before = [(5, planned("")), (9, happened("2024-11-02"))];
        assert_eq!(stages(&before), [], "it was over before the plan");
        let reported = [(9, planned("")), (5, happened(""))];
        assert_eq!(stages(&reported), [], "it was reported before the plan");
        let times = [(5, planned("2024-12")), (9, happened("2024-11-08"))];
        assert_eq!(stages(&times), [], "another month");
        let place = Statement {
            place: Some("place-q".into()),
            ..planned("")
        };
        let elsewhere = Statement {
            place: Some("place-p".into()),
            ..happened("")
        };
        assert_eq!(stages(&[(5, place), (9, elsewhere)]), [], "another place");
    }
}
