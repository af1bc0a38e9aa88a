//! What somebody calls a thing → `criticized`: `Guterres menyebut serangan Israel itu tindakan keji`.
//!
//! A verb of judging with its object, and a word of blame behind it in the clause. The one blamed is the actor of the
//! object, one named inside it, or who carried out the event that it means.

use super::arguments::verb_arguments;
use super::chunk::ChunkKind;
use super::claim::{Claim, confidence};
use super::clause::Parse;
use super::loss::attacker;
use super::noun_phrase::fitting;
use super::{Context, Found};
use crate::link::{Entities, EntityIx};
use crate::seeds::{Entry, TypeSet, Voice};

/// The judgements of a sentence.
pub(crate) fn claims(
    context: &Context<'_>,
    entities: &mut Entities,
    parse: &Parse,
    found: &mut Found,
) {
    let Some(predicate) = context.seeds.predicate_ix("criticized") else {
        return;
    };
    let lookup = &context.mentions.lookup;
    for chunk in 0..parse.chunks.len() {
        let verb = parse
            .chunks
            .get(chunk)
            .filter(|c| c.kind == ChunkKind::Verb);
        let Some(tokens) = verb.map(|c| c.tokens.clone()) else {
            continue;
        };
        let judges = lookup
            .longest(tokens.start, |e| *e == Entry::Judgement)
            .is_some();
        if !judges || !blames(context, parse, chunk) {
            continue;
        }
        let (by, at) = ends(context, entities, parse, chunk, found);
        for subject in by {
            for object in at.iter().filter(|o| **o != subject) {
                let mut claim = Claim::new(predicate, parse.sentence, tokens.clone());
                claim.subject = Some(subject);
                claim.object = Some(*object);
                claim.confidence = confidence::BOTH_ENDS;
                found.claims.push(claim);
            }
        }
    }
}

/// Who judges, and who is judged.
fn ends(
    context: &Context<'_>,
    entities: &mut Entities,
    parse: &Parse,
    chunk: usize,
    found: &Found,
) -> (Vec<EntityIx>, Vec<EntityIx>) {
    let predicate = context.seeds.predicate_ix("criticized");
    let kinds = predicate.and_then(|p| context.seeds.predicates.get(p));
    let Some(kinds) = kinds.map(|p| p.subject) else {
        return (Vec::new(), Vec::new());
    };
    let sets = [kinds, TypeSet::default()];
    let arguments = verb_arguments(context, entities, parse, chunk, Voice::Active);
    let by = fitting(context, entities, &arguments.subject, sets);
    let mut at = fitting(context, entities, &arguments.object, sets);
    if at.is_empty() {
        at = fitting(context, entities, &arguments.possessor, sets);
        at.truncate(1);
    }
    if at.is_empty()
        && let Some(object) = arguments.object.first()
        && let Some(attacked) = context.seeds.predicate_ix("attacked")
    {
        at.extend(attacker(
            context,
            entities,
            object.tokens.clone(),
            attacked,
            &found.claims,
        ));
    }
    (by, at)
}

/// Whether a word of blame stands behind a verb in its clause.
fn blames(context: &Context<'_>, parse: &Parse, chunk: usize) -> bool {
    let lookup = &context.mentions.lookup;
    (chunk + 1..parse.chunks.len())
        .take_while(|i| {
            !matches!(
                parse.kind(*i),
                Some(ChunkKind::But | ChunkKind::Subordinator | ChunkKind::Verb)
            )
        })
        .filter_map(|i| parse.chunks.get(i))
        .flat_map(|c| c.tokens.clone())
        .any(|t| lookup.longest(t, |e| *e == Entry::Blame).is_some())
}

#[cfg(test)]
mod tests {
    use crate::extract::fixtures::statements;

    #[test]
    fn who_calls_a_thing_by_a_word_of_blame_criticizes_whose_it_is() {
        assert_eq!(
            statements(
                "Antonio Guterres menyebut serangan Israel itu sebagai tindakan keji.",
                "criticized"
            ),
            ["António Guterres > Israel"]
        );
    }

    #[test]
    fn a_neutral_word_blames_nobody() {
        assert!(
            statements(
                "Antonio Guterres menyebut serangan Israel itu sebagai awal perang.",
                "criticized"
            )
            .is_empty()
        );
    }
}
