//! A store through updates, crashes and damage.

#![allow(clippy::unwrap_used, reason = "helpers of tests may fail as tests do")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use proptest::prelude::*;
use simpul::read::Origin;
use simpul::record::Record;
use simpul::store::{Store, StoreError, Stored, Summary};

pub(crate) fn stored(document: &str, text: &str) -> Stored {
    let record = serde_json::json!({
        "document": document, "published": "2025-03-12", "outlet": null, "title": null, "language": "id",
        "sha256": "", "entities": [], "speech": [], "statements": []
    });
    let record: Record = serde_json::from_value(record).unwrap();
    Stored::new(text.to_owned(), Origin::default(), record)
}

fn texts(store: &Store) -> Vec<(String, String)> {
    let documents = store.documents().unwrap().map(Result::unwrap);
    documents
        .map(|stored| (stored.record.document, stored.text))
        .collect()
}

fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs
        .iter()
        .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()))
        .collect()
}

/// A store with the documents `a` and `c` in a folder of its own.
fn two(folder: &Path) -> Store {
    let mut store = Store::create_or_open(folder).unwrap();
    store
        .update(vec![stored("c", "Tiga."), stored("a", "Satu.")])
        .unwrap();
    store
}

/// The names of the files in a folder.
fn files(folder: &Path) -> Vec<String> {
    let names = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name());
    let mut names: Vec<String> = names
        .map(|name| name.to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

#[test]
fn an_update_adds_replaces_and_keeps() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = two(folder.path());
    let new = vec![
        stored("b", "Dua."),
        stored("c", "Tiga!"),
        stored("a", "Satu."),
    ];
    let summary = store.update(new).unwrap();
    assert_eq!(
        summary,
        Summary {
            added: 1,
            replaced: 1,
            unchanged: 1,
            ..Summary::default()
        }
    );
    assert_eq!(
        texts(&store),
        pairs(&[("a", "Satu."), ("b", "Dua."), ("c", "Tiga!")])
    );
    let summary = store.remove(&["a".to_owned(), "x".to_owned()]).unwrap();
    assert_eq!(
        summary,
        Summary {
            removed: 1,
            kept: 2,
            ..Summary::default()
        }
    );
    assert_eq!(store.len().unwrap(), 2);
    let names: Vec<String> = store
        .records()
        .unwrap()
        .map(|record| record.unwrap().document)
        .collect();
    assert_eq!(names, ["b", "c"]);
}

#[test]
fn nothing_new_writes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = two(folder.path());
    let before = fs::read(folder.path().join("manifest.json")).unwrap();
    let summary = store
        .update(vec![stored("a", "Satu."), stored("c", "Tiga.")])
        .unwrap();
    assert_eq!((summary.unchanged, summary.documents()), (2, 2));
    assert_eq!(
        fs::read(folder.path().join("manifest.json")).unwrap(),
        before
    );
    let one = [
        "lock",
        "manifest.json",
        "segment-1-1.index",
        "segment-1-1.zst",
    ];
    assert_eq!(files(folder.path()), one);
}

#[test]
fn a_changed_record_of_the_same_text_is_replaced() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = two(folder.path());
    let mut again = stored("a", "Satu.");
    again.record.outlet = Some("Suara Kota".to_owned());
    assert_eq!(store.update(vec![again]).unwrap().replaced, 1);
}

#[test]
fn of_two_under_one_name_the_order_does_not_decide() {
    let make = |new: Vec<Stored>| {
        let folder = tempfile::tempdir().unwrap();
        let mut store = Store::create_or_open(folder.path()).unwrap();
        assert_eq!(store.update(new).unwrap().duplicates, 1);
        texts(&store)
    };
    let (one, other) = (stored("a", "Satu."), stored("a", "Lain."));
    assert_eq!(
        make(vec![one.clone(), other.clone()]),
        make(vec![other, one])
    );
}

#[test]
fn an_update_cut_off_leaves_the_former_store() {
    let folder = tempfile::tempdir().unwrap();
    drop(two(folder.path()));
    let file = |name: &str| folder.path().join(name);
    // Cut off while a segment is written, then between the segment and the manifest.
    for name in [
        "segment-2-1.zst.tmp",
        "segment-2-1.zst",
        "segment-2-1.index",
    ] {
        fs::write(file(name), "{\"sha256\":\"ab").unwrap();
    }
    fs::write(file("manifest.json.tmp"), "{\"form").unwrap();
    let mut store = Store::open(folder.path()).unwrap();
    assert_eq!(texts(&store), pairs(&[("a", "Satu."), ("c", "Tiga.")]));
    store.update(vec![stored("b", "Dua.")]).unwrap();
    assert_eq!(texts(&store).len(), 3);
    let left = [
        "lock",
        "manifest.json",
        "segment-2-0.index",
        "segment-2-0.zst",
    ];
    assert_eq!(files(folder.path()), left);
}

#[test]
fn a_first_update_cut_off_can_be_begun_again() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("lock"), "").unwrap();
    fs::write(folder.path().join("manifest.json.tmp"), "{").unwrap();
    assert!(matches!(
        Store::open(folder.path()),
        Err(StoreError::NotAStore { .. })
    ));
    assert!(
        Store::create_or_open(folder.path())
            .unwrap()
            .is_empty()
            .unwrap()
    );
}

#[test]
fn a_folder_of_other_files_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("berita.txt"), "x").unwrap();
    let message = Store::create_or_open(folder.path())
        .unwrap_err()
        .to_string();
    assert!(message.contains("berita.txt"), "{message}");
    assert_eq!(files(folder.path()), ["berita.txt"]);
}

