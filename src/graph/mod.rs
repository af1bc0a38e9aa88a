//! Claims → Graph: the records of many documents become one graph.
//!
//! A [`Claim`] is one statement of one document; a [`Proposition`] is what several claims say in
//! common; an edge of [`Graph::network`] is a proposition that is asserted and actual, weighted by
//! independent sources. Everything stands in sorted order, so the same records in any order give
//! the same graph.

mod build;
mod copies;
mod desk;
mod diff;
mod disagree;
mod entities;
mod figures;
mod filter;
#[cfg(test)]
pub(crate) mod fixtures;
mod fuse;
mod ids;
mod measure;
mod network;
mod occasions;
mod outlets;
mod packed;
mod period;
mod plans;
mod predicates;
mod same;
mod setting;
mod sources;
mod twins;
mod verify;

use std::collections::{BTreeMap, BTreeSet};

use petgraph::graph::DiGraph;
use serde::{Deserialize, Serialize};

use crate::record::{Details, EntityType, Modality, Polarity, Quantity, Quote, Speech, Stretch};

pub use build::{build, build_of, build_with};
pub use diff::{Change, Difference, diff};
pub use figures::{Figure, Measure, figures};
pub use filter::Filter;
pub(crate) use ids::Fields;
pub use occasions::{Occasion, is_standing, occasions};
pub use packed::PackError;
pub use period::Period;
pub use plans::Stage;
pub use predicates::is_symmetric;
pub use same::{
    Decision, DecisionError, DecisionRow, Decisions, Named, NearMiss, Same, Tier, identities,
    near_misses, same,
};
pub use verify::unbacked;

/// Everything that rdf, export and serve read.
#[derive(Debug, Default)]
pub struct Graph {
    /// Entities by id.
    pub entities: BTreeMap<String, Entity>,
    /// Documents by name (path or URL).
    pub documents: BTreeMap<String, Document>,
    /// All claims, sorted by id.
    pub claims: Vec<Claim>,
    /// What claims say in common, sorted by id.
    pub propositions: Vec<Proposition>,
    /// How claims stand to each other, sorted.
    pub links: Vec<ClaimLink>,
    /// What became of plans, sorted.
    pub outcomes: Vec<Outcome>,
    /// Entities (by id) joined by asserted and actual propositions; nodes in order of id, edges in order of proposition.
    pub network: DiGraph<String, NetworkEdge>,
}

/// An entity across all documents.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entity {
    /// `{type}-{slug}`.
    pub id: String,
    /// What kind of thing.
    pub kind: EntityType,
    /// Preferred name, Indonesian.
    pub name: String,
    /// English name where known.
    pub english: Option<String>,
    /// Confirmed Wikidata identifier.
    pub wikidata: Option<String>,
    /// Each surface form with how often it occurs.
    pub forms: BTreeMap<String, usize>,
    /// Documents that mention it, with the mentions.
    pub mentions: BTreeMap<String, Vec<Quote>>,
}

/// A document as the graph knows it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// Path or URL.
    pub name: String,
    /// `document-{hash}`: base32 of the first 80 bits of the text's SHA-256; where several documents
    /// have one text, of another hash for all but the first by name.
    pub id: String,
    /// SHA-256 of the text, hexadecimal.
    pub sha256: String,
    /// Headline.
    pub title: Option<String>,
    /// Day of publication, ISO.
    pub published: Option<String>,
    /// Outlet.
    pub outlet: Option<String>,
    /// Address.
    pub url: Option<String>,
    /// BCP 47 tag.
    pub language: String,
    /// Name of the document that it is a copy of: the first of those that tell the same story in the
    /// same words.
    pub copy_of: Option<String>,
    /// Entity id of the outlet, where records name it as an organisation.
    pub publisher: Option<String>,
    /// What else the page tells of itself.
    #[serde(with = "packed::details")]
    pub details: Details,
    /// Who said what.
    pub speech: Vec<Speech>,
}

