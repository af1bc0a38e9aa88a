//! Quotation marks across sentences: who goes on speaking where no cue stands.

use std::ops::Range;

use super::Context;
use super::clause::Parse;
use super::speech::{Stretch, kind_at, sentence_tokens};
use crate::link::EntityIx;
use crate::seeds::Act;
use crate::text::Kind;

/// A sentence that is a quotation from end to end and has no cue: the last speaker goes on.
pub(super) fn quotation(
    context: &Context<'_>,
    parse: &Parse,
    last: &[EntityIx],
) -> Option<Stretch> {
    let tokens = sentence_tokens(context, parse);
    let opens = kind_at(context, tokens.start) == Some(Kind::Quote);
    (opens && !last.is_empty()).then(|| Stretch {
        speakers: last.to_vec(),
        cue: tokens.start..tokens.start + 1,
        content: tokens,
        direct: true,
        act: Act::Said,
    })
}

/// A quotation that began sentences before its cue belongs to the cue's speaker.
pub(super) fn quoted_around(context: &Context<'_>, out: &mut Vec<Stretch>) {
    let mut more = Vec::new();
    for stretch in out.iter().filter(|s| s.direct) {
        let Some(sentence) = context
            .text
            .sentences
            .iter()
            .position(|s| s.tokens.contains(&stretch.content.start))
        else {
            continue;
        };
        let Some(paragraph) = context.text.sentences.get(sentence).map(|s| s.paragraph) else {
            continue;
        };
        let quotes = |range: Range<usize>| {
            range
                .into_iter()
                .filter(|t| kind_at(context, *t) == Some(Kind::Quote))
                .count()
        };
        let first = context
            .text
            .sentences
            .iter()
            .position(|s| s.paragraph == paragraph)
            .unwrap_or(sentence);
        let start = context
            .text
            .sentences
            .get(first)
            .map_or(0, |s| s.tokens.start);
        let closes_only =
            stretch.content.start > start && quotes(start..stretch.content.start) % 2 == 1;
        if closes_only {
            let from = (start..stretch.content.start)
                .rev()
                .find(|t| kind_at(context, *t) == Some(Kind::Quote))
                .unwrap_or(start);
            more.push(Stretch {
                content: from..stretch.content.start,
                ..stretch.clone()
            });
        }
    }
    out.extend(more);
    out.sort_by_key(|s| (s.cue.start, s.content.start));
}
