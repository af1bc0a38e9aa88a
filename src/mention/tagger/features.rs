//! Tokens of a sentence → features of each, hashed into slots.
//!
//! A token is seen as a few atoms: its word, its shape, what the seeds say of it, the kind of known name it stands in. A feature is one atom or
//! two of the token and its neighbours, or of the run of capitalised words that it stands in.

use std::ops::Range;

use crate::mention::Lookup;
use crate::record::EntityType;
use crate::seeds::{Entry, Shape, is_derived};
use crate::text::{Kind, Text};

/// What features see of a token.
#[derive(Debug, Clone, Copy, Default)]
struct Atom {
    word: u64,
    /// How it is written; of what is no word, which mark it is.
    shape: u64,
    /// What the seeds say, one bit a category.
    category: u64,
    /// The kind of the longest known name here, and whether it begins here.
    known: u64,
    prefix: u64,
    suffix: u64,
    short_suffix: u64,
    /// Whether names of persons have this word; 0 for all but capitalised words.
    personal: u64,
    capital: bool,
}

/// The slots of the features of each token in `tokens`, which are those of one sentence.
#[must_use]
pub fn features(text: &Text<'_>, lookup: &Lookup<'_>, tokens: Range<usize>) -> Vec<Vec<u32>> {
    let mut out = Vec::with_capacity(tokens.len());
    each(text, lookup, &tokens, |slots| out.push(slots.to_vec()));
    out
}

/// Gives those slots to `take`, token by token.
pub(super) fn each(
    text: &Text<'_>,
    lookup: &Lookup<'_>,
    tokens: &Range<usize>,
    mut take: impl FnMut(&[u32]),
) {
    let atoms = atoms(text, lookup, tokens);
    let runs = runs(&atoms);
    let mut slots = Vec::with_capacity(64);
    for i in 0..atoms.len() {
        slots.clear();
        local(&atoms, i, &mut slots);
        of_run(&atoms, runs.get(i), i, &mut slots);
        take(&slots);
    }
}

/// Features of a token and its neighbours.
fn local(atoms: &[Atom], i: usize, out: &mut Vec<u32>) {
    let a = |offset: isize| neighbour(atoms, i, offset);
    let mut add = |values: &[u64]| {
        let template = out.len() as u64;
        out.push(slot(template, values));
    };
    add(&[]);
    for offset in -2..=2 {
        add(&[a(offset).word]);
        add(&[a(offset).shape]);
        add(&[a(offset).category]);
    }
    for offset in -1..=1 {
        add(&[a(offset).known]);
    }
    let (before, here, after) = (a(-1), a(0), a(1));
    add(&[here.prefix, here.shape]);
    add(&[here.suffix, here.shape]);
    add(&[here.short_suffix, here.shape]);
    add(&[before.word, here.word]);
    add(&[here.word, after.word]);
    add(&[before.shape, here.shape, after.shape]);
    add(&[before.word, here.shape]);
    add(&[before.category, here.shape]);
    add(&[here.category, here.shape]);
    add(&[here.shape, after.word]);
    add(&[here.shape, after.category]);
    add(&[before.category, here.category]);
    add(&[before.word, here.known]);
    add(&[here.known, after.shape]);
    add(&[before.known, here.shape]);
    add(&[before.known, here.known]);
    add(&[before.category, here.shape, after.category]);
    add(&[here.personal, here.shape]);
    add(&[before.personal, here.personal, after.personal]);
    add(&[here.personal, here.known]);
    add(&[here.personal, before.category]);
}

