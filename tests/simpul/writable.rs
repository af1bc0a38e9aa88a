//! `simpul serve --writable` through its binary: what was written is there after any end, and nobody else writes meanwhile.
#![allow(
    clippy::unwrap_used,
    reason = "a helper that cannot go on fails its test"
)]

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use super::http::{TOKEN, ask, connect, send};

const NEWS: &str =
    "Menteri Luar Negeri Rusia Sergey Lavrov mengunjungi Jakarta pada 14 Maret 2025.\n";
const UPDATE: &str = "Content-Type: application/sparql-update";
const AUTH: &str = "Authorization: Bearer rahasia-untuk-uji-saja";

fn simpul(folder: &Path) -> Command {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("simpul"));
    command.current_dir(folder).env_remove("SIMPUL_TOKEN");
    command
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    simpul(folder).args(arguments).output().unwrap()
}

/// A folder with a store of one article and a file with the token.
fn prepared() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("menlu.txt"), NEWS).unwrap();
    fs::write(folder.path().join("token"), format!("{TOKEN}\n")).unwrap();
    let built = run(folder.path(), &["build", "menlu.txt", "--no-exports"]);
    assert!(built.status.success(), "{built:?}");
    folder
}

/// A running server, killed when dropped.
struct Running {
    child: Child,
    addr: SocketAddr,
    /// What it said before it listened.
    said: String,
}

impl Running {
    fn start(folder: &Path) -> Self {
        let arguments = [
            "serve",
            "--writable",
            "--token-file",
            "token",
            "--addr",
            "127.0.0.1:0",
        ];
        let mut command = simpul(folder);
        command.args(arguments).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let mut said = String::new();
        let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
        let addr = loop {
            let line = lines.next().unwrap().unwrap();
            if let Some(at) = line.split("http://").nth(1) {
                break at.split('/').next().unwrap().parse().unwrap();
            }
            said += &line;
        };
        Self { child, addr, said }
    }

    fn update(&self, text: &str) -> u16 {
        send(
            self.addr,
            "POST",
            "/update",
            &[UPDATE, AUTH],
            text.as_bytes(),
        )
        .status
    }

    fn signal(&self, name: &str) {
        let id = self.child.id().to_string();
        assert!(
            Command::new("kill")
                .args([name, &id])
                .status()
                .unwrap()
                .success()
        );
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

#[test]
fn what_was_written_survives_the_end_of_the_program() {
    let folder = prepared();
    let server = Running::start(folder.path());
    for n in 0..20 {
        let update =
            format!("INSERT DATA {{ GRAPH <http://ex.org/catatan> {{ <a:s{n}> <a:p> {n} }} }}");
        assert_eq!(server.update(&update), 204);
    }
    assert_eq!(
        server.update("DELETE WHERE { GRAPH <http://ex.org/catatan> { <a:s0> ?p ?o } }"),
        204
    );
    let build = run(folder.path(), &["build", "menlu.txt", "--no-exports"]);
    let said = String::from_utf8_lossy(&build.stderr).into_owned();
    assert!(said.contains("another simpul is writing"), "{said}");
    // Killed, not stopped.
    drop(server);

    let query = "SELECT (COUNT(*) AS ?n) { GRAPH <http://ex.org/catatan> { ?s ?p ?o } }";
    let told = run(folder.path(), &["query", query, "--format", "csv"]);
    assert_eq!(
        String::from_utf8_lossy(&told.stdout),
        "n\r\n19\r\n",
        "{told:?}"
    );
    let again = run(folder.path(), &["build", "menlu.txt", "--no-exports"]);
    assert!(again.status.success(), "{again:?}");

    let server = Running::start(folder.path());
    assert!(ask(
        server.addr,
        "GRAPH <http://ex.org/catatan> { <a:s19> <a:p> 19 }"
    ));
    assert!(!ask(server.addr, "<a:s0> ?p ?o"));
    assert!(ask(server.addr, "?claim a simpul:Claim"));
}

#[test]
fn a_torn_change_is_told_and_the_others_stay() {
    let folder = prepared();
    let server = Running::start(folder.path());
    for n in 1..=2 {
        assert_eq!(
            server.update(&format!("INSERT DATA {{ <a:s{n}> <a:p> {n} }}")),
            204
        );
    }
    drop(server);
    let journal = folder.path().join("simpul-store/user-graph.journal");
    let whole = fs::read(&journal).unwrap();
    fs::write(&journal, &whole[..whole.len() - 10]).unwrap();
    let server = Running::start(folder.path());
    assert!(server.said.contains("never finished"), "{}", server.said);
    assert!(ask(server.addr, "<a:s1> <a:p> 1"));
    assert!(!ask(server.addr, "<a:s2> ?p ?o"));
    assert_eq!(server.update("INSERT DATA { <a:s3> <a:p> 3 }"), 204);
    drop(server);
    let server = Running::start(folder.path());
    assert!(server.said.is_empty(), "{}", server.said);
    assert!(ask(server.addr, "<a:s1> <a:p> 1 . <a:s3> <a:p> 3"));
}

#[test]
fn both_signals_stop_it_soon_though_a_client_hangs() {
    let folder = prepared();
    for name in ["-TERM", "-INT"] {
        let mut server = Running::start(folder.path());
        let mut hanging = connect(server.addr);
        hanging.write_all(b"GET /spa").unwrap();
        std::thread::sleep(Duration::from_millis(200));
        let begin = Instant::now();
        server.signal(name);
        let status = server.child.wait().unwrap();
        assert!(status.success(), "{name}: {status}");
        assert!(
            begin.elapsed() < Duration::from_secs(6),
            "{name}: {:?}",
            begin.elapsed()
        );
    }
}

#[test]
fn a_server_to_be_written_to_needs_a_good_token() {
    let folder = prepared();
    let none = run(folder.path(), &["serve", "--writable"]);
    let said = String::from_utf8_lossy(&none.stderr).into_owned();
    assert!(said.contains("--token-file"), "{said}");
    assert_eq!(none.status.code(), Some(2));
    fs::write(folder.path().join("token"), "short\n").unwrap();
    let weak = run(
        folder.path(),
        &["serve", "--writable", "--token-file", "token"],
    );
    let said = String::from_utf8_lossy(&weak.stderr).into_owned();
    assert!(said.contains("at least 16"), "{said}");
    assert!(!said.contains("short"), "{said}");
}
