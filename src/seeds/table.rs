//! One TSV file → typed rows; the only place that knows how a seed file is written.
//!
//! A row that does not parse stops the start: an extraction that silently lacks a verb is worse
//! than none.

use serde::de::DeserializeOwned;

/// What is wrong in a seed file.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SeedError {
    /// The file cannot be read.
    #[error(
        "{file}: cannot be read: {source}; `--seeds` needs a folder shaped like the project's `seeds/`"
    )]
    Unreadable {
        /// Path of the file.
        file: String,
        /// What the system said.
        source: std::io::Error,
    },
    /// A row does not have the shape that the header promises.
    #[error("{file}:{line}: {cause}; see seeds/README.md for the columns")]
    Row {
        /// Path of the file.
        file: String,
        /// Line, from 1.
        line: u64,
        /// What is wrong with it.
        cause: String,
    },
}

/// A row and the line it stands on.
#[derive(Debug, Clone)]
pub(crate) struct Row<T> {
    pub(crate) line: u64,
    pub(crate) value: T,
}

/// Parses `text`, the content of `file`, into rows of `T`.
///
/// # Errors
/// [`SeedError::Row`] for the first row that lacks a column or holds what its column does not take.
pub(crate) fn rows<T: DeserializeOwned>(file: &str, text: &str) -> Result<Vec<Row<T>>, SeedError> {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(b'\t')
        .comment(Some(b'#'))
        .quoting(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let header = reader.headers().map_err(|e| row_error(file, &e))?.clone();
    let mut out = Vec::new();
    let mut record = csv::StringRecord::new();
    while reader
        .read_record(&mut record)
        .map_err(|e| row_error(file, &e))?
    {
        let line = record.position().map_or(0, csv::Position::line);
        if record.len() > header.len() {
            let cause = format!(
                "{} columns where the header has {}",
                record.len(),
                header.len()
            );
            return Err(SeedError::Row {
                file: file.to_owned(),
                line,
                cause,
            });
        }
        while record.len() < header.len() {
            record.push_field("");
        }
        let value = record
            .deserialize(Some(&header))
            .map_err(|e| SeedError::Row {
                file: file.to_owned(),
                line,
                cause: e.to_string(),
            })?;
        out.push(Row { line, value });
    }
    Ok(out)
}

fn row_error(file: &str, error: &csv::Error) -> SeedError {
    let line = error.position().map_or(1, csv::Position::line);
    SeedError::Row {
        file: file.to_owned(),
        line,
        cause: error.to_string(),
    }
}

/// The values of a cell that `|` separates.
pub(crate) fn cells(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('|').map(str::trim).filter(|c| !c.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(serde::Deserialize)]
    struct Pair {
        word: String,
        class: String,
    }

    #[test]
    fn comments_and_missing_last_cells_are_fine() {
        let rows = rows::<Pair>("x.tsv", "# head\nword\tclass\ndi\tpreposition\nke\n").unwrap();
        assert_eq!(rows[0].value.class, "preposition");
        assert_eq!((rows[1].value.word.as_str(), rows[1].line), ("ke", 4));
    }

    #[test]
    fn a_row_with_too_many_columns_is_named_with_its_line() {
        let error = rows::<Pair>("x.tsv", "word\tclass\na\tb\tc\n")
            .map(|_| ())
            .unwrap_err();
        assert!(
            error.to_string().starts_with("x.tsv:2: 3 columns"),
            "{error}"
        );
    }
}
