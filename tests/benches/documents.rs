//! Answers put into an index straight away, without a workspace around them.

use std::path::Path;

use antiphon_model::{AnswerId, Locale};
use antiphon_search::{Ask, Document, FITS, Index, Opened};
use serde_json::Value;

use crate::report::Outcome;

/// A row of a file as the index takes it: in service, everywhere and always.
pub(crate) fn document(row: &Value) -> Outcome<Document> {
    let text = |key: &str| row.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
    let phrasings = row.get("phrasings").and_then(Value::as_array);
    let phrasings = phrasings.into_iter().flatten().filter_map(Value::as_str);
    let phrasings: Vec<_> = phrasings.map(str::to_owned).collect();
    Ok(Document {
        id: AnswerId::parse(text("id"))?,
        locale: Some(Locale::parse("en")?),
        title: text("title"),
        body: text("body"),
        curated: phrasings.len(),
        phrasings,
        rejected: Vec::new(),
        topics: Vec::new(),
        shortcut: None,
        channels: Vec::new(),
        private: false,
        locales: Vec::new(),
        valid_ms: (i64::MIN, i64::MAX),
        in_service: true,
        open_text: String::new(),
    })
}

/// An index of `rows` in `folder`.
pub(crate) fn index_of(folder: &Path, rows: impl Iterator<Item = Value>) -> Outcome<Index> {
    let (Opened::Ready(index) | Opened::Fresh { index, .. }) = Index::open(folder)?;
    let mut writer = index.writer()?;
    for row in rows {
        writer.put(&document(&row)?)?;
    }
    writer.commit(1)?;
    Ok(index)
}

/// The index that is in `folder`.
pub(crate) fn open_index(folder: &Path) -> Outcome<Index> {
    match Index::open(folder)? {
        Opened::Ready(index) => Ok(index),
        Opened::Fresh { why, .. } => Err(format!("the index is not there: {why:?}").into()),
    }
}

/// A question about `text` as the desk asks the index.
pub(crate) fn ask_index(text: &str) -> Ask<'_> {
    Ask {
        text,
        channel: None,
        locale: None,
        public: false,
        held: &[],
        fits_from: FITS,
        now_ms: 0,
        limit: 10,
    }
}
