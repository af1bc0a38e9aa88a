//! Sets of made-up news through the binary: no order, number of cores or way of adding shows in what comes out.
//!
//! `SIMPUL_ARTICLES=20000` makes the sets as large; without it they are small, to be quick.
#![allow(
    clippy::unwrap_used,
    reason = "a helper that cannot go on fails its test"
)]

use std::fs;
use std::ops::Range;
use std::path::Path;
use std::sync::LazyLock;

use simpul::store::{Store, Stored};
use tempfile::TempDir;

use super::cli::{files, ok};
use super::generated::articles;

static SIZE: LazyLock<usize> =
    LazyLock::new(|| std::env::var("SIMPUL_ARTICLES").map_or(80, |text| text.parse().unwrap()));

/// How many are added and taken away again.
static MORE: LazyLock<usize> = LazyLock::new(|| (*SIZE / 2).min(100));

/// The whole set, read in order on one core, in `simpul-store` and `exports` of a folder.
static WHOLE: LazyLock<TempDir> = LazyLock::new(|| {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), lines(0..*SIZE));
    ok(folder.path(), "build berita.jsonl --jobs 1");
    folder
});

fn lines(range: Range<usize>) -> Vec<String> {
    let articles = articles(range.start).take(range.len());
    articles.map(|article| article.line()).collect()
}

fn write(folder: &Path, lines: Vec<String>) {
    let lines: String = lines.into_iter().collect();
    fs::write(folder.join("berita.jsonl"), lines).unwrap();
}

fn stored(folder: &Path) -> Vec<Stored> {
    let store = Store::open(&folder.join("simpul-store")).unwrap();
    store.documents().unwrap().map(Result::unwrap).collect()
}

fn same_as_the_whole(folder: &Path) {
    assert!(stored(folder) == stored(WHOLE.path()), "documents differ");
    let [found, expected] = [folder, WHOLE.path()].map(|folder| files(&folder.join("exports")));
    assert!(!expected.is_empty());
    assert!(found.keys().eq(expected.keys()), "{:?}", found.keys());
    for (name, bytes) in &expected {
        assert!(&found[name] == bytes, "exports/{name} differs");
    }
}

#[test]
fn shuffled_input_on_any_number_of_cores_gives_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let mut lines: Vec<_> = lines(0..*SIZE).into_iter().enumerate().collect();
    lines.sort_by_key(|(at, _)| at * 7_919 % 1_009);
    assert!(!lines.is_sorted_by_key(|(at, _)| *at));
    let lines = lines.into_iter().map(|(_, line)| line);
    write(folder.path(), lines.collect());
    ok(folder.path(), "build berita.jsonl --jobs 3");
    same_as_the_whole(folder.path());
}

#[test]
fn what_is_added_in_steps_and_taken_away_again_leaves_no_trace() {
    let (folder, size) = (tempfile::tempdir().unwrap(), *SIZE);
    let more = size..size + *MORE;
    for part in [size / 2..size, more.clone(), 0..size / 2] {
        write(folder.path(), lines(part));
        ok(folder.path(), "build berita.jsonl --no-exports");
    }
    assert_eq!(stored(folder.path()).len(), more.end);
    let ids: Vec<String> = articles(more.start)
        .take(more.len())
        .map(|a| a.id)
        .collect();
    ok(folder.path(), &format!("remove {}", ids.join(" ")));
    // Nothing in it is new; only the exports are written.
    ok(folder.path(), "build berita.jsonl");
    same_as_the_whole(folder.path());
}

#[test]
fn verify_finds_no_fault_in_made_up_news() {
    assert_eq!(ok(WHOLE.path(), "verify"), "");
}

#[test]
fn verify_finds_no_fault_in_the_sample_articles_and_those_of_the_evaluation() {
    let home = Path::new(env!("CARGO_MANIFEST_DIR"));
    for input in ["seeds/articles", "../shared/eval/dev.docs.jsonl"] {
        let input = home.join(input);
        if !input.exists() {
            println!("{} is not here: skipped", input.display());
            continue;
        }
        let folder = tempfile::tempdir().unwrap();
        let build = format!("build {} --no-exports", input.display());
        ok(folder.path(), &build);
        assert!(!stored(folder.path()).is_empty());
        assert_eq!(ok(folder.path(), "verify"), "");
    }
}
