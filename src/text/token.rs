//! Bytes → tokens. A word keeps its hyphens and inner dots (`Jong-un`, `Liputan6.com`), a number its
//! separators (`11.000`, `19/11/2024`); two names, months or numbers joined by a hyphen (`AS-Jepang`, `Juli-Agustus`,
//! `dua-tiga`) are three tokens, and so are the sign of a currency and its number two (`Rp4,2`).

use std::ops::Range;

use crate::seeds::{Calendar, CurrencyPlace, Entry, Lexicon, NumberWord, Shape, Sym, UNKNOWN};

/// A word, number or mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// What it is.
    pub kind: Kind,
    /// The word in the seeds, without its clitic.
    pub sym: Sym,
    /// How it is written.
    pub shape: Shape,
    /// What hangs on it.
    pub clitic: Option<Clitic>,
}

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Letters, perhaps with digits.
    Word,
    /// Digits with separators.
    Number,
    /// Digits with slashes: a date in short.
    Slashed,
    /// `"` `“` `”`
    Quote,
    /// `,`
    Comma,
    /// `.` `!` `?` `…`
    Stop,
    /// `(` `[`
    Open,
    /// `)` `]`
    Close,
    /// `:` `;`
    Colon,
    /// `-` `–` `—` standing alone
    Dash,
    /// Everything else.
    Other,
}

/// An enclitic.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Clitic {
    /// `-nya`, his, her, its, the.
    Nya,
    /// `-ku` and `-mu`.
    Person,
    /// `-lah`, `-kah`, `-pun`.
    Particle,
    /// `ku-` and `kau-` before a verb: who does it.
    Agent,
}

/// Appends the tokens of `range`.
pub(super) fn scan(
    text: &str,
    range: Range<usize>,
    lexicon: &Lexicon<Entry>,
    out: &mut Vec<Token>,
) {
    let mut at = range.start;
    while let Some(rest) = text.get(at..range.end).filter(|r| !r.is_empty()) {
        let Some(first) = rest.chars().next() else {
            break;
        };
        if first.is_whitespace() || first == '\u{feff}' {
            at += first.len_utf8();
            continue;
        }
        let end = at + length(rest, first, lexicon);
        push(text, at..end, first, lexicon, out);
        at = end;
    }
}

/// Bytes of the token that begins `rest`.
fn length(rest: &str, first: char, lexicon: &Lexicon<Entry>) -> usize {
    if first.is_ascii_digit() {
        number_length(rest)
    } else if first.is_alphabetic() {
        sign_length(rest, lexicon).unwrap_or_else(|| word_length(rest))
    } else {
        first.len_utf8()
    }
}

/// The sign of a currency that stands close before its number: `Rp4,2`.
fn sign_length(rest: &str, lexicon: &Lexicon<Entry>) -> Option<usize> {
    const LONGEST: usize = 4;
    let len = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
    let digit = rest.as_bytes().get(len).is_some_and(u8::is_ascii_digit);
    let sign = rest.get(..len).filter(|_| digit && len <= LONGEST)?;
    let sym = lexicon.sym(&sign.to_lowercase());
    lexicon
        .matches(std::iter::once(sym))
        .any(|(_, e)| matches!(e, Entry::Currency(CurrencyPlace::Sign, _)))
        .then_some(len)
}

fn number_length(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let digit = |i: usize| bytes.get(i).is_some_and(u8::is_ascii_digit);
    let mut i = 0;
    while digit(i) || matches!(bytes.get(i), Some(b'.' | b',' | b'/' | b':')) && digit(i + 1) {
        i += 1;
    }
    // `5G`, `2x`: letters that hang on a number make a word.
    i + rest.get(i..).map_or(0, |r| {
        r.chars()
            .take_while(|c| c.is_alphabetic())
            .map(char::len_utf8)
            .sum()
    })
}

fn word_length(rest: &str) -> usize {
    let mut chars = rest.char_indices().peekable();
    let mut end = 0;
    while let Some((i, c)) = chars.next() {
        let next = chars.peek().map(|(_, n)| *n);
        let joins = matches!(c, '-' | '\'' | '’' | '.' | '@' | '&')
            && next.is_some_and(char::is_alphanumeric);
        let inner_dot = c != '.' || is_dotted(rest, i);
        if !(c.is_alphanumeric() || joins && inner_dot) {
            break;
        }
        end = i + c.len_utf8();
    }
    end
}

