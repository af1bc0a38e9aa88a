//! Damaged text: what was meant is read, and every offset points into the text as given.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::string_slice,
    reason = "a test fails by panicking"
)]

use std::path::Path;

use proptest::prelude::*;
use simpul::extract;
use simpul::read::{self, Article, Rules};
use simpul::record::{Quote, Record, Stretch};
use simpul::seeds::Seeds;

fn seeds() -> &'static Seeds {
    static SEEDS: std::sync::OnceLock<Seeds> = std::sync::OnceLock::new();
    SEEDS.get_or_init(|| Seeds::embedded().unwrap())
}

fn read(text: &str) -> Article {
    try_read(text).unwrap()
}

/// `None` where chance made no news of the text.
fn try_read(text: &str) -> Option<Article> {
    static RULES: std::sync::OnceLock<Rules> = std::sync::OnceLock::new();
    let rules = RULES.get_or_init(|| Rules::of(seeds()).unwrap());
    read::text("damaged.txt", text, rules).ok()
}

/// Sentences without damage; words between which spaces may go are joined by `_`.
const SOUND: [&str; 6] = [
    "Menteri Pertahanan Jerman Boris Pistorius_mengatakan “pasukan kami tetap di_Kursk” pada Senin.",
    "Rusia menyerang Kyiv setelah_Ukraina_melancarkan serangan ke Belgorod – kata Zoë.",
    "“Kami siap berunding,”_kata Presiden_Prabowo Subianto di_Jakarta, Selasa (19/11/2024).",
    "Korea_Utara mengirim 11.000_tentara ke_Rusia,_kata Badan Intelijen Nasional Korea Selatan.",
    "Pasukan itu tiba kemarin._Menurut dia, Republik_Indonesia_(RI) tidak mengirim pasukan.",
    "Château dan Ångström bertemu di São Tomé… seharga €5.",
];

fn sentences() -> impl Strategy<Value = String> {
    let sentence = prop::sample::select(SOUND.to_vec());
    proptest::collection::vec(sentence, 1..4).prop_map(|all| all.join(" "))
}

fn sound() -> impl Strategy<Value = String> {
    sentences().prop_map(|text| text.replace('_', " "))
}

fn misread(text: &str) -> String {
    let read = encoding_rs::WINDOWS_1252.decode_without_bom_handling(text.as_bytes());
    read.0.into_owned()
}

fn escaped(text: &str) -> String {
    let escape = |c: char| match c {
        '“' => "&ldquo;".to_owned(),
        '–' => "&amp;ndash;".to_owned(),
        c if c.is_ascii() => c.to_string(),
        c => format!("&#{};", u32::from(c)),
    };
    text.chars().map(escape).collect()
}

/// Text of any kind with marks of damage in it.
fn damaged() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        sentences().prop_map(|text| text.replace('_', "")),
        sentences().prop_map(|text| misread(&text)),
        sentences().prop_map(|text| escaped(&misread(&text))),
        "[\u{c2}\u{c3}\u{e2}\u{f0}\u{20ac}\u{201c}\u{9d}\u{9f}\u{98}\u{80}-\u{bf}&;#a-z0-9]{0,12}",
        "[\u{ad}\u{200b}a-z]{0,8}",
        "\\PC{0,12}",
    ];
    proptest::collection::vec(piece, 1..6)
        .prop_map(|pieces| format!("{}\n\nKapal itu tiba di Ambon.", pieces.join(" ")))
}

/// All places of a record with the words that stand there, where it gives them.
fn places(record: &Record) -> Vec<(Stretch, Option<&str>)> {
    let quote = |q: &'_ Quote| Stretch {
        start: q.start,
        end: q.end,
    };
    let mentions = record.entities.iter().flat_map(|e| &e.mentions);
    let quotes = mentions
        .chain(record.statements.iter().map(|s| &s.evidence))
        .chain(record.speech.iter().map(|s| &s.cue))
        .chain(record.refusals.iter().map(|r| &r.trigger));
    let bare = record.statements.iter().map(|s| s.trigger);
    let bare = bare.chain(record.speech.iter().map(|s| s.content));
    let quotes = quotes.map(|q| (quote(q), Some(q.text.as_str())));
    quotes.chain(bare.map(|stretch| (stretch, None))).collect()
}

