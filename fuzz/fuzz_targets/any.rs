//! Bytes of any kind, whose format is told by their beginning.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| simpul_fuzz::read("a", b"", bytes));
