//! Claims → what each figure measures, so that only figures of one measure are laid beside each other.
//!
//! Not obvious: an estimate (`NIS estimated 3,000`) says neither where nor when; the event claim that gives the same
//! figure in the same sentence, its twin, does. Soldiers are counted by whose they are: "North Korea sent 3,000 soldiers"
//! and "3,000 North Korean soldiers" are one measure, `state-iran` counted in troops is `force-iran`. The dead, hurt and
//! missing and captured are counted by victim or place, since one attacker strikes in many; without either they are no measure.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::{Claim, twins::twins};

/// The unit of soldiers and other armed people.
const TROOPS: &str = "troops";
/// Units of people whom an event has cost something.
const LOSSES: [&str; 5] = ["captured", "casualties", "killed", "missing", "wounded"];
/// Events whose soldiers are losses, with the unit of these: two who are captured are no figure of how many there are.
const TAKEN: [(&str, &str); 3] = [
    ("captured", "captured"),
    ("killed", "killed"),
    ("sufferedLosses", "casualties"),
];
/// Predicates whose figures measure the same thing: what was sent somewhere stands there.
const FAMILIES: [(&str, &str); 1] = [("stationedIn", "deployedTo")];
/// The predicate of figures that somebody vouches for.
pub(super) const ESTIMATED: &str = "estimated";

/// What a figure measures; figures with the same key may be compared.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Key<'g> {
    family: &'g str,
    /// Entity id of what is counted, or of whose losses they are.
    pub(super) of: Cow<'g, str>,
    /// Of soldiers who are losses, that of the losses.
    pub(super) unit: &'g str,
    currency: Option<&'g str>,
    counted_of: Option<&'g str>,
}

/// For each claim with a figure, its measure and its twin.
#[derive(Debug)]
pub(super) struct Measures<'g> {
    claims: &'g [Claim],
    /// Estimate ↔ event claims of the same figure in the same sentence, by position; an estimate has the first of them.
    twins: BTreeMap<usize, usize>,
    /// The first place that a sentence with losses tells.
    sentences: BTreeMap<(&'g str, usize), &'g str>,
    /// The one place of a document's losses, where there is only one.
    documents: BTreeMap<&'g str, Option<&'g str>>,
    /// The one state in which a person holds a post, where there is only one: whose soldiers a leader sends.
    states: BTreeMap<&'g str, Option<&'g str>>,
}

impl<'g> Measures<'g> {
    /// Finds the twins and the places of losses.
    pub(super) fn of(claims: &'g [Claim]) -> Self {
        let mut measures = Self {
            claims,
            twins: twins(claims),
            sentences: BTreeMap::new(),
            documents: BTreeMap::new(),
            states: BTreeMap::new(),
        };
        let with_losses = (0..claims.len()).filter(|&at| measures.is_loss(at));
        let with_losses = with_losses.filter_map(|at| claims.get(at)).map(sentence);
        let with_losses: BTreeSet<_> = with_losses.collect();
        for claim in claims {
            let told = place(claim).filter(|_| with_losses.contains(&sentence(claim)));
            if let Some(place) = told {
                measures.sentences.entry(sentence(claim)).or_insert(place);
            }
        }
        for (&(document, _), &place) in &measures.sentences {
            keep_lone(&mut measures.documents, document, place);
        }
        for claim in claims.iter().filter(|claim| claim.predicate == "hasRole") {
            let state = claim
                .object
                .as_deref()
                .filter(|id| id.starts_with("state-"));
            if let (Some(person), Some(state)) = (claim.subject.as_deref(), state) {
                keep_lone(&mut measures.states, person, state);
            }
        }
        measures
    }

