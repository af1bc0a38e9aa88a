//! A file of lines, plain or in frames of Zstandard → its lines, and where some cannot be read, why.
//!
//! Not obvious: a frame is read without those before it, so damage costs no more than the frame that it lies in. The
//! next one is found by the four bytes that each begins with; that these may stand inside a frame by chance does no
//! harm, as every line bears its own checksum.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Seek, SeekFrom};

use zstd::stream::read::Decoder;

/// What each frame begins with.
const MAGIC: [u8; 4] = [0x28, 0xb5, 0x2f, 0xfd];

/// Bytes that are decoded at a time: all that the decoder takes back where it meets damage.
const STEP: usize = 1 << 14;

/// What stands next in the file.
pub(super) enum Piece {
    /// A line, with its line break unless the file or frame ends without.
    Line(Vec<u8>),
    /// Some lines that cannot be read, and why.
    Broken(String),
}

/// The lines of a file in order.
pub(super) struct Lines {
    place: Place,
    /// Where the frame begins that is read.
    start: u64,
}

enum Place {
    Plain(BufReader<File>),
    /// Before a frame, or at the end.
    Between(BufReader<File>),
    Inside(BufReader<Decoder<'static, BufReader<File>>>),
    /// After an error of the system.
    Gone,
}

impl Lines {
    /// The lines of a file that is not compressed.
    pub(super) fn plain(file: File) -> Self {
        Self {
            place: Place::Plain(BufReader::new(file)),
            start: 0,
        }
    }

    /// The lines of a file of frames; a line ends where its frame does.
    pub(super) fn frames(file: File) -> Self {
        Self {
            place: Place::Between(BufReader::with_capacity(1 << 16, file)),
            start: 0,
        }
    }

    /// The next piece; `None` at the end. An error is the system's; what is wrong with the bytes is a piece.
    pub(super) fn next(&mut self) -> io::Result<Option<Piece>> {
        loop {
            match std::mem::replace(&mut self.place, Place::Gone) {
                Place::Gone => return Ok(None),
                Place::Plain(mut file) => {
                    let mut line = Vec::new();
                    let length = file.read_until(b'\n', &mut line)?;
                    self.place = Place::Plain(file);
                    return Ok((length > 0).then_some(Piece::Line(line)));
                }
                Place::Between(mut file) => {
                    if file.fill_buf()?.is_empty() {
                        return Ok(None);
                    }
                    self.start = file.stream_position()?;
                    let frame = Decoder::with_buffer(file)?.single_frame();
                    self.place = Place::Inside(BufReader::with_capacity(STEP, frame));
                }
                Place::Inside(frame) => {
                    if let Some(piece) = self.inside(frame)? {
                        return Ok(Some(piece));
                    }
                }
            }
        }
    }

    /// What stands next in a frame; `None` at its end.
    fn inside(
        &mut self,
        mut frame: BufReader<Decoder<'static, BufReader<File>>>,
    ) -> io::Result<Option<Piece>> {
        let mut line = Vec::new();
        match frame.read_until(b'\n', &mut line) {
            Ok(0) => {
                self.place = Place::Between(frame.into_inner().finish());
                Ok(None)
            }
            Ok(_) => {
                self.place = Place::Inside(frame);
                Ok(Some(Piece::Line(line)))
            }
            Err(error) if error.raw_os_error().is_some() => Err(error),
            Err(error) => {
                let mut file = frame.into_inner().finish();
                file.seek(SeekFrom::Start(self.start + 1))?;
                seek_frame(&mut file)?;
                self.place = Place::Between(file);
                Ok(Some(Piece::Broken(format!(
                    "the file is damaged ({error})"
                ))))
            }
        }
    }
}

/// Goes on to where the next frame may begin, or to the end.
fn seek_frame(file: &mut BufReader<File>) -> io::Result<()> {
    loop {
        let held = file.fill_buf()?;
        let length = held.len();
        if length == 0 {
            return Ok(());
        }
        let at = held.iter().position(|byte| *byte == MAGIC[0]);
        file.consume(at.unwrap_or(length));
        if at.is_none() {
            continue;
        }
        let here = file.stream_position()?;
        let mut begin = [0; MAGIC.len()];
        let whole = io::Read::read_exact(file, &mut begin);
        match whole {
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(()),
            Err(error) => return Err(error),
            Ok(()) if begin == MAGIC => return file.seek_relative(-4),
            Ok(()) => {
                file.seek(SeekFrom::Start(here + 1))?;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    /// The lines of three frames of two lines each, as one file.
    fn frames() -> (Vec<u8>, [usize; 3]) {
        let mut bytes = Vec::new();
        let mut ends = [0; 3];
        for (n, end) in ends.iter_mut().enumerate() {
            let lines = format!("frame {n}, line 0\nframe {n}, line 1\n");
            bytes.extend(zstd::encode_all(lines.as_bytes(), 3).unwrap());
            *end = bytes.len();
        }
        (bytes, ends)
    }

    /// The lines that are read, and how often something was not.
    fn read(bytes: &[u8]) -> (Vec<String>, usize) {
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(bytes).unwrap();
        file.rewind().unwrap();
        let mut lines = Lines::frames(file);
        let (mut whole, mut broken) = (Vec::new(), 0);
        while let Some(piece) = lines.next().unwrap() {
            match piece {
                Piece::Line(line) => whole.push(String::from_utf8_lossy(&line).into_owned()),
                Piece::Broken(_) => broken += 1,
            }
        }
        (whole, broken)
    }

    #[test]
    fn all_lines_of_all_frames_come() {
        let (lines, broken) = read(&frames().0);
        assert_eq!((lines.len(), broken), (6, 0));
        assert_eq!(lines[5], "frame 2, line 1\n");
    }

    #[test]
    fn a_cut_or_changed_frame_costs_no_other() {
        let (bytes, ends) = frames();
        for at in ends[0]..ends[1] {
            let (lines, _) = read(&bytes[..at]);
            assert_eq!(lines[..2], ["frame 0, line 0\n", "frame 0, line 1\n"]);
            let mut changed = bytes.clone();
            changed[at] ^= 0x55;
            let (lines, _) = read(&changed);
            for line in [
                "frame 0, line 0\n",
                "frame 0, line 1\n",
                "frame 2, line 0\n",
                "frame 2, line 1\n",
            ] {
                assert!(lines.iter().any(|l| l == line), "byte {at}: {line}");
            }
        }
    }

    #[test]
    fn a_file_of_anything_ends() {
        for bytes in [
            &b""[..],
            b"\x28",
            b"\x28\xb5\x2f\xfd",
            b"no frame at all",
            &[0x28; 70_000],
        ] {
            assert_eq!(read(bytes).0, Vec::<String>::new());
        }
    }
}
