//! Claims → independent voices: how many sources stand behind the same thing.
//!
//! Ten outlets that repeat one spokesman are one voice. Claims share a voice when they share a
//! claimant (so *Singh of the Pentagon* and *the Pentagon* are one), and, where no claimant is
//! named, when they share the outlet or the very sentence. A copy speaks with the voice of the
//! outlet that had the story first; an outlet that is itself cited elsewhere (a news agency) is the
//! same voice in both parts. A claim without a claimant, where the same story also gives the claim
//! with one (a headline, a copy that lost its last paragraph), is an echo and has no voice of its own.

use std::collections::{BTreeMap, BTreeSet};

use petgraph::unionfind::UnionFind;

use super::{Claim, Document, Graph, outlets};

/// The predicate whose subject vouches for the figure.
const ESTIMATED: &str = "estimated";

impl Claim {
    /// Entity ids of those who vouch for it: its sources, and the subject of an `estimated`.
    #[must_use]
    pub fn claimants(&self) -> BTreeSet<&str> {
        let estimator = self
            .subject
            .as_ref()
            .filter(|_| self.predicate == ESTIMATED);
        self.sources
            .iter()
            .chain(estimator)
            .map(String::as_str)
            .collect()
    }
}

impl Graph {
    /// Number of independent voices behind claims, given by position in [`Graph::claims`].
    #[must_use]
    pub fn independent_sources(&self, claims: &[usize]) -> usize {
        let claims: Vec<&Claim> = claims
            .iter()
            .filter_map(|&at| self.claims.get(at))
            .collect();
        count(&voices(&claims, &self.documents))
    }
}

/// The voice of each claim, as an arbitrary number; `None` for an echo.
pub(super) fn voices(
    claims: &[&Claim],
    documents: &BTreeMap<String, Document>,
) -> Vec<Option<usize>> {
    let sourced: BTreeSet<&str> = claims
        .iter()
        .filter(|claim| !claim.claimants().is_empty())
        .map(|claim| story(&claim.document, documents))
        .collect();
    let mut first: BTreeMap<Mark, usize> = BTreeMap::new();
    let mut same = UnionFind::<usize>::new(claims.len());
    for (at, claim) in claims.iter().enumerate() {
        for mark in marks(claim, documents) {
            same.union(at, *first.entry(mark).or_insert(at));
        }
    }
    let echo = |claim: &Claim| {
        claim.claimants().is_empty() && sourced.contains(story(&claim.document, documents))
    };
    claims
        .iter()
        .enumerate()
        .map(|(at, claim)| (!echo(claim)).then(|| same.find(at)))
        .collect()
}

/// Number of different voices.
pub(super) fn count(voices: &[Option<usize>]) -> usize {
    voices.iter().flatten().collect::<BTreeSet<_>>().len()
}

/// Names of those who speak: the claimants, else the outlet, else the document.
pub(super) fn speakers<'g>(
    claim: &'g Claim,
    documents: &'g BTreeMap<String, Document>,
) -> BTreeSet<Mark<'g>> {
    let claimants = claim.claimants();
    if claimants.is_empty() {
        return BTreeSet::from([publisher(claim, documents)]);
    }
    claimants.into_iter().map(Mark::Claimant).collect()
}

