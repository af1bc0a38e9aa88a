//! What is compressed with gzip.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| simpul_fuzz::read("a.gz", b"\x1f\x8b\x08\0", bytes));
