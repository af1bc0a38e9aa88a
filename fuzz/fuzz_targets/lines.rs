//! JSON Lines.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| simpul_fuzz::read("a.jsonl", b"{\"text\": ", bytes));
