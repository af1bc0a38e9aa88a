//! Graph → where things stand in it: claims by entity and document, links by claim, entities by the words of their names.
//!
//! Made once when a site is made, so that a page of a big store reads only what it shows.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::graph::{Document, Graph};
use crate::rdf::iri;

/// Positions in the [`Graph`] that it was made of.
#[derive(Debug, Default)]
pub(super) struct Index {
    entities: BTreeMap<String, About>,
    documents: BTreeMap<String, String>,
    document_claims: BTreeMap<String, Vec<usize>>,
    document_entities: BTreeMap<String, Vec<String>>,
    claim_links: BTreeMap<usize, Vec<usize>>,
    /// Ids of entities, to which names point.
    ids: Vec<String>,
    names: Vec<Name>,
    /// Titles of documents, folded, the newest first, with the documents' names.
    titles: Vec<(String, String)>,
}

/// What is said of one entity.
#[derive(Debug, Default)]
pub(super) struct About {
    id: String,
    /// Claims in which it has a part other than that of a source, the newest first.
    pub(super) claims: Vec<usize>,
    /// Claims that it vouches for.
    pub(super) vouches: Vec<usize>,
    /// Propositions of which it is subject or object.
    pub(super) propositions: Vec<usize>,
    /// Names of documents that name it, the newest first, at most [`ARTICLES`].
    pub(super) articles: Vec<String>,
    /// Other entities that an edge joins it to.
    pub(super) neighbours: usize,
}

/// A name, or the rest of one from a word on, folded, and the entity that bears it.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Name {
    folded: Box<str>,
    /// Words of the name that come before.
    skipped: usize,
    /// Position among the ids.
    entity: usize,
}

/// Documents that an entity knows by name.
pub(super) const ARTICLES: usize = 20;

impl Index {
    pub(super) fn of(graph: &Graph) -> Self {
        let mut index = Self {
            documents: documents(graph),
            ids: graph.entities.keys().cloned().collect(),
            names: names(graph),
            ..Self::default()
        };
        for id in graph.entities.keys() {
            let about = About {
                id: id.clone(),
                ..About::default()
            };
            index.entities.insert(iri::local(id).into_owned(), about);
        }
        for entity in graph.entities.values() {
            for document in entity.mentions.keys() {
                let named = index.document_entities.entry(document.clone());
                named.or_default().push(entity.id.clone());
            }
        }
        for at in newest_first(graph) {
            let claim = &graph.claims[at];
            let name = claim.document.clone();
            index.document_claims.entry(name).or_default().push(at);
            index.note(claim.parts(), |about| about.claims.push(at));
            index.note(claim.claimants(), |about| about.vouches.push(at));
        }
        for (at, said) in graph.propositions.iter().enumerate() {
            let ends = [&said.subject, &said.object];
            index.note(ends.into_iter().flatten(), |about| {
                about.propositions.push(at);
            });
        }
        for (at, link) in graph.links.iter().enumerate() {
            for claim in [link.from, link.to] {
                index.claim_links.entry(claim).or_default().push(at);
            }
        }
        index.note_documents(graph);
        index.count_neighbours(graph);
        index
    }

    /// Notes something once for each different entity.
    fn note(
        &mut self,
        ids: impl IntoIterator<Item = impl AsRef<str>>,
        mut write: impl FnMut(&mut About),
    ) {
        let mut seen = BTreeSet::new();
        for id in ids {
            let local = iri::local(id.as_ref()).into_owned();
            if let Some(about) = self.entities.get_mut(&local)
                && seen.insert(local)
            {
                write(about);
            }
        }
    }

    fn note_documents(&mut self, graph: &Graph) {
        let mut newest: Vec<&Document> = graph.documents.values().collect();
        newest.sort_by_key(|document| (Reverse(document.published.as_deref()), &document.name));
        for document in newest {
            let title = document.title.as_ref().unwrap_or(&document.name);
            self.titles.push((fold(title), document.name.clone()));
            let named = self.document_entities.get(&document.name);
            for id in named.into_iter().flatten() {
                if let Some(about) = self.entities.get_mut(iri::local(id).as_ref())
                    && about.articles.len() < ARTICLES
                {
                    about.articles.push(document.name.clone());
                }
            }
        }
    }

