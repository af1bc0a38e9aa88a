//! Graph → what in it is not backed: edges without claims, claims of another proposition, dates that are none.
//!
//! Not obvious: [`build`](super::build) keeps all of this by its making; it is tested again so that a user need
//! not believe it, and so that a change of the projection cannot draw an edge from a denial unseen.

use petgraph::visit::EdgeRef;

use super::{Claim, Graph, NetworkEdge, Period};
use crate::record::{Modality, Polarity};

/// Every part that is not backed, one line each, in the order of claims, propositions and edges.
///
/// ```
/// let graph = simpul::graph::build(&[]);
/// assert!(simpul::graph::unbacked(&graph).is_empty());
/// ```
#[must_use]
pub fn unbacked(graph: &Graph) -> Vec<String> {
    let claims = graph.claims.iter().flat_map(|claim| of_claim(graph, claim));
    let propositions = (0..graph.propositions.len()).flat_map(|at| of_proposition(graph, at));
    let edges = graph.network.edge_references().filter_map(|edge| {
        let ends = (edge.source(), edge.target());
        let ends = (&graph.network[ends.0], &graph.network[ends.1]);
        of_edge(graph, ends, edge.weight())
    });
    claims.chain(propositions).chain(edges).collect()
}

fn of_claim(graph: &Graph, claim: &Claim) -> Vec<String> {
    let mut faults = Vec::new();
    let mut fault = |cause: String| faults.push(format!("{}: {cause}", claim.id));
    if !graph.documents.contains_key(&claim.document) {
        fault(format!("its document {} is not there", claim.document));
    }
    if let Some(time) = claim
        .time
        .as_ref()
        .filter(|time| Period::parse(time).is_none())
    {
        fault(format!("the time {time:?} is no EDTF date"));
    }
    let ends = [
        &claim.subject,
        &claim.object,
        &claim.place,
        &claim.item,
        &claim.about,
    ];
    for id in ends.into_iter().flatten().chain(&claim.sources) {
        if !graph.entities.contains_key(id) {
            fault(format!("the entity {id} is not there"));
        }
    }
    faults
}

fn of_proposition(graph: &Graph, at: usize) -> Vec<String> {
    let Some(proposition) = graph.propositions.get(at) else {
        return Vec::new();
    };
    let says = |claim: &Claim| {
        claim.proposition == at
            && claim.predicate == proposition.predicate
            && claim.polarity == proposition.polarity
            && claim.modality == proposition.modality
    };
    let backed = !proposition.claims.is_empty()
        && proposition
            .claims
            .iter()
            .all(|&claim| graph.claims.get(claim).is_some_and(says));
    let weight = graph.independent_sources(&proposition.claims);
    let mut faults = Vec::new();
    if !backed {
        faults.push(format!(
            "{}: no claim says it, or one says something else",
            proposition.id
        ));
    }
    if weight != proposition.weight {
        faults.push(format!(
            "{}: weight {} for {weight} independent sources",
            proposition.id, proposition.weight
        ));
    }
    faults
}

fn of_edge(graph: &Graph, ends: (&String, &String), edge: &NetworkEdge) -> Option<String> {
    let backed = graph.propositions.get(edge.proposition).is_some_and(|p| {
        p.polarity == Polarity::Affirmed
            && p.modality == Modality::Actual
            && p.predicate == edge.predicate
            && p.subject.as_ref() == Some(ends.0)
            && p.object.as_ref() == Some(ends.1)
    });
    let (from, to) = ends;
    (!backed).then(|| {
        format!(
            "edge {from} {} {to}: no asserted and actual proposition",
            edge.predicate
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::{
        build,
        fixtures::{record, statement},
    };

    fn met() -> Graph {
        build(&[record(
            "a",
            "x",
            vec![statement("state-a", "met", "state-b")],
        )])
    }

    #[test]
    fn what_build_gives_is_backed() {
        assert_eq!(unbacked(&met()), Vec::<String>::new());
    }

    #[test]
    fn an_edge_of_a_denial_is_named() {
        let mut graph = met();
        graph.propositions[0].polarity = Polarity::Denied;
        let faults = unbacked(&graph);
        assert!(faults[0].contains("one says something else"), "{faults:?}");
        assert_eq!(
            faults[1],
            "edge state-a met state-b: no asserted and actual proposition"
        );
    }

    #[test]
    fn a_date_that_is_none_and_a_lost_entity_are_named() {
        let mut graph = met();
        graph.claims[0].time = Some("kemarin".into());
        graph.entities.remove("state-b");
        let faults = unbacked(&graph);
        assert!(faults[0].ends_with("the time \"kemarin\" is no EDTF date"));
        assert!(faults[1].ends_with("the entity state-b is not there"));
    }
}
