//! Bytes of a `.txt` or `.md` file → one document.
//!
//! Not obvious: the text is the file as given, a byte order mark and `\r` included; they count in offsets and lie
//! outside every block.

use super::blocks::Start;
use super::charset;
use super::document::Document;
use super::error::{Place, ReadError};
use super::markdown;
use super::pieces::Piece;

/// The text of a file; `name` is its path as given.
pub(super) fn text(name: &str, bytes: Vec<u8>) -> Result<String, ReadError> {
    if bytes.contains(&0) {
        return Err(ReadError::NotNews {
            place: Place::file(name),
            cause: "a binary file",
        });
    }
    charset::text(bytes).map_err(|bad| ReadError::Encoding {
        file: name.to_owned(),
        line: bad.line,
        offset: bad.offset as u64,
    })
}

/// The text of a piece of a file, which is named with the place of a bad byte.
pub(super) fn characters(file: &str, piece: Piece) -> Result<String, ReadError> {
    charset::text(piece.bytes).map_err(|bad| ReadError::Encoding {
        file: file.to_owned(),
        line: piece.line + bad.line - 1,
        offset: piece.offset + bad.offset as u64,
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
