//! An answer and an `Accept` header → a body in the form that fits both.
//!
//! Which forms are on offer depends on the answer: rows and a yes or no in the SPARQL results
//! formats, a graph in the RDF formats, either as a page for browsers.

use super::accept::choose;
use crate::rdf::{Answer, AnswerFormat, Format, RdfError};

/// A form to answer in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// For programs.
    Data(AnswerFormat),
    /// For browsers.
    Page,
}

const ROWS: &[(&str, Form)] = &[
    (
        "application/sparql-results+json",
        Form::Data(AnswerFormat::Json),
    ),
    ("application/json", Form::Data(AnswerFormat::Json)),
    (
        "application/sparql-results+xml",
        Form::Data(AnswerFormat::Xml),
    ),
    ("text/csv", Form::Data(AnswerFormat::Csv)),
    ("text/tab-separated-values", Form::Data(AnswerFormat::Tsv)),
    ("text/html", Form::Page),
    (
        "text/plain",
        Form::Data(AnswerFormat::Table { width: None }),
    ),
    ("application/xml", Form::Data(AnswerFormat::Xml)),
    ("text/xml", Form::Data(AnswerFormat::Xml)),
];

const GRAPH: &[(&str, Form)] = &[
    ("text/turtle", Form::Data(AnswerFormat::Rdf(Format::Turtle))),
    (
        "application/n-triples",
        Form::Data(AnswerFormat::Rdf(Format::NTriples)),
    ),
    (
        "application/rdf+xml",
        Form::Data(AnswerFormat::Rdf(Format::RdfXml)),
    ),
    (
        "application/ld+json",
        Form::Data(AnswerFormat::Rdf(Format::JsonLd)),
    ),
    ("text/html", Form::Page),
    (
        "application/x-turtle",
        Form::Data(AnswerFormat::Rdf(Format::Turtle)),
    ),
    (
        "text/plain",
        Form::Data(AnswerFormat::Rdf(Format::NTriples)),
    ),
    (
        "application/json",
        Form::Data(AnswerFormat::Rdf(Format::JsonLd)),
    ),
    (
        "application/xml",
        Form::Data(AnswerFormat::Rdf(Format::RdfXml)),
    ),
];

/// The form that the client likes best; `None` where none will do.
pub(super) fn form(answer: &Answer, accept: Option<&str>) -> Option<Form> {
    choose(accept, offers(answer))
}

/// What is on offer, to tell a client that asks for something else.
pub(super) fn choices(answer: &Answer) -> String {
    let names: Vec<&str> = offers(answer).iter().map(|(name, _)| *name).collect();
    names.join(", ")
}

fn offers(answer: &Answer) -> &'static [(&'static str, Form)] {
    match answer {
        Answer::Graph(_) => GRAPH,
        Answer::Boolean(_) | Answer::Solutions { .. } => ROWS,
    }
}

/// `Content-Type` of a format of ours, with the character set where the type has one.
pub(super) fn content_type(format: AnswerFormat) -> String {
    let media_type = format.media_type();
    if media_type.starts_with("text/") {
        format!("{media_type}; charset=utf-8")
    } else {
        media_type.to_owned()
    }
}

/// The bytes of an answer.
pub(super) fn body(answer: &Answer, format: AnswerFormat) -> Result<Vec<u8>, RdfError> {
    let mut out = Vec::new();
    answer.write(format, &mut out)?;
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_and_graphs_have_their_own_forms() {
        let (rows, graph) = (Answer::Boolean(true), Answer::Graph(Vec::new()));
        assert_eq!(form(&rows, None), Some(Form::Data(AnswerFormat::Json)));
        assert_eq!(
            form(&graph, None),
            Some(Form::Data(AnswerFormat::Rdf(Format::Turtle)))
        );
        assert_eq!(
            form(&rows, Some("text/csv")),
            Some(Form::Data(AnswerFormat::Csv))
        );
        assert_eq!(form(&rows, Some("text/turtle")), None);
        assert_eq!(form(&graph, Some("text/html, */*;q=0.1")), Some(Form::Page));
        assert!(choices(&graph).starts_with("text/turtle, "));
    }

    #[test]
    fn every_form_can_be_written() {
        for answer in [Answer::Boolean(true), Answer::Graph(Vec::new())] {
            for (name, form) in offers(&answer) {
                if let Form::Data(format) = form {
                    assert!(body(&answer, *format).is_ok(), "{name}");
                }
            }
        }
    }
}
