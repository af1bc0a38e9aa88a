//! The seeds' lexicon → what is known of a single word, for those who look for lost spaces.
//!
//! Not obvious: it shares the lexicon, so that making it costs nothing; an empty one knows no word, and then no
//! word is taken apart.

use std::sync::Arc;

use crate::seeds::{Entry, Function, Lexicon, Shape, UNKNOWN, is_derived};

/// Words and names of the seeds.
#[derive(Debug, Clone, Default)]
pub struct Vocabulary(Arc<Lexicon<Entry>>);

impl Vocabulary {
    /// That of a lexicon, which is shared and not copied.
    #[must_use]
    pub fn new(lexicon: &Arc<Lexicon<Entry>>) -> Self {
        Self(Arc::clone(lexicon))
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether the seeds hold the word, by itself or within a form.
    pub(super) fn holds(&self, word: &str) -> bool {
        self.0.sym(&word.to_lowercase()) != UNKNOWN
    }

    /// Whether the word is one: held, derived from what is held, or held with `-nya` and the like.
    pub(super) fn knows(&self, word: &str) -> bool {
        let lower = word.to_lowercase();
        let held = |word: &str| self.0.sym(word) != UNKNOWN;
        held(&lower) || is_derived(&lower, held)
    }

    /// Whether an entry for these words, as one form, passes `test`.
    pub(super) fn any<'w>(
        &self,
        words: impl IntoIterator<Item = &'w str>,
        test: impl Fn(&Entry) -> bool,
    ) -> bool {
        let words: Vec<&str> = words.into_iter().collect();
        let symbols = words.iter().map(|word| self.0.sym(&word.to_lowercase()));
        let shapes = || words.iter().map(|word| Shape::of(word));
        self.0
            .matches(symbols)
            .filter(|(len, _)| *len == words.len())
            .any(|(_, entry)| match entry {
                Entry::Name(_, casing) => casing.accepts(shapes()) && test(entry),
                _ => test(entry),
            })
    }

    /// Whether the words are a name as they are written.
    pub(super) fn is_name<'w>(&self, words: impl IntoIterator<Item = &'w str>) -> bool {
        self.any(words, |entry| matches!(entry, Entry::Name(..)))
    }

    /// Whether the words are a title.
    pub(super) fn is_role<'w>(&self, words: impl IntoIterator<Item = &'w str>) -> bool {
        self.any(words, |entry| matches!(entry, Entry::Role(..)))
    }

    /// Whether the word binds others: a preposition, a conjunction, a negation, a bound on a number.
    pub(super) fn is_function(&self, word: &str) -> bool {
        self.any([word], |entry| match entry {
            Entry::Function(class) => *class != Function::Determiner,
            Entry::Negation | Entry::Modal(_) | Entry::Comparator(_) | Entry::Root('f') => true,
            _ => false,
        })
    }

    /// Whether the word is a verb with its prefix: one of the seeds, or one in `me-` or `ber-` of a root that they hold.
    pub(super) fn is_verb(&self, word: &str) -> bool {
        let listed = self.any([word], |entry| match entry {
            Entry::Frame(_, voice) | Entry::Report(_, voice) => !voice.is_noun(),
            Entry::Light(_) => true,
            _ => false,
        });
        let active = ["me", "ber"].iter().any(|prefix| word.starts_with(prefix));
        let is_root = || self.any([word], |entry| matches!(entry, Entry::Root(_)));
        let has_root = || is_derived(word, |root| self.any([root], |_| true));
        listed || active && !is_root() && has_root()
    }

    /// Whether the word says that somebody says something.
    pub(super) fn is_report(&self, word: &str) -> bool {
        self.any([word], |entry| matches!(entry, Entry::Report(..)))
    }

    /// Whether affixes made the word, or it tells of an event: no brand begins with such a word.
    pub(super) fn is_affixed(&self, word: &str) -> bool {
        let plain = |entry: &Entry| matches!(entry, Entry::Root(_) | Entry::Calendar(_));
        self.any([word], |entry| {
            matches!(entry, Entry::Frame(..) | Entry::Role(..))
        }) || word.len() >= 6 && self.knows(word) && !self.any([word], plain)
    }
}
