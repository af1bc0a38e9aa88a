//! Inputs of the command line → records, in the order given, read on all cores.
//!
//! Input that fails is named on standard error as it is met; the rest of the run goes on.

use anyhow::Context as _;
use rayon::prelude::*;
use simpul::extract;
use simpul::read::{self, Rules};
use simpul::record::Record;
use simpul::seeds::Seeds;

use super::args::{Input, Words};
use super::{Outcome, complain};

/// How many articles are read at once: enough for all cores, few enough to stay small.
const BATCH: usize = 256;

/// Reads every article and gives its text and record to `take`, in order of the input.
pub(crate) fn each(
    input: &Input,
    mut take: impl FnMut(String, Record) -> anyhow::Result<()>,
) -> anyhow::Result<Outcome> {
    let seeds = seeds(&input.words)?;
    let rules = Rules::parse(&seeds.noise, &seeds.calendar)
        .context("seeds/words/noise.tsv and calendar.tsv")?;
    let (sources, missing) = read::inputs(&input.inputs);
    let mut outcome = Outcome::Complete;
    for error in &missing {
        complain(&error.to_string());
        outcome = Outcome::SomeFailed;
    }
    let mut batch = Vec::with_capacity(BATCH);
    let mut flush = |batch: &mut Vec<read::Article>| -> anyhow::Result<()> {
        let records: Vec<Record> = batch
            .par_iter()
            .map(|article| extract::record(article, &seeds))
            .collect();
        batch
            .drain(..)
            .zip(records)
            .try_for_each(|(article, record)| take(article.text, record))
    };
    for article in sources.iter().flat_map(|source| source.articles(&rules)) {
        match article {
            Ok(article) => batch.push(article),
            Err(error) => {
                complain(&error.to_string());
                outcome = Outcome::SomeFailed;
            }
        }
        if batch.len() == BATCH {
            flush(&mut batch)?;
        }
    }
    flush(&mut batch)?;
    Ok(outcome)
}

/// The seeds of the folder given, else those built in.
pub(crate) fn seeds(words: &Words) -> anyhow::Result<Seeds> {
    Ok(match &words.seeds {
        Some(folder) => Seeds::load(folder)?,
        None => Seeds::embedded()?,
    })
}