/// Features of the capitalised words around a token: where it stands among them, how they begin, what surrounds them.
fn of_run(atoms: &[Atom], run: Option<&Range<usize>>, i: usize, out: &mut Vec<u32>) {
    let Some(run) = run.filter(|r| !r.is_empty()) else {
        return;
    };
    let get = |at: Option<usize>| at.and_then(|i| atoms.get(i)).copied().unwrap_or_default();
    let (before, after) = (get(run.start.checked_sub(1)), get(Some(run.end)));
    let (first, last) = (get(Some(run.start)), get(run.end.checked_sub(1)));
    let place = (i - run.start).min(3) as u64;
    let length = run.len().min(5) as u64;
    let mut template = 100;
    let mut add = |values: &[u64]| {
        template += 1;
        out.push(slot(template, values));
    };
    add(&[place, length]);
    add(&[before.word, place]);
    add(&[before.word, length]);
    add(&[before.category, place, length]);
    add(&[after.word, place]);
    add(&[after.category, length]);
    add(&[first.word, place]);
    add(&[first.category, place]);
    add(&[last.word]);
    add(&[last.category, place]);
    add(&[before.shape, after.shape, length]);
    add(&[before.word, after.category, length]);
    add(&[before.category, after.category]);
    let personal = atoms
        .get(run.clone())
        .unwrap_or(&[])
        .iter()
        .map(|a| a.personal)
        .sum::<u64>();
    add(&[personal, length]);
    add(&[first.personal, place]);
    add(&[last.personal, place, length]);
}

/// A feature as a slot: its template and values mixed (multiplication and rotation, constant of `FxHash`).
fn slot(template: u64, values: &[u64]) -> u32 {
    let mix =
        |hash: u64, value: &u64| (hash.rotate_left(5) ^ value).wrapping_mul(0x517c_c1b7_2722_0a95);
    let hash = values.iter().fold(mix(0, &(template + 1)), mix);
    // The high bits depend on all of the values.
    u32::try_from(hash >> 32).unwrap_or(0)
}

/// The 64-bit FNV-1a hash (Fowler, Noll, Vo) of letters in UTF-8.
fn fnv(letters: impl Iterator<Item = char>) -> u64 {
    let mix = |hash: u64, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    letters.fold(0xcbf2_9ce4_8422_2325, |hash, letter| {
        letter.encode_utf8(&mut [0; 4]).bytes().fold(hash, mix)
    })
}

fn neighbour(atoms: &[Atom], i: usize, offset: isize) -> Atom {
    let at = i.checked_add_signed(offset).and_then(|i| atoms.get(i));
    at.copied().unwrap_or_default()
}

/// For each token the run of capitalised words that it stands in, empty where it stands in none.
fn runs(atoms: &[Atom]) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::with_capacity(atoms.len());
    for i in 0..atoms.len() {
        let in_last = out.last().is_some_and(|r| r.contains(&i));
        let run = match out.last() {
            Some(last) if in_last => last.clone(),
            _ => i..i + atoms.iter().skip(i).take_while(|a| a.capital).count(),
        };
        out.push(run);
    }
    out
}

fn atoms(text: &Text<'_>, lookup: &Lookup<'_>, tokens: &Range<usize>) -> Vec<Atom> {
    let mut out: Vec<Atom> = tokens.clone().map(|at| atom(text, lookup, at)).collect();
    for at in tokens.clone() {
        for hit in lookup.at(at) {
            let end = (at + hit.len).min(tokens.end);
            let bit = category(hit.entry, lookup);
            for inside in at + 1..end {
                if let Some(atom) = out.get_mut(inside - tokens.start) {
                    atom.category |= bit << 32;
                }
            }
        }
    }
    mark_known(
        &known_names(text, lookup, tokens.clone()),
        tokens.start,
        &mut out,
    );
    // A sentence begins with a capital that tells nothing.
    let first_word = tokens.clone().find(|at| text.kind(*at) == Some(Kind::Word));
    if let Some(at) = first_word
        && let Some(atom) = out.get_mut(at - tokens.start)
    {
        atom.capital &= !is_vocabulary(text, lookup, at);
        atom.shape += 32;
    }
    out
}