    fn count_neighbours(&mut self, graph: &Graph) {
        for about in self.entities.values_mut() {
            let edges = about.propositions.iter();
            let edges = edges.filter_map(|&at| graph.propositions.get(at));
            let edges = edges.filter(|said| said.is_edge());
            let others: BTreeSet<&str> = edges
                .flat_map(|said| [&said.subject, &said.object])
                .flatten()
                .map(String::as_str)
                .filter(|id| *id != about.id)
                .collect();
            about.neighbours = others.len();
        }
    }

    /// The id of the entity whose IRI ends so.
    pub(super) fn entity_id(&self, local: &str) -> Option<&str> {
        self.entities.get(local).map(|about| about.id.as_str())
    }

    /// What is said of an entity, by id.
    pub(super) fn about(&self, id: &str) -> Option<&About> {
        self.entities.get(iri::local(id).as_ref())
    }

    /// The name of the document of that id.
    pub(super) fn document(&self, id: &str) -> Option<&str> {
        self.documents.get(id).map(String::as_str)
    }

    /// Claims of a document, by its name, in order of the text.
    pub(super) fn document_claims(&self, name: &str) -> &[usize] {
        self.document_claims.get(name).map_or(&[], Vec::as_slice)
    }

    /// Ids of the entities that a document names, by its name, in order of id.
    pub(super) fn document_entities(&self, name: &str) -> &[String] {
        self.document_entities.get(name).map_or(&[], Vec::as_slice)
    }

    /// Positions in [`Graph::links`] of the links of a claim, in order.
    pub(super) fn claim_links(&self, claim: usize) -> &[usize] {
        self.claim_links.get(&claim).map_or(&[], Vec::as_slice)
    }

    /// Names of documents whose title has all these words, or beginnings of words, the newest first.
    pub(super) fn search_titles(&self, text: &str, most: usize) -> Vec<&str> {
        let folded = fold(text);
        let words: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).collect();
        if words.is_empty() {
            return Vec::new();
        }
        let begins = |title: &str, word: &str| {
            let mut places = title.match_indices(word);
            places.any(|(at, _)| at == 0 || title.as_bytes().get(at - 1) == Some(&b' '))
        };
        let titles = self.titles.iter();
        let fitting = titles.filter(|(title, _)| words.iter().all(|word| begins(title, word)));
        fitting.map(|(_, name)| name.as_str()).take(most).collect()
    }

    /// Ids of entities of which a name has a word that begins so, at most `most`: names that begin so first, the
    /// best connected first.
    pub(super) fn search(&self, text: &str, most: usize) -> Vec<&str> {
        /// Names that are looked at; one letter may fit half a million.
        const LOOK: usize = 20_000;
        let folded = fold(text);
        if folded.is_empty() {
            return Vec::new();
        }
        let first = self.names.partition_point(|name| *name.folded < *folded);
        let fitting = self.names.get(first..).unwrap_or_default().iter();
        let fitting = fitting.take_while(|name| name.folded.starts_with(&folded));
        let mut found: BTreeMap<&str, (bool, usize)> = BTreeMap::new();
        for name in fitting.take(LOOK) {
            let whole = name.folded.len() == folded.len() && name.skipped == 0;
            let rank = (!whole, name.skipped);
            if let Some(id) = self.ids.get(name.entity) {
                let known = found.entry(id).or_insert(rank);
                *known = rank.min(*known);
            }
        }
        let weight = |id: &str| self.about(id).map_or(0, |about| about.claims.len());
        let mut found: Vec<_> = found.into_iter().collect();
        found
            .sort_by_key(|(id, (whole, skipped))| (*whole, *skipped > 0, Reverse(weight(id)), *id));
        found.into_iter().map(|(id, _)| id).take(most).collect()
    }
}

