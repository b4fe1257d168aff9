//! Keeping the build products of a build server within bounds.

use std::path::{Path, PathBuf};
use std::{fs, io};

use crate::problem::Problem;
use crate::say;

/// What the products may take, in bytes: 12 GB.
const LIMIT_BYTES: u64 = 12_000_000_000;

/// Removes what only speeds up small changes, when `target` has grown beyond its limit.
///
/// # Errors
/// [`Problem::Io`] when the folder cannot be read or the products not be removed.
pub(crate) fn make_room(target: &Path) -> Result<(), Problem> {
    let removed = make_room_above(LIMIT_BYTES, target)
        .map_err(Problem::doing(format!("make room in {}", target.display())))?;
    if let Some(folder) = removed {
        say::line(&format!("The build products had grown large: removed {}.", folder.display()));
    }
    Ok(())
}

/// The folder that was removed, if any.
fn make_room_above(limit_bytes: u64, target: &Path) -> io::Result<Option<PathBuf>> {
    let incremental = target.join("debug/incremental");
    if !incremental.is_dir() || size_bytes(target)? <= limit_bytes {
        return Ok(None);
    }
    fs::remove_dir_all(&incremental)?;
    Ok(Some(incremental))
}

/// What the files below `folder` hold together, in bytes; links are not followed.
fn size_bytes(folder: &Path) -> io::Result<u64> {
    let mut sum = 0;
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let metadata = entry.metadata()?;
        sum += if metadata.is_dir() { size_bytes(&entry.path())? } else { metadata.len() };
    }
    Ok(sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_grew_too_large_is_removed() {
        let target = std::env::temp_dir().join(format!("xtask-disk-{}", std::process::id()));
        let incremental = target.join("debug/incremental");
        fs::create_dir_all(&incremental).unwrap();
        fs::write(incremental.join("part.bin"), [0; 1000]).unwrap();
        fs::write(target.join("debug/antiphon"), [0; 1000]).unwrap();
        let within = make_room_above(2000, &target).unwrap();
        assert_eq!(within, None);
        assert!(incremental.is_dir(), "2000 bytes are within the limit");
        let beyond = make_room_above(1999, &target).unwrap();
        assert_eq!(beyond.as_ref(), Some(&incremental));
        assert!(!incremental.is_dir());
        assert!(target.join("debug/antiphon").is_file(), "the programs stay");
        fs::remove_dir_all(target).unwrap();
    }
}
