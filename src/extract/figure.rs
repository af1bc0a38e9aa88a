//! Claims with numbers → `estimated`: each figure that somebody vouches for is a claim of its own,
//! so that figures of one thing can be laid side by side.

use super::claim::{Claim, confidence};
use super::loss::VICTIMS;
use super::speech::Stretch;
use super::{Context, Found};
use crate::link::Entities;
use crate::mention::QuantityMention;
use crate::record::{EntityType, Modality, Polarity, Quantity};
use crate::seeds::Act;
use crate::text::Kind;

/// Units whose figures news disputes; money, percent and the like belong to their event alone.
const DISPUTED: [&str; 12] = [
    "troops",
    "killed",
    "wounded",
    "casualties",
    "captured",
    "missing",
    "people",
    "weapons",
    "missiles",
    "vehicles",
    "aircraft",
    "ships",
];

/// Adds an `estimated` claim for each sourced figure, and for bare figures inside speech.
pub(crate) fn add(context: &Context<'_>, entities: &Entities, found: &mut Found) {
    let Some(predicate) = context.seeds.predicate_ix("estimated") else {
        return;
    };
    let quantities = context.mentions.quantities.iter();
    let out: Vec<Claim> = quantities
        .filter_map(|quantity| figure(context, entities, found, predicate, quantity))
        .collect();
    found.claims.extend(out);
}

/// The claim of one figure, where somebody vouches for it and news disputes such figures.
fn figure(
    context: &Context<'_>,
    entities: &Entities,
    found: &Found,
    predicate: usize,
    quantity: &QuantityMention,
) -> Option<Claim> {
    let at = quantity.tokens.start;
    let carrier = carrier(found, quantity);
    let force = force_before(context, entities, quantity);
    let unit = match carrier.and_then(|c| c.quantity.as_ref()) {
        Some(carried) => carried.unit.as_str(),
        None => own_unit(context, quantity, force.is_some()),
    };
    let speech = speech_around(found, at)?;
    let real =
        carrier.is_none_or(|c| c.polarity == Polarity::Affirmed && c.modality == Modality::Actual);
    let vouched = !matches!(speech.act, Act::Denied | Act::NotDenied | Act::Asked);
    if !DISPUTED.contains(&unit) || !vouched || !real {
        return None;
    }
    let sentence = context.text.sentence_of(at).unwrap_or(0);
    let about = carrier
        .and_then(|c| c.about.or(c.subject))
        .or_else(|| counted(context, entities, quantity))
        .or(force);
    let mut claim = Claim::new(predicate, sentence, quantity.tokens.clone());
    claim.subject = speech.speakers.first().copied();
    claim.quantity = Some(Quantity {
        unit: unit.to_owned(),
        ..quantity.value.clone()
    });
    claim.about = about.filter(|_| !is_part(context, sentence, at));
    claim.act = Some(Act::Estimated);
    claim.confidence = confidence::FIGURE;
    Some(claim)
}

/// The claim that took the figure as its own quantity.
fn carrier<'a>(found: &'a Found, quantity: &QuantityMention) -> Option<&'a Claim> {
    let near = |c: &&Claim| c.trigger.start.abs_diff(quantity.tokens.start) < 40;
    let same = |c: &&Claim| {
        let own = c.quantity.as_ref();
        own.is_some_and(|q| q.text == quantity.value.text)
    };
    found.claims.iter().find(|c| same(c) && near(c))
}

/// What a figure that no claim took counts: the lost before a verb of loss or behind the word for them, troops behind
/// a force.
fn own_unit<'a>(context: &Context<'a>, quantity: &'a QuantityMention, force: bool) -> &'a str {
    match loss_after(context, quantity).or_else(|| toll_before(context, quantity)) {
        Some(unit) => unit,
        None if quantity.value.unit.is_empty() && force => "troops",
        None => &quantity.value.unit,
    }
}

/// The innermost speech around a token, if it names its speaker.
fn speech_around(found: &Found, at: usize) -> Option<&Stretch> {
    let holding = found
        .speech
        .iter()
        .filter(|s| s.content.contains(&at) && s.act != Act::Quoted);
    holding
        .min_by_key(|s| s.content.len())
        .filter(|s| !s.speakers.is_empty())
}

/// The force or group whose mention the number stands in or before.
fn counted(
    context: &Context<'_>,
    entities: &Entities,
    quantity: &QuantityMention,
) -> Option<usize> {
    let near = context
        .mentions
        .mentions
        .iter()
        .enumerate()
        .find(|(_, m)| {
            m.tokens.start >= quantity.tokens.start && m.tokens.start <= quantity.tokens.end
        })?;
    entities.one(near.0)
}

/// The unit of a verb of loss that follows: "47 warga Palestina tewas" counts the killed.
fn loss_after<'a>(context: &Context<'a>, quantity: &QuantityMention) -> Option<&'a str> {
    (quantity.tokens.end..quantity.tokens.end + 6)
        .take_while(|t| {
            context
                .text
                .tokens
                .get(*t)
                .is_some_and(|t| t.kind == Kind::Word)
        })
        .find_map(|t| loss_unit(context, t))
}

/// The unit that a word of loss gives, `tewas` → killed.
fn loss_unit<'a>(context: &Context<'a>, token: usize) -> Option<&'a str> {
    let frames = context.mentions.lookup.frames(token);
    let mut frames = frames.iter();
    frames.find_map(|(ix, _, _)| context.seeds.frames.get(*ix)?.unit.as_deref())
}

/// The unit of the last toll before a number of people: "jumlah korban luka akibat gempa mencapai 300 orang".
fn toll_before<'a>(context: &Context<'a>, quantity: &QuantityMention) -> Option<&'a str> {
    let sentence = context.text.sentence_of(quantity.tokens.start)?;
    let start = context.text.sentences.get(sentence)?.tokens.start;
    let before = (start..quantity.tokens.start).rev();
    let counted = ["people", "count", ""].contains(&quantity.value.unit.as_str());
    before
        .filter(|t| counted && context.text.lower(*t) == VICTIMS)
        .find_map(|t| loss_unit(context, t))
}

/// A force named earlier in the sentence: "pasukan itu ditaksir antara 500 dan 700".
fn force_before(
    context: &Context<'_>,
    entities: &Entities,
    quantity: &QuantityMention,
) -> Option<usize> {
    let sentence = context.text.sentence_of(quantity.tokens.start)?;
    context
        .mentions
        .in_sentence(sentence)
        .filter(|(_, m)| m.tokens.end <= quantity.tokens.start)
        .filter_map(|(ix, _)| entities.one(ix))
        .find(|e| entities.kind(*e) == Some(EntityType::Force))
}

/// `termasuk 40 dokter dan enam perawat`: a part of the figure before, not another figure of the whole.
fn is_part(context: &Context<'_>, sentence: usize, at: usize) -> bool {
    let start = context
        .text
        .sentences
        .get(sentence)
        .map_or(at, |s| s.tokens.start);
    (start..at)
        .rev()
        .take_while(|t| {
            context
                .text
                .tokens
                .get(*t)
                .is_some_and(|t| t.kind != Kind::Comma)
        })
        .any(|t| ["termasuk", "antaranya"].contains(&context.text.lower(t)))
}
