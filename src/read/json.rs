//! JSON Lines, or a JSON file with an array → documents, one at a time.
//!
//! Each object holds `id`, `title`, `text`, and where known `date`, `outlet`, `url`, `language`; the
//! document's text is title, two newlines, text. Not obvious: the newlines stand there without a title
//! too, so that offsets do not depend on whether it is empty.

use std::io::BufRead;

use serde::Deserialize;
use serde_json::Value;

use super::blocks::Start;
use super::document::Document;
use super::error::{Place, ReadError};
use super::plain;

/// A document or why it is none, with its place.
pub(super) type Item = (Place, Result<Document, ReadError>);

/// The fields of one object.
#[derive(Debug, Deserialize)]
struct Fields {
    id: Option<Value>,
    title: Option<String>,
    text: Option<String>,
    date: Option<Value>,
    outlet: Option<String>,
    url: Option<String>,
    language: Option<String>,
}

impl Fields {
    /// The document; `name` is used where the object has neither id nor url.
    fn document(self, name: String) -> Document {
        let url = filled(self.url);
        let title = self.title.unwrap_or_default();
        let head = title.trim();
        let start = title.len() - title.trim_start().len();
        let range = (!head.is_empty()).then(|| start..start + head.len());
        let text = format!("{title}\n\n{}", self.text.unwrap_or_default());
        Document {
            name: self
                .id
                .and_then(plain_value)
                .or_else(|| url.clone())
                .unwrap_or(name),
            text,
            start: Start {
                title: range,
                from: title.len(),
                ..Start::default()
            },
            date: self.date.and_then(plain_value),
            outlet: filled(self.outlet),
            url,
            language: filled(self.language),
            ..Document::default()
        }
    }
}

fn filled(value: Option<String>) -> Option<String> {
    value.filter(|value| !value.trim().is_empty())
}

/// A string or number as text.
fn plain_value(value: Value) -> Option<String> {
    match value {
        Value::String(text) => filled(Some(text)),
        Value::Null => None,
        other => Some(other.to_string()),
    }
}

/// Reads JSON Lines as they come; an error on one line does not end the rest.
pub(super) struct Lines<R> {
    file: String,
    input: R,
    line: usize,
    offset: u64,
    done: bool,
}

impl<R: BufRead> Lines<R> {
    /// `file` names the input in errors and in documents without id and url.
    pub(super) fn new(file: String, input: R) -> Self {
        Self {
            file,
            input,
            line: 0,
            offset: 0,
            done: false,
        }
    }

    fn item(&self, bytes: &[u8]) -> Item {
        let place = Place::line(&self.file, self.line);
        let document = std::str::from_utf8(bytes)
            .map_err(|error| ReadError::Encoding {
                file: self.file.clone(),
                line: self.line,
                offset: self.offset + error.valid_up_to() as u64,
            })
            .and_then(|line| parse(line.trim_start_matches('\u{feff}').trim_end(), &place));
        (place, document)
    }
}

fn parse(line: &str, place: &Place) -> Result<Document, ReadError> {
    let fields: Result<Fields, _> = serde_json::from_str(line);
    let fields = fields.map_err(|source| json_error(place.clone(), source))?;
    Ok(fields.document(place.to_string()))
}

impl<R: BufRead> Iterator for Lines<R> {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        while !self.done {
            let mut bytes = Vec::new();
            self.line += 1;
            match self.input.read_until(b'\n', &mut bytes) {
                Ok(0) => self.done = true,
                Ok(read) => {
                    let item = (!is_blank(&bytes)).then(|| self.item(&bytes));
                    self.offset += read as u64;
                    if item.is_some() {
                        return item;
                    }
                }
                Err(source) => {
                    self.done = true;
                    let error = ReadError::Unreadable {
                        path: self.file.clone(),
                        source,
                    };
                    return Some((Place::line(&self.file, self.line), Err(error)));
                }
            }
        }
        None
    }
}

fn is_blank(bytes: &[u8]) -> bool {
    bytes
        .strip_prefix(b"\xef\xbb\xbf")
        .unwrap_or(bytes)
        .iter()
        .all(u8::is_ascii_whitespace)
}

