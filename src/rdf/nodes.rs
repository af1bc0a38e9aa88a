//! Entities, outlets, documents and speech → triples: the nodes that claims point at.
//!
//! An outlet has no id in the graph, only a name; its IRI is a slug of the name, so `Antara` and
//! `ANTARA` are one outlet with two labels.

use std::collections::{BTreeMap, BTreeSet};

use oxigraph::model::NamedNode;

use super::iri;
use super::quads::Sink;
use super::vocab::{SIMPUL, class, oa, property, schema, skos};
use crate::graph::{Document, Entity, Graph};
use crate::record::Speech;

/// Language of preferred labels: names files and articles are Indonesian first.
const LABELS: &str = "id";

/// What an entity is, its names, what it is elsewhere, and which documents name it.
pub(super) fn entity(graph: &Graph, entity: &Entity, sink: &mut Sink<'_>) {
    sink.home_is_default();
    let node = sink.base.iri(&entity.id);
    let class = NamedNode::new_unchecked(format!("{SIMPUL}{}", entity.kind.name()));
    sink.a(&node, &class);
    labels(&node, entity, sink);
    if let Some(match_) = entity.wikidata.as_deref().and_then(wikidata) {
        sink.link(&node, skos::EXACT_MATCH, match_);
    }
    let named = entity.mentions.keys();
    for document in named.filter_map(|name| graph.documents.get(name)) {
        sink.id(&node, property::MENTIONED_IN, Some(&document.id));
    }
}

fn labels(node: &NamedNode, entity: &Entity, sink: &mut Sink<'_>) {
    sink.tagged(node, skos::PREF_LABEL, &entity.name, LABELS);
    if let Some(english) = &entity.english {
        sink.tagged(node, skos::PREF_LABEL, english, "en");
    }
    for form in entity.forms.keys() {
        let preferred = [Some(&entity.name), entity.english.as_ref()];
        if preferred.contains(&Some(form)) {
            continue;
        }
        sink.tagged(node, skos::ALT_LABEL, form, LABELS);
    }
}

/// `Q884` → its Wikidata IRI; nothing for anything else.
fn wikidata(id: &str) -> Option<NamedNode> {
    let digits = id.strip_prefix('Q')?;
    let sound = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    sound.then(|| NamedNode::new_unchecked(format!("http://www.wikidata.org/entity/{id}")))
}

/// Id of the outlet of that name; nothing for a name without a letter or digit.
pub(super) fn outlet_id(name: &str) -> Option<String> {
    let slug = iri::slug(name);
    (!slug.is_empty()).then(|| format!("outlet-{slug}"))
}

/// Who publishes: id of an outlet → the names under which it goes.
pub(super) fn outlets(graph: &Graph) -> BTreeMap<String, BTreeSet<&str>> {
    let mut names: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for name in graph.documents.values().filter_map(|d| d.outlet.as_deref()) {
        if let Some(id) = outlet_id(name) {
            names.entry(id).or_default().insert(name.trim());
        }
    }
    names
}

/// An outlet with its names, the first preferred.
pub(super) fn outlet(id: &str, names: &BTreeSet<&str>, sink: &mut Sink<'_>) {
    sink.home_is_default();
    let node = sink.base.iri(id);
    sink.a(&node, class::OUTLET);
    sink.a(&node, schema::NEWS_MEDIA_ORGANIZATION);
    for (at, name) in names.iter().enumerate() {
        let label = if at == 0 {
            skos::PREF_LABEL
        } else {
            skos::ALT_LABEL
        };
        sink.tagged(&node, label, name, LABELS);
    }
}

/// An article with its hash and metadata; of which it is a copy is shared, because no document alone tells.
pub(super) fn document(graph: &Graph, document: &Document, sink: &mut Sink<'_>) {
    sink.home_is_document(&document.id);
    let node = sink.base.iri(&document.id);
    describe(&node, document, sink);
    let first = document.copy_of.as_ref();
    if let Some(first) = first.and_then(|name| graph.documents.get(name)) {
        sink.home_is_default();
        sink.id(&node, property::NEAR_DUPLICATE_OF, Some(&first.id));
    }
}

