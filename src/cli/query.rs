//! `simpul query`: SPARQL over the store.

use std::io::{IsTerminal, Write};
use std::path::Path;

use simpul::rdf::{Answer, AnswerFormat, Format, QueryOptions, RdfError, stock};

use super::args::Query;
use super::{Outcome, Usage, cannot, graph};

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
    let sparql = text(options.text.as_deref().unwrap_or_default(), &options.names)?;
    let asked = options.format.as_deref().map(format).transpose()?;
    let answer = graph::dataset(&options.graph)?.query(&sparql, &QueryOptions::default())?;
    let written = answer.write(asked.unwrap_or_else(|| usual(&answer)), &mut out);
    written.map_err(|error| match error {
        RdfError::WrongFormat { .. } => anyhow::Error::new(Usage(format!("--format: {error}"))),
        other => other.into(),
    })?;
    out.flush()?;
    Ok(Outcome::Complete)
}

/// The query itself: a stock query's text, about the names given, a file's, or what was given.
fn text(query: &str, names: &[String]) -> anyhow::Result<String> {
    if !names.is_empty() {
        let about = stock::get(query).and_then(|stock| stock.naming(names));
        return about.ok_or_else(|| {
            let which = stock::list()
                .iter()
                .filter(|stock| stock.naming(names).is_some());
            let which: Vec<&str> = which.map(|stock| stock.name).collect();
            Usage(format!(
                "`{query}` takes no names; {} do",
                which.join(" and ")
            ))
            .into()
        });
    }
    if let Some(path) = query.strip_prefix('@') {
        return std::fs::read_to_string(path).map_err(cannot("read", Path::new(path)));
    }
    match stock::get(query) {
        Some(stock) => Ok(stock.text.to_owned()),
        None if query.contains(['{', ' ', '\n']) => Ok(query.to_owned()),
        None => {
            let names: Vec<&str> = stock::list().iter().map(|s| s.name).collect();
            Err(Usage(format!(
                "`{query}` is neither SPARQL nor a stock query; write `@FILE` to read one from a file, or one of {}",
                names.join(", ")
            ))
            .into())
        }
    }
}

fn format(name: &str) -> anyhow::Result<AnswerFormat> {
    AnswerFormat::from_name(name).ok_or_else(|| {
        Usage(format!("--format: `{name}` is none of table, csv, tsv, json, xml, turtle, ntriples, rdfxml, jsonld")).into()
    })
}

/// The format of an answer where none is asked for.
fn usual(answer: &Answer) -> AnswerFormat {
    match answer {
        Answer::Graph(_) => AnswerFormat::Rdf(Format::Turtle),
        _ if std::io::stdout().is_terminal() => AnswerFormat::Table { width: None },
        _ => AnswerFormat::Csv,
    }
}
