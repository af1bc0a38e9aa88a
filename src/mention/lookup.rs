//! The one walk over the lexicon: for each token, everything that begins there.

use crate::seeds::{Entry, Function, NounClass, NumberWord, Report, Seeds, Shape, Voice};
use crate::text::{Kind, Text};

/// A seed entry that matches at a token.
#[derive(Debug, Clone, Copy)]
pub struct Hit<'s> {
    /// Tokens it covers.
    pub len: usize,
    /// What it is.
    pub entry: &'s Entry,
}

/// Hits by token.
#[derive(Debug)]
pub struct Lookup<'s> {
    /// The tables that the entries point into.
    pub seeds: &'s Seeds,
    hits: Vec<Hit<'s>>,
    first: Vec<usize>,
}

impl<'s> Lookup<'s> {
    /// Walks the text once.
    #[must_use]
    pub fn new(text: &Text<'_>, seeds: &'s Seeds) -> Self {
        let mut lookup = Self {
            seeds,
            hits: Vec::new(),
            first: Vec::with_capacity(text.tokens.len() + 1),
        };
        for sentence in &text.sentences {
            for at in sentence.tokens.clone() {
                lookup.first.push(lookup.hits.len());
                let symbols = text
                    .tokens
                    .get(at..sentence.tokens.end)
                    .unwrap_or(&[])
                    .iter()
                    .map(|t| t.sym);
                lookup.hits.extend(
                    seeds
                        .lexicon
                        .matches(symbols)
                        .map(|(len, entry)| Hit { len, entry }),
                );
            }
        }
        lookup.first.push(lookup.hits.len());
        lookup
    }

    /// What begins at a token, shortest first.
    #[must_use]
    pub fn at(&self, token: usize) -> &[Hit<'s>] {
        let range = self.first.get(token).zip(self.first.get(token + 1));
        range
            .and_then(|(a, b)| self.hits.get(*a..*b))
            .unwrap_or(&[])
    }

    /// The shapes of `len` tokens from `at`.
    pub(crate) fn shapes<'t>(
        text: &'t Text<'_>,
        at: usize,
        len: usize,
    ) -> impl Iterator<Item = Shape> + use<'t> {
        text.tokens
            .get(at..at + len)
            .unwrap_or(&[])
            .iter()
            .map(|t| t.shape)
    }

    /// Length of the longest match of a class of function word.
    #[must_use]
    pub fn function(&self, token: usize, class: Function) -> Option<usize> {
        self.longest(token, |e| matches!(e, Entry::Function(of) if *of == class))
    }

    /// Length of the longest match that `test` accepts.
    #[must_use]
    pub fn longest(&self, token: usize, test: impl Fn(&Entry) -> bool) -> Option<usize> {
        self.at(token)
            .iter()
            .filter(|h| test(h.entry))
            .map(|h| h.len)
            .max()
    }

    /// Whether something that `test` accepts begins here.
    #[must_use]
    pub fn has(&self, token: usize, test: impl Fn(&Entry) -> bool) -> bool {
        self.at(token).iter().any(|h| test(h.entry))
    }

    /// The longest common noun that begins at a token: its position in the table and its length.
    #[must_use]
    pub fn noun(&self, token: usize) -> Option<(usize, usize)> {
        self.at(token)
            .iter()
            .filter_map(|h| match h.entry {
                Entry::Noun(ix) => Some((*ix, h.len)),
                _ => None,
            })
            .max_by_key(|(_, len)| *len)
    }

    /// The class of that noun.
    #[must_use]
    pub fn noun_class(&self, token: usize) -> Option<(NounClass, usize)> {
        let (ix, len) = self.noun(token)?;
        Some((self.seeds.nouns.get(ix)?.class, len))
    }

    /// The frames whose words begin at a token, longest only.
    #[must_use]
    pub fn frames(&self, token: usize) -> Vec<(usize, Voice, usize)> {
        let all = self.at(token).iter().filter_map(|h| match h.entry {
            Entry::Frame(ix, voice) => Some((*ix, *voice, h.len)),
            _ => None,
        });
        let longest = all.clone().map(|(_, _, len)| len).max();
        all.filter(|(_, _, len)| Some(*len) == longest).collect()
    }

    /// The longest reporting word that begins at a token.
    #[must_use]
    pub fn report(&self, token: usize) -> Option<(&'s Report, Voice, usize)> {
        let best = self.at(token).iter().filter_map(|h| match h.entry {
            Entry::Report(ix, voice) => Some((*ix, *voice, h.len)),
            _ => None,
        });
        let (ix, voice, len) = best.max_by_key(|(ix, voice, len)| {
            (
                *len,
                std::cmp::Reverse(voice.is_noun()),
                std::cmp::Reverse(*ix),
            )
        })?;
        Some((self.seeds.reports.get(ix)?, voice, len))
    }

    /// Whether a word that labels stands before a number: `Pasal 5`, `No. 12`, `nomor urut 2`.
    #[must_use]
    pub fn is_labelled(&self, text: &Text<'_>, number: usize) -> bool {
        let before = |i: usize| i.checked_sub(1);
        let Some(mut last) = before(number) else {
            return false;
        };
        if text.kind(last) == Some(Kind::Stop) {
            let Some(word) = before(last) else {
                return false;
            };
            last = word;
        }
        let label = |e: &Entry| *e == Entry::Number(NumberWord::Label);
        (last.saturating_sub(2)..=last)
            .any(|from| self.longest(from, label) == Some(last + 1 - from))
    }

    /// Whether the token is ordinary vocabulary.
    #[must_use]
    pub fn is_common(&self, token: usize) -> bool {
        self.at(token)
            .iter()
            .any(|h| h.len == 1 && !matches!(h.entry, Entry::Name(..) | Entry::Abbreviation(_)))
    }
}
