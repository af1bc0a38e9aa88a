//! Words of a text → [`Fingerprint`]: what is needed to see, without the text, that two texts are
//! one story.
//!
//! Two sketches. The *shingles* (runs of five words) are kept as a min-wise signature (Broder, *On the
//! resemblance and containment of documents*, 1997): the share of equal minima estimates how much of
//! both texts is the same. The *figures* (numbers and weekdays, each with the two words before it and
//! the two after it) tell a copy from a form that is filled in anew each day, which shares most of its
//! words as well: in a copy the same words hold the same figures.
//!
//! Not obvious: fingerprints of many runs are compared, so nothing here may ever change without a new
//! [`VERSION`](super::VERSION): no hash of the standard library, no seed, no word list.

use std::collections::{BTreeMap, BTreeSet};

use data_encoding::BASE64_NOPAD;
use serde::{Deserialize, Serialize};

/// Minima in a signature. The error of an estimate (one standard deviation) is at most
/// `sqrt(0.25 / 126)` = 0.045.
pub const MINIMA: usize = 126;
/// Figures kept at most; of more, those whose places have the least hashes.
const FIGURES: usize = 48;
/// Values at one place at most; a place with more (a column of a table) tells nothing and is left out.
const VALUES: usize = 4;
/// Words in a shingle: fewer also agree by chance, more break at every small change.
const SHINGLE: usize = 5;
/// Words on each side that make the place of a figure.
const AROUND: usize = 2;

/// A word of a text, folded so that what an editor changes lightly stays the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// Letters and digits in lower case.
    pub text: String,
    /// Whether it is a number or the name of a day.
    pub figure: bool,
}

/// What two texts are compared by. In JSON one string of base64.
///
/// ```
/// use simpul::record::fingerprint::{Fingerprint, Word};
/// let words = |text: &str| -> Vec<Word> {
///     text.split(' ').map(|word| Word { text: word.to_owned(), figure: false }).collect()
/// };
/// let one = Fingerprint::of(&words("tiga kapal tiba di ambon pada pagi hari")).unwrap();
/// assert_eq!(one.similarity(&one), 1.0);
/// assert_eq!(Fingerprint::of(&words("terlalu pendek")), None);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Fingerprint {
    /// Number of different shingles.
    shingles: u32,
    /// For each of [`MINIMA`] hash functions, the low bits of the least hash of a shingle.
    minima: Vec<u16>,
    /// Figures as (hash of the place, hash of the value), sorted, each once.
    figures: Vec<(u16, u16)>,
}

/// Figures that stand at the same places of two texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Figures {
    /// Places that both texts have.
    pub places: usize,
    /// Places of them where no value is the same.
    pub differ: usize,
}

impl Fingerprint {
    /// The fingerprint of a text; `None` for fewer than five words.
    #[must_use]
    pub fn of(words: &[Word]) -> Option<Self> {
        let shingle = |words: &[Word]| hash(words.iter().map(|word| word.text.as_str()));
        let mut shingles: Vec<u64> = words.windows(SHINGLE).map(shingle).collect();
        shingles.sort_unstable();
        shingles.dedup();
        let minimum = |function: u64| {
            let function = mix(function);
            let hashes = shingles.iter().map(|shingle| mix(shingle ^ function));
            hashes.min().map(low)
        };
        (!shingles.is_empty()).then(|| Self {
            shingles: u32::try_from(shingles.len()).unwrap_or(u32::MAX),
            minima: (1..=MINIMA as u64).filter_map(minimum).collect(),
            figures: figures(words),
        })
    }

    /// Number of different shingles, a measure of length.
    #[must_use]
    pub fn shingles(&self) -> u32 {
        self.shingles
    }

    /// The signature, [`MINIMA`] values.
    #[must_use]
    pub fn minima(&self) -> &[u16] {
        &self.minima
    }

    /// Estimated share of all shingles of both texts that stand in both (Jaccard), 0 to 1.
    #[must_use]
    pub fn similarity(&self, other: &Self) -> f64 {
        let pairs = self.minima.iter().zip(&other.minima);
        pairs.filter(|(one, two)| one == two).count() as f64 / MINIMA as f64
    }

    /// Estimated share of the shorter text's shingles that stand in the longer, 0 to 1.
    #[must_use]
    pub fn containment(&self, other: &Self) -> f64 {
        let similarity = self.similarity(other);
        let (one, two) = (f64::from(self.shingles), f64::from(other.shingles));
        let shared = similarity / (1.0 + similarity) * (one + two);
        (shared / one.min(two)).min(1.0)
    }

