//! Graph → `FollowTheMoney` entities, one JSON object a line, for `OpenAleph` and `ftm`.
//!
//! Entities become `Person`, `PublicBody`, `Organization`, `Address`, `Event`, `Asset`; what is asserted and actual becomes
//! `Membership` or `UnknownLink`; everything else that is claimed becomes a `Note` about its entities, with who says
//! so. Every link names its articles by `recordId`, every note has its article as proof. <https://followthemoney.tech/explorer/>

use std::io::Write;

use serde_json::{Map, Value, json};

use super::{ExportError, style};
use crate::graph::{Claim, Document, Entity, Graph, Proposition};
use crate::record::EntityType;

/// Writes entities, articles, links and notes, in this order, each sorted by id.
pub(super) fn write(graph: &Graph, mut out: impl Write) -> Result<(), ExportError> {
    for entity in graph.entities.values() {
        line(&mut out, &entity.id, schema(entity.kind), of_entity(entity))?;
    }
    for document in graph.documents.values() {
        line(&mut out, &document.id, "Article", of_document(document))?;
    }
    for said in graph.propositions.iter().filter(|said| said.is_edge()) {
        let (schema, properties) = of_edge(graph, said);
        line(&mut out, &said.id, schema, properties)?;
    }
    for claim in &graph.claims {
        let edge = graph.propositions.get(claim.proposition);
        if !edge.is_some_and(Proposition::is_edge) {
            line(&mut out, &claim.id, "Note", of_note(graph, claim))?;
        }
    }
    Ok(())
}

/// Properties of an entity: each a list of texts.
#[derive(Default)]
struct Properties(Map<String, Value>);

impl Properties {
    fn with<'v>(mut self, name: &str, values: impl IntoIterator<Item = &'v str>) -> Self {
        let values = values.into_iter().map(printable);
        let values = values.filter(|value| !value.is_empty());
        let values: Vec<Value> = values.map(Value::from).collect();
        if !values.is_empty() {
            self.0.insert(name.to_owned(), Value::Array(values));
        }
        self
    }
}

/// Text without control characters, which the model drops when it reads and would call another value.
fn printable(text: &str) -> String {
    let kept = |letter: &char| !letter.is_control() || matches!(letter, '\t' | '\n');
    text.chars().filter(kept).collect()
}

fn line(
    out: &mut impl Write,
    id: &str,
    schema: &str,
    Properties(properties): Properties,
) -> Result<(), ExportError> {
    let entity = json!({ "id": id, "schema": schema, "properties": properties });
    Ok(writeln!(out, "{entity}")?)
}

fn schema(kind: EntityType) -> &'static str {
    match kind {
        EntityType::Person => "Person",
        EntityType::State => "PublicBody",
        EntityType::Organization | EntityType::Force => "Organization",
        EntityType::Place => "Address",
        EntityType::Event => "Event",
        EntityType::Treaty => "Document",
        EntityType::Weapon => "Asset",
    }
}

fn of_entity(entity: &Entity) -> Properties {
    let forms = entity.forms.keys().map(String::as_str);
    let other = forms.filter(|form| *form != entity.name);
    let named = Properties::default();
    let named = match entity.kind {
        EntityType::Place => named.with("full", [entity.name.as_str()]),
        // A treaty is a document, and a document must have the name of a file.
        EntityType::Treaty => named
            .with("title", [entity.name.as_str()])
            .with("fileName", [entity.name.as_str()]),
        _ => named
            .with("name", [entity.name.as_str()])
            .with("alias", other),
    };
    named.with("wikidataId", entity.wikidata.as_deref())
}

fn of_document(document: &Document) -> Properties {
    Properties::default()
        .with("title", document.title.as_deref())
        .with("fileName", [document.name.as_str()])
        .with("publisher", document.outlet.as_deref())
        .with("publishedAt", document.published.as_deref())
        .with("sourceUrl", document.url.as_deref())
        .with("language", three_letters(&document.language))
}

/// The language as ISO 639-3, as `FollowTheMoney` has it.
fn three_letters(language: &str) -> Option<&'static str> {
    match language.split('-').next()? {
        "id" => Some("ind"),
        "en" => Some("eng"),
        "ms" => Some("msa"),
        _ => None,
    }
}

