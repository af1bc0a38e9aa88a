//! CSV or TSV → one row a document, by the names in the first row.
//!
//! Not obvious: rows are cut before they are parsed (RFC 4180: a quoted cell may hold line feeds), so that a quote that
//! is never closed is bounded as everything else. The first row also tells what parts the cells.

use super::document::Document;
use super::error::{Place, ReadError};
use super::fields::{self, Field, FieldMap, Fields};
use super::pieces::{Cut, Piece, Step};
use super::plain;

/// What may part cells: English and Indonesian spreadsheets write `,` and `;`.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// Which column holds what.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Header {
    columns: [Option<usize>; 7],
    delimiter: u8,
}

impl Header {
    /// Reads the first row. Columns are known in any letter case.
    ///
    /// Errors where the text, or a column that the user named, is not among them.
    pub(super) fn read(
        file: &str,
        piece: Piece,
        delimiter: u8,
        map: &FieldMap,
    ) -> Result<Self, ReadError> {
        let place = Place::line(file, piece.line);
        let names = cells(&plain::characters(file, piece)?, delimiter);
        let mut columns = [None; 7];
        for (slot, field) in columns.iter_mut().zip(Field::ALL) {
            let name = map.of(field);
            *slot = names.iter().position(|known| same(known, name));
            if slot.is_none() && (map.mapped(field).is_some() || field == Field::Text) {
                return Err(ReadError::NoField {
                    place,
                    field: name.to_owned(),
                    found: fields::listed(names.iter()),
                });
            }
        }
        Ok(Self { columns, delimiter })
    }

    /// The document in a row of `file`.
    pub(super) fn document(
        &self,
        file: &str,
        place: &Place,
        piece: Piece,
    ) -> Result<Document, ReadError> {
        let mut cells = cells(&plain::characters(file, piece)?, self.delimiter);
        let mut fields = Fields::default();
        for (column, field) in self.columns.iter().zip(Field::ALL) {
            if let Some(cell) = column.and_then(|column| cells.get_mut(column)) {
                fields.set(field, std::mem::take(cell));
            }
        }
        Ok(fields.document(&place.to_string()))
    }
}

fn same(column: &str, name: &str) -> bool {
    column.trim().to_lowercase() == name.trim().to_lowercase()
}

fn cells(row: &str, delimiter: u8) -> Vec<String> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .delimiter(delimiter)
        .from_reader(row.as_bytes());
    let row = reader.records().next().and_then(Result::ok);
    row.map(|row| row.iter().map(str::to_owned).collect())
        .unwrap_or_default()
}

/// What parts the cells of a table that begins so: what stands most often in its first row, outside of quotes.
pub(super) fn delimiter(start: &[u8]) -> u8 {
    let (mut counts, mut quoted) = ([0_usize; 4], false);
    for byte in start {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' if !quoted => break,
            _ if quoted => {}
            byte => {
                let known = DELIMITERS.iter().zip(&mut counts);
                known
                    .filter(|(known, _)| *known == byte)
                    .for_each(|(_, count)| *count += 1);
            }
        }
    }
    let best = DELIMITERS
        .iter()
        .zip(counts)
        .rev()
        .max_by_key(|(_, count)| *count);
    best.map_or(b',', |(delimiter, _)| *delimiter)
}

/// Whether the first row names a column for the text and one for something else.
pub(super) fn is_table(start: &[u8], map: &FieldMap) -> bool {
    let Some(end) = start.iter().position(|byte| *byte == b'\n') else {
        return false;
    };
    let row = String::from_utf8_lossy(start.get(..end).unwrap_or_default());
    let names = cells(&row, delimiter(start));
    let known = |field: &&Field| names.iter().any(|name| same(name, map.of(**field)));
    let known: Vec<&Field> = Field::ALL.iter().filter(known).collect();
    known.len() >= 2 && known.contains(&&Field::Text)
}

/// A piece a row.
#[derive(Debug)]
pub(super) struct Rows {
    delimiter: u8,
    within: Within,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Within {
    /// A quote opens a quoted cell here only.
    Start,
    Plain,
    Quoted,
    /// Behind a quote in a quoted cell: another one makes both a character.
    Quote,
}

impl Rows {
    pub(super) fn new(delimiter: u8) -> Self {
        Self {
            delimiter,
            within: Within::Start,
        }
    }
}

impl Cut for Rows {
    fn step(&mut self, byte: u8) -> Step {
        self.within = match (self.within, byte) {
            (Within::Quoted, b'"') => Within::Quote,
            (Within::Start | Within::Quote, b'"') | (Within::Quoted, _) => Within::Quoted,
            (_, b'\n') => {
                self.within = Within::Start;
                return Step::End;
            }
            (_, byte) if byte == self.delimiter => Within::Start,
            _ => Within::Plain,
        };
        Step::Keep
    }

    fn missing(&self) -> Option<&'static str> {
        (self.within == Within::Quoted).then_some("a quoted cell is not closed")
    }
}

#[cfg(test)]
mod tests {
    use super::super::pieces::{Pieces, State};
    use super::*;

    fn rows(table: &str) -> Vec<Piece> {
        let pieces = Pieces::new(table.as_bytes(), Rows::new(b','), 100);
        pieces.map(Result::unwrap).collect()
    }

    #[test]
    fn quoted_cells_hold_line_feeds_and_quotes() {
        let rows = rows("a,\"b\n\"\"c\"\"\n\"\n5\" pipa,d\r\n");
        assert_eq!(rows.len(), 2);
        assert_eq!(rows[1].line, 4);
        let texts = rows.iter().map(|row| String::from_utf8_lossy(&row.bytes));
        let cells: Vec<_> = texts.map(|row| cells(&row, b',')).collect();
        assert_eq!(cells, [["a", "b\n\"c\"\n"], ["5\" pipa", "d"]]);
    }

    #[test]
    fn a_quote_that_is_never_closed_is_named() {
        let last = rows("a,b\nc,\"d\ne,f\n").pop().unwrap();
        assert!(matches!(last.state, State::Unfinished(_)));
        assert_eq!(last.line, 2);
    }

    #[test]
    fn the_first_row_tells_what_parts_cells() {
        assert_eq!(delimiter(b"id;\"a,b,c,d\";text\n,,,"), b';');
        assert_eq!(delimiter(b"id\ttext"), b'\t');
        assert_eq!(delimiter(b"text\n"), b',');
        let map = FieldMap::parse("text=isi").unwrap();
        assert!(is_table(b"Judul;Title;ISI\n", &map));
        assert!(!is_table(b"isi\n", &map));
        assert!(!is_table(b"title,text\n", &map));
    }

    #[test]
    fn columns_that_are_not_there_are_named() {
        let header = |row, map| {
            let piece = rows(row).remove(0);
            Header::read("a.csv", piece, b',', &FieldMap::parse(map).unwrap())
        };
        assert!(header("\u{feff}Title,Text", "").is_ok());
        let message = header("judul,isi", "text=isi,title=kepala")
            .unwrap_err()
            .to_string();
        assert!(
            message.starts_with("a.csv:1: no field or column \"kepala\""),
            "{message}"
        );
        assert!(message.contains("judul, isi"), "{message}");
        assert!(
            header("judul,isi", "")
                .unwrap_err()
                .to_string()
                .contains("\"text\"")
        );
    }
}
