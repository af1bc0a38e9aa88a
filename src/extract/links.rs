//! An article → who each of its mentions is, pronouns and `katanya` included, with the reason.
//!
//! The record lists entities with the words that name them; this also has what only points back, so that
//! linking can be measured and shown.

use std::ops::Range;

use super::{Context, Found, read_through};
use crate::link::{Entities, EntityIx};
use crate::read::Article;
use crate::seeds::Seeds;
use crate::text::Clitic;

/// What one mention was linked to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Bytes of the article's text.
    pub range: Range<usize>,
    /// Ids of the record's entities: several for `kedua negara`, none where it stays unlinked.
    pub entities: Vec<String>,
    /// The tier that decided, or why nothing was linked.
    pub why: &'static str,
}

/// The links of an article, in order of the text; owners inside a description follow it.
#[must_use]
pub fn links(article: &Article, seeds: &Seeds) -> Vec<Link> {
    read_through(article, seeds, |context, entities, found| {
        let mut out: Vec<Link> = mentions(context, entities);
        out.extend(cues(context, entities, found));
        out.sort_by_key(|l| (l.range.start, std::cmp::Reverse(l.range.end)));
        out
    })
}

fn ids(entities: &Entities, of: &[EntityIx]) -> Vec<String> {
    let linked = of.iter().filter_map(|e| entities.entities.get(*e));
    linked.map(|l| l.id.clone()).collect()
}

fn mentions(context: &Context<'_>, entities: &Entities) -> Vec<Link> {
    let mentions = context.mentions.mentions.iter().enumerate();
    let link = |(ix, m): (usize, &crate::mention::Mention)| {
        Some(Link {
            range: context.text.bytes(&m.tokens)?,
            entities: ids(entities, entities.of.get(ix)?),
            why: entities.why(ix),
        })
    };
    mentions.filter_map(link).collect()
}

/// `katanya`: the cue's clitic is the speaker.
fn cues(context: &Context<'_>, entities: &Entities, found: &Found) -> Vec<Link> {
    let clitic = |(t, token): (usize, &crate::text::Token)| {
        let said = token.clitic == Some(Clitic::Nya) && context.mentions.lookup.report(t).is_some();
        said.then_some(t)
    };
    let tokens = context.text.tokens.iter().enumerate().filter_map(clitic);
    let spoken = tokens.filter_map(|token| {
        let near =
            |s: &&super::speech::Stretch| s.cue.contains(&token) || s.content.contains(&token);
        let s = found.speech.iter().find(near)?;
        Some(Link {
            range: context.text.bytes(&(token..token + 1))?,
            entities: ids(entities, s.speakers.get(..1).unwrap_or(&[])),
            why: "speaker of the cue",
        })
    });
    spoken.collect()
}
