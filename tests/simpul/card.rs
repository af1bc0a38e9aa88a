//! The card of the North Korean soldiers in the seed articles against the annotation of these articles.
//!
//! Both lie in `../shared`; without it the tests say so and pass. Speakers are compared by the names and aliases that the
//! annotation gives them in the article, since its ids are not ours.
#![allow(
    clippy::panic,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a helper that cannot go on fails its test, and a test that is skipped says so"
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use simpul::graph::{self, Figure, Graph, Relation};
use simpul::record::Record;
use simpul::store::Store;

use super::cli::ok;

const FORCE: &str = "force-north-korea";

/// Figures of annotated events that the card lacks, all of them "thousands": document and lower bound.
const MISSING_EVENTS: [(&str, f64); 2] = [("002", 1000.0), ("003", 1000.0)];

fn shared() -> Option<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let beside = ["../shared", "../../shared"].map(|path| root.join(path));
    let found = beside
        .into_iter()
        .find(|path| path.join("eval/seeds.gold.jsonl").is_file());
    if found.is_none() {
        println!("../shared is not here: skipped");
    }
    found
}

fn seeds(shared: &Path) -> Graph {
    let folder = tempfile::tempdir().unwrap();
    let articles = shared.join("seeds").canonicalize().unwrap();
    let build = format!("build {} --no-exports", articles.display());
    ok(folder.path(), &build);
    let store = Store::open(&folder.path().join("simpul-store")).unwrap();
    let records: Vec<Record> = store
        .documents()
        .unwrap()
        .map(|stored| stored.unwrap().record)
        .collect();
    graph::build(&records)
}

/// A figure of the annotation: who may give it, bounds and in which document.
#[derive(Debug)]
struct Gold {
    document: String,
    /// Names of those of whom one must speak, in lower case; none where the article itself gives the figure.
    speakers: BTreeSet<String>,
    min: Option<f64>,
    max: Option<f64>,
    approximate: bool,
    estimated: bool,
    must: bool,
}

/// The annotated figures of [`FORCE`] in troops.
fn annotated(shared: &Path) -> Vec<Gold> {
    let text = fs::read_to_string(shared.join("eval/seeds.gold.jsonl")).unwrap();
    let documents = text.lines().map(|line| serde_json::from_str(line).unwrap());
    documents.flat_map(|one: Value| of_document(&one)).collect()
}

fn of_document(one: &Value) -> Vec<Gold> {
    let statements = one["statements"].as_array().unwrap();
    let of_force = |said: &&Value| {
        let ends = ["s", "o", "about"].map(|key| names(one, &said[key]));
        let counted = ends.into_iter().flatten();
        let north = |name: &String| name.contains("korea utara");
        said["qty"]["unit"] == "troops" && counted.into_iter().any(|name| north(&name))
    };
    let gold = |said: &Value| {
        let (figure, estimated) = (&said["qty"], said["p"] == "estimated");
        Gold {
            document: one["doc"].as_str().unwrap().to_owned(),
            speakers: names(one, &said[if estimated { "s" } else { "src" }]),
            min: figure["min"].as_f64(),
            max: figure["max"].as_f64(),
            approximate: figure["approx"].as_bool().unwrap(),
            estimated,
            must: said["must"].as_bool().unwrap(),
        }
    };
    statements.iter().filter(of_force).map(gold).collect()
}

/// Names and aliases of one annotated id or a list of them, in lower case.
fn names(document: &Value, ids: &Value) -> BTreeSet<String> {
    let one = std::slice::from_ref(ids);
    let ids = ids.as_array().map_or(one, Vec::as_slice);
    let entities = document["entities"].as_array().unwrap();
    let named = entities.iter().filter(|e| ids.contains(&e["id"]));
    let forms = named.flat_map(|entity| {
        let aliases = entity["aliases"].as_array().unwrap().iter();
        aliases.chain([&entity["name"]])
    });
    forms.map(|form| lower(form.as_str().unwrap())).collect()
}

fn lower(text: &str) -> String {
    text.to_lowercase()
}

