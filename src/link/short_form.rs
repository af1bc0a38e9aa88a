//! Names by their shape → the entity that a longer name introduced: acronyms and short names.
//!
//! An acronym counts only in brackets right after its expansion; a short name goes to the nearest full name before it,
//! and to a later one only where none stands before.

use super::{EntityIx, Linker};
use crate::mention::What;
use crate::record::EntityType;
use crate::text::Kind;

impl Linker<'_> {
    /// Notes each full name of a person with its first mention.
    pub(super) fn collect_full_names(&mut self) {
        for (ix, m) in self.mentions.mentions.iter().enumerate() {
            if m.kind != EntityType::Person || !matches!(m.what, What::Known(_) | What::Shape) {
                continue;
            }
            let words = self.words(ix);
            if words.len() > 1 && !self.full_names.iter().any(|(w, _)| *w == words) {
                self.full_names.push((words, ix));
            }
        }
    }

    /// The entity of a name that no row knows: by acronym, alias or full name, else a new one.
    pub(super) fn shape(&mut self, ix: usize, kind: EntityType) -> Option<EntityIx> {
        let words = self.words(ix);
        if let Some(expansion) = self.expansion(ix) {
            return Some(expansion);
        }
        if let Some(entity) = self.alias(&words) {
            return Some(entity);
        }
        if (words.len() == 1 || kind == EntityType::Person)
            && let Some(full) = self.full_name_of(&words, ix)
        {
            return self.entity(full);
        }
        let m = self.mentions.mentions.get(ix)?;
        let name = self.text.words(m.tokens.clone()).to_owned();
        let lone = words.len() == 1 && kind == EntityType::Person;
        Some(self.unknown(kind, &name, lone))
    }

    /// An entity that already goes by exactly these words (an acronym introduced before).
    fn alias(&self, words: &[String]) -> Option<EntityIx> {
        self.out
            .by_key
            .get(&format!("alias {}", words.join(" ")))
            .copied()
    }

    /// `Badan Intelijen Nasional (NIS)`: the acronym is its expansion.
    fn expansion(&mut self, ix: usize) -> Option<EntityIx> {
        let m = self.mentions.mentions.get(ix)?;
        let open = m.tokens.start.checked_sub(1)?;
        let bracketed = self.text.tokens.get(open)?.kind == Kind::Open
            && self.text.tokens.get(m.tokens.end)?.kind == Kind::Close;
        let before = self.mentions.covering(open.checked_sub(1)?)?;
        let entity = bracketed.then(|| self.out.one(before)).flatten()?;
        let organization = self.out.kind(entity)? != EntityType::Person
            && self.mentions.mentions.get(before)?.tokens.end == open;
        let key = format!("alias {}", self.words(ix).join(" "));
        organization.then(|| self.out.intern_alias(key, entity))
    }

    /// The one full name that a short name can stand for: the nearest before it, else the only one.
    fn full_name_of(&self, words: &[String], ix: usize) -> Option<usize> {
        let matches = |full: &[String]| {
            full.len() > words.len()
                && (full.ends_with(words)
                    || full.starts_with(words)
                    || words.len() == 1
                        && full
                            .iter()
                            .any(|f| f.split('-').next_back() == words.first().map(String::as_str)))
        };
        let candidates: Vec<usize> = self
            .full_names
            .iter()
            .filter(|(full, _)| matches(full))
            .map(|(_, m)| *m)
            .collect();
        candidates
            .iter()
            .rev()
            .find(|m| **m < ix)
            .or_else(|| candidates.first())
            .copied()
            .filter(|m| *m != ix)
    }
}
