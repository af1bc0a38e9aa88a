//! Stores whose files were torn, changed or taken away: what is whole is read, what is lost is named.

#![allow(
    clippy::unwrap_used,
    reason = "a helper that cannot go on fails its test"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use simpul::store::{Damage, Store, StoreError};

use super::cli::run as simpul;
use super::store::stored;

/// Texts of 40 documents: 30 in an older segment, the rest in a newer one, which also replaces three of the older
/// and takes one away.
fn two_segments(folder: &Path) -> (BTreeMap<String, String>, [PathBuf; 2]) {
    let mut store = Store::create_or_open(folder).unwrap();
    let name = |n: usize| format!("berita-{n:02}");
    // Texts of letters that do not repeat, so that a segment has some length.
    let text = |n: usize, times: u64| {
        let words = (0..times).map(|k| format!("{:x} ", (n as u64 + 1) * (k + 7) * 2_654_435_761));
        words.collect::<String>()
    };
    store
        .update((0..30).map(|n| stored(&name(n), &text(n, 40))))
        .unwrap();
    let mut update = store.begin().unwrap();
    for n in (0..3).chain(30..40) {
        update.put(&stored(&name(n), &text(n, 30))).unwrap();
    }
    update.remove(&name(3)).unwrap();
    update.commit().unwrap();
    let whole = texts(&store).0;
    assert_eq!(whole.len(), 39);
    let segments = ["segment-1-1.zst", "segment-2-1.zst"].map(|file| folder.join(file));
    assert!(segments.iter().all(|path| path.exists()));
    (whole, segments)
}

/// What can be read of a store, and what is told to be lost.
fn texts(store: &Store) -> (BTreeMap<String, String>, Vec<Damage>) {
    let (mut texts, mut damages) = (BTreeMap::new(), Vec::new());
    for document in store.documents().unwrap() {
        match document {
            Ok(stored) => drop(texts.insert(stored.record.document, stored.text)),
            Err(StoreError::Damaged(damage)) => damages.push(damage),
            Err(error) => panic!("{error}"),
        }
    }
    (texts, damages)
}

/// What was read and what was named as lost make up the whole, and nothing is read that was not there.
fn assert_accounted(whole: &BTreeMap<String, String>, store: &Store, about: &str) -> usize {
    let (found, damages) = texts(store);
    let lost: BTreeSet<&String> = damages.iter().flat_map(|damage| &damage.lost).collect();
    for (name, text) in whole {
        assert_eq!(
            found.get(name).is_none(),
            lost.contains(name),
            "{about}: {name}"
        );
        assert!(
            found.get(name).is_none_or(|t| t == text),
            "{about}: {name} changed"
        );
    }
    assert!(found.keys().all(|name| whole.contains_key(name)), "{about}");
    lost.len()
}

/// `count` points spread over a file, its first bytes, and its last.
fn points(length: usize, count: usize) -> impl Iterator<Item = usize> {
    let step = length / count + 1;
    (0..length).filter(move |at| at % step == 0 || *at < 6 || *at + 6 > length)
}

#[test]
fn a_segment_torn_at_any_point_costs_only_what_it_held() {
    let folder = tempfile::tempdir().unwrap();
    let (whole, segments) = two_segments(folder.path());
    let manifest = fs::read(folder.path().join("manifest.json")).unwrap();
    let store = Store::open(folder.path()).unwrap();
    // What each segment alone holds.
    for (path, most) in segments.iter().zip([26, 13]) {
        let bytes = fs::read(path).unwrap();
        let mut least = usize::MAX;
        for at in points(bytes.len(), 60) {
            fs::write(path, &bytes[..at]).unwrap();
            let lost = assert_accounted(&whole, &store, &format!("{} cut at {at}", path.display()));
            assert!(lost <= most, "cut at {at}: {lost} lost");
            least = least.min(lost);
            let (_, damages) = texts(&store);
            let [damage] = damages.as_slice() else {
                panic!("one damage, {damages:?}")
            };
            assert!(
                damage
                    .to_string()
                    .contains(&format!("{at} bytes where {} were written", bytes.len())),
                "{damage}"
            );
        }
        assert_eq!(least, 0, "without its last byte all lines can be read");
        fs::write(path, &bytes).unwrap();
    }
    assert_eq!(assert_accounted(&whole, &store, "restored"), 0);
    assert_eq!(
        fs::read(folder.path().join("manifest.json")).unwrap(),
        manifest
    );
}

