//! Entities of many records → which of them are one, across documents.
//!
//! Tiers, each by equality of something and none by likeness: the same row of the names file; the same name; for persons the same
//! full name in another spelling (`spelling`), unless titles, bodies and company tell that they are two (`person`); a lone
//! surname with the same title of the same body within a year; then what users decided (`decisions`). Not obvious: no tier
//! joins through a third that fits both only weakly, and the answer depends on the set of records alone, not on their order.

mod decisions;
mod near;
mod person;
mod spelling;

use std::collections::{BTreeMap, BTreeSet};

pub use decisions::{Decision, DecisionError, Decisions, Named, Row as DecisionRow};

pub use near::{NearMiss, near_misses};

use crate::record::{Entity, EntityType, Record, Statement};

/// Why an entity of a document counts as the one it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tier {
    /// A row of the names file has its name.
    NamesFile,
    /// Its name is the same.
    SameName,
    /// Its full name is the same in another spelling.
    Spelling,
    /// A lone name with the same title of the same body within a year.
    TitleAndBody,
    /// Its name is the same, but it is another person by title, body and company.
    OtherPerson,
    /// Somebody decided so.
    Decision,
}

impl Tier {
    /// In words, for people.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::NamesFile => "row of the names file",
            Self::SameName => "same name",
            Self::Spelling => "same full name in another spelling",
            Self::TitleAndBody => "short name with the same title and body within a year",
            Self::OtherPerson => "same name, kept apart by title, body and company",
            Self::Decision => "decision",
        }
    }
}

/// Where an entity of a record went: its id across documents, and why.
pub(crate) type Moved = (String, Tier);

/// Which entities of which documents are one.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Same {
    /// By document and id in its record, for those whose id changes.
    moved: BTreeMap<String, BTreeMap<String, Moved>>,
    /// Ids that decisions named and that no document has, with the line.
    pub unused: BTreeSet<(usize, String)>,
}

impl Same {
    /// The id across documents of an entity of a record, and why it has it.
    #[must_use]
    pub fn of(&self, record: &Record, entity: &Entity) -> (String, Tier) {
        self.moved(record, entity).cloned().unwrap_or_else(|| {
            let tier = if is_known(entity) {
                Tier::NamesFile
            } else {
                Tier::SameName
            };
            (entity.id.clone(), tier)
        })
    }

    fn moved(&self, record: &Record, entity: &Entity) -> Option<&Moved> {
        self.moved.get(&record.document)?.get(&entity.id)
    }

    fn move_to(&mut self, atom: &Atom<'_>, id: &str, tier: Tier) {
        let (document, own) = (&atom.record.document, &atom.entity.id);
        if own != id {
            let moved = self.moved.entry(document.clone()).or_default();
            moved.insert(own.clone(), (id.to_owned(), tier));
        } else if let Some(moved) = self.moved.get_mut(document) {
            moved.remove(own);
        }
    }

    fn id<'a>(&'a self, atom: &'a Atom<'_>) -> &'a str {
        let moved = self.moved(atom.record, atom.entity);
        moved.map_or(atom.entity.id.as_str(), |(id, _)| id.as_str())
    }
}

/// An entity as one document has it.
#[derive(Debug, Clone, Copy)]
struct Atom<'a> {
    record: &'a Record,
    entity: &'a Entity,
}

/// Whether the names file knows an entity: only from there come English names and identifiers.
fn is_known(entity: &Entity) -> bool {
    entity.english.is_some() || entity.wikidata.is_some()
}

/// Decides who is the same; records must come in order of document, one each.
#[must_use]
pub(super) fn unify(records: &[&Record], decisions: &Decisions) -> Same {
    let atoms: Vec<Atom<'_>> = records
        .iter()
        .flat_map(|&record| {
            record
                .entities
                .iter()
                .map(move |entity| Atom { record, entity })
        })
        .collect();
    let mut same = Same::default();
    person::join(&atoms, decisions, &mut same);
    decide(&atoms, decisions, &mut same);
    same
}

