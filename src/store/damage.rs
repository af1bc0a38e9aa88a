//! What is lost with a segment that is not as it was written.

use std::fmt;
use std::path::PathBuf;

/// How many names a message shows.
const SHOWN: usize = 5;

/// A segment that is not as it was written. What is whole in it is read all the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Damage {
    /// The segment's file.
    pub path: PathBuf,
    /// The first line that is not whole, from 1; `None` where the whole file is missing.
    pub line: Option<usize>,
    /// What is wrong, in words.
    pub cause: String,
    /// The documents that are lost with it, in order. One that a newer segment holds is not lost.
    pub lost: Vec<String>,
    /// How many more lines are lost, where no index tells of which documents; an older version of such a
    /// document may stand in its place.
    pub unnamed: usize,
}

impl fmt::Display for Damage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.path.display())?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        write!(f, ": {}; ", self.cause)?;
        match self.lost.len() + self.unnamed {
            0 => f.write_str("no document is lost"),
            1 => f.write_str("1 document is lost"),
            many => write!(f, "{many} documents are lost"),
        }?;
        if self.lost.is_empty() {
            return Ok(());
        }
        let shown: Vec<&str> = self.lost.iter().take(SHOWN).map(String::as_str).collect();
        let more = if self.lost.len() > SHOWN { ", …" } else { "" };
        write!(f, " ({}{more})", shown.join(", "))
    }
}