#[test]
fn a_changed_byte_costs_only_what_its_segment_held() {
    let folder = tempfile::tempdir().unwrap();
    let (whole, segments) = two_segments(folder.path());
    let store = Store::open(folder.path()).unwrap();
    for path in &segments {
        let bytes = fs::read(path).unwrap();
        for at in points(bytes.len(), 60) {
            let mut changed = bytes.clone();
            changed[at] ^= 1 << (at % 8);
            fs::write(path, &changed).unwrap();
            assert_accounted(&whole, &store, &format!("{}, byte {at}", path.display()));
        }
        fs::write(path, &bytes).unwrap();
    }
}

#[test]
fn a_writer_cuts_a_torn_tail_off_and_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let (whole, segments) = two_segments(folder.path());
    let bytes = fs::read(&segments[1]).unwrap();
    for at in points(bytes.len(), 10) {
        let copy = tempfile::tempdir().unwrap();
        for entry in fs::read_dir(folder.path()).unwrap() {
            let path = entry.unwrap().path();
            fs::copy(&path, copy.path().join(path.file_name().unwrap())).unwrap();
        }
        fs::write(copy.path().join("segment-2-1.zst"), &bytes[..at]).unwrap();
        let mut store = Store::open(copy.path()).unwrap();
        let (left, damages) = texts(&store);
        let mut update = store.begin().unwrap();
        assert_eq!(update.take_cut(), damages, "cut at {at}");
        update.put(&stored("zz", "Baru.")).unwrap();
        let summary = update.commit().unwrap();
        assert_eq!(summary.documents(), left.len() + 1, "cut at {at}");
        let (mut now, damages) = texts(&store);
        assert!(damages.is_empty() && now.remove("zz").is_some());
        assert_eq!(now, left, "cut at {at}");
        assert_eq!(store.len().unwrap(), left.len() + 1);
        // What was lost comes back by giving it again.
        store
            .update(whole.iter().map(|(name, text)| stored(name, text)))
            .unwrap();
        store.remove(&["zz".to_owned()]).unwrap();
        assert_eq!(texts(&store).0, whole);
    }
}

#[test]
fn a_missing_segment_is_named_and_its_index_tells_what_was_lost() {
    for (lost, gone) in [(26, 0), (13, 1)] {
        let folder = tempfile::tempdir().unwrap();
        let (whole, segments) = two_segments(folder.path());
        fs::remove_file(&segments[gone]).unwrap();
        let mut store = Store::open(folder.path()).unwrap();
        assert_eq!(assert_accounted(&whole, &store, "missing"), lost);
        let told = texts(&store).1[0].to_string();
        assert!(
            told.contains("the file is missing")
                && told.contains(&format!("{lost} documents are lost (berita-")),
            "{told}"
        );
        assert_eq!(store.repair().unwrap().len(), 1);
        assert_eq!(assert_accounted(&texts(&store).0, &store, "repaired"), 0);
        assert_eq!(store.len().unwrap(), 39 - lost);
    }
}

#[test]
fn without_an_index_what_is_lost_is_counted() {
    let folder = tempfile::tempdir().unwrap();
    let (_, segments) = two_segments(folder.path());
    fs::remove_file(&segments[1]).unwrap();
    fs::remove_file(segments[1].with_extension("index")).unwrap();
    let mut store = Store::open(folder.path()).unwrap();
    let (found, damages) = texts(&store);
    // The older versions of what the newer segment replaced or took away.
    assert_eq!((found.len(), damages[0].unnamed), (30, 14));
    assert_eq!(store.update(vec![]).unwrap().documents(), 30);
    assert_eq!(store.take_cut(), damages);
    assert_eq!(texts(&store), (found, vec![]));
}

