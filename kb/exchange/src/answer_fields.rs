//! Records read as answers.

use antiphon_model::{
    AnswerId, AnswerState, Channel, Content, Details, Locale, Origin, Shortcut, Variant,
};
use serde_json::{Map, Value};

use crate::{
    AnswerRow,
    record::{Fields, quoted, shown},
};

/// Reads what `fields` say of an answer. Keys that mean nothing stay in [`Details::other`].
pub(crate) fn read(fields: &mut Fields<'_>) -> AnswerRow {
    let id = fields.read("id", |text| AnswerId::parse(text));
    let content = read_content(fields);
    let state = fields.read("state", read_state);
    let phrasings = fields.texts("phrasings");
    AnswerRow { line: 0, file: None, id, content, details: read_details(fields), phrasings, state }
}

fn read_content(fields: &mut Fields<'_>) -> Content {
    let title = fields.needed("title");
    let body = fields.text("body").unwrap_or_default();
    if body.is_empty() {
        fields.warning("body", "there is none: the answer can be found, but not inserted");
    }
    let channels = fields.texts("channels");
    Content {
        title: title.replace(['\n', '\t'], " "),
        body,
        variants: read_variants(fields),
        channels: channels.iter().filter_map(|name| read_channel(fields, name)).collect(),
        locale: fields.read("locale", Locale::parse),
        valid_from: fields.moment("valid_from"),
        valid_until: fields.moment("valid_until"),
    }
}

fn read_channel(fields: &mut Fields<'_>, name: &str) -> Option<Channel> {
    Channel::parse(name).map_err(|err| fields.error("channels", err)).ok()
}

fn read_state(text: &str) -> Result<AnswerState, String> {
    [AnswerState::Draft, AnswerState::Approved, AnswerState::Retired]
        .into_iter()
        .find(|state| state.as_str() == text.to_lowercase())
        .ok_or_else(|| format!("{} is no state; states are draft approved retired", quoted(text)))
}

fn read_variants(fields: &mut Fields<'_>) -> Vec<Variant> {
    let values = match fields.value("variants") {
        None => return Vec::new(),
        Some(Value::Array(values)) => values,
        Some(other) => {
            fields.error("variants", format_args!("{} is no list", shown(&other)));
            return Vec::new();
        }
    };
    values.into_iter().filter_map(|value| read_variant(fields, value)).collect()
}

fn read_variant(fields: &mut Fields<'_>, value: Value) -> Option<Variant> {
    let Value::Object(map) = value else {
        fields.error("variants", format_args!("{} is no object", shown(&value)));
        return None;
    };
    let mut inner = fields.within(map);
    let channel = inner.read("channel", Channel::parse);
    let locale = inner.read("locale", Locale::parse);
    let body = inner.needed("body");
    let known = channel.is_some() || locale.is_some();
    let rest = fields.leave("variants", inner);
    if let Some(key) = rest.keys().next() {
        fields.warning("variants", format_args!("{} means nothing here", quoted(key)));
    }
    if !known {
        fields.error("variants", "one names neither a channel nor a locale");
    }
    (known && !body.is_empty()).then_some(Variant { channel, locale, body })
}

fn read_details(fields: &mut Fields<'_>) -> Details {
    Details {
        shortcut: fields.read("shortcut", Shortcut::parse),
        topics: fields.texts("topics"),
        owner: fields.text("owner"),
        review_on: fields.moment("review_on"),
        origin: read_origin(fields),
        other: Map::new(),
    }
}

fn read_origin(fields: &mut Fields<'_>) -> Option<Origin> {
    let source = fields.text("source");
    let source_id = fields.text("source_id");
    match (source, source_id) {
        (Some(source), Some(source_id)) => Some(Origin { source, source_id }),
        (None, None) => None,
        (source, source_id) => {
            // Half an origin finds nothing again, but it is kept with the other keys.
            for (key, value) in [("source", source), ("source_id", source_id)] {
                if let Some(value) = value {
                    fields.warning(key, format_args!("{} stands alone", quoted(&value)));
                    fields.put_back(key, value);
                }
            }
            None
        }
    }
}
