//! Descriptions → entities: `pasukan Korea Utara`, `Kementerian Luar Negeri Rusia`, `perjanjian kemitraan`.
//!
//! All troops of one state are one force of the article, however they are called; troops of nobody named are no
//! entity, because `pasukan` alone may be anyone's.

use super::{EntityIx, Linked, Linker};
use crate::mention::What;
use crate::record::EntityType;
use crate::seeds::NounClass;

/// Words in the name of a treaty that do not tell what it is about.
const TREATY_WORDS: [&str; 10] = [
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

impl Linker<'_> {
    /// The entity of a head noun with what belongs to it.
    pub(super) fn described(
        &mut self,
        ix: usize,
        class: NounClass,
        owner: Option<usize>,
    ) -> Option<EntityIx> {
        let m = self.mentions.mentions.get(ix)?;
        let surface = self.text.words(m.tokens.clone()).to_owned();
        let owner_mention = owner.and_then(|o| self.mentions.mentions.get(o));
        let owner = owner.and_then(|o| self.owner(o));
        match class {
            NounClass::Force => self.force(ix, &surface, owner),
            NounClass::Treaty => {
                let words = self.words(ix);
                Some(self.treaty(&surface, &words))
            }
            NounClass::Place | NounClass::Event => Some(self.unknown(m.kind, &surface, false)),
            NounClass::Org | NounClass::Media => {
                let body = self.body(&surface, owner);
                // "kantor berita resmi China, Xinhua": the noun only describes the name.
                owner_mention
                    .filter(|n| class == NounClass::Media && n.kind == EntityType::Organization)
                    .and(owner)
                    .or(Some(body))
            }
            _ => None,
        }
    }

    /// `Kementerian Luar Negeri Rusia`: a body with its owner.
    fn body(&mut self, surface: &str, owner: Option<EntityIx>) -> EntityIx {
        let entity = self.unknown(EntityType::Organization, surface, false);
        if let Some(linked) = self.out.entities.get_mut(entity) {
            linked.owner = owner;
        }
        entity
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
        let Linked {
            id, name, english, ..
        } = self.out.entities.get(owner)?.clone();
        let slug = id.split_once('-').map_or("", |(_, s)| s);
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
        let content: Vec<&str> = words
            .iter()
            .skip(1)
            .map(String::as_str)
            .filter(|w| !TREATY_WORDS.contains(w))
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
}
