//! Names by their shape → the entity that a longer name introduced: acronyms and short names.
//!
//! An acronym counts only in brackets right after its expansion; a short name goes to the full name before it,
//! and to a later one only where none stands before. A name that two persons of the text have means neither of them.

use super::{EntityIx, Linker};
use crate::mention::What;
use crate::record::EntityType;
use crate::text::Kind;

/// Whom a short name stands for.
enum ShortFor {
    /// No full name has it.
    Nobody,
    /// The mention of the full name.
    One(usize),
    /// Several persons of the text have it.
    Several,
}

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
            && let full @ (ShortFor::One(_) | ShortFor::Several) = self.full_name_of(&words, ix)
        {
            return match full {
                ShortFor::One(mention) => self.entity(mention),
                _ => None,
            };
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

    /// The full name that a short name can stand for.
    ///
    /// Names before it count, and those after only where none stands before. A short name that stood for one when only he
    /// was named goes on with him.
    fn full_name_of(&mut self, words: &[String], ix: usize) -> ShortFor {
        let matches = |full: &[String]| {
            full.len() > words.len()
                && (full.ends_with(words)
                    || full.starts_with(words)
                    || words.len() == 1
                        && full
                            .iter()
                            .any(|f| f.split('-').next_back() == words.first().map(String::as_str)))
        };
        let candidates = self
            .full_names
            .iter()
            .filter(|(full, m)| matches(full) && *m != ix);
        let candidates: Vec<usize> = candidates.map(|(_, m)| *m).collect();
        let before: Vec<usize> = candidates.iter().copied().filter(|m| *m < ix).collect();
        let standing = if before.is_empty() {
            candidates
        } else {
            before
        };
        let key = words.join(" ");
        let mut persons: Vec<EntityIx> = Vec::new();
        for mention in &standing {
            let person = self.entity(*mention);
            persons.extend(person.filter(|p| !persons.contains(p)));
        }
        let Some(&first) = standing.first() else {
            return ShortFor::Nobody;
        };
        let used = self.short_for.get(&key).copied();
        let one = match (persons.as_slice(), used) {
            ([_], _) => Some(first),
            (_, used) => used.or_else(|| self.titled_alike(ix, &standing)),
        };
        if let Some(mention) = one {
            self.short_for.entry(key).or_insert(mention);
            return ShortFor::One(mention);
        }
        if let Some(reason) = self.out.reasons.get_mut(ix) {
            *reason = "unlinked: two persons of the text have this name";
        }
        ShortFor::Several
    }

    /// `Jenderal Agus`, where the text calls only one Agus a general.
    fn titled_alike(&self, ix: usize, standing: &[usize]) -> Option<usize> {
        let title = |mention: usize| {
            let start = self.mentions.mentions.get(mention)?.tokens.start;
            self.mentions.role_before(start).map(|(_, role)| *role)
        };
        let own = title(ix)?;
        let mut alike = standing.iter().copied().filter(|m| title(*m) == Some(own));
        alike.next().filter(|_| alike.next().is_none())
    }
}
