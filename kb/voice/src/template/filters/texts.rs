//! Filters that make text of text.

use super::{Call, LONGEST, MOST, Refusal, made};
use crate::template::number;
use crate::template::value::{Value, is_space};

type Result = std::result::Result<Value, Refusal>;

pub(super) fn append(call: &Call<'_>) -> Result {
    made(&format!("{}{}", call.text(), call.argument_text(0, "")))
}

pub(super) fn prepend(call: &Call<'_>) -> Result {
    made(&format!("{}{}", call.argument_text(0, ""), call.text()))
}

pub(super) fn upcase(call: &Call<'_>) -> Result {
    made(&call.text().to_uppercase())
}

pub(super) fn downcase(call: &Call<'_>) -> Result {
    made(&call.text().to_lowercase())
}

pub(super) fn capitalize(call: &Call<'_>) -> Result {
    let text = call.text();
    let mut letters = text.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    made(&format!("{first}{}", letters.as_str().to_lowercase()))
}

pub(super) fn strip(call: &Call<'_>) -> Result {
    made(call.text().trim_matches(is_stripped))
}

pub(super) fn lstrip(call: &Call<'_>) -> Result {
    made(call.text().trim_start_matches(is_stripped))
}

pub(super) fn rstrip(call: &Call<'_>) -> Result {
    made(call.text().trim_end_matches(is_stripped))
}

fn is_stripped(c: char) -> bool {
    c == '\0' || is_space(c)
}

pub(super) fn squish(call: &Call<'_>) -> Result {
    if matches!(call.input, Value::Nil) {
        return Ok(Value::Nil);
    }
    let text = call.text();
    let words = text.split(is_space).filter(|word| !word.is_empty());
    made(&words.collect::<Vec<_>>().join(" "))
}

pub(super) fn strip_newlines(call: &Call<'_>) -> Result {
    made(&call.text().replace("\r\n", "").replace('\n', ""))
}

pub(super) fn newline_to_br(call: &Call<'_>) -> Result {
    made(&call.text().replace("\r\n", "\n").replace('\n', "<br />\n"))
}

pub(super) fn escape(call: &Call<'_>) -> Result {
    match call.input {
        Value::Nil => Ok(Value::Nil),
        _ => made(&escaped(&call.text(), |_| false)),
    }
}

/// Leaves `&amp;` and its like as they are.
pub(super) fn escape_once(call: &Call<'_>) -> Result {
    let is_entity = |after: &str| {
        let Some((name, _)) = after.split_once(';') else { return false };
        let digits = name.strip_prefix('#').filter(|digits| !digits.is_empty());
        match digits {
            Some(digits) => digits.bytes().all(|byte| byte.is_ascii_digit()),
            None => !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphabetic()),
        }
    };
    made(&escaped(&call.text(), is_entity))
}

fn escaped(text: &str, is_entity: impl Fn(&str) -> bool) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        match c {
            '&' if is_entity(text.get(at + 1..(at + 40).min(text.len())).unwrap_or_default()) => {
                out.push('&');
            }
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

/// Takes tags, comments, scripts and styles away.
pub(super) fn strip_html(call: &Call<'_>) -> Result {
    let mut text = call.text().to_string();
    for (open, close) in [("<script", "</script>"), ("<!--", "-->"), ("<style", "</style>")] {
        text = without(&text, open, close);
    }
    made(&without(&text, "<", ">"))
}

fn without(text: &str, open: &str, close: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, inside)) = rest.split_once(open) {
        let Some((_, after)) = inside.split_once(close) else { break };
        out.push_str(before);
        rest = after;
    }
    out.push_str(rest);
    out
}

pub(super) fn replace(call: &Call<'_>) -> Result {
    let (text, old, new) = (call.text(), call.argument_text(0, ""), call.argument_text(1, ""));
    let times = if old.is_empty() { text.chars().count() + 1 } else { text.matches(&*old).count() };
    if times.saturating_mul(new.len()) > LONGEST {
        return Err(Refusal::TooBig);
    }
    made(&text.replace(&*old, &new))
}

