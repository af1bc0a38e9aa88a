//! Data flows one way: a stage may use the stages above it in `lib.rs`, never those below.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::string_slice,
    reason = "a test fails by panicking"
)]

use std::fs;
use std::path::{Path, PathBuf};

/// The stages in the order of `lib.rs`.
fn stages() -> Vec<String> {
    let lib = fs::read_to_string(root().join("src/lib.rs")).unwrap();
    lib.lines()
        .filter_map(|l| l.strip_prefix("pub mod ")?.strip_suffix(';'))
        .map(str::to_owned)
        .collect()
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut out = Vec::new();
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let path = entry.path();
        if path.is_dir() {
            out.extend(sources(&path));
        } else if path.extension().is_some_and(|e| e == "rs") {
            out.push(path);
        }
    }
    out
}

#[test]
fn no_stage_uses_a_later_one() {
    let stages = stages();
    assert!(stages.len() > 10, "{stages:?}");
    for (at, stage) in stages.iter().enumerate() {
        let folder = root().join("src").join(stage);
        let mut files = vec![folder.with_extension("rs")];
        files.retain(|file| file.is_file());
        if folder.is_dir() {
            files.extend(sources(&folder));
        }
        for file in files {
            let text = fs::read_to_string(&file).unwrap();
            for later in &stages[at + 1..] {
                assert!(
                    !text.contains(&format!("crate::{later}::")),
                    "{} uses the later stage {later}",
                    file.display()
                );
            }
        }
    }
}

#[test]
fn every_file_says_what_it_is_for() {
    for file in sources(&root().join("src")) {
        let text = fs::read_to_string(&file).unwrap();
        assert!(
            text.starts_with("//! "),
            "{} does not open with //!",
            file.display()
        );
    }
}
