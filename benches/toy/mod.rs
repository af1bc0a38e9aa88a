//! JSON Lines → N-Quads without understanding: the least that a program for this job can do, and so the floor that Simpul is measured against.
//!
//! One pass finds tokens by a table of bytes; names are matched as sequences of tokens in a hash trie, the longest first; a sentence with
//! a trigger and two names gives a quad. Nobody is linked, nothing is negated, no date is read, and the quads are mostly wrong.

use std::collections::BTreeSet;
use std::hash::Hasher as _;
use std::io::{self, Write};

use rustc_hash::{FxHashMap, FxHasher};
use serde::Deserialize;

use crate::generated;

/// How many names and triggers it knows.
const NAMES: usize = 50_000;
const TRIGGERS: usize = 30;

#[derive(Debug, Deserialize)]
struct Line<'a> {
    #[serde(borrow)]
    id: std::borrow::Cow<'a, str>,
    #[serde(borrow)]
    text: std::borrow::Cow<'a, str>,
}

/// What a byte does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    Word,
    Gap,
    End,
}

/// Names and triggers, by the hash of their words.
#[derive(Debug)]
pub(crate) struct Toy {
    classes: [Class; 256],
    /// A node of the trie and a word → the next node; the root is 0.
    next: FxHashMap<(u32, u64), u32>,
    /// For each node the name that ends there.
    name: Vec<Option<u32>>,
    triggers: FxHashMap<u64, u32>,
}

impl Toy {
    pub(crate) fn new() -> Self {
        let mut toy = Self {
            classes: std::array::from_fn(class),
            next: FxHashMap::default(),
            name: vec![None],
            triggers: FxHashMap::default(),
        };
        let names: BTreeSet<String> = generated::names().take(NAMES * 3 / 2).collect();
        for (number, name) in (0..).zip(names.iter().take(NAMES)) {
            let mut node = 0;
            for word in toy.words(name) {
                let free = u32::try_from(toy.name.len()).unwrap_or(u32::MAX);
                node = *toy.next.entry((node, word)).or_insert(free);
                if node == free {
                    toy.name.push(None);
                }
            }
            toy.name[node as usize] = Some(number);
        }
        let verbs = generated::verbs();
        let step = verbs.len() / TRIGGERS;
        for (number, verb) in (0..).zip(verbs.iter().step_by(step).take(TRIGGERS)) {
            toy.triggers.insert(hash(verb.as_bytes()), number);
        }
        toy
    }

    /// Writes the quads of all lines and tells how many there are.
    pub(crate) fn run(&self, lines: &str, out: &mut impl Write) -> io::Result<usize> {
        let mut quads = 0;
        for line in lines.lines() {
            let Line { id, text } = serde_json::from_str(line)?;
            quads += self.article(&id, &text, out)?;
        }
        Ok(quads)
    }

    fn article(&self, id: &str, text: &str, out: &mut impl Write) -> io::Result<usize> {
        let bytes = text.as_bytes();
        let (mut quads, mut at) = (0, 0);
        let mut sentence: Vec<u64> = Vec::new();
        while at < bytes.len() {
            let from = at;
            while bytes.get(at).is_some_and(|b| self.class(*b) == Class::Word) {
                at += 1;
            }
            if at > from {
                sentence.push(hash(&bytes[from..at]));
            } else {
                at += 1;
                if self.class(bytes[from]) == Class::End {
                    quads += self.sentence(id, &sentence, out)?;
                    sentence.clear();
                }
            }
        }
        Ok(quads + self.sentence(id, &sentence, out)?)
    }

    fn sentence(&self, id: &str, words: &[u64], out: &mut impl Write) -> io::Result<usize> {
        let (mut first, mut quads, mut trigger, mut at) = (None, 0, None, 0);
        while at < words.len() {
            trigger = trigger.or_else(|| self.triggers.get(&words[at]));
            let Some((len, name)) = self.longest(&words[at..]) else {
                at += 1;
                continue;
            };
            at += len;
            match (first, trigger) {
                (Some(subject), Some(verb)) => {
                    writeln!(
                        out,
                        "<urn:n:{subject}> <urn:p:{verb}> <urn:n:{name}> <urn:d:{id}> ."
                    )?;
                    quads += 1;
                }
                _ => first = Some(name),
            }
        }
        Ok(quads)
    }

    /// The longest name that begins here: how many words it has, and its number.
    fn longest(&self, words: &[u64]) -> Option<(usize, u32)> {
        let (mut node, mut found) = (0, None);
        for (len, word) in (1..).zip(words) {
            let Some(next) = self.next.get(&(node, *word)) else {
                break;
            };
            node = *next;
            if let Some(name) = self.name[node as usize] {
                found = Some((len, name));
            }
        }
        found
    }

    fn words<'a>(&'a self, text: &'a str) -> Vec<u64> {
        let words = text
            .as_bytes()
            .split(|byte| self.class(*byte) != Class::Word);
        words.filter(|word| !word.is_empty()).map(hash).collect()
    }

    fn class(&self, byte: u8) -> Class {
        self.classes[usize::from(byte)]
    }
}

fn class(byte: usize) -> Class {
    match u8::try_from(byte).unwrap_or(u8::MAX) {
        b'.' | b'!' | b'?' | b'\n' => Class::End,
        b'-' | b'\'' | 0x80.. => Class::Word,
        byte if byte.is_ascii_alphanumeric() => Class::Word,
        _ => Class::Gap,
    }
}

fn hash(word: &[u8]) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(word);
    hasher.finish()
}