    /// The measure of a claim's figure; `None` where the figure or what it counts is not told.
    pub(super) fn key(&self, at: usize) -> Option<Key<'g>> {
        let claim = self.claims.get(at)?;
        let figure = claim.quantity.as_ref()?;
        let losses = self.is_loss(at);
        let of = if losses {
            Cow::Borrowed(self.lost(at)?)
        } else {
            self.counted(at)?
        };
        let told = losses || figure.unit == TROOPS;
        let family = if claim.predicate == ESTIMATED || (told && !self.twins.contains_key(&at)) {
            ESTIMATED
        } else {
            family(&claim.predicate)
        };
        Some(Key {
            family,
            of,
            unit: self.unit(at)?,
            currency: figure.currency.as_deref(),
            counted_of: figure.of.as_deref(),
        })
    }

    /// Whether the figure stands for itself: an estimate, or a figure that no estimate repeats.
    pub(super) fn is_vouched(&self, at: usize) -> bool {
        self.key(at).is_some_and(|key| key.family == ESTIMATED)
            || self
                .claims
                .get(at)
                .is_some_and(|claim| claim.predicate == ESTIMATED)
    }

    /// EDTF of the time that the figure is about: its own, else its twin's.
    pub(super) fn time(&self, at: usize) -> Option<&'g str> {
        let own = self.claims.get(at)?.time.as_deref();
        own.or_else(|| self.twin(at)?.time.as_deref())
    }

    /// The unit of a claim's figure; soldiers of an event that takes them are losses.
    fn unit(&self, at: usize) -> Option<&'g str> {
        let told = unit(self.claims.get(at)?)?;
        let event = self.event(at).map(|event| event.predicate.as_str());
        let taken = TAKEN.iter().find(|(taking, _)| Some(*taking) == event);
        let loss = taken.filter(|_| told == TROOPS);
        Some(loss.map_or(told, |(_, unit)| unit))
    }

    fn is_loss(&self, at: usize) -> bool {
        self.unit(at).is_some_and(|unit| LOSSES.contains(&unit))
    }

    /// The event of a figure: the twin of an estimate, else the claim itself.
    fn event(&self, at: usize) -> Option<&'g Claim> {
        let claim = self.claims.get(at)?;
        if claim.predicate == ESTIMATED {
            self.twin(at)
        } else {
            Some(claim)
        }
    }

    fn twin(&self, at: usize) -> Option<&'g Claim> {
        self.claims.get(*self.twins.get(&at)?)
    }

    /// What is counted, else the subject of an event; the force of a body whose troops are counted.
    fn counted(&self, at: usize) -> Option<Cow<'g, str>> {
        let claim = self.claims.get(at)?;
        let event = self.event(at);
        let about = claim.about.as_deref();
        let about = about.or_else(|| event?.subject.as_deref())?;
        let state = self.states.get(about).copied().flatten();
        let about = state
            .filter(|_| unit(claim) == Some(TROOPS))
            .unwrap_or(about);
        let body = about
            .strip_prefix("state-")
            .or_else(|| about.strip_prefix("organization-"))
            .filter(|_| unit(claim) == Some(TROOPS));
        let force = |body| Cow::Owned(format!("force-{body}"));
        Some(body.map_or(Cow::Borrowed(about), force))
    }

    /// Whose losses they are: of a force or body that is named, else of the place, as the claim or its sentence tells or
    /// as the other losses of the document do.
    fn lost(&self, at: usize) -> Option<&'g str> {
        let claim = self.claims.get(at)?;
        let event = self.event(at).unwrap_or(claim);
        let victim = match event.predicate.as_str() {
            "sufferedLosses" => event.subject.as_deref(),
            "captured" | "killed" => event.object.as_deref(),
            _ => event.about.as_deref().filter(|id| id.starts_with("force-")),
        };
        let (document, _) = sentence(claim);
        victim
            .or_else(|| place(event))
            .or_else(|| self.sentences.get(&sentence(claim)).copied())
            .or_else(|| self.documents.get(document).copied().flatten())
    }
}

/// Keeps `value` for `key` as long as it is the only one.
fn keep_lone<'g>(lone: &mut BTreeMap<&'g str, Option<&'g str>>, key: &'g str, value: &'g str) {
    let kept = lone.entry(key).or_insert(Some(value));
    *kept = kept.filter(|kept| *kept == value);
}

/// The sentence of a claim: its document and where its evidence begins.
fn sentence(claim: &Claim) -> (&str, usize) {
    (&claim.document, claim.evidence.start)
}

/// The place of a claim: named as such, or as one of its ends.
fn place(claim: &Claim) -> Option<&str> {
    let ends = [&claim.object, &claim.subject, &claim.about];
    let end = || {
        ends.into_iter()
            .flatten()
            .find(|id| id.starts_with("place-"))
    };
    claim.place.as_ref().or_else(end).map(String::as_str)
}

fn unit(claim: &Claim) -> Option<&str> {
    claim.quantity.as_ref().map(|figure| figure.unit.as_str())
}

