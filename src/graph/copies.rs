//! Records → which documents are copies of which: one wire story in many outlets, one page twice.
//!
//! Texts with the same hash are copies. Other pairs are sought by locality-sensitive hashing (bands
//! of the min-wise signature; Leskovec, Rajaraman, Ullman, *Mining of Massive Datasets*, 3.4) and then
//! compared: most of the shingles must be shared, and figures in the same words must be the same,
//! because yesterday's weather differs from today's in little else.
//!
//! Not obvious: no chain of small changes makes a group. Documents are taken in order of publication
//! (of one day, the longest first), and each is compared with the first of a group, never with
//! another copy. In a crowded bucket only the [`NEAREST`] groups are tried, so that work grows with documents.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::record::{Fingerprint, Record};

/// Values of the signature in a band: all must agree for two texts to meet.
const ROWS: usize = 3;
/// Bands of a signature of 126 values. Two texts that share half of their shingles meet with a
/// probability of `1 - (1 - 0.5³)^42` = 0.996, those that share a tenth with 0.04.
const BANDS: usize = 42;
/// Copies share at least this part of all shingles of both …
const ALIKE: f64 = 0.5;
/// … or the longer holds at least this part of the shorter, a story cut short;
const CONTAINED: f64 = 0.8;
/// but of a text that is a small part of another nothing is said.
const LEAST: f64 = 0.3;
/// Of the places of figures, one in so many may differ in texts of the same day (an outlet corrects one
/// of seven figures); in texts of other days none.
const CORRECTED: usize = 5;
/// Groups that are tried in each band, the last ones.
const NEAREST: usize = 32;

/// Name of each copy → name of the first document of its group; records must have different names.
///
/// The first document is that published first; of one day, the longest; else the first by name.
pub(super) fn originals<'r>(records: &[&'r Record]) -> BTreeMap<&'r str, &'r str> {
    let mut records = records.to_vec();
    records.sort_by_cached_key(|record| order(record));
    let mut meetings = Meetings::new(&records);
    let mut texts: BTreeMap<&str, usize> = BTreeMap::new();
    let mut originals = BTreeMap::new();
    for (at, record) in records.iter().enumerate() {
        let same = texts.get(record.sha256.as_str()).copied();
        let first = same.or_else(|| {
            let mut met = meetings.firsts(at).into_iter();
            met.find(|&first| is_copy(record, records[first]))
        });
        let first = first.unwrap_or(at);
        texts.entry(&record.sha256).or_insert(first);
        meetings.add(at, first);
        if first != at {
            originals.insert(record.document.as_str(), records[first].document.as_str());
        }
    }
    originals
}

/// What documents are taken in order of.
fn order(record: &Record) -> impl Ord + use<> {
    let length = record.fingerprint.as_ref().map(Fingerprint::shingles);
    (
        record.published.is_none(),
        record.published.clone(),
        Reverse(length),
        record.document.clone(),
    )
}

/// Whether a text is a copy of one that came before it.
fn is_copy(later: &Record, first: &Record) -> bool {
    let (Some(one), Some(two)) = (&later.fingerprint, &first.fingerprint) else {
        return false;
    };
    let similarity = one.similarity(two);
    let shared = similarity >= ALIKE || similarity >= LEAST && one.containment(two) >= CONTAINED;
    shared && {
        let figures = one.figures(two);
        let one_day = later.published.is_some() && later.published == first.published;
        figures.differ * CORRECTED <= if one_day { figures.places } else { 0 }
    }
}

/// Where documents meet: a bucket for all that agree in a band.
struct Meetings {
    /// Buckets of each document, those that it shares with others.
    buckets: Vec<Vec<usize>>,
    /// First documents of the groups that were seen in each bucket, in order, none twice in a row.
    firsts: Vec<Vec<usize>>,
}

impl Meetings {
    fn new(records: &[&Record]) -> Self {
        let mut buckets = vec![Vec::new(); records.len()];
        let all = (0..BANDS).flat_map(|band| band_buckets(records, band));
        let mut firsts = Vec::new();
        for (bucket, members) in all.enumerate() {
            for at in members {
                buckets[at].push(bucket);
            }
            firsts.push(Vec::new());
        }
        Self { buckets, firsts }
    }

    /// First documents of the groups that a document may belong to, earliest first, each once.
    fn firsts(&self, at: usize) -> Vec<usize> {
        let buckets = self.buckets[at].iter();
        let met = buckets.flat_map(|&bucket| self.firsts[bucket].iter().rev().take(NEAREST));
        let mut met: Vec<usize> = met.copied().collect();
        met.sort_unstable();
        met.dedup();
        met
    }

    /// Lets later documents that meet this one find its group.
    fn add(&mut self, at: usize, first: usize) {
        for &bucket in &self.buckets[at] {
            let firsts = &mut self.firsts[bucket];
            if firsts.last() != Some(&first) {
                firsts.push(first);
            }
        }
    }
}

