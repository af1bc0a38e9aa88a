//! The corpus of `tests/read`: pages of our own in the shapes of outlets, each beside `NAME.expected`, which a reader
//! wrote down: metadata, then a line a block. Shared by the tests and by `examples/pages.rs`, which prints the measure.
//!
//! Body text is compared word by word, in order: precision is the share of the words read that the reader marked,
//! recall the share of the marked words that were read (longest common subsequence of both).

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "helpers of tests may fail as tests do"
)]

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use simpul::read::{self, Article, BlockKind, Rules};

/// The fields of an expectation, in order.
pub(crate) const FIELDS: [&str; 10] = [
    "title",
    "outlet",
    "published",
    "published_at",
    "modified",
    "url",
    "language",
    "section",
    "authors",
    "dateline",
];

/// The rules as `seeds/words` hold them.
pub(crate) fn rules() -> Rules {
    let words = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds/words");
    let table = |name: &str| fs::read_to_string(words.join(name)).unwrap();
    let [noise, calendar, outlets] = ["noise.tsv", "calendar.tsv", "outlets.tsv"].map(table);
    Rules::parse(&noise, &calendar, &outlets).unwrap()
}

/// All pages, sorted.
pub(crate) fn pages() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/read");
    let paths = fs::read_dir(folder).unwrap();
    let mut pages: Vec<PathBuf> = paths
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.with_extension("expected").is_file())
        .filter(|path| path.extension().is_some_and(|ending| ending != "expected"))
        .collect();
    pages.sort();
    pages
}

/// The one article of a page.
pub(crate) fn article(page: &Path, rules: &Rules) -> Article {
    let (sources, errors) = read::inputs(&[page.to_str().unwrap().to_owned()]);
    assert!(errors.is_empty(), "{errors:?}");
    let mut articles: Vec<_> = sources
        .iter()
        .flat_map(|source| source.articles(rules))
        .collect();
    assert_eq!(articles.len(), 1, "{}: {articles:?}", page.display());
    articles.remove(0).unwrap()
}

/// The article as expectations show it: metadata, then a line a block but for the title.
pub(crate) fn shown(article: &Article) -> String {
    let mut out = String::new();
    for (name, value) in FIELDS.iter().zip(values(article)) {
        let value = value.filter(|value| !value.is_empty());
        writeln!(out, "{name}: {}", value.as_deref().unwrap_or("-")).unwrap();
    }
    let blocks = article.blocks.iter();
    for block in blocks.filter(|block| block.kind != BlockKind::Title) {
        let kind = format!("{:?}", block.kind).to_lowercase();
        writeln!(out, "\n{kind}: {}", article.quote(block)).unwrap();
    }
    out
}

fn values(article: &Article) -> [Option<String>; FIELDS.len()] {
    let details = article.details.clone();
    [
        article.title.clone(),
        article.outlet.clone(),
        article.published.map(|day| day.to_string()),
        details.published_at,
        details.modified,
        article.url.clone(),
        Some(article.language.clone()),
        details.section,
        Some(details.authors.join("; ")),
        details.dateline,
    ]
}

/// How well pages were read.
#[derive(Debug, Default)]
pub(crate) struct Measure {
    /// Words read that were marked as body.
    pub(crate) common: usize,
    /// Words read as body.
    pub(crate) read: usize,
    /// Words marked as body.
    pub(crate) marked: usize,
    /// For each field how many pages have it right.
    pub(crate) right: [usize; FIELDS.len()],
    /// How many pages.
    pub(crate) pages: usize,
}

impl Measure {
    /// The measure of what was read, `found`, against what a reader marked, both as [`shown`] writes them.
    pub(crate) fn of(found: &str, expected: &str) -> Self {
        let (read, marked) = (body(found), body(expected));
        let mut measure = Self {
            common: common(&read, &marked),
            read: read.len(),
            marked: marked.len(),
            pages: 1,
            ..Self::default()
        };
        let lines = found.lines().zip(expected.lines());
        for (right, (found, expected)) in measure.right.iter_mut().zip(lines) {
            *right = usize::from(found == expected);
        }
        measure
    }

    /// Both together.
    pub(crate) fn and(mut self, other: &Self) -> Self {
        self.common += other.common;
        self.read += other.read;
        self.marked += other.marked;
        self.pages += other.pages;
        for (right, more) in self.right.iter_mut().zip(other.right) {
            *right += more;
        }
        self
    }

    /// The share of the words read that belong to the body.
    pub(crate) fn precision(&self) -> f64 {
        self.common as f64 / self.read.max(1) as f64
    }

    /// The share of the words of the body that were read.
    pub(crate) fn recall(&self) -> f64 {
        self.common as f64 / self.marked.max(1) as f64
    }
}

/// The words of paragraphs and headings, punctuation included.
fn body(shown: &str) -> Vec<&str> {
    let (_, blocks) = shown.split_once("\n\n").unwrap_or_default();
    let mut kept = false;
    let mut words = Vec::new();
    for line in blocks.lines() {
        let mut line = line;
        for kind in ["body: ", "heading: ", "caption: "] {
            if let Some(rest) = line.strip_prefix(kind) {
                kept = kind != "caption: ";
                line = rest;
                break;
            }
        }
        words.extend(line.split_whitespace().filter(|_| kept));
    }
    words
}

/// The length of the longest common subsequence.
fn common(one: &[&str], two: &[&str]) -> usize {
    let mut row = vec![0; two.len() + 1];
    for left in one {
        let mut corner = 0;
        for (at, right) in two.iter().enumerate() {
            let above = row[at + 1];
            row[at + 1] = if left == right {
                corner + 1
            } else {
                above.max(row[at])
            };
            corner = above;
        }
    }
    row[two.len()]
}
