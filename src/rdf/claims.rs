//! Claims, propositions, occurrences and projected edges → triples.
//!
//! What may be disputed (figure, day, place) stands on the claim and on the proposition that its
//! claims agree on. An occurrence belongs to one proposition, never to several, so nothing
//! disputed is ever said of a shared event. Only what is affirmed and actual gives an occurrence
//! or an edge.

use std::collections::BTreeMap;

use oxigraph::model::{NamedNode, vocab::rdf};

use super::nodes::{outlet_id, select_position};
use super::ontology::ONTOLOGY;
use super::quads::{Sink, decimal, number};
use super::vocab::{SIMPUL, class, oa, property, sem};
use super::{iri, time};
use crate::graph::{Claim, Document, Graph, Proposition, Relation};
use crate::record::{EntityType, Modality, Polarity, Quantity};

/// A claim, in the graph of its document.
pub(super) fn claim(graph: &Graph, claim: &Claim, sink: &mut Sink<'_>) {
    let document = at_home(graph, claim, sink);
    let node = sink.base.iri(&claim.id);
    sink.a(&node, class::CLAIM);
    content(&node, claim, sink);
    attribution(&node, claim, document, sink);
    if let Some(proposition) = graph.propositions.get(claim.proposition) {
        sink.id(&node, property::PROPOSITION, Some(&proposition.id));
        let occurrence = occurrence_id(proposition);
        sink.id(&node, property::ABOUT_EVENT, occurrence.as_deref());
    }
}

/// What follows comes from the document of the claim.
fn at_home<'g>(graph: &'g Graph, claim: &Claim, sink: &mut Sink<'_>) -> Option<&'g Document> {
    let document = graph.documents.get(&claim.document);
    match document {
        Some(document) => sink.home_is_document(&document.id),
        None => sink.home_is_default(),
    }
    document
}

/// What the claim says.
fn content(node: &NamedNode, claim: &Claim, sink: &mut Sink<'_>) {
    let (subject, object) = (claim.subject.as_deref(), claim.object.as_deref());
    statement(node, subject, &claim.predicate, object, sink);
    stance(node, claim.polarity, claim.modality, sink);
    sink.id(node, property::PLACE, claim.place.as_deref());
    sink.id(node, property::ITEM, claim.item.as_deref());
    sink.id(node, property::ABOUT, claim.about.as_deref());
    sink.text(node, property::ROLE, claim.role.as_deref());
    when(node, claim.time.as_deref(), sink);
    how_many(node, claim.quantity.as_ref(), sink);
}

/// Who says it, where it stands, and how sure the reading is.
fn attribution(node: &NamedNode, claim: &Claim, document: Option<&Document>, sink: &mut Sink<'_>) {
    for source in &claim.sources {
        sink.id(node, property::CLAIMANT, Some(source));
    }
    if let Some(act) = &claim.reporting {
        sink.link(node, property::SPEECH_ACT, concept("act", act));
    }
    if let Some(document) = document {
        let outlet = document.outlet.as_deref().and_then(outlet_id);
        sink.id(node, property::REPORTED_BY, outlet.as_deref());
        sink.id(node, property::IN_DOCUMENT, Some(&document.id));
        sink.day(node, property::PUBLISHED_ON, document.published.as_deref());
    }
    if let Some(confidence) = decimal(claim.confidence) {
        sink.value(node, property::CONFIDENCE, confidence);
    }
    sink.position(node, property::TRIGGER_START, claim.trigger.start);
    sink.position(node, property::TRIGGER_END, claim.trigger.end);
    sink.id(node, property::EVIDENCE, Some(&claim.evidence_id));
}

/// The stretch of text, as a Web Annotation specific resource; claims may share it.
pub(super) fn evidence(graph: &Graph, claim: &Claim, sink: &mut Sink<'_>) {
    let document = at_home(graph, claim, sink);
    let id = &claim.evidence_id;
    let node = sink.base.iri(id);
    sink.a(&node, class::EVIDENCE);
    sink.a(&node, oa::SPECIFIC_RESOURCE);
    sink.id(&node, oa::HAS_SOURCE, document.map(|d| d.id.as_str()));
    select_position(&node, id, claim.evidence.start, claim.evidence.end, sink);
    let quote = sink.base.iri(&format!("{id}-quote"));
    sink.link(&node, oa::HAS_SELECTOR, quote.clone());
    sink.a(&quote, oa::TEXT_QUOTE_SELECTOR);
    sink.text(&quote, oa::EXACT, Some(&claim.evidence.text));
}

