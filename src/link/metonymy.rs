//! A name with two readings → the row that is meant: Moscow the city, or Moscow the government.
//!
//! A preposition of place decides for the place. A capital stands for its state where it acts: as the subject
//! of a verb, or behind a word that takes actors; in a dateline (`MOSKOW – …`) it never does.

use super::Linker;
use crate::mention::Mention;
use crate::record::EntityType;
use crate::seeds::{Function, NameIx, NounClass, Shape, Voice};
use crate::text::Kind;

/// Words after which a name is a place.
const BEFORE_PLACES: [&str; 5] = ["di", "ke", "dekat", "menuju", "sekitar"];

/// Words after which a name is an actor.
const BEFORE_ACTORS: [&str; 10] = [
    "kepada", "oleh", "dengan", "terhadap", "antara", "dan", "bahwa", "asal", "pasukan", "pihak",
];

/// Prefixes of verbs, for verbs that no frame knows.
const VERB_PREFIXES: [&str; 4] = ["me", "ber", "di", "ter"];

impl Linker<'_> {
    /// Which row is meant: a place after a preposition of place, else the actor.
    pub(super) fn choose(&self, mention: usize, rows: &[NameIx]) -> Option<NameIx> {
        let first = *rows.first()?;
        let m = self.mentions.mentions.get(mention)?;
        let as_place = self.after_place_word(m);
        let is_place = |row: NameIx| {
            let name = self.seeds.names.get(row);
            name.map(|n| n.kind == Some(EntityType::Place))
        };
        if let Some(holder) = self.of_the_day(rows) {
            return Some(holder);
        }
        if rows.len() > 1 {
            let mut rows = rows.iter().copied();
            return rows
                .find(|r| is_place(*r) == Some(as_place))
                .or(Some(first));
        }
        match self.seeds.names.get(first)?.capital_of {
            Some(state) if self.acts(m) && (!as_place || self.is_handed_over(m)) => Some(state),
            _ => Some(first),
        }
    }

    /// Of several persons with one name, the one who is in office on the day of the article.
    fn of_the_day(&self, rows: &[NameIx]) -> Option<NameIx> {
        let day = self.text.article.published?;
        let mut persons = rows.iter().copied().filter(|r| {
            let name = self.seeds.names.get(*r);
            name.is_some_and(|n| n.kind == Some(EntityType::Person) && n.term.holds(day))
        });
        let one = persons.next().filter(|_| rows.len() > 1)?;
        persons.next().is_none().then_some(one)
    }

    fn starts_sentence(&self, m: &Mention) -> bool {
        let sentence = self.text.sentences.get(m.sentence);
        sentence.is_some_and(|s| s.tokens.start == m.tokens.start)
    }

    /// `di Moskow`, `kota Moskow`, `Kursk, Moskow`.
    fn after_place_word(&self, m: &Mention) -> bool {
        let before = m.tokens.start.checked_sub(1);
        let Some(before) = before.filter(|_| !self.starts_sentence(m)) else {
            return false;
        };
        let noun = self.mentions.lookup.noun_class(before);
        BEFORE_PLACES.contains(&self.text.lower(before))
            || noun.is_some_and(|(c, _)| c == NounClass::Place)
            || self.text.kind(before) == Some(Kind::Comma)
                && self.is_place(before.saturating_sub(1))
    }

    fn is_place(&self, token: usize) -> bool {
        let covering = self.mentions.covering(token);
        covering
            .and_then(|o| self.mentions.mentions.get(o))
            .is_some_and(|o| o.kind == EntityType::Place)
    }

    /// Whether a capital stands for its government.
    fn acts(&self, m: &Mention) -> bool {
        let (start, end) = (m.tokens.start, m.tokens.end);
        let dateline = matches!(
            self.text.kind(end),
            Some(Kind::Dash | Kind::Comma | Kind::Close)
        );
        if dateline && self.starts_sentence(m) {
            return false;
        }
        let before = start.checked_sub(1);
        let word = before.map(|i| self.text.lower(i)).unwrap_or_default();
        let is_object = || before.is_some_and(|i| self.takes_no_place(i));
        // "dari Moskow" is mostly where something comes from.
        if ["dari", "ke"].contains(&word) {
            return self.is_handed_over(m);
        }
        BEFORE_ACTORS.contains(&word)
            || self.is_verb(end)
            || is_object()
            || self.starts_sentence(m) && self.is_verb(end)
    }

    /// `memperoleh senjata dari Moskow`: what only actors give and take, the nearest verb before says.
    fn is_handed_over(&self, m: &Mention) -> bool {
        let first = self
            .text
            .sentences
            .get(m.sentence)
            .map_or(0, |s| s.tokens.start);
        let before = (first..m.tokens.start)
            .rev()
            .map(|t| self.mentions.lookup.frames(t));
        let nearest = before.into_iter().find(|frames| !frames.is_empty());
        let predicate = |frame: usize| {
            let frame = self.seeds.frames.get(frame)?;
            self.seeds.predicates.get(frame.predicate)
        };
        nearest.is_some_and(|frames| {
            frames
                .iter()
                .all(|(ix, ..)| predicate(*ix).is_some_and(|p| !p.object.allows(EntityType::Place)))
        })
    }

    /// `menuduh Moskow`: a verb whose object cannot be a place.
    fn takes_no_place(&self, verb: usize) -> bool {
        let frames = self.mentions.lookup.frames(verb);
        frames.iter().any(|(ix, voice, _)| {
            let frame = self.seeds.frames.get(*ix);
            let predicate = frame.and_then(|f| self.seeds.predicates.get(f.predicate));
            *voice == Voice::Active
                && predicate.is_some_and(|p| !p.object.allows(EntityType::Place))
        })
    }

    /// Whether a verb, or an adverb before one, stands here.
    fn is_verb(&self, at: usize) -> bool {
        let lookup = &self.mentions.lookup;
        !lookup.frames(at).is_empty()
            || lookup.report(at).is_some()
            || self.mentions.is_function(at, Function::Aspect)
            || self.mentions.is_function(at, Function::Adverb)
            || self.looks_like_verb(at)
    }

    fn looks_like_verb(&self, at: usize) -> bool {
        let word = self.text.word(at);
        let token = self.text.tokens.get(at);
        token.is_some_and(|t| t.shape == Shape::Lower)
            && VERB_PREFIXES.iter().any(|p| word.starts_with(p))
            && word.len() > 4
    }
}
