//! What fits a message, for programs and for people.

use antiphon_desk::Suggested;
use antiphon_desk::views::{AbsenceView, AbsentView, Reason, SuggestionView};
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
    #[serde(skip_serializing_if = "Vec::is_empty")]
    absent: Vec<Absent>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    questions: Vec<Question>,
    #[serde(skip)]
    previews: Vec<String>,
}

/// An answer that is asked for but may not be used.
#[derive(Debug, Serialize)]
struct Absent {
    answer_id: String,
    title: String,
    confidence: f32,
    why: AbsenceView,
}

/// One of several questions of a message.
#[derive(Debug, Serialize)]
struct Question {
    text: String,
    suggestions: Vec<Suggestion>,
    fits: bool,
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
    AskedLike { text: String, learned: bool },
    Similar { in_meaning: bool, text: String, likeness: f32 },
    Accepted { times: u32, last_at: String },
    Fresh { at: String },
    Stale { at: String },
    Approver { name: String, at: String },
}

impl Found {
    /// What was found for the query `id` that says `message`.
    pub(crate) fn new(id: Value, message: &str, found: Suggested) -> Self {
        let previews = found.list.iter().map(|(view, _)| view.preview.clone()).collect();
        let questions = found.questions.into_iter().map(|question| Question {
            text: message.get(question.range).unwrap_or_default().trim().to_owned(),
            suggestions: suggestions(question.list),
            fits: question.fits,
        });
        Self {
            id,
            suggestions: suggestions(found.list),
            confidence: found.confidence,
            fits: found.fits,
            took_us: found.took_us,
            absent: found.absent.into_iter().map(absent).collect(),
            questions: questions.collect(),
            previews,
        }
    }
}

fn absent(view: AbsentView) -> Absent {
    let AbsentView { id, title, confidence, why } = view;
    Absent { answer_id: id, title, confidence: share(confidence), why }
}

fn suggestions(list: Vec<(SuggestionView, f32)>) -> Vec<Suggestion> {
    list.into_iter().map(|(view, score)| suggestion(view, score)).collect()
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
        Reason::AskedLike { text, marks: _, learned } => Why::AskedLike { text, learned },
        Reason::Similar { in_meaning, text, likeness } => {
            Why::Similar { in_meaning, text, likeness: share(likeness) }
        }
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
    lines.extend(found.questions.iter().map(question));
    if !found.absent.is_empty() {
        lines.push("Not offered:".to_owned());
        lines.extend(found.absent.iter().map(absence));
    }
    lines.join("\n")
}

fn question(question: &Question) -> String {
    let best = question.suggestions.first().filter(|_| question.fits);
    let answer = best.map_or_else(
        || "no answer fits".to_owned(),
        |best| format!("{}  [{}]", line(&best.title), line(&best.answer_id)),
    );
    format!("Asks “{}”: {answer}", start(&question.text, SHOWN))
}

fn absence(absent: &Absent) -> String {
    let why = match &absent.why {
        AbsenceView::Held { topic } => format!("topic on hold: {}", line(topic)),
        AbsenceView::Private => "private channels only".to_owned(),
        AbsenceView::Channel => "not for this channel".to_owned(),
        AbsenceView::Locale => "not in this language".to_owned(),
        AbsenceView::NotYet { from } => format!("not before {}", day(from)),
        AbsenceView::Expired { until } => format!("expired {}", day(until)),
    };
    let (title, id) = (line(&absent.title), line(&absent.answer_id));
    format!("   {title}  [{id}]  {:.0} %  {why}", absent.confidence * 100.0)
}

fn reason(why: &Why) -> String {
    match why {
        Why::Words { words } => {
            let words: Vec<_> = words.iter().map(|word| line(word)).collect();
            format!("words: {}", words.join(", "))
        }
        Why::AskedLike { text, learned: true } => {
            format!("customers asked like this: “{}”", start(text, SHOWN))
        }
        Why::AskedLike { text, learned: false } => format!("asked like “{}”", start(text, SHOWN)),
        Why::Similar { in_meaning, text, likeness } => {
            let how = if *in_meaning { "similar in meaning to" } else { "spelt much like" };
            format!("{how} “{}”, {:.0} %", start(text, SHOWN), likeness * 100.0)
        }
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

#[cfg(test)]
mod tests {
    use antiphon_desk::SuggestedQuestion;

    use super::*;

    fn found() -> Suggested {
        let view = SuggestionView {
            id: "refund".to_owned(),
            revision: 1,
            title: "Refund time".to_owned(),
            title_marks: Vec::new(),
            preview: "Five days.".to_owned(),
            confidence: 92,
            reasons: vec![Reason::Similar {
                in_meaning: true,
                text: "money back".to_owned(),
                likeness: 81,
            }],
            insertable: true,
            judged: None,
        };
        let expired = AbsenceView::Expired { until: "2026-11-03T22:59:59Z".to_owned() };
        let question =
            |range, fits| SuggestedQuestion { range, list: vec![(view.clone(), 2.0)], fits };
        Suggested {
            questions: vec![question(0..7, true), question(8..13, false)],
            absent: vec![AbsentView {
                id: "autumn".to_owned(),
                title: "Autumn offer".to_owned(),
                confidence: 70,
                why: expired,
            }],
            list: vec![(view, 2.0)],
            confidence: 0.92,
            fits: true,
            took_us: 7,
            in_message: Vec::new(),
        }
    }

    #[test]
    fn absences_and_questions_are_printed_for_people() {
        let found = Found::new(Value::Null, "Refund? 5G ok", found());
        let expected = "1. Refund time  [refund]  92 %\n   Five days.\n   \
            similar in meaning to “money back”, 81 %\n\
            Asks “Refund?”: Refund time  [refund]\nAsks “5G ok”: no answer fits\n\
            Not offered:\n   Autumn offer  [autumn]  70 %  expired 2026-11-03";
        assert_eq!(text(&found), expected);
    }

    #[test]
    fn absences_and_questions_are_printed_for_programs() {
        let found = Found::new(Value::Null, "Refund? 5G ok", found());
        let json = serde_json::to_value(&found).unwrap();
        assert_eq!(json["absent"][0]["why"]["kind"], "expired");
        assert_eq!(json["absent"][0]["answer_id"], "autumn");
        assert_eq!(json["questions"][1]["text"], "5G ok");
        assert_eq!(json["questions"][0]["suggestions"][0]["answer_id"], "refund");
    }
}
