//! An unknown name → what kind of thing it names, from the words before, in and after it.
//!
//! Cues are tried in falling certainty: a title, capitals throughout, a noun before, a noun inside, a preposition,
//! what follows. Two unknown capitalised words without any cue are taken for a person.

use super::name::Scan;
use crate::record::EntityType;
use crate::seeds::{Entry, Function, NounClass, ReportKind, Shape};
use crate::text::Kind;

impl Scan<'_> {
    /// What kind of name stands at `at..end`; `None` where nothing tells.
    pub(super) fn kind(&self, at: usize, end: usize) -> Option<EntityType> {
        let single = end - at == 1;
        // "Komisi X DPR": a number, no name.
        if single && self.text.word(at).chars().all(|c| "IVX".contains(c)) {
            return None;
        }
        if single && self.is_body_of_title(at) {
            return Some(EntityType::Organization);
        }
        if self.is_command_of_title(at, end) {
            return Some(EntityType::Place);
        }
        // "Kepala Dinas Perhubungan Siti Rahma": the title may hold its body.
        if self.title_before(at) || single && self.short.contains(self.text.lower(at)) {
            return Some(EntityType::Person);
        }
        if single && self.shape(at) == Shape::Upper {
            return self.is_acronym(at).then_some(EntityType::Organization);
        }
        self.by_noun_before(at, end)
            .or_else(|| self.by_words_inside(at, end))
            .or_else(|| self.by_preposition(at, end))
            .or_else(|| self.is_person(at, end).then_some(EntityType::Person))
    }

    /// A word in capitals: in brackets always, elsewhere from two letters on.
    fn is_acronym(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|i| self.text.kind(i));
        before == Some(Kind::Open) || self.text.word(at).len() >= 2 && !self.title_case()
    }

    /// `warga Siti Rahma`, `desa Sukamaju`: the common noun before the name.
    fn by_noun_before(&self, at: usize, end: usize) -> Option<EntityType> {
        let lookup = &self.found.lookup;
        let before = at.checked_sub(1).filter(|_| !self.known_before(at))?;
        let two_words = || {
            let noun = before.checked_sub(1).and_then(|j| lookup.noun_class(j));
            noun.filter(|(_, len)| *len == 2)
        };
        let (class, _) = lookup.noun_class(before).or_else(two_words)?;
        match class {
            NounClass::Person | NounClass::Leader if end - at > 1 => Some(EntityType::Person),
            NounClass::Place => Some(EntityType::Place),
            NounClass::Org | NounClass::Media => Some(EntityType::Organization),
            NounClass::Weapon => Some(EntityType::Weapon),
            _ => None,
        }
    }

    /// A noun for a body inside the name, or a word with dots in it (`Tokopedia.com`).
    fn by_words_inside(&self, at: usize, end: usize) -> Option<EntityType> {
        let is_org = |i: usize| {
            let class = self.found.lookup.noun_class(i);
            class.is_some_and(|(c, _)| c == NounClass::Org)
        };
        let dotted = |i: usize| self.text.word(i).contains('.');
        (at..end)
            .any(|i| is_org(i) || dotted(i))
            .then_some(EntityType::Organization)
    }

    /// `di Sukamaju`: short names after a preposition of place; `dari` takes persons too.
    fn by_preposition(&self, at: usize, end: usize) -> Option<EntityType> {
        let preposition = self.preposition_before(at)?;
        let words = end - at;
        (words == 1 || words <= 3 && preposition != "dari").then_some(EntityType::Place)
    }

    /// Whether a verb stands right before or behind a name, or a preposition that takes persons before it.
    pub(super) fn has_verb(&self, at: usize, end: usize) -> bool {
        let lookup = &self.found.lookup;
        let verb = |i: usize| {
            lookup.frames(i).iter().any(|(_, v, _)| !v.is_noun()) || lookup.report(i).is_some()
        };
        let lower = |i: usize| self.shape(i) == Shape::Lower;
        let is_verb = |e: &Entry| matches!(e, Entry::Frame(_, v) if !v.is_noun());
        let before = |back: usize| {
            at.checked_sub(back)
                .is_some_and(|j| self.begins_and_ends(j, at, is_verb))
        };
        let preposition = at
            .checked_sub(1)
            .is_some_and(|i| ["kepada", "oleh"].contains(&self.text.lower(i)));
        lower(end) && verb(end) || (1..=3).any(before) || preposition
    }

    /// Two words or more, or one that a cue of speech, a verb or an explanation marks as a person.
    fn is_person(&self, at: usize, end: usize) -> bool {
        let lookup = &self.found.lookup;
        let says = |i: usize| {
            let report = lookup.report(i);
            report.is_some_and(|(r, _, _)| r.kind == ReportKind::Verb)
        };
        end - at >= 2
            || self.begins_and_acts(at, end)
            || says(end)
            || at.checked_sub(1).is_some_and(says)
            || self.found.is_function(end, Function::Relative)
            || self.is_explained(end) && !self.title_case()
    }

    /// A title, an age or a relative behind a comma or in brackets: `Hanung, ketua …`, `Hanung (53)`, `Hanung, yang …`.
    fn is_explained(&self, end: usize) -> bool {
        let apart = matches!(self.text.kind(end), Some(Kind::Comma | Kind::Open));
        let is_title = |e: &Entry| matches!(e, Entry::Role(..));
        let relative = self.found.is_function(end + 1, Function::Relative);
        apart && (self.found.lookup.has(end + 1, is_title) || self.is_age(end + 1) || relative)
    }

    /// `Hanung juga menjamin`: an unknown word that begins its sentence as the subject of a verb.
    fn begins_and_acts(&self, at: usize, end: usize) -> bool {
        let lookup = &self.found.lookup;
        let passes = |i: usize| {
            lookup
                .longest(i, |e| {
                    matches!(
                        e,
                        Entry::Function(Function::Adverb | Function::Aspect) | Entry::Modal(_)
                    )
                })
                .unwrap_or(0)
        };
        let verb_at = end + passes(end);
        let word = self.text.lower(verb_at);
        let verbal = ["me", "ber", "di", "ter"]
            .iter()
            .any(|p| word.starts_with(p))
            && word.len() > 5;
        let lower = self.shape(verb_at) == Shape::Lower;
        self.at_start(at) && !self.title_case() && lower && verbal && !self.is_vocabulary(at)
    }

    /// `Ketua KNPI Siti Rahma`: capitals throughout between a title and a name in ordinary letters are its body.
    pub(super) fn is_body_of_title(&self, at: usize) -> bool {
        let word = |i: usize| self.text.kind(i) == Some(Kind::Word);
        self.shape(at) == Shape::Upper
            && self.text.word(at).chars().count() > 2
            && word(at + 1)
            && self.shape(at + 1) == Shape::Capital
            && !self.title_case()
            && self.title_before(at)
    }

    /// `Kapolda Metro Jaya Irjen Siti Rahma`: between a title and a rank stands what is commanded, no person.
    fn is_command_of_title(&self, at: usize, end: usize) -> bool {
        let rank = |e: &Entry| match e {
            Entry::Role(ix, _) => self.seeds.roles.get(*ix).is_some_and(|r| r.kind == "rank"),
            _ => false,
        };
        self.title_before(at) && self.found.lookup.has(end, rank) && !self.title_case()
    }

    /// Whether a title stands before a token with nothing but capitals between.
    pub(super) fn title_before(&self, at: usize) -> bool {
        let inside = |i: usize| self.shape(i).is_capital() || self.text.word(i) == "dan";
        (1..=8).map_while(|back| at.checked_sub(back)).any(|j| {
            self.found.lookup.at(j).iter().any(|h| {
                matches!(h.entry, Entry::Role(..)) && j + h.len <= at && (j + h.len..at).all(inside)
            })
        })
    }

    /// Whether a known name ends right before a token.
    pub(super) fn known_before(&self, at: usize) -> bool {
        let is_name = |e: &Entry| matches!(e, Entry::Name(..));
        (1..=4)
            .filter_map(|back| at.checked_sub(back))
            .any(|j| self.begins_and_ends(j, at, is_name))
    }

    /// `, 53,` or `(53)`.
    fn is_age(&self, at: usize) -> bool {
        let token = self.text.tokens.get(at);
        let age = token.is_some_and(|t| t.kind == Kind::Number && t.end - t.start <= 2);
        age && matches!(self.text.kind(at + 1), Some(Kind::Comma | Kind::Close))
    }
}
