//! The list of answers: what a person filters by, a page of rows, and what there is to filter by.

use antiphon_model::{AnswerId, AnswerState, Channel, Locale, Moment, Shortcut, Time};
use rusqlite::{Connection, Row, params_from_iter};

use crate::{StoreError, column, conditions::Conditions, error::doing};

/// Which answers to list; all where nothing is set.
#[derive(Debug, Clone, Copy, Default)]
pub struct AnswerFilter<'a> {
    /// Only these, such as what a search has found; they are listed in this order.
    pub ids: Option<&'a [AnswerId]>,
    /// Only those that stand here.
    pub state: Option<AnswerState>,
    /// Only those whose validity stands like this at this time.
    pub validity: Option<(Validity, Time)>,
    /// Only those with this topic.
    pub topic: Option<&'a str>,
    /// Only those that may be used on this channel.
    pub channel: Option<Channel>,
    /// Only those in this locale; another region of the language is another locale.
    pub locale: Option<&'a Locale>,
    /// Only those of this owner.
    pub owner: Option<&'a str>,
}

/// How an answer's validity stands to a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Validity {
    /// The time lies within.
    Current,
    /// It has ended.
    Expired,
    /// It has not begun.
    Upcoming,
}

/// An answer as a list shows it. The title is the newest revision's; validity, locale and channels
/// are those of the approved revision, or of the open one while nothing is approved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerRow {
    /// Its id.
    pub id: AnswerId,
    /// The heading.
    pub title: String,
    /// Where it stands.
    pub state: AnswerState,
    /// Whether a revision is being worked on.
    pub has_open: bool,
    /// What calls it up.
    pub shortcut: Option<Shortcut>,
    /// Its topics.
    pub topics: Vec<String>,
    /// Where it may be used; none listed means everywhere.
    pub channels: Vec<Channel>,
    /// Its language, if it is known.
    pub locale: Option<Locale>,
    /// Who looks after it.
    pub owner: Option<String>,
    /// When it was last changed, its details included.
    pub changed_at: Time,
    /// The first moment or day of use.
    pub valid_from: Option<Moment>,
    /// The last moment or day of use.
    pub valid_until: Option<Moment>,
    /// In how many sent replies it was used.
    pub uses: u32,
    /// When the revision in service was approved.
    pub approved_at: Option<Time>,
}

/// What there is to filter by, each with the number of answers that the filter would find; the
/// most frequent first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Facets {
    /// By where they stand.
    pub states: Vec<(AnswerState, u32)>,
    /// By topic.
    pub topics: Vec<(String, u32)>,
    /// By owner.
    pub owners: Vec<(String, u32)>,
    /// By locale.
    pub locales: Vec<(Locale, u32)>,
    /// By channel, where any answer lists it; answers for every channel count in each.
    pub channels: Vec<(Channel, u32)>,
}

/// How many answers fit `filter`, and those from place `offset` on, `limit` at most: in the order
/// of the filter's ids, else the newest change first.
///
/// # Errors
/// [`StoreError::Damaged`] and its like when the tables cannot be read.
pub fn list(
    conn: &Connection,
    filter: &AnswerFilter<'_>,
    offset: u32,
    limit: u32,
) -> Result<(u32, Vec<AnswerRow>), StoreError> {
    let conditions = conditions(filter)?;
    let read = || {
        let source = source(filter);
        let total = format!("SELECT count(*) FROM {source} WHERE {}", conditions.sql);
        let total = conn
            .prepare_cached(&total)?
            .query_row(params_from_iter(&conditions.values), |row| row.get(0))?;
        let order = match filter.ids {
            Some(_) => "place",
            None => "changed_ms DESC, id",
        };
        let sql = format!(
            "SELECT id, title, state, has_open, shortcut, locale, owner, changed_ms, valid_from,
                    valid_until, approved_ms,
                    (SELECT count(*) FROM answer_use WHERE answer = answer.id)
             FROM {source} WHERE {} ORDER BY {order} LIMIT ? OFFSET ?",
            conditions.sql
        );
        let rows = conn
            .prepare_cached(&sql)?
            .query_map(params_from_iter(conditions.page(offset, limit)), |row| {
                answer_row(conn, row)
            })?
            .collect::<rusqlite::Result<_>>()?;
        Ok((total, rows))
    };
    read().map_err(doing("list answers"))
}

/// What there is to filter by among the answers that fit `filter`. What is chosen of one kind does
/// not narrow that kind, so that another can be chosen.
///
/// # Errors
/// [`StoreError::Damaged`] and its like when the tables cannot be read.
pub fn facets(conn: &Connection, filter: &AnswerFilter<'_>) -> Result<Facets, StoreError> {
    let states = conditions(&AnswerFilter { state: None, ..*filter })?;
    let topics = conditions(&AnswerFilter { topic: None, ..*filter })?;
    let owners = conditions(&AnswerFilter { owner: None, ..*filter })?;
    let locales = conditions(&AnswerFilter { locale: None, ..*filter })?;
    let channels = conditions(&AnswerFilter { channel: None, ..*filter })?;
    let answers = source(filter);
    let with = |table| format!("{answers} JOIN {table} ON {table}.answer = answer.id");
    let read = || -> rusqlite::Result<Facets> {
        Ok(Facets {
            states: grouped(conn, (answers, "state", &states), column::state)?,
            topics: grouped(conn, (&with("answer_topic"), "topic", &topics), |row, at| {
                row.get(at)
            })?,
            owners: grouped(conn, (answers, "owner", &owners), |row, at| row.get(at))?,
            locales: grouped(conn, (answers, "locale", &locales), column::text)?,
            channels: by_channel(conn, (answers, &with("answer_channel")), &channels)?,
        })
    };
    read().map_err(doing("count answers by what they are filtered by"))
}

