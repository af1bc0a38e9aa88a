//! A damaged text → the text meant, and a map back: every offset of the output counts in the text as given.
//!
//! One file a kind of damage; each finds edits, and [`OffsetMap`] remembers them. Not obvious: sound text is the
//! rule, so each kind looks for its mark first, and where none is sure nothing is copied and there is no map.

mod glued;
mod invisible;
mod joint;
mod map;
mod mojibake;
mod punctuation;
mod reference;
mod vocabulary;

pub use map::OffsetMap;
pub use vocabulary::Vocabulary;

use map::Edit;

/// The text as given, and where in it the characters of the repaired text stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repair {
    /// The text as given.
    pub given: String,
    /// Offsets of the repaired text ↔ offsets of the given one.
    pub map: OffsetMap,
}

/// What finds one kind of damage.
type Finder<'v> = &'v dyn Fn(&str) -> Vec<Edit>;

/// Repairs `text` in place; what it was, where anything changed.
///
/// References come first, because misread bytes may be written as such; spaces come last, because only whole
/// words are known.
pub(super) fn repair(text: &mut String, vocabulary: &Vocabulary) -> Option<Repair> {
    let kinds: [Finder<'_>; 4] = [
        &reference::edits,
        &mojibake::edits,
        &invisible::edits,
        &|text| glued::edits(text, vocabulary),
    ];
    let mut map = OffsetMap::default();
    let mut given = None;
    for edits in kinds {
        let edits = edits(text);
        if !edits.is_empty() {
            let repaired = map.apply(text, edits);
            let before = std::mem::replace(text, repaired);
            given.get_or_insert(before);
        }
    }
    given.map(|given| Repair { given, map })
}