/// A dot inside a word: a domain (`Liputan6.com`) or initials (`U.S`), not a lost space (`selesai.Dia`).
fn is_dotted(rest: &str, dot: usize) -> bool {
    let before = rest.get(..dot).unwrap_or("");
    let after = rest.get(dot + 1..).unwrap_or("");
    let tail: String = after.chars().take_while(|c| c.is_alphanumeric()).collect();
    before
        .chars()
        .rev()
        .take_while(|c| c.is_alphanumeric())
        .count()
        == 1
        || matches!(
            tail.to_lowercase().as_str(),
            "com" | "id" | "co" | "net" | "org" | "go" | "tv" | "news" | "ac" | "or"
        )
}

fn push(
    text: &str,
    range: Range<usize>,
    first: char,
    lexicon: &Lexicon<Entry>,
    out: &mut Vec<Token>,
) {
    let word = text.get(range.clone()).unwrap_or("");
    let kind = kind_of(word, first);
    let plain = |range: Range<usize>, kind, sym, clitic| {
        let shape = Shape::of(text.get(range.clone()).unwrap_or(""));
        Token {
            start: range.start,
            end: range.end,
            kind,
            sym,
            shape,
            clitic,
        }
    };
    if kind != Kind::Word {
        out.push(plain(range, kind, lexicon.sym(word), None));
        return;
    }
    let lower = word.to_lowercase();
    let sym = lexicon.sym(&lower);
    if sym != UNKNOWN {
        out.push(plain(range, kind, sym, None));
    } else if let Some((left, right)) = two_words(word, lexicon) {
        let dash = range.start + left;
        out.push(plain(
            range.start..dash,
            kind,
            lexicon.sym(&lower.get(..left).unwrap_or("").to_lowercase()),
            None,
        ));
        out.push(plain(dash..dash + 1, Kind::Dash, lexicon.sym("-"), None));
        push(text, dash + 1..range.end, right, lexicon, out);
    } else {
        let (sym, clitic) = stem(&lower, lexicon);
        out.push(plain(range, kind, sym, clitic));
    }
}

/// What a token is by its first character.
fn kind_of(word: &str, first: char) -> Kind {
    match first {
        _ if first.is_ascii_digit() => number_kind(word),
        _ if first.is_alphabetic() => Kind::Word,
        '"' | '“' | '”' | '„' | '«' | '»' => Kind::Quote,
        ',' => Kind::Comma,
        '.' | '!' | '?' | '…' => Kind::Stop,
        '(' | '[' => Kind::Open,
        ')' | ']' => Kind::Close,
        ':' | ';' => Kind::Colon,
        '-' | '–' | '—' => Kind::Dash,
        _ => Kind::Other,
    }
}

fn number_kind(word: &str) -> Kind {
    if word.chars().any(char::is_alphabetic) {
        Kind::Word
    } else if word.contains('/') {
        Kind::Slashed
    } else {
        Kind::Number
    }
}

/// Where the hyphen stands in `AS-Jepang`, `Juli-Agustus` or `dua-tiga`, and how the right side begins.
fn two_words(word: &str, lexicon: &Lexicon<Entry>) -> Option<(usize, char)> {
    let (left, right) = word.split_once('-')?;
    let first = right.chars().next()?;
    let both_capital = left.chars().next()?.is_uppercase() && first.is_uppercase();
    let all = |test: fn(&Entry) -> bool| {
        let is = |w: &str| {
            let sym = lexicon.sym(&w.to_lowercase());
            lexicon.matches(std::iter::once(sym)).any(|(_, e)| test(e))
        };
        is(left) && right.split('-').all(is)
    };
    let month = |e: &Entry| matches!(e, Entry::Calendar(Calendar::Month(_)));
    let is_day = right.len() <= 2 && right.bytes().all(|b| b.is_ascii_digit());
    let of_month = |w: &str| {
        let sym = lexicon.sym(&w.to_lowercase());
        lexicon.matches(std::iter::once(sym)).any(|(_, e)| month(e))
    };
    let joined = if is_day {
        of_month(left)
    } else if both_capital {
        all(|e| matches!(e, Entry::Name(..)))
            || all(|e| {
                matches!(
                    e,
                    Entry::Calendar(Calendar::Month(_) | Calendar::Weekday(_))
                )
            })
    } else {
        all(|e| matches!(e, Entry::Number(NumberWord::Value(_))))
    };
    (joined && left.to_lowercase() != right.to_lowercase()).then_some((left.len(), first))
}

