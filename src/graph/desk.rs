//! Claims and documents → what claims are compared by, worked out once: order, day, time and voices.
//!
//! Not obvious: claims are grouped by hashing and come in groups in the order of their first member, never in that of
//! the hash.

use std::collections::BTreeMap;
use std::hash::Hash;

use jiff::civil::Date;
use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::{Claim, Document, Period, sources::Speakers};

/// Claims, sorted by id, with what is needed to compare them.
pub(super) struct Desk<'g> {
    pub(super) claims: &'g [Claim],
    /// Who speaks in each claim.
    pub(super) speakers: Speakers<'g>,
    /// Day of publication of each claim.
    days: Vec<Option<Date>>,
    /// The time of each claim, where it is a date.
    periods: Vec<Option<Period>>,
    /// Place of each claim in the order of publication.
    ranks: Vec<u32>,
}

impl<'g> Desk<'g> {
    pub(super) fn new(claims: &'g [Claim], documents: &'g BTreeMap<String, Document>) -> Self {
        let published: FxHashMap<&str, Option<Date>> = documents
            .iter()
            .map(|(name, document)| (name.as_str(), published(document)))
            .collect();
        let day = |claim: &Claim| published.get(claim.document.as_str()).copied().flatten();
        let days: Vec<Option<Date>> = claims.par_iter().map(day).collect();
        let period = |claim: &Claim| claim.time.as_deref().and_then(Period::parse);
        Self {
            claims,
            speakers: Speakers::of(claims, documents),
            periods: claims.par_iter().map(period).collect(),
            ranks: ranks(claims, &days),
            days,
        }
    }

    /// Day of publication.
    pub(super) fn published(&self, at: usize) -> Option<Date> {
        self.days.get(at).copied().flatten()
    }

    /// When it happened, as far as the claim gives a date.
    pub(super) fn period(&self, at: usize) -> Option<Period> {
        self.periods.get(at).copied().flatten()
    }

    /// Sorts by day of publication (unknown last), document and place in it.
    pub(super) fn in_order(&self, group: &mut [usize]) {
        group.sort_unstable_by_key(|&at| self.ranks.get(at));
    }

    /// Positions of claims with the same key, in order of publication; single ones left out.
    pub(super) fn groups<K: Hash + Eq>(
        &self,
        key: impl Fn(usize, &'g Claim) -> Option<K>,
    ) -> Vec<Vec<usize>> {
        let keys = self.claims.iter().enumerate();
        let keys = keys.map(|(at, claim)| key(at, claim));
        let mut groups = alike(keys);
        groups.retain(|group| group.len() > 1);
        groups.par_iter_mut().for_each(|group| self.in_order(group));
        groups
    }
}

/// Positions of equal keys, in their order; groups in the order of their first member.
pub(super) fn alike<K: Hash + Eq>(keys: impl Iterator<Item = Option<K>>) -> Vec<Vec<usize>> {
    let mut known: FxHashMap<K, usize> = FxHashMap::default();
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for (at, key) in keys.enumerate() {
        let Some(key) = key else { continue };
        let group = *known.entry(key).or_insert(groups.len());
        match groups.get_mut(group) {
            Some(group) => group.push(at),
            None => groups.push(Vec::from([at])),
        }
    }
    groups
}

/// The place of each claim in the order of publication, document and place in it.
fn ranks(claims: &[Claim], days: &[Option<Date>]) -> Vec<u32> {
    let dated = claims.iter().zip(days).enumerate();
    let mut order: Vec<_> = dated
        .map(|(at, (claim, day))| {
            let published = (day.is_none(), *day);
            (published, claim.document.as_str(), claim.trigger, at)
        })
        .collect();
    order.par_sort_unstable();
    let mut ranks = vec![0; claims.len()];
    for (rank, (.., at)) in (0..).zip(order) {
        ranks[at] = rank;
    }
    ranks
}

/// Day of publication.
fn published(document: &Document) -> Option<Date> {
    document.published.as_deref()?.parse().ok()
}
