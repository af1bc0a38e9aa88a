//! What kind of deed a predicate is, where that decides who may do it and to whom.
//!
//! Weapons strike for who owns them; captives may be only counted; a stance towards a thing is one towards whose it is.

use super::Context;
use crate::link::{Entities, EntityIx};

/// Whether a stance towards a thing is one towards whose it is: `dukungan terhadap kemerdekaan Palestina`.
pub(super) fn reaches(context: &Context<'_>, predicate: usize) -> bool {
    ["supported", "criticized", "rejected", "attacked"].contains(&context.seeds.term(predicate))
}

/// Whether a predicate is a deed that ships and aircraft do for who owns them.
pub(super) fn wields(context: &Context<'_>, predicate: usize) -> bool {
    let others = ["exercised", "withdrewFrom"];
    strikes(context, predicate) || others.contains(&context.seeds.term(predicate))
}

/// Whether a predicate is a deed that weapons do for who owns them.
pub(super) fn strikes(context: &Context<'_>, predicate: usize) -> bool {
    ["attacked", "killed", "captured"].contains(&context.seeds.term(predicate))
}

/// Whether an entity is a newspaper or the like.
pub(super) fn is_medium(context: &Context<'_>, entities: &Entities, entity: EntityIx) -> bool {
    let row = entities.entities.get(entity).and_then(|e| e.row);
    let name = row.and_then(|r| context.seeds.names.get(r));
    name.is_some_and(|n| n.detail == "media")
}

/// Whether a predicate may concern people who are only counted: `menangkap tiga orang`.
pub(super) fn captures(context: &Context<'_>, predicate: usize) -> bool {
    ["arrested", "captured"].contains(&context.seeds.term(predicate))
}

/// Whether an entity is a sea.
pub(super) fn is_sea(context: &Context<'_>, entities: &Entities, entity: EntityIx) -> bool {
    let row = entities.entities.get(entity).and_then(|e| e.row);
    let name = row.and_then(|r| context.seeds.names.get(r));
    name.is_some_and(|n| n.detail == "sea")
}