pub(super) fn replace_first(call: &Call<'_>) -> Result {
    made(&call.text().replacen(&*call.argument_text(0, ""), &call.argument_text(1, ""), 1))
}

pub(super) fn replace_last(call: &Call<'_>) -> Result {
    let (text, old) = (call.text(), call.argument_text(0, ""));
    match text.rsplit_once(&*old) {
        Some((before, after)) => made(&format!("{before}{}{after}", call.argument_text(1, ""))),
        None => Ok(Value::Text(text)),
    }
}

pub(super) fn remove(call: &Call<'_>) -> Result {
    made(&call.text().replace(&*call.argument_text(0, ""), ""))
}

pub(super) fn remove_first(call: &Call<'_>) -> Result {
    made(&call.text().replacen(&*call.argument_text(0, ""), "", 1))
}

pub(super) fn remove_last(call: &Call<'_>) -> Result {
    let text = call.text();
    match text.rsplit_once(&*call.argument_text(0, "")) {
        Some((before, after)) => made(&format!("{before}{after}")),
        None => Ok(Value::Text(text)),
    }
}

/// The argument as a whole number.
pub(super) fn count(
    call: &Call<'_>,
    nth: usize,
    usual: i128,
) -> std::result::Result<i128, Refusal> {
    let Some(value) = call.argument(nth) else { return Ok(usual) };
    number::whole(value).ok_or_else(|| {
        let shown: String = value.to_text(40).chars().take(40).collect();
        Refusal::Wrong(format!("“{shown}” is no whole number"))
    })
}

pub(super) fn truncate(call: &Call<'_>) -> Result {
    if matches!(call.input, Value::Nil) {
        return Ok(Value::Nil);
    }
    let length = count(call, 0, 50)?;
    let (text, end) = (call.text(), call.argument_text(1, "..."));
    let characters = |text: &str| i128::try_from(text.chars().count()).unwrap_or(i128::MAX);
    if characters(&text) <= length {
        return Ok(Value::Text(text));
    }
    let kept = usize::try_from((length - characters(&end)).max(0)).unwrap_or(usize::MAX);
    let kept: String = text.chars().take(kept).collect();
    made(&format!("{kept}{end}"))
}

pub(super) fn truncatewords(call: &Call<'_>) -> Result {
    if matches!(call.input, Value::Nil) {
        return Ok(Value::Nil);
    }
    let most = usize::try_from(count(call, 0, 15)?.max(1)).unwrap_or(usize::MAX);
    let text = call.text();
    let words: Vec<_> = text.split(is_space).filter(|word| !word.is_empty()).collect();
    if words.len() <= most {
        return Ok(Value::Text(text));
    }
    let kept = words.get(..most).unwrap_or_default().join(" ");
    made(&format!("{kept}{}", call.argument_text(1, "...")))
}

/// Cuts as Ruby does: a blank cuts at white space, nothing between all characters, and no empty
/// text is left at the end.
pub(super) fn split(call: &Call<'_>) -> Result {
    let (text, by) = (call.text(), call.argument_text(0, ""));
    let mut parts: Vec<Value> = Vec::new();
    let mut put = |part: &str| {
        let is_room = parts.len() < MOST;
        if is_room {
            parts.push(Value::text(part));
        }
        is_room
    };
    let is_whole = match &*by {
        " " => text.split(is_stripped).filter(|part| !part.is_empty()).all(&mut put),
        "" => text.chars().all(|c| put(c.encode_utf8(&mut [0; 4]))),
        by => text.split(by).all(&mut put),
    };
    if !is_whole {
        return Err(Refusal::TooBig);
    }
    while parts.last().is_some_and(Value::is_empty) {
        parts.pop();
    }
    Ok(Value::list(parts))
}
