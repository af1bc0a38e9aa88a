//! `simpul-decisions.tsv` → what users have decided about entities.
//!
//! One decision a line, tab-separated: `decision`, `a`, `b`, `author`, `reason`. Not obvious: the file is read anew each time a
//! graph is made, and no record holds anything of it; to take a line out is to undo it.

use std::collections::BTreeMap;

use crate::record::EntityType;

/// An entity as a decision names it: an id, in all documents or in one (`person-budi@berita/a.txt`).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Named {
    /// Id in the graph or in a record.
    pub id: String,
    /// Only where this document names it.
    pub document: Option<String>,
}

/// What was decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
    /// Both are one, which keeps the first id.
    Same(Named, Named),
    /// Both stay two, whatever rules say.
    Different(Named, Named),
    /// The entity has this name.
    Rename(String, String),
    /// The entity is of this kind.
    Type(String, EntityType),
}

/// A decision with its line, its author and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Line of the file, from 1.
    pub line: usize,
    /// What was decided.
    pub decision: Decision,
    /// Who.
    pub author: String,
    /// Why.
    pub reason: String,
}

/// All decisions of a file, in its order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Decisions {
    /// One a line.
    pub rows: Vec<Row>,
}

/// A line that is no decision, or that contradicts an earlier one.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("{file}:{line}: {cause}")]
pub struct DecisionError {
    /// The file as the caller names it.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// What is wrong with it, and what to write instead.
    pub cause: String,
}

impl Decisions {
    /// Reads a file's text; `file` is what errors call it.
    ///
    /// ```
    /// # use simpul::graph::Decisions;
    /// let text = "decision\ta\tb\tauthor\treason\nrename\tstate-x\tNegara X\tRina\tnama resmi\n";
    /// assert_eq!(Decisions::parse("d.tsv", text).unwrap().rows.len(), 1);
    /// let error = Decisions::parse("d.tsv", "join\ta\tb\tRina\t-\n").unwrap_err();
    /// assert!(error.to_string().starts_with("d.tsv:1: `join`"));
    /// ```
    pub fn parse(file: &str, text: &str) -> Result<Self, DecisionError> {
        let error = |line: usize, cause: String| DecisionError {
            file: file.to_owned(),
            line,
            cause,
        };
        let mut rows: Vec<Row> = Vec::new();
        for (at, line) in text.lines().enumerate() {
            let number = at + 1;
            let blank = line.trim().is_empty() || line.starts_with('#');
            if blank || line.starts_with("decision\t") {
                continue;
            }
            rows.push(row(number, line).map_err(|cause| error(number, cause))?);
        }
        let decisions = Self { rows };
        match decisions.contradiction() {
            Some((line, cause)) => Err(error(line, cause)),
            None => Ok(decisions),
        }
    }

    /// The first line that says the opposite of an earlier one.
    fn contradiction(&self) -> Option<(usize, String)> {
        let mut said: BTreeMap<(&str, Vec<&Named>), (usize, String)> = BTreeMap::new();
        let mut of_one: BTreeMap<(&str, &str), (usize, String)> = BTreeMap::new();
        for row in &self.rows {
            let (line, earlier) = match &row.decision {
                Decision::Same(a, b) | Decision::Different(a, b) => {
                    let mut pair = vec![a, b];
                    pair.sort();
                    let word = matches!(row.decision, Decision::Same(..)).to_string();
                    let first = said
                        .entry(("pair", pair))
                        .or_insert((row.line, word.clone()));
                    (
                        first.0,
                        (first.1 != word).then_some("that they are the opposite"),
                    )
                }
                Decision::Rename(id, name) => {
                    let first = of_one
                        .entry(("name", id))
                        .or_insert((row.line, name.clone()));
                    (first.0, (first.1 != *name).then_some("another name"))
                }
                Decision::Type(id, kind) => {
                    let kind = kind.name().to_owned();
                    let first = of_one
                        .entry(("type", id))
                        .or_insert((row.line, kind.clone()));
                    (first.0, (first.1 != kind).then_some("another type"))
                }
            };
            if let Some(what) = earlier {
                return Some((
                    row.line,
                    format!("line {line} says {what}; take one of the two out"),
                ));
            }
        }
        None
    }
}

