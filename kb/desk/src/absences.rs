//! Answers that are asked for but may not be used, as screens show them.

use antiphon_model::Time;
use antiphon_search::{Absence, Absent};

use crate::suggest::percent;
use crate::views::{AbsenceView, AbsentView};

/// When the year 1 began.
const YEAR_1_MS: i64 = -62_135_596_800_000;
/// When the year 9999 began.
const YEAR_9999_MS: i64 = 253_370_764_800_000;

pub(crate) fn view(absent: Absent) -> AbsentView {
    AbsentView {
        id: absent.id.to_string(),
        title: absent.title,
        confidence: percent(absent.confidence),
        why: why(absent.why),
    }
}

fn why(absence: Absence) -> AbsenceView {
    match absence {
        Absence::Held { topic } => AbsenceView::Held { topic },
        Absence::Private => AbsenceView::Private,
        Absence::Channel => AbsenceView::Channel,
        Absence::Locale => AbsenceView::Locale,
        Absence::NotYet { from_ms } => AbsenceView::NotYet { from: moment(from_ms) },
        Absence::Expired { until_ms } => AbsenceView::Expired { until: moment(until_ms) },
    }
}

/// A moment outside the years 1 to 9999 is the nearest one within.
fn moment(ms: i64) -> String {
    let time = Time::from_ms(ms.clamp(YEAR_1_MS, YEAR_9999_MS));
    time.map(|time| time.to_string()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use antiphon_model::AnswerId;

    use super::*;

    #[track_caller]
    fn check(why: Absence, expected: &str) {
        let id = AnswerId::parse("autumn").unwrap();
        let absent = Absent { id, title: "Autumn offer".to_owned(), confidence: 0.876, why };
        let shown = view(absent);
        assert_eq!((shown.id.as_str(), shown.confidence), ("autumn", 88));
        assert_eq!(serde_json::to_string(&shown.why).unwrap(), expected);
    }

    #[test]
    fn each_reason_of_an_absence_is_typed_and_dates_can_be_read() {
        check(Absence::Held { topic: "outage".to_owned() }, r#"{"kind":"held","topic":"outage"}"#);
        check(Absence::Private, r#"{"kind":"private"}"#);
        check(Absence::Channel, r#"{"kind":"channel"}"#);
        check(Absence::Locale, r#"{"kind":"locale"}"#);
        let ms = Time::parse("2026-11-03T22:59:59Z").unwrap().ms();
        let expired = r#"{"kind":"expired","until":"2026-11-03T22:59:59Z"}"#;
        check(Absence::Expired { until_ms: ms }, expired);
        let not_yet = r#"{"kind":"not_yet","from":"2026-11-03T22:59:59Z"}"#;
        check(Absence::NotYet { from_ms: ms }, not_yet);
        assert!(moment(i64::MIN).starts_with("0001") && moment(i64::MAX).starts_with("9999"));
    }
}
