//! The budget: what Simpul takes beside the toy floor, on made-up news, as rows of a Markdown table on standard output.
//!
//! `cargo bench --bench budget` takes some minutes on an idle machine; `-- --quick` makes everything twenty times smaller, to see that it runs.
//! Not obvious: floor and extraction are compared by CPU time of the best of some runs, taken in turn, which a busy machine shows least in.

#![allow(
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a program for developers"
)]

#[path = "../tests/generated/mod.rs"]
mod generated;
mod process;
mod toy;

use std::fs::{self, File};
use std::hint::black_box;
use std::io::{self, BufWriter, Write};
use std::path::Path;
use std::time::Instant;

use process::Cost;
use simpul::graph;
use simpul::rdf::{self, Base, Format};
use simpul::store::Store;

const MB: usize = 1_000_000;

/// What is measured.
struct Budget {
    folder: tempfile::TempDir,
    binary: &'static Path,
    /// Sizes and runs are divided by this.
    quick: usize,
}

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

fn main() -> Result<()> {
    let quick = if std::env::args().any(|a| a == "--quick") {
        20
    } else {
        1
    };
    let budget = Budget {
        folder: tempfile::tempdir()?,
        binary: Path::new(env!("CARGO_BIN_EXE_simpul")),
        quick,
    };
    println!("| measure | here | budget | kept |\n| --- | --- | --- | --- |");
    budget.reading()?;
    budget.memory()?;
    budget.one_article()?;
    budget.quads()?;
    budget.adding()
}

/// A row; `kept` tells whether the budget is met, where there is one.
fn row(measure: &str, here: &str, budget: &str, kept: Option<bool>) {
    let kept = match kept {
        Some(true) => "yes",
        Some(false) => "**no**",
        None => "",
    };
    println!("| {measure} | {here} | {budget} | {kept} |");
}

impl Budget {
    /// A file of news of this many bytes, or a little more.
    fn news(&self, name: &str, bytes: usize) -> Result<f64> {
        let mut out = BufWriter::new(File::create(self.folder.path().join(name))?);
        let mut written = 0;
        for article in generated::articles(0) {
            if written >= bytes / self.quick {
                break;
            }
            let line = article.line();
            written += line.len();
            out.write_all(line.as_bytes())?;
        }
        out.flush()?;
        Ok(written as f64 / MB as f64)
    }

    fn run(&self, words: &str) -> io::Result<Cost> {
        eprintln!("simpul {words}");
        process::run(self.binary, self.folder.path(), words)
    }

    /// The floor, and extraction on one and on two threads.
    fn reading(&self) -> Result<()> {
        let size = self.news("20.jsonl", 20 * MB)?;
        let lines = fs::read_to_string(self.folder.path().join("20.jsonl"))?;
        let toy = toy::Toy::new();
        let (mut floor, mut one, mut two) = (f64::MAX, f64::MAX, f64::MAX);
        let mut wall = f64::MAX;
        for _ in 0..5_usize.div_ceil(self.quick) {
            for _ in 0..3 {
                let mut out = Vec::new();
                let before = process::own()?;
                black_box(toy.run(&lines, &mut out)?);
                floor = floor.min(process::own()? - before);
            }
            let cost = self.run("extract 20.jsonl --jobs 1")?;
            (one, wall) = (one.min(cost.cpu), wall.min(cost.wall));
            two = two.min(self.run("extract 20.jsonl --jobs 2")?.wall);
        }
        let speed = |seconds: f64| format!("{:.1} MB/s", size / seconds);
        row(
            &format!("toy floor, {size:.0} MB, one thread"),
            &format!("{floor:.2} s CPU, {}", speed(floor)),
            "",
            None,
        );
        row(
            "`simpul extract`, the same, one thread",
            &format!("{one:.2} s CPU, {}", speed(one)),
            "17 MB/s",
            Some(size / one >= 17.0),
        );
        row(
            "ratio to the floor",
            &format!("{:.1}", one / floor),
            "≤ 4",
            Some(one / floor <= 4.0),
        );
        let gain = wall / two;
        let (gained, kept) = (format!("{gain:.2} ×, {}", speed(two)), gain >= 1.6);
        row("second core", &gained, "≥ 1.6 ×", Some(kept));
        Ok(())
    }

