//! What the tagger takes for names → what may become mentions.
//!
//! The tagger has learnt from annotation with other conventions, so its stretches are brought to ours: a name begins and ends with a
//! capital, a title before it is no part of it, names joined by `dan` are two unless a head noun holds them
//! together (`Dinas Kelautan dan Perikanan`), and troops, a government or a treaty are described, not named.

use std::ops::Range;

use super::Lookup;
use super::tagger::{self, Span};
use crate::record::EntityType;
use crate::seeds::{Entry, Function, NameIx, NounClass, Shape, is_derived};
use crate::text::{Kind, Text};

/// The names that the tagger proposes for a sentence, in order, none overlapping.
pub(super) fn proposals(text: &Text<'_>, lookup: &Lookup<'_>, tokens: Range<usize>) -> Vec<Span> {
    let reader = Reader { text, lookup };
    let mut out: Vec<Span> = tagger::spans(text, lookup, tokens.clone())
        .into_iter()
        .flat_map(|span| reader.parts(span))
        .filter_map(|span| reader.trimmed(span))
        .collect();
    for expansion in reader.expansions(tokens, &out) {
        out.retain(|s| {
            s.tokens.end <= expansion.tokens.start || expansion.tokens.end <= s.tokens.start
        });
        out.push(expansion);
    }
    out.sort_by_key(|s| s.tokens.start);
    out
}

struct Reader<'a> {
    text: &'a Text<'a>,
    lookup: &'a Lookup<'a>,
}

impl Reader<'_> {
    /// `Balai Latihan Nelayan (BLN)`: capitalised words whose initials the name in brackets behind them repeats.
    fn expansions(&self, tokens: Range<usize>, found: &[Span]) -> Vec<Span> {
        let acronyms = found.iter().filter(|s| {
            s.tokens.len() == 1
                && s.kind != EntityType::Person
                && self.shape(s.tokens.start) == Some(Shape::Upper)
                && s.tokens.start > tokens.start + 2
                && self.text.kind(s.tokens.start - 1) == Some(Kind::Open)
        });
        let expansion = |s: &Span| {
            let end = s.tokens.start - 1;
            let start = self.spelt_out(self.text.word(s.tokens.start), tokens.start..end)?;
            Some(Span {
                tokens: start..end,
                ..s.clone()
            })
        };
        acronyms.filter_map(expansion).collect()
    }

    /// Where the words begin that end `before` and have the letters of an acronym as initials.
    fn spelt_out(&self, acronym: &str, before: Range<usize>) -> Option<usize> {
        let mut at = before.end;
        for letter in acronym.chars().rev() {
            at = at.checked_sub(1)?;
            // "Badan Kepegawaian dan Pengembangan": small words lend no letter.
            if self.shape(at) == Some(Shape::Lower) {
                at = at.checked_sub(1)?;
            }
            if at < before.start || !self.text.word(at).starts_with(letter) {
                return None;
            }
        }
        Some(at)
    }

    fn shape(&self, at: usize) -> Option<Shape> {
        self.text.tokens.get(at).map(|t| t.shape)
    }

    /// The names that a stretch joins.
    fn parts(&self, span: Span) -> Vec<Span> {
        let headed = self.has_head(&span);
        let joins = |at: &usize| match self.text.kind(*at) {
            Some(Kind::Open | Kind::Close | Kind::Comma) => true,
            _ => !headed && self.lookup.function(*at, Function::And).is_some(),
        };
        let Some(joint) = span.tokens.clone().find(joins) else {
            return vec![span];
        };
        let part = |tokens| Span {
            tokens,
            ..span.clone()
        };
        let mut out = vec![part(span.tokens.start..joint)];
        out.extend(self.parts(part(joint + 1..span.tokens.end)));
        out
    }

    /// Whether a stretch begins with a noun for a body.
    fn has_head(&self, span: &Span) -> bool {
        span.kind == EntityType::Organization
            && self.noun(span.tokens.start) == Some(NounClass::Org)
    }

    /// `Menlu Ukraina Andrii Sybiha`: a state before a person belongs to the title.
    fn owner_of_title(&self, span: &Span) -> Option<usize> {
        let start = span.tokens.start;
        let state = |ix: &NameIx| {
            let name = self.lookup.seeds.names.get(*ix);
            name.is_some_and(|n| n.kind == Some(EntityType::State))
        };
        let len = self
            .lookup
            .longest(start, |e| matches!(e, Entry::Name(ix, _) if state(ix)))?;
        (span.kind == EntityType::Person && start + len < span.tokens.end).then_some(len)
    }

    /// `Dirjen Kebudayaan Siti Rahma`: a noun made by affixes is no name of a person, so it ends the title before.
    fn ends_a_title(&self, span: &Span) -> bool {
        let start = span.tokens.start;
        let is_noun = |w: &str| {
            let lexicon = &self.lookup.seeds.lexicon;
            let mut entries = lexicon.matches(std::iter::once(lexicon.sym(w)));
            entries.any(|(_, e)| !matches!(e, Entry::Name(..)))
        };
        let lower = self.text.lower(start);
        let affixed =
            ["ke", "pe", "per"].iter().any(|p| lower.starts_with(p)) && lower.ends_with("an");
        span.kind == EntityType::Person
            && span.tokens.len() > 1
            && affixed
            && !self.lookup.seeds.personal.contains(lower)
            && (self.lookup.is_common(start) || is_derived(lower, is_noun))
    }

    /// A stretch without what is no part of a name; `None` where nothing is left that is one.
    fn trimmed(&self, mut span: Span) -> Option<Span> {
        while let Some(len) = self.no_part_before(&span) {
            span.tokens.start += len;
        }
        let ends = |at: usize| self.is_capital(at) || self.text.kind(at) == Some(Kind::Number);
        let last = span.tokens.clone().rev().find(|at| ends(*at))?;
        span.tokens.end = last + 1;
        // "Nusantara Shipping Company"
        let is_body = |at: usize| self.noun(at) == Some(NounClass::Org);
        if span.kind == EntityType::Person && span.tokens.clone().any(is_body) {
            span.kind = EntityType::Organization;
        }
        let described = matches!(
            self.noun(span.tokens.start),
            Some(NounClass::Force | NounClass::Official | NounClass::Treaty)
        );
        let numeral = span.tokens.len() == 1 && is_roman(self.text.word(span.tokens.start));
        (!described && !numeral).then_some(span)
    }

    /// How many tokens at the beginning of a stretch are no part of the name.
    fn no_part_before(&self, span: &Span) -> Option<usize> {
        let (start, words) = (span.tokens.start, span.tokens.len());
        if words > 0 && !self.is_capital(start) {
            return Some(1);
        }
        let title = self.lookup.longest(start, |e| matches!(e, Entry::Role(..)));
        title
            .filter(|len| *len < words)
            .or_else(|| self.owner_of_title(span))
            .or_else(|| self.ends_a_title(span).then_some(1))
    }

    fn is_capital(&self, at: usize) -> bool {
        let token = self.text.tokens.get(at);
        token.is_some_and(|t| t.kind == Kind::Word && t.shape.is_capital())
    }

    fn noun(&self, at: usize) -> Option<NounClass> {
        self.lookup.noun_class(at).map(|(class, _)| class)
    }
}