/// What claims say in common, with its weight.
pub(super) fn proposition(proposition: &Proposition, sink: &mut Sink<'_>) {
    sink.home_is_default();
    let node = sink.base.iri(&proposition.id);
    let (subject, object) = (
        proposition.subject.as_deref(),
        proposition.object.as_deref(),
    );
    sink.a(&node, class::PROPOSITION);
    statement(&node, subject, &proposition.predicate, object, sink);
    stance(&node, proposition.polarity, proposition.modality, sink);
    sink.id(&node, property::PLACE, proposition.place.as_deref());
    when(&node, proposition.time.as_deref(), sink);
    how_many(&node, proposition.quantity.as_ref(), sink);
    let weight = i64::try_from(proposition.weight).unwrap_or(i64::MAX);
    sink.value(&node, property::INDEPENDENT_SOURCES, weight);
    let occurrence = occurrence_id(proposition);
    sink.id(&node, property::ABOUT_EVENT, occurrence.as_deref());
}

/// Id of what happened: that of the proposition under another name; only what is affirmed and actual has one.
pub(super) fn occurrence_id(proposition: &Proposition) -> Option<String> {
    let real =
        proposition.polarity == Polarity::Affirmed && proposition.modality == Modality::Actual;
    ONTOLOGY
        .event_class(&proposition.predicate)
        .filter(|_| real)?;
    let hash = proposition.id.trim_start_matches("proposition-");
    Some(format!("occurrence-{hash}"))
}

/// What happened.
pub(super) fn occurrence(graph: &Graph, proposition: &Proposition, sink: &mut Sink<'_>) {
    let Some(id) = occurrence_id(proposition) else {
        return;
    };
    sink.home_is_default();
    let node = sink.base.iri(&id);
    sink.a(&node, class::OCCURRENCE);
    if let Some(class) = ONTOLOGY.event_class(&proposition.predicate) {
        sink.a(&node, class);
    }
    let is_place = |id: &String| {
        graph
            .entities
            .get(id)
            .is_some_and(|e| e.kind == EntityType::Place)
    };
    let (from, to) = if ONTOLOGY.is_symmetric(&proposition.predicate) {
        (property::PARTICIPANT, property::PARTICIPANT)
    } else if proposition.object.as_ref().is_some_and(is_place) {
        (property::INITIATOR, property::LOCATION)
    } else {
        (property::INITIATOR, property::TARGET)
    };
    sink.id(&node, from, proposition.subject.as_deref());
    sink.id(&node, to, proposition.object.as_deref());
    sink.id(&node, property::LOCATION, proposition.place.as_deref());
    when(&node, proposition.time.as_deref(), sink);
}

/// How the claim at a position stands to others.
pub(super) fn links(graph: &Graph, from: usize, sink: &mut Sink<'_>) {
    sink.home_is_default();
    let start = graph.links.partition_point(|link| link.from < from);
    let links = graph.links.iter().skip(start);
    for link in links.take_while(|link| link.from == from) {
        let property = match link.relation {
            Relation::Confirms => property::CONFIRMS,
            Relation::Disputes => property::DISPUTES,
            Relation::ConflictsWith => property::CONFLICTS_WITH,
            Relation::Revises => property::REVISES,
        };
        if let (Some(from), Some(to)) = (graph.claims.get(link.from), graph.claims.get(link.to)) {
            sink.id(&sink.base.iri(&from.id), property, Some(&to.id));
        }
    }
}

/// Of which plans the proposition at a position tells what became.
pub(super) fn outcomes(graph: &Graph, from: usize, sink: &mut Sink<'_>) {
    sink.home_is_default();
    let start = graph
        .outcomes
        .partition_point(|outcome| outcome.from < from);
    let outcomes = graph.outcomes.iter().skip(start);
    for outcome in outcomes.take_while(|outcome| outcome.from == from) {
        let ends = [outcome.from, outcome.of].map(|at| graph.propositions.get(at));
        if let [Some(from), Some(of)] = ends {
            sink.id(&sink.base.iri(&from.id), property::OUTCOME_OF, Some(&of.id));
        }
    }
}

