//! Graph → CSV tables (RFC 4180, a header, UTF-8): nodes, edges, claims, mentions.
//!
//! `nodes.csv` and `edges.csv` bear the headings that Gephi's import looks for (`id`, `label`,
//! `source`, `target`, `type`, `weight`); `claims.csv` has a row for every claim, also the denied
//! and the merely possible, with its sentence and offsets in code points.

use std::io::Write;

use csv::{Terminator, WriterBuilder};

use super::{
    ExportError, View,
    columns::{EDGE, NODE},
    view,
};
use crate::{
    graph::{Claim, Graph},
    record::Quantity,
};

/// The columns of `claims.csv`.
const CLAIM: [&str; 39] = [
    "id",
    "subject",
    "subject_name",
    "predicate",
    "object",
    "object_name",
    "place",
    "place_name",
    "item",
    "item_name",
    "about",
    "about_name",
    "role",
    "time",
    "comparator",
    "min",
    "max",
    "unit",
    "currency",
    "of",
    "figure",
    "polarity",
    "modality",
    "sources",
    "source_names",
    "reporting",
    "confidence",
    "weight",
    "proposition",
    "document",
    "copy_of",
    "outlet",
    "published",
    "url",
    "quote",
    "start",
    "end",
    "trigger_start",
    "trigger_end",
];

/// The columns of `mentions.csv`.
const MENTION: [&str; 9] = [
    "entity",
    "name",
    "kind",
    "document",
    "outlet",
    "published",
    "start",
    "end",
    "text",
];

/// Writes the nodes of a view.
pub(super) fn write_nodes(
    graph: &Graph,
    view: View,
    base: &str,
    out: impl Write,
) -> Result<(), ExportError> {
    let mut table = table(out);
    table.write_record(std::iter::once("id").chain(NODE.iter().map(|(name, _)| *name)))?;
    for node in view::draw(graph, view, base).nodes {
        let values = node.values();
        table.write_record(
            std::iter::once(node.id.as_str())
                .chain(values.iter().map(|v| v.as_deref().unwrap_or(""))),
        )?;
    }
    Ok(table.flush()?)
}

/// Writes the edges of a view.
pub(super) fn write_edges(
    graph: &Graph,
    view: View,
    base: &str,
    out: impl Write,
) -> Result<(), ExportError> {
    let mut table = table(out);
    table.write_record(
        ["id", "source", "target", "type"]
            .into_iter()
            .chain(EDGE.iter().map(|(name, _)| *name)),
    )?;
    let drawing = view::draw(graph, view, base);
    for edge in &drawing.edges {
        let (from, to) = (
            &drawing.nodes[edge.ends.0].id,
            &drawing.nodes[edge.ends.1].id,
        );
        let direction = if edge.symmetric {
            "Undirected"
        } else {
            "Directed"
        };
        let values = edge.values();
        table.write_record(
            [edge.id.as_str(), from, to, direction]
                .into_iter()
                .chain(values.iter().map(|v| v.as_deref().unwrap_or(""))),
        )?;
    }
    Ok(table.flush()?)
}

/// Writes every claim.
pub(super) fn write_claims(graph: &Graph, base: &str, out: impl Write) -> Result<(), ExportError> {
    let mut table = table(out);
    table.write_record(CLAIM.into_iter().chain(["iri"]))?;
    for claim in &graph.claims {
        table.write_record(
            claim_row(graph, claim)
                .iter()
                .chain([&format!("{base}{}", claim.id)]),
        )?;
    }
    Ok(table.flush()?)
}

/// Writes every mention of every entity.
pub(super) fn write_mentions(graph: &Graph, out: impl Write) -> Result<(), ExportError> {
    let mut table = table(out);
    table.write_record(MENTION)?;
    for entity in graph.entities.values() {
        for (document, quotes) in &entity.mentions {
            let (outlet, published, _) = origin(graph, document);
            for quote in quotes {
                let (start, end) = (quote.start.to_string(), quote.end.to_string());
                let kind = entity.kind.name();
                table.write_record([
                    &entity.id,
                    &entity.name,
                    kind,
                    document,
                    outlet,
                    published,
                    &start,
                    &end,
                    &quote.text,
                ])?;
            }
        }
    }
    Ok(table.flush()?)
}

fn table<W: Write>(out: W) -> csv::Writer<W> {
    WriterBuilder::new()
        .terminator(Terminator::Any(b'\n'))
        .from_writer(out)
}

