//! Markdown → the same text with the marks outside the lines, and what its front matter says.
//!
//! Not obvious: nothing is rendered; a mark inside a sentence (`**penting**`) stays, as offsets point into
//! the file as given.

use std::ops::Range;

use super::line::{self, Line};

/// What stands between two lines `---` at the top of a file.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct FrontMatter {
    /// Bytes of the headline.
    pub(super) title: Option<Range<usize>>,
    pub(super) date: Option<String>,
    pub(super) outlet: Option<String>,
    pub(super) url: Option<String>,
    pub(super) language: Option<String>,
    /// The first byte behind it; 0 where there is none.
    pub(super) end: usize,
}

/// Reads `key: value` lines at the top; without a closing `---` there is no front matter.
pub(super) fn front_matter(text: &str) -> FrontMatter {
    let lines = line::split(text, 0);
    let closing = lines.iter().skip(1).position(|line| line.text == "---");
    let Some(closing) = closing.filter(|_| lines.first().is_some_and(|line| line.text == "---"))
    else {
        return FrontMatter::default();
    };
    let mut front = FrontMatter::default();
    for line in lines.iter().take(closing + 1).skip(1) {
        front.take(line);
    }
    front.end = lines.get(closing + 1).map_or(0, |line| line.range.end);
    front
}

impl FrontMatter {
    fn take(&mut self, line: &Line<'_>) {
        let Some((key, value)) = line.text.split_once(':') else {
            return;
        };
        let value = value.trim();
        let core = value.trim_matches(|c: char| matches!(c, '"' | '\'') || c.is_whitespace());
        if core.is_empty() {
            return;
        }
        let slot = match key.trim() {
            "title" => {
                let start = line.range.end - value.len() + value.find(core).unwrap_or(0);
                self.title = Some(start..start + core.len());
                return;
            }
            "date" => &mut self.date,
            "outlet" => &mut self.outlet,
            "url" => &mut self.url,
            "language" => &mut self.language,
            _ => return,
        };
        *slot = Some(core.to_owned());
    }
}

/// Takes the marks off both ends of the lines and leaves out pictures.
pub(super) fn unmarked<'t>(text: &'t str, lines: Vec<Line<'t>>) -> Vec<Line<'t>> {
    lines
        .into_iter()
        .filter_map(|line| bare(text, line))
        .collect()
}

fn bare<'t>(text: &'t str, mut line: Line<'t>) -> Option<Line<'t>> {
    if line.text.starts_with("![") {
        return None;
    }
    let hashes = line.text.len() - line.text.trim_start_matches('#').len();
    if (1..=6).contains(&hashes)
        && line
            .text
            .get(hashes..)
            .is_some_and(|rest| rest.starts_with(' '))
    {
        line.level = u8::try_from(hashes).unwrap_or(6);
    }
    let mark = |c: char| matches!(c, '#' | '>' | '*' | '_') || c.is_whitespace();
    let item = |c: char| c == '-' || mark(c);
    let listed = line.text.starts_with("- ");
    let core = if listed {
        line.text.trim_start_matches(item)
    } else {
        line.text.trim_start_matches(mark)
    };
    let start = line.range.end - core.len();
    let core = core.trim_end_matches(mark);
    line.range = start..start + core.len();
    line.text = text.get(line.range.clone())?;
    (!core.is_empty()).then_some(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_stay_outside() {
        let text = "# Judul Berita\n\n> **Kapal** itu tiba.\n- satu\n![foto](a.png)\n***\n";
        let lines = unmarked(text, line::split(text, 0));
        let texts: Vec<&str> = lines.iter().map(|line| line.text).collect();
        assert_eq!(texts, ["Judul Berita", "Kapal** itu tiba.", "satu"]);
        assert_eq!(lines[0].level, 1);
        assert!(
            lines
                .iter()
                .all(|line| text.get(line.range.clone()) == Some(line.text))
        );
    }

    #[test]
    fn front_matter_gives_title_and_date() {
        let text = "---\ntitle: \"Kapal Tiba\"\ndate: 2024-10-14\noutlet: Suara Kota\n---\nKapal itu tiba.\n";
        let front = front_matter(text);
        assert_eq!(
            front.title.clone().and_then(|range| text.get(range)),
            Some("Kapal Tiba")
        );
        assert_eq!(front.date.as_deref(), Some("2024-10-14"));
        assert_eq!(text.get(front.end..), Some("\nKapal itu tiba.\n"));
        assert_eq!(front_matter("---\ntitle: x\n"), FrontMatter::default());
    }
}
