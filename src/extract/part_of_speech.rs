//! A token of many readings → whether it is a verb, an adjective or a preposition here.
//!
//! Indonesian stems carry no class of their own: `serang` is a verb in a headline and a noun elsewhere, and a word that no
//! seed knows is a verb by its prefix, if it has one.

use super::chunk::{ChunkKind, Scan};
use crate::seeds::{Entry, Function, ReportKind, Shape, Voice, analyse};
use crate::text::Kind;

/// Prefixes of verbs whose root no list has; at least four letters of a stem must follow.
const PREFIXES: [&str; 8] = ["meng", "meny", "mem", "men", "me", "ber", "di", "ter"];

impl Scan<'_> {
    /// A word of a frame or of reporting that stands as a verb here.
    pub(super) fn verb(&self, at: usize) -> Option<(ChunkKind, usize, bool)> {
        let lookup = &self.context.mentions.lookup;
        let frame = lookup
            .frames(at)
            .iter()
            .filter(|(_, v, _)| self.is_verbal(at, *v))
            .map(|(_, _, len)| *len)
            .max();
        let report = lookup
            .report(at)
            .filter(|(r, v, _)| r.kind == ReportKind::Verb && self.speaks(at, *v))
            .map(|(_, _, len)| len);
        let light = lookup
            .longest(at, |e| matches!(e, Entry::Light(_)))
            .filter(|_| !self.is_bare_stem(at));
        let len = frame.into_iter().chain(report).chain(light).max()?;
        let is_small =
            |e: &Entry| matches!(e, Entry::Function(_) | Entry::Modal(_) | Entry::Negation);
        let longer = lookup.longest(at, is_small).is_some_and(|l| l > len);
        (at + len <= self.end && !longer).then_some((ChunkKind::Verb, len, true))
    }

    /// A bare stem is a verb in headlines, after a relative pronoun or an agent; elsewhere a noun.
    fn is_verbal(&self, at: usize, voice: Voice) -> bool {
        match voice {
            Voice::Active | Voice::Passive => true,
            Voice::Bare => {
                let token = self.context.text.tokens.get(at);
                self.headline && token.is_some_and(|t| t.clitic.is_none())
            }
            Voice::PatientNoun | Voice::AgentNoun => false,
        }
    }

    /// Whether a light verb stands without a prefix, as nouns do.
    fn is_bare_stem(&self, at: usize) -> bool {
        let word = self.context.text.lower(at);
        !self.headline
            && !["me", "ter", "adalah", "ialah"]
                .iter()
                .any(|p| word.starts_with(p))
    }

    /// `kata Singh` but not `Kata`: a bare stem of saying is a verb in lower case.
    fn speaks(&self, at: usize, voice: Voice) -> bool {
        voice != Voice::Bare || self.headline || self.is_lower(at)
    }

    /// `bertempur melawan`: a verb that stands as a preposition after another.
    pub(super) fn is_also_preposition(&self, at: usize) -> bool {
        let lookup = &self.context.mentions.lookup;
        let preposition = lookup.function(at, Function::Preposition);
        preposition.is_some()
            && preposition >= lookup.frames(at).iter().map(|(_, _, len)| *len).max()
    }

    /// `Ukraina tengah`, `kantor berita resmi`: an adverb that no verb follows, and that is an adjective too.
    pub(super) fn is_adjective(&self, at: usize) -> bool {
        let mentions = self.context.mentions;
        let lookup = &mentions.lookup;
        let after_noun = at.checked_sub(1).is_some_and(|i| {
            mentions.covering(i).is_some()
                || lookup.noun(i).is_some()
                || lookup.has(i, |e| matches!(e, Entry::Root('n')))
        });
        let adjective = lookup.has(at, |e| matches!(e, Entry::Root('a' | 'n')));
        after_noun && adjective && !self.verb_follows(at + 1)
    }

    /// Whether a verb stands here, or after at most two adverbs.
    pub(super) fn verb_follows(&self, at: usize) -> bool {
        let mut at = at;
        for _ in 0..3 {
            if at >= self.end {
                return false;
            }
            if self.verb(at).is_some() || self.looks_like_verb(at) {
                return true;
            }
            let skip = self.context.mentions.lookup.longest(at, |e| {
                matches!(
                    e,
                    Entry::Function(Function::Adverb | Function::Aspect)
                        | Entry::Negation
                        | Entry::Modal(_)
                )
            });
            match skip {
                Some(len) => at += len,
                None => return false,
            }
        }
        false
    }

    /// Whether a verb that a seed knows stands within the next five tokens.
    pub(super) fn verb_within(&self, at: usize) -> bool {
        (at + 1..(at + 6).min(self.end)).any(|i| self.verb(i).is_some())
    }

    /// A verb by its affixes, or by its prefix where its root is unknown, that no seed lists as another class.
    pub(super) fn looks_like_verb(&self, at: usize) -> bool {
        let text = self.context.text;
        let word = text.lower(at);
        let lookup = &self.context.mentions.lookup;
        let prefix = || {
            let mut prefixes = PREFIXES.iter();
            prefixes.any(|p| word.starts_with(p) && word.len() > p.len() + 3)
        };
        let verbal = || {
            let analysis = analyse(word, |w| self.context.seeds.root_class(w));
            analysis.map_or_else(prefix, |a| {
                matches!(a.voice, Some(Voice::Active | Voice::Passive))
            })
        };
        let listed = lookup.has(at, |e| {
            matches!(e, Entry::Noun(_) | Entry::Root('n' | 'a' | 'd' | 'f'))
        });
        text.kind(at) == Some(Kind::Word)
            && !listed
            && (self.headline || self.is_lower(at) || self.starts_sentence(at))
            && verbal()
    }

    fn is_lower(&self, at: usize) -> bool {
        let token = self.context.text.tokens.get(at);
        token.is_some_and(|t| t.shape == Shape::Lower)
    }

    fn starts_sentence(&self, at: usize) -> bool {
        let text = self.context.text;
        let sentence = text.sentence_of(at).and_then(|s| text.sentences.get(s));
        sentence.is_some_and(|s| s.tokens.start == at)
    }
}
