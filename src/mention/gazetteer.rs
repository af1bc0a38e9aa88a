//! Names that the names file knows → mentions with their rows.
//!
//! The longest form wins. A form of one word that is also ordinary vocabulary (`Barat`) is no name at the start of a sentence
//! or behind a capital, where its own capital tells nothing.

use super::name::Scan;
use super::{Lookup, Mention, What};
use crate::record::EntityType;
use crate::seeds::{Entry, Function, NameIx, Shape};
use crate::text::Kind;

impl Scan<'_> {
    /// The longest form of the names file that begins here and is written as the form asks.
    pub(super) fn known(&self, at: usize, end: usize) -> Option<Mention> {
        let forms: Vec<(usize, NameIx)> = self.forms(at, end).collect();
        let best = forms.iter().map(|(len, _)| *len).max()?;
        let longest = forms.into_iter().filter(|(len, _)| *len == best);
        let rows: Vec<NameIx> = longest.map(|(_, ix)| ix).collect();
        let kind = self.seeds.names.get(*rows.first()?)?.kind?;
        let longer_name = || kind != EntityType::Weapon && self.goes_on(at, end);
        if best == 1 && (self.is_only_a_word(at) || longer_name()) {
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
        let continues = before.is_some_and(|i| self.shape(i).is_capital());
        self.at_start(at) || self.title_case() || continues && !self.role_before(at)
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
