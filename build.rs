//! The files that a build is made of → `SIMPUL_SOURCES`, a hash that tells builds apart.
//!
//! What a store keeps of derived data is good only for the program that derived it (`src/store/derived.rs`), and
//! between two releases the version says nothing of that. Not obvious: the hash is FNV-1a, which no adversary needs
//! to be kept from.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Whatever changes what the program gives.
const SOURCES: [&str; 5] = ["src", "seeds", "ontology", "Cargo.toml", "Cargo.lock"];

fn main() -> io::Result<()> {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for source in SOURCES {
        println!("cargo::rerun-if-changed={source}");
        add(Path::new(source), &mut hash)?;
    }
    println!("cargo::rustc-env=SIMPUL_SOURCES={hash:016x}");
    Ok(())
}

/// Adds names and bytes of a file, or of all in a folder, in order of name.
fn add(path: &Path, hash: &mut u64) -> io::Result<()> {
    if path.is_dir() {
        let inside = fs::read_dir(path)?.map(|entry| entry.map(|entry| entry.path()));
        let mut inside = inside.collect::<io::Result<Vec<PathBuf>>>()?;
        inside.sort();
        return inside.iter().try_for_each(|path| add(path, hash));
    }
    // A package may come without its lock file.
    let bytes = fs::read(path).unwrap_or_default();
    let name = path.to_string_lossy();
    for byte in name.bytes().chain([0]).chain(bytes).chain([0]) {
        *hash = (*hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    Ok(())
}
