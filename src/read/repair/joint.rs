//! A run of letters and digits that may be glued → where it comes apart.
//!
//! It is cut before inner capitals, between letters and digits, and before a verb at its end; then each joint is judged.
//! Not obvious: a joint that might be a brand's (`Likely`) is taken only beside one that is sure.

use std::ops::Range;

use super::vocabulary::Vocabulary;
use crate::seeds::Shape;

/// Letters of the shortest verb that is recognised at the end of another word.
const VERB: usize = 7;

/// Words that are also written together with the next one (`antimerokok`, `proPalestina`).
const BOUND: [&str; 12] = [
    "anti", "antar", "pasca", "multi", "semi", "maha", "super", "ultra", "pro", "pra", "non", "eks",
];

/// Places inside a run at which a verb may begin, from the left.
pub(super) fn verb_starts(run: &str) -> impl Iterator<Item = usize> {
    let last = run.len().checked_sub(VERB);
    let starts = (2..=last.unwrap_or(0)).filter(move |_| last.is_some());
    starts.filter(|at| {
        run.get(*at..).is_some_and(|tail| {
            ["me", "ber", "di", "ter"]
                .iter()
                .any(|prefix| tail.starts_with(prefix))
        })
    })
}

/// Where the run `word` comes apart; empty where not every part is sure.
pub(super) fn cuts(word: &str, next: Option<&str>, vocabulary: &Vocabulary) -> Vec<usize> {
    let mut cuts = Vec::new();
    for part in parts(word) {
        cuts.push(part.start);
        let tail = word
            .get(part.clone())
            .and_then(|part| verb_at(part, vocabulary));
        cuts.extend(tail.map(|at| part.start + at));
    }
    let ends = cuts.iter().skip(1).copied().chain([word.len()]);
    let pieces: Vec<&str> = cuts
        .iter()
        .zip(ends)
        .filter_map(|(start, end)| word.get(*start..end))
        .collect();
    let joints: Option<Vec<Joint>> = (1..pieces.len())
        .map(|n| joint(&pieces, n, next, vocabulary))
        .collect();
    cuts.remove(0);
    if joints.is_some_and(|joints| joints.contains(&Joint::Sure)) {
        cuts
    } else {
        Vec::new()
    }
}

/// Parts of a word that begin with a capital behind a small letter, or where digits and letters meet.
fn parts(word: &str) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let (mut start, mut before) = (0, None);
    for (at, c) in word.char_indices() {
        let meets = before.is_some_and(|b: char| {
            b.is_lowercase() && c.is_uppercase() || b.is_alphabetic() != c.is_alphabetic()
        });
        if meets {
            parts.push(start..at);
            start = at;
        }
        before = Some(c);
    }
    parts.push(start..word.len());
    parts
}

/// Where in `part` a verb begins that hangs on a known word, or a verb of saying on a name.
fn verb_at(part: &str, vocabulary: &Vocabulary) -> Option<usize> {
    if vocabulary.knows(part) {
        return None;
    }
    verb_starts(part).find(|at| {
        let (Some(head), Some(verb)) = (part.get(..*at), part.get(*at..)) else {
            return false;
        };
        let acronym = Shape::of(head) == Shape::Upper && vocabulary.is_name([head]);
        let known =
            acronym || letters(head) >= 4 && !BOUND.contains(&head) && vocabulary.holds(head);
        let name = letters(head) >= 4 && Shape::of(head) == Shape::Capital;
        (known || name && vocabulary.is_report(verb)) && vocabulary.is_verb(verb)
    })
}

/// How sure it is that two pieces are two words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Joint {
    /// They are, whatever stands beside them.
    Sure,
    /// They may be a brand, unless another joint of the same word is sure.
    Likely,
}

/// The joint in front of piece `n`; `next` is the word behind the last piece.
fn joint(pieces: &[&str], n: usize, next: Option<&str>, vocabulary: &Vocabulary) -> Option<Joint> {
    let (left, right) = (*pieces.get(n.checked_sub(1)?)?, *pieces.get(n)?);
    let after = pieces.get(n + 1).copied().or(next);
    let digits = |piece: &str| piece.starts_with(|c: char| c.is_ascii_digit());
    if digits(left) || digits(right) {
        return number(left, right, vocabulary);
    }
    match (Shape::of(left), Shape::of(right)) {
        // `verb_at` made this cut.
        (_, Shape::Lower) => Some(Joint::Sure),
        (Shape::Lower, _) => behind_word(left, right, after, vocabulary),
        _ => between_capitals(left, right, after, vocabulary),
    }
}

/// A small word and a name: `diGaza`, `pengebomanAmerika`; but `detikBali`, `tvOne`, `iNews`.
fn behind_word(
    left: &str,
    right: &str,
    after: Option<&str>,
    vocabulary: &Vocabulary,
) -> Option<Joint> {
    let named = vocabulary.is_name([right])
        || after.is_some_and(|after| vocabulary.is_name([right, after]))
        || letters(right) >= 4 && vocabulary.holds(right);
    if BOUND.contains(&left) {
        return None;
    }
    let function = letters(left) >= 2 && vocabulary.is_function(left);
    let sure = if function {
        named || letters(left) >= 4 && letters(right) >= 4 && Shape::of(right) == Shape::Capital
    } else {
        named && (vocabulary.is_report(left) || vocabulary.is_affixed(left))
    };
    sure.then_some(Joint::Sure)
}

/// Two words with capitals: `PresidenPrabowo`, `KoreaUtara`; but `BukaLapak`, `AirAsia`.
fn between_capitals(
    left: &str,
    right: &str,
    after: Option<&str>,
    vocabulary: &Vocabulary,
) -> Option<Joint> {
    if !(vocabulary.holds(left) && vocabulary.holds(right)) {
        return None;
    }
    let one = |test: &dyn Fn(&[&str]) -> bool| {
        test(&[left, right]) || after.is_some_and(|after| test(&[left, right, after]))
    };
    let form = one(&|words| {
        vocabulary.is_name(words.iter().copied()) || vocabulary.is_role(words.iter().copied())
    });
    let named = vocabulary.is_name([right])
        || after.is_some_and(|after| vocabulary.is_name([right, after]));
    let titled = vocabulary.is_role([left]) && named;
    if form || titled {
        Some(Joint::Sure)
    } else {
        (letters(left) >= 4 && letters(right) >= 4).then_some(Joint::Likely)
    }
}

/// A number and a word: `pada2024`, `10.000tentara`; but `Covid19`, `90an`, `5G`.
fn number(left: &str, right: &str, vocabulary: &Vocabulary) -> Option<Joint> {
    // One digit may be `kira2`, which is short for `kira-kira`.
    let sure = if left.starts_with(|c: char| c.is_ascii_digit()) {
        letters(right) >= 5 && Shape::of(right) == Shape::Lower && vocabulary.any([right], |_| true)
    } else {
        letters(left) >= 4 && right.len() >= 2 && vocabulary.is_function(left)
    };
    sure.then_some(Joint::Sure)
}

fn letters(word: &str) -> usize {
    word.chars().count()
}
