//! Graph → disputes: what one affirms and another denies, both with their sentences.

use std::collections::{BTreeMap, BTreeSet};

use petgraph::unionfind::UnionFind;

use super::page::{Block, Section, Table};
use super::sentence::{name, sentence, speakers};
use crate::graph::{ClaimLink, Graph, Proposition, Relation};
use crate::record::Polarity;

/// One table for all that disputes hold together.
pub(super) fn section(graph: &Graph) -> Section {
    let mut blocks = Vec::new();
    for group in groups(graph) {
        let sides: Vec<_> = group
            .iter()
            .filter_map(|&at| graph.propositions.get(at))
            .collect();
        // The heading is what is affirmed, as its best-sourced claim says it.
        let best = |said: &&&Proposition| (said.polarity == Polarity::Affirmed, said.weight);
        if let Some(said) = sides.iter().max_by_key(best) {
            blocks.push(Block::Heading(sentence(graph, said)));
            blocks.push(Block::Table(table(graph, &sides)));
        }
    }
    if blocks.is_empty() {
        blocks.push(Block::Text("Nobody contradicts another.".to_owned()));
    }
    Section {
        title: "Disputes".to_owned(),
        about: "What one source affirms and another denies, or puts at another place or day; neither is taken for true."
            .to_owned(),
        blocks,
    }
}

/// Whether a link tells of a denial, or of another place or day; figures that conflict have their own cards.
fn opposes(graph: &Graph, link: &ClaimLink) -> bool {
    let figure = graph
        .claims
        .get(link.from)
        .is_some_and(|claim| claim.quantity.is_some());
    link.relation == Relation::Disputes || (link.relation == Relation::ConflictsWith && !figure)
}

/// Propositions that disputes join, each group in order and the groups in order of their first.
pub(crate) fn groups(graph: &Graph) -> Vec<Vec<usize>> {
    let mut joined = UnionFind::<usize>::new(graph.propositions.len());
    let mut members = BTreeSet::new();
    for link in graph.links.iter().filter(|link| opposes(graph, link)) {
        let ends = [link.from, link.to].map(|at| graph.claims.get(at).map(|c| c.proposition));
        if let [Some(from), Some(to)] = ends {
            joined.union(from, to);
            members.extend([from, to]);
        }
    }
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for at in members {
        groups.entry(joined.find(at)).or_default().push(at);
    }
    let mut groups: Vec<_> = groups.into_values().collect();
    groups.sort();
    groups
}

fn table(graph: &Graph, sides: &[&Proposition]) -> Table {
    let mut table = Table::new([
        "says",
        "when",
        "where",
        "who",
        "published",
        "article",
        "sentence",
    ]);
    for side in sides {
        for &at in &side.claims {
            let Some(claim) = graph.claims.get(at) else {
                continue;
            };
            let document = graph.documents.get(&claim.document);
            table.row([
                claim.polarity.name().to_owned(),
                claim.time.clone().unwrap_or_default(),
                claim
                    .place
                    .as_deref()
                    .map(|id| name(graph, id))
                    .unwrap_or_default(),
                speakers(graph, &[at]),
                document
                    .and_then(|d| d.published.clone())
                    .unwrap_or_default(),
                claim.document.clone(),
                claim.evidence.text.clone(),
            ]);
        }
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::{
        build,
        fixtures::{record, statement},
    };
    use crate::record::Statement;

    #[test]
    fn both_sides_stand_with_their_sentences() {
        let met = statement("state-a", "met", "state-b");
        let denied = Statement {
            polarity: Polarity::Denied,
            sources: vec!["person-s".into()],
            ..met.clone()
        };
        let graph = build(&[record("1", "x", vec![met]), record("2", "y", vec![denied])]);
        let section = section(&graph);
        let Some(Block::Table(table)) = section.blocks.get(1) else {
            panic!("a table under the heading")
        };
        let mut says: Vec<&str> = table.rows.iter().map(|row| row[0].as_str()).collect();
        says.sort_unstable();
        assert_eq!(says, ["affirmed", "denied"]);
    }
}
