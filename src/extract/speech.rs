//! Who says what: stretches of text with a speaker, and the claims that stand in them.
//!
//! A cue before its speech (`NIS mengatakan bahwa …`), after it (`… ," kata Singh`), beside it (`menurut
//! NIS`), in a headline (`Pentagon: …`), or none: a quotation that fills a sentence goes on with the last speaker.

use std::ops::Range;

use super::Context;
use super::chunk::ChunkKind;
use super::clause::Parse;
use super::noun_phrase::list;
use super::quotation::{quotation, quoted_around};
use crate::link::{Entities, EntityIx};
use crate::mention::What;
use crate::read::BlockKind;
use crate::record::EntityType;
use crate::seeds::{Act, Entry, ReportKind, Voice};
use crate::text::{Clitic, Kind};

/// A stretch that somebody is reported to have said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Stretch {
    /// Who; the person first, then the body spoken for. Empty where the text gives none.
    pub(crate) speakers: Vec<EntityIx>,
    /// The cue.
    pub(crate) cue: Range<usize>,
    /// What was said.
    pub(crate) content: Range<usize>,
    /// In quotation marks.
    pub(crate) direct: bool,
    /// What the speaker does by saying it.
    pub(crate) act: Act,
}

/// The speech of a text, in order of its cues.
pub(crate) fn find(context: &Context<'_>, entities: &Entities, parses: &[Parse]) -> Vec<Stretch> {
    let mut out: Vec<Stretch> = Vec::new();
    let mut last: Vec<EntityIx> = Vec::new();
    let mut open: Option<usize> = None;
    for parse in parses {
        let before = out.len();
        let tokens = sentence_tokens(context, parse);
        let paragraph = context
            .text
            .sentences
            .get(parse.sentence)
            .map(|s| s.paragraph);
        let inside = open.is_some() && open == paragraph;
        let marks: Vec<usize> = tokens
            .clone()
            .filter(|t| kind_at(context, *t) == Some(Kind::Quote))
            .collect();
        let odd = marks.len() % 2 == 1;
        open = paragraph.filter(|_| inside ^ odd);
        for chunk in 0..parse.chunks.len() {
            let found = match parse.kind(chunk) {
                Some(ChunkKind::Verb) => verb(context, entities, parse, chunk, &last),
                Some(ChunkKind::According) => according(context, entities, parse, chunk),
                Some(ChunkKind::Noun) => noun(context, entities, parse, chunk),
                Some(ChunkKind::Colon) => headline(context, entities, parse, chunk),
                _ => None,
            };
            if let Some(stretch) = found {
                if !stretch.speakers.is_empty() && !matches!(stretch.act, Act::Quoted) {
                    last.clone_from(&stretch.speakers);
                }
                out.push(stretch);
            }
        }
        if inside && !last.is_empty() {
            let end = marks.first().copied().unwrap_or(tokens.end);
            let cue = tokens.start..tokens.start + 1;
            out.push(Stretch {
                speakers: last.clone(),
                cue,
                content: tokens.start..end,
                direct: true,
                act: Act::Said,
            });
        } else if out.len() == before {
            out.extend(quotation(context, parse, &last));
        }
    }
    nest(&mut out);
    call_untrue(context, &mut out);
    quoted_around(context, &mut out);
    out
}

/// `menyebut laporan bahwa … sebagai berita palsu` is a denial of what it repeats.
fn call_untrue(context: &Context<'_>, stretches: &mut [Stretch]) {
    let untrue = |t: usize| {
        context
            .mentions
            .lookup
            .longest(t, |e| *e == Entry::Falsehood)
            .is_some()
    };
    for stretch in stretches
        .iter_mut()
        .filter(|s| s.act == Act::Said || s.act == Act::Claimed)
    {
        if stretch.content.clone().any(untrue) {
            stretch.act = Act::Denied;
        }
    }
}

