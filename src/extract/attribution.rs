//! Speech over claims: each claim takes the sources, the polarity and the act of the speech it stands in.
//!
//! The innermost speech that names a speaker counts; a medium that is only quoted from vouches for nothing.

use super::Context;
use super::Found;
use super::circumstance::flip;
use super::claim::{Claim, confidence};
use super::clause::Parse;
use super::speech::{Stretch, sentence_tokens};
use crate::link::Entities;
use crate::mention::What;
use crate::record::{Modality, Polarity};
use crate::seeds::Act;

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
            .filter(|s| s.content.contains(&m.tokens.start) && !s.speakers.is_empty());
        let innermost = holding.min_by_key(|s| (!s.direct, s.content.len()));
        let speaker = innermost.and_then(|s| {
            if many {
                s.speakers.last()
            } else {
                s.speakers.first()
            }
        });
        if let Some(speaker) = speaker {
            entities.set(ix, *speaker, "speaker of what is quoted");
        }
    }
}

/// Gives the claims of a sentence (those from `from` on) the sources of the innermost speech they stand in.
pub(crate) fn attribute(context: &Context<'_>, parse: &Parse, found: &mut Found, from: usize) {
    let denial_of_before = anaphoric_denial(context, parse, found);
    for claim in found.claims.iter_mut().skip(from) {
        if !has_no_source(context, claim) {
            take_sources(claim, &found.speech);
        }
    }
    let speech = &found.speech;
    let not_denied = |at: usize| {
        let mut silent = speech.iter().filter(|s| s.act == Act::NotDenied);
        silent.any(|s| s.content.contains(&at))
    };
    // Claims of earlier sentences have been looked at before.
    let mut new = found.claims.split_off(from);
    new.extend(denial_of_before);
    new.retain(|c| !not_denied(c.trigger.start));
    found.claims.append(&mut new);
}

/// Goes from the innermost speech around a claim outwards, until one names a speaker.
fn take_sources(claim: &mut Claim, speech: &[Stretch]) {
    let at = claim.trigger.start;
    let mut holding: Vec<&Stretch> = speech
        .iter()
        .filter(|s| s.content.contains(&at) && !s.cue.contains(&at) && s.act != Act::Quoted)
        .collect();
    holding.sort_by_key(|s| s.content.len());
    for stretch in holding {
        match stretch.act {
            Act::Denied => claim.polarity = flip(claim.polarity),
            Act::Feared if claim.modality == Modality::Actual => {
                claim.modality = Modality::Possible;
            }
            _ => {}
        }
        let own = stretch.speakers.iter().all(|s| claim.subject == Some(*s))
            && stretch.speakers.len() < 2;
        if !own || claim.polarity == Polarity::Denied {
            claim.sources.clone_from(&stretch.speakers);
            claim.act = Some(stretch.act);
        }
        if !claim.sources.is_empty() {
            break;
        }
    }
}

/// Whether a claim rests on apposition, which is the writer's own and not the speaker's.
fn has_no_source(context: &Context<'_>, claim: &Claim) -> bool {
    matches!(context.seeds.term(claim.predicate), "hasRole" | "partOf")
}

/// Nouns that point at what was said before.
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

/// `kabar itu dibantah TNI`: what the sentence before says, denied.
fn anaphoric_denial(context: &Context<'_>, parse: &Parse, found: &Found) -> Vec<Claim> {
    let tokens = sentence_tokens(context, parse);
    let Some(denial) = found
        .speech
        .iter()
        .find(|s| s.act == Act::Denied && tokens.contains(&s.cue.start) && !s.speakers.is_empty())
    else {
        return Vec::new();
    };
    let points = |t: usize| POINTERS.contains(&context.text.lower(t));
    let back = tokens.clone().take(6).any(points) || denial.content.clone().take(4).any(points);
    let short = denial.content.len() < 9;
    if !back || !short || parse.sentence == 0 {
        return Vec::new();
    }
    let before = found
        .claims
        .iter()
        .filter(|c| c.sentence + 1 == parse.sentence && !has_no_source(context, c));
    let denied = |claim: &Claim| Claim {
        polarity: flip(claim.polarity),
        sources: denial.speakers.clone(),
        act: Some(Act::Denied),
        sentence: parse.sentence,
        trigger: denial.cue.clone(),
        confidence: confidence::DENIED_BEFORE,
        ..claim.clone()
    };
    before.map(denied).collect()
}
