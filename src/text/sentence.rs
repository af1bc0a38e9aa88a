//! Tokens of a block → sentences.
//!
//! A stop ends a sentence when what follows begins like one. After initials and abbreviations (rows of
//! `abbreviations.tsv`) it does not, nor inside brackets, nor behind the number of a list. A quotation of several
//! sentences is split, and its quotation marks tell speech later.

use std::ops::Range;

use super::token::{Kind, Token};
use crate::seeds::{Entry, Lexicon};

/// How far a bracket may reach over stops, in tokens; one that is never closed holds nothing.
const BRACKET: usize = 60;

struct Scan<'a> {
    text: &'a str,
    tokens: &'a [Token],
    lexicon: &'a Lexicon<Entry>,
    /// One past the last token of the block.
    limit: usize,
}

/// The sentences of the tokens in `range`.
pub(super) fn split(
    text: &str,
    tokens: &[Token],
    lexicon: &Lexicon<Entry>,
    range: Range<usize>,
) -> Vec<Range<usize>> {
    let scan = Scan {
        text,
        tokens,
        lexicon,
        limit: range.end,
    };
    let mut out = Vec::new();
    let (mut start, mut at, mut held) = (range.start, range.start, range.start);
    while at < range.end {
        held = held.max(scan.bracket(at, start));
        let end = scan.closing(at);
        if end > at && end > held && scan.ends_here(start, at, end) {
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

impl Scan<'_> {
    fn kind(&self, at: usize) -> Option<Kind> {
        self.tokens
            .get(at)
            .filter(|_| at < self.limit)
            .map(|t| t.kind)
    }

    fn word(&self, at: usize) -> &str {
        let token = self.tokens.get(at).map(|t| t.start..t.end);
        token.and_then(|range| self.text.get(range)).unwrap_or("")
    }

    /// One past the bracket that closes the one at `at`; `at` where none opens. A sentence that stands in brackets as a
    /// whole is not held.
    fn bracket(&self, at: usize, start: usize) -> usize {
        if self.kind(at) != Some(Kind::Open) || at == start {
            return at;
        }
        let inside = at + 1..self.limit.min(at + BRACKET);
        let closed = inside
            .into_iter()
            .find(|i| self.kind(*i) == Some(Kind::Close));
        closed.map_or(at, |close| close + 1)
    }

    /// One past a stop and the marks that close with it; `at` where there is no stop.
    fn closing(&self, at: usize) -> usize {
        if self.kind(at) != Some(Kind::Stop) {
            return at;
        }
        let mut end = at + 1;
        while self.is_glued(end)
            && (self.is_single_quote(end)
                || matches!(self.kind(end), Some(Kind::Stop | Kind::Quote | Kind::Close)))
        {
            end += 1;
        }
        end
    }

    fn is_single_quote(&self, at: usize) -> bool {
        at < self.limit && matches!(self.word(at), "'" | "’" | "‘" | "`")
    }

    /// Whether a token follows the one before it without a space.
    fn is_glued(&self, at: usize) -> bool {
        let pair = at
            .checked_sub(1)
            .and_then(|i| self.tokens.get(i))
            .zip(self.tokens.get(at));
        at < self.limit && pair.is_some_and(|(a, b)| a.end == b.start)
    }

    /// Whether a sentence from `start` ends with the stop at `stop`, whose marks end at `end`.
    fn ends_here(&self, start: usize, stop: usize, end: usize) -> bool {
        let Some(next) = self.tokens.get(end).filter(|_| end < self.limit) else {
            return true;
        };
        let begins = next.shape.is_capital()
            || self.is_single_quote(end)
            || matches!(
                next.kind,
                Kind::Number | Kind::Quote | Kind::Open | Kind::Dash
            );
        let is_dot = self.word(stop) == ".";
        // "selesai.Dia": a space lost in the page.
        let lost_space = is_dot && next.shape.is_capital();
        let apart = !self.is_glued(end) || lost_space;
        let single = is_dot && end == stop + 1 && stop > start;
        let begins = begins || single && self.is_careless(stop - 1, end);
        begins && apart && !(single && (self.is_short(stop - 1, end) || self.is_item(start, stop)))
    }

    /// `… ke rumah. dia pulang`: a sentence without its capital; short words before the stop may be abbreviations.
    fn is_careless(&self, at: usize, next: usize) -> bool {
        const LONG: usize = 5;
        let long = self.word(at).chars().filter(|c| c.is_alphabetic()).count() >= LONG;
        let both = [at, next].iter().all(|i| self.kind(*i) == Some(Kind::Word));
        let plain = !self.word(at).contains('.');
        both && long && plain && self.abbreviation(&self.word(next).to_lowercase()).is_none()
    }

    /// Whether the stop behind a word belongs to the word: `Prof. Budi`, `A. Yani`, `Tbk. (BBNI)`. An abbreviation that can
    /// end a sentence does so before ordinary vocabulary, initials only before a function word (`R. Setia Budi`).
    fn is_short(&self, at: usize, next: usize) -> bool {
        let Some(token) = self.tokens.get(at).filter(|t| t.kind == Kind::Word) else {
            return false;
        };
        let lower = self.word(at).to_lowercase();
        let may_begin = |test: fn(&Entry) -> bool| {
            let short = self.is_entry(next, |e| matches!(e, Entry::Abbreviation(_)));
            self.kind(next) == Some(Kind::Quote) || !short && self.is_entry(next, test)
        };
        match self.abbreviation(&lower) {
            Some(false) => true,
            Some(true) => !may_begin(|e| !matches!(e, Entry::Name(..))),
            None if !token.shape.is_capital() || !is_initials(&lower) => false,
            None => !may_begin(|e| matches!(e, Entry::Function(_))),
        }
    }

    /// Whether the word is an abbreviation, and then whether a sentence can end with it.
    fn abbreviation(&self, lower: &str) -> Option<bool> {
        let sym = std::iter::once(self.lexicon.sym(lower));
        self.lexicon.matches(sym).find_map(|(_, e)| match e {
            Entry::Abbreviation(may_end) => Some(*may_end),
            _ => None,
        })
    }

    fn is_entry(&self, at: usize, test: impl Fn(&Entry) -> bool) -> bool {
        let sym = self.tokens.get(at).map(|t| t.sym);
        let mut hits = self.lexicon.matches(sym.into_iter());
        hits.any(|(_, e)| test(e))
    }

    /// `2. Kedua`, `b. Lainnya`: the number of a list begins its sentence.
    fn is_item(&self, start: usize, stop: usize) -> bool {
        let short = self.word(start).chars().count() <= 2;
        start + 1 == stop && short && matches!(self.kind(start), Some(Kind::Number | Kind::Word))
    }
}

/// `a`, `s.h`, `d.w`: letters with stops between them.
fn is_initials(lower: &str) -> bool {
    lower.split('.').all(|part| part.chars().count() == 1)
}

#[cfg(test)]
mod tests {
    use crate::read::Article;
    use crate::seeds::{Entry, Function, Lexicon};

    fn sentences(text: &str) -> Vec<String> {
        sentences_with(text, &Lexicon::default())
    }

    /// With `Prof.`, `dll.` and the function word `ia`.
    fn known(text: &str) -> Vec<String> {
        let mut lexicon = Lexicon::default();
        lexicon.add("prof", Entry::Abbreviation(false));
        lexicon.add("dll", Entry::Abbreviation(true));
        lexicon.add("ia", Entry::Function(Function::Pronoun));
        sentences_with(text, &lexicon)
    }

    fn sentences_with(text: &str, lexicon: &Lexicon<Entry>) -> Vec<String> {
        let article = Article::paragraph("", text, None);
        let split = super::super::split(&article, lexicon);
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
        assert_eq!(known("Kata Prof. Budi, itu benar. Ia pergi.").len(), 2);
    }

    #[test]
    fn a_closing_quotation_mark_stays_with_its_sentence() {
        let all = sentences("\"Kami siap.\" Ia pergi. \"Ya,\" katanya.");
        assert_eq!(all, ["\"Kami siap.\"", "Ia pergi.", "\"Ya,\" katanya."]);
    }

    #[test]
    fn an_abbreviation_that_can_end_a_sentence_does_so_before_a_function_word() {
        assert_eq!(known("Ada beras, gula, dll. Ia pergi.").len(), 2);
        assert_eq!(known("Ada Budi dll. Rahmat pergi.").len(), 1);
        assert_eq!(known("Budi Santoso, S.H. Ia pergi.").len(), 2);
    }

    #[test]
    fn a_sentence_without_its_capital_begins_after_a_long_word() {
        assert_eq!(sentences("Ia kembali ke rumah. dia lelah.").len(), 2);
        assert_eq!(sentences("Ia kembali ke Kab. bogor.").len(), 1);
    }

    #[test]
    fn brackets_and_the_numbers_of_lists_hold_their_stops() {
        assert_eq!(
            sentences("Kapal itu (lih. Gbr. Dua) karam. Awaknya selamat.").len(),
            2
        );
        assert_eq!(
            sentences("Ia pergi. (Sumber: Antara.) Budi pulang.").len(),
            3
        );
        assert_eq!(
            sentences("Kapal itu (baru karam. Awaknya selamat.").len(),
            2
        );
        assert_eq!(sentences("1. Beras dibagikan. 2. Gula dibagikan.").len(), 2);
    }

    #[test]
    fn addresses_ellipses_and_decimals_end_nothing() {
        assert_eq!(
            sentences("Dikutip dari Kompas.com, suhu 38,5 derajat.").len(),
            1
        );
        assert_eq!(
            sentences("Lihat https://contoh.id/a?b=Kota untuk rinciannya.").len(),
            1
        );
        assert_eq!(sentences("Mereka... pergi begitu saja. Habis…").len(), 2);
    }
}
