//! Places side by side → `partOf`: `Bandung, Jawa Barat`, `Kecamatan Coblong, Kota Bandung`.
//!
//! Two places that the names file knows must agree with it; of others, a word for a place must stand with one of them.

use super::Context;
use super::claim::{Claim, confidence};
use super::role::mention_at;
use crate::link::{Entities, EntityIx};
use crate::mention::{Mention, What};
use crate::record::EntityType;
use crate::seeds::{Entry, Function, NounClass};
use crate::text::Kind;

/// Nouns of divisions that hold smaller places.
const DIVISIONS: [&str; 10] = [
    "kota",
    "kabupaten",
    "provinsi",
    "kecamatan",
    "kelurahan",
    "distrik",
    "prefektur",
    "oblast",
    "pulau",
    "kepulauan",
];

/// The containments of a sentence.
pub(crate) fn claims(
    context: &Context<'_>,
    entities: &Entities,
    sentence: usize,
    out: &mut Vec<Claim>,
) {
    for (ix, mention) in context.mentions.in_sentence(sentence) {
        out.extend(part_of(context, entities, ix, mention));
    }
}

/// `Kursk, Rusia`, `wilayah Kursk Rusia`, `kota X di Y`: a place and what it lies in.
fn part_of(
    context: &Context<'_>,
    entities: &Entities,
    ix: usize,
    mention: &Mention,
) -> Option<Claim> {
    let predicate = context.seeds.predicate_ix("partOf")?;
    let inner = entities.one(ix)?;
    if entities.kind(inner)? != EntityType::Place
        || matches!(mention.what, What::Anaphor(..) | What::Pronoun(_))
    {
        return None;
    }
    let outer = behind(context, entities, inner, mention)
        .or_else(|| of_capital(context, entities, mention))?;
    let kind = entities.kind(outer)?;
    if inner == outer || !matches!(kind, EntityType::Place | EntityType::State) {
        return None;
    }
    let mut claim = Claim::new(predicate, mention.sentence, mention.tokens.clone());
    claim.subject = Some(inner);
    claim.object = Some(outer);
    claim.confidence = confidence::CONTAINED;
    Some(claim)
}

/// What stands behind a place and holds it.
fn behind(
    context: &Context<'_>,
    entities: &Entities,
    inner: EntityIx,
    mention: &Mention,
) -> Option<EntityIx> {
    let end = mention.tokens.end;
    let joint = joint(context, mention);
    let beside = joint == end;
    let before = mention.tokens.start.checked_sub(1);
    let lookup = &context.mentions.lookup;
    let is_place_noun = |at: usize| {
        let class = lookup.noun_class(at);
        class.is_some_and(|(c, _)| c == NounClass::Place)
    };
    let directed = |at: usize| ["di", "ke", "dari"].contains(&context.text.lower(at));
    let noun_before = before.is_some_and(is_place_noun) || is_place_noun(mention.tokens.start);
    let placed = noun_before || before.is_some_and(directed);
    let at = if beside {
        joint
    } else {
        past_place_words(context, joint)
    };
    let (ix, outer_mention) = mention_at(context, at).filter(|_| !beside || placed)?;
    if outer_mention.sentence != mention.sentence {
        return None;
    }
    let outer = entities.one(ix)?;
    let row = |e: EntityIx| entities.entities.get(e).and_then(|l| l.row);
    let known = row(inner).and_then(|r| context.seeds.names.get(r));
    let agrees = match (known, row(outer)) {
        (Some(i), Some(outer)) => i.state == Some(outer) || i.within == Some(outer),
        // "Luhansk dan Donetsk di Ukraina timur": a part of a state by its compass.
        (Some(_), None) if is_part(context, outer_mention) && !beside => true,
        _ => {
            let division = DIVISIONS.contains(&context.text.lower(outer_mention.tokens.start));
            // "Taman Kota, Taman Buku, dan …": things of one kind stand in a list.
            let alike = context.text.lower(outer_mention.tokens.start)
                == context.text.lower(mention.tokens.start);
            let known =
                row(outer).is_some() || division || beside || is_part(context, outer_mention);
            !alike && known && (placed || joint > end + 1 || division)
        }
    };
    agrees.then_some(outer)
}

/// `Ukraina timur`: whether a name ends in a point of the compass.
fn is_part(context: &Context<'_>, mention: &Mention) -> bool {
    let last = mention.tokens.end.checked_sub(1);
    last.is_some_and(|t| context.mentions.is_function(t, Function::Compass))
}

