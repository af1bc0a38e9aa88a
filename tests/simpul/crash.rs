//! Builds killed at any moment: what was stored before is there, and the store can be written on.
//!
//! The moments are spread over the time that a build takes. `SIMPUL_KILLS=200` kills as often; without it a few
//! times, to be quick.
#![allow(
    clippy::unwrap_used,
    reason = "a helper that cannot go on fails its test"
)]

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use simpul::store::Store;

/// Articles enough that a build takes a while.
fn write_news(folder: &Path, from: usize, to: usize) {
    let mut lines = String::new();
    for n in from..to {
        let text = format!(
            "Menteri Luar Negeri Rusia Sergey Lavrov mengunjungi Jakarta pada {} Maret 2025. \
             Pentagon memperkirakan {n} tentara Korea Utara berada di Rusia.",
            n % 28 + 1
        );
        let line = serde_json::json!({
            "id": format!("berita-{n:05}"), "title": "Lavrov di Jakarta", "text": text, "date": "2025-03-20",
        });
        lines.extend([&line.to_string(), "\n"]);
    }
    fs::write(folder.join("berita.jsonl"), lines).unwrap();
}

fn build(folder: &Path) -> Command {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("simpul"));
    command
        .current_dir(folder)
        .args(["build", "berita.jsonl", "--no-exports"])
        .stdin(Stdio::null())
        .stderr(Stdio::null());
    command
}

/// Names of the stored documents, all of them read and tested.
fn stored(folder: &Path) -> Vec<String> {
    let store = Store::open(&folder.join("simpul-store")).unwrap();
    let documents = store.documents().unwrap().map(Result::unwrap);
    documents.map(|stored| stored.record.document).collect()
}

#[test]
fn a_build_killed_at_any_moment_loses_nothing_that_was_stored() {
    let kills: u32 = std::env::var("SIMPUL_KILLS").map_or(6, |text| text.parse().unwrap());
    let folder = tempfile::tempdir().unwrap();
    write_news(folder.path(), 0, 50);
    assert!(build(folder.path()).status().unwrap().success());
    let before = stored(folder.path());
    write_news(folder.path(), 0, 400);
    let started = Instant::now();
    let whole = folder.path().join("ukuran");
    fs::create_dir(&whole).unwrap();
    write_news(&whole, 0, 400);
    assert!(build(&whole).status().unwrap().success());
    let takes = started.elapsed();
    let (mut former, mut latter) = (0, 0);
    for kill in 0..kills {
        let mut child = build(folder.path()).spawn().unwrap();
        thread::sleep(takes * kill / kills + Duration::from_millis(1));
        child.kill().unwrap();
        child.wait().unwrap();
        let after = stored(folder.path());
        if after == before {
            former += 1;
        } else {
            assert_eq!(
                after.len(),
                400,
                "neither the former nor the whole of the new"
            );
            latter += 1;
            fs::remove_dir_all(folder.path().join("simpul-store")).unwrap();
            write_news(folder.path(), 0, 50);
            assert!(build(folder.path()).status().unwrap().success());
            write_news(folder.path(), 0, 400);
        }
    }
    assert_eq!(former + latter, kills);
    assert!(build(folder.path()).status().unwrap().success());
    assert_eq!(stored(folder.path()).len(), 400);
}
