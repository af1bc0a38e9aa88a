//! What a word of a text of our own is linked to, for tests beside the code.

use super::resolve;
use crate::mention::fixtures::with_mentions;

/// What the last mention that is written so means, by name.
pub(super) fn meant(text: &str, word: &str) -> Vec<String> {
    with_mentions(text, |text, found| {
        let entities = resolve(text, found, found.lookup.seeds);
        let ix = found
            .mentions
            .iter()
            .rposition(|m| text.words(m.tokens.clone()).eq_ignore_ascii_case(word));
        let of = ix.and_then(|ix| entities.of.get(ix)).cloned();
        let named = of.unwrap_or_default().into_iter();
        named
            .filter_map(|e| entities.entities.get(e).map(|l| l.name.clone()))
            .collect()
    })
}
