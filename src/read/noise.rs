//! `noise.tsv` → for each line of a page, whether it is furniture and of which kind.
//!
//! Not obvious: a long line is never furniture unless it is one as a whole, because a paragraph of
//! news may well mention what a rule looks for.

use rustc_hash::{FxHashMap, FxHashSet};

use super::table::{TableError, rows};
use super::{byline, line};

/// Lines with more words than this are matched only as a whole.
const LONGEST: usize = 40;

/// What a line of furniture tells about the lines around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum NoiseKind {
    /// A pointer to other articles; where it stands alone, the headlines below it are pointers too.
    Related,
    /// Buttons that share, print, comment.
    Share,
    /// Advertisement and what surrounds it.
    Advert,
    /// Menus, icons, page numbers.
    Nav,
    /// Who wrote it: names follow the words of the rule, or stand beside them.
    Author,
    /// Who edited it, and other notes of the newsroom.
    Byline,
    /// When it was published.
    Published,
    /// When it was changed.
    Updated,
    /// Invitations to follow or subscribe.
    Follow,
    /// Keywords.
    Tags,
    /// What stands only below an article: rights, imprint.
    Copyright,
    /// The heading of what stands only below an article: other articles, comments.
    End,
    /// A label beside a picture; the line after it is the caption.
    Label,
    /// The line itself is a caption.
    Caption,
}

impl NoiseKind {
    /// The words of the column `kind`.
    const NAMES: [(&str, Self); 14] = [
        ("related", Self::Related),
        ("share", Self::Share),
        ("advert", Self::Advert),
        ("nav", Self::Nav),
        ("author", Self::Author),
        ("byline", Self::Byline),
        ("published", Self::Published),
        ("updated", Self::Updated),
        ("follow", Self::Follow),
        ("tags", Self::Tags),
        ("copyright", Self::Copyright),
        ("end", Self::End),
        ("label", Self::Label),
        ("caption", Self::Caption),
    ];

    /// Whether words of this kind also begin sentences of news, `Diterbitkan pada Mei, buku itu laris.`
    fn is_also_news(self) -> bool {
        matches!(
            self,
            Self::Related
                | Self::Author
                | Self::Byline
                | Self::Published
                | Self::Updated
                | Self::Caption
        )
    }

    /// Whether a year belongs to the words of this kind; `Tayang Perdana di Bandung` is a headline.
    fn is_dated(self) -> bool {
        matches!(self, Self::Published | Self::Updated)
    }

    fn named(name: &str) -> Option<Self> {
        Self::NAMES
            .iter()
            .find(|(known, _)| *known == name)
            .map(|(_, kind)| *kind)
    }
}

/// The rules of `noise.tsv`, matched without regard to letter case and runs of spaces.
#[derive(Debug, Clone, Default)]
pub struct Noise {
    whole: FxHashMap<String, NoiseKind>,
    /// By their first word, so that few are tried on a line.
    prefixes: FxHashMap<String, Vec<(String, NoiseKind)>>,
    /// The first words of all rules but those for parts, so that most lines are not folded as a whole.
    first_words: FxHashSet<String>,
    parts: Vec<(String, NoiseKind)>,
}

impl Noise {
    /// Reads the columns `pattern match kind`; `file` names the table in errors.
    ///
    /// `match` is `line` (the whole line, punctuation at its end aside), `prefix` (a line that
    /// begins so, up to the end of a word) or `contains`; `kind` is named as in [`NoiseKind`], in lower case.
    ///
    /// ```
    /// # use simpul::read::{Noise, NoiseKind};
    /// let noise = Noise::parse("noise.tsv", "pattern\tmatch\tkind\nbaca juga\tprefix\trelated\n")?;
    /// assert_eq!(noise.kind("Baca Juga: Harga Beras"), Some(NoiseKind::Related));
    /// # Ok::<(), simpul::read::TableError>(())
    /// ```
    pub fn parse(file: &str, text: &str) -> Result<Self, TableError> {
        let mut noise = Self::default();
        for row in rows(file, text, ["pattern", "match", "kind"])? {
            let [pattern, how, kind] = &row.cells;
            let kind = NoiseKind::named(kind).ok_or_else(|| {
                let known = NoiseKind::NAMES.map(|(name, _)| name).join(", ");
                row.wrong(
                    file,
                    format!("the kind {kind:?} is unknown; write one of {known}"),
                )
            })?;
            let pattern = line::folded(pattern);
            if pattern.is_empty() {
                return Err(row.wrong(
                    file,
                    "the pattern is empty; write part of a line".to_owned(),
                ));
            }
            if how != "contains" {
                noise.first_words.insert(first_word(&pattern).to_owned());
            }
            match how.as_str() {
                "line" => drop(noise.whole.insert(core(&pattern).to_owned(), kind)),
                "prefix" => {
                    let same = noise
                        .prefixes
                        .entry(first_word(&pattern).to_owned())
                        .or_default();
                    same.push((pattern, kind));
                }
                "contains" => noise.parts.push((pattern, kind)),
                _ => {
                    let cause =
                        format!("the match {how:?} is unknown; write line, prefix or contains");
                    return Err(row.wrong(file, cause));
                }
            }
        }
        Ok(noise)
    }

