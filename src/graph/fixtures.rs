//! Small records for the tests of this stage: a name `state-a` is an entity of that type.

use sha2::{Digest, Sha256};

use crate::record::{
    Entity, EntityType, Modality, Polarity, Quantity, Quote, Record, Statement, Stretch,
};

/// A record of one document; every entity that its statements name is listed.
pub(crate) fn record(document: &str, outlet: &str, statements: Vec<Statement>) -> Record {
    Record {
        document: document.into(),
        published: Some("2024-11-19".into()),
        outlet: Some(outlet.into()),
        url: None,
        title: None,
        language: "id".into(),
        details: crate::record::Details::default(),
        sha256: data_encoding::HEXLOWER.encode(&Sha256::digest(document)),
        fingerprint: None,
        entities: named(&statements).into_iter().map(entity).collect(),
        speech: vec![],
        statements,
        refusals: vec![],
    }
}

/// Ids of those that most tests name, then of what else the statements name.
fn named(statements: &[Statement]) -> Vec<&str> {
    let mut named = vec![
        "state-a",
        "state-b",
        "state-c",
        "place-p",
        "place-q",
        "person-s",
        "organization-p",
        "force-f",
    ];
    for said in statements {
        let ends = [&said.subject, &said.object, &said.place, &said.about];
        for id in ends.into_iter().flatten() {
            if !named.contains(&id.as_str()) {
                named.push(id);
            }
        }
    }
    named
}

/// An affirmed, actual statement.
pub(crate) fn statement(subject: &str, predicate: &str, object: &str) -> Statement {
    Statement {
        subject: Some(subject.into()),
        predicate: predicate.into(),
        object: (!object.is_empty()).then(|| object.into()),
        place: None,
        item: None,
        about: None,
        role: None,
        time: None,
        quantity: None,
        polarity: Polarity::Affirmed,
        modality: Modality::Actual,
        sources: vec![],
        reporting: None,
        confidence: 0.9,
        evidence: Quote {
            start: 0,
            end: 9,
            text: format!("{subject} {predicate} {object}"),
        },
        trigger: Stretch { start: 0, end: 3 },
    }
}

/// `speaker` estimates so many troops of `force-f`.
pub(crate) fn estimate(speaker: &str, min: Option<f64>, max: Option<f64>) -> Statement {
    Statement {
        about: Some("force-f".into()),
        quantity: Some(troops(min, max)),
        ..statement(speaker, "estimated", "")
    }
}

/// A figure of troops.
pub(crate) fn troops(min: Option<f64>, max: Option<f64>) -> Quantity {
    Quantity {
        min,
        max,
        unit: "troops".into(),
        approximate: false,
        text: "tentara".into(),
        currency: None,
        of: None,
    }
}

/// The entity that an id of a fixture stands for.
fn entity(id: &str) -> Entity {
    let kind = EntityType::ALL
        .into_iter()
        .find(|kind| id.starts_with(&kind.name().to_lowercase()));
    Entity {
        id: id.into(),
        kind: kind.unwrap(),
        name: id.to_uppercase(),
        english: None,
        wikidata: None,
        mentions: vec![Quote {
            start: 0,
            end: 3,
            text: id.to_uppercase(),
        }],
    }
}
