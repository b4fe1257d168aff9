//! Between columns and the model's values.

use std::error::Error;

use antiphon_model::{AnswerState, Channel, Time};
use rusqlite::{OptionalExtension as _, Params, Row, types::Type};
use serde::{Serialize, de::DeserializeOwned};

use crate::{Connection, StoreError, error::doing};

/// A value of the model as JSON.
pub(crate) fn to_doc(what: &'static str, value: &impl Serialize) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|source| StoreError::Encode { what, source })
}

/// The value in a `doc` column.
pub(crate) fn doc<T: DeserializeOwned>(row: &Row<'_>, column: usize) -> rusqlite::Result<T> {
    let text = row.get_ref(column)?.as_str()?;
    serde_json::from_str(text).map_err(wrong(column))
}

/// The value in the only column of the first row, or `None` when there is no row.
pub(crate) fn find_doc<T: DeserializeOwned>(
    conn: &Connection,
    sql: &str,
    params: impl Params,
    what: &'static str,
) -> Result<Option<T>, StoreError> {
    conn.prepare_cached(sql)
        .and_then(|mut query| query.query_row(params, |row| doc(row, 0)).optional())
        .map_err(doing(what))
}

/// A value that is written as text, such as an id.
pub(crate) fn text<T>(row: &Row<'_>, column: usize) -> rusqlite::Result<T>
where
    T: TryFrom<String>,
    T::Error: Error + Send + Sync + 'static,
{
    T::try_from(row.get(column)?).map_err(wrong(column))
}

/// The same where the column may be empty.
pub(crate) fn optional_text<T>(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<T>>
where
    T: TryFrom<String>,
    T::Error: Error + Send + Sync + 'static,
{
    let text: Option<String> = row.get(column)?;
    text.map(T::try_from).transpose().map_err(wrong(column))
}

pub(crate) fn channel(row: &Row<'_>, column: usize) -> rusqlite::Result<Channel> {
    Channel::parse(row.get_ref(column)?.as_str()?).map_err(wrong(column))
}

pub(crate) fn state(row: &Row<'_>, column: usize) -> rusqlite::Result<AnswerState> {
    let name = row.get_ref(column)?.as_str()?;
    let all = [AnswerState::Draft, AnswerState::Approved, AnswerState::Retired];
    let known = all.into_iter().find(|state| state.as_str() == name);
    known.ok_or_else(|| wrong(column)(format!("no state is called {name}")))
}

pub(crate) fn time(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<Time>> {
    let ms: Option<i64> = row.get(column)?;
    let time = |ms| Time::from_ms(ms).ok_or_else(|| wrong(column)(format!("{ms} is no time")));
    ms.map(time).transpose()
}

/// A time that is always there.
pub(crate) fn set_time(row: &Row<'_>, column: usize) -> rusqlite::Result<Time> {
    time(row, column)?.ok_or_else(|| wrong(column)("a time is missing"))
}

pub(crate) fn wrong<E: Into<Box<dyn Error + Send + Sync>>>(
    column: usize,
) -> impl FnOnce(E) -> rusqlite::Error {
    move |err| rusqlite::Error::FromSqlConversionFailure(column, Type::Text, err.into())
}