fn atom(text: &Text<'_>, lookup: &Lookup<'_>, at: usize) -> Atom {
    let lower = text.lower(at);
    let word = fnv(lower.chars());
    let Some(token) = text.tokens.get(at) else {
        return Atom::default();
    };
    if token.kind != Kind::Word {
        let mark = token.kind as u64 + 10;
        let word = if matches!(token.kind, Kind::Number | Kind::Slashed) {
            mark
        } else {
            word
        };
        return Atom {
            word,
            shape: mark,
            ..Atom::default()
        };
    }
    let end = |n: usize| fnv(lower.chars().rev().take(n));
    let category = lookup
        .at(at)
        .iter()
        .fold(0, |bits, h| bits | category(h.entry, lookup));
    let derived = u64::from(category == 0 && is_vocabulary(text, lookup, at)) << 31;
    Atom {
        word,
        shape: shape(text.word(at), token.shape),
        category: category | derived,
        known: 0,
        prefix: fnv(lower.chars().take(3)),
        suffix: end(3),
        short_suffix: end(2),
        personal: u64::from(token.shape.is_capital() && lookup.seeds.personal.contains(lower)),
        capital: token.shape.is_capital(),
    }
}

/// Letter case, and whether digits, hyphens or dots stand in the word.
fn shape(word: &str, shape: Shape) -> u64 {
    let has = |c: char| u64::from(word.contains(c));
    let digits = u64::from(word.contains(|c: char| c.is_ascii_digit()));
    let single = u64::from(word.chars().count() == 1);
    1 + shape as u64 + (digits << 6) + (has('-') << 7) + (has('.') << 8) + (single << 9)
}

fn is_vocabulary(text: &Text<'_>, lookup: &Lookup<'_>, at: usize) -> bool {
    let lexicon = &lookup.seeds.lexicon;
    let is_word = |w: &str| {
        let mut entries = lexicon.matches(std::iter::once(lexicon.sym(w)));
        entries.any(|(_, e)| !matches!(e, Entry::Name(..)))
    };
    lookup.is_common(at) || is_derived(text.lower(at), is_word)
}

/// The bit of an entry.
fn category(entry: &Entry, lookup: &Lookup<'_>) -> u64 {
    let bit = match entry {
        Entry::Name(..) => return 0,
        Entry::Frame(_, voice) => u32::from(voice.is_noun()),
        Entry::Report(..) => 2,
        Entry::Role(..) => 3,
        Entry::Noun(ix) => 4 + lookup.seeds.nouns.get(*ix).map_or(0, |n| n.class as u32),
        Entry::Function(class) => 15 + *class as u32 % 10,
        Entry::Calendar(_) => 25,
        Entry::Number(_) | Entry::Comparator(_) => 26,
        Entry::Root('v') => 27,
        Entry::Root('n') => 28,
        Entry::Root(_) => 29,
        _ => 30,
    };
    1 << bit
}

/// Marks the known names.
fn mark_known(names: &[(Range<usize>, EntityType)], start: usize, out: &mut [Atom]) {
    for (tokens, kind) in names {
        for (i, atom) in out
            .iter_mut()
            .skip(tokens.start - start)
            .take(tokens.len())
            .enumerate()
        {
            atom.known = 1 + 2 * *kind as u64 + u64::from(i > 0);
        }
    }
}

/// The longest forms of the names file in a sentence from left to right, states as places.
#[must_use]
pub fn known_names(
    text: &Text<'_>,
    lookup: &Lookup<'_>,
    tokens: Range<usize>,
) -> Vec<(Range<usize>, EntityType)> {
    let mut out = Vec::new();
    let mut at = tokens.start;
    while at < tokens.end {
        let names = lookup.at(at).iter().filter_map(|h| match h.entry {
            Entry::Name(ix, casing) if casing.accepts(Lookup::shapes(text, at, h.len)) => {
                Some((h.len, lookup.seeds.names.get(*ix)?.kind?))
            }
            _ => None,
        });
        let longest = names.max_by_key(|(len, kind)| (*len, std::cmp::Reverse(*kind)));
        let Some((len, kind)) = longest else {
            at += 1;
            continue;
        };
        let kind = if kind == EntityType::State {
            EntityType::Place
        } else {
            kind
        };
        out.push((at..at + len, kind));
        at += len;
    }
    out
}
