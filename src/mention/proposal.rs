//! What the tagger takes for names → what may become mentions.
//!
//! The tagger has learnt from annotation with other conventions, so its stretches are brought to ours: a name begins and ends with a
//! capital, a title before it is no part of it, names joined by `dan` are two unless a head noun holds them
//! together (`Dinas Pertanian dan Peternakan`), and troops or a government are described, not named.

use std::ops::Range;

use super::Lookup;
use super::tagger::{self, Span};
use crate::record::EntityType;
use crate::seeds::{Entry, Function, NounClass, is_derived};
use crate::text::{Kind, Text};

/// The names that the tagger proposes for a sentence, in order, none overlapping.
pub(super) fn proposals(text: &Text<'_>, lookup: &Lookup<'_>, tokens: Range<usize>) -> Vec<Span> {
    let reader = Reader { text, lookup };
    tagger::spans(text, lookup, tokens)
        .into_iter()
        .flat_map(|span| reader.parts(span))
        .filter_map(|span| reader.trimmed(span))
        .collect()
}

struct Reader<'a> {
    text: &'a Text<'a>,
    lookup: &'a Lookup<'a>,
}

impl Reader<'_> {
    /// The names that a stretch joins.
    fn parts(&self, span: Span) -> Vec<Span> {
        let joins = |at: &usize| self.lookup.function(*at, Function::And).is_some();
        let Some(joint) = span.tokens.clone().find(joins).filter(|_| !self.has_head(&span)) else {
            return vec![span];
        };
        let part = |tokens| Span { tokens, ..span.clone() };
        let mut out = vec![part(span.tokens.start..joint)];
        out.extend(self.parts(part(joint + 1..span.tokens.end)));
        out
    }

    /// Whether a stretch begins with a noun for a body.
    fn has_head(&self, span: &Span) -> bool {
        let class = self.lookup.noun_class(span.tokens.start);
        span.kind == EntityType::Organization && class.is_some_and(|(c, _)| c == NounClass::Org)
    }

    /// `Dirjen Kebudayaan Siti Rahma`: a noun made by affixes is no name of a person, so it ends the title before.
    fn ends_a_title(&self, span: &Span) -> bool {
        let start = span.tokens.start;
        let is_noun = |w: &str| {
            let lexicon = &self.lookup.seeds.lexicon;
            let mut entries = lexicon.matches(std::iter::once(lexicon.sym(w)));
            entries.any(|(_, e)| !matches!(e, Entry::Name(..)))
        };
        let lower = self.text.lower(start);
        let affixed = ["ke", "pe", "per"].iter().any(|p| lower.starts_with(p)) && lower.ends_with("an");
        span.kind == EntityType::Person
            && span.tokens.len() > 1
            && affixed
            && !self.lookup.seeds.personal.contains(&lower)
            && (self.lookup.is_common(start) || is_derived(&lower, is_noun))
    }

    /// A stretch without what is no part of a name; `None` where nothing is left.
    fn trimmed(&self, mut span: Span) -> Option<Span> {
        let capital = |at: usize| self.text.tokens.get(at).is_some_and(|t| t.kind == Kind::Word && t.shape.is_capital());
        loop {
            let (start, end) = (span.tokens.start, span.tokens.end);
            if start >= end {
                return None;
            }
            let title = self.lookup.longest(start, |e| matches!(e, Entry::Role(..)));
            if !capital(start) {
                span.tokens.start += 1;
            } else if let Some(len) = title.filter(|len| start + len < end) {
                span.tokens.start += len;
            } else if self.ends_a_title(&span) {
                span.tokens.start += 1;
            } else {
                break;
            }
        }
        while !(capital(span.tokens.end - 1) || self.text.kind(span.tokens.end - 1) == Some(Kind::Number)) {
            span.tokens.end -= 1;
        }
        let class = self.lookup.noun_class(span.tokens.start).map(|(c, _)| c);
        let described = matches!(class, Some(NounClass::Force | NounClass::Official));
        let numeral = span.tokens.len() == 1 && is_roman(self.text.word(span.tokens.start));
        (!described && !numeral).then_some(span)
    }
}

/// `II`, `IX`: a number behind what it counts.
fn is_roman(word: &str) -> bool {
    word.len() > 1 && word.chars().all(|c| matches!(c, 'I' | 'V' | 'X'))
}
