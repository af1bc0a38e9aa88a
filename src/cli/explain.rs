//! `simpul explain`: sentence by sentence, what each stage saw.

use std::io::Write;
use std::num::NonZeroUsize;

use simpul::extract::explain;

use super::args::Explain;
use super::{Outcome, input};

/// Prints chunks, mentions, claims and refusals of each sentence.
pub(crate) fn run(options: &Explain) -> anyhow::Result<Outcome> {
    let (seeds, rules) = input::words(&options.input.words)?;
    let sentence = options.sentence.map(NonZeroUsize::get);
    let mut out = std::io::stdout().lock();
    input::articles(&options.input, &rules, |article| {
        Ok(write!(out, "{}", explain(&article, &seeds, sentence))?)
    })
}
