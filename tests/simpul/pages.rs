//! Web pages of `tests/read` (all of them written for Simpul), each beside what is to be read from it.
//!
//! `UPDATE=1` writes the expectations again; the diff is reviewed.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "helpers of tests may fail as tests do"
)]

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use simpul::read::{self, Article, BlockKind, ReadError, Rules};

fn rules() -> Rules {
    let words = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds/words");
    let table = |name: &str| fs::read_to_string(words.join(name)).unwrap();
    Rules::parse(
        &table("noise.tsv"),
        &table("calendar.tsv"),
        &table("outlets.tsv"),
    )
    .unwrap()
}

fn read_path(path: &Path) -> Vec<Result<Article, ReadError>> {
    let rules = rules();
    let (sources, errors) = read::inputs(&[path.to_str().unwrap().to_owned()]);
    let errors = errors.into_iter().map(Err);
    errors
        .chain(sources.iter().flat_map(|source| source.articles(&rules)))
        .collect()
}

fn read_bytes(name: &str, bytes: &[u8]) -> Vec<Result<Article, ReadError>> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    fs::write(&path, bytes).unwrap();
    read_path(&path)
}

fn pages() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/read");
    let paths = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let mut pages: Vec<PathBuf> = paths
        .filter(|path| path.extension().is_some_and(|ending| ending != "txt"))
        .collect();
    pages.sort();
    pages
}

/// The article as the expectations show it: metadata, then a line a block.
fn shown(article: &Article) -> String {
    let mut out = String::new();
    let day = article.published.map(|day| day.to_string());
    let fields = [
        ("title", article.title.as_ref()),
        ("outlet", article.outlet.as_ref()),
        ("published", day.as_ref()),
        ("url", article.url.as_ref()),
        ("language", Some(&article.language)),
    ];
    for (name, value) in fields {
        writeln!(out, "{name}: {}", value.map_or("-", String::as_str)).unwrap();
    }
    for block in article
        .blocks
        .iter()
        .filter(|block| block.kind != BlockKind::Title)
    {
        let kind = format!("{:?}", block.kind).to_lowercase();
        writeln!(out, "\n{kind}: {}", article.quote(block)).unwrap();
    }
    out
}

#[test]
fn pages_give_what_is_expected() {
    let pages = pages();
    assert!(pages.len() >= 8);
    for page in pages {
        let articles = read_path(&page);
        let [Ok(article)] = articles.as_slice() else {
            unreachable!("{}: {articles:?}", page.display())
        };
        let head = article.title.clone().unwrap() + "\n\n";
        assert!(article.text.starts_with(&head), "{}", page.display());
        assert!(!article.text.contains('<'));
        let expected = page.with_extension("txt");
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&expected, shown(article)).unwrap();
        }
        let expected = fs::read_to_string(&expected).unwrap();
        assert_eq!(shown(article), expected, "{}", page.display());
    }
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
