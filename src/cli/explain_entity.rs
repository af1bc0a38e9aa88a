//! `simpul explain-entity`: why the mentions of an entity were put together.

use std::io::Write;

use simpul::graph::{self as entity_graph, Decision, DecisionRow};
use simpul::record::Quote;
use simpul::store::Stored;

use super::args::ExplainEntity;
use super::{Outcome, graph};

/// How many mentions of one document are shown.
const SHOWN: usize = 3;

/// Prints for each document the tier, the forms and the lines that name the entity, then the decisions about it.
pub(crate) fn run(options: &ExplainEntity) -> anyhow::Result<Outcome> {
    let store = graph::store(&options.graph)?;
    let stored = graph::whole(store.documents()?).collect::<Result<Vec<Stored>, _>>()?;
    let records: Vec<_> = stored.iter().map(|s| s.record.clone()).collect();
    let decisions = graph::decisions(&store)?;
    let same = entity_graph::same(&records, &decisions);
    let built = entity_graph::build_with(&records, &decisions);
    let Some(entity) = built.entities.get(&options.id) else {
        let how = "no entity of this store; `simpul entities` lists them";
        anyhow::bail!("`{}`: {how}", options.id);
    };
    let mut out = std::io::stdout().lock();
    writeln!(out, "{}  {}  {}", entity.id, entity.kind, entity.name)?;
    for article in &stored {
        for named in &article.record.entities {
            let (id, tier) = same.of(&article.record, named);
            if id != options.id {
                continue;
            }
            let day = article.record.published.as_deref().unwrap_or("no day");
            let document = &article.record.document;
            writeln!(out, "\n{document} ({day}): {}", tier.words())?;
            if named.id != id {
                writeln!(out, "   there {} «{}»", named.id, named.name)?;
            }
            for quote in named.mentions.iter().take(SHOWN) {
                writeln!(out, "   {:<24} {}", quote.text, line(&article.text, quote))?;
            }
            let more = named.mentions.len().saturating_sub(SHOWN);
            if more > 0 {
                writeln!(out, "   and {more} more")?;
            }
        }
    }
    for row in decisions.rows.iter().filter(|r| concerns(r, &options.id)) {
        let (number, author, reason) = (row.line, &row.author, &row.reason);
        writeln!(out, "\ndecision of line {number}, by {author}: {reason}")?;
    }
    Ok(Outcome::Complete)
}

/// The line of the text that a mention stands in.
fn line<'a>(text: &'a str, quote: &Quote) -> &'a str {
    let at = text
        .char_indices()
        .nth(quote.start)
        .map_or(text.len(), |(byte, _)| byte);
    let (before, behind) = text.split_at(at);
    let start = before.rfind('\n').map_or(0, |n| n + 1);
    let end = behind.find('\n').map_or(text.len(), |n| at + n);
    text.get(start..end).unwrap_or("").trim()
}

fn concerns(row: &DecisionRow, id: &str) -> bool {
    match &row.decision {
        Decision::Same(a, b) | Decision::Different(a, b) => a.id == id || b.id == id,
        Decision::Rename(of, _) | Decision::Type(of, _) => of == id,
    }
}
