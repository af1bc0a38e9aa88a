//! The names of a sentence: those that the names file knows (`gazetteer`), then those that only their shape shows.
//!
//! Two passes over the text: the first collects full names of persons, so that the second takes an ordinary word
//! for a name where the text has it in a full one.

use std::collections::BTreeSet;
use std::ops::Range;

use super::tagger::Span;
use super::{Hit, Lookup, Mention, Mentions, What};
use crate::record::EntityType;
use crate::seeds::{Entry, NounClass, Seeds, Shape, is_derived};
use crate::text::{Kind, Text};

/// The words by which the text may call its persons after it has named them in full, lower-cased.
pub(super) fn short_names(
    text: &Text<'_>,
    seeds: &Seeds,
    found: &Mentions<'_>,
) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    let none = BTreeSet::new();
    for sentence in 0..text.sentences.len() {
        let scan = Scan {
            text,
            seeds,
            found,
            sentence,
            short: &none,
        };
        for m in names(text, seeds, found, sentence, &none) {
            let whole = m.tokens.len() > 1 || scan.role_before(m.tokens.start);
            if m.kind == EntityType::Person && whole {
                for at in [m.tokens.start, m.tokens.end - 1] {
                    let word = text.lower(at);
                    out.extend(word.rsplit('-').next().map(str::to_owned));
                    out.insert(word.to_owned());
                }
            }
        }
    }
    out
}

/// The names of a sentence, in order, none overlapping; `short` are names of persons of the text.
pub(super) fn names(
    text: &Text<'_>,
    seeds: &Seeds,
    found: &Mentions<'_>,
    sentence: usize,
    short: &BTreeSet<String>,
) -> Vec<Mention> {
    let scan = Scan {
        text,
        seeds,
        found,
        sentence,
        short,
    };
    let Some(s) = text.sentences.get(sentence) else {
        return Vec::new();
    };
    let mut out = Vec::new();
    let mut at = s.tokens.start;
    while at < s.tokens.end {
        let mention = scan
            .known(at, s.tokens.end)
            .or_else(|| scan.tagged(at))
            .or_else(|| scan.by_shape(at, s.tokens.end));
        if let Some(mention) = mention {
            at = mention.tokens.end;
            out.push(mention);
        } else {
            let role = scan.role(at).unwrap_or(1);
            // "anggota DPR": the body inside a title is named too.
            let body = (at + 1..at + role).find_map(|i| scan.known(i, at + role));
            out.extend(body.filter(|m| m.kind == EntityType::Organization));
            at += role;
        }
    }
    out
}

/// One sentence with what is known of its text.
pub(super) struct Scan<'a> {
    pub(super) text: &'a Text<'a>,
    pub(super) seeds: &'a Seeds,
    pub(super) found: &'a Mentions<'a>,
    pub(super) sentence: usize,
    /// Names of persons of the text, as [`short_names`] gives them.
    pub(super) short: &'a BTreeSet<String>,
}

impl Scan<'_> {
    /// What the tagger proposes at a token.
    pub(super) fn proposal(&self, at: usize) -> Option<&Span> {
        let ix = self
            .found
            .tagged
            .binary_search_by_key(&at, |s| s.tokens.start)
            .ok()?;
        self.found.tagged.get(ix)
    }

    /// The name that the tagger sees at a token, if it is no description.
    fn tagged(&self, at: usize) -> Option<Mention> {
        let span = self.proposal(at)?;
        // A body with a head noun is described; `pattern` gives it its owner.
        let class = self.found.lookup.noun_class(at).map(|(c, _)| c);
        if span.kind == EntityType::Organization
            && class == Some(NounClass::Org)
            && span.tokens.len() > 1
        {
            return None;
        }
        Some(self.mention(span.tokens.clone(), span.kind, What::Shape))
    }

    pub(super) fn mention(&self, tokens: Range<usize>, kind: EntityType, what: What) -> Mention {
        Mention {
            tokens,
            sentence: self.sentence,
            kind,
            what,
        }
    }

    /// Length of the title that begins at a token.
    fn role(&self, at: usize) -> Option<usize> {
        let lookup = &self.found.lookup;
        let is_title = |h: &&Hit<'_>| matches!(h.entry, Entry::Role(_, casing) if casing.accepts(Lookup::shapes(self.text, at, h.len)));
        let hits = lookup.at(at).iter().filter(is_title);
        hits.map(|h| h.len).max()
    }

    pub(super) fn shape(&self, at: usize) -> Shape {
        self.text.tokens.get(at).map_or(Shape::Lower, |t| t.shape)
    }

    /// Whether the sentence is in Title Case, so that capitals tell nothing.
    pub(super) fn title_case(&self) -> bool {
        self.found
            .title_case
            .get(self.sentence)
            .copied()
            .unwrap_or(false)
    }

    /// Whether no word of the sentence, or of the quotation, stands before a token.
    pub(super) fn at_start(&self, at: usize) -> bool {
        let sentence = self.text.sentences.get(self.sentence);
        let start = sentence.map_or(0, |s| s.tokens.start);
        let before = at.checked_sub(1).and_then(|i| self.text.kind(i));
        (start..at).all(|i| self.text.kind(i) != Some(Kind::Word))
            || matches!(before, Some(Kind::Quote | Kind::Colon | Kind::Stop))
    }

    /// Whether a word, or the root that it is derived from, is in the lexicon and no name.
    pub(super) fn is_vocabulary(&self, at: usize) -> bool {
        let lower = self.text.lower(at);
        let root = |w: &str| {
            let sym = self.seeds.lexicon.sym(w);
            self.seeds
                .lexicon
                .matches(std::iter::once(sym))
                .any(|(_, e)| !matches!(e, Entry::Name(..) | Entry::Abbreviation(_)))
        };
        self.found.lookup.is_common(at) || is_derived(lower, root)
    }

    /// Whether a title ends right before a token.
    pub(super) fn role_before(&self, at: usize) -> bool {
        let is_role = |e: &Entry| matches!(e, Entry::Role(..));
        (1..=6)
            .filter_map(|back| at.checked_sub(back))
            .any(|j| self.begins_and_ends(j, at, is_role))
    }

    /// Whether an entry that `test` accepts covers exactly `from..to`.
    pub(super) fn begins_and_ends(
        &self,
        from: usize,
        to: usize,
        test: impl Fn(&Entry) -> bool,
    ) -> bool {
        let mut hits = self.found.lookup.at(from).iter();
        hits.any(|h| from + h.len == to && test(h.entry))
    }

    /// The preposition of place that stands before a token.
    pub(super) fn preposition_before(&self, at: usize) -> Option<&str> {
        let before = at.checked_sub(1)?;
        let word = self.text.lower(before);
        ["di", "ke", "dari", "menuju", "dekat"]
            .contains(&word)
            .then_some(word)
    }
}
