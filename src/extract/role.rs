//! Titles → `hasRole`: what apposition says without a verb.
//!
//! `Menteri Pertahanan RI Sjafrie Sjamsoeddin`, `Siti Rahma, juru bicara KPU,`. From a title the reading goes right, over its
//! body, ranks and brackets, to the person who holds it; where none is found, the person stands before it.

use std::ops::Range;

use super::Context;
use super::claim::{Claim, confidence};
use crate::link::{Entities, EntityIx};
use crate::mention::{Mention, What};
use crate::record::EntityType;
use crate::text::{Clitic, Kind};

/// How many tokens may stand between a title and its holder.
const REACH: usize = 16;

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
    let in_sentence = |t: &Range<usize>| s.tokens.contains(&t.start);
    for (tokens, _) in context
        .mentions
        .roles
        .iter()
        .filter(|(t, _)| in_sentence(t))
    {
        // "utusannya": whose, the sentence alone does not tell.
        let last = tokens.end.checked_sub(1);
        let clitic = last.and_then(|t| context.text.tokens.get(t)?.clitic);
        if clitic == Some(Clitic::Nya) {
            continue;
        }
        if continues(context, tokens.start) {
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

/// `Deputi Gubernur`, `Plt Bupati`: whether a title only goes on with the one before it.
fn continues(context: &Context<'_>, at: usize) -> bool {
    let own = |k: &str| {
        matches!(
            k,
            "rank" | "honorific" | "academic" | "spokesperson" | "service"
        )
    };
    let mut roles = context.mentions.roles.iter();
    let before = roles.find(|(t, _)| t.end == at);
    before.is_some_and(|(t, _)| !own(kind(context, t.start))) && !own(kind(context, at))
}

/// The kind of the title that begins at a token.
fn kind<'a>(context: &'a Context<'_>, at: usize) -> &'a str {
    let mut roles = context.mentions.roles.iter();
    let found = roles.find(|(t, _)| t.start == at);
    found
        .and_then(|(_, ix)| context.seeds.roles.get(*ix))
        .map_or("", |r| r.kind.as_str())
}

/// The name or description that begins at a token.
pub(super) fn mention_at<'a>(context: &'a Context<'_>, at: usize) -> Option<(usize, &'a Mention)> {
    let mut mentions = context.mentions.mentions.iter().enumerate();
    mentions.find(|(_, m)| {
        m.tokens.start == at && !matches!(m.what, What::Pronoun(_) | What::Anaphor(..))
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

/// The person who holds the title that begins at a token, in the phrase or in apposition to it.
pub(super) fn holder<'a>(
    context: &'a Context<'_>,
    entities: &Entities,
    title: usize,
) -> Option<(usize, &'a Mention)> {
    let mut roles = context.mentions.roles.iter();
    let (tokens, _) = roles.find(|(t, _)| t.start == title)?;
    Walk::over(context, entities, tokens).holder
}

/// The way from a title to the right.
struct Walk<'a> {
    /// Who holds it.
    holder: Option<(usize, &'a Mention)>,
    /// The state or body that it is held in.
    body: Option<EntityIx>,
    /// Whether a rank or a second title has been passed, whose body is not that of the first.
    ranked: bool,
    /// Whether the holder stands behind a comma: `juru bicara Presiden Prabowo, Siti Rahma`.
    serves: bool,
}

impl<'a> Walk<'a> {
    fn over(context: &'a Context<'_>, entities: &Entities, tokens: &Range<usize>) -> Self {
        let mut walk = Walk {
            holder: None,
            body: None,
            ranked: false,
            serves: serves(context, tokens),
        };
        let mut at = tokens.end;
        while at < tokens.end + REACH && walk.holder.is_none() {
            match walk.step(context, entities, tokens, at) {
                Some(next) => at = next,
                None => break,
            }
        }
        walk
    }

    /// Reads what begins at a token, and tells where to go on.
    fn step(
        &mut self,
        context: &'a Context<'_>,
        entities: &Entities,
        tokens: &Range<usize>,
        at: usize,
    ) -> Option<usize> {
        // "Keputusan Menteri Keuangan Nomor 7": an act of the office, no holder.
        if context.text.lower(at) == "nomor" {
            return None;
        }
        if let Some(person) = person_at(context, at) {
            // The one who is served is named first.
            if self.serves {
                return Some(person.1.tokens.end)
                    .filter(|e| context.text.kind(*e) == Some(Kind::Comma));
            }
            self.holder = Some(person);
            return None;
        }
        if context.text.kind(at) == Some(Kind::Comma) {
            self.holder = self.behind_comma(context, at);
            return past_comma(context, at).filter(|_| self.holder.is_none());
        }
        if let Some((kind, end)) = roles_at(context, at) {
            let goes_on = at == tokens.end && continues(context, at);
            self.ranked |= !self.serves && !goes_on && kind != "honorific";
            return Some(end);
        }
        self.body_at(context, entities, at)
            .or_else(|| past_brackets(context, at))
            .or_else(|| past_posting(context, at))
            .or_else(|| past_word(context, tokens, at))
    }

    /// `, Siti Rahma`, `, Letjen Siti Rahma`: the person behind the comma that closes the title.
    fn behind_comma(&self, context: &'a Context<'_>, comma: usize) -> Option<(usize, &'a Mention)> {
        let rank = roles_at(context, comma + 1)
            .filter(|(kind, _)| matches!(*kind, "rank" | "honorific" | "academic"));
        let start = rank.map_or(comma + 1, |(_, end)| end);
        let closed =
            |m: &Mention| self.body.is_some() || rank.is_some() || closes(context, m.tokens.end);
        person_at(context, start).filter(|(_, m)| closed(m))
    }

    /// A state, a body or a place; a body behind a rank is that of the rank.
    fn body_at(&mut self, context: &Context<'_>, entities: &Entities, at: usize) -> Option<usize> {
        let (ix, mention) = mention_at(context, at).or_else(|| {
            let described = context.mentions.covering(at)?;
            Some((described, context.mentions.mentions.get(described)?))
        })?;
        let entity = entities.one(ix);
        let kind = entity
            .and_then(|e| entities.kind(e))
            .unwrap_or(mention.kind);
        if !matches!(
            kind,
            EntityType::State | EntityType::Organization | EntityType::Place | EntityType::Force
        ) {
            return None;
        }
        let holds = matches!(kind, EntityType::State | EntityType::Organization);
        if holds && !self.ranked && self.body.is_none() {
            self.body = entity;
        }
        Some(mention.tokens.end)
    }
}

/// Whether a title is one of service to the holder of another: `juru bicara Presiden`, `pengacara mantan menteri`.
fn serves(context: &Context<'_>, tokens: &Range<usize>) -> bool {
    let next = tokens.end + usize::from(is_former(context, tokens.end));
    let serving = matches!(kind(context, tokens.start), "spokesperson" | "service");
    let served = roles_at(context, next);
    serving && served.is_some_and(|(k, _)| !matches!(k, "rank" | "honorific" | "academic"))
}

/// The kind of the title at a token, and where it ends.
fn roles_at<'a>(context: &'a Context<'_>, at: usize) -> Option<(&'a str, usize)> {
    let mut roles = context.mentions.roles.iter();
    let (tokens, _) = roles.find(|(t, _)| t.start == at)?;
    Some((kind(context, at), tokens.end))
}

fn person_at<'a>(context: &'a Context<'_>, at: usize) -> Option<(usize, &'a Mention)> {
    mention_at(context, at).filter(|(_, m)| m.kind == EntityType::Person)
}

/// `(Menko Polhukam)`: an abbreviation in brackets after the title or the body that it stands for.
fn past_brackets(context: &Context<'_>, at: usize) -> Option<usize> {
    let opens = context.text.kind(at) == Some(Kind::Open);
    let mut inside = at + 1..at + 6;
    let close = inside.find(|t| context.text.kind(*t) == Some(Kind::Close));
    close.filter(|_| opens).map(|c| c + 1)
}

/// `Duta Besar RI di Kairo`, `anggota DPR dari Golkar`: where the holder is posted, or comes from.
fn past_posting(context: &Context<'_>, at: usize) -> Option<usize> {
    let posted = ["di", "untuk", "bagi", "dari"].contains(&context.text.lower(at).as_str());
    let (_, place) = mention_at(context, at + 1).filter(|(_, m)| {
        posted
            && matches!(
                m.kind,
                EntityType::State | EntityType::Place | EntityType::Organization
            )
    })?;
    Some(place.tokens.end)
}

/// `Menteri Politik, Hukum, dan Keamanan`, `juru bicara Komando Timur, KT, Kolonel …`: a comma inside a title or around
/// the short name of its body.
fn past_comma(context: &Context<'_>, comma: usize) -> Option<usize> {
    let text = context.text;
    let capital = |i: usize| {
        let token = text.tokens.get(i);
        token.is_some_and(|t| t.kind == Kind::Word && t.shape.is_capital())
    };
    let plain =
        |i: usize| capital(i) && mention_at(context, i).is_none() && roles_at(context, i).is_none();
    let goes_on = |i: usize| text.kind(i) == Some(Kind::Comma) || text.lower(i) == "dan";
    if text.lower(comma + 1) == "dan" && plain(comma + 2) {
        return Some(comma + 3);
    }
    if plain(comma + 1) && goes_on(comma + 2) {
        return Some(comma + 2);
    }
    let (_, short) = mention_at(context, comma + 1)?;
    let body = matches!(short.kind, EntityType::Organization | EntityType::State);
    let closes = text.kind(short.tokens.end) == Some(Kind::Comma);
    (body && closes && short.tokens.len() == 1).then_some(short.tokens.end)
}

/// `terpilih`, and the words of a body that no seed knows: `Kepala Bidang Data dan Informasi BNPB`.
fn past_word(context: &Context<'_>, tokens: &Range<usize>, at: usize) -> Option<usize> {
    let word = context.text.lower(at);
    let qualifies =
        at == tokens.end && ["baru", "terpilih", "sementara", "lama"].contains(&word.as_str());
    // "(mantan perdana menteri Inggris) Siti Rahma": the bracket was opened before the title.
    let closes = context.text.kind(at) == Some(Kind::Close);
    if qualifies || closes || ["pusat", "setempat"].contains(&word.as_str()) {
        return Some(at + 1);
    }
    let capital = |i: usize| {
        let token = context.text.tokens.get(i);
        token.is_some_and(|t| t.kind == Kind::Word && t.shape.is_capital())
    };
    let sentence = context
        .text
        .sentences
        .iter()
        .position(|s| s.tokens.contains(&at))?;
    let tells = !context
        .mentions
        .title_case
        .get(sentence)
        .copied()
        .unwrap_or(true);
    let joins = ["dan", "pada", "bidang"].contains(&word.as_str())
        && capital(at + 1)
        && roles_at(context, at + 1).is_none()
        && (word != "dan" || mention_at(context, at + 1).is_none());
    (tells && capital(tokens.start) && (capital(at) || joins)).then_some(at + 1)
}

/// A word that says that a post is over.
pub(super) fn is_former(context: &Context<'_>, at: usize) -> bool {
    ["mantan", "eks", "bekas"].contains(&context.text.lower(at).as_str())
}

fn closes(context: &Context<'_>, at: usize) -> bool {
    matches!(
        context.text.kind(at),
        Some(Kind::Comma | Kind::Close | Kind::Stop) | None
    )
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
    while LINKS.contains(&context.text.lower(at).as_str()) {
        at = at.checked_sub(1)?;
    }
    let apart = matches!(context.text.kind(at), Some(Kind::Comma | Kind::Open));
    let end = if apart { at } else { at + 1 };
    if !apart && at + 1 == role {
        return None;
    }
    let mut mentions = context.mentions.mentions.iter().enumerate();
    mentions.find(|(_, m)| m.tokens.end == end && m.kind == EntityType::Person)
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
    fn a_title_of_nobody_gives_nothing() {
        assert!(roles("Juru bicara itu tiba di Manila.").is_empty());
    }
}
