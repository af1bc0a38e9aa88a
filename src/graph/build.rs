//! Records → Graph: the steps from many documents to one graph, in order.
//!
//! Records are sorted first, so nothing later can depend on the order in which they came. A text
//! that stands under two names gives its claims once, to the name that sorts first; of two records
//! of one document one is kept (a store holds only the newer; here the choice is merely fixed).

use std::collections::{BTreeMap, BTreeSet};

use super::same::{self, Decisions};
use super::{Claim, Document, Graph, disagree, entities, fuse, ids, network};
use crate::record::{Record, Speech, Statement};

/// Builds the graph of all records; the same records in any order give the same graph.
///
/// A statement that names an entity which its record does not list is left out.
///
/// ```
/// let graph = simpul::graph::build(&[]);
/// assert!(graph.claims.is_empty());
/// ```
#[must_use]
pub fn build(records: &[Record]) -> Graph {
    build_with(records, &Decisions::default())
}

/// Builds the graph as [`build`] does, with what users decided about entities.
#[must_use]
pub fn build_with(records: &[Record], decisions: &Decisions) -> Graph {
    let records = one_a_document(records);
    let same = same::unify(&records, decisions);
    let records = same::rewrite(&records, &same);
    let records: Vec<&Record> = records.iter().map(AsRef::as_ref).collect();
    let mut entities = entities::merge(&records);
    entities::decide(&mut entities, decisions);
    let documents: BTreeMap<_, _> = records
        .iter()
        .map(|r| (r.document.clone(), document(r)))
        .collect();
    let mut claims = claims(&records);
    let propositions = fuse::fuse(&mut claims, &documents);
    let links = disagree::links(&claims, &propositions, &documents);
    let network = network::network(&entities, &propositions);
    Graph {
        entities,
        documents,
        claims,
        propositions,
        links,
        network,
    }
}

/// Records in order of document name, one each.
pub(super) fn one_a_document(records: &[Record]) -> Vec<&Record> {
    let mut sorted: BTreeMap<&str, Vec<&Record>> = BTreeMap::new();
    for record in records {
        sorted.entry(&record.document).or_default().push(record);
    }
    sorted
        .into_values()
        .filter_map(|same| same.into_iter().max_by_key(|record| written(record)))
        .collect()
}

/// What two records of one document are compared by.
fn written(record: &Record) -> (&str, String) {
    (
        &record.sha256,
        serde_json::to_string(record).unwrap_or_default(),
    )
}

/// What the graph keeps of a document itself.
fn document(record: &Record) -> Document {
    Document {
        name: record.document.clone(),
        id: ids::document(&record.sha256),
        sha256: record.sha256.clone(),
        title: record.title.clone(),
        published: record.published.clone(),
        outlet: record.outlet.clone(),
        url: record.url.clone(),
        language: record.language.clone(),
        speech: speech(record),
    }
}

/// What was said, without a speaker where the record does not list the speaker.
fn speech(record: &Record) -> Vec<Speech> {
    let listed = listed(record);
    let known = |speaker: String| listed.contains(speaker.as_str()).then_some(speaker);
    record
        .speech
        .iter()
        .cloned()
        .map(|s| Speech {
            speaker: s.speaker.and_then(known),
            ..s
        })
        .collect()
}

/// Ids of the entities that a record lists.
fn listed(record: &Record) -> BTreeSet<&str> {
    record
        .entities
        .iter()
        .map(|entity| entity.id.as_str())
        .collect()
}

/// All claims, sorted by id, each once.
fn claims(records: &[&Record]) -> Vec<Claim> {
    let mut claims: BTreeMap<String, Claim> = BTreeMap::new();
    for record in records {
        let listed = listed(record);
        for said in record
            .statements
            .iter()
            .filter(|said| names(said).all(|id| listed.contains(id)))
        {
            let claim = claim(record, said);
            claims.entry(claim.id.clone()).or_insert(claim);
        }
    }
    claims.into_values().collect()
}

/// Every entity id in a statement.
fn names(said: &Statement) -> impl Iterator<Item = &str> {
    [
        &said.subject,
        &said.object,
        &said.place,
        &said.item,
        &said.about,
    ]
    .into_iter()
    .flatten()
    .chain(&said.sources)
    .map(String::as_str)
}

/// A statement with its ids and its document; the proposition is set when claims are fused.
fn claim(record: &Record, said: &Statement) -> Claim {
    let said = said.clone();
    Claim {
        id: ids::claim(&record.sha256, &said),
        evidence_id: ids::evidence(&record.sha256, &said.evidence),
        document: record.document.clone(),
        proposition: 0,
        subject: said.subject,
        predicate: said.predicate,
        object: said.object,
        place: said.place,
        item: said.item,
        about: said.about,
        role: said.role,
        time: said.time,
        quantity: said.quantity,
        polarity: said.polarity,
        modality: said.modality,
        sources: said.sources,
        reporting: said.reporting,
        confidence: said.confidence,
        evidence: said.evidence,
        trigger: said.trigger,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::fixtures::{record, statement};

    #[test]
    fn a_copied_text_gives_its_claims_once() {
        let one = record("a.txt", "x", vec![statement("state-a", "met", "state-b")]);
        let copy = Record {
            document: "b.txt".into(),
            ..one.clone()
        };
        let graph = build(&[copy, one]);
        assert_eq!(graph.documents.len(), 2);
        assert_eq!(graph.claims.len(), 1);
        assert_eq!(graph.claims[0].document, "a.txt");
    }

    #[test]
    fn a_statement_about_an_unlisted_entity_is_left_out() {
        let graph = build(&[record(
            "a",
            "x",
            vec![statement("state-a", "met", "state-unheard-of")],
        )]);
        assert!(graph.claims.is_empty());
    }

    #[test]
    fn of_two_records_of_a_document_one_is_kept() {
        let one = record("a", "x", vec![statement("state-a", "met", "state-b")]);
        let two = record("a", "x", vec![statement("state-a", "met", "state-c")]);
        let left = build(&[one.clone(), two.clone()]);
        assert_eq!(left.claims.len(), 1);
        assert_eq!(left.claims, build(&[two, one]).claims);
    }

    #[test]
    fn claims_point_at_their_propositions() {
        let told = vec![
            statement("state-a", "met", "state-b"),
            statement("state-a", "visited", "place-p"),
        ];
        let graph = build(&[record("a", "x", told)]);
        for (at, claim) in graph.claims.iter().enumerate() {
            assert!(graph.propositions[claim.proposition].claims.contains(&at));
        }
    }
}
