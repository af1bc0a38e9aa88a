//! Linked mentions → Claims: who did what to whom, where, when, how many, and who says so.
//!
//! A sentence becomes `clause::Parse` (chunks, and for each verb its subject), speech becomes
//! stretches with a speaker (`speech`), and each word that a frame knows is tried (`trigger`). Nothing is
//! given whose arguments do not stand in the text; a word that gave nothing leaves a refusal.

mod arguments;
mod attribution;
mod chunk;
mod circumstance;
mod claim;
mod clause;
mod clause_words;
mod code_points;
mod containment;
mod control;
mod coordination;
mod deed;
mod examples;
mod explain;
mod figure;
mod fill;
mod fingerprint;
#[cfg(test)]
mod fixtures;
mod judgement;
mod lending;
mod links;
mod loss;
mod noun_phrase;
mod obligation;
mod output;
mod part_of_speech;
mod quotation;
mod role;
mod slot;
mod speaker;
mod speech;
mod speech_verb;
mod title;
mod trigger;

use crate::link::{self, Entities};
use crate::mention::{self, Mentions};
use crate::read::{Article, BlockKind};
use crate::record::Record;
use crate::seeds::Seeds;
use crate::text::{self, Text};

pub use claim::Claim;
pub use examples::{Mismatch, check_examples};
pub use explain::explain;
pub use links::{Link, links};

/// What every step of extraction looks at.
pub(crate) struct Context<'a> {
    pub(crate) text: &'a Text<'a>,
    pub(crate) mentions: &'a Mentions<'a>,
    pub(crate) seeds: &'a Seeds,
}

/// Reads one article from end to end.
///
/// Never fails on news: what cannot be understood gives a refusal, what is not there gives nothing.
#[must_use]
pub fn record(article: &Article, seeds: &Seeds) -> Record {
    record_in_steps(article, seeds, |_| ())
}

/// What [`record_in_steps`] goes through, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// [`text::split`].
    Text,
    /// [`mention::find`].
    Mention,
    /// [`link::resolve`].
    Link,
    /// [`from_entities`].
    Extract,
}

/// [`record`], with a call after each step, so that somebody with a clock can tell what each costs.
#[must_use]
pub fn record_in_steps(article: &Article, seeds: &Seeds, mut after: impl FnMut(Step)) -> Record {
    let text = text::split(article, &seeds.lexicon);
    after(Step::Text);
    let mentions = mention::find(&text, seeds);
    after(Step::Mention);
    let entities = link::resolve(&text, &mentions, seeds);
    after(Step::Link);
    let record = from_entities(&text, &mentions, entities, seeds);
    after(Step::Extract);
    record
}

/// The last step of reading an article: who did what, and who says so.
#[must_use]
pub fn from_entities(
    text: &Text<'_>,
    mentions: &Mentions<'_>,
    mut entities: Entities,
    seeds: &Seeds,
) -> Record {
    let context = Context {
        text,
        mentions,
        seeds,
    };
    let found = run(&context, &mut entities);
    output::record(&context, &entities, &found)
}

/// Takes an article through all stages and gives what was found to `finish`.
fn read_through<T>(
    article: &Article,
    seeds: &Seeds,
    finish: impl FnOnce(&Context<'_>, &Entities, &Found) -> T,
) -> T {
    let text = text::split(article, &seeds.lexicon);
    let mentions = mention::find(&text, seeds);
    let mut entities = link::resolve(&text, &mentions, seeds);
    let context = Context {
        text: &text,
        mentions: &mentions,
        seeds,
    };
    let found = run(&context, &mut entities);
    finish(&context, &entities, &found)
}

/// Everything extraction gives for one article.
#[derive(Debug, Default)]
pub(crate) struct Found {
    pub(crate) claims: Vec<Claim>,
    pub(crate) speech: Vec<speech::Stretch>,
    pub(crate) refusals: Vec<claim::Refused>,
}

fn run(context: &Context<'_>, entities: &mut Entities) -> Found {
    let mut found = Found::default();
    let parses: Vec<clause::Parse> = (0..context.text.sentences.len())
        .map(|s| clause::parse(context, s))
        .collect();
    found.speech = speech::find(context, entities, &parses);
    attribution::first_persons(context, entities, &found.speech);
    for (sentence, parse) in parses.iter().enumerate() {
        if context
            .text
            .sentences
            .get(sentence)
            .is_some_and(|s| s.block == BlockKind::Caption)
        {
            continue;
        }
        let from = found.claims.len();
        trigger::claims(context, entities, parse, &mut found);
        obligation::claims(context, entities, parse, &mut found);
        judgement::claims(context, entities, parse, &mut found);
        role::claims(context, entities, sentence, &mut found.claims);
        containment::claims(context, entities, sentence, &mut found.claims);
        attribution::attribute(context, parse, &mut found, from);
    }
    figure::add(context, entities, &mut found);
    claim::merge(&mut found.claims);
    found
}
