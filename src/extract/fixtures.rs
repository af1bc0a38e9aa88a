//! A sentence of our own as the steps of extraction see it, for tests beside the code.

use super::Context;
use crate::mention::fixtures::with_mentions;

/// Gives the context of a text in one block to `look`.
pub(super) fn with_context<T>(text: &str, look: impl FnOnce(&Context<'_>) -> T) -> T {
    with_mentions(text, |text, mentions| {
        look(&Context {
            text,
            mentions,
            seeds: mentions.lookup.seeds,
        })
    })
}
