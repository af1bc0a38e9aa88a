//! Names with their titles → who holds which title in this article.
//!
//! A title stands before the name, perhaps with its body between (`Panglima TNI Jenderal Agus Subiyanto`), behind it in
//! apposition (`Mark Rutte, kepala NATO`), or behind `sebagai`. Of rows of the names file the post counts too, within its term.

use std::ops::Range;

use super::anaphora::Scene;
use super::{Entities, EntityIx};
use crate::mention::{Mention, What};
use crate::record::EntityType;
use crate::text::Kind;

/// A title that the article, or the names file, gives to a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Holder {
    pub(super) person: EntityIx,
    /// The title as written, lower-cased.
    pub(super) title: String,
    /// In English, so that `menlu` and `menteri luar negeri` are one.
    pub(super) post: String,
    /// `head`, `minister`, `military` …
    pub(super) kind: String,
    /// The ids of the state or body it belongs to, as far as anybody tells.
    pub(super) owners: Vec<String>,
}

/// Words that turn a title into one that is not held.
const NOT_HELD: [&str; 6] = ["mantan", "eks", "bekas", "calon", "almarhum", "wakil"];

/// How many tokens may stand between a title and the name behind it.
const REACH: usize = 12;

/// Whether the word before a title says that it is not held.
pub(super) fn is_not_held(scene: &Scene<'_>, title: usize) -> bool {
    let before = title.checked_sub(1).map(|i| scene.text.lower(i));
    before.is_some_and(|w| NOT_HELD.contains(&w))
}

/// All titles with their holders.
pub(super) fn find(scene: &Scene<'_>, entities: &Entities) -> Vec<Holder> {
    let mut out = Vec::new();
    for (tokens, ix) in &scene.mentions.roles {
        let Some(role) = scene.seeds.roles.get(*ix) else {
            continue;
        };
        if is_not_held(scene, tokens.start) || role.kind == "honorific" {
            continue;
        }
        let Some((person, owners)) = holder(scene, entities, tokens) else {
            continue;
        };
        out.push(Holder {
            person,
            title: role.role.to_lowercase(),
            post: role.english.clone(),
            kind: role.kind.clone(),
            owners,
        });
    }
    out.extend(of_rows(scene, entities));
    out
}

/// The person of a title and the bodies between.
fn holder(
    scene: &Scene<'_>,
    entities: &Entities,
    title: &Range<usize>,
) -> Option<(EntityIx, Vec<String>)> {
    let mut owners = Vec::new();
    let behind = name_behind(scene, entities, title.end, &mut owners);
    let person = behind.or_else(|| {
        let before = name_before(scene, title.start)?;
        owners.clear();
        // What follows the title is what it belongs to.
        let body = scene.mentions.beginning(title.end..title.end + 1);
        owners.extend(body.filter_map(|(ix, _)| id(entities, ix)));
        Some(before)
    })?;
    Some((entities.one(person)?, owners))
}

fn id(entities: &Entities, mention: usize) -> Option<String> {
    let linked = entities.entities.get(entities.one(mention)?)?;
    let owns = matches!(
        linked.kind,
        EntityType::State | EntityType::Organization | EntityType::Place
    );
    owns.then(|| linked.id.clone())
}

fn is_person(m: &Mention) -> bool {
    m.kind == EntityType::Person && matches!(m.what, What::Known(_) | What::Shape)
}

/// The name behind a title, past capitals, bodies, brackets and further titles.
fn name_behind(
    scene: &Scene<'_>,
    entities: &Entities,
    from: usize,
    owners: &mut Vec<String>,
) -> Option<usize> {
    let sentence = scene.text.sentences.get(scene.text.sentence_of(from)?)?;
    let end = sentence.tokens.end.min(from + REACH);
    let mut at = from;
    while at < end {
        let mut here = scene.mentions.beginning(at..at + 1);
        if let Some((ix, m)) = here.next() {
            if is_person(m) {
                return Some(ix);
            }
            if m.kind == EntityType::Person {
                return None;
            }
            owners.extend(id(entities, ix));
            at = m.tokens.end;
            continue;
        }
        let title = scene.mentions.role_at(at);
        let capital = scene
            .text
            .tokens
            .get(at)
            .is_some_and(|t| t.shape.is_capital());
        let between = matches!(
            scene.text.kind(at),
            Some(Kind::Open | Kind::Close | Kind::Comma)
        ) || ["baru", "dan", "sementara"].contains(&scene.text.lower(at));
        // A comma ends the title, unless the name stands right behind it.
        let comma = scene.text.kind(at) == Some(Kind::Comma);
        let named = || {
            let mut next = scene.mentions.beginning(at + 1..at + 2);
            next.any(|(_, m)| is_person(m))
        };
        match title {
            _ if comma && !named() => return None,
            Some((t, _)) => at = t.end,
            None if capital || between => at += 1,
            None => return None,
        }
    }
    None
}

/// The name before a title: `Mark Rutte, kepala`, `memilih Bahlil sebagai ketua`.
fn name_before(scene: &Scene<'_>, title: usize) -> Option<usize> {
    let mut at = title.checked_sub(1)?;
    if scene.text.lower(at) == "seorang" {
        at = at.checked_sub(1)?;
    }
    let apart = matches!(scene.text.kind(at), Some(Kind::Comma | Kind::Open));
    let joins = ["sebagai", "selaku", "menjadi", "adalah"].contains(&scene.text.lower(at));
    let mut names = scene.mentions.ending(at);
    let name = names.find(|(_, m)| is_person(m)).map(|(ix, _)| ix);
    name.filter(|_| apart || joins)
}

/// The posts of persons that the names file knows, on the day of the article.
fn of_rows(scene: &Scene<'_>, entities: &Entities) -> Vec<Holder> {
    let day = scene.text.article.published;
    let rows = entities
        .entities
        .iter()
        .enumerate()
        .filter_map(|(person, e)| {
            let name = scene.seeds.names.get(e.row?)?;
            let in_office = day.is_none_or(|d| name.term.holds(d));
            let owners = [name.state, name.within].into_iter().flatten();
            let owners = owners
                .filter_map(|o| scene.seeds.names.get(o))
                .map(|n| n.id.clone());
            let title = name.role.clone().filter(|_| in_office)?.to_lowercase();
            let role = scene
                .seeds
                .roles
                .iter()
                .find(|r| r.role.eq_ignore_ascii_case(&title));
            Some(Holder {
                person,
                post: name.post.clone().unwrap_or_default(),
                kind: role.map(|r| r.kind.clone()).unwrap_or_default(),
                title,
                owners: owners.collect(),
            })
        });
    rows.collect()
}
