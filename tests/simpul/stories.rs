//! `tests/stories/*.md`: a piece of news and the statements that it gives.
//!
//! In each file a heading is the test's name, a line of prose says why, a `news` block holds the
//! article and a `claims` block what comes out. `UPDATE=1` rewrites the claims; review the diff.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::string_slice,
    reason = "a test fails by panicking"
)]

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use simpul::extract;
use simpul::read::{self, Rules};
use simpul::record::{Record, Statement};
use simpul::seeds::Seeds;

/// One line a statement: who, what, to whom, and whatever else it says.
fn line(s: &Statement) -> String {
    let dash = |o: &Option<String>| o.clone().unwrap_or_else(|| "-".to_owned());
    let mut out = format!("{} {} {}", dash(&s.subject), s.predicate, dash(&s.object));
    let bound = |n: Option<f64>| n.map_or_else(String::new, |n| n.to_string());
    if let Some(q) = &s.quantity {
        let about = if q.approximate { "~" } else { "" };
        let _ = write!(
            out,
            " | {about}{}..{} {}",
            bound(q.min),
            bound(q.max),
            q.unit
        );
    }
    let fields = [
        ("at", &s.place),
        ("item", &s.item),
        ("about", &s.about),
        ("as", &s.role),
        ("on", &s.time),
    ];
    for (name, value) in fields {
        if let Some(value) = value {
            let _ = write!(out, " | {name} {value}");
        }
    }
    if s.polarity.name() != "affirmed" {
        let _ = write!(out, " | {}", s.polarity.name());
    }
    if s.modality.name() != "actual" {
        let _ = write!(out, " | {}", s.modality.name());
    }
    if !s.sources.is_empty() {
        let _ = write!(out, " | by {}", s.sources.join("+"));
    }
    out
}

fn claims(record: &Record) -> String {
    record.statements.iter().map(|s| line(s) + "\n").collect()
}

/// The text between "```name" and "```" after byte `from`, with its range.
fn block(text: &str, name: &str, from: usize) -> Option<(usize, usize)> {
    let fence = format!("```{name}\n");
    let start = from + text[from..].find(&fence)? + fence.len();
    let end = start + text[start..].find("```")?;
    Some((start, end))
}

fn files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/stories");
    let mut out: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|e| e.unwrap().path())
        .filter(|p| p.extension().is_some_and(|e| e == "md"))
        .collect();
    out.sort();
    out
}

#[test]
fn each_story_gives_its_claims() {
    let seeds = Seeds::embedded().unwrap();
    let rules = Rules::of(&seeds).unwrap();
    let update = std::env::var_os("UPDATE").is_some();
    let mut wrong = String::new();
    for file in files() {
        let mut text = fs::read_to_string(&file).unwrap();
        let mut at = 0;
        let mut stories = 0;
        while let Some((news_start, news_end)) = block(&text, "news", at) {
            let name = text[..news_start]
                .lines()
                .rev()
                .find_map(|l| l.strip_prefix("## "))
                .unwrap_or("")
                .to_owned();
            let article = read::text("story.txt", &text[news_start..news_end], &rules).unwrap();
            let found = claims(&extract::record(&article, &seeds));
            let (start, end) =
                block(&text, "claims", news_end).expect("a claims block after each news block");
            if text[start..end] != found {
                let _ = write!(
                    wrong,
                    "\n{} «{name}»\nexpected:\n{}found:\n{found}",
                    file.display(),
                    &text[start..end]
                );
            }
            text.replace_range(start..end, &found);
            at = start + found.len();
            stories += 1;
        }
        assert!(stories > 0, "{} holds no story", file.display());
        if update {
            fs::write(&file, text).unwrap();
        }
    }
    assert!(
        update || wrong.is_empty(),
        "UPDATE=1 rewrites them, if the change is right:{wrong}"
    );
}
