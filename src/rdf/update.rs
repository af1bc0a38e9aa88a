//! SPARQL Update → a [`Draft`]: each operation is worked out on what the ones before it left.
//!
//! Not obvious: what lasts is the statements that came and went, not the text of the update. The same text would do
//! something else once more articles have been read.

use std::collections::{BTreeSet, HashMap};

use oxigraph::model::{
    BlankNode, GraphName, NamedNode, NamedOrBlankNode, Quad, Term, Triple, Variable,
};
use oxigraph::sparql::{QueryResults, QuerySolution, SparqlEvaluator};
use spargebra::algebra::{GraphPattern, GraphTarget, QueryDataset};
use spargebra::term::{
    GraphNamePattern, GroundQuad, NamedNodePattern, QuadPattern, TermPattern, TriplePattern,
};
use spargebra::{GraphUpdateOperation, Query};

use super::RdfError;
use super::dataset::choose;
use super::draft::{Draft, derived};
use super::query::QueryOptions;
use super::results::evaluation;

impl Draft<'_> {
    /// Does what a SPARQL 1.1 update says.
    ///
    /// The graphs of `options` are those of the protocol's `using-graph-uri` and `using-named-graph-uri`; without
    /// them and without `USING`, WHERE asks the union of all graphs, as a query does.
    ///
    /// # Errors
    ///
    /// [`RdfError::Derived`] where it would touch what is made from the articles, [`RdfError::UsingTwice`] where the
    /// protocol and the update both name graphs. After an error the draft is to be dropped.
    pub fn update(&mut self, sparql: &str, options: &QueryOptions) -> Result<(), RdfError> {
        let update = self.data.parser.update(sparql)?;
        let mut names = HashMap::new();
        for operation in update.operations {
            match operation {
                GraphUpdateOperation::InsertData { data } => {
                    for quad in data {
                        let graph = graph(quad.graph_name);
                        let quad = Quad::new(quad.subject, quad.predicate, quad.object, graph);
                        let quad = self.renamed(quad, &mut names);
                        self.insert(quad)?;
                    }
                }
                GraphUpdateOperation::DeleteData { data } => {
                    for quad in data {
                        self.remove(&stated(quad))?;
                    }
                }
                GraphUpdateOperation::DeleteInsert {
                    delete,
                    insert,
                    using,
                    pattern,
                } => {
                    let delete = delete.into_iter().map(|quad| QuadPattern {
                        subject: quad.subject.into(),
                        predicate: quad.predicate,
                        object: quad.object.into(),
                        graph_name: quad.graph_name,
                    });
                    let delete: Vec<_> = delete.collect();
                    self.modify(&delete, &insert, using, *pattern, options)?;
                }
                GraphUpdateOperation::Load { .. } => return Err(RdfError::Load),
                GraphUpdateOperation::Create { silent, graph } => {
                    if !silent && self.has_graph(&graph)? {
                        return Err(RdfError::GraphExists(graph.into_string()));
                    }
                    self.create(&graph)?;
                }
                GraphUpdateOperation::Clear { silent, graph } => {
                    let graph = self.target(silent, graph)?;
                    self.clear(&graph)?;
                }
                GraphUpdateOperation::Drop { silent, graph } => {
                    let graph = self.target(silent, graph)?;
                    self.drop_graph(&graph)?;
                }
            }
        }
        Ok(())
    }

    /// The one graph to clear or drop; all other targets hold statements made from the articles.
    fn target(&self, silent: bool, target: GraphTarget) -> Result<NamedNode, RdfError> {
        match target {
            GraphTarget::NamedNode(graph) if silent || self.has_graph(&graph)? => Ok(graph),
            GraphTarget::NamedNode(graph) => Err(RdfError::NoGraph(graph.into_string())),
            GraphTarget::DefaultGraph => Err(derived("the default graph")),
            GraphTarget::NamedGraphs => Err(derived("one of the named graphs")),
            GraphTarget::AllGraphs => Err(derived("one of all graphs")),
        }
    }

    /// DELETE and INSERT by a pattern: first all that goes, then all that comes.
    fn modify(
        &mut self,
        delete: &[QuadPattern],
        insert: &[QuadPattern],
        using: Option<QueryDataset>,
        pattern: GraphPattern,
        options: &QueryOptions,
    ) -> Result<(), RdfError> {
        let mut variables = BTreeSet::new();
        for quad in delete.iter().chain(insert) {
            gather(quad, &mut variables);
        }
        let pattern = GraphPattern::Project {
            inner: Box::new(pattern),
            variables: variables.into_iter().map(Variable::new_unchecked).collect(),
        };
        let rows = self.rows(pattern, using, options)?;
        for row in &rows {
            let mut filled = Filling::of(row);
            for template in delete {
                if let Some(quad) = filled.quad(template, self) {
                    self.remove(&quad)?;
                }
            }
        }
        for row in &rows {
            let mut filled = Filling::of(row);
            for template in insert {
                if let Some(quad) = filled.quad(template, self) {
                    self.insert(quad)?;
                }
            }
        }
        Ok(())
    }

    fn rows(
        &self,
        pattern: GraphPattern,
        using: Option<QueryDataset>,
        options: &QueryOptions,
    ) -> Result<Vec<QuerySolution>, RdfError> {
        if options.names_graphs() && using.is_some() {
            return Err(RdfError::UsingTwice);
        }
        let query = Query::Select {
            dataset: using,
            pattern,
            base_iri: None,
        };
        let token = options.cancellation.clone().unwrap_or_default();
        let evaluator = SparqlEvaluator::new().with_cancellation_token(token);
        let mut prepared = evaluator.for_query(query);
        choose(prepared.dataset_mut(), options)?;
        let results = prepared.on_transaction(&self.transaction).execute();
        let QueryResults::Solutions(solutions) = results.map_err(evaluation)? else {
            return Ok(Vec::new());
        };
        let max = options.max_rows.unwrap_or(usize::MAX);
        let mut rows = Vec::new();
        for row in solutions {
            if rows.len() == max {
                return Err(RdfError::ChangeTooLarge { max });
            }
            rows.push(row.map_err(evaluation)?);
        }
        Ok(rows)
    }
}

