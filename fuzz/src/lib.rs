//! Bytes → all articles that can be read of them, each of which must keep the promises of `read`.

use std::sync::OnceLock;

use simpul::read::{FieldMap, Limits, Options, Rules, Source};
use simpul::seeds::Seeds;

fn rules() -> &'static Rules {
    static RULES: OnceLock<Rules> = OnceLock::new();
    RULES.get_or_init(|| {
        let seeds = Seeds::embedded().expect("the seeds are right");
        Rules::of(&seeds).expect("so are its rules")
    })
}

/// Reads `head` and `bytes` as a file of this name, under limits that a fuzzer reaches.
///
/// # Panics
///
/// Where a block of an article is out of order, overlaps another one, or is no text, also where the text as given has it.
pub fn read(name: &str, head: &[u8], bytes: &[u8]) {
    let options = Options {
        limits: Limits {
            document: 64 << 10,
            text: 32 << 10,
            expansion: 50,
        },
        fields: FieldMap::default(),
        ..Options::default()
    };
    let source = Source::memory(name, &[head, bytes].concat());
    for raw in source.documents(&options) {
        // A byte that is no UTF-8 grows to three in a feed.
        assert!(
            raw.size() <= 3 * (64 << 10),
            "a document beyond the limit is held"
        );
        for article in raw.read(rules(), &options).into_iter().flatten() {
            let mut end = 0;
            for block in &article.blocks {
                assert!(block.range.start >= end && block.range.start < block.range.end);
                assert!(article.text.get(block.range.clone()).is_some());
                let given = article.given_range(block.range.clone());
                assert!(article.given().get(given).is_some());
                end = block.range.end;
            }
        }
    }
}
