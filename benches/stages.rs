//! What each stage costs on made-up news, and all of them together: `cargo bench --bench stages`.
//!
//! Throughput is in bytes of JSON Lines for all, so that the lines of the table can be compared and their times added.

#![allow(clippy::unwrap_used, reason = "a bench that cannot go on fails")]

#[path = "../tests/generated/mod.rs"]
mod generated;

use std::sync::LazyLock;

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use simpul::export::{self, View};
use simpul::graph::{self, Graph};
use simpul::link;
use simpul::mention;
use simpul::rdf::{self, Base};
use simpul::read::{Article, Options, Rules, Source};
use simpul::record::Record;
use simpul::seeds::Seeds;
use simpul::store::{Store, Stored};
use simpul::{extract, text};

/// How many articles; some 600 kB.
const ARTICLES: usize = 250;

/// Everything that a stage takes from those before it.
struct News {
    lines: String,
    seeds: Seeds,
    rules: Rules,
    articles: Vec<Article>,
    records: Vec<Record>,
    graph: Graph,
}

static NEWS: LazyLock<News> = LazyLock::new(|| {
    let articles = generated::articles(0).take(ARTICLES);
    let lines: String = articles.map(|article| article.line()).collect();
    let seeds = Seeds::embedded().unwrap();
    let rules = Rules::of(&seeds).unwrap();
    let articles = read_all(&lines, &rules);
    let records: Vec<_> = articles
        .iter()
        .map(|a| extract::record(a, &seeds))
        .collect();
    let graph = graph::build(&records);
    News {
        lines,
        seeds,
        rules,
        articles,
        records,
        graph,
    }
});

fn main() {
    divan::main();
}

fn read_all(lines: &str, rules: &Rules) -> Vec<Article> {
    let source = Source::memory("berita.jsonl", lines.as_bytes());
    let documents = source.documents(&Options::default());
    let articles = documents.flat_map(|raw| raw.read(rules, &Options::default()));
    articles.map(Result::unwrap).collect()
}

/// Runs `work` on all news and counts its bytes.
fn all<T>(bencher: Bencher<'_, '_>, work: impl Fn(&'static News) -> T) {
    let news = &*NEWS;
    bencher
        .counter(BytesCount::of_str(&news.lines))
        .bench_local(|| work(black_box(news)));
}

/// Runs `work` on what `input` makes of each article, which is not counted.
fn each<T>(
    bencher: Bencher<'_, '_>,
    input: impl Fn(&'static Article, &'static Seeds) -> T,
    work: impl Fn(T, &'static Seeds),
) {
    let news = &*NEWS;
    bencher
        .counter(BytesCount::of_str(&news.lines))
        .with_inputs(|| {
            news.articles
                .iter()
                .map(|a| input(a, &news.seeds))
                .collect()
        })
        .bench_local_values(|inputs: Vec<T>| {
            for input in inputs {
                work(input, &news.seeds);
            }
        });
}

#[divan::bench]
fn a_seeds(bencher: Bencher<'_, '_>) {
    bencher.bench_local(Seeds::embedded);
}

#[divan::bench]
fn b_read(bencher: Bencher<'_, '_>) {
    all(bencher, |news| read_all(&news.lines, &news.rules));
}

#[divan::bench]
fn c_text(bencher: Bencher<'_, '_>) {
    each(
        bencher,
        |article, _| article,
        |article, seeds| drop(black_box(text::split(article, &seeds.lexicon))),
    );
}

#[divan::bench]
fn d_mention(bencher: Bencher<'_, '_>) {
    each(
        bencher,
        |article, seeds| text::split(article, &seeds.lexicon),
        |text, seeds| drop(black_box(mention::find(&text, seeds))),
    );
}

#[divan::bench]
fn e_link(bencher: Bencher<'_, '_>) {
    each(
        bencher,
        |article, seeds| {
            let text = text::split(article, &seeds.lexicon);
            let mentions = mention::find(&text, seeds);
            (text, mentions)
        },
        |(text, mentions), seeds| drop(black_box(link::resolve(&text, &mentions, seeds))),
    );
}

#[divan::bench]
fn f_extract(bencher: Bencher<'_, '_>) {
    each(
        bencher,
        |article, seeds| {
            let text = text::split(article, &seeds.lexicon);
            let mentions = mention::find(&text, seeds);
            let entities = link::resolve(&text, &mentions, seeds);
            (text, mentions, entities)
        },
        |(text, mentions, entities), seeds| {
            black_box(extract::from_entities(&text, &mentions, entities, seeds));
        },
    );
}

#[divan::bench]
fn g_reading_whole(bencher: Bencher<'_, '_>) {
    all(bencher, |news| {
        let articles = read_all(&news.lines, &news.rules);
        let records = articles.iter().map(|a| extract::record(a, &news.seeds));
        records
            .map(|r| serde_json::to_string(&r).unwrap().len())
            .sum::<usize>()
    });
}

#[divan::bench]
fn h_store(bencher: Bencher<'_, '_>) {
    let folder = tempfile::tempdir().unwrap();
    let mut number = 0;
    let news = &*NEWS;
    bencher
        .counter(BytesCount::of_str(&news.lines))
        .with_inputs(|| {
            number += 1;
            let pairs = news.articles.iter().zip(&news.records);
            let stored = pairs.map(|(article, record)| {
                Stored::new(article.text.clone(), article.origin.clone(), record.clone())
            });
            (
                folder.path().join(number.to_string()),
                stored.collect::<Vec<_>>(),
            )
        })
        .bench_local_values(|(folder, stored)| {
            Store::create_or_open(&folder)
                .unwrap()
                .update(stored)
                .unwrap()
        });
}

#[divan::bench]
fn i_graph(bencher: Bencher<'_, '_>) {
    all(bencher, |news| graph::build(&news.records));
}

#[divan::bench]
fn j_rdf(bencher: Bencher<'_, '_>) {
    all(bencher, |news| {
        let mut out = Vec::new();
        rdf::write(&news.graph, rdf::Format::NQuads, &Base::default(), &mut out).unwrap();
        out
    });
}

#[divan::bench(args = [export::Format::GraphMl, export::Format::Gexf, export::Format::CsvClaims])]
fn k_export(bencher: Bencher<'_, '_>, format: export::Format) {
    all(bencher, |news| {
        let mut out = Vec::new();
        export::write(&news.graph, format, View::Full, export::BASE, &mut out).unwrap();
        out
    });
}
