//! What the tagger takes for names → what may become mentions.
//!
//! The tagger has learnt from annotation with other conventions, so its stretches are brought to ours: a name begins and ends with a
//! capital, a title before it is no part of it, names joined by `dan` are two unless a head noun holds them
//! together (`Dinas Pertanian dan Peternakan`), and troops or a government are described, not named.

use std::ops::Range;

use super::Lookup;
use super::tagger::{self, Span};
use crate::record::EntityType;
use crate::seeds::{Entry, Function, NameIx, NounClass, Shape, is_derived};
use crate::text::{Kind, Text};

/// The names that the tagger proposes for a sentence, in order, none overlapping.
pub(super) fn proposals(text: &Text<'_>, lookup: &Lookup<'_>, tokens: Range<usize>) -> Vec<Span> {
    let reader = Reader { text, lookup };
    let mut out: Vec<Span> = tagger::spans(text, lookup, tokens.clone())
        .into_iter()
        .flat_map(|span| reader.parts(span))
        .filter_map(|span| reader.trimmed(span))
        .collect();
    for expansion in reader.expansions(tokens, &out) {
        out.retain(|s| s.tokens.end <= expansion.tokens.start || expansion.tokens.end <= s.tokens.start);
        out.push(expansion);
    }
    out.sort_by_key(|s| s.tokens.start);
    out
}

struct Reader<'a> {
    text: &'a Text<'a>,
    lookup: &'a Lookup<'a>,
}

impl Reader<'_> {
    /// `Balai Meuseuraya Aceh (BMA)`: capitalised words whose initials the name in brackets behind them repeats.
    fn expansions(&self, tokens: Range<usize>, found: &[Span]) -> Vec<Span> {
        let acronyms = found.iter().filter(|s| {
            s.tokens.len() == 1
                && s.kind != EntityType::Person
                && self.shape(s.tokens.start) == Some(Shape::Upper)
                && s.tokens.start > tokens.start + 2
                && self.text.kind(s.tokens.start - 1) == Some(Kind::Open)
        });
        let expansion = |s: &Span| {
            let end = s.tokens.start - 1;
            let start = self.spelt_out(self.text.word(s.tokens.start), tokens.start..end)?;
            Some(Span { tokens: start..end, ..s.clone() })
        };
        acronyms.filter_map(expansion).collect()
    }

    /// Where the words begin that end `before` and have the letters of an acronym as initials.
    fn spelt_out(&self, acronym: &str, before: Range<usize>) -> Option<usize> {
        let mut at = before.end;
        for letter in acronym.chars().rev() {
            at = at.checked_sub(1)?;
            // "Badan Kepegawaian dan Pengembangan": small words lend no letter.
            if self.shape(at) == Some(Shape::Lower) {
                at = at.checked_sub(1)?;
            }
            if at < before.start || !self.text.word(at).starts_with(letter) {
                return None;
            }
        }
        Some(at)
    }

    fn shape(&self, at: usize) -> Option<Shape> {
        self.text.tokens.get(at).map(|t| t.shape)
    }

    /// The names that a stretch joins.
    fn parts(&self, span: Span) -> Vec<Span> {
        let headed = self.has_head(&span);
        let joins = |at: &usize| match self.text.kind(*at) {
            Some(Kind::Open | Kind::Close | Kind::Comma) => true,
            _ => !headed && self.lookup.function(*at, Function::And).is_some(),
        };
        let Some(joint) = span.tokens.clone().find(joins) else {
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

    /// `Menlu Ukraina Dmytro Kuleba`: a state before a person belongs to the title.
    fn owner_of_title(&self, span: &Span) -> Option<usize> {
        let start = span.tokens.start;
        let state = |ix: &NameIx| {
            let name = self.lookup.seeds.names.get(*ix);
            name.is_some_and(|n| n.kind == Some(EntityType::State))
        };
        let len = self.lookup.longest(start, |e| matches!(e, Entry::Name(ix, _) if state(ix)))?;
        (span.kind == EntityType::Person && start + len < span.tokens.end).then_some(len)
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
            } else if let Some(len) = self.owner_of_title(&span) {
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
        // "Harbour Engineering Company"
        let is_body = |at: usize| self.lookup.noun_class(at).is_some_and(|(c, _)| c == NounClass::Org);
        if span.kind == EntityType::Person && span.tokens.clone().any(is_body) {
            span.kind = EntityType::Organization;
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
