//! Web pages of `tests/read` (all of them written for Simpul), each beside what is to be read from it.
//!
//! `UPDATE=1` writes the expectations again; the diff is reviewed.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "helpers of tests may fail as tests do"
)]

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use proptest::prelude::*;
use simpul::read::{self, Article, ReadError, Rules};

use crate::corpus::{self, Measure, pages, shown};

fn read_path(path: &Path) -> Vec<Result<Article, ReadError>> {
    let rules = rules();
    let (sources, errors) = read::inputs(&[path.to_str().unwrap().to_owned()]);
    let errors = errors.into_iter().map(Err);
    errors
        .chain(sources.iter().flat_map(|source| source.articles(rules)))
        .collect()
}

fn read_bytes(name: &str, bytes: &[u8]) -> Vec<Result<Article, ReadError>> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    fs::write(&path, bytes).unwrap();
    read_path(&path)
}

/// The rules, read once for all cases.
fn rules() -> &'static Rules {
    static RULES: LazyLock<Rules> = LazyLock::new(corpus::rules);
    &RULES
}

#[test]
fn pages_give_what_is_expected() {
    let pages = pages();
    assert!(pages.len() >= 30);
    let mut failed = Vec::new();
    for page in pages {
        let article = corpus::article(&page, rules());
        if page.extension().is_some_and(|ending| ending != "txt") {
            let head = article.title.clone().unwrap() + "\n\n";
            assert!(article.text.starts_with(&head), "{}", page.display());
            assert!(!article.text.contains('<'));
        }
        let expected = page.with_extension("expected");
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&expected, shown(&article)).unwrap();
        }
        let (found, expected) = (shown(&article), fs::read_to_string(&expected).unwrap());
        if found != expected {
            failed.push(format!(
                "{}\n{}",
                page.display(),
                differences(&found, &expected)
            ));
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

/// Lines of one that the other has not.
fn differences(found: &str, expected: &str) -> String {
    let without = |one: &str, other: &str, sign: &str| {
        let lines = one
            .lines()
            .filter(|line| other.lines().all(|same| same != *line));
        let lines: Vec<String> = lines.map(|line| format!("{sign} {line}")).collect();
        lines.join("\n")
    };
    without(expected, found, "-") + "\n" + &without(found, expected, "+")
}

#[test]
fn body_text_is_found_word_by_word() {
    let mut all = Measure::default();
    for page in pages() {
        let expected = fs::read_to_string(page.with_extension("expected")).unwrap();
        let found = shown(&corpus::article(&page, rules()));
        all = all.and(&Measure::of(&found, &expected));
    }
    assert!(all.marked > 2_000, "{all:?}");
    assert!(all.precision() >= 0.95 && all.recall() >= 0.95, "{all:?}");
}

#[test]
fn the_measure_counts_words_lost_and_words_too_many() {
    let head = "title: a\noutlet: b\n";
    let expected = format!("{head}\nbody: satu dua tiga\n\ncaption: foto\n\nheading: empat\n");
    let found = "title: a\noutlet: c\n\nbody: satu tiga foto\n\nheading: empat\n";
    let measure = Measure::of(found, &expected);
    assert_eq!((measure.common, measure.read, measure.marked), (3, 4, 4));
    assert_eq!(measure.right[..2], [1, 0]);
}

#[test]
fn a_page_is_known_by_its_content() {
    for page in pages() {
        let bytes = fs::read(&page).unwrap();
        let (named, guessed) = (read_path(&page), read_bytes("halaman", &bytes));
        let texts = [&named, &guessed].map(|articles| articles[0].as_ref().unwrap().text.clone());
        assert_eq!(texts[0], texts[1], "{}", page.display());
    }
}

#[test]
fn hostile_pages_are_refused_by_name() {
    let message = |bytes: &[u8]| {
        let read = read_bytes("a.html", bytes);
        assert_eq!(read.len(), 1);
        read.into_iter().next().unwrap().unwrap_err().to_string()
    };
    assert!(message(&vec![b'a'; (32 << 20) + 1]).contains("more than 32 MiB"));
    let most = 32 << 20;
    assert!(message(&b"<div>".repeat(most / 5)).contains("nested deeper"));
    assert!(message(&b"<p>".repeat(most / 3)).contains("tags"));
    assert!(message(&b"<a ".repeat(most / 3)).contains("attributes"));
    message(&vec![0; most]);
    let script = [
        b"<script>".as_slice(),
        &b"if(a<b){x()}".repeat(most / 12 - 1),
    ]
    .concat();
    assert!(message(&script).contains("holds no text"));
    message(b"");
}

#[test]
fn nul_bytes_and_stray_bytes_are_no_part_of_the_text() {
    let page = b"<!doctype html><p>Kapal\0 itu tiba di Ambon\xff pada \0Senin pagi.</p>";
    let read = read_bytes("a.html", page);
    let article = read[0].as_ref().unwrap();
    assert!(!article.text.contains('\0'), "{}", article.text);
    assert!(article.text.starts_with("Kapal itu tiba di Ambon"));
}

/// Pieces of pages, joined at random.
fn page() -> impl Strategy<Value = Vec<u8>> {
    let parts = [
        "<p>Kapal itu tiba di Ambon pada Senin pagi dan disambut warga.</p>",
        "<div class=caption>",
        "</div>",
        "<table><td>",
        "<b>",
        "</p>",
        "<svg><p>",
        "<template>",
        "<h1>Kapal Tiba</h1>",
        "<script type=application/ld+json>",
        "{\"@type\": \"NewsArticle\", \"headline\": \"A\", \"datePublished\": \"2024-10-2é\"}",
        "</script>",
        "<!--",
        "-->",
        "<meta charset=utf-16>",
        "<meta property=og:title content='& &quot; é'>",
        "<br>",
        "\0",
        "<title>",
        "<time datetime=é>",
        "<li>",
        "<![CDATA[",
        "<frameset>",
        "<select><option>",
        "<math><mi>",
        "<a href='",
        "\u{fffd}",
        "&#0;&#x110000;&amp",
        "<html lang=é>",
    ];
    let part = prop_oneof![
        4 => prop::sample::select(parts.map(|part| part.as_bytes().to_vec()).to_vec()),
        1 => prop::collection::vec(any::<u8>(), 0..40),
        1 => "\\PC{0,40}".prop_map(String::into_bytes),
    ];
    prop::collection::vec(part, 0..40).prop_map(|parts| parts.concat())
}

proptest! {
    #[test]
    fn no_page_panics(bytes in page()) {
        for article in read_bytes("a.html", &bytes).into_iter().flatten() {
            let mut end = 0;
            for block in &article.blocks {
                prop_assert!(block.range.start >= end && block.range.start < block.range.end);
                prop_assert!(article.text.get(block.range.clone()).is_some());
                end = block.range.end;
            }
        }
    }

    #[test]
    fn no_bytes_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        drop(read_bytes("a.html", &bytes));
    }
}
