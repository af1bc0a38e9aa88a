//! One document as its format gave it → the article, or why it is none.
//!
//! Not obvious: this is where every format ends, so that structure and metadata are found in one way;
//! what came with the document outranks what its text tells.

use super::blocks::{self, Layout, Start};
use super::error::{Place, ReadError};
use super::repair::{self, Repair};
use super::{Article, Block, BlockKind, Rules, dates, line, metadata};

/// A document needs so many words to be news.
const FEWEST: usize = 5;

/// What a format gives.
#[derive(Debug, Default)]
pub(super) struct Document {
    /// The name that the record bears.
    pub(super) name: String,
    /// The text as given.
    pub(super) text: String,
    pub(super) start: Start,
    pub(super) date: Option<String>,
    pub(super) outlet: Option<String>,
    pub(super) url: Option<String>,
    pub(super) language: Option<String>,
}

impl Document {
    /// The article; before it, where the given date is no date, the error that says so.
    pub(super) fn read(mut self, place: &Place, rules: &Rules) -> Vec<Result<Article, ReadError>> {
        let repair = self.repair(rules);
        if let Err(error) = self.check(place) {
            return vec![Err(error)];
        }
        let date = self
            .date
            .as_deref()
            .map(|date| (date, dates::given(date, &rules.calendar)));
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
            let published = given.or_else(|| published(&self.text, &layout, rules));
            results.push(Ok(self.article(published, &layout, repair)));
        } else {
            results.push(Err(not_news(place, "no paragraph in it")));
        }
        results
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

    fn article(
        &self,
        published: Option<jiff::civil::Date>,
        layout: &Layout<'_>,
        repair: Option<Repair>,
    ) -> Article {
        let title = layout
            .blocks
            .iter()
            .find(|block| block.kind == BlockKind::Title);
        let title = title.and_then(|block| self.text.get(block.range.clone()));
        Article {
            document: self.name.clone(),
            title: title.map(str::to_owned),
            published,
            outlet: self
                .outlet
                .clone()
                .or_else(|| layout.outlet.map(str::to_owned)),
            url: self.url.clone(),
            language: self.language.clone().unwrap_or_else(|| "id".to_owned()),
            blocks: layout.blocks.clone(),
            text: self.text.clone(),
            repair,
        }
    }
}

fn published(text: &str, layout: &Layout<'_>, rules: &Rules) -> Option<jiff::civil::Date> {
    let body = |block: &&Block| block.kind == BlockKind::Body;
    let story: Vec<&str> = layout
        .blocks
        .iter()
        .filter(body)
        .filter_map(|block| text.get(block.range.clone()))
        .collect();
    metadata::published(&layout.date_lines, &story, &rules.calendar)
}

fn not_news(place: &Place, cause: &'static str) -> ReadError {
    ReadError::NotNews {
        place: place.clone(),
        cause,
    }
}
