//! JSON Lines, or a JSON file with an array → one object a document.
//!
//! Each object holds `id`, `title`, `text`, and where known `date`, `outlet`, `url`, `language`, or what the user's
//! [`FieldMap`] names instead. Not obvious: an array is not parsed as a whole but cut at its elements, so that it may be of any
//! length, and an element that is wrong does not end the rest.

use serde::de::Error as _;
use serde_json::{Map, Value};

use super::document::Document;
use super::error::{Place, ReadError};
use super::fields::{FieldError, FieldMap, Fields};
use super::pieces::{Cut, Piece, Step};
use super::plain;

/// The document in a piece of `file`; its place names it where the object has neither id nor url.
pub(super) fn document(
    file: &str,
    place: &Place,
    piece: Piece,
    map: &FieldMap,
) -> Result<Document, ReadError> {
    let (line, column) = (piece.line, piece.column);
    let text = plain::characters(file, piece)?;
    let object: Result<Map<String, Value>, _> = serde_json::from_str(text.trim_end());
    let mut object = object.map_err(|source| {
        let within = source.line().max(1) - 1;
        let before = if within == 0 { column } else { 0 };
        json_error(Place::line(file, line + within), before, source)
    })?;
    let fields = Fields::of_object(&mut object, map);
    let fields = fields.map_err(|error| field_error(place.clone(), error))?;
    Ok(fields.document(&place.to_string()))
}

fn field_error(place: Place, error: FieldError) -> ReadError {
    match error {
        FieldError::Missing { field, found } => ReadError::NoField {
            place,
            field,
            found,
        },
        FieldError::Kind { field } => {
            let cause = format!("the field {field:?} holds no string");
            let source = serde_json::Error::custom(&cause);
            ReadError::Json {
                place,
                cause,
                source,
            }
        }
    }
}

/// The parser's message, which counts lines within what it was given, with the column only.
fn json_error(place: Place, before: usize, source: serde_json::Error) -> ReadError {
    let message = source.to_string();
    let cause = match message.split_once(" at line ") {
        Some((cause, _)) => {
            // A lone surrogate, in the parser's words.
            let half = [
                "unexpected end of hex escape",
                "lone leading surrogate in hex escape",
            ];
            let cause = if half.contains(&cause) {
                "a \\u escape that is half a character"
            } else {
                cause
            };
            format!("{cause} at column {}", before + source.column())
        }
        None => message,
    };
    ReadError::Json {
        place,
        cause,
        source,
    }
}

/// A piece an element of the array, or a piece a value where values follow each other without one.
///
/// It counts brackets and knows strings, no more: what is between them is for the parser.
#[derive(Debug, Default)]
pub(super) struct Elements {
    /// Whether the elements of an array are read.
    array: bool,
    /// Brackets open within the element.
    depth: usize,
    within: Within,
}

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum Within {
    #[default]
    Nothing,
    /// A number, a word, or the space within brackets.
    Value,
    String,
    /// Behind a backslash.
    Escape,
}

impl Elements {
    fn between(&mut self, byte: u8) -> Step {
        match byte {
            b'[' if !self.array => {
                self.array = true;
                return Step::Skip;
            }
            b']' if self.array => {
                self.array = false;
                return Step::Skip;
            }
            b',' => return Step::Skip,
            _ if byte.is_ascii_whitespace() => return Step::Skip,
            b'"' => self.within = Within::String,
            b'{' | b'[' => (self.within, self.depth) = (Within::Value, 1),
            _ => self.within = Within::Value,
        }
        Step::Keep
    }

    fn value(&mut self, byte: u8) -> Step {
        match byte {
            b'"' => self.within = Within::String,
            b'{' | b'[' => self.depth += 1,
            b'}' | b']' if self.depth > 0 => {
                self.depth -= 1;
                if self.depth == 0 {
                    self.within = Within::Nothing;
                    return Step::Last;
                }
            }
            b',' | b']' if self.depth == 0 => {
                self.within = Within::Nothing;
                self.between(byte);
                return Step::End;
            }
            _ if self.depth == 0 && byte.is_ascii_whitespace() => {
                self.within = Within::Nothing;
                return Step::End;
            }
            _ => {}
        }
        Step::Keep
    }
}

impl Cut for Elements {
    fn step(&mut self, byte: u8) -> Step {
        match (self.within, byte) {
            (Within::Nothing, _) => return self.between(byte),
            (Within::Value, _) => return self.value(byte),
            (Within::Escape, _) => self.within = Within::String,
            (Within::String, b'\\') => self.within = Within::Escape,
            (Within::String, b'"') if self.depth == 0 => {
                self.within = Within::Nothing;
                return Step::Last;
            }
            (Within::String, b'"') => self.within = Within::Value,
            (Within::String, _) => {}
        }
        Step::Keep
    }

    fn missing(&self) -> Option<&'static str> {
        let open = self.array || self.depth > 0 || self.within != Within::Nothing;
        let whole = self.within == Within::Value && self.depth == 0 && !self.array;
        (open && !whole).then_some("an array or object of JSON is not closed")
    }
}

#[cfg(test)]
mod tests {
    use super::super::pieces::{Pieces, State};
    use super::*;

    fn elements(json: &str) -> Vec<String> {
        let pieces = Pieces::new(json.as_bytes(), Elements::default(), 1000);
        let pieces = pieces.map(Result::unwrap);
        pieces
            .map(|piece| match piece.state {
                State::Whole => String::from_utf8(piece.bytes).unwrap(),
                state => format!("{state:?}"),
            })
            .collect()
    }

    #[test]
    fn arrays_are_cut_at_their_elements() {
        assert_eq!(
            elements(r#" [{"a": "]},\"{"}, [1, [2]] ,5,"x,\\", null ]"#),
            [r#"{"a": "]},\"{"}"#, "[1, [2]]", "5", r#""x,\\""#, "null"]
        );
        assert_eq!(elements("{} \n{\"a\": []}\n"), ["{}", "{\"a\": []}"]);
        assert_eq!(elements("[]"), [""; 0]);
        assert_eq!(elements("5"), ["5"]);
    }

    #[test]
    fn what_is_not_closed_is_said() {
        for json in ["[{}", "[{", "[", "{\"a", "[5"] {
            let last = elements(json).pop().unwrap();
            assert!(last.contains("not closed"), "{json}: {last}");
        }
    }
}
