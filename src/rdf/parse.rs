//! SPARQL text → its algebra, or why it is refused.
//!
//! The parser calls itself for each bracket and each `!`, so text with too many of them would use up the stack and
//! end the whole program; it is refused before. `SERVICE` would fetch from elsewhere on behalf of whoever asks: it is
//! refused wherever it stands, also where `SILENT` would hide that nothing comes.

use oxigraph::sparql::SparqlSyntaxError;
use spargebra::algebra::{AggregateExpression, Expression, GraphPattern, OrderExpression};
use spargebra::{GraphUpdateOperation, Query, SparqlParser, Update};

use super::RdfError;
use super::iri::Base;
use super::vocab::PREFIXES;

/// Opening brackets and `!` that a text may have. Not obvious: all count, also those in strings, because telling them
/// apart from the others takes a parser; a text this long has its strings in a file, not in a query.
const NESTING: usize = 2048;

/// Knows the base, and the prefixes that need no declaration.
#[derive(Clone)]
pub(super) struct Parser(SparqlParser);

impl Parser {
    pub(super) fn new(base: &Base) -> Result<Self, RdfError> {
        let bad = |_| RdfError::Base(base.as_str().to_owned());
        let mut parser = SparqlParser::new()
            .with_base_iri(base.as_str())
            .map_err(bad)?;
        for (prefix, iri) in PREFIXES.into_iter().chain([("id", base.as_str())]) {
            parser = parser.with_prefix(prefix, iri).map_err(bad)?;
        }
        Ok(Self(parser))
    }

    pub(super) fn query(&self, sparql: &str) -> Result<Query, RdfError> {
        shallow(sparql)?;
        let query = self.0.clone().parse_query(sparql).map_err(syntax)?;
        let (Query::Select { pattern, .. }
        | Query::Construct { pattern, .. }
        | Query::Describe { pattern, .. }
        | Query::Ask { pattern, .. }) = &query;
        local(pattern)?;
        Ok(query)
    }

    pub(super) fn update(&self, sparql: &str) -> Result<Update, RdfError> {
        shallow(sparql)?;
        let update = self.0.clone().parse_update(sparql).map_err(syntax)?;
        for operation in &update.operations {
            if let GraphUpdateOperation::DeleteInsert { pattern, .. } = operation {
                local(pattern)?;
            }
        }
        Ok(update)
    }
}

/// Refuses text whose tree might be deeper than the stack bears.
fn shallow(sparql: &str) -> Result<(), RdfError> {
    let nesting = |byte: &u8| b"{([!".contains(byte);
    let found = sparql.bytes().filter(nesting).count();
    if found > NESTING {
        return Err(RdfError::Depth { max: NESTING });
    }
    Ok(())
}

/// Refuses a pattern that asks another server.
fn local(pattern: &GraphPattern) -> Result<(), RdfError> {
    if remote(pattern) {
        Err(RdfError::Service)
    } else {
        Ok(())
    }
}

fn remote(pattern: &GraphPattern) -> bool {
    use GraphPattern as P;
    match pattern {
        P::Service { .. } => true,
        P::Bgp { .. } | P::Path { .. } | P::Values { .. } => false,
        P::Join { left, right }
        | P::Lateral { left, right }
        | P::Union { left, right }
        | P::Minus { left, right } => remote(left) || remote(right),
        P::LeftJoin {
            left,
            right,
            expression,
        } => remote(left) || remote(right) || expression.as_ref().is_some_and(asks),
        P::Filter { expr, inner } => asks(expr) || remote(inner),
        P::Extend {
            inner, expression, ..
        } => asks(expression) || remote(inner),
        P::OrderBy { inner, expression } => {
            let asks = |order: &OrderExpression| match order {
                OrderExpression::Asc(by) | OrderExpression::Desc(by) => asks(by),
            };
            expression.iter().any(asks) || remote(inner)
        }
        P::Group {
            inner, aggregates, ..
        } => {
            let asks = |(_, by): &(_, AggregateExpression)| match by {
                AggregateExpression::CountSolutions { .. } => false,
                AggregateExpression::FunctionCall { expr, .. } => asks(expr),
            };
            aggregates.iter().any(asks) || remote(inner)
        }
        P::Graph { inner, .. }
        | P::Project { inner, .. }
        | P::Distinct { inner }
        | P::Reduced { inner }
        | P::Slice { inner, .. } => remote(inner),
    }
}

