//! Input that means harm or is broken: it is named, the rest is read, memory stays small, nothing hangs.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a helper that cannot go on fails its test"
)]

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use proptest::prelude::*;
use simpul::read::{self, Options, Rules, Source};
use tempfile::TempDir;

use super::formats::{errors, extract, folder, gzip, names, records, zstd};

const GOOD: &str = "{\"id\": \"baik\", \"text\": \"Presiden Prabowo Subianto bertemu dengan Presiden Xi Jinping di Beijing.\"}\n";

/// Runs over `words`, which must fail with one message that holds `part`; the good document beside it must be read.
fn one_error(folder: &TempDir, words: &str, part: &str) {
    let output = extract(folder.path(), words);
    let found = errors(&output);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].contains(part), "{}", found[0]);
    assert_eq!(output.status.code(), Some(1));
    let records = records(&output);
    assert!(names(&records).contains(&"baik"), "{:?}", names(&records));
}

/// One message for what stands before the good line in a file of JSON Lines.
fn bad_line(line: &[u8], part: &str) {
    let file = [line, b"\n", GOOD.as_bytes()].concat();
    one_error(
        &folder(&[("a.jsonl", &file)]),
        "a.jsonl --max-document 1",
        part,
    );
}

#[test]
fn a_long_line_is_named_and_the_rest_is_read() {
    let long = vec![b'a'; (1 << 20) + 1];
    bad_line(&long, "a.jsonl:1: more than 1 MiB in one document");
    let quoted = [
        b"id,text\nx,\"".as_slice(),
        &long,
        b"\"\nbaik,Presiden Prabowo bertemu Xi Jinping di Beijing.\n",
    ]
    .concat();
    one_error(
        &folder(&[("a.csv", &quoted)]),
        "a.csv --max-document 1",
        "a.csv:2: more than 1 MiB",
    );
    let element = [
        b"[{\"text\": \"".as_slice(),
        &long,
        b"\"},",
        GOOD.trim_end().as_bytes(),
        b"]",
    ]
    .concat();
    one_error(
        &folder(&[("a.json", &element)]),
        "a.json --max-document 1",
        "a.json:1: more than 1 MiB",
    );
    let text = folder(&[("a.txt", &long), ("b.jsonl", GOOD.as_bytes())]);
    one_error(&text, ". --max-document 1", "a.txt: more than 1 MiB");
}

#[test]
fn more_text_than_an_article_has_is_named() {
    let text = "Presiden itu tiba di Beijing pada pagi hari. ".repeat((1 << 16) / 40);
    let folder = folder(&[("a.txt", text.as_bytes()), ("b.jsonl", GOOD.as_bytes())]);
    one_error(
        &folder,
        ". --max-text 64",
        "a.txt: more than 64 KiB of text",
    );
}

#[test]
fn deep_nesting_is_named() {
    let deep = [b"{\"text\": ".as_slice(), &b"[".repeat(100_000)].concat();
    bad_line(&deep, "a.jsonl:1: recursion limit exceeded");
    let array = [
        b"[{\"text\": ".as_slice(),
        &b"[".repeat(100_000),
        &b"]".repeat(100_000),
        b"},",
        GOOD.as_bytes(),
        b"]",
    ]
    .concat();
    one_error(
        &folder(&[("a.json", &array)]),
        "a.json",
        "recursion limit exceeded",
    );
    let page = [b"<!doctype html>".as_slice(), &b"<div>".repeat(100_000)].concat();
    let pages = folder(&[("a.html", &page), ("b.jsonl", GOOD.as_bytes())]);
    one_error(
        &pages,
        ".",
        "a.html: not news (a page with tags nested deeper than 512)",
    );
    let feed = [b"<rss><item><title>".as_slice(), &b"<b>".repeat(100_000)].concat();
    let feeds = folder(&[("a.xml", &feed), ("b.jsonl", GOOD.as_bytes())]);
    one_error(&feeds, ".", "a.xml#1: ");
}

#[test]
fn lone_surrogates_and_nul_bytes_are_named() {
    bad_line(
        b"{\"text\": \"Presiden \\ud800 tiba di Beijing pada Senin.\"}",
        "a.jsonl:1: a \\u escape that is half a character at column 2",
    );
    bad_line(
        b"{\"text\": \"Presiden \\udc00 tiba di Beijing pada Senin.\"}",
        "a.jsonl:1: a \\u escape that is half a character at column 2",
    );
    bad_line(
        b"{\"text\": \"Presiden \\u0000 tiba di Beijing pada Senin.\"}",
        "a.jsonl:1: not news (a binary file)",
    );
    bad_line(
        b"{\"text\": \"Presiden \0 tiba di Beijing pada Senin.\"}",
        "a.jsonl:1: control character",
    );
    let text = folder(&[
        ("a.txt", b"Presiden \0 tiba di Beijing pada hari Senin."),
        ("b.jsonl", GOOD.as_bytes()),
    ]);
    one_error(&text, ".", "a.txt: not news (a binary file)");
}

