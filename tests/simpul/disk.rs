//! Queries answered from quads on disk: the same as in memory, for the state that the store has.
#![allow(
    clippy::unwrap_used,
    reason = "a helper that cannot go on fails its test"
)]

use std::fs;
use std::path::{Path, PathBuf};

use simpul::graph::{self, Decisions};
use simpul::rdf::{AnswerFormat, Base, Dataset, QueryOptions, stock};
use simpul::store::{Change, Store};

use super::cli::{built, fails, ok};

/// What the graph in memory answers, as sorted lines of CSV.
fn in_memory(store: &Path, query: &str) -> Vec<String> {
    let store = Store::open(store).unwrap();
    let records: Vec<_> = store.records().unwrap().map(Result::unwrap).collect();
    let graph = graph::build_with(&records, &Decisions::default());
    let data = Dataset::new(&graph, &Base::default()).unwrap();
    let mut out = Vec::new();
    let answer = data.query(query, &QueryOptions::default()).unwrap();
    answer.write(AnswerFormat::Csv, &mut out).unwrap();
    lines(&String::from_utf8(out).unwrap())
}

fn lines(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    lines.sort();
    lines
}

/// The folders of quads.
fn kept(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder.join("simpul-store/derived/quads"));
    let entries = entries.into_iter().flatten().flatten();
    entries.map(|entry| entry.path()).collect()
}

#[test]
fn answers_from_disk_are_those_of_memory() {
    let folder = built();
    let at = folder.path();
    for query in stock::list() {
        let expected = in_memory(&at.join("simpul-store"), query.text);
        let words = format!("query {} --format csv", query.name);
        assert_eq!(lines(&ok(at, &words)), expected, "{}", query.name);
    }
    assert_eq!(kept(at).len(), 1, "one folder serves all queries");
}

#[test]
fn quads_are_made_again_for_another_state_and_where_they_are_gone_or_broken() {
    let folder = built();
    let at = folder.path();
    let ask = || ok(at, "query documents --format csv");
    let before = ask();
    let first = kept(at);
    assert_eq!((ask(), kept(at)), (before.clone(), first.clone()));
    ok(at, "remove berita/beijing.txt");
    assert!(!ask().contains("beijing"));
    assert!(
        kept(at).len() == 1 && kept(at) != first,
        "the stale folder is swept"
    );
    ok(at, "build berita --no-exports");
    assert_eq!(lines(&ask()), lines(&before));
    let rocks = kept(at)[0].join("rocksdb");
    fs::write(rocks.join("CURRENT"), "MANIFEST-nothing\n").unwrap();
    assert_eq!(lines(&ask()), lines(&before));
    fs::remove_dir_all(at.join("simpul-store/derived")).unwrap();
    assert_eq!(lines(&ask()), lines(&before));
    // Another base is another set of quads.
    let usual = kept(at);
    let other = ok(at, "query documents --format csv --base https://contoh.id/");
    assert_eq!(lines(&other), lines(&before));
    assert!(kept(at) != usual);
}

#[test]
fn a_damaged_store_is_answered_for_and_not_kept() {
    let folder = built();
    let at = folder.path();
    ok(at, "query documents");
    let first = kept(at);
    let segment = at.join("simpul-store/segment-1-1.zst");
    let bytes = fs::read(&segment).unwrap();
    fs::write(&segment, &bytes[..bytes.len() / 2]).unwrap();
    assert!(fails(at, "query documents", 1).contains("segment-1-1.zst"));
    assert_eq!(kept(at), first);
}

#[test]
fn what_users_wrote_is_seen_although_quads_on_disk_cannot_be_written_to() {
    let folder = built();
    let at = folder.path();
    let query = "query documents --format csv";
    let before = ok(at, query);
    let store = Store::open(&at.join("simpul-store")).unwrap();
    let (mut journal, _) = store.journal().unwrap();
    let add = "<http://ex.org/s> <http://ex.org/p> \"catatan\" <http://ex.org/g> .\n".to_owned();
    let change = Change {
        number: journal.next(),
        add,
        ..Change::default()
    };
    journal.append(change).unwrap();
    fs::write(
        at.join("catatan.rq"),
        "SELECT ?o { <http://ex.org/s> <http://ex.org/p> ?o }",
    )
    .unwrap();
    let found = ok(at, "query @catatan.rq --format csv");
    assert!(found.contains("catatan"), "{found}");
    assert_eq!(ok(at, query), before);
}
