//! A command line → what its process took: wall time, CPU time, peak memory. Reads `/proc`, so Linux only.
//!
//! Not obvious: CPU time of a child that has ended stands in our own `/proc/self/stat`, in hundredths of a second; its peak stands in
//! its `status` only while it lives, so that is looked at every few milliseconds, and what it grew in the last of them is missed.

use std::fs;
use std::io;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// How often the peak is looked at.
const PAUSE: Duration = Duration::from_millis(3);
/// `/proc/self/stat` counts in these.
const TICKS_A_SECOND: f64 = 100.0;

/// What a run took.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cost {
    /// Seconds on the watch.
    pub(crate) wall: f64,
    /// Seconds of all cores together.
    pub(crate) cpu: f64,
    /// MiB.
    pub(crate) peak: f64,
}

/// Runs the binary in a folder, with words that spaces part; what it prints is thrown away.
pub(crate) fn run(binary: &Path, folder: &Path, words: &str) -> io::Result<Cost> {
    let before = children()?;
    let started = Instant::now();
    let mut child = Command::new(binary)
        .current_dir(folder)
        .args(words.split(' '))
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()?;
    let status = format!("/proc/{}/status", child.id());
    let mut peak: f64 = 0.0;
    let ended = loop {
        if let Some(now) = high_water(&status) {
            peak = peak.max(now);
        }
        if let Some(ended) = child.try_wait()? {
            break ended;
        }
        thread::sleep(PAUSE);
    };
    let wall = started.elapsed().as_secs_f64();
    if !ended.success() {
        return Err(io::Error::other(format!(
            "`simpul {words}` failed: {ended}"
        )));
    }
    let cpu = children()? - before;
    Ok(Cost { wall, cpu, peak })
}

/// Seconds on the watch alone, waited for without a pause: for runs of a few milliseconds.
pub(crate) fn wall(binary: &Path, folder: &Path, words: &str) -> io::Result<f64> {
    let started = Instant::now();
    let output = Command::new(binary)
        .current_dir(folder)
        .args(words.split(' '))
        .stdin(Stdio::null())
        .output()?;
    let wall = started.elapsed().as_secs_f64();
    if !output.status.success() {
        let errors = String::from_utf8_lossy(&output.stderr).into_owned();
        return Err(io::Error::other(errors));
    }
    Ok(wall)
}

/// CPU seconds of this thread so far.
pub(crate) fn own() -> io::Result<f64> {
    let text = fs::read_to_string("/proc/thread-self/schedstat")?;
    let nanoseconds = text.split(' ').next().and_then(|n| n.parse::<f64>().ok());
    nanoseconds
        .map(|n| n / 1e9)
        .ok_or_else(|| io::Error::other("/proc/thread-self/schedstat has no number"))
}

/// CPU seconds of all children that have ended.
fn children() -> io::Result<f64> {
    let text = fs::read_to_string("/proc/self/stat")?;
    // The name of the program, in brackets, may hold spaces.
    let fields = text.rsplit(") ").next().unwrap_or_default();
    let ticks = fields.split(' ').skip(13).take(2);
    let ticks: f64 = ticks.filter_map(|t| t.parse::<f64>().ok()).sum();
    Ok(ticks / TICKS_A_SECOND)
}

fn high_water(status: &str) -> Option<f64> {
    let text = fs::read_to_string(status).ok()?;
    let line = text.lines().find_map(|l| l.strip_prefix("VmHWM:"))?;
    let kib = line.trim().strip_suffix(" kB")?;
    kib.parse::<f64>().ok().map(|kib| kib / 1024.0)
}