#[test]
fn bombs_are_given_up() {
    let zeros = vec![b' '; 3 << 20];
    for (name, bomb) in [("a.txt.gz", gzip(&zeros)), ("a.jsonl.zst", zstd(&zeros))] {
        let folder = folder(&[(name, &bomb), ("b.jsonl", GOOD.as_bytes())]);
        one_error(
            &folder,
            ". --max-expansion 20",
            ": unfolds to more than 20 times its size",
        );
    }
}

#[test]
fn compressed_files_cut_short_are_named_behind_what_is_whole() {
    // Lines that differ, so that they do not vanish in one block of the compression.
    let lines: String = (0..400)
        .map(|n| {
            GOOD.replace(
                "Beijing",
                &format!(
                    "Beijing pada pukul {} lewat {}",
                    n * 7919 % 24,
                    n * 104_729 % 60
                ),
            )
        })
        .collect();
    let whole = gzip(lines.as_bytes());
    let cut = whole.get(..whole.len() - 20).unwrap();
    let gz = folder(&[("a.jsonl.gz", cut)]);
    one_error(
        &gz,
        ".",
        "a.jsonl.gz: is cut short (the compressed data ends too early)",
    );
    let frames = [zstd(GOOD.as_bytes()), zstd(lines.as_bytes())].concat();
    let zst = folder(&[("a.jsonl.zst", frames.get(..frames.len() - 9).unwrap())]);
    one_error(&zst, ".", "a.jsonl.zst: is cut short");
}

#[test]
fn documents_cut_short_are_named() {
    let good = GOOD.trim_end();
    let array = folder(&[("a.json", format!("[{good}, {{\"text\": \"Presi").as_bytes())]);
    one_error(
        &array,
        ".",
        "a.json:1: is cut short (an array or object of JSON is not closed)",
    );
    let table = b"id,text\nbaik,Presiden Prabowo bertemu Xi Jinping di Beijing.\nx,\"Presiden\n";
    one_error(
        &folder(&[("a.csv", table)]),
        ".",
        "a.csv:3: is cut short (a quoted cell is not closed)",
    );
    let archive = b"WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\nContent-Length: 900\r\n\r\nHTTP/1.1 200 OK\r\n";
    let archive = folder(&[("a.warc", archive), ("b.jsonl", GOOD.as_bytes())]);
    one_error(&archive, ".", "a.warc#1: is cut short");
}

#[test]
fn a_file_that_shrinks_while_it_is_read_ends_early() {
    let folder = folder(&[("a.jsonl", GOOD.repeat(20_000).as_bytes())]);
    let path = folder.path().join("a.jsonl");
    let (sources, _) = read::inputs(&[path.to_str().unwrap().to_owned()]);
    let (rules, options) = (Rules::default(), Options::default());
    let mut documents = sources[0].documents(&options);
    assert!(documents.next().unwrap().read(&rules, &options)[0].is_ok());
    fs::OpenOptions::new()
        .write(true)
        .open(&path)
        .unwrap()
        .set_len(1000)
        .unwrap();
    let rest: Vec<_> = documents
        .flat_map(|raw| raw.read(&rules, &options))
        .collect();
    assert!(rest.len() < 19_999);
    assert!(rest.iter().filter(|result| result.is_err()).count() <= 1);
}

#[test]
fn the_same_id_twice_is_one_document_of_the_store() {
    let folder = folder(&[("a.jsonl", GOOD.repeat(3).as_bytes())]);
    assert_eq!(records(&extract(folder.path(), "a.jsonl")).len(), 3);
    let build = Command::new(assert_cmd::cargo::cargo_bin!("simpul"))
        .current_dir(folder.path())
        .args(["build", "a.jsonl", "--no-exports"])
        .output()
        .unwrap();
    let said = errors(&build).concat();
    assert!(
        build.status.success() && said.contains("1 documents"),
        "{said}"
    );
    assert!(said.contains("2 given twice"), "{said}");
}

