//! Indexes of segments → which documents the store holds, each with the checksum of its line.
//!
//! One line a document: `<sha256> <name as JSON>`, with `-` before the sum of a document that is taken away; the last
//! line is the sum of all before it.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::StoreError;
use super::line::{Sum, hex, sha256};
use super::manifest::Segment;
use super::segment::Reader;

/// One line of a segment, without its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) name: String,
    pub(super) sum: Sum,
    /// Whether it takes the document away.
    pub(super) removed: bool,
}

impl Entry {
    /// Appends its line.
    pub(super) fn write(&self, out: &mut Vec<u8>) {
        let mark = if self.removed { "-" } else { "" };
        let name = serde_json::Value::from(self.name.as_str());
        out.extend_from_slice(format!("{mark}{} {name}\n", hex(&self.sum)).as_bytes());
    }

    fn parse(line: &str) -> Option<Self> {
        let (sum, name) = line.split_once(' ')?;
        let (removed, sum) = match sum.strip_prefix('-') {
            Some(sum) => (true, sum),
            None => (false, sum),
        };
        let sum = data_encoding::HEXLOWER.decode(sum.as_bytes()).ok()?;
        Some(Self {
            name: serde_json::from_str(name).ok()?,
            sum: sum.try_into().ok()?,
            removed,
        })
    }
}

/// Closes an index with its own checksum.
pub(super) fn seal(mut lines: Vec<u8>) -> Vec<u8> {
    let sum = sha256(&lines);
    lines.extend_from_slice(sum.as_bytes());
    lines.push(b'\n');
    lines
}

/// The documents of the store by name, each with the checksum of its line.
pub(super) fn load(
    folder: &Path,
    segments: &[Segment],
) -> Result<BTreeMap<String, Sum>, StoreError> {
    let mut held = BTreeMap::new();
    for segment in segments {
        for entry in entries(folder, segment)? {
            if entry.removed {
                held.remove(&entry.name);
            } else {
                held.insert(entry.name, entry.sum);
            }
        }
    }
    Ok(held)
}

/// The lines of a segment, by its index or else by itself.
fn entries(folder: &Path, segment: &Segment) -> Result<Vec<Entry>, StoreError> {
    if let Some(entries) = read(folder, segment) {
        return Ok(entries);
    }
    let mut reader = Reader::open(folder, segment)?;
    let mut entries = Vec::with_capacity(segment.lines);
    while let Some(found) = reader.next()? {
        entries.push(found.entry);
    }
    Ok(entries)
}

/// The lines of a segment by its index; `None` where it is missing or damaged, or is that of another segment.
pub(super) fn read(folder: &Path, segment: &Segment) -> Option<Vec<Entry>> {
    let text = fs::read_to_string(folder.join(segment.index())).ok()?;
    let sum = text.lines().next_back();
    if segment.sum.is_some() && segment.sum.as_deref() != sum {
        return None;
    }
    parse(&text).filter(|entries| entries.len() == segment.lines)
}

/// The entries of an index whose checksum holds.
fn parse(text: &str) -> Option<Vec<Entry>> {
    let (lines, sum) = text
        .strip_suffix('\n')?
        .rsplit_once('\n')
        .unwrap_or(("", text.trim_end()));
    let lines = if lines.is_empty() {
        String::new()
    } else {
        format!("{lines}\n")
    };
    if sha256(lines.as_bytes()) != sum {
        return None;
    }
    lines.lines().map(Entry::parse).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_index_comes_back_and_a_changed_byte_is_noticed() {
        let entries = [
            Entry {
                name: "a \"b\"\n.txt".into(),
                sum: [7; 32],
                removed: false,
            },
            Entry {
                name: "c".into(),
                sum: [0; 32],
                removed: true,
            },
        ];
        let mut lines = Vec::new();
        for entry in &entries {
            entry.write(&mut lines);
        }
        let text = String::from_utf8(seal(lines)).unwrap();
        assert_eq!(parse(&text).unwrap(), entries);
        assert_eq!(parse(&text.replacen('7', "8", 1)), None);
        assert_eq!(
            parse(&String::from_utf8(seal(Vec::new())).unwrap()),
            Some(vec![])
        );
    }
}