/// One statement of one document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Claim {
    /// `claim-{hash}` of document text hash, trigger, and content.
    pub id: String,
    /// `evidence-{hash}`.
    pub evidence_id: String,
    /// Key in [`Graph::documents`].
    pub document: String,
    /// Position in [`Graph::propositions`].
    pub proposition: usize,
    /// Entity id.
    pub subject: Option<String>,
    /// Ontology term.
    pub predicate: String,
    /// Entity id.
    pub object: Option<String>,
    /// Entity id of the place.
    pub place: Option<String>,
    /// Entity id of what was supplied.
    pub item: Option<String>,
    /// Entity id of what a figure counts.
    pub about: Option<String>,
    /// The post as written.
    pub role: Option<String>,
    /// EDTF.
    pub time: Option<String>,
    /// How many.
    #[serde(with = "packed::figure")]
    pub quantity: Option<Quantity>,
    /// Affirmed or denied.
    pub polarity: Polarity,
    /// How real.
    pub modality: Modality,
    /// Entity ids of those who vouch for it.
    pub sources: Vec<String>,
    /// Speech act.
    pub reporting: Option<String>,
    /// 0 to 1.
    pub confidence: f64,
    /// Where it stands.
    pub evidence: Quote,
    /// The word that gave it.
    pub trigger: Stretch,
}

impl Claim {
    /// Ids of the entities that play a part in what it says, in the order subject, object, place, item, about.
    pub fn parts(&self) -> impl Iterator<Item = &str> {
        let parts = [
            &self.subject,
            &self.object,
            &self.place,
            &self.item,
            &self.about,
        ];
        parts.into_iter().flatten().map(String::as_str)
    }
}

/// What several claims say in common: same subject, predicate, object, figure, polarity and
/// modality, compatible time and place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Proposition {
    /// `proposition-{hash}` of its content.
    pub id: String,
    /// Entity id.
    pub subject: Option<String>,
    /// Ontology term.
    pub predicate: String,
    /// Entity id.
    pub object: Option<String>,
    /// Affirmed or denied.
    pub polarity: Polarity,
    /// How real.
    pub modality: Modality,
    /// EDTF, the narrowest that the claims give.
    pub time: Option<String>,
    /// Entity id of the place.
    pub place: Option<String>,
    /// The figure.
    #[serde(with = "packed::figure")]
    pub quantity: Option<Quantity>,
    /// Positions in [`Graph::claims`].
    pub claims: Vec<usize>,
    /// Independent sources: distinct claimants, or outlets where the article itself asserts it; copies
    /// of one story count once.
    pub weight: usize,
}

impl Proposition {
    /// Whether it becomes a plain edge: affirmed and actual, with both ends.
    #[must_use]
    pub fn is_edge(&self) -> bool {
        self.polarity == Polarity::Affirmed
            && self.modality == Modality::Actual
            && self.subject.is_some()
            && self.object.is_some()
    }
}

impl Graph {
    /// How many documents are copies, and of how many others.
    #[must_use]
    pub fn copies(&self) -> (usize, usize) {
        let copied = self.documents.values().filter_map(|d| d.copy_of.as_ref());
        (
            copied.clone().count(),
            copied.collect::<BTreeSet<_>>().len(),
        )
    }
}

/// How two claims stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Relation {
    /// The same proposition from another source.
    Confirms,
    /// One affirms what the other denies.
    Disputes,
    /// Disjoint figures for the same measure, or another place or day of the same occasion, from different speakers.
    ConflictsWith,
    /// A later figure of the same speaker for the same measure.
    Revises,
}

/// A link between two claims, by position in [`Graph::claims`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ClaimLink {
    /// The claim that confirms, disputes or revises.
    pub from: usize,
    /// How.
    pub relation: Relation,
    /// The claim it stands against.
    pub to: usize,
}

/// A proposition that tells what became of a plan or request, by position in [`Graph::propositions`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Outcome {
    /// The later stage: planned, cancelled, happened or denied.
    pub from: usize,
    /// The request or plan.
    pub of: usize,
}

/// Weight of a network edge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NetworkEdge {
    /// Position in [`Graph::propositions`].
    pub proposition: usize,
    /// Ontology term.
    pub predicate: String,
    /// Independent sources.
    pub weight: usize,
}
