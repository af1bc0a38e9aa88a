//! `kedua pemimpin`, `ketiga negara`, `keduanya` → just so many, or none.
//!
//! A list of the right length right before is meant; else what the sentences before name, going back until there are
//! enough of one kind. More than asked for is a reason to link nothing.

use super::anaphora::{Answer, Joint, Scene, reason};
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
    let of_kind = |k| k == kind;
    let mut sentences = scene.back(ix, BACK);
    let nearest = sentences.find(|s| !scene.named(entities, *s, ix, of_kind).is_empty())?;
    let lists = lists(scene, entities, nearest, ix, of_kind);
    lists.into_iter().find(|list| list.len() == many)
}

/// The lists of a sentence before mention `ix`: `A dan B`, `A, B, dan C`; each as long as it goes.
pub(super) fn lists(
    scene: &Scene<'_>,
    entities: &Entities,
    sentence: usize,
    ix: usize,
    test: impl Fn(EntityType) -> bool,
) -> Vec<Vec<EntityIx>> {
    let mut out = Vec::new();
    let mut run: Vec<EntityIx> = Vec::new();
    let mut last: Option<usize> = None;
    let here = scene.mentions.in_sentence(sentence);
    for (i, m) in here.filter(|(i, _)| *i < ix) {
        let fits = |e: &EntityIx| entities.kind(*e).is_some_and(&test);
        let Some(entity) = entities.one(i).filter(fits) else {
            continue;
        };
        let before = last.and_then(|l| scene.mention(l));
        let joint = before.and_then(|l| scene.joint(l, m));
        if joint.is_none() {
            run.clear();
        }
        if !run.contains(&entity) {
            run.push(entity);
        }
        if joint == Some(Joint::And) && run.len() > 1 {
            out.push(std::mem::take(&mut run));
        }
        last = Some(i);
    }
    out
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
