//! What may stand on the command line.

use std::net::SocketAddr;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use clap::{Args as ClapArgs, Parser, Subcommand};

/// What a first look needs beyond the list of commands.
const EXAMPLES: &str = "\
Examples:
  simpul build berita/ --out exports    read a folder, keep a store, write the exports
  simpul query who-met-whom             ask the store; `simpul query --list` shows what else
  simpul extract - < artikel.txt        print what one article says, and keep nothing

Exit status: 0 when all was read, 1 when some input or the command failed, 2 for wrong usage.";

/// Reads Indonesian news and ties it into a knowledge graph of who did what, and who says so.
#[derive(Debug, Parser)]
#[command(name = "simpul", version, max_term_width = 100, after_help = EXAMPLES)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Read articles, add them to the store, and write the exports
    Build(Build),
    /// Print what each article says, one JSON record a line
    Extract(Extract),
    /// Ask the store in SPARQL, or by the name of a stock query
    Query(Query),
    /// Write the graph of the store in one format
    Export(Export),
    /// Answer SPARQL over HTTP, at /sparql and on a page for browsers; nobody can change the store
    Serve(Serve),
    /// Show what each stage saw in an article
    Explain(Explain),
    /// Read every example of the word lists and name those that fail, and names that two rows share
    CheckSeeds(CheckSeeds),
    /// List who and what the store knows, or pairs that may be one
    Entities(Entities),
    /// Show why the mentions of an entity were put together
    ExplainEntity(ExplainEntity),
}

/// Where news comes from.
#[derive(Debug, ClapArgs)]
pub(crate) struct Input {
    /// .txt, .md, .html, .htm, .json, .jsonl or .ndjson files, folders (read recursively), globs, or
    /// `-` for standard input
    #[arg(required = true, value_name = "INPUT")]
    pub(crate) inputs: Vec<String>,
    #[command(flatten)]
    pub(crate) words: Words,
}

/// What Simpul knows before it reads.
#[derive(Debug, ClapArgs)]
pub(crate) struct Words {
    /// Read names and words from this folder instead of those built in
    #[arg(long, value_name = "DIR")]
    pub(crate) seeds: Option<PathBuf>,
}

/// Where the store is and how its things are named.
#[derive(Debug, ClapArgs)]
pub(crate) struct Graph {
    /// The store's folder
    #[arg(long, value_name = "DIR", default_value = "simpul-store")]
    pub(crate) store: PathBuf,
    /// What the identifiers of things begin with
    #[arg(long, value_name = "IRI", default_value = "https://simpul.dev/id/")]
    pub(crate) base: String,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Build {
    #[command(flatten)]
    pub(crate) input: Input,
    #[command(flatten)]
    pub(crate) graph: Graph,
    /// Write N-Quads, Turtle, GraphML, GEXF, CSV and a picture into this folder
    #[arg(long, value_name = "DIR", default_value = "exports")]
    out: PathBuf,
    /// Only add to the store
    #[arg(long, conflicts_with = "out")]
    no_exports: bool,
}

impl Build {
    /// Where the exports go, if they are asked for.
    pub(crate) fn out(&self) -> Option<&Path> {
        (!self.no_exports).then_some(self.out.as_path())
    }
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Extract {
    #[command(flatten)]
    pub(crate) input: Input,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Query {
    /// SPARQL text, `@file.rq`, or the name of a stock query
    #[arg(value_name = "QUERY", required_unless_present = "list")]
    pub(crate) text: Option<String>,
    /// List the stock queries with the question that each answers
    #[arg(long)]
    pub(crate) list: bool,
    /// table, csv, tsv, json, xml; for CONSTRUCT and DESCRIBE turtle, ntriples, rdfxml, jsonld
    /// [default: table on a terminal, else csv; turtle for triples]
    #[arg(long, value_name = "FORMAT")]
    pub(crate) format: Option<String>,
    #[command(flatten)]
    pub(crate) graph: Graph,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Export {
    /// turtle, trig, nquads, ntriples, rdfxml, jsonld, graphml, gexf, csv, svg
    #[arg(long, value_name = "FORMAT")]
    pub(crate) format: String,
    /// actors, events, claims or full (for graphml, gexf, csv and svg)
    #[arg(long, value_name = "VIEW", default_value = "actors")]
    pub(crate) view: String,
    /// A file, or for csv a folder; without it or with `-`, standard output
    #[arg(long, short, value_name = "PATH")]
    pub(crate) output: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) graph: Graph,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Serve {
    /// Address and port to listen on
    #[arg(long, value_name = "ADDR:PORT", default_value = "127.0.0.1:7878")]
    pub(crate) addr: SocketAddr,
    /// Seconds that a query may take
    #[arg(long, value_name = "SECONDS", default_value_t = 30)]
    pub(crate) timeout: u64,
    #[command(flatten)]
    pub(crate) graph: Graph,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Explain {
    #[command(flatten)]
    pub(crate) input: Input,
    /// Only this sentence, from 1
    #[arg(long, value_name = "N")]
    pub(crate) sentence: Option<NonZeroUsize>,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Entities {
    /// Only this kind: Person, State, Organization, Force, Place, Treaty, Event, Weapon
    #[arg(long = "type", value_name = "TYPE")]
    pub(crate) kind: Option<String>,
    /// List pairs worth a decision instead, as lines for simpul-decisions.tsv
    #[arg(long)]
    pub(crate) near: bool,
    #[command(flatten)]
    pub(crate) graph: Graph,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct ExplainEntity {
    /// The id, as `simpul entities` lists it
    #[arg(value_name = "ID")]
    pub(crate) id: String,
    #[command(flatten)]
    pub(crate) graph: Graph,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct CheckSeeds {
    #[command(flatten)]
    pub(crate) words: Words,
}
