//! Bytes of many documents → one piece of bytes a document, with its place.
//!
//! Where a document ends is told by a [`Cut`]: a line, a row of CSV, an element of a JSON array. Not obvious: a piece that
//! outgrows the limit is not held, but its end is still looked for, so that the pieces after it are read.

use std::io::{self, BufRead};

/// A byte order mark, which is part of no piece.
const MARK: &[u8] = b"\xef\xbb\xbf";

/// The bytes of one document, not yet looked into.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    /// Empty where the piece is not whole.
    pub(super) bytes: Vec<u8>,
    /// From 1: the line on which it begins.
    pub(super) line: usize,
    /// Bytes before it on that line.
    pub(super) column: usize,
    /// Bytes before it in the input.
    pub(super) offset: u64,
    pub(super) state: State,
}

/// Whether a piece can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    Whole,
    /// Longer than the limit.
    TooLong,
    /// The input ends before the piece, or what holds it, does; says what is missing.
    Unfinished(&'static str),
}

/// Tells byte by byte where pieces begin and end.
pub(super) trait Cut {
    fn step(&mut self, byte: u8) -> Step;

    /// What is missing where the input ends now.
    fn missing(&self) -> Option<&'static str> {
        None
    }
}

/// What becomes of a byte.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// It is part of the piece, or begins it.
    Keep,
    /// It is part of the piece and ends it.
    Last,
    /// It is no part of the piece before it, which ends.
    End,
    /// It lies between pieces.
    Skip,
}

/// The pieces of an input, in order; an error of the input is the last item.
pub(super) struct Pieces<R, C> {
    input: R,
    cut: C,
    limit: u64,
    line: usize,
    column: usize,
    offset: u64,
    done: bool,
}

impl<R: BufRead, C: Cut> Pieces<R, C> {
    /// `limit` is the length of the longest piece that is held, in bytes.
    pub(super) fn new(input: R, cut: C, limit: u64) -> Self {
        Self {
            input,
            cut,
            limit,
            line: 1,
            column: 0,
            offset: 0,
            done: false,
        }
    }

    /// The length of the longest piece that is held, in bytes.
    pub(super) fn limit(&self) -> u64 {
        self.limit
    }

    fn piece(&mut self) -> io::Result<Option<Piece>> {
        let mut piece: Option<Piece> = None;
        loop {
            let bytes = self.input.fill_buf()?;
            if bytes.is_empty() {
                self.done = true;
                if let Some(cause) = self.cut.missing() {
                    let begin = || Piece::begin(self.line, self.column, self.offset);
                    let piece = piece.get_or_insert_with(begin);
                    (piece.state, piece.bytes) = (State::Unfinished(cause), Vec::new());
                }
                return Ok(piece);
            }
            if self.offset == 0 && bytes.starts_with(MARK) {
                self.input.consume(MARK.len());
                self.offset = MARK.len() as u64;
                continue;
            }
            let (mut used, mut ended) = (0, false);
            while let Some(byte) = bytes.get(used).filter(|_| !ended) {
                let step = self.cut.step(*byte);
                if matches!(step, Step::Keep | Step::Last) {
                    let begin = || Piece::begin(self.line, self.column, self.offset);
                    piece.get_or_insert_with(begin).keep(*byte, self.limit);
                }
                (used, self.offset, self.column) = (used + 1, self.offset + 1, self.column + 1);
                if *byte == b'\n' {
                    (self.line, self.column) = (self.line + 1, 0);
                }
                ended = matches!(step, Step::Last | Step::End) && piece.is_some();
            }
            self.input.consume(used);
            if ended {
                return Ok(piece);
            }
        }
    }
}

impl Piece {
    fn begin(line: usize, column: usize, offset: u64) -> Self {
        Self {
            bytes: Vec::new(),
            line,
            column,
            offset,
            state: State::Whole,
        }
    }

    /// Whether nothing but white space is in it.
    pub(super) fn is_blank(&self) -> bool {
        self.state == State::Whole && self.bytes.trim_ascii().is_empty()
    }

    fn keep(&mut self, byte: u8, limit: u64) {
        if self.state != State::Whole {
            return;
        }
        if self.bytes.len() as u64 == limit {
            (self.state, self.bytes) = (State::TooLong, Vec::new());
        } else {
            self.bytes.push(byte);
        }
    }
}

impl<R: BufRead, C: Cut> Iterator for Pieces<R, C> {
    type Item = io::Result<Piece>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.done {
            return None;
        }
        let piece = self.piece().transpose();
        self.done |= matches!(piece, None | Some(Err(_)));
        piece
    }
}

/// A piece a line, without its line feed; empty lines are none.
#[derive(Debug, Default)]
pub(super) struct Lines;

impl Cut for Lines {
    fn step(&mut self, byte: u8) -> Step {
        if byte == b'\n' { Step::End } else { Step::Keep }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_pieces_are_passed_over_and_places_stay_right() {
        let pieces = Pieces::new(&b"satu\n\nsepuluh\ndua"[..], Lines, 4);
        let pieces: Vec<Piece> = pieces.map(Result::unwrap).collect();
        let told: Vec<_> = pieces
            .iter()
            .map(|piece| {
                (
                    piece.bytes.as_slice(),
                    piece.line,
                    piece.offset,
                    piece.state,
                )
            })
            .collect();
        assert_eq!(
            told,
            [
                (b"satu".as_slice(), 1, 0, State::Whole),
                (b"", 3, 6, State::TooLong),
                (b"dua", 4, 14, State::Whole)
            ]
        );
    }

    #[test]
    fn an_endless_line_is_not_held() {
        let input = io::BufReader::new(io::Read::take(io::repeat(b'a'), 10 << 20));
        let pieces: Vec<Piece> = Pieces::new(input, Lines, 100).map(Result::unwrap).collect();
        assert_eq!(pieces.len(), 1);
        assert_eq!(
            (pieces[0].state, pieces[0].bytes.capacity()),
            (State::TooLong, 0)
        );
    }
}
