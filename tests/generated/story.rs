//! An occasion and a seed → a story: headline and paragraphs, before an outlet dresses them.
//!
//! Several articles tell of one occasion, with the same cast and one thing that is counted; each tells it in sentences of its own, with
//! figures of its own that need not agree. Copies of a wire report have the same seed and therefore the same words.

use std::fmt::Write as _;

use jiff::ToSpan;
use jiff::civil::Date;

use super::random::Random;
use super::tables::{Name, capital};
use super::world::{World, choose, expand};

/// Words that stay small in Title Case.
const SMALL: [&str; 9] = [
    "di", "ke", "dari", "dan", "yang", "oleh", "atas", "pada", "soal",
];

/// What several articles tell of.
#[derive(Debug)]
pub(crate) struct Occasion {
    cast: Vec<(&'static str, Name)>,
    topic: String,
    figure: usize,
}

impl Occasion {
    pub(crate) fn new(world: &World, day: Date, random: &mut Random) -> Self {
        let kinds = ["state"; 2].into_iter().chain(["person"; 5]);
        let kinds = kinds.chain(["place:city"; 3]).chain([
            "organization:government",
            "organization:armed-group",
            "organization:company",
        ]);
        let cast = kinds.map(|kind| (kind, world.draw(kind, random))).collect();
        let size = random.below(3);
        let mut occasion = Self {
            cast,
            topic: String::new(),
            figure: (random.below(90) + 8) * [1, 12, 110][size],
        };
        let seed = random.next();
        occasion.topic = Teller::new(world, &occasion, day, "", seed).write("topic");
        occasion
    }
}

/// A headline and paragraphs.
#[derive(Debug)]
pub(crate) struct Story {
    pub(crate) title: String,
    pub(crate) paragraphs: Vec<String>,
}

/// Tells one story sentence by sentence.
#[derive(Debug)]
pub(crate) struct Teller<'w> {
    world: &'w World,
    occasion: &'w Occasion,
    day: Date,
    outlet: &'w str,
    pub(crate) random: Random,
    /// Full names in this story, in the headline or after.
    named: Vec<String>,
    /// Full names in this sentence.
    used: Vec<String>,
}

impl<'w> Teller<'w> {
    pub(crate) fn new(
        world: &'w World,
        occasion: &'w Occasion,
        day: Date,
        outlet: &'w str,
        seed: u64,
    ) -> Self {
        let random = Random::new(&[seed]);
        let (named, used) = (Vec::new(), Vec::new());
        Self {
            world,
            occasion,
            day,
            outlet,
            random,
            named,
            used,
        }
    }

    pub(crate) fn story(mut self) -> Story {
        let title = self.headline();
        self.named.clear();
        let mut paragraphs = vec![self.sentence("lead")];
        for _ in 0..6 + self.random.below(9) {
            let mut paragraph = String::new();
            for sentence in 0..=self.random.below(3) {
                let kind = match self.random.below(100) {
                    0..30 => "speech",
                    30..55 => "body",
                    55..70 => "figure",
                    70..80 => "background",
                    80..88 => "plan",
                    88..94 => "denial",
                    _ if sentence > 0 => "follow",
                    _ => "body",
                };
                if sentence > 0 {
                    paragraph.push(' ');
                }
                paragraph += &self.sentence(kind);
            }
            paragraphs.push(paragraph);
        }
        Story { title, paragraphs }
    }

    /// In Title Case, as three in four outlets write it.
    pub(crate) fn headline(&mut self) -> String {
        let line = self.write("headline");
        if self.random.chance(25) {
            return line;
        }
        let words = line.split(' ').map(|word| {
            if SMALL.contains(&word) {
                word.to_owned()
            } else {
                capital(word)
            }
        });
        words.collect::<Vec<_>>().join(" ")
    }

    /// A sentence of this kind with its full stop.
    fn sentence(&mut self, kind: &str) -> String {
        let mut sentence = self.write(kind);
        if !sentence.ends_with(['.', '!', '?']) {
            sentence.push('.');
        }
        sentence
    }

    /// A template of this kind, filled in; with a capital at the beginning, also of a quotation, but for topics.
    pub(crate) fn write(&mut self, kind: &str) -> String {
        self.used.clear();
        let template = self.template(kind);
        let mut out = String::new();
        expand(template, &mut out, &mut |slot, out| self.fill(slot, out));
        if kind == "topic" {
            return out;
        }
        match out.strip_prefix('"') {
            Some(rest) => format!("\"{}", capital(rest)),
            None => capital(&out),
        }
    }

