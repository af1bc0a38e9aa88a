//! How far a run is → one line on a terminal's standard error: documents, MB/s and the time left.
//!
//! Not obvious: the time left is told by bytes of files, as nobody knows how many documents they hold; where something
//! is read that has no size (a pipe), there is none. Nothing is drawn where standard error is no terminal.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use simpul::read::{Meter, Source};

const KNOWN: &str =
    "{wide_bar} {msg} documents, {binary_bytes_per_sec}, {eta} left ({bytes} of {total_bytes})";
const OPEN: &str = "{spinner} {msg} documents, {binary_bytes_per_sec}, {elapsed} so far";

/// The line, drawn again as documents are done.
pub(crate) struct Progress {
    bar: ProgressBar,
    meter: Meter,
    documents: u64,
}

impl Progress {
    /// `meter` counts the bytes that are read of `sources`; hidden unless `shown`.
    pub(crate) fn new(sources: &[Source], meter: &Meter, shown: bool) -> Self {
        let total = sources.iter().map(Source::size).sum::<Option<u64>>();
        let target = if shown {
            ProgressDrawTarget::stderr()
        } else {
            ProgressDrawTarget::hidden()
        };
        let bar = ProgressBar::with_draw_target(total, target);
        let template = if total.is_some() { KNOWN } else { OPEN };
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        if !bar.is_hidden() {
            bar.enable_steady_tick(Duration::from_millis(200));
        }
        Self {
            bar,
            meter: meter.clone(),
            documents: 0,
        }
    }

    /// Counts one document more.
    pub(crate) fn tick(&mut self) {
        self.documents += 1;
        if !self.bar.is_hidden() {
            self.bar.set_message(self.documents.to_string());
            self.bar.set_position(self.meter.bytes());
        }
    }

    /// Lets `write` write to standard error beside the line.
    pub(crate) fn aside(&self, write: impl FnOnce()) {
        self.bar.suspend(write);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