/// The documents of a JSON file: an array of objects, one object, or several behind each other.
///
/// Objects are named by file and number (`berita.json#2`) where they have no name of their own.
pub(super) fn documents(file: &str, bytes: Vec<u8>) -> Vec<Item> {
    let text = match plain::text(file, bytes) {
        Ok(text) => text,
        Err(error) => return vec![(Place::file(file), Err(error))],
    };
    let stream =
        serde_json::Deserializer::from_str(text.trim_start_matches('\u{feff}')).into_iter();
    let (mut items, mut number) = (Vec::new(), 0);
    for value in stream {
        match value {
            Ok(value) => {
                for object in objects(value) {
                    number += 1;
                    let place = Place::file(&format!("{file}#{number}"));
                    let fields = serde_json::from_value(object);
                    let document = fields.map(|fields: Fields| fields.document(place.file.clone()));
                    items.push((
                        place.clone(),
                        document.map_err(|source| json_error(place, source)),
                    ));
                }
            }
            Err(source) => {
                let place = Place::line(file, source.line());
                items.push((place.clone(), Err(json_error(place, source))));
            }
        }
    }
    items
}

fn objects(value: Value) -> Vec<Value> {
    match value {
        Value::Array(values) => values,
        other => vec![other],
    }
}

/// The parser's message, which counts lines within what it was given, with the column only.
fn json_error(place: Place, source: serde_json::Error) -> ReadError {
    let message = source.to_string();
    let cause = match message.split_once(" at line ") {
        Some((cause, _)) => format!("{cause} at column {}", source.column()),
        None => message,
    };
    ReadError::Json {
        place,
        cause,
        source,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<Item> {
        Lines::new("a.jsonl".to_owned(), text.as_bytes()).collect()
    }

    #[test]
    fn text_is_title_two_newlines_text() {
        let items =
            lines("{\"id\": 7, \"title\": \"Judul\", \"text\": \"Isi.\"}\n\n{\"text\": \"Isi.\"}");
        let first = items[0].1.as_ref().unwrap();
        assert_eq!(
            (first.name.as_str(), first.text.as_str()),
            ("7", "Judul\n\nIsi.")
        );
        assert_eq!(first.start.title, Some(0..5));
        let second = items[1].1.as_ref().unwrap();
        assert_eq!(
            (second.name.as_str(), second.text.as_str()),
            ("a.jsonl:3", "\n\nIsi.")
        );
    }

    #[test]
    fn a_bad_line_is_named_and_the_rest_is_read() {
        let items = lines(
            "{\"text\": \"a\"\nbukan json\n{\"url\": \"https://a.id/1\", \"text\": \"Isi.\"}\n",
        );
        let messages: Vec<String> = items
            .iter()
            .filter_map(|(_, item)| item.as_ref().err())
            .map(ToString::to_string)
            .collect();
        assert_eq!(messages.len(), 2);
        assert!(
            messages[0].starts_with("a.jsonl:1: EOF while parsing an object at column 12"),
            "{}",
            messages[0]
        );
        assert!(
            messages[1].starts_with("a.jsonl:2: expected value at column 1"),
            "{}",
            messages[1]
        );
        assert_eq!(items[2].1.as_ref().unwrap().name, "https://a.id/1");
    }

    #[test]
    fn bad_bytes_are_counted_from_the_start_of_the_file() {
        let items: Vec<Item> = Lines::new("a".to_owned(), &b"{}\n\"\xff\"\n"[..]).collect();
        let message = items[1].1.as_ref().unwrap_err().to_string();
        assert!(message.starts_with("a:2: not UTF-8 at byte 4"), "{message}");
    }

    #[test]
    fn arrays_and_single_objects() {
        let items = documents(
            "a.json",
            br#"[{"text": "Isi."}, {"id": "x", "text": "Isi."}, 5]"#.to_vec(),
        );
        assert_eq!(items.len(), 3);
        assert_eq!(items[0].1.as_ref().unwrap().name, "a.json#1");
        assert_eq!(items[1].1.as_ref().unwrap().name, "x");
        assert!(items[2].1.is_err());
        assert_eq!(
            documents("a.json", b"{\"text\": \"Isi.\"}".to_vec()).len(),
            1
        );
        assert!(documents("a.json", b"[{".to_vec())[0].1.is_err());
    }
}
