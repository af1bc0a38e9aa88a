//! `words/frames.tsv` and `ontology/predicates.tsv` → [`Frame`]s: which words say which predicate,
//! and where its arguments stand.
//!
//! Slots speak of the *active verb* (`subj`, `obj`, prepositions). What passive voice and nouns do
//! to them is a mechanism of extraction, so a verb, its passive and its nouns share one row.

use serde::Deserialize;

use super::affix::{FORMS, Voice, surfaces};
use super::table::{SeedError, cells, rows};
use super::{Entry, Seeds};
use crate::record::{EntityType, Modality};

/// A set of entity types; empty means any.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct TypeSet(u16);

impl TypeSet {
    /// Whether a thing of this kind may stand here.
    #[must_use]
    pub fn allows(self, kind: EntityType) -> bool {
        self.0 == 0 || self.0 & (1 << kind as u16) != 0
    }

    /// Whether it demands nothing.
    #[must_use]
    pub fn is_any(self) -> bool {
        self.0 == 0
    }

    fn parse(cell: &str) -> Option<(Self, bool)> {
        let (mut set, mut optional) = (0, false);
        for word in cells(cell) {
            match word {
                "?" => optional = true,
                "Actor" => set |= 0b1111,
                _ => {
                    set |= 1
                        << EntityType::ALL
                            .iter()
                            .find(|t| t.name() == word)
                            .map(|t| *t as u16)?;
                }
            }
        }
        // Person, State, Organization, Force are the first four.
        Some((Self(set), optional))
    }
}

/// A term that a statement may use.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "one a column of the table")]
pub struct Predicate {
    /// `deployedTo`
    pub term: String,
    /// Kinds of subject.
    pub subject: TypeSet,
    /// Whether the subject may be absent.
    pub subject_optional: bool,
    /// Kinds of object.
    pub object: TypeSet,
    /// Whether the object may be absent.
    pub object_optional: bool,
    /// Whether there can be no object at all.
    pub intransitive: bool,
    /// Whether the order of the two does not matter.
    pub symmetric: bool,
    /// Whether a number of its arguments belongs to it.
    pub counts: bool,
}

/// What a slot fills.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// The statement's subject.
    Subject,
    /// Its object.
    Object,
    /// The troops or things moved; their number is the quantity.
    Theme,
    /// What is supplied.
    Item,
    /// The post.
    Role,
}

/// Where a filler stands, seen from the active verb.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// Grammatical subject.
    Subject,
    /// Direct object.
    Object,
    /// Possessor of the noun, whatever its voice.
    Possessor,
    /// Complement clause.
    Complement,
    /// After this preposition.
    Preposition(String),
}

/// One slot of a frame.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slot {
    /// What it fills.
    pub target: Target,
    /// Where to look, in order.
    pub sources: Vec<Source>,
    /// What kind of thing it must be.
    pub needs: TypeSet,
    /// Whether it may stay empty.
    pub optional: bool,
}

/// One sense of a verb or event noun.
#[derive(Debug, Clone, PartialEq)]
pub struct Frame {
    /// Position in [`Seeds::predicates`].
    pub predicate: usize,
    /// Root or phrase.
    pub root: String,
    /// Where the arguments stand.
    pub slots: Vec<Slot>,
    /// Unit that the verb gives to the number of its patient (`tewas`: killed).
    pub unit: Option<String>,
    /// What the word itself implies.
    pub modality: Option<Modality>,
    /// Whether the word negates its predicate.
    pub denied: bool,
    /// A sentence that uses it.
    pub example: String,
    /// What the sentence gives: `subject > object`.
    pub gives: String,
    /// Line of the file, for messages.
    pub line: u64,
}

impl Frame {
    /// The slot that fills `target`.
    #[must_use]
    pub fn slot(&self, target: Target) -> Option<&Slot> {
        self.slots.iter().find(|s| s.target == target)
    }
}

#[derive(Deserialize)]
struct PredicateRow {
    predicate: String,
    subject: String,
    object: String,
    symmetric: String,
    counts: String,
}

#[derive(Deserialize)]
struct FrameRow {
    predicate: String,
    root: String,
    forms: String,
    slots: String,
    modality: String,
    example: String,
    gives: String,
}

/// Reads `ontology/predicates.tsv`.
pub(super) fn predicates(file: &str, text: &str) -> Result<Vec<Predicate>, SeedError> {
    let kinds = |cell: &str, line| {
        TypeSet::parse(cell).ok_or_else(|| SeedError::Row {
            file: file.to_owned(),
            line,
            cause: format!("`{cell}` is no list of entity types"),
        })
    };
    rows::<PredicateRow>(file, text)?
        .into_iter()
        .map(|row| {
            let (subject, subject_optional) = kinds(&row.value.subject, row.line)?;
            let (object, object_optional) = kinds(&row.value.object, row.line)?;
            Ok(Predicate {
                term: row.value.predicate,
                subject,
                subject_optional,
                object,
                object_optional,
                intransitive: row.value.object == "?",
                symmetric: row.value.symmetric == "yes",
                counts: row.value.counts == "yes",
            })
        })
        .collect()
}

