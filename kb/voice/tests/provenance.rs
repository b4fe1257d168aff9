//! Provenance, measured on replies that were edited by hand, and what must never be approved.

#![expect(clippy::unwrap_used, clippy::string_slice, reason = "a test stops at what is wrong")]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use antiphon_voice::provenance::{Approved, Library, Report, State, Usable, Verdict, check};
use proptest::prelude::*;

const PRODUCTS: [&str; 3] = ["Lumen Go", "Lumen Arc", "Lumen Desk 2"];

static ANSWERS: LazyLock<Vec<(String, String)>> = LazyLock::new(|| {
    let text = read("answers.txt");
    let blocks = text.split("== ").map(str::trim).filter(|block| !block.is_empty());
    blocks
        .filter_map(|block| block.split_once('\n'))
        .map(|(id, body)| (id.to_owned(), body.to_owned()))
        .collect()
});

static LIBRARY: LazyLock<Library> = LazyLock::new(|| {
    let bodies: Vec<[&str; 1]> = ANSWERS.iter().map(|(_, body)| [body.as_str()]).collect();
    Library::new(ANSWERS.iter().zip(&bodies).map(|((id, _), bodies)| Approved { id, bodies }))
});

fn read(name: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/provenance");
    fs::read_to_string(folder.join(name)).unwrap()
}

fn report(draft: &str) -> Report {
    let products: Vec<String> = PRODUCTS.iter().map(|name| (*name).to_owned()).collect();
    check(draft, (&LIBRARY, &Usable::ALL), &[], &products)
}

/// A labelled sentence: where it is, what it is, which kinds of claims it makes.
#[derive(Debug)]
struct Label {
    range: (usize, usize),
    state: char,
    claims: BTreeSet<String>,
}

struct Reply {
    kind: String,
    text: String,
    labels: Vec<Label>,
    verdict: Option<String>,
}

fn parse(kind: &str, line: &str) -> Reply {
    let (line, verdict) = match line.split_once(" -> ") {
        Some((line, verdict)) => (line, Some(verdict.trim().to_owned())),
        None => (line, None),
    };
    let mut text = String::new();
    let mut labels = Vec::new();
    let mut rest = line.to_owned();
    while let Some(open) = label_start(&rest) {
        let start = text.len();
        text.push_str(&rest[..open].replace('⏎', "\n"));
        let close = open + rest[open..].find(']').unwrap();
        let mut words = rest[open + 2..close].split(' ');
        let state = words.next().unwrap().chars().next().unwrap();
        let claims = words.map(str::to_owned).collect();
        let shown = text[start..].trim();
        let marks = shown.find(|c: char| !"-•> 0123456789.".contains(c)).unwrap_or(0);
        let marked = shown.starts_with(['-', '•', '>'])
            || shown[..marks].contains(". ")
            || shown.starts_with("– R");
        let from = start + text[start..].find(shown).unwrap();
        let from = if shown.starts_with("– R") {
            from + "– ".len()
        } else if marked {
            from + marks
        } else {
            from
        };
        labels.push(Label { range: (from, text.trim_end().len()), state, claims });
        rest = rest[close + 1..].to_owned();
    }
    text.push_str(&rest);
    Reply { kind: kind.to_owned(), text: text.trim_end().to_owned(), labels, verdict }
}

fn label_start(text: &str) -> Option<usize> {
    let found = text.match_indices(" [").map(|(at, _)| at);
    let mut found = found.filter(|at| {
        let inner = text[at + 2..].split(']').next().unwrap();
        ["v", "f", "e", "o", "c", "?"].contains(&inner.split(' ').next().unwrap())
    });
    found.next()
}

fn replies() -> Vec<Reply> {
    let mut kind = String::new();
    let mut replies = Vec::new();
    for line in ["replies.txt", "turns.txt"].map(read).join("\n").lines() {
        match line.strip_prefix("== ") {
            Some(name) => name.clone_into(&mut kind),
            None if line.is_empty() || line.starts_with("# ") => {}
            None => replies.push(parse(&kind, line)),
        }
    }
    replies
}

fn state_of(sentence: &antiphon_voice::provenance::Sentence) -> char {
    match sentence.state {
        State::Verbatim => 'v',
        State::Fields => 'f',
        State::Edited => 'e',
        State::Own if sentence.courtesy => 'c',
        State::Own => 'o',
    }
}

