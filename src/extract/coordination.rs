//! A noun phrase with what `dan`, commas, examples and apposition add to it → its fillers.
//!
//! `Jepang, Filipina, dan Vietnam` are three; an unnamed group is who belongs to it: `empat aktivis, termasuk Siti Rahma`.

use super::Context;
use super::chunk::ChunkKind;
use super::clause::Parse;
use super::noun_phrase::{Filler, Head, filler, head};
use crate::link::{Entities, EntityIx};
use crate::seeds::{Function, NounClass};

/// The fillers of a chunk and of what `dan` and commas join to it.
pub(crate) fn list(
    context: &Context<'_>,
    entities: &Entities,
    parse: &Parse,
    chunk: usize,
) -> Vec<Filler> {
    let Some(first) = parse.chunks.get(chunk) else {
        return Vec::new();
    };
    let mut out = vec![filler(context, entities, first.tokens.clone())];
    if let (Some(unnamed), Some(named)) = (
        out.first_mut(),
        named_place(context, entities, parse, chunk),
    ) {
        unnamed.entities = named;
    }
    out.extend(joined(context, entities, parse, chunk));
    let pointer = context
        .mentions
        .is_function(first.tokens.start, Function::Determiner);
    if !pointer && out.iter().all(|f| f.entities.is_empty()) {
        let members = members(context, entities, parse, chunk + out.len());
        if let (Some(group), false) = (out.first_mut(), members.is_empty()) {
            group.entities = members;
        }
    }
    out
}

/// The fillers that `dan` and commas join to a chunk.
fn joined(context: &Context<'_>, entities: &Entities, parse: &Parse, chunk: usize) -> Vec<Filler> {
    let mut pending = Vec::new();
    let mut at = chunk + 1;
    loop {
        let joint = parse.kind(at);
        let (noun, closes) = match (joint, parse.kind(at + 1), parse.kind(at + 2)) {
            (Some(ChunkKind::Comma), Some(ChunkKind::And), Some(ChunkKind::Noun)) => (at + 2, true),
            (Some(ChunkKind::And), Some(ChunkKind::Noun), _) => (at + 1, true),
            (Some(ChunkKind::Comma), Some(ChunkKind::Noun), _) => (at + 1, false),
            _ => return Vec::new(),
        };
        let Some(next) = parse.chunks.get(noun) else {
            return Vec::new();
        };
        let filler = filler(context, entities, next.tokens.clone());
        if filler.entities.is_empty() && !closes {
            return Vec::new();
        }
        pending.push(filler);
        if closes {
            return pending;
        }
        at = noun + 1;
    }
}

/// Words before those who belong to a group.
const EXAMPLES: [&str; 6] = [
    "termasuk",
    "seperti",
    "yakni",
    "yaitu",
    "antara lain",
    "di antaranya",
];

/// Who an unnamed group is: `empat aktivis, termasuk Siti Rahma`, `mitra kami, Ukraina,`.
fn members(
    context: &Context<'_>,
    entities: &Entities,
    parse: &Parse,
    chunk: usize,
) -> Vec<EntityIx> {
    let word = |i: usize| {
        let chunk = parse.chunks.get(i);
        chunk.map_or(String::new(), |c| {
            context.text.words(c.tokens.clone()).to_lowercase()
        })
    };
    let mut at = chunk;
    // The list of the group itself, and where it is.
    while matches!(
        parse.kind(at),
        Some(ChunkKind::And | ChunkKind::Noun | ChunkKind::Date)
    ) || parse.kind(at) == Some(ChunkKind::Preposition) && word(at).starts_with("di ")
        || word(at) == "di"
    {
        at += 1;
    }
    let comma = usize::from(parse.kind(at) == Some(ChunkKind::Comma));
    let example = EXAMPLES.contains(&word(at + comma).as_str());
    let noun = at + comma + usize::from(example);
    if comma == 0 && !example || parse.kind(noun) != Some(ChunkKind::Noun) {
        return Vec::new();
    }
    let named = |i: usize| {
        parse
            .chunks
            .get(i)
            .map(|c| filler(context, entities, c.tokens.clone()))
    };
    let mut found: Vec<Filler> = named(noun).into_iter().collect();
    found.extend(joined(context, entities, parse, noun));
    let behind = parse.kind(noun + 2 * found.len() - 1);
    // Without a word for it, only what stands between commas, or ends the clause, is apposition.
    let apposed = matches!(
        behind,
        None | Some(ChunkKind::Comma | ChunkKind::Mark | ChunkKind::Purpose)
    );
    if !example && !apposed {
        return Vec::new();
    }
    found.into_iter().flat_map(|f| f.entities).collect()
}

/// `sejumlah kota di Ukraina`: places without a name are in the place that follows.
fn named_place(
    context: &Context<'_>,
    entities: &Entities,
    parse: &Parse,
    chunk: usize,
) -> Option<Vec<EntityIx>> {
    let tokens = parse.chunks.get(chunk)?.tokens.clone();
    let (class, _) = head(context, tokens.clone())?;
    let unnamed = class == Head::Class(NounClass::Place)
        && filler(context, entities, tokens).entities.is_empty();
    let at = parse
        .chunks
        .get(chunk + 1)
        .filter(|c| c.kind == ChunkKind::Preposition)?;
    let inside = context
        .text
        .words(at.tokens.clone())
        .eq_ignore_ascii_case("di");
    let named = parse
        .chunks
        .get(chunk + 2)
        .filter(|c| c.kind == ChunkKind::Noun)?;
    let found = filler(context, entities, named.tokens.clone()).entities;
    (unnamed && inside && !found.is_empty()).then_some(found)
}
