//! Long texts: all of a text is read, and what is found lies where it is.

use antiphon_voice::exposure::{Allow, Kind, Known, REGIONS, Record, find};

/// Texts that were made to take long, by what is repeated in them.
const HOSTILE: &[&str] = &[
    "mira@shop.example ",
    "a@b.cd,",
    "4155550132",
    "4 ",
    "12 34 56 78 ",
    "+4915123456789 ",
    "+49",
    "415 555 0132 ",
    "order number 4155550132. ",
    "1.1.1.1 ",
    "1.1.1.1:",
    ":: ",
    "DE89370400440532013000 ",
    "de 89 ",
    "536-22-8114 ",
    "4111 1111 1111 1111 ",
    "Okafor.",
    "Mira Okafo ",
    "77120,",
    "12 Main Street ",
    "((",
    "@",
    " at ",
    "&#64;",
    "password ",
    "田中",
];

fn record() -> Record {
    Record {
        name: Some("Mira Okafor".to_owned()),
        emails: vec!["mira@mail.example".to_owned()],
        phones: vec!["+49 1512 3456788".to_owned()],
        order_ids: vec!["77120".to_owned(), "ORD-1042".to_owned()],
        addresses: vec!["12 Main Street Leeds LS1 4AB".to_owned()],
        ..Record::default()
    }
}

#[test]
fn a_text_is_read_to_its_end() {
    let (record, allow) = (record(), Allow::default());
    let mut text = "Thank you for your patience. ".repeat(40_000);
    let start = text.len();
    text.push_str("Mira Okafor, mira@mail.example, tom@mail.example");
    let found = find(&text, Known { record: &record, allow: &allow, regions: &REGIONS });
    let shown: Vec<_> = found.iter().map(|one| text.get(one.range.clone()).unwrap()).collect();
    assert!(start > 1 << 20);
    assert_eq!(shown, ["Mira Okafor", "mira@mail.example", "tom@mail.example"]);
    assert_eq!(found[0].range.start, start);
}

#[test]
fn many_findings_are_each_found() {
    let (record, allow) = (record(), Allow::parse("@shop.example\n+44 20 7946 0958"));
    let text = "a@b.cd, 203.0.113.7, a@shop.example, +44 20 7946 0958, ord-1042. ".repeat(500);
    let found = find(&text, Known { record: &record, allow: &allow, regions: &REGIONS });
    let count = |kind: Kind| found.iter().filter(|one| one.kind == kind).count();
    let kinds = [Kind::Email, Kind::Ip, Kind::OrderId, Kind::Phone];
    assert_eq!(kinds.map(count), [500, 500, 500, 0]);
}

/// Prints how long each hostile text takes; nothing depends on it. Run it by hand:
/// `cargo test -p antiphon-voice --test exposure_long -- --ignored --nocapture`
#[test]
#[ignore = "measures; what is promised is counted in steps"]
fn times_of_hostile_texts() {
    let (record, allow) = (record(), Allow::parse("@shop.example\n+44 20 7946 0958"));
    let made = |shown: &dyn Fn(usize) -> String| (0..80_000).map(shown).collect::<String>();
    let repeated = HOSTILE.iter().map(|part| (*part, part.repeat((1 << 20) / part.len())));
    let different = [
        ("numbers of the United States", made(&|n| format!("415 55{n:05} "))),
        ("numbers of Germany", made(&|n| format!("+49 1512 34{n:05} "))),
        ("numbers in pairs", made(&|n| format!("{:02} {:02} ", n % 97, n % 89))),
        ("addresses", made(&|n| format!("a{n}@b{n}.cd "))),
        ("long numbers", made(&|n| format!("4{n:05}11112222 "))),
    ];
    for (part, text) in repeated.chain(different) {
        let start = std::time::Instant::now();
        let found = find(&text, Known { record: &record, allow: &allow, regions: &REGIONS });
        println!("{:>7.0?} {part:?}: {} found", start.elapsed(), found.len());
    }
}
