//! Writes that fail: a file that may not grow, a full disk, a folder that may not be written.
//!
//! After each, the store reads as before, and the next build is as if nothing had been. Not obvious: the shell's
//! `ulimit -f` with its signal ignored makes the system refuse every byte beyond a length, as a full disk does.
#![allow(
    clippy::unwrap_used,
    reason = "a helper that cannot go on fails its test"
)]

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use super::cli::{ok, run};

/// Articles whose segment takes more than one block of the file system, however well it is compressed.
fn write_news(folder: &Path, from: usize, to: usize) {
    let mut lines = String::new();
    for n in from..to {
        let noise: String = (1..40_u64)
            .map(|k| letters((n as u64 + 1) * k * 2_654_435_761) + " ")
            .collect();
        let text = format!(
            "Menteri Luar Negeri Rusia Sergey Lavrov mengunjungi Jakarta pada {} Maret 2025. \
             Kata sandinya {noise}",
            n % 28 + 1
        );
        let line = serde_json::json!({
            "id": format!("berita-{n:05}"), "title": "Lavrov di Jakarta", "text": text, "date": "2025-03-20",
        });
        lines.extend([&line.to_string(), "\n"]);
    }
    fs::write(folder.join("berita.jsonl"), lines).unwrap();
}

/// A number as a word that no other has.
fn letters(number: u64) -> String {
    format!("{number:x}")
        .bytes()
        .map(|c| char::from(b'a' + c % 26))
        .collect()
}

/// The program, unable to write a file beyond so many blocks of 1,024 bytes.
fn limited(folder: &Path, blocks: usize, words: &str) -> Output {
    let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" {words}");
    let mut command = Command::new("bash");
    command.current_dir(folder).args(["-c", &script]);
    command.arg(assert_cmd::cargo::cargo_bin!("simpul"));
    command.stdin(Stdio::null()).output().unwrap()
}

/// The message of a run that failed to write.
fn refusal(output: &Output) -> String {
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(1), "{told}");
    assert!(!told.contains("panicked"), "{told}");
    told
}

/// Names and lengths of the files of a folder.
fn files(folder: &Path) -> Vec<(String, u64)> {
    let entries = fs::read_dir(folder).unwrap().map(Result::unwrap);
    let mut files: Vec<_> = entries
        .map(|e| {
            (
                e.file_name().to_string_lossy().into_owned(),
                e.metadata().unwrap().len(),
            )
        })
        .collect();
    files.sort();
    files
}

#[test]
fn a_write_refused_at_any_length_leaves_the_store_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    write_news(at, 0, 8);
    ok(at, "build berita.jsonl --no-exports");
    let before = ok(at, "export --format nquads");
    let held = files(&at.join("simpul-store"));
    write_news(at, 0, 60);
    let (mut refused, mut blocks) = (0, 0);
    loop {
        let output = limited(at, blocks, "build berita.jsonl --no-exports");
        if output.status.success() {
            break;
        }
        let told = refusal(&output);
        assert!(
            told.contains("simpul-store/") && told.contains("File too large"),
            "{blocks} blocks: {told}"
        );
        assert_eq!(ok(at, "export --format nquads"), before, "{blocks} blocks");
        let left = files(&at.join("simpul-store"));
        assert_eq!(left, held, "{blocks} blocks: nothing half-made stays");
        refused += 1;
        blocks += 1 + blocks / 2;
    }
    assert!(refused >= 5, "{refused} sizes were too small");
    let after = ok(at, "export --format nquads");
    ok(at, "build berita.jsonl --store lain --no-exports");
    assert_eq!(ok(at, "export --format nquads --store lain"), after);
}

#[test]
fn a_first_build_refused_can_be_made_again() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    write_news(at, 0, 60);
    for blocks in [0, 1, 4] {
        let told = refusal(&limited(at, blocks, "build berita.jsonl --no-exports"));
        assert!(told.contains("File too large"), "{blocks} blocks: {told}");
    }
    ok(at, "build berita.jsonl --no-exports");
    ok(at, "verify");
}