#[test]
fn ninety_eight_of_a_hundred_sentences_are_told_right() {
    let replies = replies();
    let mut kinds: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    let mut wrong = String::new();
    for reply in &replies {
        let report = report(&reply.text);
        let count = kinds.entry(reply.kind.clone()).or_default();
        for label in &reply.labels {
            count.1 += 1;
            let found =
                report.sentences.iter().find(|s| (s.range.start, s.range.end) == label.range);
            let right = found.is_some_and(|sentence| {
                let claims: BTreeSet<_> =
                    sentence.claims.iter().map(|c| c.kind.as_str().to_owned()).collect();
                label.state == '?'
                    || (state_of(sentence) == label.state && claims.is_superset(&label.claims))
            });
            count.0 += usize::from(right);
            if !right {
                let shown = &reply.text[label.range.0..label.range.1];
                let claims =
                    found.map(|s| s.claims.iter().map(|c| (c.kind, &c.value)).collect::<Vec<_>>());
                writeln!(
                    wrong,
                    "{}: {shown:?} is {:?}, not {:?} ({claims:?})",
                    reply.kind,
                    found.map(state_of),
                    label
                )
                .unwrap();
            }
        }
    }
    let (right, all) = kinds.values().fold((0, 0), |sum, count| (sum.0 + count.0, sum.1 + count.1));
    println!("{right} of {all} sentences of {} replies\n{wrong}", replies.len());
    assert!(replies.len() >= 300, "{} replies", replies.len());
    assert!(right * 100 >= all * 98, "{right} of {all}\n{wrong}");
}

#[test]
fn the_verdict_follows_from_the_sentences() {
    for reply in replies() {
        let report = report(&reply.text);
        let settled = reply.labels.iter().all(|l| "vfc".contains(l.state) && l.claims.is_empty());
        let expected = match reply.verdict.as_deref() {
            Some(verdict) => verdict.to_owned(),
            None if settled => "ready".to_owned(),
            None => "needs_approval".to_owned(),
        };
        assert_eq!(report.verdict.as_str(), expected, "{}: {report:#?}", reply.text);
    }
}

#[test]
fn a_changed_number_or_a_not_is_never_approved() {
    let risky = [
        "number",
        "negation put in",
        "negation taken out",
        "dates and money",
        "links and addresses",
        "small turns",
        "other amounts",
    ];
    for reply in replies().iter().filter(|reply| risky.contains(&reply.kind.as_str())) {
        let report = report(&reply.text);
        for label in reply.labels.iter().filter(|label| !label.claims.is_empty()) {
            let sentence =
                report.sentences.iter().find(|s| s.range.start == label.range.0).unwrap();
            assert!(!matches!(sentence.state, State::Verbatim | State::Fields), "{}", reply.text);
        }
        let claims = reply.labels.iter().any(|label| !label.claims.is_empty());
        assert!(!claims || report.verdict != Verdict::Ready, "{}", reply.text);
    }
}

/// The labelled replies that are ready.
static READY: LazyLock<Vec<Reply>> = LazyLock::new(|| {
    let ready = |reply: &Reply| report(&reply.text).verdict == Verdict::Ready;
    replies().into_iter().filter(ready).collect()
});

