//! Records → coverage: how much of each article became claims, and why the rest did not.
//!
//! A trigger is a word that may give a claim; it gave one, or a refusal with its reason.

use std::collections::{BTreeMap, BTreeSet};

use super::page::{Block, Section, Table};
use crate::record::Record;

/// One row an article, then all refusals by reason.
pub(super) fn section(records: &[Record]) -> Section {
    let mut articles = Table::new([
        "article",
        "triggers",
        "claims",
        "with speaker",
        "refusals",
        "reasons",
    ]);
    let mut all: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for record in records {
        let mut reasons: BTreeMap<&str, usize> = BTreeMap::new();
        for refusal in &record.refusals {
            *reasons.entry(&refusal.reason).or_default() += 1;
            *all.entry((&refusal.reason, &refusal.predicate))
                .or_default() += 1;
        }
        let spoken = record.statements.iter().filter(|s| !s.sources.is_empty());
        articles.row([
            record.document.clone(),
            triggers(record).to_string(),
            record.statements.len().to_string(),
            spoken.count().to_string(),
            record.refusals.len().to_string(),
            most(reasons).join(", "),
        ]);
    }
    let mut refused = Table::new(["reason", "predicate", "refusals"]);
    let mut counted: Vec<_> = all.into_iter().collect();
    counted.sort_by_key(|(key, count)| (std::cmp::Reverse(*count), *key));
    for ((reason, predicate), count) in counted {
        refused.row([reason.to_owned(), predicate.to_owned(), count.to_string()]);
    }
    Section {
        title: "Coverage".to_owned(),
        about: "Words that may give a claim, and what became of them. `simpul explain` shows an article sentence by sentence.".to_owned(),
        blocks: vec![
            Block::Table(articles),
            Block::Heading("Refusals by reason".to_owned()),
            Block::Table(refused),
        ],
    }
}

/// Different places of the text at which a claim or a refusal begins.
fn triggers(record: &Record) -> usize {
    let claims = record.statements.iter().map(|s| s.trigger.start);
    let refusals = record.refusals.iter().map(|r| r.trigger.start);
    claims.chain(refusals).collect::<BTreeSet<_>>().len()
}

/// Reasons with their counts, the most frequent first.
fn most(reasons: BTreeMap<&str, usize>) -> Vec<String> {
    let mut reasons: Vec<_> = reasons.into_iter().collect();
    reasons.sort_by_key(|(reason, count)| (std::cmp::Reverse(*count), *reason));
    reasons
        .into_iter()
        .map(|(reason, count)| format!("{reason} {count}"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::fixtures::{record, statement};
    use crate::record::{Quote, Refusal};

    #[test]
    fn claims_and_refusals_are_counted_by_article_and_by_reason() {
        let mut one = record("a.txt", "x", vec![statement("state-a", "met", "state-b")]);
        for start in [7, 20] {
            one.refusals.push(Refusal {
                trigger: Quote {
                    start,
                    end: start + 3,
                    text: "…".into(),
                },
                predicate: "attacked".into(),
                reason: "no-subject".into(),
            });
        }
        let section = section(&[one]);
        let Block::Table(articles) = &section.blocks[0] else {
            panic!("a table comes first")
        };
        assert_eq!(
            articles.rows[0],
            ["a.txt", "3", "1", "0", "2", "no-subject 2"]
        );
        let Block::Table(refused) = &section.blocks[2] else {
            panic!("the reasons come last")
        };
        assert_eq!(refused.rows, [["no-subject", "attacked", "2"]]);
    }
}
