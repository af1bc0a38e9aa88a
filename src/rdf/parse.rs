//! SPARQL text → its algebra, or why it is refused.
//!
//! Not obvious: nothing stops the parser, the planner or the walk over a tree before they are done; only evaluation
//! heeds a time limit. So what would keep them busy for minutes, or use up the stack and end the whole program, is
//! refused by its size. `SERVICE` would fetch from elsewhere on behalf of whoever asks: it is refused
//! wherever it stands, also where `SILENT` would hide that nothing comes.

use oxigraph::sparql::SparqlSyntaxError;
use spargebra::algebra::{
    AggregateExpression, Expression, GraphPattern, OrderExpression, PropertyPathExpression,
};
use spargebra::{GraphUpdateOperation, Query, SparqlParser, Update};

use super::RdfError;
use super::iri::Base;
use super::vocab::PREFIXES;

/// Opening brackets, `<<` and `!` that a text may have: for each, the parser calls itself. All count, also those in
/// strings, because telling them apart takes a parser.
const NESTING: usize = 2048;

/// Levels that the tree of a query may have.
const LEVELS: usize = 1024;

/// Patterns and steps of paths that a query may have: the planner compares each with each.
const PATTERNS: usize = 1024;

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
        sound(pattern)?;
        Ok(query)
    }

    pub(super) fn update(&self, sparql: &str) -> Result<Update, RdfError> {
        shallow(sparql)?;
        let update = self.0.clone().parse_update(sparql).map_err(syntax)?;
        for operation in &update.operations {
            if let GraphUpdateOperation::DeleteInsert { pattern, .. } = operation {
                sound(pattern)?;
            }
        }
        Ok(update)
    }
}

/// Refuses text whose tree might be deeper than the stack bears.
fn shallow(sparql: &str) -> Result<(), RdfError> {
    let brackets = sparql.bytes().filter(|byte| b"{([!".contains(byte));
    if brackets.count() + sparql.matches("<<").count() > NESTING {
        return Err(RdfError::TooComplex {
            max: NESTING,
            what: "opening brackets and exclamation marks",
        });
    }
    Ok(())
}

/// A part of a query's tree.
enum Part<'q> {
    Pattern(&'q GraphPattern),
    Expression(&'q Expression),
    Path(&'q PropertyPathExpression),
}

/// Refuses a pattern that is too large, or asks another server. Walks without calling itself, however deep it is.
fn sound(pattern: &GraphPattern) -> Result<(), RdfError> {
    let mut open = vec![(Part::Pattern(pattern), 1)];
    let mut patterns = 0;
    while let Some((part, level)) = open.pop() {
        if level > LEVELS {
            return Err(RdfError::TooComplex {
                max: LEVELS,
                what: "levels",
            });
        }
        match part {
            Part::Pattern(GraphPattern::Service { .. }) => return Err(RdfError::Service),
            Part::Pattern(pattern) => patterns += below_pattern(pattern, level + 1, &mut open),
            Part::Expression(expression) => below_expression(expression, level + 1, &mut open),
            Part::Path(path) => {
                patterns += 1;
                below_path(path, level + 1, &mut open);
            }
        }
        if patterns > PATTERNS {
            return Err(RdfError::TooComplex {
                max: PATTERNS,
                what: "patterns and steps of paths",
            });
        }
    }
    Ok(())
}

type Open<'q> = Vec<(Part<'q>, usize)>;

/// Opens what a pattern is made of; gives how many patterns it counts for.
fn below_pattern<'q>(pattern: &'q GraphPattern, level: usize, open: &mut Open<'q>) -> usize {
    use GraphPattern as P;
    let mut deeper = |part| open.push((part, level));
    match pattern {
        P::Bgp { patterns } => return patterns.len(),
        P::Path { path, .. } => deeper(Part::Path(path)),
        P::Values { .. } => {}
        P::Join { left, right }
        | P::Lateral { left, right }
        | P::Union { left, right }
        | P::Minus { left, right } => {
            deeper(Part::Pattern(left));
            deeper(Part::Pattern(right));
        }
        P::LeftJoin {
            left,
            right,
            expression,
        } => {
            deeper(Part::Pattern(left));
            deeper(Part::Pattern(right));
            expression.iter().map(Part::Expression).for_each(deeper);
        }
        P::Filter {
            expr: expression,
            inner,
        }
        | P::Extend {
            inner, expression, ..
        } => {
            deeper(Part::Pattern(inner));
            deeper(Part::Expression(expression));
        }
        P::OrderBy { inner, expression } => {
            deeper(Part::Pattern(inner));
            for OrderExpression::Asc(by) | OrderExpression::Desc(by) in expression {
                deeper(Part::Expression(by));
            }
        }
        P::Group {
            inner, aggregates, ..
        } => {
            deeper(Part::Pattern(inner));
            for (_, by) in aggregates {
                if let AggregateExpression::FunctionCall { expr, .. } = by {
                    deeper(Part::Expression(expr));
                }
            }
        }
        P::Graph { inner, .. }
        | P::Project { inner, .. }
        | P::Distinct { inner }
        | P::Reduced { inner }
        | P::Slice { inner, .. }
        | P::Service { inner, .. } => deeper(Part::Pattern(inner)),
    }
    1
}

