//! What stands around a trigger: its subject, object, possessor and prepositional phrases.
//!
//! Seen from the active verb: of a passive the grammatical subject is already the object here. The possessor of a verb is
//! the thing named inside its object: `mengecam keputusan Inggris`.

use std::ops::Range;

use super::Context;
use super::chunk::ChunkKind;
use super::clause::Parse;
use super::coordination::list;
use super::noun_phrase::{Filler, filler};
use crate::link::Entities;
use crate::seeds::{Entry, Voice};
use crate::text::Clitic;

/// The arguments that the text around a trigger offers.
#[derive(Default, Clone)]
pub(super) struct Arguments {
    pub(super) subject: Vec<Filler>,
    pub(super) object: Vec<Filler>,
    pub(super) possessor: Vec<Filler>,
    pub(super) complement: Vec<Filler>,
    pub(super) prepositions: Vec<(String, Vec<Filler>)>,
    pub(super) patient_noun: bool,
    pub(super) is_noun: bool,
}

/// The subject of a verb; of `delegasi yang dipimpin oleh X` it is X.
fn subject_of(
    context: &Context<'_>,
    entities: &Entities,
    parse: &Parse,
    chunk: usize,
) -> Vec<Filler> {
    let Some(subject) = parse.subject.get(chunk).copied().flatten() else {
        return Vec::new();
    };
    let found = list(context, entities, parse, subject);
    if found.iter().any(|f| !f.entities.is_empty()) {
        return found;
    }
    let owned = parse.chunks.get(subject).is_some_and(|c| {
        let lookup = &context.mentions.lookup;
        lookup
            .longest(c.tokens.start, |e| *e == Entry::Plan)
            .is_some()
    });
    if owned && parse.kind(subject + 1) == Some(ChunkKind::Purpose) {
        return named_inside(context, entities, &found);
    }
    // "Budi Santoso, pedagang yang memprotes menteri": the noun describes the name before it.
    let apposed = subject >= 2
        && parse.kind(subject - 1) == Some(ChunkKind::Comma)
        && parse.kind(subject - 2) == Some(ChunkKind::Noun);
    if apposed && parse.kind(subject + 1) == Some(ChunkKind::Relative) {
        return list(context, entities, parse, subject - 2)
            .into_iter()
            .take(1)
            .collect();
    }
    let leads = |i: usize| {
        parse.chunks.get(i).is_some_and(|c| {
            ["dipimpin", "diketuai", "dikepalai"].contains(&context.text.word(c.tokens.start))
        })
    };
    let leader = (subject + 1..chunk)
        .find(|i| leads(*i))
        .and_then(|i| (i + 1..chunk).find(|n| parse.kind(*n) == Some(ChunkKind::Noun)));
    leader.map_or(found, |n| list(context, entities, parse, n))
}

/// `negara yang mendukungnya`: the nearest actor before the verb that is not its subject.
fn clitic_object(
    context: &Context<'_>,
    entities: &Entities,
    parse: &Parse,
    chunk: usize,
) -> Option<Filler> {
    let verb = parse.chunks.get(chunk)?.tokens.clone();
    context
        .text
        .tokens
        .get(verb.end.checked_sub(1)?)
        .filter(|t| t.clitic == Some(Clitic::Nya))?;
    let subject = parse
        .subject
        .get(chunk)
        .copied()
        .flatten()
        .and_then(|s| parse.chunks.get(s))?;
    let mentions = context.mentions.beginning(0..verb.start).rev();
    let mentions = mentions.take_while(|(_, m)| m.sentence >= parse.sentence);
    let mut before = mentions.filter(|(_, m)| {
        m.sentence == parse.sentence
            && m.tokens.end <= verb.start
            && !subject.tokens.contains(&m.tokens.start)
    });
    before.find_map(|(ix, m)| {
        let entity = entities.one(ix)?;
        let actor = entities.kind(entity)?.is_actor();
        actor.then(|| Filler {
            entities: vec![entity],
            tokens: m.tokens.clone(),
            ..Filler::default()
        })
    })
}

/// The arguments of a verb, as of its active form.
pub(super) fn verb_arguments(
    context: &Context<'_>,
    entities: &Entities,
    parse: &Parse,
    chunk: usize,
    voice: Voice,
) -> Arguments {
    let subject = subject_of(context, entities, parse, chunk);
    let next = parse
        .after(chunk)
        .filter(|n| parse.kind(*n) == Some(ChunkKind::Noun));
    let mut direct = next
        .map(|n| list(context, entities, parse, n))
        .unwrap_or_default();
    if direct.is_empty() && voice == Voice::Active {
        direct.extend(clitic_object(context, entities, parse, chunk));
    }
    let mut out = Arguments {
        prepositions: prepositions(context, entities, parse, chunk),
        complement: complement(context, entities, parse, chunk),
        ..Arguments::default()
    };
    if voice == Voice::Passive {
        let by = out.prepositions.iter().find(|(p, _)| p == "oleh");
        out.subject = by.map_or(direct, |(_, f)| f.clone());
        out.object = subject;
    } else {
        out.subject = subject;
        out.object = direct;
    }
    out.possessor = named_inside(context, entities, &out.object);
    out
}

