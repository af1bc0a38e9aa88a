//! An article → a page that shows, sentence by sentence, what extraction saw and why.

use std::fmt::Write as _;

use super::{Context, clause, run};
use crate::link;
use crate::mention;
use crate::read::Article;
use crate::seeds::Seeds;
use crate::text;

/// What each stage saw in an article, or in its `only`-th sentence (from 1), as plain text.
#[must_use]
pub fn explain(article: &Article, seeds: &Seeds, only: Option<usize>) -> String {
    let text = text::split(article, &seeds.lexicon);
    let mentions = mention::find(&text, seeds);
    let mut entities = link::resolve(&text, &mentions, seeds);
    let context = Context {
        text: &text,
        mentions: &mentions,
        seeds,
    };
    let found = run(&context, &mut entities);
    let id = |e: usize| {
        entities
            .entities
            .get(e)
            .map_or("?", |e| e.id.as_str())
            .to_owned()
    };
    let opt = |e: Option<usize>| e.map_or_else(|| "-".to_owned(), id);
    let mut out = String::new();
    for (n, sentence) in text
        .sentences
        .iter()
        .enumerate()
        .filter(|(n, _)| only.is_none_or(|o| o == n + 1))
    {
        let parse = clause::parse(&context, n);
        let _ = writeln!(
            out,
            "\n{}. [{:?}] {}",
            n + 1,
            sentence.block,
            text.words(sentence.tokens.clone())
        );
        for (i, chunk) in parse.chunks.iter().enumerate() {
            let subject = parse
                .subject
                .get(i)
                .copied()
                .flatten()
                .and_then(|s| parse.chunks.get(s));
            let subject = subject
                .map(|s| format!("   subject: {}", text.words(s.tokens.clone())))
                .unwrap_or_default();
            let clause = parse.clause.get(i).copied().unwrap_or(0);
            let _ = writeln!(
                out,
                "   {clause:>2} {:<12} {}{subject}",
                format!("{:?}", chunk.kind),
                text.words(chunk.tokens.clone())
            );
        }
        for (ix, m) in mentions
            .mentions
            .iter()
            .enumerate()
            .filter(|(_, m)| m.sentence == n)
        {
            let of: Vec<String> = entities
                .of
                .get(ix)
                .into_iter()
                .flatten()
                .map(|e| id(*e))
                .collect();
            let _ = writeln!(
                out,
                "   mention  {} → {}",
                text.words(m.tokens.clone()),
                of.join(", ")
            );
        }
        for q in mentions
            .quantities
            .iter()
            .filter(|q| sentence.tokens.contains(&q.tokens.start))
        {
            let _ = writeln!(
                out,
                "   quantity {} → {:?}..{:?} {}",
                q.value.text, q.value.min, q.value.max, q.value.unit
            );
        }
        for d in mentions
            .dates
            .iter()
            .filter(|d| sentence.tokens.contains(&d.tokens.start))
        {
            let _ = writeln!(
                out,
                "   date     {} → {}",
                text.words(d.tokens.clone()),
                d.edtf
            );
        }
        for s in found
            .speech
            .iter()
            .filter(|s| sentence.tokens.contains(&s.cue.start))
        {
            let speakers: Vec<String> = s.speakers.iter().map(|e| id(*e)).collect();
            let _ = writeln!(
                out,
                "   speech   {} {} «{}»",
                speakers.join("+"),
                s.act.name(),
                text.words(s.content.clone())
            );
        }
        for c in found.claims.iter().filter(|c| c.sentence == n) {
            let term = seeds
                .predicates
                .get(c.predicate)
                .map_or("", |p| p.term.as_str());
            let sources: Vec<String> = c.sources.iter().map(|e| id(*e)).collect();
            let quantity = c
                .quantity
                .as_ref()
                .map(|q| q.text.clone())
                .unwrap_or_default();
            let _ = writeln!(
                out,
                "   claim    {} —{term}→ {} {} {} time {} place {} qty {quantity:?} by {} [{}]",
                opt(c.subject),
                opt(c.object),
                c.polarity.name(),
                c.modality.name(),
                c.time.as_deref().unwrap_or("-"),
                opt(c.place),
                sources.join("+"),
                text.words(c.trigger.clone()),
            );
        }
        for r in found
            .refusals
            .iter()
            .filter(|r| sentence.tokens.contains(&r.trigger.start))
        {
            let term = seeds
                .predicates
                .get(r.predicate)
                .map_or("", |p| p.term.as_str());
            let _ = writeln!(
                out,
                "   refused  {} {term}: {}",
                text.words(r.trigger.clone()),
                r.reason
            );
        }
    }
    out
}
