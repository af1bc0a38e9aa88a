//! Graph → timeline: what is said to have happened, in order of time, with who says so.
//!
//! What has no time stands at the end by its day of report; standing relations (a post, a membership) are left out.

use super::page::{Block, Section, Table};
use super::sentence::{sentence, speakers};
use crate::export::STANDING;
use crate::graph::{Graph, Period, Proposition};
use crate::record::{Modality, Polarity};

/// One row an event.
pub(super) fn section(graph: &Graph) -> Section {
    let mut events: Vec<&Proposition> = graph
        .propositions
        .iter()
        .filter(|said| !STANDING.contains(&said.predicate.as_str()))
        .filter(|said| said.polarity == Polarity::Affirmed && said.modality != Modality::Requested)
        .collect();
    events.sort_by_key(|said| {
        let period = said.time.as_deref().and_then(Period::parse);
        let first = period.map(|period| (period.first, period.last));
        (first.is_none(), first, published(graph, said), &said.id)
    });
    let mut table = Table::new(["when", "what", "sources", "said by", "reported"]);
    for said in events {
        table.row([
            said.time.clone().unwrap_or_default(),
            sentence(graph, said),
            said.weight.to_string(),
            speakers(graph, &said.claims),
            published(graph, said).unwrap_or_default().to_owned(),
        ]);
    }
    Section {
        title: "Timeline".to_owned(),
        about: "What is said to have happened or to be planned, by its own time (EDTF); without one, at the end by the day of the report.".to_owned(),
        blocks: vec![Block::Table(table)],
    }
}

/// The first day on which it was reported.
fn published<'g>(graph: &'g Graph, said: &Proposition) -> Option<&'g str> {
    let claims = said.claims.iter().filter_map(|&at| graph.claims.get(at));
    let days = claims.filter_map(|c| graph.documents.get(&c.document)?.published.as_deref());
    days.min()
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
    fn events_stand_in_order_of_time_and_posts_are_left_out() {
        let on = |time: Option<&str>, predicate: &str| Statement {
            time: time.map(str::to_owned),
            ..statement("state-a", predicate, "state-b")
        };
        let told = vec![
            on(None, "visited"),
            on(Some("2024-11-18"), "met"),
            on(Some("2024-06"), "attacked"),
            on(Some("2024-01"), "memberOf"),
        ];
        let section = section(&build(&[record("1", "x", told)]));
        let [Block::Table(table)] = section.blocks.as_slice() else {
            panic!("one table")
        };
        let times: Vec<&str> = table.rows.iter().map(|row| row[0].as_str()).collect();
        assert_eq!(times, ["2024-06", "2024-11-18", ""]);
        assert_eq!(table.rows[0][3], "x");
    }
}