/// The approved sentences of the library without fields, as their text stands.
static PLAIN: LazyLock<Vec<String>> = LazyLock::new(|| {
    let plain = ANSWERS.iter().filter(|(_, body)| !body.contains("{%") && !body.contains("{{"));
    let sentences = plain.flat_map(|(_, body)| {
        antiphon_voice::sentences::find(body).into_iter().map(|range| body[range].to_owned())
    });
    sentences.collect()
});

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_number_changed_anywhere_is_never_approved(pick in any::<prop::sample::Index>(), at in any::<prop::sample::Index>(), by in 1_u32..10) {
        let sentences: Vec<&String> = PLAIN.iter().filter(|s| s.bytes().any(|b| b.is_ascii_digit())).collect();
        let sentence = pick.get(&sentences);
        let places: Vec<usize> = sentence.char_indices().filter(|(_, c)| c.is_ascii_digit()).map(|(at, _)| at).collect();
        let place = *at.get(&places);
        let digit = sentence[place..=place].parse::<u32>().unwrap();
        let mutated = format!("{}{}{}", &sentence[..place], (digit + by) % 10, &sentence[place + 1..]);
        let report = report(&mutated);
        prop_assert!(report.sentences.iter().all(|s| s.state == State::Edited || s.state == State::Own), "{mutated}");
        prop_assert_ne!(report.verdict, Verdict::Ready, "{}", mutated);
        prop_assert!(report.sentences.iter().any(|s| !s.claims.is_empty()), "no claim in {mutated}");
    }

    #[test]
    fn a_not_put_in_or_taken_out_is_never_approved(
        pick in any::<prop::sample::Index>(), at in any::<prop::sample::Index>(),
        not in prop::sample::select(vec!["not", "never", "no", "nicht", "keine", "nie", "nunca", "pas", "jamais", "sin", "ohne", "sans"]),
    ) {
                let sentence = pick.get(&PLAIN);
        let words: Vec<&str> = sentence.split(' ').collect();
        let place = at.index(words.len());
        let mut longer = words.clone();
        longer.insert(place, not);
        let mutated = longer.join(" ");
        prop_assert_ne!(report(&mutated).verdict, Verdict::Ready, "{}", mutated);
        let shorter: Vec<&str> = words.iter().copied().filter(|word| !["not", "never", "no", "nicht", "No", "ne", "pas", "Never", "cannot"].contains(word)).collect();
        if shorter.len() < words.len() {
            let mutated = shorter.join(" ");
            prop_assert_ne!(report(&mutated).verdict, Verdict::Ready, "{}", mutated);
        }
    }

    #[test]
    fn a_not_put_into_an_approved_reply_is_never_approved(
        pick in any::<prop::sample::Index>(), at in any::<prop::sample::Index>(),
        not in prop::sample::select(vec!["not", "never", "nobody", "nicht", "kein", "nunca", "pas", "no", "without"]),
    ) {
        let ready: Vec<&Reply> = READY.iter().collect();
        let reply = pick.get(&ready);
        let mut words: Vec<&str> = reply.text.split(' ').collect();
        words.insert(at.index(words.len() + 1), not);
        let mutated = words.join(" ");
        prop_assert_ne!(report(&mutated).verdict, Verdict::Ready, "{}", mutated);
    }

    #[test]
    fn a_number_changed_in_an_approved_reply_is_never_approved(
        pick in any::<prop::sample::Index>(), at in any::<prop::sample::Index>(), by in 1_u32..10,
    ) {
        let fixed = |reply: &&Reply| reply.labels.iter().all(|label| label.state == 'v') && reply.text.bytes().any(|b| b.is_ascii_digit());
        let ready: Vec<&Reply> = READY.iter().filter(fixed).filter(|reply| !reply.text.contains('\n')).collect();
        let text = &pick.get(&ready).text;
        let places: Vec<usize> = text.char_indices().filter(|(_, c)| c.is_ascii_digit()).map(|(at, _)| at).collect();
        let place = *at.get(&places);
        let digit = text[place..=place].parse::<u32>().unwrap();
        let mutated = format!("{}{}{}", &text[..place], (digit + by) % 10, &text[place + 1..]);
        prop_assert_ne!(report(&mutated).verdict, Verdict::Ready, "{}", mutated);
    }

    #[test]
    fn any_draft_and_any_template_are_taken(draft in "\\PC{0,80}", body in "(\\PC|\\{\\{|\\{%|%\\}|\\}\\}| if | endif |locked|\\. ){0,60}") {
        let bodies = [body.as_str()];
        let library = Library::new([Approved { id: "a", bodies: &bodies }]);
        for text in [&draft, &body] {
            let report = check(text, (&library, &Usable::ALL), &["a"], &[]);
            let mut end = 0;
            for sentence in &report.sentences {
                prop_assert!(sentence.range.start >= end && text.get(sentence.range.clone()).is_some());
                end = sentence.range.end;
                for claim in &sentence.claims {
                    prop_assert!(text.get(claim.range.clone()).is_some());
                }
            }
        }
    }
}

fn verdict_of(body: &str, draft: &str) -> Report {
    let bodies = [body];
    let library = Library::new([Approved { id: "a", bodies: &bodies }]);
    check(draft, (&library, &Usable::ALL), &["a"], &[])
}

