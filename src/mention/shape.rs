//! Names that only their shape shows.
//!
//! A run of capitalised words is a name unless its sentence is written in Title Case or it is
//! ordinary vocabulary at the start. What it names, `name_kind` says; where nothing tells, it is no name.

use super::name::Scan;
use super::{Mention, What};
use crate::record::EntityType;
use crate::seeds::{Entry, Function, ReportKind, Shape};
use crate::text::Kind;

/// Lower-case words that may stand inside a name.
const PARTICLES: [&str; 16] = [
    "bin", "binti", "bint", "al", "el", "van", "der", "den", "de", "la", "von", "da", "dos", "ibn",
    "abu", "ul",
];

/// Articles that are written with the name they belong to: `al-Assad`.
const ARTICLES: [&str; 6] = ["al-", "el-", "as-", "ash-", "an-", "ul-"];

/// Prefixes of verbs.
const VERB_PREFIXES: [&str; 4] = ["me", "ber", "di", "ter"];

impl Scan<'_> {
    /// The unknown name that begins at a token of the sentence that ends at `end`.
    pub(super) fn by_shape(&self, at: usize, end: usize) -> Option<Mention> {
        let sentence = self.text.sentences.get(self.sentence)?;
        let telling = !self.title_case() || sentence.tokens.len() >= 4;
        if !telling || !self.is_name_word(at) && !self.is_called_so(at) {
            return None;
        }
        let word_only = self.is_vocabulary(at) && !self.begins_with_vocabulary(at);
        if (self.stops(at) || word_only) && !self.is_called_so(at) {
            return None;
        }
        let end = self.extent(at, end);
        if !self.title_case() && !self.is_sure(at, end) {
            return None;
        }
        let kind = self.kind(at, end)?;
        Some(self.mention(at..end, kind, What::Shape))
    }

    /// Where the tagger has looked and seen no name, only a title, the full name or a verb speaks for one.
    fn is_sure(&self, at: usize, end: usize) -> bool {
        let unknown = |i: usize| self.shape(i) == Shape::Capital && !self.is_vocabulary(i);
        let before = at.checked_sub(1);
        let inside = before
            .is_some_and(|i| self.text.kind(i) == Some(Kind::Word) && self.shape(i).is_capital());
        let acts = || end - at > 1 && (at..end).all(unknown) && self.has_verb(at, end);
        self.title_before(at) && unknown(at)
            || acts()
            || !inside && self.short.contains(self.text.lower(at))
    }

    /// Where a name that begins at `at` ends.
    fn extent(&self, at: usize, end: usize) -> usize {
        let mut to = at + 1;
        if self.is_body_of_title(at) {
            return to;
        }
        while to < end {
            if self.is_joint(to) {
                to += 2;
            } else if self.is_name_word(to) && !self.stops(to) && !self.begins_known(to, end) {
                to += 1;
            } else {
                break;
            }
        }
        to
    }

    /// A particle or the stop of an initial, with a word of a name behind it: `bin Salman`, `T. Wijaya`.
    fn is_joint(&self, at: usize) -> bool {
        let before = at.checked_sub(1);
        let short = before.is_some_and(|i| self.text.word(i).chars().count() <= 2);
        let initial = self.text.kind(at) == Some(Kind::Stop) && short;
        let particle = PARTICLES.contains(&self.text.lower(at));
        (particle || initial) && self.is_name_word(at + 1)
    }

    /// Whether a name of the names file begins here that does not go on with a name before it.
    fn begins_known(&self, at: usize, end: usize) -> bool {
        let known = self.known(at, end);
        known.is_some_and(|m| !matches!(m.kind, EntityType::Place | EntityType::Person))
    }

    /// A title, a date or a common noun ends a name.
    fn stops(&self, at: usize) -> bool {
        let lookup = &self.found.lookup;
        lookup.has(at, |e| matches!(e, Entry::Role(..)))
            || self.found.date_at(at).is_some()
            || lookup.noun(at).is_some() && self.is_vocabulary(at)
    }

    /// Whether a token can be a word of an unknown name.
    fn is_name_word(&self, at: usize) -> bool {
        let Some(token) = self.text.tokens.get(at) else {
            return false;
        };
        if token.kind != Kind::Word || !token.shape.is_capital() || token.clitic.is_some() {
            return false;
        }
        let word = self.text.word(at);
        let article = ARTICLES.iter().any(|p| {
            word.strip_prefix(p)
                .is_some_and(|w| w.starts_with(char::is_uppercase))
        });
        if article {
            return true;
        }
        if !word.starts_with(char::is_uppercase) {
            return false;
        }
        if self.found.is_function(at, Function::Determiner)
            || word.chars().count() < 2 && token.shape != Shape::Upper
        {
            return false;
        }
        !(self.at_start(at) || self.title_case()) || !self.is_vocabulary(at)
    }

    /// `kata Teguh`: an ordinary word is a name after a cue of speech, or where the text has it in a full name.
    fn is_called_so(&self, at: usize) -> bool {
        let sentence = self.text.sentences.get(self.sentence);
        let starts = sentence.is_some_and(|s| s.tokens.start == at);
        let capital = self.shape(at) == Shape::Capital && !self.title_case();
        let lookup = &self.found.lookup;
        let title = lookup.has(at, |e| matches!(e, Entry::Role(..)));
        let report = at.checked_sub(1).and_then(|i| lookup.report(i));
        let is_cue = report.is_some_and(|(r, _, len)| r.kind != ReportKind::Noun && len == 1);
        let after_cue = !starts && is_cue && lookup.noun(at).is_none();
        let known = self.short.contains(self.text.lower(at));
        capital && !title && (after_cue || known && (!self.at_start(at) || self.acts(at)))
    }

    /// `Lestari menilai`, `Budi tidak hadir`: a verb in lower case, or its negation, stands behind a word.
    fn acts(&self, at: usize) -> bool {
        let lookup = &self.found.lookup;
        let verb = self.text.lower(at + 1);
        let derived = VERB_PREFIXES.iter().any(|p| verb.starts_with(p)) && verb.len() > 5;
        let negated = lookup.has(at + 1, |e| matches!(e, Entry::Negation));
        let lower =
            self.shape(at + 1) == Shape::Lower && self.text.kind(at + 1) == Some(Kind::Word);
        let noun = lookup.noun(at + 1).is_some();
        lower && !noun && (derived || negated || lookup.report(at + 1).is_some())
    }

    /// `Budi Arie`: an ordinary word begins a name only where no capital stands before it and an unknown word follows.
    fn begins_with_vocabulary(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|i| self.text.tokens.get(i));
        // "Juru Bicara KPK Budi Wibawa": between a title and the name its body is already a whole name.
        let held = self.known_before(at) && self.title_before(at);
        let continues = before.is_some_and(|t| t.kind == Kind::Word && t.shape.is_capital())
            && !self.role_before(at)
            && !held;
        // "Kepala Dinas Kesehatan Papua": a place behind an ordinary word does not make it a name.
        let place = || {
            let known = self.known(at + 1, at + 5);
            known.is_some_and(|m| m.kind != EntityType::Person)
        };
        // "Politik, Hukum, dan Keamanan Siti Rahma": nobody is called by a noun in ke-…-an or pe-…-an.
        let word = self.text.lower(at);
        let abstracts = ["ke", "pe"].iter().any(|p| word.starts_with(p)) && word.ends_with("an");
        let abstracts = abstracts && word.len() > 6;
        !continues
            && !abstracts
            && self.is_name_word(at + 1)
            && !self.is_vocabulary(at + 1)
            && !place()
    }
}
