//! Whether the clause around a date tells of what is to come.
//!
//! `akan tiba pada Kamis` is the coming Thursday, `tiba pada Kamis` the last. A verb of saying ends the look back:
//! what is to come is then said, and the day is that of saying it.

use super::Scan;
use crate::record::Modality;
use crate::seeds::{Calendar, Entry, Function, ReportKind};
use crate::text::Kind;

/// How far around a date its clause is looked through, in tokens.
const REACH: usize = 30;

impl Scan<'_> {
    /// Whether the expression in `at..end` lies ahead.
    pub(super) fn is_ahead(&self, at: usize, end: usize) -> bool {
        let mut acts = false;
        for back in (self.start..at).rev().take(REACH) {
            if self.is_plan(back) {
                return true;
            }
            if self.is_speech(back) {
                return back.checked_sub(1).is_some_and(|i| self.is_plan(i));
            }
            if self.is_border(back) {
                return !acts && self.is_ahead_after(end);
            }
            acts |= self.is_verb(back);
        }
        !acts && self.is_ahead_after(end)
    }

    /// `Pada Kamis, presiden akan …`: nothing before the date tells, what follows does.
    fn is_ahead_after(&self, end: usize) -> bool {
        let comma = usize::from(self.text.kind(end) == Some(Kind::Comma));
        for at in (end + comma..self.end).take(REACH) {
            if self.is_plan(at) {
                return true;
            }
            if self.is_speech(at) || self.is_border(at) || self.text.kind(at) == Some(Kind::Comma) {
                return false;
            }
        }
        false
    }

    fn is_plan(&self, at: usize) -> bool {
        self.lookup
            .has(at, |e| *e == Entry::Modal(Modality::Planned))
    }

    fn is_speech(&self, at: usize) -> bool {
        let report = self.lookup.report(at);
        report.is_some_and(|(r, voice, _)| r.kind == ReportKind::Verb && !voice.is_noun())
    }

    /// A word or mark that begins another clause.
    fn is_border(&self, at: usize) -> bool {
        let mark = matches!(
            self.text.kind(at),
            Some(Kind::Quote | Kind::Colon | Kind::Open | Kind::Close)
        );
        let time = self.lookup.has(at, |e| {
            matches!(e, Entry::Calendar(Calendar::Since | Calendar::Until))
        });
        let opens = |e: &Entry| {
            matches!(
                e,
                Entry::Function(Function::That | Function::Relative | Function::Subordinator)
            )
        };
        mark || !time && self.lookup.has(at, opens)
    }

    fn is_verb(&self, at: usize) -> bool {
        self.lookup.has(at, |e| match e {
            Entry::Frame(_, voice) => !voice.is_noun(),
            Entry::Root(class) => *class == 'v',
            _ => false,
        })
    }
}
