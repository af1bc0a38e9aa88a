//! Pages written for this test, read through the public interface.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    reason = "helpers of tests may fail as tests do"
)]

use std::fs;
use std::path::Path;

use jiff::civil::date;
use proptest::prelude::*;
use simpul::read::{self, Article, BlockKind, ReadError, Rules};

const NOISE: &str = "pattern\tmatch\tkind
Baca juga\tprefix\trelated
Bagikan\tline\tshare
Iklan\tline\tadvert
Penulis:\tprefix\tbyline
Ikuti kami\tprefix\tfollow
keterangan gambar\tline\tlabel
Hak cipta\tprefix\tcopyright
";

const CALENDAR: &str = "word\tclass\tvalue
Maret\tmonth\t3
Oktober\tmonth\t10
Senin\tweekday\t1
Selasa\tweekday\t2
Rabu\tweekday\t3
Kamis\tweekday\t4
besok\trelative\t1
";

const OUTLETS: &str = "name\tforms\tdomains
Kabar Banda\tKB\tkabarbanda.example
";

/// A page with everything around the story that pages have.
const PAGE: &str = "menu
Kapal Perang Jepang Singgah di Ambon
Bagikan
Rabu, 12 Maret 2025 | 08:15 WIT
Penulis: Sari Lestari
keterangan gambar
Kapal itu merapat di pelabuhan
Kapal Perang Jepang...
Para awak disambut tarian setempat dan jamuan makan di balai kota.

Kapal Perang Jepang Singgah di Ambon

AMBON, SUARAMALUKU.com – Kapal perang Jepang singgah di Ambon selama tiga hari untuk latihan bersama.
Baca juga: Harga Cengkih Naik
\"Kami siap bekerja sama,\" kata laksamana itu, Selasa (11/3/2025).
Baca juga:
Nelayan Ambon Minta Pelabuhan Diperluas Tahun Ini
Tujuan latihan
Latihan itu mencakup pencarian dan penyelamatan di laut. Sebanyak 200 pelaut ikut serta. (sl/rn)
Ikuti kami di semua saluran
Cuaca Laut Banda Diperkirakan Cerah Sepanjang Pekan
Hak cipta © 2025 SuaraMaluku.com
";

fn rules() -> Rules {
    Rules::parse(NOISE, CALENDAR, OUTLETS).unwrap()
}

fn quotes(article: &Article, kind: BlockKind) -> Vec<&str> {
    let blocks = article.blocks.iter().filter(|block| block.kind == kind);
    blocks.map(|block| article.quote(block)).collect()
}

fn read_folder(folder: &Path) -> (Vec<Article>, Vec<ReadError>) {
    read_inputs(&[folder.to_str().unwrap().to_owned()])
}

fn read_inputs(inputs: &[String]) -> (Vec<Article>, Vec<ReadError>) {
    let rules = rules();
    let (sources, mut errors) = read::inputs(inputs);
    let mut articles = Vec::new();
    for result in sources.iter().flat_map(|source| source.articles(&rules)) {
        match result {
            Ok(article) => articles.push(article),
            Err(error) => errors.push(error),
        }
    }
    (articles, errors)
}

#[test]
fn a_page_gives_its_story_and_nothing_else() {
    let article = read::text("a.txt", PAGE, &rules()).unwrap();
    assert_eq!(
        quotes(&article, BlockKind::Title),
        ["Kapal Perang Jepang Singgah di Ambon"]
    );
    assert_eq!(
        quotes(&article, BlockKind::Caption),
        ["Kapal itu merapat di pelabuhan"]
    );
    assert_eq!(quotes(&article, BlockKind::Heading), ["Tujuan latihan"]);
    assert_eq!(
        quotes(&article, BlockKind::Body),
        [
            "Para awak disambut tarian setempat dan jamuan makan di balai kota.",
            "Kapal perang Jepang singgah di Ambon selama tiga hari untuk latihan bersama.",
            "\"Kami siap bekerja sama,\" kata laksamana itu, Selasa (11/3/2025).",
            "Latihan itu mencakup pencarian dan penyelamatan di laut. Sebanyak 200 pelaut ikut serta.",
        ]
    );
    assert_eq!(article.published, Some(date(2025, 3, 12)));
    assert_eq!(article.outlet.as_deref(), Some("SUARAMALUKU.com"));
    assert_eq!(
        article.title.as_deref(),
        Some("Kapal Perang Jepang Singgah di Ambon")
    );
    assert_eq!(article.text, PAGE);
}

