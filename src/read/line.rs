//! Text → its lines that hold something, each with its byte range, and what a line looks like.
//!
//! Not obvious: a paragraph that was wrapped by hand over several lines comes back as one line, so
//! that a sentence is never cut where an editor's window ended.

use std::ops::Range;

/// One line (or one wrapped paragraph), trimmed on both sides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line<'t> {
    /// Bytes of the document's text.
    pub(super) range: Range<usize>,
    /// The characters of that range.
    pub(super) text: &'t str,
    /// Whether an empty line (or the start) stands before it.
    pub(super) after_blank: bool,
    /// How many `#` stand before it in Markdown, 0 elsewhere.
    pub(super) level: u8,
}

/// Splits `text` from byte `from` on, leaving out lines without a visible character.
pub(super) fn split(text: &str, from: usize) -> Vec<Line<'_>> {
    let rest = text.get(from..).unwrap_or_default();
    let end_of_line = if rest.contains('\n') { '\n' } else { '\r' };
    let (mut lines, mut blank, mut offset) = (Vec::new(), true, from);
    for piece in rest.split_inclusive(end_of_line) {
        let line = piece.trim_matches(invisible);
        if line.is_empty() {
            blank = true;
        } else {
            let start = offset + (piece.len() - piece.trim_start_matches(invisible).len());
            lines.push(Line {
                range: start..start + line.len(),
                text: line,
                after_blank: blank,
                level: 0,
            });
            blank = false;
        }
        offset += piece.len();
    }
    lines
}

/// Joins wrapped lines into paragraphs; lines for which `alone` holds are never joined.
pub(super) fn join<'t>(
    text: &'t str,
    lines: Vec<Line<'t>>,
    alone: impl Fn(&str) -> bool,
) -> Vec<Line<'t>> {
    let wrapped = wrapped_runs(&lines);
    let mut joined: Vec<Line<'t>> = Vec::with_capacity(lines.len());
    for (line, wrapped) in lines.into_iter().zip(wrapped) {
        let before = joined.last_mut().filter(|before| {
            continues(before, &line, wrapped) && !alone(before.text) && !alone(line.text)
        });
        if let Some(before) = before {
            before.range.end = line.range.end;
            before.text = text.get(before.range.clone()).unwrap_or_default();
        } else {
            joined.push(line);
        }
    }
    joined
}

