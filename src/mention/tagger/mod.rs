//! Tokens of a sentence → stretches that are likely names, by a linear-chain model trained on annotated news.
//!
//! Rules and the names file are surer where they speak. The tagger is asked about capitals that they leave open: whether
//! a name stands there, where it ends, and whether it names a person, an organisation or a place. `examples/names`
//! trains the model; weights are integers, so that every machine finds the same names.

mod decode;
mod features;
mod model;

use std::ops::Range;

use super::Lookup;
use crate::record::EntityType;
use crate::text::Text;

pub use features::{features, known_names};
pub use model::{LABELS, Label, Model, SLOTS};

/// A stretch that the tagger takes for a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// Tokens of the text.
    pub tokens: Range<usize>,
    /// Person, Organization or Place.
    pub kind: EntityType,
}

/// The names that the model sees in a sentence, in order, none overlapping.
#[must_use]
pub fn spans(text: &Text<'_>, lookup: &Lookup<'_>, tokens: Range<usize>) -> Vec<Span> {
    let start = tokens.start;
    let model = Model::new(&lookup.seeds.names_model);
    let mut scores = Vec::with_capacity(tokens.len());
    features::each(text, lookup, &tokens, |slots| {
        scores.push(model.scores(slots));
    });
    let path = decode::best_path(model, &scores);
    let mut out: Vec<Span> = Vec::new();
    for (i, label) in path.into_iter().enumerate() {
        let at = start + i;
        match (label.begins(), label.goes_on(), out.last_mut()) {
            (Some(kind), _, _) => out.push(Span {
                tokens: at..at + 1,
                kind,
            }),
            (_, Some(kind), Some(last)) if last.tokens.end == at && last.kind == kind => {
                last.tokens.end += 1;
            }
            _ => {}
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use crate::mention::fixtures::with_mentions;

    use super::*;

    fn seen(text: &str) -> Vec<(String, EntityType)> {
        with_mentions(text, |text, found| {
            let sentences = text.sentences.iter();
            sentences
                .flat_map(|s| spans(text, &found.lookup, s.tokens.clone()))
                .map(|s| (text.words(s.tokens).to_owned(), s.kind))
                .collect()
        })
    }

    #[test]
    fn names_that_no_seed_knows_are_seen_by_what_stands_around_them() {
        let all = seen(
            "Bupati Lestariwati Maheswarini meresmikan pasar itu, kata Sugandi di Karangsemanding.",
        );
        assert!(
            all.contains(&("Lestariwati Maheswarini".into(), EntityType::Person)),
            "{all:?}"
        );
        assert!(
            all.contains(&("Sugandi".into(), EntityType::Person)),
            "{all:?}"
        );
        assert!(
            all.contains(&("Karangsemanding".into(), EntityType::Place)),
            "{all:?}"
        );
    }

    #[test]
    fn a_sentence_without_a_name_gives_none() {
        assert_eq!(
            seen("Harga beras di pasar itu naik lagi sejak pekan lalu."),
            []
        );
        assert_eq!(seen(""), []);
    }
}