/// What a record says, without where it stands.
fn said(record: &Record) -> Vec<String> {
    let ends = record.statements.iter().map(|s| {
        format!(
            "{:?} {} {:?} {:?} {:?}",
            s.subject, s.predicate, s.object, s.place, s.sources
        )
    });
    ends.collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn every_place_of_a_record_lies_in_the_text_as_given(text in damaged()) {
        let Some(article) = try_read(&text) else { return Ok(()) };
        prop_assert_eq!(article.given(), &text);
        let record = extract::record(&article, seeds());
        let points: Vec<char> = text.chars().collect();
        for (at, words) in places(&record) {
            prop_assert!(at.start < at.end && at.end <= points.len());
            let there: String = points[at.start..at.end].iter().collect();
            prop_assert_eq!(&there, words.unwrap_or(&there));
        }
    }

    #[test]
    fn the_map_is_monotone_and_keeps_to_characters(text in damaged()) {
        let Some(article) = try_read(&text) else { return Ok(()) };
        let places: Vec<usize> = (0..=article.text.len()).filter(|at| article.text.is_char_boundary(*at)).collect();
        let mut before = 0..0;
        for pair in places.windows(2) {
            let range = article.given_range(pair[0]..pair[1]);
            prop_assert!(text.get(range.clone()).is_some(), "{:?}", range);
            prop_assert!(before.start <= range.start && before.end <= range.end);
            let whole = article.given_range(0..pair[1]);
            prop_assert!(whole.end == range.end && whole.start <= range.start);
            before = range;
        }
    }

    #[test]
    fn sound_text_has_no_map(text in sound()) {
        prop_assert_eq!(read(&text).repair, None);
    }

    #[test]
    fn damage_is_undone(text in sentences(), times in 0_usize..3, glue in any::<bool>(), escape in any::<bool>()) {
        let sound = text.replace('_', " ");
        let mut given = if glue { text.replace('_', "") } else { sound.clone() };
        for _ in 0..times {
            given = misread(&given);
        }
        if escape {
            given = escaped(&given);
        }
        let article = read(&given);
        prop_assert_eq!(&article.text, &sound);
        let (meant, found) = (extract::record(&read(&sound), seeds()), extract::record(&article, seeds()));
        prop_assert_eq!(said(&meant), said(&found));
    }

    #[test]
    fn what_no_eye_sees_does_not_part_words(text in sound(), every in 1_usize..9) {
        let chars: Vec<char> = text.chars().collect();
        let mut given = String::new();
        for (n, c) in chars.iter().enumerate() {
            given.push(*c);
            let inside = c.is_alphabetic() && chars.get(n + 1).is_some_and(|c| c.is_alphabetic());
            if inside && n % every == 0 {
                given.push('\u{ad}');
            }
        }
        prop_assert_eq!(read(&given).text, text);
    }
}

#[test]
fn quotes_show_the_damage_and_names_do_not() {
    let text = "PresidenPrabowo Subiantobertemu dengan Xi Jin\u{ad}ping di Beijing, Selasa.";
    let record = extract::record(&read(text), seeds());
    let mentions: Vec<(&str, &str)> = record
        .entities
        .iter()
        .flat_map(|e| {
            e.mentions
                .iter()
                .map(|m| (e.name.as_str(), m.text.as_str()))
        })
        .collect();
    assert!(
        mentions.contains(&("Prabowo Subianto", "Prabowo Subianto")),
        "{mentions:?}"
    );
    assert!(
        mentions.contains(&("Xi Jinping", "Xi Jin\u{ad}ping")),
        "{mentions:?}"
    );
    assert_eq!(record.statements.len(), 2, "{:?}", said(&record));
    assert_eq!(record.statements[0].evidence.text, text);
}

/// Of news that nobody damaged, hardly a sentence may change.
#[test]
fn shared_corpora_stay_as_they_are() {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let data = data.join("shared/data/ud");
    if !data.is_dir() {
        println!("skipped: no folder of shared texts beside the repository");
        return;
    }
    let (mut all, mut changed) = (0, Vec::new());
    for file in [
        "id_csui-ud-train.conllu",
        "id_csui-ud-test.conllu",
        "id_gsd-ud-dev.conllu",
        "id_gsd-ud-test.conllu",
    ] {
        let file = std::fs::read_to_string(data.join(file)).unwrap();
        let texts = file
            .lines()
            .filter_map(|line| line.strip_prefix("# text = "));
        for text in texts.filter(|text| !text.contains("&amp;")) {
            // Some sentences are too short to be an article.
            let article = read(&format!(
                "{text}\n\nKapal itu tiba di Ambon pada pagi hari."
            ));
            all += 1;
            if article.repair.is_some() {
                changed.push(text.to_owned());
            }
        }
    }
    assert!(
        all > 1000 && changed.len() * 1000 <= all,
        "{} of {all}: {changed:#?}",
        changed.len()
    );
}
