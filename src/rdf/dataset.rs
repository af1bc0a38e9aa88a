//! Graph → an Oxigraph store in memory that answers SPARQL (with the feature `rocksdb` also one on disk, `disk.rs`).
//!
//! The default graph of a query is the union of all graphs, among them the ontology's own, so that
//! labels of predicates and subclasses can be asked for. It is a projection of the graph: to change
//! it, build another.

use std::io::Read;

use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{GraphName, NamedNode, NamedNodeRef, Quad};
use oxigraph::sparql::{CancellationToken, QueryDataset, SparqlEvaluator};
use oxigraph::store::Store;

use super::iri::Base;
use super::ontology::ONTOLOGY;
use super::parse::Parser;
use super::query::{Answer, QueryOptions};
use super::results::{Results, evaluation};
use super::{RdfError, quads};
use crate::graph::Graph;

/// The quads of one graph, ready for queries. Cheap to clone; clones share the quads.
#[derive(Clone)]
pub struct Dataset {
    pub(super) store: Store,
    pub(super) base: Base,
    /// The lock of the folder that the quads are read from.
    #[cfg(feature = "rocksdb")]
    #[expect(dead_code, reason = "held, never looked at")]
    pub(super) held: Option<std::sync::Arc<std::fs::File>>,
    pub(super) parser: Parser,
}

impl std::fmt::Debug for Dataset {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Dataset")
            .field("base", &self.base)
            .finish_non_exhaustive()
    }
}

impl Dataset {
    /// Holds all quads of a graph, and the ontology, in memory (some 400 bytes a quad).
    pub fn new(graph: &Graph, base: &Base) -> Result<Self, RdfError> {
        let store = Store::new()?;
        store.extend(quads(graph, base))?;
        store.extend(ONTOLOGY.quads.iter().map(Quad::as_ref))?;
        Ok(Self {
            store,
            base: base.clone(),
            #[cfg(feature = "rocksdb")]
            held: None,
            parser: Parser::new(base)?,
        })
    }

    /// Adds the triples of a file of RDF, whose ending says which format it is. Graph names are left out, as files
    /// of quads may repeat a triple; blank nodes of two files never meet.
    pub fn load(&self, name: &str, reader: impl Read) -> Result<(), RdfError> {
        let format = name
            .rsplit_once('.')
            .and_then(|(_, ending)| RdfFormat::from_extension(ending))
            .ok_or_else(|| RdfError::UnknownRdf(name.to_owned()))?;
        let parser = RdfParser::from_format(format).rename_blank_nodes();
        for quad in parser.for_reader(reader) {
            let mut quad = quad.map_err(|source| RdfError::File {
                name: name.to_owned(),
                source,
            })?;
            quad.graph_name = GraphName::DefaultGraph;
            self.store.insert(quad.as_ref())?;
        }
        Ok(())
    }

    /// The base of the IRIs in it.
    #[must_use]
    pub fn base(&self) -> &Base {
        &self.base
    }

    /// Number of quads, those of the ontology included.
    pub fn len(&self) -> Result<usize, RdfError> {
        Ok(self.store.len()?)
    }

    /// Whether there is nothing to ask.
    pub fn is_empty(&self) -> Result<bool, RdfError> {
        Ok(self.store.is_empty()?)
    }

    /// Runs a SPARQL 1.1 query to its end.
    ///
    /// The prefixes of [`PREFIXES`](super::vocab::PREFIXES) and `id:` (the base) need no declaration; a relative IRI is
    /// taken from the base.
    ///
    /// ```
    /// use simpul::{graph::Graph, rdf};
    ///
    /// let data = rdf::Dataset::new(&Graph::default(), &rdf::Base::default())?;
    /// let answer = data.query("ASK { ?claim a simpul:Claim }", &rdf::QueryOptions::default())?;
    /// assert!(matches!(answer, rdf::Answer::Boolean(false)));
    /// # Ok::<(), rdf::RdfError>(())
    /// ```
    pub fn query(&self, sparql: &str, options: &QueryOptions) -> Result<Answer, RdfError> {
        self.results(sparql, options)?.collect()
    }

    /// Begins a query as [`Dataset::query`] runs it; the results can be written as they come.
    pub fn results(&self, sparql: &str, options: &QueryOptions) -> Result<Results, RdfError> {
        let query = self.parser.query(sparql)?;
        let token = options.cancellation.clone().unwrap_or_default();
        let evaluator = SparqlEvaluator::new().with_cancellation_token(token);
        let mut prepared = evaluator.for_query(query);
        choose(prepared.dataset_mut(), options)?;
        let results = prepared.on_store(&self.store).execute();
        Ok(Results::new(results.map_err(evaluation)?, options.max_rows))
    }

