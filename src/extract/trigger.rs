//! Each word that a frame knows is tried: the sense that the sentence bears out most gives the claims.
//!
//! A trigger that gives nothing leaves a refusal with the reason of its first sense.

use std::ops::Range;

use super::Context;
use super::Found;
use super::arguments::{Arguments, possessors, prepositions, verb_arguments};
use super::chunk::ChunkKind;
use super::circumstance::{place, reality, time};
use super::claim::Refused;
use super::clause::Parse;
use super::coordination::list;
use super::fill::{Filled, claims_of, fill};
use super::lending::borrow;
use super::loss::{by_event, each_counted, loss, read_loss, second_loss, toll};
use super::title::is_inside_title;
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
    let frames = verb_frames(context, tokens.start);
    let Some((_, voice, _)) = frames.first().copied() else {
        return;
    };
    if second_loss(context, parse, chunk) {
        return;
    }
    let mut arguments = verb_arguments(context, entities, parse, chunk, voice);
    let counts = loss(context, parse, chunk).is_some();
    if counts {
        arguments.object.extend(toll(context, parse, &tokens));
    }
    let parts = if counts {
        each_counted(arguments)
    } else {
        vec![arguments]
    };
    let trigger = Trigger {
        frames,
        tokens,
        chunk,
    };
    for part in parts {
        settle(context, entities, parse, &trigger, &part, found);
    }
}

/// The senses of a verb; as a verb of saying it may be longer, and who denies a thing does not reject it.
fn verb_frames(context: &Context<'_>, token: usize) -> Vec<(usize, Voice, usize)> {
    let lookup = &context.mentions.lookup;
    let report = lookup.report(token);
    let length = report.map_or(0, |(_, _, len)| len);
    let denial = report.is_some_and(|(r, _, _)| matches!(r.act, Act::Denied | Act::NotDenied));
    let rejects = |ix: usize| {
        let frame = context.seeds.frames.get(ix);
        frame.is_some_and(|f| context.seeds.term(f.predicate) == "rejected")
    };
    let mut frames = lookup.frames(token);
    frames
        .retain(|(ix, voice, len)| !voice.is_noun() && *len >= length && !(denial && rejects(*ix)));
    frames
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
    if covered || token + len > tokens.end || is_inside_title(context, entities, token) {
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
    let loses = |(ix, _, _): &(usize, Voice, usize)| {
        let frame = context.seeds.frames.get(*ix);
        frame.is_some_and(|frame| frame.unit.is_some())
    };
    if frames.first().is_some_and(loses) {
        let number = toll(context, parse, &(token..token + len));
        arguments.object.extend(number);
    }
    let is_head = head_token(context, tokens.clone()) == token;
    borrow(
        context,
        entities,
        parse,
        (chunk, token..token + len, is_head),
        &mut arguments,
    );
    let trigger = Trigger {
        frames,
        tokens: token..token + len,
        chunk,
    };
    settle(context, entities, parse, &trigger, &arguments, found);
}

/// `putaran`, `gelombang`: a word that only counts the event behind it.
fn is_unit(context: &Context<'_>, entry: &Entry) -> bool {
    match entry {
        Entry::Noun(ix) => {
            let noun = context.seeds.nouns.get(*ix);
            noun.is_some_and(|n| n.class == crate::seeds::NounClass::Unit)
        }
        _ => false,
    }
}

/// The first token of a phrase after its articles.
fn head_token(context: &Context<'_>, tokens: Range<usize>) -> usize {
    let lookup = &context.mentions.lookup;
    let is_event = |at: usize| lookup.frames(at).iter().any(|(_, v, _)| v.is_noun());
    let mut at = tokens.start;
    while let Some(len) = lookup.longest(at, |e| {
        matches!(
            e,
            Entry::Function(Function::Article) | Entry::Number(_) | Entry::Comparator(_)
        ) || is_unit(context, e)
    }) {
        if at + len >= tokens.end || is_event(at) {
            break;
        }
        at += len;
    }
    at
}

/// A word that frames know.
struct Trigger {
    /// Its senses: position in the frames, voice, length in tokens.
    frames: Vec<(usize, Voice, usize)>,
    tokens: Range<usize>,
    chunk: usize,
}

/// Gives the claims of the sense that is filled best; else of the event that stands as its subject; else a refusal.
fn settle(
    context: &Context<'_>,
    entities: &mut Entities,
    parse: &Parse,
    trigger: &Trigger,
    arguments: &Arguments,
    found: &mut Found,
) {
    let (frame, filled, predicate) = match best_sense(context, entities, trigger, arguments) {
        Ok((frame, filled)) => (frame, filled, frame.predicate),
        Err(refused) => {
            let mut frames = trigger.frames.iter();
            let event = frames.find_map(|(ix, _, _)| {
                let frame = context.seeds.frames.get(*ix)?;
                by_event(
                    context,
                    entities,
                    (parse, trigger.chunk),
                    frame,
                    arguments,
                    &found.claims,
                )
            });
            let Some(lost) = event else {
                found.refusals.extend(refused);
                return;
            };
            (lost.frame, lost.filled, lost.predicate)
        }
    };
    let reality = reality(context, parse, &trigger.tokens, trigger.chunk);
    let when = time(context, parse, trigger.chunk);
    let place = place(context, entities, parse, trigger.chunk, &filled);
    let mut claims = claims_of(
        frame,
        &filled,
        reality,
        parse.sentence,
        &trigger.tokens,
        when.as_deref(),
        place,
    );
    for claim in &mut claims {
        claim.predicate = predicate;
    }
    if frame.unit.is_some() && predicate == frame.predicate {
        read_loss(
            context,
            entities,
            parse,
            trigger.chunk,
            arguments,
            &found.claims,
            &mut claims,
        );
    }
    found.claims.extend(claims);
}

/// The sense whose slots the sentence fills best, or why the first is not filled.
fn best_sense<'a>(
    context: &Context<'a>,
    entities: &mut Entities,
    trigger: &Trigger,
    arguments: &Arguments,
) -> Result<(&'a Frame, Filled), Option<Refused>> {
    let mut refused = None;
    let mut best: Option<(usize, &Frame, Filled)> = None;
    for (ix, _, _) in &trigger.frames {
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
            Err(reason) => {
                refused = refused.or(Some(Refused {
                    trigger: trigger.tokens.clone(),
                    predicate: frame.predicate,
                    reason,
                }));
            }
        }
    }
    best.map(|(_, frame, filled)| (frame, filled))
        .ok_or(refused)
}
