//! A stored document → its faults: what its record says and its text does not show.
//!
//! Not obvious: this trusts nothing that wrote the record. Spans are cut out of the text again, by code points,
//! and compared with the words that stand beside them, so a record made by another program is tested as well.

use std::collections::BTreeSet;
use std::fmt;

use super::{Stored, line};
use crate::record::{Quantity, Quote, Record, Statement, Stretch};

/// Something in a record that its text does not bear out.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// Name of the document.
    pub document: String,
    /// Where in the record, `statement 3`; counted from 1.
    pub part: String,
    /// What is wrong.
    pub cause: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}: {}", self.document, self.part, self.cause)
    }
}

/// Every fault of a document, in the order of the record; none for what [`extract`](crate::extract) gave.
///
/// Time and memory are linear in the text and the record.
#[must_use]
pub fn verify(stored: &Stored) -> Vec<Fault> {
    let mut check = Check::new(&stored.text, &stored.record);
    if stored.record.sha256 != line::sha256(stored.text.as_bytes()) {
        check.fault("sha256", "not that of the text".to_owned());
    }
    check.entities();
    check.speech();
    for (n, said) in (1..).zip(&stored.record.statements) {
        check.statement(&format!("statement {n}"), said);
    }
    for (n, refusal) in (1..).zip(&stored.record.refusals) {
        check.quote(&format!("refusal {n}"), "trigger", &refusal.trigger);
    }
    check.faults
}

/// How many spans of the text a record names.
#[must_use]
pub fn spans(record: &Record) -> usize {
    let mentions: usize = record.entities.iter().map(|e| e.mentions.len()).sum();
    mentions + 2 * (record.speech.len() + record.statements.len()) + record.refusals.len()
}

struct Check<'s> {
    text: &'s str,
    record: &'s Record,
    /// The byte at which each code point begins, and the length of the text.
    bytes: Vec<usize>,
    listed: BTreeSet<&'s str>,
    faults: Vec<Fault>,
}

impl<'s> Check<'s> {
    fn new(text: &'s str, record: &'s Record) -> Self {
        let starts = text.char_indices().map(|(at, _)| at);
        Self {
            text,
            record,
            bytes: starts.chain([text.len()]).collect(),
            listed: record.entities.iter().map(|e| e.id.as_str()).collect(),
            faults: Vec::new(),
        }
    }

    fn fault(&mut self, part: &str, cause: String) {
        self.faults.push(Fault {
            document: self.record.document.clone(),
            part: part.to_owned(),
            cause,
        });
    }

