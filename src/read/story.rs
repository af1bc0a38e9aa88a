//! The lines of a story in order → blocks without dateline and sign-off, and what the dateline tells.
//!
//! Not obvious: where a dateline may stand depends on what has been told so far, so lines must come in order.

use super::blocks::Layout;
use super::line::Line;
use super::outlet::Outlets;
use super::{Block, BlockKind, dateline, signoff};

/// How far the story has been told.
#[derive(Debug)]
pub(super) struct Story<'t> {
    page: &'t str,
    outlets: &'t Outlets,
    paragraphs: usize,
    dated: bool,
}

impl<'t> Story<'t> {
    /// A dateline stands at the first paragraph, or a few teasers further down.
    const LAST_DATELINE: usize = 4;

    /// A story of `page` that has not begun.
    pub(super) fn new(page: &'t str, outlets: &'t Outlets) -> Self {
        Self {
            page,
            outlets,
            paragraphs: 0,
            dated: false,
        }
    }

    /// Whether a dateline may still come.
    pub(super) fn seeks_dateline(&self) -> bool {
        !self.dated && self.paragraphs < Self::LAST_DATELINE
    }

    /// Adds a line of some kind to the layout.
    pub(super) fn add(&mut self, layout: &mut Layout<'t>, kind: BlockKind, line: &Line<'t>) {
        let mut range = line.range.clone();
        if kind == BlockKind::Body {
            if let Some(rest) = signoff::before(line.text) {
                range.end = range.start + rest.len();
            }
            let first = self.paragraphs == 0;
            let dateline = dateline::find(line.text, self.page, first, self.outlets);
            if let Some(dateline) = dateline.filter(|_| self.seeks_dateline()) {
                range.start = (range.start + dateline.length).min(range.end);
                layout.outlet = layout.outlet.or(dateline.outlet);
                layout.place = dateline.place.or(layout.place.take());
                // `JAKARTA, 12 Maret 2024 - `: comes after the date lines of the page.
                let head = line.text.get(..dateline.length);
                layout.date_lines.extend(head);
                self.dated = true;
            }
            self.paragraphs += 1;
        }
        if !range.is_empty() {
            layout.blocks.push(Block { kind, range });
        }
    }
}