    /// What `text`, one line of a page, is; `None` for what may be news.
    #[must_use]
    pub fn kind(&self, text: &str) -> Option<NoiseKind> {
        let is_long = line::has_more_words(text, LONGEST);
        let is_sign = |c: char| !c.is_alphanumeric();
        if is_long && !self.may_open(text) && !self.may_open(text.trim_start_matches(is_sign)) {
            return None;
        }
        let folded = line::folded(text);
        // ">> Baca Juga: …": an arrow or bullet before the words of a rule.
        let led = folded.trim_start_matches(is_sign);
        self.folded_kind(text, &folded, is_long).or_else(|| {
            (led.len() < folded.len())
                .then(|| self.folded_kind(text, led, is_long))
                .flatten()
        })
    }

    fn folded_kind(&self, text: &str, folded: &str, is_long: bool) -> Option<NoiseKind> {
        if let Some(kind) = self.whole.get(core(folded)) {
            return Some(*kind);
        }
        if is_long {
            return None;
        }
        let holds = |(pattern, kind): &&(String, NoiseKind)| {
            folded.contains(pattern.as_str())
                && !(*kind == NoiseKind::Byline && folded.ends_with('.'))
        };
        let part = || self.parts.iter().find(holds).map(|(_, kind)| *kind);
        self.prefix(text, folded).or_else(part)
    }

    /// The prefix rule that `folded`, the line or its end, begins with.
    fn prefix(&self, text: &str, folded: &str) -> Option<NoiseKind> {
        let begins = |(pattern, kind): &&(String, NoiseKind)| {
            begins_with_words(folded, pattern)
                && !(kind.is_also_news() && is_sentence(text, folded, pattern))
                && (*kind != NoiseKind::Author || is_byline(text, pattern))
                && (!kind.is_dated() || is_dated(folded, pattern))
        };
        self.prefixes(folded).find(begins).map(|(_, kind)| *kind)
    }

    /// What a line is that begins with the words of a rule, or is one; `contains` is not asked.
    pub(super) fn opening(&self, text: &str) -> Option<NoiseKind> {
        let led = text.trim_start_matches(|c: char| !c.is_alphanumeric());
        let lines = [Some(text), Some(led).filter(|led| led.len() < text.len())];
        let mut lines = lines.into_iter().flatten();
        lines.find_map(|line| {
            let folded = self.may_open(line).then(|| line::folded(line))?;
            let whole = self.whole.get(core(&folded)).copied();
            whole.or_else(|| self.prefix(text, &folded))
        })
    }

    /// Whether a rule for whole lines or their beginnings has the first word of a line.
    fn may_open(&self, text: &str) -> bool {
        let word = text.split_whitespace().next().unwrap_or_default();
        self.first_words.contains(first_word(&line::folded(word)))
    }

    /// The kind of the prefix rule that a line begins with, and what it holds behind the words of the rule.
    pub(super) fn behind<'t>(&self, text: &'t str) -> Option<(NoiseKind, &'t str)> {
        let led = text.trim_start_matches(|c: char| !c.is_alphanumeric());
        let folded = self.may_open(led).then(|| line::folded(led))?;
        if let Some(kind) = self.whole.get(core(&folded)) {
            return Some((*kind, ""));
        }
        let kind = self.prefix(led, &folded)?;
        self.prefixes(&folded)
            .filter(|(pattern, same)| *same == kind && begins_with_words(&folded, pattern))
            .filter_map(|(pattern, _)| after(led, pattern))
            .min_by_key(|rest| rest.len())
            .map(|rest| (kind, rest.trim_start_matches([':', ',', ' ', '-', '–'])))
    }

    /// Whether the line is a rule and nothing more, `Baca juga:` without a headline behind it.
    pub(super) fn is_bare(&self, text: &str) -> bool {
        if !self.may_open(text) {
            return false;
        }
        let folded = line::folded(text);
        let line = core(&folded);
        let mut prefixes = self.prefixes(line);
        self.whole.contains_key(line) || prefixes.any(|(pattern, _)| core(pattern) == line)
    }

    /// The prefix rules that begin with the first word of the line.
    fn prefixes(&self, folded: &str) -> impl Iterator<Item = &(String, NoiseKind)> {
        self.prefixes.get(first_word(folded)).into_iter().flatten()
    }
}

