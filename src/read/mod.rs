//! bytes → Article: the only door through which news comes in.
//!
//! The text of an [`Article`] is the document as given; what is not news in it (menus, captions,
//! "Baca juga" lines) is not cut out but left outside [`Article::blocks`], so that every offset
//! found later points into the text that the user has. Of a web page the text is what `html`
//! takes out of it: headline, blank line, paragraphs with blank lines between.
//!
//! [`inputs`] finds the files, [`Source::articles`] reads them under [`Rules`], which come from
//! `seeds/words`. Formats end in one `Document`; `blocks` finds its structure and `metadata` its date.

use std::ops::Range;

use jiff::civil::Date;

use crate::record::Details;

mod blocks;
mod byline;
mod caption;
mod dateline;
mod dates;
mod document;
mod error;
mod glued;
mod html;
mod inputs;
mod json;
mod line;
mod mark;
mod markdown;
mod metadata;
mod moment;
mod noise;
mod outlet;
mod plain;
mod signoff;
mod source;
mod story;
mod table;

pub use dates::Calendar;
pub use error::{Place, ReadError};
pub use inputs::inputs;
pub use noise::{Noise, NoiseKind};
pub use outlet::Outlets;
pub use source::{Articles, Source};
pub use table::TableError;

/// What reading knows of pages and of the calendar.
#[derive(Debug, Clone, Default)]
pub struct Rules {
    /// Lines that are not news.
    pub noise: Noise,
    /// Names of months and weekdays.
    pub calendar: Calendar,
    /// Names of outlets.
    pub outlets: Outlets,
}

impl Rules {
    /// Reads the texts of `noise.tsv`, `calendar.tsv` and `outlets.tsv`.
    pub fn parse(noise: &str, calendar: &str, outlets: &str) -> Result<Self, TableError> {
        Ok(Self {
            noise: Noise::parse("words/noise.tsv", noise)?,
            calendar: Calendar::parse("words/calendar.tsv", calendar)?,
            outlets: Outlets::parse("words/outlets.tsv", outlets)?,
        })
    }
}

/// Finds structure and metadata of a text that no file holds, as a `.txt` file named `document` would give.
///
/// Errors as a file would: an empty text, or one that is no news.
///
/// ```
/// # use simpul::read::{self, BlockKind, Rules};
/// let article = read::text("a", "Kapal Tiba di Ambon\n\nAMBON - Sebuah kapal tiba pada Senin.", &Rules::default())?;
/// assert_eq!(article.title.as_deref(), Some("Kapal Tiba di Ambon"));
/// assert_eq!(article.blocks[1].kind, BlockKind::Body);
/// assert_eq!(article.quote(&article.blocks[1]), "Sebuah kapal tiba pada Senin.");
/// # Ok::<(), simpul::read::ReadError>(())
/// ```
pub fn text(document: &str, text: &str, rules: &Rules) -> Result<Article, ReadError> {
    let place = Place::file(document);
    let read = plain::document(document, text.to_owned()).read(&place, rules);
    read.into_iter()
        .next_back()
        .unwrap_or(Err(ReadError::Empty { place }))
}

/// One document, ready to be split into sentences.
#[derive(Debug, Clone, PartialEq)]
pub struct Article {
    /// Path or URL, or the document's own `id`.
    pub document: String,
    /// The text as given, or that of a web page; all ranges are byte ranges into it, on character boundaries.
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
    /// Authors, moments, section and dateline.
    pub details: Details,
}

impl Article {
    /// One paragraph of Indonesian body text without headline or outlet, for examples and tests.
    #[must_use]
    pub fn paragraph(document: &str, text: &str, published: Option<Date>) -> Self {
        Self {
            document: document.to_owned(),
            text: text.to_owned(),
            blocks: vec![Block {
                kind: BlockKind::Body,
                range: 0..text.len(),
            }],
            title: None,
            published,
            outlet: None,
            url: None,
            language: "id".to_owned(),
            details: Details::default(),
        }
    }

    /// The characters of a block.
    #[must_use]
    pub fn quote(&self, block: &Block) -> &str {
        self.text.get(block.range.clone()).unwrap_or_default()
    }
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
