//! Content → ids: the first 80 bits of a SHA-256, as sixteen letters and digits of base32.
//!
//! The hash runs over a serialisation in which no two contents look alike: each value is preceded
//! by whether it is there and by its length, so `("ab", "c")` and `("a", "bc")` differ.

use data_encoding::{BASE32_NOPAD, HEXLOWER, HEXLOWER_PERMISSIVE};
use sha2::{Digest, Sha256};

use crate::record::{Quantity, Quote, Statement};

/// Bytes of the hash that an id keeps.
const KEPT: usize = 10;

/// A content being hashed, field by field in a fixed order.
pub(crate) struct Fields(Sha256);

impl Fields {
    /// Begins with what kind of content this is, so that kinds never share an id.
    pub(crate) fn of(kind: &str) -> Self {
        Self(Sha256::new()).text(Some(kind))
    }

    /// Adds a text that may be absent.
    pub(crate) fn text(mut self, value: Option<&str>) -> Self {
        self.0.update([u8::from(value.is_some())]);
        if let Some(value) = value {
            self = self.count(value.len());
            self.0.update(value.as_bytes());
        }
        self
    }

    /// Adds a whole number.
    pub(crate) fn count(mut self, value: usize) -> Self {
        self.0.update((value as u64).to_be_bytes());
        self
    }

    /// Adds a number that may be absent; minus zero is zero.
    pub(crate) fn number(mut self, value: Option<f64>) -> Self {
        self.0.update([u8::from(value.is_some())]);
        self.0
            .update((value.unwrap_or(0.0) + 0.0).to_bits().to_be_bytes());
        self
    }

    /// Adds a set of texts: order and repetition do not matter.
    pub(crate) fn set(mut self, values: &[String]) -> Self {
        let mut values: Vec<&str> = values.iter().map(String::as_str).collect();
        values.sort_unstable();
        values.dedup();
        self = self.count(values.len());
        values
            .into_iter()
            .fold(self, |fields, value| fields.text(Some(value)))
    }

    /// Adds the interval and unit of a figure; its words are left out.
    pub(crate) fn quantity(self, figure: Option<&Quantity>) -> Self {
        self.count(usize::from(figure.is_some()))
            .number(figure.and_then(|q| q.min))
            .number(figure.and_then(|q| q.max))
            .text(figure.map(|q| q.unit.as_str()))
            .text(figure.and_then(|q| q.currency.as_deref()))
            .text(figure.and_then(|q| q.of.as_deref()))
    }

    /// Ends: the whole hash in lower-case hexadecimal.
    fn hex(self) -> String {
        HEXLOWER.encode(&self.0.finalize())
    }

    /// Ends: `{prefix}-{hash}`, an XML name.
    pub(crate) fn id(self, prefix: &str) -> String {
        format!("{prefix}-{}", letters(&self.0.finalize()))
    }
}

/// What a further document of a text has in the place of the text's SHA-256, so that its ids differ.
pub(super) fn again(sha256: &str, document: &str) -> String {
    let fields = Fields::of("copy").text(Some(sha256));
    fields.text(Some(document)).hex()
}

/// `document-{hash}` from the SHA-256 of the text in hexadecimal, whose first 80 bits it keeps.
pub(super) fn document(sha256: &str) -> String {
    match HEXLOWER_PERMISSIVE.decode(sha256.as_bytes()) {
        Ok(bytes) if bytes.len() >= KEPT => format!("document-{}", letters(&bytes)),
        _ => Fields::of("document").text(Some(sha256)).id("document"),
    }
}

/// `claim-{hash}` of the document's text, the trigger and all that is stated.
pub(super) fn claim(sha256: &str, said: &Statement) -> String {
    Fields::of("claim")
        .text(Some(sha256))
        .count(said.trigger.start)
        .count(said.trigger.end)
        .text(said.subject.as_deref())
        .text(Some(&said.predicate))
        .text(said.object.as_deref())
        .text(said.place.as_deref())
        .text(said.item.as_deref())
        .text(said.about.as_deref())
        .text(said.role.as_deref())
        .text(said.time.as_deref())
        .quantity(said.quantity.as_ref())
        .count(usize::from(
            said.quantity.as_ref().is_some_and(|q| q.approximate),
        ))
        .text(Some(said.polarity.name()))
        .text(Some(said.modality.name()))
        .set(&said.sources)
        .id("claim")
}

/// `evidence-{hash}` of the document's text and the stretch of it.
pub(super) fn evidence(sha256: &str, quote: &Quote) -> String {
    Fields::of("evidence")
        .text(Some(sha256))
        .count(quote.start)
        .count(quote.end)
        .id("evidence")
}

/// Sixteen lower-case letters and digits.
fn letters(hash: &[u8]) -> String {
    BASE32_NOPAD
        .encode(hash.get(..KEPT).unwrap_or(hash))
        .to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_sixteen_letters_after_the_prefix() {
        let id = Fields::of("claim").text(Some("x")).id("claim");
        let hash = id.strip_prefix("claim-").unwrap();
        assert_eq!(hash.len(), 16);
        assert!(
            hash.chars()
                .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
        );
    }

    #[test]
    fn a_boundary_that_moves_gives_another_id() {
        let left = Fields::of("t").text(Some("ab")).text(Some("c")).id("t");
        let right = Fields::of("t").text(Some("a")).text(Some("bc")).id("t");
        assert_ne!(left, right);
    }

    #[test]
    fn nothing_and_empty_differ() {
        assert_ne!(
            Fields::of("t").text(None).id("t"),
            Fields::of("t").text(Some("")).id("t")
        );
    }

    #[test]
    fn sources_are_a_set() {
        let one = Fields::of("t")
            .set(&["b".into(), "a".into(), "a".into()])
            .id("t");
        assert_eq!(one, Fields::of("t").set(&["a".into(), "b".into()]).id("t"));
    }

    #[test]
    fn a_document_keeps_the_first_eighty_bits_of_its_text() {
        assert_eq!(document(&"00".repeat(32)), "document-aaaaaaaaaaaaaaaa");
        assert_eq!(document("not hexadecimal").len(), "document-".len() + 16);
    }
}