fn describe(node: &NamedNode, document: &Document, sink: &mut Sink<'_>) {
    sink.a(node, class::DOCUMENT);
    sink.a(node, schema::NEWS_ARTICLE);
    sink.text(node, schema::IDENTIFIER, Some(&document.name));
    sink.text(node, property::SHA256, Some(&document.sha256));
    sink.text(node, schema::IN_LANGUAGE, Some(&document.language));
    sink.day(node, schema::DATE_PUBLISHED, document.published.as_deref());
    let details = &document.details;
    sink.moment(node, schema::DATE_MODIFIED, details.modified.as_deref());
    for author in &details.authors {
        sink.text(node, schema::AUTHOR, Some(author));
    }
    sink.text(node, schema::ARTICLE_SECTION, details.section.as_deref());
    sink.text(node, schema::LOCATION_CREATED, details.dateline.as_deref());
    let outlet = document.outlet.as_deref().and_then(outlet_id);
    sink.id(node, schema::PUBLISHER, outlet.as_deref());
    if let Some(title) = &document.title {
        sink.tagged(node, schema::HEADLINE, title, &document.language);
    }
    if let Some(url) = &document.url {
        match NamedNode::new(url) {
            Ok(url) => sink.link(node, schema::URL, url),
            Err(_) => sink.text(node, schema::URL, Some(url)),
        }
    }
}

/// Id of a stretch of reported speech: it repeats the document's hash and its place in the text.
pub(super) fn speech_id(document: &Document, speech: &Speech) -> String {
    let hash = document.id.trim_start_matches("document-");
    let (start, end) = (speech.content.start, speech.content.end);
    format!("speech-{hash}-{}-{start}-{end}", speech.cue.start)
}

/// One stretch of reported speech.
pub(super) fn speech(document: &Document, speech: &Speech, sink: &mut Sink<'_>) {
    sink.home_is_document(&document.id);
    let id = speech_id(document, speech);
    let node = sink.base.iri(&id);
    sink.a(&node, class::SPEECH);
    sink.id(&node, property::IN_DOCUMENT, Some(&document.id));
    sink.id(&node, property::SPEAKER, speech.speaker.as_deref());
    sink.text(&node, property::CUE, Some(&speech.cue.text));
    sink.value(&node, property::DIRECT, speech.direct);
    sink.a(&node, oa::SPECIFIC_RESOURCE);
    sink.id(&node, oa::HAS_SOURCE, Some(&document.id));
    select_position(&node, &id, speech.content.start, speech.content.end, sink);
}

/// The selector by position of a specific resource, in code points.
pub(super) fn select_position(
    resource: &NamedNode,
    id: &str,
    start: usize,
    end: usize,
    sink: &mut Sink<'_>,
) {
    let selector = sink.base.iri(&format!("{id}-position"));
    sink.link(resource, oa::HAS_SELECTOR, selector.clone());
    sink.a(&selector, oa::TEXT_POSITION_SELECTOR);
    sink.position(&selector, oa::START, start);
    sink.position(&selector, oa::END, end);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_wikidata_items_are_linked() {
        let iri = wikidata("Q884").map(NamedNode::into_string);
        assert_eq!(iri.as_deref(), Some("http://www.wikidata.org/entity/Q884"));
        assert_eq!(wikidata("884"), None);
        assert_eq!(wikidata("Q8 84"), None);
        assert_eq!(wikidata("Q"), None);
    }

    #[test]
    fn outlets_that_differ_in_case_are_one() {
        assert_eq!(outlet_id("ANTARA"), outlet_id("Antara "));
        assert_eq!(outlet_id("…"), None);
    }
}
