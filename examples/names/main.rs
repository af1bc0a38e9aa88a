//! Trains the tagger of names and measures names of persons, organisations and places, on news that others annotated.
//!
//! ```sh
//! cargo run --release --example names -- measure ../shared/data/idner/dev.txt
//! cargo run --release --example names -- cross ../shared/data/idner/train.txt
//! cargo run --release --example names -- train ../shared/data/idner/train.txt seeds/models/names.bin
//! ```
//!
//! The corpus is IDNER-news-2k (Khairunnisa, Imankulova, Komachi: "Towards a Standardized Dataset on Indonesian Named
//! Entity Recognition", AACL-IJCNLP SRW 2020), licence MIT: a token a line with its part of speech and IOB label,
//! blank lines between sentences.

mod convention;
mod corpus;
mod crf;
mod measure;
mod train;

use std::borrow::Cow;

use anyhow::{Context, Result, bail};
use corpus::{Sentence, Span};
use simpul::seeds::Seeds;

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let mut seeds = Seeds::embedded()?;
    let read = |file: &str| {
        let text = std::fs::read_to_string(file).with_context(|| format!("reading {file}"))?;
        anyhow::Ok(corpus::sentences(&text))
    };
    match arguments.as_slice() {
        ["measure", file] => {
            let corpus = read(file)?;
            let found: Vec<_> = corpus.iter().map(|s| measure::found(s, &seeds)).collect();
            measure::table(&corpus, &found);
        }
        ["train", file, model] => {
            std::fs::write(model, train::train(read(file)?.iter(), &seeds))?;
        }
        ["cross", file] => {
            let corpus = read(file)?;
            measure::table(&corpus, &cross(&corpus, &mut seeds));
        }
        ["errors", file] => {
            let corpus = read(file)?;
            measure::errors(&corpus, &cross(&corpus, &mut seeds));
        }
        _ => bail!("usage: names measure|errors|cross FILE, or names train FILE MODEL"),
    }
    Ok(())
}

/// The names of each sentence, with a model of those three quarters of the corpus that it does not stand in.
fn cross(corpus: &[Sentence], seeds: &mut Seeds) -> Vec<Vec<Span>> {
    let quarter = |i: usize| i * 4 / corpus.len();
    let mut found = Vec::new();
    for held in 0..4 {
        let others = corpus
            .iter()
            .enumerate()
            .filter(|(i, _)| quarter(*i) != held);
        seeds.names_model = Cow::Owned(train::train(others.map(|(_, s)| s), seeds));
        let own = corpus
            .iter()
            .enumerate()
            .filter(|(i, _)| quarter(*i) == held);
        found.extend(own.map(|(_, s)| measure::found(s, seeds)));
    }
    found
}
