//! Sentences → precision, recall and F1 of names, exact span and label, on standard output.

#![expect(
    clippy::print_stdout,
    reason = "the figures are what the command is for"
)]

use std::collections::BTreeMap;

use jiff::civil::Date;
use simpul::extract;
use simpul::read::Article;
use simpul::seeds::Seeds;
use simpul::text;

use crate::convention;
use crate::corpus::{Label, Sentence, Span};

/// Right, wrong and missed names.
#[derive(Default, Clone, Copy)]
struct Counts {
    right: usize,
    wrong: usize,
    missed: usize,
}

impl Counts {
    fn line(self) -> String {
        let share = |of: usize| self.right as f64 / (of.max(1)) as f64;
        let (p, r) = (
            share(self.right + self.wrong),
            share(self.right + self.missed),
        );
        let f = 2.0 * self.right as f64 / (2 * self.right + self.wrong + self.missed).max(1) as f64;
        format!("{p:9.3} {r:9.3} {f:9.3}")
    }
}

/// Prints each name that is wrong or missed.
pub(crate) fn errors(corpus: &[Sentence], found: &[Vec<Span>]) {
    for (sentence, found) in corpus.iter().zip(found) {
        differences(sentence, found);
    }
}

/// Prints a table of scores of what was found in each sentence.
pub(crate) fn table(corpus: &[Sentence], found: &[Vec<Span>]) {
    let mut counts: BTreeMap<Label, Counts> = BTreeMap::new();
    for (sentence, found) in corpus.iter().zip(found) {
        for name in found {
            let of = counts.entry(name.1).or_default();
            if sentence.names.contains(name) {
                of.right += 1;
            } else {
                of.wrong += 1;
            }
        }
        for name in sentence.names.iter().filter(|n| !found.contains(n)) {
            counts.entry(name.1).or_default().missed += 1;
        }
    }
    let mut all = Counts::default();
    println!(
        "name  precision    recall        F1   of {} sentences",
        corpus.len()
    );
    for label in Label::ALL {
        let of = counts.get(&label).copied().unwrap_or_default();
        all.right += of.right;
        all.wrong += of.wrong;
        all.missed += of.missed;
        println!("{}   {}", label.name(), of.line());
    }
    println!("all   {}", all.line());
}

/// The names that Simpul finds in a sentence.
pub(crate) fn found(sentence: &Sentence, seeds: &Seeds) -> Vec<Span> {
    let published = Date::new(2014, 8, 25).ok();
    let article = Article::paragraph("sentence", &sentence.text, published);
    let text = text::split(&article, &seeds.lexicon);
    convention::names(&extract::record(&article, seeds), &text, seeds)
}

/// Prints what the corpus has and Simpul has not, and the other way round.
fn differences(sentence: &Sentence, found: &[Span]) {
    let words = |span: &Span| sentence.text.get(span.0.clone()).unwrap_or("").to_owned();
    let touches = |a: &Span, b: &Span| a.0.start < b.0.end && b.0.start < a.0.end;
    for name in sentence.names.iter().filter(|n| !found.contains(n)) {
        let instead: Vec<String> = found
            .iter()
            .filter(|f| touches(f, name))
            .map(|f| format!("{} {}", f.1.name(), words(f)))
            .collect();
        println!(
            "- {} {} | {} | {}",
            name.1.name(),
            words(name),
            instead.join("; "),
            sentence.text
        );
    }
    for name in found
        .iter()
        .filter(|f| !sentence.names.iter().any(|n| touches(n, f)))
    {
        println!("+ {} {} | | {}", name.1.name(), words(name), sentence.text);
    }
}
