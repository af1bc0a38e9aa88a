//! Who says what: stretches of text with a speaker, and the claims that stand in them.
//!
//! A cue before its speech (`NIS mengatakan bahwa …`), after it (`… ," kata Singh`), beside it (`menurut
//! NIS`), in a headline (`Pentagon: …`), or none: a quotation that fills a sentence goes on with the last speaker.

use std::ops::Range;

use super::chunk::ChunkKind;
use super::circumstance::flip;
use super::clause::Parse;
use super::noun_phrase::list;
use super::{Context, Found};
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

fn sentence_tokens(context: &Context<'_>, parse: &Parse) -> Range<usize> {
    context
        .text
        .sentences
        .get(parse.sentence)
        .map_or(0..0, |s| s.tokens.clone())
}

fn kind_at(context: &Context<'_>, at: usize) -> Option<Kind> {
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
    let cue = parse.chunks.get(chunk)?.tokens.clone();
    let (report, voice, _) = context.mentions.lookup.report(cue.start)?;
    if report.kind != ReportKind::Verb {
        return None;
    }
    let sentence = sentence_tokens(context, parse);
    let next = parse.after(chunk);
    let previous = chunk.checked_sub(1).and_then(|p| parse.kind(p));
    let closes_speech = matches!(previous, Some(ChunkKind::Comma | ChunkKind::Quote))
        || chunk > 0 && previous == Some(ChunkKind::Mark);
    let clitic = context
        .text
        .tokens
        .get(cue.end - 1)
        .is_some_and(|t| t.clitic == Some(Clitic::Nya));
    let next_kind = next.and_then(|n| parse.kind(n));
    // "KCNA, kantor berita resmi, mengatakan …": only bare cues (`kata`, `ujar`) follow what they report.
    let bare = !context
        .text
        .word(cue.start)
        .to_lowercase()
        .starts_with("me");
    let inverted = closes_speech
        && bare
        && if voice == Voice::Passive {
            next_kind == Some(ChunkKind::Preposition)
        } else {
            next_kind == Some(ChunkKind::Noun)
        };
    let own_subject = parse.subject.get(chunk).copied().flatten();
    if clitic && bare || inverted && cue.start > sentence.start + 2 {
        let speakers = if clitic {
            last.to_vec()
        } else {
            let after = next
                .filter(|n| parse.kind(*n) == Some(ChunkKind::Noun))
                .map(|n| actors(context, entities, parse, n))
                .unwrap_or_default();
            if after.is_empty() {
                own_subject
                    .map(|s| actors(context, entities, parse, s))
                    .unwrap_or_default()
            } else {
                after
            }
        };
        let content = sentence.start..cue.start;
        return Some(Stretch {
            speakers,
            direct: has_quote(context, content.clone()),
            cue,
            content,
            act: report.act,
        });
    }
    // "Hal ini dibantah oleh Kremlin": a denial of what went before needs no words of its own.
    let denies = voice == Voice::Passive && report.act == Act::Denied;
    let content = match content_start(parse, chunk) {
        Some(from) => from..sentence.end,
        None if denies => cue.end..cue.end,
        None => return None,
    };
    let speakers = match voice {
        Voice::Passive => {
            let by = next
                .filter(|n| parse.kind(*n) == Some(ChunkKind::Noun))
                .or_else(|| {
                    next.filter(|n| {
                        parse.chunks.get(*n).is_some_and(|c| {
                            context
                                .text
                                .words(c.tokens.clone())
                                .eq_ignore_ascii_case("oleh")
                        })
                    })
                    .map(|n| n + 1)
                });
            let by = by
                .map(|n| actors(context, entities, parse, n))
                .unwrap_or_default();
            if by.is_empty() && own_subject.is_none() && report.act == Act::Said {
                last.to_vec()
            } else {
                by
            }
        }
        _ => own_subject
            .map(|s| speakers_or_last(context, entities, parse, s, last))
            .unwrap_or_default(),
    };
    let anonymous = speakers.is_empty() && voice != Voice::Passive && own_subject.is_none();
    // "belum pernah mengakui …": who does not say it vouches for nothing.
    let act = if is_negated(context, parse, chunk) {
        Act::NotDenied
    } else {
        report.act
    };
    (!anonymous && (denies || !content.is_empty())).then(|| Stretch {
        speakers,
        direct: has_quote(context, content.clone()),
        cue,
        content,
        act,
    })
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
        // "Ribuan tentara, menurut klaim para pejabat itu, telah tewas": what surrounds it.
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

/// `kami` and `saya` inside speech are who speaks: the body for the many, the person for the one.
pub(crate) fn first_persons(context: &Context<'_>, entities: &mut Entities, speech: &[Stretch]) {
    for (ix, m) in context.mentions.mentions.iter().enumerate() {
        let What::Pronoun(word) = &m.what else {
            continue;
        };
        let many = ["kami", "kita"].contains(&word.as_str());
        if !many && !["saya", "aku"].contains(&word.as_str()) {
            continue;
        }
        let holding = speech
            .iter()
            .filter(|s| s.content.contains(&m.tokens.start));
        let innermost = holding.min_by_key(|s| s.content.len());
        let speaker = innermost.and_then(|s| {
            if many {
                s.speakers.last()
            } else {
                s.speakers.first()
            }
        });
        if let (Some(of), Some(speaker)) = (entities.of.get_mut(ix), speaker) {
            *of = vec![*speaker];
        }
    }
}

/// A sentence that is a quotation from end to end and has no cue: the last speaker goes on.
fn quotation(context: &Context<'_>, parse: &Parse, last: &[EntityIx]) -> Option<Stretch> {
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
fn quoted_around(context: &Context<'_>, out: &mut Vec<Stretch>) {
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

/// Gives the claims of a sentence (those from `from` on) the sources of the innermost speech they stand in.
pub(crate) fn attribute(context: &Context<'_>, parse: &Parse, found: &mut Found, from: usize) {
    let denial_of_before = anaphoric_denial(context, parse, found);
    for claim in found.claims.iter_mut().skip(from) {
        let mut holding: Vec<&Stretch> = found
            .speech
            .iter()
            .filter(|s| {
                s.content.contains(&claim.trigger.start) && !s.cue.contains(&claim.trigger.start)
            })
            .collect();
        holding.sort_by_key(|s| s.content.len());
        let term = context
            .seeds
            .predicates
            .get(claim.predicate)
            .map_or("", |p| p.term.as_str());
        if matches!(term, "hasRole" | "partOf") {
            continue;
        }
        for stretch in holding {
            if stretch.act == Act::Quoted {
                continue;
            }
            match stretch.act {
                Act::Denied => claim.polarity = flip(claim.polarity),
                Act::Feared if claim.modality == crate::record::Modality::Actual => {
                    claim.modality = crate::record::Modality::Possible;
                }
                _ => {}
            }
            let own = stretch.speakers.iter().all(|s| claim.subject == Some(*s))
                && stretch.speakers.len() < 2;
            if !own || claim.polarity == crate::record::Polarity::Denied {
                claim.sources.clone_from(&stretch.speakers);
                claim.act = Some(stretch.act);
            }
            if !claim.sources.is_empty() {
                break;
            }
        }
    }
    let not_denied: Vec<Range<usize>> = found
        .speech
        .iter()
        .filter(|s| s.act == Act::NotDenied)
        .map(|s| s.content.clone())
        .collect();
    found
        .claims
        .retain(|c| !not_denied.iter().any(|n| n.contains(&c.trigger.start)));
    found.claims.extend(denial_of_before);
}

/// `hal ini dibantah Korea Utara`: what the sentence before says, denied.
fn anaphoric_denial(context: &Context<'_>, parse: &Parse, found: &Found) -> Vec<super::Claim> {
    const POINTERS: [&str; 8] = [
        "hal",
        "tuduhan",
        "laporan",
        "klaim",
        "tudingan",
        "kabar",
        "informasi",
        "pernyataan",
    ];
    let tokens = sentence_tokens(context, parse);
    let Some(denial) = found
        .speech
        .iter()
        .find(|s| s.act == Act::Denied && tokens.contains(&s.cue.start) && !s.speakers.is_empty())
    else {
        return Vec::new();
    };
    let points = tokens
        .clone()
        .take(6)
        .any(|t| POINTERS.contains(&context.text.word(t).to_lowercase().as_str()))
        || denial
            .content
            .clone()
            .take(4)
            .any(|t| POINTERS.contains(&context.text.word(t).to_lowercase().as_str()));
    let short = denial.content.len() < 9;
    if !points || !short || parse.sentence == 0 {
        return Vec::new();
    }
    let mut out: Vec<super::Claim> = found
        .claims
        .iter()
        .filter(|c| c.sentence + 1 == parse.sentence)
        .cloned()
        .collect();
    out.retain(|c| {
        !matches!(
            context
                .seeds
                .predicates
                .get(c.predicate)
                .map_or("", |p| p.term.as_str()),
            "hasRole" | "partOf"
        )
    });
    for claim in &mut out {
        claim.polarity = flip(claim.polarity);
        claim.sources.clone_from(&denial.speakers);
        claim.act = Some(Act::Denied);
        claim.sentence = parse.sentence;
        claim.trigger = denial.cue.clone();
        claim.confidence = super::claim::confidence::DENIED_BEFORE;
    }
    out
}
