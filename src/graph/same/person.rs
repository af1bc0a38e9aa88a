//! Persons of many documents → who is one, by name, title, body and company.
//!
//! Persons with the same full name are first grouped by what they firmly share: a row, a title, a body, or two of the company
//! they keep. One such group: all of that name are one. Several: they are several persons, and a document that tells neither title nor
//! body joins the one whose company it shares, or stays alone. A lone name never joins by name only.

use std::collections::{BTreeMap, BTreeSet};

use petgraph::unionfind::UnionFind;

use super::decisions::{Decision, Decisions, Named};
use super::spelling::key;
use super::{Atom, Same, Tier, is_known};
use crate::link::slug;
use crate::record::{EntityType, Record};

/// How many of its company two documents must share to speak of one person.
const COMPANY: usize = 2;

/// How many days may lie between a lone name and the full one.
const YEAR: i32 = 366;

/// What one document tells of a person.
struct Profile<'a> {
    atom: Atom<'a>,
    /// Titles as written, lower-cased.
    titles: BTreeSet<String>,
    /// Ids of the states and bodies of those titles.
    bodies: BTreeSet<&'a str>,
    /// Both together.
    posts: BTreeSet<(String, &'a str)>,
}

/// Persons of one full name that are one.
struct Group {
    members: Vec<usize>,
    known: Option<String>,
    titles: BTreeSet<String>,
}

/// The words of a record's id that stand for its text.
pub(super) fn of_document(record: &Record) -> String {
    record.sha256.chars().take(8).collect()
}

/// Joins persons across documents.
pub(super) fn join(atoms: &[Atom<'_>], decisions: &Decisions, same: &mut Same) {
    let persons = atoms.iter().filter(|a| a.entity.kind == EntityType::Person);
    let mut by_name: BTreeMap<String, Vec<Profile<'_>>> = BTreeMap::new();
    let mut lone: Vec<Profile<'_>> = Vec::new();
    for atom in persons {
        if is_known(atom.entity) || atom.entity.name.split_whitespace().count() > 1 {
            by_name
                .entry(key(&atom.entity.name))
                .or_default()
                .push(profile(*atom));
        } else {
            lone.push(profile(*atom));
        }
    }
    let apart = apart(decisions);
    let mut posts: Posts<'_> = BTreeMap::new();
    for profiles in by_name.values() {
        for group in groups(profiles, &apart) {
            settle(profiles, &group, same);
        }
        for p in profiles {
            note_posts(p, same.id(&p.atom), &mut posts);
        }
    }
    for p in &lone {
        attach(p, &posts, same);
    }
}

fn profile(atom: Atom<'_>) -> Profile<'_> {
    let id = atom.entity.id.as_str();
    let held = atom.record.statements.iter();
    let held = held.filter(|s| s.predicate == "hasRole" && s.subject.as_deref() == Some(id));
    let (mut titles, mut bodies, mut posts) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    for said in held {
        let title = said.role.as_deref().map(str::to_lowercase);
        titles.extend(title.clone());
        bodies.extend(said.object.as_deref());
        posts.extend(title.zip(said.object.as_deref()));
    }
    Profile {
        atom,
        titles,
        bodies,
        posts,
    }
}

impl<'a> Profile<'a> {
    /// Ids of persons, bodies and places of the document that no other kind of thing is.
    fn company(&self) -> impl Iterator<Item = &'a str> {
        let Atom { record, entity } = self.atom;
        let kinds = [
            EntityType::Person,
            EntityType::Organization,
            EntityType::Place,
        ];
        let others = record.entities.iter();
        let others = others.filter(move |e| e.id != entity.id && kinds.contains(&e.kind));
        others.map(|e| e.id.as_str())
    }
}

/// Pairs of ids that users keep apart everywhere, both ways.
fn apart(decisions: &Decisions) -> BTreeSet<(&str, &str)> {
    let everywhere = |named: &Named| named.document.is_none();
    let rows = decisions.rows.iter().filter_map(|row| match &row.decision {
        Decision::Different(a, b) if everywhere(a) && everywhere(b) => {
            Some((a.id.as_str(), b.id.as_str()))
        }
        _ => None,
    });
    rows.flat_map(|(a, b)| [(a, b), (b, a)]).collect()
}

/// Divides persons of one name; members and groups in order.
fn groups(profiles: &[Profile<'_>], apart: &BTreeSet<(&str, &str)>) -> Vec<Group> {
    let mut firm = UnionFind::new(profiles.len());
    let mut first: BTreeMap<(&str, String), usize> = BTreeMap::new();
    let mut tie = |kind: &'static str, what: String, at: usize| {
        let other = *first.entry((kind, what)).or_insert(at);
        firm.union(at, other);
    };
    for (at, p) in profiles.iter().enumerate() {
        if is_known(p.atom.entity) {
            tie("row", p.atom.entity.id.clone(), at);
        }
        for title in &p.titles {
            tie("title", title.clone(), at);
            // "kepala dinas", "kepala dinas kesehatan"
            let head: Vec<&str> = title.split(' ').take(2).collect();
            tie("title", head.join(" "), at);
        }
        p.bodies
            .iter()
            .for_each(|b| tie("body", (*b).to_owned(), at));
    }
    let told = |p: &Profile<'_>| is_known(p.atom.entity) || !p.titles.is_empty();
    let mut cores: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    let mut untold = Vec::new();
    for (at, p) in profiles.iter().enumerate() {
        if told(p) {
            cores.entry(firm.find(at)).or_default().push(at);
        } else {
            untold.push(at);
        }
    }
    let cores = by_company(profiles, cores.into_values().collect());
    let mut groups = divided(profiles, cores, untold, apart);
    for group in &mut groups {
        group.members.sort_unstable();
    }
    groups.sort_by_key(|g| g.members.first().copied());
    groups
}

/// Joins groups that share two of their company.
fn by_company(profiles: &[Profile<'_>], cores: Vec<Vec<usize>>) -> Vec<Vec<usize>> {
    if cores.len() < 2 {
        return cores;
    }
    let company: Vec<BTreeSet<&str>> = cores.iter().map(|c| company(profiles, c)).collect();
    let mut joined = UnionFind::new(cores.len());
    for one in 0..cores.len() {
        for other in one + 1..cores.len() {
            if company[one].intersection(&company[other]).count() >= COMPANY {
                joined.union(one, other);
            }
        }
    }
    let mut out: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, core) in cores.into_iter().enumerate() {
        out.entry(joined.find(at)).or_default().extend(core);
    }
    out.into_values().collect()
}

fn company<'a>(profiles: &[Profile<'a>], members: &[usize]) -> BTreeSet<&'a str> {
    members
        .iter()
        .flat_map(|at| profiles[*at].company())
        .collect()
}