    /// Peak memory of extraction, and whether it grows with the input.
    fn memory(&self) -> Result<()> {
        self.news("200.jsonl", 200 * MB)?;
        let peak = |input: &str| Ok::<_, io::Error>(self.run(&format!("extract {input}"))?.peak);
        let (small, large) = (peak("20.jsonl")?, peak("200.jsonl")?);
        fs::remove_file(self.folder.path().join("200.jsonl"))?;
        row(
            "peak memory, 20 MB and 200 MB, all cores",
            &format!("{small:.0} and {large:.0} MiB"),
            "≤ 100 MiB, the same",
            Some(large <= 100.0 && large <= small * 1.15),
        );
        Ok(())
    }

    /// A process that reads one article, and one that reads next to nothing.
    fn one_article(&self) -> Result<()> {
        let article = generated::articles(0).next().ok_or("no article")?;
        let folder = self.folder.path();
        fs::write(folder.join("one.jsonl"), article.line())?;
        fs::write(
            folder.join("least.txt"),
            "Rusia menyerang Kyiv pada Selasa malam.\n",
        )?;
        let mut best = [f64::MAX; 2];
        for _ in 0..20 {
            for (best, input) in best.iter_mut().zip(["one.jsonl", "least.txt"]) {
                let wall = process::wall(self.binary, folder, &format!("extract {input}"))?;
                *best = best.min(wall * 1e3);
            }
        }
        let [one, least] = best;
        row(
            "one article, whole process",
            &format!("{one:.0} ms, of which start-up {least:.0} ms"),
            "≤ 70 ms",
            Some(one <= 70.0),
        );
        Ok(())
    }

    /// Quads a second: of writing a graph, and of the whole command.
    fn quads(&self) -> Result<()> {
        self.run("build 20.jsonl --no-exports --store quads")?;
        let store = Store::open(&self.folder.path().join("quads"))?;
        let records = store
            .records()?
            .collect::<std::result::Result<Vec<_>, _>>()?;
        let graph = graph::build(&records);
        drop(records);
        let (before, started) = (process::own()?, Instant::now());
        let mut out = Vec::new();
        rdf::write(&graph, Format::NQuads, &Base::default(), &mut out)?;
        // Its own thread may have had help; then the watch counts.
        let took = (process::own()? - before).max(started.elapsed().as_secs_f64());
        let quads = (out.split(|byte| *byte == b'\n').count() - 1) as f64;
        drop((graph, out));
        row(
            "N-Quads from a graph in memory, one thread",
            &format!("{:.2} million quads/s", quads / took / 1e6),
            "≥ 0.6",
            Some(quads / took >= 0.6e6),
        );
        let export = self.run("export --format nquads --store quads --output quads.nq")?;
        row(
            "`simpul export --format nquads`, from the store",
            &format!(
                "{:.2} million quads/s CPU, {:.0} MiB",
                quads / export.cpu / 1e6,
                export.peak
            ),
            "",
            None,
        );
        Ok(())
    }

    /// What 100 articles cost beside the 20,000 that are there.
    fn adding(&self) -> Result<()> {
        let (all, more) = (20_000 / self.quick, 100);
        for (name, from, count) in [("all.jsonl", 0, all), ("more.jsonl", all, more)] {
            let articles = generated::articles(from).take(count);
            let lines: String = articles.map(|article| article.line()).collect();
            fs::write(self.folder.path().join(name), lines)?;
        }
        let build = self.run("build all.jsonl --no-exports")?;
        let add = self.run("build more.jsonl --no-exports")?;
        row(
            &format!("`simpul build --no-exports` of {all} articles"),
            &format!(
                "{:.1} s, {:.0} articles/s, {:.0} MiB",
                build.wall,
                all as f64 / build.wall,
                build.peak
            ),
            "",
            None,
        );
        row(
            &format!("adding {more} to them"),
            &format!(
                "{:.2} s, {:.1} % of that",
                add.wall,
                add.wall / build.wall * 100.0
            ),
            "≤ 10 %",
            Some(add.wall * 10.0 <= build.wall),
        );
        Ok(())
    }
}
