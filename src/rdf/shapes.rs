//! `ontology/shapes.ttl` and `shapes-rules.ttl` → one SPARQL query a constraint, which finds what breaks it.
//!
//! The shapes are the one truth: a validator of SHACL reads them as they are, `simpul validate` asks these queries.
//! Translated is what the shapes use of SHACL Core and SHACL-SPARQL; a test fails on any other construct.
//!
//! Not obvious: every constraint becomes a group pattern without counting, so that patterns nest in one another
//! (`sh:qualifiedValueShape`). The store keeps integers of every derived type as `xsd:integer`, so a shape that
//! asks for `xsd:nonNegativeInteger` is taken to ask for an integer of 0 or more.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::LazyLock;

use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{Term, vocab::rdf};

/// The shapes in SHACL Core, Turtle.
pub const CORE: &str = include_str!("../../ontology/shapes.ttl");

/// The shapes that need SPARQL, Turtle.
pub const SPARQL: &str = include_str!("../../ontology/shapes-rules.ttl");

/// Namespace of the shapes.
pub const SHAPE: &str = "https://simpul.dev/shapes#";

const SH: &str = "http://www.w3.org/ns/shacl#";
const XSD: &str = "http://www.w3.org/2001/XMLSchema#";
const SUBCLASSES: &str = "<http://www.w3.org/2000/01/rdf-schema#subClassOf>*";

/// What the node that a rule is about is called in a query.
const FOCUS: &str = "?this";

/// One constraint of one shape.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// The shape's local name, `Claim-evidence`.
    pub shape: String,
    /// The construct of SHACL, `minCount`.
    pub construct: String,
    /// What is said of a node that breaks it, in English.
    pub message: String,
    /// SPARQL that finds each such node (`?this`) and, where there is one, the value at fault (`?value`).
    pub query: String,
}

static RULES: LazyLock<Vec<Rule>> = LazyLock::new(|| Shapes::read(&[CORE, SPARQL]).rules());

/// The rules of sound data, sorted by shape.
#[must_use]
pub fn rules() -> &'static [Rule] {
    &RULES
}

/// What is said of each node of the shapes: predicate and object.
struct Shapes(BTreeMap<String, Vec<(String, Term)>>);

impl Shapes {
    fn read(files: &[&str]) -> Self {
        let mut nodes: BTreeMap<String, Vec<(String, Term)>> = BTreeMap::new();
        for file in files {
            let parser = RdfParser::from_format(RdfFormat::Turtle).rename_blank_nodes();
            // A test reads the files strictly.
            for quad in parser.for_slice(*file).filter_map(Result::ok) {
                let said = (quad.predicate.into_string(), quad.object);
                nodes
                    .entry(quad.subject.to_string())
                    .or_default()
                    .push(said);
            }
        }
        Self(nodes)
    }

    /// All that a construct of SHACL says of a node.
    fn all<'s>(&'s self, node: &str, construct: &'s str) -> impl Iterator<Item = &'s Term> {
        self.said(node)
            .filter_map(move |(name, object)| (name == construct).then_some(object))
    }

    fn one(&self, node: &str, construct: &str) -> Option<String> {
        self.all(node, construct).next().map(written)
    }

