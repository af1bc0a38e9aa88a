//! A decompressor → the same bytes, as long as they stay in proportion to what they come from.
//!
//! Not obvious: unfolded bytes are never held as a whole, so that a bomb costs time, not memory; the limit ends it.

use std::io::{self, ErrorKind, Read};

use super::super::options::Meter;
use super::Stop;

/// So many bytes may come of any file, however small.
const FREE: u64 = 1 << 20;

/// Watches a decompressor; what it reads from is counted by `compressed`.
pub(super) struct Expanded<R> {
    input: R,
    compressed: Meter,
    unfolded: u64,
    most: u64,
}

impl<R: Read> Expanded<R> {
    pub(super) fn new(input: R, compressed: Meter, most: u64) -> Self {
        Self {
            input,
            compressed,
            unfolded: 0,
            most,
        }
    }
}

impl<R: Read> Read for Expanded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self
            .input
            .read(buffer)
            .map_err(|error| match error.kind() {
                ErrorKind::UnexpectedEof => io::Error::other(Stop::CutShort),
                _ => error,
            })?;
        self.unfolded += read as u64;
        let allowed = self.compressed.bytes().saturating_mul(self.most);
        if self.unfolded > allowed.saturating_add(FREE) {
            return Err(io::Error::other(Stop::Expansion(self.most)));
        }
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bomb_is_given_up() {
        let bytes = |length: u64| {
            let compressed = Meter::default();
            compressed.add(10);
            let mut input = Expanded::new(io::repeat(b'a').take(length), compressed, 100);
            io::copy(&mut input, &mut io::sink())
        };
        assert_eq!(bytes(FREE + 1000).unwrap(), FREE + 1000);
        let error = bytes(FREE + 1001).unwrap_err();
        assert_eq!(
            error.to_string(),
            "it unfolds to more than 100 times its size"
        );
    }
}
