//! Each word that a frame knows is tried: the sense that the sentence bears out most gives the claims.
//!
//! A trigger that gives nothing leaves a refusal with the reason of its first sense.

use std::ops::Range;

use super::Context;
use super::Found;
use super::arguments::{
    Arguments, governing_verb, is_subjectless, lend, light_verb, possessors, prepositions,
    verb_arguments,
};
use super::chunk::ChunkKind;
use super::circumstance::{place, reality, time};
use super::claim::Refused;
use super::clause::Parse;
use super::fill::{Filled, claims_of, fill};
use super::loss::{
    by_event, each_counted, first_loss, loss, name_the_killer, next_loss, second_loss,
};
use super::noun_phrase::list;
use crate::link::Entities;
use crate::seeds::{Act, Entry, Frame, Function, Voice};

/// Tries every trigger of a sentence.
pub(crate) fn claims(
    context: &Context<'_>,
    entities: &mut Entities,
    parse: &Parse,
    found: &mut Found,
) {
    let unasserted = unasserted(context, parse);
    for chunk in 0..parse.chunks.len() {
        let Some(c) = parse
            .chunks
            .get(chunk)
            .filter(|_| unasserted.is_none_or(|t| chunk < t))
        else {
            continue;
        };
        match c.kind {
            ChunkKind::Verb => verb(context, entities, parse, chunk, found),
            ChunkKind::Noun => {
                for token in c.tokens.clone() {
                    noun(context, entities, parse, chunk, token, found);
                }
            }
            _ => {}
        }
    }
}

/// `belum menemukan bukti bahwa …`: where a complement begins that a negation keeps from being asserted.
fn unasserted(context: &Context<'_>, parse: &Parse) -> Option<usize> {
    let that = (0..parse.chunks.len()).find(|i| parse.kind(*i) == Some(ChunkKind::That))?;
    let lookup = &context.mentions.lookup;
    let noun = parse.kind(that.checked_sub(1)?) == Some(ChunkKind::Noun);
    let negated = (0..that)
        .rev()
        .take_while(|i| parse.kind(*i) != Some(ChunkKind::Comma))
        .filter_map(|i| parse.chunks.get(i))
        .any(|c| {
            lookup
                .longest(c.tokens.start, |e| *e == Entry::Negation)
                .is_some()
        });
    (noun && negated).then_some(that)
}

fn verb(
    context: &Context<'_>,
    entities: &mut Entities,
    parse: &Parse,
    chunk: usize,
    found: &mut Found,
) {
    let Some(tokens) = parse.chunks.get(chunk).map(|c| c.tokens.clone()) else {
        return;
    };
    let frames = context.mentions.lookup.frames(tokens.start);
    let denies = |term: &str| {
        term == "rejected"
            && context
                .mentions
                .lookup
                .report(tokens.start)
                .is_some_and(|(r, _, _)| matches!(r.act, Act::Denied | Act::NotDenied))
    };
    let term = |ix: usize| {
        context
            .seeds
            .frames
            .get(ix)
            .map_or("", |f| context.seeds.term(f.predicate))
    };
    let report = context
        .mentions
        .lookup
        .report(tokens.start)
        .map_or(0, |(_, _, len)| len);
    let frames: Vec<_> = frames
        .into_iter()
        .filter(|(ix, voice, len)| !voice.is_noun() && *len >= report && !denies(term(*ix)))
        .collect();
    let Some((_, voice, _)) = frames.first().copied() else {
        return;
    };
    if second_loss(context, parse, chunk) {
        return;
    }
    let arguments = verb_arguments(context, entities, parse, chunk, voice);
    let counts = loss(context, parse, chunk).is_some();
    for part in if counts {
        each_counted(arguments)
    } else {
        vec![arguments]
    } {
        settle(
            context,
            entities,
            parse,
            &frames,
            &part,
            tokens.clone(),
            chunk,
            found,
        );
    }
}

