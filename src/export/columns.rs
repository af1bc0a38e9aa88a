//! Node, Edge → named values: the attributes that GraphML, GEXF and CSV have in common.
//!
//! One list gives names and types, one function the values in the same order; a format that
//! declares its attributes from the list cannot forget one.

use std::borrow::Cow;

use super::{
    style,
    view::{Edge, Node},
};

/// What an attribute holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Type {
    Text,
    Whole,
    Real,
    Flag,
}

/// The value of an attribute, where there is one.
pub(super) type Value<'v> = Option<Cow<'v, str>>;

/// Attributes of a node.
pub(super) const NODE: [(&str, Type); 17] = [
    ("label", Type::Text),
    ("kind", Type::Text),
    ("iri", Type::Text),
    ("degree", Type::Whole),
    ("english", Type::Text),
    ("wikidata", Type::Text),
    ("mentions", Type::Whole),
    ("documents", Type::Whole),
    ("predicate", Type::Text),
    ("polarity", Type::Text),
    ("modality", Type::Text),
    ("time", Type::Text),
    ("sources", Type::Whole),
    ("quote", Type::Text),
    ("document", Type::Text),
    ("copy_of", Type::Text),
    ("published", Type::Text),
];

/// Attributes of an edge.
pub(super) const EDGE: [(&str, Type); 9] = [
    ("label", Type::Text),
    ("kind", Type::Text),
    ("weight", Type::Real),
    ("iri", Type::Text),
    ("interaction", Type::Text),
    ("predicate", Type::Text),
    ("time", Type::Text),
    ("claims", Type::Whole),
    ("symmetric", Type::Flag),
];

impl Node {
    /// Values in the order of [`NODE`].
    pub(super) fn values(&self) -> [Value<'_>; NODE.len()] {
        let told = self.told.as_ref();
        let text = |value: Option<&'_ String>| value.map(|value| Cow::Owned(value.clone()));
        [
            Some(Cow::Borrowed(&self.label)),
            Some(Cow::Borrowed(self.kind)),
            Some(Cow::Borrowed(&self.iri)),
            whole(Some(self.degree)),
            text(self.english.as_ref()),
            text(self.wikidata.as_ref()),
            whole(self.mentions),
            whole(self.documents),
            text(told.map(|told| &told.predicate)),
            told.map(|told| Cow::Borrowed(told.polarity)),
            told.map(|told| Cow::Borrowed(told.modality)),
            text(told.and_then(|told| told.time.as_ref())),
            whole(told.map(|told| told.weight)),
            text(told.and_then(|told| told.quote.as_ref())),
            text(told.and_then(|told| told.document.as_ref())),
            text(told.and_then(|told| told.copy_of.as_ref())),
            text(told.and_then(|told| told.published.as_ref())),
        ]
    }
}

impl Edge {
    /// Values in the order of [`EDGE`].
    pub(super) fn values(&self) -> [Value<'_>; EDGE.len()] {
        [
            Some(Cow::Owned(style::words(&self.kind))),
            Some(Cow::Borrowed(&self.kind)),
            Some(Cow::Owned(format!("{}.0", self.weight))),
            Some(Cow::Borrowed(&self.iri)),
            Some(Cow::Borrowed(&self.kind)),
            Some(Cow::Borrowed(&self.predicate)),
            (!self.times.is_empty()).then(|| Cow::Owned(self.times.join("; "))),
            whole(Some(self.claims)),
            Some(Cow::Borrowed(if self.symmetric { "true" } else { "false" })),
        ]
    }
}

fn whole(number: Option<usize>) -> Value<'static> {
    number.map(|number| Cow::Owned(number.to_string()))
}

/// Text without the characters that XML 1.0 forbids.
pub(super) fn xml_text(text: &str) -> Cow<'_, str> {
    let allowed = |letter: char| !letter.is_control() || matches!(letter, '\t' | '\n' | '\r');
    let allowed = |letter: char| allowed(letter) && !matches!(letter, '\u{fffe}' | '\u{ffff}');
    if text.chars().all(allowed) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(
        text.chars()
            .map(|letter| if allowed(letter) { letter } else { '\u{fffd}' })
            .collect(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_forbids_is_replaced() {
        assert_eq!(xml_text("a\u{0}b\u{ffff}"), "a\u{fffd}b\u{fffd}");
        assert!(matches!(xml_text("Korea Utara\n"), Cow::Borrowed(_)));
    }
}