/// Projected edges by the entity that they lead from: position of the proposition, and whether it is read backwards.
pub(super) fn edges_from(graph: &Graph) -> BTreeMap<&str, Vec<(usize, bool)>> {
    let mut edges: BTreeMap<&str, Vec<(usize, bool)>> = BTreeMap::new();
    for (at, proposition) in graph.propositions.iter().enumerate() {
        let ends = proposition
            .subject
            .as_deref()
            .zip(proposition.object.as_deref());
        let Some((from, to)) = ends.filter(|_| proposition.is_edge()) else {
            continue;
        };
        edges.entry(from).or_default().push((at, false));
        if ONTOLOGY.is_symmetric(&proposition.predicate) {
            edges.entry(to).or_default().push((at, true));
        }
    }
    edges
}

/// A plain triple between entities, in the graph of edges; symmetric ones stand both ways, so that no query needs a
/// reasoner.
pub(super) fn edge(proposition: &Proposition, backwards: bool, sink: &mut Sink<'_>) {
    sink.home_is_edges();
    let (Some(from), Some(to)) = (&proposition.subject, &proposition.object) else {
        return;
    };
    let (from, to) = if backwards { (to, from) } else { (from, to) };
    let predicate = term(&proposition.predicate);
    sink.link(&sink.base.iri(from), &predicate, sink.base.iri(to));
}

/// A predicate of the ontology by its name.
fn term(predicate: &str) -> NamedNode {
    NamedNode::new_unchecked(format!("{SIMPUL}{}", iri::local(predicate)))
}

/// A value of polarity, modality, speech act or unit: `simpul:unit-troops`.
fn concept(family: &str, name: &str) -> NamedNode {
    NamedNode::new_unchecked(format!("{SIMPUL}{family}-{}", iri::local(name)))
}

fn statement(
    node: &NamedNode,
    subject: Option<&str>,
    predicate: &str,
    object: Option<&str>,
    sink: &mut Sink<'_>,
) {
    sink.id(node, rdf::SUBJECT, subject);
    sink.link(node, rdf::PREDICATE, term(predicate));
    sink.id(node, rdf::OBJECT, object);
}

fn stance(node: &NamedNode, polarity: Polarity, modality: Modality, sink: &mut Sink<'_>) {
    sink.link(
        node,
        property::POLARITY,
        concept("polarity", polarity.name()),
    );
    sink.link(
        node,
        property::MODALITY,
        concept("modality", modality.name()),
    );
}

fn when(node: &NamedNode, edtf: Option<&str>, sink: &mut Sink<'_>) {
    let Some(edtf) = edtf else { return };
    sink.text(node, property::TIME, Some(edtf));
    let bounds = time::bounds(edtf);
    sink.date(node, sem::EARLIEST_BEGIN, bounds.earliest_begin);
    sink.date(node, sem::LATEST_BEGIN, bounds.latest_begin);
    sink.date(node, sem::EARLIEST_END, bounds.earliest_end);
    sink.date(node, sem::LATEST_END, bounds.latest_end);
}

fn how_many(node: &NamedNode, quantity: Option<&Quantity>, sink: &mut Sink<'_>) {
    let Some(quantity) = quantity else { return };
    if let Some(min) = quantity.min.and_then(number) {
        sink.value(node, property::QUANTITY_MIN, min);
    }
    if let Some(max) = quantity.max.and_then(number) {
        sink.value(node, property::QUANTITY_MAX, max);
    }
    sink.link(
        node,
        property::QUANTITY_UNIT,
        concept("unit", &quantity.unit),
    );
    sink.value(node, property::APPROXIMATE, quantity.approximate);
    sink.text(node, property::QUANTITY_TEXT, Some(&quantity.text));
    sink.text(
        node,
        property::QUANTITY_CURRENCY,
        quantity.currency.as_deref(),
    );
    sink.text(node, property::QUANTITY_OF, quantity.of.as_deref());
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rdf::ontology::TURTLE;

    #[test]
    fn every_stance_is_a_term_of_the_ontology() {
        let polarities =
            [Polarity::Affirmed, Polarity::Denied].map(|p| concept("polarity", p.name()));
        let modalities = [
            Modality::Actual,
            Modality::Planned,
            Modality::Possible,
            Modality::Requested,
        ]
        .map(|m| concept("modality", m.name()));
        for concept in polarities.iter().chain(&modalities) {
            let name = concept.as_str().replace(SIMPUL, "\nsimpul:");
            assert!(TURTLE.contains(&format!("{name} a ")), "{concept}");
        }
    }
}
