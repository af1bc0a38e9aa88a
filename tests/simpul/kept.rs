//! The graph that is kept beside a store: never another answer than without it.
#![allow(
    clippy::unwrap_used,
    reason = "a helper that cannot go on fails its test"
)]

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::cli::{ok, run};

/// A folder with a store of two articles, and with exports.
fn built() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let berita = folder.path().join("berita");
    fs::create_dir(&berita).unwrap();
    let first = "Prabowo Temui Xi\n\nPresiden Prabowo Subianto bertemu Xi Jinping di Beijing pada 9 November 2024.\n";
    fs::write(berita.join("a.txt"), first).unwrap();
    let second = "Sugiono di Kazan\n\nSugiono mengunjungi Kazan pada 24 Oktober 2024.\n";
    fs::write(berita.join("b.txt"), second).unwrap();
    ok(folder.path(), "build berita --out ekspor");
    folder
}

fn kept(folder: &Path) -> PathBuf {
    folder.join("simpul-store/derived/graph")
}

fn quads(folder: &Path) -> String {
    ok(folder, "export --format nquads")
}

#[test]
fn the_kept_graph_gives_the_bytes_of_the_derived_one() {
    let folder = built();
    let folder = folder.path();
    let with = quads(folder);
    assert!(with.contains("met"), "{with}");
    fs::remove_dir_all(kept(folder).parent().unwrap()).unwrap();
    assert_eq!(with, quads(folder));
}

#[test]
fn the_kept_graph_is_what_is_read() {
    let folder = built();
    let folder = folder.path();
    let whole = quads(folder);
    // A graph that bears the right key is believed, so another one shows.
    let store = simpul::store::Store::open(&folder.join("simpul-store")).unwrap();
    let key = store.derived_key().unwrap();
    let bytes = simpul::graph::build(&[]).packed().unwrap();
    store.keep("graph", &key, &bytes).unwrap();
    assert_ne!(whole, quads(folder));
    // But not by those who test the store.
    let tested = run(folder, "verify");
    let said = String::from_utf8(tested.stderr).unwrap();
    assert!(
        tested.status.success() && !said.contains(" 0 claims"),
        "{said}"
    );
}

#[test]
fn a_torn_or_stale_graph_is_derived_again() {
    let folder = built();
    let folder = folder.path();
    let (whole, path) = (quads(folder), kept(folder));
    let bytes = fs::read(&path).unwrap();
    for length in [0, 10, 129, bytes.len() / 2, bytes.len() - 1] {
        fs::write(&path, &bytes[..length]).unwrap();
        assert_eq!(quads(folder), whole, "{length} bytes");
    }
    fs::write(&path, &bytes).unwrap();
    ok(folder, "remove berita/b.txt");
    let less = quads(folder);
    assert_ne!(less, whole);
    fs::remove_file(&path).unwrap();
    assert_eq!(quads(folder), less);
    fs::write(&path, &bytes).unwrap();
    let decisions = folder.join("simpul-store/simpul-decisions.tsv");
    let rename =
        "decision\ta\tb\tauthor\treason\nrename\tperson-xi-jinping\tKetua Xi\tSari\tgaya\n";
    fs::write(decisions, rename).unwrap();
    assert!(quads(folder).contains("Ketua Xi"));
}

#[test]
fn a_graph_that_cannot_be_kept_stops_nothing() {
    let folder = built();
    let folder = folder.path();
    let derived = kept(folder).parent().unwrap().to_owned();
    fs::remove_dir_all(&derived).unwrap();
    // A file where the folder should be: nothing can be kept, by whomever.
    fs::write(&derived, "").unwrap();
    let built = run(folder, "build berita --out lagi");
    let said = String::from_utf8(built.stderr).unwrap();
    assert!(built.status.success(), "{said}");
    assert!(said.contains("is not kept"), "{said}");
    let exported = |name: &str| fs::read(folder.join(name).join("simpul.nq")).unwrap();
    assert_eq!(exported("ekspor"), exported("lagi"));
}
