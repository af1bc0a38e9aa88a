//! Tokens of a sentence → chunks: noun phrases, verbs, and the small words that hold them together.

use std::ops::Range;

use super::Context;
use crate::read::BlockKind;
use crate::seeds::{Entry, Function, ReportKind, Voice};
use crate::text::Kind;

/// A stretch of a sentence with one job.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Chunk {
    pub(crate) kind: ChunkKind,
    pub(crate) tokens: Range<usize>,
}

/// The jobs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ChunkKind {
    /// A noun phrase.
    Noun,
    /// A verb, known to a frame or not.
    Verb,
    /// A preposition.
    Preposition,
    /// `dan`, `serta`.
    And,
    /// `tetapi`, `sedangkan`.
    But,
    /// `bahwa`.
    That,
    /// `yang`.
    Relative,
    /// `untuk` before a verb, `agar`.
    Purpose,
    /// `ketika`, `setelah`, `karena`.
    Subordinator,
    /// `menurut`, `berdasarkan`.
    According,
    /// Aspect, adverbs, negation, modals: passed over, looked at again for modality.
    Adverb,
    /// A time.
    Date,
    /// `,`
    Comma,
    /// Quotation mark.
    Quote,
    /// `:` `;` or a dash that stands alone.
    Colon,
    /// Brackets, stops and the rest.
    Mark,
}

/// The chunks of a sentence.
pub(crate) fn chunks(context: &Context<'_>, sentence: usize) -> Vec<Chunk> {
    let Some(s) = context.text.sentences.get(sentence) else {
        return Vec::new();
    };
    let scan = Scan {
        context,
        end: s.tokens.end,
        headline: matches!(s.block, BlockKind::Title | BlockKind::Heading),
    };
    let mut out: Vec<Chunk> = Vec::new();
    let mut at = s.tokens.start;
    let mut closed = true;
    while at < s.tokens.end {
        let (kind, len, closes) = scan.next(at, verb_before(&out));
        let end = (at + len.max(1)).min(s.tokens.end);
        match out.last_mut() {
            Some(last)
                if kind == ChunkKind::Noun
                    && last.kind == ChunkKind::Noun
                    && !closed
                    && !scan.opens(at) =>
            {
                last.tokens.end = end;
            }
            _ => out.push(Chunk {
                kind,
                tokens: at..end,
            }),
        }
        closed = closes;
        at = end;
    }
    out
}

/// Whether the clause so far has its verb, so that `melawan` and the like only add to it.
fn verb_before(chunks: &[Chunk]) -> bool {
    let inside = |c: &&Chunk| {
        matches!(
            c.kind,
            ChunkKind::Noun
                | ChunkKind::Verb
                | ChunkKind::Preposition
                | ChunkKind::Adverb
                | ChunkKind::Date
        )
    };
    chunks
        .iter()
        .rev()
        .take_while(inside)
        .any(|c| c.kind == ChunkKind::Verb)
}

struct Scan<'a> {
    context: &'a Context<'a>,
    end: usize,
    headline: bool,
}