fn family(predicate: &str) -> &str {
    let member = FAMILIES.iter().find(|(member, _)| *member == predicate);
    member.map_or(predicate, |(_, head)| head)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::{
        build,
        fixtures::{estimate, record, statement, troops},
    };
    use crate::record::{Quantity, Statement};

    fn figure(number: f64, unit: &str) -> Quantity {
        Quantity {
            unit: unit.into(),
            ..troops(Some(number), Some(number))
        }
    }

    /// What the first claim's figure is of, all statements being of one sentence.
    fn of(told: Vec<Statement>) -> Option<String> {
        let first = told[0].predicate.clone();
        let graph = build(&[record("1", "x", told)]);
        let at = graph.claims.iter().position(|c| c.predicate == first);
        Measures::of(&graph.claims)
            .key(at?)
            .map(|key| key.of.into_owned())
    }

    fn about(about: &str, unit: &str) -> Option<String> {
        of(vec![Statement {
            about: Some(about.into()),
            quantity: Some(figure(1.0, unit)),
            ..estimate("state-a", None, None)
        }])
    }

    #[test]
    fn the_troops_of_a_state_are_its_force() {
        assert_eq!(about("state-b", "troops").as_deref(), Some("force-b"));
        assert_eq!(
            about("organization-p", "troops").as_deref(),
            Some("force-p")
        );
        assert_eq!(about("force-f", "troops").as_deref(), Some("force-f"));
        assert_eq!(about("state-b", "weapons").as_deref(), Some("state-b"));
    }

    #[test]
    fn a_leader_sends_the_troops_of_the_state_that_he_holds_a_post_in() {
        let sent = Statement {
            quantity: Some(figure(12000.0, "troops")),
            ..statement("person-s", "deployedTo", "place-p")
        };
        let post = statement("person-s", "hasRole", "state-b");
        assert_eq!(of(vec![sent.clone()]).as_deref(), Some("person-s"));
        assert_eq!(of(vec![sent, post]).as_deref(), Some("force-b"));
    }

    #[test]
    fn losses_are_of_their_victim_or_place_never_of_the_attacker() {
        let killed = |object: &str| Statement {
            quantity: Some(figure(35.0, "killed")),
            ..statement("state-a", "killed", object)
        };
        let estimated = Statement {
            about: Some("state-a".into()),
            quantity: Some(figure(35.0, "killed")),
            ..estimate("state-b", None, None)
        };
        let attacked = statement("state-a", "attacked", "place-p");
        assert_eq!(of(vec![estimated.clone()]), None);
        assert_eq!(
            of(vec![estimated.clone(), killed("force-f")]).as_deref(),
            Some("force-f")
        );
        assert_eq!(of(vec![estimated, attacked]).as_deref(), Some("place-p"));
        assert_eq!(of(vec![killed("")]), None);
    }

    #[test]
    fn soldiers_who_are_taken_are_no_figure_of_how_many_there_are() {
        let estimated = |number: f64| Statement {
            about: Some("force-f".into()),
            quantity: Some(figure(number, TROOPS)),
            ..estimate("state-b", None, None)
        };
        let captured = Statement {
            quantity: Some(figure(2.0, TROOPS)),
            ..statement("state-a", "captured", "force-f")
        };
        let mut sent = record("1", "x", vec![estimated(11000.0)]);
        sent.published = Some("2024-11-01".into());
        let mut taken = record("2", "y", vec![estimated(2.0), captured]);
        taken.published = Some("2024-11-05".into());
        let graph = build(&[sent, taken]);
        assert_eq!(graph.links, []);
        let cards: Vec<_> = crate::graph::figures(&graph)
            .iter()
            .map(|card| (card.about, card.unit, card.figures.len()))
            .collect();
        let force = Some("force-f");
        assert_eq!(cards, [(force, "captured", 1), (force, TROOPS, 1)]);
    }

    #[test]
    fn a_figure_of_two_events_that_an_estimate_repeats_is_one() {
        let told = |predicate: &str| Statement {
            quantity: Some(figure(9000.0, TROOPS)),
            ..statement("force-f", predicate, "place-p")
        };
        let estimated = Statement {
            about: Some("force-f".into()),
            quantity: Some(figure(9000.0, TROOPS)),
            ..estimate("state-b", None, None)
        };
        let all = vec![told("deployedTo"), told("trained"), estimated];
        let graph = build(&[record("1", "x", all)]);
        let cards = crate::graph::figures(&graph);
        assert_eq!((cards.len(), cards[0].figures.len()), (1, 1));
    }

    #[test]
    fn a_figure_of_no_known_thing_is_compared_with_nothing() {
        let untold = |speaker: &str, number: f64| Statement {
            about: None,
            quantity: Some(figure(number, "people")),
            ..estimate(speaker, None, None)
        };
        let graph = build(&[
            record("1", "x", vec![untold("state-a", 48.0)]),
            record("2", "y", vec![untold("state-b", 162.0)]),
        ]);
        assert_eq!(graph.links, []);
    }
}
