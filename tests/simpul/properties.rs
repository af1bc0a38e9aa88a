//! What holds for every input: spans stay in the text, nothing panics, order does not matter.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::string_slice,
    reason = "a test fails by panicking"
)]

use proptest::prelude::*;
use simpul::extract;
use simpul::graph;
use simpul::read::{self, Article, Rules};
use simpul::record::{Quote, Record};
use simpul::seeds::Seeds;

fn seeds() -> &'static Seeds {
    static SEEDS: std::sync::OnceLock<Seeds> = std::sync::OnceLock::new();
    SEEDS.get_or_init(|| Seeds::embedded().unwrap())
}

fn record_of(text: &str) -> Record {
    let article = Article::paragraph("p", text, jiff::civil::Date::new(2024, 11, 19).ok());
    extract::record(&article, seeds())
}

fn quotes(record: &Record) -> Vec<&Quote> {
    let mentions = record.entities.iter().flat_map(|e| &e.mentions);
    mentions
        .chain(record.statements.iter().map(|s| &s.evidence))
        .chain(record.speech.iter().map(|s| &s.cue))
        .collect()
}

/// Words that steer extraction, and hostile ones between them.
fn soup() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        Just("Rusia".to_owned()),
        Just("Kim Jong Un".to_owned()),
        Just("mengatakan".to_owned()),
        Just("bahwa".to_owned()),
        Just("yang".to_owned()),
        Just("menyerang".to_owned()),
        Just("dikirim".to_owned()),
        Just("pasukan Korea Utara".to_owned()),
        Just("11.000 tentara".to_owned()),
        Just("di Kursk,".to_owned()),
        Just("\"".to_owned()),
        Just("(19/11/2024)".to_owned()),
        Just("dan".to_owned()),
        Just("tidak membantah".to_owned()),
        Just(".".to_owned()),
        Just("ia".to_owned()),
        "\\PC{0,6}",
    ];
    proptest::collection::vec(word, 0..40).prop_map(|w| w.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn every_quote_stands_at_its_offsets(text in soup()) {
        let record = record_of(&text);
        let points: Vec<char> = text.chars().collect();
        for quote in quotes(&record) {
            let at: String = points[quote.start..quote.end].iter().collect();
            prop_assert_eq!(&at, &quote.text);
        }
    }

    #[test]
    fn every_end_of_a_statement_is_an_entity_of_the_record(text in soup()) {
        let record = record_of(&text);
        let known = |id: &Option<String>| id.as_ref().is_none_or(|id| record.entities.iter().any(|e| &e.id == id));
        for s in &record.statements {
            prop_assert!(known(&s.subject) && known(&s.object) && known(&s.place) && known(&s.item) && known(&s.about), "{:?}", s);
        }
    }

    #[test]
    fn any_text_at_all_is_read_without_panic(text in "(?s).{0,400}") {
        let rules = Rules::of(seeds()).unwrap();
        if let Ok(article) = read::text("any.txt", &text, &rules) {
            let _ = extract::record(&article, seeds());
        }
    }
}

#[test]
fn the_order_of_documents_does_not_matter() {
    let texts = [
        "Rusia menyerang Kyiv.",
        "NIS mengatakan Korea Utara mengirim 3.000 tentara ke Rusia.",
        "Prabowo bertemu Xi Jinping di Beijing.",
    ];
    let mut records: Vec<Record> = texts
        .iter()
        .enumerate()
        .map(|(i, t)| Record {
            document: format!("{i}"),
            ..record_of(t)
        })
        .collect();
    let forward = format!("{:?}", graph::build(&records));
    records.reverse();
    assert_eq!(forward, format!("{:?}", graph::build(&records)));
}
