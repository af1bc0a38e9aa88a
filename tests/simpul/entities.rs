//! `simpul entities`, `simpul explain-entity` and the file of decisions, through the binary.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::string_slice,
    reason = "a test fails by panicking"
)]

use std::fs;
use std::path::Path;

use assert_cmd::Command;

const ARTICLES: [(&str, &str); 3] = [
    (
        "a.txt",
        "Gubernur Resmikan Jembatan\n\nSelasa, 4 Februari 2025\n\nGubernur Maluku Tengah Mohammad Rifai Latuconsina \
         bertemu Prabowo Subianto di Ambon. Rifai mengecam Rusia.\n",
    ),
    (
        "b.txt",
        "Jembatan Dibuka\n\nRabu, 5 Februari 2025\n\nMuhammad Rifai Latuconsina bertemu Emmanuel Macron.\n",
    ),
    (
        "c.txt",
        "Tamu di Ambon\n\nKamis, 6 Februari 2025\n\nMuhammad Rifai Latuconsina dan Wahyu Latuhamallo bertemu Xi Jinping.\n",
    ),
];

/// Builds a store of the articles in a folder.
fn built(folder: &Path) {
    for (name, text) in ARTICLES {
        fs::write(folder.join(name), text).unwrap();
    }
    simpul(
        folder,
        &["build", "a.txt", "b.txt", "c.txt", "--no-exports"],
    )
    .success();
}

fn simpul(folder: &Path, arguments: &[&str]) -> assert_cmd::assert::Assert {
    let mut command = Command::cargo_bin("simpul").unwrap();
    command.current_dir(folder).args(arguments).assert()
}

fn output(folder: &Path, arguments: &[&str]) -> String {
    let done = simpul(folder, arguments).success();
    String::from_utf8(done.get_output().stdout.clone()).unwrap()
}

/// Writes the file of decisions.
fn decide(folder: &Path, rows: &str) {
    let text = format!("decision\ta\tb\tauthor\treason\n{rows}");
    fs::write(folder.join("simpul-store/simpul-decisions.tsv"), text).unwrap();
}

#[test]
fn entities_are_listed_with_their_forms_and_explained_with_tiers() {
    let folder = tempfile::tempdir().unwrap();
    built(folder.path());
    let listed = output(folder.path(), &["entities", "--type", "Person"]);
    let rifai = listed.lines().nth(1).unwrap();
    assert!(
        rifai.starts_with("person-muhammad-rifai-latuconsina\tPerson\t"),
        "{listed}"
    );
    assert!(
        rifai.contains("\t3\t4\t") && rifai.contains("Mohammad Rifai Latuconsina 1"),
        "{rifai}"
    );
    let why = output(
        folder.path(),
        &["explain-entity", "person-muhammad-rifai-latuconsina"],
    );
    assert!(
        why.contains("a.txt (2025-02-04): same full name in another spelling"),
        "{why}"
    );
    assert!(why.contains("b.txt (2025-02-05): same name"), "{why}");
    assert!(why.contains("Rifai mengecam Rusia."), "{why}");
    let known = output(
        folder.path(),
        &["explain-entity", "person-prabowo-subianto"],
    );
    assert!(known.contains("row of the names file"), "{known}");
    simpul(folder.path(), &["explain-entity", "person-nobody"]).failure();
}

#[test]
fn decisions_are_replayed_and_a_line_taken_out_is_undone() {
    let folder = tempfile::tempdir().unwrap();
    built(folder.path());
    let all = |folder: &Path| output(folder, &["export", "--format", "nquads"]);
    let before = all(folder.path());
    decide(
        folder.path(),
        "different\tperson-mohammad-rifai-latuconsina\tperson-muhammad-rifai-latuconsina\tRina\tdua orang\n\
         same\tperson-wahyu-latuhamallo\tperson-xi-jinping\tRina\tuntuk uji\n\
         rename\tperson-wahyu-latuhamallo\tWahyu L.\tRina\tnama resmi\n\
         type\tperson-prabowo-subianto\tOrganization\tRina\tuntuk uji\n",
    );
    let listed = output(folder.path(), &["entities"]);
    assert!(
        listed.contains("\nperson-mohammad-rifai-latuconsina\tPerson"),
        "{listed}"
    );
    assert!(
        listed.contains("\nperson-wahyu-latuhamallo\tPerson\tWahyu L.\t"),
        "{listed}"
    );
    assert!(!listed.contains("\nperson-xi-jinping\t"), "{listed}");
    assert!(
        listed.contains("\nperson-prabowo-subianto\tOrganization\t"),
        "{listed}"
    );
    let why = output(
        folder.path(),
        &["explain-entity", "person-wahyu-latuhamallo"],
    );
    assert!(
        why.contains("decision of line 3, by Rina: untuk uji"),
        "{why}"
    );
    assert_ne!(all(folder.path()), before);
    // The store can be built again beside the file, and the file stays.
    simpul(folder.path(), &["build", "a.txt", "--no-exports"]).success();
    decide(folder.path(), "");
    assert_eq!(all(folder.path()), before);
}

#[test]
fn a_bad_decision_is_named_with_file_and_line() {
    let folder = tempfile::tempdir().unwrap();
    built(folder.path());
    decide(folder.path(), "merge\tperson-a\tperson-b\tRina\t-\n");
    let failed = simpul(folder.path(), &["entities"]).failure();
    let said = String::from_utf8(failed.get_output().stderr.clone()).unwrap();
    assert!(
        said.contains("simpul-decisions.tsv:2: `merge` is none of same, different"),
        "{said}"
    );
    decide(
        folder.path(),
        "same\tperson-xi-jinping\tperson-gone\tRina\t-\n",
    );
    let warned = simpul(folder.path(), &["entities"]).success();
    let said = String::from_utf8(warned.get_output().stderr.clone()).unwrap();
    assert!(
        said.contains("line 2: no document names `person-gone`"),
        "{said}"
    );
}

#[test]
fn pairs_worth_a_decision_are_lines_of_the_file() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(
        folder.path().join("a.txt"),
        "Tamu\n\nRabu, 5 Februari 2025\n\nSiti Rahma Wijaya bertemu Macron. Siti Nur Wijaya bertemu Putin.\n",
    )
    .unwrap();
    simpul(folder.path(), &["build", "a.txt", "--no-exports"]).success();
    let near = output(folder.path(), &["entities", "--near"]);
    let line = "same\tperson-siti-nur-wijaya\tperson-siti-rahma-wijaya\t\tfirst and last name";
    assert!(near.contains(line), "{near}");
}
