//! Statements that a user adds and takes away → one [`Change`] of the journal, made true as a whole or not at all.
//!
//! Users write to graphs of their own, beside those that are made from the articles; these come anew with each
//! `build`, so nothing written there would last, and every attempt is refused. Not obvious: the default graph is the union
//! of all. What is added there stands in one graph of the user's ([`Base::user_graph`]); what is taken away there must
//! be gone from every graph, so it is refused where the articles say it too.

use std::collections::{BTreeSet, HashMap};
use std::fmt::Write as _;

use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{
    BlankNode, GraphName, GraphNameRef, NamedNode, NamedOrBlankNode, Quad, QuadRef, Term, Triple,
};
use oxigraph::store::Transaction;

use super::dataset::Dataset;
use super::iri::Base;
use super::ontology;
use super::{RdfError, quads};
use crate::store::Change;

/// A change in the making; dropped without [`Draft::commit`] it leaves the dataset as it was.
///
/// While one is open, no other can be begun; queries see what was before.
pub struct Draft<'d> {
    pub(super) data: &'d Dataset,
    pub(super) transaction: Transaction<'d>,
    number: u64,
    fresh: u64,
    max: usize,
    added: Quads,
    removed: Quads,
    created: BTreeSet<NamedNode>,
    dropped: BTreeSet<NamedNode>,
}

type Quads = std::collections::HashSet<Quad>;

impl std::fmt::Debug for Draft<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Draft")
            .field("number", &self.number)
            .finish_non_exhaustive()
    }
}

impl Dataset {
    /// Begins a change, which gets `number` in the journal and may touch `max` statements.
    pub fn draft(&self, number: u64, max: usize) -> Result<Draft<'_>, RdfError> {
        Ok(Draft {
            data: self,
            transaction: self.store.start_transaction()?,
            number,
            fresh: 0,
            max,
            added: Quads::default(),
            removed: Quads::default(),
            created: BTreeSet::new(),
            dropped: BTreeSet::new(),
        })
    }

    /// Makes the changes of a journal again, in their order.
    pub fn replay(&self, changes: &[Change]) -> Result<(), RdfError> {
        let mut transaction = self.store.start_transaction()?;
        for change in changes {
            for quad in statements(&change.remove) {
                transaction.remove(&quad?);
            }
            for graph in &change.drop {
                transaction.remove_named_graph(&graph_name(graph)?)?;
            }
            for graph in &change.create {
                transaction.insert_named_graph(&graph_name(graph)?);
            }
            for quad in statements(&change.add) {
                transaction.insert(&quad?);
            }
        }
        Ok(transaction.commit()?)
    }
}

impl Base {
    /// The named graph of what users add without naming one.
    #[must_use]
    pub fn user_graph(&self) -> NamedNode {
        NamedNode::new_unchecked(format!("{}graph/user", self.as_str()))
    }

    /// Whether a graph is made from the articles, and not for users to write to.
    #[must_use]
    pub fn is_derived(&self, graph: &NamedNode) -> bool {
        let below = graph.as_str().strip_prefix(self.as_str());
        let ours = below.is_some_and(|local| local.starts_with("graph/"));
        (ours && *graph != self.user_graph()) || graph.as_str() == ontology::IRI
    }
}

