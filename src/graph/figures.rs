//! Graph → figures: for each thing that is counted, every estimate side by side.
//!
//! Nothing is averaged or chosen: 1,500, 3,000 and "about 10,000" stand in order of publication
//! with who says so and in which sentence.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::{
    Claim, Graph,
    measure::{ESTIMATED, Measures},
};
use crate::record::Quantity;

/// One thing that is counted, and all that is said of its number.
#[derive(Debug, Clone, PartialEq)]
pub struct Measure<'g> {
    /// Entity id of what is counted; `None` where the text does not tell.
    pub about: Option<&'g str>,
    /// Unit, `troops`.
    pub unit: &'g str,
    /// The estimates, by day of publication, then document, then place in it.
    pub figures: Vec<Figure<'g>>,
}

/// One estimate.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure<'g> {
    /// Position in [`Graph::claims`].
    pub claim: usize,
    /// Entity id of who estimates; `None` where the article itself gives the figure.
    pub speaker: Option<&'g str>,
    /// Bounds, unit and words.
    pub quantity: &'g Quantity,
    /// EDTF of the time that the figure is about.
    pub time: Option<&'g str>,
    /// Day of publication.
    pub published: Option<&'g str>,
    /// Key in [`Graph::documents`].
    pub document: &'g str,
    /// The sentence it stands in.
    pub sentence: &'g str,
}

/// All figures that stand for themselves, by what is counted and unit: estimates, and the figures of events that no
/// estimate repeats.
#[must_use]
pub fn figures(graph: &Graph) -> Vec<Measure<'_>> {
    let measures = Measures::of(&graph.claims);
    let mut cards: BTreeMap<(Option<Cow<'_, str>>, &str), Vec<Figure<'_>>> = BTreeMap::new();
    for (at, claim) in graph.claims.iter().enumerate() {
        let vouched = claim.quantity.as_ref().filter(|_| measures.is_vouched(at));
        if let Some(quantity) = vouched {
            let (of, unit) = measures
                .key(at)
                .map_or((None, quantity.unit.as_str()), |key| {
                    (Some(key.of), key.unit)
                });
            let mut figure = figure(graph, at, claim, quantity);
            figure.time = measures.time(at);
            let card = cards.entry((of, unit)).or_default();
            card.push(figure);
        }
    }
    cards
        .into_iter()
        .map(|((about, unit), figures)| measure(graph, about.as_deref(), unit, figures))
        .collect()
}

/// Puts figures in order.
fn measure<'g>(
    graph: &'g Graph,
    about: Option<&str>,
    unit: &'g str,
    mut figures: Vec<Figure<'g>>,
) -> Measure<'g> {
    figures.sort_by_key(|figure| {
        let start = graph
            .claims
            .get(figure.claim)
            .map(|claim| claim.trigger.start);
        (
            figure.published.is_none(),
            figure.published,
            figure.document,
            start,
            figure.claim,
        )
    });
    // A force that no article names has no entity; then what the first claim names stands for it.
    let known = |id| graph.entities.get_key_value(id).map(|(id, _)| id.as_str());
    let first = figures
        .first()
        .and_then(|figure| graph.claims.get(figure.claim));
    let about = about.and_then(|id| known(id).or_else(|| first?.about.as_deref()));
    Measure {
        about,
        unit,
        figures,
    }
}

fn figure<'g>(graph: &'g Graph, at: usize, claim: &'g Claim, quantity: &'g Quantity) -> Figure<'g> {
    Figure {
        claim: at,
        speaker: if claim.predicate == ESTIMATED {
            claim.subject.as_deref()
        } else {
            claim.sources.first().map(String::as_str)
        },
        quantity,
        time: claim.time.as_deref(),
        published: graph
            .documents
            .get(&claim.document)
            .and_then(|d| d.published.as_deref()),
        document: &claim.document,
        sentence: &claim.evidence.text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        graph::{
            build,
            fixtures::{estimate, record},
        },
        record::Record,
    };

    #[test]
    fn estimates_stand_side_by_side_in_order_of_publication() {
        let told = |document: &str, day: &str, speaker: &str, number: f64| Record {
            published: Some(day.into()),
            ..record(
                document,
                "x",
                vec![estimate(speaker, Some(number), Some(number))],
            )
        };
        let graph = build(&[
            told("1", "2024-11-05", "state-a", 10000.0),
            told("2", "2024-10-18", "organization-p", 1500.0),
            told("3", "2024-10-23", "organization-p", 3000.0),
        ]);
        let measures = figures(&graph);
        assert_eq!(measures.len(), 1);
        assert_eq!(
            (measures[0].about, measures[0].unit),
            (Some("force-f"), "troops")
        );
        let numbers: Vec<_> = measures[0].figures.iter().map(|f| f.quantity.min).collect();
        assert_eq!(numbers, [Some(1500.0), Some(3000.0), Some(10000.0)]);
    }
}
