//! The command line through its binary: what it writes, what it says of bad input, how it exits.
#![allow(
    clippy::unwrap_used,
    reason = "a helper that cannot go on fails its test"
)]

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Output, Stdio};

use simpul::record::Record;
use tempfile::TempDir;

/// Articles by file name; `kapal.jsonl` holds two.
const NEWS: [(&str, &str); 3] = [
    (
        "beijing.txt",
        "Presiden Prabowo Bertemu Xi Jinping di Beijing\n\n\
         BEIJING, 12 Maret 2025 - Presiden Prabowo Subianto bertemu dengan Presiden Xi Jinping di Beijing pada \
         Rabu (12/3/2025).\n\n\
         Kementerian Luar Negeri Rusia mengatakan Korea Utara mengirim 3.000 tentara ke Rusia.\n",
    ),
    (
        "moskwa.md",
        "# Kremlin Membantah Kabar Pasukan\n\n\
         MOSKWA, 13 Maret 2025 - Kremlin membantah bahwa Korea Utara mengirim tentara ke Rusia.\n",
    ),
    (
        "kapal.jsonl",
        concat!(
            r#"{"id":"kapal-1","title":"Menlu Rusia Tiba","text":"Menteri Luar Negeri Rusia Sergey Lavrov mengunjungi Jakarta pada 14 Maret 2025.","date":"2025-03-14"}"#,
            "\n",
            r#"{"id":"kapal-2","title":"Pertemuan Baru","text":"Vladimir Putin bertemu Kim Jong Un di Pyongyang pada 15 Maret 2025."}"#,
            "\n"
        ),
    ),
];

const STOCK: &str = "who-met-whom";

/// A folder with [`NEWS`] in `berita`.
fn news() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("berita")).unwrap();
    for (name, text) in NEWS {
        fs::write(folder.path().join("berita").join(name), text).unwrap();
    }
    folder
}

/// [`news`], already built into `simpul-store`.
pub(super) fn built() -> TempDir {
    let folder = news();
    ok(folder.path(), "build berita");
    folder
}

/// The program in a folder, with words that spaces part.
fn command(folder: &Path, words: &str) -> Command {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("simpul"));
    command
        .current_dir(folder)
        .args(words.split_whitespace())
        .stdin(Stdio::null());
    command
}

pub(super) fn run(folder: &Path, words: &str) -> Output {
    command(folder, words).output().unwrap()
}

/// Standard output of a run that must succeed.
pub(super) fn ok(folder: &Path, words: &str) -> String {
    let output = run(folder, words);
    assert_eq!(
        output.status.code(),
        Some(0),
        "{words}: {}",
        errors(&output)
    );
    String::from_utf8(output.stdout).unwrap()
}

/// Standard error of a run that must end with `status`.
pub(super) fn fails(folder: &Path, words: &str, status: i32) -> String {
    let output = run(folder, words);
    assert_eq!(
        output.status.code(),
        Some(status),
        "{words}: {}",
        errors(&output)
    );
    errors(&output)
}

fn errors(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

pub(super) fn contains_all(text: &str, parts: &[&str]) {
    for part in parts {
        assert!(text.contains(part), "no {part:?} in: {text}");
    }
}

/// The files of a folder, by name.
pub(super) fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(folder).unwrap().map(Result::unwrap);
    entries
        .filter(|entry| entry.path().is_file())
        .map(|entry| {
            let name = entry.file_name().to_string_lossy().into_owned();
            (name, fs::read(entry.path()).unwrap())
        })
        .collect()
}