    /// The constructs of SHACL that a node has.
    fn said<'s>(&'s self, node: &str) -> impl Iterator<Item = (&'s str, &'s Term)> {
        let said = self.0.get(node).into_iter().flatten();
        said.filter_map(|(p, o)| Some((p.strip_prefix(SH)?, o)))
    }

    fn rules(&self) -> Vec<Rule> {
        let mut rules = Vec::new();
        for node in self.0.keys() {
            let Some(targets) = self.targets(node) else {
                continue;
            };
            for (shape, construct, pattern) in self.constraints(node, FOCUS) {
                rules.push(Rule {
                    query: format!(
                        "{}SELECT DISTINCT {FOCUS} ?value WHERE {{\n{targets}\n{pattern}\n}}",
                        self.prefixes()
                    ),
                    message: self.message(&shape),
                    shape: shape.replace(SHAPE, "").replace(['<', '>'], ""),
                    construct,
                });
            }
        }
        rules
    }

    fn message(&self, shape: &str) -> String {
        let english = |term: &Term| match term {
            Term::Literal(text) if text.language() == Some("en") => Some(text.value().to_owned()),
            _ => None,
        };
        self.all(shape, "message")
            .find_map(english)
            .unwrap_or_default()
    }

    /// What `sh:declare` declares, as SPARQL has it.
    fn prefixes(&self) -> String {
        let declared = self.0.keys().filter_map(|node| {
            let texts = ["prefix", "namespace"].map(|name| self.all(node, name).next());
            let [Some(Term::Literal(prefix)), Some(Term::Literal(space))] = texts else {
                return None;
            };
            Some(format!("PREFIX {}: <{}>\n", prefix.value(), space.value()))
        });
        let mut declared: Vec<String> = declared.collect();
        declared.sort();
        declared.concat()
    }

    /// The pattern of the nodes that a shape is about, if it says which.
    fn targets(&self, node: &str) -> Option<String> {
        let classes = self.all(node, "targetClass").map(|class| {
            format!(
                "{{ ?kind {SUBCLASSES} {class} . {FOCUS} {} ?kind }}",
                rdf::TYPE
            )
        });
        let subjects = self.all(node, "targetSubjectsOf");
        let subjects = subjects.map(|path| format!("{{ {FOCUS} {path} ?any }}"));
        let targets: Vec<String> = classes.chain(subjects).collect();
        (!targets.is_empty()).then(|| targets.join("\nUNION "))
    }

    /// Shape, construct and the pattern of what breaks it, for each constraint on a node.
    fn constraints(&self, shape: &str, focus: &str) -> Vec<(String, String, String)> {
        let mut found = Vec::new();
        for (construct, object) in self.said(shape) {
            let inner = object.to_string();
            match construct {
                "property" => found.extend(self.property(&inner, focus)),
                "sparql" => {
                    if let Some(Term::Literal(select)) = self.all(&inner, "select").next() {
                        let pattern = format!("{{ {} }}", select.value());
                        found.push((inner.clone(), construct.to_owned(), pattern));
                    }
                }
                // The value of a node shape is the node itself.
                _ => {
                    if let Some(test) = self.value_test(construct, object, focus) {
                        let pattern = format!("FILTER({})", not(&test));
                        found.push((shape.to_owned(), construct.to_owned(), pattern));
                    }
                }
            }
        }
        found
    }

    /// The same for a property shape.
    fn property(&self, shape: &str, focus: &str) -> Vec<(String, String, String)> {
        let Some(path) = self.one(shape, "path") else {
            return Vec::new();
        };
        let said = self.said(shape);
        said.filter_map(|(construct, object)| {
            let pattern = self
                .set_test(shape, construct, object, focus, &path)
                .or_else(|| {
                    let value = value(focus);
                    let test = self.value_test(construct, object, &value)?;
                    Some(format!("{focus} {path} {value} FILTER({})", not(&test)))
                })?;
            Some((shape.to_owned(), construct.to_owned(), pattern))
        })
        .collect()
    }

    /// The pattern of what breaks a constraint on all values of a path together, or against another path.
    fn set_test(
        &self,
        shape: &str,
        construct: &str,
        object: &Term,
        focus: &str,
        path: &str,
    ) -> Option<String> {
        let value = value(focus);
        let against = |sign: &str| {
            let test = not(&format!("{value} {sign} {value}o"));
            format!("{focus} {path} {value} ; {object} {value}o FILTER({test})")
        };
        Some(match construct {
            "minCount" => {
                let enough = distinct(count(object)?, focus, path, |_| String::new());
                format!("FILTER NOT EXISTS {{ {enough} }}")
            }
            "maxCount" => {
                let many = distinct(count(object)? + 1, focus, path, |_| String::new());
                format!("FILTER EXISTS {{ {many} }}")
            }
            "uniqueLang" => format!(
                "{focus} {path} {value} , {value}o \
                 FILTER(!SAMETERM({value}, {value}o) && LANG({value}) = LANG({value}o) && LANG({value}) != \"\")"
            ),
            "lessThan" => against("<"),
            "lessThanOrEquals" => against("<="),
            "qualifiedValueShape" => {
                let least = self.all(shape, "qualifiedMinCount").next();
                let sound = |value: &str| {
                    let broken = self.constraints(&object.to_string(), value);
                    let none = |(_, _, pattern)| format!(" FILTER NOT EXISTS {{ {pattern} }}");
                    broken.into_iter().map(none).collect()
                };
                let enough = distinct(count(least?)?, focus, path, sound);
                format!("FILTER NOT EXISTS {{ {enough} }}")
            }
            _ => return None,
        })
    }

    /// The test that a single value must pass.
    fn value_test(&self, construct: &str, object: &Term, value: &str) -> Option<String> {
        Some(match construct {
            "nodeKind" if object.to_string() == format!("<{SH}IRI>") => format!("ISIRI({value})"),
            "class" => {
                format!("EXISTS {{ {value} {}/{SUBCLASSES} {object} }}", rdf::TYPE)
            }
            "datatype" => datatype(&written(object), value),
            "in" => format!("{value} IN ({})", self.list(object).join(", ")),
            "pattern" => format!("REGEX(STR({value}), {object})"),
            "minLength" => format!("STRLEN(STR({value})) >= {object}"),
            "minInclusive" => format!("{value} >= {object}"),
            "maxInclusive" => format!("{value} <= {object}"),
            _ => return None,
        })
    }

    /// The members of an RDF list.
    fn list(&self, head: &Term) -> Vec<String> {
        let (mut members, mut at) = (Vec::new(), head.to_string());
        while let Some(cell) = self.0.get(&at) {
            let part = |name| {
                cell.iter()
                    .find(|(p, _)| p == name)
                    .map(|(_, o)| o.to_string())
            };
            members.extend(part(rdf::FIRST.as_str()));
            at = part(rdf::REST.as_str()).unwrap_or_default();
        }
        members
    }
}

