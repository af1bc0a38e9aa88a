//! Titles and addresses → `hasRole` and `partOf`: what apposition says without a verb.
//!
//! `Menteri Pertahanan RI Sjafrie Sjamsoeddin`, `Siti Rahma, juru bicara KPU,`, `Bandung, Jawa Barat`.

use std::ops::Range;

use super::Context;
use super::claim::{Claim, confidence};
use crate::link::{Entities, EntityIx};
use crate::mention::{Mention, What};
use crate::record::EntityType;
use crate::seeds::{Entry, Function, NounClass};
use crate::text::{Clitic, Kind};

/// The roles and containments of a sentence.
pub(crate) fn claims(
    context: &Context<'_>,
    entities: &Entities,
    sentence: usize,
    out: &mut Vec<Claim>,
) {
    let Some(s) = context.text.sentences.get(sentence) else {
        return;
    };
    for (tokens, ix) in context
        .mentions
        .roles
        .iter()
        .filter(|(t, _)| s.tokens.contains(&t.start))
    {
        // "utusannya": whose, the sentence alone does not tell.
        let possessed = tokens
            .end
            .checked_sub(1)
            .and_then(|t| context.text.tokens.get(t));
        if possessed.is_some_and(|t| t.clitic == Some(Clitic::Nya)) {
            continue;
        }
        let kind = context.seeds.roles.get(*ix).map_or("", |r| r.kind.as_str());
        // A rank is no post: "Mayor Jenderal Pat Ryder" has one only where a body follows.
        let found = role(context, entities, sentence, tokens);
        out.extend(
            found.filter(|c| kind != "honorific" && (kind != "military" || c.object.is_some())),
        );
    }
    for (ix, mention) in context.mentions.in_sentence(sentence) {
        out.extend(part_of(context, entities, ix, mention));
    }
}

fn mention_at<'a>(context: &'a Context<'_>, at: usize) -> Option<(usize, &'a Mention)> {
    context.mentions.mentions.iter().enumerate().find(|(_, m)| {
        m.tokens.start == at
            && !matches!(
                m.what,
                What::Pronoun(_) | What::Anaphor(..) | What::Title { .. }
            )
    })
}

/// Role, then perhaps its body, then the person; or the person, a comma, the role and its body.
fn role(
    context: &Context<'_>,
    entities: &Entities,
    sentence: usize,
    tokens: &Range<usize>,
) -> Option<Claim> {
    let predicate = context.seeds.predicate_ix("hasRole")?;
    let adjective = usize::from(
        ["baru", "terpilih", "sementara", "lama"]
            .contains(&context.text.lower(tokens.end).as_str()),
    );
    let (body, after) = body(context, entities, tokens.end + adjective);
    let after = past_posting(context, past_brackets(context, after));
    let next_is_person =
        |at: usize| mention_at(context, at).filter(|(_, m)| m.kind == EntityType::Person);
    let skip_role = context
        .mentions
        .roles
        .iter()
        .find(|(t, _)| t.start == after)
        .map_or(after, |(t, _)| t.end);
    let comma = usize::from(context.text.kind(after) == Some(Kind::Comma));
    let person = next_is_person(after)
        .or_else(|| next_is_person(skip_role))
        .or_else(|| {
            let closed =
                |(_, m): &(usize, &Mention)| body.is_some() || closes(context, m.tokens.end);
            next_is_person(after + comma).filter(closed)
        });
    let person = person.or_else(|| before(context, tokens.start))?;
    let subject = entities.one(person.0)?;
    let mut claim = Claim::new(predicate, sentence, tokens.clone());
    let first = if tokens.start > 0 && is_former(context, tokens.start - 1) {
        tokens.start - 1
    } else {
        tokens.start
    };
    claim.subject = Some(subject);
    claim.object = body
        .or_else(|| head_of_state(context, entities, subject, tokens))
        .filter(|b| *b != subject);
    claim.role = Some(first..tokens.end);
    claim.confidence = if claim.object.is_some() {
        confidence::ROLE
    } else {
        confidence::BARE_ROLE
    };
    Some(claim)
}

/// `(Menko Polhukam)`: an abbreviation in brackets after the title that it stands for.
fn past_brackets(context: &Context<'_>, at: usize) -> usize {
    let opens = context.text.kind(at) == Some(Kind::Open);
    let close = (at + 1..at + 5).find(|t| context.text.kind(*t) == Some(Kind::Close));
    close.filter(|_| opens).map_or(at, |c| c + 1)
}

/// `Duta Besar RI di Kairo`, `Duta Besar Jepang untuk Indonesia`: where the holder is posted.
fn past_posting(context: &Context<'_>, at: usize) -> usize {
    let posted = ["di", "untuk", "bagi"].contains(&context.text.lower(at).as_str());
    let place = mention_at(context, at + 1).filter(|(_, m)| {
        posted
            && matches!(
                m.kind,
                EntityType::State | EntityType::Place | EntityType::Organization
            )
    });
    place.map_or(at, |(_, m)| m.tokens.end)
}