/// Reads one line.
fn row(line: usize, text: &str) -> Result<Row, String> {
    let cells: Vec<&str> = text.split('\t').map(str::trim).collect();
    let [decision, a, b, author, reason] = cells.as_slice() else {
        let found = cells.len();
        return Err(format!(
            "{found} columns; write decision, a, b, author and reason with a tab between"
        ));
    };
    if a.is_empty() || b.is_empty() || author.is_empty() {
        return Err("a, b or author is empty; say of what, what, and who decided".to_owned());
    }
    let decision = match *decision {
        "same" => Decision::Same(named(a)?, named(b)?),
        "different" => Decision::Different(named(a)?, named(b)?),
        "rename" => Decision::Rename(id(a)?, (*b).to_owned()),
        "type" => Decision::Type(id(a)?, kind(b)?),
        other => {
            return Err(format!(
                "`{other}` is none of same, different, rename, type"
            ));
        }
    };
    if let Decision::Same(a, b) | Decision::Different(a, b) = &decision
        && a == b
    {
        return Err(format!("`{}` stands on both sides", a.id));
    }
    Ok(Row {
        line,
        decision,
        author: (*author).to_owned(),
        reason: (*reason).to_owned(),
    })
}

fn named(cell: &str) -> Result<Named, String> {
    let (of, document) = match cell.split_once('@') {
        Some((of, document)) => (of, Some(document.to_owned())),
        None => (cell, None),
    };
    Ok(Named {
        id: id(of)?,
        document,
    })
}

/// An id begins with its kind.
fn id(cell: &str) -> Result<String, String> {
    let kinds = EntityType::ALL.map(|k| format!("{}-", k.name().to_lowercase()));
    if kinds
        .iter()
        .any(|k| cell.len() > k.len() && cell.starts_with(k.as_str()))
    {
        return Ok(cell.to_owned());
    }
    Err(format!(
        "`{cell}` is no id of an entity; `simpul entities` lists them"
    ))
}

fn kind(cell: &str) -> Result<EntityType, String> {
    let found = EntityType::ALL.into_iter().find(|k| k.name() == cell);
    found.ok_or_else(|| {
        let all = EntityType::ALL.map(EntityType::name).join(", ");
        format!("`{cell}` is none of {all}")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(line: &str) -> String {
        Decisions::parse("d.tsv", line).unwrap_err().to_string()
    }

    #[test]
    fn a_bad_row_is_named_with_what_to_write() {
        assert!(error("same\tperson-a\tperson-b").contains("d.tsv:1: 3 columns"));
        assert!(error("#\n\nsame\tperson-a\tb\tR\t-").contains("d.tsv:3: `b` is no id"));
        assert!(error("type\tperson-a\tHuman\tR\t-").contains("`Human` is none of Person,"));
        assert!(error("same\tperson-a\tperson-b\t\t-").contains("author"));
        assert!(error("same\tperson-a\tperson-a\tR\t-").contains("both sides"));
    }

    #[test]
    fn a_row_that_says_the_opposite_is_named_with_the_earlier_line() {
        let text = "same\tperson-a\tperson-b\tR\t-\ndifferent\tperson-b\tperson-a\tS\t-\n";
        assert!(error(text).starts_with("d.tsv:2: line 1 says"));
        let twice = "rename\tperson-a\tA\tR\t-\nrename\tperson-a\tB\tR\t-\n";
        assert!(error(twice).contains("another name"));
    }

    #[test]
    fn an_entity_of_one_document_is_named_with_it() {
        let text =
            "decision\ta\tb\tauthor\treason\ndifferent\tperson-a@x.txt\tperson-a@y.txt\tR\t-\n";
        let decisions = Decisions::parse("d.tsv", text).unwrap();
        let Decision::Different(a, _) = &decisions.rows[0].decision else {
            panic!("{decisions:?}");
        };
        assert_eq!(
            (a.id.as_str(), a.document.as_deref()),
            ("person-a", Some("x.txt"))
        );
    }
}
