//! A constraint of SHACL → the group pattern, in SPARQL, of what breaks it.
//!
//! Not obvious: no pattern counts, so that patterns nest in one another (`sh:qualifiedValueShape`). The store keeps
//! integers of every derived type as `xsd:integer`, so a shape that asks for `xsd:nonNegativeInteger` is taken to ask
//! for an integer of 0 or more.

use std::fmt::Write as _;

use oxigraph::model::{Term, vocab::rdf};

use super::shapes::{FOCUS, SH, SUBCLASSES, Shapes};

const XSD: &str = "http://www.w3.org/2001/XMLSchema#";

/// Shape, construct, and the pattern of what breaks it.
pub(super) type Broken = (String, String, String);

impl Shapes {
    /// What breaks each constraint on a node.
    pub(super) fn constraints(&self, shape: &str, focus: &str) -> Vec<Broken> {
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
    fn property(&self, shape: &str, focus: &str) -> Vec<Broken> {
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
    pub(super) fn set_test(
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
    pub(super) fn value_test(&self, construct: &str, object: &Term, value: &str) -> Option<String> {
        Some(match construct {
            "nodeKind" if object.to_string() == format!("<{SH}IRI>") => format!("ISIRI({value})"),
            "class" => {
                format!("EXISTS {{ {value} {}/{SUBCLASSES} {object} }}", rdf::TYPE)
            }
            "datatype" => datatype(&object.to_string(), value),
            "in" => format!("{value} IN ({})", self.list(object).join(", ")),
            "pattern" => format!("REGEX(STR({value}), {object})"),
            "minLength" => format!("STRLEN(STR({value})) >= {object}"),
            "minInclusive" => format!("{value} >= {object}"),
            "maxInclusive" => format!("{value} <= {object}"),
            _ => return None,
        })
    }
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
            format!("DATATYPE({value}) = {iri} && ISLITERAL(<{XSD}{local}>(STR({value})))")
        }
        _ => format!("DATATYPE({value}) = {iri}"),
    }
}
