//! `simpul extract`: a stateless map from articles to records.

use std::io::{IsTerminal, Write};

use super::args::Extract;
use super::timings::Timings;
use super::{Outcome, complain, input};

/// Prints one JSON object a document.
pub(crate) fn run(options: &Extract) -> anyhow::Result<Outcome> {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    // Records on the same terminal would tear the bar apart.
    let progress = !std::io::stdout().is_terminal();
    let timings = Timings::default();
    let outcome = input::each(
        &options.input,
        &options.work,
        progress,
        &timings,
        &[],
        |stored| {
            serde_json::to_writer(&mut out, &stored.record)?;
            out.write_all(b"\n")?;
            Ok(())
        },
    )?;
    out.flush()?;
    if options.timings {
        complain(&format!(
            "time of all threads together\n{}",
            timings.table()
        ));
    }
    Ok(outcome)
}
