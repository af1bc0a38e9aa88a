//! Measured on the Indonesian treebanks of Universal Dependencies, where they are: sentence boundaries.
//!
//! `tests/treebank/several.tsv` names, by number only, sentences of the treebanks that hold more than one sentence; they
//! are left out, because a right split would count as wrong. The data is looked for in `$SIMPUL_DATA/ud`, else in
//! `../shared/data/ud`; without it the test says so and passes. `SHOW=1` prints what is missed.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a test fails by panicking and tells what it measured"
)]

use std::collections::BTreeSet;
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

use simpul::read::Article;
use simpul::seeds::{Seeds, Voice, analyse};
use simpul::text;

/// Sentences that are joined to one paragraph.
const PARAGRAPH: usize = 5;

fn treebank(file: &str) -> Option<String> {
    let data = std::env::var_os("SIMPUL_DATA").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data"),
        PathBuf::from,
    );
    let text = fs::read_to_string(data.join("ud").join(file)).ok();
    if text.is_none() {
        println!("{file} is not there: nothing measured");
    }
    text
}

/// A sentence of the treebank.
struct Gold<'a> {
    id: &'a str,
    text: &'a str,
}

/// The sentences of a file in CoNLL-U, as written, without those that `several.tsv` names.
fn sentences<'a>(conllu: &'a str, several: &str) -> Vec<Gold<'a>> {
    let field = |name: &str| {
        let lines = conllu.lines();
        let values = lines.filter_map(|line| Some(line.strip_prefix(name)?.trim()));
        values.collect::<Vec<_>>()
    };
    let (ids, texts) = (field("# sent_id = "), field("# text = "));
    assert_eq!(ids.len(), texts.len());
    let all = ids.into_iter().zip(texts);
    let left_out = |id: &str| {
        several
            .lines()
            .any(|line| line.split('\t').next() == Some(id))
    };
    all.filter(|(id, _)| !left_out(id))
        .map(|(id, text)| Gold { id, text })
        .collect()
}

/// Paragraphs of up to [`PARAGRAPH`] sentences; one without a final mark ends its paragraph, as headlines and
/// items of lists do.
fn paragraphs<'a, 'g>(sentences: &'g [Gold<'a>]) -> Vec<Vec<&'g Gold<'a>>> {
    let mut out: Vec<Vec<&Gold>> = vec![Vec::new()];
    for sentence in sentences {
        let full = |p: &&mut Vec<&Gold>| p.len() < PARAGRAPH;
        match out.last_mut().filter(full) {
            Some(paragraph) => paragraph.push(sentence),
            None => out.push(vec![sentence]),
        }
        if !sentence
            .text
            .ends_with(['.', '!', '?', '…', '"', '”', '\'', ')'])
        {
            out.push(Vec::new());
        }
    }
    out.retain(|paragraph| !paragraph.is_empty());
    out
}

/// A paragraph and where its sentences stand.
fn joined(sentences: &[&Gold<'_>]) -> (String, BTreeSet<(usize, usize)>) {
    let (mut text, mut spans) = (String::new(), BTreeSet::new());
    for sentence in sentences {
        if !text.is_empty() {
            text.push(' ');
        }
        let start = text.len();
        text.push_str(sentence.text);
        spans.insert((start, text.len()));
    }
    (text, spans)
}

/// Sentences in the gold, found, and both.
#[derive(Default)]
struct Score {
    gold: usize,
    found: usize,
    right: usize,
}

impl Score {
    #[expect(clippy::cast_precision_loss, reason = "counts of a test are small")]
    fn f1(&self) -> f64 {
        2.0 * self.right as f64 / (self.gold + self.found) as f64
    }
}

impl std::fmt::Display for Score {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { gold, found, right } = self;
        write!(
            f,
            "F1 {:.4} ({right} right of {found} found, {gold} in the treebank)",
            self.f1()
        )
    }
}