/// Where the name of what holds a place may begin: behind `di`, a comma or a list of places, or right beside it.
fn joint(context: &Context<'_>, mention: &Mention) -> usize {
    let text = context.text;
    let is_in = |at: usize| text.lower(at) == "di";
    let end = mention.tokens.end;
    let mut listed = end;
    while ["dan", "serta", ","].contains(&text.lower(listed))
        && let Some((_, next)) =
            mention_at(context, listed + 1).filter(|(_, m)| m.kind == EntityType::Place)
    {
        listed = next.tokens.end;
    }
    if is_in(listed) {
        return listed + 1;
    }
    match text.kind(end) {
        Some(Kind::Comma) if is_in(end + 1) => end + 2,
        Some(Kind::Comma) => end + 1,
        _ => end,
    }
}

/// `ibu kota Turkmenistan, Ashgabat`: the state whose capital a place is called.
fn of_capital(context: &Context<'_>, entities: &Entities, mention: &Mention) -> Option<EntityIx> {
    let text = context.text;
    let comma = mention.tokens.start.checked_sub(1)?;
    let mut mentions = context.mentions.ending(comma);
    let (ix, state) = mentions.find(|(_, m)| m.kind == EntityType::State)?;
    let word = |back: usize| {
        let at = state.tokens.start.checked_sub(back);
        at.map_or("", |at| text.lower(at))
    };
    let capital = word(1) == "ibukota" || word(2) == "ibu" && word(1) == "kota";
    (capital && text.kind(comma) == Some(Kind::Comma)).then_some(())?;
    entities.one(ix)
}

/// Past the words that only describe a place: `di kawasan pesisir Banten`, `, kota tua Jerman`.
fn past_place_words(context: &Context<'_>, from: usize) -> usize {
    let lookup = &context.mentions.lookup;
    let mut at = from;
    while at < from + 4 && mention_at(context, at).is_none() {
        let place = lookup
            .noun_class(at)
            .filter(|(c, _)| *c == NounClass::Place)
            .map(|(_, len)| len);
        let describes = at > from
            && lookup
                .longest(at, |e| {
                    matches!(
                        e,
                        Entry::Root('a' | 'n') | Entry::Function(Function::Adverb)
                    )
                })
                .is_some();
        match place {
            Some(len) => at += len,
            None if describes => at += 1,
            None => return from,
        }
    }
    at
}

#[cfg(test)]
mod tests {
    use super::claims;
    use crate::extract::fixtures::with_context;
    use crate::link::resolve;

    /// Each containment of a sentence.
    fn contained(sentence: &str) -> Vec<(String, String)> {
        with_context(sentence, |context| {
            let entities = resolve(context.text, context.mentions, context.seeds);
            let name = |e: Option<usize>| {
                let linked = e.and_then(|e| entities.entities.get(e));
                linked.map_or(String::new(), |l| l.name.clone())
            };
            let mut out = Vec::new();
            claims(context, &entities, 0, &mut out);
            out.iter()
                .map(|c| (name(c.subject), name(c.object)))
                .collect()
        })
    }

    fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
        let owned = |(a, b): &(&str, &str)| ((*a).into(), (*b).into());
        expected.iter().map(owned).collect()
    }

    #[test]
    fn each_place_of_a_list_lies_in_what_follows() {
        assert_eq!(
            contained("Hujan turun di wilayah Luhansk dan Zaporizhzhia di Ukraina timur."),
            pairs(&[
                ("Oblast Luhansk", "Ukraina timur"),
                ("Zaporizhzhia", "Ukraina timur")
            ])
        );
    }

    #[test]
    fn a_capital_is_named_behind_its_state() {
        assert_eq!(
            contained("Hana Wibawa tiba di ibu kota Turkmenistan, Ashgabat."),
            pairs(&[("Ashgabat", "Turkmenistan")])
        );
    }

    #[test]
    fn a_district_lies_in_its_town() {
        assert_eq!(
            contained("Banjir melanda Kecamatan Sukasari, Kota Bandung."),
            pairs(&[("Kecamatan Sukasari", "Bandung")])
        );
    }

    #[test]
    fn places_that_the_names_file_sets_apart_do_not_hold_each_other() {
        assert!(contained("Delegasi itu singgah di Tokyo, Vietnam, dan Laos.").is_empty());
    }
}
