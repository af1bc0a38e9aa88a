//! Losses with a cause: `tiga warga tewas dalam serangan militan` is a killing by militants, not only a loss.
//!
//! The cause stands after `dalam`, `oleh`, `akibat` as an event noun with its possessor; `serangan itu`
//! means the attacker that the article named last. A loss that is nobody's is one of its place.

use std::ops::Range;

use super::Context;
use super::arguments::{Arguments, prepositions};
use super::chunk::ChunkKind;
use super::claim::Claim;
use super::clause::Parse;
use super::coordination::list;
use super::fill::{Filled, quantity_of};
use super::noun_phrase::{Filler, fitting};
use crate::link::{Entities, EntityIx};
use crate::record::EntityType;
use crate::seeds::{Frame, TypeSet};

/// Prepositions after which the cause of a loss stands.
const CAUSES: [&str; 7] = [
    "dalam",
    "oleh",
    "akibat",
    "karena",
    "setelah",
    "di tangan",
    "pada",
];

/// The word with which a toll begins, `korban tewas`, `korban jiwa`.
pub(super) const VICTIMS: &str = "korban";

/// Reads the claims of a verb of loss again: who caused it, where it was, whether a second verb shares its number.
pub(super) fn read_loss(
    context: &Context<'_>,
    entities: &Entities,
    parse: &Parse,
    chunk: usize,
    arguments: &Arguments,
    earlier: &[Claim],
    claims: &mut Vec<Claim>,
) {
    let mut causes = arguments.prepositions.clone();
    // "dua warga tewas dan sembilan terluka dalam ledakan": the cause stands after the last.
    if let Some(next) = next_loss(context, parse, chunk) {
        causes.extend(prepositions(context, entities, parse, next));
    }
    name_the_killer(context, entities, &causes, earlier, claims);
    for claim in claims.iter_mut().filter(|c| c.subject.is_none()) {
        claim.subject = owner(context, entities, arguments)
            .or_else(|| claim.place.take())
            .or_else(|| place_before(context, entities, parse, chunk));
    }
    claims.retain(|c| c.subject.is_some());
    if first_loss(context, parse, chunk) {
        let quantities = claims.iter_mut().filter_map(|c| c.quantity.as_mut());
        quantities.for_each(|q| "casualties".clone_into(&mut q.unit));
    }
}

/// `empat personel militer Irak luka-luka`: whose people those are that are counted.
fn owner(context: &Context<'_>, entities: &Entities, arguments: &Arguments) -> Option<EntityIx> {
    let counted = arguments.subject.iter().chain(&arguments.object);
    counted
        .filter(|f| f.quantity.is_some())
        .flat_map(|f| context.mentions.within(f.tokens.clone()))
        .filter_map(|(ix, _)| entities.one(ix))
        .find(|e| entities.kind(*e).is_some_and(EntityType::is_actor))
}

/// The place after the last `di` before a chunk: `kebakaran di Jakarta mengakibatkan tiga orang tewas`.
fn place_before(
    context: &Context<'_>,
    entities: &Entities,
    parse: &Parse,
    chunk: usize,
) -> Option<EntityIx> {
    (0..chunk)
        .rev()
        .filter(|i| parse.kind(*i) == Some(ChunkKind::Preposition))
        .filter(|i| {
            let words = parse
                .chunks
                .get(*i)
                .map(|c| context.text.lower(c.tokens.start));
            words.is_some_and(|w| w == "di")
        })
        .flat_map(|i| list(context, entities, parse, i + 1))
        .flat_map(|f| f.entities)
        .find(|e| {
            let kind = entities.kind(*e);
            matches!(kind, Some(EntityType::Place | EntityType::State))
        })
}

/// `korban tewas mencapai 310 orang`: the number that stands behind the word for the dead, `tokens`.
pub(super) fn toll(context: &Context<'_>, parse: &Parse, tokens: &Range<usize>) -> Option<Filler> {
    let victims = context.text.lower(tokens.start) == VICTIMS;
    let end = context.text.sentences.get(parse.sentence)?.tokens.end;
    let behind = context.mentions.quantities_in(tokens.end..end);
    let mut behind = behind.iter().filter(|q| {
        q.tokens.end <= end
            && ["people", "killed", "wounded", "count", ""].contains(&q.value.unit.as_str())
    });
    let number = behind.next().filter(|_| victims)?;
    Some(Filler {
        quantity: Some(number.value.clone()),
        tokens: number.tokens.clone(),
        ..Filler::default()
    })
}

