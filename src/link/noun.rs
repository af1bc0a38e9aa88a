//! Nouns that point back → the nearest thing they can mean: `badan tersebut`, `negara itu`, `ibu kota`.
//!
//! The head noun chooses: `kementerian itu` is no party. Where the nearest sentence that names something fitting names two, neither
//! is taken.

use super::anaphora::{Answer, Scene, reason};
use super::{Entities, EntityIx};
use crate::record::EntityType;
use crate::seeds::{Noun, NounClass};

/// How many sentences back a noun points.
const BACK: usize = 6;

/// Nouns (in English) that name one kind of body or place, as the names files give kinds.
const KINDS: [(&str, &str); 19] = [
    ("ministry", "ministry"),
    ("party", "party"),
    ("company", "company"),
    ("university", "university"),
    ("campus", "university"),
    ("court", "court"),
    ("parliament", "parliament"),
    ("military", "military"),
    ("police", "police"),
    ("news agency", "media"),
    ("newspaper", "media"),
    ("alliance", "igo"),
    ("bloc", "igo"),
    ("city", "city"),
    ("province", "province"),
    ("island", "island"),
    ("sea", "sea"),
    ("river", "river"),
    ("mountain", "mountain"),
];

pub(super) fn resolve(
    scene: &Scene<'_>,
    entities: &mut Entities,
    ix: usize,
    class: NounClass,
) -> Answer {
    let kind = match class {
        NounClass::Force => EntityType::Force,
        NounClass::Org | NounClass::Media => EntityType::Organization,
        NounClass::Place => EntityType::Place,
        NounClass::Treaty => EntityType::Treaty,
        NounClass::Event => EntityType::Event,
        NounClass::Official => EntityType::State,
        NounClass::Leader => EntityType::Person,
        _ => return Err(reason::NONE),
    };
    let noun = scene
        .mention(ix)
        .and_then(|m| scene.mentions.lookup.noun(m.tokens.start));
    let noun = noun.and_then(|(n, _)| scene.seeds.nouns.get(n));
    if noun.is_some_and(|n| n.english == "capital") {
        return capital(scene, entities, ix);
    }
    let fits =
        |e: &EntityIx| noun.is_none_or(|n| agreement(scene, entities, *e, n) != Agreement::Against);
    let said =
        |e: &EntityIx| noun.is_some_and(|n| agreement(scene, entities, *e, n) == Agreement::For);
    // What is called so itself comes before what merely could be.
    nearest(scene, entities, ix, kind, said).or_else(|why| {
        if why == reason::NONE {
            nearest(scene, entities, ix, kind, fits)
        } else {
            Err(why)
        }
    })
}

/// The one thing of a kind in the nearest sentence that names any.
fn nearest(
    scene: &Scene<'_>,
    entities: &Entities,
    ix: usize,
    kind: EntityType,
    test: impl Fn(&EntityIx) -> bool,
) -> Answer {
    for sentence in scene.back(ix, BACK) {
        let mut named = scene.named(entities, sentence, ix, |k| k == kind);
        named.retain(&test);
        match named.as_slice() {
            [] => {}
            [one] => return Ok(vec![*one]),
            _ => return Err(reason::EQUAL),
        }
    }
    Err(reason::NONE)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Agreement {
    For,
    Unknown,
    Against,
}

/// Whether a noun can, or must, mean a body: by the words of its name, and by its kind in the names file.
fn agreement(scene: &Scene<'_>, entities: &Entities, entity: EntityIx, noun: &Noun) -> Agreement {
    let Some(linked) = entities.entities.get(entity) else {
        return Agreement::Against;
    };
    let head = noun.noun.to_lowercase();
    match linked.kind {
        EntityType::Organization | EntityType::Place => {}
        // "kunjungan itu" is no war.
        EntityType::Event if !linked.name.to_lowercase().contains(&head) => {
            return Agreement::Against;
        }
        _ => return Agreement::Unknown,
    }
    let begins = |name: &str| {
        let name = name.to_lowercase();
        name.strip_prefix(&head)
            .is_some_and(|rest| rest.starts_with(' '))
    };
    let asked = KINDS
        .iter()
        .find(|(n, _)| *n == noun.english)
        .map(|(_, detail)| *detail);
    let row = linked.row.and_then(|r| scene.seeds.names.get(r));
    let detail = row.map(|n| n.detail.as_str()).filter(|d| !d.is_empty());
    match (asked, detail) {
        _ if begins(&linked.name) => Agreement::For,
        (Some(asked), Some(detail)) if asked == detail => Agreement::For,
        (Some(_), Some(_)) => Agreement::Against,
        (Some("company"), None) if ["PT ", "CV "].iter().any(|p| linked.name.starts_with(p)) => {
            Agreement::For
        }
        _ => Agreement::Unknown,
    }
}

/// `ibu kota`: the capital of the one state that the nearest sentence names.
fn capital(scene: &Scene<'_>, entities: &mut Entities, ix: usize) -> Answer {
    let state = nearest(scene, entities, ix, EntityType::State, |_| true)?;
    let row = state
        .first()
        .and_then(|s| entities.entities.get(*s))
        .and_then(|s| s.row);
    let city = scene
        .seeds
        .names
        .iter()
        .position(|n| row.is_some() && n.capital_of == row);
    let city = city.ok_or(reason::NONE)?;
    let name = scene.seeds.names.get(city).ok_or(reason::NONE)?;
    Ok(vec![entities.known(city, name)])
}

#[cfg(test)]
mod tests {
    use crate::link::fixtures::meant;

    #[test]
    fn the_head_noun_chooses() {
        let text = "Partai Golkar dan Kementerian Pertahanan berselisih. Partai itu menang.";
        assert_eq!(meant(text, "partai"), ["Partai Golkar"]);
    }

    #[test]
    fn of_two_that_fit_neither_is_taken() {
        assert!(meant("India dan Oman berunding. Negara itu puas.", "negara").is_empty());
        assert_eq!(
            meant("India berunding. Negara itu puas.", "negara"),
            ["India"]
        );
    }

    #[test]
    fn the_capital_is_that_of_the_state_named_before() {
        assert_eq!(
            meant(
                "Gempa mengguncang Kenya. Warga di ibu kota mengungsi.",
                "ibu kota"
            ),
            ["Nairobi"]
        );
    }
}
