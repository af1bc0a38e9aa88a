//! A verb of saying → its speech: what is said, before or after the verb, and by whom.
//!
//! `NIS mengatakan bahwa …` looks forward, `… ," kata Singh` back. Only a bare cue (`kata`, `ujar`, `katanya`) can follow
//! its speech, so the prefix of the verb decides where to look.

use std::ops::Range;

use super::Context;
use super::chunk::ChunkKind;
use super::clause::Parse;
use super::quotation::quotes;
use super::speaker::{actors, actors_or_last, person_before};
use super::speech::{Stretch, sentence_tokens};
use crate::link::{Entities, EntityIx};
use crate::record::EntityType;
use crate::seeds::{Act, Entry, ReportKind, Voice};
use crate::text::Clitic;

/// The speech of a verb of saying; none where it says nothing, or nobody is there to say it.
pub(super) fn verb(
    context: &Context<'_>,
    entities: &Entities,
    parse: &Parse,
    chunk: usize,
    last: &[EntityIx],
) -> Option<Stretch> {
    let token = parse.chunks.get(chunk)?.tokens.start;
    let (report, voice, _) = context.mentions.lookup.report(token)?;
    if report.kind != ReportKind::Verb {
        return None;
    }
    let cue = Cue {
        context,
        entities,
        parse,
        chunk,
        voice,
        act: report.act,
        last,
    };
    if cue.follows() {
        Some(cue.after_speech())
    } else {
        cue.before_speech()
    }
}

/// A verb of saying in its sentence.
struct Cue<'a> {
    context: &'a Context<'a>,
    entities: &'a Entities,
    parse: &'a Parse,
    chunk: usize,
    voice: Voice,
    act: Act,
    /// Who spoke last.
    last: &'a [EntityIx],
}

