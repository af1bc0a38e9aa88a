//! Names that the names file knows → mentions with their rows.
//!
//! The longest form wins. A form of one word that is also ordinary vocabulary (`Barat`) is no name at the start of a sentence
//! or behind a capital, where its own capital tells nothing.

use super::name::Scan;
use super::{Lookup, Mention, What};
use crate::record::EntityType;
use crate::seeds::{Entry, Function, NameIx, NumberWord, ReportKind, Shape, Voice};
use crate::text::Kind;

/// Nouns that may stand before the name of a place without making it another.
const HEADS: [&str; 4] = ["kota", "provinsi", "propinsi", "pulau"];

impl Scan<'_> {
    /// The longest form of the names file that begins here and is written as the form asks.
    pub(super) fn known(&self, at: usize, end: usize) -> Option<Mention> {
        if let Some(place) = self.with_head(at, end) {
            return Some(place);
        }
        let forms: Vec<(usize, NameIx)> = self.forms(at, end).collect();
        let best = forms.iter().map(|(len, _)| *len).max()?;
        let longest = forms.into_iter().filter(|(len, _)| *len == best);
        let rows: Vec<NameIx> = longest.map(|(_, ix)| ix).collect();
        let kind = self.seeds.names.get(*rows.first()?)?.kind?;
        let longer_name = || kind != EntityType::Weapon && self.goes_on(at, end);
        let tagged = self.proposal(at).map(|s| (s.tokens.len(), s.kind));
        let only_a_word = || tagged.is_none_or(|(len, _)| len != 1) && self.is_only_a_word(at);
        // "Asia Prima": the tagger sees a longer name of another kind.
        let other_name = tagged.is_some_and(|(len, of)| len > 1 && of != place_for_state(kind));
        if best == 1 && (other_name || only_a_word() || longer_name() || self.is_counted(at)) {
            return None;
        }
        let behind = at + best;
        // "Ukraina timur" is a part of Ukraine.
        let compass = self.found.is_function(behind, Function::Compass)
            && behind < end
            && self.shape(behind) == Shape::Lower;
        if compass && matches!(kind, EntityType::State | EntityType::Place) {
            return Some(self.mention(at..behind + 1, EntityType::Place, What::Shape));
        }
        Some(self.mention(at..behind, kind, What::Known(rows)))
    }

    /// `Kota Malang`, `Provinsi Jawa Barat`: a capitalised head noun before the place that it only describes.
    fn with_head(&self, at: usize, end: usize) -> Option<Mention> {
        let head = self.shape(at) == Shape::Capital && HEADS.contains(&self.text.lower(at));
        if !head || self.forms(at, end).any(|(len, _)| len > 1) || at + 1 >= end {
            return None;
        }
        let mut place = self
            .known(at + 1, end)
            .filter(|m| m.kind == EntityType::Place)?;
        place.tokens.start = at;
        matches!(place.what, What::Known(_)).then_some(place)
    }

    /// `30 ribu KL`: what stands behind a number word is a unit.
    fn is_counted(&self, at: usize) -> bool {
        let number = |e: &Entry| matches!(e, Entry::Number(NumberWord::Multiplier(_)));
        let before = at.checked_sub(1);
        before.is_some_and(|i| self.found.lookup.has(i, number)) && self.shape(at) == Shape::Upper
    }

    /// Every form that begins here and is written as it asks: its length and its row.
    fn forms(&self, at: usize, end: usize) -> impl Iterator<Item = (usize, NameIx)> {
        let hits = self.found.lookup.at(at).iter();
        hits.filter_map(move |h| match h.entry {
            Entry::Name(ix, casing)
                if at + h.len <= end && casing.accepts(Lookup::shapes(self.text, at, h.len)) =>
            {
                Some((h.len, *ix))
            }
            _ => None,
        })
    }

    /// Whether a form that is also ordinary vocabulary stands where its capital tells nothing.
    fn is_only_a_word(&self, at: usize) -> bool {
        if !self.found.lookup.is_common(at) {
            return false;
        }
        let before = at.checked_sub(1);
        // "Jerman Barat": an ordinary word after a capital goes on with that name.
        let continues = !self.at_start(at) && before.is_some_and(|i| self.shape(i).is_capital());
        let at_start = self.at_start(at) && !self.speaks(at);
        at_start || self.title_case() || continues && !self.role_before(at)
    }

    /// `Istana membantah`: a word at the start that says something names somebody.
    pub(super) fn speaks(&self, at: usize) -> bool {
        let report = self.found.lookup.report(at + 1);
        let says = report
            .is_some_and(|(r, voice, _)| r.kind == ReportKind::Verb && voice == Voice::Active);
        says && self.shape(at) == Shape::Capital && self.shape(at + 1) == Shape::Lower
    }

    /// A one-word place or surname inside a longer unknown name (`Paris Hilton`, `George Washington`).
    fn goes_on(&self, at: usize, end: usize) -> bool {
        let unknown = |i: usize| {
            i < end
                && self.shape(i) == Shape::Capital
                && self.found.lookup.at(i).is_empty()
                && self.text.kind(i) == Some(Kind::Word)
        };
        let is_place = |ix: NameIx| {
            let row = self.seeds.names.get(ix);
            row.is_some_and(|n| n.kind == Some(EntityType::Place))
        };
        let place = |e: &Entry| matches!(e, Entry::Name(ix, _) if is_place(*ix));
        self.found.lookup.has(at, place)
            && unknown(at + 1)
            && !self.title_case()
            && self.preposition_before(at).is_none()
            && !self.is_held(at)
    }

    /// `Bupati Sidoarjo …`, `Kepala Dinas Kesehatan Papua …`: a place that a title before it reaches.
    fn is_held(&self, at: usize) -> bool {
        let regional = |e: &Entry| match e {
            Entry::Role(ix, _) => self
                .seeds
                .roles
                .get(*ix)
                .is_some_and(|r| r.kind == "regional"),
            _ => false,
        };
        let ruled = (1..=3)
            .filter_map(|back| at.checked_sub(back))
            .any(|j| self.begins_and_ends(j, at, regional));
        let before = at.checked_sub(1);
        let of_body =
            before.is_some_and(|i| self.shape(i) == Shape::Capital && self.is_vocabulary(i));
        ruled || of_body && !self.role_before(at) && self.title_before(at)
    }
}

/// The tagger knows states as places.
fn place_for_state(kind: EntityType) -> EntityType {
    match kind {
        EntityType::State => EntityType::Place,
        kind => kind,
    }
}