/// Compares whole sentences: both ends must be right.
fn measure(sentences: &[Gold<'_>], seeds: &Seeds, show: bool) -> Score {
    let mut score = Score::default();
    for group in paragraphs(sentences) {
        let (text, gold) = joined(&group);
        let article = Article::paragraph("treebank", &text, None);
        let split = text::split(&article, &seeds.lexicon);
        let bytes = |tokens: &Range<usize>| split.bytes(tokens).map(|r| (r.start, r.end));
        let found = split.sentences.iter().filter_map(|s| bytes(&s.tokens));
        let found: BTreeSet<_> = found.collect();
        score.gold += gold.len();
        score.found += found.len();
        score.right += gold.intersection(&found).count();
        for (sentence, span) in group.iter().zip(&gold).filter(|(_, s)| !found.contains(s)) {
            let cuts = found.iter().filter(|f| f.0 > span.0 && f.0 < span.1);
            let cuts: Vec<_> = cuts
                .filter_map(|f| text.get(f.0..)?.get(..30.min(f.1 - f.0)))
                .collect();
            if show {
                println!("{}\t{}\t{cuts:?}", sentence.id, sentence.text);
            }
        }
    }
    score
}

#[test]
fn sentences_of_paragraphs_are_those_of_the_treebank() {
    let seeds = Seeds::embedded().unwrap();
    let several = fs::read_to_string(
        Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/treebank/several.tsv"),
    )
    .unwrap();
    let show = std::env::var_os("SHOW").is_some();
    for (file, floor) in [
        ("id_gsd-ud-dev.conllu", 0.98),
        ("id_gsd-ud-test.conllu", 0.98),
        ("id_csui-ud-train.conllu", 0.98),
        ("id_csui-ud-test.conllu", 0.98),
    ] {
        let Some(conllu) = treebank(file) else {
            continue;
        };
        let all = measure(&sentences(&conllu, ""), &seeds, false);
        let single = measure(&sentences(&conllu, &several), &seeds, show);
        println!("{file}: all {all}; without several.tsv {single}");
        assert!(single.f1() >= floor, "{file}: F1 below {floor}");
    }
}

/// One column of a word line of CoNLL-U.
fn column(line: &str, column: usize) -> &str {
    line.split('\t').nth(column).unwrap_or("")
}

/// The words of open classes, with their roots, where the treebank gives them.
fn words(conllu: &str) -> impl Iterator<Item = &str> {
    let open = |line: &&str| matches!(column(line, 3), "VERB" | "NOUN" | "ADJ" | "ADV");
    let whole = |line: &&str| column(line, 0).bytes().all(|b| b.is_ascii_digit());
    let lines = conllu
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.filter(open).filter(whole)
}

#[test]
fn roots_and_voices_of_words_are_those_of_the_treebank() {
    let seeds = Seeds::embedded().unwrap();
    let class = |word: &str| seeds.root_class(word);
    for file in [
        "id_gsd-ud-dev.conllu",
        "id_gsd-ud-test.conllu",
        "id_csui-ud-test.conllu",
    ] {
        let Some(conllu) = treebank(file) else {
            continue;
        };
        let (mut all, mut root, mut verbs, mut voice) = (0, 0, 0, 0);
        for line in words(&conllu) {
            let found = analyse(&column(line, 1).to_lowercase(), class);
            let lemma = column(line, 2).to_lowercase();
            all += 1;
            root += usize::from(found.as_ref().is_some_and(|a| a.root == lemma));
            let passive = column(line, 5).contains("Voice=Pass");
            if column(line, 3) == "VERB" && (passive || column(line, 5).contains("Voice=Act")) {
                verbs += 1;
                let says = found.as_ref().and_then(|a| a.voice) == Some(Voice::Passive);
                voice += usize::from(says == passive);
                if std::env::var_os("SHOW").is_some() && says != passive {
                    println!("voice\t{line}\t{found:?}");
                }
            }
            if std::env::var_os("SHOW").is_some() && found.as_ref().is_none_or(|a| a.root != lemma)
            {
                println!(
                    "root\t{}\t{lemma}\t{:?}",
                    column(line, 1),
                    found.map(|a| a.root)
                );
            }
        }
        let share = |part: usize, of: usize| {
            f64::from(u32::try_from(part).unwrap()) / f64::from(u32::try_from(of).unwrap())
        };
        let (roots, voices) = (share(root, all), share(voice, verbs));
        println!(
            "{file}: root of {roots:.4} of {all} words, voice of {voices:.4} of {verbs} verbs"
        );
        assert!(roots >= 0.86 && voices >= 0.95, "{file}");
    }
}
