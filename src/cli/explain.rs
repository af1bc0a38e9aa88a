//! `simpul explain`: sentence by sentence, what each stage saw.

use std::io::Write;

use simpul::extract::explain;
use simpul::read::{self, Rules};

use super::args::Explain;
use super::{Outcome, complain, input};

/// Prints chunks, mentions, claims and refusals of each sentence.
pub(crate) fn run(options: &Explain) -> anyhow::Result<Outcome> {
    let seeds = input::seeds(&options.input.words)?;
    let rules = Rules::parse(&seeds.noise, &seeds.calendar)?;
    let (sources, missing) = read::inputs(&options.input.inputs);
    for error in &missing {
        complain(&error.to_string());
    }
    let mut outcome = if missing.is_empty() {
        Outcome::Complete
    } else {
        Outcome::SomeFailed
    };
    let mut out = std::io::stdout().lock();
    for article in sources.iter().flat_map(|s| s.articles(&rules)) {
        match article {
            Ok(article) => write!(out, "{}", explain(&article, &seeds, options.sentence))?,
            Err(error) => {
                complain(&error.to_string());
                outcome = Outcome::SomeFailed;
            }
        }
    }
    Ok(outcome)
}
