//! RSS and Atom.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| simpul_fuzz::read("a.xml", b"<rss>", bytes));
