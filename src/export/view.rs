//! Graph × View → Drawing: which nodes and edges every drawn format writes.
//!
//! Only entities that an edge touches are drawn, except in [`View::Full`]: names that nothing is
//! said of would hide the rest. Edges between the same pair with the same predicate are one edge,
//! whose weight counts the independent sources of all its claims together.

use std::collections::{BTreeMap, BTreeSet};

use super::{View, style};
use crate::{
    graph::{Claim, Entity, Fields, Graph, Period, Proposition, is_standing, is_symmetric},
    record::{Modality, Polarity, Quantity},
};

/// Nodes and edges, each sorted by id.
#[derive(Debug, Default)]
pub(super) struct Drawing {
    pub(super) nodes: Vec<Node>,
    pub(super) edges: Vec<Edge>,
}

/// A node: an entity, a claim, or something that happened.
#[derive(Debug, Default)]
pub(super) struct Node {
    /// Unique in the drawing; an XML NMTOKEN.
    pub(super) id: String,
    pub(super) label: String,
    /// Type of entity, `Claim` or `Event`.
    pub(super) kind: &'static str,
    pub(super) iri: String,
    /// Number of edges that touch it.
    pub(super) degree: usize,
    pub(super) english: Option<String>,
    pub(super) wikidata: Option<String>,
    pub(super) mentions: Option<usize>,
    pub(super) documents: Option<usize>,
    pub(super) told: Option<Told>,
}

/// What a claim or event tells.
#[derive(Debug)]
pub(super) struct Told {
    pub(super) predicate: String,
    pub(super) polarity: &'static str,
    pub(super) modality: &'static str,
    pub(super) time: Option<String>,
    pub(super) weight: usize,
    pub(super) quote: Option<String>,
    pub(super) document: Option<String>,
    /// The document that it is a copy of.
    pub(super) copy_of: Option<String>,
    pub(super) published: Option<String>,
}

/// An edge between two nodes.
#[derive(Debug, Default)]
pub(super) struct Edge {
    /// Unique in the drawing; an XML NMTOKEN.
    pub(super) id: String,
    /// Positions of its ends among the nodes.
    pub(super) ends: (usize, usize),
    /// The predicate, or the part that an entity plays in a claim: `subject`, `source` …
    pub(super) kind: String,
    /// The predicate of the claims behind it.
    pub(super) predicate: String,
    pub(super) iri: String,
    /// Independent sources.
    pub(super) weight: usize,
    /// Claims behind it.
    pub(super) claims: usize,
    /// EDTF, sorted.
    pub(super) times: Vec<String>,
    pub(super) symmetric: bool,
}

impl Edge {
    /// The times that are dates, in order.
    pub(super) fn periods(&self) -> Vec<Period> {
        let mut periods: Vec<Period> = self
            .times
            .iter()
            .filter_map(|time| Period::parse(time))
            .collect();
        periods.sort_by_key(|period| (period.first, period.last));
        periods.dedup();
        periods
    }
}

/// The drawing of a view.
pub(super) fn draw(graph: &Graph, view: View, base: &str) -> Drawing {
    let mut sketch = Sketch {
        graph,
        base,
        nodes: BTreeMap::new(),
        edges: BTreeMap::new(),
    };
    if view == View::Full {
        graph
            .entities
            .values()
            .for_each(|entity| sketch.entity(entity));
    }
    if matches!(view, View::Actors | View::Full) {
        sketch.relations();
    }
    if view == View::Events {
        sketch.events();
    }
    if matches!(view, View::Claims | View::Full) {
        graph.claims.iter().for_each(|claim| sketch.claim(claim));
    }
    sketch.finish()
}

/// A drawing whose nodes and edges still go by id.
struct Sketch<'g> {
    graph: &'g Graph,
    base: &'g str,
    nodes: BTreeMap<String, Node>,
    edges: BTreeMap<String, (String, String, Edge)>,
}

impl<'g> Sketch<'g> {
    /// Adds an entity once.
    fn entity(&mut self, entity: &Entity) {
        self.nodes
            .entry(token(&entity.id))
            .or_insert_with_key(|id| Node {
                id: id.clone(),
                label: entity.name.clone(),
                kind: entity.kind.name(),
                iri: format!("{}{}", self.base, entity.id),
                english: entity.english.clone(),
                wikidata: entity.wikidata.clone(),
                mentions: Some(entity.mentions.values().map(Vec::len).sum()),
                documents: Some(entity.mentions.len()),
                ..Node::default()
            });
    }

    /// Adds what is asserted and actual, one edge for each predicate and pair.
    fn relations(&mut self) {
        let mut pairs: BTreeMap<_, Vec<&Proposition>> = BTreeMap::new();
        for proposition in self.graph.propositions.iter().filter(|p| p.is_edge()) {
            let key = (
                &proposition.subject,
                &proposition.predicate,
                &proposition.object,
            );
            pairs.entry(key).or_default().push(proposition);
        }
        for alike in pairs.into_values() {
            self.relation(&alike);
        }
    }

