//! The text of a page → its blocks: title, headings, paragraphs, captions; the rest is noise.
//!
//! Four passes: what each line is by itself, which lines repeat others, where the story begins and
//! ends, and what each line is between these. Not obvious: in doubt a line is news, because a
//! paragraph lost is a fact lost, while a stray label seldom says anything.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::caption::{self, Credit};
use super::line::{self, Line};
use super::mark::{self, Mark};
use super::noise::NoiseKind;
use super::outlet::{self, Outlets};
use super::story::Story;
use super::{Block, BlockKind, Rules, dateline, glued, markdown, signoff};

/// What the structure of a page gives: blocks, and hints for its metadata.
#[derive(Debug, Default)]
pub(super) struct Layout<'t> {
    pub(super) blocks: Vec<Block>,
    /// Lines that are a date, in order.
    pub(super) date_lines: Vec<&'t str>,
    /// The outlet by the dateline, else by the lines after the end.
    pub(super) outlet: Option<&'t str>,
    /// The place that the dateline names.
    pub(super) place: Option<String>,
}

/// Finds the blocks of `text`.
///
/// Blocks are in order, never overlap, lie on character boundaries and have no white space at their ends.
pub(super) fn find<'t>(text: &'t str, start: &Start, rules: &'t Rules) -> Layout<'t> {
    let mut lines = line::split(text, start.from);
    if start.markdown {
        lines = markdown::unmarked(text, lines);
    }
    let lines = line::join(text, lines, |line| rules.noise.kind(line).is_some());
    let lines = glued::part(lines, rules);
    let given = start
        .title
        .clone()
        .and_then(|range| Some((text.get(range.clone())?, range)));
    let mut page = Page::new(text, lines, rules);
    page.mark_captions(&start.captions);
    page.mark_copies(given.as_ref().map(|(title, _)| *title));
    let mut layout = page.layout(given.is_none());
    if let Some((_, range)) = given {
        layout.blocks.insert(
            0,
            Block {
                kind: BlockKind::Title,
                range,
            },
        );
    }
    layout
}

/// What is known of a page before its lines are looked at.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Start {
    /// A headline that came with the document; it ends before `from`.
    pub(super) title: Option<Range<usize>>,
    /// The first byte of the page.
    pub(super) from: usize,
    /// Whether lines may bear marks of Markdown.
    pub(super) markdown: bool,
    /// Captions that the format marks as such, in order.
    pub(super) captions: Vec<Range<usize>>,
}

struct Page<'t> {
    text: &'t str,
    lines: Vec<Line<'t>>,
    marks: Vec<Mark>,
    /// Pointers to other articles: a `Baca juga:` that stands alone.
    bare: Vec<bool>,
    outlets: &'t Outlets,
}

impl<'t> Page<'t> {
    fn new(text: &'t str, lines: Vec<Line<'t>>, rules: &'t Rules) -> Self {
        let mut marks: Vec<Mark> = lines
            .iter()
            .map(|line| mark::of(line.text, rules))
            .collect();
        let last = marks.iter().rposition(|mark| *mark == Mark::Prose);
        for (n, line) in lines.iter().enumerate() {
            let label = n > 0 && marks.get(n - 1) == Some(&Mark::Noise(NoiseKind::Label));
            let credited = caption::credit(line.text) == Some(Credit::Slash) && Some(n) < last;
            if let Some(mark) = marks
                .get_mut(n)
                .filter(|mark| matches!(mark, Mark::Prose | Mark::Other))
                && (label || credited)
            {
                *mark = Mark::Caption;
            }
        }
        let bare = lines
            .iter()
            .map(|line| rules.noise.is_bare(line.text))
            .collect();
        Self {
            text,
            lines,
            marks,
            bare,
            outlets: &rules.outlets,
        }
    }

    fn mark_captions(&mut self, captions: &[Range<usize>]) {
        for (line, mark) in self.lines.iter().zip(&mut self.marks) {
            let known = captions
                .iter()
                .any(|range| range.contains(&line.range.start));
            if known && matches!(mark, Mark::Prose | Mark::Other) {
                *mark = Mark::Caption;
            }
        }
    }