/// Turns losses whose cause is named into killings.
fn name_the_killer(
    context: &Context<'_>,
    entities: &Entities,
    prepositions: &[(String, Vec<Filler>)],
    earlier: &[Claim],
    claims: &mut [Claim],
) {
    let position = |term: &str| context.seeds.predicate_ix(term);
    let (Some(killed), Some(suffered), Some(attacked)) = (
        position("killed"),
        position("sufferedLosses"),
        position("attacked"),
    ) else {
        return;
    };
    let mut causes = prepositions
        .iter()
        .filter(|(p, _)| CAUSES.contains(&p.as_str()))
        .flat_map(|(_, fillers)| fillers);
    let killer =
        causes.find_map(|f| attacker(context, entities, f.tokens.clone(), attacked, earlier));
    for claim in claims.iter_mut().filter(|c| c.predicate == suffered) {
        if let Some(killer) = killer.filter(|k| claim.subject != Some(*k)) {
            claim.predicate = killed;
            claim.object = claim.subject;
            claim.subject = Some(killer);
        }
    }
}

/// A killing whose grammatical subject is an event, read as a killing by the attacker or as a loss.
pub(super) struct ByEvent<'a> {
    pub(super) frame: &'a Frame,
    pub(super) predicate: usize,
    pub(super) filled: Filled,
}

/// `ledakan bom itu melukai sepuluh warga`: the attacker kills; where none is known, the hit have losses, or their place.
pub(super) fn by_event<'a>(
    context: &Context<'_>,
    entities: &mut Entities,
    (parse, chunk): (&Parse, usize),
    frame: &'a Frame,
    arguments: &Arguments,
    earlier: &[Claim],
) -> Option<ByEvent<'a>> {
    let position = |term: &str| context.seeds.predicate_ix(term);
    let killed = position("killed")?;
    frame.unit.as_ref().filter(|_| frame.predicate == killed)?;
    let event = arguments.subject.first();
    let attacked = position("attacked")?;
    let killer =
        event.and_then(|e| attacker(context, entities, e.tokens.clone(), attacked, earlier));
    let kinds = context.seeds.predicates.get(killed)?.object;
    let sets = [kinds, TypeSet::default()];
    let mut hit = fitting(context, entities, &arguments.object, sets);
    let counted: Vec<&Filler> = arguments.object.iter().collect();
    let quantity = quantity_of(frame, &counted);
    let filled = |subjects, objects| Filled {
        subjects,
        objects,
        item: None,
        about: None,
        role: None,
        quantity: quantity.clone(),
    };
    if let Some(killer) = killer {
        return Some(ByEvent {
            frame,
            predicate: killed,
            filled: filled(vec![killer], hit),
        });
    }
    // "Siti Rahma dibunuh": a victim without a killer; else only what is counted.
    let is_person = |e: &EntityIx| entities.kind(*e) == Some(EntityType::Person);
    let victim = event.is_none() && !hit.is_empty() && hit.iter().all(is_person);
    if quantity.is_none() && !victim {
        return None;
    }
    if hit.is_empty() {
        hit.extend(bereaved(context, entities, (parse, chunk), arguments));
    }
    (!hit.is_empty()).then(|| ByEvent {
        frame,
        predicate: position("sufferedLosses").unwrap_or(killed),
        filled: filled(hit, Vec::new()),
    })
}

/// `Gempa di Turki menewaskan 100 orang`: whose loss it is when the dead have no name.
fn bereaved(
    context: &Context<'_>,
    entities: &Entities,
    (parse, chunk): (&Parse, usize),
    arguments: &Arguments,
) -> Option<EntityIx> {
    let here = arguments.prepositions.iter().find(|(p, _)| p == "di");
    owner(context, entities, arguments)
        .or_else(|| here.and_then(|(_, f)| f.first()?.entities.first().copied()))
        .or_else(|| place_before(context, entities, parse, chunk))
        .or_else(|| place_struck(context, entities, parse, chunk))
}