    /// Adds one edge for propositions with the same ends and predicate.
    fn relation(&mut self, alike: &[&Proposition]) {
        let Some(best) = alike
            .iter()
            .rev()
            .max_by_key(|proposition| proposition.weight)
        else {
            return;
        };
        let (Some(from), Some(to)) = (&best.subject, &best.object) else {
            return;
        };
        let claims: Vec<usize> = alike
            .iter()
            .flat_map(|p| p.claims.iter().copied())
            .collect();
        let times: BTreeSet<String> = alike.iter().filter_map(|p| p.time.clone()).collect();
        let edge = Edge {
            id: Fields::of("edge")
                .text(Some(from))
                .text(Some(&best.predicate))
                .text(Some(to))
                .id("edge"),
            ends: (0, 0),
            kind: best.predicate.clone(),
            predicate: best.predicate.clone(),
            iri: format!("{}{}", self.base, best.id),
            weight: self.graph.independent_sources(&claims),
            claims: claims.len(),
            times: times.into_iter().collect(),
            symmetric: is_symmetric(&best.predicate),
        };
        self.join(from, to, edge);
    }

    /// Adds an edge and the entities at its ends, where the graph knows them.
    fn join(&mut self, from: &str, to: &str, edge: Edge) {
        for id in [from, to] {
            if let Some(entity) = self.graph.entities.get(id) {
                self.entity(entity);
            }
        }
        self.edges
            .insert(edge.id.clone(), (token(from), token(to), edge));
    }

    /// Adds each thing that happened as a node.
    fn events(&mut self) {
        let actual =
            |p: &&Proposition| p.polarity == Polarity::Affirmed && p.modality == Modality::Actual;
        let graph = self.graph;
        for proposition in graph.propositions.iter().filter(actual) {
            if !is_standing(&proposition.predicate) {
                self.event(proposition);
            }
        }
    }

    fn event(&mut self, event: &'g Proposition) {
        let Some(first) = event
            .claims
            .first()
            .and_then(|&at| self.graph.claims.get(at))
        else {
            return;
        };
        let told = Told {
            predicate: event.predicate.clone(),
            polarity: event.polarity.name(),
            modality: event.modality.name(),
            time: event.time.clone(),
            weight: event.weight,
            quote: None,
            document: None,
            copy_of: None,
            published: None,
        };
        let label = label(&event.predicate, event.polarity, event.quantity.as_ref());
        self.statement(&event.id, "Event", label, told);
        let parts = [
            ("subject", &event.subject),
            ("object", &event.object),
            ("item", &first.item),
            ("about", &first.about),
            ("place", &event.place),
        ];
        self.parts(&event.id, event, event.claims.len(), &parts);
    }

    fn claim(&mut self, claim: &'g Claim) {
        let Some(proposition) = self.graph.propositions.get(claim.proposition) else {
            return;
        };
        let document = self.graph.documents.get(&claim.document);
        let told = Told {
            predicate: claim.predicate.clone(),
            polarity: claim.polarity.name(),
            modality: claim.modality.name(),
            time: claim.time.clone(),
            weight: proposition.weight,
            quote: Some(claim.evidence.text.clone()),
            document: Some(claim.document.clone()),
            copy_of: document.and_then(|document| document.copy_of.clone()),
            published: document.and_then(|document| document.published.clone()),
        };
        let label = label(&claim.predicate, claim.polarity, claim.quantity.as_ref());
        self.statement(&claim.id, "Claim", label, told);
        let parts = [
            ("subject", &claim.subject),
            ("object", &claim.object),
            ("item", &claim.item),
            ("about", &claim.about),
            ("place", &claim.place),
        ];
        self.parts(&claim.id, proposition, 1, &parts);
        let sources: Vec<Option<String>> = claim.sources.iter().cloned().map(Some).collect();
        for source in &sources {
            self.parts(&claim.id, proposition, 1, &[("source", source)]);
        }
    }

    /// Adds the node of a claim or event.
    fn statement(&mut self, id: &str, kind: &'static str, label: String, told: Told) {
        let iri = format!("{}{id}", self.base);
        let node = Node {
            id: id.to_owned(),
            label,
            kind,
            iri,
            told: Some(told),
            ..Node::default()
        };
        self.nodes.insert(id.to_owned(), node);
    }

