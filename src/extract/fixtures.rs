//! A sentence of our own as the steps of extraction see it, for tests beside the code.

use super::{Context, record};
use crate::mention::fixtures::with_mentions;
use crate::read::Article;
use crate::seeds::Seeds;

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

/// The statements of a predicate that a sentence gives: `subject > object`, `-` for none.
pub(super) fn statements(text: &str, predicate: &str) -> Vec<String> {
    let article = Article::paragraph("example", text, None);
    let record = record(&article, &Seeds::embedded().unwrap());
    let name = |id: &Option<String>| {
        let mut entities = record.entities.iter();
        let found = entities.find(|e| Some(&e.id) == id.as_ref());
        found.map_or("-", |e| e.name.as_str()).to_owned()
    };
    let of = record
        .statements
        .iter()
        .filter(|s| s.predicate == predicate);
    of.map(|s| format!("{} > {}", name(&s.subject), name(&s.object)))
        .collect()
}