#[test]
fn a_promise_in_a_field_is_never_approved() {
    let refund = "Your refund goes to {{ customer.email }}.";
    let city = "We write to you in {{ conversation.city }}.";
    let name = "Happy birthday, dear {{ customer.first_name }}!";
    let asked = "Please use {% ask \"What\" %} for it.";
    for (body, draft) in [
        (refund, "Your refund goes to a@b.com within 24 hours with 50 dollars extra."),
        (refund, "Your refund goes to a@b.com and c@d.com."),
        (refund, "Your refund goes to 50 dollars."),
        (city, "We write to you in 24 hours."),
        (city, "We write to you in https://evil.example/x."),
        (city, "We write to you in Lyon with 10% off."),
        (asked, "Please use a@b.com on 3 May 2026 for it."),
        (asked, "Please use https://evil.example for it."),
        (asked, "Please use 50 dollars for it."),
    ] {
        let report = verdict_of(body, draft);
        assert_eq!(report.verdict, Verdict::NeedsApproval, "{report:#?}");
        assert!(report.sentences.iter().any(|s| !s.claims.is_empty()), "{report:#?}");
    }
    for (body, draft) in [
        (refund, "Your refund goes to your new account with interest."),
        (refund, "Your refund goes to Mira Okafor."),
        (name, "Happy birthday, dear Lifetime Warranty!"),
        (name, "Happy birthday, dear Ana Maria Luisa Elena Petra!"),
        (refund, "Your refund goes to a@b.com-within-24-hours."),
        (city, "We write to you in Lifetime Warranty Cash Back."),
        (refund, "Your refund goes to everybody."),
        ("Your case is {{ ticket.id }}.", "Your case is closed."),
        ("Write to {{ requester.email }} today.", "Write to lawyers today."),
        ("Ask {{ recipient.name }} for it.", "Ask Lifetime Warranty for it."),
        (city, "We write to you in Paris Lyon Rome Berlin Madrid."),
    ] {
        let report = verdict_of(body, draft);
        assert_eq!(report.verdict, Verdict::NeedsApproval, "{report:#?}");
    }
    for (body, draft) in [
        (refund, "Your refund goes to a@b.com."),
        (city, "We write to you in New York."),
        (name, "Happy birthday, dear Mira!"),
        (asked, "Please use LM-20418 for it."),
        ("Your order is {{ conversation.id }}.", "Your order is LM-20418."),
        ("Your case is {{ ticket.id }}.", "Your case is XKPLMN."),
        ("Write to {{ requester.email }} today.", "Write to a@b.com today."),
        ("We call you at {{ customer.phone }}.", "We call you at +49 30 1234567."),
    ] {
        let report = verdict_of(body, draft);
        assert_eq!(report.verdict, Verdict::Ready, "{report:#?}");
    }
}

#[test]
fn a_placeholder_left_behind_blocks() {
    let body = "Your order {% ask \"Order\" %} is on its way. We ship it.";
    for left in ["[ORDER ID]", "XXX", "{number}", "TBD"] {
        for draft in
            [format!("Your order {left} is on its way."), format!("We ship it. Ask {left}.")]
        {
            let report = verdict_of(body, &draft);
            assert_eq!(report.verdict, Verdict::Blocked, "{report:#?}");
            assert!(report.leftovers.iter().any(|range| &draft[range.clone()] == left), "{draft}");
        }
    }
}

#[test]
fn words_of_promise_are_no_courtesy() {
    for draft in ["Hi Lifetime Warranty!", "Thanks Cash Back Tomorrow!", "***", "Hi Lamps!"] {
        let report = report(draft);
        assert_eq!(report.verdict, Verdict::NeedsApproval, "{report:#?}");
    }
}

/// A few sentences, of which answers are made.
const PARTS: [&str; 6] = [
    "Refunds take five working days.",
    "Refunds take {% locked %}ten working days{% endlocked %}.",
    "We write to you when it is done.",
    "we write to you when it is done.",
    "{% if customer.name %}Hi {{ customer.name }}!{% endif %} Your parcel leaves us today.",
    "Your parcel leaves us tomorrow.",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn a_library_says_the_same_however_it_came_about(
        changes in prop::collection::vec(
            (0_usize..5, prop::collection::vec(0_usize..PARTS.len(), 0..4)), 1..24),
        drafted in prop::collection::vec(0_usize..PARTS.len(), 1..4),
    ) {
        let mut library = Library::default();
        let mut held = BTreeMap::new();
        for (answer, parts) in changes {
            let id = format!("answer {answer}");
            if parts.is_empty() {
                library.remove(&id);
                held.remove(&id);
            } else {
                let body = parts.iter().map(|part| PARTS[*part]).collect::<Vec<_>>().join(" ");
                library.put([Approved { id: &id, bodies: &[&body, PARTS[parts[0]]] }]);
                held.insert(id, (body, PARTS[parts[0]]));
            }
        }
        let bodies: Vec<_> = held.iter().map(|(id, (one, two))| (id, [one.as_str(), *two])).collect();
        let fresh = Library::new(bodies.iter().map(|(id, bodies)| Approved { id, bodies }));
        prop_assert_eq!(library.sentences(), fresh.sentences());
        let draft: Vec<&str> = drafted.iter().map(|part| PARTS[*part]).collect();
        let draft = draft.join(" ").replace("five", "six").replace("{{ customer.name }}", "Mira");
        let said = |library: &Library, usable: &Usable| check(&draft, (library, usable), &["answer 1"], &[]);
        prop_assert_eq!(said(&library, &Usable::ALL), said(&fresh, &Usable::ALL));
        let second = |id: &str| (id != "answer 2").then_some(1);
        let (ours, theirs) = (Usable::of(&library, &second), Usable::of(&fresh, &second));
        prop_assert_eq!(said(&library, &ours), said(&fresh, &theirs));
    }
}

