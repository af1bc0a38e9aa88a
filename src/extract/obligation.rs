//! What somebody says that another must do → `requested`: `Guterres mengatakan Israel harus membuka perbatasan`.
//!
//! It takes a speaker, and an actor as the subject of `harus` who is somebody else; what nobody says is no demand.

use super::chunk::ChunkKind;
use super::claim::{Claim, confidence};
use super::clause::Parse;
use super::coordination::list;
use super::speech::Stretch;
use super::{Context, Found};
use crate::link::{Entities, EntityIx};
use crate::record::EntityType;
use crate::seeds::{Act, Entry};

/// The demands of a sentence.
pub(crate) fn claims(context: &Context<'_>, entities: &Entities, parse: &Parse, found: &mut Found) {
    let Some(predicate) = context.seeds.predicate_ix("requested") else {
        return;
    };
    for chunk in 0..parse.chunks.len() {
        let Some((obliged, must)) = obliged(context, entities, parse, chunk) else {
            continue;
        };
        let Some(speaker) = speaker(&found.speech, must) else {
            continue;
        };
        for actor in obliged.into_iter().filter(|a| *a != speaker) {
            let mut claim = Claim::new(predicate, parse.sentence, must..must + 1);
            claim.subject = Some(speaker);
            claim.object = Some(actor);
            claim.confidence = confidence::BOTH_ENDS;
            found.claims.push(claim);
        }
    }
}

/// The actors that a verb obliges, and the token of the word that says so.
fn obliged(
    context: &Context<'_>,
    entities: &Entities,
    parse: &Parse,
    chunk: usize,
) -> Option<(Vec<EntityIx>, usize)> {
    let subject = parse.subject.get(chunk).copied().flatten()?;
    let lookup = &context.mentions.lookup;
    let must = (subject + 1..chunk)
        .rev()
        .take_while(|i| parse.kind(*i) == Some(ChunkKind::Adverb))
        .filter_map(|i| Some(parse.chunks.get(i)?.tokens.start))
        .find(|t| lookup.longest(*t, |e| *e == Entry::Obligation).is_some())?;
    let fillers = list(context, entities, parse, subject);
    let actors = fillers.into_iter().flat_map(|f| f.entities);
    let acts = |e: &EntityIx| entities.kind(*e).is_some_and(EntityType::is_actor);
    Some((actors.filter(acts).collect(), must))
}

/// Who says what stands at a token: the first speaker of the innermost speech.
fn speaker(speech: &[Stretch], at: usize) -> Option<EntityIx> {
    let holding = speech
        .iter()
        .filter(|s| s.content.contains(&at) && !s.cue.contains(&at));
    let innermost = holding.min_by_key(|s| s.content.len())?;
    let vouched = !matches!(innermost.act, Act::Denied | Act::NotDenied | Act::Quoted);
    innermost.speakers.first().copied().filter(|_| vouched)
}

#[cfg(test)]
mod tests {
    use crate::extract::fixtures::statements;

    #[test]
    fn who_says_that_another_must_asks_for_it() {
        assert_eq!(
            statements(
                "Antonio Guterres mengatakan Israel harus membuka perbatasan Gaza.",
                "requested"
            ),
            ["António Guterres > Israel"]
        );
    }

    #[test]
    fn a_duty_that_nobody_states_or_of_the_speaker_is_no_demand() {
        assert!(
            statements(
                "Israel harus membuka perbatasan Gaza hari ini.",
                "requested"
            )
            .is_empty()
        );
        assert!(
            statements(
                "Israel mengatakan Israel harus membela perbatasan itu.",
                "requested"
            )
            .is_empty()
        );
    }
}