/// `NIS memperkirakan …, kata Park`: what NIS says ends where Park's cue begins, and lies inside Park's speech.
fn nest(stretches: &mut [Stretch]) {
    let closing: Vec<(Range<usize>, Range<usize>)> = stretches
        .iter()
        .filter(|s| s.content.end <= s.cue.start)
        .map(|s| (s.content.clone(), s.cue.clone()))
        .collect();
    for inner in stretches.iter_mut() {
        let outer = closing.iter().find(|(content, cue)| {
            content.contains(&inner.cue.start) && inner.content.contains(&cue.start)
        });
        if let Some((_, cue)) = outer {
            inner.content.end = cue.start;
        }
    }
}

pub(super) fn sentence_tokens(context: &Context<'_>, parse: &Parse) -> Range<usize> {
    context
        .text
        .sentences
        .get(parse.sentence)
        .map_or(0..0, |s| s.tokens.clone())
}

pub(super) fn kind_at(context: &Context<'_>, at: usize) -> Option<Kind> {
    context.text.tokens.get(at).map(|t| t.kind)
}

fn has_quote(context: &Context<'_>, tokens: Range<usize>) -> bool {
    tokens
        .into_iter()
        .any(|t| kind_at(context, t) == Some(Kind::Quote))
}

fn verb(
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
        let bare = !self
            .context
            .text
            .word(self.tokens().start)
            .to_lowercase()
            .starts_with("me");
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

    fn after_speech(&self) -> Stretch {
        let after = self.next().filter(|(_, kind)| *kind == ChunkKind::Noun);
        let after = after.map(|(n, _)| self.named(n)).filter(|a| !a.is_empty());
        let speakers = match after {
            _ if self.has_clitic() => self.person_of_context(),
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

    /// Whom `-nya` means: the first person of the sentence before in the same paragraph, else who spoke last.
    fn person_of_context(&self) -> Vec<EntityIx> {
        let sentences = &self.context.text.sentences;
        let paragraph = |s: usize| sentences.get(s).map(|s| s.paragraph);
        let before = self.parse.sentence.checked_sub(1);
        let before = before.filter(|b| paragraph(*b) == paragraph(self.parse.sentence));
        let mentions = self.context.mentions.mentions.iter().enumerate();
        let mut persons =
            mentions.filter(|(_, m)| Some(m.sentence) == before && m.kind == EntityType::Person);
        let person = persons.find_map(|(ix, _)| self.entities.one(ix));
        person.map_or_else(|| self.last.to_vec(), |p| vec![p])
    }

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
        let found = |s| speakers_or_last(self.context, self.entities, self.parse, s, self.last);
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
        let direct = has_quote(self.context, content.clone());
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

/// The actors of a subject; a pronoun or a title that names nobody goes on with the last speaker.
fn speakers_or_last(
    context: &Context<'_>,
    entities: &Entities,
    parse: &Parse,
    subject: usize,
    last: &[EntityIx],
) -> Vec<EntityIx> {
    let found = actors(context, entities, parse, subject);
    let Some(tokens) = parse.chunks.get(subject).map(|c| c.tokens.clone()) else {
        return found;
    };
    let pronoun = context
        .mentions
        .mentions
        .iter()
        .any(|m| m.tokens == tokens && matches!(m.what, What::Pronoun(_)));
    let bare_title = context.mentions.roles.iter().any(|(t, _)| *t == tokens);
    if found.is_empty() && (pronoun || bare_title) {
        last.to_vec()
    } else {
        found
    }
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

fn according(
    context: &Context<'_>,
    entities: &Entities,
    parse: &Parse,
    chunk: usize,
) -> Option<Stretch> {
    let cue = parse.chunks.get(chunk)?.tokens.clone();
    let (report, _, _) = context.mentions.lookup.report(cue.start)?;
    let noun = parse
        .after(chunk)
        .filter(|n| parse.kind(*n) == Some(ChunkKind::Noun))?;
    let speakers = actors(context, entities, parse, noun);
    let sentence = sentence_tokens(context, parse);
    let comma = (noun + 1..parse.chunks.len())
        .find(|i| parse.kind(*i) == Some(ChunkKind::Comma))
        .and_then(|i| parse.chunks.get(i));
    let opens = cue.start <= sentence.start + 1;
    let content = match comma {
        Some(comma) if opens => comma.tokens.end..sentence.end,
        None if opens => parse.chunks.get(noun)?.tokens.end..sentence.end,
        // "Jalan itu, menurut warga, sudah lama rusak": what surrounds it.
        Some(_) if parse.kind(chunk.checked_sub(1)?) == Some(ChunkKind::Comma) => sentence.clone(),
        _ => sentence.start..cue.start,
    };
    Some(Stretch {
        speakers,
        cue,
        direct: false,
        content,
        act: report.act,
    })
}

/// `pernyataan NIS bahwa …`, `laporan bahwa …`.
fn noun(
    context: &Context<'_>,
    entities: &Entities,
    parse: &Parse,
    chunk: usize,
) -> Option<Stretch> {
    let tokens = parse.chunks.get(chunk)?.tokens.clone();
    let at = tokens.clone().find(|t| {
        context
            .mentions
            .lookup
            .report(*t)
            .is_some_and(|(r, v, _)| r.kind == ReportKind::Noun || v.is_noun())
    })?;
    let (report, _, len) = context.mentions.lookup.report(at)?;
    let that = parse
        .after(chunk)
        .filter(|n| parse.kind(*n) == Some(ChunkKind::That))?;
    let content = parse.chunks.get(that)?.tokens.end..sentence_tokens(context, parse).end;
    let speakers = context
        .mentions
        .mentions
        .iter()
        .enumerate()
        .filter(|(_, m)| m.tokens.start > at && m.tokens.end <= tokens.end)
        .filter_map(|(ix, _)| entities.one(ix))
        .filter(|e| entities.kind(*e).is_some_and(EntityType::is_actor))
        .take(1)
        .collect();
    Some(Stretch {
        speakers,
        cue: at..at + len,
        direct: false,
        content,
        act: report.act,
    })
}

/// `Pentagon: Pasukan Korut Berlatih`.
fn headline(
    context: &Context<'_>,
    entities: &Entities,
    parse: &Parse,
    chunk: usize,
) -> Option<Stretch> {
    let sentence = context.text.sentences.get(parse.sentence)?;
    let is_colon = context.text.word(parse.chunks.get(chunk)?.tokens.start) == ":";
    if sentence.block != BlockKind::Title || !is_colon || chunk == 0 || chunk > 3 {
        return None;
    }
    let speakers = actors(context, entities, parse, 0);
    let cue = parse.chunks.get(chunk)?.tokens.clone();
    let content = cue.end..sentence.tokens.end;
    (!speakers.is_empty()).then_some(Stretch {
        speakers,
        direct: false,
        content,
        cue,
        act: Act::Said,
    })
}

/// The actors of a noun phrase and its list; after a person, the body whose title the phrase gives.
fn actors(
    context: &Context<'_>,
    entities: &Entities,
    parse: &Parse,
    chunk: usize,
) -> Vec<EntityIx> {
    let mut out: Vec<EntityIx> = Vec::new();
    for entity in list(context, entities, parse, chunk)
        .into_iter()
        .flat_map(|f| f.entities)
    {
        let acts = entities.kind(entity).is_some_and(EntityType::is_actor);
        if acts && !out.contains(&entity) {
            out.push(entity);
        }
    }
    if let [only] = out.as_slice()
        && entities.kind(*only) == Some(EntityType::Person)
    {
        let tokens = parse.chunks.get(chunk).map_or(0..0, |c| c.tokens.clone());
        let end = parse
            .chunks
            .get(chunk + 2)
            .filter(|_| parse.kind(chunk + 1) == Some(ChunkKind::Comma))
            .map_or(tokens.end, |c| c.tokens.end);
        let body = context
            .mentions
            .mentions
            .iter()
            .enumerate()
            .filter(|(_, m)| m.tokens.start >= tokens.start && m.tokens.end <= end)
            .filter_map(|(ix, _)| entities.one(ix))
            .find(|e| {
                entities
                    .kind(*e)
                    .is_some_and(|k| matches!(k, EntityType::State | EntityType::Organization))
            });
        out.extend(body);
    }
    out
}
