//! A store through updates, crashes and damage.

#![allow(clippy::unwrap_used, reason = "helpers of tests may fail as tests do")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use proptest::prelude::*;
use simpul::record::Record;
use simpul::store::{Store, StoreError, Stored, Summary};

fn stored(document: &str, text: &str) -> Stored {
    let record = serde_json::json!({
        "document": document, "published": "2025-03-12", "outlet": null, "title": null, "language": "id",
        "sha256": "", "entities": [], "speech": [], "statements": []
    });
    let record: Record = serde_json::from_value(record).unwrap();
    Stored::new(text.to_owned(), record)
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
    assert_eq!(
        files(folder.path()),
        ["lock", "manifest.json", "records-3.jsonl"]
    );
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
    assert_eq!(
        files(folder.path()),
        ["lock", "manifest.json", "records-1.jsonl"]
    );
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
    // Cut off while the records are written, then between the records and the manifest.
    fs::write(file("records-2.jsonl.tmp"), "{\"sha256\":\"ab").unwrap();
    fs::write(file("records-2.jsonl"), "{\"sha256\":\"ab").unwrap();
    fs::write(file("manifest.json.tmp"), "{\"form").unwrap();
    let mut store = Store::open(folder.path()).unwrap();
    assert_eq!(texts(&store), pairs(&[("a", "Satu."), ("c", "Tiga.")]));
    store.update(vec![stored("b", "Dua.")]).unwrap();
    assert_eq!(texts(&store).len(), 3);
    assert_eq!(
        files(folder.path()),
        ["lock", "manifest.json", "records-2.jsonl"]
    );
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
        .replace("\"format\": 1", "\"format\": 9");
    fs::write(&path, newer).unwrap();
    let message = Store::open(folder.path()).unwrap_err().to_string();
    assert!(
        message.contains("store format 9") && message.contains("use a newer simpul"),
        "{message}"
    );
    assert!(Store::create_or_open(folder.path()).is_err());
}

#[test]
fn damage_is_named_by_line() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = two(folder.path());
    let path = folder.path().join("records-1.jsonl");
    let whole = fs::read_to_string(&path).unwrap();
    let first = whole.lines().next().unwrap().to_owned() + "\n";
    let fails = |bytes: &str| {
        fs::write(&path, bytes).unwrap();
        let error = store.documents().unwrap().find_map(Result::err).unwrap();
        error.to_string()
    };
    assert!(fails(&whole.replace("Tiga", "Lima")).contains("records-1.jsonl:2: the checksum"));
    assert!(
        fails(whole.get(..whole.len() - 9).unwrap())
            .contains("records-1.jsonl:2: the line is cut off")
    );
    assert!(fails(&first).contains("holds 1 documents where the manifest says 2"));
    assert!(
        store.update(vec![stored("b", "Dua.")]).is_err(),
        "a damaged store is not built upon"
    );
    fs::write(&path, whole).unwrap();
    assert_eq!(texts(&store).len(), 2);
}

#[test]
fn same_documents_same_bytes() {
    let bytes = |steps: &[&[&str]]| {
        let folder = tempfile::tempdir().unwrap();
        let mut store = Store::create_or_open(folder.path()).unwrap();
        for step in steps {
            store
                .update(step.iter().map(|name| stored(name, "Isi.")).collect())
                .unwrap();
        }
        fs::read(folder.path().join(format!("records-{}.jsonl", steps.len()))).unwrap()
    };
    assert_eq!(bytes(&[&["a", "b", "c"]]), bytes(&[&["c"], &["b"], &["a"]]));
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
                store.update(step.iter().map(|(name, text)| stored(name, text)).collect()).unwrap();
                map.extend(step);
            }
            prop_assert_eq!(texts(&store), map.clone().into_iter().collect::<Vec<_>>());
        }
    }
}
