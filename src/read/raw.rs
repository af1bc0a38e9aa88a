//! The bytes of one document, with its place → its articles.
//!
//! Not obvious: reading has two halves. [`Source::documents`](super::Source::documents) gives these one after the other and cheaply;
//! [`Raw::read`] does the work (characters, tags, structure, metadata) and can be called on many at once.

use std::sync::Arc;

use super::document::Document;
use super::error::{Place, ReadError};
use super::options::Options;
use super::pieces::Piece;
use super::rows::Header;
use super::{Article, Rules, charset, feed, html, json, plain, warc};

/// One document as it lies in its source, not yet looked into.
#[derive(Debug)]
pub struct Raw {
    /// The path of its source.
    pub(super) file: Arc<str>,
    /// What it is called in errors.
    pub(super) place: Place,
    pub(super) content: Content,
}

/// What a document is made of, by format.
#[derive(Debug)]
pub(super) enum Content {
    /// It could not be taken out of the source.
    Failed(ReadError),
    Text(Vec<u8>),
    Markdown(Vec<u8>),
    Page(Vec<u8>),
    Object(Piece),
    Row(Piece, Arc<Header>),
    Item(Box<feed::Entry>),
    Capture(Box<warc::Capture>),
}

impl Raw {
    /// Bytes held.
    #[must_use]
    pub fn size(&self) -> usize {
        match &self.content {
            Content::Failed(_) => 0,
            Content::Text(bytes) | Content::Markdown(bytes) | Content::Page(bytes) => bytes.len(),
            Content::Object(piece) | Content::Row(piece, _) => piece.bytes.len(),
            Content::Item(entry) => entry.size(),
            Content::Capture(capture) => capture.body.len(),
        }
    }

    /// Finds the article, or why there is none; a given date that is no date comes as an error *before* its article.
    #[must_use]
    pub fn read(self, rules: &Rules, options: &Options) -> Vec<Result<Article, ReadError>> {
        let Self {
            file,
            place,
            content,
        } = self;
        let most = options.limits.text;
        match document(&file, &place, content, rules, options) {
            Ok(document) if document.text.len() as u64 > most => {
                vec![Err(ReadError::LongText {
                    place,
                    limit: most >> 10,
                })]
            }
            Ok(document) => document.read(&place, rules),
            Err(error) => vec![Err(error)],
        }
    }
}

fn document(
    file: &str,
    place: &Place,
    content: Content,
    rules: &Rules,
    options: &Options,
) -> Result<Document, ReadError> {
    match content {
        Content::Failed(error) => Err(error),
        Content::Text(bytes) => Ok(plain::document(file, plain::text(file, bytes)?)),
        Content::Markdown(bytes) => Ok(plain::markdown_document(file, plain::text(file, bytes)?)),
        Content::Page(bytes) => html::document(file, place, &charset::page(&bytes, None)),
        Content::Object(piece) => json::document(file, place, piece, &options.fields),
        Content::Row(piece, header) => header.document(file, place, piece),
        Content::Item(entry) => entry.document(place, &rules.calendar),
        Content::Capture(capture) => capture.document(place, options.limits.document),
    }
}
