//! Nouns and pronouns that point back: `ia`, `mereka`, `negara itu`, `kedua pemimpin`.
//!
//! A pronoun takes the first person of its own sentence that stands before it, else the first
//! person (or body) of the sentence before; a noun takes the nearest thing of its kind. Where the
//! text before holds none, it stays unlinked.

use super::{Entities, EntityIx};
use crate::mention::{Mention, Mentions, What};
use crate::record::EntityType;
use crate::seeds::NounClass;
use crate::text::Text;

/// Resolves what points back, in order, so that a chain of pronouns holds.
pub(super) fn resolve(text: &Text<'_>, mentions: &Mentions<'_>, entities: &mut Entities) {
    for ix in 0..mentions.mentions.len() {
        let Some(m) = mentions.mentions.get(ix) else {
            continue;
        };
        let found = match &m.what {
            What::Pronoun(word) => pronoun(text, word, ix, m, mentions, entities),
            What::Anaphor(class, two) => anaphor(*class, *two, ix, m.sentence, mentions, entities),
            _ => continue,
        };
        if let Some(of) = entities.of.get_mut(ix) {
            *of = found;
        }
    }
}

/// Linked mentions before `ix`, nearest first, whose kind `test` accepts.
fn before<'a>(
    ix: usize,
    mentions: &'a Mentions<'_>,
    entities: &'a Entities,
    test: impl Fn(EntityType) -> bool + 'a,
) -> impl Iterator<Item = (&'a Mention, EntityIx)> + 'a {
    (0..ix).rev().filter_map(move |i| {
        let entity = entities.one(i)?;
        let kind = entities.kind(entity)?;
        test(kind).then_some((mentions.mentions.get(i)?, entity))
    })
}

fn pronoun(
    text: &Text<'_>,
    word: &str,
    ix: usize,
    m: &Mention,
    mentions: &Mentions<'_>,
    entities: &Entities,
) -> Vec<EntityIx> {
    match word {
        "ia" | "dia" | "beliau" | "dirinya" => {
            first_in(m.sentence, 2, ix, mentions, entities, |k| {
                k == EntityType::Person
            })
            .or_else(|| {
                first_in(m.sentence, 1, ix, mentions, entities, |k| {
                    k == EntityType::Organization
                })
            })
            .into_iter()
            .collect()
        }
        "mereka" => {
            if let Some(pair) = last_pair(text, m.sentence, ix, mentions, entities) {
                return pair;
            }
            let force = |k| matches!(k, EntityType::Force);
            before(ix, mentions, entities, force)
                .find(|(o, _)| o.sentence + 2 >= m.sentence)
                .map(|(_, e)| e)
                .into_iter()
                .collect()
        }
        "pihaknya" => first_in(m.sentence, 0, ix, mentions, entities, EntityType::is_actor)
            .into_iter()
            .collect(),
        "keduanya" => last_pair(text, m.sentence, ix, mentions, entities)
            .or_else(|| two_persons(m.sentence, mentions, entities))
            .unwrap_or_default(),
        _ => Vec::new(),
    }
}

/// The first fitting thing of the sentence itself before `ix`, else of up to `back` sentences before it.
fn first_in(
    sentence: usize,
    back: usize,
    ix: usize,
    mentions: &Mentions<'_>,
    entities: &Entities,
    test: impl Fn(EntityType) -> bool,
) -> Option<EntityIx> {
    (0..=back)
        .filter_map(|b| sentence.checked_sub(b))
        .find_map(|s| {
            let mut here = mentions.in_sentence(s).take_while(|(i, _)| *i < ix);
            here.find_map(|(i, _)| {
                let entity = entities.one(i)?;
                entities.kind(entity).is_some_and(&test).then_some(entity)
            })
        })
}

/// The two persons of the sentence before, where it names just two.
fn two_persons(
    sentence: usize,
    mentions: &Mentions<'_>,
    entities: &Entities,
) -> Option<Vec<EntityIx>> {
    let mut found: Vec<EntityIx> = Vec::new();
    for (ix, m) in mentions.mentions.iter().enumerate() {
        let person = entities
            .one(ix)
            .filter(|e| entities.kind(*e) == Some(EntityType::Person));
        if m.sentence + 1 == sentence {
            found.extend(person.filter(|p| !found.contains(p)));
        }
    }
    (found.len() == 2).then_some(found)
}

/// `Rusia dan Korea Utara` at the head of the sentence before, unless troops were named since.
fn last_pair(
    text: &Text<'_>,
    sentence: usize,
    ix: usize,
    mentions: &Mentions<'_>,
    entities: &Entities,
) -> Option<Vec<EntityIx>> {
    let known = |i: usize| {
        entities.one(i).filter(|e| {
            entities
                .kind(*e)
                .is_some_and(|k| matches!(k, EntityType::State | EntityType::Person))
        })
    };
    for i in (1..ix).rev() {
        let (a, b) = (mentions.mentions.get(i - 1)?, mentions.mentions.get(i)?);
        if a.sentence + 1 < sentence
            || entities.one(i).and_then(|e| entities.kind(e)) == Some(EntityType::Force)
        {
            return None;
        }
        let joined = a.tokens.end + 1 == b.tokens.start
            && text.word(a.tokens.end).eq_ignore_ascii_case("dan");
        if let (Some(first), Some(second), true) = (known(i - 1), known(i), joined) {
            return Some(vec![first, second]);
        }
    }
    None
}

fn last_two(
    ix: usize,
    mentions: &Mentions<'_>,
    entities: &Entities,
    test: impl Fn(EntityType) -> bool,
) -> Vec<EntityIx> {
    let mut out = Vec::new();
    for (_, entity) in before(ix, mentions, entities, test) {
        if !out.contains(&entity) {
            out.push(entity);
        }
        if out.len() == 2 {
            out.reverse();
            return out;
        }
    }
    Vec::new()
}

fn anaphor(
    class: NounClass,
    two: bool,
    ix: usize,
    sentence: usize,
    mentions: &Mentions<'_>,
    entities: &Entities,
) -> Vec<EntityIx> {
    let head = |kind: EntityType| move |k: EntityType| k == kind;
    if two {
        return match class {
            NounClass::Leader => {
                let before = two_persons(sentence, mentions, entities);
                let people = before
                    .unwrap_or_else(|| last_two(ix, mentions, entities, head(EntityType::Person)));
                if people.is_empty() {
                    last_two(ix, mentions, entities, head(EntityType::State))
                } else {
                    people
                }
            }
            NounClass::Place | NounClass::Official => {
                last_two(ix, mentions, entities, head(EntityType::State))
            }
            _ => Vec::new(),
        };
    }
    let nearest = |test: &dyn Fn(EntityType) -> bool| {
        before(ix, mentions, entities, test).next().map(|(_, e)| e)
    };
    match class {
        NounClass::Force => nearest(&head(EntityType::Force)),
        NounClass::Org | NounClass::Media => nearest(&head(EntityType::Organization)),
        NounClass::Place => nearest(&|k| k == EntityType::Place),
        NounClass::Treaty => nearest(&head(EntityType::Treaty)),
        NounClass::Event => nearest(&head(EntityType::Event)),
        NounClass::Official => nearest(&head(EntityType::State)),
        NounClass::Leader => nearest(&head(EntityType::Person)),
        _ => None,
    }
    .into_iter()
    .collect()
}

#[cfg(test)]
mod tests {
    use crate::link::resolve;
    use crate::mention::fixtures::with_mentions;

    /// What the mention that is written so refers to, by name.
    fn meant(text: &str, word: &str) -> Vec<String> {
        with_mentions(text, |text, found| {
            let entities = resolve(text, found, found.lookup.seeds);
            let ix = found
                .mentions
                .iter()
                .rposition(|m| text.words(m.tokens.clone()).eq_ignore_ascii_case(word));
            let of = ix.and_then(|ix| entities.of.get(ix)).cloned();
            let named = of.unwrap_or_default().into_iter();
            named
                .filter_map(|e| entities.entities.get(e).map(|l| l.name.clone()))
                .collect()
        })
    }

    #[test]
    fn a_pronoun_takes_the_first_person_of_the_sentence_before() {
        let text = "Menteri Hana Wibawa bertemu Budi Santoso di Manila. Ia menuduh Jepang.";
        assert_eq!(meant(text, "ia"), ["Hana Wibawa"]);
    }

    #[test]
    fn both_are_the_pair_at_the_head_of_the_sentence_before() {
        let text = "Jepang dan Filipina berunding. Keduanya menuduh Vietnam.";
        assert_eq!(meant(text, "keduanya"), ["Jepang", "Filipina"]);
    }

    #[test]
    fn without_a_candidate_nothing_is_linked() {
        assert!(meant("Ia menuduh Jepang.", "ia").is_empty());
    }
}
