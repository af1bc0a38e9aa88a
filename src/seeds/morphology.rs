//! A word → its root, and the voice that its affixes give it.
//!
//! The reverse of `affix`: clitics, suffixes and prefixes are taken off, the sound that a nasal prefix swallowed is put
//! back (`menyerang`, `serang`), and a root list says which of the outcomes exists. The list holds frequent derived words
//! too, so that the shortest root wins that leaves enough letters for its affixes; `menteri` is no `teri`, because a word
//! that is listed as a noun is no verb. Rules: Tata Bahasa Baku Bahasa Indonesia, chapters on affixation and reduplication.

use super::Voice;

/// A word taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Analysis {
    /// The root, lower case.
    pub root: String,
    /// What its affixes make of it; `None` where they leave its class open (`rumahnya`, `negara-negara`).
    pub voice: Option<Voice>,
}

/// A prefix as written, the sounds that may have stood at the start of the root, and what it makes.
struct Prefix {
    written: &'static str,
    /// Longest first: `menunjuk` is `tunjuk` before it is `unjuk`.
    swallowed: &'static [&'static str],
    makes: Makes,
    /// Letters that a root must have to be preferred to the listed word as a whole.
    least: usize,
}

/// What a prefix makes of a root, by itself or with `-an`.
#[derive(Clone, Copy)]
enum Makes {
    /// Only a suffix decides.
    Nothing,
    /// A verb of that voice, whatever the suffix.
    Verb(Voice),
    /// A noun; with `-an` of the other kind.
    Noun(Voice, Voice),
}

const ACTIVE: Makes = Makes::Verb(Voice::Active);
const PASSIVE: Makes = Makes::Verb(Voice::Passive);
const NASAL: Makes = Makes::Noun(Voice::AgentNoun, Voice::PatientNoun);
const NOUN: Makes = Makes::Noun(Voice::AgentNoun, Voice::AgentNoun);

const STRONG: usize = 4;
const WEAK: usize = 5;
const NEVER: usize = usize::MAX;

const fn prefix(
    written: &'static str,
    swallowed: &'static [&'static str],
    makes: Makes,
    least: usize,
) -> Prefix {
    Prefix {
        written,
        swallowed,
        makes,
        least,
    }
}

const PREFIXES: [Prefix; 27] = [
    prefix("", &[""], Makes::Nothing, WEAK),
    prefix("me", &[""], ACTIVE, STRONG),
    prefix("memper", &[""], ACTIVE, STRONG),
    prefix("menge", &[""], ACTIVE, STRONG),
    prefix("meng", &["k", ""], ACTIVE, STRONG),
    prefix("meny", &["s"], ACTIVE, STRONG),
    prefix("mem", &["p", ""], ACTIVE, STRONG),
    prefix("men", &["t", ""], ACTIVE, STRONG),
    prefix("diper", &[""], PASSIVE, STRONG),
    prefix("di", &[""], PASSIVE, STRONG),
    prefix("ber", &[""], ACTIVE, STRONG),
    prefix("bel", &[""], ACTIVE, WEAK),
    prefix("be", &["r", ""], ACTIVE, WEAK),
    prefix("ter", &[""], PASSIVE, STRONG),
    prefix("te", &["r"], PASSIVE, WEAK),
    prefix("penge", &[""], NASAL, WEAK),
    prefix("peng", &["k", ""], NASAL, STRONG),
    prefix("peny", &["s"], NASAL, STRONG),
    prefix("pem", &["p", ""], NASAL, STRONG),
    prefix("pen", &["t", ""], NASAL, STRONG),
    prefix("per", &[""], NOUN, STRONG),
    prefix("pe", &["r", ""], NOUN, WEAK),
    prefix("keber", &[""], NOUN, WEAK),
    prefix("ketidak", &[""], NOUN, WEAK),
    prefix("ke", &[""], NOUN, WEAK),
    prefix("se", &[""], Makes::Nothing, NEVER),
    prefix("ku", &[""], PASSIVE, NEVER),
];

/// Clitics, which stand outside of all suffixes.
const CLITICS: [&str; 7] = ["", "nya", "lah", "kah", "pun", "ku", "mu"];

/// Suffixes; a root is not shorter than three letters.
const SUFFIXES: [&str; 4] = ["", "kan", "an", "i"];

/// Takes `word`, in lower case, apart; `class` gives the class of a listed root (`v`, `n`, `a` …), `None` for other words.
///
/// ```
/// use simpul::seeds::{Voice, analyse};
/// let class = |root: &str| ["serang", "kirim"].contains(&root).then_some('v');
/// let word = analyse("menyerangnya", class).unwrap();
/// assert_eq!((word.root.as_str(), word.voice), ("serang", Some(Voice::Active)));
/// assert_eq!(analyse("pengiriman", class).unwrap().voice, Some(Voice::PatientNoun));
/// assert_eq!(analyse("kyiv", class), None);
/// ```
#[must_use]
pub fn analyse(word: &str, class: impl Fn(&str) -> Option<char>) -> Option<Analysis> {
    let word = reduplicated(word).unwrap_or(word);
    let no_verb = class(word).is_some_and(|c| c != 'v');
    let mut best: Option<(Rank, Analysis)> = None;
    for (stem, suffix) in stems(word) {
        for prefix in &PREFIXES {
            let voice = voice(prefix.makes, suffix);
            let verb = voice.is_some_and(|v| !v.is_noun());
            let root = prefix.root(stem, &class).filter(|_| !(verb && no_verb));
            let Some(root) = root else { continue };
            let rank = prefix.rank(&root, suffix);
            if best.as_ref().is_none_or(|(other, _)| rank > *other) {
                best = Some((rank, Analysis { root, voice }));
            }
        }
    }
    best.map(|(_, analysis)| analysis)
}

