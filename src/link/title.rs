//! A title without a name → its holder: `menteri itu`, `Kepala NATO itu`, `Presiden AS`.
//!
//! First whom the article itself calls so; then, for a post of a state, the row of the names file whose term holds the
//! article's day. A title that several persons hold within a few sentences means none of them.

use std::ops::Range;

use rustc_hash::FxHashSet;

use super::anaphora::{Answer, Scene, reason};
use super::holders::{Holder, is_not_held};
use super::{Entities, EntityIx};
use crate::seeds::Role;

/// How many sentences back somebody still stands in view.
const VIEW: usize = 4;

/// Kinds of title that a leader holds.
const LEADERS: [&str; 2] = ["head", "royal"];

pub(super) fn resolve(
    scene: &Scene<'_>,
    entities: &mut Entities,
    ix: usize,
    role: &Range<usize>,
    owner: Option<usize>,
    points_back: bool,
) -> Answer {
    if is_not_held(scene, role.start) {
        return Err(reason::FORMER);
    }
    let written = scene
        .mentions
        .role_at(role.start)
        .filter(|(t, _)| t == role);
    let role = written.and_then(|(_, r)| scene.seeds.roles.get(*r));
    let role = role.ok_or(reason::NOBODY)?;
    let owner = owner
        .and_then(|o| entities.one(o))
        .and_then(|o| entities.entities.get(o));
    let owner = owner.map(|o| o.id.clone());
    let title = role.role.to_lowercase();
    let held = |h: &&Holder| match &owner {
        Some(owner) => h.owners.contains(owner) && same_post(role, &title, h, points_back),
        None => same_post(role, &title, h, true),
    };
    let mut persons: Vec<EntityIx> = Vec::new();
    for holder in scene.holders.iter().filter(held) {
        if !persons.contains(&holder.person) {
            persons.push(holder.person);
        }
    }
    if persons.is_empty() {
        let owner = owner.ok_or(reason::NOBODY)?;
        return in_office(scene, entities, role, &owner).map(|e| vec![e]);
    }
    let in_view: Vec<EntityIx> = if points_back {
        seen(scene, entities, ix, &persons)
    } else {
        persons
    };
    match in_view.as_slice() {
        [one] => Ok(vec![*one]),
        [] => Err(reason::NOBODY),
        _ => Err(reason::EQUAL),
    }
}

/// Whether somebody with a title can be called by another: the same post, or the wider word of it (`menteri`).
/// `title` is the words of `role` in lower case.
fn same_post(role: &Role, title: &str, held: &Holder, wider: bool) -> bool {
    let same = title == held.title || !role.english.is_empty() && role.english == held.post;
    let word = |rest: &str, at_end: bool| {
        if at_end {
            rest.ends_with(' ')
        } else {
            rest.starts_with(' ')
        }
    };
    let shorter = held
        .title
        .strip_prefix(title)
        .is_some_and(|rest| word(rest, false))
        || role.kind == "military"
            && held
                .title
                .strip_suffix(title)
                .is_some_and(|rest| word(rest, true));
    let leader = role.english == "leader" && LEADERS.contains(&held.kind.as_str());
    same || leader || wider && shorter
}

/// Those of `persons` that stand before `ix` in the nearest sentences; all of them where no near sentence names any.
fn seen(scene: &Scene<'_>, entities: &Entities, ix: usize, persons: &[EntityIx]) -> Vec<EntityIx> {
    let before = |from: usize| -> Vec<EntityIx> {
        let first = scene
            .mentions
            .mentions
            .partition_point(|m| m.sentence < from);
        let mut unseen: FxHashSet<EntityIx> = persons.iter().copied().collect();
        for mention in first..ix {
            if unseen.is_empty() {
                break;
            }
            if let Some(entity) = entities.one(mention) {
                unseen.remove(&entity);
            }
        }
        let seen = persons.iter().filter(|p| !unseen.contains(p));
        seen.copied().collect()
    };
    let here = scene.mention(ix).map_or(0, |m| m.sentence);
    let near = before(here.saturating_sub(VIEW));
    if near.is_empty() { before(0) } else { near }
}

/// The one row that held the post of a state on the day of the article.
fn in_office(
    scene: &Scene<'_>,
    entities: &mut Entities,
    role: &Role,
    owner: &str,
) -> Result<EntityIx, &'static str> {
    let day = scene.text.article.published.ok_or(reason::NOBODY)?;
    let rows = scene.seeds.in_post.get(&role.english).into_iter().flatten();
    let names = rows.filter_map(|row| Some((*row, scene.seeds.names.get(*row)?)));
    let mut rows = names.filter(|(_, n)| {
        let of = n.state.and_then(|s| scene.seeds.names.get(s));
        !n.term.is_open() && n.term.holds(day) && of.is_some_and(|s| s.id == owner)
    });
    let (row, name) = rows.next().ok_or(reason::NOBODY)?;
    if rows.next().is_some() {
        return Err(reason::EQUAL);
    }
    Ok(entities.known(row, name))
}
