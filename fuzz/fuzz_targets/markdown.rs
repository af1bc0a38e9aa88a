//! Markdown with front matter.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| simpul_fuzz::read("a.md", b"---\ntitle: ", bytes));
