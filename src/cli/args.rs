//! What may stand on the command line.

use std::path::PathBuf;

use clap::{Args as ClapArgs, Parser, Subcommand};

/// Reads Indonesian news and ties it into a knowledge graph of who did what, and who says so.
#[derive(Debug, Parser)]
#[command(name = "simpul", version, max_term_width = 100)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Print what each article says, one JSON record a line
    Extract(Extract),
}

/// Where news comes from.
#[derive(Debug, ClapArgs)]
pub(crate) struct Input {
    /// Files, folders (read recursively), globs, or `-` for standard input
    #[arg(required = true, value_name = "INPUT")]
    pub(crate) inputs: Vec<String>,
    /// Read names and words from this folder instead of those built in
    #[arg(long, value_name = "DIR")]
    pub(crate) seeds: Option<PathBuf>,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Extract {
    #[command(flatten)]
    pub(crate) input: Input,
}
