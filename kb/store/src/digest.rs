//! One digest over all that is projected.

use rusqlite::{Connection, types::ValueRef};

/// Every table with the order that its primary key gives.
const TABLES: [&str; 11] = [
    "meta ORDER BY id",
    "workspace ORDER BY id",
    "voice ORDER BY id",
    "answer ORDER BY id",
    "answer_topic ORDER BY answer, topic",
    "answer_channel ORDER BY answer, channel",
    "learned ORDER BY answer, rejected, position",
    "answer_use ORDER BY conversation, reply, answer",
    "customer ORDER BY id",
    "conversation ORDER BY id",
    "sqlite_schema ORDER BY type, name",
];

pub(crate) fn of(conn: &Connection) -> rusqlite::Result<String> {
    let mut hasher = blake3::Hasher::new();
    for table in TABLES {
        // Where the schema's tables begin in the file is no content.
        let columns = if table.starts_with("sqlite") { "type, name, sql" } else { "*" };
        let mut query = conn.prepare(&format!("SELECT {columns} FROM {table}"))?;
        let columns = query.column_count();
        let mut rows = query.query([])?;
        hasher.update(table.as_bytes());
        while let Some(row) = rows.next()? {
            for column in 0..columns {
                add(&mut hasher, row.get_ref(column)?);
            }
        }
    }
    Ok(hasher.finalize().to_hex().to_string())
}

fn add(hasher: &mut blake3::Hasher, value: ValueRef<'_>) {
    let (kind, bytes): (u8, &[u8]) = match value {
        ValueRef::Null => (0, &[]),
        ValueRef::Integer(number) => (1, &number.to_le_bytes()),
        ValueRef::Real(number) => (2, &number.to_le_bytes()),
        ValueRef::Text(bytes) => (3, bytes),
        ValueRef::Blob(bytes) => (4, bytes),
    };
    hasher.update(&[kind]);
    hasher.update(&(bytes.len() as u64).to_le_bytes());
    hasher.update(bytes);
}
