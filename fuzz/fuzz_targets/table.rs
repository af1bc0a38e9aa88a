//! CSV and TSV.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| simpul_fuzz::read(
    "a.csv",
    b"id,title,text,date\n",
    bytes
));
