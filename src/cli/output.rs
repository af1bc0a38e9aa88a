//! What a command writes → a file that is whole: the new one, or where that cannot be written the former.

use std::fs::{self, File};
use std::path::Path;

use super::cannot;

/// Lets `fill` write beside the file and renames, so that a former one is never left half over-written.
pub(crate) fn replace(
    path: &Path,
    fill: impl Fn(File) -> anyhow::Result<File>,
) -> anyhow::Result<()> {
    // A pipe or a device (`/dev/stdout`) is written to, not replaced.
    if fs::metadata(path).is_ok_and(|found| !found.is_file()) {
        let file = File::options().write(true).open(path);
        return file
            .map_err(cannot("written", path))
            .and_then(fill)
            .map(drop);
    }
    // A link goes on pointing to the file that it names.
    let path = &fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let mut beside = path.as_os_str().to_owned();
    beside.push(".tmp");
    let file = File::create(&beside).map_err(cannot("written", path))?;
    let written = fill(file).and_then(|file| {
        file.sync_all()?;
        Ok(fs::rename(&beside, path)?)
    });
    written.map_err(|error| {
        drop(fs::remove_file(&beside));
        let message = format!("{}: {error}", path.display());
        error.context(message)
    })
}
