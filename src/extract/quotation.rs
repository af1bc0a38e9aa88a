//! Quotation marks across sentences → who goes on speaking where no cue stands.
//!
//! Opening and closing marks look alike in news, so only their number tells whether a quotation is still open; it
//! never stays open past its paragraph.

use std::ops::Range;

use super::Context;
use super::clause::Parse;
use super::speech::{Stretch, sentence_tokens};
use crate::link::EntityIx;
use crate::seeds::Act;
use crate::text::Kind;

/// The state of the quotation marks while sentences are read in order.
#[derive(Default)]
pub(super) struct Marks {
    /// The paragraph in which a quotation is open.
    open: Option<usize>,
}

impl Marks {
    /// Reads the next sentence; gives what of it goes on with a quotation that was open before.
    pub(super) fn carry(&mut self, context: &Context<'_>, parse: &Parse) -> Option<Range<usize>> {
        let tokens = sentence_tokens(context, parse);
        let sentence = context.text.sentences.get(parse.sentence);
        let paragraph = sentence.map(|s| s.paragraph);
        let inside = self.open.is_some() && self.open == paragraph;
        let odd = quotes(context, tokens.clone()).count() % 2 == 1;
        self.open = paragraph.filter(|_| inside ^ odd);
        let end = quotes(context, tokens.clone()).next().unwrap_or(tokens.end);
        inside.then_some(tokens.start..end)
    }
}

/// The quotation marks among tokens.
pub(super) fn quotes(
    context: &Context<'_>,
    tokens: Range<usize>,
) -> impl DoubleEndedIterator<Item = usize> {
    tokens.filter(|t| context.text.kind(*t) == Some(Kind::Quote))
}

/// Words in quotation marks with no cue of their own: the last speaker says them too.
pub(super) fn goes_on(content: Range<usize>, last: &[EntityIx]) -> Stretch {
    Stretch {
        speakers: last.to_vec(),
        cue: content.start..content.start + 1,
        content,
        direct: true,
        act: Act::Said,
    }
}

/// A sentence that is a quotation from its first mark and has no cue.
pub(super) fn whole_sentence(
    context: &Context<'_>,
    parse: &Parse,
    last: &[EntityIx],
) -> Option<Stretch> {
    let tokens = sentence_tokens(context, parse);
    let opens = context.text.kind(tokens.start) == Some(Kind::Quote);
    (opens && !last.is_empty()).then(|| goes_on(tokens, last))
}

/// A quotation that began sentences before its cue belongs to the cue's speaker.
pub(super) fn quoted_around(context: &Context<'_>, out: &mut Vec<Stretch>) {
    let direct = out.iter().filter(|s| s.direct);
    let more: Vec<Stretch> = direct.filter_map(|s| earlier_part(context, s)).collect();
    out.extend(more);
    out.sort_by_key(|s| (s.cue.start, s.content.start));
}

/// The part of a quotation that stands in its paragraph before the sentence of its cue.
fn earlier_part(context: &Context<'_>, stretch: &Stretch) -> Option<Stretch> {
    let sentences = &context.text.sentences;
    let sentence = context.text.sentence_of(stretch.content.start)?;
    let paragraph = sentences.get(sentence)?.paragraph;
    let first = sentences.partition_point(|s| s.paragraph < paragraph);
    let start = sentences.get(first).map_or(0, |s| s.tokens.start);
    let before = start..stretch.content.start;
    let is_open = quotes(context, before.clone()).count() % 2 == 1;
    let from = quotes(context, before).next_back().filter(|_| is_open)?;
    Some(Stretch {
        content: from..stretch.content.start,
        ..stretch.clone()
    })
}
