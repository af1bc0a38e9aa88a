//! A change that someone with the token asks for → the journal of the store first, then the dataset.
//!
//! Not obvious: a change that cannot be kept is not made. One change is made at a time; queries go on meanwhile and see
//! what was before.

use std::sync::{Mutex, PoisonError};

use axum::http::{HeaderMap, StatusCode, header};
use sha2::{Digest, Sha256};

use super::fault::Fault;
use super::gate::Gate;
use super::{ServeError, ServeOptions};
use crate::rdf::{CancellationToken, Dataset, Draft, RdfError};
use crate::store::Journal;

/// Characters that a token must have, so that it cannot be guessed.
const SHORTEST: usize = 16;

/// The secret that allows writing. Only its hash is kept.
#[derive(Clone)]
pub struct Token([u8; 32]);

impl std::fmt::Debug for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Token(…)")
    }
}

impl Token {
    /// Takes the text of a token, without white space around it: at least 16 visible ASCII characters.
    pub fn new(text: &str) -> Result<Self, ServeError> {
        let text = text.trim();
        if text.len() < SHORTEST || !text.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(ServeError::Token);
        }
        Ok(Self(Sha256::digest(text).into()))
    }

    /// Whether a request shows the token. Takes the same time for every wrong one.
    fn shown(&self, headers: &HeaderMap) -> bool {
        let told = headers.get(header::AUTHORIZATION);
        let told = told.and_then(|value| value.to_str().ok());
        let given = told.and_then(|value| {
            let (scheme, token) = value.split_once(' ')?;
            scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
        });
        let given: [u8; 32] = Sha256::digest(given.unwrap_or_default()).into();
        let pairs = self.0.iter().zip(given);
        pairs.fold(0, |differ, (a, b)| differ | (a ^ b)) == 0
    }
}

/// What a server that may be written to has beside the others.
#[derive(Debug)]
pub struct Writing {
    journal: Mutex<Journal>,
    token: Token,
}

impl Writing {
    /// Keeps changes in `journal`, for those who show the token. What stands in the journal already is to be
    /// replayed before ([`Dataset::replay`]).
    #[must_use]
    pub fn new(journal: Journal, token: Token) -> Self {
        let journal = Mutex::new(journal);
        Self { journal, token }
    }
}

/// The way to write, closed where a server only reads.
#[derive(Debug)]
pub(super) struct Pen {
    writing: Option<Writing>,
    gate: Gate,
    max: usize,
}

impl Pen {
    pub(super) fn new(writing: Option<Writing>, options: &ServeOptions) -> Self {
        let one = ServeOptions {
            parallel: 1,
            ..options.clone()
        };
        Self {
            writing,
            gate: Gate::new(&one),
            max: options.max_rows,
        }
    }

    pub(super) fn is_open(&self) -> bool {
        self.writing.is_some()
    }

    /// Waits for its turn and runs `work`, which is to call [`Pen::write`].
    pub(super) fn gate(&self) -> &Gate {
        &self.gate
    }

    /// Refuses who may not write, before anything of the request's body is read.
    pub(super) fn admit(&self, headers: &HeaderMap) -> Result<(), Fault> {
        let Some(writing) = &self.writing else {
            let message = "this server only reads; start it with --writable to write to it";
            return Err(Fault::new(StatusCode::FORBIDDEN, message));
        };
        if writing.token.shown(headers) {
            return Ok(());
        }
        let message = "writing takes the token: Authorization: Bearer TOKEN";
        Err(Fault::new(StatusCode::UNAUTHORIZED, message))
    }

    /// Makes a change that `write` drafts; what it gives comes back once the change lasts.
    pub(super) fn write<T>(
        &self,
        data: &Dataset,
        token: &CancellationToken,
        write: impl FnOnce(&mut Draft<'_>) -> Result<T, RdfError>,
    ) -> Result<T, Fault> {
        let Some(writing) = &self.writing else {
            return Err(Fault::broken());
        };
        // A thread that panicked left the journal whole: a line is written by one call.
        let mut journal = writing
            .journal
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        let mut draft = data.draft(journal.next(), self.max)?;
        let given = write(&mut draft)?;
        if token.is_cancelled() {
            return Err(RdfError::Cancelled.into());
        }
        if !draft.is_empty() {
            journal.append(draft.change()).map_err(|error| {
                let message = format!("the change could not be kept and was not made: {error}");
                Fault::new(StatusCode::INSUFFICIENT_STORAGE, message)
            })?;
            draft.commit()?;
        }
        Ok(given)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_token_opens() {
        let token = Token::new(" 0123456789abcdef\n").unwrap();
        let shown = |value: &str| {
            let header = (header::AUTHORIZATION, value.parse().unwrap());
            token.shown(&HeaderMap::from_iter([header]))
        };
        assert!(shown("Bearer 0123456789abcdef"));
        assert!(shown("bearer  0123456789abcdef"));
        for wrong in [
            "Bearer 0123456789abcdeF",
            "Bearer 0123456789abcdef0",
            "Bearer ",
            "Basic 0123456789abcdef",
            "0123456789abcdef",
        ] {
            assert!(!shown(wrong), "{wrong}");
        }
        assert!(!token.shown(&HeaderMap::new()));
        assert_eq!(format!("{token:?}"), "Token(…)");
    }

    #[test]
    fn a_token_that_can_be_guessed_is_refused() {
        for weak in ["", "short", "0123456789abcde", "with blanks in between"] {
            assert!(matches!(Token::new(weak), Err(ServeError::Token)), "{weak}");
        }
    }
}
