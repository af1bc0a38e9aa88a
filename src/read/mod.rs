//! bytes → Article: the only door through which news comes in.
//!
//! The text of an [`Article`] is the document as given; what is not news in it (menus, captions,
//! "Baca juga" lines) is not cut out but left outside [`Article::blocks`], so that every offset
//! found later points into the text that the user has. Where that text was damaged (`repair`), an [`OffsetMap`] leads back to it. Of a web page the text is what `html`
//! takes out of it: headline, blank line, paragraphs with blank lines between.
//!
//! [`inputs`] finds the files, [`Source::documents`] takes one document after the other out of them under the user's [`Options`], and
//! [`Raw::read`] makes articles of these under [`Rules`], which come from `seeds/words`. Formats end in one `Document`;
//! `blocks` finds its structure and `metadata` its date.

use std::ops::Range;

use jiff::civil::Date;

use crate::record::Details;
use crate::seeds::Seeds;

mod blocks;
mod byline;
mod bytes;
mod caption;
mod charset;
mod dateline;
mod dates;
mod document;
mod error;
mod feed;
mod fields;
mod format;
mod glued;
mod html;
mod http;
mod inputs;
mod json;
mod line;
mod mark;
mod markdown;
mod metadata;
mod moment;
mod noise;
mod options;
mod outlet;
mod pieces;
mod plain;
mod raw;
mod repair;
mod rows;
mod signoff;
mod source;
mod story;
mod table;
mod warc;

pub use dates::Calendar;
pub use document::Origin;
pub use error::{Place, ReadError};
pub use fields::{FieldMap, FieldMapError};
pub use inputs::inputs;
pub use noise::{Noise, NoiseKind};
pub use options::{Limits, Meter, Options};
pub use outlet::Outlets;
pub use raw::Raw;
pub use repair::{OffsetMap, Repair, Vocabulary};
pub use source::{Articles, Documents, Source};
pub use table::TableError;

/// What reading knows of pages and of the calendar.
#[derive(Debug, Clone, Default)]
pub struct Rules {
    /// Lines that are not news.
    pub noise: Noise,
    /// Names of months and weekdays.
    pub calendar: Calendar,
    /// Words between which a lost space is seen; with none, glued words stay as they are.
    pub vocabulary: Vocabulary,
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
            vocabulary: Vocabulary::default(),
        })
    }

    /// All that the seeds know of pages, of the calendar and of words.
    pub fn of(seeds: &Seeds) -> Result<Self, TableError> {
        Ok(Self {
            vocabulary: Vocabulary::new(&seeds.lexicon),
            ..Self::parse(&seeds.noise, &seeds.calendar, &seeds.outlets)?
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
    /// The text as given (or that of a web page), repaired where it was damaged; all ranges are byte ranges into it, on
    /// character boundaries.
    pub text: String,
    /// What the repair changed; `None` where [`Article::text`] is the text as given.
    pub repair: Option<Repair>,
    /// What the format told beside the text.
    pub origin: Origin,
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
            repair: None,
            origin: Origin::default(),
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

    /// The text as given: what offsets of a record count in, and what a store keeps.
    #[must_use]
    pub fn given(&self) -> &str {
        self.repair
            .as_ref()
            .map_or(&self.text, |repair| &repair.given)
    }

    /// The text as given, by value.
    #[must_use]
    pub fn into_given(self) -> String {
        self.repair.map_or(self.text, |repair| repair.given)
    }

    /// Bytes of the text as given for bytes of [`Article::text`].
    #[must_use]
    pub fn given_range(&self, range: Range<usize>) -> Range<usize> {
        match &self.repair {
            Some(repair) => repair.map.given(range),
            None => range,
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
