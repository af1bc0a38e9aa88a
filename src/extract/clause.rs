//! Chunks → clauses: for each verb its subject, its voice of order, and where its arguments end.
//!
//! One pass with a stack. Indonesian marks neither case nor agreement: the subject is the noun phrase
//! before the verb that no preposition governs; `yang` gives the phrase before it; `untuk` and a
//! bare `dan` hand the subject on; `bahwa`, `ketika`, `setelah` begin anew.

use super::Context;
use super::chunk::{Chunk, ChunkKind, chunks};
use super::control::lend_to_fronted;

/// A sentence in chunks, with the verbs' subjects.
#[derive(Debug)]
pub(crate) struct Parse {
    /// Which sentence.
    pub(crate) sentence: usize,
    /// Its chunks in order.
    pub(crate) chunks: Vec<Chunk>,
    /// For each chunk that is a verb, the chunk of its subject.
    pub(crate) subject: Vec<Option<usize>>,
    /// For each chunk, a number for the clause it stands in.
    pub(crate) clause: Vec<usize>,
}

#[derive(Debug, Clone, Copy, Default)]
struct Clause {
    id: usize,
    subject: Option<usize>,
    /// Whose subject to take when none is found.
    fallback: Option<usize>,
    verb: Option<usize>,
    relative: bool,
    /// Opened by a word such as `ketika`; ends at the comma after its verb.
    dependent: bool,
}

/// Parses a sentence.
pub(crate) fn parse(context: &Context<'_>, sentence: usize) -> Parse {
    let chunks = chunks(context, sentence);
    let count = chunks.len();
    let mut parser = Parser {
        context,
        parse: Parse {
            sentence,
            chunks,
            subject: vec![None; count],
            clause: vec![0; count],
        },
        stack: vec![Clause::default()],
        ids: 0,
    };
    for i in 0..count {
        parser.step(i);
        let id = parser.top().id;
        if let Some(clause) = parser.parse.clause.get_mut(i) {
            *clause = id;
        }
    }
    lend_to_fronted(&mut parser.parse);
    parser.parse
}

pub(super) struct Parser<'a> {
    pub(super) context: &'a Context<'a>,
    pub(super) parse: Parse,
    stack: Vec<Clause>,
    ids: usize,
}

