//! `ontology/shapes.ttl` and `shapes-rules.ttl` → one SPARQL query a constraint, which finds what breaks it.
//!
//! The shapes are the one truth: a validator of SHACL reads them as they are, `simpul validate` asks these queries.
//! Translated is what the shapes use of SHACL Core and SHACL-SPARQL; a test fails on any other construct.
//! What a single constraint becomes stands in `constraint.rs`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{Term, vocab::rdf};

/// The shapes in SHACL Core, Turtle.
pub const CORE: &str = include_str!("../../ontology/shapes.ttl");

/// The shapes that need SPARQL, Turtle.
pub const SPARQL: &str = include_str!("../../ontology/shapes-rules.ttl");

/// Namespace of the shapes.
pub const SHAPE: &str = "https://simpul.dev/shapes#";

pub(super) const SH: &str = "http://www.w3.org/ns/shacl#";
pub(super) const SUBCLASSES: &str = "<http://www.w3.org/2000/01/rdf-schema#subClassOf>*";

/// What the node that a rule is about is called in a query.
pub(super) const FOCUS: &str = "?this";

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
pub(super) struct Shapes(BTreeMap<String, Vec<(String, Term)>>);

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
    pub(super) fn all<'s>(
        &'s self,
        node: &str,
        construct: &'s str,
    ) -> impl Iterator<Item = &'s Term> {
        self.said(node)
            .filter_map(move |(name, object)| (name == construct).then_some(object))
    }

    /// The first of them, as SPARQL and N-Triples have it.
    pub(super) fn one(&self, node: &str, construct: &str) -> Option<String> {
        self.all(node, construct).next().map(ToString::to_string)
    }

    /// The constructs of SHACL that a node has.
    pub(super) fn said<'s>(&'s self, node: &str) -> impl Iterator<Item = (&'s str, &'s Term)> {
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

    /// The members of an RDF list.
    pub(super) fn list(&self, head: &Term) -> Vec<String> {
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
                    .any(|k| kind.to_string() == format!("<{SH}{k}>"))
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
