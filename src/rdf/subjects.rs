//! Graph → its nodes in the order of their IRIs, each with its quads on demand: so a file of any size is written from
//! one node at a time.
//!
//! Not obvious: the parts of a node (`evidence-…-position`) sort right behind it, since `-` sorts before letters and
//! digits; and several claims may share one evidence, whose quads are then made together.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use oxigraph::model::{GraphName, Quad};
use rustc_hash::FxHashMap;

use super::iri::{self, Base};
use super::quads::Sink;
use super::{claims, nodes};
use crate::graph::Graph;

/// What a node stands for.
#[derive(Debug, Clone, Copy)]
enum Kind<'g> {
    Entity(&'g str),
    /// Position in [`Subjects::outlets`].
    Outlet(usize),
    Document(&'g str),
    /// Document and position of its speech.
    Speech(&'g str, usize),
    /// Position in [`Graph::claims`].
    Claim(usize),
    /// Position of a claim that stands on it.
    Evidence(usize),
    /// Position in [`Graph::propositions`].
    Proposition(usize),
    /// Position of its proposition.
    Occurrence(usize),
}

/// One node by its local part.
#[derive(Debug)]
struct Subject<'g> {
    local: Cow<'g, str>,
    kind: Kind<'g>,
}

impl Subject<'_> {
    fn is_same(&self, other: &Self) -> bool {
        self.local == other.local
    }
}

/// All nodes of a graph, sorted; holds some fifty bytes a node, and no quads.
#[derive(Debug)]
pub(super) struct Subjects<'g> {
    graph: &'g Graph,
    base: &'g Base,
    sorted: Vec<Subject<'g>>,
    outlets: Vec<(String, BTreeSet<&'g str>)>,
    /// Entity → projected edges from it: position of the proposition, and whether it is read backwards.
    edges: BTreeMap<&'g str, Vec<(usize, bool)>>,
}

impl<'g> Subjects<'g> {
    pub(super) fn of(graph: &'g Graph, base: &'g Base) -> Self {
        let mut subjects = Self {
            graph,
            base,
            sorted: Vec::new(),
            outlets: nodes::outlets(graph).into_iter().collect(),
            edges: claims::edges_from(graph),
        };
        subjects.collect();
        subjects.sorted.sort_by(|a, b| a.local.cmp(&b.local));
        subjects
    }

    fn collect(&mut self) {
        let mut found: Vec<(Cow<'g, str>, Kind<'g>)> = Vec::new();
        let known = self.graph.entities.keys().map(String::as_str);
        // An edge may lead from an entity that no record lists.
        let ends = self.edges.keys().copied();
        let ids: BTreeSet<&str> = known.chain(ends).collect();
        found.extend(ids.into_iter().map(|id| (id.into(), Kind::Entity(id))));
        for (at, (id, _)) in self.outlets.iter().enumerate() {
            found.push((id.clone().into(), Kind::Outlet(at)));
        }
        for (name, document) in &self.graph.documents {
            found.push((document.id.as_str().into(), Kind::Document(name)));
            for (at, speech) in document.speech.iter().enumerate() {
                let id = nodes::speech_id(document, speech);
                found.push((id.into(), Kind::Speech(name, at)));
            }
        }
        for (at, claim) in self.graph.claims.iter().enumerate() {
            found.push((claim.id.as_str().into(), Kind::Claim(at)));
            found.push((claim.evidence_id.as_str().into(), Kind::Evidence(at)));
        }
        for (at, proposition) in self.graph.propositions.iter().enumerate() {
            found.push((proposition.id.as_str().into(), Kind::Proposition(at)));
            if let Some(id) = claims::occurrence_id(proposition) {
                found.push((id.into(), Kind::Occurrence(at)));
            }
        }
        let local = |id: Cow<'g, str>| match id {
            Cow::Borrowed(id) => iri::local(id),
            Cow::Owned(id) => Cow::Owned(iri::local(&id).into_owned()),
        };
        let subject = |(id, kind)| Subject {
            local: local(id),
            kind,
        };
        self.sorted = found.into_iter().map(subject).collect();
    }

    /// The quads of each node, sorted, each once; nodes in the order of their IRIs.
    pub(super) fn nodes(&self) -> impl Iterator<Item = Vec<Quad>> + '_ {
        let nodes = self.sorted.chunk_by(Subject::is_same);
        nodes.map(|same| self.quads(same.iter().map(|subject| subject.kind)))
    }

    /// As [`Self::nodes`], quad by quad.
    pub(super) fn into_quads(self) -> impl Iterator<Item = Quad> + 'g {
        let mut next = 0;
        let node = std::iter::from_fn(move || {
            let same = self.sorted.get(next..)?.chunk_by(Subject::is_same).next()?;
            next += same.len();
            Some(self.quads(same.iter().map(|subject| subject.kind)))
        });
        node.flatten()
    }

    /// Each node with what JSON-LD puts inside it: entities with their claims, claims with their evidence. First what
    /// claims are about, then claims without a subject that is known, and speech; each in the order of its name.
    pub(super) fn nested(&self) -> impl Iterator<Item = Vec<Quad>> + '_ {
        let nest = Nest::of(self);
        let (first, last): (Vec<Kind<'g>>, Vec<Kind<'g>>) = self
            .sorted
            .chunk_by(Subject::is_same)
            .filter_map(|same| same.first())
            .map(|subject| subject.kind)
            .filter(|kind| !nest.is_inside(self.graph, *kind))
            .partition(|kind| !matches!(kind, Kind::Claim(_) | Kind::Speech(..)));
        let kinds = first.into_iter().chain(last);
        kinds.map(move |kind| self.quads(nest.all(self.graph, kind).into_iter()))
    }

    /// What each named graph holds, node by node; graphs and nodes in the order of their names.
    pub(super) fn in_graphs(&self) -> impl Iterator<Item = Vec<Quad>> + '_ {
        self.graphs().into_iter().flat_map(move |(name, members)| {
            let same = |a: &usize, b: &usize| self.sorted[*a].is_same(&self.sorted[*b]);
            let node = |same: &[usize]| {
                let mut quads = self.quads(same.iter().map(|at| self.sorted[*at].kind));
                quads.retain(|quad| is_named(&quad.graph_name, &name));
                quads
            };
            let nodes: Vec<Vec<Quad>> = members.chunk_by(same).map(node).collect();
            nodes.into_iter().filter(|quads| !quads.is_empty())
        })
    }

    /// Each named graph with the positions of the nodes that it tells of.
    fn graphs(&self) -> BTreeMap<String, Vec<usize>> {
        let mut graphs: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        let names = |document: &str| {
            let document = self.graph.documents.get(document)?;
            Some(self.base.document_graph(&document.id).into_string())
        };
        for (at, subject) in self.sorted.iter().enumerate() {
            let name = match subject.kind {
                Kind::Document(name) | Kind::Speech(name, _) => names(name),
                Kind::Claim(claim) | Kind::Evidence(claim) => {
                    names(&self.graph.claims[claim].document)
                }
                Kind::Entity(id) if self.edges.contains_key(id) => {
                    Some(self.base.edges_graph().into_string())
                }
                _ => None,
            };
            if let Some(name) = name {
                graphs.entry(name).or_default().push(at);
            }
        }
        graphs
    }

    fn quads<'k>(&self, kinds: impl Iterator<Item = Kind<'k>>) -> Vec<Quad> {
        let mut sink = Sink::new(self.base);
        for kind in kinds {
            self.fill(kind, &mut sink);
        }
        sink.sorted()
    }

    fn fill(&self, kind: Kind<'_>, sink: &mut Sink<'_>) {
        let graph = self.graph;
        match kind {
            Kind::Entity(id) => {
                if let Some(entity) = graph.entities.get(id) {
                    nodes::entity(graph, entity, sink);
                }
                for (at, backwards) in self.edges.get(id).into_iter().flatten() {
                    claims::edge(&graph.propositions[*at], *backwards, sink);
                }
            }
            Kind::Outlet(at) => {
                let (id, names) = &self.outlets[at];
                nodes::outlet(id, names, sink);
            }
            Kind::Document(name) => nodes::document(graph, &graph.documents[name], sink),
            Kind::Speech(name, at) => {
                let document = &graph.documents[name];
                nodes::speech(document, &document.speech[at], sink);
            }
            Kind::Claim(at) => {
                claims::claim(graph, &graph.claims[at], sink);
                claims::links(graph, at, sink);
            }
            Kind::Evidence(at) => claims::evidence(graph, &graph.claims[at], sink),
            Kind::Proposition(at) => {
                claims::proposition(&graph.propositions[at], sink);
                claims::outcomes(graph, at, sink);
            }
            Kind::Occurrence(at) => claims::occurrence(graph, &graph.propositions[at], sink),
        }
    }
}

