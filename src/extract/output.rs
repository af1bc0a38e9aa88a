//! What extraction found → the public record: entities with identifiers, offsets in code points.
//!
//! Not obvious: quotes are copied from the text as given, damage included; names, roles and quantities are
//! in the words of the repaired text.

use std::ops::Range;

use sha2::{Digest, Sha256};

use super::code_points::CodePoints;
use super::{Claim, Context, Found, fingerprint};
use crate::link::{Entities, EntityIx, Linked};
use crate::mention::What;
use crate::record::{Entity, EntityType, Quote, Record, Refusal, Speech, Statement, Stretch};
use crate::seeds::NounClass;

struct Writer<'a> {
    context: &'a Context<'a>,
    entities: &'a Entities,
    points: CodePoints<'a>,
}

/// Whether a statement names an entity anywhere.
fn takes_part(said: &Statement, id: &str) -> bool {
    let ends = [
        &said.subject,
        &said.object,
        &said.place,
        &said.item,
        &said.about,
    ];
    let mut ends = ends.into_iter().flatten().chain(&said.sources);
    ends.any(|end| end == id)
}

/// Writes the record of an article.
pub(crate) fn record(context: &Context<'_>, entities: &Entities, found: &Found) -> Record {
    let article = context.text.article;
    let writer = Writer {
        context,
        entities,
        points: CodePoints::new(article.given()),
    };
    let mut statements: Vec<Statement> = found
        .claims
        .iter()
        .filter_map(|c| writer.statement(c))
        .collect();
    statements.sort_by(|a, b| {
        (
            a.evidence.start,
            a.trigger.start,
            &a.predicate,
            &a.subject,
            &a.object,
        )
            .cmp(&(
                b.evidence.start,
                b.trigger.start,
                &b.predicate,
                &b.subject,
                &b.object,
            ))
    });
    Record {
        document: article.document.clone(),
        published: article.published.map(|d| d.to_string()),
        outlet: article.outlet.clone(),
        url: article.url.clone(),
        title: article.title.clone(),
        language: article.language.clone(),
        details: article.details.clone(),
        sha256: data_encoding::HEXLOWER.encode(&Sha256::digest(article.given().as_bytes())),
        fingerprint: fingerprint::of(article, context.seeds),
        entities: writer.entities(&statements),
        speech: found
            .speech
            .iter()
            .filter_map(|s| writer.speech(s))
            .collect(),
        statements,
        refusals: found
            .refusals
            .iter()
            .filter_map(|r| writer.refusal(r))
            .collect(),
    }
}

impl Writer<'_> {
    fn quote(&self, tokens: Range<usize>) -> Option<Quote> {
        let article = self.context.text.article;
        let bytes = article.given_range(self.context.text.bytes(&tokens)?);
        Some(Quote {
            start: self.points.before(bytes.start),
            end: self.points.before(bytes.end),
            text: article.given().get(bytes)?.to_owned(),
        })
    }

    fn stretch(&self, tokens: Range<usize>) -> Option<Stretch> {
        self.quote(tokens).map(|q| Stretch {
            start: q.start,
            end: q.end,
        })
    }

    fn id(&self, entity: EntityIx) -> Option<String> {
        self.entities.entities.get(entity).map(|e| e.id.clone())
    }

    fn ids(&self, entities: &[EntityIx]) -> Vec<String> {
        entities.iter().filter_map(|e| self.id(*e)).collect()
    }

    /// A bare noun for weapons (`drone`, `amunisi`) or agreements (`perjanjian dagang`), which news is about only where
    /// something is done with it.
    fn is_generic(&self, entity: &Linked) -> bool {
        let mut nouns = self.context.seeds.nouns.iter();
        let named = |c: char| c.is_uppercase() || c.is_numeric();
        match entity.kind {
            EntityType::Weapon => {
                !entity.name.contains(' ')
                    && nouns.any(|n| n.class == NounClass::Weapon && n.noun == entity.name)
            }
            EntityType::Treaty => !entity.name.contains(named),
            _ => false,
        }
    }

    /// Every entity that the text names in its own words, in order of first mention.
    fn entities(&self, statements: &[Statement]) -> Vec<Entity> {
        let mut mentions: Vec<Vec<Quote>> = vec![Vec::new(); self.entities.entities.len()];
        for (ix, mention) in self.context.mentions.mentions.iter().enumerate() {
            if matches!(mention.what, What::Pronoun(_)) {
                continue;
            }
            let Some(entity) = self.entities.one(ix) else {
                continue;
            };
            if let (Some(list), Some(quote)) =
                (mentions.get_mut(entity), self.quote(mention.tokens.clone()))
            {
                list.push(quote);
            }
        }
        let mut out: Vec<Entity> = self
            .entities
            .entities
            .iter()
            .zip(mentions)
            .filter(|(e, m)| {
                let is_named = !m.is_empty() && !self.is_generic(e);
                is_named || statements.iter().any(|s| takes_part(s, &e.id))
            })
            .map(|(e, mentions)| Entity {
                id: e.id.clone(),
                kind: e.kind,
                name: e.name.clone(),
                english: e.english.clone(),
                wikidata: e.wikidata.clone(),
                mentions,
            })
            .collect();
        out.sort_by_key(|e| e.mentions.first().map_or(usize::MAX, |m| m.start));
        out
    }

    fn speech(&self, stretch: &super::speech::Stretch) -> Option<Speech> {
        Some(Speech {
            speaker: stretch.speakers.first().and_then(|e| self.id(*e)),
            cue: self.quote(stretch.cue.clone())?,
            content: self.stretch(stretch.content.clone())?,
            direct: stretch.direct,
        })
    }

    fn statement(&self, claim: &Claim) -> Option<Statement> {
        let sentence = self.context.text.sentences.get(claim.sentence)?;
        let term = self
            .context
            .seeds
            .predicates
            .get(claim.predicate)?
            .term
            .clone();
        let reporting = claim
            .act
            .map(|a| a.name().to_owned())
            .filter(|_| !claim.sources.is_empty() || term == "estimated");
        Some(Statement {
            subject: claim.subject.and_then(|e| self.id(e)),
            predicate: term,
            object: claim.object.and_then(|e| self.id(e)),
            place: claim.place.and_then(|e| self.id(e)),
            item: claim.item.and_then(|e| self.id(e)),
            about: claim.about.and_then(|e| self.id(e)),
            role: claim
                .role
                .as_ref()
                .map(|r| self.context.text.words(r.clone()).to_owned()),
            time: claim.time.clone(),
            quantity: claim.quantity.clone(),
            polarity: claim.polarity,
            modality: claim.modality,
            sources: self.ids(&claim.sources),
            reporting,
            confidence: claim.confidence,
            evidence: self.quote(sentence.tokens.clone())?,
            trigger: self.stretch(claim.trigger.clone())?,
        })
    }

    fn refusal(&self, refused: &super::claim::Refused) -> Option<Refusal> {
        Some(Refusal {
            trigger: self.quote(refused.trigger.clone())?,
            predicate: self
                .context
                .seeds
                .predicates
                .get(refused.predicate)?
                .term
                .clone(),
            reason: refused.reason.to_owned(),
        })
    }
}
