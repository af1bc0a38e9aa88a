//! An object of JSON or a row of CSV → one document, by the names of its fields.
//!
//! The document's text is title, two newlines, text. Not obvious: the newlines stand there without a title
//! too, so that offsets do not depend on whether it is empty.

use serde_json::{Map, Value};
use thiserror::Error;

use super::blocks::Start;
use super::document::Document;

/// So many names of fields an error tells, and so many characters of each.
const MOST_NAMED: usize = 12;
const LONGEST_NAME: usize = 40;

/// What a document is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Field {
    Id,
    Title,
    Text,
    Date,
    Outlet,
    Url,
    Language,
}

impl Field {
    pub(super) const ALL: [Self; 7] = [
        Self::Id,
        Self::Title,
        Self::Text,
        Self::Date,
        Self::Outlet,
        Self::Url,
        Self::Language,
    ];

    pub(super) fn name(self) -> &'static str {
        ["id", "title", "text", "date", "outlet", "url", "language"][self as usize]
    }
}

/// Which field of an object, or column of a table, holds what; each part by its own name where nothing else is said.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FieldMap([Option<String>; 7]);

/// A mapping that cannot be understood.
#[derive(Debug, Error, PartialEq, Eq)]
#[non_exhaustive]
pub enum FieldMapError {
    /// Not of the form `a=b`.
    #[error("{part:?}: write NAME=FIELD, parted by commas, as in title=judul,text=isi")]
    Form {
        /// As given.
        part: String,
    },
    /// The part of a document is none.
    #[error(
        "{name:?} is no part of a document; name id, title, text, date, outlet, url or language"
    )]
    Unknown {
        /// As given, before the `=`.
        name: String,
    },
    /// The part of a document is given two fields.
    #[error("{name:?} is mapped twice; name one field for it")]
    Twice {
        /// As given, before the `=`.
        name: String,
    },
}

impl FieldMap {
    /// Reads `title=judul,text=isi`; what is before the `=` is one of id, title, text, date, outlet, url and language.
    ///
    /// ```
    /// # use simpul::read::FieldMap;
    /// assert!(FieldMap::parse("title=judul,text=isi").is_ok());
    /// assert!(FieldMap::parse("judul=title").is_err());
    /// ```
    pub fn parse(text: &str) -> Result<Self, FieldMapError> {
        let mut map = Self::default();
        for part in text.split(',').filter(|part| !part.trim().is_empty()) {
            let sides = part.split_once('=').map(|(a, b)| (a.trim(), b.trim()));
            let Some((name, field)) = sides.filter(|(a, b)| !a.is_empty() && !b.is_empty()) else {
                return Err(FieldMapError::Form {
                    part: part.to_owned(),
                });
            };
            let known = Field::ALL.iter().find(|known| known.name() == name);
            let slot = known.and_then(|known| map.0.get_mut(*known as usize));
            let Some(slot) = slot else {
                return Err(FieldMapError::Unknown {
                    name: name.to_owned(),
                });
            };
            if slot.replace(field.to_owned()).is_some() {
                return Err(FieldMapError::Twice {
                    name: name.to_owned(),
                });
            }
        }
        Ok(map)
    }

    /// The name under which a part of the document is found.
    pub(super) fn of(&self, field: Field) -> &str {
        self.mapped(field).unwrap_or(field.name())
    }

    /// That name, where the user gave it.
    pub(super) fn mapped(&self, field: Field) -> Option<&str> {
        self.0.get(field as usize)?.as_deref()
    }
}

/// What the fields of one document hold.
#[derive(Debug, Default)]
pub(super) struct Fields([Option<String>; 7]);

/// A field that holds what it cannot, or is not there.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum FieldError {
    /// Not a string (or, for id and date, number).
    Kind { field: String },
    /// The text is not there; what is there instead.
    Missing { field: String, found: String },
}

impl Fields {
    pub(super) fn set(&mut self, field: Field, value: String) {
        if let Some(slot) = self.0.get_mut(field as usize) {
            *slot = Some(value).filter(|value| !value.trim().is_empty());
        }
    }

    fn take(&mut self, field: Field) -> Option<String> {
        self.0.get_mut(field as usize)?.take()
    }

