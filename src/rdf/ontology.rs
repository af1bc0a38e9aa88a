//! `ontology/simpul.ttl` as compiled in → its triples, and what they say of predicates.
//!
//! The ontology drives what happens here: which class of occurrence a predicate gives and whether
//! it reads both ways are triples of that file, not lines of Rust.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{
    NamedNode, NamedOrBlankNode, Quad, Term,
    vocab::{rdf, rdfs},
};

use super::vocab::{SIMPUL, property};

/// The ontology's own text, Turtle.
pub const TURTLE: &str = include_str!("../../ontology/simpul.ttl");

/// Its IRI, and the named graph in which a [`super::Dataset`] holds it.
pub const IRI: &str = "https://simpul.dev/ontology";

/// Languages of labels, as [`label`] gives them.
const LANGUAGES: [&str; 2] = ["en", "id"];

const SYMMETRIC: &str = "http://www.w3.org/2002/07/owl#SymmetricProperty";

/// What the ontology says, parsed once.
pub(super) struct Ontology {
    /// All triples, in its named graph.
    pub(super) quads: Vec<Quad>,
    event_class: BTreeMap<String, NamedNode>,
    symmetric: BTreeSet<String>,
    labels: BTreeMap<String, [String; 2]>,
}

/// The one ontology of this program.
pub(super) static ONTOLOGY: LazyLock<Ontology> = LazyLock::new(Ontology::read);

impl Ontology {
    fn read() -> Self {
        let graph = NamedNode::new_unchecked(IRI);
        // A test reads the file strictly; here a bad line would only be left out.
        let quads: Vec<Quad> = RdfParser::from_format(RdfFormat::Turtle)
            .with_default_graph(graph)
            .for_slice(TURTLE)
            .filter_map(Result::ok)
            .collect();
        let mut event_class = BTreeMap::new();
        let mut symmetric = BTreeSet::new();
        let mut labels: BTreeMap<String, [String; 2]> = BTreeMap::new();
        for quad in &quads {
            let NamedOrBlankNode::NamedNode(subject) = &quad.subject else {
                continue;
            };
            if let Term::Literal(label) = &quad.object
                && quad.predicate == rdfs::LABEL
                && let Some(at) = LANGUAGES
                    .iter()
                    .position(|tag| label.language() == Some(tag))
                && let Some(term) = subject.as_str().strip_prefix(SIMPUL)
            {
                let both = labels.entry(term.to_owned()).or_default();
                label.value().clone_into(&mut both[at]);
            }
            let Term::NamedNode(object) = &quad.object else {
                continue;
            };
            if quad.predicate == property::EVENT_CLASS {
                event_class.insert(subject.as_str().to_owned(), object.clone());
            } else if quad.predicate == rdf::TYPE && object.as_str() == SYMMETRIC {
                symmetric.insert(subject.as_str().to_owned());
            }
        }
        Self {
            quads,
            event_class,
            symmetric,
            labels,
        }
    }

    /// The class of what happened when a claim with this predicate (`met`) holds.
    pub(super) fn event_class(&self, predicate: &str) -> Option<&NamedNode> {
        self.event_class.get(&format!("{SIMPUL}{predicate}"))
    }

    /// Whether the predicate (`met`) reads both ways.
    pub(super) fn is_symmetric(&self, predicate: &str) -> bool {
        self.symmetric.contains(&format!("{SIMPUL}{predicate}"))
    }
}

/// What a term of the ontology is called, in English and in Indonesian.
///
/// ```
/// assert_eq!(simpul::rdf::label("deployedTo"), Some(["deployed to", "mengerahkan ke"]));
/// assert_eq!(simpul::rdf::label("nothing"), None);
/// ```
#[must_use]
pub fn label(term: &str) -> Option<[&'static str; 2]> {
    let [english, indonesian] = ONTOLOGY.labels.get(term)?;
    Some([english, indonesian])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn predicates_are_known() {
        let met = ONTOLOGY.event_class("met").map(NamedNode::as_str);
        assert_eq!(met, Some("https://simpul.dev/ontology#Meeting"));
        assert_eq!(ONTOLOGY.event_class("memberOf"), None);
        assert!(ONTOLOGY.is_symmetric("met"));
        assert!(!ONTOLOGY.is_symmetric("visited"));
    }
}
