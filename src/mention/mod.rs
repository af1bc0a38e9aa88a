//! Text → Mentions: every stretch that names a thing, a day or a number.
//!
//! Tiers, cheapest first: what the names file knows; what a head noun announces (`pasukan Korea
//! Utara`, `Kementerian Luar Negeri Rusia`); what its shape and neighbours show to be a name.
//! Who a mention *is*, the next stage decides; here it only gets a kind and a span.

mod by_place;
mod date;
#[cfg(test)]
pub(crate) mod fixtures;
mod gazetteer;
mod lookup;
mod name;
mod name_kind;
mod numeral;
mod pattern;
mod proposal;
mod quantity;
mod shape;
pub mod tagger;
mod title;

use std::ops::Range;

pub use date::DateMention;
pub use lookup::{Hit, Lookup};
pub use quantity::QuantityMention;

use crate::read::BlockKind;
use crate::record::EntityType;
use crate::seeds::{Entry, Function, NameIx, NounClass, Seeds};
use crate::text::Text;

/// A stretch that names a thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// Tokens of the text.
    pub tokens: Range<usize>,
    /// The sentence it stands in.
    pub sentence: usize,
    /// What kind of thing, as far as the words alone tell.
    pub kind: EntityType,
    /// What it is.
    pub what: What,
}

/// How a mention names its thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// One or more rows of the names file have this form.
    Known(Vec<NameIx>),
    /// A name by its shape.
    Shape,
    /// A head noun with what belongs to it; `owner` is the state or body named inside.
    Described {
        /// The class of the head noun.
        class: NounClass,
        /// Position in [`Mentions::mentions`] of the owner.
        owner: Option<usize>,
    },
    /// A pronoun, lower-cased.
    Pronoun(String),
    /// A noun that points back (`badan tersebut`, `kedua negara`): its class, and how many it means.
    Anaphor(NounClass, usize),
    /// A title without a name: `Presiden AS`, `menteri itu`.
    Title {
        /// The title itself.
        role: Range<usize>,
        /// Position in [`Mentions::mentions`] of the state or body named inside.
        owner: Option<usize>,
        /// Whether it says that somebody was named (`itu`, `tersebut`, `sang`).
        points_back: bool,
    },
}

/// Everything found in a text.
#[derive(Debug)]
pub struct Mentions<'s> {
    /// What the lexicon says at each token.
    pub lookup: Lookup<'s>,
    /// In order of the first token; owners inside a described mention follow it.
    pub mentions: Vec<Mention>,
    /// In order.
    pub dates: Vec<DateMention>,
    /// In order.
    pub quantities: Vec<QuantityMention>,
    /// Titles, with the position in [`Seeds::roles`], in order.
    pub roles: Vec<(Range<usize>, usize)>,
    /// Whether a sentence is written in Title Case, so that capitals tell nothing.
    pub title_case: Vec<bool>,
    /// What the tagger takes for names, in order; nothing in sentences in Title Case.
    pub tagged: Vec<tagger::Span>,
}

/// Finds the mentions of a text.
#[must_use]
pub fn find<'s>(text: &Text<'_>, seeds: &'s Seeds) -> Mentions<'s> {
    let lookup = Lookup::new(text, seeds);
    let title_case = text
        .sentences
        .iter()
        .map(|s| is_title_case(text, &s.tokens, s.block))
        .collect();
    let mut found = Mentions {
        lookup,
        mentions: Vec::new(),
        dates: Vec::new(),
        quantities: Vec::new(),
        roles: Vec::new(),
        title_case,
        tagged: Vec::new(),
    };
    for (s, title_case) in text.sentences.iter().zip(&found.title_case) {
        if !title_case {
            let spans = proposal::proposals(text, &found.lookup, s.tokens.clone());
            found.tagged.extend(spans);
        }
    }
    found.dates = date::find(text, &found.lookup, &found.title_case);
    let short = name::short_names(text, seeds, &found);
    for (sentence, s) in text.sentences.iter().enumerate() {
        let names = name::names(text, seeds, &found, sentence, &short);
        let roles = roles(text, &found.lookup, s.tokens.clone(), &names);
        let described = pattern::find(
            text,
            &found.lookup,
            sentence,
            &names,
            &roles,
            &found.tagged,
            found.mentions.len(),
        );
        found.roles.extend(roles);
        found.mentions.extend(described);
        found
            .quantities
            .extend(quantity::find(text, &found, sentence, s.tokens.clone()));
    }
    debug_assert!(found.mentions.is_sorted_by_key(|m| m.tokens.start));
    debug_assert!(found.quantities.is_sorted_by_key(|q| q.tokens.start));
    found
}