/// The word below a clitic or a reduplication.
fn stem(lower: &str, lexicon: &Lexicon<Entry>) -> (Sym, Option<Clitic>) {
    const CLITICS: [(&str, Clitic); 6] = [
        ("nya", Clitic::Nya),
        ("lah", Clitic::Particle),
        ("kah", Clitic::Particle),
        ("pun", Clitic::Particle),
        ("ku", Clitic::Person),
        ("mu", Clitic::Person),
    ];
    for (suffix, clitic) in CLITICS {
        if let Some(stem) = lower.strip_suffix(suffix) {
            let sym = lexicon.sym(halved(stem));
            if sym != UNKNOWN {
                return (sym, Some(clitic));
            }
        }
    }
    let sym = lexicon.sym(halved(lower));
    if sym == UNKNOWN
        && let Some(verb) = after_agent(lower, lexicon)
    {
        return (verb, Some(Clitic::Agent));
    }
    (sym, None)
}

/// `lihat` of `kulihat` and `kaulihat`.
fn after_agent(lower: &str, lexicon: &Lexicon<Entry>) -> Option<Sym> {
    const SHORTEST: usize = 4;
    let verbs = ["kau", "ku"]
        .into_iter()
        .filter_map(|p| lower.strip_prefix(p));
    verbs
        .filter(|verb| verb.len() >= SHORTEST)
        .find_map(|verb| {
            let sym = lexicon.sym(verb);
            let is_verb = |e: &Entry| match e {
                Entry::Root('v') => true,
                Entry::Frame(_, voice) | Entry::Report(_, voice) => !voice.is_noun(),
                _ => false,
            };
            let mut hits = lexicon.matches(std::iter::once(sym));
            hits.any(|(_, e)| is_verb(e)).then_some(sym)
        })
}

/// `negara` of `negara-negara`, `anak` of `anak2`.
fn halved(word: &str) -> &str {
    match word.split_once('-') {
        Some((left, right)) if left == right => left,
        _ => word
            .strip_suffix('2')
            .filter(|stem| stem.len() > 2 && stem.chars().all(char::is_alphabetic))
            .unwrap_or(word),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        let mut lexicon = Lexicon::default();
        for w in ["AS", "Jepang"] {
            lexicon.add(w, Entry::Name(0, crate::seeds::Casing::default()));
        }
        let mut out = Vec::new();
        scan(text, 0..text.len(), &lexicon, &mut out);
        out.iter()
            .map(|t| text.get(t.start..t.end).unwrap().to_owned())
            .collect()
    }

    #[test]
    fn numbers_keep_their_separators_and_leave_the_stop() {
        assert_eq!(
            words("11.000 tentara, 3,5 juta."),
            ["11.000", "tentara", ",", "3,5", "juta", "."]
        );
        assert_eq!(
            words("Selasa (19/11/2024)."),
            ["Selasa", "(", "19/11/2024", ")", "."]
        );
    }

    #[test]
    fn names_joined_by_a_hyphen_come_apart_and_others_do_not() {
        assert_eq!(words("AS-Jepang"), ["AS", "-", "Jepang"]);
        assert_eq!(
            words("Kim Jong-un di Liputan6.com."),
            ["Kim", "Jong-un", "di", "Liputan6.com", "."]
        );
    }

    #[test]
    fn clitics_and_reduplication_keep_the_word() {
        let mut lexicon = Lexicon::default();
        lexicon.add("pasukan", Entry::Negation);
        assert_eq!(
            stem("pasukannya", &lexicon),
            (lexicon.sym("pasukan"), Some(Clitic::Nya))
        );
        assert_eq!(
            stem("pasukan-pasukan", &lexicon),
            (lexicon.sym("pasukan"), None)
        );
        assert_eq!(
            stem("pasukan2nya", &lexicon),
            (lexicon.sym("pasukan"), Some(Clitic::Nya))
        );
    }

    #[test]
    fn an_agent_hangs_on_the_front_of_verbs_only() {
        let mut lexicon = Lexicon::default();
        lexicon.add("lihat", Entry::Root('v'));
        lexicon.add("rumah", Entry::Root('n'));
        assert_eq!(
            stem("kulihat", &lexicon),
            (lexicon.sym("lihat"), Some(Clitic::Agent))
        );
        assert_eq!(
            stem("kaulihat", &lexicon),
            (lexicon.sym("lihat"), Some(Clitic::Agent))
        );
        assert_eq!(stem("kurumah", &lexicon), (UNKNOWN, None));
    }
}
