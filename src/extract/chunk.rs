//! Tokens of a sentence → chunks: noun phrases, verbs, and the small words that hold them together.

use std::ops::Range;

use super::Context;
use crate::read::BlockKind;
use crate::record::EntityType;
use crate::seeds::{Entry, Function, ReportKind};
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

/// A sentence while it is cut.
pub(super) struct Scan<'a> {
    pub(super) context: &'a Context<'a>,
    /// Where the sentence ends.
    pub(super) end: usize,
    /// Whether it is a headline, in which bare stems are verbs.
    pub(super) headline: bool,
}

impl Scan<'_> {
    /// Kind and length of what begins at a token, and whether a noun phrase is complete after it.
    fn next(&self, at: usize, verb_before: bool) -> (ChunkKind, usize, bool) {
        self.found(at)
            .unwrap_or_else(|| self.by_token(at, verb_before))
    }

    /// A date, a mention, a title or a number that the stages before found here.
    fn found(&self, at: usize) -> Option<(ChunkKind, usize, bool)> {
        let mentions = self.context.mentions;
        if let Some(date) = mentions.date_at(at).filter(|d| d.tokens.start == at) {
            return Some((ChunkKind::Date, date.tokens.len(), true));
        }
        let covering = mentions.covering(at).and_then(|i| mentions.mentions.get(i));
        if let Some(mention) = covering.filter(|m| m.tokens.start == at) {
            let person = mention.kind == EntityType::Person;
            return Some((ChunkKind::Noun, mention.tokens.len(), person));
        }
        if let Some((role, _)) = mentions.role_at(at) {
            return Some((ChunkKind::Noun, role.len(), false));
        }
        let mut quantities = mentions.quantities_in(at..at + 1).iter();
        let quantity = quantities.find(|q| q.noun > at)?;
        Some((ChunkKind::Noun, quantity.noun - at, false))
    }

    /// What the token alone tells.
    fn by_token(&self, at: usize, verb_before: bool) -> (ChunkKind, usize, bool) {
        match self.context.text.kind(at).unwrap_or(Kind::Stop) {
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

    /// A word that no stage before read: verb, cue, closed class, open class.
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

    /// `tempat` and the like open a clause only after a comma.
    fn may_subordinate(&self, at: usize) -> bool {
        let text = self.context.text;
        let before = at.checked_sub(1).and_then(|i| text.kind(i));
        text.lower(at) != "tempat" || before == Some(Kind::Comma) || self.verb_within(at)
    }

    /// A word of a closed class: the longest reading wins, among equals the first of this list.
    fn function(&self, at: usize) -> Option<(ChunkKind, usize, bool)> {
        let lookup = &self.context.mentions.lookup;
        let of = |class| lookup.function(at, class);
        let purpose = of(Function::Purpose).filter(|l| self.verb_follows(at + l));
        let preposition = of(Function::Preposition);
        let before_noun = preposition.filter(|l| !self.verb_follows(at + l));
        let subordinator = of(Function::Subordinator).filter(|_| self.may_subordinate(at));
        let readings = [
            (ChunkKind::That, of(Function::That)),
            (ChunkKind::Relative, of(Function::Relative)),
            (ChunkKind::Purpose, purpose),
            (ChunkKind::Preposition, before_noun),
            (ChunkKind::And, of(Function::And)),
            (ChunkKind::But, of(Function::But)),
            (ChunkKind::Subordinator, subordinator),
            (ChunkKind::Adverb, self.adverb(at)),
            (ChunkKind::Preposition, preposition),
        ];
        let found = readings
            .into_iter()
            .filter_map(|(kind, len)| Some((kind, len?)));
        let longest = found.rev().max_by_key(|(_, len)| *len);
        if let Some((kind, len)) = longest {
            return Some((kind, len, true));
        }
        let determiner = of(Function::Determiner)?;
        Some((ChunkKind::Noun, determiner, true))
    }

    /// Length of an adverb, an aspect, a negation or a modal that is no adjective here.
    fn adverb(&self, at: usize) -> Option<usize> {
        let lookup = &self.context.mentions.lookup;
        let len = lookup.longest(at, |e| {
            matches!(
                e,
                Entry::Negation
                    | Entry::Modal(_)
                    | Entry::Function(Function::Adverb | Function::Aspect | Function::Question)
            )
        })?;
        (len > 1 || !self.is_adjective(at)).then_some(len)
    }

    /// A word of no closed class: a verb by its prefix, else a noun.
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
        let lookup = &self.context.mentions.lookup;
        lookup.function(at, Function::Article).is_some()
            && !lookup.has(at, |e| matches!(e, Entry::Number(_)))
    }
}

#[cfg(test)]
mod tests {
    use super::ChunkKind::{self, Adverb, Date, Noun, Preposition, Purpose, That, Verb};
    use crate::extract::clause::parse;
    use crate::extract::fixtures::with_context;

    /// The kinds of the chunks of a sentence, without its stop.
    fn kinds(sentence: &str) -> Vec<ChunkKind> {
        with_context(sentence, |context| {
            let parse = parse(context, 0);
            let mut kinds: Vec<ChunkKind> = parse.chunks.iter().map(|c| c.kind).collect();
            kinds.pop();
            kinds
        })
    }

    #[test]
    fn a_noun_phrase_is_one_chunk_and_a_date_another() {
        assert_eq!(
            kinds("Jepang mengirim dua kapal ke Filipina kemarin."),
            [Noun, Verb, Noun, Preposition, Noun, Date]
        );
    }

    #[test]
    fn small_words_before_a_verb_are_adverbs() {
        assert_eq!(
            kinds("Jepang tidak akan mengirim kapal."),
            [Noun, Adverb, Adverb, Verb, Noun]
        );
    }

    #[test]
    fn untuk_is_a_purpose_before_a_verb_and_a_preposition_before_a_noun() {
        assert_eq!(
            kinds("Jepang mengirim kapal untuk membantu Filipina."),
            [Noun, Verb, Noun, Purpose, Verb, Noun]
        );
        assert_eq!(
            kinds("Jepang mengirim kapal untuk Filipina."),
            [Noun, Verb, Noun, Preposition, Noun]
        );
    }

    #[test]
    fn bahwa_stands_alone() {
        assert_eq!(
            kinds("Jepang mengatakan bahwa kapal tiba."),
            [Noun, Verb, That, Noun, Verb]
        );
    }
}
