//! Every format through the binary: what is read of it, and that content outranks the name.

#![allow(
    clippy::unwrap_used,
    reason = "a helper that cannot go on fails its test"
)]

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use flate2::{Compression, write::GzEncoder};
use simpul::record::Record;
use tempfile::TempDir;

const STORY: &str = "Presiden Prabowo Subianto bertemu dengan Presiden Xi Jinping di Beijing.";
const OTHER: &str = "Kementerian Luar Negeri Rusia mengatakan Korea Utara mengirim 3.000 tentara.";

pub(crate) fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        fs::write(folder.path().join(name), bytes).unwrap();
    }
    folder
}

/// Runs `simpul extract` with words that spaces part.
pub(crate) fn extract(folder: &Path, words: &str) -> Output {
    Command::new(assert_cmd::cargo::cargo_bin!("simpul"))
        .current_dir(folder)
        .arg("extract")
        .args(words.split_whitespace())
        .stdin(Stdio::null())
        .output()
        .unwrap()
}

pub(crate) fn records(output: &Output) -> Vec<Record> {
    let lines = String::from_utf8_lossy(&output.stdout).into_owned();
    lines
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

pub(crate) fn errors(output: &Output) -> Vec<String> {
    let lines = String::from_utf8_lossy(&output.stderr).into_owned();
    lines.lines().map(str::to_owned).collect()
}

pub(crate) fn names(records: &[Record]) -> Vec<&str> {
    records
        .iter()
        .map(|record| record.document.as_str())
        .collect()
}

pub(crate) fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

pub(crate) fn zstd(bytes: &[u8]) -> Vec<u8> {
    ruzstd::encoding::compress_to_vec(bytes, ruzstd::encoding::CompressionLevel::Fastest)
}

/// The records of a run that must read all.
fn read(folder: &TempDir, words: &str) -> Vec<Record> {
    let output = extract(folder.path(), words);
    assert_eq!(errors(&output), [""; 0], "{words}");
    assert!(output.status.success());
    records(&output)
}

fn day(record: &Record) -> Option<String> {
    record.published.clone()
}

fn page(title: &str, body: &str) -> String {
    format!(
        "<!doctype html><html lang=id><head><meta charset=utf-8><title>{title}</title></head><body><article><h1>{title}</h1><p>{body}</p></article></body></html>"
    )
}

fn warc(pages: &[(&str, &str)]) -> Vec<Vec<u8>> {
    let records = pages.iter().map(|(url, page)| {
        let block = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{page}");
        let head = format!(
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {}\r\n\r\n",
            block.len()
        );
        [head, block, "\r\n\r\n".to_owned()].concat().into_bytes()
    });
    records.collect()
}

#[test]
fn tables_are_read_by_the_names_of_their_columns() {
    let table = format!(
        "ID;Judul;Isi;Tanggal\r\n7;\"Pertemuan; Beijing\";\"{STORY}\n\n\"\"{OTHER}\"\"\";12 Maret 2025\r\n;;{OTHER};\r\n"
    );
    let folder = folder(&[("a.csv", table.as_bytes())]);
    let records = read(&folder, "a.csv --map title=judul,text=isi,date=tanggal");
    assert_eq!(names(&records), ["7", "a.csv:5"]);
    assert_eq!(records[0].title.as_deref(), Some("Pertemuan; Beijing"));
    assert_eq!(day(&records[0]).as_deref(), Some("2025-03-12"));
    assert!(!records[0].statements.is_empty());
}

#[test]
fn the_same_table_is_read_in_tabs_and_on_standard_input_by_its_first_row() {
    let table = format!("title\ttext\turl\nKunjungan\t{STORY}\thttps://a.id/1\n");
    let folder = folder(&[("a.tsv", table.as_bytes()), ("tabel", table.as_bytes())]);
    for name in ["a.tsv", "tabel"] {
        assert_eq!(names(&read(&folder, name)), ["https://a.id/1"], "{name}");
    }
}

#[test]
fn a_mapping_that_fits_nothing_is_an_error() {
    let object = format!("{{\"judul\": \"a\", \"isi\": \"{STORY}\"}}\n");
    let folder = folder(&[
        ("a.csv", b"judul,isi\na,b\n"),
        ("b.jsonl", object.as_bytes()),
    ]);
    let output = extract(folder.path(), ". --map text=teks");
    let found = errors(&output);
    assert_eq!(found.len(), 2, "{found:?}");
    for (line, place) in found
        .iter()
        .zip(["a.csv:1: no field or column", "b.jsonl:1: no field"])
    {
        assert!(
            line.contains(place) && line.contains("judul, isi"),
            "{line}"
        );
    }
    let output = extract(folder.path(), ". --map body=isi");
    assert_eq!(output.status.code(), Some(2));
    assert!(
        errors(&output)
            .concat()
            .contains("\"body\" is no part of a document")
    );
    assert_eq!(read(&folder, "b.jsonl --map text=isi,title=judul").len(), 1);
}

#[test]
fn archives_give_their_pages_in_order_plain_and_compressed() {
    let pages: Vec<(String, String)> = (0..9)
        .map(|n| {
            (
                format!("https://a.id/{n}"),
                page(&format!("Kunjungan Ke-{n} Presiden"), STORY),
            )
        })
        .collect();
    let pages: Vec<(&str, &str)> = pages
        .iter()
        .map(|(a, b)| (a.as_str(), b.as_str()))
        .collect();
    let archive = warc(&pages);
    let members: Vec<u8> = archive.iter().flat_map(|record| gzip(record)).collect();
    let plain = archive.concat();
    let folder = folder(&[
        ("a.warc", &plain),
        ("b.warc.gz", &members),
        ("arsip", &plain),
    ]);
    for name in [
        "a.warc",
        "b.warc.gz",
        "arsip",
        "a.warc --jobs 1",
        "a.warc --jobs 3",
    ] {
        let records = read(&folder, name);
        let found: Vec<&str> = pages.iter().map(|(url, _)| *url).collect();
        assert_eq!(names(&records), found, "{name}");
        assert_eq!(records[8].title.as_deref(), Some("Kunjungan Ke-8 Presiden"));
        assert_eq!(day(&records[8]), None);
    }
}

#[test]
fn feeds_give_their_items() {
    let feed = format!(
        "<?xml version='1.0' encoding='ISO-8859-1'?><rss><channel><title>Suara</title>
         <item><title>Kunjungan Presiden ke Beijing</title><link>https://a.id/1</link>
         <pubDate>Rab, 12 Mar 2025 09:00:00 +0700</pubDate>
         <content:encoded><![CDATA[<p>{STORY}</p><p>Caf\u{e9} itu ramai.</p>]]></content:encoded></item>
         <item><title>Kabar Moskwa</title><link>https://a.id/2</link><pubDate>12 Agustus 2025</pubDate><description>{OTHER}</description></item>
         </channel></rss>"
    );
    let latin: Vec<u8> = feed
        .chars()
        .map(|c| u8::try_from(u32::from(c)).unwrap())
        .collect();
    let folder = folder(&[("a.xml", &latin), ("b.txt", &latin)]);
    for name in ["a.xml", "b.txt"] {
        let records = read(&folder, name);
        assert_eq!(names(&records), ["https://a.id/1", "https://a.id/2"]);
        let days: Vec<_> = records.iter().map(day).collect();
        assert_eq!(
            days,
            [Some("2025-03-12".to_owned()), Some("2025-08-12".to_owned())]
        );
        assert!(!records[0].statements.is_empty());
    }
}

#[test]
fn compressed_files_are_what_is_in_them() {
    let line = format!("{{\"id\": \"x\", \"title\": \"Kunjungan\", \"text\": \"{STORY}\"}}\n");
    let html = page("Kunjungan Presiden ke Beijing", STORY);
    let folder = folder(&[
        ("a.txt.gz", &gzip(STORY.as_bytes())),
        (
            "b.jsonl.gz",
            &[gzip(line.as_bytes()), gzip(line.as_bytes())].concat(),
        ),
        ("c.html.zst", &zstd(html.as_bytes())),
        (
            "d.csv.gz",
            &gzip(format!("text,id\n\"{STORY}\",y\n").as_bytes()),
        ),
        ("e.gz", &gzip(html.as_bytes())),
        ("f.txt", &zstd(STORY.as_bytes())),
    ]);
    assert_eq!(
        names(&read(&folder, ".")),
        ["a.txt.gz", "x", "x", "c.html.zst", "y", "e.gz", "f.txt"]
    );
}

#[test]
fn content_outranks_the_name() {
    let html = page("Kunjungan Presiden ke Beijing", STORY);
    let array = format!(
        "[\n  {{\"id\": \"x\", \"text\": \"{STORY}\"}},\n  {{\"id\": \"y\", \"text\": \"{OTHER}\"}}\n]\n"
    );
    let folder = folder(&[
        ("a.txt", html.as_bytes()),
        ("b.html", STORY.as_bytes()),
        ("c.jsonl", array.as_bytes()),
        ("d.berita", STORY.as_bytes()),
    ]);
    let records = read(&folder, "a.txt b.html c.jsonl d.berita");
    assert_eq!(names(&records), ["a.txt", "b.html", "x", "y", "d.berita"]);
    assert_eq!(
        records[0].title.as_deref(),
        Some("Kunjungan Presiden ke Beijing")
    );
    for record in &records {
        for quote in record
            .statements
            .iter()
            .map(|statement| &statement.evidence)
        {
            assert!(!quote.text.contains('<'), "{}", quote.text);
        }
    }
}

#[test]
fn texts_in_windows_1252_and_utf_16_are_read_as_such() {
    let wide: Vec<u8> = format!("\u{feff}{STORY}")
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let lines: Vec<u8> = format!("\u{feff}{{\"id\": \"x\", \"text\": \"{STORY}\"}}\n")
        .encode_utf16()
        .flat_map(u16::to_be_bytes)
        .collect();
    let quoted = [
        b"Presiden berkata, \x93",
        STORY.as_bytes(),
        b"\x94 \x96 Beijing\n",
    ]
    .concat();
    let row = [b"id;text\nz;", quoted.as_slice()].concat();
    let folder = folder(&[
        ("a.txt", &wide),
        ("b.jsonl", &lines),
        ("c.txt", &quoted),
        ("d.csv", &row),
    ]);
    assert_eq!(names(&read(&folder, ".")), ["a.txt", "x", "c.txt", "z"]);
}