/// Whether a root leaves enough letters, and then how short it is, else how long.
type Rank = (bool, isize);

/// What is left of a word without a clitic and a suffix, with that suffix.
fn stems(word: &str) -> impl Iterator<Item = (&str, &'static str)> {
    let bare = CLITICS.iter().filter_map(|c| word.strip_suffix(c));
    bare.flat_map(|stem| {
        SUFFIXES
            .iter()
            .filter_map(move |s| Some((stem.strip_suffix(s)?, *s)))
    })
}

/// `negara` of `negara-negara`, `berlari` of `berlari-lari`, `anak` of `anak2`.
fn reduplicated(word: &str) -> Option<&str> {
    if let Some((left, right)) = word.split_once('-') {
        let same = right.starts_with(left) || left.ends_with(right);
        let longer = if left.len() >= right.len() {
            left
        } else {
            right
        };
        return same.then_some(longer);
    }
    word.strip_suffix('2').filter(|stem| stem.len() >= 3)
}

fn voice(makes: Makes, suffix: &str) -> Option<Voice> {
    match (makes, suffix) {
        (Makes::Verb(voice), _) => Some(voice),
        (Makes::Noun(_, with_an), "an") => Some(with_an),
        (Makes::Noun(..) | Makes::Nothing, "kan" | "i") => Some(Voice::Bare),
        (Makes::Noun(alone, _), _) => Some(alone),
        (Makes::Nothing, "an") => Some(Voice::AgentNoun),
        (Makes::Nothing, _) => None,
    }
}

impl Prefix {
    /// The root that is left of a stem, with the sound that the prefix swallowed. `menge-` and `penge-` take one syllable.
    fn root(&self, stem: &str, class: &impl Fn(&str) -> Option<char>) -> Option<String> {
        let rest = stem.strip_prefix(self.written)?;
        let syllables = rest.chars().filter(|c| "aiueo".contains(*c)).count();
        if self.written.ends_with("nge") && syllables > 1 {
            return None;
        }
        let mut roots = self.swallowed.iter().map(|sound| format!("{sound}{rest}"));
        roots.find(|root| root.len() >= 3 && class(root).is_some())
    }

    /// How good an outcome is: a short root with enough letters, else the longest.
    fn rank(&self, root: &str, suffix: &str) -> Rank {
        let least = match (self.written, suffix) {
            ("", "" | "i") => NEVER,
            ("ke" | "pe", "an") => STRONG,
            _ => self.least,
        };
        let len = isize::try_from(root.len()).unwrap_or(isize::MAX);
        let enough = root.len() >= least;
        (enough, if enough { -len } else { len })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(word: &str, roots: &[&str]) -> Option<(String, Option<Voice>)> {
        analyse(word, |w| roots.contains(&w).then_some('v')).map(|a| (a.root, a.voice))
    }

    fn is(word: &str, root: &str, voice: Option<Voice>) {
        assert_eq!(of(word, &[root]), Some((root.to_owned(), voice)), "{word}");
    }

    #[test]
    fn a_nasal_prefix_gives_back_what_it_swallowed() {
        is("menyerang", "serang", Some(Voice::Active));
        is("memukuli", "pukul", Some(Voice::Active));
        is("menolaknya", "tolak", Some(Voice::Active));
        is("mengirimkan", "kirim", Some(Voice::Active));
        is("mengebom", "bom", Some(Voice::Active));
        is("pengirimannya", "kirim", Some(Voice::PatientNoun));
        is("penyerang", "serang", Some(Voice::AgentNoun));
    }

    #[test]
    fn prefixes_and_suffixes_tell_the_voice() {
        is("dikirimkan", "kirim", Some(Voice::Passive));
        is("terbunuh", "bunuh", Some(Voice::Passive));
        is("bekerja", "kerja", Some(Voice::Active));
        is("berunding", "runding", Some(Voice::Active));
        is("amankan", "aman", Some(Voice::Bare));
        is("serangan", "serang", Some(Voice::AgentNoun));
        is("kulihat", "lihat", Some(Voice::Passive));
    }

    #[test]
    fn clitics_and_reduplication_change_no_class() {
        is("negaranyalah", "negaranya", None);
        is("negara-negara", "negara", None);
        is("anak2", "anak", None);
        is("berlari-lari", "lari", Some(Voice::Active));
    }

    #[test]
    fn a_listed_word_is_taken_further_apart_where_enough_is_left() {
        let roots = ["makan", "pakan", "pertemuan", "temu", "selama", "lama"];
        let root = |word| of(word, &roots).map(|a| a.0);
        assert_eq!(root("memakan").as_deref(), Some("makan"));
        assert_eq!(root("pertemuan").as_deref(), Some("temu"));
        assert_eq!(root("selama").as_deref(), Some("selama"));
        assert_eq!(root("kyiv"), None);
    }

    #[test]
    fn a_word_that_is_listed_as_a_noun_is_no_verb() {
        let class = |w: &str| ["menteri", "teri"].contains(&w).then_some('n');
        let minister = analyse("menteri", class).map(|a| (a.root, a.voice));
        assert_eq!(minister, Some(("menteri".to_owned(), None)));
    }
}
