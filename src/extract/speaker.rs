//! A noun phrase → who speaks: its actors, a person before the body spoken for.
//!
//! A pronoun or a bare title names nobody, so it goes on with whoever spoke last.

use super::Context;
use super::chunk::ChunkKind;
use super::clause::Parse;
use super::coordination::list;
use crate::link::{Entities, EntityIx};
use crate::mention::What;
use crate::record::EntityType;

/// The actors of a noun phrase and its list; after a person, the body whose title the phrase gives.
pub(super) fn actors(
    context: &Context<'_>,
    entities: &Entities,
    parse: &Parse,
    chunk: usize,
) -> Vec<EntityIx> {
    let mut out: Vec<EntityIx> = Vec::new();
    let fillers = list(context, entities, parse, chunk);
    for entity in fillers.into_iter().flat_map(|f| f.entities) {
        let acts = entities.kind(entity).is_some_and(EntityType::is_actor);
        if acts && !out.contains(&entity) {
            out.push(entity);
        }
    }
    if let [only] = out.as_slice()
        && entities.kind(*only) == Some(EntityType::Person)
    {
        out.extend(body_of_title(context, entities, parse, chunk));
    }
    out
}

/// The state or body in a phrase or in what a comma joins to it: `Singh, juru bicara Pentagon`.
fn body_of_title(
    context: &Context<'_>,
    entities: &Entities,
    parse: &Parse,
    chunk: usize,
) -> Option<EntityIx> {
    let tokens = parse.chunks.get(chunk).map_or(0..0, |c| c.tokens.clone());
    let apposed = parse
        .chunks
        .get(chunk + 2)
        .filter(|_| parse.kind(chunk + 1) == Some(ChunkKind::Comma));
    let end = apposed.map_or(tokens.end, |c| c.tokens.end);
    let is_body = |e: &EntityIx| {
        matches!(
            entities.kind(*e),
            Some(EntityType::State | EntityType::Organization)
        )
    };
    context
        .mentions
        .within(tokens.start..end)
        .filter_map(|(ix, _)| entities.one(ix))
        .find(is_body)
}

/// The actors of a subject; a pronoun or a title that names nobody goes on with the last speaker.
pub(super) fn actors_or_last(
    context: &Context<'_>,
    entities: &Entities,
    parse: &Parse,
    subject: usize,
    last: &[EntityIx],
) -> Vec<EntityIx> {
    let found = actors(context, entities, parse, subject);
    let Some(tokens) = parse.chunks.get(subject).map(|c| c.tokens.clone()) else {
        return found;
    };
    let pronoun = context
        .mentions
        .beginning(tokens.clone())
        .any(|(_, m)| m.tokens == tokens && matches!(m.what, What::Pronoun(_)));
    let bare_title = context
        .mentions
        .role_at(tokens.start)
        .is_some_and(|(t, _)| *t == tokens);
    if found.is_empty() && (pronoun || bare_title) {
        last.to_vec()
    } else {
        found
    }
}

/// Whom `-nya` in `katanya` means: the first person of the sentence before in the same paragraph.
pub(super) fn person_before(
    context: &Context<'_>,
    entities: &Entities,
    sentence: usize,
) -> Option<EntityIx> {
    let sentences = &context.text.sentences;
    let before = sentence.checked_sub(1)?;
    let same = sentences.get(before)?.paragraph == sentences.get(sentence)?.paragraph;
    context
        .mentions
        .in_sentence(before)
        .filter(|(_, m)| same && m.kind == EntityType::Person)
        .find_map(|(ix, _)| entities.one(ix))
}
