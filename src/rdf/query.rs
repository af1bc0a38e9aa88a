//! What a query is given beside its text, what it answers, and how the answer is written.
//!
//! An answer is whole and in memory, so it can be counted, written twice and sent to another
//! thread. Graphs (CONSTRUCT, DESCRIBE) come sorted and without repeats; solutions keep the order
//! that the query asks for.

use std::io::Write;

use comfy_table::{ContentArrangement, Table, presets};
use oxigraph::model::{Quad, Term, Variable};
use oxigraph::sparql::CancellationToken;
use oxigraph::sparql::results::{QueryResultsFormat, QueryResultsSerializer};

use super::write::{Format, serialise};
use super::{RdfError, quads};

/// Settings of one query; the default asks the union of all graphs without a limit of time.
#[derive(Default, Clone)]
pub struct QueryOptions {
    /// Stops the query from another thread.
    pub cancellation: Option<CancellationToken>,
    /// Rows or triples above which a query is refused; `None` sets no limit.
    pub max_rows: Option<usize>,
    /// IRIs of the graphs that together are the default graph.
    pub default_graphs: Vec<String>,
    /// IRIs of the graphs that `GRAPH` can name.
    pub named_graphs: Vec<String>,
}

impl QueryOptions {
    /// Whether the request itself names the graphs that the query sees.
    pub(super) fn names_graphs(&self) -> bool {
        !self.default_graphs.is_empty() || !self.named_graphs.is_empty()
    }
}

impl std::fmt::Debug for QueryOptions {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("QueryOptions")
            .field("default_graphs", &self.default_graphs)
            .field("named_graphs", &self.named_graphs)
            .finish_non_exhaustive()
    }
}

/// What a query gives.
#[derive(Debug, Clone, PartialEq)]
pub enum Answer {
    /// Of SELECT: the variables' names without `?`, and one value a variable in each row.
    Solutions {
        /// Names of the columns.
        variables: Vec<String>,
        /// Values; `None` where unbound.
        rows: Vec<Vec<Option<Term>>>,
    },
    /// Of ASK.
    Boolean(bool),
    /// Of CONSTRUCT and DESCRIBE: triples, sorted, all in the default graph.
    Graph(Vec<Quad>),
}

/// How an answer is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AnswerFormat {
    /// For reading on a terminal: IRIs without their namespace, wrapped to a width in columns.
    Table {
        /// Columns of the terminal; `None` wraps nothing.
        width: Option<u16>,
    },
    /// SPARQL 1.1 CSV.
    Csv,
    /// SPARQL 1.1 TSV.
    Tsv,
    /// SPARQL 1.1 JSON.
    Json,
    /// SPARQL 1.1 XML.
    Xml,
    /// Triples of CONSTRUCT and DESCRIBE.
    Rdf(Format),
}

impl AnswerFormat {
    /// The format of that name: `table`, `csv`, `tsv`, `json`, `xml`, or one of [`Format::name`].
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        match name {
            "table" => Some(Self::Table { width: None }),
            "csv" => Some(Self::Csv),
            "tsv" => Some(Self::Tsv),
            "json" => Some(Self::Json),
            "xml" => Some(Self::Xml),
            other => Format::from_name(other).map(Self::Rdf),
        }
    }

    /// The name on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Table { .. } => "table",
            Self::Csv => "csv",
            Self::Tsv => "tsv",
            Self::Json => "json",
            Self::Xml => "xml",
            Self::Rdf(format) => format.name(),
        }
    }

    /// Media type, `application/sparql-results+json`.
    #[must_use]
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Table { .. } => "text/plain",
            Self::Csv => "text/csv",
            Self::Tsv => "text/tab-separated-values",
            Self::Json => "application/sparql-results+json",
            Self::Xml => "application/sparql-results+xml",
            Self::Rdf(format) => format.media_type(),
        }
    }

    pub(super) fn results(self) -> Option<QueryResultsFormat> {
        match self {
            Self::Csv => Some(QueryResultsFormat::Csv),
            Self::Tsv => Some(QueryResultsFormat::Tsv),
            Self::Json => Some(QueryResultsFormat::Json),
            Self::Xml => Some(QueryResultsFormat::Xml),
            Self::Table { .. } | Self::Rdf(_) => None,
        }
    }
}

impl Answer {
    /// A graph, sorted and without repeats.
    pub(super) fn graph(mut triples: Vec<Quad>) -> Self {
        for quad in &mut triples {
            quad.graph_name = oxigraph::model::GraphName::DefaultGraph;
        }
        triples.sort_by(|a, b| quads::order(a.as_ref(), b.as_ref()));
        triples.dedup();
        Self::Graph(triples)
    }

    /// How many rows or triples; a yes or no is one.
    #[must_use]
    pub fn len(&self) -> usize {
        match self {
            Self::Solutions { rows, .. } => rows.len(),
            Self::Boolean(_) => 1,
            Self::Graph(triples) => triples.len(),
        }
    }