/// What is named inside phrases that are themselves no names: `keputusan Inggris`, `45 diplomat Rusia`.
fn named_inside(context: &Context<'_>, entities: &Entities, phrases: &[Filler]) -> Vec<Filler> {
    let inside = |f: &Filler| possessors(context, entities, f.tokens.clone());
    phrases
        .iter()
        .flat_map(|f| inside(f).into_iter().skip(1))
        .collect()
}

/// `mendesak agar Israel mundur`: the subject of the clause that a verb takes as its complement.
fn complement(
    context: &Context<'_>,
    entities: &Entities,
    parse: &Parse,
    chunk: usize,
) -> Vec<Filler> {
    let skipped = |i: &usize| {
        !matches!(
            parse.kind(*i),
            Some(ChunkKind::Adverb | ChunkKind::Date | ChunkKind::Comma)
        )
    };
    let opener = (chunk + 1..parse.chunks.len()).find(skipped);
    let opens = opener.filter(|i| {
        let words = parse
            .chunks
            .get(*i)
            .map(|c| context.text.words(c.tokens.clone()).to_lowercase());
        words.is_some_and(|w| ["agar", "supaya", "bahwa"].contains(&w.as_str()))
    });
    let subject = opens
        .and_then(|o| parse.after(o))
        .filter(|n| parse.kind(*n) == Some(ChunkKind::Noun));
    subject.map_or(Vec::new(), |n| list(context, entities, parse, n))
}

/// `Marawi, tempat militan menyerang tentara`: the place that the clause is about.
fn place_of_clause(
    context: &Context<'_>,
    entities: &Entities,
    parse: &Parse,
    chunk: usize,
) -> Option<Filler> {
    let opener = (0..chunk)
        .rev()
        .find(|i| parse.kind(*i) == Some(ChunkKind::Subordinator))?;
    let at = parse.chunks.get(opener)?.tokens.clone();
    let word = context.text.words(at.clone()).to_lowercase();
    if !["tempat", "di mana", "dimana"].contains(&word.as_str()) {
        return None;
    }
    let before = context
        .mentions
        .mentions
        .iter()
        .enumerate()
        .rev()
        .filter(|(_, m)| m.sentence == parse.sentence && m.tokens.end <= at.start);
    let place = before
        .filter_map(|(ix, m)| Some((entities.one(ix)?, m.tokens.clone())))
        .find(|(e, _)| entities.kind(*e) == Some(crate::record::EntityType::Place))?;
    Some(Filler {
        entities: vec![place.0],
        tokens: place.1,
        ..Filler::default()
    })
}

/// The prepositional phrases that follow a chunk inside its clause.
pub(super) fn prepositions(
    context: &Context<'_>,
    entities: &Entities,
    parse: &Parse,
    chunk: usize,
) -> Vec<(String, Vec<Filler>)> {
    let mut out = Vec::new();
    let mut at = chunk + 1;
    let mut in_relative = false;
    while let Some(c) = parse.chunks.get(at) {
        match c.kind {
            ChunkKind::Preposition => {
                if let Some(noun) = parse
                    .after(at)
                    .filter(|n| parse.kind(*n) == Some(ChunkKind::Noun))
                {
                    let word = context.text.words(c.tokens.clone()).to_lowercase();
                    if !in_relative {
                        out.push((word, list(context, entities, parse, noun)));
                    }
                }
            }
            // "surat yang panjang kepada DPR": without a verb it is no clause.
            ChunkKind::Relative => {
                in_relative = matches!(
                    parse.after(at).and_then(|n| parse.kind(n)),
                    Some(ChunkKind::Verb)
                );
            }
            ChunkKind::Verb if !in_relative => break,
            ChunkKind::That | ChunkKind::But | ChunkKind::According | ChunkKind::Colon => break,
            ChunkKind::Subordinator if at > chunk + 1 => break,
            ChunkKind::Comma if in_relative => in_relative = false,
            _ => {}
        }
        at += 1;
    }
    if let Some(place) = place_of_clause(context, entities, parse, chunk) {
        out.push(("di".to_owned(), vec![place]));
    }
    out
}

/// The things named in what follows an event noun, in order (`serangan rudal Rusia` → missile, Russia).
pub(super) fn possessors(
    context: &Context<'_>,
    entities: &Entities,
    tokens: Range<usize>,
) -> Vec<Filler> {
    let whole = filler(context, entities, tokens.clone());
    let mut out = vec![whole];
    for (ix, m) in context.mentions.within(tokens.start + 1..tokens.end) {
        out.push(Filler {
            entities: entities.of.get(ix).cloned().unwrap_or_default(),
            tokens: m.tokens.clone(),
            ..Filler::default()
        });
    }
    out
}