    /// Marks lines that repeat an earlier line or the title, and lines that another one begins with.
    fn mark_copies(&mut self, title: Option<&str>) {
        let title = title.map(line::folded).filter(|title| !title.is_empty());
        let folded: Vec<String> = self
            .lines
            .iter()
            .map(|line| line::folded(line.text))
            .collect();
        let mut seen: std::collections::HashSet<&str> = title.as_deref().into_iter().collect();
        for (n, text) in folded.iter().enumerate() {
            let cut = ["...", "…"].iter().find_map(|dots| text.strip_suffix(dots));
            let begins = |other: &&str| {
                cut.is_some_and(|cut| other.len() > cut.len() && other.starts_with(cut.trim_end()))
            };
            let others = folded.iter().map(String::as_str).chain(title.as_deref());
            let short = line::words(text) <= 16;
            let copy = !seen.insert(text)
                || (short && cut.is_some() && others.into_iter().any(|other| begins(&other)));
            if let Some(mark) = self.marks.get_mut(n).filter(|_| copy)
                && *mark != Mark::Date
            {
                *mark = Mark::Noise(NoiseKind::Nav);
            }
        }
    }

    fn layout(&self, seek_title: bool) -> Layout<'t> {
        let stop = self.stop();
        let first = self.position(stop, |mark| mark == Mark::Prose);
        let last = (0..stop).rev().find(|n| self.mark(*n) == Mark::Prose);
        let front = first.unwrap_or(0);
        let title = self.title(first, stop).filter(|_| seek_title);
        let mut layout = Layout::default();
        let mut story = Story::new(self.text, self.outlets);
        for n in 0..stop {
            let kind = if Some(n) == title {
                Some(BlockKind::Title)
            } else {
                self.kind(n, title, (front, last.unwrap_or(stop)), stop)
            };
            if kind == Some(BlockKind::Body) && layout.place.is_none() && story.seeks_dateline() {
                layout.place = self.dateline_above(n);
            }
            if let (Some(kind), Some(line)) = (kind, self.lines.get(n)) {
                story.add(&mut layout, kind, line);
            }
        }
        layout.date_lines.splice(0..0, self.date_lines());
        layout.outlet = layout
            .outlet
            .or_else(|| self.outlet(last.map_or(0, |last| last + 1)));
        layout
    }

    /// The place of a dateline that stands alone above paragraph `n`, `MANILA —`.
    fn dateline_above(&self, n: usize) -> Option<String> {
        let above = self.lines.get(n.checked_sub(1)?)?;
        dateline::alone(above.text, self.outlets)
    }

    /// What line `n` is, where the story's first and last sentences stand at `span`.
    fn kind(
        &self,
        n: usize,
        title: Option<usize>,
        span: (usize, usize),
        stop: usize,
    ) -> Option<BlockKind> {
        match self.mark(n) {
            Mark::Noise(_) | Mark::Date => None,
            _ if self.level(n) > 0 => Some(BlockKind::Heading),
            Mark::Caption => Some(BlockKind::Caption),
            Mark::Prose => Some(BlockKind::Body),
            Mark::Other => {
                let line = self.lines.get(n)?.text;
                let teaser = line::words(line) >= 8
                    && !line::in_title_case(line)
                    && !line::starts_lower(line);
                let body = Some(BlockKind::Body);
                if span == (0, stop) {
                    // No line ends as a sentence does: all that is no furniture is the story.
                    return body;
                }
                if n < span.0 {
                    return body.filter(|_| teaser && title.is_none_or(|title| title < n));
                }
                if n > span.1 {
                    let closed = (span.1..n).any(|n| matches!(self.mark(n), Mark::Noise(_)));
                    return body.filter(|_| teaser && !closed);
                }
                self.between(n, line)
            }
        }
    }

    /// A line between two paragraphs that is none itself: a heading, an item, or a stray label.
    fn between(&self, n: usize, line: &str) -> Option<BlockKind> {
        let words = line::words(line);
        if self.is_pointed_at(n) && words >= 5 {
            return None;
        }
        let label = words <= 3 && line::starts_lower(line) && !line::ends_sentence(line);
        if words == 0 || label {
            return None;
        }
        let open = line.ends_with([':', ';', ',']) || line.starts_with(['-', '•', '*', '"', '“']);
        let numbered = line.starts_with(|c: char| c.is_ascii_digit());
        let quoting = line.contains(",\"")
            || line.contains(",”")
            || line.contains("\",")
            || line.contains("”,");
        let short = words <= 8 || (words <= 16 && line::in_title_case(line));
        let heading = short
            && !open
            && !numbered
            && !quoting
            && !line::starts_lower(line)
            && !line.ends_with('.');
        Some(if heading {
            BlockKind::Heading
        } else {
            BlockKind::Body
        })
    }

    /// Whether only headlines stand between line `n` and a bare `Baca juga:` above it.
    fn is_pointed_at(&self, n: usize) -> bool {
        let above = (0..n).rev().find(|above| self.mark(*above) != Mark::Other);
        above.is_some_and(|above| {
            self.mark(above) == Mark::Noise(NoiseKind::Related)
                && self.bare.get(above) == Some(&true)
        })
    }

    /// The headline among the lines before the first paragraph: marked as such, else one that is
    /// repeated, else one beside the date line, else the first long enough. A line that is all
    /// there is is a paragraph.
    fn title(&self, first: Option<usize>, stop: usize) -> Option<usize> {
        let front = || (0..first.unwrap_or(stop)).filter(|n| self.mark(*n) == Mark::Other);
        if first.is_none() && front().count() < 2 {
            return None;
        }
        let words = |n: &usize| self.lines.get(*n).map_or(0, |line| line::words(line.text));
        let cased = |n: &usize| {
            self.lines
                .get(*n)
                .is_some_and(|line| line::in_title_case(line.text))
        };
        let long = || front().filter(|n| (5..=30).contains(&words(n)));
        let marked = (0..stop).find(|n| self.level(*n) == 1);
        let repeated = || front().find(|n| words(n) >= 3 && self.is_repeated(*n));
        let dated = || {
            let date = self.position(stop, |mark| mark == Mark::Date)?;
            let above = long().rfind(|n| *n < date && cased(n));
            above.or_else(|| {
                long()
                    .find(|n| *n > date)
                    .filter(|_| long().all(|n| n > date))
            })
        };
        let short = || front().find(|n| (2..=4).contains(&words(n)));
        marked
            .or_else(repeated)
            .or_else(dated)
            .or_else(|| long().next())
            .or_else(short)
    }

    /// How many `#` stand before the line in Markdown.
    fn level(&self, n: usize) -> u8 {
        self.lines.get(n).map_or(0, |line| line.level)
    }

    fn is_repeated(&self, n: usize) -> bool {
        let text = self.lines.get(n).map(|line| line::folded(line.text));
        self.lines
            .iter()
            .skip(n + 1)
            .any(|line| Some(line::folded(line.text)) == text)
    }

    /// The line from which nothing more belongs to the story.
    fn stop(&self) -> usize {
        let total: usize = (0..self.lines.len()).map(|n| self.prose_words(n)).sum();
        let mut read = 0;
        for (n, line) in self.lines.iter().enumerate() {
            let before = read;
            read += self.prose_words(n);
            let ends = matches!(
                self.mark(n),
                Mark::Noise(NoiseKind::Copyright | NoiseKind::End)
            );
            if ends && before * 3 > total * 2 {
                return n;
            }
            let prose = matches!(self.mark(n), Mark::Prose | Mark::Other);
            if prose && read * 3 > total * 2 && total > 0 && signoff::before(line.text).is_some() {
                return n + 1;
            }
        }
        self.lines.len()
    }

    fn prose_words(&self, n: usize) -> usize {
        let prose = self.lines.get(n).filter(|_| self.mark(n) == Mark::Prose);
        prose.map_or(0, |line| line::words(line.text))
    }

    /// The lines that are a date, up to the first paragraph or with a time of day.
    fn date_lines(&self) -> Vec<&'t str> {
        let dates = self
            .lines
            .iter()
            .zip(&self.marks)
            .filter(|(_, mark)| **mark == Mark::Date);
        dates.map(|(line, _)| line.text).collect()
    }

    /// The outlet by the furniture after the story: copyright first, then any other line.
    fn outlet(&self, from: usize) -> Option<&'t str> {
        let furniture = || self.lines.iter().skip(from).map(|line| line.text);
        let owned = |line: &&str| line.contains('©') || line.to_lowercase().contains("copyright");
        let holder = furniture().filter(owned).find_map(outlet::in_line);
        let alone =
            |line: &Line<'t>| outlet::domain(line.text).filter(|domain| *domain == line.text);
        holder
            .or_else(|| furniture().find_map(outlet::in_line))
            .or_else(|| self.lines.iter().find_map(alone))
    }

    fn mark(&self, n: usize) -> Mark {
        self.marks
            .get(n)
            .copied()
            .unwrap_or(Mark::Noise(NoiseKind::Nav))
    }

    fn position(&self, stop: usize, fits: impl Fn(Mark) -> bool) -> Option<usize> {
        (0..stop).find(|n| fits(self.mark(*n)))
    }
}
