//! Graph → quads, sorted: the one place where order and graph names are settled.
//!
//! Every triple has one home: what a single document gave stands in that document's graph,
//! projected edges in a graph of their own, all that is shared in the default graph. So the union
//! of all graphs holds nothing twice, and a query over it needs no graph name. No blank nodes, no
//! lists: every node has an IRI made from an id that the same input gives again.

use std::cmp::Ordering;

use oxigraph::model::{
    GraphName, GraphNameRef, Literal, NamedNode, NamedNodeRef, NamedOrBlankNodeRef, Quad, QuadRef,
    TermRef,
    vocab::{rdf, xsd},
};

use super::iri::Base;
use super::subjects::Subjects;
use super::time;
use super::vocab::skos;
use crate::graph::Graph;

/// All quads of a graph: sorted by subject, predicate (type, label and statement first), object and graph, each once.
///
/// The order of insertion into `graph` does not matter. They are made while they are taken, a node at a time.
pub fn quads<'g>(graph: &'g Graph, base: &'g Base) -> impl Iterator<Item = Quad> + 'g {
    Subjects::of(graph, base).into_quads()
}

/// The order in which quads are written.
pub(super) fn order(a: QuadRef<'_>, b: QuadRef<'_>) -> Ordering {
    subject(a.subject)
        .cmp(subject(b.subject))
        .then_with(|| predicate(a.predicate).cmp(&predicate(b.predicate)))
        .then_with(|| object(a.object).cmp(&object(b.object)))
        .then_with(|| graph_name(a.graph_name).cmp(graph_name(b.graph_name)))
}

fn subject(node: NamedOrBlankNodeRef<'_>) -> &str {
    match node {
        NamedOrBlankNodeRef::NamedNode(node) => node.as_str(),
        NamedOrBlankNodeRef::BlankNode(node) => node.as_str(),
    }
}

/// What a reader looks for first comes first; the rest by name.
fn predicate(node: NamedNodeRef<'_>) -> (usize, &str) {
    const FIRST: [NamedNodeRef<'_>; 5] = [
        rdf::TYPE,
        skos::PREF_LABEL,
        rdf::SUBJECT,
        rdf::PREDICATE,
        rdf::OBJECT,
    ];
    let rank = FIRST.iter().position(|first| *first == node);
    (rank.unwrap_or(FIRST.len()), node.as_str())
}

fn object(term: TermRef<'_>) -> (u8, &str, &str, &str) {
    match term {
        TermRef::NamedNode(node) => (0, node.as_str(), "", ""),
        TermRef::BlankNode(node) => (1, node.as_str(), "", ""),
        TermRef::Literal(literal) => {
            let datatype = match literal.datatype() {
                xsd::STRING => "",
                other => other.as_str(),
            };
            (
                2,
                literal.value(),
                literal.language().unwrap_or(""),
                datatype,
            )
        }
        TermRef::Triple(triple) => (
            3,
            subject(triple.subject.as_ref()),
            triple.predicate.as_str(),
            "",
        ),
    }
}

fn graph_name(name: GraphNameRef<'_>) -> &str {
    match name {
        GraphNameRef::NamedNode(node) => node.as_str(),
        GraphNameRef::BlankNode(node) => node.as_str(),
        GraphNameRef::DefaultGraph => "",
    }
}

/// Collects triples in the graph that is their home.
pub(super) struct Sink<'a> {
    pub(super) base: &'a Base,
    home: GraphName,
    quads: Vec<Quad>,
}

impl<'a> Sink<'a> {
    pub(super) fn new(base: &'a Base) -> Self {
        Self {
            base,
            home: GraphName::DefaultGraph,
            quads: Vec::new(),
        }
    }

    /// What was collected, in the order in which it is written, each quad once.
    pub(super) fn sorted(mut self) -> Vec<Quad> {
        self.quads
            .sort_unstable_by(|a, b| order(a.as_ref(), b.as_ref()));
        self.quads.dedup();
        self.quads
    }

    /// What follows is shared.
    pub(super) fn home_is_default(&mut self) {
        self.home = GraphName::DefaultGraph;
    }

    /// What follows comes from one document, by its id.
    pub(super) fn home_is_document(&mut self, id: &str) {
        self.home = self.base.document_graph(id).into();
    }

    /// What follows is projected.
    pub(super) fn home_is_edges(&mut self) {
        self.home = self.base.edges_graph().into();
    }

    fn push(&mut self, quad: Quad) {
        self.quads.push(quad);
    }