/// Applies `same` and `different`, in order of the file.
fn decide(atoms: &[Atom<'_>], decisions: &Decisions, same: &mut Same) {
    for row in &decisions.rows {
        let (one, other) = match &row.decision {
            Decision::Same(one, other) => (one, other),
            Decision::Different(one, other) => {
                for side in [one, other] {
                    if of(atoms, same, side).is_empty() {
                        same.unused.insert((row.line, side.id.clone()));
                    }
                }
                keep_apart(atoms, same, one, other);
                continue;
            }
            Decision::Rename(id, _) | Decision::Type(id, _) => {
                let there = atoms.iter().any(|a| same.id(a) == id.as_str());
                if !there {
                    same.unused.insert((row.line, id.clone()));
                }
                continue;
            }
        };
        let (kept, joined) = (of(atoms, same, one), of(atoms, same, other));
        for (side, found) in [(one, &kept), (other, &joined)] {
            if found.is_empty() {
                same.unused.insert((row.line, side.id.clone()));
            }
        }
        let id = kept.first().map(|a| same.id(a).to_owned());
        if let Some(id) = id {
            for atom in joined {
                same.move_to(&atom, &id, Tier::Decision);
            }
        }
    }
}

/// The entities that a decision names, by their id across documents or in their record.
fn of<'a>(atoms: &[Atom<'a>], same: &Same, named: &Named) -> Vec<Atom<'a>> {
    let here = |a: &&Atom<'_>| {
        named
            .document
            .as_ref()
            .is_none_or(|d| *d == a.record.document)
    };
    let across = |a: &&Atom<'_>| same.id(a) == named.id;
    let found: Vec<_> = atoms.iter().filter(here).filter(across).copied().collect();
    if !found.is_empty() {
        return found;
    }
    let local = |a: &&Atom<'_>| a.entity.id == named.id;
    atoms.iter().filter(here).filter(local).copied().collect()
}

/// What a decision keeps apart and rules have joined: the second goes by the id of its own record, or by one of its document.
fn keep_apart(atoms: &[Atom<'_>], same: &mut Same, one: &Named, other: &Named) {
    let ids = |named: &Named, same: &Same| -> BTreeSet<String> {
        of(atoms, same, named)
            .iter()
            .map(|a| same.id(a).to_owned())
            .collect()
    };
    let (first, second) = (ids(one, same), ids(other, same));
    if first.is_disjoint(&second) {
        return;
    }
    for atom in of(atoms, same, other) {
        let own = atom.entity.id.clone();
        let id = if first.contains(&own) {
            format!("{own}-{}", person::of_document(atom.record))
        } else {
            own
        };
        same.move_to(&atom, &id, Tier::Decision);
    }
}

impl Same {
    /// Gives the entities of a record the ids that they have across documents; what then says that something did it
    /// to itself is left out.
    pub(super) fn rewrite(&self, record: &mut Record) {
        let Some(moved) = self.moved.get(&record.document) else {
            return;
        };
        let new = |id: &mut String| {
            if let Some((to, _)) = moved.get(id) {
                to.clone_into(id);
            }
        };
        record.entities.iter_mut().for_each(|e| new(&mut e.id));
        let speakers = record.speech.iter_mut().filter_map(|s| s.speaker.as_mut());
        speakers.for_each(new);
        for said in &mut record.statements {
            let Statement {
                subject,
                object,
                place,
                item,
                about,
                sources,
                ..
            } = said;
            let ends = [subject, object, place, item, about];
            ends.into_iter().flatten().chain(sources).for_each(new);
        }
        record
            .statements
            .retain(|s| s.subject.is_none() || s.subject != s.object);
    }
}

/// The name and the kind that users decided, by id.
pub(super) fn named(decisions: &Decisions) -> BTreeMap<&str, (Option<&str>, Option<EntityType>)> {
    let mut out: BTreeMap<&str, (Option<&str>, Option<EntityType>)> = BTreeMap::new();
    for row in &decisions.rows {
        match &row.decision {
            Decision::Rename(id, name) => out.entry(id).or_default().0 = Some(name),
            Decision::Type(id, kind) => out.entry(id).or_default().1 = Some(*kind),
            _ => {}
        }
    }
    out
}

/// Decides who is the same in records in any order.
#[must_use]
pub fn same(records: &[Record], decisions: &Decisions) -> Same {
    unify(
        &super::build::one_a_document(records.iter().collect()),
        decisions,
    )
}

/// The ids across documents that differ from those in the records: (document, id in its record) → id.
///
/// Of several records of one document the one counts that the graph keeps.
#[must_use]
pub fn identities(records: &[Record]) -> BTreeMap<(String, String), String> {
    let records = super::build::one_a_document(records.iter().collect());
    let moved = unify(&records, &Decisions::default()).moved;
    let each = moved.into_iter().flat_map(|(document, moved)| {
        let id = move |(own, (id, _))| ((document.clone(), own), id);
        moved.into_iter().map(id)
    });
    each.collect()
}

#[cfg(test)]
mod tests;
