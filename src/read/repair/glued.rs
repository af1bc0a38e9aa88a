//! Words that lost the space between them, as where a page had links → the places where it stood.
//!
//! `MenteriPertahananJerman`, `diGaza`, `Pistoriusmengatakan`, `pada2024`; `punctuation` knows `kemarin.Menurut`.
//! Not obvious: brands are written like glued words (`PeduliLindungi`, `detikBali`), and so are some derivations. A
//! space is put only where both sides are known and the pair could not be one of these.

use std::ops::Range;

use super::map::Edit;
use super::punctuation;
use super::vocabulary::Vocabulary;
use crate::seeds::Shape;

/// Letters of the shortest verb that is recognised at the end of another word.
const VERB: usize = 7;

/// Words that are also written together with the next one (`antimerokok`, `proPalestina`).
const BOUND: [&str; 12] = [
    "anti", "antar", "pasca", "multi", "semi", "maha", "super", "ultra", "pro", "pra", "non", "eks",
];

/// Finds where spaces are lost, in order.
pub(super) fn edits(text: &str, vocabulary: &Vocabulary) -> Vec<Edit> {
    if vocabulary.is_empty() {
        return Vec::new();
    }
    let mut places = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        punctuation::find(line, start, vocabulary, &mut places);
        for (range, next) in words(line) {
            let run = line.get(range.clone()).unwrap_or_default();
            if is_suspect(run) && !vocabulary.holds(run) {
                let cuts = cuts(run, next, vocabulary);
                places.extend(cuts.iter().map(|cut| start + range.start + cut));
            }
        }
        start += line.len();
    }
    places.sort_unstable();
    places.dedup();
    places.into_iter().map(Edit::space).collect()
}

/// Runs of letters and digits outside of addresses, each with the run behind it where only one space parts them.
fn words(line: &str) -> impl Iterator<Item = (Range<usize>, Option<&str>)> {
    let mut at = 0;
    let chunks = line.split_inclusive(char::is_whitespace).map(move |chunk| {
        let start = at;
        at += chunk.len();
        (start, chunk)
    });
    let chunks = chunks.filter(|(_, chunk)| !is_address(chunk));
    chunks.flat_map(move |(start, chunk)| {
        runs(chunk).map(move |run| {
            let range = start + run.start..start + run.end;
            let rest = line.get(range.end..).unwrap_or_default();
            let next = rest
                .strip_prefix(' ')
                .and_then(|rest| rest.get(runs(rest).next()?));
            (range, next)
        })
    })
}

/// Ends of names of the net, which follow a stop without a space (`Tokopedia.Com`).
pub(super) const DOMAINS: [&str; 12] = [
    "com", "id", "co", "net", "org", "go", "ac", "or", "tv", "io", "web", "info",
];

/// Whether a chunk is no words: an address, a handle, a tag, a path.
pub(super) fn is_address(chunk: &str) -> bool {
    let mut labels = chunk.split('.').skip(1);
    chunk.contains(['@', '#', '/', '_', '=', '\\'])
        || labels.any(|label| {
            let label = label.trim_end_matches(|c: char| !c.is_alphanumeric());
            DOMAINS
                .iter()
                .any(|domain| domain.eq_ignore_ascii_case(label))
        })
}

fn runs(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = text.get(at..)?;
        let start = at + rest.find(char::is_alphanumeric)?;
        let rest = text.get(start..)?;
        at = start
            + rest
                .find(|c: char| !c.is_alphanumeric())
                .unwrap_or(rest.len());
        Some(start..at)
    })
}

/// Whether a run may be glued, told without the lexicon: a capital or a digit inside, or the start of a verb.
fn is_suspect(run: &str) -> bool {
    let mut before = None;
    let capital = run.chars().any(|c| {
        let joint = before.is_some_and(|b: char| {
            b.is_lowercase() && (c.is_uppercase() || c.is_ascii_digit())
                || b.is_ascii_digit() && c.is_lowercase()
        });
        before = Some(c);
        joint
    });
    capital || verb_starts(run).next().is_some()
}

/// Places inside a run at which a verb may begin, from the left.
fn verb_starts(run: &str) -> impl Iterator<Item = usize> {
    let last = run.len().checked_sub(VERB);
    let starts = (2..=last.unwrap_or(0)).filter(move |_| last.is_some());
    starts.filter(|at| {
        run.get(*at..).is_some_and(|tail| {
            ["me", "ber", "di", "ter"]
                .iter()
                .any(|prefix| tail.starts_with(prefix))
        })
    })
}

