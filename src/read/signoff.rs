//! A paragraph → the paragraph without the initials of its writers, `(bdw)` or `[mr/tn]`, at its end.
//!
//! Not obvious: what stands in the brackets counts as a sign-off only behind a finished sentence;
//! `Amerika Serikat (AS)` at the end of a line is part of the news.

/// The text before the sign-off, trimmed; `None` where there is no sign-off.
///
/// A line that is nothing but a sign-off gives the empty text.
pub(super) fn before(line: &str) -> Option<&str> {
    let line = line.trim_end();
    let open = match line.chars().next_back()? {
        ')' => '(',
        ']' => '[',
        _ => return None,
    };
    let at = line.rfind(open)?;
    let inner = line.get(at + 1..line.len() - 1)?;
    let rest = line.get(..at)?.trim_end();
    let finished = rest.is_empty() || rest.ends_with(['.', '?', '!', '"', '”', '’', '…']);
    (finished && is_initials(inner)).then_some(rest)
}

/// `bdw`, `dn/ftr`, `kantorberita`, `AFP/Antara`, `*`: short, at most three words, no full stop, no date.
fn is_initials(inner: &str) -> bool {
    let words = inner.split_whitespace().count();
    let fits =
        |c: char| c.is_alphanumeric() || matches!(c, '/' | '-' | '*' | ' ' | ',' | '&' | '|' | '+');
    let letters = inner.chars().filter(|c| c.is_alphabetic()).count();
    let star = inner.contains('*');
    (1..=3).contains(&words)
        && inner.chars().count() <= 30
        && inner.chars().all(fits)
        && (letters > 0 || star)
        && (words == 1 || inner.contains('/') || !super::line::starts_lower(inner))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn speaks_on_initials_behind_a_sentence() {
        assert_eq!(
            before("Pertemuan itu tertutup. (bdw)"),
            Some("Pertemuan itu tertutup.")
        );
        assert_eq!(
            before("Pertemuan itu tertutup.[mr/tn]"),
            Some("Pertemuan itu tertutup.")
        );
        assert_eq!(
            before("\"Kami siap.\" (AFP/Antara)"),
            Some("\"Kami siap.\"")
        );
        assert_eq!(before("(dn/ftr)"), Some(""));
        assert_eq!(before("Sidang ditunda. (*)"), Some("Sidang ditunda."));
    }

    #[test]
    fn keeps_silent_on_brackets_of_the_sentence() {
        for line in [
            "Dia bertemu Menteri Luar Negeri Amerika Serikat (AS)",
            "Sidang ditunda. (Sidang berikutnya digelar besok.)",
            "Sidang ditunda. (12/11/2024)",
            "Sidang ditunda. (ini belum pasti)",
            "Sidang ditunda.",
            ")",
        ] {
            assert_eq!(before(line), None, "{line}");
        }
    }
}
