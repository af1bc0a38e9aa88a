//! `kedua pemimpin`, `ketiga negara`, `keduanya` → just so many, or none.
//!
//! A list of the right length right before is meant; else what the sentences before name, going back until there are
//! enough of one kind. More than asked for is a reason to link nothing.

use super::anaphora::{Answer, Scene, reason};
use super::{Entities, EntityIx};
use crate::record::EntityType;
use crate::seeds::NounClass;

/// How many sentences back may name them.
const BACK: usize = 4;

/// `kedua negara`, `ketiga menteri`: so many of the kind that the noun asks for.
pub(super) fn of_class(
    scene: &Scene<'_>,
    entities: &Entities,
    ix: usize,
    class: NounClass,
    many: usize,
) -> Answer {
    let kinds: &[EntityType] = match class {
        NounClass::Leader => &[EntityType::Person, EntityType::State],
        NounClass::Person => &[EntityType::Person],
        NounClass::Place | NounClass::Official => &[EntityType::State],
        NounClass::Org | NounClass::Media => &[EntityType::Organization],
        NounClass::Force => &[EntityType::Force],
        _ => &[],
    };
    of_kinds(scene, entities, ix, kinds, many)
}

/// `keduanya`, `ketiganya`: so many persons, else states, else bodies.
pub(super) fn of_them(scene: &Scene<'_>, entities: &Entities, ix: usize, many: usize) -> Answer {
    let kinds = [
        EntityType::Person,
        EntityType::State,
        EntityType::Organization,
    ];
    of_kinds(scene, entities, ix, &kinds, many)
}

fn of_kinds(
    scene: &Scene<'_>,
    entities: &Entities,
    ix: usize,
    kinds: &[EntityType],
    many: usize,
) -> Answer {
    let mut answer = Err(reason::COUNT);
    for kind in kinds {
        let listed = || list_before(scene, entities, ix, *kind, many);
        let counted = || gather(scene, entities, ix, *kind, many);
        if let Some(list) = listed() {
            return Ok(list);
        }
        match counted() {
            Err(why) if why == reason::COUNT => {}
            other => {
                answer = other;
                break;
            }
        }
    }
    answer
}

/// Distinct things of a kind, going back sentence by sentence until there are `many`.
fn gather(
    scene: &Scene<'_>,
    entities: &Entities,
    ix: usize,
    kind: EntityType,
    many: usize,
) -> Answer {
    let mut found: Vec<EntityIx> = Vec::new();
    for sentence in scene.back(ix, BACK) {
        let mut named = scene.named(entities, sentence, ix, |k| k == kind);
        named.retain(|e| !found.contains(e));
        named.extend(found);
        found = named;
        if found.len() == many {
            return Ok(found);
        }
        if found.len() > many {
            return Err(reason::EQUAL);
        }
    }
    Err(reason::COUNT)
}

/// `Rusia dan Korea Utara`: a list of just so many, in the nearest sentence that names any.
fn list_before(
    scene: &Scene<'_>,
    entities: &Entities,
    ix: usize,
    kind: EntityType,
    many: usize,
) -> Option<Vec<EntityIx>> {
    for sentence in scene.back(ix, BACK) {
        let here: Vec<_> = scene
            .mentions
            .in_sentence(sentence)
            .filter(|(i, _)| *i < ix)
            .filter_map(|(i, m)| Some((entities.one(i)?, m)))
            .filter(|(e, _)| entities.kind(*e) == Some(kind))
            .collect();
        for run in here.windows(many) {
            let (Some((_, first)), Some((_, last))) = (run.first(), run.last()) else {
                continue;
            };
            let mut list: Vec<EntityIx> = run.iter().map(|(e, _)| *e).collect();
            list.dedup();
            let longer = here.iter().any(|(e, m)| {
                !list.contains(e)
                    && (m.tokens.end < first.tokens.start && scene.are_joined(m, first)
                        || m.tokens.start > last.tokens.end && scene.are_joined(last, m))
            });
            if list.len() == many && scene.are_joined(first, last) && !longer {
                return Some(list);
            }
        }
        if !here.is_empty() {
            return None;
        }
    }
    None
}

/// `Rusia dan Korea Utara` in this sentence or the one before, unless troops were named since.
pub(super) fn last_pair(
    scene: &Scene<'_>,
    entities: &Entities,
    ix: usize,
) -> Option<Vec<EntityIx>> {
    let here = scene.mention(ix)?.sentence;
    let known = |i: usize| {
        let kinds = [EntityType::State, EntityType::Person];
        entities
            .one(i)
            .filter(|e| entities.kind(*e).is_some_and(|k| kinds.contains(&k)))
    };
    for i in (1..ix).rev() {
        let (a, b) = (scene.mention(i - 1)?, scene.mention(i)?);
        let force = entities.one(i).and_then(|e| entities.kind(e)) == Some(EntityType::Force);
        if a.sentence + 1 < here || force {
            return None;
        }
        let joined = a.tokens.end + 1 == b.tokens.start && scene.text.lower(a.tokens.end) == "dan";
        if let (Some(first), Some(second), true) = (known(i - 1), known(i), joined) {
            return Some(vec![first, second]);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use crate::link::fixtures::meant;

    #[test]
    fn both_are_the_pair_at_the_head_of_the_sentence_before() {
        let text = "Jepang dan Filipina berunding. Keduanya menuduh Vietnam.";
        assert_eq!(meant(text, "keduanya"), ["Jepang", "Filipina"]);
    }

    #[test]
    fn three_are_just_three() {
        let text = "Jepang, Filipina, dan Vietnam berunding. Ketiganya puas.";
        assert_eq!(meant(text, "ketiganya"), ["Jepang", "Filipina", "Vietnam"]);
        assert!(
            meant(
                "Jepang dan Filipina berunding. Ketiganya puas.",
                "ketiganya"
            )
            .is_empty()
        );
        assert!(meant(&text.replace("Ketiganya", "Keduanya"), "keduanya").is_empty());
    }
}
