//! What points back → what it means: `menteri itu`, `badan tersebut`, `ia`, `kedua pemimpin`.
//!
//! Mentions are resolved in order, so that a chain of pronouns holds. Not obvious: where two candidates stand equal, the
//! answer is neither, with a reason; a wrong link is worse than none.

use super::holders::{self, Holder};
use super::{Entities, EntityIx, noun, pronoun, several, title};
use crate::mention::{Mention, Mentions, What};
use crate::record::EntityType;
use crate::seeds::Seeds;
use crate::text::{Kind, Text};

/// What joins two things of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Joint {
    /// `dan`, `, serta`.
    And,
    /// A comma alone.
    Comma,
}

/// What a mention means, or why nothing can be said.
pub(super) type Answer = Result<Vec<EntityIx>, &'static str>;

/// Why nothing is linked.
pub(super) mod reason {
    pub(in crate::link) const NONE: &str = "unlinked: nothing of its kind stands before it";
    pub(in crate::link) const EQUAL: &str = "unlinked: two candidates stand equal";
    pub(in crate::link) const COUNT: &str = "unlinked: not so many of its kind stand before it";
    pub(in crate::link) const NOBODY: &str = "unlinked: nobody named holds this title";
    pub(in crate::link) const FORMER: &str = "unlinked: the title is held no more, or by a deputy";
    pub(in crate::link) const GROUP: &str = "unlinked: a group without a name stands nearer";
    pub(in crate::link) const OUTSIDE: &str = "unlinked: nobody is speaking";
}

/// What every step of pointing back looks at.
pub(super) struct Scene<'a> {
    pub(super) text: &'a Text<'a>,
    pub(super) mentions: &'a Mentions<'a>,
    pub(super) seeds: &'a Seeds,
    pub(super) holders: Vec<Holder>,
}

/// Resolves what points back, in order.
pub(super) fn resolve(
    text: &Text<'_>,
    mentions: &Mentions<'_>,
    seeds: &Seeds,
    entities: &mut Entities,
) {
    let mut scene = Scene {
        text,
        mentions,
        seeds,
        holders: Vec::new(),
    };
    scene.holders = holders::find(&scene, entities);
    for (ix, m) in mentions.mentions.iter().enumerate() {
        let (answer, tier) = match &m.what {
            What::Pronoun(word) => (pronoun::resolve(&scene, entities, ix, word), "pronoun"),
            What::Anaphor(class, 1) => (noun::resolve(&scene, entities, ix, *class), "noun"),
            What::Anaphor(class, many) => (
                several::of_class(&scene, entities, ix, *class, *many),
                "several",
            ),
            What::Title {
                role,
                owner,
                points_back,
            } => (
                title::resolve(&scene, entities, ix, role, *owner, *points_back),
                "title",
            ),
            _ => continue,
        };
        entities.settle(ix, answer, tier);
    }
}

impl Entities {
    fn settle(&mut self, mention: usize, answer: Answer, tier: &'static str) {
        let (found, why) = match answer {
            Ok(found) => (found, tier),
            Err(why) => (Vec::new(), why),
        };
        if let Some(reason) = self.reasons.get_mut(mention) {
            *reason = why;
        }
        if let Some(of) = self.of.get_mut(mention) {
            *of = found;
        }
    }
}

impl Scene<'_> {
    pub(super) fn mention(&self, ix: usize) -> Option<&Mention> {
        self.mentions.mentions.get(ix)
    }

    /// The distinct things that `sentence` names before mention `ix`, in order, whose kind `test` accepts.
    pub(super) fn named(
        &self,
        entities: &Entities,
        sentence: usize,
        ix: usize,
        test: impl Fn(EntityType) -> bool,
    ) -> Vec<EntityIx> {
        let mut out = Vec::new();
        for (i, m) in self.mentions.in_sentence(sentence) {
            if i >= ix
                || self
                    .mention(ix)
                    .is_some_and(|of| of.tokens.contains(&m.tokens.start))
            {
                continue;
            }
            let one = entities.one(i);
            let fits = one.filter(|e| entities.kind(*e).is_some_and(&test) && !out.contains(e));
            out.extend(fits);
        }
        out
    }

    /// The sentence of `ix` and up to `back` before it, nearest first.
    pub(super) fn back(&self, ix: usize, back: usize) -> impl Iterator<Item = usize> + use<> {
        let here = self.mention(ix).map_or(0, |m| m.sentence);
        (here.saturating_sub(back)..=here).rev()
    }

    /// How the second of two mentions goes on with the first: `A dan B`, `A, B`, or not at all.
    pub(super) fn joint(&self, first: &Mention, second: &Mention) -> Option<Joint> {
        let between = first.tokens.end..second.tokens.start;
        let lookup = &self.mentions.lookup;
        let roles = &self.mentions.roles;
        let title = |t: usize| roles.get(roles.partition_point(|(r, _)| r.end <= t));
        let in_title = |t: usize| title(t).is_some_and(|(r, _)| r.contains(&t));
        let verb = |t: usize| !lookup.frames(t).is_empty() || lookup.report(t).is_some();
        if between.len() > 12 || between.clone().any(|t| verb(t) && !in_title(t)) {
            return None;
        }
        let comma = self.text.kind(between.start) == Some(Kind::Comma) && !between.is_empty();
        let word = self.text.lower(between.start + usize::from(comma));
        match word {
            "dan" | "serta" => Some(Joint::And),
            _ if comma => Some(Joint::Comma),
            _ => None,
        }
    }
}