/// Whether an expression holds an EXISTS that asks another server.
fn asks(expression: &Expression) -> bool {
    use Expression as E;
    match expression {
        E::Exists(pattern) => remote(pattern),
        E::NamedNode(_) | E::Literal(_) | E::Variable(_) | E::Bound(_) => false,
        E::UnaryPlus(a) | E::UnaryMinus(a) | E::Not(a) => asks(a),
        E::Or(a, b)
        | E::And(a, b)
        | E::Equal(a, b)
        | E::SameTerm(a, b)
        | E::Greater(a, b)
        | E::GreaterOrEqual(a, b)
        | E::Less(a, b)
        | E::LessOrEqual(a, b)
        | E::Add(a, b)
        | E::Subtract(a, b)
        | E::Multiply(a, b)
        | E::Divide(a, b) => asks(a) || asks(b),
        E::If(a, b, c) => asks(a) || asks(b) || asks(c),
        E::In(a, list) => asks(a) || list.iter().any(asks),
        E::Coalesce(list) | E::FunctionCall(_, list) => list.iter().any(asks),
    }
}

/// The parser tells the place only in its message: `error at 2:14: expected …, ['0'..='9'], …`.
///
/// What it says of classes of characters fills lines and helps nobody; it comes last and is left out.
fn syntax(source: SparqlSyntaxError) -> RdfError {
    let text = source.to_string();
    let placed = text
        .strip_prefix("error at ")
        .and_then(|rest| rest.split_once(": "));
    let place = placed.and_then(|(place, message)| {
        let (line, column) = place.split_once(':')?;
        let (message, _) = message.split_once(", [").unwrap_or((message, ""));
        Some((line.parse().ok()?, column.parse().ok()?, message.to_owned()))
    });
    let (line, column, message) = place.unwrap_or((1, 1, text));
    RdfError::Syntax {
        line,
        column,
        message,
        source,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(query: &str) -> Result<Query, RdfError> {
        Parser::new(&Base::default()).unwrap().query(query)
    }

    #[test]
    fn no_other_server_is_asked_wherever_the_wish_stands() {
        for query in [
            "ASK { SERVICE <http://a.example/> { ?s ?p ?o } }",
            "ASK { SERVICE SILENT ?where { ?s ?p ?o } }",
            "SELECT * { ?s ?p ?o OPTIONAL { ?s ?p 1 . SERVICE <a:b> { ?s ?p ?x } } }",
            "SELECT * { ?s ?p ?o FILTER (1 = 2 || NOT EXISTS { SERVICE <a:b> { ?s ?p ?x } }) }",
            "SELECT (SUM(IF(EXISTS { SERVICE <a:b> {} }, 1, 2)) AS ?n) { ?s ?p ?o }",
            "SELECT * { { SELECT ?s { GRAPH ?g { SERVICE <a:b> {} } } LIMIT 1 } }",
        ] {
            assert!(matches!(parse(query), Err(RdfError::Service)), "{query}");
        }
        let innocent = "SELECT ?service { ?service rdfs:label \"SERVICE <a:b> {}\" } # SERVICE";
        assert!(parse(innocent).is_ok());
    }

    #[test]
    fn text_that_would_use_up_the_stack_is_refused() {
        for open in ["(", "!", "{ ?s ?p", "[ ?p", "NOT EXISTS {"] {
            let query = format!("ASK {{ FILTER({}", open.repeat(100_000));
            let refused = parse(&query);
            assert!(matches!(refused, Err(RdfError::Depth { .. })), "{open}");
        }
        let nested = |n: usize| format!("ASK {}{}", "{".repeat(n), "}".repeat(n));
        assert!(parse(&nested(64)).is_ok());
    }
}