    /// The words of the text between two code points; `None` outside it.
    fn cut(&self, start: usize, end: usize) -> Option<&'s str> {
        let (from, to) = (self.bytes.get(start)?, self.bytes.get(end)?);
        self.text.get(*from..*to)
    }

    fn quote(&mut self, part: &str, what: &str, quote: &Quote) {
        let Quote { start, end, text } = quote;
        match self.cut(*start, *end) {
            Some(found) if found == text && start < end => {}
            Some(found) => self.fault(
                part,
                format!("{what} {start}..{end} is {text:?}, the text has {found:?}"),
            ),
            None => self.fault(part, format!("{what} {start}..{end} lies outside the text")),
        }
    }

    fn stretch(&mut self, part: &str, what: &str, stretch: Stretch) {
        let Stretch { start, end } = stretch;
        if self.cut(start, end).is_none_or(str::is_empty) {
            self.fault(
                part,
                format!("{what} {start}..{end} is empty or lies outside the text"),
            );
        }
    }

    fn known(&mut self, part: &str, what: &str, id: Option<&str>) {
        if let Some(id) = id.filter(|id| !self.listed.contains(id)) {
            self.fault(
                part,
                format!("{what} {id} is none of the record's entities"),
            );
        }
    }

    fn entities(&mut self) {
        if self.listed.len() < self.record.entities.len() {
            self.fault("entities", "two have the same id".to_owned());
        }
        for entity in &self.record.entities {
            if entity.mentions.is_empty() {
                self.fault(&entity.id, "no mention in the text".to_owned());
            }
            for mention in &entity.mentions {
                self.quote(&entity.id, "mention", mention);
            }
        }
    }

    fn speech(&mut self) {
        for (n, speech) in (1..).zip(&self.record.speech) {
            let part = format!("speech {n}");
            self.known(&part, "speaker", speech.speaker.as_deref());
            self.quote(&part, "cue", &speech.cue);
            self.stretch(&part, "content", speech.content);
        }
    }

    fn statement(&mut self, part: &str, said: &Statement) {
        for (what, id) in [
            ("subject", &said.subject),
            ("object", &said.object),
            ("place", &said.place),
            ("item", &said.item),
            ("about", &said.about),
        ] {
            self.known(part, what, id.as_deref());
        }
        for source in &said.sources {
            self.known(part, "source", Some(source));
        }
        self.quote(part, "evidence", &said.evidence);
        self.stretch(part, "trigger", said.trigger);
        let (evidence, trigger) = (&said.evidence, said.trigger);
        if trigger.start < evidence.start || trigger.end > evidence.end {
            self.fault(part, "the trigger lies outside the evidence".to_owned());
        }
        if let Some(role) = said.role.as_ref().filter(|role| !self.says(role)) {
            self.fault(part, format!("the role {role:?} is not in the text"));
        }
        if !(0.0..=1.0).contains(&said.confidence) {
            self.fault(
                part,
                format!("confidence {} is not 0 to 1", said.confidence),
            );
        }
        if let Some(figure) = &said.quantity {
            self.figure(part, figure);
        }
    }

    fn figure(&mut self, part: &str, figure: &Quantity) {
        if !self.says(&figure.text) {
            let text = &figure.text;
            self.fault(part, format!("the figure {text:?} is not in the text"));
        }
        if let (Some(min), Some(max)) = (figure.min, figure.max)
            && min > max
        {
            self.fault(
                part,
                format!("the figure's bounds {min} and {max} are crossed"),
            );
        }
    }

    /// Whether the text has each of these words; in damaged text they may stand without a space between them.
    fn says(&self, words: &str) -> bool {
        let mut words = words.split_whitespace().peekable();
        words.peek().is_some() && words.all(|word| self.text.contains(word))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::Speech;
    use crate::store::tests::stored;

    /// The stored text `Kapal ß tiba.` with one speech over `tiba` cued by `ß`.
    fn told() -> Stored {
        let mut told = stored("a.txt", "Kapal ß tiba.");
        told.record.speech.push(Speech {
            speaker: None,
            cue: Quote {
                start: 6,
                end: 7,
                text: "ß".to_owned(),
            },
            content: Stretch { start: 8, end: 12 },
            direct: false,
        });
        told
    }

    fn causes(stored: &Stored) -> Vec<String> {
        verify(stored)
            .into_iter()
            .map(|fault| fault.cause)
            .collect()
    }

    #[test]
    fn code_points_are_counted_not_bytes() {
        assert_eq!(causes(&told()), Vec::<String>::new());
    }

    #[test]
    fn a_moved_span_is_named_with_what_stands_there() {
        let mut moved = told();
        moved.record.speech[0].cue.start = 5;
        assert_eq!(
            verify(&moved)[0].to_string(),
            "a.txt: speech 1: cue 5..7 is \"ß\", the text has \" ß\""
        );
        moved.record.speech[0].cue.end = 99;
        assert_eq!(causes(&moved), ["cue 5..99 lies outside the text"]);
    }

    #[test]
    fn an_unlisted_speaker_an_empty_stretch_and_another_text_are_faults() {
        let mut wrong = told();
        wrong.text.push('!');
        wrong.record.speech[0].speaker = Some("person-x".to_owned());
        wrong.record.speech[0].content.end = 8;
        assert_eq!(
            causes(&wrong),
            [
                "not that of the text",
                "speaker person-x is none of the record's entities",
                "content 8..8 is empty or lies outside the text"
            ]
        );
    }
}
