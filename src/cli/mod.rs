//! Command line → one call of the library a command.
//!
//! Results go to standard output, all else to standard error. Exit status: 0 when all was read, 1 when
//! some input failed, 2 for wrong usage.

mod args;
mod extract;
mod input;

use std::process::ExitCode;

use clap::Parser;

use args::{Args, Command};

/// Parses the command line and does what it says.
pub(crate) fn run() -> ExitCode {
    let args = Args::parse();
    let done = match &args.command {
        Command::Extract(options) => extract::run(options),
    };
    match done {
        Ok(Outcome::Complete) => ExitCode::SUCCESS,
        Ok(Outcome::SomeFailed) => ExitCode::FAILURE,
        Err(error) => {
            complain(&format!("{error:#}"));
            ExitCode::FAILURE
        }
    }
}

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// All input was read.
    Complete,
    /// Some input failed, and was named.
    SomeFailed,
}

/// Writes one line to standard error.
#[expect(clippy::print_stderr, reason = "the one place that speaks to standard error")]
pub(crate) fn complain(message: &str) {
    eprintln!("simpul: {message}");
}
