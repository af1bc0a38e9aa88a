//! The toy floor: see `benches/toy`.

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a bench that cannot go on fails"
)]

#[path = "../tests/generated/mod.rs"]
mod generated;
mod toy;

use divan::Bencher;
use divan::counter::BytesCount;

fn main() {
    divan::main();
}

#[divan::bench]
fn floor(bencher: Bencher<'_, '_>) {
    let lines: String = generated::articles(0)
        .take(1_000)
        .map(|a| a.line())
        .collect();
    let toy = toy::Toy::new();
    let mut out = Vec::new();
    bencher.counter(BytesCount::of_str(&lines)).bench_local(|| {
        out.clear();
        toy.run(&lines, &mut out).unwrap()
    });
}
