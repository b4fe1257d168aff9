//! Opening the two files: refusing what is newer, copying aside, bringing up to date.

use std::{
    fs::{self, OpenOptions},
    io::ErrorKind,
    path::{Path, PathBuf},
    time::Duration,
};

use rusqlite::{
    Connection, Transaction, TransactionBehavior,
    backup::{Backup, StepResult},
};
use rusqlite_migration::{M, Migrations};

use crate::{StoreError, error::doing};

/// How long to wait for another program that is writing.
const PATIENCE: Duration = Duration::from_secs(5);
/// Says that a file holds projections of ours.
const PROJECTIONS: i64 = 1_097_757_698;
/// Says that a file holds drafts and preferences; the first migration sets it.
const LOCAL: i64 = 1_097_757_699;

/// What the header of a file says, read before anything is written to it.
struct Look {
    format: u32,
    mark: i64,
    tables: i64,
}

fn connect(file: &Path) -> Result<(Connection, Look), StoreError> {
    let opening = || doing(format!("open {}", file.display()));
    let conn = Connection::open(file).map_err(opening())?;
    conn.busy_timeout(PATIENCE).map_err(opening())?;
    conn.set_prepared_statement_cache_capacity(64);
    let number = |sql| conn.query_row(sql, [], |row| row.get::<_, i64>(0)).map_err(opening());
    let look = Look {
        format: u32::try_from(number("PRAGMA user_version")?).unwrap_or(0),
        mark: number("PRAGMA application_id")?,
        tables: number("SELECT count(*) FROM sqlite_schema")?,
    };
    Ok((conn, look))
}

/// Opens the projections in `file`, or makes them anew when they are damaged, of an older format
/// or missing. `schema` makes the tables, `format` is their number.
pub(crate) fn projections(
    file: &Path,
    schema: &str,
    format: u32,
) -> Result<Connection, StoreError> {
    let conn = match connect(file) {
        Ok((conn, look)) if look.mark == PROJECTIONS && look.format == format => conn,
        Ok((_, look)) if look.format > format => {
            let (found, known, path) = (look.format, format, file.to_owned());
            return Err(StoreError::Newer { found, known, path });
        }
        Ok((conn, look)) if look.tables == 0 => made(conn, file, schema, format)?,
        Err(err) if !matches!(err, StoreError::Damaged { .. }) => return Err(err),
        old => {
            // An open file cannot be removed everywhere.
            drop(old);
            remove(file)?;
            made(connect(file)?.0, file, schema, format)?
        }
    };
    // Losing the last moments in a power cut is fine: the journal has them.
    conn.execute_batch(
        "PRAGMA journal_mode = WAL;
         PRAGMA synchronous = NORMAL;
         PRAGMA cache_size = -65536;
         PRAGMA temp_store = MEMORY;
         PRAGMA journal_size_limit = 67108864;",
    )
    .map_err(doing(format!("open {}", file.display())))?;
    Ok(conn)
}

fn made(
    conn: Connection,
    file: &Path,
    schema: &str,
    format: u32,
) -> Result<Connection, StoreError> {
    let make = || {
        let tx = Transaction::new_unchecked(&conn, TransactionBehavior::Immediate)?;
        tx.execute_batch(schema)?;
        tx.pragma_update(None, "application_id", PROJECTIONS)?;
        tx.pragma_update(None, "user_version", format)?;
        tx.commit()
    };
    make().map_err(doing(format!("make the tables of {}", file.display())))?;
    Ok(conn)
}

/// Removes a database with what SQLite keeps beside it.
pub(crate) fn remove(file: &Path) -> Result<(), StoreError> {
    for ending in ["", "-wal", "-shm"] {
        let mut path = file.as_os_str().to_owned();
        path.push(ending);
        match fs::remove_file(&path) {
            Err(source) if source.kind() != ErrorKind::NotFound => {
                return Err(StoreError::File { doing: "remove", path: path.into(), source });
            }
            _ => {}
        }
    }
    Ok(())
}

