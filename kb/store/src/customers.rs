//! Customers: who writes to the company.

use antiphon_model::{Channel, Customer, CustomerId};
use rusqlite::{Connection, params};

use crate::{StoreError, column, error::doing};

/// The customer called `id`, or `None` when nothing is known of them.
///
/// # Errors
/// [`StoreError::Damaged`] and its like when the table cannot be read.
pub fn find(conn: &Connection, id: &CustomerId) -> Result<Option<Customer>, StoreError> {
    let sql = "SELECT doc FROM customer WHERE id = ?1";
    column::find_doc(conn, sql, [id.as_str()], "find a customer")
}

/// The customer who writes as `handle` on `channel`; letter case and a leading `@` do not count.
///
/// # Errors
/// [`StoreError::Damaged`] and its like when the table cannot be read.
pub fn find_by_handle(
    conn: &Connection,
    channel: Channel,
    handle: &str,
) -> Result<Option<Customer>, StoreError> {
    let sql = "SELECT doc FROM customer WHERE channel = ?1 AND handle_key = ?2 ORDER BY id LIMIT 1";
    let params = [channel.as_str(), &key(handle)];
    column::find_doc(conn, sql, params, "find a customer by handle")
}

pub(crate) fn put(conn: &Connection, customer: &Customer) -> Result<(), StoreError> {
    let doc = column::to_doc("a customer", customer)?;
    let profile = &customer.profile;
    let handle_key = profile.handle.as_deref().map(key);
    let name = profile.name.as_deref().unwrap_or_default().to_lowercase();
    // With its @, so that a search finds the handle both ways.
    let search = format!("@{} {name}", handle_key.as_deref().unwrap_or_default());
    conn.prepare_cached(
        "INSERT OR REPLACE INTO customer
             (id, channel, handle, handle_key, name, followers, search, doc)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    )
    .and_then(|mut insert| {
        insert.execute(params![
            customer.id.as_str(),
            customer.channel.as_str(),
            profile.handle,
            handle_key,
            profile.name,
            profile.followers,
            search,
            doc,
        ])
    })
    .map(|_rows| ())
    .map_err(doing("put a customer"))
}

fn key(handle: &str) -> String {
    handle.trim().trim_start_matches('@').to_lowercase()
}
