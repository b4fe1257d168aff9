//! What the columns of a table mean: guessed from their headers, shown, and changeable.

use serde::{Deserialize, Serialize};

use crate::Kind;

/// What each column of a table means.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(specta::Type))]
pub struct Mapping {
    /// Whether the first row holds headers and not values.
    pub has_header: bool,
    /// The columns, in the table's order.
    pub columns: Vec<Column>,
}

/// One column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(specta::Type))]
pub struct Column {
    /// Its place, from 0.
    pub index: u32,
    /// Its header, or a made-up one.
    pub header: String,
    /// The field it is read as, one of [`known_fields`] or `customer.attributes.KEY`; `None` keeps
    /// it under its header, among the keys that mean nothing to us.
    pub field: Option<String>,
}

type Synonyms = (&'static str, &'static [&'static str]);

/// Fields of answers with the headers they are known by, the likeliest first.
const ANSWERS: &[Synonyms] = &[
    ("id", &["id"]),
    ("title", &["title", "question", "name", "subject", "heading"]),
    ("body", &["body", "answer", "text", "content", "response", "message", "reply", "plain_text"]),
    ("shortcut", &["shortcut", "short_code", "shortcode", "trigger", "abbreviation"]),
    ("phrasings", &["phrasings", "questions", "alternatives", "utterances", "examples"]),
    (
        "topics",
        &["topics", "topic", "tags", "tag", "category", "categories", "folder", "labels", "label"],
    ),
    ("channels", &["channels", "channel"]),
    ("locale", &["locale", "language", "lang"]),
    ("variants", &["variants"]),
    ("owner", &["owner"]),
    ("state", &["state", "status"]),
    ("valid_from", &["valid_from", "start_date"]),
    ("valid_until", &["valid_until", "valid_to", "expires", "expires_at", "end_date"]),
    ("review_on", &["review_on", "review_date"]),
    ("source", &["source"]),
    ("source_id", &["source_id", "external_id"]),
    ("other", &["other"]),
];

/// Fields of queries with the headers they are known by.
const QUERIES: &[Synonyms] = &[
    ("id", &["id", "query_id", "message_id", "post_id", "tweet_id"]),
    (
        "text",
        &["text", "message", "post", "query", "comment", "review", "tweet", "content", "body"],
    ),
    ("channel", &["channel", "platform", "network"]),
    (
        "customer.handle",
        &["customer_handle", "handle", "username", "user_name", "screen_name", "author", "from"],
    ),
    ("customer.name", &["customer_name", "name", "full_name", "display_name", "author_name"]),
    ("customer.followers", &["customer_followers", "followers", "followers_count"]),
    ("customer.email", &["customer_email", "email", "e_mail"]),
    ("customer.phone", &["customer_phone", "phone", "phone_number"]),
    ("conversation", &["conversation", "conversation_id", "thread", "thread_id"]),
    ("public", &["public", "is_public"]),
    ("received_at", &["received_at", "date", "created_at", "posted_at", "time", "timestamp"]),
    ("received_minutes_ago", &["received_minutes_ago"]),
    ("locale", &["locale", "language", "lang"]),
];

/// Fields of phrasings with the headers they are known by.
const PHRASINGS: &[Synonyms] = &[
    ("text", &["text", "phrasing", "utterance", "question", "query", "message"]),
    ("answer_id", &["answer_id", "answer"]),
];

fn synonyms(kind: Kind) -> &'static [Synonyms] {
    match kind {
        Kind::Answers => ANSWERS,
        Kind::Queries => QUERIES,
        Kind::Phrasings => PHRASINGS,
    }
}

/// The fields that a column can be read as.
pub fn known_fields(kind: Kind) -> impl Iterator<Item = &'static str> {
    synonyms(kind).iter().map(|(field, _)| *field)
}

/// Whether a field of answers holds several texts in one cell.
pub(crate) fn is_list(field: &str) -> bool {
    matches!(field, "phrasings" | "topics" | "channels")
}

/// A header as it is compared: `Short Code` and `short-code` are `short_code`.
fn plain(header: &str) -> String {
    let header = header.trim().to_lowercase();
    header.replace([' ', '-', '.'], "_")
}

