//! The text of a query, and of an update, over the ontology: neither may panic, nor run long once it is called off.
#![no_main]

use std::sync::LazyLock;

use simpul::graph::Graph;
use simpul::rdf::{Base, CancellationToken, Dataset, QueryOptions};

static DATA: LazyLock<Dataset> = LazyLock::new(|| {
    Dataset::new(&Graph::default(), &Base::default()).expect("the ontology is small")
});

libfuzzer_sys::fuzz_target!(|text: &str| {
    let token = CancellationToken::new();
    token.cancel();
    let options = QueryOptions {
        cancellation: Some(token),
        max_rows: Some(100),
        ..QueryOptions::default()
    };
    drop(DATA.query(text, &options));
    if let Ok(mut draft) = DATA.draft(1, 100) {
        drop(draft.update(text, &options));
    }
});
