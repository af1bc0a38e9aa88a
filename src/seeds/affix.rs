//! Root and derivation → the surface words that news writes.
//!
//! Forms are made once at the start, so that reading a word is one look-up; the nasal prefix has
//! two outcomes before k, p, s, t (`memukul`, but the loanword `memproduksi`), and both are made.
//! Rules: Tata Bahasa Baku Bahasa Indonesia, chapter on affixation.

/// How a surface form turns the arguments of its root.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Voice {
    /// `mengirim`, `bertemu`: the grammatical subject acts.
    Active,
    /// `dikirim`: the grammatical subject undergoes, `oleh` names who acts.
    Passive,
    /// `Kirim` in a headline, `yang ia kirim`: active unless the order says otherwise.
    Bare,
    /// `pengiriman X oleh Y`: the bare possessor undergoes.
    PatientNoun,
    /// `serangan X ke Y`: the bare possessor acts.
    AgentNoun,
}

impl Voice {
    /// Whether it is a noun.
    #[must_use]
    pub fn is_noun(self) -> bool {
        matches!(self, Self::PatientNoun | Self::AgentNoun)
    }
}

/// The derivations that a row in `frames.tsv` may name.
pub(crate) const FORMS: [&str; 18] = [
    "meN",
    "meN-kan",
    "meN-i",
    "memper",
    "memper-kan",
    "memper-i",
    "ber",
    "ber-kan",
    "ber-an",
    "ter",
    "ke-an",
    "bare",
    "peN-an",
    "per-an",
    "-an",
    "ke-an-n",
    "peN",
    "noun",
];

/// All surface words of `root` in the derivation `form`, with the voice of each.
///
/// Returns an empty list for a form that is not in [`FORMS`] and for `phrase`.
pub(crate) fn surfaces(root: &str, form: &str) -> Vec<(String, Voice)> {
    use Voice::{Active, AgentNoun, Bare, Passive, PatientNoun};
    match form {
        "meN" => transitive(root, ""),
        "meN-kan" => transitive(root, "kan"),
        "meN-i" => transitive(root, "i"),
        "memper" | "memper-kan" | "memper-i" => {
            let suffix = form
                .strip_prefix("memper")
                .unwrap_or("")
                .trim_start_matches('-');
            vec![
                (format!("memper{root}{suffix}"), Active),
                (format!("diper{root}{suffix}"), Passive),
                (format!("per{root}{suffix}"), Bare),
            ]
        }
        "ber" => each(ber(root), "", Active),
        "ber-kan" => each(ber(root), "kan", Active),
        "ber-an" => each(ber(root), "an", Active),
        "ter" => each(ter(root), "", Passive),
        "ke-an" => vec![(format!("ke{root}an"), Passive)],
        "bare" => vec![(root.to_owned(), Active)],
        "peN-an" => each(nasal(root, "pe"), "an", PatientNoun),
        "per-an" => each(per(root), "an", AgentNoun),
        "-an" => vec![(format!("{root}an"), AgentNoun)],
        "ke-an-n" => vec![(format!("ke{root}an"), AgentNoun)],
        "peN" => each(nasal(root, "pe"), "", AgentNoun),
        "noun" => vec![(root.to_owned(), AgentNoun)],
        _ => Vec::new(),
    }
}

fn each(stems: Vec<String>, suffix: &str, voice: Voice) -> Vec<(String, Voice)> {
    stems.into_iter().map(|s| (s + suffix, voice)).collect()
}

fn transitive(root: &str, suffix: &str) -> Vec<(String, Voice)> {
    let mut out = each(nasal(root, "me"), suffix, Voice::Active);
    out.push((format!("di{root}{suffix}"), Voice::Passive));
    out.push((format!("{root}{suffix}"), Voice::Bare));
    out
}

/// `me` or `pe` with the nasal that the first sound of `root` asks for.
fn nasal(root: &str, prefix: &str) -> Vec<String> {
    let mut chars = root.chars();
    let first = chars.next().unwrap_or(' ');
    let rest = chars.as_str();
    let second = rest.chars().next().unwrap_or(' ');
    let mut out = match first {
        'k' if second != 'h' => vec![format!("{prefix}ng{rest}"), format!("{prefix}ng{root}")],
        'p' => vec![format!("{prefix}m{rest}"), format!("{prefix}m{root}")],
        't' => vec![format!("{prefix}n{rest}"), format!("{prefix}n{root}")],
        's' if second != 'y' => vec![format!("{prefix}ny{rest}"), format!("{prefix}n{root}")],
        's' | 'd' | 'c' | 'j' | 'z' => vec![format!("{prefix}n{root}")],
        'b' | 'f' | 'v' => vec![format!("{prefix}m{root}")],
        'l' | 'm' | 'n' | 'r' | 'w' | 'y' => vec![format!("{prefix}{root}")],
        _ => vec![format!("{prefix}ng{root}")],
    };
    if vowels(root) == 1 {
        out.push(format!("{prefix}nge{root}"));
    }
    out
}

