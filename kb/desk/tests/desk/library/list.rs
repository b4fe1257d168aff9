//! The list: filtered, searched, counted and paged.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use antiphon_desk::Desk;
use antiphon_desk::views::{
    AnswerFilter, AnswerInput, AnswerPage, FacetCount, ValidityFilter, WorkspaceKind,
};
use antiphon_model::{AnswerState, Channel};

use crate::support::{Lab, answer, approved, marked, on, paste, used};

fn list(desk: &Desk, filter: &AnswerFilter) -> AnswerPage {
    desk.list_answers(filter, 0, 100).unwrap()
}

fn titles(desk: &Desk, filter: &AnswerFilter) -> Vec<String> {
    list(desk, filter).rows.into_iter().map(|row| row.title).collect()
}

fn words(text: &str) -> AnswerFilter {
    AnswerFilter { text: text.to_owned(), ..AnswerFilter::default() }
}

/// One approved for X only, one expired, one yet to come, one draft, one retired.
fn library(lab: &Lab) -> Desk {
    let desk = lab.empty();
    let text = |text: &str| Some(text.to_owned());
    let with = |title: &str| AnswerInput {
        topics: vec!["refunds".to_owned()],
        owner: text("Care"),
        locale: text("en"),
        ..answer(title, "Five days.")
    };
    approved(&desk, AnswerInput { channels: vec![Channel::X], ..with("Refund on X") });
    lab.clock.pass_minutes(1);
    approved(&desk, AnswerInput { valid_until: text("2026-01-31"), ..with("Refund winter") });
    lab.clock.pass_minutes(1);
    approved(&desk, AnswerInput { valid_from: text("2027-01-01"), ..with("Refund next year") });
    lab.clock.pass_minutes(1);
    desk.create_answer(AnswerInput { locale: text("de"), ..answer("Rechnung", "Entwurf") })
        .unwrap();
    lab.clock.pass_minutes(1);
    let retired = approved(&desk, answer("Fax number", "0800 1234"));
    desk.retire_answer(&retired).unwrap();
    desk
}

#[test]
fn the_list_has_the_last_changed_first_and_filters_by_everything_it_counts() {
    let lab = Lab::new();
    let desk = library(&lab);
    let all = AnswerFilter::default();
    assert_eq!(
        titles(&desk, &all),
        ["Fax number", "Rechnung", "Refund next year", "Refund winter", "Refund on X"]
    );
    let state = |state| titles(&desk, &AnswerFilter { state: Some(state), ..all.clone() });
    assert_eq!(state(AnswerState::Draft), ["Rechnung"]);
    assert_eq!(state(AnswerState::Retired), ["Fax number"]);
    let text = |text: &str| Some(text.to_owned());
    let by = |filter: AnswerFilter| titles(&desk, &filter).len();
    assert_eq!(by(AnswerFilter { topic: text("refunds"), ..all.clone() }), 3);
    assert_eq!(by(AnswerFilter { owner: text("Care"), ..all.clone() }), 3);
    assert_eq!(by(AnswerFilter { locale: text("de"), ..all.clone() }), 1);
    assert_eq!(by(AnswerFilter { channel: Some(Channel::X), ..all.clone() }), 5);
    assert_eq!(by(AnswerFilter { channel: Some(Channel::Sms), ..all.clone() }), 4);
    let err = desk.list_answers(&AnswerFilter { locale: text("?"), ..all }, 0, 1).unwrap_err();
    assert!(err.to_string().contains("\"?\" is no locale"), "{err}");
}

#[test]
fn the_list_filters_by_what_may_be_used_today() {
    let lab = Lab::new();
    let desk = library(&lab);
    let validity = |wanted| {
        let (validity, state) = (Some(wanted), Some(AnswerState::Approved));
        titles(&desk, &AnswerFilter { validity, state, ..AnswerFilter::default() })
    };
    assert_eq!(validity(ValidityFilter::Expired), ["Refund winter"]);
    assert_eq!(validity(ValidityFilter::Upcoming), ["Refund next year"]);
    assert_eq!(validity(ValidityFilter::Current), ["Refund on X"], "open ends never end");
}

#[test]
fn the_counts_beside_the_filters_are_what_the_filters_find() {
    let lab = Lab::new();
    let desk = lab.begin(WorkspaceKind::Sample);
    let facets = list(&desk, &AnswerFilter::default()).facets;
    let check = |counts: Vec<FacetCount>, filter: &dyn Fn(&str) -> AnswerFilter| {
        assert!(!counts.is_empty());
        for count in counts {
            assert_eq!(list(&desk, &filter(&count.name)).total, count.count, "{}", count.name);
        }
    };
    let all = AnswerFilter::default;
    let name = |name: &str| Some(name.to_owned());
    check(facets.topics, &|topic| AnswerFilter { topic: name(topic), ..all() });
    check(facets.locales, &|locale| AnswerFilter { locale: name(locale), ..all() });
    check(facets.owners, &|owner| AnswerFilter { owner: name(owner), ..all() });
    check(facets.channels, &|channel| AnswerFilter {
        channel: Channel::parse(channel).ok(),
        ..all()
    });
    let states = [AnswerState::Draft, AnswerState::Approved, AnswerState::Retired];
    check(facets.states, &|state| AnswerFilter {
        state: states.into_iter().find(|known| known.as_str() == state),
        ..all()
    });
}

