//! Bytes in one encoding → the same characters in UTF-8; what the encoding does not know becomes U+FFFD.

use std::io::{self, BufRead, Read};

use encoding_rs::{CoderResult, Decoder, Encoding};

use super::Input;

/// Reads an input in UTF-8.
pub(super) struct Transcoded {
    input: Input,
    decoder: Decoder,
    /// Decoded bytes, of which the first `taken` are given away.
    ready: Vec<u8>,
    taken: usize,
    done: bool,
}

impl Transcoded {
    pub(super) fn new(input: Input, encoding: &'static Encoding) -> Self {
        Self {
            input,
            decoder: encoding.new_decoder_without_bom_handling(),
            ready: Vec::new(),
            taken: 0,
            done: false,
        }
    }

    fn refill(&mut self) -> io::Result<()> {
        self.ready.resize(super::BUFFER, 0);
        let source = self.input.fill_buf()?;
        let last = source.is_empty();
        let (result, used, written, _) = self.decoder.decode_to_utf8(source, &mut self.ready, last);
        self.input.consume(used);
        self.ready.truncate(written);
        self.taken = 0;
        self.done = last && result == CoderResult::InputEmpty;
        Ok(())
    }
}

impl Read for Transcoded {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.taken == self.ready.len() && !self.done {
            self.refill()?;
        }
        let read = self
            .ready
            .get(self.taken..)
            .unwrap_or_default()
            .read(buffer)?;
        self.taken += read;
        Ok(read)
    }
}
