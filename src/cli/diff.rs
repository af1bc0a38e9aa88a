//! `simpul diff`: what changed from one store to another.

use std::io::Write;

use simpul::graph::{Difference, Graph, Proposition};
use simpul::{graph, report};

use super::args::{Diff, DiffFormat};
use super::{Outcome, graph as opened};

/// Prints every change, one a line.
pub(crate) fn run(options: &Diff) -> anyhow::Result<Outcome> {
    let earlier = opened::of(&opened::at(&options.before)?)?;
    let later = opened::of(&opened::at(&options.after)?)?;
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for difference in graph::diff(&earlier, &later) {
        let line = match options.format {
            DiffFormat::Text => text(&earlier, &later, &difference),
            DiffFormat::Json => json(&earlier, &later, &difference),
        };
        writeln!(out, "{line}")?;
    }
    out.flush()?;
    Ok(Outcome::Complete)
}

/// The proposition as it is now, else as it was, in words.
fn sentence(earlier: &Graph, later: &Graph, difference: &Difference<'_>) -> String {
    let now = difference.after.map(|said| report::sentence(later, said));
    let was = || {
        difference
            .before
            .map(|said| report::sentence(earlier, said))
    };
    now.or_else(was).unwrap_or_default()
}

fn text(earlier: &Graph, later: &Graph, difference: &Difference<'_>) -> String {
    let weight = |said: Option<&Proposition>| said.map_or(0, |said| said.weight);
    format!(
        "{:<12}  {}  ({} → {} sources)",
        difference.change.name(),
        sentence(earlier, later, difference),
        weight(difference.before),
        weight(difference.after),
    )
}

fn json(earlier: &Graph, later: &Graph, difference: &Difference<'_>) -> String {
    let said = |said: Option<&Proposition>| {
        said.map(|said| {
            serde_json::json!({
                "id": said.id, "subject": said.subject, "predicate": said.predicate, "object": said.object,
                "place": said.place, "time": said.time, "polarity": said.polarity, "modality": said.modality,
                "quantity": said.quantity, "sources": said.weight,
            })
        })
    };
    serde_json::json!({
        "change": difference.change.name(),
        "sentence": sentence(earlier, later, difference),
        "before": said(difference.before),
        "after": said(difference.after),
    })
    .to_string()
}