/// What makes two claims one voice.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Mark<'g> {
    /// Entity id of one who vouches.
    Claimant(&'g str),
    /// Key of the outlet's name.
    Outlet(String),
    /// Name of a document without an outlet.
    Document(&'g str),
    /// The words of the evidence, without regard to case and spaces.
    Sentence(String),
}

/// All marks of a claim.
fn marks<'g>(claim: &'g Claim, documents: &'g BTreeMap<String, Document>) -> BTreeSet<Mark<'g>> {
    let mut marks = speakers(claim, documents);
    if claim.claimants().is_empty() {
        let words: Vec<&str> = claim.evidence.text.split_whitespace().collect();
        marks.insert(Mark::Sentence(words.join(" ").to_lowercase()));
    }
    marks
}

/// The document that had a story first.
fn story<'g>(document: &'g str, documents: &'g BTreeMap<String, Document>) -> &'g str {
    let known = documents.get(document);
    known
        .and_then(|document| document.copy_of.as_deref())
        .unwrap_or(document)
}

/// The outlet that had the story first, as the organisation that it is; else the document itself.
fn publisher<'g>(claim: &'g Claim, documents: &'g BTreeMap<String, Document>) -> Mark<'g> {
    let story = story(&claim.document, documents);
    let document = documents.get(story);
    if let Some(body) = document.and_then(|document| document.publisher.as_deref()) {
        return Mark::Claimant(body);
    }
    let outlet = document.and_then(|document| document.outlet.as_deref());
    outlet.map_or(Mark::Document(story), |name| {
        Mark::Outlet(outlets::key(name))
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use crate::graph::{
        build,
        fixtures::{record, statement},
    };
    use crate::record::Record;

    /// Weights of the propositions that records of one `met` with these sources give.
    fn weight(told: &[(&str, &str, &[&str], &str)]) -> usize {
        let records: Vec<_> = told
            .iter()
            .enumerate()
            .map(|(at, (document, outlet, sources, sentence))| {
                let mut said = statement("state-a", "met", "state-b");
                said.sources = sources.iter().map(ToString::to_string).collect();
                said.evidence.text = (*sentence).to_owned();
                said.trigger.start = at;
                (document, outlet, said)
            })
            .collect();
        let mut documents = std::collections::BTreeMap::<&str, crate::record::Record>::new();
        for (document, outlet, said) in records {
            let entry = documents
                .entry(document)
                .or_insert_with(|| record(document, outlet, vec![]));
            entry.statements.push(said);
        }
        let graph = build(&documents.into_values().collect::<Vec<_>>());
        graph.propositions.iter().map(|p| p.weight).max().unwrap()
    }

    #[test]
    fn a_spokesman_and_the_body_are_one_voice() {
        let told = [
            ("1", "x", &["person-s", "organization-p"][..], "s"),
            ("2", "y", &["organization-p"], "t"),
        ];
        assert_eq!(weight(&told), 1);
    }

    #[test]
    fn a_wire_story_is_one_voice() {
        assert_eq!(
            weight(&[
                ("1", "x", &[], "A bertemu B."),
                ("2", "y", &[], "A  bertemu b.")
            ]),
            1
        );
        assert_eq!(
            weight(&[
                ("1", "x", &[], "A bertemu B."),
                ("2", "y", &[], "B menemui A.")
            ]),
            2
        );
    }

    #[test]
    fn a_headline_is_an_echo_of_the_story() {
        assert_eq!(
            weight(&[
                ("1", "x", &[], "A bertemu B"),
                ("1", "x", &["person-s"], "A bertemu B, kata S")
            ]),
            1
        );
        assert_eq!(
            weight(&[
                ("1", "x", &[], "A bertemu B"),
                ("2", "y", &["person-s"], "kata S")
            ]),
            2
        );
    }

    /// Records that each tell `state-a met state-b` in their own words, with these outlets and sources.
    fn stories(told: &[(&str, &[&str])]) -> Vec<Record> {
        let record_of = |(at, (outlet, sources)): (usize, &(&str, &[&str]))| {
            let mut said = statement("state-a", "met", "state-b");
            said.sources = sources.iter().map(ToString::to_string).collect();
            said.evidence.text = format!("kalimat {at}");
            record(&at.to_string(), outlet, vec![said])
        };
        told.iter().enumerate().map(record_of).collect()
    }

    /// Lets a record have the text of another.
    fn copied(records: &mut [Record], copy: usize, from: usize) {
        records[copy].sha256 = records[from].sha256.clone();
    }

    fn most(records: &[Record]) -> usize {
        let graph = build(records);
        graph.propositions.iter().map(|p| p.weight).max().unwrap()
    }

    #[test]
    fn one_speaker_in_ten_outlets_is_one_voice_with_ten_reports() {
        let outlets: Vec<String> = (0..10).map(|at| format!("outlet {at}")).collect();
        let told: Vec<(&str, &[&str])> = outlets
            .iter()
            .map(|outlet| (outlet.as_str(), &["person-s"][..]))
            .collect();
        let graph = build(&stories(&told));
        assert_eq!(graph.propositions.len(), 1);
        assert_eq!(graph.propositions[0].weight, 1);
        assert_eq!(graph.propositions[0].claims.len(), 10);
        let sentences: BTreeSet<_> = graph.claims.iter().map(|c| &c.evidence.text).collect();
        assert_eq!(sentences.len(), 10);
    }

    #[test]
    fn a_copy_adds_no_voice_and_does_not_tie_its_outlet_to_the_first() {
        let mut records = stories(&[("x", &[]), ("y", &[]), ("y", &[])]);
        assert_eq!(most(&records), 2);
        copied(&mut records, 1, 0);
        assert_eq!(most(&records), 2);
        assert_eq!(most(&records[..2]), 1);
    }

    #[test]
    fn a_copy_that_lost_the_speaker_is_an_echo() {
        let mut records = stories(&[("x", &["person-s"]), ("y", &[])]);
        assert_eq!(most(&records), 2);
        copied(&mut records, 1, 0);
        assert_eq!(most(&records), 1);
    }

    #[test]
    fn an_agency_is_one_voice_as_outlet_and_as_claimant() {
        let agency: &[&str] = &["organization-p"];
        assert_eq!(
            most(&stories(&[("Organization-P.com", &[]), ("y", agency)])),
            1
        );
        assert_eq!(most(&stories(&[("x", agency), ("y", agency)])), 1);
        assert_eq!(most(&stories(&[("x", &[]), ("y", agency)])), 2);
    }
}
