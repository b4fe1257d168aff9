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
