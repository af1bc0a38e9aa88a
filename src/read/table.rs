//! TSV text → rows with their line numbers; every table that this stage reads comes through here.
//!
//! Not obvious: cells are never quoted, so a pattern may hold `"`; a line that begins with `#` is a
//! comment, and it still counts when a bad row is named by its line.

use thiserror::Error;

/// A row of a table that cannot be used; the start stops on it.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{file}:{line}: {cause}")]
pub struct TableError {
    /// Name of the file as the caller gave it.
    pub file: String,
    /// Line, from 1.
    pub line: u64,
    /// What is wrong and what to write instead.
    pub cause: String,
}

/// One row, its cells trimmed and in the order of the header asked for.
#[derive(Debug)]
pub(super) struct Row<const N: usize> {
    pub(super) line: u64,
    pub(super) cells: [String; N],
}

impl<const N: usize> Row<N> {
    /// The error that names this row.
    pub(super) fn wrong(&self, file: &str, cause: String) -> TableError {
        TableError {
            file: file.to_owned(),
            line: self.line,
            cause,
        }
    }
}

/// Reads rows under exactly the header `columns`.
pub(super) fn rows<const N: usize>(
    file: &str,
    text: &str,
    columns: [&str; N],
) -> Result<Vec<Row<N>>, TableError> {
    let mut rows = (1..)
        .zip(text.lines())
        .filter(|(_, line)| !passes_over(line));
    let Some((line, header)) = rows.next() else {
        return Err(without_header(file, 1, columns));
    };
    if row(file, line, header, columns)?.cells != columns {
        return Err(without_header(file, line, columns));
    }
    rows.map(|(line, text)| row(file, line, text, columns))
        .collect()
}

fn passes_over(line: &str) -> bool {
    line.starts_with('#') || line.trim().is_empty()
}

fn row<const N: usize>(
    file: &str,
    line: u64,
    text: &str,
    columns: [&str; N],
) -> Result<Row<N>, TableError> {
    let cells: Vec<String> = text
        .split('\t')
        .map(|cell| cell.trim().to_owned())
        .collect();
    let found = cells.len();
    let cells = cells.try_into().map_err(|_| {
        let names = columns.join(", ");
        let cause =
            format!("{found} cells where {N} are needed ({names}), each set off by one tab");
        TableError {
            file: file.to_owned(),
            line,
            cause,
        }
    })?;
    Ok(Row { line, cells })
}

fn without_header<const N: usize>(file: &str, line: u64, columns: [&str; N]) -> TableError {
    let cause = format!("the first row must be the header {}", columns.join(" "));
    TableError {
        file: file.to_owned(),
        line,
        cause,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_count_as_lines_and_quotes_are_plain() {
        let rows = rows(
            "x.tsv",
            "# head\n\na\tb\n# more\n\"satu\t dua \n",
            ["a", "b"],
        )
        .unwrap();
        assert_eq!(rows.len(), 1);
        assert_eq!(rows[0].cells, ["\"satu", "dua"]);
        assert_eq!(rows[0].line, 5);
    }

    #[test]
    fn a_short_row_is_named_by_file_and_line() {
        let error = rows("x.tsv", "a\tb\nsatu\n", ["a", "b"]).unwrap_err();
        assert_eq!(
            error.to_string(),
            "x.tsv:2: 1 cells where 2 are needed (a, b), each set off by one tab"
        );
    }

    #[test]
    fn another_header_is_refused() {
        assert!(rows("x.tsv", "b\ta\n", ["a", "b"]).is_err());
        assert!(rows("x.tsv", "", ["a", "b"]).is_err());
    }
}