fn stated(quad: GroundQuad) -> Quad {
    let graph = graph(quad.graph_name);
    Quad::new(quad.subject, quad.predicate, quad.object, graph)
}

fn graph(name: spargebra::term::GraphName) -> GraphName {
    match name {
        spargebra::term::GraphName::NamedNode(graph) => graph.into(),
        spargebra::term::GraphName::DefaultGraph => GraphName::DefaultGraph,
    }
}

/// The variables of a template.
fn gather(quad: &QuadPattern, into: &mut BTreeSet<String>) {
    if let GraphNamePattern::Variable(variable) = &quad.graph_name {
        into.insert(variable.as_str().to_owned());
    }
    gather_triple((&quad.subject, &quad.predicate, &quad.object), into);
}

fn gather_triple(
    (subject, predicate, object): (&TermPattern, &NamedNodePattern, &TermPattern),
    into: &mut BTreeSet<String>,
) {
    if let NamedNodePattern::Variable(variable) = predicate {
        into.insert(variable.as_str().to_owned());
    }
    for term in [subject, object] {
        match term {
            TermPattern::Variable(variable) => {
                into.insert(variable.as_str().to_owned());
            }
            TermPattern::Triple(inner) => {
                gather_triple((&inner.subject, &inner.predicate, &inner.object), into);
            }
            _ => {}
        }
    }
}

/// A template's variables in one solution, and its blank nodes, which are new for each.
struct Filling<'r> {
    row: &'r QuerySolution,
    blanks: HashMap<BlankNode, BlankNode>,
}

impl<'r> Filling<'r> {
    fn of(row: &'r QuerySolution) -> Self {
        let blanks = HashMap::new();
        Self { row, blanks }
    }

    /// The statement; `None` where a variable is unbound or what stands there cannot be a statement.
    fn quad(&mut self, template: &QuadPattern, draft: &mut Draft<'_>) -> Option<Quad> {
        let graph = match &template.graph_name {
            GraphNamePattern::DefaultGraph => GraphName::DefaultGraph,
            GraphNamePattern::NamedNode(graph) => graph.clone().into(),
            GraphNamePattern::Variable(variable) => self.node(variable)?.into(),
        };
        let parts = (&template.subject, &template.predicate, &template.object);
        Some(self.triple(parts, draft)?.in_graph(graph))
    }

