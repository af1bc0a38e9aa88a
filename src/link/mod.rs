//! Mentions → Entities: which mentions of an article are the same thing, and what it is called everywhere.
//!
//! Tiers in falling certainty: a row of the names file; the same full name; an acronym in brackets after
//! its expansion; a short name of one full name; then titles, nouns and pronouns that point back (`anaphora`). Where two
//! candidates stand equal nothing is linked, and [`Entities::why`] tells the reason. Unknown single names get an identifier of their
//! document, so that two people called Kim in two articles stay two.

mod anaphora;
mod described;
#[cfg(test)]
mod fixtures;
mod holders;
mod metonymy;
mod noun;
mod pronoun;
mod several;
mod short_form;
mod slug;
mod title;

use rustc_hash::FxHashMap;

pub use slug::slug;

use crate::mention::{Mentions, What};
use crate::record::EntityType;
use crate::seeds::{Name, NameIx, Seeds};
use crate::text::Text;

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
    /// For each mention the tier that decided, or why nothing was linked.
    reasons: Vec<&'static str>,
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
        document: slug::of_document(&text.article.text),
        full_names: Vec::new(),
        short_for: FxHashMap::default(),
    };
    linker.out.of = vec![Vec::new(); mentions.mentions.len()];
    linker.out.reasons = vec![""; mentions.mentions.len()];
    linker.collect_full_names();
    for ix in 0..mentions.mentions.len() {
        let entity = linker.entity(ix);
        if let Some(of) = linker.out.of.get_mut(ix) {
            of.extend(entity);
        }
    }
    anaphora::resolve(text, mentions, seeds, &mut linker.out);
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

    /// The tier that decided what a mention is, or why it stays unlinked.
    #[must_use]
    pub fn why(&self, mention: usize) -> &'static str {
        self.reasons.get(mention).copied().unwrap_or("")
    }

    /// Links a mention, and says why.
    pub fn set(&mut self, mention: usize, entity: EntityIx, why: &'static str) {
        if let (Some(of), Some(reason)) = (self.of.get_mut(mention), self.reasons.get_mut(mention))
        {
            *of = vec![entity];
            *reason = why;
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

    /// Lets an entity go by one more key.
    fn intern_alias(&mut self, key: String, entity: EntityIx) -> EntityIx {
        self.by_key.insert(key, entity);
        entity
    }
}

/// The mentions of one article on their way to entities.
struct Linker<'a> {
    text: &'a Text<'a>,
    mentions: &'a Mentions<'a>,
    seeds: &'a Seeds,
    /// What stands for the document in identifiers.
    document: String,
    out: Entities,
    /// Lower-cased words of each full name of a person, with the mention that has it.
    full_names: Vec<(Vec<String>, usize)>,
    /// For each short name that was linked, the mention of the full name that it stands for.
    short_for: FxHashMap<String, usize>,
}

impl Linker<'_> {
    /// The words of a mention in lower case, without marks around them.
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
            What::Pronoun(_) | What::Anaphor(..) | What::Title { .. } => None,
        }
    }

    /// The entity of a name that no row knows; a lone first name or surname gets an identifier of its document.
    fn unknown(&mut self, kind: EntityType, name: &str, lone: bool) -> EntityIx {
        let mut id = format!("{}-{}", kind.name().to_lowercase(), slug(name));
        if lone {
            id = format!("{id}-{}", self.document);
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
