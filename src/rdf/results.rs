//! What a query gives, row by row → written as it comes, or collected as an [`Answer`].

use std::io::Write;

use oxigraph::model::{GraphName, Quad, Term, Triple};
use oxigraph::sparql::results::QueryResultsSerializer;
use oxigraph::sparql::{QueryEvaluationError, QueryResults, QuerySolution};

use super::RdfError;
use super::query::{Answer, AnswerFormat};

/// The results of a query that runs; nothing is evaluated before someone asks for it.
pub struct Results {
    live: QueryResults<'static>,
    max_rows: usize,
}

impl std::fmt::Debug for Results {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Results")
            .field("graph", &self.is_graph())
            .finish_non_exhaustive()
    }
}

impl Results {
    pub(super) fn new(live: QueryResults<'static>, max_rows: Option<usize>) -> Self {
        let max_rows = max_rows.unwrap_or(usize::MAX);
        Self { live, max_rows }
    }

    /// Whether they are triples (of CONSTRUCT and DESCRIBE), not rows or a yes or no.
    #[must_use]
    pub fn is_graph(&self) -> bool {
        matches!(self.live, QueryResults::Graph(_))
    }

    /// Runs the query to its end and keeps all of it; a graph comes sorted and without repeats.
    pub fn collect(self) -> Result<Answer, RdfError> {
        let max = self.max_rows;
        match self.live {
            QueryResults::Boolean(value) => Ok(Answer::Boolean(value)),
            QueryResults::Graph(triples) => {
                let quad = |triple: Triple| triple.in_graph(GraphName::DefaultGraph);
                let quads = limited(triples, max).map(|triple| Ok(quad(triple?)));
                Ok(Answer::graph(
                    quads.collect::<Result<Vec<Quad>, RdfError>>()?,
                ))
            }
            QueryResults::Solutions(solutions) => {
                let names = solutions.variables().iter();
                let variables = names.map(|name| name.as_str().to_owned()).collect();
                let values = |row: QuerySolution| row.values().to_vec();
                let rows = limited(solutions, max).map(|row| Ok(values(row?)));
                let rows = rows.collect::<Result<Vec<Vec<Option<Term>>>, RdfError>>()?;
                Ok(Answer::Solutions { variables, rows })
            }
        }
    }

    /// Runs the query to its end and writes what comes; rows are not kept, triples are, to be sorted.
    ///
    /// # Errors
    ///
    /// Beside those of the query, those of [`Answer::write`].
    pub fn write(self, format: AnswerFormat, out: impl Write) -> Result<(), RdfError> {
        let max = self.max_rows;
        match (self.live, format.results()) {
            (QueryResults::Solutions(solutions), Some(results)) => {
                let serializer = QueryResultsSerializer::from_format(results);
                let variables = solutions.variables().to_vec();
                let mut writer = serializer.serialize_solutions_to_writer(out, variables)?;
                for row in limited(solutions, max) {
                    writer.serialize(&row?)?;
                }
                writer.finish()?;
                Ok(())
            }
            (live, _) => Self::new(live, Some(max)).collect()?.write(format, out),
        }
    }
}

/// The items; an error in place of the one after the last that is allowed.
fn limited<T>(
    items: impl Iterator<Item = Result<T, QueryEvaluationError>>,
    max: usize,
) -> impl Iterator<Item = Result<T, RdfError>> {
    items.enumerate().map(move |(at, item)| {
        if at < max {
            item.map_err(evaluation)
        } else {
            Err(RdfError::TooLarge { max, what: "rows" })
        }
    })
}

pub(super) fn evaluation(error: QueryEvaluationError) -> RdfError {
    match error {
        QueryEvaluationError::Cancelled => RdfError::Cancelled,
        other => RdfError::Evaluation(other),
    }
}