fn below_expression<'q>(expression: &'q Expression, level: usize, open: &mut Open<'q>) {
    use Expression as E;
    let mut deeper = |part: &'q Expression| open.push((Part::Expression(part), level));
    match expression {
        E::Exists(pattern) => open.push((Part::Pattern(pattern), level)),
        E::NamedNode(_) | E::Literal(_) | E::Variable(_) | E::Bound(_) => {}
        E::UnaryPlus(a) | E::UnaryMinus(a) | E::Not(a) => deeper(a),
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
        | E::Divide(a, b) => {
            deeper(a);
            deeper(b);
        }
        E::If(a, b, c) => {
            deeper(a);
            deeper(b);
            deeper(c);
        }
        E::In(a, list) => {
            deeper(a);
            list.iter().for_each(deeper);
        }
        E::Coalesce(list) | E::FunctionCall(_, list) => list.iter().for_each(deeper),
    }
}

fn below_path<'q>(path: &'q PropertyPathExpression, level: usize, open: &mut Open<'q>) {
    use PropertyPathExpression as P;
    let mut deeper = |part: &'q P| open.push((Part::Path(part), level));
    match path {
        P::NamedNode(_) | P::NegatedPropertySet(_) => {}
        P::Reverse(a) | P::ZeroOrMore(a) | P::OneOrMore(a) | P::ZeroOrOne(a) => deeper(a),
        P::Sequence(a, b) | P::Alternative(a, b) => {
            deeper(a);
            deeper(b);
        }
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

    /// Runs a test on the stack that a server's threads have; that of a test is too small for an unoptimised parser.
    fn with_stack(test: impl FnOnce() + Send + 'static) {
        let thread = std::thread::Builder::new().stack_size(256 << 20);
        thread.spawn(test).unwrap().join().unwrap();
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
        with_stack(|| {
            for open in ["(", "!", "{ ?s ?p", "[ ?p", "NOT EXISTS {", "<< "] {
                let query = format!("ASK {{ FILTER({}", open.repeat(100_000));
                let refused = parse(&query);
                assert!(
                    matches!(refused, Err(RdfError::TooComplex { .. })),
                    "{open}"
                );
            }
            let nested = |n: usize| format!("ASK {}{}", "{".repeat(n), "}".repeat(n));
            assert!(parse(&nested(64)).is_ok());
        });
    }

    #[test]
    fn trees_that_would_keep_the_planner_busy_are_refused() {
        with_stack(|| {
            for (head, part, tail) in [
                ("ASK { FILTER(1", "+1", ") }"),
                ("ASK { FILTER(1=1", "&&1=1", ") }"),
                ("ASK { ?s <a:b>", "/<a:b>", " ?o }"),
                ("ASK { ?s <a:b>", "|^<a:b>", " ?o }"),
                ("ASK { ", "?s ?p ?o . ", "}"),
                ("ASK { ?s ?p ?o ", "FILTER(?s) ", "}"),
                ("ASK { ", "?s <a:b>* ?o . ", "}"),
            ] {
                let query = |n: usize| format!("{head}{}{tail}", part.repeat(n));
                let refused = parse(&query(2_000));
                assert!(
                    matches!(refused, Err(RdfError::TooComplex { .. })),
                    "{part}"
                );
                assert!(parse(&query(200)).is_ok(), "{part}");
            }
            let list = "<a:b> ".repeat(10_000);
            assert!(parse(&format!("ASK {{ VALUES ?x {{ {list} }} }}")).is_ok());
        });
    }
}
