//! Claims → what each figure measures, so that only figures of one measure are laid beside each other.
//!
//! Not obvious: an estimate (`NIS estimated 3,000`) says neither where nor when; the event claim that gives the same
//! figure in the same sentence, its twin, does. Soldiers are counted by whose they are: "North Korea sent 3,000 soldiers"
//! and "3,000 North Korean soldiers" are one measure, `state-iran` counted in troops is `force-iran`. The dead, hurt and
//! missing are counted by victim or place, since one attacker strikes in many; without either they are no measure.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::Claim;

/// The unit of soldiers and other armed people.
const TROOPS: &str = "troops";
/// Units of people whom an event has cost something.
const LOSSES: [&str; 4] = ["casualties", "killed", "missing", "wounded"];
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
    unit: &'g str,
    currency: Option<&'g str>,
    counted_of: Option<&'g str>,
}

/// For each claim with a figure, its measure and its twin.
#[derive(Debug)]
pub(super) struct Measures<'g> {
    claims: &'g [Claim],
    /// Estimate ↔ event claim of the same figure in the same sentence, by position.
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
        let lost = |claim: &&Claim| unit(claim).is_some_and(|unit| LOSSES.contains(&unit));
        let with_losses: BTreeSet<_> = claims.iter().filter(lost).map(sentence).collect();
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
        let losses = LOSSES.contains(&figure.unit.as_str());
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
            unit: &figure.unit,
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

    fn twin(&self, at: usize) -> Option<&'g Claim> {
        self.claims.get(*self.twins.get(&at)?)
    }

    /// What is counted, else the subject of an event; the force of a body whose troops are counted.
    fn counted(&self, at: usize) -> Option<Cow<'g, str>> {
        let claim = self.claims.get(at)?;
        let event = if claim.predicate == ESTIMATED {
            self.twin(at)
        } else {
            Some(claim)
        };
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
        let event = self.twin(at).filter(|_| claim.predicate == ESTIMATED);
        let event = event.unwrap_or(claim);
        let victim = match event.predicate.as_str() {
            "sufferedLosses" => event.subject.as_deref(),
            "killed" => event.object.as_deref(),
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

/// Estimates and event claims that give the same words of a figure in the same sentence.
fn twins(claims: &[Claim]) -> BTreeMap<usize, usize> {
    let mut events: BTreeMap<(&str, usize, &str), usize> = BTreeMap::new();
    let figure = |at: usize| {
        let claim = claims.get(at)?;
        let words = claim.quantity.as_ref()?.text.as_str();
        Some((claim.document.as_str(), claim.evidence.start, words))
    };
    let estimates = |at: &usize| claims.get(*at).is_some_and(|c| c.predicate == ESTIMATED);
    for at in (0..claims.len()).filter(|at| !estimates(at)) {
        if let Some(figure) = figure(at) {
            events.entry(figure).or_insert(at);
        }
    }
    let mut twins = BTreeMap::new();
    for at in (0..claims.len()).filter(estimates) {
        if let Some(&event) = figure(at).and_then(|figure| events.get(&figure)) {
            twins.insert(at, event);
            twins.entry(event).or_insert(at);
        }
    }
    twins
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
