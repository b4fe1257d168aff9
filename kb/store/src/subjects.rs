//! Subjects: what a stream folds to, as the store holds it.

use antiphon_model::{Stream, Subject};
use rusqlite::Connection;

use crate::{StoreError, answers, conversations, customers, guide, learned, workspace};

/// What `stream` folds to, up to the last event that the store holds.
///
/// # Errors
/// [`StoreError::Damaged`] and its like when the tables cannot be read.
pub fn find(conn: &Connection, stream: &Stream) -> Result<Subject, StoreError> {
    let found = match stream {
        Stream::Workspace => workspace::find(conn)?.map(Subject::Workspace),
        Stream::Answer(id) => answers::find(conn, id)?.map(Box::new).map(Subject::Answer),
        Stream::Voice => guide::find(conn)?.map(Box::new).map(Subject::Guide),
        Stream::Memory(answer) => Some(learned::memory(conn, answer)?)
            .filter(|memory| !memory.is_empty())
            .map(Subject::Memory),
        Stream::Customer(id) => customers::find(conn, id)?.map(Subject::Customer),
        Stream::Conversation(id) => {
            conversations::find(conn, id)?.map(Box::new).map(Subject::Conversation)
        }
        Stream::Unknown(_) => None,
    };
    Ok(found.unwrap_or_default())
}
