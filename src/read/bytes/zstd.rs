//! Zstandard frames behind each other → their bytes.
//!
//! Not obvious: the decoder reads one frame; a file may hold many, and frames to be skipped between them (RFC 8878,
//! sections 3.1 and 3.1.2). A frame that asks for a window of more than 100 MiB is an error, so memory stays bounded.

use std::io::{self, BufRead, ErrorKind, Read};

use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};

/// Whether bytes begin as a frame does, or one to be skipped.
pub(in super::super) fn is_frame(start: &[u8]) -> bool {
    match start {
        [0x28, 0xb5, 0x2f, 0xfd, ..] => true,
        [first, 0x2a, 0x4d, 0x18, ..] => first & 0xf0 == 0x50,
        _ => false,
    }
}

/// Reads all frames of an input.
pub(in super::super) struct Frames<R> {
    input: R,
    decoder: FrameDecoder,
    open: bool,
}

impl<R: BufRead> Frames<R> {
    pub(in super::super) fn new(input: R) -> Self {
        Self {
            input,
            decoder: FrameDecoder::new(),
            open: false,
        }
    }

    /// Begins the next frame, if there is one.
    fn begin(&mut self) -> io::Result<bool> {
        while !self.input.fill_buf()?.is_empty() {
            match self.decoder.init(&mut self.input) {
                Ok(()) => {
                    self.open = true;
                    return Ok(true);
                }
                Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame {
                    length,
                    ..
                })) => {
                    let length = u64::from(length);
                    let skipped = io::copy(&mut self.input.by_ref().take(length), &mut io::sink())?;
                    if skipped < length {
                        return Err(ErrorKind::UnexpectedEof.into());
                    }
                }
                Err(error) => return Err(self.failed(error)),
            }
        }
        Ok(false)
    }

    /// At the end of the input every error of the decoder means that something is missing.
    fn failed(&mut self, error: FrameDecoderError) -> io::Error {
        match self.input.fill_buf() {
            Ok([]) => ErrorKind::UnexpectedEof.into(),
            _ => io::Error::new(ErrorKind::InvalidData, error),
        }
    }

    fn check(&self) -> io::Result<()> {
        let given = self.decoder.get_checksum_from_data();
        match (given, self.decoder.get_calculated_checksum()) {
            (Some(given), Some(found)) if given != found => Err(io::Error::new(
                ErrorKind::InvalidData,
                "a Zstandard checksum does not match",
            )),
            _ => Ok(()),
        }
    }
}

impl<R: BufRead> Read for Frames<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if buffer.is_empty() {
            return Ok(0);
        }
        loop {
            if !self.open && !self.begin()? {
                return Ok(0);
            }
            while self.decoder.can_collect() == 0 && !self.decoder.is_finished() {
                let one = BlockDecodingStrategy::UptoBlocks(1);
                if let Err(error) = self.decoder.decode_blocks(&mut self.input, one) {
                    return Err(self.failed(error));
                }
            }
            let read = self.decoder.read(buffer)?;
            if read > 0 {
                return Ok(read);
            }
            self.check()?;
            self.open = false;
        }
    }
}

#[cfg(test)]
mod tests {
    use ruzstd::encoding::{CompressionLevel, compress_to_vec};

    use super::*;

    fn read(bytes: &[u8]) -> io::Result<Vec<u8>> {
        let mut read = Vec::new();
        Frames::new(bytes).read_to_end(&mut read)?;
        Ok(read)
    }

    fn frame(text: &str) -> Vec<u8> {
        compress_to_vec(text.as_bytes(), CompressionLevel::Fastest)
    }

    #[test]
    fn frames_follow_each_other_and_some_are_skipped() {
        let skipped = b"\x51\x2a\x4d\x18\x03\0\0\0abc";
        let bytes = [
            skipped.as_slice(),
            &frame("Kapal "),
            skipped,
            &frame("tiba"),
        ]
        .concat();
        assert!(is_frame(&bytes) && is_frame(&bytes[skipped.len()..]));
        assert_eq!(read(&bytes).unwrap(), b"Kapal tiba");
        let long = "Kapal itu tiba di Ambon. ".repeat(40_000);
        assert_eq!(read(&frame(&long)).unwrap(), long.as_bytes());
    }

    #[test]
    fn a_frame_cut_short_is_an_error_wherever_it_ends() {
        let whole = [
            frame("Kapal tiba di Ambon"),
            b"\x50\x2a\x4d\x18\x09\0\0\0abc".to_vec(),
        ]
        .concat();
        let first = frame("Kapal tiba di Ambon").len();
        for end in (1..whole.len()).filter(|end| *end != first) {
            assert_eq!(
                read(&whole[..end]).unwrap_err().kind(),
                ErrorKind::UnexpectedEof,
                "{end}"
            );
        }
        assert!(!is_frame(b"(\xb5/"));
    }
}
