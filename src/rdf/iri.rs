//! Ids → IRIs: one base and one local part make the name of everything that Simpul mints.
//!
//! The local part is also a valid XML `NMTOKEN`, so that the same token is the id in GraphML and
//! Neo4j. `%` is not allowed there: other characters are written `_XX`, `_` itself as `_5F`.

use std::borrow::Cow;
use std::fmt::Write as _;

use oxigraph::model::NamedNode;

use super::RdfError;

/// The base of minted IRIs where no other is set.
pub const DEFAULT: &str = "https://simpul.dev/id/";

/// What every minted IRI begins with. Changing it changes no local part.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Base(String);

impl Default for Base {
    fn default() -> Self {
        Self(DEFAULT.to_owned())
    }
}

impl Base {
    /// Takes an absolute IRI that ends in `/` or `#`.
    ///
    /// ```
    /// let base = simpul::rdf::Base::new("https://example.org/news/")?;
    /// assert_eq!(base.iri("state-russia").as_str(), "https://example.org/news/state-russia");
    /// assert!(simpul::rdf::Base::new("news").is_err());
    /// # Ok::<(), simpul::rdf::RdfError>(())
    /// ```
    pub fn new(iri: &str) -> Result<Self, RdfError> {
        let sound = NamedNode::new(iri).is_ok() && iri.ends_with(['/', '#']);
        if sound {
            Ok(Self(iri.to_owned()))
        } else {
            Err(RdfError::Base(iri.to_owned()))
        }
    }

    /// The base itself.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The IRI of an id (`state-russia`, `claim-…`).
    #[must_use]
    pub fn iri(&self, id: &str) -> NamedNode {
        NamedNode::new_unchecked(format!("{}{}", self.0, local(id)))
    }

    /// The named graph that repeats what one document gave, by the document's id.
    #[must_use]
    pub fn document_graph(&self, document: &str) -> NamedNode {
        NamedNode::new_unchecked(format!("{}graph/{}", self.0, local(document)))
    }

    /// The named graph of projected edges.
    #[must_use]
    pub fn edges_graph(&self) -> NamedNode {
        NamedNode::new_unchecked(format!("{}graph/edges", self.0))
    }
}

/// The id as a local part: letters, digits, `-` and inner `.` stay, the rest becomes `_XX`.
///
/// ```
/// assert_eq!(simpul::rdf::iri::local("person-kim-jong-un"), "person-kim-jong-un");
/// assert_eq!(simpul::rdf::iri::local("a b_c/é"), "a_20b_5Fc_2F_C3_A9");
/// ```
#[must_use]
pub fn local(id: &str) -> Cow<'_, str> {
    if !id.is_empty() && id.bytes().enumerate().all(stays) {
        return Cow::Borrowed(id);
    }
    let mut out = String::with_capacity(id.len() + 8);
    for (at, byte) in id.bytes().enumerate() {
        if stays((at, byte)) {
            out.push(char::from(byte));
        } else {
            // Writing to a String cannot fail.
            let _ = write!(out, "_{byte:02X}");
        }
    }
    if out.is_empty() {
        Cow::Borrowed("_")
    } else {
        Cow::Owned(out)
    }
}

/// Whether a byte at a position needs no escape. A leading dot would be a relative path.
fn stays((at, byte): (usize, u8)) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'-' || (byte == b'.' && at > 0)
}

/// A readable token for a name that has no id of its own: `CNN Indonesia` → `cnn-indonesia`.
#[must_use]
pub fn slug(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for c in name.chars().flat_map(char::to_lowercase) {
        if c.is_alphanumeric() || (c == '.' && !out.is_empty()) {
            out.push(c);
        } else if !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
    }
    out.truncate(out.trim_end_matches(['-', '.']).len());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn local_parts_are_distinct_nmtokens() {
        let ids = [
            "", "_", ".", "..", "a b", "a_20b", "a_b", "a:b", "a%20b", "é", "e",
        ];
        let locals: std::collections::BTreeSet<_> = ids.iter().map(|id| local(id)).collect();
        assert_eq!(locals.len(), ids.len());
        for local in locals {
            assert!(
                local
                    .bytes()
                    .all(|b| b.is_ascii_alphanumeric() || b"-._".contains(&b))
            );
            assert!(NamedNode::new(format!("{DEFAULT}{local}")).is_ok());
        }
    }

    #[test]
    fn a_base_must_be_absolute_and_end() {
        assert!(Base::new("https://example.org/id/").is_ok());
        assert!(Base::new("https://example.org/id").is_err());
        assert!(Base::new("id/").is_err());
        assert!(Base::new("https://example.org/a b/").is_err());
    }

    #[test]
    fn slugs_are_readable() {
        assert_eq!(slug("CNN Indonesia"), "cnn-indonesia");
        assert_eq!(slug(" Liputan6.com "), "liputan6.com");
        assert_eq!(slug("..."), "");
    }
}
