//! A store read again by other words: what comes of it is what a new build would give.
#![allow(
    clippy::unwrap_used,
    reason = "a helper that cannot go on fails its test"
)]

use std::fs;
use std::path::Path;

use super::cli::{built, ok};

const PAGE: &str = "<!doctype html><html lang=id><head><title>Lavrov di Jakarta - Suara Kota</title>\
<meta property=\"og:site_name\" content=\"Suara Kota\"><meta property=\"article:published_time\" content=\"2025-03-17T08:00:00+07:00\"></head>\
<body><nav>Beranda Politik</nav><article><h1>Lavrov di Jakarta</h1><p>Menteri Luar Negeri Rusia Sergey Lavrov mengunjungi \
Jakarta pada Senin (17/3/2025).</p><p>Ia bertemu dengan Presiden Prabowo Subianto di Istana Merdeka.</p></article></body></html>";

/// A folder of seeds like that of the project, without the rows of frames for which `drop` holds.
fn seeds_without(folder: &Path, drop: impl Fn(&str) -> bool) {
    let ours = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
    for part in ["names", "words"] {
        fs::create_dir_all(folder.join(part)).unwrap();
        for entry in fs::read_dir(ours.join(part)).unwrap() {
            let path = entry.unwrap().path();
            let text = fs::read_to_string(&path).unwrap();
            let name = path.file_name().unwrap();
            let kept = text
                .lines()
                .filter(|row| name != "frames.tsv" || !drop(row));
            let kept: Vec<&str> = kept.collect();
            fs::write(folder.join(part).join(name), kept.join("\n") + "\n").unwrap();
        }
    }
}

#[test]
fn a_store_read_again_is_a_store_built_anew() {
    let folder = built();
    fs::write(folder.path().join("berita/lavrov.html"), PAGE).unwrap();
    seeds_without(&folder.path().join("kata"), |row| row.starts_with("met\t"));
    ok(folder.path(), "build berita --store baru --no-exports");
    let anew = ok(folder.path(), "export --format nquads --store baru");
    ok(
        folder.path(),
        "build berita --store lama --seeds kata --no-exports",
    );
    let before = ok(folder.path(), "export --format nquads --store lama");
    assert!(
        before != anew,
        "without the frames of meetings less is read"
    );
    fs::remove_dir_all(folder.path().join("berita")).unwrap();
    ok(folder.path(), "rebuild --store lama");
    assert_eq!(
        ok(folder.path(), "export --format nquads --store lama"),
        anew
    );
}