    /// `subject a class`.
    pub(super) fn a<'b>(&mut self, subject: &NamedNode, class: impl Into<NamedNodeRef<'b>>) {
        self.link(subject, rdf::TYPE, class.into().into_owned());
    }

    /// A triple between two nodes.
    pub(super) fn link<'b>(
        &mut self,
        subject: &NamedNode,
        predicate: impl Into<NamedNodeRef<'b>>,
        object: NamedNode,
    ) {
        let predicate = predicate.into().into_owned();
        let quad = Quad::new(subject.clone(), predicate, object, self.home.clone());
        self.push(quad);
    }

    /// A triple to a node named by an id, where there is one.
    pub(super) fn id(
        &mut self,
        subject: &NamedNode,
        predicate: NamedNodeRef<'_>,
        id: Option<&str>,
    ) {
        if let Some(id) = id {
            self.link(subject, predicate, self.base.iri(id));
        }
    }

    /// A triple to a literal.
    pub(super) fn value(
        &mut self,
        subject: &NamedNode,
        predicate: NamedNodeRef<'_>,
        value: impl Into<Literal>,
    ) {
        let (predicate, value) = (predicate.into_owned(), value.into());
        let quad = Quad::new(subject.clone(), predicate, value, self.home.clone());
        self.push(quad);
    }

    /// A triple to a plain string, where there is one.
    pub(super) fn text(
        &mut self,
        subject: &NamedNode,
        predicate: NamedNodeRef<'_>,
        text: Option<&str>,
    ) {
        if let Some(text) = text {
            self.value(subject, predicate, text);
        }
    }

    /// A triple to a string in a language.
    pub(super) fn tagged(
        &mut self,
        subject: &NamedNode,
        predicate: NamedNodeRef<'_>,
        text: &str,
        tag: &str,
    ) {
        match Literal::new_language_tagged_literal(text, tag) {
            Ok(literal) => self.value(subject, predicate, literal),
            Err(_) => self.value(subject, predicate, text),
        }
    }

    /// A triple to a day: `xsd:date` where it is one, else the string as given.
    pub(super) fn day(
        &mut self,
        subject: &NamedNode,
        predicate: NamedNodeRef<'_>,
        day: Option<&str>,
    ) {
        let Some(day) = day else { return };
        match time::day(day) {
            Ok(date) => self.date(subject, predicate, Some(date)),
            Err(_) => self.value(subject, predicate, day),
        }
    }

    /// A triple to a day or moment: `xsd:dateTime` where it has a time of day, else as [`Sink::day`].
    pub(super) fn moment(
        &mut self,
        subject: &NamedNode,
        predicate: NamedNodeRef<'_>,
        moment: Option<&str>,
    ) {
        let Some(text) = moment else { return };
        let timed = text.split_once('T');
        match timed.filter(|(day, time)| time::day(day).is_ok() && time::is_clock(time)) {
            Some(_) => {
                let literal = Literal::new_typed_literal(text, xsd::DATE_TIME);
                self.value(subject, predicate, literal);
            }
            None => self.day(subject, predicate, moment),
        }
    }

    /// A triple to an `xsd:date`, where there is one.
    pub(super) fn date(
        &mut self,
        subject: &NamedNode,
        predicate: NamedNodeRef<'_>,
        date: Option<jiff::civil::Date>,
    ) {
        if let Some(date) = date {
            let literal = Literal::new_typed_literal(date.to_string(), xsd::DATE);
            self.value(subject, predicate, literal);
        }
    }

    /// A triple to a position in a text.
    pub(super) fn position(&mut self, subject: &NamedNode, predicate: NamedNodeRef<'_>, at: usize) {
        let literal = Literal::new_typed_literal(at.to_string(), xsd::NON_NEGATIVE_INTEGER);
        self.value(subject, predicate, literal);
    }
}

/// A number as `xsd:integer` where it is whole, else as `xsd:decimal`; never with an exponent.
pub(super) fn number(value: f64) -> Option<Literal> {
    let whole = value.fract() == 0.0;
    let datatype = if whole { xsd::INTEGER } else { xsd::DECIMAL };
    // Adding zero turns -0 into 0.
    let shown = (value + 0.0).to_string();
    value
        .is_finite()
        .then(|| Literal::new_typed_literal(shown, datatype))
}

/// A number as `xsd:decimal`, whole or not.
pub(super) fn decimal(value: f64) -> Option<Literal> {
    let whole = value.fract() == 0.0;
    let shown = if whole {
        format!("{value:.1}")
    } else {
        value.to_string()
    };
    value
        .is_finite()
        .then(|| Literal::new_typed_literal(shown, xsd::DECIMAL))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_no_exponent() {
        let shown = |value| number(value).map(|literal| literal.to_string());
        let integer = "<http://www.w3.org/2001/XMLSchema#integer>";
        assert_eq!(shown(11_000.0), Some(format!("\"11000\"^^{integer}")));
        assert_eq!(
            shown(1e15),
            Some(format!("\"1000000000000000\"^^{integer}"))
        );
        assert_eq!(shown(-0.0), Some(format!("\"0\"^^{integer}")));
        assert!(shown(2.7).is_some_and(|s| s.ends_with("#decimal>")));
        assert_eq!(number(f64::NAN), None);
    }
}