#[test]
fn a_search_finds_drafts_and_retired_answers_and_texts_that_wait_for_approval() {
    let lab = Lab::new();
    let desk = library(&lab);
    assert_eq!(titles(&desk, &words("entwurf")), ["Rechnung"]);
    assert_eq!(titles(&desk, &words("fax")), ["Fax number"]);
    let id = approved(&desk, answer("Router", "Hold the button."));
    desk.edit_answer(&id, answer("Router", "Press the paperclip.")).unwrap();
    assert_eq!(titles(&desk, &words("paperclip")), ["Router"]);
    assert_eq!(titles(&desk, &words("button")), ["Router"]);
    assert_eq!(titles(&desk, &words("zeppelin")), Vec::<String>::new());
}

#[test]
fn a_search_has_the_best_first_marks_it_and_takes_the_other_filters_with_it() {
    let lab = Lab::new();
    let desk = library(&lab);
    approved(&desk, answer("Delivery", "Refund, if it is late."));
    let page = list(&desk, &words("refund wint"));
    let best = page.rows.first().unwrap();
    assert_eq!(marked(&best.title, &best.title_marks), ["Refund", "winter"]);
    assert_eq!(titles(&desk, &words("refund")).last().unwrap(), "Delivery", "titles go first");
    let state = Some(AnswerState::Retired);
    assert!(titles(&desk, &AnswerFilter { state, ..words("refund") }).is_empty());
    let validity = Some(ValidityFilter::Expired);
    let page = list(&desk, &AnswerFilter { validity, ..words("refund") });
    assert_eq!((page.total, page.rows.len()), (1, 1));
}

#[test]
fn a_search_that_finds_more_than_a_thousand_answers_counts_and_pages_all_of_them() {
    let lab = Lab::new();
    let desk = lab.empty();
    let line = |n: usize| {
        let topic = if n.is_multiple_of(3) { "cards" } else { "loans" };
        format!(
            "{{\"id\":\"a{n}\",\"title\":\"Refund {n}\",\"body\":\"Yes.\",\"topics\":[\"{topic}\"]}}\n"
        )
    };
    let text: String = (0..1_200).map(line).collect();
    desk.run_import(&lab.file("many.jsonl", text), &mut on).unwrap();
    let page = list(&desk, &words("refund"));
    assert_eq!(page.total, 1_200);
    let counts: Vec<_> = page.facets.topics.iter().map(|topic| topic.count).collect();
    assert_eq!(counts, [800, 400], "the facets count all of them");
    let topic = Some("cards".to_owned());
    let cards = AnswerFilter { topic, ..words("refund") };
    let page = desk.list_answers(&cards, 390, 50).unwrap();
    assert_eq!((page.total, page.rows.len()), (400, 10));
    let counts: Vec<_> = page.facets.topics.iter().map(|topic| topic.count).collect();
    assert_eq!(counts, [800, 400], "another topic can be chosen");
    assert_eq!(page.facets.states.first().map(|state| state.count), Some(400));
    assert_eq!(list(&desk, &words("refund 1199")).facets.topics.len(), 1, "only what is found");
}

#[test]
fn no_mark_is_put_on_a_title_that_was_not_searched() {
    let lab = Lab::new();
    let desk = lab.empty();
    let id = approved(&desk, answer("Refund time", "Five days."));
    desk.edit_answer(&id, answer("When will the refund come?", "Five days.")).unwrap();
    let page = list(&desk, &words("refund"));
    let row = page.rows.first().unwrap();
    assert_eq!(row.title, "When will the refund come?");
    assert!(marked(&row.title, &row.title_marks).iter().all(|word| word == "refund"));
}

#[test]
fn pages_follow_one_another_without_gap_or_repeat() {
    let lab = Lab::new();
    let desk = lab.begin(WorkspaceKind::Sample);
    for filter in [AnswerFilter::default(), words("refund")] {
        let whole = list(&desk, &AnswerFilter { ..filter.clone() });
        let whole: Vec<_> = match whole.total {
            0..=100 => whole.rows,
            _ => desk.list_answers(&filter, 0, 1000).unwrap().rows,
        };
        let mut paged = Vec::new();
        loop {
            let offset = u32::try_from(paged.len()).unwrap();
            let page = desk.list_answers(&filter, offset, 7).unwrap();
            assert_eq!(page.total as usize, whole.len());
            if page.rows.is_empty() {
                break;
            }
            paged.extend(page.rows);
            assert!(paged.len() <= whole.len(), "the pages do not end");
        }
        assert!(paged.len() > 7 && paged == whole, "{:?}", filter.text);
    }
}

#[test]
fn a_row_shows_where_the_answer_stands() {
    let lab = Lab::new();
    let desk = lab.empty();
    let shortcut = Some("refund".to_owned());
    let id = approved(&desk, AnswerInput { shortcut, ..answer("Refund time", "Five days.") });
    let thread = paste(&desk, "refund?");
    desk.send_reply(&thread, "Five days.", &used(&id)).unwrap();
    lab.clock.pass_minutes(5);
    desk.edit_answer(&id, answer("Refund time", "Three days.")).unwrap();
    let row = list(&desk, &AnswerFilter::default()).rows.into_iter().next().unwrap();
    assert_eq!((row.state, row.validity), (AnswerState::Approved, ValidityFilter::Current));
    assert_eq!((row.has_open, row.uses), (true, 1));
    assert_eq!(row.changed_at, "2026-11-21T12:05:00Z");
}
