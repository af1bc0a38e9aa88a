//! A sentence of our own, read with the compiled-in seeds, for tests beside the code.

use super::{Mentions, find};
use crate::read::Article;
use crate::seeds::Seeds;
use crate::text::{self, Text};

/// One block of body text, published on Tuesday, 19 November 2024.
pub(crate) fn article(text: &str) -> Article {
    Article::paragraph("fixture", text, jiff::civil::Date::new(2024, 11, 19).ok())
}

/// Gives a text and its mentions to `look`.
pub(crate) fn with_mentions<T>(text: &str, look: impl FnOnce(&Text<'_>, &Mentions<'_>) -> T) -> T {
    let seeds = Seeds::embedded().unwrap();
    let article = article(text);
    let text = text::split(&article, &seeds.lexicon);
    look(&text, &find(&text, &seeds))
}
