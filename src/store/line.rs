//! One change of a document ↔ one line of a segment, with a checksum over its exact bytes.
//!
//! `{"sha256":"<64 hex digits>","stored":{…}}` puts a document, `{"sha256":"…","removed":"name"}` takes one away: a
//! line is plain JSON for others. Not obvious: the checksum covers the bytes of the value as they stand, so that
//! a line is checked without being written again.

use std::fmt::Write as _;

use serde::Deserialize;
use sha2::{Digest, Sha256};

use super::{StoreError, Stored};

const HEAD: &[u8] = b"{\"sha256\":\"";
const STORED: &[u8] = b"\",\"stored\":";
const REMOVED: &[u8] = b"\",\"removed\":";
const TAIL: &[u8] = b"}";
const DIGITS: usize = 64;

/// SHA-256 of a line's value.
pub(super) type Sum = [u8; 32];

/// SHA-256 in lower-case hexadecimal.
pub(super) fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes).into())
}

/// A checksum in lower-case hexadecimal.
pub(super) fn hex(sum: &Sum) -> String {
    sum.iter()
        .fold(String::with_capacity(DIGITS), |mut hex, byte| {
            // Writing to a string cannot fail.
            let _ = write!(hex, "{byte:02x}");
            hex
        })
}

/// A line with its line break.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) sum: Sum,
    pub(super) bytes: Vec<u8>,
}

impl Line {
    fn new(value: &[u8], key: &[u8]) -> Self {
        let sum: Sum = Sha256::digest(value).into();
        let mut bytes = Vec::with_capacity(value.len() + 100);
        bytes.extend_from_slice(HEAD);
        bytes.extend_from_slice(hex(&sum).as_bytes());
        bytes.extend_from_slice(key);
        bytes.extend_from_slice(value);
        bytes.extend_from_slice(TAIL);
        bytes.push(b'\n');
        Self { sum, bytes }
    }

    /// The line that puts a document; refuses a record that is not of this text.
    pub(super) fn put(stored: &Stored) -> Result<Self, StoreError> {
        let document = &stored.record.document;
        if stored.record.sha256 != sha256(stored.text.as_bytes()) {
            return Err(StoreError::Mismatch {
                document: document.clone(),
            });
        }
        let encoded = serde_json::to_vec(stored).map_err(|source| StoreError::Encode {
            document: document.clone(),
            source,
        })?;
        Ok(Self::new(&encoded, STORED))
    }

    /// The line that takes a document away.
    pub(super) fn remove(document: &str) -> Result<Self, StoreError> {
        let encoded = serde_json::to_vec(document).map_err(|source| StoreError::Encode {
            document: document.to_owned(),
            source,
        })?;
        Ok(Self::new(&encoded, REMOVED))
    }
}

/// What a line says, once its checksum holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Value<'l> {
    /// The JSON of a document.
    Stored(&'l [u8]),
    /// The JSON string that is its name.
    Removed(&'l [u8]),
}

/// The value of a line and its checksum; else what is wrong.
pub(super) fn value(line: &[u8]) -> Result<(Value<'_>, Sum), String> {
    let whole = line.strip_suffix(b"\n").ok_or("the line is cut off")?;
    let parts = whole
        .strip_prefix(HEAD)
        .and_then(|rest| rest.split_at_checked(DIGITS));
    let (told, rest) = parts.ok_or("not a line of a store")?;
    let stored = |rest: &'_ [u8]| rest.strip_prefix(STORED).map(|_| STORED.len());
    let removed = |rest: &'_ [u8]| rest.strip_prefix(REMOVED).map(|_| REMOVED.len());
    let key = stored(rest).or_else(|| removed(rest));
    let body = key
        .and_then(|length| rest.get(length..))
        .and_then(|rest| rest.strip_suffix(TAIL));
    let body = body.ok_or("not a line of a store")?;
    let sum: Sum = Sha256::digest(body).into();
    if hex(&sum).as_bytes() != told {
        return Err("the checksum does not hold".to_owned());
    }
    let value = if stored(rest).is_some() {
        Value::Stored(body)
    } else {
        Value::Removed(body)
    };
    Ok((value, sum))
}

impl Value<'_> {
    /// The document; `None` for one that is taken away.
    pub(super) fn decode(self) -> Result<Option<Stored>, String> {
        match self {
            Self::Stored(json) => serde_json::from_slice(json)
                .map(Some)
                .map_err(|error| error.to_string()),
            Self::Removed(_) => Ok(None),
        }
    }

    /// The name of the document.
    pub(super) fn name(self) -> Result<String, String> {
        #[derive(Deserialize)]
        struct Named {
            record: Document,
        }
        #[derive(Deserialize)]
        struct Document {
            document: String,
        }
        let name = match self {
            Self::Stored(json) => {
                serde_json::from_slice(json).map(|named: Named| named.record.document)
            }
            Self::Removed(json) => serde_json::from_slice(json),
        };
        name.map_err(|error| error.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::tests::stored;

    #[test]
    fn a_line_comes_back_and_is_json() {
        let line = Line::put(&stored("a.txt", "Kapal tiba.")).unwrap();
        let (found, sum) = value(&line.bytes).unwrap();
        assert_eq!(
            found.decode().unwrap(),
            Some(stored("a.txt", "Kapal tiba."))
        );
        assert_eq!(found.name().unwrap(), "a.txt");
        assert_eq!(sum, line.sum);
        let json: serde_json::Value = serde_json::from_slice(&line.bytes).unwrap();
        assert_eq!(json["stored"]["text"], "Kapal tiba.");
    }

    #[test]
    fn a_document_taken_away_has_a_name_and_no_record() {
        let line = Line::remove("a \"b\".txt").unwrap();
        let (found, _) = value(&line.bytes).unwrap();
        assert_eq!(found.name().unwrap(), "a \"b\".txt");
        assert_eq!(found.decode().unwrap(), None);
    }

    #[test]
    fn every_changed_or_missing_byte_is_noticed() {
        for line in [
            Line::put(&stored("a", "Kapal.")).unwrap(),
            Line::remove("a").unwrap(),
        ] {
            for at in 0..line.bytes.len() {
                let mut changed = line.bytes.clone();
                changed[at] ^= 1;
                assert!(value(&changed).is_err(), "byte {at}");
                assert!(value(&line.bytes[..at]).is_err(), "cut at {at}");
            }
        }
    }

    #[test]
    fn a_record_of_another_text_is_refused() {
        let mut other = stored("a", "Kapal.");
        other.text.push('!');
        assert!(matches!(
            Line::put(&other),
            Err(StoreError::Mismatch { .. })
        ));
    }
}
