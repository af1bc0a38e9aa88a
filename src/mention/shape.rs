//! Names: those that the names file knows, and those that only their shape shows.
//!
//! A run of capitalised words is a name unless its sentence is written in Title Case or it is
//! ordinary vocabulary at the start. What kind of name: from the words before and after it.

use std::collections::BTreeSet;
use std::ops::Range;

use super::{Lookup, Mention, Mentions, What};
use crate::record::EntityType;
use crate::seeds::{Entry, Function, NameIx, NounClass, ReportKind, Seeds, Shape, is_derived};
use crate::text::{Kind, Text};

/// Lower-case words that may stand inside a name.
const PARTICLES: [&str; 16] = [
    "bin", "binti", "bint", "al", "el", "van", "der", "den", "de", "la", "von", "da", "dos", "ibn",
    "abu", "ul",
];

/// The words by which the text may call its persons after it has named them in full, lower-cased.
pub(super) fn short_names(
    text: &Text<'_>,
    seeds: &Seeds,
    found: &Mentions<'_>,
) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    for sentence in 0..text.sentences.len() {
        for m in names(text, seeds, found, sentence, &BTreeSet::new()) {
            if m.kind == EntityType::Person && m.tokens.len() > 1 {
                for at in [m.tokens.start, m.tokens.end - 1] {
                    let word = text.word(at).to_lowercase();
                    out.extend(word.rsplit('-').next().map(str::to_owned));
                    out.insert(word);
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
            .or_else(|| scan.by_shape(at, s.tokens.clone()));
        match mention {
            Some(mention) => {
                at = mention.tokens.end;
                out.push(mention);
            }
            None => at += scan.role(at).unwrap_or(1),
        }
    }
    out
}

struct Scan<'a> {
    text: &'a Text<'a>,
    seeds: &'a Seeds,
    found: &'a Mentions<'a>,
    sentence: usize,
    short: &'a BTreeSet<String>,
}

impl Scan<'_> {
    /// Length of the title that begins at a token.
    fn role(&self, at: usize) -> Option<usize> {
        let lookup = &self.found.lookup;
        let hits = lookup.at(at).iter().filter(|h| matches!(h.entry, Entry::Role(_, casing) if casing.accepts(Lookup::shapes(self.text, at, h.len))));
        hits.map(|h| h.len).max()
    }

    fn shape(&self, at: usize) -> Shape {
        self.text.tokens.get(at).map_or(Shape::Lower, |t| t.shape)
    }

    fn title_case(&self) -> bool {
        self.found
            .title_case
            .get(self.sentence)
            .copied()
            .unwrap_or(false)
    }

    /// The longest form of the names file that begins here and is written as the form asks.
    fn known(&self, at: usize, end: usize) -> Option<Mention> {
        let lookup = &self.found.lookup;
        let fits = |len: usize| at + len <= end;
        let best = lookup
            .at(at)
            .iter()
            .filter(|h| fits(h.len) && matches!(h.entry, Entry::Name(_, casing) if casing.accepts(Lookup::shapes(self.text, at, h.len))))
            .map(|h| h.len)
            .max()?;
        let rows: Vec<NameIx> = lookup
            .at(at)
            .iter()
            .filter(|h| h.len == best)
            .filter_map(|h| match h.entry {
                Entry::Name(ix, casing) if casing.accepts(Lookup::shapes(self.text, at, h.len)) => {
                    Some(*ix)
                }
                _ => None,
            })
            .collect();
        let first = self.seeds.names.get(*rows.first()?)?;
        if best == 1 && self.is_ordinary_here(at) && (self.at_start(at) || self.title_case()) {
            return None;
        }
        // "Jerman Barat": an ordinary word after a capital goes on with that name.
        let continues = at
            .checked_sub(1)
            .is_some_and(|i| self.shape(i).is_capital())
            && !self.at_start(at);
        if best == 1 && continues && self.is_ordinary_here(at) && !self.role_before(at) {
            return None;
        }
        if best == 1 && first.kind != Some(EntityType::Weapon) && self.goes_on(at, end) {
            return None;
        }
        let kind = first.kind?;
        // "Ukraina timur" is a part of Ukraine.
        let compass = self.found.is_function(at + best, Function::Compass)
            && at + best < end
            && self.shape(at + best) == Shape::Lower;
        if compass && matches!(kind, EntityType::State | EntityType::Place) {
            let tokens = at..at + best + 1;
            return Some(Mention {
                tokens,
                sentence: self.sentence,
                kind: EntityType::Place,
                what: What::Shape,
            });
        }
        Some(Mention {
            tokens: at..at + best,
            sentence: self.sentence,
            kind,
            what: What::Known(rows),
        })
    }

    /// A one-word place or surname inside a longer unknown name (`Paris Hilton`, `George Washington`).
    fn goes_on(&self, at: usize, end: usize) -> bool {
        let unknown = |i: usize| {
            i < end
                && self.shape(i) == Shape::Capital
                && self.found.lookup.at(i).is_empty()
                && self
                    .text
                    .tokens
                    .get(i)
                    .is_some_and(|t| t.kind == Kind::Word)
        };
        let place = self.found.lookup.at(at).iter().any(|h| matches!(h.entry, Entry::Name(ix, _) if self.seeds.names.get(*ix).is_some_and(|n| n.kind == Some(EntityType::Place))));
        place && unknown(at + 1) && !self.title_case() && self.preposition_before(at).is_none()
    }

    fn is_ordinary_here(&self, at: usize) -> bool {
        self.found.lookup.is_common(at)
    }

    fn at_start(&self, at: usize) -> bool {
        let start = self
            .text
            .sentences
            .get(self.sentence)
            .map_or(0, |s| s.tokens.start);
        (start..at).all(|i| self.text.tokens.get(i).is_none_or(|t| t.kind != Kind::Word))
            || at
                .checked_sub(1)
                .and_then(|i| self.text.tokens.get(i))
                .is_some_and(|t| matches!(t.kind, Kind::Quote | Kind::Colon | Kind::Stop))
    }

    /// Whether a token can be a word of an unknown name.
    fn is_name_word(&self, at: usize) -> bool {
        let Some(token) = self.text.tokens.get(at) else {
            return false;
        };
        if token.kind != Kind::Word || !token.shape.is_capital() || token.clitic.is_some() {
            return false;
        }
        let word = self.text.word(at);
        let article = ["al-", "el-", "as-", "ash-", "an-", "ul-"].iter().any(|p| {
            word.strip_prefix(p)
                .is_some_and(|w| w.starts_with(char::is_uppercase))
        });
        if article {
            return true;
        }
        if !word.starts_with(char::is_uppercase) {
            return false;
        }
        if self
            .found
            .lookup
            .function(at, Function::Determiner)
            .is_some()
            || word.chars().count() < 2 && token.shape != Shape::Upper
        {
            return false;
        }
        !(self.at_start(at) || self.title_case()) || !self.is_vocabulary(at)
    }

    fn is_vocabulary(&self, at: usize) -> bool {
        let lower = self.text.word(at).to_lowercase();
        let root = |w: &str| {
            let sym = self.seeds.lexicon.sym(w);
            self.seeds
                .lexicon
                .matches(std::iter::once(sym))
                .any(|(_, e)| !matches!(e, Entry::Name(..)))
        };
        self.found.lookup.is_common(at) || is_derived(&lower, root)
    }

    fn by_shape(&self, at: usize, sentence: Range<usize>) -> Option<Mention> {
        if self.title_case() && self.text.sentences.get(self.sentence)?.tokens.len() < 4
            || !self.is_name_word(at)
        {
            return None;
        }
        let is_role = |i: usize| {
            self.found
                .lookup
                .at(i)
                .iter()
                .any(|h| matches!(h.entry, Entry::Role(..)))
        };
        let is_date = |i: usize| self.found.dates.iter().any(|d| d.tokens.contains(&i));
        let stops = |i: usize| {
            is_role(i) || is_date(i) || self.found.lookup.noun(i).is_some() && self.is_vocabulary(i)
        };
        let word_only = self.is_vocabulary(at) && !self.begins_with_vocabulary(at);
        if (stops(at) || word_only) && !self.is_called_so(at) {
            return None;
        }
        let mut end = at + 1;
        while end < sentence.end {
            let lower = self.text.word(end).to_lowercase();
            let particle = PARTICLES.contains(&lower.as_str()) && self.is_name_word(end + 1);
            let initial = self
                .text
                .tokens
                .get(end)
                .is_some_and(|t| t.kind == Kind::Stop)
                && end
                    .checked_sub(1)
                    .is_some_and(|i| self.text.word(i).chars().count() <= 2)
                && self.is_name_word(end + 1);
            if particle || initial {
                end += 2;
            } else if self.is_name_word(end)
                && !stops(end)
                && self
                    .known(end, sentence.end)
                    .is_none_or(|m| m.kind == EntityType::Place || m.kind == EntityType::Person)
            {
                end += 1;
            } else {
                break;
            }
        }
        let kind = self.kind(at, end)?;
        Some(Mention {
            tokens: at..end,
            sentence: self.sentence,
            kind,
            what: What::Shape,
        })
    }

    /// `kata Teguh`: an ordinary word is a name after a cue of speech, or where the text has it in a full name.
    fn is_called_so(&self, at: usize) -> bool {
        let starts = self
            .text
            .sentences
            .get(self.sentence)
            .is_some_and(|s| s.tokens.start == at);
        let capital = self.shape(at) == Shape::Capital && !self.title_case();
        let lookup = &self.found.lookup;
        let title = lookup
            .at(at)
            .iter()
            .any(|h| matches!(h.entry, Entry::Role(..)));
        let after_cue = !starts
            && at
                .checked_sub(1)
                .and_then(|i| lookup.report(i))
                .is_some_and(|(r, _, len)| {
                    r.kind != ReportKind::Noun && len == 1 && lookup.noun(at).is_none()
                });
        let known = self.short.contains(&self.text.word(at).to_lowercase());
        capital && !title && (after_cue || known && !self.at_start(at))
    }

    /// `Budi Arie`: an ordinary word begins a name only where no capital stands before it and an unknown word follows.
    fn begins_with_vocabulary(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|i| self.text.tokens.get(i));
        let continues = before.is_some_and(|t| t.kind == Kind::Word && t.shape.is_capital())
            && !self.role_before(at);
        !continues && self.is_name_word(at + 1) && !self.is_vocabulary(at + 1)
    }

    /// Whether a title stands before a token with nothing but capitals between.
    fn title_before(&self, at: usize) -> bool {
        let inside = |i: usize| self.shape(i).is_capital() || self.text.word(i) == "dan";
        (1..=8).map_while(|back| at.checked_sub(back)).any(|j| {
            self.found.lookup.at(j).iter().any(|h| {
                matches!(h.entry, Entry::Role(..)) && j + h.len <= at && (j + h.len..at).all(inside)
            })
        })
    }

    /// Where the known name begins that ends right before a token.
    fn known_before(&self, at: usize) -> Option<usize> {
        (1..=4).filter_map(|back| at.checked_sub(back)).find(|j| {
            self.found
                .lookup
                .at(*j)
                .iter()
                .any(|h| matches!(h.entry, Entry::Name(..)) && j + h.len == at)
        })
    }

    /// Whether a title ends right before a token.
    fn role_before(&self, at: usize) -> bool {
        (1..=6).any(|back| {
            at.checked_sub(back).is_some_and(|j| {
                self.found
                    .lookup
                    .at(j)
                    .iter()
                    .any(|h| matches!(h.entry, Entry::Role(..)) && j + h.len == at)
            })
        })
    }

    fn preposition_before(&self, at: usize) -> Option<String> {
        let before = at.checked_sub(1)?;
        let word = self.text.word(before).to_lowercase();
        ["di", "ke", "dari", "menuju", "dekat"]
            .contains(&word.as_str())
            .then_some(word)
    }

    /// What kind of name stands at `at..end`; `None` where nothing tells.
    fn kind(&self, at: usize, end: usize) -> Option<EntityType> {
        let lookup = &self.found.lookup;
        let words: Vec<&str> = (at..end).map(|i| self.text.word(i)).collect();
        let upper = words.len() == 1 && self.shape(at) == Shape::Upper;
        let before = at.checked_sub(1);
        let in_brackets = before.is_some_and(|i| {
            self.text
                .tokens
                .get(i)
                .is_some_and(|t| t.kind == Kind::Open)
        });
        let noun_before = before
            .filter(|_| self.known_before(at).is_none())
            .and_then(|i| {
                lookup.noun_class(i).map(|(c, _)| c).or_else(|| {
                    i.checked_sub(1)
                        .and_then(|j| lookup.noun_class(j))
                        .filter(|(_, l)| *l == 2)
                        .map(|(c, _)| c)
                })
            });
        // "Kepala Dinas Perhubungan Siti Rahma": the title may hold its body.
        if self.title_before(at) {
            return Some(EntityType::Person);
        }
        if words.len() == 1 && self.short.contains(&self.text.word(at).to_lowercase()) {
            return Some(EntityType::Person);
        }
        if upper {
            return (in_brackets || self.text.word(at).len() >= 2 && !self.title_case())
                .then_some(EntityType::Organization);
        }
        match noun_before {
            Some(NounClass::Person | NounClass::Leader) if words.len() > 1 => {
                return Some(EntityType::Person);
            }
            Some(NounClass::Place) => return Some(EntityType::Place),
            Some(NounClass::Org | NounClass::Media) => return Some(EntityType::Organization),
            Some(NounClass::Weapon) => return Some(EntityType::Weapon),
            _ => {}
        }
        if (at..end).any(|i| {
            lookup
                .noun_class(i)
                .is_some_and(|(c, _)| c == NounClass::Org)
        }) {
            return Some(EntityType::Organization);
        }
        if words.iter().any(|w| w.contains('.')) {
            return Some(EntityType::Organization);
        }
        if self
            .preposition_before(at)
            .is_some_and(|p| p != "dari" || words.len() == 1)
            && words.len() <= 3
        {
            return Some(EntityType::Place);
        }
        let next = self.text.tokens.get(end);
        let comma_or_open = next.is_some_and(|t| matches!(t.kind, Kind::Comma | Kind::Open));
        let explained = comma_or_open
            && (lookup
                .at(end + 1)
                .iter()
                .any(|h| matches!(h.entry, Entry::Role(..)))
                || next.is_some() && self.is_age(end + 1));
        let verb = |i: usize| {
            lookup
                .report(i)
                .is_some_and(|(r, _, _)| r.kind == ReportKind::Verb)
        };
        let speaks = self.begins_and_acts(at, end)
            || verb(end)
            || before.is_some_and(verb)
            || self.found.is_function(end, Function::Relative);
        if explained || words.len() >= 2 || speaks {
            return (!self.title_case() || words.len() >= 2 || speaks)
                .then_some(EntityType::Person);
        }
        None
    }

    /// `Hanung juga menjamin`: an unknown word that begins its sentence as the subject of a verb.
    fn begins_and_acts(&self, at: usize, end: usize) -> bool {
        let lookup = &self.found.lookup;
        let passes = |i: usize| {
            lookup
                .longest(i, |e| {
                    matches!(
                        e,
                        Entry::Function(Function::Adverb | Function::Aspect) | Entry::Modal(_)
                    )
                })
                .unwrap_or(0)
        };
        let verb_at = end + passes(end);
        let word = self.text.word(verb_at).to_lowercase();
        let verbal = ["me", "ber", "di", "ter"]
            .iter()
            .any(|p| word.starts_with(p))
            && word.len() > 5;
        let lower = self.shape(verb_at) == Shape::Lower;
        self.at_start(at) && !self.title_case() && lower && verbal && !self.is_vocabulary(at)
    }

    /// `, 53,` or `(53)`.
    fn is_age(&self, at: usize) -> bool {
        let age = self
            .text
            .tokens
            .get(at)
            .is_some_and(|t| t.kind == Kind::Number && t.end - t.start <= 2);
        age && self
            .text
            .tokens
            .get(at + 1)
            .is_some_and(|t| matches!(t.kind, Kind::Comma | Kind::Close))
    }
}
