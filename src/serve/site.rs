//! Graph and texts → what the pages are drawn from: both in memory, with the [`Index`] that finds things in them.
//!
//! Not obvious: a site never changes. After a write another one takes its place in [`Live`], and a request that has
//! begun keeps the one that it began with.

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, RwLock};

use serde::{Deserialize, Serialize};

use super::digest::Digest;
use super::index::Index;
use super::occasions::Occasions;
use crate::graph::{Claim, Document, Entity, Graph, Proposition};
use crate::rdf::{Base, iri};
use crate::record::Refusal;
use crate::store::{StoreError, Stored};

/// Zstandard level at which texts wait in memory: half their size, some microseconds to open.
const LEVEL: i32 = 3;

/// What pages read.
#[derive(Debug)]
pub struct Site {
    pub(super) graph: Graph,
    pub(super) base: Base,
    pub(super) articles: Articles,
    pub(super) index: Index,
    pub(super) digest: Digest,
    pub(super) occasions: Occasions,
}

impl Site {
    /// Indexes a graph; `articles` are those that it was built of (a document without its article has a page without text).
    #[must_use]
    pub fn new(graph: Graph, articles: Articles, base: &Base) -> Self {
        let index = Index::of(&graph);
        let digest = Digest::of(&graph, &index);
        Self {
            occasions: Occasions::of(&graph),
            digest,
            graph,
            base: base.clone(),
            articles,
            index,
        }
    }

    /// The thing whose IRI ends in this local part.
    pub(super) fn find(&self, local: &str) -> Option<Thing<'_>> {
        let graph = &self.graph;
        if let Some(id) = self.index.entity_id(local) {
            return graph.entities.get(id).map(Thing::Entity);
        }
        if let Ok(at) = graph
            .claims
            .binary_search_by(|claim| claim.id.as_str().cmp(local))
        {
            return graph.claims.get(at).map(|claim| Thing::Claim(at, claim));
        }
        let proposition = graph
            .propositions
            .binary_search_by(|said| said.id.as_str().cmp(local));
        if let Ok(at) = proposition {
            let said = graph.propositions.get(at);
            return said.map(|said| Thing::Proposition(at, said));
        }
        let name = self.index.document(local)?;
        graph.documents.get(name).map(Thing::Document)
    }

    /// The address of an id's page.
    pub(super) fn path(id: &str) -> String {
        format!("/id/{}", iri::local(id))
    }
}

/// What an IRI may stand for that has a page of its own; claims and propositions with their position.
#[derive(Debug, Clone, Copy)]
pub(super) enum Thing<'g> {
    Entity(&'g Entity),
    Claim(usize, &'g Claim),
    Proposition(usize, &'g Proposition),
    Document(&'g Document),
}

/// The texts of documents with what reading refused, compressed, by name.
#[derive(Debug, Default)]
pub struct Articles(BTreeMap<String, Box<[u8]>>);

/// The text of a document as its offsets count it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Article {
    pub(super) text: String,
    pub(super) refusals: Vec<Refusal>,
}

impl Articles {
    /// The texts of a store's documents.
    pub fn of(
        documents: impl Iterator<Item = Result<Stored, StoreError>>,
    ) -> Result<Self, StoreError> {
        let mut articles = Self::default();
        for stored in documents {
            let Stored { text, record, .. } = stored?;
            articles.put(&record.document, text, record.refusals);
        }
        Ok(articles)
    }

    fn put(&mut self, name: &str, text: String, refusals: Vec<Refusal>) {
        let article = Article { text, refusals };
        // Neither can fail for strings in memory; a text that did would only miss on its page.
        let packed = serde_json::to_vec(&article)
            .ok()
            .and_then(|json| zstd::stream::encode_all(json.as_slice(), LEVEL).ok());
        if let Some(packed) = packed {
            self.0.insert(name.to_owned(), packed.into());
        }
    }

    /// The article of that name.
    pub(super) fn get(&self, name: &str) -> Option<Article> {
        let packed = self.0.get(name)?;
        let json = zstd::stream::decode_all(packed.as_ref()).ok()?;
        serde_json::from_slice(&json).ok()
    }
}

/// The site of the moment.
#[derive(Debug)]
pub(super) struct Live(RwLock<Arc<Site>>);

impl Live {
    pub(super) fn new(site: Site) -> Self {
        Self(RwLock::new(Arc::new(site)))
    }

    /// The site as it now is.
    pub(super) fn now(&self) -> Arc<Site> {
        Arc::clone(&self.0.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Shows another one from the next request on.
    #[expect(
        dead_code,
        reason = "called by writes, which come with the writable endpoint"
    )]
    pub(super) fn replace(&self, site: Site) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(site);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_comes_back_as_it_went_in() {
        let mut articles = Articles::default();
        articles.put("a", "Rusia\u{202e}\0 <b>".to_owned(), Vec::new());
        assert_eq!(articles.get("a").unwrap().text, "Rusia\u{202e}\0 <b>");
        assert_eq!(articles.get("b"), None);
    }
}
