//! A slot over the arguments of its trigger → the fillers, and the entities, that it takes.
//!
//! The sources of a slot are tried in order; the first that holds a thing of the kind it demands counts.

use super::Context;
use super::arguments::Arguments;
use super::noun_phrase::{Filler, fitting};
use crate::link::{Entities, EntityIx};
use crate::seeds::{Slot, Source, Target, TypeSet};

/// Prepositions that say no more than `di`.
const WITHIN: [&str; 4] = ["di seluruh", "di sekitar", "di sepanjang", "di dalam"];

/// The fillers of a slot that a frame cannot do without.
pub(super) fn demanded(
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
pub(super) fn has_other_object(slot: Option<&Slot>, arguments: &Arguments) -> bool {
    let takes = slot.is_some_and(|s| s.sources.contains(&Source::Object));
    let unnamed = |f: &Filler| f.entities.is_empty();
    takes && !arguments.is_noun && arguments.object.iter().any(unnamed)
}

/// The lists of fillers that a slot's sources name, in order.
pub(super) fn sources<'a>(
    slot: &'a Slot,
    arguments: &'a Arguments,
) -> impl Iterator<Item = Vec<Filler>> + 'a {
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

/// The entities that a slot takes, and the fillers that name them, or at least count them or point at them.
pub(super) fn slot_entities(
    context: &Context<'_>,
    entities: &mut Entities,
    slot: Option<&Slot>,
    arguments: &Arguments,
    kinds: TypeSet,
) -> (Vec<EntityIx>, Vec<Filler>) {
    let mut used = Vec::new();
    let Some(slot) = slot else {
        return (Vec::new(), used);
    };
    let lists: Vec<Vec<Filler>> = sources(slot, arguments).collect();
    for fillers in lists {
        let found = fitting(context, entities, &fillers, [slot.needs, kinds]);
        if !found.is_empty() {
            // "korban jiwa di Cianjur menjadi 170 orang": one phrase names whose, another how many.
            let numbers = used.into_iter().filter(|f: &Filler| f.quantity.is_some());
            return (found, fillers.into_iter().chain(numbers).collect());
        }
        let tells = |f: &Filler| f.quantity.is_some() || f.unresolved;
        if used.is_empty() && fillers.iter().any(tells) {
            used = fillers;
        }
    }
    (Vec::new(), used)
}
