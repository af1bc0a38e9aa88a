//! What is compressed with Zstandard.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| simpul_fuzz::read("a.zst", b"\x28\xb5\x2f\xfd", bytes));