/// `banjir yang melanda Luwu, Sulawesi Selatan, menewaskan 14 orang`: the first place named before a chunk.
fn place_struck(
    context: &Context<'_>,
    entities: &Entities,
    parse: &Parse,
    chunk: usize,
) -> Option<EntityIx> {
    let from = parse.chunks.first()?.tokens.start;
    let to = parse.chunks.get(chunk)?.tokens.start;
    let named = context.mentions.within(from..to);
    let mut places = named.filter(|(_, m)| m.kind == EntityType::Place);
    places.find_map(|(ix, _)| entities.one(ix))
}

/// Who carried out the event that a phrase names.
pub(super) fn attacker(
    context: &Context<'_>,
    entities: &Entities,
    tokens: Range<usize>,
    attacked: usize,
    earlier: &[Claim],
) -> Option<EntityIx> {
    let lookup = &context.mentions.lookup;
    let frames = |t: usize| {
        lookup.frames(t).into_iter().filter(|(ix, v, _)| {
            v.is_noun()
                && context
                    .seeds
                    .frames
                    .get(*ix)
                    .is_some_and(|f| f.predicate == attacked)
        })
    };
    let event = tokens.clone().find(|t| frames(*t).next().is_some())?;
    let acts = |e: &EntityIx| entities.kind(*e).is_some_and(EntityType::is_actor);
    let named = context.mentions.within(event + 1..tokens.end);
    let mut named = named.filter_map(|(ix, _)| entities.one(ix));
    // "penembakan oleh pasukan Israel"
    let agent = tokens.end + 1;
    let by = (context.text.lower(tokens.end) == "oleh").then(|| {
        let mut mentions = context.mentions.beginning(agent..agent + 1);
        mentions.next().map(|(ix, _)| ix)
    });
    let actor = named.find(acts).or_else(|| {
        let agent = entities.one(by.flatten()?)?;
        acts(&agent).then_some(agent)
    });
    actor.or_else(|| {
        earlier
            .iter()
            .rev()
            .find(|c| c.predicate == attacked)
            .and_then(|c| c.subject)
    })
}

/// The unit of loss that a verb gives, `tewas` → killed.
pub(super) fn loss<'a>(context: &Context<'a>, parse: &Parse, chunk: usize) -> Option<&'a str> {
    let token = parse
        .chunks
        .get(chunk)
        .filter(|c| c.kind == ChunkKind::Verb)?
        .tokens
        .start;
    context
        .mentions
        .lookup
        .frames(token)
        .iter()
        .find_map(|(ix, _, _)| context.seeds.frames.get(*ix)?.unit.as_deref())
}

/// `tewas atau terluka`: the second verb of a pair that shares one number; the first stands for both.
pub(super) fn second_loss(context: &Context<'_>, parse: &Parse, chunk: usize) -> bool {
    chunk >= 2
        && parse.kind(chunk - 1) == Some(ChunkKind::And)
        && loss(context, parse, chunk).is_some()
        && loss(context, parse, chunk - 2).is_some()
}

fn first_loss(context: &Context<'_>, parse: &Parse, chunk: usize) -> bool {
    second_loss(context, parse, chunk + 2)
}

/// The next verb of loss in the sentence, which may name the cause of both.
fn next_loss(context: &Context<'_>, parse: &Parse, chunk: usize) -> Option<usize> {
    (chunk + 1..parse.chunks.len()).find(|i| loss(context, parse, *i).is_some())
}

/// `20 militan dan tujuh warga tewas`: two numbers are two losses.
pub(super) fn each_counted(arguments: Arguments) -> Vec<Arguments> {
    let counted = |fillers: &[Filler]| fillers.iter().filter(|f| f.quantity.is_some()).count() > 1;
    let (subject, object) = (counted(&arguments.subject), counted(&arguments.object));
    if subject {
        let one = |filler: Filler| Arguments {
            subject: vec![filler],
            ..arguments.clone()
        };
        return arguments.subject.clone().into_iter().map(one).collect();
    }
    if object {
        let one = |filler: Filler| Arguments {
            object: vec![filler],
            ..arguments.clone()
        };
        return arguments.object.clone().into_iter().map(one).collect();
    }
    vec![arguments]
}