fn records(lines: &str) -> Vec<Record> {
    lines
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

fn names(records: &[Record]) -> Vec<&str> {
    records.iter().map(|r| r.document.as_str()).collect()
}

#[test]
fn build_writes_a_store_and_every_export() {
    let folder = news();
    ok(folder.path(), "build berita --store simpanan --out ekspor");
    let store: Vec<String> = files(&folder.path().join("simpanan")).into_keys().collect();
    assert_eq!(
        store,
        [
            "lock",
            "manifest.json",
            "segment-1-1.index",
            "segment-1-1.zst"
        ]
    );
    let exports = files(&folder.path().join("ekspor"));
    let exported: Vec<&str> = exports.keys().map(String::as_str).collect();
    let expected = [
        "claims.csv",
        "edges.csv",
        "mentions.csv",
        "nodes.csv",
        "simpul.gexf",
        "simpul.graphml",
        "simpul.nq",
        "simpul.svg",
        "simpul.ttl",
    ];
    assert_eq!(exported, expected);
    assert!(exports.values().all(|bytes| !bytes.is_empty()));
}

#[test]
fn build_gives_the_same_bytes_again_and_in_any_order_of_files() {
    let orders = [
        "berita",
        "berita",
        "berita/moskwa.md berita/kapal.jsonl berita/beijing.txt",
        "berita/kapal.jsonl berita/beijing.txt berita/moskwa.md berita/kapal.jsonl",
    ];
    let folder = news();
    let made = (1..).zip(orders).map(|(number, order)| {
        let words = format!("build {order} --store s{number} --out e{number}");
        ok(folder.path(), &words);
        let of = |letter: &str| files(&folder.path().join(format!("{letter}{number}")));
        (of("s"), of("e"))
    });
    let made: Vec<_> = made.collect();
    assert!(made.windows(2).all(|pair| pair[0] == pair[1]));
}

#[test]
fn build_piece_by_piece_gives_the_exports_of_one_build() {
    let folder = news();
    ok(folder.path(), "build berita --store satu --out e1");
    for (name, _) in NEWS {
        ok(
            folder.path(),
            &format!("build berita/{name} --store dua --out e2"),
        );
    }
    assert_eq!(
        files(&folder.path().join("e1")),
        files(&folder.path().join("e2"))
    );
}

#[test]
fn build_of_the_same_articles_again_says_that_nothing_is_new() {
    let folder = built();
    let before = files(&folder.path().join("simpul-store"));
    let output = run(folder.path(), "build berita");
    assert!(output.stdout.is_empty());
    contains_all(
        &errors(&output),
        &["4 documents, 4 as before", "store: simpul-store"],
    );
    assert_eq!(files(&folder.path().join("simpul-store")), before);
}

#[test]
fn a_folder_of_articles_may_hold_the_store_and_the_exports() {
    let folder = news();
    ok(folder.path(), "build . --out ekspor");
    let again = run(folder.path(), "build . --out ekspor");
    assert_eq!(again.status.code(), Some(0), "{}", errors(&again));
    contains_all(&errors(&again), &["4 documents, 4 as before"]);
}

#[test]
fn build_tells_before_it_reads_that_the_exports_cannot_be_written() {
    let folder = news();
    fs::write(folder.path().join("ekspor"), "").unwrap();
    let said = fails(folder.path(), "build berita --out ekspor", 1);
    assert!(said.contains("ekspor: cannot be made a folder ("), "{said}");
    assert!(!folder.path().join("simpul-store").exists());
}

#[test]
fn extract_prints_one_record_a_line() {
    let folder = news();
    let records = records(&ok(folder.path(), "extract berita"));
    let expected = [
        "berita/beijing.txt",
        "kapal-1",
        "kapal-2",
        "berita/moskwa.md",
    ];
    assert_eq!(names(&records), expected);
    assert!(records.iter().all(|record| !record.statements.is_empty()));
    assert!(
        !folder.path().join("simpul-store").exists(),
        "extract keeps nothing"
    );
}

#[test]
fn timings_show_on_standard_error_only() {
    let folder = news();
    let timed = run(folder.path(), "extract berita --timings");
    assert!(timed.status.success());
    assert!(timed.stdout == ok(folder.path(), "extract berita").as_bytes());
    let told = errors(&timed);
    let stages = told.lines().map(|line| line.split(' ').next().unwrap());
    let stages: Vec<_> = stages.skip_while(|stage| *stage != "seeds").collect();
    let expected = [
        "seeds", "read", "text", "mention", "link", "extract", "write",
    ];
    assert_eq!(stages, expected, "{told}");
}

#[test]
fn extract_reads_an_article_or_json_lines_from_standard_input() {
    let folder = news();
    let from = |name: &str| {
        let file = fs::File::open(folder.path().join("berita").join(name)).unwrap();
        let output = command(folder.path(), "extract -")
            .stdin(file)
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", errors(&output));
        records(&String::from_utf8(output.stdout).unwrap())
    };
    let article = from("beijing.txt");
    assert_eq!(names(&article), ["-"]);
    assert_eq!(article[0].published.as_deref(), Some("2025-03-12"));
    assert_eq!(names(&from("kapal.jsonl")), ["kapal-1", "kapal-2"]);
}

#[test]
fn a_query_is_a_stock_name_a_file_or_sparql() {
    let folder = built();
    let stock = ok(folder.path(), &format!("query {STOCK}"));
    contains_all(
        &stock,
        &[
            "subject,object,place,time",
            "Prabowo Subianto,Xi Jinping,Beijing,2025-03-12",
        ],
    );

    let sparql = "SELECT (COUNT(?claim) > 3 AS ?many) WHERE { ?claim a simpul:Claim }";
    fs::write(folder.path().join("hitung.rq"), sparql).unwrap();
    assert_eq!(ok(folder.path(), "query @hitung.rq"), "many\r\ntrue\r\n");
    let text = command(folder.path(), "query")
        .arg(sparql)
        .output()
        .unwrap();
    assert_eq!(text.stdout, b"many\r\ntrue\r\n");
}

#[test]
fn a_query_answers_in_every_format() {
    let folder = built();
    let rows = [
        ("table", "Xi Jinping"),
        ("csv", "subject,object"),
        ("tsv", "?subject\t?object"),
        ("json", "\"vars\":[\"subject\""),
        ("xml", "<variable name=\"subject\"/>"),
    ];
    for (format, sign) in rows {
        let answer = ok(folder.path(), &format!("query {STOCK} --format {format}"));
        assert!(answer.contains(sign), "{format}: {answer}");
    }
    let construct = "query @c.rq";
    fs::write(
        folder.path().join("c.rq"),
        "CONSTRUCT { ?s a ?c } WHERE { ?s a ?c }",
    )
    .unwrap();
    let triples = [
        ("", "@prefix simpul:"),
        ("--format table", "subject"),
        ("--format turtle", "@prefix simpul:"),
        ("--format ntriples", "<https://simpul.dev/ontology#Claim> ."),
        ("--format rdfxml", "<rdf:RDF"),
        ("--format jsonld", "\"@type\""),
    ];
    for (format, sign) in triples {
        let answer = ok(folder.path(), &format!("{construct} {format}"));
        assert!(answer.contains(sign), "{format}: {answer}");
    }
}

#[test]
fn a_build_says_how_many_articles_are_copies() {
    let folder = news();
    let said = errors(&run(folder.path(), "build berita"));
    assert!(!said.contains("near-duplicate"), "{said}");
    let (name, text) = NEWS[0];
    let (_, story) = text.split_once("\n\n").unwrap();
    let copy = format!("Prabowo dan Xi Bertemu\n\n{story}\n\nBaca juga: Kabar Lain dari Beijing\n");
    fs::write(folder.path().join("berita/salinan.txt"), copy).unwrap();
    let said = errors(&run(folder.path(), "build berita"));
    contains_all(
        &said,
        &["5 documents, 1 new", "1 near-duplicate of 1 story\n"],
    );
    let rows = ok(folder.path(), "query near-duplicates --format csv");
    contains_all(&rows, &[name, "salinan.txt"]);
    assert_eq!(rows.lines().count(), 2, "{rows}");
}

#[test]
fn the_stock_queries_are_listed_without_a_store() {
    let folder = tempfile::tempdir().unwrap();
    let list = ok(folder.path(), "query --list");
    contains_all(
        &list,
        &[STOCK, "estimates", "Who met whom", "Siapa bertemu siapa"],
    );
}

#[test]
fn a_wrong_query_says_what_to_write() {
    let folder = built();
    let said = fails(folder.path(), "query who-met-who", 2);
    contains_all(&said, &["`who-met-who`", "@FILE", "estimates", STOCK]);
    let said = fails(folder.path(), &format!("query {STOCK} --format html"), 2);
    contains_all(&said, &["--format: `html`", "table, csv"]);
    let said = fails(folder.path(), &format!("query {STOCK} --format turtle"), 2);
    contains_all(&said, &["--format: rows", "turtle", "table, csv"]);
    let said = fails(folder.path(), "query @tiada.rq", 1);
    contains_all(&said, &["tiada.rq: cannot be read (No such file"]);

    let output = command(folder.path(), "query")
        .arg("SELECT ?s\nWHERE { ?s ?p }")
        .output()
        .unwrap();
    let said = errors(&output);
    assert_eq!(output.status.code(), Some(1));
    contains_all(&said, &["at line 2, column 16: expected one of"]);
    assert_eq!(said.matches("expected").count(), 1, "said once: {said}");
    assert_eq!(said.lines().count(), 1, "{said}");
}

#[test]
fn a_missing_store_is_named_with_the_way_to_make_one() {
    let folder = tempfile::tempdir().unwrap();
    for words in [&format!("query {STOCK}"), "export --format turtle", "serve"] {
        let said = fails(folder.path(), &format!("{words} --store lain"), 1);
        contains_all(
            &said,
            &["lain: no store there", "`simpul build --store lain INPUT`"],
        );
    }
    assert!(files(folder.path()).is_empty());
}

#[test]
fn export_writes_the_same_to_standard_output_and_to_a_file() {
    let folder = built();
    let signs = [
        ("turtle", "@prefix simpul:"),
        ("trig", "@prefix simpul:"),
        ("nquads", "<https://simpul.dev/ontology#Claim>"),
        ("ntriples", "<https://simpul.dev/ontology#Claim>"),
        ("rdfxml", "<rdf:RDF"),
        ("jsonld", "\"@context\""),
        ("rdf12", "rdf:reifies <<( id:"),
        ("graphml", "<graphml"),
        ("gexf", "<gexf"),
        ("svg", "<svg"),
        ("dot", "digraph simpul"),
        ("ftm", "\"schema\""),
    ];
    for (format, sign) in signs {
        let words = format!("export --format {format}");
        let printed = ok(folder.path(), &words);
        assert!(printed.contains(sign), "{format}");
        assert_eq!(ok(folder.path(), &format!("{words} -o -")), printed);
        assert_eq!(ok(folder.path(), &format!("{words} -o hasil")), "");
        let written = fs::read_to_string(folder.path().join("hasil")).unwrap();
        assert_eq!(written, printed, "{format}");
    }
    ok(
        folder.path(),
        "export --format csv --output tabel --view full",
    );
    let tables: Vec<String> = files(&folder.path().join("tabel")).into_keys().collect();
    assert_eq!(
        tables,
        ["claims.csv", "edges.csv", "mentions.csv", "nodes.csv"]
    );
    ok(folder.path(), "export --format neo4j --output neo4j");
    let neo4j: Vec<String> = files(&folder.path().join("neo4j")).into_keys().collect();
    assert_eq!(neo4j, ["load.cypher", "nodes.csv", "relationships.csv"]);
}

#[test]
fn an_export_may_be_filtered() {
    let folder = built();
    let all = ok(folder.path(), "export --format ftm");
    assert!(all.contains("Xi Jinping") && all.contains("Lavrov"));
    let one = ok(
        folder.path(),
        "export --format ftm --entity JAKARTA --predicate visited",
    );
    assert!(!one.contains("Xi Jinping") && one.contains("Lavrov"));
    let late = ok(
        folder.path(),
        "export --format ftm --since 2025-03-15 --predicate met",
    );
    assert!(!late.contains("Xi Jinping") && late.contains("Kim Jong Un"));
    fails(folder.path(), "export --format ftm --since kemarin", 2);
}

#[test]
fn an_export_that_fails_leaves_no_half_file() {
    let folder = built();
    fs::create_dir(folder.path().join("map")).unwrap();
    let said = fails(folder.path(), "export --format svg -o map", 1);
    contains_all(&said, &["map: cannot be written (Is a directory"]);
    let said = fails(folder.path(), "export --format svg -o tiada/a.svg", 1);
    contains_all(&said, &["tiada/a.svg: cannot be written (No such file"]);
    assert!(files(folder.path()).is_empty());
}

#[cfg(unix)]
#[test]
fn an_export_to_a_device_or_through_a_link_replaces_neither() {
    let folder = built();
    let printed = ok(folder.path(), "export --format svg");
    assert_eq!(
        ok(folder.path(), "export --format svg -o /dev/stdout"),
        printed
    );
    fs::write(folder.path().join("lama.svg"), "").unwrap();
    std::os::unix::fs::symlink("lama.svg", folder.path().join("tautan.svg")).unwrap();
    ok(folder.path(), "export --format svg -o tautan.svg");
    assert!(folder.path().join("tautan.svg").is_symlink());
    assert_eq!(
        fs::read_to_string(folder.path().join("lama.svg")).unwrap(),
        printed
    );
}

#[test]
fn wrong_usage_exits_2_and_names_the_choices() {
    let folder = built();
    let cases: [(&str, &[&str]); 10] = [
        ("", &["Usage: simpul", "build"]),
        ("baca berita", &["unrecognized subcommand 'baca'"]),
        ("build", &["<INPUT>"]),
        ("extract --store x berita", &["--store"]),
        ("query", &["<QUERY>"]),
        ("export --format csv", &["name a folder with --output"]),
        ("export --format pdf", &["--format: `pdf`", "turtle", "svg"]),
        (
            "export --format svg --view orang",
            &["--view:", "`orang`", "actors, events, claims, full"],
        ),
        (
            "export --format svg --base id",
            &["--base:", "https://simpul.dev/id/"],
        ),
        ("explain berita --sentence 0", &["--sentence"]),
    ];
    for (words, parts) in cases {
        contains_all(&fails(folder.path(), words, 2), parts);
    }
}

#[test]
fn every_command_has_help() {
    let folder = tempfile::tempdir().unwrap();
    contains_all(
        &ok(folder.path(), "--help"),
        &["simpul build", "Exit status: 0"],
    );
    for command in [
        "build",
        "extract",
        "query",
        "export",
        "serve",
        "explain",
        "rebuild",
        "remove",
        "report",
        "verify",
        "diff",
        "check-seeds",
    ] {
        assert!(ok(folder.path(), &format!("{command} --help")).contains("Usage: simpul"));
    }
}

#[test]
fn bad_input_is_named_with_its_cause_and_the_rest_is_read() {
    let folder = news();
    let write = |name: &str, bytes: &[u8]| {
        fs::write(folder.path().join("berita").join(name), bytes).unwrap();
    };
    write(
        "rusak.txt",
        b"Kabar Hari Ini\n\nPresiden \xff bertemu menteri di Jakarta kemarin siang.\n",
    );
    write("kosong.txt", b" \n\n");
    write("angka.txt", b"12 345 678 90 11 12 13 14 15\n");
    write(
        "biner.txt",
        b"Presiden\0\x01bertemu menteri di Jakarta kemarin siang.\n",
    );
    write(
        "baris.jsonl",
        b"{\"id\":\"baik-1\",\"title\":\"Kunjungan\",\"text\":\"Sergey Lavrov mengunjungi Jakarta pada Senin.\"}\n\
          {\"id\":\"terpotong\",\"title\":\"Kun\n\n\
          {\"id\":\"baik-2\",\"title\":\"Kunjungan\",\"text\":\"Sergey Lavrov mengunjungi Beijing pada Selasa.\"}\n",
    );
    write("lampiran.pdf", b"%PDF");
    let words = "berita tiada.txt berita/*.docx berita/lampiran.pdf";
    let output = run(folder.path(), &format!("extract {words}"));
    assert_eq!(output.status.code(), Some(1));
    let said = errors(&output);
    let complaints = [
        "tiada.txt: no such file",
        "berita/*.docx: matches no news file",
        "berita/lampiran.pdf: not news (a PDF file)",
        "berita/rusak.txt:3: not UTF-8 at byte 25",
        "berita/kosong.txt: holds no text",
        "berita/angka.txt: not news",
        "berita/biner.txt: not news (a binary file)",
        "berita/baris.jsonl:2: EOF while parsing a string at column 30",
    ];
    contains_all(&said, &complaints);
    assert_eq!(said.lines().count(), complaints.len(), "each once: {said}");
    let read = records(&String::from_utf8(output.stdout).unwrap());
    assert_eq!(read.len(), 6);
    assert!(names(&read).contains(&"baik-1") && names(&read).contains(&"baik-2"));

    for command in ["build", "explain"] {
        let said = fails(folder.path(), &format!("{command} {words}"), 1);
        contains_all(&said, &complaints);
    }
    let store = ok(folder.path(), &format!("query {STOCK}"));
    assert!(store.contains("Xi Jinping"), "{store}");
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_read_is_named() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = news();
    let path = folder.path().join("berita/moskwa.md");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).unwrap();
    if fs::read(&path).is_ok() {
        return; // root reads everything
    }
    let output = run(folder.path(), "extract berita");
    assert_eq!(output.status.code(), Some(1));
    contains_all(
        &errors(&output),
        &["berita/moskwa.md: cannot be read (Permission denied"],
    );
    assert_eq!(String::from_utf8(output.stdout).unwrap().lines().count(), 3);
}

