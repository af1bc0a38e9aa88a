//! Who says what: sentences → stretches of text with a speaker.
//!
//! A cue before or after its speech is a verb (`speech_verb`); here stand the cues without a verb: `menurut
//! NIS`, `laporan bahwa`, `Pentagon: …`. A quotation that fills a sentence goes on with the last speaker.

use std::ops::Range;

use super::Context;
use super::chunk::ChunkKind;
use super::clause::Parse;
use super::quotation::{Marks, goes_on, quoted_around, whole_sentence};
use super::speaker::{actors, person_before};
use super::speech_verb::verb;
use crate::link::{Entities, EntityIx};
use crate::read::BlockKind;
use crate::record::EntityType;
use crate::seeds::{Act, Entry, ReportKind};
use crate::text::Clitic;

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
    let mut marks = Marks::default();
    for parse in parses {
        let carried = marks.carry(context, parse);
        let cued = cued(context, entities, parse, &mut last);
        let uncued = cued.is_empty();
        out.extend(cued);
        match carried {
            Some(content) if !last.is_empty() => out.push(goes_on(content, &last)),
            _ if uncued => out.extend(whole_sentence(context, parse, &last)),
            _ => {}
        }
    }
    nest(&mut out);
    call_untrue(context, &mut out);
    quoted_around(context, &mut out);
    out
}

/// The speech that cues of one sentence announce; `last` becomes who spoke last.
fn cued(
    context: &Context<'_>,
    entities: &Entities,
    parse: &Parse,
    last: &mut Vec<EntityIx>,
) -> Vec<Stretch> {
    let mut out = Vec::new();
    for chunk in 0..parse.chunks.len() {
        let found = match parse.kind(chunk) {
            Some(ChunkKind::Verb) => verb(context, entities, parse, chunk, last),
            Some(ChunkKind::According) => according(context, entities, parse, chunk, last),
            Some(ChunkKind::Noun) => noun(context, entities, parse, chunk),
            Some(ChunkKind::Colon) => headline(context, entities, parse, chunk),
            _ => None,
        };
        if let Some(stretch) = found {
            if !stretch.speakers.is_empty() && stretch.act != Act::Quoted {
                last.clone_from(&stretch.speakers);
            }
            out.push(stretch);
        }
    }
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

/// `menurut NIS, …`, `…, menurut NIS`; `menurutnya` goes on with who was named or spoke last.
fn according(
    context: &Context<'_>,
    entities: &Entities,
    parse: &Parse,
    chunk: usize,
    last: &[EntityIx],
) -> Option<Stretch> {
    let cue = parse.chunks.get(chunk)?.tokens.clone();
    let (report, _, _) = context.mentions.lookup.report(cue.start)?;
    let token = context.text.tokens.get(cue.end.checked_sub(1)?)?;
    let (speakers, end) = if token.clitic == Some(Clitic::Nya) {
        let before = person_before(context, entities, parse.sentence);
        (before.map_or_else(|| last.to_vec(), |p| vec![p]), chunk)
    } else {
        let noun = parse
            .after(chunk)
            .filter(|n| parse.kind(*n) == Some(ChunkKind::Noun))?;
        (actors(context, entities, parse, noun), noun)
    };
    let content = according_content(context, parse, chunk, end)?;
    Some(Stretch {
        speakers,
        cue,
        direct: false,
        content,
        act: report.act,
    })
}

/// What `menurut …` at a chunk reports, where its speaker ends at chunk `end`.
fn according_content(
    context: &Context<'_>,
    parse: &Parse,
    chunk: usize,
    end: usize,
) -> Option<Range<usize>> {
    let cue = parse.chunks.get(chunk)?.tokens.clone();
    let sentence = sentence_tokens(context, parse);
    let comma = (end + 1..parse.chunks.len())
        .find(|i| parse.kind(*i) == Some(ChunkKind::Comma))
        .and_then(|i| parse.chunks.get(i));
    let opens = cue.start <= sentence.start + 1;
    let inserted = chunk > 0 && parse.kind(chunk - 1) == Some(ChunkKind::Comma);
    Some(match comma {
        Some(comma) if opens => comma.tokens.end..sentence.end,
        None if opens => parse.chunks.get(end)?.tokens.end..sentence.end,
        // "Jalan itu, menurut warga, sudah lama rusak": what surrounds it.
        Some(_) if inserted => sentence,
        _ => sentence.start..cue.start,
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
        .within(at + 1..tokens.end)
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