/// Gives those of whom no title is told to the only group, else to the one whose company they share, else to none.
fn divided(
    profiles: &[Profile<'_>],
    mut cores: Vec<Vec<usize>>,
    untold: Vec<usize>,
    apart: &BTreeSet<(&str, &str)>,
) -> Vec<Group> {
    let kept_apart = |one: &[usize], other: usize| {
        let id = |at: usize| profiles[at].atom.entity.id.as_str();
        one.iter().any(|at| apart.contains(&(id(*at), id(other))))
    };
    let known_company: Vec<BTreeSet<&str>> = match cores.as_slice() {
        // The only group needs no company.
        [_] => vec![BTreeSet::new()],
        cores => cores.iter().map(|c| company(profiles, c)).collect(),
    };
    let mut alone: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for at in untold {
        let own: BTreeSet<&str> = match known_company.len() {
            0 | 1 => BTreeSet::new(),
            _ => profiles[at].company().collect(),
        };
        let shares = |c: &BTreeSet<&str>| c.intersection(&own).count() >= COMPANY;
        let fitting: Vec<usize> = match known_company.len() {
            1 => vec![0],
            _ => (0..known_company.len())
                .filter(|c| shares(&known_company[*c]))
                .collect(),
        };
        match fitting.as_slice() {
            [only] if !kept_apart(&cores[*only], at) => cores[*only].push(at),
            // With nobody told apart, the name alone makes one person.
            [] if known_company.is_empty() => alone.entry(String::new()).or_default().push(at),
            _ => alone
                .entry(profiles[at].atom.record.document.clone())
                .or_default()
                .push(at),
        }
    }
    cores.extend(alone.into_values());
    let group = |members: Vec<usize>| {
        let known = members
            .iter()
            .map(|at| profiles[*at].atom.entity)
            .find(|e| is_known(e));
        Group {
            known: known.map(|e| e.id.clone()),
            titles: members
                .iter()
                .flat_map(|at| profiles[*at].titles.clone())
                .collect(),
            members,
        }
    };
    let mut groups: Vec<Group> = cores.into_iter().map(group).collect();
    split(profiles, &mut groups, apart);
    groups
}

/// Takes out of a group whom users keep apart from its first.
fn split(profiles: &[Profile<'_>], groups: &mut Vec<Group>, apart: &BTreeSet<(&str, &str)>) {
    let mut out = Vec::new();
    for group in groups.iter_mut() {
        let id = |at: usize| profiles[at].atom.entity.id.as_str();
        let Some(&first) = group.members.first() else {
            continue;
        };
        let (gone, kept): (Vec<usize>, Vec<usize>) = group
            .members
            .iter()
            .partition(|at| apart.contains(&(id(first), id(**at))));
        group.members = kept;
        if !gone.is_empty() {
            out.push(Group {
                known: None,
                titles: BTreeSet::new(),
                members: gone,
            });
        }
    }
    groups.extend(out);
}

/// Gives the members of a group one id: that of the row, else the id that most documents have, told apart from other groups of the name.
fn settle(profiles: &[Profile<'_>], group: &Group, same: &mut Same) {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for at in &group.members {
        *counts.entry(&profiles[*at].atom.entity.id).or_insert(0) += 1;
    }
    let most = counts
        .iter()
        .max_by_key(|(id, n)| (**n, std::cmp::Reverse(**id)));
    let Some(own) = most.map(|(id, _)| (*id).to_owned()) else {
        return;
    };
    let shared = profiles
        .iter()
        .enumerate()
        .any(|(at, p)| p.atom.entity.id == own && group.members.binary_search(&at).is_err());
    let id = match (&group.known, shared) {
        (Some(known), _) => known.clone(),
        (None, false) => own,
        (None, true) => format!("{own}-{}", mark(profiles, group)),
    };
    for at in &group.members {
        let atom = &profiles[*at].atom;
        let tier = if group.known.is_none() && shared {
            Tier::OtherPerson
        } else {
            Tier::Spelling
        };
        same.move_to(atom, &id, tier);
    }
}

/// What tells a group from others of its name: its first title, else its first document.
fn mark(profiles: &[Profile<'_>], group: &Group) -> String {
    let title = group
        .titles
        .first()
        .map(|t| slug(t))
        .filter(|t| !t.is_empty());
    title.unwrap_or_else(|| {
        let documents = group
            .members
            .iter()
            .map(|at| of_document(profiles[*at].atom.record));
        documents.min().unwrap_or_default()
    })
}

/// (word of the name, title, body) → the persons that have it, with the days on which documents say so.
type Posts<'a> = BTreeMap<(String, String, &'a str), BTreeMap<String, Vec<i32>>>;

fn note_posts<'a>(p: &Profile<'a>, id: &str, posts: &mut Posts<'a>) {
    let Some(day) = day(p.atom.record) else {
        return;
    };
    let name = key(&p.atom.entity.name);
    for (title, body) in &p.posts {
        for word in name.split('-') {
            let of = posts
                .entry((word.to_owned(), title.clone(), *body))
                .or_default();
            of.entry(id.to_owned()).or_default().push(day);
        }
    }
}

/// A lone name with a title and its body goes to the one person who had both within a year.
fn attach(p: &Profile<'_>, posts: &Posts<'_>, same: &mut Same) {
    let Some(day) = day(p.atom.record) else {
        return;
    };
    let name = key(&p.atom.entity.name);
    let near = |days: &Vec<i32>| days.iter().any(|d| (d - day).abs() <= YEAR);
    let persons: BTreeSet<&String> = p
        .posts
        .iter()
        .filter_map(|(title, body)| posts.get(&(name.clone(), title.clone(), *body)))
        .flat_map(|of| of.iter().filter(|(_, days)| near(days)).map(|(id, _)| id))
        .collect();
    if let (1, Some(only)) = (persons.len(), persons.first()) {
        same.move_to(&p.atom, only, Tier::TitleAndBody);
    }
}

/// Days since the year 0, roughly, for distances.
fn day(record: &Record) -> Option<i32> {
    let day: jiff::civil::Date = record.published.as_deref()?.parse().ok()?;
    Some(i32::from(day.year()) * 366 + i32::from(day.day_of_year()))
}