#[test]
fn a_dateline_dates_the_story_unless_the_page_does() {
    let day = |text: &str| read::text("a.txt", text, &rules()).unwrap().published;
    for dateline in [
        "AMBON, 4 Maret 2025 - ",
        "Ambon, 4 Maret 2025 — ",
        "AMBON (4/3/2025) - ",
        "AMBON, SuaraMaluku.com, 4/3/2025 - ",
    ] {
        let story = format!("{dateline}Kapal itu berlabuh pada Senin (3/3/2025).");
        assert_eq!(day(&story), Some(date(2025, 3, 4)), "{dateline}");
        let page = format!("Kapal Perang Singgah\nRabu, 5 Maret 2025 10:12 WIB\n{story}");
        assert_eq!(day(&page), Some(date(2025, 3, 5)), "{dateline}");
    }
    let told = "Ambon - Kapal itu berlabuh pada Senin (3/3/2025).";
    assert_eq!(day(told), Some(date(2025, 3, 3)));
}

#[test]
fn the_headline_stands_beside_the_date() {
    let text = "Ekonomi Olahraga Hiburan Teknologi Otomotif Wisata\nDaftar Negara Penyumbang Pasukan Penjaga Perdamaian\nSelasa, 4 Maret 2025 10:12 WIB\nJakarta - Indonesia menempati urutan kelima.";
    let article = read::text("a.txt", text, &rules()).unwrap();
    assert_eq!(
        article.title.as_deref(),
        Some("Daftar Negara Penyumbang Pasukan Penjaga Perdamaian")
    );
    assert_eq!(
        quotes(&article, BlockKind::Body),
        ["Indonesia menempati urutan kelima."]
    );
}

#[test]
fn a_story_without_any_furniture_is_kept_whole() {
    let text = "Menteri Tiba\nMenteri itu tiba di Dili.\nIa disambut duta besar\n\"Kami senang,” jelas dia\nTidak.\n1. Beras\n2. Gula\nKapal itu membawa beras dan gula bagi warga di tiga pulau.";
    let article = read::text("a.txt", text, &rules()).unwrap();
    let kept: usize = article.blocks.iter().map(|block| block.range.len()).sum();
    let visible = text.len() - text.matches('\n').count();
    assert_eq!(kept, visible, "{:#?}", article.blocks);
}

#[test]
fn a_line_without_full_stop_is_still_a_story() {
    let article = read::text(
        "a",
        "presiden tiba di Dili untuk kunjungan dua hari",
        &rules(),
    )
    .unwrap();
    assert_eq!(quotes(&article, BlockKind::Body).len(), 1);
}

#[test]
fn what_is_no_news_is_named() {
    let fails = |text: &str| read::text("a.txt", text, &rules()).unwrap_err().to_string();
    assert!(fails(" \n").starts_with("a.txt: holds no text"));
    assert!(fails("Halo dunia.").contains("fewer than five words"));
    assert!(fails("1 2 3 4 5 6 7 8 a").contains("more signs and digits"));
    assert!(fails("Bagikan\nIklan\nHak cipta 2025 milik kami semua").contains("no paragraph"));
}

