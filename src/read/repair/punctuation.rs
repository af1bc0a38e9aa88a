//! A line → the places behind its stops, commas, quotation marks and brackets where a space got lost.
//!
//! `kemarin.Menurut dia`, `"kami siap,"katanya`, `Serikat(AS)`. Not obvious: a straight quotation mark opens or
//! closes by its number in the line, so a line with an odd number of them tells nothing.

use super::glued::{DOMAINS, is_address};
use super::vocabulary::Vocabulary;
use crate::seeds::Shape;

/// Adds the places of a line that begins at byte `start` of the text.
pub(super) fn find(line: &str, start: usize, vocabulary: &Vocabulary, places: &mut Vec<usize>) {
    let straight = line.matches('"').count();
    let (mut at, mut quotes) = (0, 0_usize);
    for chunk in line.split_inclusive(char::is_whitespace) {
        let known = places.len();
        for (mark, c) in chunk.char_indices().filter(|(_, c)| !c.is_alphanumeric()) {
            let lost = match c {
                '.' | '!' | '?' | ',' => behind_stop(chunk, mark, c, vocabulary),
                '"' if straight.is_multiple_of(2) => {
                    quotation(chunk, mark, c, !quotes.is_multiple_of(2), vocabulary)
                }
                '“' | '”' => quotation(chunk, mark, c, c == '”', vocabulary),
                '(' => before_bracket(chunk, mark, vocabulary),
                ')' => behind_bracket(chunk, mark, vocabulary),
                _ => None,
            };
            quotes += usize::from(c == '"');
            places.extend(lost.map(|lost| start + at + lost));
        }
        if places.len() > known && is_address(chunk) {
            places.truncate(known);
        }
        at += chunk.len();
    }
}

/// The letters that end `text`.
fn last_word(text: &str) -> &str {
    let rest = text.trim_end_matches(char::is_alphabetic);
    text.get(rest.len()..).unwrap_or_default()
}

/// The letters that begin `text`.
fn first_word(text: &str) -> &str {
    let rest = text.trim_start_matches(char::is_alphabetic);
    text.get(..text.len() - rest.len()).unwrap_or_default()
}

/// The words on both sides of the mark `c` at byte `at`.
fn sides(chunk: &str, at: usize, c: char) -> Option<(&str, &str)> {
    let before = last_word(chunk.get(..at)?);
    Some((before, first_word(chunk.get(at + c.len_utf8()..)?)))
}

/// Behind a stop a sentence begins, behind a comma a word that is known.
fn behind_stop(chunk: &str, at: usize, c: char, vocabulary: &Vocabulary) -> Option<usize> {
    let (before, after) = sides(chunk, at, c)?;
    if after.is_empty() {
        return None;
    }
    let long = |word: &str| word.chars().count() >= 3;
    let sure = long(before)
        && vocabulary.knows(before)
        && if c == ',' {
            vocabulary.knows(after) && after.len() >= 2
        } else {
            let begins = Shape::of(after) == Shape::Capital && long(after);
            let domain = DOMAINS.contains(&after.to_lowercase().as_str());
            let known = Shape::of(before) == Shape::Lower || vocabulary.knows(after);
            begins && !domain && known && Shape::of(before) != Shape::Upper
        };
    sure.then_some(at + c.len_utf8())
}

/// A quotation closes behind a comma or stop, and opens behind one too; the other side is a word.
fn quotation(
    chunk: &str,
    at: usize,
    c: char,
    closes: bool,
    vocabulary: &Vocabulary,
) -> Option<usize> {
    let (_, after) = sides(chunk, at, c)?;
    let stopped = chunk.get(..at)?.ends_with([',', '.', '!', '?']);
    if closes {
        let known = after.chars().count() >= 3 && vocabulary.knows(after);
        return (stopped && known).then_some(at + c.len_utf8());
    }
    let spoken = last_word(chunk.get(..at)?.trim_end_matches([',', ':']));
    let pause = chunk.get(..at)?.ends_with([',', ':']);
    (pause && !after.is_empty() && vocabulary.knows(spoken)).then_some(at)
}

/// A name and its acronym: `Serikat(AS)`; but `orang(-orang)`, `P(A)`.
fn before_bracket(chunk: &str, at: usize, vocabulary: &Vocabulary) -> Option<usize> {
    let (before, within) = sides(chunk, at, '(')?;
    let last = before
        .rfind(char::is_uppercase)
        .filter(|_| Shape::of(before) != Shape::Upper);
    let before = before.get(last?..)?;
    let closed = chunk.get(at + 1 + within.len()..)?.starts_with(')');
    let acronym = Shape::of(within) == Shape::Upper && within.len() >= 2;
    let name = Shape::of(before) == Shape::Capital && vocabulary.holds(before);
    (closed && acronym && name).then_some(at)
}

/// What follows an acronym or a short title in brackets: `(Menlu)Iran`, `(RI)melakukan`; but `(ke)lima`.
fn behind_bracket(chunk: &str, at: usize, vocabulary: &Vocabulary) -> Option<usize> {
    let (within, after) = sides(chunk, at, ')')?;
    let opened = chunk.get(..at - within.len())?.ends_with('(');
    let short = Shape::of(within) != Shape::Lower && within.len() >= 2;
    let known = after.chars().count() >= 3 && vocabulary.knows(after);
    (opened && short && known).then_some(at + 1)
}
