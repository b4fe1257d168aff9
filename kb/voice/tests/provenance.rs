//! Provenance, measured on replies that were edited by hand, and what must never be approved.

#![expect(clippy::unwrap_used, reason = "a file that cannot be read fails the test")]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use antiphon_voice::provenance::{Approved, Library, Report, State, Verdict, check};
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
    check(draft, &LIBRARY, &[], &products)
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
    for line in ["replies.txt"].map(read).join("\n").lines() {
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
    fn any_draft_and_any_template_are_taken(draft in "\\PC{0,80}", body in "(\\PC|\\{\\{|\\{%|%\\}|\\}\\}| if | endif |locked|\\. ){0,60}") {
        let bodies = [body.as_str()];
        let library = Library::new([Approved { id: "a", bodies: &bodies }]);
        for text in [&draft, &body] {
            let report = check(text, &library, &["a"], &[]);
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
