//! A record → names as the corpus understands them. Looks at the record and the text around a name, never at the annotation.
//!
//! Three conventions differ. The corpus annotates names only: of a description (`juru bicara militer Israel`) the name
//! inside counts, and a description without a capital is none. It annotates outermost names only. And a
//! state or place is a location to it only where something is located: in `di Suriah` it is, in `tentara Suriah`, `Presiden
//! Suriah` or `Suriah menolak` the corpus has no label at all, while Simpul has the state that owns or acts.

use std::ops::Range;

use simpul::mention::Lookup;
use simpul::record::{EntityType, Record};
use simpul::seeds::{Entry, NounClass, Seeds};
use simpul::text::{Kind, Text};

use crate::corpus::{Label, Span};

/// Words after which a state or place is where something is.
const BEFORE_LOCATIONS: [&str; 14] = [
    "di",
    "ke",
    "dari",
    "menuju",
    "arah",
    "dekat",
    "sekitar",
    "seluruh",
    "luar",
    "asal",
    "seperti",
    "yaitu",
    "yakni",
    "khususnya",
];

/// The names of a record of one sentence, in order.
pub(crate) fn names(record: &Record, text: &Text<'_>, seeds: &Seeds) -> Vec<Span> {
    let lookup = Lookup::new(text, seeds);
    let mut all: Vec<(Range<usize>, EntityType)> = Vec::new();
    for entity in &record.entities {
        for m in &entity.mentions {
            all.push((bytes(&text.article.text, m.start..m.end), entity.kind));
        }
    }
    all.sort_by_key(|(r, kind)| (r.start, std::cmp::Reverse(r.end), *kind));
    all.dedup_by(|a, b| a.0 == b.0);
    let names: Vec<(Range<usize>, EntityType)> = all
        .iter()
        .filter_map(|m| Some((name_part(&text.article.text, m, &all)?, m.1)))
        .collect();
    let outermost = names.iter().filter(|(range, _)| {
        !names.iter().any(|(other, _)| {
            other != range && other.start <= range.start && other.end >= range.end
        })
    });
    let mut out: Vec<Span> = Vec::new();
    let mut located: Vec<Range<usize>> = Vec::new();
    for (range, kind) in outermost {
        let label = match kind {
            EntityType::Person => Label::Person,
            EntityType::Organization => Label::Organization,
            EntityType::State | EntityType::Place => {
                if !is_location(text, &lookup, range, *kind, &located) {
                    continue;
                }
                located.push(range.clone());
                Label::Location
            }
            _ => continue,
        };
        out.push((range.clone(), label));
    }
    out
}

/// The name in a mention: all of it, what follows its lower-case words, or none where a name inside is a mention of its own.
fn name_part(
    text: &str,
    (range, kind): &(Range<usize>, EntityType),
    all: &[(Range<usize>, EntityType)],
) -> Option<Range<usize>> {
    let words = text.get(range.clone())?;
    if *kind == EntityType::Person || !words.starts_with(char::is_lowercase) {
        return words.contains(char::is_uppercase).then(|| range.clone());
    }
    let inside = |r: &Range<usize>| r != range && r.start >= range.start && r.end <= range.end;
    if all.iter().any(|(r, _)| inside(r)) {
        return None;
    }
    let capital = words
        .split(' ')
        .position(|w| w.starts_with(char::is_uppercase))?;
    let skipped: usize = words.split(' ').take(capital).map(|w| w.len() + 1).sum();
    Some(range.start + skipped..range.end)
}

/// Whether something is located at a state or place, from what stands before it.
fn is_location(
    text: &Text<'_>,
    lookup: &Lookup<'_>,
    range: &Range<usize>,
    kind: EntityType,
    located: &[Range<usize>],
) -> bool {
    let at = text.tokens.iter().position(|t| t.start >= range.start);
    let Some(before) = at.and_then(|at| at.checked_sub(1)) else {
        return kind == EntityType::Place;
    };
    let follows_location = before
        .checked_sub(1)
        .and_then(|i| text.tokens.get(i))
        .is_some_and(|t| located.iter().any(|l| l.end == t.end));
    let word = text.lower(before);
    match text.kind(before) {
        _ if BEFORE_LOCATIONS.contains(&word) => true,
        Some(Kind::Comma | Kind::Open) => follows_location || kind == EntityType::Place,
        Some(Kind::Word) if word == "dan" => follows_location,
        Some(Kind::Word) => {
            let noun = |e: &Entry| matches!(e, Entry::Noun(_) | Entry::Role(..) | Entry::Root('n'));
            let place = lookup
                .noun_class(before)
                .is_some_and(|(c, _)| c == NounClass::Place);
            let owned = text
                .tokens
                .get(before)
                .is_some_and(|t| t.shape.is_capital());
            place || kind == EntityType::Place && !owned && !lookup.has(before, noun)
        }
        _ => kind == EntityType::Place,
    }
}

/// A range of code points as bytes.
fn bytes(text: &str, range: Range<usize>) -> Range<usize> {
    let at = |n: usize| text.char_indices().nth(n).map_or(text.len(), |(i, _)| i);
    at(range.start)..at(range.end)
}