/// Where the run `word` comes apart; empty where not every part is sure.
fn cuts(word: &str, next: Option<&str>, vocabulary: &Vocabulary) -> Vec<usize> {
    let mut cuts = Vec::new();
    for part in parts(word) {
        cuts.push(part.start);
        let tail = word
            .get(part.clone())
            .and_then(|part| verb_at(part, vocabulary));
        cuts.extend(tail.map(|at| part.start + at));
    }
    let ends = cuts.iter().skip(1).copied().chain([word.len()]);
    let pieces: Vec<&str> = cuts
        .iter()
        .zip(ends)
        .filter_map(|(start, end)| word.get(*start..end))
        .collect();
    let joints: Option<Vec<Joint>> = (1..pieces.len())
        .map(|n| joint(&pieces, n, next, vocabulary))
        .collect();
    cuts.remove(0);
    if joints.is_some_and(|joints| joints.contains(&Joint::Sure)) {
        cuts
    } else {
        Vec::new()
    }
}

/// Parts of a word that begin with a capital behind a small letter, or where digits and letters meet.
fn parts(word: &str) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let (mut start, mut before) = (0, None);
    for (at, c) in word.char_indices() {
        let meets = before.is_some_and(|b: char| {
            b.is_lowercase() && c.is_uppercase() || b.is_alphabetic() != c.is_alphabetic()
        });
        if meets {
            parts.push(start..at);
            start = at;
        }
        before = Some(c);
    }
    parts.push(start..word.len());
    parts
}

/// Where in `part` a verb begins that hangs on a known word, or a verb of saying on a name.
fn verb_at(part: &str, vocabulary: &Vocabulary) -> Option<usize> {
    if vocabulary.knows(part) {
        return None;
    }
    verb_starts(part).find(|at| {
        let (Some(head), Some(verb)) = (part.get(..*at), part.get(*at..)) else {
            return false;
        };
        let acronym = Shape::of(head) == Shape::Upper && vocabulary.is_name([head]);
        let known =
            acronym || letters(head) >= 4 && !BOUND.contains(&head) && vocabulary.holds(head);
        let name = letters(head) >= 4 && Shape::of(head) == Shape::Capital;
        (known || name && vocabulary.is_report(verb)) && vocabulary.is_verb(verb)
    })
}

/// How sure it is that two pieces are two words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Joint {
    /// They are, whatever stands beside them.
    Sure,
    /// They may be a brand, unless another joint of the same word is sure.
    Likely,
}

/// The joint in front of piece `n`; `next` is the word behind the last piece.
fn joint(pieces: &[&str], n: usize, next: Option<&str>, vocabulary: &Vocabulary) -> Option<Joint> {
    let (left, right) = (*pieces.get(n.checked_sub(1)?)?, *pieces.get(n)?);
    let after = pieces.get(n + 1).copied().or(next);
    let digits = |piece: &str| piece.starts_with(|c: char| c.is_ascii_digit());
    if digits(left) || digits(right) {
        return number(left, right, vocabulary);
    }
    match (Shape::of(left), Shape::of(right)) {
        // `verb_at` made this cut.
        (_, Shape::Lower) => Some(Joint::Sure),
        (Shape::Lower, _) => behind_word(left, right, after, vocabulary),
        _ => between_capitals(left, right, after, vocabulary),
    }
}

/// A small word and a name: `diGaza`, `pengebomanAmerika`; but `detikBali`, `tvOne`, `iNews`.
fn behind_word(
    left: &str,
    right: &str,
    after: Option<&str>,
    vocabulary: &Vocabulary,
) -> Option<Joint> {
    let named = vocabulary.is_name([right])
        || after.is_some_and(|after| vocabulary.is_name([right, after]))
        || letters(right) >= 4 && vocabulary.holds(right);
    if BOUND.contains(&left) {
        return None;
    }
    let function = letters(left) >= 2 && vocabulary.is_function(left);
    let sure = if function {
        named || letters(left) >= 4 && letters(right) >= 4 && Shape::of(right) == Shape::Capital
    } else {
        named && (vocabulary.is_report(left) || vocabulary.is_affixed(left))
    };
    sure.then_some(Joint::Sure)
}

/// Two words with capitals: `PresidenPrabowo`, `KoreaUtara`; but `BukaLapak`, `AirAsia`.
fn between_capitals(
    left: &str,
    right: &str,
    after: Option<&str>,
    vocabulary: &Vocabulary,
) -> Option<Joint> {
    if !(vocabulary.holds(left) && vocabulary.holds(right)) {
        return None;
    }
    let one = |test: &dyn Fn(&[&str]) -> bool| {
        test(&[left, right]) || after.is_some_and(|after| test(&[left, right, after]))
    };
    let form = one(&|words| {
        vocabulary.is_name(words.iter().copied()) || vocabulary.is_role(words.iter().copied())
    });
    let named = vocabulary.is_name([right])
        || after.is_some_and(|after| vocabulary.is_name([right, after]));
    let titled = vocabulary.is_role([left]) && named;
    if form || titled {
        Some(Joint::Sure)
    } else {
        (letters(left) >= 4 && letters(right) >= 4).then_some(Joint::Likely)
    }
}

