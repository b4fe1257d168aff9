//! Long texts: all of a text is read, and what is found lies where it is.

use antiphon_voice::exposure::{Allow, Kind, Known, REGIONS, Record, find};

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
