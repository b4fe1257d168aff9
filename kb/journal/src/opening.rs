//! Opening the file: refusing what is not ours, copying it aside, bringing it up to date.

use std::{
    fs::{self, OpenOptions},
    io::ErrorKind,
    path::{Path, PathBuf},
    time::Duration,
};

use rusqlite::{
    Connection,
    backup::{Backup, StepResult},
};
use rusqlite_migration::{M, Migrations};

use crate::{JournalError, error::doing};

/// Each step from one format of the file to the next; a released one is never edited.
pub(crate) const STEPS: &[&str] = &[include_str!("../migrations/0001_events.sql")];
/// Says that the file is a journal; the first step sets it.
const APPLICATION: i64 = 1_097_757_697;
/// How long to wait for another program that is writing.
const PATIENCE: Duration = Duration::from_secs(5);

/// Opens `file`, made when missing, in the format that all `steps` lead to.
pub(crate) fn open(file: &Path, copies: &Path, steps: &[&str]) -> Result<Connection, JournalError> {
    let opening = || format!("open {}", file.display());
    let mut conn = Connection::open(file).map_err(doing(opening()))?;
    conn.busy_timeout(PATIENCE).map_err(doing(opening()))?;
    let found = format(&conn).map_err(doing(opening()))?;
    let known = u32::try_from(steps.len()).unwrap_or(u32::MAX);
    if found > known {
        return Err(JournalError::Newer { found, known, path: file.to_owned() });
    }
    if !is_ours(&conn, found).map_err(doing(opening()))? {
        let reason = "it is the database of another program".to_owned();
        return Err(JournalError::Damaged { doing: opening(), reason });
    }
    set_up(&conn).map_err(doing(opening()))?;
    if found < known {
        if found > 0 {
            copy_aside(&conn, copies, found)?;
        }
        migrate(&mut conn, file, steps)?;
    }
    Ok(conn)
}

fn format(conn: &Connection) -> rusqlite::Result<u32> {
    conn.query_row("PRAGMA user_version", [], |row| row.get(0))
}

/// Whether the file is empty or carries a journal's mark.
fn is_ours(conn: &Connection, found: u32) -> rusqlite::Result<bool> {
    let mark: i64 = conn.query_row("PRAGMA application_id", [], |row| row.get(0))?;
    let tables: i64 = conn.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    Ok(mark == APPLICATION || (found == 0 && mark == 0 && tables == 0))
}

fn set_up(conn: &Connection) -> rusqlite::Result<()> {
    conn.execute_batch(
        "PRAGMA journal_mode = WAL;
         PRAGMA synchronous = FULL;
         PRAGMA cache_size = -32768;
         PRAGMA journal_size_limit = 67108864;",
    )
}

/// Applies the pending steps in one transaction.
fn migrate(conn: &mut Connection, file: &Path, steps: &[&str]) -> Result<(), JournalError> {
    let migrations = Migrations::new(steps.iter().map(|step| M::up(step)).collect());
    let Err(source) = migrations.to_latest(conn) else { return Ok(()) };
    // Another program may have applied them between our look at the file and our turn.
    let done = format(conn).is_ok_and(|now| now as usize == steps.len());
    if done { Ok(()) } else { Err(JournalError::Migration { path: file.to_owned(), source }) }
}

fn copy_aside(conn: &Connection, copies: &Path, version: u32) -> Result<PathBuf, JournalError> {
    let failed = |doing, path: &Path| {
        let path = path.to_owned();
        move |source| JournalError::File { doing, path, source }
    };
    fs::create_dir_all(copies).map_err(failed("make the folder", copies))?;
    let mut number = 1_u32;
    loop {
        let path = copies.join(format!("journal-v{version}-{number}.db"));
        match back_up(conn, &path) {
            Err(JournalError::File { source, .. }) if source.kind() == ErrorKind::AlreadyExists => {
                number += 1;
            }
            done => return done.map(|()| path),
        }
    }
}

/// Writes a copy of the database to `file`, which must not exist.
pub(crate) fn back_up(conn: &Connection, file: &Path) -> Result<(), JournalError> {
    let made = OpenOptions::new().write(true).create_new(true).open(file);
    let path = || file.to_owned();
    made.map_err(|source| JournalError::File { doing: "make the copy", path: path(), source })?;
    let copied = copy(conn, file);
    if copied.is_err() {
        // Half a copy is worse than none; the reason that counts is the first one.
        drop(fs::remove_file(file));
    }
    copied
}

fn copy(conn: &Connection, file: &Path) -> Result<(), JournalError> {
    let copying = || format!("copy the journal to {}", file.display());
    let mut target = Connection::open(file).map_err(doing(copying()))?;
    // All pages in one step: another program's writing cannot make it start over.
    let step = Backup::new(conn, &mut target).and_then(|backup| backup.step(-1));
    match step.map_err(doing(copying()))? {
        StepResult::Done => Ok(()),
        _ => Err(JournalError::Busy { doing: copying() }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_older_file_is_brought_up_to_date_and_copied_aside_first() {
        let home = tempfile::tempdir().unwrap();
        let (file, copies) = (home.path().join("journal.db"), home.path().join("copies"));
        drop(open(&file, &copies, STEPS).unwrap());
        assert!(!copies.exists(), "a new file needs no copy");

        fs::create_dir(&copies).unwrap();
        fs::write(copies.join("journal-v1-1.db"), "somebody's").unwrap();
        let longer = [STEPS[0], "ALTER TABLE event ADD COLUMN note TEXT"];
        let conn = open(&file, &copies, &longer).unwrap();
        conn.prepare("SELECT note FROM event").unwrap();

        let kept = fs::read(copies.join("journal-v1-1.db")).unwrap();
        assert_eq!(kept, b"somebody's", "an earlier copy is never overwritten");
        let copy = copies.join("journal-v1-2.db");
        assert_eq!(format(&Connection::open(&copy).unwrap()).unwrap(), 1);
        drop(open(&copy, home.path(), STEPS).unwrap());
    }

    #[test]
    fn a_step_that_fails_leaves_the_file_as_it_was() {
        let home = tempfile::tempdir().unwrap();
        let file = home.path().join("journal.db");
        drop(open(&file, home.path(), STEPS).unwrap());
        let broken = [STEPS[0], "CREATE TABLE extra (a)", "no SQL"];
        let err = open(&file, home.path(), &broken).unwrap_err();
        assert!(matches!(err, JournalError::Migration { .. }), "{err}");
        let conn = open(&file, home.path(), STEPS).unwrap();
        assert!(conn.prepare("SELECT * FROM extra").is_err(), "all steps or none");
    }

    #[test]
    fn a_full_disk_and_a_protected_file_have_their_own_errors() {
        let home = tempfile::tempdir().unwrap();
        let conn = open(&home.path().join("journal.db"), home.path(), STEPS).unwrap();
        let fill = "INSERT INTO command VALUES (hex(randomblob(50000)), 1, 1)";
        conn.pragma_update(None, "max_page_count", 8).unwrap();
        let err = conn.execute(fill, []).map_err(doing("append")).unwrap_err();
        assert!(matches!(err, JournalError::Full { .. }), "{err}");
        conn.pragma_update(None, "query_only", true).unwrap();
        let err = conn.execute(fill, []).map_err(doing("append")).unwrap_err();
        assert!(matches!(err, JournalError::ReadOnly { .. }), "{err}");
    }
}
