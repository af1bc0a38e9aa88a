//! One document as its format gave it → the article, or why it is none.
//!
//! Not obvious: this is where every format ends, so that structure and metadata are found in one way;
//! what came with the document outranks what its text tells.

use serde::{Deserialize, Serialize};

use super::blocks::{self, Layout, Start};
use super::error::{Place, ReadError};
use super::mark;
use super::moment::{self, Moment};
use super::noise::NoiseKind;
use super::repair::{self, Repair};
use super::{Article, Block, BlockKind, Rules, byline, dateline, line, metadata};
use crate::record::Details;

/// A document needs so many words to be news.
const FEWEST: usize = 5;

/// What a format gives.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Document {
    /// The name that the record bears.
    #[serde(skip)]
    pub(super) name: String,
    /// The text as given.
    #[serde(skip)]
    pub(super) text: String,
    pub(super) start: Start,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) outlet: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) language: Option<String>,
    /// What the format tells beside; `published_at` and `modified` as written there.
    pub(super) details: Details,
    /// Lines of the page that `text` leaves out, for bylines.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) around: Vec<String>,
}

/// What a format told of a document beside its text; with the text it gives the article again.
///
/// It is kept with the text, so that an article can be read anew by later rules without the file that it came from.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Origin(Box<Document>);

impl Origin {
    /// Reads the article again; `name` and `text` are those of the document as given.
    ///
    /// Errors as the first reading would under these rules.
    ///
    /// ```
    /// # use simpul::read::{self, Rules};
    /// let rules = Rules::default();
    /// let first = read::text("a", "Kapal Tiba di Ambon\n\nSebuah kapal tiba di Ambon pada Senin.", &rules)?;
    /// let again = first.origin.read("a", first.given().to_owned(), &rules)?;
    /// assert_eq!(again, first);
    /// # Ok::<(), simpul::read::ReadError>(())
    /// ```
    pub fn read(&self, name: &str, text: String, rules: &Rules) -> Result<Article, ReadError> {
        let document = Document {
            name: name.to_owned(),
            text,
            ..(*self.0).clone()
        };
        let place = Place::file(name);
        let read = document.read(&place, rules).pop();
        read.unwrap_or(Err(ReadError::Empty { place }))
    }
}

impl Document {
    /// The article; before it, where the given date is no date, the error that says so.
    pub(super) fn read(mut self, place: &Place, rules: &Rules) -> Vec<Result<Article, ReadError>> {
        let origin = self.origin();
        let repair = self.repair(rules);
        if let Err(error) = self.check(place) {
            return vec![Err(error)];
        }
        let date = self
            .date
            .as_deref()
            .map(|date| (date, moment::given(date, &rules.calendar)));
        let mut results = Vec::new();
        if let Some((value, None)) = date {
            results.push(Err(ReadError::Date {
                place: place.clone(),
                value: value.to_owned(),
            }));
        }
        let given = date.and_then(|(_, date)| date);
        let layout = blocks::find(&self.text, &self.start, rules);
        if layout
            .blocks
            .iter()
            .any(|block| block.kind == BlockKind::Body)
        {
            let published = given.or_else(|| published(&self.text, &layout, &self.around, rules));
            let article = self.article(published, &layout, rules);
            results.push(Ok(Article {
                repair,
                origin,
                ..article
            }));
        } else {
            results.push(Err(not_news(place, "no paragraph in it")));
        }
        results
    }

    /// All but name and text.
    fn origin(&self) -> Origin {
        Origin(Box::new(Self {
            name: String::new(),
            text: String::new(),
            start: self.start.clone(),
            date: self.date.clone(),
            outlet: self.outlet.clone(),
            url: self.url.clone(),
            language: self.language.clone(),
            details: self.details.clone(),
            around: self.around.clone(),
        }))
    }

    fn check(&self, place: &Place) -> Result<(), ReadError> {
        let page = self.text.get(self.start.from..).unwrap_or_default();
        if page.trim().is_empty() {
            return Err(ReadError::Empty {
                place: place.clone(),
            });
        }
        if page.contains('\0') {
            return Err(not_news(place, "a binary file"));
        }
        if line::words(page) < FEWEST {
            return Err(not_news(place, "fewer than five words"));
        }
        let marks = page.chars().filter(|c| !c.is_whitespace());
        let (letters, all) = marks.fold((0_usize, 0_usize), |(letters, all), c| {
            (letters + usize::from(c.is_alphabetic()), all + 1)
        });
        if letters * 2 < all {
            Err(not_news(place, "more signs and digits than letters"))
        } else {
            Ok(())
        }
    }

