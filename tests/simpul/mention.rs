//! Tables of sentences with the days and numbers that are to be found in them.
//!
//! A third of each table is there to find nothing: numbers that only label, months that are names.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test fails by panicking"
)]

use std::fs;
use std::path::Path;

use jiff::civil::Date;
use simpul::mention::{self, Mentions};
use simpul::read::Article;
use simpul::record::Quantity;
use simpul::seeds::Seeds;
use simpul::text::{self, Text};

/// The rows of a table below its header, by columns.
fn rows(file: &str, columns: usize) -> Vec<Vec<String>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/mention")
        .join(file);
    let table = fs::read_to_string(path).unwrap();
    let lines = table.lines().filter(|line| !line.starts_with('#')).skip(1);
    let cells = |line: &str| line.split('\t').map(str::to_owned).collect();
    let rows: Vec<Vec<String>> = lines.map(cells).collect();
    assert!(rows.iter().all(|row| row.len() == columns), "{file}");
    rows
}

/// Reads the sentence as the body of an article of that day.
fn found<T>(
    seeds: &Seeds,
    sentence: &str,
    published: Option<Date>,
    look: impl FnOnce(&Text<'_>, &Mentions<'_>) -> T,
) -> T {
    let article = Article::paragraph("row", sentence, published);
    let text = text::split(&article, &seeds.lexicon);
    look(&text, &mention::find(&text, seeds))
}

fn joined(found: &[String]) -> String {
    if found.is_empty() {
        "-".to_owned()
    } else {
        found.join(" | ")
    }
}

fn dates(text: &Text<'_>, mentions: &Mentions<'_>) -> String {
    let shown = mentions.dates.iter().map(|date| {
        let words = text.words(date.tokens.clone());
        format!("{words} = {}", date.edtf.as_deref().unwrap_or("?"))
    });
    joined(&shown.collect::<Vec<_>>())
}

fn quantities(text: &Text<'_>, mentions: &Mentions<'_>) -> String {
    let shown = mentions.quantities.iter().map(|quantity| {
        let words = text.words(quantity.tokens.clone());
        format!("{words} = {}", shown(&quantity.value))
    });
    joined(&shown.collect::<Vec<_>>())
}

/// `10000..12000 troops ~`, `5..5 count of rumah`, `..300 money USD`.
fn shown(quantity: &Quantity) -> String {
    let end = |bound: Option<f64>| bound.map(|n| n.to_string()).unwrap_or_default();
    let mut out = format!("{}..{}", end(quantity.min), end(quantity.max));
    let of = quantity.of.as_ref().map(|of| format!("of {of}"));
    let parts = [
        Some(quantity.unit.clone()).filter(|unit| !unit.is_empty()),
        quantity.currency.clone().or(of),
        quantity.approximate.then(|| "~".to_owned()),
    ];
    for part in parts.into_iter().flatten() {
        out.push(' ');
        out.push_str(&part);
    }
    out
}

fn report(wrong: &[String], all: usize) {
    assert!(
        wrong.is_empty(),
        "{} of {all} rows:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[test]
fn every_row_of_dates_gives_its_edtf() {
    let seeds = Seeds::embedded().unwrap();
    let rows = rows("dates.tsv", 3);
    assert!(rows.len() >= 250);
    let mut wrong = Vec::new();
    for row in &rows {
        let [published, sentence, expected] = row.as_slice() else {
            continue;
        };
        let published = (!published.is_empty()).then(|| published.parse().unwrap());
        let got = found(&seeds, sentence, published, dates);
        if got != *expected {
            wrong.push(format!("{sentence}\n    want {expected}\n    got  {got}"));
        }
    }
    report(&wrong, rows.len());
}

#[test]
fn every_row_of_quantities_gives_its_interval() {
    let seeds = Seeds::embedded().unwrap();
    let rows = rows("quantities.tsv", 2);
    assert!(rows.len() >= 250);
    let mut wrong = Vec::new();
    for row in &rows {
        let [sentence, expected] = row.as_slice() else {
            continue;
        };
        let published = Date::new(2024, 11, 19).ok();
        let got = found(&seeds, sentence, published, quantities);
        if got != *expected {
            wrong.push(format!("{sentence}\n    want {expected}\n    got  {got}"));
        }
    }
    report(&wrong, rows.len());
}