impl Parser<'_> {
    fn top(&self) -> Clause {
        self.stack.last().copied().unwrap_or_default()
    }

    fn set(&mut self, clause: Clause) {
        match self.stack.last_mut() {
            Some(top) => *top = clause,
            None => self.stack.push(clause),
        }
    }

    pub(super) fn kind(&self, i: usize) -> Option<ChunkKind> {
        self.parse.chunks.get(i).map(|c| c.kind)
    }

    /// The chunk before `i` that is no adverb and no date.
    fn before(&self, i: usize) -> Option<usize> {
        (0..i)
            .rev()
            .find(|j| !matches!(self.kind(*j), Some(ChunkKind::Adverb | ChunkKind::Date)))
    }

    fn fresh(
        &mut self,
        subject: Option<usize>,
        fallback: Option<usize>,
        dependent: bool,
    ) -> Clause {
        self.ids += 1;
        Clause {
            id: self.ids,
            subject,
            fallback,
            dependent,
            ..Clause::default()
        }
    }

    fn step(&mut self, i: usize) {
        match self.kind(i) {
            Some(ChunkKind::Noun) => self.noun(i),
            Some(ChunkKind::Verb) => self.verb(i),
            Some(ChunkKind::Relative) => self.relative(i),
            Some(ChunkKind::That) => {
                let clause = self.fresh(None, None, false);
                self.stack.push(clause);
            }
            Some(ChunkKind::Subordinator | ChunkKind::But) => self.subordinate(i),
            Some(ChunkKind::Purpose) => {
                let governor = self.top();
                let subject = self
                    .planner(i)
                    .or_else(|| governor.verb.and_then(|v| self.controller(v)))
                    .or(governor.subject)
                    .or(governor.fallback);
                let clause = self.fresh(subject, subject, false);
                self.stack.push(clause);
            }
            Some(ChunkKind::Comma) => self.comma(i),
            Some(ChunkKind::Colon) if self.is_dash(i) => self.comma(i),
            Some(ChunkKind::Colon) => {
                let clause = self.fresh(None, None, false);
                self.set(clause);
            }
            _ => {}
        }
    }

    /// `yang`: its subject is the phrase before it.
    fn relative(&mut self, i: usize) {
        let antecedent = self.before(i).and_then(|j| {
            if self.kind(j) == Some(ChunkKind::Comma) {
                self.before(j)
            } else {
                Some(j)
            }
        });
        let subject = antecedent.filter(|j| self.kind(*j) == Some(ChunkKind::Noun));
        let mut clause = self.fresh(subject, None, false);
        clause.relative = true;
        self.stack.push(clause);
    }

    /// `ketika`, `tetapi`: begins anew, and falls back on the subject of what it hangs on.
    fn subordinate(&mut self, i: usize) {
        self.leave_relatives();
        let main = self.top();
        let main_subject = main
            .verb
            .and_then(|v| self.parse.subject.get(v).copied().flatten())
            .or(main.subject);
        let clause = self.fresh(None, main_subject, true);
        if main.dependent || self.kind(i) == Some(ChunkKind::But) {
            self.set(clause);
        } else {
            self.stack.push(clause);
        }
    }

    fn noun(&mut self, i: usize) {
        let mut top = self.top();
        if self.is_governed(i) || top.verb.is_some() || top.relative && top.subject.is_some() {
            return;
        }
        if top.subject.is_none_or(|j| self.is_bare_number(j)) {
            top.subject = Some(i);
            self.set(top);
        }
    }

    /// Whether a preposition governs a noun phrase, itself, through `dan` or as an address.
    fn is_governed(&self, i: usize) -> bool {
        match i.checked_sub(1).and_then(|j| self.kind(j)) {
            Some(ChunkKind::Preposition | ChunkKind::According) => true,
            Some(ChunkKind::And) => {
                i >= 2 && self.kind(i - 2) == Some(ChunkKind::Noun) && self.is_governed(i - 2)
            }
            // "ke Mamuju, Sulawesi Barat, rombongan itu …": the second half of an address.
            Some(ChunkKind::Comma) => {
                i >= 2
                    && self.is_place(i)
                    && self.is_place(i - 2)
                    && self.kind(i + 1) == Some(ChunkKind::Comma)
                    && self.is_governed(i - 2)
            }
            _ => false,
        }
    }

    /// `"sejumlah kecil"`: words of number whose noun comes after the quotation mark.
    fn is_bare_number(&self, i: usize) -> bool {
        let Some(tokens) = self.parse.chunks.get(i).map(|c| c.tokens.clone()) else {
            return false;
        };
        let mentions = self.context.mentions;
        let counts = mentions.is_function(tokens.start, crate::seeds::Function::Article);
        counts
            && tokens
                .clone()
                .all(|t| mentions.covering(t).is_none() && mentions.lookup.noun(t).is_none())
    }

    fn leave_relatives(&mut self) {
        while self.stack.len() > 1 && self.top().relative {
            self.stack.pop();
        }
    }

    fn comma(&mut self, i: usize) {
        let opened_here = i.checked_sub(1).and_then(|j| self.kind(j)) == Some(ChunkKind::Relative);
        while self.stack.len() > 1 && self.top().relative && !opened_here {
            self.stack.pop();
        }
        let top = self.top();
        if top.dependent && top.verb.is_some() {
            if self.stack.len() > 1 {
                self.stack.pop();
            } else {
                let clause = self.fresh(None, top.fallback, false);
                self.set(clause);
            }
        }
    }

    fn verb(&mut self, i: usize) {
        let speaker = Some(i + 1).filter(|_| self.is_inverted(i));
        if speaker.is_some() && self.is_quoted(i) {
            // "…, seperti dikutip AFP, menyebut …": an insertion; the clause goes on with its own subject.
            self.set_subject(i, speaker);
            return;
        }
        let before = self.before(i);
        let before_kind = before.and_then(|j| self.kind(j));
        let governed = before
            .and_then(|j| j.checked_sub(1))
            .and_then(|j| self.kind(j))
            == Some(ChunkKind::Preposition);
        // "termasuk 600 orang tewas": what is lost stands right before, even after a preposition.
        let bare_noun = before
            .filter(|_| before_kind == Some(ChunkKind::Noun) && (!governed || self.is_loss(i)));
        if before_kind == Some(ChunkKind::And) {
            self.return_to_same(i);
        }
        let mut top = self.clause_of(before_kind, bare_noun);
        let lost = bare_noun.filter(|_| self.is_loss(i));
        let subject = speaker.or(top.subject).or(lost).or(top.fallback);
        self.set_subject(i, subject);
        top.verb = Some(i);
        top.subject = subject;
        self.set(top);
    }

    fn set_subject(&mut self, verb: usize, subject: Option<usize>) {
        if let Some(slot) = self.parse.subject.get_mut(verb) {
            *slot = subject;
        }
    }

    /// The clause that a verb belongs to, after what stands before it; `bare_noun` is a phrase right before it.
    fn clause_of(&mut self, before: Option<ChunkKind>, bare_noun: Option<usize>) -> Clause {
        let mut top = self.top();
        let other = bare_noun.filter(|j| Some(*j) != top.subject);
        if top.verb.is_none() {
            match other.filter(|_| top.relative) {
                // "warga yang lumpuh mengungsi": the verb is that of the clause around the relative.
                Some(noun) if self.is_quality(noun) => {
                    self.leave_relatives();
                    return self.top();
                }
                // "daerah yang Ukraina rebut": the relative has its own subject.
                Some(noun) => top.subject = Some(noun),
                None => {}
            }
            return top;
        }
        let joins = matches!(
            before,
            Some(ChunkKind::And | ChunkKind::Comma | ChunkKind::Verb)
        );
        if top.relative && !joins {
            self.stack.pop();
            // "A menyerang B yang … lalu mundur": the main verb goes on.
            return Clause {
                verb: None,
                ..self.top()
            };
        }
        if let Some(noun) = bare_noun {
            let speech = top.verb.is_some_and(|v| self.takes_clause(v));
            let clause = self.fresh(Some(noun), None, false);
            if speech {
                self.stack.push(clause);
            } else {
                self.set(Clause {
                    dependent: top.dependent,
                    ..clause
                });
            }
            return self.top();
        }
        let subject = top
            .verb
            .and_then(|v| self.parse.subject.get(v).copied().flatten());
        Clause {
            subject: subject.or(top.subject),
            ..top
        }
    }

    /// `meminta A untuk mundur dan meminta B …`: a verb said again goes on with the clause in which it was said first.
    fn return_to_same(&mut self, verb: usize) {
        let word = |i: usize| {
            let chunk = self.parse.chunks.get(i);
            chunk.map_or("", |c| self.context.text.word(c.tokens.start))
        };
        let same = |c: &Clause| c.verb.is_some_and(|v| word(v) == word(verb));
        if let Some(first) = self.stack.iter().rposition(same) {
            self.stack.truncate(first + 1);
        }
    }
}