    /// Takes the fields out of an object; `content.rendered` names a field of a field where no field bears that name.
    pub(super) fn of_object(
        object: &mut Map<String, Value>,
        map: &FieldMap,
    ) -> Result<Self, FieldError> {
        let mut fields = Self::default();
        for field in Field::ALL {
            let name = map.of(field);
            let Some(value) = within(object, name) else {
                if field == Field::Text {
                    return Err(FieldError::Missing {
                        field: name.to_owned(),
                        found: listed(object.keys()),
                    });
                }
                continue;
            };
            match value {
                Value::String(text) => fields.set(field, text),
                Value::Null => {}
                Value::Number(number) if matches!(field, Field::Id | Field::Date) => {
                    fields.set(field, number.to_string());
                }
                _ => {
                    return Err(FieldError::Kind {
                        field: name.to_owned(),
                    });
                }
            }
        }
        Ok(fields)
    }

    /// The document; `name` is used where it has neither id nor url.
    pub(super) fn document(mut self, name: &str) -> Document {
        let url = self.take(Field::Url);
        let title = self.take(Field::Title).unwrap_or_default();
        let head = title.trim();
        let start = title.len() - title.trim_start().len();
        let range = (!head.is_empty()).then(|| start..start + head.len());
        let text = format!("{title}\n\n{}", self.take(Field::Text).unwrap_or_default());
        let id = self.take(Field::Id).or_else(|| url.clone());
        Document {
            name: id.unwrap_or_else(|| name.to_owned()),
            text,
            start: Start {
                title: range,
                from: title.len(),
                ..Start::default()
            },
            date: self.take(Field::Date),
            outlet: self.take(Field::Outlet),
            url,
            language: self.take(Field::Language),
            ..Document::default()
        }
    }
}

fn within(object: &mut Map<String, Value>, name: &str) -> Option<Value> {
    if let Some(value) = object.get_mut(name) {
        return Some(value.take());
    }
    let (outer, inner) = name.split_once('.')?;
    within(object.get_mut(outer)?.as_object_mut()?, inner)
}

/// The names of fields for a message, not too many and none too long.
pub(super) fn listed<'a>(names: impl Iterator<Item = &'a String>) -> String {
    let short = |name: &String| name.chars().take(LONGEST_NAME).collect::<String>();
    let mut listed: Vec<String> = names.map(short).take(MOST_NAMED + 1).collect();
    if let Some(last) = listed.get_mut(MOST_NAMED) {
        "…".clone_into(last);
    }
    listed.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(json: &str, map: &str) -> Result<Document, FieldError> {
        let mut object = serde_json::from_str(json).unwrap();
        let map = FieldMap::parse(map).unwrap();
        Fields::of_object(&mut object, &map).map(|fields| fields.document("nama"))
    }

    #[test]
    fn fields_by_other_names_and_within_fields() {
        let json =
            r#"{"judul": "Kapal", "isi": {"rendered": "Tiba."}, "tanggal": 20241028, "text": "x"}"#;
        let document = fields(json, "title=judul, text=isi.rendered,date=tanggal").unwrap();
        assert_eq!(document.text, "Kapal\n\nTiba.");
        assert_eq!(document.date.as_deref(), Some("20241028"));
        assert_eq!(document.name, "nama");
    }

    #[test]
    fn a_field_of_the_wrong_kind_and_a_missing_text_are_errors() {
        let error = |json, map| fields(json, map).unwrap_err();
        assert_eq!(
            error(r#"{"text": ["a"]}"#, ""),
            FieldError::Kind {
                field: "text".to_owned()
            }
        );
        assert_eq!(
            error(r#"{"isi": "a", "judul": "b"}"#, ""),
            FieldError::Missing {
                field: "text".to_owned(),
                found: "isi, judul".to_owned()
            }
        );
        assert!(fields(r#"{"text": null}"#, "").is_ok());
    }

    #[test]
    fn mappings_that_make_no_sense_are_named() {
        let error = |text| FieldMap::parse(text).unwrap_err().to_string();
        assert!(error("judul").contains("write NAME=FIELD"));
        assert!(error("text=").contains("write NAME=FIELD"));
        assert!(error("body=isi").contains("\"body\" is no part"));
        assert!(error("text=a,text=b").contains("mapped twice"));
    }
}