/// Claims by day of publication, the newest first, then by document and place in it.
fn newest_first(graph: &Graph) -> Vec<usize> {
    let mut order: Vec<usize> = (0..graph.claims.len()).collect();
    order.sort_by_cached_key(|&at| {
        let claim = &graph.claims[at];
        let document = graph.documents.get(&claim.document);
        let day = document.and_then(|document| document.published.as_deref());
        (Reverse(day), &claim.document, claim.trigger.start, at)
    });
    order
}

fn documents(graph: &Graph) -> BTreeMap<String, String> {
    let pair = |document: &Document| (document.id.clone(), document.name.clone());
    graph.documents.values().map(pair).collect()
}

fn names(graph: &Graph) -> Vec<Name> {
    /// Words of a name from which it can be found.
    const WORDS: usize = 6;
    let mut names = BTreeSet::new();
    for (at, entity) in graph.entities.values().enumerate() {
        let forms = entity.forms.keys().chain([&entity.name]);
        for form in forms.chain(entity.english.as_ref()) {
            let folded = fold(form);
            let mut rest = folded.as_str();
            for skipped in 0..WORDS {
                names.insert(Name {
                    folded: rest.into(),
                    skipped,
                    entity: at,
                });
                let Some((_, more)) = rest.split_once(' ') else {
                    break;
                };
                rest = more;
            }
        }
    }
    names
        .into_iter()
        .filter(|name| !name.folded.is_empty())
        .collect()
}

/// Lower case, letters and digits, one space between words; diacritics away.
fn fold(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    let mut out = String::with_capacity(text.len());
    let letters = text.nfkd().flat_map(char::to_lowercase);
    for c in letters.filter(|c| !unicode_normalization::char::is_combining_mark(*c)) {
        if c.is_alphanumeric() {
            out.push(c);
        } else if !out.is_empty() && !out.ends_with(' ') {
            out.push(' ');
        }
    }
    out.truncate(out.trim_end().len());
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::{
        build,
        fixtures::{record, statement},
    };

    #[test]
    fn an_entity_knows_its_claims_and_neighbours() {
        let told = vec![
            statement("state-a", "met", "state-b"),
            statement("state-a", "attacked", "state-a"),
        ];
        let graph = build(&[record("1", "x", told)]);
        let index = Index::of(&graph);
        let about = index.about("state-a").unwrap();
        assert_eq!((about.claims.len(), about.propositions.len()), (2, 2));
        assert_eq!(about.neighbours, 1, "it is no neighbour of itself");
        assert_eq!(index.document_claims("1").len(), 2);
    }

    #[test]
    fn names_are_found_from_any_word_on_and_whole_names_first() {
        let mut one = record("1", "x", vec![statement("state-a", "met", "state-b")]);
        one.entities[0].name = "Korea Utara".into();
        one.entities[1].name = "Utara".into();
        for entity in &mut one.entities {
            entity.mentions.clear();
        }
        let index = Index::of(&build(&[one]));
        assert_eq!(index.search("UTA", 9), ["state-b", "state-a"]);
        assert_eq!(index.search("korea-ut", 9), ["state-a"]);
        assert!(index.search("ore", 9).is_empty() && index.search(" ", 9).is_empty());
    }

    #[test]
    fn titles_are_found_by_beginnings_of_their_words() {
        let mut one = record("1", "x", vec![]);
        one.title = Some("Pasukan Korut di Kursk".into());
        let index = Index::of(&build(&[one, record("2", "x", vec![])]));
        assert_eq!(index.search_titles("kurs PASU", 9), ["1"]);
        assert!(
            index.search_titles("asukan", 9).is_empty() && index.search_titles("", 9).is_empty()
        );
        assert_eq!(index.about("state-a").unwrap().articles, ["1", "2"]);
    }

    #[test]
    fn diacritics_do_not_matter() {
        assert_eq!(fold("  Recep Tayyip Erdoğan!"), "recep tayyip erdogan");
    }
}
