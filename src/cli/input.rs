//! Inputs of the command line → records, in the order given, read on all cores.
//!
//! Input that fails is named on standard error as it is met; the rest of the run goes on.

use std::path::Path;

use rayon::prelude::*;
use simpul::extract;
use simpul::read::{self, Article, Rules, TableError};
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
    let (seeds, rules) = words(&input.words)?;
    let mut batch = Vec::with_capacity(BATCH);
    let mut flush = |batch: &mut Vec<Article>| -> anyhow::Result<()> {
        let records: Vec<Record> = batch
            .par_iter()
            .map(|article| extract::record(article, &seeds))
            .collect();
        batch
            .drain(..)
            .zip(records)
            .try_for_each(|(article, record)| take(article.text, record))
    };
    let outcome = articles(input, &rules, |article| {
        batch.push(article);
        if batch.len() == BATCH {
            flush(&mut batch)?;
        }
        Ok(())
    })?;
    flush(&mut batch)?;
    Ok(outcome)
}

/// Gives every article to `take`, in order of the input, and names on standard error what is none.
pub(crate) fn articles(
    input: &Input,
    rules: &Rules,
    mut take: impl FnMut(Article) -> anyhow::Result<()>,
) -> anyhow::Result<Outcome> {
    let (sources, missing) = read::inputs(&input.inputs);
    let mut outcome = Outcome::Complete;
    let found = sources.iter().flat_map(|source| source.articles(rules));
    for article in missing.into_iter().map(Err).chain(found) {
        match article {
            Ok(article) => take(article)?,
            Err(error) => {
                complain(&error.to_string());
                outcome = Outcome::SomeFailed;
            }
        }
    }
    Ok(outcome)
}

/// The seeds of the folder given, else those built in, and the rules of reading that they hold.
pub(crate) fn words(words: &Words) -> anyhow::Result<(Seeds, Rules)> {
    let seeds = match &words.seeds {
        Some(folder) => Seeds::load(folder)?,
        None => Seeds::embedded()?,
    };
    let rules = Rules::parse(&seeds.noise, &seeds.calendar, &seeds.outlets).map_err(|error| {
        TableError {
            file: folder(words).join(&error.file).display().to_string(),
            ..error
        }
    })?;
    Ok((seeds, rules))
}

/// Where the files of the seeds are, for messages.
pub(crate) fn folder(words: &Words) -> &Path {
    words.seeds.as_deref().unwrap_or(Path::new("seeds"))
}
