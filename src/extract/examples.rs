//! Each row of `frames.tsv` read as its own little article: does its example give what it promises?

use super::record;
use crate::read::Article;
use crate::record::Record;
use crate::seeds::Seeds;

/// A row whose example does not give what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mismatch {
    /// Line of `frames.tsv`.
    pub line: u64,
    /// The sentence.
    pub example: String,
    /// What the row promises, `Rusia attacked Kyiv`.
    pub expected: String,
    /// What came out.
    pub found: String,
}

/// Reads the example of every frame; gives the rows that fail.
#[must_use]
pub fn check_examples(seeds: &Seeds) -> Vec<Mismatch> {
    seeds
        .frames
        .iter()
        .flat_map(|frame| {
            let term = seeds
                .predicates
                .get(frame.predicate)
                .map_or("", |p| p.term.as_str());
            let symmetric = seeds
                .predicates
                .get(frame.predicate)
                .is_some_and(|p| p.symmetric);
            let record = record(&article(&frame.example), seeds);
            frame
                .gives
                .split('|')
                .filter(|g| !g.trim().is_empty())
                .filter_map(|gives| {
                    let (subject, object) = gives
                        .split_once('>')
                        .map_or((gives.trim(), "-"), |(s, o)| (s.trim(), o.trim()));
                    let right = has(&record, term, subject, object)
                        || symmetric && has(&record, term, object, subject);
                    (!right).then(|| Mismatch {
                        line: frame.line,
                        example: frame.example.clone(),
                        expected: format!("{subject} {term} {object}"),
                        found: record
                            .statements
                            .iter()
                            .map(|s| {
                                format!(
                                    "{} {} {}",
                                    s.subject.as_deref().unwrap_or("-"),
                                    s.predicate,
                                    s.object.as_deref().unwrap_or("-")
                                )
                            })
                            .collect::<Vec<_>>()
                            .join("; "),
                    })
                })
                .collect::<Vec<_>>()
        })
        .collect()
}

fn article(text: &str) -> Article {
    Article::paragraph("example", text, jiff::civil::Date::new(2024, 11, 19).ok())
}

/// Whether the record has the statement; ends are named by any surface form that the expectation holds.
fn has(record: &Record, term: &str, subject: &str, object: &str) -> bool {
    let is = |id: Option<&str>, expected: &str| match id {
        None => expected == "-",
        Some(id) => record.entities.iter().filter(|e| e.id == id).any(|e| {
            let expected = expected.to_lowercase();
            e.mentions
                .iter()
                .map(|m| m.text.to_lowercase())
                .chain([e.name.to_lowercase()])
                .any(|m| m.contains(&expected) || expected.contains(&m))
        }),
    };
    record.statements.iter().any(|s| {
        s.predicate == term && is(s.subject.as_deref(), subject) && is(s.object.as_deref(), object)
    })
}
