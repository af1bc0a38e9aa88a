//! Propositions → network: the plain edges, asserted and actual, for graph algorithms.
//!
//! Every entity is a node, also those without an edge, so a node's index is the entity's place in
//! the order of ids.

use std::collections::BTreeMap;

use petgraph::graph::{DiGraph, NodeIndex};

use super::{Entity, NetworkEdge, Proposition};

/// Nodes in order of id, edges in order of proposition.
pub(super) fn network(
    entities: &BTreeMap<String, Entity>,
    propositions: &[Proposition],
) -> DiGraph<String, NetworkEdge> {
    let mut network = DiGraph::with_capacity(entities.len(), propositions.len());
    let nodes: BTreeMap<&str, NodeIndex> = entities
        .keys()
        .map(|id| (id.as_str(), network.add_node(id.clone())))
        .collect();
    for (at, proposition) in propositions.iter().enumerate().filter(|(_, p)| p.is_edge()) {
        let end = |id: &Option<String>| id.as_deref().and_then(|id| nodes.get(id)).copied();
        if let (Some(from), Some(to)) = (end(&proposition.subject), end(&proposition.object)) {
            network.add_edge(from, to, edge(at, proposition));
        }
    }
    network
}

/// The edge of a proposition.
fn edge(at: usize, proposition: &Proposition) -> NetworkEdge {
    NetworkEdge {
        proposition: at,
        predicate: proposition.predicate.clone(),
        weight: proposition.weight,
    }
}

#[cfg(test)]
mod tests {
    use crate::{
        graph::{
            build,
            fixtures::{record, statement},
        },
        record::{Modality, Polarity, Statement},
    };

    #[test]
    fn only_what_is_asserted_and_actual_is_an_edge() {
        let met = || statement("state-a", "met", "state-b");
        let told = vec![
            met(),
            Statement {
                polarity: Polarity::Denied,
                ..met()
            },
            Statement {
                modality: Modality::Planned,
                ..met()
            },
            statement("state-a", "warned", ""),
        ];
        let graph = build(&[record("a", "x", told)]);
        assert_eq!(graph.propositions.len(), 4);
        assert_eq!(graph.network.edge_count(), 1);
        assert_eq!(graph.network.node_count(), graph.entities.len());
    }
}
