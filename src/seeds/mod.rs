//! `seeds/` → tables: what exists in the world and how the language says it.
//!
//! The files are compiled in; [`Seeds::load`] reads a folder of the same shape instead. Every
//! file ends in one [`Lexicon`], so that a text is walked once for names, verbs and cues alike.

mod affix;
mod category;
mod clash;
mod coordinates;
mod frames;
mod lexicon;
mod morphology;
mod names;
mod table;
mod term;
mod words;

use std::borrow::Cow;
use std::path::Path;
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

pub use affix::{Voice, is_derived};
pub use category::{
    Act, Calendar, Comparator, CurrencyPlace, Function, Noun, NounClass, NumberWord, Part, Report,
    ReportKind, Role, TimeUnit,
};
pub use clash::{Clash, clashes};
pub use coordinates::{Coordinates, Point};
pub use frames::{Frame, Predicate, Slot, Source, Target, TypeSet};
pub use lexicon::{Casing, Lexicon, Shape, Sym, UNKNOWN};
pub use morphology::{Analysis, analyse};
pub use names::{Name, NameIx};
pub use table::SeedError;
pub use term::Term;

use crate::record::Modality;

/// What the seeds say of a word or a sequence of words.
#[derive(Debug, Clone, PartialEq)]
pub enum Entry {
    /// A form of a name, if the text writes it so.
    Name(NameIx, Casing),
    /// A form of a verb or event noun: position in [`Seeds::frames`].
    Frame(usize, Voice),
    /// A word that attributes: position in [`Seeds::reports`].
    Report(usize, Voice),
    /// A title: position in [`Seeds::roles`].
    Role(usize, Casing),
    /// A common noun: position in [`Seeds::nouns`].
    Noun(usize),
    /// A closed-class word or adverb.
    Function(Function),
    /// A word that makes a claim less than real.
    Modal(Modality),
    /// A negation.
    Negation,
    /// Words that call a thing untrue (`berita palsu`).
    Falsehood,
    /// A word that says what must be done (`harus`).
    Obligation,
    /// A verb that calls a thing something (`menyebut`).
    Judgement,
    /// A noun for what somebody means to do (`keputusan`).
    Plan,
    /// A word by which a thing is condemned (`keji`).
    Blame,
    /// A verb that lends its subject to an event noun (`melakukan serangan`); `true` where it
    /// receives instead (`menerima bantuan`).
    Light(bool),
    /// A bound on a number.
    Comparator(Comparator),
    /// A month, a day, a span of time.
    Calendar(Calendar),
    /// A number in words.
    Number(NumberWord),
    /// A currency, as a sign or a noun: position in [`Seeds::currencies`].
    Currency(CurrencyPlace, usize),
    /// A short form that ends in a stop; `true` where a sentence can end with it (`dll.`).
    Abbreviation(bool),
    /// Ordinary vocabulary, with its word class.
    Root(char),
}

/// All tables.
#[derive(Debug, Default)]
pub struct Seeds {
    /// Every word and sequence; shared with the reader, which repairs lost spaces by it.
    pub lexicon: Arc<Lexicon<Entry>>,
    /// Who and what exists.
    pub names: Vec<Name>,
    /// For each [`Name::post`] the rows that have it, in order.
    pub in_post: FxHashMap<String, Vec<NameIx>>,
    /// Each form of each name, with its row.
    pub forms: Vec<(String, NameIx)>,
    /// Words that names of persons are made of, lower-cased.
    pub personal: FxHashSet<String>,
    /// Senses of verbs and event nouns.
    pub frames: Vec<Frame>,
    /// What a statement may say.
    pub predicates: Vec<Predicate>,
    /// Words that attribute.
    pub reports: Vec<Report>,
    /// Titles.
    pub roles: Vec<Role>,
    /// Common nouns by what they denote.
    pub nouns: Vec<Noun>,
    /// Codes of ISO 4217.
    pub currencies: Vec<String>,
    /// The text of `noise.tsv`, for the reader.
    pub noise: String,
    /// The text of `calendar.tsv`, for the reader.
    pub calendar: String,
    /// The text of `outlets.tsv`, for the reader.
    pub outlets: String,
    /// The bytes of `models/names.bin`, for the tagger of names.
    pub names_model: Cow<'static, [u8]>,
}

macro_rules! embedded {
    ($($path:literal),* $(,)?) => {
        &[$(($path, include_str!(concat!("../../seeds/", $path)))),*]
    };
}