/// For each line, whether it stands in a run of lines that were filled up to a common width.
fn wrapped_runs(lines: &[Line<'_>]) -> Vec<bool> {
    let mut wrapped = Vec::with_capacity(lines.len());
    for run in lines.chunk_by(|_, next| !next.after_blank) {
        wrapped.extend(std::iter::repeat_n(is_wrapped(run), run.len()));
    }
    wrapped
}

/// Lines filled to a width, not all of them whole sentences, that run on in a small letter or hold a
/// sentence break and vary little in width. A list of headlines does neither.
fn is_wrapped(run: &[Line<'_>]) -> bool {
    let Some((_, filled)) = run.split_last() else {
        return false;
    };
    let widths = || filled.iter().map(|line| line.text.chars().count());
    let (least, most) = (widths().min().unwrap_or(0), widths().max().unwrap_or(0));
    let open = filled
        .iter()
        .filter(|line| !ends_sentence(line.text))
        .count();
    let runs_on = run.iter().skip(1).any(|line| starts_lower(line.text));
    let running = most - least <= 15 && run.iter().any(|line| line.text.contains(". "));
    filled.len() >= 2
        && (50..=110).contains(&least)
        && most <= 110
        && open * 2 >= filled.len()
        && (runs_on || running)
}

fn continues(before: &Line<'_>, line: &Line<'_>, wrapped: bool) -> bool {
    if line.after_blank || before.level + line.level > 0 || starts_with_domain(line.text) {
        return false;
    }
    let last = before.text.rsplit('\n').next().unwrap_or_default();
    let open = !ends_sentence(before.text) && !before.text.ends_with(':');
    let long = (40..=130).contains(&last.chars().count());
    wrapped
        || (open
            && long
            && starts_lower(line.text)
            && (words(line.text) >= 3 || ends_sentence(line.text)))
}

/// White space, the byte order mark, joiners and control characters.
fn invisible(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{2060}')
}

/// How many white-space-separated words hold a letter or digit.
pub(super) fn words(text: &str) -> usize {
    spoken(text).count()
}

/// Whether a text has more than `count` such words; looks no further than needed.
pub(super) fn has_more_words(text: &str, count: usize) -> bool {
    spoken(text).nth(count).is_some()
}

fn spoken(text: &str) -> impl Iterator<Item = &str> {
    text.split_whitespace()
        .filter(|word| word.chars().any(char::is_alphanumeric))
}

/// Whether the first letter or digit is a lower-case letter.
pub(super) fn starts_lower(text: &str) -> bool {
    text.chars()
        .find(|c| c.is_alphanumeric())
        .is_some_and(char::is_lowercase)
}

/// Whether the line ends as a sentence does: a full stop, `?`, `!` or `…`, then closing marks.
pub(super) fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(closing)
        .ends_with(['.', '?', '!', '…'])
}

/// Quotation marks and brackets that may follow the full stop.
pub(super) fn closing(c: char) -> bool {
    c.is_whitespace() || matches!(c, '"' | '\'' | '”' | '’' | '»' | ')' | ']' | '*' | '_')
}

/// Whether most words begin with a capital, as in headlines. Needs two words or more.
pub(super) fn in_title_case(text: &str) -> bool {
    let firsts = text
        .split_whitespace()
        .filter_map(|word| word.chars().find(|c| c.is_alphanumeric()));
    let (mut capital, mut all) = (0, 0);
    for first in firsts {
        all += 1;
        capital += usize::from(!first.is_lowercase());
    }
    all >= 2 && capital * 10 >= all * 6
}

/// Whether the first word is a domain (`tirto.id`), which is how datelines in lower case begin.
fn starts_with_domain(text: &str) -> bool {
    text.split_whitespace()
        .next()
        .is_some_and(|word| super::outlet::domain(word).is_some())
}

/// The text in lower case with single spaces, for comparing lines.
pub(super) fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let is_ascii = text.is_ascii();
    for word in text.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        if is_ascii {
            folded.push_str(word);
        } else {
            folded.extend(word.chars().flat_map(char::to_lowercase));
        }
    }
    // Of all else nothing is left in upper case.
    folded.make_ascii_lowercase();
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<&str> {
        join(text, split(text, 0), |_| false)
            .into_iter()
            .map(|line| line.text)
            .collect()
    }

    #[test]
    fn empty_lines_and_byte_order_mark_stay_outside() {
        let text = "\u{feff}Satu \r\n\u{a0}\r\n  dua\n";
        let lines = split(text, 0);
        assert_eq!(lines.len(), 2);
        assert_eq!(text.get(lines[0].range.clone()), Some("Satu"));
        assert_eq!(text.get(lines[1].range.clone()), Some("dua"));
        assert!(lines[0].after_blank && lines[1].after_blank);
    }

    #[test]
    fn a_sentence_wrapped_by_hand_is_one_line() {
        let text = "Presiden mengatakan bahwa pasukan penjaga perdamaian akan\ntiba di kota itu pekan depan.";
        assert_eq!(texts(text), [text]);
        let filled = "Menteri itu berangkat pada pagi hari dari ibu kota bersama\nDirektur Jenderal urusan Asia dan para staf ahli kementerian\nsebelum bertemu dengan tuan rumah.";
        assert_eq!(texts(filled), [filled]);
    }

    #[test]
    fn a_wrapped_paragraph_may_go_on_in_capitals() {
        let text = "Wakil Presiden mengunjungi kota itu pada hari Senin bersama Menteri\nPertahanan dan Panglima Tentara Nasional serta sejumlah pejabat dari\nKementerian Luar Negeri. Mereka bertemu Gubernur Jawa Timur di sana.";
        assert_eq!(texts(text), [text]);
    }

    #[test]
    fn headlines_and_labels_are_not_joined() {
        let text =
            "Menteri Luar Negeri Bertemu Duta Besar Jepang di Jakarta\nSebanyak 20 pejabat hadir.";
        assert_eq!(texts(text).len(), 2);
        assert_eq!(
            texts("Duta besar itu tiba di Jakarta pada pagi hari tadi\nswipe").len(),
            2
        );
        assert_eq!(texts("Duta Besar Jepang Tiba di Jakarta pada Pagi Hari\njpnn.com, JAKARTA - Duta besar tiba.").len(), 2);
    }
}