/// Whether a figure on the card is one of the annotation: the same document, bounds and speaker.
fn is(graph: &Graph, figure: &Figure<'_>, gold: &Gold) -> bool {
    let speaker = match figure.speaker {
        None => gold.speakers.is_empty(),
        Some(id) => {
            let entity = &graph.entities[id];
            let forms = entity.forms.keys().chain([&entity.name]);
            forms
                .into_iter()
                .any(|form| gold.speakers.contains(&lower(form)))
        }
    };
    let told = figure.quantity;
    speaker
        && figure.document.ends_with(&gold.document)
        && (told.min, told.max, told.approximate) == (gold.min, gold.max, gold.approximate)
}

fn card(graph: &Graph) -> Vec<Figure<'_>> {
    let mut measures = graph::figures(graph).into_iter();
    let card = measures.find(|m| m.about == Some(FORCE) && m.unit == "troops");
    card.unwrap().figures
}

#[test]
fn the_card_of_the_seeds_holds_every_annotated_estimate_and_no_other_figure() {
    let Some(shared) = shared() else { return };
    let (graph, gold) = (seeds(&shared), annotated(&shared));
    let card = card(&graph);
    let missing = gold
        .iter()
        .filter(|gold| !card.iter().any(|figure| is(&graph, figure, gold)));
    let (estimates, events): (Vec<_>, Vec<_>) = missing
        .filter(|gold| gold.must)
        .partition(|gold| gold.estimated);
    assert!(gold.iter().filter(|g| g.estimated && g.must).count() >= 9);
    assert!(estimates.is_empty(), "missing: {estimates:#?}");
    let listed = |gold: &&Gold| {
        let document = |known: &str| gold.document.starts_with(known);
        MISSING_EVENTS
            .iter()
            .any(|(known, min)| document(known) && gold.min == Some(*min))
    };
    let events: Vec<_> = events.into_iter().filter(|gold| !listed(gold)).collect();
    assert!(events.is_empty(), "missing: {events:#?}");
    let wrong: Vec<_> = card
        .iter()
        .filter(|figure| !gold.iter().any(|gold| is(&graph, figure, gold)))
        .collect();
    assert!(wrong.is_empty(), "not annotated: {wrong:#?}");
}

/// The claim of the one figure on the card with these bounds, in this document, of a speaker with this id.
fn claim(card: &[Figure<'_>], document: &str, speaker: &str, min: f64, max: Option<f64>) -> usize {
    let found: Vec<_> = card
        .iter()
        .filter(|figure| {
            figure.document.contains(document)
                && figure.speaker == Some(speaker)
                && (figure.quantity.min, figure.quantity.max) == (Some(min), max)
        })
        .collect();
    let [figure] = found.as_slice() else {
        panic!("{speaker} {min} in {document}: {found:#?}")
    };
    figure.claim
}

#[test]
fn the_figures_of_the_seeds_confirm_contradict_and_revise_each_other() {
    let Some(shared) = shared() else { return };
    let graph = seeds(&shared);
    let card = card(&graph);
    let speaker = |name: &str| {
        let mut entities = graph.entities.values();
        entities.find(|e| e.name == name).unwrap().id.as_str()
    };
    let (nis, us) = (
        speaker("Badan Intelijen Nasional Korea Selatan"),
        "state-united-states",
    );
    let (hur, pentagon) = (
        speaker("Direktorat Intelijen Utama Kementerian Pertahanan Ukraina"),
        speaker("Pentagon"),
    );
    let exactly = |document, speaker, number| claim(&card, document, speaker, number, Some(number));
    let nis = exactly("/004_", nis, 3000.0);
    let us = exactly("/004_", us, 3000.0);
    let hur = exactly("/004_", hur, 12000.0);
    let before = exactly("/003_", pentagon, 10000.0);
    let after = claim(&card, "/000_", pentagon, 11000.0, None);
    let related = |relation, from, to| {
        let mut links = graph.links.iter();
        links.any(|link| (link.relation, link.from, link.to) == (relation, from, to))
    };
    let either = |relation, one, two| related(relation, one, two) || related(relation, two, one);
    assert!(either(Relation::Confirms, nis, us));
    assert!(either(Relation::ConflictsWith, hur, nis));
    assert!(either(Relation::ConflictsWith, hur, us));
    assert!(related(Relation::Revises, after, before));
    assert!(!either(Relation::ConflictsWith, nis, us));
    assert!(!either(Relation::ConflictsWith, after, before));
}
