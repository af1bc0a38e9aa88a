//! Article → `Fingerprint` of its news: the words of the body, folded.
//!
//! Not obvious: paragraphs are joined, because outlets break the same story at other places; headline,
//! captions and whatever lies outside the blocks are left out, because those are what an outlet changes.

use crate::read::{Article, BlockKind};
use crate::record::fingerprint::{Fingerprint, Word};
use crate::seeds::{Calendar, Entry, Seeds};

/// The fingerprint of an article's body; `None` where it has fewer than five words.
pub(super) fn of(article: &Article, seeds: &Seeds) -> Option<Fingerprint> {
    let body = article.blocks.iter().filter(|b| b.kind == BlockKind::Body);
    let words: Vec<Word> = body
        .flat_map(|block| words(article.quote(block)))
        .map(|text| Word {
            figure: is_figure(&text, seeds),
            text,
        })
        .collect();
    Fingerprint::of(&words)
}

/// Words in lower case: letters and digits; a mark inside a number (`11.000`) and an apostrophe
/// inside a word are passed over, every other mark ends the word.
fn words(text: &str) -> Vec<String> {
    // Most words fit, so that few strings grow.
    let fresh = || String::with_capacity(12);
    let mut words = vec![fresh()];
    let mut letters = text.chars().peekable();
    let mut before = ' ';
    while let Some(letter) = letters.next() {
        let after = letters.peek().copied().unwrap_or(' ');
        let inside = match letter {
            '.' | ',' => before.is_ascii_digit() && after.is_ascii_digit(),
            '\'' | '\u{2019}' | '`' => before.is_alphabetic() && after.is_alphabetic(),
            _ => false,
        };
        before = letter;
        match words.last_mut() {
            Some(word) if letter.is_alphanumeric() => word.extend(letter.to_lowercase()),
            Some(word) if !inside && !word.is_empty() => words.push(fresh()),
            _ => {}
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// Whether a word has a digit or names a day of the week.
fn is_figure(word: &str, seeds: &Seeds) -> bool {
    let symbol = seeds.lexicon.sym(word);
    let mut entries = seeds.lexicon.matches(std::iter::once(symbol));
    word.contains(|c: char| c.is_ascii_digit())
        || entries.any(|(_, entry)| matches!(entry, Entry::Calendar(Calendar::Weekday(_))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_and_punctuation_do_not_matter() {
        let one = "JAKARTA – “Ada 11.000 orang,” kata Ma'ruf, Jum’at (22/11).";
        let two = "Jakarta - \"Ada 11,000 orang\", kata Maruf Jumat 22/11";
        assert_eq!(words(one), words(two));
        assert_eq!(words("2,7 juta. 3 kapal"), ["27", "juta", "3", "kapal"]);
    }

    #[test]
    fn days_and_numbers_are_figures() {
        let seeds = Seeds::embedded().unwrap();
        for (word, figure) in [("rabu", true), ("23", true), ("b52", true), ("raja", false)] {
            assert_eq!(is_figure(word, &seeds), figure, "{word}");
        }
    }
}