#[test]
fn damage_that_only_reading_shows_is_cut_off_by_a_repair_or_a_merge() {
    let damaged = |folder: &Path| {
        let (whole, segments) = two_segments(folder);
        let mut bytes = fs::read(&segments[1]).unwrap();
        let middle = bytes.len() / 2;
        bytes[middle] ^= 0x10;
        fs::write(&segments[1], bytes).unwrap();
        let store = Store::open(folder).unwrap();
        assert!(assert_accounted(&whole, &store, "damaged") > 0);
        (store, whole)
    };
    let folder = tempfile::tempdir().unwrap();
    let (mut store, whole) = damaged(folder.path());
    let lost = texts(&store).1;
    assert_eq!(store.repair().unwrap(), lost);
    assert_eq!(store.repair().unwrap(), []);
    assert_eq!(store.len().unwrap(), whole.len() - lost[0].lost.len());
    let folder = tempfile::tempdir().unwrap();
    let (mut store, _) = damaged(folder.path());
    let left = texts(&store).0;
    // As many documents again are joined with the newest segment.
    let more = (0..20).map(|n| stored(&format!("lain-{n}"), "Isi."));
    store.update(more).unwrap();
    assert_eq!(
        store.take_cut(),
        lost.iter()
            .map(|d| Damage {
                path: folder.path().join("segment-2-1.zst"),
                ..d.clone()
            })
            .collect::<Vec<_>>()
    );
    assert_eq!(store.len().unwrap(), left.len() + 20);
    assert_eq!(texts(&store).1, []);
}

#[test]
fn every_command_reads_what_is_whole_and_its_status_says_what_is_not() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    let article = |n: usize, day: usize| {
        let text = format!(
            "Menteri Luar Negeri Rusia Sergey Lavrov mengunjungi Jakarta pada {day} Maret 2025. \
             Pentagon memperkirakan {n}00 tentara Korea Utara berada di Rusia."
        );
        serde_json::json!({"id": format!("berita-{n}"), "title": "Lavrov di Jakarta", "text": text, "date": "2025-03-20"}).to_string()
    };
    let lines =
        |from: usize, to: usize| (from..to).map(|n| article(n, n) + "\n").collect::<String>();
    let run = |args: &str| simpul(at, args);
    fs::write(at.join("lama.jsonl"), lines(1, 9)).unwrap();
    fs::write(at.join("baru.jsonl"), lines(9, 11)).unwrap();
    assert!(run("build lama.jsonl --no-exports").status.success());
    let former = run("export --format nquads").stdout;
    assert!(run("build baru.jsonl --no-exports").status.success());
    let latter = run("export --format nquads").stdout;
    let segment = at.join("simpul-store/segment-2-1.zst");
    let whole = fs::read(&segment).unwrap();
    fs::write(&segment, &whole[..whole.len() / 2]).unwrap();
    let told = |output: &Output, about: &str| {
        let text = String::from_utf8_lossy(&output.stderr).into_owned()
            + &String::from_utf8_lossy(&output.stdout);
        assert_eq!(output.status.code(), Some(1), "{about}: {text}");
        assert!(
            text.contains("segment-2-1.zst")
                && text.contains("bytes where")
                && text.contains("2 documents are lost (berita-10, berita-9)"),
            "{about}: {text}"
        );
    };
    for command in [
        "query documents",
        "report",
        "entities",
        "explain-entity person-sergey-lavrov",
        "verify",
        "diff simpul-store simpul-store",
        "export --format graphml",
    ] {
        told(&run(command), command);
    }
    let output = run("export --format nquads");
    told(&output, "export");
    assert!(
        output.stdout == former,
        "what is whole is what was there before the lost segment"
    );
    let output = run("build baru.jsonl --no-exports");
    told(&output, "build");
    assert!(String::from_utf8_lossy(&output.stderr).contains("cut off"));
    let output = run("export --format nquads");
    assert!(output.status.success() && output.stdout == latter);
    // A changed byte is found by reading, and cut off by `rebuild`.
    let segment = newest(&at.join("simpul-store"));
    let mut bytes = fs::read(&segment).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 0x10;
    fs::write(&segment, bytes).unwrap();
    let output = run("verify");
    assert_eq!(output.status.code(), Some(1));
    assert!(
        String::from_utf8_lossy(&output.stdout).contains("lost (berita-"),
        "{output:?}"
    );
    let output = run("rebuild");
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    assert!(
        String::from_utf8_lossy(&output.stderr).contains("cut off"),
        "{output:?}"
    );
    assert!(run("verify").status.success());
    assert!(
        run("build lama.jsonl baru.jsonl --no-exports")
            .status
            .success()
    );
    assert!(run("export --format nquads").stdout == latter);
}

/// The segment of the newest update.
fn newest(store: &Path) -> PathBuf {
    let files = fs::read_dir(store)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    files
        .filter(|path| path.extension().is_some_and(|e| e == "zst"))
        .max()
        .unwrap()
}
