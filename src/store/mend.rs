//! A damaged store → one that names only what is whole, and what was lost with the rest.
//!
//! Not obvious: a document that is lost is written down as taken away, as else an older version of it would come
//! back from an older segment.

use std::fs;
use std::path::Path;

use super::StoreError;
use super::damage::Damage;
use super::index::Entry;
use super::line::Line;
use super::manifest::{Manifest, Segment};
use super::records::Merged;
use super::segment::{Found, Reader, Writer};

/// Whether a segment is there with all of its bytes, which says nothing of what they are.
fn has_its_length(folder: &Path, segment: &Segment) -> bool {
    fs::metadata(folder.join(segment.file())).is_ok_and(|found| found.len() == segment.bytes)
}

/// Cuts off what is broken. The manifest that now holds is written when something was.
///
/// A segment that is missing or cut is noticed at once; the rest is read, every byte of it, only then or where
/// `thorough` asks for it. The caller holds the lock.
pub(super) fn mend(
    folder: &Path,
    manifest: Manifest,
    thorough: bool,
) -> Result<(Manifest, Vec<Damage>), StoreError> {
    let sound = |segment: &Segment| has_its_length(folder, segment);
    if !thorough && manifest.segments.iter().all(sound) {
        return Ok((manifest, Vec::new()));
    }
    let mut merged = Merged::open(folder, &manifest)?;
    let mut documents = 0;
    while let Some(found) = merged.next()? {
        documents += usize::from(found.bytes.is_some() && !found.entry.removed);
    }
    let damages = merged.damages();
    if damages.is_empty() {
        return Ok((manifest, damages));
    }
    let mut mended = Manifest {
        generation: manifest.generation + 1,
        documents,
        segments: Vec::new(),
        ..manifest
    };
    for (n, segment) in (1..).zip(manifest.segments) {
        let path = folder.join(segment.file());
        if damages.iter().all(|damage| damage.path != path) {
            mended.segments.push(segment);
            continue;
        }
        let name = format!("segment-{}-{n}", mended.generation);
        let whole = rewrite(folder, &segment, name)?;
        if whole.lines > 0 {
            mended.segments.push(whole);
        }
    }
    mended.write(folder)?;
    Ok((mended, damages))
}

/// A segment of what is whole in another; it ranks as the other did.
fn rewrite(folder: &Path, segment: &Segment, name: String) -> Result<Segment, StoreError> {
    let mut reader = Reader::open(folder, segment)?;
    let mut writer = Writer::begin(folder, name, segment.generation)?;
    while let Some(found) = reader.next()? {
        write(&mut writer, &found)?;
    }
    writer.finish()
}

/// Writes a line, or where it is lost, that its document is taken away.
pub(super) fn write(writer: &mut Writer, found: &Found) -> Result<(), StoreError> {
    match &found.bytes {
        Some(bytes) => writer.write(&found.entry, bytes),
        None => {
            let line = Line::remove(&found.entry.name)?;
            writer.write(&Entry::removed(&found.entry.name, &line), &line.bytes)
        }
    }
}
