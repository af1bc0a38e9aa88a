//! Graph → files for other people's tools: one file a format, each `write(&Graph, …, impl Write)`.
//!
//! A [`View`] chooses what becomes a node and an edge; a [`Format`] only writes it down. The same
//! graph gives the same bytes on every machine, positions of the layout included.

mod columns;
mod csv;
mod dot;
mod ftm;
mod gexf;
mod graphml;
mod layout;
mod lines;
mod neo4j;
mod picture;
mod png;
mod quadtree;
mod style;
mod svg;
mod view;

use std::{io::Write, str::FromStr};

pub(crate) use lines::{Line, WORDS};
pub(crate) use picture::{Circle, LABEL, Picture, width as text_width};
pub(crate) use style::words;

use crate::graph::Graph;

/// The base of all IRIs where none is given.
pub const BASE: &str = "https://simpul.dev/id/";

/// Why an export could not be written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ExportError {
    /// The file or pipe took no more.
    #[error("cannot write the export ({0}); check that the disk has room and the pipe is open")]
    Write(#[from] std::io::Error),
    /// A row of a table could not be written.
    #[error("cannot write a row of the table ({0})")]
    Table(#[from] ::csv::Error),
    /// The picture could not be turned into pixels.
    #[error("cannot draw the picture ({0}); `svg` writes the same picture without pixels")]
    Draw(String),
    /// No such format or view.
    #[error("unknown {what} `{value}`: give one of {choices}")]
    Unknown {
        /// `format` or `view`.
        what: &'static str,
        /// What was given.
        value: String,
        /// What may be given.
        choices: String,
    },
}

/// A file format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// GraphML, for networkx, igraph, yEd and Cytoscape.
    GraphMl,
    /// GEXF 1.3 with times, colours and positions, for Gephi.
    Gexf,
    /// The nodes of a view as a table.
    CsvNodes,
    /// The edges of a view as a table.
    CsvEdges,
    /// Every claim as a row, whatever the view.
    CsvClaims,
    /// Every mention of an entity as a row, whatever the view.
    CsvMentions,
    /// A picture of the best-connected part of a view.
    Svg,
    /// The same picture in pixels, two a unit of the SVG.
    Png,
    /// DOT, for Graphviz.
    Dot,
    /// `FollowTheMoney` entities as JSON lines, whatever the view.
    Ftm,
    /// The nodes of a view for Neo4j's admin import.
    Neo4jNodes,
    /// The edges of a view for Neo4j's admin import.
    Neo4jRelationships,
    /// A Cypher script that loads the two files into a running Neo4j.
    Neo4jScript,
}

impl Format {
    /// All formats.
    pub const ALL: [Self; 13] = [
        Self::GraphMl,
        Self::Gexf,
        Self::CsvNodes,
        Self::CsvEdges,
        Self::CsvClaims,
        Self::CsvMentions,
        Self::Svg,
        Self::Png,
        Self::Dot,
        Self::Ftm,
        Self::Neo4jNodes,
        Self::Neo4jRelationships,
        Self::Neo4jScript,
    ];

    /// The name to give on the command line, `csv-nodes`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::GraphMl => "graphml",
            Self::Gexf => "gexf",
            Self::CsvNodes => "csv-nodes",
            Self::CsvEdges => "csv-edges",
            Self::CsvClaims => "csv-claims",
            Self::CsvMentions => "csv-mentions",
            Self::Svg => "svg",
            Self::Png => "png",
            Self::Dot => "dot",
            Self::Ftm => "ftm",
            Self::Neo4jNodes => "neo4j-nodes",
            Self::Neo4jRelationships => "neo4j-relationships",
            Self::Neo4jScript => "neo4j-script",
        }
    }
}

impl FromStr for Format {
    type Err = ExportError;

    fn from_str(value: &str) -> Result<Self, ExportError> {
        choose(
            "format",
            &Self::ALL.map(|format| (format.name(), format)),
            value,
        )
    }
}

/// What becomes a node and what an edge.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum View {
    /// Entities joined by what is asserted and actual; one edge for a predicate between a pair.
    Actors,
    /// What happened as nodes, joined to who took part, and where.
    Events,
    /// Every claim as a node, denied, planned and possible ones too, joined to all that it names.
    Claims,
    /// Every entity, every claim, and the edges of `Actors`.
    Full,
}

impl View {
    /// All views.
    pub const ALL: [Self; 4] = [Self::Actors, Self::Events, Self::Claims, Self::Full];

    /// The name to give on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Actors => "actors",
            Self::Events => "events",
            Self::Claims => "claims",
            Self::Full => "full",
        }
    }
}

impl FromStr for View {
    type Err = ExportError;

    fn from_str(value: &str) -> Result<Self, ExportError> {
        choose("view", &Self::ALL.map(|view| (view.name(), view)), value)
    }
}

/// Writes a graph in a format; `base` is put before every id to make its IRI.
///
/// ```
/// use simpul::{export::{self, Format, View}, graph};
/// let mut file = Vec::new();
/// export::write(&graph::build(&[]), Format::GraphMl, View::Actors, export::BASE, &mut file)?;
/// assert!(file.starts_with(b"<?xml"));
/// # Ok::<(), export::ExportError>(())
/// ```
pub fn write(
    graph: &Graph,
    format: Format,
    view: View,
    base: &str,
    out: impl Write,
) -> Result<(), ExportError> {
    match format {
        Format::GraphMl => graphml::write(graph, view, base, out),
        Format::Gexf => gexf::write(graph, view, base, out),
        Format::CsvNodes => csv::write_nodes(graph, view, base, out),
        Format::CsvEdges => csv::write_edges(graph, view, base, out),
        Format::CsvClaims => csv::write_claims(graph, base, out),
        Format::CsvMentions => csv::write_mentions(graph, out),
        Format::Svg => svg::write(graph, view, base, out),
        Format::Png => png::write(graph, view, base, out),
        Format::Dot => dot::write(graph, view, base, out),
        Format::Ftm => ftm::write(graph, out),
        Format::Neo4jNodes => neo4j::write_nodes(graph, view, base, out),
        Format::Neo4jRelationships => neo4j::write_relationships(graph, view, base, out),
        Format::Neo4jScript => neo4j::write_script(graph, view, base, out),
    }
}

/// The best-connected part of a network on a page, at most so many entities; `term` gives the words of a predicate.
///
/// The IRI of a circle is the id of its entity.
pub(crate) fn network(graph: &Graph, most: usize, term: &dyn Fn(&str) -> String) -> Picture {
    picture::arrange(&view::draw(graph, View::Actors, ""), most, term)
}

/// The choice of that name.
fn choose<T: Copy>(
    what: &'static str,
    choices: &[(&str, T)],
    value: &str,
) -> Result<T, ExportError> {
    let found = choices.iter().find(|(name, _)| *name == value);
    found
        .map(|(_, choice)| *choice)
        .ok_or_else(|| ExportError::Unknown {
            what,
            value: value.to_owned(),
            choices: choices
                .iter()
                .map(|(name, _)| *name)
                .collect::<Vec<_>>()
                .join(", "),
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_back() {
        for format in Format::ALL {
            assert_eq!(format.name().parse::<Format>().unwrap(), format);
        }
        for view in View::ALL {
            assert_eq!(view.name().parse::<View>().unwrap(), view);
        }
    }

    #[test]
    fn an_unknown_name_tells_the_choices() {
        let told = "actor".parse::<View>().unwrap_err().to_string();
        assert_eq!(
            told,
            "unknown view `actor`: give one of actors, events, claims, full"
        );
    }
}
