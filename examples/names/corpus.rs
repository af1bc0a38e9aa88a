//! Lines of IOB → sentences as running text, with the annotated names as byte ranges.
//!
//! Not obvious: the corpus glues brackets to words (`(SBY)`, `Hanura),`) and counts them as part of a name. A name here begins and ends with a
//! letter or digit, and an acronym in brackets behind a name (`Partai Keadilan Sejahtera (PKS)`) is a name of its own.

use std::ops::Range;

/// What a name names, as the corpus has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Label {
    Person,
    Organization,
    Location,
}

impl Label {
    pub(crate) const ALL: [Self; 3] = [Self::Person, Self::Organization, Self::Location];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Person => "PER",
            Self::Organization => "ORG",
            Self::Location => "LOC",
        }
    }

    fn of(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|l| l.name() == name)
    }
}

/// A name: bytes of the sentence, and its label.
pub(crate) type Span = (Range<usize>, Label);

/// A sentence as a newspaper would print it.
#[derive(Debug, Default)]
pub(crate) struct Sentence {
    pub(crate) text: String,
    pub(crate) names: Vec<Span>,
}

/// All sentences of a file.
pub(crate) fn sentences(corpus: &str) -> Vec<Sentence> {
    let mut out = vec![Sentence::default()];
    let mut open: Option<Span> = None;
    for line in corpus.lines() {
        let fields: Vec<&str> = line.split_whitespace().collect();
        let label = fields.last().copied().unwrap_or("O");
        let (Some(sentence), Some(&word)) = (out.last_mut(), fields.first()) else {
            if let Some(sentence) = out.last_mut() {
                sentence.close(open.take());
            }
            out.push(Sentence::default());
            continue;
        };
        if !label.starts_with("I-") {
            sentence.close(open.take());
        }
        let start = sentence.push(word);
        let end = sentence.text.len();
        match (&mut open, label.split_once('-')) {
            (Some((range, _)), Some(("I", _))) => range.end = end,
            (_, Some((_, label))) => open = Label::of(label).map(|l| (start..end, l)),
            _ => {}
        }
    }
    if let Some(sentence) = out.last_mut() {
        sentence.close(open);
    }
    out.retain(|s| !s.text.is_empty());
    out
}

impl Sentence {
    /// Adds a word, with a space before it where print has one, and gives its first byte.
    fn push(&mut self, word: &str) -> usize {
        let mark = word.len() == 1 && word.contains([',', '.', ')', ';', ':', '!', '?', '%']);
        if !(mark || self.text.is_empty() || self.text.ends_with('(')) {
            self.text.push(' ');
        }
        let start = self.text.len();
        self.text.push_str(word);
        start
    }

    /// Adds a name that has come to its end.
    fn close(&mut self, span: Option<Span>) {
        let Some((range, label)) = span else { return };
        let words = self.text.get(range.clone()).unwrap_or("");
        let parts = match words.split_once(" (") {
            Some((name, acronym)) if acronym.trim_end_matches([',', '.', '?']).ends_with(')') => {
                vec![(0, name), (name.len() + 2, acronym)]
            }
            _ => vec![(0, words)],
        };
        for (offset, part) in parts {
            let inner = part.trim_start_matches(|c: char| !c.is_alphanumeric());
            let start = range.start + offset + part.len() - inner.len();
            let inner = inner.trim_end_matches(|c: char| !c.is_alphanumeric());
            if !inner.is_empty() {
                self.names.push((start..start + inner.len(), label));
            }
        }
    }
}
