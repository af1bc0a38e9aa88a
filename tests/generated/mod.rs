//! A number → an article of made-up news, and no other: news of any size for tests and benches, always the same bytes.
//!
//! Sentences are examples of `seeds/words/frames.tsv` with other names in them, and templates of `sentences.tsv`; names come from
//! `seeds/names` and from syllables. Sixty-four articles are the news of a day and tell of ten occasions; an eighth of them copy a wire report.
//! Not obvious: article 7 is the same in every set that has it, so that sets of any size can be added to one another.

#![allow(
    clippy::indexing_slicing,
    reason = "tables of this folder have the columns and kinds that are asked for"
)]

mod clauses;
mod dress;
mod random;
mod story;
mod tables;
mod world;

use std::collections::BTreeSet;

use jiff::ToSpan;
use jiff::civil::{Date, date};

use random::Random;
use story::{Occasion, Teller};
use world::World;

/// The first day of the news, and after how many days it comes again.
const FIRST_DAY: Date = date(2022, 1, 3);
const DAYS: usize = 1_400;
/// Articles of a day, and what they tell of.
const ARTICLES: usize = 64;
const OCCASIONS: usize = 10;

/// An article as a crawler would leave it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Article {
    pub(crate) id: String,
    pub(crate) url: String,
    pub(crate) outlet: String,
    pub(crate) date: String,
    pub(crate) title: String,
    pub(crate) text: String,
}

impl Article {
    /// The article as a line of JSON Lines, with its line feed.
    pub(crate) fn line(&self) -> String {
        let json = serde_json::json!({
            "id": self.id, "url": self.url, "outlet": self.outlet, "date": self.date,
            "title": self.title, "text": self.text,
        });
        format!("{json}\n")
    }
}

/// All articles from this number on; they do not end.
pub(crate) fn articles(from: usize) -> impl Iterator<Item = Article> {
    let world = World::new();
    (from..).map(move |number| article(&world, number))
}

fn article(world: &World, number: usize) -> Article {
    let random = &mut Random::new(&[1, number as u64]);
    let block = number / ARTICLES;
    let occasion = random.skewed(OCCASIONS);
    let shared = &mut Random::new(&[2, block as u64, occasion as u64]);
    let ahead = i64::try_from(block % DAYS).unwrap_or(0);
    let day = FIRST_DAY.saturating_add(ahead.days());
    let occasion = Occasion::new(world, day, shared);
    let wire = shared.next();
    let copied = random.chance(12);
    let late = if copied {
        0
    } else {
        i64::from(random.chance(30))
    };
    let day = day.saturating_add(late.days());
    let seed = if copied { wire } else { random.next() };
    let [outlet, domain] = dress::outlet(world, random);
    let story = Teller::new(world, &occasion, day, outlet, seed).story();
    let teller = Teller::new(world, &occasion, day, outlet, random.next());
    let (title, text) = dress::dress(story, teller, copied);
    let slug: String = title
        .to_lowercase()
        .replace(|c: char| !c.is_ascii_alphanumeric(), "-");
    Article {
        id: format!("berita-{number:07}"),
        url: format!("https://{domain}/{}/{number}-{slug}.html", day.year()),
        outlet: outlet.to_owned(),
        date: day.to_string(),
        title,
        text,
    }
}

/// Names that news of this kind may hold, many of them more than once; they do not end.
#[allow(dead_code, reason = "only benches ask for them")]
pub(crate) fn names() -> impl Iterator<Item = String> {
    let (world, mut random) = (World::new(), Random::new(&[3]));
    let kinds = [
        "person",
        "person",
        "place:city",
        "organization:company",
        "state",
    ];
    (0..).map(move |turn| world.draw(kinds[turn % kinds.len()], &mut random).full)
}

/// Verbs of the examples, in the order of the alphabet.
#[allow(dead_code, reason = "only benches ask for them")]
pub(crate) fn verbs() -> Vec<String> {
    let clauses = World::new().clauses;
    let words = clauses.iter().flat_map(|clause| clause.split(' '));
    let verbs = words.filter(|word| word.starts_with("me") && word.len() > 5);
    let verbs: BTreeSet<&str> = verbs.collect();
    verbs.into_iter().map(str::to_owned).collect()
}
