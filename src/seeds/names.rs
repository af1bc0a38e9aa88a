//! `names/*.tsv` → [`Name`]s: states, places, organisations, persons, treaties, weapons, events.
//!
//! A row points at others by slug; rows may come in any order, so pointers are resolved when all
//! files are read, and one that leads nowhere is an error of its row.

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::lexicon::Casing;
use super::table::{SeedError, cells, rows};
use super::term::Term;
use super::{Entry, Seeds};
use crate::record::EntityType;

/// Position of a name in [`Seeds::names`].
pub type NameIx = usize;

/// One row: a thing that news names.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Name {
    /// `{type}-{slug}`.
    pub id: String,
    /// What kind of thing.
    pub kind: Option<EntityType>,
    /// Indonesian name.
    pub name: String,
    /// English name.
    pub english: Option<String>,
    /// Confirmed Wikidata identifier.
    pub wikidata: Option<String>,
    /// Finer kind as the file gives it: `city`, `armed-group`, `missile`.
    pub detail: String,
    /// The state it belongs to.
    pub state: Option<NameIx>,
    /// The place or organisation that holds it.
    pub within: Option<NameIx>,
    /// Of a capital: the state whose government it stands for.
    pub capital_of: Option<NameIx>,
    /// Of a person: the post, in Indonesian.
    pub role: Option<String>,
    /// Of a person: the same post in English, where `roles.tsv` knows it.
    pub post: Option<String>,
    /// Of a person: first and last day in that post; `None` where open.
    pub term: Term,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct NameRow {
    id: String,
    name: String,
    english: String,
    forms: String,
    demonyms: String,
    metonyms: String,
    descriptions: String,
    capital: String,
    kind: String,
    state: String,
    within: String,
    parent: String,
    organization: String,
    role: String,
    from: String,
    to: String,
    qid: String,
}

#[derive(Debug, Deserialize)]
struct PersonalRow {
    word: String,
}

const FILES: [(&str, EntityType); 7] = [
    ("names/states.tsv", EntityType::State),
    ("names/places.tsv", EntityType::Place),
    ("names/organizations.tsv", EntityType::Organization),
    ("names/persons.tsv", EntityType::Person),
    ("names/treaties.tsv", EntityType::Treaty),
    ("names/weapons.tsv", EntityType::Weapon),
    ("names/events.tsv", EntityType::Event),
];

type Opener<'a> = &'a dyn Fn(&str) -> Result<(String, String), SeedError>;

/// A pointer that is resolved when all names are there.
struct Pointer {
    file: String,
    line: u64,
    from: NameIx,
    to: String,
    set: fn(&mut [Name], NameIx, NameIx),
}

pub(super) fn load(seeds: &mut Seeds, open: Opener<'_>) -> Result<(), SeedError> {
    let mut pointers = Vec::new();
    let mut by_id = FxHashMap::default();
    for (path, kind) in FILES {
        let (file, text) = open(path)?;
        for row in rows::<NameRow>(&file, &text)? {
            let ix = seeds.names.len();
            let mut name = name_of(&row.value, kind);
            name.term =
                Term::parse(&row.value.from, &row.value.to).map_err(|cause| SeedError::Row {
                    file: file.clone(),
                    line: row.line,
                    cause,
                })?;
            if name.name.is_empty() || by_id.insert(name.id.clone(), ix).is_some() {
                let cause = format!("no name, or the id `{}` stands twice", row.value.id);
                return Err(SeedError::Row {
                    file,
                    line: row.line,
                    cause,
                });
            }
            add_forms(seeds, &row.value, &name, ix);
            seeds.names.push(name);
            pointers.extend(point(&row.value, &file, row.line, ix));
        }
    }
    for p in pointers {
        let Some(&to) = by_id.get(&p.to) else {
            let cause = format!("points at `{}`, which no row has as its id", p.to);
            return Err(SeedError::Row {
                file: p.file,
                line: p.line,
                cause,
            });
        };
        (p.set)(&mut seeds.names, p.from, to);
    }
    load_personal(seeds, open)
}

/// Reads the words that names of persons are made of; whole names of known persons are not among them.
fn load_personal(seeds: &mut Seeds, open: Opener<'_>) -> Result<(), SeedError> {
    let (file, text) = open("names/personal.tsv")?;
    let words = rows::<PersonalRow>(&file, &text)?.into_iter();
    seeds
        .personal
        .extend(words.map(|row| row.value.word.to_lowercase()));
    Ok(())
}

/// Gives each person's post its English name; titles must have been read.
pub(super) fn posts(seeds: &mut Seeds) {
    let english: FxHashMap<String, String> = seeds
        .roles
        .iter()
        .filter(|r| !r.english.is_empty())
        .map(|r| (r.role.to_lowercase(), r.english.clone()))
        .collect();
    for (row, name) in seeds.names.iter_mut().enumerate() {
        let role = name.role.as_ref().map(|r| r.to_lowercase());
        name.post = role.and_then(|r| english.get(&r).cloned());
        if let Some(post) = &name.post {
            seeds.in_post.entry(post.clone()).or_default().push(row);
        }
    }
}

fn some(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

fn name_of(row: &NameRow, kind: EntityType) -> Name {
    Name {
        id: format!("{}-{}", kind.name().to_lowercase(), row.id),
        kind: Some(kind),
        name: row.name.clone(),
        english: some(&row.english),
        wikidata: some(&row.qid),
        detail: row.kind.clone(),
        role: some(&row.role),
        ..Name::default()
    }
}

fn add_forms(seeds: &mut Seeds, row: &NameRow, name: &Name, ix: NameIx) {
    let english = Some(row.english.as_str()).filter(|e| !e.is_empty() && *e != name.name);
    let mut seen: Vec<&str> = Vec::new();
    let forms = [&row.forms, &row.demonyms, &row.metonyms, &row.descriptions];
    for form in std::iter::once(row.name.as_str())
        .chain(english)
        .chain(forms.into_iter().flat_map(|c| cells(c)))
    {
        if !seen.contains(&form) {
            seen.push(form);
            seeds.forms.push((form.to_owned(), ix));
            seeds.add(form, Entry::Name(ix, Casing::of(form.split(' '))));
        }
    }
}

fn point(row: &NameRow, file: &str, line: u64, from: NameIx) -> Vec<Pointer> {
    let pointer = |slug: &str, kind: &str, set: fn(&mut [Name], NameIx, NameIx)| {
        (!slug.is_empty()).then(|| Pointer {
            file: file.to_owned(),
            line,
            from,
            to: format!("{kind}-{slug}"),
            set,
        })
    };
    [
        pointer(&row.capital, "place", |names, state, city| {
            if let Some(n) = names.get_mut(city) {
                n.capital_of = Some(state);
            }
        }),
        pointer(&row.state, "state", |names, from, to| {
            if let Some(n) = names.get_mut(from) {
                n.state = Some(to);
            }
        }),
        pointer(&row.within, "place", set_within),
        pointer(&row.parent, "organization", set_within),
        pointer(&row.organization, "organization", set_within),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn set_within(names: &mut [Name], from: NameIx, to: NameIx) {
    if let Some(n) = names.get_mut(from) {
        n.within = Some(to);
    }
}
