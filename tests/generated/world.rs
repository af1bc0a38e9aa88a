//! Everything that has a name: what the names files know, and tens of thousands of made-up people, towns and bodies.
//!
//! Not obvious: a made-up name is a function of its number and is never stored, so that a world of any size costs nothing, and
//! the same number is the same person with the same title in every article.

use std::collections::BTreeMap;

use super::clauses;
use super::random::Random;
use super::tables::{self, Known, Name};

/// How many made-up people there are, and how many towns; of each kind of body as many as towns.
const PEOPLE: usize = 60_000;
const TOWNS: usize = 12_000;

/// Tables and known names, read once.
#[derive(Debug)]
pub(crate) struct World {
    pub(crate) templates: BTreeMap<&'static str, Vec<Vec<&'static str>>>,
    pub(crate) clauses: Vec<String>,
    known: Known,
    syllables: BTreeMap<&'static str, Vec<Vec<&'static str>>>,
    given: Vec<&'static str>,
}

impl World {
    pub(crate) fn new() -> Self {
        let (known, kinds) = tables::known();
        Self {
            templates: tables::templates(),
            clauses: clauses::templates(&kinds),
            known,
            syllables: tables::syllables(),
            given: tables::given(),
        }
    }

    /// A thing of this kind, known or made up.
    pub(crate) fn draw(&self, kind: &str, random: &mut Random) -> Name {
        let (made_up, number) = match kind {
            "person" => ("person", random.skewed(PEOPLE)),
            "place:city" => ("town", random.skewed(TOWNS)),
            _ => {
                let kind = kind.strip_prefix("organization:").unwrap_or_default();
                let made_up = match kind {
                    "company" | "ngo" | "party" | "university" | "agency" | "police" => kind,
                    "armed-group" => "front",
                    _ => "",
                };
                (made_up, random.skewed(TOWNS))
            }
        };
        match self.known.get(kind) {
            Some(known) if made_up.is_empty() || random.chance(45) => {
                known[random.skewed(known.len())].clone()
            }
            _ => self.make_up(made_up, number),
        }
    }

    /// The made-up person, town or body of this number.
    fn make_up(&self, kind: &str, number: usize) -> Name {
        let salt = kind
            .bytes()
            .fold(0, |sum: u64, byte| sum << 5 ^ u64::from(byte));
        let random = &mut Random::new(&[salt, number as u64]);
        if kind != "person" {
            let full = self.word(kind, random);
            let (short, title) = (full.clone(), String::new());
            return Name { full, short, title };
        }
        let first = if random.chance(50) {
            (*random.pick(&self.given)).to_owned()
        } else {
            self.syllable_word("given", random)
        };
        let mut full = first.clone();
        if random.chance(30) {
            full = format!("{full} {}", random.pick(&self.given));
        }
        let family = self.syllable_word("family", random);
        let short = if random.chance(60) {
            first
        } else {
            family.clone()
        };
        let title = self.word("title", random) + " ";
        let full = format!("{full} {family}");
        Name { full, short, title }
    }

    /// A name by a template of this kind; empty where there is none.
    fn word(&self, kind: &str, random: &mut Random) -> String {
        let Some(templates) = self.templates.get(kind) else {
            return String::new();
        };
        let mut out = String::new();
        expand(random.pick(templates)[0], &mut out, &mut |slot, out| {
            out.push_str(&match slot {
                "word" => self.syllable_word("word", random),
                "low" => self.syllable_word("word", random).to_lowercase(),
                slot if slot.contains('|') => choose(slot, random).to_owned(),
                kind => {
                    let number = random.skewed(TOWNS);
                    self.make_up(kind, number).full
                }
            });
        });
        out
    }

    fn syllable_word(&self, kind: &str, random: &mut Random) -> String {
        let [first, middle, last] = [0, 1, 2].map(|at| random.pick(&self.syllables[kind][at]));
        if random.chance(65) {
            format!("{first}{last}")
        } else {
            format!("{first}{middle}{last}")
        }
    }
}

/// One of `a|b|c`.
pub(crate) fn choose<'a>(slot: &'a str, random: &mut Random) -> &'a str {
    let choices: Vec<&str> = slot.split('|').collect();
    choices[random.below(choices.len())]
}

/// Writes a template; `fill` writes what stands in braces.
pub(crate) fn expand(template: &str, out: &mut String, fill: &mut dyn FnMut(&str, &mut String)) {
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        let (slot, after) = after.split_once('}').unwrap_or((after, ""));
        out.push_str(before);
        fill(slot, out);
        rest = after;
    }
    out.push_str(rest);
}