/// Opens the drafts and preferences in `file`, in the format that all `steps` lead to.
pub(crate) fn local(file: &Path, copies: &Path, steps: &[&str]) -> Result<Connection, StoreError> {
    let (mut conn, look) = connect(file)?;
    let known = u32::try_from(steps.len()).unwrap_or(u32::MAX);
    if look.format > known {
        return Err(StoreError::Newer { found: look.format, known, path: file.to_owned() });
    }
    if look.mark != LOCAL && look.tables > 0 {
        let reason = "it is the database of another program".to_owned();
        return Err(StoreError::Damaged { doing: format!("open {}", file.display()), reason });
    }
    // A draft is nowhere else, so it is on disk before saving it returns.
    conn.execute_batch("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;")
        .map_err(doing(format!("open {}", file.display())))?;
    if look.format < known {
        if look.format > 0 {
            copy_aside(&conn, copies, look.format)?;
        }
        migrate(&mut conn, file, steps)?;
    }
    Ok(conn)
}

/// Applies the pending steps in one transaction.
fn migrate(conn: &mut Connection, file: &Path, steps: &[&str]) -> Result<(), StoreError> {
    let migrations = Migrations::new(steps.iter().map(|step| M::up(step)).collect());
    let Err(source) = migrations.to_latest(conn) else { return Ok(()) };
    // Another program may have applied them between our look at the file and our turn.
    let now = conn.query_row("PRAGMA user_version", [], |row| row.get::<_, u32>(0));
    let done = now.is_ok_and(|now| now as usize == steps.len());
    if done { Ok(()) } else { Err(StoreError::Migration { path: file.to_owned(), source }) }
}

fn copy_aside(conn: &Connection, copies: &Path, format: u32) -> Result<PathBuf, StoreError> {
    fs::create_dir_all(copies).map_err(|source| {
        let path = copies.to_owned();
        StoreError::File { doing: "make the folder", path, source }
    })?;
    let mut number = 1_u32;
    loop {
        let path = copies.join(format!("local-v{format}-{number}.db"));
        match back_up(conn, &path) {
            Err(StoreError::File { source, .. }) if source.kind() == ErrorKind::AlreadyExists => {
                number += 1;
            }
            done => return done.map(|()| path),
        }
    }
}

/// Writes a copy of the database to `file`, which must not exist.
pub(crate) fn back_up(conn: &Connection, file: &Path) -> Result<(), StoreError> {
    let made = OpenOptions::new().write(true).create_new(true).open(file);
    let path = || file.to_owned();
    made.map_err(|source| StoreError::File { doing: "make the copy", path: path(), source })?;
    let copied = copy(conn, file);
    if copied.is_err() {
        // Half a copy is worse than none; the reason that counts is the first one.
        drop(fs::remove_file(file));
    }
    copied
}

fn copy(conn: &Connection, file: &Path) -> Result<(), StoreError> {
    let copying = || format!("copy the drafts to {}", file.display());
    let mut target = Connection::open(file).map_err(doing(copying()))?;
    // All pages in one step: another program's writing cannot make it start over.
    let step = Backup::new(conn, &mut target).and_then(|backup| backup.step(-1));
    match step.map_err(doing(copying()))? {
        StepResult::Done => Ok(()),
        _ => Err(StoreError::Busy { doing: copying() }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_older_local_file_is_brought_up_to_date_and_copied_aside_first() {
        let home = tempfile::tempdir().unwrap();
        let (file, copies) = (home.path().join("local.db"), home.path().join("copies"));
        let first = "PRAGMA application_id = 1097757699; CREATE TABLE draft (text TEXT)";
        let conn = local(&file, &copies, &[first]).unwrap();
        conn.execute("INSERT INTO draft VALUES ('Dear Mo')", []).unwrap();
        drop(conn);
        assert!(!copies.exists(), "a new file needs no copy");

        let err = local(&file, &copies, &[first, "CREATE TABLE extra (a)", "no SQL"]).unwrap_err();
        assert!(matches!(err, StoreError::Migration { .. }), "{err}");
        let conn = local(&file, &copies, &[first, "ALTER TABLE draft ADD COLUMN note"]).unwrap();
        let text = |conn: &Connection| {
            conn.query_row("SELECT text FROM draft", [], |row| row.get::<_, String>(0)).unwrap()
        };
        assert_eq!(text(&conn), "Dear Mo");
        assert!(conn.prepare("SELECT * FROM extra").is_err(), "all steps or none");
        for copy in ["local-v1-1.db", "local-v1-2.db"] {
            let copy = Connection::open(copies.join(copy)).unwrap();
            assert_eq!(text(&copy), "Dear Mo");
            assert!(copy.prepare("SELECT note FROM draft").is_err(), "as it was before");
        }
    }
}