/// The letters and digits that a line begins with; none where it begins with a sign.
fn first_word(folded: &str) -> &str {
    folded
        .split(|c: char| !c.is_alphanumeric())
        .next()
        .unwrap_or_default()
}

/// The line without punctuation at its end, or all of it where it is nothing else.
fn core(folded: &str) -> &str {
    let core = folded.trim_end_matches(|c: char| !c.is_alphanumeric());
    if core.is_empty() { folded } else { core }
}

/// Whether the words of the pattern open a sentence: a small letter follows, and a full stop ends it.
fn is_sentence(text: &str, folded: &str, pattern: &str) -> bool {
    let words = pattern.split(' ').count();
    let next = text
        .split_whitespace()
        .nth(words)
        .is_some_and(line::starts_lower);
    let label = pattern.ends_with(|c: char| !c.is_alphanumeric());
    next && !label && folded.ends_with('.') && line::words(text) >= 6
}

/// Whether a line names a year, or its rule ends as a label does.
fn is_dated(folded: &str, pattern: &str) -> bool {
    let mut numbers = folded.split(|c: char| !c.is_ascii_digit());
    pattern.ends_with(':') || numbers.any(|number| number.len() == 4)
}

/// What `text` holds behind the folded words of a pattern.
fn after<'t>(text: &'t str, pattern: &str) -> Option<&'t str> {
    let mut rest = text;
    for word in pattern.split(' ') {
        rest = rest.trim_start();
        for wanted in word.chars() {
            let c = rest.chars().next()?;
            if !c.to_lowercase().eq([wanted]) && c != wanted {
                return None;
            }
            rest = rest.get(c.len_utf8()..)?;
        }
    }
    Some(rest)
}

/// Whether only names follow the words of a rule for authors, and the line ends as no sentence does. A rule with a
/// colon, or one that names no one at all, is a byline in any case.
fn is_byline(text: &str, pattern: &str) -> bool {
    let led = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    let rest = after(led, pattern).unwrap_or_default().trim();
    let label = !pattern.ends_with(char::is_alphanumeric) || rest.starts_with(':');
    let rest = rest.trim_start_matches([',', '-', '–', ' ']);
    let first = rest.split(" dan ").next().unwrap_or_default();
    let first = first
        .split([',', '|', '(', '/', '&'])
        .next()
        .unwrap_or_default();
    let first = first.trim_matches(|c: char| !c.is_alphanumeric());
    label || rest.is_empty() || (!line::ends_sentence(rest) && byline::is_name(first))
}

fn begins_with_words(line: &str, pattern: &str) -> bool {
    let whole_word = pattern
        .chars()
        .next_back()
        .is_some_and(char::is_alphanumeric);
    line.strip_prefix(pattern)
        .is_some_and(|rest| !whole_word || !rest.starts_with(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn noise(rows: &str) -> Result<Noise, TableError> {
        Noise::parse("noise.tsv", &format!("pattern\tmatch\tkind\n{rows}"))
    }

    #[test]
    fn speaks_on_whole_lines_prefixes_and_parts() {
        let noise = noise(
            "loading...\tline\tnav\nBaca juga\tprefix\trelated\nhak cipta\tcontains\tcopyright\n",
        );
        let noise = noise.unwrap();
        assert_eq!(noise.kind("Loading…"), Some(NoiseKind::Nav));
        assert_eq!(
            noise.kind("Baca  juga: Panen Raya di Karawang"),
            Some(NoiseKind::Related)
        );
        assert_eq!(
            noise.kind("Seluruh hak cipta dilindungi"),
            Some(NoiseKind::Copyright)
        );
        assert!(noise.is_bare("Baca Juga:") && !noise.is_bare("Baca juga: Panen"));
    }

    #[test]
    fn keeps_silent_on_news() {
        let noise =
            noise("Iklan\tline\tadvert\nEditor\tprefix\tbyline\nhak cipta\tcontains\tcopyright\n")
                .unwrap();
        assert_eq!(noise.kind("Iklan rokok dilarang mulai tahun depan."), None);
        assert_eq!(noise.kind("Editorial itu dibaca banyak orang."), None);
        assert_eq!(
            noise.kind("Editor surat kabar itu ditahan polisi kemarin."),
            None
        );
        assert_eq!(noise.kind("Editor Budi Santosa"), Some(NoiseKind::Byline));
        let long = format!("{} hak cipta", "kata ".repeat(45));
        assert_eq!(noise.kind(&long), None);
    }

    #[test]
    fn a_bad_row_is_named() {
        let error = noise("Iklan\tline\tapa\n").unwrap_err();
        assert!(
            error
                .to_string()
                .starts_with("noise.tsv:2: the kind \"apa\" is unknown")
        );
        assert!(noise("Iklan\tmana\tnav\n").is_err());
    }
}