/// A term as SPARQL and N-Triples have it.
fn written(term: &Term) -> String {
    term.to_string()
}

fn count(object: &Term) -> Option<usize> {
    match object {
        Term::Literal(number) => number.value().parse().ok(),
        _ => None,
    }
}

/// What a value of a focus is called.
fn value(focus: &str) -> String {
    if focus == FOCUS {
        "?value".to_owned()
    } else {
        format!("{focus}v")
    }
}

/// That a test fails, or cannot be made.
fn not(test: &str) -> String {
    format!("!COALESCE({test}, false)")
}

/// The pattern of `n` values of a path that all differ, each with more said of it.
fn distinct(n: usize, focus: &str, path: &str, more: impl Fn(&str) -> String) -> String {
    let mut pattern = String::new();
    for at in 0..n {
        let value = format!("{focus}x{at}");
        // Writing to a String cannot fail.
        let _ = write!(pattern, "{focus} {path} {value} .{} ", more(&value));
        for before in 0..at {
            let _ = write!(pattern, "FILTER(!SAMETERM({value}, {focus}x{before})) ");
        }
    }
    pattern
}

/// That a literal has a datatype and is well-formed.
fn datatype(iri: &str, value: &str) -> String {
    let local = iri
        .trim_start_matches(&format!("<{XSD}"))
        .trim_end_matches('>');
    match local {
        "nonNegativeInteger" => {
            format!("DATATYPE({value}) IN ({iri}, <{XSD}integer>) && {value} >= 0")
        }
        // A cast of an ill-formed literal is an error.
        "boolean" | "integer" | "decimal" | "date" | "dateTime" => {
            format!(
                "DATATYPE({value}) = {iri} && BOUND({value}) && ISLITERAL(<{XSD}{local}>(STR({value})))"
            )
        }
        _ => format!("DATATYPE({value}) = {iri}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Constructs that state no constraint of their own.
    const OTHER: [&str; 11] = [
        "path",
        "message",
        "property",
        "targetClass",
        "targetSubjectsOf",
        "sparql",
        "select",
        "prefixes",
        "declare",
        "prefix",
        "namespace",
    ];

    #[test]
    fn every_construct_of_the_shapes_is_translated() {
        let shapes = Shapes::read(&[CORE, SPARQL]);
        for node in shapes.0.keys() {
            for (construct, object) in shapes.said(node) {
                let known = OTHER.contains(&construct)
                    || construct == "qualifiedMinCount"
                    || shapes
                        .set_test(node, construct, object, FOCUS, "<p>")
                        .is_some()
                    || shapes.value_test(construct, object, FOCUS).is_some();
                assert!(known, "{node} sh:{construct}");
            }
        }
    }

    #[test]
    fn every_shape_is_reached_by_a_rule_and_says_what_is_wrong() {
        let shapes = Shapes::read(&[CORE, SPARQL]);
        for (node, said) in &shapes.0 {
            let shape = |kind: &Term| {
                ["PropertyShape", "SPARQLConstraint"]
                    .iter()
                    .any(|k| written(kind) == format!("<{SH}{k}>"))
            };
            if said
                .iter()
                .any(|(p, o)| p == rdf::TYPE.as_str() && shape(o))
            {
                let name = node.replace(SHAPE, "").replace(['<', '>'], "");
                assert!(rules().iter().any(|rule| rule.shape == name), "{name}");
            }
        }
        for rule in rules() {
            assert!(!rule.message.is_empty(), "{rule:?}");
        }
    }

    #[test]
    fn a_shape_becomes_a_query() {
        let rule = rules()
            .iter()
            .find(|r| r.shape == "Claim-evidence" && r.construct == "minCount");
        let query = rule.map(|rule| rule.query.as_str()).unwrap_or_default();
        let pattern =
            "FILTER NOT EXISTS { ?this <https://simpul.dev/ontology#evidence> ?thisx0 .  }";
        assert!(query.contains(pattern), "{query}");
    }
}