#[test]
fn two_writers_are_refused_and_readers_are_not() {
    let folder = tempfile::tempdir().unwrap();
    let store = two(folder.path());
    assert!(matches!(
        Store::create_or_open(folder.path()),
        Err(StoreError::Locked { .. })
    ));
    let mut reader = Store::open(folder.path()).unwrap();
    assert_eq!(texts(&reader).len(), 2);
    assert!(matches!(
        reader.update(vec![]),
        Err(StoreError::Locked { .. })
    ));
    drop(store);
    assert_eq!(reader.update(vec![stored("b", "Dua.")]).unwrap().added, 1);
}

#[test]
fn a_reader_keeps_its_generation_while_a_writer_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = two(folder.path());
    let reading = Store::open(folder.path()).unwrap().documents().unwrap();
    store.update(vec![stored("b", "Dua.")]).unwrap();
    assert_eq!(reading.map(Result::unwrap).count(), 2);
}

#[test]
fn a_newer_store_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    drop(two(folder.path()));
    let path = folder.path().join("manifest.json");
    let newer = fs::read_to_string(&path)
        .unwrap()
        .replace("\"format\": 2", "\"format\": 9");
    fs::write(&path, newer).unwrap();
    let message = Store::open(folder.path()).unwrap_err().to_string();
    assert!(
        message.contains("store format 9") && message.contains("use a newer simpul"),
        "{message}"
    );
    assert!(Store::create_or_open(folder.path()).is_err());
}

/// What reading the whole store says is wrong.
fn fault(store: &Store) -> Option<String> {
    let documents = match store.documents() {
        Ok(documents) => documents,
        Err(error) => return Some(error.to_string()),
    };
    documents
        .filter_map(Result::err)
        .map(|e| e.to_string())
        .next()
}

#[test]
fn every_damaged_byte_is_noticed_and_gives_no_other_text() {
    let folder = tempfile::tempdir().unwrap();
    let store = two(folder.path());
    let path = folder.path().join("segment-1-1.zst");
    let whole = fs::read(&path).unwrap();
    let sound = texts(&store);
    for at in 0..whole.len() {
        let mut damaged = whole.clone();
        damaged[at] ^= 0x40;
        fs::write(&path, &damaged).unwrap();
        // A few bits of the format mean nothing; where nothing is noticed, nothing may be lost.
        if fault(&store).is_none() {
            assert_eq!(texts(&store), sound, "byte {at}");
        }
    }
}

#[test]
fn a_lost_or_damaged_index_is_made_again() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = two(folder.path());
    let index = folder.path().join("segment-1-1.index");
    fs::write(&index, "abc").unwrap();
    assert_eq!(
        store.update(vec![stored("a", "Satu.")]).unwrap().unchanged,
        1
    );
    fs::remove_file(&index).unwrap();
    assert_eq!(store.update(vec![stored("b", "Dua.")]).unwrap().kept, 2);
}

#[test]
fn a_store_of_the_first_format_is_read_and_written_on() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = two(folder.path());
    let lines =
        zstd::decode_all(&*fs::read(folder.path().join("segment-1-1.zst")).unwrap()).unwrap();
    drop(fs::remove_file(folder.path().join("segment-1-1.zst")));
    fs::write(folder.path().join("records-1.jsonl"), lines).unwrap();
    let manifest = "{\"format\": 1, \"record\": 1, \"generation\": 1, \"documents\": 2}";
    fs::write(folder.path().join("manifest.json"), manifest).unwrap();
    assert_eq!(texts(&store), pairs(&[("a", "Satu."), ("c", "Tiga.")]));
    assert_eq!(
        store.update(vec![stored("c", "Empat.")]).unwrap().replaced,
        1
    );
    assert_eq!(texts(&store), pairs(&[("a", "Satu."), ("c", "Empat.")]));
}

#[test]
fn many_small_updates_leave_few_segments() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = Store::create_or_open(folder.path()).unwrap();
    for n in 0..40 {
        store
            .update(vec![stored(&format!("{n:02}"), "Isi.")])
            .unwrap();
    }
    assert_eq!(texts(&store).len(), 40);
    let segments = files(folder.path()).into_iter().filter(|name| {
        Path::new(name)
            .extension()
            .is_some_and(|ending| ending == "zst")
    });
    assert!(segments.count() <= 6);
}

#[test]
fn what_is_put_and_not_committed_leaves_the_store_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = two(folder.path());
    let mut update = store.begin().unwrap();
    update.put(&stored("b", "Dua.")).unwrap();
    drop(update);
    assert_eq!(texts(&store).len(), 2);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    /// Any run of updates and removals leaves what a map would hold.
    #[test]
    fn a_store_is_a_sorted_map(steps in prop::collection::vec(
        (prop::collection::vec(("[a-dé/\"]{1,2}", "\\PC{0,8}"), 0..4), any::<bool>()), 0..6))
    {
        let folder = tempfile::tempdir().unwrap();
        let mut store = Store::create_or_open(folder.path()).unwrap();
        let mut map = BTreeMap::new();
        for (step, remove) in steps {
            let step: BTreeMap<String, String> = step.into_iter().collect();
            if remove {
                let names: Vec<String> = step.into_keys().collect();
                store.remove(&names).unwrap();
                map.retain(|name, _| !names.contains(name));
            } else {
                store.update(step.iter().map(|(name, text)| stored(name, text))).unwrap();
                map.extend(step);
            }
            prop_assert_eq!(texts(&store), map.clone().into_iter().collect::<Vec<_>>());
        }
    }
}
