//! Several questions in one conversation, by the messages that hold them.

use std::ops::Range;

use antiphon_model::Query;

use crate::suggest::SuggestedQuestion;
use crate::utf16;
use crate::views::{MessageMarks, QuestionView};

/// What `ranges` of the [`joined`](crate::composer::joined) messages cover in each of them.
pub(crate) fn marks(asked: &[&Query], ranges: &[Range<usize>]) -> Vec<MessageMarks> {
    let mut next = 0;
    let each = asked.iter().map(|query| {
        let (start, end) = (next, next + query.text.len());
        next = end + 1; // behind the line break
        let inside = |range: &Range<usize>| {
            let (from, to) = (range.start.max(start), range.end.min(end));
            (from < to).then(|| from - start..to - start)
        };
        let ranges: Vec<_> = ranges.iter().filter_map(inside).collect();
        MessageMarks { query_id: query.id.to_string(), spans: utf16::spans(&query.text, &ranges) }
    });
    each.collect()
}

/// The questions of `text`, the joined messages.
pub(crate) fn views(
    asked: &[&Query],
    text: &str,
    questions: Vec<SuggestedQuestion>,
) -> Vec<QuestionView> {
    let view = |question: SuggestedQuestion| {
        let mut marks = marks(asked, std::slice::from_ref(&question.range));
        marks.retain(|mark| !mark.spans.is_empty());
        QuestionView {
            text: text.get(question.range).unwrap_or_default().trim().to_owned(),
            marks,
            suggestions: question.list.into_iter().map(|(view, _)| view).collect(),
            fits: question.fits,
        }
    };
    questions.into_iter().map(view).collect()
}

#[cfg(test)]
mod tests {
    use antiphon_model::{QueryId, Time};

    use super::*;
    use crate::composer::joined;
    use crate::views::Span;

    fn query(id: &str, text: &str) -> Query {
        Query {
            id: QueryId::parse(id).unwrap(),
            text: text.to_owned(),
            received_at: Time::parse("2026-11-21T12:00:00Z").unwrap(),
            locale: None,
        }
    }

    #[test]
    fn a_question_is_found_in_its_message_in_units_of_the_window() {
        let (first, second) = (query("m1", "😡 refund?"), query("m2", "Also: is it 5G?"));
        let asked = [&first, &second];
        let text = joined(&asked);
        let one = |words: &str| {
            let start = text.find(words).unwrap();
            SuggestedQuestion { range: start..start + words.len(), list: Vec::new(), fits: true }
        };
        let shown = views(&asked, &text, vec![one("refund?"), one("is it 5G?")]);
        assert_eq!(shown[0].text, "refund?");
        let at = |id: &str, from, to| MessageMarks {
            query_id: id.to_owned(),
            spans: vec![Span { from, to }],
        };
        assert_eq!(shown[0].marks, [at("m1", 3, 10)], "the emoji counts two");
        assert_eq!(shown[1].marks, [at("m2", 6, 15)]);
        let across = views(&asked, &text, vec![one("refund?\nAlso")]);
        assert_eq!(across[0].marks, [at("m1", 3, 10), at("m2", 0, 4)]);
    }
}
