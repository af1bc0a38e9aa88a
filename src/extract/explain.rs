//! An article → a page that shows, sentence by sentence, what extraction saw and why.

use std::fmt::Write as _;
use std::ops::Range;

use super::{Context, Found, clause, read_through};
use crate::link::{Entities, EntityIx};
use crate::read::Article;
use crate::seeds::Seeds;

/// What each stage saw in an article, or in its `only`-th sentence (from 1), as plain text.
#[must_use]
pub fn explain(article: &Article, seeds: &Seeds, only: Option<usize>) -> String {
    read_through(article, seeds, |context, entities, found| {
        let page = Page {
            context,
            entities,
            found,
        };
        (0..context.text.sentences.len())
            .filter(|n| only.is_none_or(|o| o == n + 1))
            .map(|n| page.sentence(n))
            .collect()
    })
}

struct Page<'a> {
    context: &'a Context<'a>,
    entities: &'a Entities,
    found: &'a Found,
}

/// One line of the page; writing to a string cannot fail.
macro_rules! line {
    ($out:expr, $($arg:tt)*) => {{
        let _ = writeln!($out, $($arg)*);
    }};
}

impl Page<'_> {
    fn words(&self, tokens: &Range<usize>) -> &str {
        self.context.text.words(tokens.clone())
    }

    fn ids(&self, entities: &[EntityIx]) -> String {
        let id = |e: &EntityIx| {
            self.entities
                .entities
                .get(*e)
                .map_or("?", |l| l.id.as_str())
        };
        if entities.is_empty() {
            "-".to_owned()
        } else {
            entities.iter().map(id).collect::<Vec<_>>().join("+")
        }
    }

    fn term(&self, predicate: usize) -> &str {
        self.context.seeds.term(predicate)
    }

    fn sentence(&self, n: usize) -> String {
        let Some(sentence) = self.context.text.sentences.get(n) else {
            return String::new();
        };
        let mut out = String::new();
        line!(
            out,
            "\n{}. [{:?}] {}",
            n + 1,
            sentence.block,
            self.words(&sentence.tokens)
        );
        self.chunks(n, &mut out);
        self.named(n, &sentence.tokens, &mut out);
        self.said(n, &sentence.tokens, &mut out);
        out
    }

    fn chunks(&self, n: usize, out: &mut String) {
        let parse = clause::parse(self.context, n);
        for (i, chunk) in parse.chunks.iter().enumerate() {
            let subject = parse
                .subject
                .get(i)
                .copied()
                .flatten()
                .and_then(|s| parse.chunks.get(s));
            let subject = subject
                .map(|s| format!("   subject: {}", self.words(&s.tokens)))
                .unwrap_or_default();
            let clause = parse.clause.get(i).copied().unwrap_or(0);
            line!(
                out,
                "   {clause:>2} {:<12} {}{subject}",
                format!("{:?}", chunk.kind),
                self.words(&chunk.tokens)
            );
        }
    }

    fn named(&self, n: usize, tokens: &Range<usize>, out: &mut String) {
        let mentions = self.context.mentions;
        for (ix, m) in mentions.in_sentence(n) {
            let of = self.entities.of.get(ix).map_or(&[][..], Vec::as_slice);
            line!(
                out,
                "   mention  {} → {}",
                self.words(&m.tokens),
                self.ids(of)
            );
        }
        for q in mentions
            .quantities
            .iter()
            .filter(|q| tokens.contains(&q.tokens.start))
        {
            line!(
                out,
                "   quantity {} → {:?}..{:?} {}",
                q.value.text,
                q.value.min,
                q.value.max,
                q.value.unit
            );
        }
        for d in mentions
            .dates
            .iter()
            .filter(|d| tokens.contains(&d.tokens.start))
        {
            line!(
                out,
                "   date     {} → {}",
                self.words(&d.tokens),
                d.edtf.as_deref().unwrap_or("unresolved")
            );
        }
    }

    fn said(&self, n: usize, tokens: &Range<usize>, out: &mut String) {
        for s in self
            .found
            .speech
            .iter()
            .filter(|s| tokens.contains(&s.cue.start))
        {
            line!(
                out,
                "   speech   {} {} «{}»",
                self.ids(&s.speakers),
                s.act.name(),
                self.words(&s.content)
            );
        }
        for c in self.found.claims.iter().filter(|c| c.sentence == n) {
            let end = |e: Option<EntityIx>| self.ids(e.as_slice());
            let how = format!("{} {}", c.polarity.name(), c.modality.name());
            let when = c.time.as_deref().unwrap_or("-");
            let many = c.quantity.as_ref().map_or("-", |q| q.text.as_str());
            line!(
                out,
                "   claim    {} —{}→ {} | {how} | when {when} | where {} | how many {many} | by {} | «{}»",
                end(c.subject),
                self.term(c.predicate),
                end(c.object),
                end(c.place),
                self.ids(&c.sources),
                self.words(&c.trigger),
            );
        }
        for r in self
            .found
            .refusals
            .iter()
            .filter(|r| tokens.contains(&r.trigger.start))
        {
            line!(
                out,
                "   refused  {} {}: {}",
                self.words(&r.trigger),
                self.term(r.predicate),
                r.reason
            );
        }
    }
}