fn vowels(root: &str) -> usize {
    root.chars().filter(|c| "aiueo".contains(*c)).count()
}

fn ber(root: &str) -> Vec<String> {
    r_prefix("ber", "be", root)
}

fn ter(root: &str) -> Vec<String> {
    r_prefix("ter", "te", root)
}

fn per(root: &str) -> Vec<String> {
    r_prefix("per", "pe", root)
}

/// The prefix loses its r before r and before a first syllable that ends in -er (`bekerja`).
fn r_prefix(full: &str, short: &str, root: &str) -> Vec<String> {
    let er = root.chars().skip(1).take(2).eq("er".chars())
        && !root.chars().nth(3).is_none_or(|c| "aiueo".contains(c));
    if root.starts_with('r') || er {
        vec![format!("{short}{root}")]
    } else {
        vec![format!("{full}{root}")]
    }
}

/// Whether `word` may be derived from a root that `known` accepts: prefixes and suffixes are
/// taken off in every combination. For telling ordinary words from names, not for meaning.
#[must_use]
pub fn is_derived(word: &str, known: impl Fn(&str) -> bool) -> bool {
    const SUFFIXES: [&str; 12] = [
        "", "kan", "an", "i", "nya", "kannya", "annya", "inya", "lah", "kah", "pun", "isasi",
    ];
    const PREFIXES: [(&str, &[&str]); 24] = [
        ("", &[""]),
        ("meng", &["", "k"]),
        ("meny", &["s"]),
        ("mem", &["", "p"]),
        ("men", &["", "t"]),
        ("me", &[""]),
        ("menge", &[""]),
        ("memper", &[""]),
        ("di", &[""]),
        ("diper", &[""]),
        ("ber", &[""]),
        ("be", &[""]),
        ("ter", &[""]),
        ("te", &[""]),
        ("peng", &["", "k"]),
        ("peny", &["s"]),
        ("pem", &["", "p"]),
        ("pen", &["", "t"]),
        ("pe", &[""]),
        ("per", &[""]),
        ("ke", &[""]),
        ("se", &[""]),
        ("keber", &[""]),
        ("ketidak", &[""]),
    ];
    SUFFIXES
        .iter()
        .filter_map(|s| word.strip_suffix(s))
        .any(|stem| {
            PREFIXES.iter().any(|(prefix, initials)| {
                stem.strip_prefix(prefix).is_some_and(|rest| {
                    rest.len() >= 3
                        && initials.iter().any(|i| {
                            if i.is_empty() {
                                known(rest)
                            } else {
                                known(&format!("{i}{rest}"))
                            }
                        })
                })
            })
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn has(root: &str, form: &str, word: &str, voice: Voice) {
        let all = surfaces(root, form);
        assert!(
            all.contains(&(word.to_owned(), voice)),
            "{root} {form}: {word} not in {all:?}"
        );
    }

    #[test]
    fn the_nasal_follows_the_first_sound() {
        for (root, word) in [
            ("kirim", "mengirim"),
            ("serang", "menyerang"),
            ("tolak", "menolak"),
            ("pukul", "memukul"),
            ("bantah", "membantah"),
            ("duga", "menduga"),
            ("latih", "melatih"),
            ("ancam", "mengancam"),
            ("kritik", "mengkritik"),
            ("bom", "mengebom"),
            ("protes", "memprotes"),
        ] {
            has(root, "meN", word, Voice::Active);
        }
    }

    #[test]
    fn passive_bare_and_nouns_come_with_the_active() {
        has("kirim", "meN-kan", "dikirimkan", Voice::Passive);
        has("kirim", "meN", "kirim", Voice::Bare);
        has("tangkap", "peN-an", "penangkapan", Voice::PatientNoun);
        has("serang", "-an", "serangan", Voice::AgentNoun);
        has("temu", "per-an", "pertemuan", Voice::AgentNoun);
        has("kerja", "ber", "bekerja", Voice::Active);
        has("ternak", "ber", "beternak", Voice::Active);
        has("runding", "ber", "berunding", Voice::Active);
        has("tempur", "ber", "bertempur", Voice::Active);
    }

    #[test]
    fn ordinary_words_are_told_by_their_root() {
        let known = |w: &str| ["kirim", "negara", "kuat"].contains(&w);
        assert!(is_derived("pengiriman", known));
        assert!(is_derived("negaranya", known));
        assert!(is_derived("memperkuat", known));
        assert!(!is_derived("Kyiv", known));
    }
}