/// `II`, `IX`: a number behind what it counts.
fn is_roman(word: &str) -> bool {
    word.len() > 1 && word.chars().all(|c| matches!(c, 'I' | 'V' | 'X'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mention::fixtures::with_mentions;

    /// What becomes of the words `from` to `to` when the tagger takes them for a name.
    fn becomes(text: &str, words: &str, kind: EntityType) -> Vec<(String, EntityType)> {
        with_mentions(text, |text, found| {
            let count = words.split(' ').count();
            let start = (0..text.tokens.len()).find(|at| text.words(*at..at + count) == words);
            let start = start.unwrap();
            let reader = Reader {
                text,
                lookup: &found.lookup,
            };
            let span = Span {
                tokens: start..start + count,
                kind,
            };
            let parts = reader.parts(span).into_iter();
            parts
                .filter_map(|s| reader.trimmed(s))
                .map(|s| (text.words(s.tokens).to_owned(), s.kind))
                .collect()
        })
    }

    #[test]
    fn titles_and_small_words_are_no_part_of_a_name() {
        use EntityType::{Organization, Person, Place};
        let person = |name: &str| vec![(name.to_owned(), Person)];
        let text = "Kata Menlu Ukraina Andrii Sybiha di kota Sukamaju.";
        assert_eq!(
            becomes(text, "Menlu Ukraina Andrii Sybiha", Person),
            person("Andrii Sybiha")
        );
        assert_eq!(
            becomes(text, "kota Sukamaju", Place),
            [("Sukamaju".to_owned(), Place)]
        );
        let text = "Dirjen Kebudayaan Siti Rahma dan PT Nusantara Shipping Company hadir.";
        assert_eq!(
            becomes(text, "Kebudayaan Siti Rahma", Person),
            person("Siti Rahma")
        );
        let company = [("Nusantara Shipping Company".to_owned(), Organization)];
        assert_eq!(becomes(text, "Nusantara Shipping Company", Person), company);
    }

    #[test]
    fn names_joined_by_a_conjunction_come_apart_unless_a_head_noun_holds_them() {
        let text = "Dinas Kelautan dan Perikanan serta Melati Jaya dan Sumber Rejeki hadir.";
        let org = EntityType::Organization;
        let all = |names: &[&str]| {
            names
                .iter()
                .map(|n| ((*n).to_owned(), org))
                .collect::<Vec<_>>()
        };
        let whole = "Dinas Kelautan dan Perikanan";
        assert_eq!(becomes(text, whole, org), all(&[whole]));
        let two = becomes(text, "Melati Jaya dan Sumber Rejeki", org);
        assert_eq!(two, all(&["Melati Jaya", "Sumber Rejeki"]));
    }

    #[test]
    fn troops_governments_treaties_and_numbers_are_no_names() {
        let text = "Pasukan Melati dan Pemerintah Sukamaju pada Pasal II bertemu.";
        let org = EntityType::Organization;
        assert_eq!(becomes(text, "Pasukan Melati", org), []);
        assert_eq!(becomes(text, "Pemerintah Sukamaju", org), []);
        assert_eq!(becomes(text, "II", org), []);
        let text = "Pakta Melati dengan Sukamaju batal.";
        assert_eq!(becomes(text, "Pakta Melati", org), []);
    }

    #[test]
    fn an_acronym_in_brackets_shows_where_its_name_begins() {
        with_mentions(
            "Rapat di Balai Latihan dan Nelayan (BLN) batal.",
            |text, found| {
                let reader = Reader {
                    text,
                    lookup: &found.lookup,
                };
                let start = |acronym| reader.spelt_out(acronym, 0..6);
                assert_eq!(start("BLN").map(|at| text.word(at)), Some("Balai"));
                assert_eq!(start("BXN"), None);
            },
        );
    }
}
