//! Bytes of a `.txt` or `.md` file → one document.
//!
//! Not obvious: the text is the file as given, a byte order mark and `\r` included; they count in offsets and lie
//! outside every block.

use super::blocks::Start;
use super::document::Document;
use super::error::{Place, ReadError};
use super::markdown;

/// The text of a file; `name` is its path as given.
pub(super) fn text(name: &str, bytes: Vec<u8>) -> Result<String, ReadError> {
    if bytes.contains(&0) {
        return Err(ReadError::NotNews {
            place: Place::file(name),
            cause: "a binary file",
        });
    }
    String::from_utf8(bytes).map_err(|error| {
        let offset = error.utf8_error().valid_up_to();
        let before = error.as_bytes().get(..offset).unwrap_or_default();
        ReadError::Encoding {
            file: name.to_owned(),
            line: before.split(|byte| *byte == b'\n').count(),
            offset: offset as u64,
        }
    })
}

/// The document that a plain text is.
pub(super) fn document(name: &str, text: String) -> Document {
    Document {
        name: name.to_owned(),
        text,
        ..Document::default()
    }
}

/// The document that a Markdown file is, with what its front matter gives.
pub(super) fn markdown_document(name: &str, text: String) -> Document {
    let front = markdown::front_matter(&text);
    Document {
        name: name.to_owned(),
        start: Start {
            title: front.title,
            from: front.end,
            markdown: true,
            captions: Vec::new(),
        },
        date: front.date,
        outlet: front.outlet,
        url: front.url,
        language: front.language,
        text,
        ..Document::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bad_bytes_are_named_by_line_and_offset() {
        let error = text("a.txt", b"satu\ndua \xff tiga".to_vec()).unwrap_err();
        assert_eq!(
            error.to_string(),
            "a.txt:2: not UTF-8 at byte 9; save the file as UTF-8"
        );
        assert!(matches!(
            text("a.txt", b"a\0b".to_vec()),
            Err(ReadError::NotNews { .. })
        ));
    }
}
