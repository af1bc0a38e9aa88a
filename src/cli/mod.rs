//! Command line → one call of the library a command.
//!
//! Results go to standard output, all else to standard error. Exit status: 0 when all was read, 1 when
//! some input failed, 2 for wrong usage. Not obvious: an error is printed without its causes, as every message
//! of the library tells its cause itself; a context given here does the same (see [`cannot`]).

mod args;
mod build;
mod check_seeds;
mod diff;
mod entities;
mod explain;
mod explain_entity;
mod export;
mod extract;
mod graph;
mod input;
mod ontology;
mod output;
mod progress;
mod query;
mod rebuild;
mod remove;
mod report;
mod serve;
mod timings;
mod validate;
mod verify;

use std::io::Write as _;
use std::path::Path;
use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, Ordering};

use clap::Parser;

use args::{Args, Command};

/// Parses the command line and does what it says.
pub(crate) fn run() -> ExitCode {
    let args = Args::parse();
    let done = match &args.command {
        Command::Build(options) => build::run(options),
        Command::Extract(options) => extract::run(options),
        Command::Query(options) => query::run(options),
        Command::Export(options) => export::run(options),
        Command::Serve(options) => serve::run(options),
        Command::Explain(options) => explain::run(options),
        Command::Rebuild(options) => rebuild::run(options),
        Command::Remove(options) => remove::run(options),
        Command::Report(options) => report::run(options),
        Command::Verify(options) => verify::run(options),
        Command::Validate(options) => validate::run(options),
        Command::Ontology(options) => ontology::run(options),
        Command::Diff(options) => diff::run(options),
        Command::CheckSeeds(options) => check_seeds::run(options),
        Command::Entities(options) => entities::run(options),
        Command::ExplainEntity(options) => explain_entity::run(options),
    };
    match done {
        Ok(Outcome::Complete) if !LOST.load(Ordering::Relaxed) => ExitCode::SUCCESS,
        Ok(Outcome::Complete | Outcome::SomeFailed) => ExitCode::FAILURE,
        Err(error) if is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            complain(&error.to_string());
            ExitCode::from(if error.is::<Usage>() { 2 } else { 1 })
        }
    }
}

/// Whether something in a store could not be read, which no command may end as if nothing were.
static LOST: AtomicBool = AtomicBool::new(false);

/// Tells what a store lost; the run goes on with the rest, and ends as one in which some input failed.
pub(crate) fn lost(what: &str) {
    LOST.store(true, Ordering::Relaxed);
    complain(what);
}

/// Whether [`lost`] had something to tell.
#[cfg(feature = "rocksdb")]
pub(crate) fn has_lost() -> bool {
    LOST.load(Ordering::Relaxed)
}

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// All input was read.
    Complete,
    /// Some input failed, and was named.
    SomeFailed,
}

/// A value on the command line that no command takes.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(crate) struct Usage(pub(crate) String);

/// `simpul … | head` is no failure.
fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        let io = cause
            .downcast_ref::<std::io::Error>()
            .map(std::io::Error::kind);
        let json = cause
            .downcast_ref::<serde_json::Error>()
            .and_then(serde_json::Error::io_error_kind);
        io.or(json) == Some(std::io::ErrorKind::BrokenPipe)
    })
}

/// Names the path beside what the system says of it; `what` is `read` or `written`.
pub(crate) fn cannot(what: &str, path: &Path) -> impl Fn(std::io::Error) -> anyhow::Error {
    let message = format!("{}: cannot be {what}", path.display());
    move |source| {
        let message = format!("{message} ({source})");
        anyhow::Error::new(source).context(message)
    }
}

/// Writes one line to standard error.
pub(crate) fn complain(message: &str) {
    // Where nobody listens (`2>&1 | head`) the work still goes on.
    drop(writeln!(std::io::stderr(), "simpul: {message}"));
}
