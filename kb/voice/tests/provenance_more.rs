//! Drafts that would pass off something as approved: signs, links, courtesies, and long ones.

use antiphon_voice::provenance::{Approved, Library, Report, State, Usable, Verdict, check};

fn report(body: &str, draft: &str) -> Report {
    let library = Library::new([Approved { id: "a", bodies: &[body] }]);
    check(draft, (&library, &Usable::ALL), &[], &[])
}

#[test]
fn long_runs_of_one_sign_are_read_to_their_end() {
    let body = "You can call us on +44 20 7946 0958.";
    for part in ["(", "+", "+(", "123 ", "`", "*", "_", "[", "<", "5*", "a@"] {
        let run = part.repeat((60 << 10) / part.len());
        let found = report(body, &format!("{run}\n\nYou can call us on +44 20 7946 0958."));
        let last = found.sentences.last().map(|one| one.state);
        assert_eq!(last, Some(State::Verbatim), "{part}");
        assert_eq!(found.verdict, Verdict::NeedsApproval, "{part}");
        assert!(Library::new([Approved { id: "a", bodies: &[&run] }]).has("a"), "{part}");
    }
}

#[test]
fn a_sign_before_a_number_is_no_mark_of_a_list() {
    let percent = "5 percent is refunded at once.";
    let degrees = "7 °C is the minimum.";
    for body in [percent, degrees] {
        for sign in [">", "> ", "+ ", "+", "- ", "-", "– ", "— ", "> > ", "- - ", "- > ", "> **"]
        {
            for draft in [format!("{sign}{body}"), format!("Hello!\n{sign}{body}\n\nThanks!\n")] {
                let found = report(body, &draft);
                assert_eq!(found.verdict, Verdict::NeedsApproval, "{draft:?}");
                assert!(
                    found.sentences.iter().all(|one| one.state != State::Verbatim),
                    "{draft:?}"
                );
            }
        }
        assert_eq!(report(body, &format!("• {body}")).verdict, Verdict::Ready);
    }
    let both = format!("{percent} {degrees}");
    for end in ["\n", "\r\n"] {
        let list = |mark: &str| format!("{mark}{percent}{end}{mark}{degrees}");
        for mark in ["- ", "+ ", "– "] {
            assert_eq!(report(&both, &list(mark)).verdict, Verdict::Ready, "{mark}");
        }
        assert_eq!(report(&both, &list("> ")).verdict, Verdict::NeedsApproval);
    }
    let signed = format!("- {percent}\n- Ana");
    assert_eq!(report(&both, &signed).verdict, Verdict::NeedsApproval);
    assert_eq!(report("We ship today.", "> We ship today.").verdict, Verdict::Ready);
}

#[test]
fn a_link_with_a_field_may_be_filled_with_a_number() {
    let body = "Track it at https://t.example/{{order.id}}.";
    let linked = "You can [track it](https://t.example/o/{{ order.id }}/now) today.";
    let named = "{{ customer.first_name }}, it is at https://t.example/{{ order.id }} now.";
    let locked = "{% locked %}Track it at https://t.example/{{ order.id }} today.{% endlocked %}";
    for (body, draft) in [
        (body, "Track it at https://t.example/A-123."),
        (body, "Track it at https://t.example/20418."),
        (linked, "You can [track it](https://t.example/o/A_123/now) today."),
        (named, "Mira, it is at https://t.example/A-123 now."),
        (locked, "Track it at https://t.example/A-123 today."),
    ] {
        let found = report(body, draft);
        assert_eq!(found.sentences[0].state, State::Fields, "{found:#?}");
        assert_eq!(found.verdict, Verdict::Ready, "{found:#?}");
    }
    let host = "Track it at https://{{ order.id }}.t.example/x.";
    let end = "Track it at https://t.example{{ order.id }}.";
    for (body, draft) in [
        (body, "Track it at https://t.example/A/123."),
        (body, "Track it at https://t.example/A?x=1."),
        (body, "Track it at https://t.example/A#1."),
        (body, "Track it at https://t.example/A.1."),
        (body, "Track it at https://t.example/a@b.example."),
        (body, "Track it at https://t.example/ A-123."),
        (body, "Track it at https://t.example/."),
        (body, "Track it at https://t.example/free."),
        (body, "Track it at https://e.example/A-123."),
        (body, "Track it at https://t.example/\u{e000}dorder.id\u{e000}."),
        (linked, "You can [track it](https://t.example/o/A_123/later) today."),
        (linked, "You can [track it](https://t.example/o/\u{e000}dorder.id\u{e000}/now) today."),
        (host, "Track it at https://A-1.t.example/x."),
        (end, "Track it at https://t.example1."),
        (locked, "Track it at https://e.example/A-123 today."),
    ] {
        let found = report(body, draft);
        assert!(!matches!(found.sentences[0].state, State::Verbatim | State::Fields), "{found:#?}");
        assert_ne!(found.verdict, Verdict::Ready, "{draft}");
        let marks = ['\u{e000}', '\u{e100}', '\u{e101}'];
        let claimed = found.sentences.iter().flat_map(|one| &one.claims);
        let removed = found.sentences.iter().flat_map(|one| &one.diff);
        let shown = claimed
            .filter_map(|claim| claim.approved.clone())
            .chain(removed.map(|change| change.text.clone()))
            .chain(found.broken_locks.iter().map(|lock| lock.text.clone()));
        for text in shown.filter(|text| !draft.contains(text)) {
            assert!(!text.contains(marks), "{draft}: {text:?}");
        }
    }
    let found = report(body, "Track it at https://e.example/A-123.");
    let approved = found.sentences[0].claims[0].approved.as_deref();
    assert_eq!(approved, Some("https://t.example/{{order.id}}"));
}

#[test]
fn what_is_no_name_is_no_courtesy() {
    let body = "We ship it today.";
    for more in [
        "^Plus Interest",
        "^PlusInterest",
        "^JustJoking",
        "^Anything Else",
        "/Sarcasm",
        "@Liar",
        "Hi Idiot,",
        "Dear Thief,",
        "Dear Thieves,",
        "Dear Millionaire,",
        "Best Lawyers",
        "Hi Twice,",
        "Thanks @gratis2026",
        "Hallo Dummkopf,",
        "Hola Idiota,",
        "Merci Menteur",
    ] {
        for draft in [format!("{body}\n\n{more}"), format!("{more}\n\n{body}")] {
            assert_eq!(report(body, &draft).verdict, Verdict::NeedsApproval, "{draft}");
        }
    }
    for more in ["^AB", "^ABC", "^Mira", "– Tom", "Hi Luna,", "Dear Ms Baker,", "Thanks @mira_ok"]
    {
        let draft = format!("{body}\n\n{more}");
        assert_eq!(report(body, &draft).verdict, Verdict::Ready, "{draft}");
    }
}