/// By channel, where any answer lists it; those for every channel count in each.
fn by_channel(
    conn: &Connection,
    (answers, listed): (&str, &str),
    conditions: &Conditions,
) -> rusqlite::Result<Vec<(Channel, u32)>> {
    let count = |what: &str, source: &str| -> rusqlite::Result<u32> {
        conn.prepare_cached(&format!(
            "SELECT count({what}) FROM {source} WHERE {}",
            conditions.sql
        ))?
        .query_row(params_from_iter(&conditions.values), |row| row.get(0))
    };
    let everywhere = count("*", answers)? - count("DISTINCT answer.id", listed)?;
    let mut channels = grouped(conn, (listed, "channel", conditions), column::channel)?;
    for (_, count) in &mut channels {
        *count += everywhere;
    }
    Ok(channels)
}

fn grouped<T>(
    conn: &Connection,
    (source, name, conditions): (&str, &str, &Conditions),
    value: impl Fn(&Row<'_>, usize) -> rusqlite::Result<T>,
) -> rusqlite::Result<Vec<(T, u32)>> {
    let sql = format!(
        "SELECT {name}, count(*) FROM {source} WHERE {name} IS NOT NULL AND {}
         GROUP BY {name} ORDER BY count(*) DESC, {name}",
        conditions.sql
    );
    conn.prepare_cached(&sql)?
        .query_map(params_from_iter(&conditions.values), |row| Ok((value(row, 0)?, row.get(1)?)))?
        .collect()
}

/// Where the answers are read from; ids come first among the values.
fn source(filter: &AnswerFilter<'_>) -> &'static str {
    match filter.ids {
        // From the ids to the answers, not the other way round.
        Some(_) => {
            "(SELECT key AS place, value AS found FROM json_each(?))
             CROSS JOIN answer ON answer.id = found"
        }
        None => "answer",
    }
}

fn conditions(filter: &AnswerFilter<'_>) -> Result<Conditions, StoreError> {
    let mut conditions = Conditions::new("1");
    if let Some(ids) = filter.ids {
        conditions.values.push(column::to_doc("ids of answers", &ids)?.into());
    }
    conditions.compare_if("state = ?", filter.state.map(|state| state.as_str().to_owned()));
    if let Some((validity, now)) = filter.validity {
        // By rowid, so that the few that ended are looked up through their index.
        let condition = match validity {
            Validity::Current => "ifnull(valid_from_ms <= ?, 1) AND ifnull(valid_until_ms >= ?, 1)",
            Validity::Expired => "rowid IN (SELECT rowid FROM answer WHERE valid_until_ms < ?)",
            Validity::Upcoming => "valid_from_ms > ?",
        };
        conditions.compare(condition, now.ms());
    }
    conditions.compare_if("locale = ?", filter.locale.map(|locale| locale.as_str().to_owned()));
    conditions.compare_if("owner = ?", filter.owner.map(str::to_owned));
    let topic = "id IN (SELECT answer FROM answer_topic WHERE topic = ?)";
    conditions.compare_if(topic, filter.topic.map(str::to_owned));
    let channel = "(EXISTS (SELECT 1 FROM answer_channel WHERE answer = answer.id AND channel = ?)
                    OR NOT EXISTS (SELECT 1 FROM answer_channel WHERE answer = answer.id))";
    conditions.compare_if(channel, filter.channel.map(|channel| channel.as_str().to_owned()));
    Ok(conditions)
}

fn answer_row(conn: &Connection, row: &Row<'_>) -> rusqlite::Result<AnswerRow> {
    let id: AnswerId = column::text(row, 0)?;
    let topics = "SELECT topic FROM answer_topic WHERE answer = ?1 ORDER BY position";
    let channels = "SELECT channel FROM answer_channel WHERE answer = ?1";
    let mut channels: Vec<Channel> = conn
        .prepare_cached(channels)?
        .query_map([id.as_str()], |row| column::channel(row, 0))?
        .collect::<rusqlite::Result<_>>()?;
    channels.sort_unstable();
    Ok(AnswerRow {
        topics: conn
            .prepare_cached(topics)?
            .query_map([id.as_str()], |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?,
        channels,
        id,
        title: row.get(1)?,
        state: column::state(row, 2)?,
        has_open: row.get(3)?,
        shortcut: column::optional_text(row, 4)?,
        locale: column::optional_text(row, 5)?,
        owner: row.get(6)?,
        changed_at: column::set_time(row, 7)?,
        valid_from: column::optional_text(row, 8)?,
        valid_until: column::optional_text(row, 9)?,
        approved_at: column::time(row, 10)?,
        uses: row.get(11)?,
    })
}