/// Values in the order of [`CLAIM`].
fn claim_row(graph: &Graph, claim: &Claim) -> [String; CLAIM.len()] {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let name = |id: &Option<String>| id.as_ref().map_or_else(String::new, |id| name(graph, id));
    let figure = claim.quantity.as_ref();
    let figured = |pick: fn(&Quantity) -> Option<String>| figure.and_then(pick).unwrap_or_default();
    let names: Vec<String> = claim
        .sources
        .iter()
        .map(|id| self::name(graph, id))
        .collect();
    let stated = graph.propositions.get(claim.proposition);
    let (outlet, published, url) = origin(graph, &claim.document);
    let copied = graph.documents.get(&claim.document);
    [
        claim.id.clone(),
        text(&claim.subject),
        name(&claim.subject),
        claim.predicate.clone(),
        text(&claim.object),
        name(&claim.object),
        text(&claim.place),
        name(&claim.place),
        text(&claim.item),
        name(&claim.item),
        text(&claim.about),
        name(&claim.about),
        text(&claim.role),
        text(&claim.time),
        figure.map_or_else(String::new, |figure| comparator(figure).to_owned()),
        figured(|figure| figure.min.map(|min| min.to_string())),
        figured(|figure| figure.max.map(|max| max.to_string())),
        figured(|figure| Some(figure.unit.clone())),
        figured(|figure| figure.currency.clone()),
        figured(|figure| figure.of.clone()),
        figured(|figure| Some(figure.text.clone())),
        claim.polarity.name().to_owned(),
        claim.modality.name().to_owned(),
        claim.sources.join("; "),
        names.join("; "),
        text(&claim.reporting),
        claim.confidence.to_string(),
        stated.map_or_else(String::new, |stated| stated.weight.to_string()),
        stated.map_or_else(String::new, |stated| stated.id.clone()),
        claim.document.clone(),
        copied.map_or_else(String::new, |d| text(&d.copy_of)),
        outlet.to_owned(),
        published.to_owned(),
        url.to_owned(),
        claim.evidence.text.clone(),
        claim.evidence.start.to_string(),
        claim.evidence.end.to_string(),
        claim.trigger.start.to_string(),
        claim.trigger.end.to_string(),
    ]
}

/// How a figure stands to its bounds: `=`, `>=`, `<=`, `..` for between; `~` before it where rough.
fn comparator(figure: &Quantity) -> &'static str {
    #[allow(
        clippy::float_cmp,
        reason = "bounds are read from text, never computed"
    )]
    let exact = figure.min == figure.max;
    match (figure.min, figure.max, figure.approximate) {
        (None, None, _) => "",
        (Some(_), None, false) => ">=",
        (Some(_), None, true) => "~>=",
        (None, Some(_), false) => "<=",
        (None, Some(_), true) => "~<=",
        (Some(_), Some(_), false) if exact => "=",
        (Some(_), Some(_), true) if exact => "~",
        (Some(_), Some(_), false) => "..",
        (Some(_), Some(_), true) => "~..",
    }
}

fn name(graph: &Graph, id: &str) -> String {
    graph
        .entities
        .get(id)
        .map_or_else(String::new, |entity| entity.name.clone())
}

/// Outlet, day and address of a document, empty where unknown.
fn origin<'g>(graph: &'g Graph, document: &str) -> (&'g str, &'g str, &'g str) {
    let document = graph.documents.get(document);
    let part = |value: Option<&'g Option<String>>| value.and_then(Option::as_deref).unwrap_or("");
    (
        part(document.map(|d| &d.outlet)),
        part(document.map(|d| &d.published)),
        part(document.map(|d| &d.url)),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comparators_tell_bounds_apart() {
        let figure = |min, max, approximate| Quantity {
            min,
            max,
            unit: "troops".into(),
            approximate,
            text: String::new(),
            currency: None,
            of: None,
        };
        let cases = [
            (Some(3.0), Some(3.0), false, "="),
            (Some(3.0), Some(3.0), true, "~"),
            (Some(11.0), None, false, ">="),
            (None, Some(3.0), false, "<="),
            (Some(10.0), Some(11.0), false, ".."),
        ];
        for (min, max, rough, sign) in cases {
            assert_eq!(comparator(&figure(min, max, rough)), sign);
        }
    }
}
