//! Records → Graph: the steps from many documents to one graph, in order.
//!
//! Records are sorted first, so nothing later can depend on the order in which they came. A text
//! that stands under two names is two documents, each with its claims; of two records of one
//! document one is kept (a store holds only the newer; here the choice is merely fixed).

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Claim, Document, Entity, Graph, copies, disagree, entities, fuse, ids, network, outlets, plans,
};
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
    let records = one_a_document(records);
    let entities = entities::merge(&records);
    let hashes = hashes(&records);
    let documents = documents(&records, &hashes, &entities);
    let mut claims = claims(&records, &hashes);
    let propositions = fuse::fuse(&mut claims, &documents);
    let links = disagree::links(&claims, &propositions, &documents);
    let outcomes = plans::outcomes(&propositions, &claims, &documents);
    let network = network::network(&entities, &propositions);
    Graph {
        entities,
        documents,
        claims,
        propositions,
        links,
        outcomes,
        network,
    }
}

/// Records in order of document name, one each.
fn one_a_document(records: &[Record]) -> Vec<&Record> {
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

/// What ids of each document and its claims are made from: the hash of its text, and for a further
/// document of the same text another one.
fn hashes(records: &[&Record]) -> Vec<String> {
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    let mut hashes = Vec::with_capacity(records.len());
    for record in records {
        let hash = &record.sha256;
        hashes.push(if seen.insert(hash) {
            hash.clone()
        } else {
            ids::again(hash, &record.document)
        });
    }
    hashes
}

/// What the graph keeps of the documents themselves.
fn documents(
    records: &[&Record],
    hashes: &[String],
    entities: &BTreeMap<String, Entity>,
) -> BTreeMap<String, Document> {
    let originals = copies::originals(records);
    let outlets = outlets::known(entities);
    let document = |(record, hash): (&&Record, &String)| {
        let outlet = record.outlet.as_deref().map(outlets::key);
        let document = Document {
            name: record.document.clone(),
            id: ids::document(hash),
            sha256: record.sha256.clone(),
            title: record.title.clone(),
            published: record.published.clone(),
            outlet: record.outlet.clone(),
            url: record.url.clone(),
            language: record.language.clone(),
            details: record.details.clone(),
            copy_of: originals
                .get(record.document.as_str())
                .map(|&first| first.to_owned()),
            publisher: outlet
                .and_then(|key| outlets.get(&key))
                .map(|&id| id.to_owned()),
            speech: speech(record),
        };
        (record.document.clone(), document)
    };
    records.iter().zip(hashes).map(document).collect()
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
fn claims(records: &[&Record], hashes: &[String]) -> Vec<Claim> {
    let mut claims: BTreeMap<String, Claim> = BTreeMap::new();
    for (record, hash) in records.iter().zip(hashes) {
        let listed = listed(record);
        for said in record
            .statements
            .iter()
            .filter(|said| names(said).all(|id| listed.contains(id)))
        {
            let claim = claim(record, hash, said);
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
fn claim(record: &Record, hash: &str, said: &Statement) -> Claim {
    let said = said.clone();
    Claim {
        id: ids::claim(hash, &said),
        evidence_id: ids::evidence(hash, &said.evidence),
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
    fn a_copied_text_is_two_documents_and_two_reports_of_one_source() {
        let one = record("a.txt", "x", vec![statement("state-a", "met", "state-b")]);
        let copy = Record {
            document: "b.txt".into(),
            outlet: Some("y".into()),
            ..one.clone()
        };
        let alone = build(std::slice::from_ref(&one));
        let graph = build(&[copy, one]);
        let ids: BTreeSet<_> = graph.documents.values().map(|d| &d.id).collect();
        assert_eq!(ids.len(), 2);
        assert_eq!(graph.copies(), (1, 1));
        assert_eq!(graph.documents["b.txt"].copy_of.as_deref(), Some("a.txt"));
        assert_eq!(graph.documents["a.txt"], alone.documents["a.txt"]);
        assert_eq!(graph.claims.len(), 2);
        assert!(
            graph
                .claims
                .iter()
                .any(|claim| claim.id == alone.claims[0].id)
        );
        assert_eq!(graph.propositions.len(), 1);
        assert_eq!(graph.propositions[0].claims.len(), 2);
        assert_eq!(graph.propositions[0].weight, 1);
        assert!(graph.links.is_empty());
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
