//! Prints how well the pages of `tests/read` are read: body text word by word, metadata field by field.
//!
//! `cargo run --example pages` measures all pages, or those whose names begin as the arguments say; with `--each` it
//! prints a line a page as well, with `--table` the rows of README.md and nothing else.

#![allow(
    clippy::print_stdout,
    clippy::cast_precision_loss,
    reason = "it exists to print"
)]

#[path = "../tests/simpul/corpus.rs"]
mod corpus;

use corpus::{FIELDS, Measure};

fn main() -> std::io::Result<()> {
    let each = std::env::args().any(|argument| argument == "--each");
    let rules = corpus::rules();
    let mut all = Measure::default();
    let named: Vec<String> = std::env::args()
        .skip(1)
        .filter(|name| !name.starts_with("--"))
        .collect();
    let pages = corpus::pages().into_iter().filter(|page| {
        let name = page.file_name().unwrap_or_default().to_string_lossy();
        named.is_empty() || named.iter().any(|part| name.starts_with(part.as_str()))
    });
    for page in pages {
        let found = corpus::shown(&corpus::article(&page, &rules));
        let expected = std::fs::read_to_string(page.with_extension("expected"))?;
        let measure = Measure::of(&found, &expected);
        if each {
            let wrong = FIELDS.iter().zip(measure.right);
            let wrong: Vec<&str> = wrong.filter(|(_, n)| *n == 0).map(|(f, _)| *f).collect();
            let name = page.file_name().unwrap_or_default().display();
            let (precision, recall) = (measure.precision(), measure.recall());
            println!(
                "{name:40} P {precision:.3}  R {recall:.3}  wrong: {}",
                wrong.join(", ")
            );
        }
        all = all.and(&measure);
    }
    if std::env::args().any(|argument| argument == "--table") {
        table(&all);
        return Ok(());
    }
    println!("{} pages, {} words of body text", all.pages, all.marked);
    println!(
        "body text   precision {:.3}   recall {:.3}",
        all.precision(),
        all.recall()
    );
    for (field, right) in FIELDS.iter().zip(all.right) {
        println!("{field:12} right on {right} of {}", all.pages);
    }
    Ok(())
}

/// The rows of README.md.
fn table(all: &Measure) {
    let (fields, right) = (all.pages * FIELDS.len(), all.right.iter().sum::<usize>());
    println!("| pages | words of body text | precision | recall | fields of metadata right |");
    println!("| --- | --- | --- | --- | --- |");
    let (pages, words) = (all.pages, all.marked);
    let (precision, recall) = (all.precision(), all.recall());
    println!("| {pages} | {words} | {precision:.3} | {recall:.3} | {right} of {fields} |");
}
