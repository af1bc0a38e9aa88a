//! Pronouns → whom they mean: `ia`, `mereka`, `pihaknya`, `keduanya`.
//!
//! A person's pronoun takes the first person of its own sentence that stands before it, else of the sentences before: the
//! one the sentence is about. Where that one stands in a list (`Hasan dan Yusuf`), two are equal, and neither is taken.

use super::anaphora::{Answer, Scene, reason};
use super::{Entities, EntityIx, several};
use crate::mention::What;
use crate::record::EntityType;
use crate::seeds::NounClass;

pub(super) fn resolve(scene: &Scene<'_>, entities: &Entities, ix: usize, word: &str) -> Answer {
    match word {
        "ia" | "dia" | "beliau" | "dirinya" => {
            let person = topic(scene, entities, ix, 2, |k| k == EntityType::Person);
            match person {
                Err(why) if why == reason::NONE => {
                    topic(scene, entities, ix, 1, |k| k == EntityType::Organization)
                }
                other => other,
            }
        }
        "mereka" => they(scene, entities, ix),
        "pihaknya" => {
            let here = topic(scene, entities, ix, 0, EntityType::is_actor);
            here.or_else(|_| topic(scene, entities, ix, 1, |k| k == EntityType::Person))
        }
        "keduanya" => several::of_them(scene, entities, ix, 2),
        "ketiganya" => several::of_them(scene, entities, ix, 3),
        _ => Err(reason::OUTSIDE),
    }
}

/// What the nearest sentence that names something fitting is about.
fn topic(
    scene: &Scene<'_>,
    entities: &Entities,
    ix: usize,
    back: usize,
    test: impl Fn(EntityType) -> bool + Copy,
) -> Answer {
    let mut sentences = scene.back(ix, back);
    let found = sentences.find_map(|s| {
        let named = scene.named(entities, s, ix, test);
        let first = *named.first()?;
        Some(if is_listed(scene, entities, s, ix, first, test) {
            Err(reason::EQUAL)
        } else {
            Ok(vec![first])
        })
    });
    found.unwrap_or(Err(reason::NONE))
}

/// Whether the first thing of a sentence stands in a list with another of its kind.
fn is_listed(
    scene: &Scene<'_>,
    entities: &Entities,
    sentence: usize,
    ix: usize,
    first: EntityIx,
    test: impl Fn(EntityType) -> bool,
) -> bool {
    let lists = several::lists(scene, entities, sentence, ix, test);
    lists.iter().any(|list| list.contains(&first))
}

/// `mereka`: a pair at the head of the sentence before, or troops; not where a group without a name stands nearer.
fn they(scene: &Scene<'_>, entities: &Entities, ix: usize) -> Answer {
    if let Some(pair) = several::last_pair(scene, entities, ix) {
        return Ok(pair);
    }
    let force = |k| k == EntityType::Force;
    for sentence in scene.back(ix, 2) {
        let named = scene.named(entities, sentence, ix, force);
        match named.as_slice() {
            [] if has_group(scene, sentence, ix) => return Err(reason::GROUP),
            [] => {}
            [one] => return Ok(vec![*one]),
            _ => return Err(reason::EQUAL),
        }
    }
    Err(reason::NONE)
}

/// Whether a sentence speaks of people without a name before mention `ix`: `warga`, `para pejabat`.
fn has_group(scene: &Scene<'_>, sentence: usize, ix: usize) -> bool {
    let Some(s) = scene.text.sentences.get(sentence) else {
        return false;
    };
    let until = scene
        .mention(ix)
        .map_or(s.tokens.end, |m| m.tokens.start.min(s.tokens.end));
    (s.tokens.start..until).any(|t| {
        let lookup = &scene.mentions.lookup;
        let class = lookup.noun_class(t).map(|(c, _)| c);
        let unnamed = scene.mentions.covering(t).is_none_or(|m| {
            scene
                .mention(m)
                .is_some_and(|m| matches!(m.what, What::Anaphor(..)))
        });
        unnamed && class == Some(NounClass::Person)
    })
}

#[cfg(test)]
mod tests {
    use crate::link::fixtures::meant;

    #[test]
    fn a_pronoun_takes_the_first_person_of_the_sentence_before() {
        let text = "Menteri Hana Wibawa bertemu Budi Santoso di Manila. Ia menuduh Jepang.";
        assert_eq!(meant(text, "ia"), ["Hana Wibawa"]);
    }

    #[test]
    fn of_two_in_a_list_neither_is_taken() {
        let text =
            "Menteri Hana Wibawa dan Gubernur Budi Santoso bertemu di Manila. Ia menuduh Jepang.";
        assert!(meant(text, "ia").is_empty());
    }

    #[test]
    fn without_a_candidate_nothing_is_linked() {
        assert!(meant("Ia menuduh Jepang.", "ia").is_empty());
    }

    #[test]
    fn they_are_no_troops_where_people_stand_nearer() {
        let troops = "Pasukan Ukraina tiba.";
        assert_eq!(
            meant(&format!("{troops} Mereka lelah."), "mereka"),
            ["pasukan Ukraina"]
        );
        assert!(
            meant(
                &format!("{troops} Warga mengungsi. Mereka lelah."),
                "mereka"
            )
            .is_empty()
        );
    }
}
