//! Who is the same across many articles: generated ones with known answers, in any order, and the five seed articles.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::string_slice,
    clippy::print_stdout,
    clippy::cast_possible_truncation,
    reason = "a test fails by panicking, and says when it skips"
)]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use simpul::extract;
use simpul::graph::{self, Graph};
use simpul::rdf::{self, Base, Format};
use simpul::read::{self, Rules};
use simpul::record::{EntityType, Record};
use simpul::seeds::Seeds;

/// Given names in two spellings each.
const GIVEN: [[&str; 2]; 5] = [
    ["Muhammad", "Mohammad"],
    ["Ahmad", "Ahmed"],
    ["Yusuf", "Yousef"],
    ["Khalid", "Khaled"],
    ["Sergei", "Sergey"],
];
const MIDDLE: [&str; 10] = [
    "Rizqun",
    "Zubairi",
    "Ghufroni",
    "Latifullah",
    "Hanafiah",
    "Marzuqi",
    "Nasruddin",
    "Fathoni",
    "Qomarudin",
    "Syaifullah",
];
const FAMILY: [&str; 10] = [
    "Latuconsina",
    "Pattiwael",
    "Sahupala",
    "Tuasikal",
    "Lestaluhu",
    "Marasabessy",
    "Wattimena",
    "Hehanussa",
    "Tomagola",
    "Polanunu",
];
const STATES: [&str; 6] = ["Rusia", "Jepang", "Kenya", "Peru", "Kanada", "Mesir"];

/// Persons with names of their own.
const PERSONS: usize = GIVEN.len() * MIDDLE.len() * FAMILY.len();
/// Of these, as many names are borne by a second person with another calling.
const NAMESAKES: usize = 60;
/// Fewer without optimisation, where reading takes twenty times as long.
const ARTICLES: usize = if cfg!(debug_assertions) { 1200 } else { 6000 };

/// A small generator of numbers, the same everywhere (Knuth, MMIX).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % end
    }

    fn shuffle<T>(&mut self, all: &mut [T]) {
        for at in (1..all.len()).rev() {
            all.swap(at, self.below(at + 1));
        }
    }
}

/// The name of a person in one of its two spellings.
fn name(person: usize, spelling: usize) -> (String, &'static str) {
    let person = person % PERSONS;
    let family = FAMILY[person / 50];
    let given = GIVEN[person % 5][spelling];
    (
        format!("{given} {} {family}", MIDDLE[person / 5 % 10]),
        family,
    )
}

/// An article about a person, with the title that tells him from his namesake.
fn article(number: usize, numbers: &mut Numbers) -> (String, String) {
    // Each person once, then at random.
    let all = PERSONS + NAMESAKES;
    let person = if number < all {
        number
    } else {
        numbers.below(all)
    };
    let (name, family) = name(person, numbers.below(2));
    let title = if person < PERSONS {
        "Gubernur"
    } else {
        "Pelatih"
    };
    let (one, other) = (numbers.below(6), numbers.below(5));
    let other = STATES[(one + 1 + other) % 6];
    let day = 1 + numbers.below(28);
    let text = format!(
        "Kabar Hari Ini\n\nSelasa, {day} Februari 2025\n\n{title} {name} mengecam {}. {family} mendukung {other}.\n",
        STATES[one]
    );
    (format!("{number:05}.txt"), text)
}

fn record(document: &str, text: &str, seeds: &Seeds, rules: &Rules) -> Record {
    let article = read::text(document, text, rules).unwrap();
    extract::record(&article, seeds)
}

fn seeds() -> (Seeds, Rules) {
    let seeds = Seeds::embedded().unwrap();
    let rules = Rules::of(&seeds).unwrap();
    (seeds, rules)
}

fn bytes(graph: &Graph) -> Vec<u8> {
    let mut out = Vec::new();
    rdf::write(graph, Format::NQuads, &Base::default(), &mut out).unwrap();
    out
}

#[test]
fn generated_persons_are_told_apart_and_put_together_in_any_order() {
    let (seeds, rules) = seeds();
    let mut numbers = Numbers(20_250_204);
    let articles: Vec<_> = (0..ARTICLES).map(|n| article(n, &mut numbers)).collect();
    let mut records: Vec<Record> = articles
        .par_iter()
        .map(|(document, text)| record(document, text, &seeds, &rules))
        .collect();
    let graph = graph::build(&records);
    let persons: Vec<_> = graph
        .entities
        .values()
        .filter(|e| e.kind == EntityType::Person)
        .map(|e| e.id.as_str())
        .collect();
    assert_eq!(persons.len(), PERSONS + NAMESAKES, "{:?}", &persons[..20]);
    let straight = bytes(&graph);
    for _ in 0..3 {
        numbers.shuffle(&mut records);
        assert!(
            straight == bytes(&graph::build(&records)),
            "the order of documents shows"
        );
    }
}

/// Each thing once: its id, and the forms that no other entity may have.
const ONCE: [(&str, &[&str]); 11] = [
    (
        "state-north-korea",
        &["Korea Utara", "Korut", "Republik Rakyat Demokratik Korea"],
    ),
    ("state-russia", &["Rusia", "Kremlin"]),
    ("state-ukraine", &["Ukraina"]),
    ("state-south-korea", &["Korea Selatan", "Korsel"]),
    (
        "state-united-states",
        &["Amerika Serikat", "AS", "Gedung Putih"],
    ),
    ("organization-nis", &["NIS", "Badan Intelijen Nasional"]),
    ("organization-us-department-of-defense", &["Pentagon"]),
    ("person-kim-jong-un", &["Kim Jong Un", "Kim Jong-un", "Kim"]),
    ("person-vladimir-putin", &["Vladimir Putin", "Putin"]),
    ("place-kursk", &["Kursk"]),
    (
        "force-north-korea",
        &[
            "pasukan Korea Utara",
            "tentara Korea Utara",
            "Pasukan Korea Utara",
        ],
    ),
];

#[test]
fn the_seed_articles_have_one_node_for_each_of_the_main_things() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let beside = ["../shared/seeds", "../../shared/seeds"].map(|p| root.join(p));
    let Some(folder) = beside.into_iter().find(|p| p.is_dir()) else {
        println!("../shared/seeds is not here: skipped");
        return;
    };
    let (seeds, rules) = seeds();
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|f| f.unwrap().path())
        .filter(|p| p.extension().is_some_and(|e| e == "txt"))
        .collect();
    files.sort();
    let records: Vec<Record> = files
        .iter()
        .map(|f| {
            record(
                &f.display().to_string(),
                &std::fs::read_to_string(f).unwrap(),
                &seeds,
                &rules,
            )
        })
        .collect();
    let graph = graph::build(&records);
    for (id, forms) in ONCE {
        let has = |form: &&str| {
            let of = graph
                .entities
                .values()
                .filter(|e| e.forms.contains_key(*form));
            of.map(|e| e.id.as_str()).collect::<BTreeSet<_>>()
        };
        assert!(graph.entities.contains_key(id), "{id} is missing");
        let found: BTreeSet<_> = forms.iter().flat_map(has).collect();
        assert_eq!(found, BTreeSet::from([id]), "{forms:?}");
    }
}
