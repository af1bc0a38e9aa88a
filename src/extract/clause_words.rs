//! What the words of a chunk say about the clause they stand in.

use super::chunk::ChunkKind;
use super::clause::Parser;
use crate::record::EntityType;
use crate::seeds::{Act, Entry, ReportKind, Shape, Voice};
use crate::text::Kind;

impl Parser<'_> {
    /// Whether a verb only says from whom a report is taken.
    pub(super) fn is_quoted(&self, verb: usize) -> bool {
        let token = self.parse.chunks.get(verb).map_or(0, |c| c.tokens.start);
        let report = self.context.mentions.lookup.report(token);
        report.is_some_and(|(r, _, _)| r.act == Act::Quoted)
    }

    /// `… ," kata Siti Rahma`: a bare cue of speech behind its speech has its subject behind it.
    pub(super) fn is_inverted(&self, verb: usize) -> bool {
        let before = verb.checked_sub(1).and_then(|i| self.kind(i));
        let token = self.parse.chunks.get(verb).map_or(0, |c| c.tokens.start);
        let report = self.context.mentions.lookup.report(token);
        let says = report
            .is_some_and(|(r, voice, _)| r.kind == ReportKind::Verb && voice != Voice::Passive);
        let bare = says && !self.context.text.lower(token).starts_with("me");
        bare && matches!(before, Some(ChunkKind::Comma | ChunkKind::Quote))
            && self.kind(verb + 1) == Some(ChunkKind::Noun)
    }

    /// Whether a phrase is nothing but the name of a place.
    pub(super) fn is_place(&self, i: usize) -> bool {
        let tokens = self.parse.chunks.get(i).map_or(0..0, |c| c.tokens.clone());
        let mut mentions = self.context.mentions.beginning(tokens.clone());
        mentions.any(|(_, m)| m.kind == EntityType::Place && m.tokens == tokens)
    }

    /// Whether a phrase is one adjective, or one word that no seed knows, and no name.
    pub(super) fn is_quality(&self, i: usize) -> bool {
        let Some(tokens) = self.parse.chunks.get(i).map(|c| c.tokens.clone()) else {
            return false;
        };
        let mentions = self.context.mentions;
        let lower = self.context.text.tokens.get(tokens.start);
        let lower = lower.is_some_and(|t| t.shape == Shape::Lower);
        let adjective = mentions
            .lookup
            .has(tokens.start, |e| matches!(e, Entry::Root('a')));
        let unknown = mentions.lookup.at(tokens.start).is_empty();
        tokens.len() == 1
            && lower
            && mentions.covering(tokens.start).is_none()
            && (adjective || unknown)
    }

    /// A dash sets off an insertion, as a comma does.
    pub(super) fn is_dash(&self, i: usize) -> bool {
        let chunk = self.parse.chunks.get(i);
        chunk.is_some_and(|c| self.context.text.kind(c.tokens.start) == Some(Kind::Dash))
    }

    pub(super) fn is_loss(&self, verb: usize) -> bool {
        let lookup = &self.context.mentions.lookup;
        let token = self.parse.chunks.get(verb).map_or(0, |c| c.tokens.start);
        lookup.frames(token).iter().any(|(ix, _, _)| {
            lookup
                .seeds
                .frames
                .get(*ix)
                .is_some_and(|f| f.unit.is_some())
        })
    }

    /// Whether a verb takes a clause as its complement: verbs of saying, and asking.
    pub(super) fn takes_clause(&self, verb: usize) -> bool {
        let Some(chunk) = self.parse.chunks.get(verb) else {
            return false;
        };
        let lookup = &self.context.mentions.lookup;
        lookup
            .report(chunk.tokens.start)
            .is_some_and(|(r, _, _)| r.kind == ReportKind::Verb)
            || lookup
                .longest(chunk.tokens.start, |e| matches!(e, Entry::Modal(_)))
                .is_some()
    }
}
