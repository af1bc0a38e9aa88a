//! A frame over the arguments of its trigger → who, whom, what, how many.
//!
//! Each slot takes the first of its sources that holds a thing of the kind it demands; the predicate's own
//! kinds must agree. A capital stands in for its state where only that fits.

use std::ops::Range;

use super::Context;
use super::arguments::Arguments;
use super::circumstance::flip;
use super::claim::{Claim, confidence};
use super::deed::{captures, is_medium, is_sea, reaches, strikes, wields};
use super::noun_phrase::{Filler, fitting};
use super::slot::{demanded, has_other_object, slot_entities, sources};
use crate::link::{Entities, EntityIx};
use crate::record::{EntityType, Modality, Polarity, Quantity};
use crate::seeds::{Frame, Predicate, Target, TypeSet};

/// A frame with its slots filled.
pub(super) struct Filled {
    pub(super) subjects: Vec<EntityIx>,
    pub(super) objects: Vec<EntityIx>,
    pub(super) item: Option<EntityIx>,
    pub(super) about: Option<EntityIx>,
    pub(super) role: Option<Range<usize>>,
    pub(super) quantity: Option<Quantity>,
}

impl Filled {
    /// How much of the sense the sentence bears out: of several senses the fullest is meant.
    pub(super) fn score(&self, frame: &Frame) -> usize {
        let demands = frame.slots.iter().filter(|s| !s.needs.is_any()).count();
        3 * usize::from(!self.objects.is_empty())
            + 2 * usize::from(!self.subjects.is_empty())
            + demands
            + usize::from(self.item.is_some())
    }
}

/// Fills the slots of a frame, or says what is missing.
///
/// # Errors
/// The reason code of the refusal: `wrong-type`, `no-subject`, `no-object`, `unresolved-pronoun`.
pub(super) fn fill(
    context: &Context<'_>,
    entities: &mut Entities,
    frame: &Frame,
    arguments: &Arguments,
) -> Result<Filled, &'static str> {
    let predicate = context
        .seeds
        .predicates
        .get(frame.predicate)
        .ok_or("no-predicate")?;
    let without_place;
    let arguments = if predicate.symmetric && arguments.is_noun {
        without_place = placeless(arguments);
        &without_place
    } else {
        arguments
    };
    let theme = demanded(entities, frame.slot(Target::Theme), arguments)?;
    let item = demanded(entities, frame.slot(Target::Item), arguments)?;
    let (mut subjects, mut used) = subjects_of(context, entities, frame, predicate, arguments);
    let (mut objects, object_used) = objects_of(context, entities, frame, predicate, arguments);
    used.extend(object_used);
    objects.retain(|o| !subjects.contains(o) || subjects.len() > 1);
    if subjects.is_empty() {
        subjects = movers(context, entities, &theme, predicate.subject);
    }
    let object = frame.slot(Target::Object);
    if predicate.symmetric {
        // "saat dihubungi Antara": who talks to a medium gives an interview.
        subjects.retain(|e| !is_medium(context, entities, *e));
        objects.retain(|e| !is_medium(context, entities, *e));
        if !has_other_object(object, arguments) {
            pair_up(&mut subjects, &mut objects);
        }
    }
    let counted: Vec<&Filler> = theme.iter().chain(&item).chain(&used).collect();
    let quantity = quantity_of(frame, &counted).filter(|_| predicate.counts);
    let loose = used.iter().any(|f| f.unresolved);
    let captured = captures(context, frame.predicate);
    let people =
        object.is_some_and(|o| o.needs.allows(EntityType::Person)) || used.iter().any(|f| f.troops);
    let counted = quantity.is_some()
        && (predicate.intransitive && frame.unit.is_some()
            || captured && people && !subjects.is_empty());
    complete(predicate, &subjects, &objects, counted, captured)
        .map_err(|missing| if loose { "unresolved-pronoun" } else { missing })?;
    if objects.is_empty() && item.is_empty() && frame.slot(Target::Item).is_some() {
        return Err("no-object");
    }
    let weapon = |e: &EntityIx| entities.kind(*e) == Some(EntityType::Weapon);
    let of = |f: &Filler| f.entities.clone();
    let role = frame
        .slot(Target::Role)
        .and_then(|slot| sources(slot, arguments).next());
    Ok(Filled {
        subjects,
        objects,
        item: item.iter().flat_map(of).find(weapon),
        about: theme
            .iter()
            .chain(&used)
            .filter(|f| f.quantity.is_some())
            .flat_map(of)
            .next(),
        role: role.and_then(|fillers| fillers.first().map(|f| f.tokens.clone())),
        quantity,
    })
}

/// `pertemuan di Roma`: where an event is held is no side of it.
fn placeless(arguments: &Arguments) -> Arguments {
    let mut without = arguments.clone();
    without.prepositions.retain(|(p, _)| p != "di");
    without
}

/// Who does it, with the fillers that say so; who owns the weapons that strike.
fn subjects_of(
    context: &Context<'_>,
    entities: &mut Entities,
    frame: &Frame,
    predicate: &Predicate,
    arguments: &Arguments,
) -> (Vec<EntityIx>, Vec<Filler>) {
    let slot = frame.slot(Target::Subject);
    let (mut found, used) = slot_entities(context, entities, slot, arguments, predicate.subject);
    if wields(context, frame.predicate) {
        for wielder in arguments.subject.iter().filter_map(|f| f.wielder) {
            if !found.contains(&wielder) {
                found.push(wielder);
            }
        }
    }
    (found, used)
}

