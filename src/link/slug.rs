//! Names → identifiers: lower-case ASCII letters, digits and hyphens, so that one token serves as
//! IRI part, XML NMTOKEN and file name.

use std::fmt::Write as _;

use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization;

/// `Recep Tayyip Erdoğan` → `recep-tayyip-erdogan`. Letters without a Latin base are spelled as their code point.
#[must_use]
pub fn slug(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for c in name.nfkd() {
        match c {
            'a'..='z' | '0'..='9' => out.push(c),
            'A'..='Z' => out.push(c.to_ascii_lowercase()),
            '\'' | '’' | '.' => {}
            _ if c.is_alphabetic() && !c.is_ascii() => {
                // Writing to a string cannot fail.
                let _ = write!(out, "u{:x}", u32::from(c));
            }
            _ if out.ends_with('-')
                || out.is_empty()
                || unicode_normalization::char::is_combining_mark(c) => {}
            _ => out.push('-'),
        }
    }
    out.trim_end_matches('-').to_owned()
}

/// Eight letters that stand for a document's text, for names that mean nothing outside it.
pub(super) fn of_document(text: &str) -> String {
    let hash = data_encoding::BASE32_NOPAD.encode(&Sha256::digest(text.as_bytes()));
    hash.get(..8).unwrap_or("").to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::slug;

    #[test]
    fn accents_and_punctuation_go() {
        assert_eq!(slug("Recep Tayyip Erdoğan"), "recep-tayyip-erdogan");
        assert_eq!(slug("Sana'a (kota)"), "sanaa-kota");
    }
}
