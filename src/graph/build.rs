//! Records → Graph: the steps from many documents to one graph, in order.
//!
//! Records are sorted first, so nothing later can depend on the order in which they came. A text
//! that stands under two names is two documents, each with its claims; of two records of one
//! document one is kept (a store holds only the newer; here the choice is merely fixed).

use std::borrow::Borrow;
use std::collections::BTreeMap;
use std::mem::take;

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use super::same::{self, Decisions};
use super::{
    Claim, Document, Entity, Graph, copies, desk::Desk, disagree, entities, fuse, ids, network,
    outlets, plans,
};
use crate::record::{Record, Speech, Statement};

/// Records whose claims are made at a time, on all cores.
const BATCH: usize = 4096;

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
    build_of(records.to_vec(), decisions)
}

/// Builds the graph as [`build_with`] does, out of the parts of the records, of which no copy is made.
#[must_use]
pub fn build_of(records: Vec<Record>, decisions: &Decisions) -> Graph {
    let mut records = one_a_document(records);
    let same = same::unify(&records.iter().collect::<Vec<_>>(), decisions);
    records
        .par_iter_mut()
        .for_each(|record| same.rewrite(record));
    drop(same);
    let hashes = hashes(&records);
    let mut documents = documents(&mut records, &hashes);
    let claims = claims(&mut records, &hashes);
    let mut entities = entities::merge(records);
    entities::decide(&mut entities, decisions);
    publishers(&mut documents, &entities);
    linked(entities, documents, claims)
}

/// The graph of claims, with what they have in common and how they stand to each other.
fn linked(
    entities: BTreeMap<String, Entity>,
    documents: BTreeMap<String, Document>,
    mut claims: Vec<Claim>,
) -> Graph {
    let desk = Desk::new(&claims, &documents);
    let propositions = fuse::fuse(&desk);
    let links = disagree::links(&desk, &propositions);
    let outcomes = plans::outcomes(&desk, &propositions);
    drop(desk);
    for (at, proposition) in propositions.iter().enumerate() {
        for &claim in &proposition.claims {
            claims[claim].proposition = at;
        }
    }
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
pub(super) fn one_a_document<R: Borrow<Record>>(mut records: Vec<R>) -> Vec<R> {
    let order = |one: &R, two: &R| one.borrow().document.cmp(&two.borrow().document);
    records.sort_by(order);
    if records
        .windows(2)
        .any(|pair| order(&pair[0], &pair[1]).is_eq())
    {
        // Of one document the greatest comes first, and is kept.
        records.sort_by_cached_key(|record| std::cmp::Reverse(written(record.borrow())));
        records.dedup_by(|one, two| order(one, two).is_eq());
        records.reverse();
    }
    records
}

/// What two records of one document are compared by, after their name.
fn written(record: &Record) -> (String, String, String) {
    let written = serde_json::to_string(record).unwrap_or_default();
    (record.document.clone(), record.sha256.clone(), written)
}

/// What ids of each document and its claims are made from: the hash of its text, and for a further
/// document of the same text another one.
fn hashes(records: &[Record]) -> Vec<String> {
    let mut seen: FxHashSet<&str> = FxHashSet::default();
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

/// What the graph keeps of the documents themselves, taken out of their records but for the name.
fn documents(records: &mut [Record], hashes: &[String]) -> BTreeMap<String, Document> {
    let originals = {
        let records: Vec<&Record> = records.iter().collect();
        let originals = copies::originals(&records);
        let first = |record: &&Record| originals.get(record.document.as_str());
        let firsts = records
            .iter()
            .map(|record| first(record).map(|&first| first.to_owned()));
        firsts.collect::<Vec<Option<String>>>()
    };
    let document = |((record, hash), copy_of): ((&mut Record, &String), Option<String>)| {
        record.fingerprint = None;
        let document = Document {
            name: record.document.clone(),
            id: ids::document(hash),
            speech: speech(record),
            sha256: take(&mut record.sha256),
            title: record.title.take(),
            published: record.published.take(),
            outlet: record.outlet.take(),
            url: record.url.take(),
            language: take(&mut record.language),
            details: take(&mut record.details),
            copy_of,
            publisher: None,
        };
        (record.document.clone(), document)
    };
    let records = records.iter_mut().zip(hashes).zip(originals);
    records.map(document).collect()
}

/// Writes into each document which entity its outlet is.
fn publishers(documents: &mut BTreeMap<String, Document>, entities: &BTreeMap<String, Entity>) {
    let outlets = outlets::known(entities);
    for document in documents.values_mut() {
        let outlet = document.outlet.as_deref().map(outlets::key);
        let body = outlet.and_then(|key| outlets.get(&key));
        document.publisher = body.map(|&id| id.to_owned());
    }
}

/// What was said, without a speaker where the record does not list the speaker.
fn speech(record: &mut Record) -> Vec<Speech> {
    let mut speech = take(&mut record.speech);
    let listed = listed(record);
    for said in &mut speech {
        said.speaker = said
            .speaker
            .take()
            .filter(|speaker| listed.contains(speaker.as_str()));
    }
    speech
}

/// Ids of the entities that a record lists.
fn listed(record: &Record) -> FxHashSet<&str> {
    record
        .entities
        .iter()
        .map(|entity| entity.id.as_str())
        .collect()
}

/// All claims, sorted by id, each once; the statements are taken out of the records.
fn claims(records: &mut [Record], hashes: &[String]) -> Vec<Claim> {
    let told = records.iter().map(|record| record.statements.len()).sum();
    let mut claims = Vec::with_capacity(told);
    for (records, hashes) in records.chunks_mut(BATCH).zip(hashes.chunks(BATCH)) {
        let each = records.par_iter_mut().zip(hashes);
        let made: Vec<Vec<Claim>> = each.map(|(record, hash)| of_record(record, hash)).collect();
        claims.extend(made.into_iter().flatten());
    }
    claims.par_sort_by(|one, two| one.id.cmp(&two.id));
    claims.dedup_by(|later, first| later.id == first.id);
    claims
}

/// The claims of one record.
fn of_record(record: &mut Record, hash: &str) -> Vec<Claim> {
    let statements = take(&mut record.statements);
    let listed = listed(record);
    let known = |said: &Statement| names(said).all(|id| listed.contains(id));
    let known = statements.into_iter().filter(known);
    known
        .map(|said| claim(&record.document, hash, said))
        .collect()
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
fn claim(document: &str, hash: &str, said: Statement) -> Claim {
    Claim {
        id: ids::claim(hash, &said),
        evidence_id: ids::evidence(hash, &said.evidence),
        document: document.to_owned(),
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
    use std::collections::BTreeSet;

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
        let mut told = record("a", "x", vec![statement("state-a", "met", "state-b")]);
        told.entities.retain(|entity| entity.id != "state-b");
        let graph = build(&[told]);
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
