//! `simpul build`: read, store, link, export, and say in a few lines what came of it.

use std::path::Path;
use std::time::Instant;

use simpul::graph::{ClaimLink, Graph, Relation};
use simpul::store::{Store, Summary};

use super::args::Build;
use super::timings::Timings;
use super::{Outcome, complain, export, graph, input};

/// Adds the input to the store and writes the exports.
pub(crate) fn run(options: &Build) -> anyhow::Result<Outcome> {
    let started = Instant::now();
    let base = graph::base(&options.graph)?;
    // Reading may take long: what cannot be written afterwards is to be known before.
    options.out().map_or(Ok(()), export::folder)?;
    let mut store = Store::create_or_open(&options.graph.store)?;
    let (mut update, mut claims, mut refusals) = (store.begin()?, 0, 0);
    graph::tell_cut(update.take_cut());
    // A folder of articles may hold the store and the exports too, as `build .` would have it.
    let own: Vec<&Path> = std::iter::once(options.graph.store.as_path())
        .chain(options.out())
        .collect();
    let outcome = input::each(
        &options.input,
        &options.work,
        true,
        &Timings::default(),
        &own,
        |stored| {
            claims += stored.record.statements.len();
            refusals += stored.record.refusals.len();
            Ok(update.put(&stored)?)
        },
    )?;
    let changes = update.commit()?;
    graph::tell_cut(store.take_cut());
    let (documents, counts, out) = match options.out() {
        Some(folder) => {
            let graph = graph::keep(&store)?;
            export::all(&graph, &base, folder)?;
            (
                summary(&changes, graph.copies()),
                counts(&graph),
                format!("; exports: {}", folder.display()),
            )
        }
        // Adding a little to much costs little, so nothing is counted across all articles.
        None => (
            summary(&changes, (0, 0)),
            format!("{claims} claims read"),
            String::new(),
        ),
    };
    complain(&documents);
    complain(&format!(
        "{counts}, {refusals} refusals; {:.2} s",
        started.elapsed().as_secs_f64()
    ));
    complain(&format!("store: {}{out}", options.graph.store.display()));
    Ok(outcome)
}

/// What the graph of the whole store holds.
fn counts(graph: &Graph) -> String {
    let against =
        |link: &&ClaimLink| matches!(link.relation, Relation::ConflictsWith | Relation::Disputes);
    format!(
        "{} entities, {} claims in {} propositions, {} disagreements",
        graph.entities.len(),
        graph.claims.len(),
        graph.propositions.len(),
        graph.links.iter().filter(against).count(),
    )
}

/// How many documents there are, what became of those given, and how many are copies of how many others.
fn summary(changes: &Summary, (copies, stories): (usize, usize)) -> String {
    let mut parts = vec![format!("{} documents", changes.documents())];
    let counts = [
        (changes.added, "new"),
        (changes.replaced, "changed"),
        (changes.unchanged, "as before"),
        (changes.kept, "kept"),
        (changes.duplicates, "given twice"),
    ];
    parts.extend(
        counts
            .iter()
            .filter(|(n, _)| *n > 0)
            .map(|(n, what)| format!("{n} {what}")),
    );
    if copies > 0 {
        let (copy, story) = (
            plural(copies, "near-duplicate", "near-duplicates"),
            plural(stories, "story", "stories"),
        );
        parts.push(format!("{copy} of {story}"));
    }
    parts.join(", ")
}

fn plural(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