#[cfg(unix)]
#[test]
fn links_in_a_circle_end() {
    use std::os::unix::fs::symlink;
    let folder = folder(&[("b.jsonl", GOOD.as_bytes())]);
    symlink(".", folder.path().join("lingkaran")).unwrap();
    symlink("a.txt", folder.path().join("a.txt")).unwrap();
    one_error(&folder, ".", "a.txt: cannot be read");
}

#[cfg(unix)]
#[test]
fn pipes_and_sockets_are_named_and_do_not_hang() {
    let folder = folder(&[("b.jsonl", GOOD.as_bytes())]);
    let pipe = folder.path().join("a.txt");
    let made = Command::new("mkfifo").arg(&pipe).status();
    if !made.is_ok_and(|status| status.success()) {
        println!("skipped: no mkfifo here");
        return;
    }
    one_error(&folder, ".", "a.txt: a pipe, not a file");
    one_error(&folder, "a.txt b.jsonl", "a.txt: a pipe, not a file");
    fs::remove_file(pipe).unwrap();
    let _socket = std::os::unix::net::UnixListener::bind(folder.path().join("a.txt")).unwrap();
    one_error(&folder, ".", "a.txt: a socket, not a file");
}

#[cfg(unix)]
#[test]
fn devices_are_named_unless_they_are_what_is_open() {
    let files = folder(&[("b.jsonl", GOOD.as_bytes())]);
    one_error(
        &files,
        "/dev/zero b.jsonl",
        "/dev/zero: a device, not a file",
    );
    if !Path::new("/dev/stdin").exists() {
        println!("skipped: no /dev/stdin here");
        return;
    }
    for name in ["/dev/stdin", "/dev/fd/0", "-"] {
        let mut child = Command::new(assert_cmd::cargo::cargo_bin!("simpul"))
            .args(["extract", name])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        child
            .stdin
            .take()
            .unwrap()
            .write_all(GOOD.as_bytes())
            .unwrap();
        let records = records(&child.wait_with_output().unwrap());
        assert_eq!(names(&records), ["baik"], "{name}");
    }
}

/// Pieces of every format, joined at random.
fn soup() -> impl Strategy<Value = Vec<u8>> {
    let parts: [&[u8]; 30] = [
        b"WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\nContent-Length: 90\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n",
        b"5\r\n<p>Ka\r\nffffffffffffffff\r\n",
        b"\r\n\r\n",
        b"<rss><channel><title>",
        b"<item><title>Kapal Tiba</title><description>",
        b"</item>",
        b"<content:encoded><![CDATA[<p>Kapal itu tiba di Ambon pada Senin pagi.",
        b"]]>",
        b"<link href='https://a.id/1'/><pubDate>Sen, 28 Okt 2024 19:04 WIB</pubDate>",
        b"</description></title></x>",
        b"&amp;&nbsp;&#x110000;&",
        b"<feed><entry>",
        b"<?xml version='1.0' encoding='latin1'?>",
        b"id;title;text;date\n",
        b"Kapal Tiba;Kapal itu tiba di Ambon pada Senin pagi.;",
        b"\"",
        b"\n",
        b"[",
        b"{\"text\": \"Kapal itu tiba di Ambon pada Senin pagi.\", \"title\": \"",
        b"\\ud800",
        b"\"},",
        b"]",
        b"\x1f\x8b\x08\0",
        b"\x28\xb5\x2f\xfd",
        b"\x50\x2a\x4d\x18\x02\0\0\0ab",
        b"\xff\xfe",
        b"\xef\xbb\xbf",
        b"\x93Kapal\x94 caf\xe9",
        b"\0",
    ];
    let part = prop_oneof![
        6 => prop::sample::select(parts.map(<[u8]>::to_vec).to_vec()),
        1 => prop::collection::vec(any::<u8>(), 0..20),
    ];
    prop::collection::vec(part, 0..16).prop_map(|parts| parts.concat())
}

proptest! {
    #[test]
    fn no_bytes_panic_in_any_format(bytes in soup(), packed in 0..3_usize, ending in 0..6_usize) {
        let name = ["a", "a.csv", "a.json", "a.jsonl", "a.xml", "a.html"][ending];
        let bytes = match packed {
            0 => gzip(&bytes),
            1 => zstd(&bytes),
            _ => bytes,
        };
        let (rules, options) = (Rules::default(), Options::default());
        for raw in Source::memory(name, &bytes).documents(&options) {
            for article in raw.read(&rules, &options).into_iter().flatten() {
                for block in &article.blocks {
                    prop_assert!(article.text.get(block.range.clone()).is_some());
                }
            }
        }
    }
}
