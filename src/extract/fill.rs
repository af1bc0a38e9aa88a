//! A frame over the arguments of its trigger → who, whom, what, how many.
//!
//! Each slot takes the first of its sources that holds a thing of the kind it demands; the predicate's own
//! kinds must agree. A capital stands in for its state where only that fits.

use std::ops::Range;

use super::Context;
use super::arguments::Arguments;
use super::circumstance::flip;
use super::claim::{Claim, confidence};
use super::noun_phrase::{Filler, fitting};
use crate::link::{Entities, EntityIx};
use crate::record::{EntityType, Modality, Polarity, Quantity};
use crate::seeds::{Frame, Predicate, Slot, Source, Target, TypeSet};

/// Prepositions that say no more than `di`.
const WITHIN: [&str; 4] = ["di seluruh", "di sekitar", "di sepanjang", "di dalam"];

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
    // "pertemuan di Roma": where it is held is no side of it.
    let placeless;
    let arguments = if predicate.symmetric && arguments.is_noun {
        let mut without = arguments.clone();
        without.prepositions.retain(|(p, _)| p != "di");
        placeless = without;
        &placeless
    } else {
        arguments
    };
    let theme = demanded(entities, frame.slot(Target::Theme), arguments)?;
    let item = demanded(entities, frame.slot(Target::Item), arguments)?;
    let (subject, object) = (frame.slot(Target::Subject), frame.slot(Target::Object));
    let mut used = Vec::new();
    let mut subjects = slot_entities(
        context,
        entities,
        subject,
        arguments,
        predicate.subject,
        &mut used,
    );
    let mut objects = Vec::new();
    let mut object_used = Vec::new();
    if !predicate.intransitive {
        objects = slot_entities(
            context,
            entities,
            object,
            arguments,
            predicate.object,
            &mut object_used,
        );
    }
    if objects.is_empty() && arguments.is_noun && reaches(context, frame.predicate) {
        objects.extend(object.and_then(|slot| {
            let mut lists = sources(slot, arguments);
            lists.find_map(|fillers| fillers.iter().find_map(|f| f.inner))
        }));
    }
    used.append(&mut object_used);
    if frame.slot(Target::Theme).is_some() && strikes(context, frame.predicate) {
        // "menembakkan rudal ke Laut Jepang": who shoots into the sea strikes nobody.
        objects.retain(|o| !is_sea(context, entities, *o));
    }
    objects.retain(|o| !subjects.contains(o) || subjects.len() > 1);
    if wields(context, frame.predicate) {
        let wielders = arguments.subject.iter().filter_map(|f| f.wielder);
        for wielder in wielders {
            if !subjects.contains(&wielder) {
                subjects.push(wielder);
            }
        }
    }
    if subjects.is_empty() {
        subjects = movers(context, entities, &theme, predicate.subject);
    }
    if predicate.symmetric {
        // "saat dihubungi Antara": who talks to a medium gives an interview.
        subjects.retain(|e| !is_medium(context, entities, *e));
        objects.retain(|e| !is_medium(context, entities, *e));
    }
    if predicate.symmetric && !has_other_object(object, arguments) {
        pair_up(&mut subjects, &mut objects);
    }
    let counted: Vec<&Filler> = theme.iter().chain(&item).chain(&used).collect();
    let quantity = quantity_of(frame, &counted).filter(|_| predicate.counts);
    let counted_loss = predicate.intransitive && frame.unit.is_some() && quantity.is_some();
    let loose = used.iter().any(|f| f.unresolved);
    let captured = captures(context, frame.predicate);
    let people =
        object.is_some_and(|o| o.needs.allows(EntityType::Person)) || used.iter().any(|f| f.troops);
    let counted = counted_loss || captured && people && quantity.is_some() && !subjects.is_empty();
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

/// The fillers of a slot that a frame cannot do without.
fn demanded(
    entities: &Entities,
    slot: Option<&Slot>,
    arguments: &Arguments,
) -> Result<Vec<Filler>, &'static str> {
    let Some(slot) = slot else {
        return Ok(Vec::new());
    };
    let fillers = sources(slot, arguments).find(|f| suits(entities, f, slot.needs));
    let free = slot.optional || slot.target == Target::Item && slot.needs.is_any();
    match fillers {
        None if !free => Err("wrong-type"),
        fillers => Ok(fillers.unwrap_or_default()),
    }
}

/// `Jepang dan Korea menghadapi ancaman`: what stands as the object, named or not, is the other side.
fn has_other_object(slot: Option<&Slot>, arguments: &Arguments) -> bool {
    let takes = slot.is_some_and(|s| s.sources.contains(&Source::Object));
    let unnamed = |f: &Filler| f.entities.is_empty();
    takes && !arguments.is_noun && arguments.object.iter().any(unnamed)
}

