//! `simpul report`: figures, disputes, timeline and coverage for an editor.

use std::io::{IsTerminal, Write};

use simpul::report::{self, Part, Style};

use super::args::{Report, ReportFormat};
use super::{Outcome, graph as opened, output};

/// Columns of a terminal that does not tell how many it has.
const TERMINAL: u16 = 100;
/// Columns of a file or pipe: what a screen and a landscape page hold.
const FILE: u16 = 120;

/// Writes the parts asked for, all where none is named.
pub(crate) fn run(options: &Report) -> anyhow::Result<Outcome> {
    let store = opened::store(&options.graph)?;
    let records = opened::whole(store.records()?).collect::<Result<Vec<_>, _>>()?;
    let graph = opened::of(&store)?;
    let asked =
        |part: &Part| options.parts.is_empty() || options.parts.iter().any(|p| p.part() == *part);
    let parts = Part::ALL.into_iter().filter(asked);
    let sections: Vec<_> = parts.map(|part| part.section(&graph, &records)).collect();
    let terminal = options.output.is_none() && std::io::stdout().is_terminal();
    let text = report::write(&sections, style(options.format, terminal));
    match &options.output {
        Some(path) => output::replace(path, |mut file| {
            file.write_all(text.as_bytes())?;
            Ok(file)
        })?,
        None => std::io::stdout().lock().write_all(text.as_bytes())?,
    }
    Ok(Outcome::Complete)
}

fn style(format: ReportFormat, terminal: bool) -> Style {
    match format {
        ReportFormat::Markdown => Style::Markdown,
        ReportFormat::Html => Style::Html,
        ReportFormat::Text => Style::Terminal {
            width: Some(width().unwrap_or(if terminal { TERMINAL } else { FILE })),
        },
    }
}

/// Columns that the user asks for; shells tell those of the terminal so.
fn width() -> Option<u16> {
    std::env::var("COLUMNS").ok()?.parse().ok()
}
