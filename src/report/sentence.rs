//! Proposition → one line of words: `Rusia deployed to Kursk: 3.000 tentara, 2024-11, planned`.
//!
//! Names are those of the graph, Indonesian; predicates are the ontology's terms as words.

use std::collections::BTreeSet;

use crate::export::words;
use crate::graph::{Graph, Proposition};
use crate::record::{Modality, Polarity};

/// The proposition in words, without its sources.
#[must_use]
pub fn sentence(graph: &Graph, said: &Proposition) -> String {
    let name = |id: &Option<String>| id.as_deref().map(|id| self::name(graph, id));
    let mut line = name(&said.subject).unwrap_or_else(|| "?".to_owned());
    line.push(' ');
    if said.polarity == Polarity::Denied {
        line.push_str("not ");
    }
    line.push_str(&words(&said.predicate));
    if let Some(role) = role(graph, said) {
        line.extend([" ", role, ","]);
    }
    if let Some(object) = name(&said.object) {
        line.extend([" ", &object]);
    }
    if let Some(figure) = &said.quantity {
        line.extend([": ", &figure.text]);
    }
    let details = [
        name(&said.place).filter(|_| said.place != said.object),
        said.time.clone(),
        (said.modality != Modality::Actual).then(|| said.modality.name().to_owned()),
    ];
    for detail in details.into_iter().flatten() {
        line.extend([", ", &detail]);
    }
    line
}

/// The post as the first of its claims gives it.
fn role<'g>(graph: &'g Graph, said: &Proposition) -> Option<&'g str> {
    let first = said.claims.first().and_then(|&at| graph.claims.get(at))?;
    first.role.as_deref()
}

/// The name of an entity, else its id.
pub(super) fn name(graph: &Graph, id: &str) -> String {
    let entity = graph.entities.get(id);
    entity.map_or_else(|| id.to_owned(), |entity| entity.name.clone())
}

/// Names of those who vouch for claims, else of the outlets, else of the documents, in alphabetical order; claims by position.
pub(super) fn speakers(graph: &Graph, claims: &[usize]) -> String {
    let mut names = BTreeSet::new();
    for claim in claims.iter().filter_map(|&at| graph.claims.get(at)) {
        let claimants = claim.claimants();
        let document = graph.documents.get(&claim.document);
        if claimants.is_empty() {
            let outlet = document.and_then(|d| d.outlet.clone());
            names.insert(outlet.unwrap_or_else(|| claim.document.clone()));
        }
        names.extend(claimants.into_iter().map(|id| name(graph, id)));
    }
    names.into_iter().collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::{
        build,
        fixtures::{record, statement, troops},
    };
    use crate::record::Statement;

    #[test]
    fn an_article_without_an_outlet_speaks_under_its_own_name() {
        let met = || vec![statement("state-a", "met", "state-b")];
        let mut bare = record("berita.txt", "x", met());
        bare.outlet = None;
        let graph = build(&[bare, record("2", "Harian Laut", met())]);
        assert_eq!(speakers(&graph, &[0, 1]), "Harian Laut, berita.txt");
    }

    #[test]
    fn everything_that_is_known_is_told() {
        let said = Statement {
            place: Some("place-q".into()),
            time: Some("2024-11".into()),
            quantity: Some(troops(Some(3000.0), Some(3000.0))),
            polarity: Polarity::Denied,
            modality: Modality::Planned,
            ..statement("state-a", "deployedTo", "place-p")
        };
        let graph = build(&[record("1", "x", vec![said])]);
        let names = ["state-a", "place-p", "place-q"].map(|id| graph.entities[id].name.clone());
        assert_eq!(
            sentence(&graph, &graph.propositions[0]),
            format!(
                "{} not deployed to {}: tentara, {}, 2024-11, planned",
                names[0], names[1], names[2]
            )
        );
    }
}
