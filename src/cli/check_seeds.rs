//! `simpul check-seeds`: does each row's example give what the row says, and can names be told apart?

use std::io::Write;

use simpul::extract::check_examples;
use simpul::seeds::clashes;

use super::args::CheckSeeds;
use super::{Outcome, input};

/// Names each row of the word lists whose example fails.
pub(crate) fn run(options: &CheckSeeds) -> anyhow::Result<Outcome> {
    let (seeds, _) = input::words(&options.words)?;
    let frames = input::folder(&options.words).join("words/frames.tsv");
    let failed = check_examples(&seeds);
    let mut out = std::io::stdout().lock();
    for row in &failed {
        writeln!(
            out,
            "{}:{}: {}\n    expected {}; found {}",
            frames.display(),
            row.line,
            row.example,
            row.expected,
            row.found
        )?;
    }
    writeln!(
        out,
        "{} rows, {} examples that fail",
        seeds.frames.len(),
        failed.len()
    )?;
    let clashes = clashes(&seeds);
    for clash in &clashes {
        let (one, other, shared) = (&clash.one, &clash.other, &clash.shared);
        writeln!(
            out,
            "names: `{one}` and `{other}` cannot be told apart: {shared}"
        )?;
    }
    writeln!(
        out,
        "{} names, {} clashes",
        seeds.names.len(),
        clashes.len()
    )?;
    Ok(if failed.is_empty() && clashes.is_empty() {
        Outcome::Complete
    } else {
        Outcome::SomeFailed
    })
}
