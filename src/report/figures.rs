//! Graph → cards: for each thing that is counted, every figure side by side, with a chart.
//!
//! Nothing is averaged or chosen. A card tells which figures exclude each other, which agree, and which a speaker
//! has revised; those that do not exclude each other are compatible.

use std::collections::BTreeMap;

use super::chart::{self, Bar};
use super::page::{Block, Section, Table};
use super::sentence::name;
use crate::graph::{Figure, Graph, Measure, Relation, figures};

/// A card for each thing with more than one figure, then the single figures in one table, and those of which nobody tells
/// what they count: they have nothing in common.
pub(super) fn section(graph: &Graph) -> Section {
    let (many, single): (Vec<_>, Vec<_>) = figures(graph)
        .into_iter()
        .partition(|measure| measure.about.is_some() && measure.figures.len() > 1);
    let mut blocks = Vec::new();
    for measure in &many {
        blocks.push(Block::Heading(counted(graph, measure)));
        blocks.push(picture(graph, measure));
        blocks.push(Block::Table(card(graph, measure)));
    }
    if !single.is_empty() {
        blocks.push(Block::Heading("Figures that stand alone".to_owned()));
        blocks.push(Block::Table(alone(graph, &single)));
    }
    if blocks.is_empty() {
        blocks.push(Block::Text("Nobody gives a figure.".to_owned()));
    }
    Section {
        title: "Figures".to_owned(),
        about: "Every figure of a speaker or an article, in order of publication, beside the others of the same thing."
            .to_owned(),
        blocks,
    }
}

/// `Pasukan Korea Utara (troops)`.
fn counted(graph: &Graph, measure: &Measure<'_>) -> String {
    let about = measure.about.map(|id| name(graph, id));
    let about = about.unwrap_or_else(|| "not told of what".to_owned());
    format!("{about} ({})", measure.unit)
}

fn speaker(graph: &Graph, figure: &Figure<'_>) -> String {
    let own = || {
        let document = graph.documents.get(figure.document);
        let outlet = document.and_then(|document| document.outlet.as_deref());
        outlet.map_or_else(
            || "the article".to_owned(),
            |outlet| format!("the article ({outlet})"),
        )
    };
    figure.speaker.map_or_else(own, |id| name(graph, id))
}

fn card(graph: &Graph, measure: &Measure<'_>) -> Table {
    let mut table = Table::new([
        "no",
        "published",
        "about",
        "speaker",
        "figure",
        "stands to the others",
        "article",
        "sentence",
    ]);
    let numbers: BTreeMap<usize, usize> =
        measure.figures.iter().map(|f| f.claim).zip(1..).collect();
    for (n, figure) in (1..).zip(&measure.figures) {
        table.row([
            n.to_string(),
            figure.published.unwrap_or_default().to_owned(),
            figure.time.unwrap_or_default().to_owned(),
            speaker(graph, figure),
            figure.quantity.text.clone(),
            standing(graph, figure.claim, &numbers),
            figure.document.to_owned(),
            figure.sentence.to_owned(),
        ]);
    }
    table
}

/// `conflicts with 3, 7; revises 2`; `compatible` where nothing is told.
fn standing(graph: &Graph, claim: usize, numbers: &BTreeMap<usize, usize>) -> String {
    let mut told: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for link in &graph.links {
        let (words, other) = match (link.relation, link.from == claim, link.to == claim) {
            (Relation::ConflictsWith, true, _) => ("conflicts with", link.to),
            (Relation::ConflictsWith, _, true) => ("conflicts with", link.from),
            (Relation::Confirms, true, _) => ("agrees with", link.to),
            (Relation::Confirms, _, true) => ("agrees with", link.from),
            (Relation::Revises, true, _) => ("revises", link.to),
            (Relation::Revises, _, true) => ("revised by", link.from),
            _ => continue,
        };
        if let Some(number) = numbers.get(&other) {
            told.entry(words).or_default().push(*number);
        }
    }
    let mut parts = Vec::new();
    for (words, mut others) in told {
        others.sort_unstable();
        others.dedup();
        let others: Vec<String> = others.iter().map(ToString::to_string).collect();
        parts.push(format!("{words} {}", others.join(", ")));
    }
    if parts.is_empty() {
        "compatible".to_owned()
    } else {
        parts.join("; ")
    }
}

fn picture(graph: &Graph, measure: &Measure<'_>) -> Block {
    let bars: Vec<Bar> = (1..)
        .zip(&measure.figures)
        .map(|(n, figure)| Bar {
            label: format!(
                "{n}  {}  {}",
                figure.published.unwrap_or("?"),
                speaker(graph, figure)
            ),
            speaker: figure.speaker.unwrap_or_default().to_owned(),
            min: figure.quantity.min,
            max: figure.quantity.max,
            rough: figure.quantity.approximate,
            words: figure.quantity.text.clone(),
        })
        .collect();
    Block::Chart {
        about: format!(
            "{}: {} figures in order of publication",
            counted(graph, measure),
            bars.len()
        ),
        svg: chart::svg(&bars, '.'),
    }
}

fn alone(graph: &Graph, measures: &[Measure<'_>]) -> Table {
    let mut table = Table::new([
        "of what",
        "published",
        "speaker",
        "figure",
        "article",
        "sentence",
    ]);
    for measure in measures {
        for figure in &measure.figures {
            table.row([
                counted(graph, measure),
                figure.published.unwrap_or_default().to_owned(),
                speaker(graph, figure),
                figure.quantity.text.clone(),
                figure.document.to_owned(),
                figure.sentence.to_owned(),
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
        fixtures::{estimate, record},
    };
    use crate::record::Record;

    fn told(document: &str, day: &str, speaker: &str, number: f64) -> Record {
        let said = estimate(speaker, Some(number), Some(number));
        Record {
            published: Some(day.into()),
            ..record(document, document, vec![said])
        }
    }

    #[test]
    fn a_card_tells_conflict_and_revision() {
        let graph = build(&[
            told("1", "2024-10-18", "organization-p", 1500.0),
            told("2", "2024-10-23", "organization-p", 3000.0),
            told("3", "2024-11-05", "state-a", 10000.0),
        ]);
        let section = section(&graph);
        let [_, Block::Chart { .. }, Block::Table(card)] = section.blocks.as_slice() else {
            panic!("heading, chart, card")
        };
        let standing: Vec<&str> = card.rows.iter().map(|row| row[5].as_str()).collect();
        assert!(standing[0].contains("revised by 2"), "{standing:?}");
        assert!(standing[1].contains("revises 1") && standing[1].contains("conflicts with 3"));
        assert!(standing[2].contains("conflicts with 2"));
    }

    #[test]
    fn figures_of_no_known_thing_share_no_card() {
        let mut records = ["1", "2"].map(|name| told(name, "2024-10-18", "state-a", 5.0));
        for record in &mut records {
            record.statements[0].about = None;
        }
        let section = section(&build(&records));
        let [Block::Heading(_), Block::Table(alone)] = section.blocks.as_slice() else {
            panic!("one table")
        };
        assert_eq!(alone.rows.len(), 2);
    }

    #[test]
    fn a_single_figure_has_no_card() {
        let section = section(&build(&[told("1", "2024-10-18", "state-a", 5.0)]));
        assert!(
            matches!(section.blocks[0], Block::Heading(ref text) if text == "Figures that stand alone")
        );
    }
}
