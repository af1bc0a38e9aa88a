//! Documents given and taken away → new segments and a new manifest, all at once or not at all.
//!
//! Not obvious: what is given goes to disk as it comes, in segments that no manifest names yet, so that an update
//! of any size needs little memory; [`Update::commit`] makes all of it true at one moment.

use std::collections::BTreeMap;
use std::mem;

use super::index::{self, Entry};
use super::line::{Line, Sum};
use super::manifest::{Manifest, Segment};
use super::records::Merged;
use super::segment::Writer;
use super::{Damage, Store, StoreError, Stored, Summary, mend};

/// Bytes of lines that are held before they go to disk.
const HELD: usize = 64 << 20;

/// An update in the making; dropped without [`Update::commit`] it leaves the store as it was.
pub struct Update<'s> {
    store: &'s mut Store,
    manifest: Manifest,
    /// What the store holds.
    old: BTreeMap<String, Sum>,
    /// What was given; `None` for what is taken away.
    seen: BTreeMap<String, Option<Sum>>,
    duplicates: usize,
    held: BTreeMap<String, Line>,
    bytes: usize,
    segments: Vec<Segment>,
}

impl<'s> Update<'s> {
    pub(super) fn begin(store: &'s mut Store) -> Result<Self, StoreError> {
        store.lock()?;
        let manifest = store.mend(false)?;
        let old = index::load(&store.folder, &manifest.segments)?;
        Ok(Self {
            store,
            manifest,
            old,
            seen: BTreeMap::new(),
            duplicates: 0,
            held: BTreeMap::new(),
            bytes: 0,
            segments: Vec::new(),
        })
    }

    /// What had to be cut off before the update could begin; asked again it gives nothing.
    pub fn take_cut(&mut self) -> Vec<Damage> {
        self.store.take_cut()
    }

    /// Whether the store held a document of this name when the update began.
    #[must_use]
    pub fn holds(&self, name: &str) -> bool {
        self.old.contains_key(name)
    }

    /// Puts a document; of several under one name one is taken, whatever the order in which they come.
    pub fn put(&mut self, stored: &Stored) -> Result<(), StoreError> {
        let line = Line::put(stored)?;
        let name = &stored.record.document;
        match self.seen.get(name) {
            Some(Some(known)) => {
                self.duplicates += 1;
                if line.sum >= *known {
                    return Ok(());
                }
            }
            None if self.old.get(name) == Some(&line.sum) => {
                self.seen.insert(name.clone(), Some(line.sum));
                return Ok(());
            }
            _ => {}
        }
        self.seen.insert(name.clone(), Some(line.sum));
        self.hold(name, line)
    }

    /// Takes a document away; a name that is not there is passed over.
    pub fn remove(&mut self, name: &str) -> Result<(), StoreError> {
        if !self.holds(name) {
            return Ok(());
        }
        self.seen.insert(name.to_owned(), None);
        self.hold(name, Line::remove(name)?)
    }

    fn hold(&mut self, name: &str, line: Line) -> Result<(), StoreError> {
        self.bytes += line.bytes.len();
        if let Some(other) = self.held.insert(name.to_owned(), line) {
            self.bytes -= other.bytes.len();
        }
        if self.bytes > HELD {
            self.spill()
        } else {
            Ok(())
        }
    }

    /// Writes what is held as a segment.
    fn spill(&mut self) -> Result<(), StoreError> {
        let generation = self.manifest.generation + 1;
        let name = format!("segment-{generation}-{}", self.segments.len() + 1);
        let mut writer = Writer::begin(&self.store.folder, name, generation)?;
        self.bytes = 0;
        for (name, line) in mem::take(&mut self.held) {
            let entry = match self.seen.get(&name) {
                Some(None) => Entry::removed(&name, &line),
                _ => Entry::put(&name, line.sum),
            };
            writer.write(&entry, &line.bytes)?;
        }
        self.segments.push(writer.finish()?);
        Ok(())
    }

    /// Makes the update true; after this returns, it survives a power cut. Where nothing changes, nothing is written.
    pub fn commit(mut self) -> Result<Summary, StoreError> {
        let summary = self.summary();
        if summary.changes_nothing() {
            self.store.sweep(&[&self.manifest]);
            return Ok(summary);
        }
        if !self.held.is_empty() {
            self.spill()?;
        }
        let mut manifest = self.manifest.clone();
        manifest.generation += 1;
        manifest.documents = summary.documents();
        manifest.segments.append(&mut self.segments);
        self.compact(&mut manifest)?;
        manifest.write(&self.store.folder)?;
        self.store.sweep(&[&manifest]);
        Ok(summary)
    }

    fn summary(&self) -> Summary {
        let mut summary = Summary {
            duplicates: self.duplicates,
            ..Summary::default()
        };
        for (name, new) in &self.seen {
            match (self.old.get(name), new) {
                (None, Some(_)) => summary.added += 1,
                (Some(old), Some(new)) if old == new => summary.unchanged += 1,
                (Some(_), Some(_)) => summary.replaced += 1,
                (_, None) => summary.removed += 1,
            }
        }
        let touched = summary.unchanged + summary.replaced + summary.removed;
        summary.kept = self.old.len() - touched;
        summary
    }

    /// Joins the newest segments while one is not much smaller than the one before it, so that their number grows
    /// with the logarithm of the documents and each document is written again as seldom.
    fn compact(&mut self, manifest: &mut Manifest) -> Result<(), StoreError> {
        let segments = &mut manifest.segments;
        let mut from = segments.len().saturating_sub(1);
        let mut lines = segments.last().map_or(0, |last| last.lines);
        while let Some(before) = from.checked_sub(1).and_then(|at| segments.get(at)) {
            let same = before.generation == manifest.generation;
            if !same && before.lines > 2 * lines {
                break;
            }
            lines += before.lines;
            from -= 1;
        }
        if from + 1 >= segments.len() {
            return Ok(());
        }
        let joined = Manifest {
            segments: segments.split_off(from),
            ..manifest.clone()
        };
        let name = format!("segment-{}-0", manifest.generation);
        let folder = &self.store.folder.clone();
        let mut merged = Merged::open(folder, &joined)?;
        let mut writer = Writer::begin(folder, name, manifest.generation)?;
        while let Some(found) = merged.next()? {
            // Nothing older is left that a removal could hide.
            if from > 0 || (found.bytes.is_some() && !found.entry.removed) {
                mend::write(&mut writer, &found)?;
            }
        }
        manifest.segments.push(writer.finish()?);
        let damages = merged.damages();
        if !damages.is_empty() {
            manifest.documents = index::load(folder, &manifest.segments)?.len();
            self.store.cut.extend(damages);
        }
        Ok(())
    }
}

impl Drop for Update<'_> {
    /// Takes away what an update wrote that did not come to its end; on a full disk that is room.
    fn drop(&mut self) {
        // Whether the new manifest got its name before the error is seen only on the disk.
        if let Ok(now) = self.store.manifest() {
            self.store.sweep(&[&self.manifest, &now]);
        }
    }
}

impl std::fmt::Debug for Update<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Update")
            .field("generation", &(self.manifest.generation + 1))
            .finish_non_exhaustive()
    }
}
