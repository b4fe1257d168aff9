//! Provenance over a library of a hundred thousand answers, and the exposure guard: how long they
//! take. Run with `cargo bench -p antiphon-voice --bench provenance`.

#![expect(
    clippy::print_stdout,
    clippy::indexing_slicing,
    reason = "a bench prints what it measures"
)]

use std::time::{Duration, Instant};

use antiphon_voice::exposure::{self, Allow, Known, REGIONS, Record};
use antiphon_voice::provenance::{Approved, Library, Usable, check};

const ANSWERS: usize = 100_000;
const SUBJECTS: [&str; 16] = [
    "Your refund",
    "The parcel",
    "Our warranty",
    "A replacement",
    "The discount",
    "Your invoice",
    "The new app",
    "Our support team",
    "The delivery",
    "Your account",
    "The gift card",
    "This lamp",
    "The battery",
    "Our shop",
    "The newsletter",
    "Your order",
];
const VERBS: [&str; 12] = [
    "reaches you",
    "is ready",
    "can be changed",
    "will be sent",
    "does not expire",
    "is covered",
    "cannot be combined",
    "starts again",
    "is checked",
    "stays valid",
    "is shown",
    "works",
];
const ENDS: [&str; 12] = [
    "within 5 working days",
    "for 24 months",
    "at no cost",
    "in our shop in Leeds",
    "by e-mail",
    "after the next update",
    "with a valid card",
    "for orders above £50",
    "until 6 pm",
    "on your profile page",
    "in every country of the EU",
    "when the box is sealed",
];

/// The sentence with this number; every one reads differently.
fn sentence(number: usize) -> String {
    let part = |list: &[&str], by: usize| list[(number / by) % list.len()].to_owned();
    let (subject, verb, end) = (part(&SUBJECTS, 1), part(&VERBS, 16), part(&ENDS, 192));
    format!(
        "{subject} {verb} {end}, as article {number} of our terms on topic{} says.",
        number % 5003
    )
}

fn percentile(times: &mut [Duration], share: usize) -> Duration {
    times.sort_unstable();
    times[(times.len() - 1) * share / 100]
}

fn report(name: &str, mut times: Vec<Duration>) {
    let (p50, p99) = (percentile(&mut times, 50), percentile(&mut times, 99));
    println!("{name}: p50 {p50:?}, p99 {p99:?}");
}

fn main() {
    let bodies: Vec<String> = (0..ANSWERS)
        .map(|n| {
            let (one, two) = (sentence(n * 2), sentence(n * 2 + 1));
            format!("Hi {{{{customer.first_name}}}}, thanks for your message. {one} {two}")
        })
        .collect();
    let ids: Vec<String> = (0..ANSWERS).map(|n| format!("a{n}")).collect();
    let held: Vec<[&str; 1]> = bodies.iter().map(|body| [body.as_str()]).collect();
    let start = Instant::now();
    let answers = ids.iter().zip(&held).map(|(id, bodies)| Approved { id, bodies });
    let library = Library::new(answers);
    println!(
        "{} sentences of {ANSWERS} answers read in {:?}",
        library.sentences(),
        start.elapsed()
    );

    let verbatim =
        |n: usize| format!("Hi Mira, thanks for your message. {} {}", sentence(n), sentence(n + 1));
    let edited = |n: usize| {
        format!(
            "Hi Mira, {} I checked it myself. {}",
            sentence(n).replace(" is ", " is really "),
            sentence(n + 1).replace('5', "6")
        )
    };
    for (name, draft) in [("verbatim", &verbatim as &dyn Fn(usize) -> String), ("edited", &edited)]
    {
        let mut times = Vec::new();
        for n in (0..ANSWERS).step_by(200) {
            let draft = draft(n);
            let start = Instant::now();
            let found = check(&draft, (&library, &Usable::ALL), &[], &[]);
            times.push(start.elapsed());
            assert!(!found.sentences.is_empty());
        }
        report(&format!("provenance, {name}"), times);
    }
    let record = Record {
        name: Some("Mira Okafor".to_owned()),
        emails: vec!["mira@mail.example".to_owned()],
        phones: vec!["+44 7700 900123".to_owned()],
        order_ids: vec!["A-1042".to_owned()],
        addresses: vec!["4 Mill Lane, York".to_owned()],
        ..Record::default()
    };
    let allow = Allow::parse("@shop.example");
    let known = Known { record: &record, allow: &allow, regions: &REGIONS };
    let mut times = Vec::new();
    for n in 0..1000 {
        let draft =
            format!("{} Call 415-555-0132 or 020 7946 0958 before 2026-11-05 10:30.", verbatim(n));
        let start = Instant::now();
        let found = exposure::find(&draft, known);
        times.push(start.elapsed());
        assert!(!found.is_empty());
    }
    report("exposure", times);
}