/// Path below `seeds/` and content of every file.
const FILES: &[(&str, &str)] = embedded![
    "names/states.tsv",
    "names/places.tsv",
    "names/organizations.tsv",
    "names/persons.tsv",
    "names/treaties.tsv",
    "names/weapons.tsv",
    "names/events.tsv",
    "names/personal.tsv",
    "words/frames.tsv",
    "words/reporting.tsv",
    "words/roots.tsv",
    "words/roles.tsv",
    "words/nouns.tsv",
    "words/cues.tsv",
    "words/function.tsv",
    "words/calendar.tsv",
    "words/numbers.tsv",
    "words/currencies.tsv",
    "words/abbreviations.tsv",
    "words/noise.tsv",
    "words/outlets.tsv",
];

const NAMES_MODEL: &[u8] = include_bytes!("../../seeds/models/names.bin");

const PREDICATES: &str = include_str!("../../ontology/predicates.tsv");

impl Seeds {
    /// The tables that are compiled into the program.
    ///
    /// # Errors
    /// [`SeedError`] for a bad row; a test holds that the compiled-in ones have none.
    pub fn embedded() -> Result<Self, SeedError> {
        let mut seeds = Self::from_files(|path| {
            let text = FILES
                .iter()
                .find(|(p, _)| *p == path)
                .map_or("", |(_, text)| *text);
            Ok((format!("seeds/{path}"), text.to_owned()))
        })?;
        seeds.names_model = Cow::Borrowed(NAMES_MODEL);
        Ok(seeds)
    }

    /// The tables of a folder shaped like the project's `seeds/`, with the compiled-in model where it has none.
    ///
    /// # Errors
    /// [`SeedError`] for a file that cannot be read and for a bad row, with file and line.
    pub fn load(folder: &Path) -> Result<Self, SeedError> {
        let unreadable = |file: &str| {
            let file = file.to_owned();
            move |source| SeedError::Unreadable { file, source }
        };
        let mut seeds = Self::from_files(|path| {
            let full = folder.join(path);
            let file = full.display().to_string();
            let text = std::fs::read_to_string(&full).map_err(unreadable(&file))?;
            Ok((file, text))
        })?;
        let model = folder.join("models/names.bin");
        seeds.names_model = match std::fs::read(&model) {
            Ok(bytes) => Cow::Owned(bytes),
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => Cow::Borrowed(NAMES_MODEL),
            Err(e) => return Err(unreadable(&model.display().to_string())(e)),
        };
        Ok(seeds)
    }

    fn from_files(
        open: impl Fn(&str) -> Result<(String, String), SeedError>,
    ) -> Result<Self, SeedError> {
        let predicates = frames::predicates("ontology/predicates.tsv", PREDICATES)?;
        let mut seeds = Self {
            predicates,
            ..Self::default()
        };
        names::load(&mut seeds, &open)?;
        words::load(&mut seeds, &open)?;
        names::posts(&mut seeds);
        let (file, text) = open("words/frames.tsv")?;
        frames::load(&mut seeds, &file, &text)?;
        seeds.noise = open("words/noise.tsv")?.1;
        seeds.calendar = open("words/calendar.tsv")?.1;
        seeds.outlets = open("words/outlets.tsv")?.1;
        Ok(seeds)
    }

    /// Adds a form while the tables are read.
    fn add(&mut self, form: &str, entry: Entry) {
        // Nobody shares the lexicon yet, so this copies nothing.
        Arc::make_mut(&mut self.lexicon).add(form, entry);
    }

    /// The predicate of a term, where it exists.
    #[must_use]
    pub fn predicate(&self, term: &str) -> Option<&Predicate> {
        self.predicates.iter().find(|p| p.term == term)
    }

    /// The position in [`Seeds::predicates`] of a term.
    #[must_use]
    pub fn predicate_ix(&self, term: &str) -> Option<usize> {
        self.predicates.iter().position(|p| p.term == term)
    }

    /// The term of a predicate by its position; empty where there is none.
    #[must_use]
    pub fn term(&self, predicate: usize) -> &str {
        self.predicates
            .get(predicate)
            .map_or("", |p| p.term.as_str())
    }

    /// The class of a word of `roots.tsv` in lower case: `v`, `n`, `a`, `d` or `f`.
    #[must_use]
    pub fn root_class(&self, word: &str) -> Option<char> {
        let sym = std::iter::once(self.lexicon.sym(word));
        self.lexicon.matches(sym).find_map(|(_, e)| match e {
            Entry::Root(class) => Some(*class),
            _ => None,
        })
    }

    /// The name of an identifier such as `state-russia`.
    #[must_use]
    pub fn name_by_id(&self, id: &str) -> Option<&Name> {
        self.names.iter().find(|n| n.id == id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_compiled_in_tables_have_no_bad_row() {
        let seeds = Seeds::embedded().unwrap();
        assert!(
            seeds.names.len() > 500 && seeds.frames.len() > 200,
            "{} {}",
            seeds.names.len(),
            seeds.frames.len()
        );
    }
}
