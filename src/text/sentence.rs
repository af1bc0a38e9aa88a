//! Tokens of a block → sentences.
//!
//! A stop ends a sentence when what follows begins like one. After initials and abbreviations it
//! does not; a quotation of several sentences is split, and its quotation marks tell speech later.

use std::ops::Range;

use super::token::{Kind, Token};

/// Abbreviations that end in a stop and want a name or a number after them.
const ABBREVIATIONS: [&str; 30] = [
    "dr", "drs", "dra", "prof", "h", "hj", "kh", "ir", "jl", "no", "pt", "cv", "tn", "ny", "sdr",
    "st", "jr", "sr", "mr", "mrs", "ms", "dll", "dkk", "rp", "hlm", "tgl", "vs", "brigjen",
    "letjen", "mayjen",
];

/// The sentences of the tokens in `range`.
pub(super) fn split(text: &str, tokens: &[Token], range: Range<usize>) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut start = range.start;
    let mut at = range.start;
    while at < range.end {
        let end = closing(tokens, at, range.end);
        if end > at && ends_here(text, tokens, at, end, range.end) {
            out.push(start..end);
            start = end;
        }
        at = end.max(at + 1);
    }
    if start < range.end {
        out.push(start..range.end);
    }
    out
}

/// One past a stop and the marks that close with it; `at` where there is no stop.
fn closing(tokens: &[Token], at: usize, limit: usize) -> usize {
    if tokens.get(at).is_none_or(|t| t.kind != Kind::Stop) {
        return at;
    }
    let mut end = at + 1;
    while end < limit {
        let (Some(last), Some(next)) = (tokens.get(end - 1), tokens.get(end)) else {
            break;
        };
        let glued = last.end == next.start;
        if !(glued && matches!(next.kind, Kind::Stop | Kind::Quote | Kind::Close)) {
            break;
        }
        end += 1;
    }
    end
}

fn ends_here(text: &str, tokens: &[Token], stop: usize, end: usize, limit: usize) -> bool {
    let Some(next) = tokens.get(end).filter(|_| end < limit) else {
        return true;
    };
    let spaced = tokens
        .get(end - 1)
        .is_some_and(|last| last.end < next.start);
    let word = |t: &Token| text.get(t.start..t.end).unwrap_or("").to_lowercase();
    let before = stop.checked_sub(1).and_then(|i| tokens.get(i));
    let is_dot = tokens
        .get(stop)
        .is_some_and(|t| text.get(t.start..t.end) == Some("."));
    let abbreviated = end == stop + 1
        && is_dot
        && before.is_some_and(|t| {
            let w = word(t);
            t.kind == Kind::Word
                && (w.chars().count() == 1 && t.shape.is_capital()
                    || ABBREVIATIONS.contains(&w.as_str()))
        });
    let begins = next.shape.is_capital()
        || matches!(
            next.kind,
            Kind::Number | Kind::Quote | Kind::Open | Kind::Dash
        );
    // "selesai.Dia": a space lost in the page.
    let lost_space = !spaced && is_dot && next.shape.is_capital();
    !abbreviated && begins && (spaced || lost_space)
}

#[cfg(test)]
mod tests {
    use crate::read::{Article, Block, BlockKind};
    use crate::seeds::Lexicon;

    fn sentences(text: &str) -> Vec<String> {
        let article = Article {
            document: String::new(),
            text: text.to_owned(),
            blocks: vec![Block {
                kind: BlockKind::Body,
                range: 0..text.len(),
            }],
            title: None,
            published: None,
            outlet: None,
            url: None,
            language: "id".into(),
            details: crate::record::Details::default(),
        };
        let split = super::super::split(&article, &Lexicon::default());
        split
            .sentences
            .iter()
            .map(|s| split.words(s.tokens.clone()).to_owned())
            .collect()
    }

    #[test]
    fn a_stop_inside_a_number_or_after_an_initial_ends_nothing() {
        assert_eq!(
            sentences("Ada 11.000 tentara. H. Agus dan M. Qodari datang.").len(),
            2
        );
        assert_eq!(sentences("Kata Prof. Budi, itu benar. Ia pergi.").len(), 2);
    }

    #[test]
    fn a_closing_quotation_mark_stays_with_its_sentence() {
        let all = sentences("\"Kami siap.\" Ia pergi. \"Ya,\" katanya.");
        assert_eq!(all, ["\"Kami siap.\"", "Ia pergi.", "\"Ya,\" katanya."]);
    }
}
