//! Dates: read from what people and programs write, printed by a pattern.
//!
//! Nothing here knows the time: `now` and `today` mean what the caller says.

mod pattern;
mod read;

use jiff::Zoned;

use super::filters::{Call, LONGEST, Refusal};
use super::value::Value;

/// The filter `date`: the date by the pattern; what is no date stays as it is.
pub(super) fn filter(call: &Call<'_>) -> Result<Value, Refusal> {
    let pattern = call.arguments.first().unwrap_or(&Value::Nil).to_text(LONGEST);
    if pattern.is_empty() {
        return Ok(call.input.clone());
    }
    match moment(call)? {
        Some(moment) => {
            let text = pattern::print(&moment, &pattern);
            if text.len() > LONGEST { Err(Refusal::TooBig) } else { Ok(Value::text(&text)) }
        }
        None => Ok(call.input.clone()),
    }
}

fn moment(call: &Call<'_>) -> Result<Option<Zoned>, Refusal> {
    let zone = call.now.map_or(jiff::tz::TimeZone::UTC, |now| now.time_zone().clone());
    let at = |seconds: i128| {
        let seconds = i64::try_from(seconds).ok()?;
        Some(jiff::Timestamp::from_second(seconds).ok()?.to_zoned(zone.clone()))
    };
    match call.input {
        Value::Int(seconds) => Ok(at(*seconds)),
        Value::Text(text) => {
            let text = text.to_lowercase();
            if matches!(text.as_str(), "now" | "today") {
                let unknown = || Refusal::Wrong("the time is not known here".to_owned());
                return call.now.cloned().map(Some).ok_or_else(unknown);
            }
            if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
                return Ok(text.parse().ok().and_then(at));
            }
            Ok(read::date(&text, call.now, &zone))
        }
        _ => Ok(None),
    }
}
