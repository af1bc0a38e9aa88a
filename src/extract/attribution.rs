//! Speech over claims: each claim takes the sources, the polarity and the act of the speech it stands in.
//!
//! The innermost speech that names a speaker counts; a medium that is only quoted from vouches for nothing.

use std::ops::Range;

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
        if has_no_source(context, claim) {
            continue;
        }
        for stretch in holding {
            if stretch.act == Act::Quoted {
                continue;
            }
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

/// Whether a claim rests on apposition, which is the writer's own and not the speaker's.
fn has_no_source(context: &Context<'_>, claim: &Claim) -> bool {
    matches!(context.seeds.term(claim.predicate), "hasRole" | "partOf")
}

/// `kabar itu dibantah TNI`: what the sentence before says, denied.
fn anaphoric_denial(context: &Context<'_>, parse: &Parse, found: &Found) -> Vec<Claim> {
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
        .any(|t| POINTERS.contains(&context.text.lower(t).as_str()))
        || denial
            .content
            .clone()
            .take(4)
            .any(|t| POINTERS.contains(&context.text.lower(t).as_str()));
    let short = denial.content.len() < 9;
    if !points || !short || parse.sentence == 0 {
        return Vec::new();
    }
    let mut out: Vec<Claim> = found
        .claims
        .iter()
        .filter(|c| c.sentence + 1 == parse.sentence)
        .cloned()
        .collect();
    out.retain(|c| !has_no_source(context, c));
    for claim in &mut out {
        claim.polarity = flip(claim.polarity);
        claim.sources.clone_from(&denial.speakers);
        claim.act = Some(Act::Denied);
        claim.sentence = parse.sentence;
        claim.trigger = denial.cue.clone();
        claim.confidence = confidence::DENIED_BEFORE;
    }
    out
}
