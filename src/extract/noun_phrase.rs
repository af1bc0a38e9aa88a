//! A noun phrase → whom or what it means, and how many.
//!
//! In Indonesian the head comes first: `laporan intelijen AS` is a report and no actor, `pejabat
//! intelijen AS` stands for the United States, `Menteri Pertahanan RI Sjafrie Sjamsoeddin` is Blinken.

use std::ops::Range;

use super::Context;
use super::role::{is_candidate, is_former};
use super::title::holder;
use crate::link::{Entities, EntityIx};
use crate::mention::{Mention, What};
use crate::record::{EntityType, Quantity};
use crate::seeds::{Entry, Function, NounClass, TypeSet};
use crate::text::Clitic;

/// What fills a slot.
#[derive(Debug, Clone, Default)]
pub(crate) struct Filler {
    /// Entities, several where a list or `kedua negara` is named.
    pub(crate) entities: Vec<EntityIx>,
    /// How many of them.
    pub(crate) quantity: Option<Quantity>,
    /// Whether the phrase is about troops, whoever owns them.
    pub(crate) troops: bool,
    /// Whether it is about weapons.
    pub(crate) weapons: bool,
    /// Who is named inside a phrase that is itself no name: `kemerdekaan Palestina`.
    pub(crate) inner: Option<EntityIx>,
    /// Who acts by the weapon that the phrase is about: `drone Ukraina`.
    pub(crate) wielder: Option<EntityIx>,
    /// Whether it holds a pronoun or noun that points back at nothing known.
    pub(crate) unresolved: bool,
    /// What the phrase is written with.
    pub(crate) tokens: Range<usize>,
}

/// What a noun phrase means.
pub(crate) fn filler(context: &Context<'_>, entities: &Entities, tokens: Range<usize>) -> Filler {
    let quantity = context.mentions.quantities_in(tokens.clone()).first();
    let mut out = Filler {
        quantity: quantity.map(|q| q.value.clone()),
        tokens: tokens.clone(),
        ..Filler::default()
    };
    let Some((class, head)) = head(context, tokens.clone()) else {
        return out;
    };
    let inside = || context.mentions.within(head..tokens.end);
    let first = inside().next();
    out.troops = class == Head::Class(NounClass::Force)
        || quantity.is_some_and(|q| q.value.unit == "troops");
    out.weapons = class == Head::Class(NounClass::Weapon);
    let is_weapon = |(_, m): &(usize, &Mention)| m.kind == EntityType::Weapon;
    if out.weapons || first.as_ref().is_some_and(is_weapon) {
        out.wielder = body(entities, inside()).and_then(|(ix, _)| entities.one(ix));
    }
    let chosen = match class {
        Head::Mention => last_person(context, entities, head, tokens.end).or(first),
        Head::Role => holder(context, entities, head)
            .or_else(|| person(entities, inside()))
            .or_else(|| body(entities, inside())),
        Head::Class(NounClass::Person) => {
            person(entities, inside()).or_else(|| body(entities, inside()))
        }
        Head::Class(
            NounClass::Official | NounClass::Leader | NounClass::Org | NounClass::Media,
        ) => person(entities, inside())
            .or_else(|| first.filter(|(_, m)| m.tokens.start == head))
            .or_else(|| body(entities, inside())),
        Head::Class(NounClass::Force | NounClass::Place | NounClass::Treaty | NounClass::Event) => {
            first
        }
        Head::Class(NounClass::Weapon | NounClass::Unit) => {
            inside().find(|(_, m)| m.kind == EntityType::Weapon)
        }
        Head::Common => None,
    };
    if chosen.is_none() && class == Head::Role {
        out.unresolved = first.is_some_and(|(_, m)| matches!(m.what, What::Title { .. }));
    }
    if class == Head::Common && quantity.is_none() {
        out.inner = body(entities, inside()).and_then(|(ix, _)| entities.one(ix));
    }
    if let Some((ix, mention)) = chosen {
        out.entities = entities.of.get(ix).cloned().unwrap_or_default();
        out.troops |=
            mention.kind == EntityType::Force && !matches!(mention.what, What::Pronoun(_));
        out.weapons |= mention.kind == EntityType::Weapon;
        out.unresolved =
            out.entities.is_empty() && matches!(mention.what, What::Pronoun(_) | What::Anaphor(..));
    }
    out
}

/// What heads a noun phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Head {
    Mention,
    Role,
    Class(NounClass),
    Common,
}

