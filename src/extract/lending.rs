//! An event noun that borrows its subject: from a light verb (`melakukan serangan`), from its sentence (`setelah
//! pertemuan dengan …`), or from the name that it stands behind (`Jepang, sekutu AS`).

use std::ops::Range;

use super::Context;
use super::arguments::Arguments;
use super::chunk::ChunkKind;
use super::clause::Parse;
use super::coordination::list;
use crate::link::Entities;
use crate::seeds::Entry;
use crate::text::Clitic;

/// Gives an event noun the subject of what stands around it; `is_head`: nothing but articles before it in its chunk.
pub(super) fn borrow(
    context: &Context<'_>,
    entities: &Entities,
    parse: &Parse,
    (chunk, tokens, is_head): (usize, Range<usize>, bool),
    arguments: &mut Arguments,
) {
    if let Some(light) = light_verb(context, parse, chunk).filter(|_| is_head) {
        lend(context, entities, parse, light, arguments);
    }
    if arguments.subject.is_empty()
        && is_subjectless(context, parse, chunk, &tokens)
        && let Some(verb) = governing_verb(parse, chunk)
    {
        lend(context, entities, parse, (verb, false), arguments);
    }
    let relation = context
        .mentions
        .lookup
        .frames(tokens.start)
        .iter()
        .any(|(ix, _, _)| {
            let frame = context.seeds.frames.get(*ix);
            frame.is_some_and(|f| {
                ["alliedWith", "memberOf"].contains(&context.seeds.term(f.predicate))
            })
        });
    let apposed = chunk >= 2
        && parse.kind(chunk - 1) == Some(ChunkKind::Comma)
        && parse.kind(chunk - 2) == Some(ChunkKind::Noun);
    if relation && is_head && apposed && arguments.subject.is_empty() {
        arguments.subject = list(context, entities, parse, chunk - 2)
            .into_iter()
            .take(1)
            .collect();
    }
}

/// The light verb whose object a chunk is, and whether it receives.
fn light_verb(context: &Context<'_>, parse: &Parse, chunk: usize) -> Option<(usize, bool)> {
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
fn lend(
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
fn is_subjectless(
    context: &Context<'_>,
    parse: &Parse,
    chunk: usize,
    tokens: &Range<usize>,
) -> bool {
    let own = context
        .text
        .tokens
        .get(tokens.end.saturating_sub(1))
        .is_some_and(|t| t.clitic == Some(Clitic::Nya));
    let before = (0..chunk).next_back().and_then(|i| parse.chunks.get(i));
    let after = before.is_some_and(|c| match c.kind {
        ChunkKind::Subordinator => true,
        ChunkKind::Preposition => {
            let word = context.text.lower(c.tokens.start);
            [
                "dalam", "usai", "seusai", "melalui", "lewat", "pada", "saat",
            ]
            .contains(&word)
        }
        _ => false,
    });
    let alone = parse
        .chunks
        .get(chunk)
        .is_some_and(|c| c.tokens.end == tokens.end);
    own || after && alone
}

/// The nearest verb before a chunk that has a subject, else the nearest after it.
fn governing_verb(parse: &Parse, chunk: usize) -> Option<usize> {
    let has = |i: &usize| {
        parse.kind(*i) == Some(ChunkKind::Verb)
            && parse.subject.get(*i).copied().flatten().is_some()
    };
    (0..chunk)
        .rev()
        .find(has)
        .or_else(|| (chunk..parse.chunks.len()).find(has))
}