/// A number and a word: `pada2024`, `10.000tentara`; but `Covid19`, `90an`, `5G`.
fn number(left: &str, right: &str, vocabulary: &Vocabulary) -> Option<Joint> {
    // One digit may be `kira2`, which is short for `kira-kira`.
    let sure = if left.starts_with(|c: char| c.is_ascii_digit()) {
        letters(right) >= 5 && Shape::of(right) == Shape::Lower && vocabulary.any([right], |_| true)
    } else {
        letters(left) >= 4 && right.len() >= 2 && vocabulary.is_function(left)
    };
    sure.then_some(Joint::Sure)
}

fn letters(word: &str) -> usize {
    word.chars().count()
}

#[cfg(test)]
mod tests {
    use std::sync::OnceLock;

    use super::super::map::OffsetMap;
    use super::*;
    use crate::seeds::Seeds;

    fn repaired(text: &str) -> String {
        static WORDS: OnceLock<Vocabulary> = OnceLock::new();
        let words = WORDS.get_or_init(|| Vocabulary::new(&Seeds::embedded().unwrap().lexicon));
        OffsetMap::default().apply(text, edits(text, words))
    }

    #[test]
    fn words_of_a_link_part_from_those_around_it() {
        for (glued, apart) in [
            (
                "MenteriPertahananJermanBoris Pistoriusmengatakan itu",
                "Menteri Pertahanan Jerman Boris Pistorius mengatakan itu",
            ),
            ("pasukan diGaza", "pasukan di Gaza"),
            ("diTimur Tengah", "di Timur Tengah"),
            ("setelahRusiamelancarkan", "setelah Rusia melancarkan"),
            ("penangkapanMaduro", "penangkapan Maduro"),
            ("menurutPBB", "menurut PBB"),
            ("adalahWrocław", "adalah Wrocław"),
            ("PresidenPrabowo", "Presiden Prabowo"),
            ("KoreaUtara", "Korea Utara"),
            ("NATOmengatakan", "NATO mengatakan"),
            ("Grybauskasmengatakan", "Grybauskas mengatakan"),
            ("pasukanmelancarkan", "pasukan melancarkan"),
            ("hingga2024", "hingga 2024"),
            ("sebanyak 10.000tentara", "sebanyak 10.000 tentara"),
        ] {
            assert_eq!(repaired(glued), apart);
            assert_eq!(repaired(apart), apart);
        }
    }

    #[test]
    fn marks_get_their_space_back() {
        for (glued, apart) in [
            ("tiba kemarin.Menurut dia", "tiba kemarin. Menurut dia"),
            ("di Rusia,Ukraina", "di Rusia, Ukraina"),
            ("\"kami siap,\"katanya", "\"kami siap,\" katanya"),
            ("katanya,\"kami siap\"", "katanya, \"kami siap\""),
            ("“kami siap,”katanya", "“kami siap,” katanya"),
            ("katanya:“kami siap”", "katanya: “kami siap”"),
            ("RepublikIndonesia(RI)", "Republik Indonesia (RI)"),
            ("(Menlu)Iran", "(Menlu) Iran"),
        ] {
            assert_eq!(repaired(glued), apart);
            assert_eq!(repaired(apart), apart);
        }
    }

    #[test]
    fn names_addresses_and_derivations_stay_whole() {
        for text in [
            "YouTube, WhatsApp, TikTok, PayPal, DeepSeek, iPhone, eBay, McDonald, MacArthur, DiCaprio",
            "KompasTV, MetroTV, iNews, tvOne, detikNews, detikBali, TribunBali, SindoNews, KapanLagi",
            "PeduliLindungi, BukaLapak, AirAsia, TransJakarta, BeritaSatu, KitaBisa",
            "MoU, PhD, BTS-nya, kWh, mRNA, pH, YoY, Covid19, B20, Liputan6, 90an, 5G, 100ribu, kira2",
            "KOMPAS.com, Tokopedia.Com, https://a.id/PresidenPrabowo, admin@RumahSakit.go.id, #PresidenPrabowo, @PresidenPrabowo",
            "keIndonesiaan, proPalestina, antiIsrael, antimerokok, pascamelahirkan, karbondioksida",
            "keberlangsungan, pemberlakuan, pertanggungjawaban, ketidakberdayaan, Megamendung, Desember",
            "H.E. Kim, U.S., dr.Andi, Rp1.000,00, 19.30, 3,5, (ke)lima, orang(-orang), P(A), Ny.Siti",
            "ia berkata \"siap\", \"ya\", dan \"tidak\"; satu \"kutipan",
        ] {
            assert_eq!(repaired(text), text);
        }
    }

    #[test]
    fn without_a_vocabulary_nothing_is_parted() {
        assert_eq!(edits("pasukan diGaza.Menurut", &Vocabulary::default()), []);
    }
}
