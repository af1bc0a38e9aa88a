//! Claims → independent voices: how many sources stand behind the same thing.
//!
//! Ten outlets that repeat one spokesman are one voice. Claims share a voice when they share a
//! claimant (so *Singh of the Pentagon* and *the Pentagon* are one), and, where no claimant is
//! named, when they share the outlet or the very sentence (a wire story). A claim without a
//! claimant in a document that also gives the claim with one (a headline) is an echo of it and
//! has no voice of its own.

use std::collections::{BTreeMap, BTreeSet};

use petgraph::unionfind::UnionFind;

use super::{Claim, Document, Graph};

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
        .map(|claim| claim.document.as_str())
        .collect();
    let mut first: BTreeMap<Mark, usize> = BTreeMap::new();
    let mut same = UnionFind::<usize>::new(claims.len());
    for (at, claim) in claims.iter().enumerate() {
        for mark in marks(claim, documents) {
            same.union(at, *first.entry(mark).or_insert(at));
        }
    }
    let echo =
        |claim: &Claim| claim.claimants().is_empty() && sourced.contains(claim.document.as_str());
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
    /// Name of the outlet.
    Outlet(&'g str),
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

/// The outlet, else the document itself.
fn publisher<'g>(claim: &'g Claim, documents: &'g BTreeMap<String, Document>) -> Mark<'g> {
    let outlet = documents
        .get(&claim.document)
        .and_then(|document| document.outlet.as_deref());
    outlet.map_or(Mark::Document(&claim.document), Mark::Outlet)
}

#[cfg(test)]
mod tests {
    use crate::graph::{
        build,
        fixtures::{record, statement},
    };

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
}