/// A copy of the project's seeds in `kata`, with `row` at the end of `file`; gives the row's line.
fn seeds(folder: &Path, file: &str, row: &str) -> usize {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
    for part in ["names", "words"] {
        let to = folder.join("kata").join(part);
        fs::create_dir_all(&to).unwrap();
        for (name, bytes) in files(&root.join(part)) {
            fs::write(to.join(name), bytes).unwrap();
        }
    }
    let path = folder.join("kata").join(file);
    let text = fs::read_to_string(&path).unwrap();
    let text = format!("{}\n{row}\n", text.trim_end());
    fs::write(path, &text).unwrap();
    text.lines().count()
}

#[test]
fn a_bad_row_of_seeds_stops_the_start_and_is_named() {
    for file in [
        "words/frames.tsv",
        "words/noise.tsv",
        "words/outlets.tsv",
        "words/calendar.tsv",
        "names/persons.tsv",
    ] {
        let folder = news();
        let line = seeds(
            folder.path(),
            file,
            "bukan\tbaris\tyang\tbenar\t-\t-\t-\t-\t-\t-\t-\t-\t-",
        );
        for words in [
            "extract berita",
            "build berita",
            "explain berita",
            "check-seeds",
        ] {
            let output = run(folder.path(), &format!("{words} --seeds kata"));
            assert_eq!(output.status.code(), Some(1), "{words} {file}");
            contains_all(&errors(&output), &[&format!("kata/{file}:{line}: ")]);
            assert!(output.stdout.is_empty());
        }
    }
}

