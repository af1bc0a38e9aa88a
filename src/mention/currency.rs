//! Signs and nouns of money → ISO 4217 codes.
//!
//! A noun that is not listed counts as US dollars, because news says `dolar` for them without more.

/// Signs that stand before the number.
const SIGNS: [(&str, &str); 7] = [
    ("Rp", "IDR"),
    ("$", "USD"),
    ("USD", "USD"),
    ("€", "EUR"),
    ("EUR", "EUR"),
    ("£", "GBP"),
    ("¥", "JPY"),
];

/// Nouns that stand after the number, by their first word.
const NOUNS: [(&str, &str); 8] = [
    ("rupiah", "IDR"),
    ("euro", "EUR"),
    ("yen", "JPY"),
    ("yuan", "CNY"),
    ("won", "KRW"),
    ("poundsterling", "GBP"),
    ("pound", "GBP"),
    ("rubel", "RUB"),
];

fn code(table: &[(&str, &'static str)], word: &str) -> Option<&'static str> {
    table
        .iter()
        .find(|(w, _)| *w == word)
        .map(|(_, code)| *code)
}

/// The currency of a sign before a number: `Rp`, `$`.
pub(super) fn of_sign(sign: &str) -> Option<&'static str> {
    code(&SIGNS, sign)
}

/// The currency of a noun after a number: `rupiah`, `dolar AS`.
pub(super) fn of_noun(noun: &str) -> &'static str {
    let first = noun.split(' ').next().unwrap_or("");
    code(&NOUNS, first).unwrap_or("USD")
}

#[cfg(test)]
mod tests {
    use super::{of_noun, of_sign};

    #[test]
    fn a_sign_or_a_noun_gives_the_code() {
        assert_eq!(of_sign("Rp"), Some("IDR"));
        assert_eq!(of_sign("Rpm"), None);
        assert_eq!(of_noun("dolar AS"), "USD");
        assert_eq!(of_noun("won Korea Selatan"), "KRW");
    }
}
