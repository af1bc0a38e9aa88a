//! Plain text: structure, metadata, charset.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| simpul_fuzz::read("a.txt", b"", bytes));
