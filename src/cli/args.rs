//! What may stand on the command line.

use std::net::SocketAddr;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;
use simpul::read::{FieldMap, Limits, Meter, Options};

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
    /// Answer SPARQL over HTTP, at /sparql and on a page for browsers; reads only, unless told otherwise
    Serve(Serve),
    /// Show what each stage saw in an article
    Explain(Explain),
    /// Read every stored article again, by the rules and words of this version
    Rebuild(Rebuild),
    /// Take documents out of the store, and with them what only they gave
    Remove(Remove),
    /// Write what an editor asks: figures side by side, disputes, plans, a timeline, coverage
    Report(Report),
    /// Find every span, speaker and figure of the store again in its articles, and back every edge
    Verify(Verify),
    /// Test a store, or files of RDF, against the shapes of the ontology
    Validate(Validate),
    /// Print the ontology: every term with both languages, ends, wider terms, codes and alignments
    Ontology(Ontology),
    /// Tell what changed between two stores: added, strengthened, weakened, contradicted, gone
    Diff(Diff),
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
    /// Text, Markdown, saved web pages, JSON, JSON Lines, CSV, TSV, RSS, Atom and WARC files, plain or in .gz or .zst,
    /// known by their content; folders (read recursively), globs, or `-` for standard input
    #[arg(required = true, value_name = "INPUT")]
    pub(crate) inputs: Vec<String>,
    #[command(flatten)]
    pub(crate) reading: Reading,
    #[command(flatten)]
    pub(crate) words: Words,
}

/// How the input is read.
#[derive(Debug, ClapArgs)]
pub(crate) struct Reading {
    /// Where JSON and tables keep id, title, text, date, outlet, url and language, if not under these names:
    /// title=judul,text=isi
    #[arg(long, value_name = "NAME=FIELD,…", value_parser = FieldMap::parse, default_value = "", hide_default_value = true)]
    pub(crate) map: FieldMap,
    /// Leave out documents of more than this many MiB (a page, a line, a row, a record of an archive)
    #[arg(long, value_name = "MIB", default_value_t = Limits::DOCUMENT_MIB, value_parser = size())]
    pub(crate) max_document: u64,
    /// Leave out documents with more than this many KiB of text
    #[arg(long, value_name = "KIB", default_value_t = Limits::TEXT_KIB, value_parser = size())]
    pub(crate) max_text: u64,
    /// Give up compressed files that unfold to more than this many times their size
    #[arg(long, value_name = "TIMES", default_value_t = Limits::EXPANSION, value_parser = clap::value_parser!(u64).range(1..))]
    pub(crate) max_expansion: u64,
}

/// A number of MiB or KiB that is one of bytes too.
fn size() -> clap::builder::RangedU64ValueParser {
    clap::value_parser!(u64).range(1..=1 << 20)
}

impl Reading {
    /// The same, as the library takes it.
    pub(crate) fn options(&self) -> Options {
        Options {
            limits: Limits {
                document: self.max_document << 20,
                text: self.max_text << 10,
                expansion: self.max_expansion,
            },
            fields: self.map.clone(),
            meter: Meter::default(),
        }
    }
}

/// How much of the machine is used.
#[derive(Debug, ClapArgs)]
pub(crate) struct Work {
    /// How many documents are read at a time [default: eight a core]
    #[arg(long, value_name = "N")]
    pub(crate) jobs: Option<NonZeroUsize>,
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
    pub(crate) work: Work,
    #[command(flatten)]
    pub(crate) graph: Graph,
    /// Write N-Quads, Turtle, GraphML, GEXF, CSV and a picture into this folder
    #[arg(long, value_name = "DIR", default_value = "exports")]
    out: PathBuf,
    /// Only add to the store; nothing is counted across all articles
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
    #[command(flatten)]
    pub(crate) work: Work,
    /// Print on standard error how long each stage took, all cores together
    #[arg(long)]
    pub(crate) timings: bool,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Query {
    /// SPARQL text, `@file.rq`, or the name of a stock query
    #[arg(value_name = "QUERY", required_unless_present = "list")]
    pub(crate) text: Option<String>,
    /// Names that the stock query is about, in any form that an article uses
    #[arg(value_name = "NAME", conflicts_with = "list")]
    pub(crate) names: Vec<String>,
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
    /// turtle, trig, nquads, ntriples, rdfxml, jsonld, rdf12, graphml, gexf, csv, svg, dot, ftm, neo4j
    #[arg(long, value_name = "FORMAT")]
    pub(crate) format: String,
    /// actors, events, claims or full (for graphml, gexf, csv, svg, dot and neo4j)
    #[arg(long, value_name = "VIEW", default_value = "actors")]
    pub(crate) view: String,
    #[command(flatten)]
    pub(crate) filter: Filter,
    /// A file, or for csv and neo4j a folder; without it or with `-`, standard output
    #[arg(long, short, value_name = "PATH")]
    pub(crate) output: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) graph: Graph,
}

