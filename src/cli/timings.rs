//! Laps of many clocks on many threads → what each stage took, as a table.
//!
//! Wall time of the threads that worked, added up: with two cores it is twice what a watch shows. Nothing of it goes into a record.

use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::time::Instant;

use simpul::extract::Step;

/// What `simpul extract` spends its time on, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stage {
    Seeds,
    Read,
    Text,
    Mention,
    Link,
    Extract,
    Write,
}

impl Stage {
    const ALL: [(Self, &'static str); 7] = [
        (Self::Seeds, "seeds"),
        (Self::Read, "read"),
        (Self::Text, "text"),
        (Self::Mention, "mention"),
        (Self::Link, "link"),
        (Self::Extract, "extract"),
        (Self::Write, "write"),
    ];
}

impl From<Step> for Stage {
    fn from(step: Step) -> Self {
        match step {
            Step::Text => Self::Text,
            Step::Mention => Self::Mention,
            Step::Link => Self::Link,
            Step::Extract => Self::Extract,
        }
    }
}

/// Nanoseconds of each stage, in the order of [`Stage::ALL`].
#[derive(Debug, Default)]
pub(crate) struct Timings([AtomicU64; Stage::ALL.len()]);

/// Runs from one lap to the next.
#[derive(Debug)]
pub(crate) struct Clock<'t> {
    timings: &'t Timings,
    since: Instant,
}

impl Clock<'_> {
    /// What has passed since the last lap was this stage.
    pub(crate) fn lap(&mut self, stage: Stage) {
        let now = Instant::now();
        let passed = now.duration_since(self.since).as_nanos();
        self.since = now;
        if let Some(sum) = self.timings.0.get(stage as usize) {
            sum.fetch_add(u64::try_from(passed).unwrap_or(u64::MAX), Relaxed);
        }
    }
}

impl Timings {
    /// Starts a clock.
    pub(crate) fn clock(&self) -> Clock<'_> {
        let since = Instant::now();
        Clock {
            timings: self,
            since,
        }
    }

    /// A line a stage: its name, its seconds, and its share of all.
    pub(crate) fn table(&self) -> String {
        let seconds: Vec<f64> = self
            .0
            .iter()
            .map(|s| s.load(Relaxed) as f64 / 1e9)
            .collect();
        let all = seconds.iter().sum::<f64>().max(f64::MIN_POSITIVE);
        let lines = Stage::ALL.iter().zip(&seconds).map(|((_, name), seconds)| {
            format!("{name:<8}{seconds:>9.3} s{:>5.0} %", seconds / all * 100.0)
        });
        lines.collect::<Vec<_>>().join("\n")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stage_is_where_the_table_has_it() {
        for (at, (stage, _)) in Stage::ALL.iter().enumerate() {
            assert_eq!(*stage as usize, at);
        }
    }

    #[test]
    fn laps_go_to_their_stage() {
        let timings = Timings::default();
        let mut clock = timings.clock();
        while timings.0[Stage::Link as usize].load(Relaxed) == 0 {
            clock.lap(Stage::Link);
        }
        let lines = timings.table();
        let lines: Vec<_> = lines.lines().collect();
        assert_eq!(lines.len(), Stage::ALL.len());
        assert!(lines[4].starts_with("link") && lines[4].ends_with("100 %"));
        assert!(lines[0].starts_with("seeds") && lines[0].ends_with(" 0 %"));
    }
}
