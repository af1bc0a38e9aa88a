//! Bytes written → the body of a response, in pieces that are given back to memory as they are sent.
//!
//! Not obvious: a body is whole before its first byte goes out, so that an answer that fails or grows too large has the
//! right status and none is cut off. What all bodies hold together, those that wait for slow clients too, is bounded.

use std::collections::VecDeque;
use std::convert::Infallible;
use std::io::{self, ErrorKind, Write};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use axum::body::{Body, Bytes};
use hyper::body::{Frame, SizeHint};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::fault::Fault;
use crate::rdf::RdfError;

/// Bytes of a piece.
const PIECE: usize = 64 << 10;

/// Bytes that the unit of the common budget stands for.
const UNIT: usize = 1 << 10;

/// How many bytes an answer may have, and all that are under way together.
#[derive(Debug, Clone)]
pub(super) struct Budget {
    each: usize,
    all: Arc<Semaphore>,
}

impl Budget {
    pub(super) fn new(each: usize, all: usize) -> Self {
        let units = (all.max(PIECE) / UNIT).min(Semaphore::MAX_PERMITS);
        let all = Arc::new(Semaphore::new(units));
        Self { each, all }
    }
}

struct Piece {
    bytes: Bytes,
    /// Its part of the common budget, given back when the piece is dropped.
    _held: OwnedSemaphorePermit,
}

/// A body in the making.
pub(super) struct Parcel {
    budget: Budget,
    length: usize,
    pieces: VecDeque<Piece>,
    open: Vec<u8>,
    fault: Option<Fault>,
}

impl Parcel {
    /// Writes a body by `write`; the fault is that of the budget where that was the cause.
    pub(super) fn fill(
        budget: &Budget,
        write: impl FnOnce(&mut Self) -> Result<(), RdfError>,
    ) -> Result<Body, Fault> {
        let mut parcel = Self {
            budget: budget.clone(),
            length: 0,
            pieces: VecDeque::new(),
            open: Vec::new(),
            fault: None,
        };
        let written = write(&mut parcel).and_then(|()| Ok(parcel.close()?));
        match (parcel.fault.take(), written) {
            (Some(fault), _) => Err(fault),
            (None, Err(error)) => Err(error.into()),
            (None, Ok(())) => Ok(Body::new(Pieces(parcel.pieces))),
        }
    }

    /// Ends the open piece.
    fn close(&mut self) -> io::Result<()> {
        if self.open.is_empty() {
            return Ok(());
        }
        let units = u32::try_from(self.open.len().div_ceil(UNIT)).unwrap_or(u32::MAX);
        let held = Arc::clone(&self.budget.all).try_acquire_many_owned(units);
        let Ok(held) = held else {
            return Err(self.refuse(Fault::busy(
                "too many large answers are under way; try again soon",
            )));
        };
        let bytes = std::mem::take(&mut self.open).into();
        self.pieces.push_back(Piece { bytes, _held: held });
        Ok(())
    }

    fn refuse(&mut self, fault: Fault) -> io::Error {
        self.fault = Some(fault);
        ErrorKind::FileTooLarge.into()
    }
}

impl Write for Parcel {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.length += bytes.len();
        if self.length > self.budget.each {
            let (max, what) = (self.budget.each, "bytes");
            return Err(self.refuse(RdfError::TooLarge { max, what }.into()));
        }
        self.open.extend_from_slice(bytes);
        if self.open.len() >= PIECE {
            self.close()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The body: what is left to be sent.
struct Pieces(VecDeque<Piece>);

impl hyper::body::Body for Pieces {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        let piece = self.0.pop_front();
        Poll::Ready(piece.map(|piece| Ok(Frame::data(piece.bytes))))
    }

    fn is_end_stream(&self) -> bool {
        self.0.is_empty()
    }

    fn size_hint(&self) -> SizeHint {
        let left = self.0.iter().map(|piece| piece.bytes.len() as u64);
        SizeHint::with_exact(left.sum())
    }
}

#[cfg(test)]
mod tests {
    use axum::http::StatusCode;

    use super::*;

    fn fill(budget: &Budget, bytes: usize) -> Result<Body, Fault> {
        let written = |out: &mut Parcel| Ok(out.write_all(&vec![b'x'; bytes])?);
        Parcel::fill(budget, written)
    }

    #[test]
    fn an_answer_may_be_so_large_and_all_together_so_large() {
        let budget = Budget::new(150 << 10, 200 << 10);
        let first = fill(&budget, 150 << 10);
        assert!(first.is_ok());
        let second = fill(&budget, 150 << 10).unwrap_err();
        assert_eq!(second.status, StatusCode::SERVICE_UNAVAILABLE);
        drop(first);
        assert!(fill(&budget, 150 << 10).is_ok());
        let third = fill(&budget, (150 << 10) + 1).unwrap_err();
        assert_eq!(third.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
}
