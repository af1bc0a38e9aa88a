//! A saved web page → one document: headline, blank line, the paragraphs of its story.
//!
//! Not obvious: the text that offsets point into is not the page but this text, because the evidence for a
//! claim must be readable and a page's bytes are mostly not; the store keeps it with the record.

use std::ops::Range;

use super::blocks::Start;
use super::document::Document;
use super::error::{Place, ReadError};

mod body;
mod details;
mod linked;
mod meta;
mod parse;
mod prune;

use body::Paragraph;

/// The document that a web page is; `name` is its path as given.
///
/// Errors with [`ReadError::NotNews`] where the page breaks one of the limits of `parse`.
pub(super) fn document(name: &str, place: &Place, page: &str) -> Result<Document, ReadError> {
    let tree = tree(place, page)?;
    let meta = meta::read(&tree);
    let body::Page { story, around } = body::page(tree, meta.title.as_deref());
    let (text, start) = write(meta.title.as_deref(), &story);
    Ok(Document {
        name: name.to_owned(),
        text,
        start,
        date: meta.date,
        outlet: meta.outlet,
        url: meta.url,
        language: meta.language,
        details: meta.details,
        around,
    })
}

/// Headline and paragraphs of a piece of HTML that is all story, as feeds bring it: their text, and where they lie.
///
/// Both may be plain text as well. Errors as [`document`] does.
pub(super) fn fragment(
    title: Option<&str>,
    place: &Place,
    html: &str,
) -> Result<(String, Start), ReadError> {
    let title = title.map(|title| tree(place, title)).transpose()?;
    let title = title.map(|title| spaced(&title.text()));
    let title = title.filter(|title| !title.is_empty());
    Ok(write(title.as_deref(), &body::all(&tree(place, html)?)))
}

fn tree(place: &Place, html: &str) -> Result<dom_query::Document, ReadError> {
    parse::parse(html).map_err(|cause| ReadError::NotNews {
        place: place.clone(),
        cause,
    })
}

/// Whether bytes begin as a web page does: a doctype, or one of the elements that stand at its top.
pub(super) fn is_page(start: &[u8]) -> bool {
    let wide = start.starts_with(b"\xff\xfe<\0") || start.starts_with(b"\xfe\xff\0<");
    let start = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(start);
    let start = start.trim_ascii_start();
    let head = start.get(..1024).unwrap_or(start).to_ascii_lowercase();
    let tops: [&[u8]; 7] = [
        b"<!doctype html",
        b"<html",
        b"<head",
        b"<meta",
        b"<title",
        b"<body",
        b"<script",
    ];
    let led = head.starts_with(b"<!--") || head.starts_with(b"<?xml");
    wide || tops.iter().any(|top| head.starts_with(top))
        || (led && head.windows(5).any(|part| part == b"<html"))
}

/// The text of the document, and where its headline and captions lie in it.
fn write(title: Option<&str>, paragraphs: &[Paragraph]) -> (String, Start) {
    let mut text = title.unwrap_or_default().to_owned();
    let title: Option<Range<usize>> = title.map(|title| 0..title.len());
    let from = text.len();
    let mut captions = Vec::new();
    for paragraph in paragraphs {
        if !text.is_empty() {
            text.push_str("\n\n");
        }
        let start = text.len();
        text.push_str(&paragraph.text);
        if paragraph.caption {
            captions.push(start..text.len());
        }
    }
    let start = Start {
        title,
        from,
        markdown: false,
        captions,
    };
    (text, start)
}

/// `text` trimmed, each run of white space as one space, without NUL.
fn spaced(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text
        .split(|c: char| c.is_whitespace() || c == '\0')
        .filter(|word| !word.is_empty())
    {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_known_by_their_beginning() {
        for page in [
            "<!DOCTYPE html>",
            "\u{feff}\n<HTML lang=id>",
            "<!-- a --><html>",
            "<?xml version='1.0'?><html>",
            "<meta charset=utf-8>",
        ] {
            assert!(is_page(page.as_bytes()), "{page}");
        }
        assert!(is_page(b"\xff\xfe<\0h\0"));
        for other in ["", "<rss>", "<!-- catatan -->", "<3 kata", "Kapal <html>"] {
            assert!(!is_page(other.as_bytes()), "{other}");
        }
    }

    #[test]
    fn the_text_is_headline_blank_line_paragraphs() {
        let paragraph = |text: &str, caption| Paragraph {
            text: text.to_owned(),
            caption,
            lead: false,
        };
        let (text, start) = write(
            Some("Judul"),
            &[paragraph("Isi.", false), paragraph("Foto", true)],
        );
        assert_eq!(text, "Judul\n\nIsi.\n\nFoto");
        assert_eq!((start.title, start.from), (Some(0..5), 5));
        assert_eq!(start.captions.first(), Some(&(13..17)));
        assert_eq!(write(None, &[paragraph("Isi.", false)]).0, "Isi.");
    }
}
