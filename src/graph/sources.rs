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
use rustc_hash::{FxHashMap, FxHashSet};

use super::{Claim, Document, Graph, measure::ESTIMATED, outlets};

impl Claim {
    /// Entity ids of those who vouch for it: its sources, and the subject of an `estimated`.
    #[must_use]
    pub fn claimants(&self) -> BTreeSet<&str> {
        self.vouching().collect()
    }

    fn vouching(&self) -> impl Iterator<Item = &str> {
        let estimator = self
            .subject
            .as_ref()
            .filter(|_| self.predicate == ESTIMATED);
        self.sources.iter().chain(estimator).map(String::as_str)
    }
}

impl Graph {
    /// Number of independent voices behind claims, given by position in [`Graph::claims`].
    #[must_use]
    pub fn independent_sources(&self, claims: &[usize]) -> usize {
        let claims = claims.iter().filter_map(|&at| self.claims.get(at));
        let speakers = Speakers::of(claims, &self.documents);
        let all: Vec<usize> = (0..speakers.told.len()).collect();
        count(&speakers.voices(&all))
    }
}

/// Number of different voices.
pub(super) fn count(voices: &[Option<usize>]) -> usize {
    match voices {
        [only] => usize::from(only.is_some()),
        _ => voices.iter().flatten().collect::<BTreeSet<_>>().len(),
    }
}

/// Who speaks, as a number.
type Symbol = u32;

/// What makes two claims one voice.
#[derive(Debug, PartialEq, Eq, Hash)]
enum Mark<'g> {
    /// Entity id of one who vouches.
    Claimant(&'g str),
    /// Key of the outlet's name.
    Outlet(String),
    /// Name of a document without an outlet.
    Document(&'g str),
}

/// Who speaks in each of some claims.
pub(super) struct Speakers<'g> {
    told: Vec<Told<'g>>,
    /// The speakers of all claims, one after the other, each claim's sorted.
    speakers: Vec<Symbol>,
}

/// A claim as it is told.
struct Told<'g> {
    /// Where its speakers end in [`Speakers::speakers`]; they begin where those of the claim before it end.
    end: usize,
    /// The document that had the story first.
    story: Symbol,
    /// Whether someone vouches for it; else its outlet, or the document, speaks.
    vouched: bool,
    /// The sentence.
    words: &'g str,
}

/// Symbols of marks and of stories.
#[derive(Default)]
struct Symbols<'g> {
    marks: FxHashMap<Mark<'g>, Symbol>,
    /// Of each document its story and who publishes it.
    documents: FxHashMap<&'g str, (Symbol, Symbol)>,
}

impl<'g> Symbols<'g> {
    fn of(&mut self, mark: Mark<'g>) -> Symbol {
        let next = Symbol::try_from(self.marks.len()).unwrap_or(Symbol::MAX);
        *self.marks.entry(mark).or_insert(next)
    }

    /// The document that had the story of another one first, and who published that: the organisation that the outlet
    /// is, else the outlet, else the document itself.
    fn document(
        &mut self,
        name: &'g str,
        documents: &'g BTreeMap<String, Document>,
    ) -> (Symbol, Symbol) {
        if let Some(&known) = self.documents.get(name) {
            return known;
        }
        let known = documents.get(name);
        let story = known.and_then(|document| document.copy_of.as_deref());
        let story = story.unwrap_or(name);
        let first = documents.get(story);
        let body = first.and_then(|document| document.publisher.as_deref());
        let outlet = first.and_then(|document| document.outlet.as_deref());
        let publisher = match (body, outlet) {
            (Some(body), _) => Mark::Claimant(body),
            (None, Some(outlet)) => Mark::Outlet(outlets::key(outlet)),
            (None, None) => Mark::Document(story),
        };
        let told = (self.of(Mark::Document(story)), self.of(publisher));
        self.documents.insert(name, told);
        told
    }
}

impl<'g> Speakers<'g> {
    pub(super) fn of(
        claims: impl IntoIterator<Item = &'g Claim>,
        documents: &'g BTreeMap<String, Document>,
    ) -> Self {
        let mut symbols = Symbols::default();
        let (mut told, mut speakers) = (Vec::new(), Vec::new());
        for claim in claims {
            let (story, publisher) = symbols.document(&claim.document, documents);
            let mut own: Vec<Symbol> = claim
                .vouching()
                .map(|id| symbols.of(Mark::Claimant(id)))
                .collect();
            own.sort_unstable();
            own.dedup();
            let vouched = !own.is_empty();
            if vouched {
                speakers.append(&mut own);
            } else {
                speakers.push(publisher);
            }
            told.push(Told {
                end: speakers.len(),
                story,
                vouched,
                words: &claim.evidence.text,
            });
        }
        Self { told, speakers }
    }

    /// Those who speak in a claim: the claimants, else the outlet, else the document; sorted.
    pub(super) fn speaking(&self, at: usize) -> &[Symbol] {
        let end = self.told.get(at).map_or(0, |told| told.end);
        let before = at.checked_sub(1).and_then(|before| self.told.get(before));
        let begin = before.map_or(0, |told| told.end);
        self.speakers.get(begin..end).unwrap_or_default()
    }

    /// Those who vouch for a claim, sorted.
    pub(super) fn vouching(&self, at: usize) -> &[Symbol] {
        let vouched = self.told.get(at).is_some_and(|told| told.vouched);
        if vouched { self.speaking(at) } else { &[] }
    }

    /// The voice of each of some claims, as an arbitrary number; `None` for an echo.
    pub(super) fn voices(&self, claims: &[usize]) -> Vec<Option<usize>> {
        if let [_] = claims {
            return vec![Some(0)];
        }
        let told: Vec<&Told<'_>> = claims.iter().filter_map(|&at| self.told.get(at)).collect();
        let vouched = told.iter().filter(|told| told.vouched);
        let sourced: FxHashSet<Symbol> = vouched.map(|told| told.story).collect();
        let mut same = UnionFind::<usize>::new(claims.len());
        let mut marks: FxHashMap<Symbol, usize> = FxHashMap::default();
        let mut sentences: FxHashMap<String, usize> = FxHashMap::default();
        for (at, (&claim, told)) in claims.iter().zip(&told).enumerate() {
            for &mark in self.speaking(claim) {
                same.union(at, *marks.entry(mark).or_insert(at));
            }
            if !told.vouched {
                same.union(at, *sentences.entry(folded(told.words)).or_insert(at));
            }
        }
        let echo = |told: &Told<'_>| !told.vouched && sourced.contains(&told.story);
        let voices = told.iter().enumerate();
        voices
            .map(|(at, told)| (!echo(told)).then(|| same.find(at)))
            .collect()
    }
}

/// Whether two sorted lists of speakers have none in common.
pub(super) fn are_others(one: &[Symbol], two: &[Symbol]) -> bool {
    !one.iter().any(|speaker| two.contains(speaker))
}

/// The words of a sentence, without regard to case and spaces.
fn folded(sentence: &str) -> String {
    let words: Vec<&str> = sentence.split_whitespace().collect();
    words.join(" ").to_lowercase()
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