#[test]
fn a_folder_without_seeds_is_named() {
    let folder = news();
    let said = fails(folder.path(), "extract berita --seeds tiada", 1);
    contains_all(
        &said,
        &[
            "tiada/names/",
            "cannot be read",
            "shaped like the project's `seeds/`",
        ],
    );
}

#[test]
fn check_seeds_counts_the_rows() {
    let folder = tempfile::tempdir().unwrap();
    assert!(ok(folder.path(), "check-seeds").contains(" rows, 0 examples that fail"));
}

#[test]
fn explain_shows_a_sentence() {
    let folder = news();
    let shown = ok(folder.path(), "explain berita/beijing.txt --sentence 1");
    contains_all(
        &shown,
        &["Presiden Prabowo Bertemu Xi Jinping", "person-xi-jinping"],
    );
    assert!(!shown.contains("3.000 tentara"));
}

#[test]
fn a_killed_build_leaves_the_former_store_and_a_second_writer_is_refused() {
    let folder = built();
    let before = ok(folder.path(), "export --format nquads");
    // The complaint comes once the store is locked; then the build waits for standard input.
    let mut writer = command(folder.path(), "build tiada.txt -")
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    let mut said = BufReader::new(writer.stderr.take().unwrap());
    said.read_line(&mut line).unwrap();
    assert!(line.contains("tiada.txt"), "{line}");
    let refused = fails(folder.path(), "build berita", 1);
    assert!(refused.contains("another simpul is writing"), "{refused}");
    let refused = fails(folder.path(), "remove berita/beijing.txt", 1);
    assert!(refused.contains("another simpul is writing"), "{refused}");
    // Who only reads does not wait.
    assert_eq!(ok(folder.path(), "export --format nquads"), before);
    writer.kill().unwrap();
    writer.wait().unwrap();
    assert_eq!(ok(folder.path(), "export --format nquads"), before);
    assert!(!run(folder.path(), "build berita").stderr.is_empty());
}