#[test]
fn a_refused_export_leaves_the_former_files() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    write_news(at, 0, 3);
    ok(at, "build berita.jsonl --out keluaran");
    ok(at, "report --format markdown --output laporan.md");
    let (exports, report) = (
        files(&at.join("keluaran")),
        fs::read(at.join("laporan.md")).unwrap(),
    );
    write_news(at, 0, 40);
    let words = "build berita.jsonl --out keluaran";
    let told = refusal(&limited(at, 64, words));
    assert!(
        told.contains("keluaran/simpul.nq") && told.contains("File too large"),
        "{told}"
    );
    assert_eq!(files(&at.join("keluaran")), exports);
    // What was acknowledged by then is in the store.
    assert!(ok(at, "query documents").contains("berita-00039"));
    for words in [
        "report --format markdown --output laporan.md",
        "export --format turtle --output keluaran/simpul.ttl",
    ] {
        let told = refusal(&limited(at, 1, words));
        assert!(
            told.contains("File too large")
                && (told.contains("laporan.md") || told.contains("simpul.ttl")),
            "{told}"
        );
    }
    assert_eq!(files(&at.join("keluaran")), exports);
    assert_eq!(fs::read(at.join("laporan.md")).unwrap(), report);
    ok(at, words);
    assert!(files(&at.join("keluaran")) != exports);
}

#[test]
#[cfg(unix)]
fn a_store_that_may_not_be_written_is_read_and_left() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    write_news(at, 0, 2);
    ok(at, "build berita.jsonl --no-exports");
    let before = ok(at, "export --format nquads");
    write_news(at, 0, 4);
    let store = at.join("simpul-store");
    fs::set_permissions(&store, fs::Permissions::from_mode(0o555)).unwrap();
    let writable = fs::write(store.join("percobaan.tmp"), "").is_ok();
    let output = (!writable).then(|| run(at, "build berita.jsonl --no-exports"));
    let read = ok(at, "export --format nquads");
    fs::set_permissions(&store, fs::Permissions::from_mode(0o755)).unwrap();
    assert_eq!(read, before);
    let Some(output) = output else {
        eprintln!("skipped: this user may write to folders without permission");
        return;
    };
    let told = refusal(&output);
    assert!(
        told.contains("simpul-store/") && told.contains("Permission denied"),
        "{told}"
    );
    ok(at, "build berita.jsonl --no-exports");
}

/// A file system of few bytes, for as long as it lives; `None` where this user may not mount one.
#[cfg(target_os = "linux")]
struct Small(tempfile::TempDir);

#[cfg(target_os = "linux")]
impl Small {
    fn mount(size: &str) -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        let options = format!("size={size}");
        let mut mount = Command::new("mount");
        mount
            .args(["-t", "tmpfs", "-o", &options, "tmpfs"])
            .arg(folder.path());
        let mounted = mount.stderr(Stdio::null()).status();
        mounted
            .is_ok_and(|status| status.success())
            .then_some(Self(folder))
    }
}

#[cfg(target_os = "linux")]
impl Drop for Small {
    fn drop(&mut self) {
        drop(Command::new("umount").arg(self.0.path()).status());
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_leaves_the_store_as_it_was() {
    let Some(disk) = Small::mount("256k") else {
        eprintln!("skipped: this user may not mount a file system");
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    let store = disk.0.path().join("store").display().to_string();
    write_news(at, 0, 8);
    ok(
        at,
        &format!("build berita.jsonl --no-exports --store {store}"),
    );
    let before = ok(at, &format!("export --format nquads --store {store}"));
    write_news(at, 0, 120);
    for left in [0, 4096, 16384, 32768] {
        // Fills the disk but for so many bytes.
        let ballast = disk.0.path().join("beban");
        let mut length = 256 * 1024;
        while fs::write(&ballast, vec![0; length]).is_err() {
            length -= 4096;
        }
        fs::write(&ballast, vec![0; length - left]).unwrap();
        let output = run(
            at,
            &format!("build berita.jsonl --no-exports --store {store}"),
        );
        let told = refusal(&output);
        assert!(
            told.contains(&store) && told.contains("No space left"),
            "{left} bytes left: {told}"
        );
        assert_eq!(
            ok(at, &format!("export --format nquads --store {store}")),
            before,
            "{left} bytes left"
        );
        fs::remove_file(ballast).unwrap();
    }
    ok(
        at,
        &format!("build berita.jsonl --no-exports --store {store}"),
    );
    ok(at, &format!("verify --store {store}"));
}