/// Whether a stance towards a thing is one towards whose it is: `dukungan terhadap kemerdekaan Palestina`.
fn reaches(context: &Context<'_>, predicate: usize) -> bool {
    ["supported", "criticized", "rejected", "attacked"].contains(&context.seeds.term(predicate))
}

/// Whether a predicate is a deed that ships and aircraft do for who owns them.
fn wields(context: &Context<'_>, predicate: usize) -> bool {
    let others = ["exercised", "withdrewFrom"];
    strikes(context, predicate) || others.contains(&context.seeds.term(predicate))
}

/// Whether a predicate is a deed that weapons do for who owns them.
fn strikes(context: &Context<'_>, predicate: usize) -> bool {
    ["attacked", "killed", "captured"].contains(&context.seeds.term(predicate))
}

fn is_medium(context: &Context<'_>, entities: &Entities, entity: EntityIx) -> bool {
    let row = entities.entities.get(entity).and_then(|e| e.row);
    let name = row.and_then(|r| context.seeds.names.get(r));
    name.is_some_and(|n| n.detail == "media")
}

/// Whether a predicate may concern people who are only counted: `menangkap tiga orang`.
fn captures(context: &Context<'_>, predicate: usize) -> bool {
    ["arrested", "captured"].contains(&context.seeds.term(predicate))
}

fn is_sea(context: &Context<'_>, entities: &Entities, entity: EntityIx) -> bool {
    let row = entities.entities.get(entity).and_then(|e| e.row);
    let name = row.and_then(|r| context.seeds.names.get(r));
    name.is_some_and(|n| n.detail == "sea")
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

/// The lists of fillers that a slot's sources name, in order.
fn sources<'a>(slot: &'a Slot, arguments: &'a Arguments) -> impl Iterator<Item = Vec<Filler>> + 'a {
    let by = |word: &str| {
        arguments
            .prepositions
            .iter()
            .filter(|(p, _)| p == word || word == "di" && WITHIN.contains(&p.as_str()))
            .flat_map(|(_, f)| f.clone())
            .collect::<Vec<_>>()
    };
    slot.sources.iter().flat_map(move |source| {
        let mut lists: Vec<Vec<Filler>> = Vec::new();
        match source {
            Source::Subject => {
                lists.push(arguments.subject.clone());
                if arguments.is_noun {
                    lists.push(by("oleh"));
                    if !arguments.patient_noun {
                        lists.push(arguments.possessor.clone());
                        lists.push(by("dari"));
                    }
                }
            }
            Source::Object => {
                lists.push(arguments.object.clone());
                if arguments.is_noun {
                    if arguments.patient_noun {
                        lists.push(arguments.possessor.clone());
                    }
                    lists.extend(["terhadap", "atas", "kepada", "ke", "di", "untuk"].map(by));
                    if !arguments.subject.is_empty() && !arguments.patient_noun {
                        lists.push(arguments.possessor.clone());
                    }
                }
            }
            Source::Possessor => lists.push(arguments.possessor.clone()),
            Source::Complement => lists.push(arguments.complement.clone()),
            Source::Preposition(word) => lists.push(by(word)),
        }
        lists.into_iter().filter(|l| !l.is_empty())
    })
}

/// Whether a list holds a filler of the kind a slot demands; troops and weapons need no name.
fn suits(entities: &Entities, fillers: &[Filler], needs: TypeSet) -> bool {
    use crate::record::EntityType::{Force, Weapon};
    fillers.iter().any(|f| {
        needs.is_any()
            || f.entities
                .iter()
                .any(|e| entities.kind(*e).is_some_and(|k| needs.allows(k)))
            || f.troops && needs.allows(Force)
            || f.weapons && needs.allows(Weapon)
    })
}

fn slot_entities(
    context: &Context<'_>,
    entities: &mut Entities,
    slot: Option<&Slot>,
    arguments: &Arguments,
    kinds: TypeSet,
    used: &mut Vec<Filler>,
) -> Vec<EntityIx> {
    let Some(slot) = slot else { return Vec::new() };
    let lists: Vec<Vec<Filler>> = sources(slot, arguments).collect();
    for fillers in lists {
        let found = fitting(context, entities, &fillers, [slot.needs, kinds]);
        let counted = fillers.iter().any(|f| f.quantity.is_some());
        if used.is_empty() && (counted || !found.is_empty()) {
            used.clone_from(&fillers);
        }
        if !found.is_empty() {
            *used = fillers;
            return found;
        }
        if used.is_empty() && fillers.iter().any(|f| f.unresolved) {
            *used = fillers;
        }
    }
    Vec::new()
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