    /// Repairs the text, and carries what is known of its structure over.
    fn repair(&mut self, rules: &Rules) -> Option<Repair> {
        let repair = repair::repair(&mut self.text, &rules.vocabulary)?;
        let start = &mut self.start;
        start.from = repair.map.repaired(start.from..start.from).start;
        for range in start.title.iter_mut().chain(&mut start.captions) {
            *range = repair.map.repaired(range.clone());
        }
        Some(repair)
    }

    fn article(&self, published: Option<Moment>, layout: &Layout<'_>, rules: &Rules) -> Article {
        Article {
            document: self.name.clone(),
            title: self.title(layout).map(str::to_owned),
            published: published.map(Moment::day),
            outlet: self.outlet(layout, rules),
            details: self.details(published, layout, rules),
            url: self.url.clone(),
            language: self.language.clone().unwrap_or_else(|| "id".to_owned()),
            blocks: layout.blocks.clone(),
            text: self.text.clone(),
            repair: None,
            origin: Origin::default(),
        }
    }

    fn title(&self, layout: &Layout<'_>) -> Option<&str> {
        let blocks = &layout.blocks;
        let title = blocks.iter().find(|block| block.kind == BlockKind::Title)?;
        self.text.get(title.range.clone())
    }

    /// As the format says, else as the dateline or the page says, else by the address.
    fn outlet(&self, layout: &Layout<'_>, rules: &Rules) -> Option<String> {
        let by_url = || {
            self.url
                .as_deref()
                .and_then(|url| rules.outlets.by_url(url))
        };
        let told = self.outlet.as_deref().or(layout.outlet).or_else(by_url);
        told.map(str::to_owned)
    }

    /// What the format says, and where it is silent what the lines of the page say.
    fn details(&self, published: Option<Moment>, layout: &Layout<'_>, rules: &Rules) -> Details {
        let lines = lines(&self.text, &self.around);
        let given = self.details.clone();
        let authors = given
            .authors
            .iter()
            .flat_map(|name| byline::names(name, rules));
        let outlet = self.outlet.as_deref().map(line::folded);
        let is_person = |name: &String| Some(line::folded(name)) != outlet;
        let mut authors: Vec<String> = authors.filter(is_person).collect();
        authors.dedup();
        if authors.is_empty() {
            authors = byline::authors(&lines, rules);
        }
        if authors.is_empty() {
            authors = byline::above_date(&lines, self.title(layout), rules);
            authors.retain(is_person);
        }
        let changed = given.modified.as_deref();
        let changed = changed.and_then(|value| moment::given(value, &rules.calendar));
        let changed = changed.or_else(|| byline::moment(&lines, NoiseKind::Updated, rules));
        // Readers' views take `<span class=dateline>` for a byline and leave it out.
        let alone = || {
            lines
                .iter()
                .find_map(|line| dateline::alone(line, &rules.outlets))
        };
        Details {
            authors,
            published_at: published.and_then(Moment::with_time),
            modified: changed.map(|moment| moment.to_string()),
            section: given.section,
            dateline: layout.place.clone().or_else(alone),
        }
    }
}

/// The lines of a text and those around it, in order; `around` holds the lines of the text too where it is not empty.
fn lines<'d>(text: &'d str, around: &'d [String]) -> Vec<&'d str> {
    if around.is_empty() {
        let lines = line::split(text, 0);
        lines.into_iter().map(|line| line.text).collect()
    } else {
        around.iter().map(String::as_str).collect()
    }
}

fn published(text: &str, layout: &Layout<'_>, around: &[String], rules: &Rules) -> Option<Moment> {
    let body = |block: &&Block| block.kind == BlockKind::Body;
    let story: Vec<&str> = layout
        .blocks
        .iter()
        .filter(body)
        .filter_map(|block| text.get(block.range.clone()))
        .collect();
    let dated = |line: &&str| mark::is_date(line, rules);
    let beside = around.iter().map(String::as_str).filter(dated);
    let lines: Vec<&str> = layout.date_lines.iter().copied().chain(beside).collect();
    metadata::published(&lines, &story, &rules.calendar)
}

fn not_news(place: &Place, cause: &'static str) -> ReadError {
    ReadError::NotNews {
        place: place.clone(),
        cause,
    }
}
