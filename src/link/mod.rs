//! Mentions → Entities: which mentions of an article are the same thing, and what it is called everywhere.
//!
//! Tiers in falling certainty: a row of the names file; the same full name; an acronym in brackets after
//! its expansion; a short name of one full name; then nouns and pronouns that point back. Where two
//! candidates stand equal nothing is linked. Unknown single names get an identifier of their
//! document, so that two people called Kim in two articles stay two.

mod anaphora;
mod slug;

use rustc_hash::FxHashMap;

pub use slug::slug;

use crate::mention::{Mentions, What};
use crate::record::EntityType;
use crate::seeds::{Name, NameIx, NounClass, Seeds, Voice};
use crate::text::{Kind, Text};

/// Position in [`Entities::entities`].
pub type EntityIx = usize;

/// One thing that the article names.
#[derive(Debug, Clone, PartialEq)]
pub struct Linked {
    /// `{type}-{slug}`.
    pub id: String,
    /// What kind of thing.
    pub kind: EntityType,
    /// Preferred name.
    pub name: String,
    /// English name.
    pub english: Option<String>,
    /// Wikidata identifier.
    pub wikidata: Option<String>,
    /// Its row in the names file.
    pub row: Option<NameIx>,
    /// The state, place or body it belongs to, as an entity of the article.
    pub owner: Option<EntityIx>,
}

/// The things of an article and which mention is which.
#[derive(Debug, Default)]
pub struct Entities {
    /// In order of first mention.
    pub entities: Vec<Linked>,
    /// For each mention what it refers to; several for `kedua negara`, none where unresolved.
    pub of: Vec<Vec<EntityIx>>,
    by_key: FxHashMap<String, EntityIx>,
}

/// Links the mentions of a text.
#[must_use]
pub fn resolve(text: &Text<'_>, mentions: &Mentions<'_>, seeds: &Seeds) -> Entities {
    let mut linker = Linker {
        text,
        mentions,
        seeds,
        out: Entities::default(),
        full_names: Vec::new(),
    };
    linker.out.of = vec![Vec::new(); mentions.mentions.len()];
    linker.collect_full_names();
    for ix in 0..mentions.mentions.len() {
        let entity = linker.entity(ix);
        if let Some(of) = linker.out.of.get_mut(ix) {
            of.extend(entity);
        }
    }
    anaphora::resolve(text, mentions, &mut linker.out);
    linker.out
}

impl Entities {
    /// What a mention refers to, where it is one thing.
    #[must_use]
    pub fn one(&self, mention: usize) -> Option<EntityIx> {
        match self.of.get(mention)?.as_slice() {
            [one] => Some(*one),
            _ => None,
        }
    }

    /// The kind of an entity.
    #[must_use]
    pub fn kind(&self, entity: EntityIx) -> Option<EntityType> {
        self.entities.get(entity).map(|e| e.kind)
    }

    /// The entity of a row of the names file, made where it is new.
    pub fn known(&mut self, row: NameIx, name: &Name) -> EntityIx {
        self.intern(name.id.clone(), || Linked {
            id: name.id.clone(),
            kind: name.kind.unwrap_or(EntityType::Organization),
            name: name.name.clone(),
            english: name.english.clone(),
            wikidata: name.wikidata.clone(),
            row: Some(row),
            owner: None,
        })
    }

    /// The entity of a key, made where it is new.
    fn intern(&mut self, key: String, make: impl FnOnce() -> Linked) -> EntityIx {
        if let Some(&ix) = self.by_key.get(&key) {
            return ix;
        }
        let ix = self.entities.len();
        self.entities.push(make());
        self.by_key.insert(key, ix);
        ix
    }
}

struct Linker<'a> {
    text: &'a Text<'a>,
    mentions: &'a Mentions<'a>,
    seeds: &'a Seeds,
    out: Entities,
    /// Lower-cased words of each full name of a person, with the mention that has it.
    full_names: Vec<(Vec<String>, usize)>,
}

