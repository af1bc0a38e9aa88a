//! The shape of a report between what it says and how it is written.

/// A part of the report under its heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// Heading.
    pub title: String,
    /// What stands here and how it was chosen, in a sentence or two.
    pub about: String,
    /// In order.
    pub blocks: Vec<Block>,
}

/// A piece of a section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A heading inside the section.
    Heading(String),
    /// A paragraph.
    Text(String),
    /// Rows under a head.
    Table(Table),
    /// A picture as SVG, and what it shows in words.
    Chart {
        /// The whole `<svg>` element.
        svg: String,
        /// For those who do not see it.
        about: String,
    },
}

/// Rows of as many cells as the head has.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Table {
    /// Column headings.
    pub head: Vec<&'static str>,
    /// Cells, plain text.
    pub rows: Vec<Vec<String>>,
}

impl Table {
    /// An empty table.
    pub(super) fn new<const N: usize>(head: [&'static str; N]) -> Self {
        Self {
            head: head.into(),
            rows: Vec::new(),
        }
    }

    /// Adds a row.
    pub(super) fn row<const N: usize>(&mut self, cells: [String; N]) {
        debug_assert_eq!(N, self.head.len(), "a row has as many cells as the head");
        self.rows.push(cells.into());
    }
}
