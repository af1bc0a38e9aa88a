//! Words → numbers, and sequences of words → what the seeds say of them.
//!
//! Every word of every seed file has a [`Sym`]; a text is turned into symbols once, and names,
//! verbs, roles and cues are then found in one walk over a trie of symbols that begins only at
//! token starts: about a fifth of all hits of a search over characters would lie inside words.

use rustc_hash::FxHashMap;

/// A word of the seeds, lower-cased. [`UNKNOWN`] is every other word.
pub type Sym = u32;

/// The symbol of a word that no seed file holds.
pub const UNKNOWN: Sym = 0;

/// How the words of a form must be written in the text to match.
///
/// Two bits a word, from the first: 0 any case, 1 begins with a capital, 2 all capitals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Casing(pub u64);

/// How a word is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Shape {
    /// `pasukan`
    Lower,
    /// `Pasukan`
    Capital,
    /// `NIS`
    Upper,
    /// `detikcom`, `MoU`, `iPhone` with a capital inside
    Mixed,
}

impl Shape {
    /// The shape of `word`; digits and punctuation count for neither case.
    #[must_use]
    pub fn of(word: &str) -> Self {
        let mut letters = word.chars().filter(|c| c.is_alphabetic());
        let Some(first) = letters.next() else {
            return Self::Lower;
        };
        let (mut upper, mut lower) = (0, 0);
        for c in letters {
            if c.is_uppercase() {
                upper += 1;
            } else {
                lower += 1;
            }
        }
        match (first.is_uppercase(), upper, lower) {
            (true, _, 0) if upper > 0 || !word.chars().nth(1).is_some_and(char::is_alphabetic) => {
                Self::Upper
            }
            (true, 0, _) => Self::Capital,
            (false, 0, _) => Self::Lower,
            _ => Self::Mixed,
        }
    }

    /// Whether the word begins with a capital.
    #[must_use]
    pub fn is_capital(self) -> bool {
        self != Self::Lower
    }
}

impl Casing {
    /// What a form asks for, from its own letters.
    #[must_use]
    pub fn of<'a>(words: impl Iterator<Item = &'a str>) -> Self {
        let bits = words.take(32).enumerate().fold(0, |bits, (i, word)| {
            let need = match Shape::of(word) {
                Shape::Lower => 0,
                Shape::Capital | Shape::Mixed => 1,
                Shape::Upper => 2,
            };
            bits | need << (2 * i)
        });
        Self(bits)
    }

    /// Whether a text whose words have these shapes matches.
    #[must_use]
    pub fn accepts(self, shapes: impl Iterator<Item = Shape>) -> bool {
        shapes
            .take(32)
            .enumerate()
            .all(|(i, shape)| match self.0 >> (2 * i) & 3 {
                0 => true,
                1 => shape.is_capital(),
                _ => shape == Shape::Upper,
            })
    }
}

/// Words and sequences of words with values of `T`.
#[derive(Debug, Clone)]
pub struct Lexicon<T> {
    words: FxHashMap<Box<str>, Sym>,
    next: FxHashMap<(u32, Sym), u32>,
    values: Vec<Vec<T>>,
}

impl<T> Default for Lexicon<T> {
    fn default() -> Self {
        Self {
            words: FxHashMap::default(),
            next: FxHashMap::default(),
            values: vec![Vec::new()],
        }
    }
}

impl<T> Lexicon<T> {
    /// The symbol of a lower-cased word, [`UNKNOWN`] where no seed has it.
    #[must_use]
    pub fn sym(&self, lower: &str) -> Sym {
        self.words.get(lower).copied().unwrap_or(UNKNOWN)
    }

    /// The symbol of a lower-cased word, a new one where needed.
    pub fn intern(&mut self, lower: &str) -> Sym {
        if let Some(&sym) = self.words.get(lower) {
            return sym;
        }
        let sym = u32::try_from(self.words.len() + 1).unwrap_or(UNKNOWN);
        self.words.insert(lower.into(), sym);
        sym
    }

    /// Adds a value to a sequence of words separated by spaces.
    pub fn add(&mut self, form: &str, value: T) {
        let mut node = 0;
        for word in form.split(' ').filter(|w| !w.is_empty()) {
            let sym = self.intern(&word.to_lowercase());
            let fresh = u32::try_from(self.values.len()).unwrap_or(0);
            node = *self.next.entry((node, sym)).or_insert(fresh);
            if node == fresh {
                self.values.push(Vec::new());
            }
        }
        if let Some(values) = self.values.get_mut(node as usize) {
            values.push(value);
        }
    }

    /// All values of sequences that begin with the first symbol, with their length in words, shortest first.
    pub fn matches(&self, symbols: impl Iterator<Item = Sym>) -> impl Iterator<Item = (usize, &T)> {
        let mut node = 0;
        symbols
            .map_while(move |sym| {
                node = *self.next.get(&(node, sym)).filter(|_| sym != UNKNOWN)?;
                self.values.get(node as usize)
            })
            .enumerate()
            .flat_map(|(i, values)| values.iter().map(move |v| (i + 1, v)))
    }

    /// How many words it knows.
    #[must_use]
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Whether it knows none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_walk_gives_every_prefix_that_has_a_value() {
        let mut lexicon = Lexicon::default();
        lexicon.add("Korea", 1);
        lexicon.add("Korea Utara", 2);
        let text = ["korea", "utara", "di"].map(|w| lexicon.sym(w));
        let found: Vec<_> = lexicon.matches(text.into_iter()).collect();
        assert_eq!(found, [(1, &1), (2, &2)]);
    }

    #[test]
    fn capitals_in_the_form_are_demanded_of_the_text() {
        let nis = Casing::of(["NIS"].into_iter());
        assert!(nis.accepts([Shape::Upper].into_iter()));
        assert!(!nis.accepts([Shape::Capital].into_iter()));
        let spies = Casing::of(["badan", "mata-mata", "Korea", "Selatan"].into_iter());
        assert!(
            spies.accepts(
                [Shape::Capital, Shape::Lower, Shape::Capital, Shape::Capital].into_iter()
            )
        );
        assert!(
            !spies.accepts([Shape::Lower, Shape::Lower, Shape::Lower, Shape::Capital].into_iter())
        );
    }

    #[test]
    fn shapes() {
        assert_eq!(Shape::of("AS"), Shape::Upper);
        assert_eq!(Shape::of("Jong-un"), Shape::Capital);
        assert_eq!(Shape::of("MoU"), Shape::Mixed);
        assert_eq!(Shape::of("G20"), Shape::Upper);
        assert_eq!(Shape::of("11.000"), Shape::Lower);
    }
}
