//! Triples sorted by subject → which node stands inside which in JSON-LD: claims inside their subject, evidence inside
//! the claim, selectors inside the evidence.
//!
//! Each node stands in one place only; wherever else it is spoken of, its id stands. Not obvious: a node goes only into a
//! node of a lower [`level`], so no ring of nodes, which a CONSTRUCT query can make, drops out of the document.

use oxigraph::model::{NamedOrBlankNodeRef, Quad, Term, TermRef, vocab::rdf};
use rustc_hash::FxHashMap;

use super::vocab::{class, oa, property};

/// The nodes of a document and their places.
pub(super) struct Frame<'q> {
    /// The triples of each node, in order.
    nodes: Vec<&'q [Quad]>,
    at: FxHashMap<NamedOrBlankNodeRef<'q>, usize>,
    /// The node in which each stands.
    parent: Vec<Option<usize>>,
    /// The claims that stand in each node, in order.
    claims: Vec<Vec<usize>>,
}

impl<'q> Frame<'q> {
    pub(super) fn new(quads: &'q [Quad]) -> Self {
        let nodes: Vec<&[Quad]> = quads.chunk_by(|a, b| a.subject == b.subject).collect();
        let subjects = nodes.iter().filter_map(|node| Some(&node.first()?.subject));
        let at = subjects.enumerate().map(|(at, node)| (node.as_ref(), at));
        let mut frame = Self {
            at: at.collect(),
            parent: vec![None; nodes.len()],
            claims: vec![Vec::new(); nodes.len()],
            nodes,
        };
        for node in 0..frame.nodes.len() {
            frame.place(node);
        }
        frame
    }

    fn level(&self, node: usize) -> u8 {
        level(self.nodes[node])
    }

    /// Puts a claim into its subject, and into a node what it has to itself.
    fn place(&mut self, node: usize) {
        let level = self.level(node);
        for quad in self.nodes[node] {
            let Some(end) = self.find(&quad.object) else {
                continue;
            };
            if level == CLAIM && quad.predicate == rdf::SUBJECT {
                if self.parent[node].is_none() && self.level(end) < CLAIM {
                    self.parent[node] = Some(end);
                    self.claims[end].push(node);
                }
            } else if holds(quad)
                && self.parent[end].is_none()
                && self.level(end) > level.max(CLAIM)
            {
                self.parent[end] = Some(node);
            }
        }
    }

    fn find(&self, term: &Term) -> Option<usize> {
        let node = match term.as_ref() {
            TermRef::NamedNode(node) => NamedOrBlankNodeRef::from(node),
            TermRef::BlankNode(node) => node.into(),
            TermRef::Literal(_) | TermRef::Triple(_) => return None,
        };
        self.at.get(&node).copied()
    }

    /// The nodes that stand in no other: first what claims are about, then claims that name no subject.
    pub(super) fn top(&self) -> impl Iterator<Item = usize> {
        let free = || (0..self.nodes.len()).filter(|&at| self.parent[at].is_none());
        let first = free().filter(|&at| self.level(at) == 0);
        first.chain(free().filter(|&at| self.level(at) > 0))
    }

    /// The triples of a node that are not told by its place.
    pub(super) fn own(&self, node: usize) -> impl Iterator<Item = &'q Quad> {
        let parent = self.parent[node].filter(|_| self.level(node) == CLAIM);
        let told = move |quad: &&Quad| {
            quad.predicate == rdf::SUBJECT && parent.is_some() && self.find(&quad.object) == parent
        };
        self.nodes[node].iter().filter(move |quad| !told(quad))
    }

    /// The claims that stand in a node.
    pub(super) fn claims(&self, node: usize) -> &[usize] {
        &self.claims[node]
    }

    /// The node that stands at the end of this triple.
    pub(super) fn inside(&self, quad: &Quad) -> Option<usize> {
        let end = self.find(&quad.object).filter(|_| holds(quad))?;
        let owner = self.at.get(&quad.subject.as_ref());
        (self.parent[end].as_ref() == owner && owner.is_some()).then_some(end)
    }
}

const CLAIM: u8 = 1;

/// How deep a node may stand: a claim 1, evidence 2, its selectors 3, all else 0.
fn level(node: &[Quad]) -> u8 {
    let of = |quad: &Quad| match &quad.object {
        Term::NamedNode(kind) if quad.predicate == rdf::TYPE => match kind.as_ref() {
            class::CLAIM => CLAIM,
            class::EVIDENCE | class::SPEECH => 2,
            oa::TEXT_POSITION_SELECTOR | oa::TEXT_QUOTE_SELECTOR => 3,
            _ => 0,
        },
        _ => 0,
    };
    node.iter().map(of).max().unwrap_or(0)
}

/// Whether the end of a triple belongs to its subject.
fn holds(quad: &Quad) -> bool {
    [property::EVIDENCE, oa::HAS_SELECTOR].contains(&quad.predicate.as_ref())
}

#[cfg(test)]
mod tests {
    use oxigraph::io::{RdfFormat, RdfParser};

    use super::*;

    fn places(turtle: &str) -> Vec<(String, Option<usize>)> {
        let head = "@prefix : <https://simpul.dev/ontology#> . @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> . @prefix x: <x:> . ";
        let text = format!("{head}{turtle}");
        let quads: Vec<Quad> = RdfParser::from_format(RdfFormat::Turtle)
            .for_slice(&text)
            .map(Result::unwrap)
            .collect();
        let frame = Frame::new(&quads);
        let names = frame.nodes.iter().map(|node| node[0].subject.to_string());
        names.zip(frame.parent.clone()).collect()
    }

    #[test]
    fn claims_stand_in_their_subject_and_evidence_in_its_first_claim() {
        let found = places(
            "x:a a :Claim ; rdf:subject x:s ; :evidence x:e . x:b a :Claim ; :evidence x:e . x:e a :Evidence . x:s a :Person .",
        );
        let parents: Vec<Option<usize>> = found.into_iter().map(|(_, parent)| parent).collect();
        assert_eq!(parents, [Some(3), None, Some(0), None]);
    }

    #[test]
    fn rings_of_nodes_stay_at_the_top() {
        let found = places(
            "x:a a :Claim ; rdf:subject x:b . x:b a :Claim ; rdf:subject x:a . x:c :evidence x:c . x:d a :Evidence ; :evidence x:d .",
        );
        assert!(
            found.iter().all(|(_, parent)| parent.is_none()),
            "{found:?}"
        );
    }
}