    /// Whether there is no row or triple.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Writes the answer; tables end with a line break.
    ///
    /// # Errors
    ///
    /// [`RdfError::WrongFormat`] where rows are asked for as RDF or a graph as rows.
    pub fn write(&self, format: AnswerFormat, mut out: impl Write) -> Result<(), RdfError> {
        match (self, format) {
            (Self::Boolean(value), AnswerFormat::Table { .. }) => Ok(writeln!(out, "{value}")?),
            (Self::Graph(triples), AnswerFormat::Rdf(format)) => {
                serialise(triples, format, None, out)
            }
            (_, AnswerFormat::Table { width }) => Ok(writeln!(out, "{}", self.table(width))?),
            (_, format) => match format.results() {
                Some(results) => self.results(results, format, out),
                None => Err(self.wrong(format)),
            },
        }
    }

    fn results(
        &self,
        results: QueryResultsFormat,
        format: AnswerFormat,
        out: impl Write,
    ) -> Result<(), RdfError> {
        let serializer = QueryResultsSerializer::from_format(results);
        match self {
            Self::Graph(_) => return Err(self.wrong(format)),
            Self::Boolean(value) => {
                serializer.serialize_boolean_to_writer(out, *value)?;
            }
            Self::Solutions { variables, rows } => {
                let variables: Vec<_> = variables.iter().map(Variable::new_unchecked).collect();
                let mut writer =
                    serializer.serialize_solutions_to_writer(out, variables.clone())?;
                for row in rows {
                    let bound = variables.iter().zip(row);
                    writer.serialize(
                        bound.filter_map(|(name, value)| Some((name, value.as_ref()?))),
                    )?;
                }
                writer.finish()?;
            }
        }
        Ok(())
    }

    fn wrong(&self, format: AnswerFormat) -> RdfError {
        let (answer, choices) = match self {
            Self::Graph(_) => ("a graph", "table, turtle, ntriples, rdfxml, jsonld"),
            _ => ("rows or a yes or no", "table, csv, tsv, json, xml"),
        };
        RdfError::WrongFormat {
            answer,
            format: format.name(),
            choices: choices.to_owned(),
        }
    }

    fn table(&self, width: Option<u16>) -> Table {
        let mut table = Table::new();
        table.load_preset(presets::UTF8_HORIZONTAL_ONLY);
        if let Some(width) = width {
            table
                .set_content_arrangement(ContentArrangement::Dynamic)
                .set_width(width);
        }
        match self {
            Self::Solutions { variables, rows } => {
                table.set_header(variables);
                table.add_rows(rows.iter().map(|row| {
                    row.iter()
                        .map(|cell| cell.as_ref().map_or_else(String::new, short))
                }));
            }
            Self::Graph(triples) => {
                table.set_header(["subject", "predicate", "object"]);
                for quad in triples {
                    let subject = short(&quad.subject.clone().into());
                    let predicate = short(&quad.predicate.clone().into());
                    table.add_row([subject, predicate, short(&quad.object)]);
                }
            }
            Self::Boolean(_) => {}
        }
        table
    }
}

/// A value as a reader wants it: the words of a literal, the last part of an IRI.
fn short(term: &Term) -> String {
    match term {
        Term::Literal(literal) => literal.value().to_owned(),
        Term::NamedNode(node) => {
            let iri = node.as_str();
            let local = iri
                .rsplit(['/', '#'])
                .next()
                .filter(|local| !local.is_empty());
            local.unwrap_or(iri).to_owned()
        }
        Term::BlankNode(node) => node.to_string(),
        Term::Triple(triple) => triple.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use oxigraph::model::{Literal, NamedNode};

    use super::*;

    fn shown(answer: &Answer, format: &str) -> Result<String, RdfError> {
        let mut out = Vec::new();
        answer.write(AnswerFormat::from_name(format).unwrap(), &mut out)?;
        Ok(String::from_utf8(out).unwrap())
    }

    fn rows() -> Answer {
        let iri = NamedNode::new_unchecked("https://simpul.dev/id/state-russia");
        Answer::Solutions {
            variables: vec!["who".to_owned(), "says".to_owned()],
            rows: vec![
                vec![Some(iri.into()), None],
                vec![None, Some(Literal::from("a, \"b\"").into())],
            ],
        }
    }

    #[test]
    fn rows_are_written_in_every_format_of_rows() {
        assert_eq!(
            shown(&rows(), "csv").unwrap(),
            "who,says\r\nhttps://simpul.dev/id/state-russia,\r\n,\"a, \"\"b\"\"\"\r\n"
        );
        assert!(shown(&rows(), "tsv").unwrap().starts_with("?who\t?says\n"));
        assert!(
            shown(&rows(), "json")
                .unwrap()
                .contains("\"vars\":[\"who\",\"says\"]")
        );
        assert!(
            shown(&rows(), "xml")
                .unwrap()
                .contains("<variable name=\"who\"/>")
        );
        let table = shown(&rows(), "table").unwrap();
        assert!(
            table.contains("state-russia") && !table.contains("https"),
            "{table}"
        );
    }

    #[test]
    fn rows_are_no_graph_and_a_graph_is_no_rows() {
        let wrong = shown(&rows(), "turtle").unwrap_err().to_string();
        assert!(wrong.contains("take one of: table, csv"), "{wrong}");
        assert!(shown(&Answer::Graph(Vec::new()), "csv").is_err());
        assert_eq!(shown(&Answer::Boolean(true), "table").unwrap(), "true\n");
    }
}
