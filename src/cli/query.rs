//! `simpul query`: SPARQL over the store.

use std::io::{IsTerminal, Write};

use anyhow::Context as _;
use simpul::rdf::{Answer, AnswerFormat, Format, QueryOptions, stock};

use super::args::Query;
use super::{Outcome, Usage, graph};

/// Answers one query, or lists the stock ones.
pub(crate) fn run(options: &Query) -> anyhow::Result<Outcome> {
    let mut out = std::io::stdout().lock();
    if options.list {
        for query in stock::list() {
            writeln!(
                out,
                "{:<22} {}\n{:<22} {}",
                query.name,
                query.english(),
                "",
                query.indonesian()
            )?;
        }
        return Ok(Outcome::Complete);
    }
    let sparql = text(options.text.as_deref().unwrap_or_default())?;
    let answer = graph::dataset(&options.graph)?.query(&sparql, &QueryOptions::default())?;
    answer.write(format(options.format.as_deref(), &answer)?, &mut out)?;
    out.flush()?;
    Ok(Outcome::Complete)
}

/// The query itself: a stock query's text, a file's, or what was given.
fn text(query: &str) -> anyhow::Result<String> {
    if let Some(path) = query.strip_prefix('@') {
        return std::fs::read_to_string(path).with_context(|| format!("{path}: cannot be read"));
    }
    match stock::get(query) {
        Some(stock) => Ok(stock.text.to_owned()),
        None if query.contains(['{', ' ', '\n']) => Ok(query.to_owned()),
        None => {
            let names: Vec<&str> = stock::list().iter().map(|s| s.name).collect();
            Err(Usage(format!(
                "`{query}` is neither SPARQL nor a stock query; those are {}",
                names.join(", ")
            ))
            .into())
        }
    }
}

fn format(name: Option<&str>, answer: &Answer) -> anyhow::Result<AnswerFormat> {
    match name {
        Some(name) => AnswerFormat::from_name(name).ok_or_else(|| Usage(format!("--format: `{name}` is none of table, csv, tsv, json, xml, turtle, ntriples, rdfxml, jsonld")).into()),
        None if matches!(answer, Answer::Graph(_)) => Ok(AnswerFormat::Rdf(Format::Turtle)),
        None if std::io::stdout().is_terminal() => Ok(AnswerFormat::Table { width: None }),
        None => Ok(AnswerFormat::Csv),
    }
}
