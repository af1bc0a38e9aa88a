//! `simpul entities`: who and what the store knows, and what may be one.

use std::io::Write;

use simpul::graph::{self as entity_graph, Entity};
use simpul::record::EntityType;

use super::args::Entities;
use super::{Outcome, Usage, complain, graph};

/// How many forms a line shows.
const FORMS: usize = 6;

/// Lists entities, most mentioned first, or with `--near` the pairs worth a decision.
pub(crate) fn run(options: &Entities) -> anyhow::Result<Outcome> {
    let kind = options.kind.as_deref().map(kind).transpose()?;
    let store = graph::store(&options.graph)?;
    let records = graph::whole(store.records()?).collect::<Result<Vec<_>, _>>()?;
    let decisions = graph::decisions(&store)?;
    for (line, id) in &entity_graph::same(&records, &decisions).unused {
        complain(&format!(
            "decision of line {line}: no document names `{id}`"
        ));
    }
    let graph = entity_graph::build_with(&records, &decisions);
    let mut out = std::io::stdout().lock();
    let of_kind = |e: &&Entity| kind.is_none_or(|k| e.kind == k);
    if options.near {
        writeln!(out, "decision\ta\tb\tauthor\treason")?;
        for near in entity_graph::near_misses(&graph) {
            let shown = graph.entities.get(&near.one).filter(of_kind);
            if shown.is_some() {
                writeln!(out, "same\t{}\t{}\t\t{}", near.one, near.other, near.why)?;
            }
        }
        return Ok(Outcome::Complete);
    }
    let mut entities: Vec<&Entity> = graph.entities.values().filter(of_kind).collect();
    entities.sort_by_key(|e| (std::cmp::Reverse(e.mentions.len()), &e.id));
    writeln!(out, "id\ttype\tname\tdocuments\tmentions\tforms")?;
    for entity in entities {
        let mentions: usize = entity.forms.values().sum();
        let documents = entity.mentions.len();
        let (id, kind, name) = (&entity.id, entity.kind, &entity.name);
        writeln!(
            out,
            "{id}\t{kind}\t{name}\t{documents}\t{mentions}\t{}",
            forms(entity)
        )?;
    }
    Ok(Outcome::Complete)
}

/// The commonest forms with their counts.
fn forms(entity: &Entity) -> String {
    let mut forms: Vec<(&String, &usize)> = entity.forms.iter().collect();
    forms.sort_by_key(|(form, count)| (std::cmp::Reverse(**count), *form));
    let shown = forms
        .iter()
        .take(FORMS)
        .map(|(form, count)| format!("{form} {count}"));
    shown.collect::<Vec<_>>().join(" | ")
}

fn kind(name: &str) -> anyhow::Result<EntityType> {
    let found = EntityType::ALL
        .into_iter()
        .find(|k| k.name().eq_ignore_ascii_case(name));
    found.ok_or_else(|| {
        let all = EntityType::ALL.map(EntityType::name).join(", ");
        Usage(format!("--type: `{name}` is none of {all}")).into()
    })
}
