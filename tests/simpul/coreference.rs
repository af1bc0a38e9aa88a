//! `tests/link/*.txt`: dispatches whose mentions are marked with what they mean.
//!
//! `== title` begins a dispatch, `-- DATE` an article of it, published that day. A mark is `[words|label]`:
//!
//! - marks of a dispatch with the same label are one thing, also in different articles; others are different things;
//! - a label that is an identifier (`person-joe-biden`) must be just that row of the names file;
//! - `a+b` means both, `a/b` either of them;
//! - `-` must stay unlinked, `!a` must be anything but `a`.
//!
//! A link is a marked mention that must be joined to an earlier one, or to a row. A trap is a mark that must not be joined to
//! what stands near: `-`, `!a`, and the first mention of a thing that shares a word with another thing of its dispatch.
//! `cargo test --test simpul coreference -- --nocapture` prints the figures and each wrong mark.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::string_slice,
    clippy::print_stdout,
    reason = "a test fails by panicking and prints what it measured"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use simpul::extract::{self, Link};
use simpul::graph;
use simpul::read::{self, Rules};
use simpul::seeds::Seeds;

/// Marked words of an article: where, as written, and what they mean.
struct Mark {
    start: usize,
    end: usize,
    words: String,
    label: String,
}

struct Article {
    published: String,
    text: String,
    marks: Vec<Mark>,
}

struct Dispatch {
    title: String,
    articles: Vec<Article>,
}

/// What became of the marks.
#[derive(Debug, Default)]
struct Score {
    right: usize,
    wrong: usize,
    missed: usize,
    traps: usize,
    notes: Vec<String>,
}

fn dispatches() -> Vec<Dispatch> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/link");
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|f| f.unwrap().path())
        .collect();
    files.sort();
    let texts = files.iter().map(|f| fs::read_to_string(f).unwrap());
    texts.flat_map(|text| parse(&text)).collect()
}

fn parse(text: &str) -> Vec<Dispatch> {
    let mut out = Vec::new();
    for dispatch in text.split("\n== ").skip(1) {
        let mut parts = dispatch.split("\n-- ");
        let title = parts.next().unwrap().to_owned();
        let articles = parts.map(article).collect();
        out.push(Dispatch { title, articles });
    }
    out
}

/// Takes the marks out of an article that begins with its day.
fn article(marked: &str) -> Article {
    let (published, mut rest) = marked.split_once('\n').unwrap();
    let (mut text, mut marks) = (String::new(), Vec::new());
    while let Some((before, mark)) = rest.split_once('[') {
        let (inside, after) = mark.split_once(']').unwrap();
        let (words, label) = inside.split_once('|').unwrap();
        text.push_str(before);
        let start = text.len();
        text.push_str(words);
        marks.push(Mark {
            start,
            end: text.len(),
            words: words.to_owned(),
            label: label.to_owned(),
        });
        rest = after;
    }
    text.push_str(rest);
    Article {
        published: published.to_owned(),
        text,
        marks,
    }
}

/// The entities of each mark of a dispatch, under the ids that they have across its articles.
fn linked(
    dispatch: &Dispatch,
    seeds: &Seeds,
    rules: &Rules,
) -> Vec<Vec<(BTreeSet<String>, &'static str)>> {
    let read = |(at, a): (usize, &Article)| {
        let mut article = read::text(&format!("{at}.txt"), &a.text, rules).unwrap();
        article.published = Some(a.published.parse().unwrap());
        article
    };
    let articles: Vec<_> = dispatch.articles.iter().enumerate().map(read).collect();
    let records: Vec<_> = articles.iter().map(|a| extract::record(a, seeds)).collect();
    let same = graph::identities(&records);
    let across = |document: &str, id: &String| {
        let key = (document.to_owned(), id.clone());
        same.get(&key).unwrap_or(id).clone()
    };
    let each = articles.iter().zip(&dispatch.articles).map(|(article, a)| {
        let links = extract::links(article, seeds);
        let of = |mark: &Mark| {
            let link = found(&links, mark);
            let ids = link.map_or(&[][..], |l| l.entities.as_slice());
            let ids = ids.iter().map(|id| across(&article.document, id));
            (ids.collect(), link.map_or("no mention here", |l| l.why))
        };
        a.marks.iter().map(of).collect()
    });
    each.collect()
}

