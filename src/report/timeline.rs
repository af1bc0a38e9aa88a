//! Graph → timeline: what is said to have happened, in order of time, with who says so.
//!
//! What has no time stands at the end by its day of report; standing relations (a post, a membership) are left out.

use super::page::{Block, Section, Table};
use super::sentence::{sentence, speakers};
use crate::graph::{Graph, occasions};

/// One row an event.
pub(super) fn section(graph: &Graph) -> Section {
    let mut table = Table::new(["when", "what", "sources", "said by", "reported"]);
    for occasion in occasions(graph) {
        let Some(said) = graph.propositions.get(occasion.at) else {
            continue;
        };
        table.row([
            said.time.clone().unwrap_or_default(),
            sentence(graph, said),
            said.weight.to_string(),
            speakers(graph, &said.claims),
            graph.reported(said).unwrap_or_default().to_owned(),
        ]);
    }
    Section {
        title: "Timeline".to_owned(),
        about: "What is said to have happened or to be planned, by its own time (EDTF); without one, at the end by the day of the report.".to_owned(),
        blocks: vec![Block::Table(table)],
    }
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
    fn a_row_tells_when_what_and_who_says_so() {
        let met = Statement {
            time: Some("2024-11-18".into()),
            ..statement("state-a", "met", "state-b")
        };
        let section = section(&build(&[record("1", "x", vec![met])]));
        let [Block::Table(table)] = section.blocks.as_slice() else {
            panic!("one table")
        };
        let row = &table.rows[0];
        assert_eq!(
            (row[0].as_str(), row[3].as_str(), row[4].as_str()),
            ("2024-11-18", "x", "2024-11-19")
        );
    }
}