impl Cue<'_> {
    fn tokens(&self) -> Range<usize> {
        self.parse
            .chunks
            .get(self.chunk)
            .map_or(0..0, |c| c.tokens.clone())
    }

    fn sentence(&self) -> Range<usize> {
        sentence_tokens(self.context, self.parse)
    }

    /// The next chunk that is no adverb, with its kind.
    fn next(&self) -> Option<(usize, ChunkKind)> {
        let next = self.parse.after(self.chunk)?;
        Some((next, self.parse.kind(next)?))
    }

    fn subject(&self) -> Option<usize> {
        self.parse.subject.get(self.chunk).copied().flatten()
    }

    /// `katanya`: the speaker hangs on the cue.
    fn has_clitic(&self) -> bool {
        let last = self
            .tokens()
            .end
            .checked_sub(1)
            .and_then(|t| self.context.text.tokens.get(t));
        last.is_some_and(|t| t.clitic == Some(Clitic::Nya))
    }

    /// Whether the speech stands before the cue: `… ," kata Singh`. Only bare cues follow what they report;
    /// in "KCNA, kantor berita resmi, mengatakan …" the comma closes an apposition.
    fn follows(&self) -> bool {
        let word = self.context.text.lower(self.tokens().start);
        let bare = !word.starts_with("me");
        let previous = self.chunk.checked_sub(1).and_then(|p| self.parse.kind(p));
        let closes = matches!(
            previous,
            Some(ChunkKind::Comma | ChunkKind::Quote | ChunkKind::Mark)
        );
        let wanted = if self.voice == Voice::Passive {
            ChunkKind::Preposition
        } else {
            ChunkKind::Noun
        };
        let inverted = closes && self.next().is_some_and(|(_, kind)| kind == wanted);
        bare && (self.has_clitic() || inverted && self.tokens().start > self.sentence().start + 2)
    }

    fn actors(&self, chunk: usize) -> Vec<EntityIx> {
        actors(self.context, self.entities, self.parse, chunk)
    }

    /// `… ," kata Singh`.
    fn after_speech(&self) -> Stretch {
        let after = self.next().filter(|(_, kind)| *kind == ChunkKind::Noun);
        let after = after.map(|(n, _)| self.named(n)).filter(|a| !a.is_empty());
        let speakers = match after {
            _ if self.has_clitic() => {
                person_before(self.context, self.entities, self.parse.sentence)
                    .map_or_else(|| self.last.to_vec(), |p| vec![p])
            }
            Some(after) => after,
            None => self.subject().map(|s| self.actors(s)).unwrap_or_default(),
        };
        let content = self.sentence().start..self.tokens().start;
        self.stretch(speakers, content, self.act)
    }

    /// The actors of a phrase; in `kata peneliti LIPI, Dewi,` the name behind the comma comes first.
    fn named(&self, chunk: usize) -> Vec<EntityIx> {
        let mut found = self.actors(chunk);
        let is_person = |e: &EntityIx| self.entities.kind(*e) == Some(EntityType::Person);
        let behind_comma = self.parse.kind(chunk + 1) == Some(ChunkKind::Comma)
            && self.parse.kind(chunk + 2) == Some(ChunkKind::Noun)
            && self.parse.kind(chunk + 3) != Some(ChunkKind::Verb);
        if behind_comma && !found.iter().any(is_person) {
            let person = self.actors(chunk + 2).into_iter().find(is_person);
            found.splice(0..0, person);
        }
        found
    }

    /// `NIS mengatakan bahwa …`.
    fn before_speech(&self) -> Option<Stretch> {
        // "Hal ini dibantah oleh Kremlin": a denial of what went before needs no words of its own.
        let denies = self.voice == Voice::Passive && self.act == Act::Denied;
        let content = match content_start(self.parse, self.chunk) {
            Some(from) => from..self.sentence().end,
            None if denies => self.tokens().end..self.tokens().end,
            None => return None,
        };
        let speakers = if self.voice == Voice::Passive {
            self.agents()
        } else {
            self.speakers()
        };
        let anonymous =
            speakers.is_empty() && self.voice != Voice::Passive && self.subject().is_none();
        // "belum pernah mengakui …": who does not say it vouches for nothing.
        let act = if is_negated(self.context, self.parse, self.chunk) {
            Act::NotDenied
        } else {
            self.act
        };
        let says = !anonymous && (denies || !content.is_empty());
        says.then(|| self.stretch(speakers, content, act))
    }

    fn speakers(&self) -> Vec<EntityIx> {
        let subject = self.subject();
        let found = |s| actors_or_last(self.context, self.entities, self.parse, s, self.last);
        subject.map(found).unwrap_or_default()
    }

    /// Who says it in the passive: after `oleh` or bare; `disebutkan bahwa` goes on with the last speaker.
    fn agents(&self) -> Vec<EntityIx> {
        let is_by = |n: usize| {
            let words = self
                .parse
                .chunks
                .get(n)
                .map(|c| self.context.text.words(c.tokens.clone()));
            words.is_some_and(|w| w.eq_ignore_ascii_case("oleh"))
        };
        let by = match self.next() {
            Some((n, ChunkKind::Noun)) => self.actors(n),
            Some((n, _)) if is_by(n) => self.actors(n + 1),
            _ => Vec::new(),
        };
        let impersonal = by.is_empty() && self.subject().is_none() && self.act == Act::Said;
        if impersonal { self.last.to_vec() } else { by }
    }

    fn stretch(&self, speakers: Vec<EntityIx>, content: Range<usize>, act: Act) -> Stretch {
        let direct = quotes(self.context, content.clone()).next().is_some();
        Stretch {
            speakers,
            cue: self.tokens(),
            content,
            direct,
            act,
        }
    }
}

/// Whether a negation stands right before a verb.
fn is_negated(context: &Context<'_>, parse: &Parse, chunk: usize) -> bool {
    (0..chunk)
        .rev()
        .map_while(|i| parse.chunks.get(i).filter(|c| c.kind == ChunkKind::Adverb))
        .any(|c| {
            context
                .mentions
                .lookup
                .longest(c.tokens.start, |e| *e == Entry::Negation)
                .is_some()
        })
}

/// Where what is said begins: after `bahwa`, a comma or colon, else right after the cue and its dates and addressees.
fn content_start(parse: &Parse, chunk: usize) -> Option<usize> {
    let mut at = chunk + 1;
    while let Some(c) = parse.chunks.get(at) {
        match c.kind {
            ChunkKind::That | ChunkKind::Colon | ChunkKind::Comma => return Some(c.tokens.end),
            ChunkKind::Preposition => at += 2,
            ChunkKind::Date | ChunkKind::Adverb | ChunkKind::Mark => at += 1,
            _ => return Some(c.tokens.start),
        }
    }
    None
}