/// The link of just these words, else the widest one at their head, else the narrowest around them.
fn found<'a>(links: &'a [Link], mark: &Mark) -> Option<&'a Link> {
    let exact = |l: &&Link| l.range == (mark.start..mark.end);
    let many = ["kedua ", "ketiga "]
        .iter()
        .find(|n| mark.words.to_lowercase().starts_with(*n));
    let head = mark.start + many.map_or(0, |n| n.len());
    let inside = |l: &&Link| l.range.start == head && l.range.end <= mark.end;
    let around = |l: &&Link| l.range.start <= mark.start && mark.end <= l.range.end;
    let size = |l: &&Link| l.range.len();
    let exact = links.iter().find(exact);
    let inside = || links.iter().filter(inside).max_by_key(size);
    let around = || links.iter().filter(around).min_by_key(size);
    exact.or_else(inside).or_else(around)
}

const KINDS: [&str; 8] = [
    "person-",
    "state-",
    "organization-",
    "force-",
    "place-",
    "treaty-",
    "event-",
    "weapon-",
];

fn is_id(label: &str) -> bool {
    KINDS.iter().any(|k| label.starts_with(k))
}

/// Judges the marks of one dispatch.
fn judge(dispatch: &Dispatch, links: &[Vec<(BTreeSet<String>, &'static str)>], score: &mut Score) {
    let mut known: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut words: BTreeMap<String, String> = BTreeMap::new();
    let marks = dispatch.articles.iter().flat_map(|a| &a.marks);
    for (mark, (ids, why)) in marks.zip(links.iter().flatten()) {
        let meaning = |label: &str| -> Option<BTreeSet<String>> {
            if is_id(label) {
                return Some(BTreeSet::from([label.to_owned()]));
            }
            known.get(label).cloned()
        };
        let mut note = |what: &str| {
            let ids: Vec<_> = ids.iter().map(String::as_str).collect();
            score.notes.push(format!(
                "{what:6} «{}» [{}|{}] is {} ({why})",
                dispatch.title,
                mark.words,
                mark.label,
                ids.join("+")
            ));
        };
        let others: BTreeSet<&String> = known.values().flatten().collect();
        if mark.label == "-" {
            score.traps += 1;
            if ids.iter().any(|id| others.contains(id)) || ids.len() > 1 {
                score.wrong += 1;
                note("wrong");
            }
            continue;
        }
        if let Some(not) = mark.label.strip_prefix('!') {
            score.traps += 1;
            if meaning(not).is_some_and(|not| !not.is_disjoint(ids)) {
                score.wrong += 1;
                note("wrong");
            }
            continue;
        }
        let readings: Vec<Option<BTreeSet<String>>> = mark
            .label
            .split('/')
            .map(|reading| {
                let parts: Option<Vec<_>> = reading.split('+').map(meaning).collect();
                parts.map(|p| p.into_iter().flatten().collect())
            })
            .collect();
        let first = !is_id(&mark.label)
            && !known.contains_key(&mark.label)
            && !mark.label.contains(['+', '/']);
        if first {
            let shares = |(label, said): (&String, &String)| {
                *label != mark.label
                    && mark
                        .words
                        .split(' ')
                        .any(|w| said.split(' ').any(|s| s == w))
            };
            score.traps += usize::from(words.iter().any(shares));
            if ids.iter().any(|id| others.contains(id)) {
                score.wrong += 1;
                note("wrong");
            }
            known.insert(mark.label.clone(), ids.clone());
            words.insert(mark.label.clone(), mark.words.clone());
            continue;
        }
        if readings
            .iter()
            .flatten()
            .any(|r| r == ids && !ids.is_empty())
        {
            score.right += 1;
        } else {
            score.missed += 1;
            let joined =
                ids.iter().any(|id| others.contains(id)) || is_id(&mark.label) && !ids.is_empty();
            score.wrong += usize::from(joined);
            note(if joined { "wrong" } else { "missed" });
        }
        if is_id(&mark.label) {
            known.insert(mark.label.clone(), BTreeSet::from([mark.label.clone()]));
        }
    }
}

#[test]
fn mentions_are_linked_as_marked() {
    let seeds = Seeds::embedded().unwrap();
    let rules = Rules::of(&seeds).unwrap();
    let all = dispatches();
    let mut score = Score::default();
    for dispatch in &all {
        judge(dispatch, &linked(dispatch, &seeds, &rules), &mut score);
    }
    let ratio = |part: usize, rest: usize| part as f64 / (part + rest).max(1) as f64;
    let precision = ratio(score.right, score.wrong);
    let recall = ratio(score.right, score.missed);
    let links = score.right + score.missed;
    println!("{}", score.notes.join("\n"));
    println!(
        "coreference: {} dispatches, {links} links, {} traps: precision {precision:.3}, recall {recall:.3}",
        all.len(),
        score.traps
    );
    assert!(
        all.len() >= 40 && links >= 150 && score.traps * 3 >= links,
        "the set is too small"
    );
    assert!(precision >= 0.95, "precision {precision:.3}");
    assert!(recall >= 0.80, "recall {recall:.3}");
}
