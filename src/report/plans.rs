//! Graph → plans: each plan or request with what later reports say became of it, in order of report.

use std::collections::BTreeMap;

use super::page::{Block, Section, Table};
use super::sentence::{sentence, speakers};
use crate::graph::{Graph, Proposition, Stage};

/// One row a plan, and one more for each further thing that became of it.
pub(super) fn section(graph: &Graph) -> Section {
    let mut became: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for outcome in &graph.outcomes {
        became.entry(outcome.of).or_default().push(outcome.from);
    }
    let mut table = Table::new(["plan", "stage", "said by", "what became of it", "told by"]);
    for (at, plan) in graph.propositions.iter().enumerate() {
        let Some(stage @ (Stage::Asked | Stage::Planned)) = Stage::of(plan) else {
            continue;
        };
        let later = became.get(&at).into_iter().flatten();
        let mut later: Vec<&Proposition> =
            later.filter_map(|&at| graph.propositions.get(at)).collect();
        later.sort_by_key(|said| (Stage::of(said), &said.time, &said.id));
        let open = later.is_empty().then_some(None);
        for outcome in later.into_iter().map(Some).chain(open) {
            table.row([
                sentence(graph, plan),
                stage.name().to_owned(),
                speakers(graph, &plan.claims),
                outcome.map_or_else(|| "not reported".to_owned(), |said| told(graph, said)),
                outcome.map_or_else(String::new, |said| speakers(graph, &said.claims)),
            ]);
        }
    }
    Section {
        title: "Plans".to_owned(),
        about:
            "What was announced, intended or asked for, and what later reports say became of it."
                .to_owned(),
        blocks: vec![Block::Table(table)],
    }
}

/// `happened: Rusia visited …`
fn told(graph: &Graph, said: &Proposition) -> String {
    let stage = Stage::of(said).map_or("", Stage::name);
    format!("{stage}: {}", sentence(graph, said))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::{
        build,
        fixtures::{record, statement},
    };
    use crate::record::{Modality, Record, Statement};

    #[test]
    fn a_plan_stands_with_its_outcome_or_without_one() {
        let visit = statement("state-a", "visited", "place-p");
        let planned = |object: &str| Statement {
            modality: Modality::Planned,
            object: Some(object.into()),
            ..visit.clone()
        };
        let on = |day: &str, record: Record| Record {
            published: Some(day.into()),
            ..record
        };
        let graph = build(&[
            on(
                "2024-11-01",
                record("1", "x", vec![planned("place-p"), planned("place-q")]),
            ),
            on("2024-11-09", record("2", "y", vec![visit])),
        ]);
        let Some(Block::Table(table)) = section(&graph).blocks.pop() else {
            panic!("one table")
        };
        let mut became: Vec<&str> = table
            .rows
            .iter()
            .filter_map(|row| row[3].get(..8))
            .collect();
        became.sort_unstable();
        assert_eq!(became, ["happened", "not repo"]);
    }
}
