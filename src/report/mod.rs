//! Graph → what an editor reads: figures side by side, what is disputed, plans and what became of them, a timeline, coverage.
//!
//! Each part gives a [`Section`]; a section is written in three ways: for a terminal, as Markdown, and as one
//! HTML page with its charts inside. Not obvious: nothing here decides anything; what disagrees with what is
//! told by the links of the graph.

use crate::graph::Graph;
use crate::record::Record;

mod chart;
mod coverage;
mod disputes;
mod figures;
mod html;
mod markdown;
mod page;
mod plans;
mod sentence;
mod terminal;
mod timeline;

pub(crate) use chart::{Bar, svg as chart};
pub(crate) use disputes::groups as disputed;
pub use page::{Block, Section, Table};
pub use sentence::sentence;

/// A part of the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// Every estimate of one thing side by side, and which exclude each other.
    Figures,
    /// What one affirms and another denies.
    Disputes,
    /// What was planned or asked for, and what became of it.
    Plans,
    /// What happened when, with its sources.
    Timeline,
    /// Article by article: sentences that promised a claim, claims, and refusals with their reasons.
    Coverage,
}

impl Part {
    /// All parts, in the order of the report.
    pub const ALL: [Self; 5] = [
        Self::Figures,
        Self::Disputes,
        Self::Plans,
        Self::Timeline,
        Self::Coverage,
    ];

    /// In lower case, `figures`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Figures => "figures",
            Self::Disputes => "disputes",
            Self::Plans => "plans",
            Self::Timeline => "timeline",
            Self::Coverage => "coverage",
        }
    }

    /// The section that this part is; `records` are those that the graph was built of.
    #[must_use]
    pub fn section(self, graph: &Graph, records: &[Record]) -> Section {
        match self {
            Self::Figures => figures::section(graph),
            Self::Disputes => disputes::section(graph),
            Self::Plans => plans::section(graph),
            Self::Timeline => timeline::section(graph),
            Self::Coverage => coverage::section(records),
        }
    }
}

/// How a report is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// Columns of text; lines longer than `width` characters are broken, where one is given.
    Terminal {
        /// In characters.
        width: Option<u16>,
    },
    /// GitHub-flavoured Markdown; charts are left out.
    Markdown,
    /// One page without script or outside address.
    Html,
}

/// Writes sections one after another.
///
/// ```
/// use simpul::{graph, report::{Part, Style, write}};
/// let section = Part::Timeline.section(&graph::build(&[]), &[]);
/// assert!(write(&[section], Style::Markdown).starts_with("# Simpul report\n"));
/// ```
#[must_use]
pub fn write(sections: &[Section], style: Style) -> String {
    match style {
        Style::Terminal { width } => terminal::write(sections, width),
        Style::Markdown => markdown::write(sections),
        Style::Html => html::write(sections),
    }
}