    fn triple(
        &mut self,
        (subject, predicate, object): (&TermPattern, &NamedNodePattern, &TermPattern),
        draft: &mut Draft<'_>,
    ) -> Option<Triple> {
        let subject = match self.term(subject, draft)? {
            Term::NamedNode(node) => NamedOrBlankNode::from(node),
            Term::BlankNode(node) => node.into(),
            _ => return None,
        };
        let predicate = match predicate {
            NamedNodePattern::NamedNode(node) => node.clone(),
            NamedNodePattern::Variable(variable) => self.node(variable)?,
        };
        Some(Triple::new(subject, predicate, self.term(object, draft)?))
    }

    fn term(&mut self, pattern: &TermPattern, draft: &mut Draft<'_>) -> Option<Term> {
        match pattern {
            TermPattern::NamedNode(node) => Some(node.clone().into()),
            TermPattern::Literal(literal) => Some(literal.clone().into()),
            TermPattern::Variable(variable) => self.row.get(variable).cloned(),
            TermPattern::BlankNode(node) => {
                let known = self.blanks.get(node).cloned();
                let node = known.unwrap_or_else(|| {
                    let new = draft.blank();
                    self.blanks.insert(node.clone(), new.clone());
                    new
                });
                Some(node.into())
            }
            TermPattern::Triple(inner) => {
                let TriplePattern {
                    subject,
                    predicate,
                    object,
                } = inner.as_ref();
                Some(self.triple((subject, predicate, object), draft)?.into())
            }
        }
    }

