//! Titles → `hasRole`: what apposition says without a verb.
//!
//! `Menteri Pertahanan RI Sjafrie Sjamsoeddin`, `Siti Rahma, juru bicara KPU,`. From a title the reading goes right, over its
//! body, ranks and brackets, to the person who holds it; where none is found, the person stands before it.

use std::ops::Range;

use super::Context;
use super::claim::{Claim, confidence};
use super::title::Walk;
use crate::link::{Entities, EntityIx};
use crate::mention::{Mention, What};
use crate::record::EntityType;
use crate::text::{Clitic, Kind};

/// The roles of a sentence.
pub(crate) fn claims(
    context: &Context<'_>,
    entities: &Entities,
    sentence: usize,
    out: &mut Vec<Claim>,
) {
    let Some(s) = context.text.sentences.get(sentence) else {
        return;
    };
    for (tokens, _) in context.mentions.roles_in(s.tokens.clone()) {
        // "utusannya": whose, the sentence alone does not tell.
        let last = tokens.end.checked_sub(1);
        let clitic = last.and_then(|t| context.text.tokens.get(t)?.clitic);
        if clitic == Some(Clitic::Nya) {
            continue;
        }
        if continues(context, tokens.start) || is_candidate(context, tokens.start) {
            continue;
        }
        // A rank is no post: "Mayor Jenderal Pat Ryder" has one only where a body follows.
        let kind = kind(context, tokens.start);
        let found = role(context, entities, sentence, tokens);
        out.extend(found.filter(|c| match kind {
            "honorific" => false,
            "rank" | "member" => c.object.is_some(),
            _ => true,
        }));
    }
}

/// `calon ketua umum PAN`: who only stands for a post does not hold it.
pub(super) fn is_candidate(context: &Context<'_>, title: usize) -> bool {
    let before = title.checked_sub(1);
    before.is_some_and(|i| ["calon", "kandidat", "bakal"].contains(&context.text.lower(i)))
}

/// `Deputi Gubernur`, `Plt Bupati`: whether a title only goes on with the one before it.
pub(super) fn continues(context: &Context<'_>, at: usize) -> bool {
    let own = |k: &str| {
        matches!(
            k,
            "rank" | "honorific" | "academic" | "spokesperson" | "service"
        )
    };
    let before = context.mentions.role_before(at);
    before.is_some_and(|(t, _)| !own(kind(context, t.start))) && !own(kind(context, at))
}

/// The kind of the title that begins at a token.
pub(super) fn kind<'a>(context: &'a Context<'_>, at: usize) -> &'a str {
    let found = context.mentions.role_at(at);
    found
        .and_then(|(_, ix)| context.seeds.roles.get(*ix))
        .map_or("", |r| r.kind.as_str())
}

/// The name or description that begins at a token.
pub(super) fn mention_at<'a>(context: &'a Context<'_>, at: usize) -> Option<(usize, &'a Mention)> {
    let mut mentions = context.mentions.beginning(at..at + 1);
    mentions.find(|(_, m)| {
        let points_back = matches!(
            m.what,
            What::Pronoun(_) | What::Anaphor(..) | What::Title { .. }
        );
        !points_back
    })
}

/// A title with what stands around it.
fn role(
    context: &Context<'_>,
    entities: &Entities,
    sentence: usize,
    tokens: &Range<usize>,
) -> Option<Claim> {
    let predicate = context.seeds.predicate_ix("hasRole")?;
    let walk = Walk::over(context, entities, tokens);
    let (person, _) = walk.holder.or_else(|| before(context, tokens.start))?;
    let subject = entities.one(person)?;
    let mut claim = Claim::new(predicate, sentence, tokens.clone());
    let former = tokens.start.checked_sub(1);
    let former = former.filter(|at| is_former(context, *at));
    claim.subject = Some(subject);
    claim.object = walk
        .body
        .or_else(|| head_of_state(context, entities, subject, tokens))
        .filter(|b| *b != subject);
    claim.role = Some(former.unwrap_or(tokens.start)..tokens.end);
    claim.confidence = if claim.object.is_some() {
        confidence::ROLE
    } else {
        confidence::BARE_ROLE
    };
    Some(claim)
}

/// A word that says that a post is over.
pub(super) fn is_former(context: &Context<'_>, at: usize) -> bool {
    ["mantan", "eks", "bekas"].contains(&context.text.lower(at))
}

/// Words between a person and the title behind it: `, yang juga menjabat sebagai ketua`.
const LINKS: [&str; 13] = [
    "seorang",
    "mantan",
    "sang",
    "adalah",
    "merupakan",
    "selaku",
    "sebagai",
    "menjabat",
    "juga",
    "kini",
    "pernah",
    "yang",
    "masih",
];