    /// Compares the figures that stand between the same words, as far as both sketches reach.
    #[must_use]
    pub fn figures(&self, other: &Self) -> Figures {
        let reach = self.reach().min(other.reach());
        let places = |sketch: &Self| -> BTreeSet<u16> {
            let places = sketch.figures.iter().map(|(place, _)| *place);
            places.filter(|place| u32::from(*place) < reach).collect()
        };
        let both: Vec<u16> = places(self).intersection(&places(other)).copied().collect();
        let differ = both.iter().filter(|place| {
            let two: Vec<u16> = other.values(**place).collect();
            !self.values(**place).any(|value| two.contains(&value))
        });
        Figures {
            places: both.len(),
            differ: differ.count(),
        }
    }

    fn values(&self, place: u16) -> impl Iterator<Item = u16> {
        let from = self.figures.partition_point(|(other, _)| *other < place);
        let rest = self.figures.iter().skip(from);
        rest.take_while(move |(other, _)| *other == place)
            .map(|(_, value)| *value)
    }

    /// Places below this are kept whole; a full sketch may have cut the values of its last one.
    fn reach(&self) -> u32 {
        let last = self.figures.get(FIGURES - 1);
        last.map_or(u32::MAX, |(place, _)| u32::from(*place))
    }
}

/// The figures of a text: each at two places, that after the words before it and that before the
/// words after it, so that an edit on one side leaves the other.
fn figures(words: &[Word]) -> Vec<(u16, u16)> {
    let around = |at: Option<usize>| {
        let word = at.and_then(|at| words.get(at));
        word.map_or("", |word| if word.figure { "#" } else { &word.text })
    };
    let mut places: BTreeMap<u16, BTreeSet<u16>> = BTreeMap::new();
    for (at, word) in words.iter().enumerate().filter(|(_, word)| word.figure) {
        let value = low(hash([word.text.as_str()]));
        let before = (1..=AROUND).map(|step| around(at.checked_sub(step)));
        let after = (1..=AROUND).map(|step| around(at.checked_add(step)));
        let sides = [("<", before.collect()), (">", after.collect::<Vec<_>>())];
        for (side, around) in sides {
            let place = low(hash([side].into_iter().chain(around)));
            places.entry(place).or_default().insert(value);
        }
    }
    places.retain(|_, values| values.len() <= VALUES);
    let pairs = places
        .into_iter()
        .flat_map(|(place, values)| values.into_iter().map(move |value| (place, value)));
    pairs.take(FIGURES).collect()
}

/// FNV-1a over words, each closed by a byte that no text holds, then mixed.
fn hash<'a>(words: impl IntoIterator<Item = &'a str>) -> u64 {
    let bytes = words
        .into_iter()
        .flat_map(|word| word.bytes().chain([0xff]));
    mix(bytes.fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    }))
}

/// The finalizer of `SplitMix64` (Steele, Lea, Flood 2014): every bit of the input moves every bit of the output.
fn mix(hash: u64) -> u64 {
    let hash = hash.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    hash ^ (hash >> 31)
}

/// The low sixteen bits.
fn low(hash: u64) -> u16 {
    let [.., high, low] = hash.to_be_bytes();
    u16::from_be_bytes([high, low])
}

impl From<Fingerprint> for String {
    fn from(fingerprint: Fingerprint) -> Self {
        let figures = fingerprint.figures.iter();
        let values = figures.flat_map(|(place, value)| [*place, *value]);
        let mut bytes = fingerprint.shingles.to_be_bytes().to_vec();
        let values = fingerprint.minima.iter().copied().chain(values);
        bytes.extend(values.flat_map(u16::to_be_bytes));
        BASE64_NOPAD.encode(&bytes)
    }
}

