//! What an editor asks of a store through the binary: report, verify, diff, remove.
#![allow(
    clippy::unwrap_used,
    reason = "a helper that cannot go on fails its test"
)]

use std::fs;
use std::path::Path;

use super::cli::{built, contains_all, fails, ok};

/// Two more reports on the soldiers of which the built store tells.
const FIGURES: [(&str, &str); 2] = [
    (
        "taksiran-1.txt",
        "Pentagon Taksir Pasukan Korea Utara\n\n\
         WASHINGTON, 15 Maret 2025 - Pentagon memperkirakan 10.000 tentara Korea Utara berada di Rusia.\n",
    ),
    (
        "taksiran-2.txt",
        "Seoul Sebut Jumlah Lain\n\n\
         SEOUL, 16 Maret 2025 - Korea Selatan memperkirakan 3.000 tentara Korea Utara berada di Rusia.\n",
    ),
];

fn add_figures(folder: &Path) {
    for (name, text) in FIGURES {
        fs::write(folder.join("berita").join(name), text).unwrap();
    }
    ok(folder, "build berita --no-exports");
}

#[test]
fn figures_of_one_force_stand_on_one_card_with_their_conflict() {
    let folder = built();
    add_figures(folder.path());
    let text = ok(folder.path(), "report figures --format markdown");
    contains_all(
        &text,
        &[
            "### pasukan Korea Utara (troops)",
            "10.000 tentara",
            "conflicts with",
        ],
    );
    assert!(!text.contains("## Timeline"));
}

#[test]
fn a_page_holds_its_charts_and_asks_nothing_of_the_network() {
    let folder = built();
    add_figures(folder.path());
    ok(folder.path(), "report --format html --output laporan.html");
    let page = fs::read_to_string(folder.path().join("laporan.html")).unwrap();
    contains_all(&page, &["<svg", "<h2>Figures</h2>", "<h2>Coverage</h2>"]);
    for asking in ["<script", "src=", "url(", "<link"] {
        assert!(!page.contains(asking), "{asking}");
    }
}

#[test]
fn a_denial_stands_beside_what_it_denies() {
    let folder = built();
    let text = ok(folder.path(), "report disputes");
    contains_all(&text, &["affirmed", "denied", "Kremlin membantah"]);
}

#[test]
fn a_sound_store_has_no_faults_and_a_moved_span_is_named() {
    let folder = built();
    assert_eq!(ok(folder.path(), "verify"), "");
    // The record of another reader, whose offsets are one too high: the checksums hold, the words do not.
    let store = folder.path().join("simpul-store");
    let mut open = simpul::store::Store::create_or_open(&store).unwrap();
    let mut stored = open.documents().unwrap().next().unwrap().unwrap();
    let mention = &mut stored.record.entities[0].mentions[0];
    mention.start += 1;
    mention.end += 1;
    open.update(vec![stored]).unwrap();
    drop(open);
    let output = super::cli::run(folder.path(), "verify");
    assert_eq!(output.status.code(), Some(1));
    let told = String::from_utf8(output.stdout).unwrap();
    contains_all(&told, &["mention", "the text has"]);
}

#[test]
fn a_diff_tells_what_a_later_store_adds() {
    let folder = built();
    ok(folder.path(), "build berita --store kemudian --no-exports");
    assert_eq!(ok(folder.path(), "diff simpul-store kemudian"), "");
    for (name, text) in FIGURES {
        fs::write(folder.path().join("berita").join(name), text).unwrap();
    }
    ok(folder.path(), "build berita --store kemudian --no-exports");
    contains_all(
        &ok(folder.path(), "diff simpul-store kemudian"),
        &["added", "Pentagon estimated"],
    );
    let json = ok(folder.path(), "diff kemudian simpul-store --format json");
    let first: serde_json::Value = serde_json::from_str(json.lines().next().unwrap()).unwrap();
    assert_eq!(first["change"], "gone");
    assert!(fails(folder.path(), "diff simpul-store tiada", 1).contains("no store there"));
}

#[test]
fn removing_what_was_added_gives_the_former_answers() {
    let folder = built();
    let before = ok(folder.path(), "report timeline coverage");
    add_figures(folder.path());
    assert_ne!(ok(folder.path(), "report timeline coverage"), before);
    ok(
        folder.path(),
        "remove berita/taksiran-1.txt berita/taksiran-2.txt",
    );
    assert_eq!(ok(folder.path(), "report timeline coverage"), before);
    let told = fails(folder.path(), "remove berita/tiada.txt", 1);
    assert!(told.contains("berita/tiada.txt: not in the store"));
}

#[test]
fn one_speaker_in_ten_outlets_is_one_source_and_another_speaker_a_second() {
    let folder = built();
    let article = |name: String, outlet: &str, text: &str| {
        let line = serde_json::json!({
            "id": name, "title": format!("Laporan {outlet}"), "source": outlet, "date": "2025-03-20", "text": text,
        });
        format!("{line}\n")
    };
    let rutte = (0..10).map(|at| {
        let outlet = format!("Harian {at}");
        let text = format!(
            "Mark Rutte mengatakan China mengirim amunisi ke Rusia. Hujan turun {at} hari di kota pelabuhan itu."
        );
        article(format!("rutte-{at}"), &outlet, &text)
    });
    let weight = || {
        let timeline = ok(folder.path(), "report timeline --format markdown");
        let row = timeline
            .lines()
            .find(|row| row.contains("China supplied Rusia"));
        row.unwrap().split(" | ").nth(2).unwrap().to_owned()
    };
    let set = folder.path().join("rutte.jsonl");
    fs::write(&set, rutte.collect::<String>()).unwrap();
    ok(folder.path(), "build rutte.jsonl --no-exports");
    assert_eq!(weight(), "1");
    let other = "Kementerian Luar Negeri Ukraina menyatakan China mengirim amunisi ke Rusia.";
    fs::write(&set, article("kyiv".into(), "Warta Kyiv", other)).unwrap();
    ok(folder.path(), "build rutte.jsonl --no-exports");
    assert_eq!(weight(), "2");
}

#[test]
fn a_report_in_a_pipe_is_no_wider_than_a_page() {
    let folder = built();
    add_figures(folder.path());
    let text = ok(folder.path(), "report");
    let wide = text
        .lines()
        .filter(|line| line.contains('─') || line.contains('═'));
    let widths: Vec<usize> = wide.map(|line| line.chars().count()).collect();
    assert!(
        !widths.is_empty() && widths.iter().all(|width| *width <= 120),
        "{widths:?}"
    );
    assert!(text.contains("Pentagon memperkirakan 10.000 tentara Korea Utara berada di Rusia."));
}