#[test]
fn what_another_answer_locks_is_not_locked() {
    let library = Library::new([
        Approved { id: "plain", bodies: &["Refunds take ten working days. We ring you."] },
        Approved {
            id: "strict",
            bodies: &["Refunds take {% locked %}ten working days{% endlocked %}."],
        },
    ]);
    let plain = Usable::of(&library, &|id| (id == "plain").then_some(0));
    let draft = "Refunds take about ten or so days. We ring you.";
    let broken = |usable: &Usable, used: &[&str]| {
        check(draft, (&library, usable), used, &[]).broken_locks.len()
    };
    assert_eq!(broken(&plain, &["plain"]), 0);
    assert_eq!(broken(&Usable::ALL, &["plain"]), 0);
    assert_eq!(broken(&Usable::ALL, &["strict"]), 1);
}

#[test]
fn only_what_may_be_used_here_counts_as_approved() {
    let bodies = ["Refunds take five working days.", "Refunds take a week."];
    let library = Library::new([
        Approved { id: "refund", bodies: &bodies },
        Approved { id: "other", bodies: &["We ring you."] },
    ]);
    let variant = Usable::of(&library, &|id| (id == "refund").then_some(1));
    let state = |draft: &str, usable: &Usable| {
        check(draft, (&library, usable), &[], &[]).sentences[0].state
    };
    for draft in ["Refunds take five working days.", "Refunds take a week.", "We ring you."] {
        assert_eq!(state(draft, &Usable::ALL), State::Verbatim);
    }
    assert_eq!(state("Refunds take a week.", &variant), State::Verbatim);
    assert_ne!(state("Refunds take five working days.", &variant), State::Verbatim);
    assert_eq!(state("We ring you.", &variant), State::Own);
}

#[test]
fn a_promise_in_a_field_of_any_name_is_never_ready() {
    let bodies = ["We pay {{amount}} to you. Your plan {{plan}} stays. We come on {{visit.date}}."];
    let library = Library::new([Approved { id: "a", bodies: &bodies }]);
    let verdict = |draft: &str| check(draft, (&library, &Usable::ALL), &[], &[]).verdict;
    for draft in [
        "We pay double compensation plus a brand new phone to you.",
        "We pay all damages and every lawyer bill to you.",
        "We pay twice the price to you.",
        "Your plan with unlimited data and calls stays.",
        "We pay 1000EUR to you.",
        "We pay EUR1000 to you.",
        "We pay 1000 zloty to you.",
        "We pay Rs 1000 to you.",
        "We pay 1k to you.",
        "We pay a thousand to you.",
        "We pay half to you.",
        "We pay 1000 bitcoin to you.",
        "We pay ₽1000 to you.",
        "We pay ₿1000 to you.",
    ] {
        assert_eq!(verdict(draft), Verdict::NeedsApproval, "{draft}");
    }
    for draft in ["Your plan Fibre 500 stays.", "We come on 12 May."] {
        assert_eq!(verdict(draft), Verdict::Ready, "{draft}");
    }
}

#[test]
fn a_lock_at_the_end_of_a_long_body_holds() {
    let body = format!(
        "Start here. {}{{% locked %}}The tail stays.{{% endlocked %}}",
        "Filler goes on. ".repeat(20_000)
    );
    let library = Library::new([Approved { id: "a", bodies: &[&body] }]);
    let report = check("Start here.", (&library, &Usable::ALL), &["a"], &[]);
    assert_eq!(report.verdict, Verdict::Blocked);
}