    fn node(&self, variable: &Variable) -> Option<NamedNode> {
        match self.row.get(variable)? {
            Term::NamedNode(node) => Some(node.clone()),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::dataset::Dataset;
    use super::super::{Answer, Base};
    use super::*;
    use crate::graph::Graph;
    use crate::store::Change;

    fn empty() -> Dataset {
        Dataset::new(&Graph::default(), &Base::default()).unwrap()
    }

    /// Runs an update, and its change once more on a second dataset, which must then hold the same.
    fn run(data: &Dataset, twin: &Dataset, number: u64, sparql: &str) -> Result<Change, RdfError> {
        let mut draft = data.draft(number, 100_000)?;
        draft.update(sparql, &QueryOptions::default())?;
        let change = draft.change();
        draft.commit()?;
        twin.replay(std::slice::from_ref(&change))?;
        assert_eq!(mine(data), mine(twin), "{sparql}");
        Ok(change)
    }

    /// What users wrote.
    fn mine(data: &Dataset) -> Vec<String> {
        let quads = data.store.iter().map(Result::unwrap);
        let own =
            quads.filter(|quad| quad.graph_name.to_string() != "<https://simpul.dev/ontology>");
        let mut own: Vec<_> = own.map(|quad| quad.to_string()).collect();
        let graphs = data.store.named_graphs().map(Result::unwrap);
        own.extend(graphs.map(|graph| graph.to_string()));
        own.sort();
        own
    }

    fn holds(data: &Dataset, pattern: &str) -> bool {
        let ask = data.query(&format!("ASK {{ {pattern} }}"), &QueryOptions::default());
        matches!(ask, Ok(Answer::Boolean(true)))
    }

    #[test]
    fn updates_do_what_they_say_and_so_do_their_changes() {
        let (data, twin) = (empty(), empty());
        let steps: &[(&str, &str, &str)] = &[
            (
                "INSERT DATA { GRAPH <a:g> { <a:s> <a:p> 1, 2 } }",
                "GRAPH <a:g> { <a:s> <a:p> 2 }",
                "<a:none> ?p ?o",
            ),
            (
                "DELETE DATA { GRAPH <a:g> { <a:s> <a:p> 1 } }",
                "GRAPH <a:g> { <a:s> <a:p> 2 }",
                "<a:s> <a:p> 1",
            ),
            (
                "WITH <a:g> DELETE { ?s <a:p> ?n } INSERT { ?s <a:q> ?m } WHERE { ?s <a:p> ?n BIND(?n + 40 AS ?m) }",
                "GRAPH <a:g> { <a:s> <a:q> 42 }",
                "<a:s> <a:p> ?n",
            ),
            (
                "COPY <a:g> TO <a:h>",
                "GRAPH <a:h> { <a:s> <a:q> 42 } GRAPH <a:g> { <a:s> <a:q> 42 }",
                "<a:none> ?p ?o",
            ),
            (
                "MOVE <a:g> TO <a:i>",
                "GRAPH <a:i> { <a:s> <a:q> 42 }",
                "GRAPH <a:g> {?s ?p ?o}",
            ),
            (
                "CLEAR GRAPH <a:h> ; DROP GRAPH <a:i>",
                "?s a owl:Class",
                "<a:s> ?p ?o",
            ),
            (
                "INSERT DATA { <a:s> <a:p> 7 }",
                "GRAPH id:graph\\/user { <a:s> <a:p> 7 }",
                "<a:none> ?p ?o",
            ),
            (
                "DELETE WHERE { <a:s> <a:p> ?n }",
                "?s a owl:Class",
                "<a:s> <a:p> ?n",
            ),
            (
                "CREATE GRAPH <a:new> ; DROP GRAPH <a:h>",
                "?s a owl:Class",
                "<a:s> ?p ?o",
            ),
            (
                "INSERT DATA { GRAPH <a:gone> { <a:s> <a:p> 1 } } ; DROP GRAPH <a:gone> ; CREATE GRAPH <a:gone>",
                "?s a owl:Class",
                "<a:s> ?p ?o",
            ),
        ];
        for (number, (update, there, gone)) in (1..).zip(steps) {
            run(&data, &twin, number, update).unwrap();
            assert!(holds(&data, there), "{update}: {:?}", mine(&data));
            assert!(!holds(&data, gone), "{update}: {:?}", mine(&data));
        }
    }

    #[test]
    fn what_is_made_from_articles_is_not_written_to() {
        let (data, twin) = (empty(), empty());
        let before = mine(&data);
        for update in [
            "INSERT DATA { GRAPH <https://simpul.dev/id/graph/edges> { <a:s> <a:p> 1 } }",
            "INSERT { GRAPH ?g { <a:s> <a:p> 1 } } WHERE { GRAPH ?g { simpul:Person a owl:Class } }",
            "DELETE DATA { simpul:Person a owl:Class }",
            "DELETE WHERE { ?s ?p ?o }",
            "DROP GRAPH <https://simpul.dev/ontology>",
            "CLEAR ALL",
            "CLEAR DEFAULT",
            "DROP SILENT NAMED",
            "MOVE <https://simpul.dev/ontology> TO <a:g>",
        ] {
            let refused = run(&data, &twin, 1, update);
            assert!(
                matches!(refused, Err(RdfError::Derived(_))),
                "{update}: {refused:?}"
            );
        }
        assert!(matches!(
            run(&data, &twin, 1, "LOAD <http://a.example/>"),
            Err(RdfError::Load)
        ));
        assert!(matches!(
            run(&data, &twin, 1, "DROP GRAPH <a:none>"),
            Err(RdfError::NoGraph(_))
        ));
        assert_eq!(mine(&data), before);
        run(&data, &twin, 1, "DELETE DATA { <a:not> <a:there> 1 }").unwrap();
    }

    #[test]
    fn blank_nodes_of_two_updates_are_two() {
        let (data, twin) = (empty(), empty());
        for number in 1..=2 {
            let update = "INSERT DATA { GRAPH <a:g> { _:x <a:p> _:y . _:y <a:p> 1 } }";
            run(&data, &twin, number, update).unwrap();
        }
        let count = "SELECT (COUNT(DISTINCT ?x) AS ?n) { ?x <a:p> ?y . ?y <a:p> 1 }";
        let answer = data.query(count, &QueryOptions::default()).unwrap();
        let Answer::Solutions { rows, .. } = answer else {
            panic!("rows")
        };
        assert!(
            rows[0][0]
                .as_ref()
                .unwrap()
                .to_string()
                .starts_with("\"2\"")
        );
    }

    #[test]
    fn a_change_too_large_is_refused_and_forgotten() {
        let data = empty();
        let before = mine(&data);
        let mut draft = data.draft(1, 3).unwrap();
        let update = "INSERT { GRAPH <a:g> { ?s <a:p> ?o } } WHERE { ?s a ?o }";
        let refused = draft.update(update, &QueryOptions::default());
        assert!(matches!(refused, Err(RdfError::ChangeTooLarge { max: 3 })));
        drop(draft);
        assert_eq!(mine(&data), before);
    }
}
