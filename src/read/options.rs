//! What the user may set about reading: limits, names of fields; and a count of the bytes read so far.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::fields::FieldMap;

/// How sources are read.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// What is too much.
    pub limits: Limits,
    /// Which field or column holds what.
    pub fields: FieldMap,
    /// Counts what is read under these options.
    pub meter: Meter,
}

/// What is too much for one document; more is named and left out, and the rest goes on.
///
/// Whatever the input, no more than `document` bytes of it are held at once for each document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// The longest document as it lies in the input (page, line, row, record, feed item), in bytes.
    pub document: u64,
    /// The longest text taken from a document, in bytes.
    pub text: u64,
    /// How many times its own size a compressed file may unfold to.
    pub expansion: u64,
}

impl Limits {
    /// The longest document by default, in MiB.
    pub const DOCUMENT_MIB: u64 = 32;
    /// The longest text by default, in KiB: more than any article has, and little enough that extraction, whose time grows
    /// faster than the text, ends within seconds.
    pub const TEXT_KIB: u64 = 256;
    /// The greatest expansion by default; news shrinks to a third up to a thirtieth.
    pub const EXPANSION: u64 = 200;
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            document: Self::DOCUMENT_MIB << 20,
            text: Self::TEXT_KIB << 10,
            expansion: Self::EXPANSION,
        }
    }
}

/// A count of bytes that its clones share, so that another thread can watch a source being read.
#[derive(Debug, Clone, Default)]
pub struct Meter(Arc<AtomicU64>);

impl Meter {
    /// Bytes read so far, as they lie in files (compressed ones not unfolded).
    #[must_use]
    pub fn bytes(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }

    pub(super) fn add(&self, bytes: usize) {
        self.0.fetch_add(bytes as u64, Ordering::Relaxed);
    }
}