fn is_title_case(text: &Text<'_>, tokens: &Range<usize>, block: BlockKind) -> bool {
    let words = text
        .tokens
        .get(tokens.clone())
        .unwrap_or(&[])
        .iter()
        .filter(|t| t.kind == crate::text::Kind::Word);
    let (mut capital, mut lower) = (0, 0);
    for token in words {
        if token.shape.is_capital() {
            capital += 1;
        } else {
            lower += 1;
        }
    }
    capital >= 3 * lower
        && (matches!(block, BlockKind::Title | BlockKind::Heading) || lower == 0 && capital > 5)
}

/// Titles outside of names, longest first.
fn roles(
    text: &Text<'_>,
    lookup: &Lookup<'_>,
    tokens: Range<usize>,
    names: &[Mention],
) -> Vec<(Range<usize>, usize)> {
    let mut out: Vec<(Range<usize>, usize)> = Vec::new();
    let mut at = tokens.start;
    while at < tokens.end {
        let inside = names
            .iter()
            .find(|m| m.tokens.start < at && at < m.tokens.end);
        let longest = lookup
            .at(at)
            .iter()
            .filter_map(|hit| match hit.entry {
                Entry::Role(ix, casing) if casing.accepts(Lookup::shapes(text, at, hit.len)) => {
                    Some((hit.len, *ix))
                }
                _ => None,
            })
            .max_by_key(|(len, _)| *len);
        match (longest, inside) {
            (Some((len, ix)), None) if at + len <= tokens.end => {
                out.push((at..at + len, ix));
                at += len;
            }
            _ => at += 1,
        }
    }
    out
}

impl Mentions<'_> {
    /// Whether the lexicon gives this class for the token alone or a phrase that begins with it.
    #[must_use]
    pub fn is_function(&self, token: usize, class: Function) -> bool {
        self.lookup.function(token, class).is_some()
    }

    /// The date that covers a token.
    #[must_use]
    pub fn date_at(&self, token: usize) -> Option<&DateMention> {
        let at = self.dates.partition_point(|d| d.tokens.end <= token);
        self.dates.get(at).filter(|d| d.tokens.contains(&token))
    }

    /// The mentions that lie inside a token range, with their positions.
    pub fn within(&self, tokens: Range<usize>) -> impl Iterator<Item = (usize, &Mention)> {
        let first = self.position(|m| m.tokens.start < tokens.start);
        let begun = self.mentions.iter().enumerate().skip(first);
        begun
            .take_while(move |(_, m)| m.tokens.start < tokens.end)
            .filter(move |(_, m)| m.tokens.end <= tokens.end)
    }

    /// The mentions of a sentence, with their positions.
    pub fn in_sentence(&self, sentence: usize) -> impl Iterator<Item = (usize, &Mention)> {
        let first = self.position(|m| m.sentence < sentence);
        let rest = self.mentions.iter().enumerate().skip(first);
        rest.take_while(move |(_, m)| m.sentence == sentence)
    }

    /// The outermost mention that covers a token.
    #[must_use]
    pub fn covering(&self, token: usize) -> Option<usize> {
        let end = self.position(|m| m.tokens.start <= token);
        let begun = self.mentions.get(..end)?;
        let sentence = begun.last()?.sentence;
        // None reaches over the end of its sentence.
        let near = begun.iter().enumerate().rev();
        near.take_while(|(_, m)| m.sentence == sentence)
            .filter(|(_, m)| m.tokens.contains(&token))
            .max_by_key(|(i, m)| (m.tokens.len(), std::cmp::Reverse(*i)))
            .map(|(i, _)| i)
    }

    /// How many mentions from the first pass `test`, which only such ones do.
    fn position(&self, test: impl Fn(&Mention) -> bool) -> usize {
        self.mentions.partition_point(test)
    }
}
