//! bytes → Article: the only door through which news comes in.
//!
//! The text of an [`Article`] is the document as given; what is not news in it (menus, captions,
//! "Baca juga" lines) is not cut out but left outside [`Article::blocks`], so that every offset
//! found later points into the text that the user has.

use std::ops::Range;

use jiff::civil::Date;

/// One document, ready to be split into sentences.
#[derive(Debug, Clone, PartialEq)]
pub struct Article {
    /// Path or URL, or the document's own `id`.
    pub document: String,
    /// The text as given; all ranges are byte ranges into it, on character boundaries.
    pub text: String,
    /// Stretches of news in order, none overlapping; what lies between them is noise.
    pub blocks: Vec<Block>,
    /// Headline.
    pub title: Option<String>,
    /// Day of publication.
    pub published: Option<Date>,
    /// Outlet.
    pub outlet: Option<String>,
    /// Address.
    pub url: Option<String>,
    /// BCP 47 tag.
    pub language: String,
}

/// A stretch of the article that is one thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Bytes of [`Article::text`].
    pub range: Range<usize>,
}

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BlockKind {
    /// The headline (a repeated one is noise).
    Title,
    /// A subheading inside the body.
    Heading,
    /// A paragraph of the body, dateline already left out.
    Body,
    /// A photo caption: names count, statements do not.
    Caption,
}