/// An event noun inside a noun phrase.
fn noun(
    context: &Context<'_>,
    entities: &mut Entities,
    parse: &Parse,
    chunk: usize,
    token: usize,
    found: &mut Found,
) {
    let lookup = &context.mentions.lookup;
    let frames: Vec<_> = lookup
        .frames(token)
        .into_iter()
        .filter(|(_, voice, _)| voice.is_noun())
        .collect();
    let Some((_, voice, len)) = frames.first().copied() else {
        return;
    };
    let covered = context
        .mentions
        .covering(token)
        .and_then(|m| context.mentions.mentions.get(m))
        .is_some_and(|m| {
            m.tokens.start < token || matches!(m.what, crate::mention::What::Known(_))
        });
    let Some(tokens) = parse.chunks.get(chunk).map(|c| c.tokens.clone()) else {
        return;
    };
    if covered || token + len > tokens.end {
        return;
    }
    let mut arguments = Arguments {
        is_noun: true,
        patient_noun: voice == Voice::PatientNoun,
        ..Arguments::default()
    };
    let rest = token + len..tokens.end;
    if !rest.is_empty() {
        let mut possessor = possessors(context, entities, rest);
        possessor.extend(list(context, entities, parse, chunk).into_iter().skip(1));
        arguments.possessor = possessor;
    }
    arguments.prepositions = prepositions(context, entities, parse, chunk);
    if let Some(light) =
        light_verb(context, parse, chunk).filter(|_| head_token(context, tokens.clone()) == token)
    {
        lend(context, entities, parse, light, &mut arguments);
    }
    if arguments.subject.is_empty()
        && is_subjectless(context, parse, chunk, token)
        && let Some(verb) = governing_verb(parse, chunk)
    {
        lend(context, entities, parse, (verb, false), &mut arguments);
    }
    settle(
        context,
        entities,
        parse,
        &frames,
        &arguments,
        token..token + len,
        chunk,
        found,
    );
}

/// The first token of a phrase after its articles.
fn head_token(context: &Context<'_>, tokens: Range<usize>) -> usize {
    let mut at = tokens.start;
    while let Some(len) = context.mentions.lookup.longest(at, |e| {
        matches!(
            e,
            Entry::Function(Function::Article) | Entry::Number(_) | Entry::Comparator(_)
        )
    }) {
        if at + len >= tokens.end {
            break;
        }
        at += len;
    }
    at
}

/// Gives the claims of the first frames that are filled; else the refusal of the first.
#[expect(
    clippy::too_many_arguments,
    reason = "the trigger in its sentence; a struct would only rename the list"
)]
fn settle(
    context: &Context<'_>,
    entities: &mut Entities,
    parse: &Parse,
    frames: &[(usize, Voice, usize)],
    arguments: &Arguments,
    trigger: Range<usize>,
    chunk: usize,
    found: &mut Found,
) {
    let reality = reality(context, parse, &trigger, chunk);
    let mut reason = None;
    let mut best: Option<(usize, &Frame, Filled)> = None;
    for (ix, _, _) in frames {
        let Some(frame) = context.seeds.frames.get(*ix) else {
            continue;
        };
        match fill(context, entities, frame, arguments) {
            Ok(filled) => {
                let score = filled.score(frame);
                if best.as_ref().is_none_or(|(s, _, _)| score > *s) {
                    best = Some((score, frame, filled));
                }
            }
            Err(why) => reason = reason.or(Some((frame.predicate, why))),
        }
    }
    if best.is_none()
        && let Some(lost) = frames.iter().find_map(|(ix, _, _)| {
            let frame = context.seeds.frames.get(*ix)?;
            by_event(context, entities, frame, arguments, &found.claims)
        })
    {
        let when = time(context, parse, chunk);
        let place = place(context, entities, parse, chunk, &lost.filled);
        let mut claims = claims_of(
            lost.frame,
            &lost.filled,
            reality,
            parse.sentence,
            &trigger,
            when.as_deref(),
            place,
        );
        for claim in &mut claims {
            claim.predicate = lost.predicate;
        }
        found.claims.extend(claims);
        return;
    }
    if let Some((_, frame, filled)) = best {
        let when = time(context, parse, chunk);
        let place = place(context, entities, parse, chunk, &filled);
        let mut claims = claims_of(
            frame,
            &filled,
            reality,
            parse.sentence,
            &trigger,
            when.as_deref(),
            place,
        );
        if frame.unit.is_some() {
            let mut causes = arguments.prepositions.clone();
            // "dua warga tewas dan sembilan terluka dalam ledakan": the cause stands after the last.
            if let Some(next) = next_loss(context, parse, chunk) {
                causes.extend(prepositions(context, entities, parse, next));
            }
            name_the_killer(context, entities, &causes, &found.claims, &mut claims);
        }
        if first_loss(context, parse, chunk) {
            claims
                .iter_mut()
                .filter_map(|c| c.quantity.as_mut())
                .for_each(|q| "casualties".clone_into(&mut q.unit));
        }
        found.claims.extend(claims);
    } else if let Some((predicate, reason)) = reason {
        found.refusals.push(Refused {
            trigger,
            predicate,
            reason,
        });
    }
}
