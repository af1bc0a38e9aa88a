//! One document ↔ one line of the file of records, with a checksum over its exact bytes.
//!
//! `{"sha256":"<64 hex digits>","stored":{…}}`: a line is plain JSON for others. Not obvious: the
//! checksum covers the bytes of `{…}` as they stand, so that a line is checked without being written again.

use std::fmt::Write as _;

use serde::Deserialize;
use sha2::{Digest, Sha256};

use super::{StoreError, Stored};

const HEAD: &[u8] = b"{\"sha256\":\"";
const MIDDLE: &[u8] = b"\",\"stored\":";
const TAIL: &[u8] = b"}";
const DIGITS: usize = 64;

/// SHA-256 in lower-case hexadecimal.
pub(super) fn sha256(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    digest
        .iter()
        .fold(String::with_capacity(DIGITS), |mut hex, byte| {
            // Writing to a string cannot fail.
            let _ = write!(hex, "{byte:02x}");
            hex
        })
}

/// The line of a document, with the line break; refuses a record that is not of this text.
pub(super) fn encode(stored: &Stored) -> Result<Vec<u8>, StoreError> {
    let document = &stored.record.document;
    if stored.record.sha256 != sha256(stored.text.as_bytes()) {
        return Err(StoreError::Mismatch {
            document: document.clone(),
        });
    }
    let body = serde_json::to_vec(stored).map_err(|source| StoreError::Encode {
        document: document.clone(),
        source,
    })?;
    let mut line = Vec::with_capacity(body.len() + 100);
    line.extend_from_slice(HEAD);
    line.extend_from_slice(sha256(&body).as_bytes());
    line.extend_from_slice(MIDDLE);
    line.extend_from_slice(&body);
    line.extend_from_slice(TAIL);
    line.push(b'\n');
    Ok(line)
}

/// The JSON of the document in a line, once its checksum holds; else what is wrong.
fn body(line: &[u8]) -> Result<&[u8], String> {
    let whole = line.strip_suffix(b"\n").ok_or("the line is cut off")?;
    let parts = whole
        .strip_prefix(HEAD)
        .and_then(|rest| rest.split_at_checked(DIGITS));
    let parts =
        parts.and_then(|(sum, rest)| Some((sum, rest.strip_prefix(MIDDLE)?.strip_suffix(TAIL)?)));
    let (sum, body) = parts.ok_or("not a line of a store")?;
    if sum == sha256(body).as_bytes() {
        Ok(body)
    } else {
        Err("the checksum does not hold".to_owned())
    }
}

/// The document in a line.
pub(super) fn decode(line: &[u8]) -> Result<Stored, String> {
    serde_json::from_slice(body(line)?).map_err(|error| error.to_string())
}

/// The name of the document in a line.
pub(super) fn name(line: &[u8]) -> Result<String, String> {
    #[derive(Deserialize)]
    struct Named {
        record: Document,
    }
    #[derive(Deserialize)]
    struct Document {
        document: String,
    }
    let named: Result<Named, _> = serde_json::from_slice(body(line)?);
    named
        .map(|named| named.record.document)
        .map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::tests::stored;

    #[test]
    fn a_line_comes_back_and_is_json() {
        let line = encode(&stored("a.txt", "Kapal tiba.")).unwrap();
        assert_eq!(decode(&line).unwrap(), stored("a.txt", "Kapal tiba."));
        assert_eq!(name(&line).unwrap(), "a.txt");
        let json: serde_json::Value = serde_json::from_slice(&line).unwrap();
        assert_eq!(json["stored"]["text"], "Kapal tiba.");
    }

    #[test]
    fn every_changed_or_missing_byte_is_noticed() {
        let line = encode(&stored("a", "Kapal.")).unwrap();
        for at in 0..line.len() {
            let mut changed = line.clone();
            changed[at] ^= 1;
            assert!(decode(&changed).is_err(), "byte {at}");
            assert!(decode(&line[..at]).is_err(), "cut at {at}");
        }
    }

    #[test]
    fn a_record_of_another_text_is_refused() {
        let mut other = stored("a", "Kapal.");
        other.text.push('!');
        assert!(matches!(encode(&other), Err(StoreError::Mismatch { .. })));
    }
}
