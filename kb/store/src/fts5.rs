//! SQLite's own full-text search over answers, in memory: what suggestions are compared with.
//!
//! The desk does not use it. Filters, languages and reasons are none of its business.

use std::collections::HashSet;

use rusqlite::Connection;

use crate::{StoreError, error::doing};

/// The columns' weights stand in their order; the id is not searched.
const SEARCH: &str = "SELECT id, -rank FROM answer \
     WHERE answer MATCH ?1 AND rank MATCH 'bm25(0.0, 2.0, 2.0, 1.0)' ORDER BY rank LIMIT ?2";

/// An answer in plain text.
#[derive(Debug, Clone, Copy)]
pub struct Fts5Row<'a> {
    /// Its id.
    pub id: &'a str,
    /// Its heading.
    pub title: &'a str,
    /// Ways customers ask.
    pub phrasings: &'a [String],
    /// Its body.
    pub body: &'a str,
}

/// A full-text table of answers, as SQLite comes with it: words cut to stems by Porter's rules,
/// title and phrasings counting twice as much as the body.
#[derive(Debug)]
pub struct Fts5 {
    conn: Connection,
}

impl Fts5 {
    /// The table of all `rows`, one an answer.
    ///
    /// # Errors
    /// [`StoreError::Sqlite`] when the table cannot be made.
    pub fn of<'a>(rows: impl IntoIterator<Item = Fts5Row<'a>>) -> Result<Self, StoreError> {
        let mut conn = Connection::open_in_memory().map_err(doing("open a table in memory"))?;
        fill(&mut conn, rows).map_err(doing("fill the full-text table"))?;
        Ok(Self { conn })
    }

    /// The ids of the answers that hold any word of `text`, the best first, with their scores.
    ///
    /// # Errors
    /// [`StoreError::Sqlite`] when the table cannot be read.
    pub fn best(&self, text: &str, limit: u32) -> Result<Vec<(String, f64)>, StoreError> {
        let Some(query) = any_word(text) else { return Ok(Vec::new()) };
        let found = self.conn.prepare_cached(SEARCH).and_then(|mut search| {
            let rows = search.query_map((query, limit), |row| Ok((row.get(0)?, row.get(1)?)))?;
            rows.collect()
        });
        found.map_err(doing("search the full-text table"))
    }
}

fn fill<'a>(
    conn: &mut Connection,
    rows: impl IntoIterator<Item = Fts5Row<'a>>,
) -> rusqlite::Result<()> {
    conn.execute_batch(
        "CREATE VIRTUAL TABLE answer USING \
         fts5(id UNINDEXED, title, phrasings, body, tokenize = 'porter unicode61')",
    )?;
    let tx = conn.transaction()?;
    {
        let mut insert = tx.prepare("INSERT INTO answer VALUES (?1, ?2, ?3, ?4)")?;
        for row in rows {
            insert.execute((row.id, row.title, row.phrasings.join("\n"), row.body))?;
        }
    }
    tx.commit()
}

/// The words in quotes, so that none is taken for an operator, and any of them is enough.
fn any_word(text: &str) -> Option<String> {
    let mut seen = HashSet::new();
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let words: Vec<_> = words
        .map(str::to_lowercase)
        .filter(|word| seen.insert(word.clone()))
        .map(|word| format!("\"{word}\""))
        .collect();
    (!words.is_empty()).then(|| words.join(" OR "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Fts5 {
        let asked = ["my card has not come".to_owned(), "lost in the post".to_owned()];
        let row = |id, title, phrasings, body| Fts5Row { id, title, phrasings, body };
        Fts5::of([
            row("arrival", "Where is my card?", asked.as_slice(), "It is on its way."),
            row("pin", "Change my PIN", &[], "At any cash machine, with your card."),
            row("fees", "Fees", &[], "There are none."),
        ])
        .unwrap()
    }

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found = table().best(text, 10).unwrap();
        let ids: Vec<_> = found.iter().map(|(id, _)| id.as_str()).collect();
        assert_eq!(ids, expected, "{text:?}: {found:?}");
        assert!(found.iter().all(|(_, score)| *score > 0.0), "{found:?}");
        assert!(found.is_sorted_by(|a, b| a.1 >= b.1), "{found:?}");
    }

    #[test]
    fn any_word_is_enough_in_any_of_its_forms_and_the_best_comes_first() {
        check("CARDS posted??", &["arrival", "pin"]);
        check("changing a pin", &["pin"]);
        check("fee", &["fees"]);
    }

    #[test]
    fn no_word_of_a_message_is_an_operator() {
        check("\"card\" AND NOT (pin* OR title:fees) NEAR", &["fees", "pin", "arrival"]);
        check("?! \" ' --", &[]);
        check("", &[]);
    }

    #[test]
    fn no_more_are_given_than_asked_for() {
        assert_eq!(table().best("card", 1).unwrap().len(), 1);
    }
}
