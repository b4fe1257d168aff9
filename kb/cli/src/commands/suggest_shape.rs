//! What fits a message, for programs and for people.

use antiphon_desk::Suggested;
use antiphon_desk::views::{Reason, SuggestionView};
use serde::Serialize;
use serde_json::Value;

use crate::printable::{counted, line, start};

/// How much of a message or an answer is shown, in characters.
const SHOWN: usize = 100;

/// One line of the result: what fits one query.
#[derive(Debug, Serialize)]
pub(crate) struct Found {
    id: Value,
    suggestions: Vec<Suggestion>,
    confidence: f32,
    fits: bool,
    took_us: u32,
    #[serde(skip)]
    previews: Vec<String>,
}

#[derive(Debug, Serialize)]
struct Suggestion {
    answer_id: String,
    title: String,
    score: f32,
    confidence: f32,
    reasons: Vec<Why>,
}

/// Why a suggestion is here.
#[derive(Debug, Serialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
enum Why {
    Words { words: Vec<String> },
    AskedLike { text: String },
    Accepted { times: u32, last_at: String },
    Fresh { at: String },
    Stale { at: String },
    Approver { name: String, at: String },
}

impl Found {
    pub(crate) fn new(id: Value, found: Suggested) -> Self {
        let previews = found.list.iter().map(|(view, _)| view.preview.clone()).collect();
        let suggestions = found.list.into_iter().map(|(view, score)| suggestion(view, score));
        Self {
            id,
            suggestions: suggestions.collect(),
            confidence: found.confidence,
            fits: found.fits,
            took_us: found.took_us,
            previews,
        }
    }
}

fn suggestion(view: SuggestionView, score: f32) -> Suggestion {
    Suggestion {
        answer_id: view.id,
        title: view.title,
        score,
        confidence: share(view.confidence),
        reasons: view.reasons.into_iter().map(why).collect(),
    }
}

fn share(percent: u32) -> f32 {
    let percent = u8::try_from(percent.min(100)).unwrap_or(100);
    f32::from(percent) / 100.0
}

fn why(reason: Reason) -> Why {
    match reason {
        Reason::Words { words } => Why::Words { words },
        Reason::AskedLike { text, marks: _ } => Why::AskedLike { text },
        Reason::Accepted { times, last_at } => Why::Accepted { times, last_at },
        Reason::Fresh { at } => Why::Fresh { at },
        Reason::Stale { at } => Why::Stale { at },
        Reason::Approver { name, at } => Why::Approver { name, at },
    }
}

/// The list that a person reads, with the message before it.
pub(crate) fn titled_text(message: &str, found: &Found) -> String {
    let id = match &found.id {
        Value::Null => String::new(),
        Value::String(id) => format!("{}: ", line(id)),
        other => format!("{other}: "),
    };
    format!("{id}{}\n{}\n", start(message, SHOWN), text(found))
}

/// The list that a person reads.
pub(crate) fn text(found: &Found) -> String {
    let mut lines = Vec::new();
    if !found.fits {
        let none = found.suggestions.is_empty();
        let text = if none { "No answer fits." } else { "No answer fits well. The nearest:" };
        lines.push(text.to_owned());
    }
    for (number, (suggestion, preview)) in (1..).zip(found.suggestions.iter().zip(&found.previews))
    {
        let (title, id) = (line(&suggestion.title), line(&suggestion.answer_id));
        let percent = suggestion.confidence * 100.0;
        lines.push(format!("{number}. {title}  [{id}]  {percent:.0} %"));
        lines.extend(
            Some(start(preview, SHOWN)).filter(|p| !p.is_empty()).map(|p| format!("   {p}")),
        );
        let reasons: Vec<_> = suggestion.reasons.iter().map(reason).collect();
        if !reasons.is_empty() {
            lines.push(format!("   {}", reasons.join(" · ")));
        }
    }
    lines.join("\n")
}

fn reason(why: &Why) -> String {
    match why {
        Why::Words { words } => {
            let words: Vec<_> = words.iter().map(|word| line(word)).collect();
            format!("words: {}", words.join(", "))
        }
        Why::AskedLike { text } => format!("asked like “{}”", start(text, SHOWN)),
        Why::Accepted { times, last_at } => {
            format!("sent {}, last {}", counted(*times, "time"), day(last_at))
        }
        Why::Fresh { at } => format!("approved lately, {}", day(at)),
        Why::Stale { at } => format!("review was due {}", day(at)),
        Why::Approver { name, at } => format!("approved by {} {}", line(name), day(at)),
    }
}

/// The day of a time.
fn day(at: &str) -> &str {
    at.split_once('T').map_or(at, |(day, _)| day)
}