/// `Pat Ryder, juru bicara …`, `Lee, seorang anggota …`, `Peskov, yang menjabat juru bicara …`: the person before the title.
fn before<'a>(context: &'a Context<'_>, role: usize) -> Option<(usize, &'a Mention)> {
    let mut at = role.checked_sub(1)?;
    while LINKS.contains(&context.text.lower(at)) {
        at = at.checked_sub(1)?;
    }
    let apart = matches!(context.text.kind(at), Some(Kind::Comma | Kind::Open));
    let end = if apart { at } else { at + 1 };
    if !apart && at + 1 == role {
        return None;
    }
    let mut mentions = context.mentions.ending(end);
    mentions.find(|(_, m)| m.kind == EntityType::Person && !matches!(m.what, What::Title { .. }))
}

/// "Presiden Prabowo Subianto": the names file knows of which state, if the article names it.
fn head_of_state(
    context: &Context<'_>,
    entities: &Entities,
    subject: EntityIx,
    tokens: &Range<usize>,
) -> Option<EntityIx> {
    let row = context
        .seeds
        .names
        .get(entities.entities.get(subject)?.row?)?;
    let same_role = row
        .role
        .as_deref()
        .is_some_and(|r| r.eq_ignore_ascii_case(context.text.words(tokens.clone())));
    let holders = [row.state, row.within]
        .into_iter()
        .flatten()
        .filter(|_| same_role);
    // Only a body that the article itself names.
    let named = |row| {
        let found = entities.entities.iter().position(|e| e.row == Some(row))?;
        entities
            .of
            .iter()
            .any(|of| of.contains(&found))
            .then_some(found)
    };
    let mut named = holders.filter_map(named);
    named.next()
}

#[cfg(test)]
mod tests {
    use super::claims;
    use crate::extract::fixtures::with_context;
    use crate::link::resolve;

    /// Each role of a sentence: who, what, and of which body.
    fn roles(sentence: &str) -> Vec<(String, String, String)> {
        with_context(sentence, |context| {
            let entities = resolve(context.text, context.mentions, context.seeds);
            let name = |e: Option<usize>| {
                let linked = e.and_then(|e| entities.entities.get(e));
                linked.map_or(String::new(), |l| l.name.clone())
            };
            let mut out = Vec::new();
            claims(context, &entities, 0, &mut out);
            let role = |c: &crate::extract::Claim| {
                let tokens = c.role.clone()?;
                Some((
                    name(c.subject),
                    context.text.words(tokens).to_owned(),
                    name(c.object),
                ))
            };
            out.iter().filter_map(role).collect()
        })
    }

    fn one(who: &str, what: &str, of: &str) -> Vec<(String, String, String)> {
        vec![(who.into(), what.into(), of.into())]
    }

    #[test]
    fn a_title_stands_before_the_name_with_its_body_between() {
        assert_eq!(
            roles("Menteri Pertahanan Jepang Hana Wibawa tiba di Manila."),
            one("Hana Wibawa", "Menteri Pertahanan", "Jepang")
        );
    }

    #[test]
    fn a_title_stands_after_the_name_and_a_comma() {
        assert_eq!(
            roles("Hana Wibawa, juru bicara NATO, tiba di Manila."),
            one("Hana Wibawa", "juru bicara", "NATO")
        );
    }

    #[test]
    fn a_rank_between_title_and_name_is_no_post() {
        assert_eq!(
            roles("Kapolda Metro Jaya Irjen Hana Wibawa tiba di Manila."),
            one("Hana Wibawa", "Kapolda", "Polda Metro Jaya")
        );
    }

    #[test]
    fn a_comma_may_stand_inside_a_title_and_behind_an_address() {
        assert_eq!(
            roles("Kepala Pusat Data, Informasi, dan Komunikasi BNPB Hana Wibawa tiba di Manila."),
            one(
                "Hana Wibawa",
                "Kepala",
                "Badan Nasional Penanggulangan Bencana"
            )
        );
        assert_eq!(
            roles("Bupati Bandung, Jawa Barat, Hana Wibawa tiba di Manila."),
            one("Hana Wibawa", "Bupati", "")
        );
    }

    #[test]
    fn who_serves_a_leader_is_named_behind_the_comma() {
        assert_eq!(
            roles("Juru bicara Sekjen PBB Antonio Guterres, Hana Wibawa, tiba di Manila.").first(),
            one("Hana Wibawa", "Juru bicara", "Perserikatan Bangsa-Bangsa").first()
        );
    }

    #[test]
    fn who_stands_for_a_post_does_not_hold_it() {
        assert!(
            roles("Partai itu memilih calon ketua umum PAN, Hana Wibawa, di Manila.").is_empty()
        );
    }

    #[test]
    fn a_title_of_nobody_gives_nothing() {
        assert!(roles("Juru bicara itu tiba di Manila.").is_empty());
    }
}
