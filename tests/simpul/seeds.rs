//! Each row of the word lists gives what its example promises.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::string_slice,
    reason = "a test fails by panicking"
)]

use simpul::extract::check_examples;
use simpul::seeds::{SeedError, Seeds};

#[test]
fn every_frame_gives_what_its_example_promises() {
    let seeds = Seeds::embedded().unwrap();
    let failed = check_examples(&seeds);
    assert!(
        failed.is_empty(),
        "{} of {} rows: {failed:#?}",
        failed.len(),
        seeds.frames.len()
    );
}

#[test]
fn a_folder_of_seeds_replaces_those_built_in_and_a_bad_row_is_named() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
    let own = tempfile::tempdir().unwrap();
    for part in ["names", "words"] {
        std::fs::create_dir(own.path().join(part)).unwrap();
        for file in std::fs::read_dir(root.join(part))
            .unwrap()
            .map(Result::unwrap)
        {
            std::fs::copy(file.path(), own.path().join(part).join(file.file_name())).unwrap();
        }
    }
    assert!(Seeds::load(own.path()).is_ok());
    let frames = own.path().join("words/frames.tsv");
    std::fs::write(
        &frames,
        "predicate\troot\tforms\tslots\tmodality\texample\tgives\nmet\ttemu\tber\tS-subj\t\t\t\n",
    )
    .unwrap();
    let error = Seeds::load(own.path()).unwrap_err();
    assert!(matches!(error, SeedError::Row { line: 2, .. }), "{error}");
    assert!(
        error
            .to_string()
            .contains("frames.tsv:2: slot `S-subj` has no `=`"),
        "{error}"
    );
}
