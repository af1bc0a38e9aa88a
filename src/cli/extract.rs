//! `simpul extract`: a stateless map from articles to records.

use std::io::Write;

use super::args::Extract;
use super::{Outcome, input};

/// Prints one JSON object a document.
pub(crate) fn run(options: &Extract) -> anyhow::Result<Outcome> {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let outcome = input::each(&options.input, |_, record| {
        serde_json::to_writer(&mut out, &record)?;
        out.write_all(b"\n")?;
        Ok(())
    })?;
    out.flush()?;
    Ok(outcome)
}
