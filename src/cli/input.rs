//! Inputs of the command line → records, in the order given, read on all cores.
//!
//! One thread takes documents out of the input; batches of them are read and extracted on all cores and given in
//! their order, so that the number of cores does not show. Not obvious: a batch is bounded in bytes as well as in documents, and at most
//! three are there at a time, which bounds memory whatever the input. Input that fails is named on standard error as it is met; the rest of the
//! run goes on.

use std::path::{Path, PathBuf};
use std::sync::mpsc;

use rayon::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuilder};
use simpul::extract;
use simpul::read::{self, Article, Options, Raw, ReadError, Rules, Source, TableError};
use simpul::seeds::Seeds;
use simpul::store::Stored;

use super::args::{Input, Words, Work};
use super::progress::Progress;
use super::timings::{Clock, Stage, Timings};
use super::{Outcome, complain};

/// Documents in a batch, for each core.
const DOCUMENTS: usize = 32;
/// Bytes in a batch, for each core and for all.
const BYTES: usize = 2 << 20;
const MOST_BYTES: usize = 16 << 20;

/// What one document gives, in order: what is to be stored, and errors.
type Results = Vec<Result<Stored, ReadError>>;

/// Reads every article and gives its text and record to `take`, in order of the input.
///
/// `progress` tells whether a terminal shows how far the run is; `timings` learns what each stage takes. What lies in
/// a folder of `own` is passed over.
pub(crate) fn each(
    input: &Input,
    work: &Work,
    progress: bool,
    timings: &Timings,
    own: &[&Path],
    mut take: impl FnMut(Stored) -> anyhow::Result<()>,
) -> anyhow::Result<Outcome> {
    let mut clock = timings.clock();
    let (seeds, rules) = words(&input.words)?;
    clock.lap(Stage::Seeds);
    let options = input.reading.options();
    let (mut sources, missing) = read::inputs(&input.inputs);
    let own: Vec<PathBuf> = own.iter().flat_map(|own| own.canonicalize()).collect();
    sources.retain(|source| !own.iter().any(|folder| source.is_within(folder)));
    let mut outcome = Outcome::Complete;
    for error in missing {
        complain(&error.to_string());
        outcome = Outcome::SomeFailed;
    }
    let pool = pool(work)?;
    let mut progress = Progress::new(&sources, &options.meter, progress);
    let read = |raw: Raw| -> Results {
        let mut clock = timings.clock();
        let articles = raw.read(&rules, &options).into_iter();
        clock.lap(Stage::Read);
        articles
            .map(|article| Ok(timed(article?, &seeds, &mut clock)))
            .collect()
    };
    std::thread::scope(|scope| {
        let (sender, batches) = mpsc::sync_channel(1);
        let cores = pool.current_num_threads();
        let (sources, options) = (&sources, &options);
        scope.spawn(move || send(sources, options, cores, &sender));
        for batch in batches {
            let results: Vec<Results> = pool.install(|| batch.into_par_iter().map(read).collect());
            for result in results.into_iter().flatten() {
                match result {
                    Ok(stored) => {
                        let mut clock = timings.clock();
                        take(stored)?;
                        clock.lap(Stage::Write);
                    }
                    Err(error) => {
                        progress.aside(|| complain(&error.to_string()));
                        outcome = Outcome::SomeFailed;
                    }
                }
                progress.tick();
            }
        }
        Ok(outcome)
    })
}

/// An article with its record.
pub(crate) fn stored(article: Article, seeds: &Seeds) -> Stored {
    timed(article, seeds, &mut Timings::default().clock())
}

fn timed(mut article: Article, seeds: &Seeds, clock: &mut Clock<'_>) -> Stored {
    let record = extract::record_in_steps(&article, seeds, |step| clock.lap(step.into()));
    let origin = std::mem::take(&mut article.origin);
    Stored::new(article.into_given(), origin, record)
}

/// Sends all documents in batches, until nobody takes them any more.
fn send(sources: &[Source], options: &Options, cores: usize, batches: &mpsc::SyncSender<Vec<Raw>>) {
    let (most, most_bytes) = (DOCUMENTS * cores, (BYTES * cores).min(MOST_BYTES));
    let (mut batch, mut bytes) = (Vec::new(), 0);
    for raw in sources.iter().flat_map(|source| source.documents(options)) {
        bytes += raw.size();
        batch.push(raw);
        if batch.len() >= most || bytes >= most_bytes {
            bytes = 0;
            if batches.send(std::mem::take(&mut batch)).is_err() {
                return;
            }
        }
    }
    // Nobody left to take the last ones is no failure.
    drop(batches.send(batch));
}

pub(crate) fn pool(work: &Work) -> anyhow::Result<ThreadPool> {
    let jobs = work.jobs.map_or(0, usize::from);
    Ok(ThreadPoolBuilder::new().num_threads(jobs).build()?)
}

/// Gives every article to `take`, one after the other in order of the input, and names on standard error what is none.
pub(crate) fn articles(
    input: &Input,
    rules: &Rules,
    mut take: impl FnMut(Article) -> anyhow::Result<()>,
) -> anyhow::Result<Outcome> {
    let options = input.reading.options();
    let (sources, missing) = read::inputs(&input.inputs);
    let mut outcome = Outcome::Complete;
    let found = sources.iter().flat_map(|source| source.documents(&options));
    let found = found.flat_map(|raw| raw.read(rules, &options));
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
    let rules = Rules::of(&seeds).map_err(|error| TableError {
        file: folder(words).join(&error.file).display().to_string(),
        ..error
    })?;
    Ok((seeds, rules))
}

/// Where the files of the seeds are, for messages.
pub(crate) fn folder(words: &Words) -> &Path {
    words.seeds.as_deref().unwrap_or(Path::new("seeds"))
}