#[test]
fn leftovers_of_a_killed_build_are_passed_over_and_swept() {
    let folder = built();
    let store = folder.path().join("simpul-store");
    let before = ok(folder.path(), "export --format nquads");
    for name in [
        "segment-2-1.zst.tmp",
        "segment-2-1.zst",
        "manifest.json.tmp",
    ] {
        fs::write(store.join(name), "{\"sha256\":\"ab").unwrap();
    }
    assert_eq!(ok(folder.path(), "export --format nquads"), before);
    ok(folder.path(), "build berita");
    let left: Vec<String> = files(&store).into_keys().collect();
    let kept = [
        "lock",
        "manifest.json",
        "segment-1-1.index",
        "segment-1-1.zst",
    ];
    assert_eq!(left, kept);
    assert_eq!(ok(folder.path(), "export --format nquads"), before);
}

#[test]
fn a_store_that_cannot_be_written_keeps_its_content() {
    let folder = built();
    let store = folder.path().join("simpul-store");
    let before = ok(folder.path(), "export --format nquads");
    let new = "Lavrov di Jakarta\n\nSergey Lavrov mengunjungi Jakarta pada Senin (17/3/2025).\n";
    fs::write(folder.path().join("baru.txt"), new).unwrap();
    // A folder where the file should go stops even root: a segment first, then the manifest.
    for obstacle in ["segment-2-1.zst.tmp", "manifest.json.tmp"] {
        fs::create_dir(store.join(obstacle)).unwrap();
        let said = fails(folder.path(), "build baru.txt", 1);
        contains_all(
            &said,
            &[&format!("simpul-store/{obstacle}: Is a directory")],
        );
        assert_eq!(
            said.matches("Is a directory").count(),
            1,
            "said once: {said}"
        );
        assert_eq!(ok(folder.path(), "export --format nquads"), before);
        fs::remove_dir(store.join(obstacle)).unwrap();
    }
    ok(folder.path(), "build baru.txt");
    assert_ne!(ok(folder.path(), "export --format nquads"), before);
}

#[test]
fn a_folder_of_other_files_is_no_store() {
    let folder = news();
    let before = files(&folder.path().join("berita"));
    let said = fails(folder.path(), "build berita/moskwa.md --store berita", 1);
    contains_all(&said, &["berita: holds files that belong to no store"]);
    assert_eq!(files(&folder.path().join("berita")), before);
}

#[test]
fn a_closed_pipe_is_no_failure() {
    let folder = built();
    let commands = [
        "extract berita",
        "explain berita",
        "check-seeds",
        "query --list",
        "query timeline",
        "query timeline --format table",
        "export --format turtle",
        "export --format jsonld",
        "export --format graphml",
        "export --format gexf",
        "export --format svg",
        "report",
        "report --format html",
        "diff simpul-store simpul-store",
    ];
    for words in commands {
        let mut child = command(folder.path(), words)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{words}");
        assert_eq!(errors(&output), "", "{words}");
    }
}

#[test]
fn nobody_at_standard_error_stops_no_work() {
    let folder = news();
    let mut child = command(folder.path(), "build tiada.txt berita")
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stderr.take());
    assert_eq!(child.wait().unwrap().code(), Some(1));
    assert!(ok(folder.path(), &format!("query {STOCK}")).contains("Xi Jinping"));
}
