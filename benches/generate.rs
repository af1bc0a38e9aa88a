//! Prints made-up news as JSON Lines: `cargo bench --bench generate -- --articles 20000 > news.jsonl`, or `--bytes 20MB`.

#![allow(
    clippy::print_stderr,
    clippy::unwrap_used,
    reason = "a program for developers"
)]

#[path = "../tests/generated/mod.rs"]
mod generated;

use std::io::{BufWriter, ErrorKind, Write, stdout};
use std::process::ExitCode;

const USAGE: &str =
    "usage: cargo bench --bench generate -- [--from N] (--articles N | --bytes N[kMG]B)";

/// How much is written.
#[derive(Debug, Default)]
struct Size {
    from: usize,
    articles: Option<usize>,
    bytes: Option<usize>,
}

impl Size {
    fn parse(mut arguments: impl Iterator<Item = String>) -> Option<Self> {
        let mut size = Self::default();
        while let Some(argument) = arguments.next() {
            match argument.as_str() {
                "--from" => size.from = arguments.next()?.parse().ok()?,
                "--articles" => size.articles = Some(arguments.next()?.parse().ok()?),
                "--bytes" => size.bytes = Some(bytes(&arguments.next()?)?),
                // Cargo itself says so.
                "--bench" => {}
                _ => return None,
            }
        }
        (size.articles.is_some() || size.bytes.is_some()).then_some(size)
    }
}

/// `20MB` → 20,000,000.
fn bytes(text: &str) -> Option<usize> {
    let text = text.trim_end_matches('B');
    let (digits, times) = match text.chars().last()? {
        'k' => (text.trim_end_matches('k'), 1_000),
        'M' => (text.trim_end_matches('M'), 1_000_000),
        'G' => (text.trim_end_matches('G'), 1_000_000_000),
        _ => (text, 1),
    };
    digits.parse::<usize>().ok()?.checked_mul(times)
}

fn main() -> ExitCode {
    let Some(size) = Size::parse(std::env::args().skip(1)) else {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    };
    let mut out = BufWriter::new(stdout().lock());
    let mut written = 0;
    for article in generated::articles(size.from).take(size.articles.unwrap_or(usize::MAX)) {
        if size.bytes.is_some_and(|most| written >= most) {
            break;
        }
        let line = article.line();
        written += line.len();
        match out.write_all(line.as_bytes()) {
            Ok(()) => {}
            Err(error) if error.kind() == ErrorKind::BrokenPipe => return ExitCode::SUCCESS,
            Err(error) => {
                eprintln!("{error}");
                return ExitCode::FAILURE;
            }
        }
    }
    out.flush().unwrap();
    ExitCode::SUCCESS
}