impl Scan<'_> {
    /// Kind and length of what begins at a token, and whether a noun phrase is complete after it.
    fn next(&self, at: usize, verb_before: bool) -> (ChunkKind, usize, bool) {
        let mentions = self.context.mentions;
        if let Some(date) = mentions.dates.iter().find(|d| d.tokens.start == at) {
            return (ChunkKind::Date, date.tokens.len(), true);
        }
        if let Some(mention) = mentions
            .covering(at)
            .and_then(|i| mentions.mentions.get(i))
            .filter(|m| m.tokens.start == at)
        {
            let person = mention.kind == crate::record::EntityType::Person;
            return (ChunkKind::Noun, mention.tokens.len(), person);
        }
        if let Some((role, _)) = mentions.roles.iter().find(|(t, _)| t.start == at) {
            return (ChunkKind::Noun, role.len(), false);
        }
        if let Some(quantity) = mentions
            .quantities
            .iter()
            .find(|q| q.tokens.start == at && q.noun > at)
        {
            return (ChunkKind::Noun, quantity.noun - at, false);
        }
        let Some(token) = self.context.text.tokens.get(at) else {
            return (ChunkKind::Mark, 1, true);
        };
        match token.kind {
            Kind::Word if verb_before && self.is_also_preposition(at) => {
                self.function(at).unwrap_or_else(|| self.word(at))
            }
            Kind::Word => self.word(at),
            Kind::Number => (ChunkKind::Noun, 1, false),
            Kind::Comma => (ChunkKind::Comma, 1, true),
            Kind::Quote => (ChunkKind::Quote, 1, true),
            Kind::Colon | Kind::Dash => (ChunkKind::Colon, 1, true),
            _ => (ChunkKind::Mark, 1, true),
        }
    }

    /// `bertempur melawan`: a verb that stands as a preposition after another.
    fn is_also_preposition(&self, at: usize) -> bool {
        let lookup = &self.context.mentions.lookup;
        let preposition = lookup.function(at, Function::Preposition);
        preposition.is_some()
            && preposition >= lookup.frames(at).iter().map(|(_, _, len)| *len).max()
    }

    fn word(&self, at: usize) -> (ChunkKind, usize, bool) {
        if let Some(verb) = self.verb(at) {
            return verb;
        }
        if let Some((report, _, len)) = self.context.mentions.lookup.report(at)
            && report.kind == ReportKind::Preposition
        {
            return (ChunkKind::According, len, true);
        }
        self.function(at).unwrap_or_else(|| self.open_class(at))
    }

    /// A word of a frame or of reporting that stands as a verb here.
    fn verb(&self, at: usize) -> Option<(ChunkKind, usize, bool)> {
        let lookup = &self.context.mentions.lookup;
        let frame = lookup
            .frames(at)
            .iter()
            .filter(|(_, v, _)| self.is_verbal(at, *v))
            .map(|(_, _, len)| *len)
            .max();
        let report = lookup
            .report(at)
            .filter(|(r, v, _)| r.kind == ReportKind::Verb && self.speaks(at, *v))
            .map(|(_, _, len)| len);
        let light = lookup
            .longest(at, |e| matches!(e, Entry::Light(_)))
            .filter(|_| !self.is_bare_stem(at));
        let len = frame.into_iter().chain(report).chain(light).max()?;
        let longer = lookup
            .longest(at, |e| {
                matches!(e, Entry::Function(_) | Entry::Modal(_) | Entry::Negation)
            })
            .is_some_and(|l| l > len);
        (at + len <= self.end && !longer).then_some((ChunkKind::Verb, len, true))
    }

    /// A bare stem is a verb in headlines, after a relative pronoun or an agent; elsewhere a noun.
    fn is_verbal(&self, at: usize, voice: Voice) -> bool {
        match voice {
            Voice::Active | Voice::Passive => true,
            Voice::Bare => {
                self.headline
                    && self
                        .context
                        .text
                        .tokens
                        .get(at)
                        .is_some_and(|t| t.clitic.is_none())
            }
            Voice::PatientNoun | Voice::AgentNoun => false,
        }
    }

    fn is_bare_stem(&self, at: usize) -> bool {
        let word = self.context.text.lower(at);
        !self.headline
            && !["me", "ter", "adalah", "ialah"]
                .iter()
                .any(|p| word.starts_with(p))
    }

    fn speaks(&self, at: usize, voice: Voice) -> bool {
        voice != Voice::Bare
            || self.headline
            || self
                .context
                .text
                .tokens
                .get(at)
                .is_some_and(|t| t.shape == crate::seeds::Shape::Lower)
    }

    fn function(&self, at: usize) -> Option<(ChunkKind, usize, bool)> {
        let lookup = &self.context.mentions.lookup;
        let of = |class| lookup.function(at, class);
        let adverb = lookup
            .longest(at, |e| {
                matches!(
                    e,
                    Entry::Negation
                        | Entry::Modal(_)
                        | Entry::Function(Function::Adverb | Function::Aspect | Function::Question)
                )
            })
            .filter(|len| *len > 1 || !self.is_adjective(at))
            .map(|len| (ChunkKind::Adverb, len));
        let candidates = [
            of(Function::That).map(|l| (ChunkKind::That, l)),
            of(Function::Relative).map(|l| (ChunkKind::Relative, l)),
            of(Function::Purpose)
                .filter(|l| self.verb_follows(at + l))
                .map(|l| (ChunkKind::Purpose, l)),
            of(Function::Preposition)
                .filter(|l| !self.verb_follows(at + l))
                .map(|l| (ChunkKind::Preposition, l)),
            of(Function::And).map(|l| (ChunkKind::And, l)),
            of(Function::But).map(|l| (ChunkKind::But, l)),
            of(Function::Subordinator)
                .filter(|_| self.may_subordinate(at))
                .map(|l| (ChunkKind::Subordinator, l)),
            adverb,
            of(Function::Preposition).map(|l| (ChunkKind::Preposition, l)),
        ];
        // The longest wins; among equals the first.
        let best =
            candidates
                .into_iter()
                .flatten()
                .fold(None, |best: Option<(ChunkKind, usize)>, c| match best {
                    Some(b) if b.1 >= c.1 => Some(b),
                    _ => Some(c),
                });
        if let Some((kind, len)) = best {
            return Some((kind, len, true));
        }
        let determiner = of(Function::Determiner)?;
        Some((ChunkKind::Noun, determiner, true))
    }

    /// `Ukraina tengah`, `kantor berita resmi`: an adverb that no verb follows, and that is an adjective too.
    fn is_adjective(&self, at: usize) -> bool {
        let after_noun = at.checked_sub(1).is_some_and(|i| {
            let lookup = &self.context.mentions.lookup;
            self.context.mentions.covering(i).is_some()
                || lookup.noun(i).is_some()
                || lookup
                    .longest(i, |e| matches!(e, Entry::Root('n')))
                    .is_some()
        });
        let adjective = self
            .context
            .mentions
            .lookup
            .longest(at, |e| matches!(e, Entry::Root('a' | 'n')))
            .is_some();
        after_noun && adjective && !self.verb_follows(at + 1)
    }

    fn verb_follows(&self, at: usize) -> bool {
        let mut at = at;
        for _ in 0..3 {
            if at >= self.end {
                return false;
            }
            if self.verb(at).is_some() || self.looks_like_verb(at) {
                return true;
            }
            let skip = self.context.mentions.lookup.longest(at, |e| {
                matches!(
                    e,
                    Entry::Function(Function::Adverb | Function::Aspect)
                        | Entry::Negation
                        | Entry::Modal(_)
                )
            });
            match skip {
                Some(len) => at += len,
                None => return false,
            }
        }
        false
    }

    /// `tempat` and the like open a clause only after a comma.
    fn may_subordinate(&self, at: usize) -> bool {
        let word = self.context.text.lower(at);
        word != "tempat"
            || at
                .checked_sub(1)
                .and_then(|i| self.context.text.tokens.get(i))
                .is_some_and(|t| t.kind == Kind::Comma)
            || self.verb_within(at)
    }

    fn verb_within(&self, at: usize) -> bool {
        (at + 1..(at + 6).min(self.end)).any(|i| self.verb(i).is_some())
    }

    fn looks_like_verb(&self, at: usize) -> bool {
        let Some(token) = self
            .context
            .text
            .tokens
            .get(at)
            .filter(|t| t.kind == Kind::Word)
        else {
            return false;
        };
        let word = self.context.text.lower(at);
        let noun = self
            .context
            .mentions
            .lookup
            .longest(at, |e| {
                matches!(e, Entry::Noun(_) | Entry::Root('n' | 'a' | 'd' | 'f'))
            })
            .is_some();
        let prefix = ["meng", "meny", "mem", "men", "me", "ber", "di", "ter"]
            .iter()
            .any(|p| word.starts_with(p) && word.len() > p.len() + 3);
        prefix
            && !noun
            && (self.headline
                || token.shape == crate::seeds::Shape::Lower
                || self.starts_sentence(at))
    }

    fn starts_sentence(&self, at: usize) -> bool {
        self.context
            .text
            .sentences
            .iter()
            .any(|s| s.tokens.start == at)
    }

    fn open_class(&self, at: usize) -> (ChunkKind, usize, bool) {
        if self.looks_like_verb(at) {
            return (ChunkKind::Verb, 1, true);
        }
        let lookup = &self.context.mentions.lookup;
        let len = lookup
            .longest(at, |e| matches!(e, Entry::Noun(_)))
            .or_else(|| lookup.frames(at).iter().map(|(_, _, l)| *l).max())
            .unwrap_or(1);
        (ChunkKind::Noun, len, false)
    }

    /// Whether a noun phrase begins here even right after another.
    fn opens(&self, at: usize) -> bool {
        self.context
            .mentions
            .lookup
            .function(at, Function::Article)
            .is_some()
            && self
                .context
                .mentions
                .lookup
                .longest(at, |e| matches!(e, Entry::Number(_)))
                .is_none()
    }
}