fn of_edge(graph: &Graph, said: &Proposition) -> (&'static str, Properties) {
    let claims: Vec<&Claim> = said
        .claims
        .iter()
        .filter_map(|&at| graph.claims.get(at))
        .collect();
    let documents: Vec<&Document> = documents(graph, &claims);
    let role = claims.iter().filter_map(|claim| claim.role.as_deref());
    let words = style::words(&said.predicate);
    let (schema, from, to) = match said.predicate.as_str() {
        "memberOf" => ("Membership", "member", "organization"),
        _ => ("UnknownLink", "subject", "object"),
    };
    let mut texts: Vec<&str> = claims
        .iter()
        .map(|claim| claim.evidence.text.as_str())
        .collect();
    texts.dedup();
    let properties = Properties::default()
        .with(from, said.subject.as_deref())
        .with(to, said.object.as_deref())
        .with("role", [words.as_str()].into_iter().chain(role))
        .with("date", said.time.as_deref().and_then(one_date))
        .with("summary", texts)
        .with(
            "recordId",
            documents.iter().map(|document| document.id.as_str()),
        )
        .with(
            "sourceUrl",
            documents.iter().filter_map(|d| d.url.as_deref()),
        )
        .with(
            "publisher",
            documents.iter().filter_map(|d| d.outlet.as_deref()),
        );
    (schema, properties)
}

fn of_note(graph: &Graph, claim: &Claim) -> Properties {
    let documents = documents(graph, &[claim]);
    let ends = [&claim.subject, &claim.object, &claim.place, &claim.about];
    let ends = ends.into_iter().flatten().chain(&claim.sources);
    let title = format!(
        "{} ({}, {})",
        style::words(&claim.predicate),
        claim.polarity.name(),
        claim.modality.name()
    );
    Properties::default()
        .with("name", [title.as_str()])
        .with("entity", ends.map(String::as_str))
        .with("description", [claim.evidence.text.as_str()])
        .with(
            "proof",
            documents.iter().map(|document| document.id.as_str()),
        )
}

/// The articles of claims, each once.
fn documents<'g>(graph: &'g Graph, claims: &[&Claim]) -> Vec<&'g Document> {
    let mut names: Vec<&str> = claims.iter().map(|claim| claim.document.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    names
        .into_iter()
        .filter_map(|name| graph.documents.get(name))
        .collect()
}

/// A date that `FollowTheMoney` takes: a year, a month or a day, not an interval and without marks.
fn one_date(edtf: &str) -> Option<&str> {
    let plain = edtf
        .bytes()
        .all(|byte| byte.is_ascii_digit() || byte == b'-');
    plain.then_some(edtf)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::{
        build,
        fixtures::{record, statement},
    };
    use crate::record::{Polarity, Statement};

    fn written(told: Vec<Statement>) -> Vec<Value> {
        let mut out = Vec::new();
        write(&build(&[record("a", "x", told)]), &mut out).unwrap();
        let lines = String::from_utf8(out).unwrap();
        lines
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect()
    }

    #[test]
    fn what_happened_is_a_link_and_a_denial_a_note() {
        let denied = Statement {
            polarity: Polarity::Denied,
            sources: vec!["person-s".into()],
            ..statement("state-a", "met", "state-b")
        };
        let lines = written(vec![
            statement("state-a", "memberOf", "organization-p"),
            denied,
        ]);
        let of = |schema: &str| lines.iter().find(|line| line["schema"] == schema).unwrap();
        assert_eq!(
            of("Membership")["properties"]["organization"],
            json!(["organization-p"])
        );
        let note = &of("Note")["properties"];
        assert_eq!(note["name"], json!(["met (denied, actual)"]));
        assert_eq!(note["entity"], json!(["state-a", "state-b", "person-s"]));
        assert!(lines.iter().all(|line| line["schema"] != "UnknownLink"));
    }

    #[test]
    fn what_the_model_would_drop_is_not_written() {
        let text = Properties::default().with("summary", ["\u{9d}tank\u{0}\n", "\u{80}"]);
        assert_eq!(text.0["summary"], json!(["tank\n"]));
    }

    #[test]
    fn a_treaty_has_what_a_document_must_have() {
        let mut told = record(
            "a",
            "x",
            vec![statement("state-a", "signed", "organization-p")],
        );
        for entity in &mut told.entities {
            if entity.id == "organization-p" {
                entity.kind = EntityType::Treaty;
            }
        }
        let graph = build(&[told]);
        let treaty = graph.entities.get("organization-p").unwrap();
        assert_eq!(schema(treaty.kind), "Document");
        let Properties(properties) = of_entity(treaty);
        assert_eq!(properties["fileName"], json!([treaty.name]));
        assert_eq!(properties["title"], properties["fileName"]);
    }

    #[test]
    fn an_interval_is_no_date_there() {
        assert_eq!(one_date("2024-11"), Some("2024-11"));
        assert_eq!(one_date("2024-11/2024-12"), None);
        assert_eq!(one_date("2024~"), None);
    }
}
