//! Lines → the same lines, with furniture that sticks to the end of a paragraph as lines of its own.
//!
//! `… pekan depan. Baca juga: Harga Ikan Turun` is how pages look when their tags are gone. Not obvious: the
//! pointer must begin right behind a finished sentence and run to the end of the line, or to its closing bracket.

use super::Rules;
use super::line::{self, Line};
use super::noise::NoiseKind;

/// Longer rests are news.
const LONGEST: usize = 30;

/// Cuts each line where furniture begins within it.
pub(super) fn part<'t>(lines: Vec<Line<'t>>, rules: &Rules) -> Vec<Line<'t>> {
    let mut parted = Vec::with_capacity(lines.len());
    for line in lines {
        let mut rest = line;
        while let Some((head, tail, after)) = cut(&rest, rules) {
            parted.extend([head, tail]);
            rest = after;
        }
        if !rest.text.is_empty() {
            parted.push(rest);
        }
    }
    parted
}

/// The news before the first furniture, that furniture, and what follows it.
fn cut<'t>(line: &Line<'t>, rules: &Rules) -> Option<(Line<'t>, Line<'t>, Line<'t>)> {
    if rules.noise.opening(line.text).is_some() {
        return None;
    }
    let mut finished = false;
    for (at, c) in line.text.char_indices() {
        let opens = c.is_alphanumeric() || matches!(c, '(' | '[' | '>' | '»');
        if finished && opens && at > 0 {
            let rest = line.text.get(at..)?;
            if let Some(length) = furniture(rest, c, rules) {
                return Some((
                    within(line, 0, at),
                    within(line, at, at + length),
                    within(line, at + length, line.text.len()),
                ));
            }
        }
        finished = matches!(c, '.' | '?' | '!' | '…') || (finished && line::closing(c));
    }
    None
}

/// How many bytes of `rest`, which begins with `first`, are furniture.
fn furniture(rest: &str, first: char, rules: &Rules) -> Option<usize> {
    let close = match first {
        '(' => Some(')'),
        '[' => Some(']'),
        _ => None,
    };
    let length = close.map_or(Some(rest.len()), |close| rest.find(close).map(|at| at + 1))?;
    let part = rest.get(..length)?;
    if line::has_more_words(part, LONGEST) {
        return None;
    }
    let kind = rules.noise.opening(part)?;
    let points = matches!(
        kind,
        NoiseKind::Related | NoiseKind::Advert | NoiseKind::Follow
    );
    let inner = part.trim_end_matches(|c: char| line::closing(c) || c == '.');
    let one = !inner.contains(". ");
    (points && one).then_some(length)
}

/// Bytes `start..end` of a line, trimmed.
fn within<'t>(line: &Line<'t>, start: usize, end: usize) -> Line<'t> {
    let text = line.text.get(start..end).unwrap_or_default();
    let from = line.range.start + start + (text.len() - text.trim_start().len());
    let text = text.trim();
    Line {
        range: from..from + text.len(),
        text,
        after_blank: line.after_blank && start == 0,
        level: line.level,
    }
}

#[cfg(test)]
mod tests {
    use super::super::noise::Noise;
    use super::*;

    fn parts(text: &str) -> Vec<&str> {
        let rows = "pattern\tmatch\tkind\nBaca juga\tprefix\trelated\n[Gambas:\tprefix\trelated\nScroll ke bawah untuk\tprefix\tadvert\nBagikan\tline\tshare\n";
        let rules = Rules {
            noise: Noise::parse("noise.tsv", rows).unwrap(),
            ..Rules::default()
        };
        let lines = part(line::split(text, 0), &rules);
        for line in &lines {
            assert_eq!(text.get(line.range.clone()), Some(line.text));
        }
        lines.into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn speaks_behind_a_finished_sentence() {
        for (text, expected) in [
            (
                "Kapal itu tiba. Baca juga: Harga Ikan Turun",
                vec!["Kapal itu tiba.", "Baca juga: Harga Ikan Turun"],
            ),
            (
                "\"Kami siap,\" kata dia.”Baca Juga : Harga Ikan Turun",
                vec!["\"Kami siap,\" kata dia.”", "Baca Juga : Harga Ikan Turun"],
            ),
            (
                "Kapal itu tiba. [Gambas:Video SK] Awaknya turun.",
                vec!["Kapal itu tiba.", "[Gambas:Video SK]", "Awaknya turun."],
            ),
            (
                "Kapal itu tiba. (Baca juga: Harga Ikan Turun) Awaknya turun.",
                vec![
                    "Kapal itu tiba.",
                    "(Baca juga: Harga Ikan Turun)",
                    "Awaknya turun.",
                ],
            ),
            (
                "Kapal itu tiba. SCROLL KE BAWAH UNTUK MELANJUTKAN",
                vec!["Kapal itu tiba.", "SCROLL KE BAWAH UNTUK MELANJUTKAN"],
            ),
        ] {
            assert_eq!(parts(text), expected);
        }
    }

    #[test]
    fn keeps_silent_within_sentences() {
        for text in [
            "Ia meminta warga untuk baca juga: aturan baru itu.",
            "Kapal itu tiba. Baca juga buku itu sampai selesai sebelum rapat.",
            "Kapal itu tiba. Bagikan",
            "Baca juga: Kapal Tiba. Baca juga: Ikan",
        ] {
            assert_eq!(parts(text), [text]);
        }
        let long = format!("Kapal itu tiba. Baca juga: {}", "kata ".repeat(40));
        assert_eq!(parts(&long).len(), 1);
    }
}
