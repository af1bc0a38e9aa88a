//! Words that lost the space between them, as where a page had links → the places where it stood.
//!
//! `MenteriPertahananJerman`, `diGaza`, `Pistoriusmengatakan`, `pada2024`; `punctuation` knows `kemarin.Menurut`.
//! Not obvious: brands are written like glued words (`PeduliLindungi`, `detikBali`), and so are some derivations. A
//! space is put only where both sides are known and the pair could not be one of these.

use std::ops::Range;

use super::joint::{cuts, verb_starts};
use super::map::Edit;
use super::punctuation;
use super::vocabulary::Vocabulary;

/// Bytes of the longest run that is looked into; a longer one is no words, and looking would take long.
const LONGEST: usize = 128;

/// Finds where spaces are lost, in order.
pub(super) fn edits(text: &str, vocabulary: &Vocabulary) -> Vec<Edit> {
    if vocabulary.is_empty() {
        return Vec::new();
    }
    let mut places = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        punctuation::find(line, start, vocabulary, &mut places);
        for run in runs(line).filter(|run| run.len() <= LONGEST) {
            let word = line.get(run.clone()).unwrap_or_default();
            if is_suspect(word) && !vocabulary.holds(word) && !is_address(chunk(line, &run)) {
                let cuts = cuts(word, next(line, &run), vocabulary);
                places.extend(cuts.iter().map(|cut| start + run.start + cut));
            }
        }
        start += line.len();
    }
    places.sort_unstable();
    places.dedup();
    places.into_iter().map(Edit::space).collect()
}

/// What stands around a run without white space between, as far as an address may reach.
fn chunk<'l>(line: &'l str, run: &Range<usize>) -> &'l str {
    let near = |c: &char| !c.is_whitespace();
    let reach = |chars: &mut dyn Iterator<Item = char>| -> usize {
        chars
            .take(LONGEST)
            .take_while(near)
            .map(char::len_utf8)
            .sum()
    };
    let before = line.get(..run.start).unwrap_or_default();
    let after = line.get(run.end..).unwrap_or_default();
    let range = run.start - reach(&mut before.chars().rev())..run.end + reach(&mut after.chars());
    line.get(range).unwrap_or_default()
}

/// The run behind this one, where only one space parts them.
fn next<'l>(line: &'l str, run: &Range<usize>) -> Option<&'l str> {
    let rest = line.get(run.end..)?.strip_prefix(' ')?;
    rest.get(runs(rest).next()?)
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

/// Runs of letters and digits.
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
