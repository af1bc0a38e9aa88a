//! Arrays and objects of JSON.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| simpul_fuzz::read("a.json", b"[{\"text\": ", bytes));