/// Reads `words/frames.tsv` into the lexicon.
pub(super) fn load(seeds: &mut Seeds, file: &str, text: &str) -> Result<(), SeedError> {
    for row in rows::<FrameRow>(file, text)? {
        let bad = |cause: String| SeedError::Row {
            file: file.to_owned(),
            line: row.line,
            cause,
        };
        let frame = frame(seeds, &row.value, row.line).map_err(bad)?;
        let ix = seeds.frames.len();
        for (word, voice) in words(&row.value).map_err(bad)? {
            seeds.add(&word, Entry::Frame(ix, voice));
        }
        seeds.frames.push(frame);
    }
    Ok(())
}

fn words(row: &FrameRow) -> Result<Vec<(String, Voice)>, String> {
    let mut out = Vec::new();
    for form in row.forms.split_whitespace() {
        match form {
            "phrase" => out.push((row.root.clone(), phrase_voice(&row.root))),
            _ if FORMS.contains(&form) => out.extend(surfaces(&row.root, form)),
            _ => return Err(format!("`{form}` is no form; see \"A row in frames.tsv\"")),
        }
    }
    // `pukul`, `serang`: the same word by two forms of one row counts once.
    out.sort();
    out.dedup();
    Ok(out)
}

/// A phrase says by its first word what it is. A passive phrase names its surface subject itself.
fn phrase_voice(phrase: &str) -> Voice {
    let first = phrase.split(' ').next().unwrap_or("");
    let is = |prefixes: &[&str]| prefixes.iter().any(|p| first.starts_with(p));
    if is(&["me", "ber", "di", "ter"]) {
        Voice::Active
    } else if (first.ends_with("an") || is(&["uji", "latihan", "unjuk"])) && !is(&["jatuhkan"]) {
        Voice::AgentNoun
    } else if phrase.contains(' ') {
        // Two words together are no accident, as one bare stem may be.
        Voice::Active
    } else {
        Voice::Bare
    }
}

fn frame(seeds: &Seeds, row: &FrameRow, line: u64) -> Result<Frame, String> {
    let predicate = seeds
        .predicates
        .iter()
        .position(|p| p.term == row.predicate)
        .ok_or_else(|| {
            format!(
                "`{}` is no predicate of ontology/predicates.tsv",
                row.predicate
            )
        })?;
    let (mut slots, mut unit) = (Vec::new(), None);
    for part in row.slots.split_whitespace() {
        match part.split_once('=') {
            Some(("unit", value)) => unit = value.split('|').next().map(str::to_owned),
            Some((target, sources)) => slots.push(slot(target, sources)?),
            None => return Err(format!("slot `{part}` has no `=`")),
        }
    }
    let (modality, denied) = match row.modality.as_str() {
        "" => (None, false),
        "denied" => (None, true),
        "planned" => (Some(Modality::Planned), false),
        "possible" => (Some(Modality::Possible), false),
        "requested" => (Some(Modality::Requested), false),
        other => {
            return Err(format!(
                "modality `{other}` must be planned, possible, requested, denied or empty"
            ));
        }
    };
    Ok(Frame {
        predicate,
        root: row.root.clone(),
        slots,
        unit,
        modality,
        denied,
        example: row.example.clone(),
        gives: row.gives.clone(),
        line,
    })
}

fn slot(target: &str, sources: &str) -> Result<Slot, String> {
    let optional = target.ends_with('?') || sources.ends_with('?');
    let target = match target.trim_end_matches('?') {
        "S" => Target::Subject,
        "O" => Target::Object,
        "theme" => Target::Theme,
        "item" => Target::Item,
        "role" => Target::Role,
        other => {
            return Err(format!(
                "`{other}` is no slot; use S, O, theme, item or role"
            ));
        }
    };
    let (sources, kinds) = sources
        .trim_end_matches('?')
        .split_once(':')
        .unwrap_or((sources.trim_end_matches('?'), ""));
    let needs = match kinds {
        "Money" | "Any" => TypeSet::default(),
        _ => {
            TypeSet::parse(&kinds.replace(',', "|"))
                .ok_or_else(|| format!("`{kinds}` is no list of types"))?
                .0
        }
    };
    let sources = sources
        .split(',')
        .map(|source| match source {
            "subj" => Source::Subject,
            "obj" => Source::Object,
            "poss" => Source::Possessor,
            "comp" => Source::Complement,
            preposition => Source::Preposition(preposition.replace('_', " ")),
        })
        .collect();
    Ok(Slot {
        target,
        sources,
        needs,
        optional,
    })
}