impl Linker<'_> {
    fn words(&self, mention: usize) -> Vec<String> {
        let Some(m) = self.mentions.mentions.get(mention) else {
            return Vec::new();
        };
        self.text
            .words(m.tokens.clone())
            .split_whitespace()
            .map(|w| w.trim_matches(['.', ',']).to_lowercase())
            .collect()
    }

    fn collect_full_names(&mut self) {
        for (ix, m) in self.mentions.mentions.iter().enumerate() {
            if m.kind != EntityType::Person || !matches!(m.what, What::Known(_) | What::Shape) {
                continue;
            }
            let words = self.words(ix);
            if words.len() > 1 && !self.full_names.iter().any(|(w, _)| *w == words) {
                self.full_names.push((words, ix));
            }
        }
    }

    /// The entity of one mention, from its own words.
    fn entity(&mut self, ix: usize) -> Option<EntityIx> {
        let m = self.mentions.mentions.get(ix)?;
        match &m.what {
            What::Known(rows) => {
                let row = self.choose(ix, rows)?;
                let name = self.seeds.names.get(row)?;
                Some(self.out.known(row, name))
            }
            What::Shape => self.shape(ix, m.kind),
            What::Described { class, owner } => self.described(ix, *class, *owner),
            What::Pronoun(_) | What::Anaphor(..) => None,
        }
    }

    /// Which row is meant: a place after a preposition of place, else the actor.
    fn choose(&self, mention: usize, rows: &[NameIx]) -> Option<NameIx> {
        let first = *rows.first()?;
        let name = self.seeds.names.get(first)?;
        let as_place = self.after_place_word(mention);
        let by_kind = |place: bool| {
            rows.iter().copied().find(|r| {
                self.seeds
                    .names
                    .get(*r)
                    .is_some_and(|n| (n.kind == Some(EntityType::Place)) == place)
            })
        };
        if rows.len() > 1 {
            return by_kind(as_place).or(Some(first));
        }
        match name.capital_of {
            Some(state) if !as_place && self.acts(mention) => Some(state),
            _ => Some(first),
        }
    }

    fn after_place_word(&self, mention: usize) -> bool {
        let Some(m) = self.mentions.mentions.get(mention) else {
            return false;
        };
        let Some(before) = m.tokens.start.checked_sub(1) else {
            return false;
        };
        let starts = self
            .text
            .sentences
            .get(m.sentence)
            .is_some_and(|s| s.tokens.start == m.tokens.start);
        if starts {
            return false;
        }
        let word = self.text.word(before).to_lowercase();
        ["di", "ke", "dekat", "menuju", "sekitar"].contains(&word.as_str())
            || self
                .mentions
                .lookup
                .noun_class(before)
                .is_some_and(|(c, _)| c == NounClass::Place)
            || self
                .text
                .tokens
                .get(before)
                .is_some_and(|t| t.kind == Kind::Comma)
                && self
                    .mentions
                    .covering(before.saturating_sub(1))
                    .is_some_and(|o| {
                        self.mentions
                            .mentions
                            .get(o)
                            .is_some_and(|o| o.kind == EntityType::Place)
                    })
    }

    /// A capital stands for its government where it is the subject of a verb or follows a word that takes actors.
    fn acts(&self, mention: usize) -> bool {
        let Some(m) = self.mentions.mentions.get(mention) else {
            return false;
        };
        let dateline = self
            .text
            .tokens
            .get(m.tokens.end)
            .is_some_and(|t| matches!(t.kind, Kind::Dash | Kind::Comma | Kind::Close));
        let before = m
            .tokens
            .start
            .checked_sub(1)
            .map(|i| self.text.word(i).to_lowercase())
            .unwrap_or_default();
        let from = before == "dari";
        let sentence = self.text.sentences.get(m.sentence);
        let first = sentence.is_some_and(|s| s.tokens.start == m.tokens.start);
        let takes_actor = [
            "kepada", "oleh", "dengan", "terhadap", "antara", "dan", "bahwa", "asal", "pasukan",
            "pihak",
        ]
        .contains(&before.as_str());
        let lookup = &self.mentions.lookup;
        let object_of = m.tokens.start.checked_sub(1).is_some_and(|i| {
            lookup.frames(i).iter().any(|(ix, voice, _)| {
                let frame = self.seeds.frames.get(*ix);
                let predicate = frame.and_then(|f| self.seeds.predicates.get(f.predicate));
                *voice == Voice::Active
                    && predicate.is_some_and(|p| !p.object.allows(EntityType::Place))
            })
        });
        let verb_next = !self.mentions.lookup.frames(m.tokens.end).is_empty()
            || self.mentions.lookup.report(m.tokens.end).is_some()
            || self
                .mentions
                .is_function(m.tokens.end, crate::seeds::Function::Aspect)
            || self
                .mentions
                .is_function(m.tokens.end, crate::seeds::Function::Adverb)
            || self
                .text
                .tokens
                .get(m.tokens.end)
                .is_some_and(|t| t.shape == crate::seeds::Shape::Lower)
                && ["me", "ber", "di", "ter"]
                    .iter()
                    .any(|p| self.text.word(m.tokens.end).starts_with(p))
                && self.text.word(m.tokens.end).len() > 4;
        !dateline && !from && (takes_actor || verb_next || object_of)
            || first && verb_next && !dateline
    }

    fn shape(&mut self, ix: usize, kind: EntityType) -> Option<EntityIx> {
        let words = self.words(ix);
        if let Some(expansion) = self.expansion(ix) {
            return Some(expansion);
        }
        if let Some(entity) = self.alias(&words) {
            return Some(entity);
        }
        if (words.len() == 1 || kind == EntityType::Person)
            && let Some(full) = self.full_name_of(&words, ix)
        {
            return self.entity(full);
        }
        let m = self.mentions.mentions.get(ix)?;
        let name = self.text.words(m.tokens.clone()).to_owned();
        let lone = words.len() == 1 && kind == EntityType::Person;
        Some(self.unknown(kind, &name, lone))
    }

    /// An entity that already goes by exactly these words (an acronym introduced before).
    fn alias(&self, words: &[String]) -> Option<EntityIx> {
        self.out
            .by_key
            .get(&format!("alias {}", words.join(" ")))
            .copied()
    }

    /// `Badan Intelijen Nasional (NIS)`: the acronym is its expansion.
    fn expansion(&mut self, ix: usize) -> Option<EntityIx> {
        let m = self.mentions.mentions.get(ix)?;
        let open = m.tokens.start.checked_sub(1)?;
        let bracketed = self.text.tokens.get(open)?.kind == Kind::Open
            && self.text.tokens.get(m.tokens.end)?.kind == Kind::Close;
        let before = self.mentions.covering(open.checked_sub(1)?)?;
        let entity = bracketed.then(|| self.out.one(before)).flatten()?;
        let organization = self.out.kind(entity)? != EntityType::Person
            && self.mentions.mentions.get(before)?.tokens.end == open;
        let key = format!("alias {}", self.words(ix).join(" "));
        organization.then(|| self.out.intern_alias(key, entity))
    }

    /// The one full name that a short name can stand for: the nearest before it, else the only one.
    fn full_name_of(&self, words: &[String], ix: usize) -> Option<usize> {
        let matches = |full: &[String]| {
            full.len() > words.len()
                && (full.ends_with(words)
                    || full.starts_with(words)
                    || words.len() == 1
                        && full
                            .iter()
                            .any(|f| f.split('-').next_back() == words.first().map(String::as_str)))
        };
        let candidates: Vec<usize> = self
            .full_names
            .iter()
            .filter(|(full, _)| matches(full))
            .map(|(_, m)| *m)
            .collect();
        candidates
            .iter()
            .rev()
            .find(|m| **m < ix)
            .or_else(|| candidates.first())
            .copied()
            .filter(|m| *m != ix)
    }

    fn described(&mut self, ix: usize, class: NounClass, owner: Option<usize>) -> Option<EntityIx> {
        let m = self.mentions.mentions.get(ix)?;
        let surface = self.text.words(m.tokens.clone()).to_owned();
        let owner_mention = owner;
        let owner = owner.and_then(|o| self.owner(o));
        match class {
            NounClass::Force => self.force(ix, &surface, owner),
            NounClass::Treaty => {
                let words = self.words(ix);
                Some(self.treaty(&surface, &words))
            }
            NounClass::Place | NounClass::Event => Some(self.unknown(m.kind, &surface, false)),
            NounClass::Org | NounClass::Media => {
                let entity = self.unknown(EntityType::Organization, &surface, false);
                if let Some(linked) = self.out.entities.get_mut(entity) {
                    linked.owner = owner;
                }
                let named = owner_mention.and_then(|o| self.mentions.mentions.get(o));
                // "kantor berita resmi China, Xinhua": the noun only describes the name.
                named
                    .filter(|n| class == NounClass::Media && n.kind == EntityType::Organization)
                    .and(owner)
                    .or(Some(entity))
            }
            _ => None,
        }
    }

    /// The entity of the owner inside a description; a capital there means its state.
    fn owner(&mut self, mention: usize) -> Option<EntityIx> {
        let m = self.mentions.mentions.get(mention)?;
        let What::Known(rows) = &m.what else {
            return self.entity(mention);
        };
        let row = *rows.first()?;
        let name = self.seeds.names.get(row)?;
        let row = name.capital_of.unwrap_or(row);
        let name = self.seeds.names.get(row)?;
        Some(self.out.known(row, name))
    }

    /// All troops of one state are one force of the article; troops of nobody named are none.
    fn force(&mut self, ix: usize, surface: &str, owner: Option<EntityIx>) -> Option<EntityIx> {
        let Some(owner) = owner else {
            let m = self.mentions.mentions.get(ix)?;
            let (noun, _) = self.mentions.lookup.noun(m.tokens.start)?;
            let generic = self.seeds.nouns.get(noun)?.unit.as_deref() != Some("people");
            return (!generic)
                .then(|| self.unknown(EntityType::Force, &surface.to_lowercase(), false));
        };
        let (slug, name, english) = {
            let owner = self.out.entities.get(owner)?;
            let slug = owner.id.split_once('-').map_or("", |(_, s)| s).to_owned();
            (slug, owner.name.clone(), owner.english.clone())
        };
        let id = format!("force-{slug}");
        Some(self.out.intern(id.clone(), || Linked {
            id,
            kind: EntityType::Force,
            name: format!("pasukan {name}"),
            english: english.map(|e| format!("{e} forces")),
            wikidata: None,
            row: None,
            owner: Some(owner),
        }))
    }

    /// Treaties that share what they are about are one treaty of the article.
    fn treaty(&mut self, surface: &str, words: &[String]) -> EntityIx {
        const EMPTY: [&str; 10] = [
            "baru",
            "penting",
            "yang",
            "dan",
            "kerja",
            "sama",
            "antara",
            "komprehensif",
            "resmi",
            "bersama",
        ];
        let content: Vec<&str> = words
            .iter()
            .skip(1)
            .map(String::as_str)
            .filter(|w| !EMPTY.contains(w))
            .collect();
        let key = |w: &str| format!("treaty {w}");
        let earlier = content
            .iter()
            .find_map(|w| self.out.by_key.get(&key(w)).copied());
        let entity = earlier.unwrap_or_else(|| self.unknown(EntityType::Treaty, surface, false));
        for word in content {
            self.out.by_key.entry(key(word)).or_insert(entity);
        }
        entity
    }

    fn unknown(&mut self, kind: EntityType, name: &str, lone: bool) -> EntityIx {
        let mut id = format!("{}-{}", kind.name().to_lowercase(), slug(name));
        if lone {
            id = format!("{id}-{}", slug::of_document(&self.text.article.text));
        }
        self.out.intern(id.clone(), || Linked {
            id,
            kind,
            name: name.to_owned(),
            english: None,
            wikidata: None,
            row: None,
            owner: None,
        })
    }
}

impl Entities {
    fn intern_alias(&mut self, key: String, entity: EntityIx) -> EntityIx {
        self.by_key.insert(key, entity);
        entity
    }
}