impl Parse {
    /// The kind of a chunk, if there is one.
    pub(crate) fn kind(&self, chunk: usize) -> Option<ChunkKind> {
        self.chunks.get(chunk).map(|c| c.kind)
    }

    /// The next chunk that is no adverb.
    pub(crate) fn after(&self, chunk: usize) -> Option<usize> {
        (chunk + 1..self.chunks.len()).find(|i| self.kind(*i) != Some(ChunkKind::Adverb))
    }
}

#[cfg(test)]
mod tests {
    use super::parse;
    use crate::extract::fixtures::with_context;

    /// Each verb of a sentence with its subject, in words.
    fn subjects(sentence: &str) -> Vec<(String, String)> {
        with_context(sentence, |context| {
            let parse = parse(context, 0);
            let words = |chunk: usize| {
                let chunk = parse.chunks.get(chunk);
                chunk.map_or("", |c| context.text.words(c.tokens.clone()))
            };
            let verbs = parse.subject.iter().enumerate();
            verbs
                .filter_map(|(verb, subject)| Some((words(verb).into(), words((*subject)?).into())))
                .collect()
        })
    }

    fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
        let owned = |(v, s): &(&str, &str)| ((*v).into(), (*s).into());
        expected.iter().map(owned).collect()
    }

    #[test]
    fn dan_and_untuk_hand_the_subject_on() {
        assert_eq!(
            subjects("Jepang mengirim kapal dan menuduh Filipina."),
            pairs(&[("mengirim", "Jepang"), ("menuduh", "Jepang")])
        );
        assert_eq!(
            subjects("Jepang datang untuk membantu Filipina."),
            pairs(&[("datang", "Jepang"), ("membantu", "Jepang")])
        );
    }

    #[test]
    fn yang_takes_the_phrase_before_it_and_bahwa_begins_anew() {
        assert_eq!(
            subjects("Jepang mengkritik Filipina yang menyerang Vietnam."),
            pairs(&[("mengkritik", "Jepang"), ("menyerang", "Filipina")])
        );
        assert_eq!(
            subjects("Jepang mengatakan bahwa Filipina menyerang Vietnam."),
            pairs(&[("mengatakan", "Jepang"), ("menyerang", "Filipina")])
        );
    }

    #[test]
    fn what_a_preposition_governs_is_no_subject() {
        assert_eq!(
            subjects("Di Tokyo, Jepang menuduh Filipina."),
            pairs(&[("menuduh", "Jepang")])
        );
    }
}