#[test]
fn folders_patterns_and_lines() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, bytes: &[u8]| fs::write(folder.path().join(name), bytes).unwrap();
    fs::create_dir_all(folder.path().join("b/.git")).unwrap();
    write("b/page.txt", PAGE.as_bytes());
    write("b/.git/x.txt", PAGE.as_bytes());
    write("b/logo.png", b"\x89PNG\0");
    write(
        "a.md",
        "---\ntitle: Kapal Tiba\ndate: 2025-03-12\n---\n## Latar\nSebuah kapal tiba di Ambon.\n"
            .as_bytes(),
    );
    write("bad.txt", b"Sebuah kapal tiba\ndi \xff Ambon.");
    write(
        "c.jsonl",
        "{\"id\": \"x1\", \"title\": \"Kapal Tiba\", \"text\": \"Sebuah kapal tiba di Ambon.\", \"date\": \"2025-03-12\", \"outlet\": \"Suara\"}\n{oops\n{\"text\": \"Sebuah kapal tiba di Ambon.\", \"date\": \"entah\"}\n".as_bytes(),
    );
    let (articles, errors) = read_folder(folder.path());
    let root = folder.path().to_str().unwrap();
    let name = |path: &str| format!("{root}/{path}");
    let names: Vec<&str> = articles
        .iter()
        .map(|article| article.document.as_str())
        .collect();
    assert_eq!(
        names,
        [&name("a.md"), &name("b/page.txt"), "x1", &name("c.jsonl:3")]
    );
    assert_eq!(articles[0].title.as_deref(), Some("Kapal Tiba"));
    assert_eq!(quotes(&articles[0], BlockKind::Heading), ["Latar"]);
    assert_eq!(
        articles[2].text,
        "Kapal Tiba\n\nSebuah kapal tiba di Ambon."
    );
    assert_eq!(articles[2].published, Some(date(2025, 3, 12)));
    assert_eq!(articles[2].outlet.as_deref(), Some("Suara"));
    let messages: Vec<String> = errors.iter().map(ToString::to_string).collect();
    assert_eq!(messages.len(), 3, "{messages:#?}");
    assert!(
        messages[0].contains("bad.txt:2: not UTF-8 at byte 21"),
        "{}",
        messages[0]
    );
    assert!(messages[1].contains("c.jsonl:2: "), "{}", messages[1]);
    assert!(
        messages[2].contains("c.jsonl:3: the date \"entah\" is no date"),
        "{}",
        messages[2]
    );

    let (sources, errors) = read::inputs(&[name("*.jsonl"), name("**/*.txt"), name("b")]);
    assert!(errors.is_empty());
    let names: Vec<&str> = sources.iter().map(read::Source::name).collect();
    assert_eq!(
        names.len(),
        4,
        "hidden files match an explicit pattern only: {names:?}"
    );
}

#[test]
fn what_cannot_be_found_is_an_error_beside_the_rest() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().to_str().unwrap();
    fs::write(folder.path().join("a.txt"), PAGE).unwrap();
    fs::write(folder.path().join("a.pdf"), "%PDF-1.7\n").unwrap();
    fs::create_dir(folder.path().join("kosong")).unwrap();
    let inputs = [
        "a.txt",
        "tidak-ada.txt",
        "*.jsonl",
        "kosong",
        "a.pdf",
        "***/x",
    ];
    let inputs = inputs.map(|name| format!("{root}/{name}"));
    let (articles, errors) = read_inputs(&inputs);
    assert_eq!(articles.len(), 1);
    let kinds: Vec<String> = errors.iter().map(ToString::to_string).collect();
    assert_eq!(kinds.len(), 5, "{kinds:#?}");
    for (message, part) in kinds.iter().zip([
        "no such",
        "matches no",
        "no news file",
        "not a valid",
        "a PDF file",
    ]) {
        assert!(message.contains(part), "{message}");
    }
}

#[test]
fn the_order_of_inputs_does_not_matter() {
    let folder = tempfile::tempdir().unwrap();
    let names = ["c.txt", "a.txt", "b.txt"].map(|name| {
        let path = folder.path().join(name);
        fs::write(&path, PAGE).unwrap();
        path.to_str().unwrap().to_owned()
    });
    let mut reversed = names.to_vec();
    reversed.reverse();
    reversed.push(folder.path().to_str().unwrap().to_owned());
    assert_eq!(read_inputs(&names).0, read_inputs(&reversed).0);
}

/// Blocks in order, apart, on character boundaries, without white space at their ends.
fn check(article: &Article) {
    let mut end = 0;
    for block in &article.blocks {
        assert!(
            block.range.start >= end && block.range.start < block.range.end,
            "{:?}",
            article.blocks
        );
        end = block.range.end;
        let quote = article
            .text
            .get(block.range.clone())
            .expect("on boundaries");
        assert_eq!(quote, quote.trim());
    }
}

