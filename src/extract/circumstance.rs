//! What a claim says beside who and whom: whether it is so, how real, when and where.
//!
//! A date or a place belongs to the claim only inside its own clause; a dateline never counts.

use std::ops::Range;

use super::Context;
use super::arguments::prepositions;
use super::chunk::ChunkKind;
use super::clause::Parse;
use super::fill::Filled;
use crate::link::{Entities, EntityIx};
use crate::record::{Modality, Polarity};
use crate::seeds::{Entry, Function};

/// Polarity and modality from the words before a trigger, back to the noun phrase or verb that they belong to.
pub(super) fn reality(
    context: &Context<'_>,
    parse: &Parse,
    trigger: &Range<usize>,
    chunk: usize,
) -> (Polarity, Modality) {
    let lookup = &context.mentions.lookup;
    let (mut polarity, mut modality) = (Polarity::Affirmed, Modality::Actual);
    let mut apply = |token: usize| {
        // "tidak hanya": a longer word of another kind.
        let adverb = lookup.longest(token, |e| matches!(e, Entry::Function(Function::Adverb)));
        for hit in lookup.at(token) {
            match hit.entry {
                Entry::Negation if adverb.is_some_and(|len| len > hit.len) => {}
                Entry::Negation => polarity = Polarity::Denied,
                Entry::Modal(m) if modality == Modality::Actual => modality = *m,
                _ => {}
            }
        }
    };
    for token in parse
        .chunks
        .get(chunk)
        .map_or(trigger.start, |c| c.tokens.start)..trigger.start
    {
        apply(token);
    }
    for i in (0..chunk).rev() {
        let Some(c) = parse.chunks.get(i) else { break };
        let modal = lookup
            .longest(c.tokens.start, |e| {
                matches!(e, Entry::Modal(_) | Entry::Negation)
            })
            .is_some();
        match c.kind {
            ChunkKind::Adverb => c.tokens.clone().for_each(&mut apply),
            ChunkKind::Verb | ChunkKind::Noun if modal => c.tokens.clone().for_each(&mut apply),
            ChunkKind::Verb
                if lookup
                    .longest(c.tokens.start, |e| matches!(e, Entry::Light(_)))
                    .is_some() => {}
            ChunkKind::Date | ChunkKind::Purpose => {}
            _ => break,
        }
    }
    if modality == Modality::Actual && is_asked(context, parse, chunk) {
        modality = Modality::Requested;
    }
    if modality == Modality::Actual && is_conditional(context, parse, chunk) {
        modality = Modality::Possible;
    }
    (polarity, modality)
}

/// `jika Israel menyerang Rafah`: whether a word of condition opens the clause of a chunk.
fn is_conditional(context: &Context<'_>, parse: &Parse, chunk: usize) -> bool {
    let clause = parse.clause.get(chunk);
    (0..chunk)
        .rev()
        .take_while(|i| parse.clause.get(*i) == clause)
        .filter(|i| parse.kind(*i) == Some(ChunkKind::Subordinator))
        .filter_map(|i| parse.chunks.get(i))
        .any(|c| {
            context
                .mentions
                .is_function(c.tokens.start, Function::Condition)
        })
}

/// The first date of the trigger's clause.
pub(super) fn time(context: &Context<'_>, parse: &Parse, chunk: usize) -> Option<String> {
    let (from, to) = clause_tokens(parse, chunk)?;
    let nearest = |d: &&crate::mention::DateMention| {
        d.tokens
            .start
            .abs_diff(parse.chunks.get(chunk).map_or(0, |c| c.tokens.start))
    };
    // `sejak 2009` says when a state began, not when the thing happened.
    let open = |edtf: &str| edtf.starts_with("../") || edtf.ends_with("/..");
    context
        .mentions
        .dates_in(from..to)
        .iter()
        .filter(|d| d.tokens.end <= to)
        .filter(|d| !d.edtf.as_deref().is_some_and(open))
        .min_by_key(nearest)
        .and_then(|d| d.edtf.clone())
}

/// First and last token of the stretch of chunks around `chunk` that belong to its clause.
fn clause_tokens(parse: &Parse, chunk: usize) -> Option<(usize, usize)> {
    let id = *parse.clause.get(chunk)?;
    let same =
        |i: &usize| parse.clause.get(*i) == Some(&id) || parse.kind(*i) == Some(ChunkKind::Comma);
    let breaks = |i: &usize| matches!(parse.kind(*i), Some(ChunkKind::That | ChunkKind::Colon));
    let first = (0..=chunk)
        .rev()
        .take_while(|i| same(i) && !breaks(i))
        .last()?;
    let last = (chunk..parse.chunks.len())
        .take_while(|i| *i == chunk || same(i) && !breaks(i))
        .last()?;
    Some((
        parse.chunks.get(first)?.tokens.start,
        parse.chunks.get(last)?.tokens.end,
    ))
}

/// A place of the clause after `di`, that is no argument.
pub(super) fn place(
    context: &Context<'_>,
    entities: &Entities,
    parse: &Parse,
    chunk: usize,
    filled: &Filled,
) -> Option<EntityIx> {
    prepositions(context, entities, parse, chunk)
        .into_iter()
        .filter(|(p, _)| p == "di" || p.starts_with("di "))
        .flat_map(|(_, fillers)| fillers)
        .flat_map(|f| f.entities)
        .find(|e| {
            entities.kind(*e).is_some_and(|k| {
                matches!(
                    k,
                    crate::record::EntityType::Place | crate::record::EntityType::State
                )
            }) && !filled.objects.contains(e)
                && !filled.subjects.contains(e)
        })
}

/// The other polarity.
pub(crate) fn flip(polarity: Polarity) -> Polarity {
    match polarity {
        Polarity::Affirmed => Polarity::Denied,
        Polarity::Denied => Polarity::Affirmed,
    }
}

/// `meminta AS mengirim rudal`, `mendesak Rusia untuk mundur`: what the one asked is to do.
fn is_asked(context: &Context<'_>, parse: &Parse, chunk: usize) -> bool {
    let lookup = &context.mentions.lookup;
    let asks = |i: usize| {
        let token = parse
            .chunks
            .get(i)
            .filter(|c| c.kind == ChunkKind::Verb)
            .map(|c| c.tokens.start);
        token.is_some_and(|t| {
            lookup.frames(t).iter().any(|(ix, _, _)| {
                let frame = context.seeds.frames.get(*ix);
                frame.is_some_and(|f| {
                    context.seeds.term(f.predicate) == "requested" && f.root != "dorong"
                })
            })
        })
    };
    let subject = parse.subject.get(chunk).copied().flatten();
    // "mendesak agar Israel mundur": a small word may stand between.
    let opener = |i: &usize| {
        matches!(
            parse.kind(*i),
            Some(ChunkKind::Subordinator | ChunkKind::That | ChunkKind::Purpose)
        )
    };
    let before = subject
        .and_then(|s| s.checked_sub(1))
        .map(|b| if opener(&b) { b.saturating_sub(1) } else { b });
    before.is_some_and(|b| b < chunk && asks(b))
}
