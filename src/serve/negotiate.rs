//! An answer and an `Accept` header → a body in the form that fits both.
//!
//! Which forms are on offer depends on the answer: rows and a yes or no in the SPARQL results
//! formats, a graph in the RDF formats, either as a page for browsers.

use axum::http::StatusCode;

use super::accept::choose;
use super::fault::Fault;
use crate::rdf::{AnswerFormat, Format};

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

/// The form that the client likes best, for a graph or for rows; the fault names what is on offer.
pub(super) fn form(graph: bool, accept: Option<&str>) -> Result<Form, Fault> {
    let offers = if graph { GRAPH } else { ROWS };
    choose(accept, offers).ok_or_else(|| {
        let names: Vec<&str> = offers.iter().map(|(name, _)| *name).collect();
        let message = format!("no such format; take one of: {}", names.join(", "));
        Fault::new(StatusCode::NOT_ACCEPTABLE, message)
    })
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rdf::Answer;

    #[test]
    fn rows_and_graphs_have_their_own_forms() {
        let turtle = Form::Data(AnswerFormat::Rdf(Format::Turtle));
        assert_eq!(form(false, None), Ok(Form::Data(AnswerFormat::Json)));
        assert_eq!(form(true, None), Ok(turtle));
        assert_eq!(
            form(false, Some("text/csv")),
            Ok(Form::Data(AnswerFormat::Csv))
        );
        let fault = form(false, Some("text/turtle")).unwrap_err();
        assert_eq!(fault.status, StatusCode::NOT_ACCEPTABLE);
        assert!(
            fault
                .message
                .contains("one of: application/sparql-results+json, ")
        );
        assert_eq!(form(true, Some("text/html, */*;q=0.1")), Ok(Form::Page));
    }

    #[test]
    fn every_form_can_be_written() {
        let answers = [Answer::Boolean(true), Answer::Graph(Vec::new())];
        for (answer, offers) in answers.iter().zip([ROWS, GRAPH]) {
            for (name, form) in offers {
                if let Form::Data(format) = form {
                    assert!(answer.write(*format, Vec::new()).is_ok(), "{name}");
                }
            }
        }
    }
}