/// What stands inside what.
struct Nest<'g> {
    /// Entity → the claims whose subject it is.
    claims: FxHashMap<&'g str, Vec<usize>>,
    /// Evidence → the claims that stand on it; it is inside the first.
    evidence: FxHashMap<&'g str, Vec<usize>>,
}

impl<'g> Nest<'g> {
    fn of(subjects: &Subjects<'g>) -> Self {
        let mut nest = Self {
            claims: FxHashMap::default(),
            evidence: FxHashMap::default(),
        };
        for subject in &subjects.sorted {
            match subject.kind {
                Kind::Entity(id) => {
                    nest.claims.entry(id).or_default();
                }
                Kind::Claim(at) => {
                    let id = subjects.graph.claims[at].evidence_id.as_str();
                    nest.evidence.entry(id).or_default().push(at);
                }
                _ => {}
            }
        }
        for subject in &subjects.sorted {
            if let Kind::Claim(at) = subject.kind
                && let Some(id) = subjects.graph.claims[at].subject.as_deref()
                && let Some(claims) = nest.claims.get_mut(id)
            {
                claims.push(at);
            }
        }
        nest
    }

    /// Whether a node stands inside another.
    fn is_inside(&self, graph: &Graph, kind: Kind<'_>) -> bool {
        match kind {
            Kind::Evidence(_) => true,
            Kind::Claim(at) => {
                let subject = graph.claims[at].subject.as_deref();
                subject.is_some_and(|id| self.claims.contains_key(id))
            }
            _ => false,
        }
    }

    /// A node and all that stands inside it.
    fn all(&self, graph: &'g Graph, kind: Kind<'g>) -> Vec<Kind<'g>> {
        let mut all = vec![kind];
        let claims = match kind {
            Kind::Entity(id) => self.claims.get(id).map_or(&[][..], Vec::as_slice),
            Kind::Claim(ref at) => std::slice::from_ref(at),
            _ => &[],
        };
        for &at in claims {
            if !matches!(kind, Kind::Claim(_)) {
                all.push(Kind::Claim(at));
            }
            let shared = self.evidence.get(graph.claims[at].evidence_id.as_str());
            let own = shared.filter(|claims| claims.first() == Some(&at));
            all.extend(own.into_iter().flatten().map(|&at| Kind::Evidence(at)));
        }
        all
    }
}

fn is_named(graph: &GraphName, name: &str) -> bool {
    matches!(graph, GraphName::NamedNode(node) if node.as_str() == name)
}