/// The head of a phrase: what stands first after articles and numbers.
pub(super) fn head(context: &Context<'_>, tokens: Range<usize>) -> Option<(Head, usize)> {
    let mentions = context.mentions;
    let mut at = tokens.start;
    while at < tokens.end {
        if let Some(quantity) = mentions
            .quantities_in(at..at + 1)
            .iter()
            .find(|q| q.noun > at)
        {
            at = quantity.noun;
            continue;
        }
        let covering = mentions.covering(at).and_then(|i| mentions.mentions.get(i));
        let points_back = covering.is_some_and(|m| matches!(m.what, What::Anaphor(..)));
        if !points_back && mentions.role_at(at).is_some() {
            return Some((Head::Role, at));
        }
        if let Some(m) = covering {
            return Some((mention_head(m), at));
        }
        if let Some((class, len)) = mentions.lookup.noun_class(at) {
            // "unit pasukan": what is counted comes second.
            if class == NounClass::Unit
                && mentions.lookup.noun_class(at + len).is_some()
                && at + len < tokens.end
            {
                at += len;
                continue;
            }
            return Some((Head::Class(class), at));
        }
        match modifier(context, at, tokens.end) {
            Some(len) => at += len,
            None => return Some((Head::Common, at)),
        }
    }
    None
}

/// Length of what stands before the head of a phrase that ends at `end`: articles, numbers, words such as `mantan`.
fn modifier(context: &Context<'_>, at: usize, end: usize) -> Option<usize> {
    // "mantan menteri X": a word that says when does not head the phrase.
    if (is_former(context, at) || is_candidate(context, at + 1)) && at + 1 < end {
        return Some(1);
    }
    let skip = context.mentions.lookup.longest(at, |e| {
        matches!(
            e,
            Entry::Function(Function::Article | Function::Adverb)
                | Entry::Root('a')
                | Entry::Comparator(_)
                | Entry::Number(_)
        )
    });
    // "tetangganya Malaysia": the name stands in apposition to the noun.
    let clitic = context.text.tokens.get(at).and_then(|t| t.clitic);
    let mut names = context.mentions.beginning(at + 1..end.min(at + 2));
    let apposed = clitic == Some(Clitic::Nya) && names.next().is_some();
    skip.or(apposed.then_some(1))
}

fn mention_head(m: &Mention) -> Head {
    match m.what {
        What::Described { class, .. } if class == NounClass::Force => Head::Class(class),
        _ => Head::Mention,
    }
}

type Found<'a> = (usize, &'a Mention);

/// `Presiden AS Joe Biden`: after a name that is no person, a person may be the head.
fn last_person<'a>(
    context: &'a Context<'_>,
    entities: &Entities,
    head: usize,
    end: usize,
) -> Option<Found<'a>> {
    let all: Vec<Found<'a>> = context.mentions.within(head..end).collect();
    let titled = context
        .mentions
        .roles_in(head..end)
        .iter()
        .any(|(t, _)| t.end <= end);
    let (_, first) = all.first()?;
    (titled
        && first.kind != EntityType::Person
        && !matches!(
            first.kind,
            EntityType::Force | EntityType::Event | EntityType::Treaty
        ))
    .then(|| person(entities, all.iter().copied()))
    .flatten()
}

fn person<'a>(entities: &Entities, mut all: impl Iterator<Item = Found<'a>>) -> Option<Found<'a>> {
    all.find(|(ix, m)| {
        m.kind == EntityType::Person
            && (entities.one(*ix).is_some()
                || !matches!(m.what, What::Described { .. } | What::Title { .. }))
    })
}

/// The state or body that officials and title-holders stand for.
fn body<'a>(entities: &Entities, mut all: impl Iterator<Item = Found<'a>>) -> Option<Found<'a>> {
    all.find(|(ix, _)| {
        entities
            .one(*ix)
            .and_then(|e| entities.kind(e))
            .is_some_and(|k| matches!(k, EntityType::State | EntityType::Organization))
    })
}

/// The entities of fillers that a slot takes; a capital or a body stands in for its state where only that fits.
pub(crate) fn fitting(
    context: &Context<'_>,
    entities: &Entities,
    fillers: &[Filler],
    sets: [TypeSet; 2],
) -> Vec<EntityIx> {
    let mut out = Vec::new();
    for entity in fillers.iter().flat_map(|f| f.entities.iter().copied()) {
        let Some(kind) = entities.kind(entity) else {
            continue;
        };
        let fits = |kind| sets.iter().all(|s| s.allows(kind));
        let chosen = if fits(kind) {
            Some(entity)
        } else {
            stand_in(context, entities, entity).filter(|_| fits(EntityType::State))
        };
        out.extend(chosen.filter(|c| !out.contains(c)));
    }
    out
}

/// The state that a capital stands for, where the article names it: nothing is claimed of what no word names.
fn stand_in(context: &Context<'_>, entities: &Entities, entity: EntityIx) -> Option<EntityIx> {
    let row = entities.entities.get(entity)?.row?;
    let state = context.seeds.names.get(row)?.capital_of?;
    let named = entities
        .entities
        .iter()
        .position(|e| e.row == Some(state))?;
    let mut linked = entities.of.iter();
    linked.any(|of| of.contains(&named)).then_some(named)
}