/// Documents that agree in a band, where there are several.
fn band_buckets(records: &[&Record], band: usize) -> Vec<Vec<usize>> {
    let rows = |record: &Record| -> Option<[u16; ROWS]> {
        let minima = record.fingerprint.as_ref()?.minima();
        minima.chunks_exact(ROWS).nth(band)?.try_into().ok()
    };
    let keys = records.iter().enumerate();
    let mut keys: Vec<_> = keys
        .filter_map(|(at, record)| Some((rows(record)?, at)))
        .collect();
    keys.sort_unstable();
    keys.chunk_by(|one, two| one.0 == two.0)
        .filter(|bucket| bucket.len() > 1)
        .map(|bucket| bucket.iter().map(|(_, at)| *at).collect())
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::graph::fixtures::record;
    use crate::record::fingerprint::Word;

    /// A record of words `from` to `to` of one endless text; `figures` stand at every tenth.
    fn told(document: &str, day: &str, (from, to): (usize, usize), figures: usize) -> Record {
        let word = |at: usize| match (figures, at % 10) {
            (0, _) | (_, 1..) => (format!("w{at}"), false),
            _ => ((figures + at).to_string(), true),
        };
        let words: Vec<Word> = (from..to)
            .map(word)
            .map(|(text, figure)| Word { text, figure })
            .collect();
        Record {
            fingerprint: Fingerprint::of(&words),
            published: (!day.is_empty()).then(|| day.to_owned()),
            ..record(document, "x", vec![])
        }
    }

    fn groups(records: &[Record]) -> Vec<(String, String)> {
        let records: Vec<&Record> = records.iter().collect();
        let pairs = originals(&records).into_iter();
        pairs.map(|(a, b)| (a.to_owned(), b.to_owned())).collect()
    }

    #[test]
    fn the_first_published_is_the_original_and_of_one_day_the_longest() {
        let records = [
            told("a", "2024-11-20", (0, 300), 0),
            told("b", "2024-11-19", (0, 290), 0),
            told("c", "2024-11-19", (0, 310), 0),
            told("d", "", (0, 330), 0),
            told("e", "2024-11-18", (500, 800), 0),
        ];
        let pair = |copy: &str| (copy.to_owned(), "c".to_owned());
        assert_eq!(groups(&records), ["a", "b", "d"].map(pair));
    }

    #[test]
    fn a_chain_of_small_changes_is_no_group() {
        let records: Vec<Record> = (0..8)
            .map(|at| {
                let from = 50 * at;
                told(&at.to_string(), "2024-11-19", (from, from + 300), 0)
            })
            .collect();
        let groups = groups(&records);
        let of = |name: &str| groups.iter().filter(|(_, first)| first == name).count();
        assert!(groups.iter().all(|(copy, first)| {
            copy.parse::<usize>().unwrap() - first.parse::<usize>().unwrap() <= 2
        }));
        assert!(of("0") >= 1 && of("0") <= 2, "{groups:?}");
    }

    #[test]
    fn a_story_cut_short_is_a_copy_and_a_shared_background_is_not() {
        let long = told("a", "2024-11-19", (0, 300), 0);
        let cut = told("b", "2024-11-20", (0, 160), 0);
        let follow = told("c", "2024-11-20", (220, 520), 0);
        let groups = groups(&[long, cut, follow]);
        assert_eq!(groups, [("b".to_owned(), "a".to_owned())]);
    }

    #[test]
    fn a_form_filled_in_anew_is_no_copy() {
        let days = ["2024-11-19", "2024-11-20", "2024-11-20"];
        let filled = |at: usize, figures| told(&at.to_string(), days[at], (0, 300), figures);
        assert_eq!(groups(&[filled(0, 1), filled(1, 5)]), []);
        assert_eq!(groups(&[filled(1, 1), filled(2, 5)]), []);
        assert_eq!(groups(&[filled(0, 1), filled(1, 1)]).len(), 1);
    }

    #[test]
    fn without_fingerprints_the_same_text_is_still_a_copy() {
        let one = record("a", "x", vec![]);
        let two = Record {
            document: "b".into(),
            outlet: Some("y".into()),
            ..one.clone()
        };
        let other = record("c", "x", vec![]);
        assert_eq!(
            groups(&[two, one, other]),
            [("b".to_owned(), "a".to_owned())]
        );
    }

    /// `count` documents over a hundred days; of ten, three are copies of an earlier one, and four
    /// are one form filled in anew.
    fn many(count: usize) -> Vec<Record> {
        let document = |at: usize| {
            let day = format!(
                "2024-{:02}-{:02}",
                1 + at * 4 / count,
                1 + at * 100 / count % 25
            );
            let (from, figures) = match at % 10 {
                0..3 => (1000 * (at / 10 + 1), 0),
                3..6 => (1000 * (at / 10 + 1) + 100 * (at % 10), 0),
                _ => (0, 1000 * at + 1),
            };
            told(&format!("{at:06}"), &day, (from, from + 60), figures)
        };
        (0..count).map(document).collect()
    }

    #[test]
    #[ignore = "measures: cargo test --release --lib grows_with -- --ignored --nocapture"]
    fn work_grows_with_documents_and_not_with_their_square() {
        let mut times = Vec::new();
        for count in [25_000, 50_000, 100_000] {
            let records = many(count);
            let records: Vec<&Record> = records.iter().collect();
            let started = std::time::Instant::now();
            let found = originals(&records).len();
            times.push(started.elapsed().as_secs_f64());
            println!(
                "{count} documents, {found} copies: {:.2} s",
                times.last().unwrap()
            );
            assert_eq!(found, count / 5);
        }
        assert!(times[2] < 3.0 * times[1], "{times:?}");
    }

    proptest! {
        #[test]
        fn the_order_of_records_does_not_matter(
            told_of in proptest::collection::vec((0usize..4, 0usize..40, 20usize..60, 0usize..2), 0..24),
            turn in 0usize..24,
        ) {
            let days = ["", "2024-11-18", "2024-11-19", "2024-11-20"];
            let mut records: Vec<Record> = told_of.iter().enumerate().map(|(at, &(day, from, length, figures))| {
                told(&at.to_string(), days[day], (from, from + length), figures)
            }).collect();
            let straight = groups(&records);
            for (_, first) in &straight {
                prop_assert!(straight.iter().all(|(copy, _)| copy != first), "{first} is a copy itself");
            }
            records.reverse();
            let middle = turn.min(records.len());
            records.rotate_left(middle);
            prop_assert_eq!(straight, groups(&records));
        }
    }
}
