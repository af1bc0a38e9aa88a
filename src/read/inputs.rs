//! What the user names (files, folders, patterns, `-`) → sources, each a file that can be read.
//!
//! Not obvious: sources come sorted by name and without repetition, so that neither the order of the
//! arguments nor that of a folder changes what is made of them.

use std::fs;
use std::path::{Component, Path, PathBuf};

use super::error::ReadError;
use super::format::{self, Ending};
use super::source::Source;

/// Finds the sources that `inputs` name.
///
/// A folder is searched with its subfolders for files that end in `.txt`, `.md`, `.html`, `.htm`, `.xhtml`, `.jsonl`,
/// `.ndjson`, `.json`, `.csv`, `.tsv`, `.xml`, `.rss`, `.atom` or `.warc`, each also with `.gz` or `.zst` behind it, or in
/// these alone; other files, names that begin with a dot and links to folders are passed over. `-` is standard input. A file
/// named outright is read whatever its ending. What cannot be found or is no file is an error beside the rest.
#[must_use]
pub fn inputs(inputs: &[String]) -> (Vec<Source>, Vec<ReadError>) {
    let (mut sources, mut errors) = (Vec::new(), Vec::new());
    for input in inputs {
        match one(input, &mut errors) {
            Ok(found) => sources.extend(found),
            Err(error) => errors.push(error),
        }
    }
    sources.sort();
    sources.dedup();
    (sources, errors)
}

fn one(input: &str, errors: &mut Vec<ReadError>) -> Result<Vec<Source>, ReadError> {
    if input == "-" {
        return Ok(vec![Source::standard_input()]);
    }
    let path = Path::new(input);
    if path.is_dir() {
        let found = folder(path, errors);
        return if found.is_empty() {
            Err(ReadError::NoFiles {
                path: input.to_owned(),
            })
        } else {
            Ok(found)
        };
    }
    if path.exists() {
        return file(path, input).map(|source| vec![source]);
    }
    if input.contains(['*', '?', '[']) {
        return pattern(input, errors);
    }
    Err(ReadError::Missing {
        path: input.to_owned(),
    })
}

fn file(path: &Path, input: &str) -> Result<Source, ReadError> {
    let kind = fs::metadata(path)
        .ok()
        .and_then(|data| special(data.file_type()));
    if let Some(kind) = kind.filter(|_| !is_open(path)) {
        return Err(ReadError::NotAFile {
            path: input.to_owned(),
            kind,
        });
    }
    let ending = ending(path).unwrap_or(Ending::Open);
    Ok(Source::file(name(path), path.to_owned(), ending))
}

fn pattern(input: &str, errors: &mut Vec<ReadError>) -> Result<Vec<Source>, ReadError> {
    let paths = glob::glob(input).map_err(|source| ReadError::Pattern {
        pattern: input.to_owned(),
        source,
    })?;
    let mut found = Vec::new();
    for path in paths {
        match path {
            Ok(path) if path.is_dir() => found.extend(folder(&path, errors)),
            Ok(path) => found.extend(known(path, errors)),
            Err(error) => {
                let path = name(error.path());
                errors.push(ReadError::Unreadable {
                    path,
                    source: error.into(),
                });
            }
        }
    }
    if found.is_empty() {
        Err(ReadError::NoMatch {
            pattern: input.to_owned(),
        })
    } else {
        Ok(found)
    }
}

/// The sources in a folder and its subfolders; links to folders are not followed, as they may turn in a circle.
fn folder(path: &Path, errors: &mut Vec<ReadError>) -> Vec<Source> {
    let entries = fs::read_dir(path).and_then(Iterator::collect::<std::io::Result<Vec<_>>>);
    let entries = match entries {
        Ok(entries) => entries,
        Err(source) => {
            errors.push(ReadError::Unreadable {
                path: name(path),
                source,
            });
            return Vec::new();
        }
    };
    let mut found = Vec::new();
    for entry in entries {
        if entry.file_name().to_string_lossy().starts_with('.') {
            continue;
        }
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            found.extend(folder(&entry.path(), errors));
        } else {
            found.extend(known(entry.path(), errors));
        }
    }
    found
}

/// The source at `path`, where its ending is known; what bears such a name but is no file is an error.
fn known(path: PathBuf, errors: &mut Vec<ReadError>) -> Option<Source> {
    let ending = ending(&path)?;
    let kind = match fs::metadata(&path) {
        Ok(data) if data.is_file() => return Some(Source::file(name(&path), path, ending)),
        Ok(data) => special(data.file_type()),
        Err(source) => {
            errors.push(ReadError::Unreadable {
                path: name(&path),
                source,
            });
            None
        }
    };
    errors.extend(kind.map(|kind| ReadError::NotAFile {
        path: name(&path),
        kind,
    }));
    None
}

fn ending(path: &Path) -> Option<Ending> {
    format::ending(&path.file_name()?.to_string_lossy())
}

/// What is no file and no folder, in words.
#[cfg(unix)]
fn special(kind: fs::FileType) -> Option<&'static str> {
    use std::os::unix::fs::FileTypeExt;
    if kind.is_fifo() {
        Some("a pipe")
    } else if kind.is_socket() {
        Some("a socket")
    } else if kind.is_char_device() || kind.is_block_device() {
        Some("a device")
    } else {
        None
    }
}

#[cfg(not(unix))]
fn special(_: fs::FileType) -> Option<&'static str> {
    None
}

/// Whether the path names what the process has open already, as `<(…)` of a shell does: reading it cannot hang for want of a writer.
fn is_open(path: &Path) -> bool {
    ["/dev/stdin", "/dev/fd", "/proc/self/fd"]
        .iter()
        .any(|open| path.starts_with(open))
}

/// The path with `/` between its parts on every system, and without the `.` that names the same folder.
fn name(path: &Path) -> String {
    let plain: PathBuf = path
        .components()
        .filter(|part| !matches!(part, Component::CurDir))
        .collect();
    let name = plain.to_string_lossy();
    if std::path::MAIN_SEPARATOR == '/' {
        name.into_owned()
    } else {
        name.replace('\\', "/")
    }
}

#[cfg(test)]
mod tests {
    use super::name;
    use std::path::Path;

    #[test]
    fn one_file_has_one_name_however_the_folder_is_written() {
        for path in ["berita/a.txt", "./berita/a.txt", "berita//./a.txt"] {
            assert_eq!(name(Path::new(path)), "berita/a.txt");
        }
    }
}