/// Which claims are written; all where nothing is given.
#[derive(Debug, ClapArgs)]
#[command(next_help_heading = "Filters")]
pub(crate) struct Filter {
    /// Nothing that ended before this day
    #[arg(long, value_name = "YYYY-MM-DD")]
    since: Option<Date>,
    /// Nothing that began after this day
    #[arg(long, value_name = "YYYY-MM-DD")]
    until: Option<Date>,
    /// Only what this entity plays a part in, by any form of its name; may be repeated
    #[arg(long, value_name = "NAME")]
    entity: Vec<String>,
    /// Only this predicate, `met`; may be repeated
    #[arg(long, value_name = "TERM")]
    predicate: Vec<String>,
    /// Only what happened at this place or was directed at it; may be repeated
    #[arg(long, value_name = "NAME")]
    place: Vec<String>,
    /// Only what so many independent sources say
    #[arg(long, value_name = "N", default_value_t = 0)]
    min_sources: usize,
}

impl Filter {
    /// The library's filter.
    pub(crate) fn filter(&self) -> simpul::graph::Filter {
        simpul::graph::Filter {
            since: self.since,
            until: self.until,
            entities: self.entity.clone(),
            predicates: self.predicate.clone(),
            places: self.place.clone(),
            min_sources: self.min_sources,
        }
    }
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Serve {
    /// Address and port to listen on
    #[arg(long, value_name = "ADDR:PORT", default_value = "127.0.0.1:7878")]
    pub(crate) addr: SocketAddr,
    /// Seconds that a query may take, waiting included
    #[arg(long, value_name = "SECONDS", default_value_t = 30)]
    pub(crate) timeout: u64,
    /// Queries that run at the same time [default: eight a core]
    #[arg(long, value_name = "N")]
    pub(crate) parallel: Option<NonZeroUsize>,
    /// Queries that may wait; more are told to come again (503)
    #[arg(long, value_name = "N", default_value_t = 100)]
    pub(crate) waiting: usize,
    /// Rows or triples that an answer may have
    #[arg(long, value_name = "ROWS", default_value_t = 1_000_000)]
    pub(crate) max_results: usize,
    /// MiB that an answer may have
    #[arg(long, value_name = "MIB", default_value_t = 128)]
    pub(crate) max_answer: usize,
    /// Answer for this host name too; without it, a server on the own machine answers for localhost only
    #[arg(long = "host", value_name = "NAME")]
    pub(crate) hosts: Vec<String>,
    /// Let pages of this origin (scheme, host and port; * for all) read answers
    #[arg(long, value_name = "ORIGIN")]
    pub(crate) cors: Option<String>,
    /// Take updates and graphs from those who show the token; what they write is kept in the store, in graphs of
    /// its own
    #[arg(long)]
    pub(crate) writable: bool,
    /// File with the token for --writable; without it, the environment variable `SIMPUL_TOKEN` has the token
    #[arg(long, value_name = "FILE", requires = "writable")]
    pub(crate) token_file: Option<PathBuf>,
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

#[derive(Debug, ClapArgs)]
pub(crate) struct Rebuild {
    #[command(flatten)]
    pub(crate) graph: Graph,
    #[command(flatten)]
    pub(crate) words: Words,
    #[command(flatten)]
    pub(crate) work: Work,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Remove {
    /// Names of documents, as `build` took them
    #[arg(required = true, value_name = "DOC")]
    pub(crate) documents: Vec<String>,
    #[command(flatten)]
    pub(crate) graph: Graph,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Report {
    /// Parts of the report, in their own order [default: all]
    #[arg(value_enum, value_name = "PART")]
    pub(crate) parts: Vec<ReportPart>,
    /// text, markdown, or html for one page with charts
    #[arg(long, value_enum, default_value_t = ReportFormat::Text)]
    pub(crate) format: ReportFormat,
    /// A file; without it, standard output
    #[arg(long, short, value_name = "PATH")]
    pub(crate) output: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) graph: Graph,
}

/// A part of the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ReportPart {
    /// Every figure of one thing side by side
    Figures,
    /// What one affirms and another denies
    Disputes,
    /// What was planned, and what became of it
    Plans,
    /// What happened when
    Timeline,
    /// What each article gave, and what it did not
    Coverage,
}

impl ReportPart {
    /// The library's part.
    pub(crate) fn part(self) -> simpul::report::Part {
        use simpul::report::Part;
        match self {
            Self::Figures => Part::Figures,
            Self::Disputes => Part::Disputes,
            Self::Plans => Part::Plans,
            Self::Timeline => Part::Timeline,
            Self::Coverage => Part::Coverage,
        }
    }
}

/// How a report is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ReportFormat {
    /// For a terminal
    Text,
    /// For a document
    Markdown,
    /// For a browser
    Html,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Verify {
    #[command(flatten)]
    pub(crate) graph: Graph,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Validate {
    /// Files of RDF (.ttl, .nt, .nq, .trig, .rdf, .jsonld), tested together; without them, the store
    #[arg(value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) graph: Graph,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Ontology {
    /// markdown or html for one page, turtle for the ontology itself
    #[arg(long, value_enum, default_value_t = OntologyFormat::Markdown)]
    pub(crate) format: OntologyFormat,
}

/// How the ontology is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum OntologyFormat {
    /// For a document
    Markdown,
    /// For a browser
    Html,
    /// For programs
    Turtle,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Diff {
    /// Folder of the earlier store
    #[arg(value_name = "A")]
    pub(crate) before: PathBuf,
    /// Folder of the later store
    #[arg(value_name = "B")]
    pub(crate) after: PathBuf,
    /// text, or json for one object a line
    #[arg(long, value_enum, default_value_t = DiffFormat::Text)]
    pub(crate) format: DiffFormat,
}

/// How differences are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum DiffFormat {
    /// A line each, for people
    Text,
    /// A JSON object each, for programs
    Json,
}