/// How many of `headers` are known for any kind.
pub(crate) fn known_headers(headers: &[String]) -> usize {
    let known = |header: &&String| {
        let header = plain(header);
        let all = [ANSWERS, QUERIES, PHRASINGS].into_iter().flatten();
        all.flat_map(|(_, names)| *names).any(|name| *name == header)
    };
    headers.iter().filter(known).count()
}

/// What kind of rows stands under these headers, if they tell.
pub(crate) fn guess_kind(headers: &[String]) -> Option<Kind> {
    let headers: Vec<String> = headers.iter().map(|header| plain(header)).collect();
    let has = |names: &[&str]| headers.iter().any(|header| names.contains(&header.as_str()));
    let says = has(&["text", "message", "post", "query", "comment", "review", "tweet"]);
    let asked = has(&["handle", "customer_handle", "username", "author", "received_at", "from"]);
    if has(&["answer_id"]) && (says || has(&["phrasing", "utterance", "question"])) {
        return Some(Kind::Phrasings);
    }
    if has(&["title", "question", "subject", "heading", "shortcut", "short_code", "trigger"]) {
        return Some(Kind::Answers);
    }
    if has(&["answer", "response", "reply"]) || (has(&["body", "content"]) && !asked) {
        return Some(Kind::Answers);
    }
    // A name beside a text is a title, unless it is the customer's.
    if says && has(&["name"]) && !asked && !has(&["followers", "channel", "date", "created_at"]) {
        return Some(Kind::Answers);
    }
    (says || (asked && has(&["body", "content"]))).then_some(Kind::Queries)
}

/// Guesses what the columns mean. Each field goes to one column at most.
pub(crate) fn guess_mapping(headers: &[String], kind: Kind) -> Mapping {
    let mut columns: Vec<Column> = (0..)
        .zip(headers)
        .map(|(index, header)| {
            let header = header.trim().to_owned();
            Column { index, field: attribute(&header, kind), header }
        })
        .collect();
    for (field, names) in synonyms(kind) {
        let free =
            |column: &Column, name: &str| column.field.is_none() && plain(&column.header) == name;
        let found =
            names.iter().find_map(|name| columns.iter().position(|column| free(column, name)));
        if let Some(column) = found.and_then(|at| columns.get_mut(at)) {
            column.field = Some((*field).to_owned());
        }
    }
    Mapping { has_header: true, columns }
}

/// The field of a header such as `customer.attributes.plan`.
fn attribute(header: &str, kind: Kind) -> Option<String> {
    let key = header.strip_prefix("customer.").unwrap_or(header).strip_prefix("attributes.")?;
    (kind == Kind::Queries && !key.is_empty()).then(|| format!("customer.attributes.{key}"))
}

/// Columns that mean nothing yet, for a table whose first row is not understood.
pub(crate) fn unknown_mapping(width: usize) -> Mapping {
    let column =
        |index: u32| Column { index, header: format!("column {}", index + 1), field: None };
    let width = u32::try_from(width).unwrap_or(u32::MAX);
    Mapping { has_header: false, columns: (0..width).map(column).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(headers: &str, kind: Option<Kind>, fields: &str) {
        let headers: Vec<String> = headers.split(',').map(str::to_owned).collect();
        assert_eq!(guess_kind(&headers), kind);
        let mapping = guess_mapping(&headers, kind.unwrap_or(Kind::Answers));
        let found: Vec<_> =
            mapping.columns.iter().map(|c| c.field.as_deref().unwrap_or("-")).collect();
        assert_eq!(found.join(","), fields);
    }

    #[test]
    fn headers_of_other_tools_are_understood() {
        check("Question,Answer,Category", Some(Kind::Answers), "title,body,topics");
        check("Text,Title,Folder,Label", Some(Kind::Answers), "body,title,topics,-");
        check("Short Code,Content", Some(Kind::Answers), "shortcut,body");
        check("name,text,mailbox", Some(Kind::Answers), "title,body,-");
        check("title,question,questions", Some(Kind::Answers), "title,-,phrasings");
        check(
            "Tweet,Author,Name,Date,attributes.plan",
            Some(Kind::Queries),
            "text,customer.handle,customer.name,received_at,customer.attributes.plan",
        );
        check("text,answer_id", Some(Kind::Phrasings), "text,answer_id");
        check("foo,bar", None, "-,-");
    }
}