fn is_former(context: &Context<'_>, at: usize) -> bool {
    ["mantan", "eks", "bekas"].contains(&context.text.lower(at).as_str())
}

fn closes(context: &Context<'_>, at: usize) -> bool {
    matches!(
        context.text.kind(at),
        Some(Kind::Comma | Kind::Close | Kind::Stop) | None
    )
}

/// The state or body that follows a title, and where it ends.
fn body(context: &Context<'_>, entities: &Entities, at: usize) -> (Option<EntityIx>, usize) {
    let Some((ix, mention)) = mention_at(context, at).or_else(|| {
        let described = context.mentions.covering(at)?;
        Some((described, context.mentions.mentions.get(described)?))
    }) else {
        return (None, at);
    };
    let kind = entities.one(ix).and_then(|e| entities.kind(e));
    if !matches!(
        kind,
        Some(EntityType::State | EntityType::Organization | EntityType::Place)
    ) {
        return (None, at);
    }
    let mut end = mention.tokens.end;
    // "PBB (Perserikatan …)" or "Amerika Serikat (AS)": the brackets belong to it.
    if context.text.kind(end) == Some(Kind::Open) && context.text.kind(end + 2) == Some(Kind::Close)
    {
        end += 3;
    }
    (
        entities.one(ix).filter(|_| kind != Some(EntityType::Place)),
        end,
    )
}

/// `Pat Ryder, juru bicara …`, `Lee, seorang anggota …`: the person before the title.
fn before<'a>(context: &'a Context<'_>, role: usize) -> Option<(usize, &'a Mention)> {
    let mut at = role.checked_sub(1)?;
    while ["seorang", "mantan", "sang", "adalah", "selaku", "sebagai"]
        .contains(&context.text.lower(at).as_str())
    {
        at = at.checked_sub(1)?;
    }
    let comma = matches!(context.text.kind(at), Some(Kind::Comma | Kind::Open)) || at + 1 < role;
    let end = if matches!(context.text.kind(at), Some(Kind::Comma | Kind::Open)) {
        at
    } else {
        at + 1
    };
    comma.then(|| {
        context.mentions.mentions.iter().enumerate().find(|(_, m)| {
            m.tokens.end == end
                && m.kind == EntityType::Person
                && !matches!(m.what, What::Title { .. })
        })
    })?
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

/// `Kursk, Rusia`, `wilayah Kursk Rusia`, `kota X di Y`: a place and what it lies in, side by side.
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
    let end = mention.tokens.end;
    let joint = match context.text.kind(end)? {
        Kind::Comma if context.text.word(end + 1).eq_ignore_ascii_case("di") => end + 2,
        Kind::Comma => end + 1,
        _ if context.text.word(end).eq_ignore_ascii_case("di") => end + 1,
        _ => end,
    };
    let beside = joint == end;
    let noun_before = mention
        .tokens
        .start
        .checked_sub(1)
        .and_then(|i| context.mentions.lookup.noun_class(i))
        .is_some_and(|(c, _)| c == NounClass::Place);
    let place_before = mention
        .tokens
        .start
        .checked_sub(1)
        .is_some_and(|i| ["di", "ke", "dari"].contains(&context.text.lower(i).as_str()));
    let joint = if beside {
        joint
    } else {
        past_place_words(context, joint)
    };
    let (outer_ix, outer_mention) =
        mention_at(context, joint).filter(|_| !beside || noun_before || place_before)?;
    if outer_mention.sentence != mention.sentence {
        return None;
    }
    let outer = entities.one(outer_ix)?;
    let kind = entities.kind(outer)?;
    let known = |e: EntityIx| {
        entities
            .entities
            .get(e)
            .and_then(|l| l.row)
            .and_then(|r| context.seeds.names.get(r))
    };
    let agrees = match (known(inner), known(outer)) {
        (Some(i), Some(_)) => {
            let outer_row = entities.entities.get(outer).and_then(|l| l.row);
            i.state == outer_row || i.within == outer_row
        }
        _ => noun_before || place_before || joint > end + 1,
    };
    (agrees && inner != outer && matches!(kind, EntityType::Place | EntityType::State)).then(|| {
        let mut claim = Claim::new(predicate, mention.sentence, mention.tokens.clone());
        claim.subject = Some(inner);
        claim.object = Some(outer);
        claim.confidence = confidence::CONTAINED;
        claim
    })
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
    fn a_title_of_nobody_gives_nothing() {
        assert!(roles("Juru bicara itu tiba di Manila.").is_empty());
    }
}
