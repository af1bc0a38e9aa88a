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
    /// By how much the best reading without this name falls behind, in units of the model; above 0.
    pub margin: i32,
}

/// The names that the model sees in a sentence, in order, none overlapping.
#[must_use]
pub fn spans(text: &Text<'_>, lookup: &Lookup<'_>, tokens: Range<usize>) -> Vec<Span> {
    let start = tokens.start;
    let model = Model::new(&lookup.seeds.names_model);
    let path = decode::best_path(model, &features(text, lookup, tokens));
    let mut out: Vec<Span> = Vec::new();
    for (i, (label, margin)) in path.into_iter().enumerate() {
        let at = start + i;
        match (label.begins(), label.goes_on(), out.last_mut()) {
            (Some(kind), _, _) => out.push(Span {
                tokens: at..at + 1,
                kind,
                margin,
            }),
            (_, Some(kind), Some(last)) if last.tokens.end == at && last.kind == kind => {
                last.tokens.end += 1;
                last.margin = last.margin.min(margin);
            }
            _ => {}
        }
    }
    out
}