/// Whom or what it concerns, with the fillers that say so.
fn objects_of(
    context: &Context<'_>,
    entities: &mut Entities,
    frame: &Frame,
    predicate: &Predicate,
    arguments: &Arguments,
) -> (Vec<EntityIx>, Vec<Filler>) {
    let slot = frame
        .slot(Target::Object)
        .filter(|_| !predicate.intransitive);
    let (mut found, used) = slot_entities(context, entities, slot, arguments, predicate.object);
    if found.is_empty() && arguments.is_noun && reaches(context, frame.predicate) {
        found.extend(slot.and_then(|slot| {
            let mut lists = sources(slot, arguments);
            lists.find_map(|fillers| fillers.iter().find_map(|f| f.inner))
        }));
    }
    if frame.slot(Target::Theme).is_some() && strikes(context, frame.predicate) {
        // "menembakkan rudal ke Laut Jepang": who shoots into the sea strikes nobody.
        found.retain(|o| !is_sea(context, entities, *o));
    }
    (found, used)
}

/// Troops that are moved without an agent are moved by the state that owns them.
fn movers(
    context: &Context<'_>,
    entities: &mut Entities,
    theme: &[Filler],
    kinds: TypeSet,
) -> Vec<EntityIx> {
    let moved = fitting(context, entities, theme, [kinds, TypeSet::default()]);
    let owner = |e: EntityIx| entities.entities.get(e).and_then(|l| l.owner).unwrap_or(e);
    moved.into_iter().map(owner).collect()
}

/// A relation that has no direction takes its second side from a plural first.
fn pair_up(subjects: &mut Vec<EntityIx>, objects: &mut Vec<EntityIx>) {
    if subjects.len() > 1 && objects.len() == 2 {
        // "Prabowo dan Anwar mempererat hubungan kedua negara": the pair is in the object.
        *subjects = objects.split_off(1);
    } else if subjects.len() > 1 && objects.is_empty() {
        *objects = subjects.split_off(1);
    } else if objects.len() > 1 && subjects.is_empty() {
        *subjects = objects.split_off(1);
    }
}

/// Whether a predicate has the ends that it needs; else the code of what is missing.
fn complete(
    predicate: &Predicate,
    subjects: &[EntityIx],
    objects: &[EntityIx],
    counted: bool,
    captured: bool,
) -> Result<(), &'static str> {
    let may_lack_subject = counted || predicate.subject_optional && !objects.is_empty();
    if subjects.is_empty() && !may_lack_subject {
        return Err("no-subject");
    }
    let needs_object =
        captured || !predicate.object_optional || predicate.subject_optional && subjects.is_empty();
    if objects.is_empty() && !counted && needs_object {
        return Err("no-object");
    }
    Ok(())
}

/// The number of what is moved, lost or killed, in the unit that the verb gives.
pub(super) fn quantity_of(frame: &Frame, pool: &[&Filler]) -> Option<Quantity> {
    let mut quantity = pool.iter().find_map(|f| f.quantity.clone())?;
    if let Some(unit) = &frame.unit
        && matches!(
            quantity.unit.as_str(),
            "people" | "troops" | "" | "count" | "casualties"
        )
    {
        quantity.unit.clone_from(unit);
    }
    (!quantity.unit.is_empty()).then_some(quantity)
}

pub(super) fn claims_of(
    frame: &Frame,
    filled: &Filled,
    (polarity, modality): (Polarity, Modality),
    sentence: usize,
    trigger: &Range<usize>,
    time: Option<&str>,
    place: Option<EntityIx>,
) -> Vec<Claim> {
    let mut out = Vec::new();
    let subjects: Vec<Option<EntityIx>> = if filled.subjects.is_empty() {
        vec![None]
    } else {
        filled.subjects.iter().copied().map(Some).collect()
    };
    let objects: Vec<Option<EntityIx>> = if filled.objects.is_empty() {
        vec![None]
    } else {
        filled.objects.iter().copied().map(Some).collect()
    };
    for subject in &subjects {
        for object in objects.iter().filter(|o| o.is_none() || *o != subject) {
            let mut claim = Claim::new(frame.predicate, sentence, trigger.clone());
            claim.subject = *subject;
            claim.object = *object;
            claim.item = filled.item;
            claim.about = filled.about;
            claim.role.clone_from(&filled.role);
            claim.quantity.clone_from(&filled.quantity);
            claim.place = place.filter(|p| Some(*p) != *object && Some(*p) != *subject);
            claim.time = time.map(str::to_owned);
            claim.polarity = if frame.denied {
                flip(polarity)
            } else {
                polarity
            };
            claim.modality = if modality == Modality::Actual {
                frame.modality.unwrap_or(modality)
            } else {
                modality
            };
            claim.confidence = if object.is_some() {
                confidence::BOTH_ENDS
            } else {
                confidence::ONE_END
            };
            out.push(claim);
        }
    }
    out
}