    /// One of this kind, as the table has it.
    pub(crate) fn template(&mut self, kind: &str) -> &'w str {
        self.random.pick(&self.world.templates[kind])[0]
    }

    pub(crate) fn fill(&mut self, slot: &str, out: &mut String) {
        match slot {
            "clause" => {
                let template = self.random.pick(&self.world.clauses);
                expand(template, out, &mut |slot, out| self.fill(slot, out));
            }
            "topic" => out.push_str(&self.occasion.topic),
            "count" => self.count(out),
            "number" => out.push_str(&(2 + self.random.skewed(900)).to_string()),
            "day" | "date" | "later" | "month" | "year" => self.moment(slot, out),
            "outlet" => out.push_str(self.outlet),
            "person" | "name" => {
                let name = self.draw("person");
                let known = self.named.contains(&name.full);
                if !known && slot == "person" {
                    out.push_str(&name.title);
                }
                out.push_str(if known { &name.short } else { &name.full });
                if !known {
                    self.named.push(name.full);
                }
            }
            "byline" => out.push_str(&self.world.draw("person", &mut self.random).full),
            "initials" => {
                for _ in 0..2 {
                    let letter = self.random.below(26);
                    out.extend(('a'..='z').nth(letter));
                }
            }
            choices if choices.contains('|') => out.push_str(choose(choices, &mut self.random)),
            kind => {
                let name = self.draw(kind);
                out.push_str(&name.full);
            }
        }
    }

    /// A thing of this kind, mostly of the cast, that this sentence has not named.
    fn draw(&mut self, kind: &str) -> Name {
        let cast = self.occasion.cast.iter().filter(|(of, _)| *of == kind);
        let cast: Vec<&Name> = cast
            .map(|(_, name)| name)
            .filter(|name| !self.used.contains(&name.full))
            .collect();
        let name = if cast.is_empty() || self.random.chance(35) {
            self.world.draw(kind, &mut self.random)
        } else {
            (*self.random.pick(&cast)).clone()
        };
        self.used.push(name.full.clone());
        name
    }

    /// The figure of the occasion as somebody puts it, three fifths to seven fifths of it.
    fn count(&mut self, out: &mut String) {
        let round = |number: usize| match number {
            0..120 => number.max(2),
            120..2_000 => number / 10 * 10,
            _ => number / 100 * 100,
        };
        let least = round(self.occasion.figure * (3 + self.random.below(5)) / 5);
        if self.random.chance(15) {
            let most = round(least * 5 / 4 + 3);
            let (before, between) =
                *self
                    .random
                    .pick(&[("antara ", " dan "), ("", " hingga "), ("", "-")]);
            out.push_str(before);
            thousands(least, out);
            out.push_str(between);
            return thousands(most, out);
        }
        if self.random.chance(75) {
            let qualifier = self.template("qualifier");
            let _ = write!(out, "{qualifier} ");
        }
        thousands(least, out);
    }

    /// `Senin (12/5)`, `12 Mei 2025`, a later day, `Mei 2024`, or `2025`.
    fn moment(&mut self, slot: &str, out: &mut String) {
        let back = match slot {
            "day" => self.random.below(4),
            "date" => self.random.below(60),
            "month" => 30 + self.random.below(900),
            _ => 0,
        };
        let ahead = if slot == "later" {
            1 + self.random.below(40)
        } else {
            0
        };
        let days = i64::try_from(ahead).unwrap_or(0) - i64::try_from(back).unwrap_or(0);
        let day = self.day.saturating_add(days.days());
        let month = self.name("calendar", day.month() - 1);
        let weekday = self.name("weekday", day.weekday().to_monday_zero_offset());
        let (number, year) = (day.day(), day.year());
        let _ = match slot {
            "day" if self.random.chance(20) => write!(out, "{weekday}"),
            "day" if self.random.chance(30) => {
                write!(out, "{weekday} ({number}/{}/{year})", day.month())
            }
            "day" => write!(out, "{weekday} ({number}/{})", day.month()),
            "month" => write!(out, "{month} {year}"),
            "year" => write!(out, "{year}"),
            _ => write!(out, "{number} {month} {year}"),
        };
    }

    fn name(&self, kind: &str, at: i8) -> &'w str {
        self.world.templates[kind][usize::try_from(at).unwrap_or(0)][0]
    }
}

/// `12.000`.
fn thousands(number: usize, out: &mut String) {
    let _ = match number {
        0..1_000 => write!(out, "{number}"),
        _ => write!(out, "{}.{:03}", number / 1_000, number % 1_000),
    };
}