    /// Joins the node of a claim or event to the entities that play a part in it.
    fn parts(
        &mut self,
        id: &str,
        stated: &Proposition,
        claims: usize,
        parts: &[(&str, &Option<String>)],
    ) {
        for (part, entity) in parts {
            let Some(entity) = entity else { continue };
            let edge = Edge {
                id: Fields::of("part")
                    .text(Some(id))
                    .text(Some(part))
                    .text(Some(entity))
                    .id("edge"),
                ends: (0, 0),
                kind: (*part).to_owned(),
                predicate: stated.predicate.clone(),
                iri: format!("{}{id}", self.base),
                weight: stated.weight,
                claims,
                times: stated.time.iter().cloned().collect(),
                symmetric: false,
            };
            self.join(id, entity, edge);
        }
    }

    /// Numbers the nodes, points the edges at them and counts degrees.
    fn finish(self) -> Drawing {
        let at: BTreeMap<String, usize> = self.nodes.keys().cloned().zip(0..).collect();
        let mut nodes: Vec<Node> = self.nodes.into_values().collect();
        let mut edges = Vec::with_capacity(self.edges.len());
        for (from, to, edge) in self.edges.into_values() {
            if let (Some(&from), Some(&to)) = (at.get(&from), at.get(&to)) {
                nodes[from].degree += 1;
                nodes[to].degree += 1;
                edges.push(Edge {
                    ends: (from, to),
                    ..edge
                });
            }
        }
        Drawing { nodes, edges }
    }
}

/// What a claim says, in few words: `not deployed to: 3.000 tentara`.
fn label(predicate: &str, polarity: Polarity, quantity: Option<&Quantity>) -> String {
    let not = if polarity == Polarity::Denied {
        "not "
    } else {
        ""
    };
    let figure = quantity.map_or_else(String::new, |quantity| format!(": {}", quantity.text));
    format!("{not}{}{figure}", style::words(predicate))
}

/// An id as an XML NMTOKEN; one that is none gets a hash, so that no two become the same.
fn token(id: &str) -> String {
    let fine =
        |letter: char| letter.is_alphanumeric() && letter.is_ascii() || "-._:".contains(letter);
    if !id.is_empty() && id.chars().all(fine) {
        return id.to_owned();
    }
    let kept: String = id
        .chars()
        .map(|letter| if fine(letter) { letter } else { '_' })
        .collect();
    Fields::of("token").text(Some(id)).id(&kept)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        graph::{
            self,
            fixtures::{record, statement},
        },
        record::Statement,
    };

    #[test]
    fn a_plain_id_is_kept_and_others_stay_apart() {
        assert_eq!(token("state-north-korea"), "state-north-korea");
        assert_ne!(token("person-a b"), token("person-a_b"));
        assert!(token("person-a b").starts_with("person-a_b-"));
    }

    #[test]
    fn a_label_tells_denial_and_figure() {
        assert_eq!(
            label("deployedTo", Polarity::Denied, None),
            "not deployed to"
        );
    }

    fn told(statements: Vec<Statement>) -> Graph {
        let records = statements.into_iter().zip(["1", "2", "3", "4"]);
        graph::build(
            &records
                .map(|(said, name)| record(name, name, vec![said]))
                .collect::<Vec<_>>(),
        )
    }

    #[test]
    fn occasions_of_one_predicate_are_one_edge_between_actors() {
        let met = |time: &str| Statement {
            time: Some(time.into()),
            ..statement("state-a", "met", "state-b")
        };
        let drawing = draw(
            &told(vec![met("2024-11-18"), met("2024-06"), met("2024-06")]),
            View::Actors,
            "",
        );
        assert_eq!(drawing.edges.len(), 1);
        assert_eq!(drawing.edges[0].times, ["2024-06", "2024-11-18"]);
        assert_eq!(drawing.edges[0].claims, 3);
        assert_eq!(
            drawing.nodes.len(),
            2,
            "names that nothing is said of are left out"
        );
    }

    #[test]
    fn only_what_happened_is_an_event() {
        let visit = || statement("state-a", "visited", "place-p");
        let drawing = draw(
            &told(vec![
                visit(),
                Statement {
                    modality: Modality::Planned,
                    ..visit()
                },
                Statement {
                    polarity: Polarity::Denied,
                    ..visit()
                },
                statement("state-a", "alliedWith", "state-b"),
            ]),
            View::Events,
            "",
        );
        let events: Vec<_> = drawing
            .nodes
            .iter()
            .filter(|node| node.kind == "Event")
            .collect();
        assert_eq!(events.len(), 1);
        assert_eq!(events[0].degree, 2);
    }

    #[test]
    fn a_denial_is_a_node_joined_to_who_denies() {
        let denied = Statement {
            polarity: Polarity::Denied,
            sources: vec!["person-s".into()],
            place: Some("place-q".into()),
            ..statement("state-a", "visited", "place-p")
        };
        let drawing = draw(&told(vec![denied]), View::Claims, "");
        let mut parts: Vec<_> = drawing
            .edges
            .iter()
            .map(|edge| edge.kind.as_str())
            .collect();
        parts.sort_unstable();
        assert_eq!(parts, ["object", "place", "source", "subject"]);
    }
}
