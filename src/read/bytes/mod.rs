//! A file or standard input → its bytes as text formats have them: unfolded, and UTF-16 turned to UTF-8.
//!
//! Not obvious: what is compressed, and how, is known by the first bytes alone; a `.gz` that is none is read as it is.

use std::io::{self, BufRead, BufReader, Cursor, Read};

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};
use flate2::bufread::MultiGzDecoder;

use super::options::{Meter, Options};

mod expand;
mod transcode;
pub(super) mod zstd;

use expand::Expanded;
use transcode::Transcoded;
use zstd::Frames;

/// How many bytes are looked at to tell a format.
pub(super) const HEAD: usize = 8 << 10;
const BUFFER: usize = 64 << 10;

/// Bytes that can be read piece by piece.
pub(super) type Input = Box<dyn BufRead + Send>;

/// Why an input is not read to its end; travels in [`io::Error`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(super) enum Stop {
    #[error("it unfolds to more than {0} times its size")]
    Expansion(u64),
    #[error("it is cut short")]
    CutShort,
    /// Said by readers of what must be read in one go.
    #[error("it is too long")]
    TooLong,
}

impl Stop {
    /// The one that an error bears.
    pub(super) fn of(error: &io::Error) -> Option<Self> {
        error.get_ref()?.downcast_ref().copied()
    }
}

/// Unfolds `.gz` and `.zst`, and turns UTF-16 with a byte order mark into UTF-8 with one.
///
/// Reading from it fails with a [`Stop`] where a compressed input is cut short or unfolds to too much.
pub(super) fn open(raw: impl Read + Send + 'static, options: &Options) -> io::Result<Input> {
    let counted = Counted {
        input: raw,
        meters: [options.meter.clone(), Meter::default()],
    };
    let own = counted.meters[1].clone();
    let mut input = BufReader::with_capacity(BUFFER, counted);
    let start = peek_short(&mut input)?;
    let unfolded: Box<dyn Read + Send> = if start.starts_with(b"\x1f\x8b") {
        Box::new(MultiGzDecoder::new(input))
    } else if zstd::is_frame(&start) {
        Box::new(Frames::new(input))
    } else {
        return characters(Box::new(input));
    };
    let unfolded = Expanded::new(unfolded, own, options.limits.expansion);
    characters(Box::new(BufReader::with_capacity(BUFFER, unfolded)))
}

/// The first bytes of what is compressed: enough for its mark, and read without waiting for more.
fn peek_short(input: &mut impl BufRead) -> io::Result<Vec<u8>> {
    let start = input.fill_buf()?;
    Ok(start.get(..4).unwrap_or(start).to_vec())
}

fn characters(input: Input) -> io::Result<Input> {
    let (head, input) = peek(input)?;
    Ok(match Encoding::for_bom(&head) {
        Some((encoding, _)) if encoding == UTF_16LE || encoding == UTF_16BE => {
            transcode(input, encoding)
        }
        _ => input,
    })
}

/// The input in UTF-8, where it is in `encoding`; a byte order mark stays one.
pub(super) fn transcode(input: Input, encoding: &'static Encoding) -> Input {
    Box::new(BufReader::with_capacity(
        BUFFER,
        Transcoded::new(input, encoding),
    ))
}

/// The first [`HEAD`] bytes (fewer at the end of the input), and the input with them.
///
/// Where reading fails within them, what came before the failure is still read from the input.
pub(super) fn peek(mut input: Input) -> io::Result<(Vec<u8>, Input)> {
    let mut head = Vec::new();
    let read = input.by_ref().take(HEAD as u64).read_to_end(&mut head);
    match read {
        Err(error) if head.is_empty() => Err(error),
        Err(error) => {
            let rest = Failing(Some(error));
            Ok((
                head.clone(),
                Box::new(BufReader::new(Cursor::new(head).chain(rest))),
            ))
        }
        Ok(_) => Ok((head.clone(), Box::new(Cursor::new(head).chain(input)))),
    }
}

/// Gives its error once, then nothing.
struct Failing(Option<io::Error>);

impl Read for Failing {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        self.0.take().map_or(Ok(0), Err)
    }
}

/// Counts what is read, for the user and for the limit of expansion.
struct Counted<R> {
    input: R,
    meters: [Meter; 2],
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.input.read(buffer)?;
        self.meters.iter().for_each(|meter| meter.add(read));
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    pub(super) fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn read(bytes: &[u8]) -> (Vec<u8>, Option<Stop>) {
        let mut read = Vec::new();
        let input = open(Cursor::new(bytes.to_vec()), &Options::default());
        let error = input
            .and_then(|mut input| input.read_to_end(&mut read))
            .err();
        (read, error.and_then(|error| Stop::of(&error)))
    }

    #[test]
    fn compressed_bytes_are_known_by_their_mark() {
        assert_eq!(read(b"Kapal").0, b"Kapal");
        assert_eq!(read(b"").0, b"");
        let members = [gzip(b"Kapal "), gzip(b"tiba")].concat();
        assert_eq!(read(&members), (b"Kapal tiba".to_vec(), None));
    }

    #[test]
    fn what_is_cut_short_gives_what_came_before() {
        let line = (0..9000).map(|n| n.to_string()).collect::<String>();
        let whole = gzip(line.as_bytes());
        let (read, stop) = read(&whole[..whole.len() / 2]);
        assert_eq!(stop, Some(Stop::CutShort));
        assert!(!read.is_empty() && line.as_bytes().starts_with(&read));
    }

    #[test]
    fn utf_16_becomes_utf_8() {
        assert_eq!(read(b"\xff\xfeA\0\xe9\0").0, "\u{feff}Aé".as_bytes());
        assert_eq!(
            read(b"\xfe\xff\0A\xd8\0\0B").0,
            "\u{feff}A\u{fffd}B".as_bytes()
        );
        let long: Vec<u8> = "é"
            .repeat(50_000)
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        assert_eq!(
            read(&[b"\xff\xfe".as_slice(), &long].concat()).0.len(),
            100_003
        );
    }
}
