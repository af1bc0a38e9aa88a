//! From a title to the right → who holds it, and in which body: over ranks, brackets, commas and the words of a body
//! that no seed knows.
//!
//! `Kepala Pusat Data, Informasi, dan Komunikasi BNPB Siti Rahma`; of `juru bicara Presiden X, Y` the holder is Y.

use std::ops::Range;

use super::Context;
use super::role::{continues, is_former, kind, mention_at};
use crate::link::{Entities, EntityIx};
use crate::mention::Mention;
use crate::record::EntityType;
use crate::seeds::Entry;
use crate::text::Kind;

/// How many tokens may stand between a title and its holder.
const REACH: usize = 16;

/// The person who holds the title that begins at a token, in the phrase or in apposition to it.
pub(super) fn holder<'a>(
    context: &'a Context<'_>,
    entities: &Entities,
    title: usize,
) -> Option<(usize, &'a Mention)> {
    let (tokens, _) = context.mentions.role_at(title)?;
    Walk::over(context, entities, tokens).holder
}

/// Whether a token stands between a title and its holder: `Komunikasi` in `Kepala Pusat Komunikasi BNPB Siti Rahma`.
pub(super) fn is_inside_title(context: &Context<'_>, entities: &Entities, token: usize) -> bool {
    let near = |t: &Range<usize>| t.end <= token && token < t.end + REACH;
    let roles = &context.mentions.roles;
    let from = roles.partition_point(|(t, _)| t.end + REACH <= token);
    let mut roles = roles.iter().skip(from).take_while(|(t, _)| near(t));
    roles.any(|(t, _)| {
        let holder = Walk::over(context, entities, t).holder;
        holder.is_some_and(|(_, m)| m.tokens.start > token)
    })
}

/// The way from a title to the right.
pub(super) struct Walk<'a> {
    /// Who holds it.
    pub(super) holder: Option<(usize, &'a Mention)>,
    /// The state or body that it is held in.
    pub(super) body: Option<EntityIx>,
    /// Whether a place has been passed: `Bupati Sukamaju`.
    placed: bool,
    /// Whether a rank or a second title has been passed, whose body is not that of the first.
    ranked: bool,
    /// Whether the holder stands behind a comma: `juru bicara Presiden Prabowo, Siti Rahma`.
    serves: bool,
}

impl<'a> Walk<'a> {
    pub(super) fn over(
        context: &'a Context<'_>,
        entities: &Entities,
        tokens: &Range<usize>,
    ) -> Self {
        let mut walk = Walk {
            holder: None,
            body: None,
            placed: false,
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
        let closed = |m: &Mention| {
            self.body.is_some() || self.placed || rank.is_some() || closes(context, m.tokens.end)
        };
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
        self.placed |= kind == EntityType::Place;
        let holds = matches!(kind, EntityType::State | EntityType::Organization);
        // "komandan militer Hamas": the body inside a description of troops.
        let inside = || {
            let named = context.mentions.within(at..mention.tokens.end);
            let mut bodies = named.filter(|(_, m)| m.kind == EntityType::Organization);
            bodies.find_map(|(ix, _)| entities.one(ix))
        };
        let body = if holds { entity } else { inside() };
        if !self.ranked && self.body.is_none() {
            self.body = body;
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
    let (tokens, _) = context.mentions.role_at(at)?;
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
    let posted = ["di", "untuk", "bagi", "dari"].contains(&context.text.lower(at));
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
    // "Bupati Sukamaju, Jawa Barat, Siti Rahma": what the place lies in.
    let address = short.kind == EntityType::Place;
    let closes = text.kind(short.tokens.end) == Some(Kind::Comma);
    (closes && (address || body && short.tokens.len() == 1)).then_some(short.tokens.end)
}

/// `terpilih`, and the words of a body that no seed knows: `Kepala Bidang Data dan Informasi BNPB`.
fn past_word(context: &Context<'_>, tokens: &Range<usize>, at: usize) -> Option<usize> {
    let word = context.text.lower(at);
    let qualifies = at == tokens.end && ["baru", "terpilih", "sementara", "lama"].contains(&word);
    // "(mantan perdana menteri Inggris) Siti Rahma": the bracket was opened before the title.
    let closes = context.text.kind(at) == Some(Kind::Close);
    // "Presiden Indonesia ketiga Siti Rahma"
    let ordinal = context
        .mentions
        .lookup
        .has(at, |e| matches!(e, Entry::Number(_)));
    let ordinal = ordinal && word.starts_with("ke") || word == "pertama";
    if qualifies || closes || ordinal || ["pusat", "setempat"].contains(&word) {
        return Some(at + 1);
    }
    let names = ["adalah", "ialah", "yakni", "yaitu"].contains(&word);
    if names && person_at(context, at + 1).is_some() {
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
    let joins = ["dan", "pada", "bidang"].contains(&word)
        && capital(at + 1)
        && roles_at(context, at + 1).is_none()
        && (word != "dan" || mention_at(context, at + 1).is_none());
    (tells && capital(tokens.start) && (capital(at) || joins)).then_some(at + 1)
}

fn closes(context: &Context<'_>, at: usize) -> bool {
    matches!(
        context.text.kind(at),
        Some(Kind::Comma | Kind::Close | Kind::Stop) | None
    )
}
