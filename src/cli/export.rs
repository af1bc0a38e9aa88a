//! `simpul export`: the graph of the store in one format; and the set of exports that `build` writes.

use std::fs::{self, File};
use std::io::{BufWriter, IntoInnerError, Write};
use std::path::Path;

use simpul::export::{self, View};
use simpul::graph::Graph;
use simpul::rdf::{self, Base};

use super::args::Export;
use super::{Outcome, Usage, cannot, graph, output};

/// A format of either family.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Format {
    Rdf(rdf::Format),
    Graph(export::Format),
}

/// Formats of several files, each with its name.
const FOLDERS: [(&str, &[(&str, export::Format)]); 2] = [("csv", &TABLES), ("neo4j", &NEO4J)];

/// The files of Neo4j's admin import, and the script that loads them into a running database.
const NEO4J: [(&str, export::Format); 3] = [
    ("nodes.csv", export::Format::Neo4jNodes),
    ("relationships.csv", export::Format::Neo4jRelationships),
    ("load.cypher", export::Format::Neo4jScript),
];

/// The CSV files, by name.
const TABLES: [(&str, export::Format); 4] = [
    ("nodes.csv", export::Format::CsvNodes),
    ("edges.csv", export::Format::CsvEdges),
    ("claims.csv", export::Format::CsvClaims),
    ("mentions.csv", export::Format::CsvMentions),
];

/// Writes one format to a file, a folder or standard output.
pub(crate) fn run(options: &Export) -> anyhow::Result<Outcome> {
    let view = view(&options.view)?;
    let base = graph::base(&options.graph)?;
    let many = FOLDERS.iter().find(|(name, _)| *name == options.format);
    if let Some((name, files)) = many {
        let Some(path) = options
            .output
            .as_deref()
            .filter(|path| *path != Path::new("-"))
        else {
            let count = files.len();
            return Err(Usage(format!(
                "--format {name} writes {count} files: name a folder with --output"
            ))
            .into());
        };
        let graph = opened(options)?;
        folder(path)?;
        to_folder(&graph, files, view, &base, path)?;
        return Ok(Outcome::Complete);
    }
    let format = format(&options.format)?;
    let graph = opened(options)?;
    match options.output.as_deref() {
        Some(path) if path != Path::new("-") => to_file(&graph, format, view, &base, path)?,
        _ => write(&graph, format, view, &base, std::io::stdout().lock())?,
    }
    Ok(Outcome::Complete)
}

/// The graph of the store, or what the filters leave of it.
fn opened(options: &Export) -> anyhow::Result<Graph> {
    let graph = graph::open(&options.graph)?;
    let filter = options.filter.filter();
    Ok(if filter.is_empty() {
        graph
    } else {
        graph.filtered(&filter)
    })
}

/// Makes a folder for exports, unless there is one.
pub(crate) fn folder(path: &Path) -> anyhow::Result<()> {
    fs::create_dir_all(path).map_err(cannot("made a folder", path))
}

/// Writes the formats that everyone asks for into a folder.
pub(crate) fn all(graph: &Graph, base: &Base, folder: &Path) -> anyhow::Result<()> {
    let files = [
        ("simpul.nq", Format::Rdf(rdf::Format::NQuads)),
        ("simpul.ttl", Format::Rdf(rdf::Format::Turtle)),
        ("simpul.graphml", Format::Graph(export::Format::GraphMl)),
        ("simpul.gexf", Format::Graph(export::Format::Gexf)),
        ("simpul.svg", Format::Graph(export::Format::Svg)),
    ];
    for (name, format) in files {
        to_file(graph, format, View::Actors, base, &folder.join(name))?;
    }
    to_folder(graph, &TABLES, View::Actors, base, folder)
}

fn to_folder(
    graph: &Graph,
    files: &[(&str, export::Format)],
    view: View,
    base: &Base,
    folder: &Path,
) -> anyhow::Result<()> {
    files.iter().try_for_each(|(name, format)| {
        let path = folder.join(name);
        to_file(graph, Format::Graph(*format), view, base, &path)
    })
}

/// Writes one format to a file.
fn to_file(
    graph: &Graph,
    format: Format,
    view: View,
    base: &Base,
    path: &Path,
) -> anyhow::Result<()> {
    let fill = |file: File| -> anyhow::Result<File> {
        let mut out = BufWriter::new(file);
        write(graph, format, view, base, &mut out)?;
        Ok(out.into_inner().map_err(IntoInnerError::into_error)?)
    };
    output::replace(path, fill)
}

fn write(
    graph: &Graph,
    format: Format,
    view: View,
    base: &Base,
    mut out: impl Write,
) -> anyhow::Result<()> {
    match format {
        Format::Rdf(format) => rdf::write(graph, format, base, &mut out)?,
        Format::Graph(format) => export::write(graph, format, view, base.as_str(), &mut out)?,
    }
    out.flush()?;
    Ok(())
}

fn view(name: &str) -> anyhow::Result<View> {
    name.parse()
        .map_err(|e| Usage(format!("--view: {e}")).into())
}

fn format(name: &str) -> anyhow::Result<Format> {
    let graph = match name {
        "graphml" => Some(export::Format::GraphMl),
        "gexf" => Some(export::Format::Gexf),
        "svg" => Some(export::Format::Svg),
        "png" => Some(export::Format::Png),
        "dot" => Some(export::Format::Dot),
        "ftm" => Some(export::Format::Ftm),
        _ => None,
    };
    graph.map(Format::Graph).or_else(|| rdf::Format::from_name(name).map(Format::Rdf)).ok_or_else(|| {
        Usage(format!("--format: `{name}` is none of turtle, trig, nquads, ntriples, rdfxml, jsonld, rdf12, graphml, gexf, csv, svg, png, dot, ftm, neo4j")).into()
    })
}
