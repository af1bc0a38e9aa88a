//! What stands around a trigger: its subject, object, possessor and prepositional phrases.
//!
//! Seen from the active verb: of a passive the grammatical subject is already the object here. An event
//! noun may borrow its subject from a light verb (`melakukan serangan`) or from its sentence.

use std::ops::Range;

use super::Context;
use super::chunk::ChunkKind;
use super::clause::Parse;
use super::noun_phrase::{Filler, filler, list};
use crate::link::Entities;
use crate::seeds::{Entry, Voice};
use crate::text::Clitic;

/// The arguments that the text around a trigger offers.
#[derive(Default, Clone)]
pub(super) struct Arguments {
    pub(super) subject: Vec<Filler>,
    pub(super) object: Vec<Filler>,
    pub(super) possessor: Vec<Filler>,
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
    let mentions = context.mentions.mentions.iter().enumerate().rev();
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
    let prepositions = prepositions(context, entities, parse, chunk);
    if voice == Voice::Passive {
        let by = prepositions
            .iter()
            .find(|(p, _)| p == "oleh")
            .map(|(_, f)| f.clone());
        Arguments {
            subject: by.unwrap_or(direct),
            object: subject,
            prepositions,
            ..Arguments::default()
        }
    } else {
        Arguments {
            subject,
            object: direct,
            prepositions,
            ..Arguments::default()
        }
    }
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
    for (ix, m) in context.mentions.mentions.iter().enumerate() {
        if m.tokens.start > tokens.start && m.tokens.end <= tokens.end {
            let entities = entities.of.get(ix).cloned().unwrap_or_default();
            out.push(Filler {
                entities,
                tokens: m.tokens.clone(),
                ..Filler::default()
            });
        }
    }
    out
}

/// The light verb whose object a chunk is, and whether it receives.
pub(super) fn light_verb(
    context: &Context<'_>,
    parse: &Parse,
    chunk: usize,
) -> Option<(usize, bool)> {
    let before = (0..chunk)
        .rev()
        .find(|i| parse.kind(*i) != Some(ChunkKind::Adverb))?;
    let verb = parse
        .chunks
        .get(before)
        .filter(|c| c.kind == ChunkKind::Verb)?;
    context
        .mentions
        .lookup
        .at(verb.tokens.start)
        .iter()
        .find_map(|h| match h.entry {
            Entry::Light(reverse) => Some((before, *reverse)),
            _ => None,
        })
}

/// A light verb lends its subject to the event noun; one that receives lends it as the object.
pub(super) fn lend(
    context: &Context<'_>,
    entities: &Entities,
    parse: &Parse,
    (verb, reverse): (usize, bool),
    arguments: &mut Arguments,
) {
    let Some(subject) = parse.subject.get(verb).copied().flatten() else {
        return;
    };
    let fillers = list(context, entities, parse, subject);
    if reverse {
        arguments.object = fillers;
        if let Some((_, from)) = arguments.prepositions.iter().find(|(p, _)| p == "dari") {
            arguments.subject.clone_from(from);
        }
    } else {
        arguments.subject = fillers;
    }
}

/// `setelah pertemuan dengan …`, `dalam pertemuannya dengan …`: the event has the subject of its sentence.
pub(super) fn is_subjectless(
    context: &Context<'_>,
    parse: &Parse,
    chunk: usize,
    token: usize,
) -> bool {
    let own = context
        .text
        .tokens
        .get(token)
        .is_some_and(|t| t.clitic == Some(crate::text::Clitic::Nya));
    let after = (0..chunk).next_back().and_then(|i| parse.kind(i)) == Some(ChunkKind::Subordinator);
    let alone = parse
        .chunks
        .get(chunk)
        .is_some_and(|c| c.tokens.end == token + 1);
    own || after && alone
}

/// The nearest verb before a chunk that has a subject, else the nearest after it.
pub(super) fn governing_verb(parse: &Parse, chunk: usize) -> Option<usize> {
    let has = |i: &usize| {
        parse.kind(*i) == Some(ChunkKind::Verb)
            && parse.subject.get(*i).copied().flatten().is_some()
    };
    (0..chunk)
        .rev()
        .find(has)
        .or_else(|| (chunk..parse.chunks.len()).find(has))
}
