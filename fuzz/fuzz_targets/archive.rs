//! Web archives, with the answers of servers in them.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| simpul_fuzz::read("a.warc", b"WARC/1.0\r\n", bytes));