impl TryFrom<String> for Fingerprint {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let wrong = || format!("`{text}` is no fingerprint; extract the document again");
        let bytes = BASE64_NOPAD.decode(text.as_bytes()).map_err(|_| wrong())?;
        let (shingles, values) = bytes.split_first_chunk::<4>().ok_or_else(wrong)?;
        let (pairs, odd) = values.as_chunks::<2>();
        let values: Vec<u16> = pairs.iter().copied().map(u16::from_be_bytes).collect();
        let (minima, figures) = values.split_at_checked(MINIMA).ok_or_else(wrong)?;
        let (figures, half) = figures.as_chunks::<2>();
        let figures: Vec<(u16, u16)> = figures.iter().map(|[one, two]| (*one, *two)).collect();
        let sound = odd.is_empty()
            && half.is_empty()
            && figures.len() <= FIGURES
            && figures.is_sorted_by(|one, two| one < two);
        let shingles = u32::from_be_bytes(*shingles);
        if !sound || shingles == 0 {
            return Err(wrong());
        }
        Ok(Self {
            shingles,
            minima: minima.to_vec(),
            figures,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Words of a text; those with a digit are figures.
    fn words(text: &str) -> Vec<Word> {
        let word = |word: &str| Word {
            text: word.to_owned(),
            figure: word.contains(|c: char| c.is_ascii_digit()),
        };
        text.split(' ').map(word).collect()
    }

    fn fingerprint(text: &str) -> Fingerprint {
        Fingerprint::of(&words(text)).unwrap()
    }

    /// Words `from` to `to` of one endless text in which no word comes twice.
    fn stretch(from: usize, to: usize) -> Fingerprint {
        let text: Vec<String> = (from..to).map(|at| format!("w{at}")).collect();
        fingerprint(&text.join(" "))
    }

    #[test]
    fn a_known_text_keeps_its_fingerprint_for_ever() {
        let text: String = fingerprint("pada 19 november tiga kapal tiba di ambon").into();
        assert_eq!(text.len(), 352);
        assert!(
            text.starts_with("AAAABGYWOApno1BbUTTpr50oc6K8DgdY"),
            "{text}"
        );
        assert!(text.ends_with("zHexiX15w5SqwXY3asF"), "{text}");
    }

    #[test]
    fn estimates_lie_near_the_truth() {
        let mut squares = 0.0;
        let mut pairs = 0.0;
        for share in 0_u32..=20 {
            for turn in 0..10 {
                let (from, length) = (10_000 * turn, 300);
                let moved = 15 * share as usize;
                let one = stretch(from, from + length + 4);
                let two = stretch(from + moved, from + moved + length + 4);
                let common = (length - moved) as f64;
                let truth = common / (2.0 * length as f64 - common);
                let error = one.similarity(&two) - truth;
                assert!(error.abs() < 0.18, "{truth} {error}");
                squares += error * error;
                pairs += 1.0;
            }
        }
        let deviation = f64::sqrt(squares / pairs);
        println!("standard error over {pairs} pairs: {deviation:.4}");
        assert!(deviation < 0.045, "{deviation}");
    }

    #[test]
    fn a_part_is_contained() {
        let (whole, part) = (stretch(0, 404), stretch(100, 304));
        assert!(whole.containment(&part) > 0.85);
        assert!(part.containment(&whole) > 0.85);
        assert!(whole.similarity(&part) < 0.65);
    }

    #[test]
    fn figures_are_compared_where_the_words_agree() {
        let told = |day: u32, low: u32| {
            fingerprint(&format!(
                "pada {day} november suhu di medan {low} derajat kata petugas"
            ))
        };
        let same = told(19, 23).figures(&told(19, 23));
        assert_eq!(
            same,
            Figures {
                places: 4,
                differ: 0
            }
        );
        let other = told(19, 23).figures(&told(20, 24));
        assert_eq!(
            other,
            Figures {
                places: 4,
                differ: 4
            }
        );
        let elsewhere = fingerprint("sebanyak 300 kapal ikan merapat di pelabuhan");
        assert_eq!(told(19, 23).figures(&elsewhere).places, 0);
    }

    #[test]
    fn a_text_full_of_figures_is_sampled() {
        let name = |at: usize| at.to_string().replace(char::is_numeric, "x").repeat(at + 1);
        let table = |add: usize| {
            let cells: Vec<String> = (0..200)
                .map(|at| format!("kota {} mencatat {} titik", name(at), 1000 * at + add))
                .collect();
            fingerprint(&cells.join(" "))
        };
        let same = table(1).figures(&table(1));
        assert!(same.places > 30 && same.differ == 0, "{same:?}");
        let other = table(1).figures(&table(2));
        assert!(
            other.places > 30 && other.differ == other.places,
            "{other:?}"
        );
    }

    #[test]
    fn the_text_form_reads_back() {
        let one = fingerprint("pada 19 november tiga kapal tiba di ambon");
        let text = serde_json::to_string(&one).unwrap();
        assert_eq!(serde_json::from_str::<Fingerprint>(&text).unwrap(), one);
        for broken in ["\"\"", "\"AAAA\"", "\"?\"", "1"] {
            assert!(
                serde_json::from_str::<Fingerprint>(broken).is_err(),
                "{broken}"
            );
        }
        let halved = text.replace("\"AAAA", "\"");
        assert!(serde_json::from_str::<Fingerprint>(&halved).is_err());
    }
}