    /// The triples of a named graph, or of the union of all, sorted; `None` where there is no such graph.
    ///
    /// Errors where there are more than `max`.
    pub fn graph(
        &self,
        name: Option<&NamedNode>,
        max: usize,
        cancellation: &CancellationToken,
    ) -> Result<Option<Answer>, RdfError> {
        if let Some(name) = name
            && !self.store.contains_named_graph(name)?
        {
            return Ok(None);
        }
        let graph = name.map(|name| name.as_ref().into());
        let mut quads = Vec::new();
        for quad in self.store.quads_for_pattern(None, None, None, graph) {
            if cancellation.is_cancelled() {
                return Err(RdfError::Cancelled);
            }
            if quads.len() == max {
                return Err(RdfError::TooLarge { max, what: "rows" });
            }
            quads.push(quad?);
        }
        Ok(Some(Answer::graph(quads)))
    }

    /// All triples that an IRI is subject or object of, sorted.
    pub fn describe(&self, iri: NamedNodeRef<'_>) -> Result<Answer, RdfError> {
        let from = self
            .store
            .quads_for_pattern(Some(iri.into()), None, None, None);
        let to = self
            .store
            .quads_for_pattern(None, None, Some(iri.into()), None);
        let quads = from.chain(to).collect::<Result<Vec<_>, _>>()?;
        Ok(Answer::graph(quads))
    }
}

/// Sets what a query sees: the graphs of the protocol, which outrank those of its own FROM, else the union of all.
pub(super) fn choose(dataset: &mut QueryDataset, options: &QueryOptions) -> Result<(), RdfError> {
    if options.names_graphs() {
        let default = graph_names(&options.default_graphs)?;
        let named = graph_names(&options.named_graphs)?;
        dataset.set_default_graph(default.into_iter().map(Into::into).collect());
        dataset.set_available_named_graphs(named.into_iter().map(Into::into).collect());
    } else if dataset.is_default_dataset() {
        dataset.set_default_graph_as_union();
    }
    Ok(())
}

fn graph_names(names: &[String]) -> Result<Vec<NamedNode>, RdfError> {
    let name = |name: &String| NamedNode::new(name).map_err(|_| RdfError::GraphName(name.clone()));
    names.iter().map(name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn empty() -> Dataset {
        Dataset::new(&Graph::default(), &Base::default()).unwrap()
    }

    #[test]
    fn a_wrong_query_is_placed() {
        let error = empty().query("SELECT ?s\nWHERE { ?s ?p }", &QueryOptions::default());
        match error {
            Err(RdfError::Syntax {
                line: 2, column, ..
            }) => assert!(column > 1),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn an_undeclared_prefix_is_an_error_and_a_known_one_is_not() {
        let data = empty();
        assert!(
            data.query("ASK { ?s nope:p ?o }", &QueryOptions::default())
                .is_err()
        );
        assert!(
            data.query(
                "ASK { id:state-russia simpul:met ?o }",
                &QueryOptions::default()
            )
            .is_ok()
        );
    }

    #[test]
    fn the_ontology_can_be_asked() {
        let ask = "ASK { simpul:Person rdfs:subClassOf+ simpul:Entity }";
        assert!(matches!(
            empty().query(ask, &QueryOptions::default()),
            Ok(Answer::Boolean(true))
        ));
    }

    #[test]
    fn a_cancelled_query_ends() {
        let token = CancellationToken::new();
        token.cancel();
        let options = QueryOptions {
            cancellation: Some(token),
            ..QueryOptions::default()
        };
        let answer = empty().query("SELECT * { ?s ?p ?o . ?a ?b ?c }", &options);
        assert!(matches!(answer, Err(RdfError::Cancelled)));
    }

    #[test]
    fn graphs_of_the_protocol_outrank_the_union() {
        let ask = "ASK { ?s ?p ?o }";
        let mut options = QueryOptions {
            default_graphs: vec!["https://simpul.dev/nowhere".to_owned()],
            ..QueryOptions::default()
        };
        assert!(matches!(
            empty().query(ask, &options),
            Ok(Answer::Boolean(false))
        ));
        options.default_graphs = vec![super::super::ontology::IRI.to_owned()];
        assert!(matches!(
            empty().query(ask, &options),
            Ok(Answer::Boolean(true))
        ));
        options.default_graphs = vec!["no iri".to_owned()];
        assert!(matches!(
            empty().query(ask, &options),
            Err(RdfError::GraphName(_))
        ));
    }
}
