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
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use simpul::store::{Store, StoreError};

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

/// Names of the stored documents, all of them read and tested; none where no store was begun.
fn stored(store: &Path) -> Vec<String> {
    let store = match Store::open(store) {
        Ok(store) => store,
        Err(StoreError::NotAStore { .. }) => return Vec::new(),
        Err(error) => panic!("{error}"),
    };
    let documents = store.documents().unwrap().map(Result::unwrap);
    documents.map(|stored| stored.record.document).collect()
}

/// Puts the files of a store back; none where there was no store.
fn copy(from: &Path, to: &Path) {
    drop(fs::remove_dir_all(to));
    if !from.exists() {
        return;
    }
    fs::create_dir(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        fs::copy(&path, to.join(path.file_name().unwrap())).unwrap();
    }
}

/// Waits until the build writes a file that is to become part of the store, or ends.
fn wait_for_writing(store: &Path, segment: &str, child: &mut Child) {
    let writes = || {
        let mut names = fs::read_dir(store).into_iter().flatten().flatten();
        names.any(|entry| entry.file_name().to_string_lossy().starts_with(segment))
    };
    while child.try_wait().unwrap().is_none() && !writes() {
        thread::sleep(Duration::from_micros(200));
    }
}

/// How long a build takes, and how much of that it writes.
fn measure(folder: &Path, store: &Path, segment: &str) -> [Duration; 2] {
    let started = Instant::now();
    let mut child = build(folder).spawn().unwrap();
    wait_for_writing(store, segment, &mut child);
    let writes = Instant::now();
    assert!(child.wait().unwrap().success());
    [started.elapsed(), writes.elapsed()]
}

/// Kills builds of 200 articles upon a store of `before`, every second one only once it writes.
///
/// Gives how often the former store was left and how often the new one.
fn kill(before: usize, kills: u32) -> [u32; 2] {
    let folder = tempfile::tempdir().unwrap();
    let (store, former) = (
        folder.path().join("simpul-store"),
        folder.path().join("semula"),
    );
    let segment = if before == 0 {
        "segment-1"
    } else {
        "segment-2"
    };
    if before > 0 {
        write_news(folder.path(), 0, before);
        assert!(build(folder.path()).status().unwrap().success());
        copy(&store, &former);
    }
    let held = stored(&store);
    assert_eq!(held.len(), before);
    write_news(folder.path(), 0, 200);
    let times = measure(folder.path(), &store, segment);
    copy(&former, &store);
    let mut ends = [0, 0];
    for n in 0..kills {
        let mut child = build(folder.path()).spawn().unwrap();
        let aimed = n % 2 == 1;
        if aimed {
            wait_for_writing(&store, segment, &mut child);
        }
        // Some kills come too late, so that both ends are seen.
        thread::sleep(times[usize::from(aimed)] * 3 / 2 * n / kills);
        child.kill().unwrap();
        child.wait().unwrap();
        let after = stored(&store);
        if after == held {
            ends[0] += 1;
        } else {
            assert_eq!(
                after.len(),
                200,
                "neither the former nor the whole of the new"
            );
            ends[1] += 1;
            copy(&former, &store);
        }
    }
    assert!(build(folder.path()).status().unwrap().success());
    assert_eq!(stored(&store).len(), 200);
    let files = fs::read_dir(&store).unwrap().count();
    assert_eq!(
        files, 4,
        "lock, manifest, a segment and its index: what killed builds left is swept"
    );
    ends
}

/// How often to kill.
fn kills() -> u32 {
    std::env::var("SIMPUL_KILLS").map_or(4, |text| text.parse().unwrap())
}

#[test]
fn a_first_build_killed_at_any_moment_leaves_nothing_or_all() {
    let [former, latter] = kill(0, kills());
    println!(
        "{} kills of a first build: {former} left nothing, {latter} all",
        former + latter
    );
}

#[test]
fn an_update_killed_at_any_moment_loses_nothing_that_was_stored() {
    let [former, latter] = kill(50, kills());
    println!(
        "{} kills of an update: {former} left the former store, {latter} the new one",
        former + latter
    );
}