/// Lines as pages have them, joined at random, so that every rule meets every other.
fn page() -> impl Strategy<Value = String> {
    let lines: Vec<String> = PAGE.lines().map(str::to_owned).collect();
    let odd = [
        "",
        "(bdw)",
        "OSLO -",
        "- ",
        "...",
        "Foto:",
        "/",
        "Foto/é",
        "# Satu",
        "”",
        "\u{feff}",
        "5 Maret 2025",
        "(1/3)",
    ];
    let line = prop_oneof![
        3 => prop::sample::select(lines),
        1 => prop::sample::select(odd.map(str::to_owned).to_vec()),
        1 => "\\PC{0,60}",
    ];
    prop::collection::vec(line, 0..14).prop_map(|lines| lines.join("\n"))
}

proptest! {
    #[test]
    fn blocks_keep_their_promises(text in page()) {
        if let Ok(article) = read::text("a.txt", &text, &rules()) {
            check(&article);
            prop_assert_eq!(article.given(), &text);
        }
    }

    #[test]
    fn no_bytes_panic(bytes in prop::collection::vec(any::<u8>(), 0..400), ending in 0..4_usize) {
        let folder = tempfile::tempdir().unwrap();
        let name = ["a.txt", "a.md", "a.jsonl", "a.json"][ending];
        fs::write(folder.path().join(name), bytes).unwrap();
        for article in read_folder(folder.path()).0 {
            check(&article);
        }
    }

    #[test]
    fn no_text_panics_in_any_format(text in any::<String>(), page in page()) {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a.md"), format!("---\ntitle: {text}\n---\n{page}")).unwrap();
        let object = serde_json::json!({"title": text, "text": page, "date": text});
        fs::write(folder.path().join("a.jsonl"), object.to_string()).unwrap();
        for article in read_folder(folder.path()).0 {
            check(&article);
        }
    }
}

/// Text that is at hand on some machines only; elsewhere the tests below say so and pass.
fn shared() -> Option<std::path::PathBuf> {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()?
        .join("shared");
    if !shared.is_dir() {
        println!("skipped: no folder of shared texts beside the repository");
        return None;
    }
    Some(shared)
}

fn words() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds/words")
}

#[test]
fn shared_pages_give_their_dates() {
    let Some(shared) = shared() else { return };
    let table = |name| fs::read_to_string(words().join(name)).unwrap();
    let [noise, calendar, outlets] = ["noise.tsv", "calendar.tsv", "outlets.tsv"].map(table);
    let rules = Rules::parse(&noise, &calendar, &outlets).unwrap();
    let gold = fs::read_to_string(shared.join("eval/seeds.gold.jsonl")).unwrap();
    for line in gold.lines() {
        let gold: serde_json::Value = serde_json::from_str(line).unwrap();
        let (name, day) = (gold["doc"].as_str().unwrap(), gold["published"].as_str());
        let text = fs::read_to_string(shared.join("seeds").join(name)).unwrap();
        let article = read::text(name, &text, &rules).unwrap();
        check(&article);
        assert_eq!(
            article.published.map(|day| day.to_string()).as_deref(),
            day,
            "{name}"
        );
        // Each of these pages names its outlet by a domain; a headline is one of its lines, or there is none.
        let outlet = article.outlet.as_deref().unwrap_or_default().to_lowercase();
        let host = outlet.rsplit_once('.').unwrap_or_default();
        assert!(
            !host.0.is_empty() && text.to_lowercase().contains(&outlet),
            "{name}"
        );
        let opening = text
            .lines()
            .find(|line| line.split_whitespace().count() > 20);
        let title = article.title.as_deref();
        assert_ne!(title, opening, "{name}");
        let headed = text.lines().any(|line| Some(line.trim()) == title);
        assert!(
            headed || text.lines().next() == opening,
            "{name}: {title:?}"
        );
    }
}

#[test]
fn shared_stories_lose_no_paragraph() {
    let Some(shared) = shared() else { return };
    let file = shared
        .join("eval/dev.docs.jsonl")
        .to_str()
        .unwrap()
        .to_owned();
    let (articles, errors) = read_inputs(&[file]);
    assert!(errors.is_empty(), "{errors:?}");
    for article in articles {
        check(&article);
        let kept: usize = article.blocks.iter().map(|block| block.range.len()).sum();
        assert!(
            kept * 100 >= article.text.trim().len() * 90,
            "{}",
            article.document
        );
    }
}