impl Draft<'_> {
    /// What was done so far, as the journal keeps it; the same bytes for the same statements.
    #[must_use]
    pub fn change(&self) -> Change {
        let names = |graphs: &BTreeSet<NamedNode>| {
            let names = graphs.iter().map(|graph| graph.as_str().to_owned());
            names.collect()
        };
        Change {
            number: self.number,
            drop: names(&self.dropped),
            create: names(&self.created),
            remove: lines(&self.removed),
            add: lines(&self.added),
        }
    }

    /// Whether nothing is different.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let quads = self.added.is_empty() && self.removed.is_empty();
        quads && self.created.is_empty() && self.dropped.is_empty()
    }

    /// Makes it true for queries that begin from now on.
    pub fn commit(self) -> Result<(), RdfError> {
        Ok(self.transaction.commit()?)
    }

    /// Whether there is such a graph.
    pub fn has_graph(&self, graph: &NamedNode) -> Result<bool, RdfError> {
        Ok(self.transaction.contains_named_graph(graph)?)
    }

    /// Makes a graph, unless it is there.
    pub fn create(&mut self, graph: &NamedNode) -> Result<(), RdfError> {
        self.allow(graph)?;
        if !self.has_graph(graph)? {
            self.transaction.insert_named_graph(graph);
            if !self.dropped.remove(graph) {
                self.created.insert(graph.clone());
            }
        }
        Ok(())
    }

    /// Takes all statements of a graph away; the graph stays.
    pub fn clear(&mut self, graph: &NamedNode) -> Result<(), RdfError> {
        self.allow(graph)?;
        let name = GraphNameRef::from(graph);
        let found = self
            .transaction
            .quads_for_pattern(None, None, None, Some(name));
        for quad in found.collect::<Result<Vec<_>, _>>()? {
            self.take(quad)?;
        }
        Ok(())
    }

    /// Takes a graph away with all its statements.
    pub fn drop_graph(&mut self, graph: &NamedNode) -> Result<(), RdfError> {
        self.clear(graph)?;
        if self.has_graph(graph)? {
            self.transaction.remove_named_graph(graph)?;
            if !self.created.remove(graph) {
                self.dropped.insert(graph.clone());
            }
        }
        Ok(())
    }

    /// Adds a statement; one of the default graph to the user's graph.
    pub fn insert(&mut self, mut quad: Quad) -> Result<(), RdfError> {
        let graph = match quad.graph_name {
            GraphName::NamedNode(graph) => graph,
            GraphName::DefaultGraph | GraphName::BlankNode(_) => self.data.base().user_graph(),
        };
        self.create(&graph)?;
        quad.graph_name = graph.into();
        if !self.transaction.contains(&quad)? {
            self.transaction.insert(&quad);
            if !self.removed.remove(&quad) {
                self.added.insert(quad);
            }
        }
        self.few()
    }

    /// Takes a statement away, where it stands; one of the default graph from all graphs.
    pub fn remove(&mut self, quad: &Quad) -> Result<(), RdfError> {
        match &quad.graph_name {
            GraphName::NamedNode(graph) => {
                self.allow(graph)?;
                self.take(quad.clone())
            }
            GraphName::DefaultGraph | GraphName::BlankNode(_) => {
                let QuadRef {
                    subject,
                    predicate,
                    object,
                    ..
                } = quad.as_ref();
                let pattern = (Some(subject), Some(predicate), Some(object));
                let everywhere = self
                    .transaction
                    .quads_for_pattern(pattern.0, pattern.1, pattern.2, None);
                for found in everywhere.collect::<Result<Vec<_>, _>>()? {
                    match &found.graph_name {
                        GraphName::NamedNode(graph) => self.allow(graph)?,
                        _ => return Err(derived("the default graph")),
                    }
                    self.take(found)?;
                }
                Ok(())
            }
        }
    }

    /// Adds the statements of a file of triples to a graph. Its blank nodes are new ones.
    pub fn load(
        &mut self,
        graph: &NamedNode,
        format: RdfFormat,
        bytes: &[u8],
    ) -> Result<(), RdfError> {
        self.create(graph)?;
        let parser = RdfParser::from_format(format)
            .without_named_graphs()
            .with_base_iri(graph.as_str())
            .map_err(|_| RdfError::GraphName(graph.as_str().to_owned()))?;
        let mut names = HashMap::new();
        for quad in parser.for_slice(bytes) {
            let mut quad = quad.map_err(|error| payload(&error))?;
            quad.graph_name = graph.clone().into();
            let quad = self.renamed(quad, &mut names);
            self.insert(quad)?;
        }
        Ok(())
    }

    /// The statement with blank nodes that stand nowhere else; `names` has those of its request.
    pub(super) fn renamed(
        &mut self,
        mut quad: Quad,
        names: &mut HashMap<BlankNode, BlankNode>,
    ) -> Quad {
        if let NamedOrBlankNode::BlankNode(node) = &quad.subject {
            quad.subject = self.known(node, names).into();
        }
        quad.object = self.term(quad.object, names);
        quad
    }

    fn term(&mut self, term: Term, names: &mut HashMap<BlankNode, BlankNode>) -> Term {
        match term {
            Term::BlankNode(node) => self.known(&node, names).into(),
            Term::Triple(triple) => {
                let Triple {
                    subject,
                    predicate,
                    object,
                } = *triple;
                let quad = Quad::new(subject, predicate, object, GraphName::DefaultGraph);
                let Quad {
                    subject,
                    predicate,
                    object,
                    ..
                } = self.renamed(quad, names);
                Triple::new(subject, predicate, object).into()
            }
            other => other,
        }
    }

    fn known(&mut self, node: &BlankNode, names: &mut HashMap<BlankNode, BlankNode>) -> BlankNode {
        let fresh = names.get(node).cloned();
        fresh.unwrap_or_else(|| {
            let new = self.blank();
            names.insert(node.clone(), new.clone());
            new
        })
    }

    /// A blank node that no other change has: the number of the change is in its name.
    pub(super) fn blank(&mut self) -> BlankNode {
        self.fresh += 1;
        BlankNode::new_unchecked(format!("u{}n{}", self.number, self.fresh))
    }

    fn take(&mut self, quad: Quad) -> Result<(), RdfError> {
        if self.transaction.contains(&quad)? {
            self.transaction.remove(&quad);
            if !self.added.remove(&quad) {
                self.removed.insert(quad);
            }
        }
        self.few()
    }

    fn few(&self) -> Result<(), RdfError> {
        if self.added.len() + self.removed.len() > self.max {
            return Err(RdfError::ChangeTooLarge { max: self.max });
        }
        Ok(())
    }

    fn allow(&self, graph: &NamedNode) -> Result<(), RdfError> {
        if self.data.base().is_derived(graph) {
            return Err(derived(&graph.to_string()));
        }
        Ok(())
    }
}

/// The refusal to write to what is made from the articles.
pub(super) fn derived(graph: &str) -> RdfError {
    RdfError::Derived(graph.to_owned())
}

fn payload(error: &oxigraph::io::RdfSyntaxError) -> RdfError {
    RdfError::Payload(error.to_string())
}

fn graph_name(iri: &str) -> Result<NamedNode, RdfError> {
    NamedNode::new(iri).map_err(|_| RdfError::GraphName(iri.to_owned()))
}

fn statements(text: &str) -> impl Iterator<Item = Result<Quad, RdfError>> {
    let quads = RdfParser::from_format(RdfFormat::NQuads).for_slice(text);
    quads.map(|quad| quad.map_err(|error| payload(&error)))
}

/// N-Quads in the order of [`quads::order`].
fn lines(quads: &Quads) -> String {
    let mut sorted: Vec<&Quad> = quads.iter().collect();
    sorted.sort_unstable_by(|a, b| quads::order(a.as_ref(), b.as_ref()));
    let mut text = String::new();
    for quad in sorted {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{quad} .");
    }
    text
}
