//! The customer's own data, in the forms that people write them.

use antiphon_voice::exposure::{Allow, Exposure, Kind, Known, REGIONS, Record, find};
use serde_json::json;

fn all(record: &Record, text: &str) -> Vec<Exposure> {
    let allow = Allow::default();
    find(text, Known { record, allow: &allow, regions: &REGIONS })
}

fn is_certain(record: &Record, kind: Kind, text: &str) -> bool {
    all(record, text).iter().any(|one| one.certain && one.kind == kind)
}

/// Each text holds the customer's own, for certain.
#[track_caller]
fn check(record: &Record, kind: Kind, texts: &[&str]) {
    let missed: Vec<_> = texts.iter().filter(|text| !is_certain(record, kind, text)).collect();
    assert!(missed.is_empty(), "{missed:?} of {record:?}");
}

/// None of the texts holds the customer's own for certain.
#[track_caller]
fn check_none(record: &Record, kind: Kind, texts: &[&str]) {
    let wrong: Vec<_> = texts.iter().filter(|text| is_certain(record, kind, text)).collect();
    assert!(wrong.is_empty(), "{wrong:?} of {record:?}");
}

/// Each text holds what may be the customer's own, and nothing certain.
#[track_caller]
fn check_perhaps(record: &Record, kind: Kind, texts: &[&str]) {
    let right = |text: &&&str| {
        let found = all(record, text);
        found.iter().any(|one| one.kind == kind) && found.iter().all(|one| !one.certain)
    };
    let wrong: Vec<_> = texts.iter().filter(|text| !right(text)).collect();
    assert!(wrong.is_empty(), "{wrong:?} of {record:?}");
}

/// The texts hold nothing private.
#[track_caller]
fn check_clean(record: &Record, texts: &[&str]) {
    for text in texts {
        assert_eq!(all(record, text), [], "{text} of {record:?}");
    }
}

fn order(id: &str) -> Record {
    Record { order_ids: vec![id.to_owned()], ..Record::default() }
}

fn named(name: &str) -> Record {
    Record { name: Some(name.to_owned()), ..Record::default() }
}

fn phone(number: &str) -> Record {
    Record { phones: vec![number.to_owned()], ..Record::default() }
}

fn email(address: &str) -> Record {
    Record { emails: vec![address.to_owned()], ..Record::default() }
}

fn address(line: &str) -> Record {
    Record { addresses: vec![line.to_owned()], ..Record::default() }
}

#[test]
fn an_order_number_of_digits_is_found_right_after_a_sign() {
    let own = order("77120");
    let texts = [
        "Order:77120 is here",
        "Order no.77120",
        "77120,77121 are both here",
        "It is 77121,77120.",
        "orders (77120,77121)",
        "Your order 77 120 left",
        "No.77120: sent",
        "Bestellung:77120, Rechnung 5",
        "ids 1.77120",
        "注文77120は発送しました",
        "_77120_ or **77120**",
        "https://shop.example/o/77120",
    ];
    check(&own, Kind::OrderId, &texts[..8]);
    check(&own, Kind::OrderId, &texts[9..]);
    let none =
        ["77120.50 €", "0.77120 of it", "$77120", "77 120 people", "1,77120", "977120", "771201"];
    check_none(&own, Kind::OrderId, &none);
}

#[test]
fn the_digits_of_an_order_number_count_after_the_word_order() {
    let own = order("ORD-1042");
    let texts = [
        "Your order 1042 left",
        "order no. 1042",
        "ord1042",
        "ORD 1042",
        "ORD–1042",
        "ord_1042",
        "Is #1042 yours?",
        "(#1042)",
        "order number: 1042",
        "Bestellung 1042 ist da",
        "commande n° 1042",
        "order number is 1042",
        "Order №1042",
        "orders 1041 and 1042",
        "https://shop.example/orders/1042",
        "Bestellungen 1041, 1040 und 1042",
    ];
    check(&own, Kind::OrderId, &texts);
    check_none(&own, Kind::OrderId, &["1042 people", "since 1042", "order 10421", "1042 orders"]);
    check(&order("1042-ORD"), Kind::OrderId, &["order 1042", "1042 ORD", "1042ord"]);
    check(&order("LM-204-871"), Kind::OrderId, &["order 204871", "LM 204 871", "#204-871"]);
    check(&order("A-10427"), Kind::OrderId, &["A-10427, so order 10427"]);
    check_none(&order("2024"), Kind::OrderId, &["since 2024", "in 2024 we"]);
    check(&order("2024"), Kind::OrderId, &["order 2024", "#2024"]);
}

#[test]
fn the_customers_phone_is_certain_however_the_record_and_the_reply_write_it() {
    for own in [
        "14155550132",
        "1-415-555-0132",
        "+1 415 555 0132 ext. 12",
        "(415) 555-0132 x12",
        "4155550132",
        "tel:+14155550132",
        "001 415 555 0132",
        "＋1 ４１５ ５５５ ０１３２",
    ] {
        let own = phone(own);
        let texts = [
            "Is it 415-555-0132?",
            "Is it 1-415-555-0132?",
            "+1 (415) 555/0132",
            "415·555·0132",
            "415 — 555 — 0132",
            "415\u{a0}555\u{a0}0132",
            "415\u{2009}555\u{2009}0132",
            "415/555/0132",
            "415.555.0132",
            "４１５ ５５５ ０１３２",
            "４１５－５５５－０１３２",
            "+14155550132, ext. 12",
            "415-555-0132 x12",
            "call4155550132now",
            "電話は415-555-0132です",
            "_415-555-0132_",
            "415\\-555\\-0132",
            "since 2019 415-555-0132",
        ];
        check(&own, Kind::Phone, &texts);
        check_none(
            &own,
            Kind::Phone,
            &["415-555-0133", "555 0132", "41555501325", "94155550132884"],
        );
    }
    let own = phone("491701234567");
    check(&own, Kind::Phone, &["0170 1234567", "+49 170 1234567", "0049 (0)170/1234567"]);
    check(&own, Kind::Phone, &["491701234567", "+49 (170) 123 45 67", "0170-1234567"]);
    check_none(&own, Kind::Phone, &["0171 1234567", "0160 1234567"]);
    check(&phone("4930123456"), Kind::Phone, &["030 123456", "+49 30 123456"]);
    check(&phone("0170 1234567"), Kind::Phone, &["+49 170 1234567", "+491701234567"]);
    check(&phone("+44 (0)20 7946 0958"), Kind::Phone, &["020 7946 0958", "+442079460958"]);
}

#[test]
fn an_extension_belongs_to_the_customers_number() {
    let text = "Ring 415-555-0132 ext. 12 now";
    let found = all(&phone("+1 415 555 0132 x12"), text);
    assert_eq!(found.len(), 1);
    assert_eq!(text.get(found[0].range.clone()), Some("415-555-0132 ext. 12"));
}

#[test]
fn the_customers_email_is_certain_between_marks_and_in_codes() {
    let own = email("mira.o@mail.example");
    let texts = [
        "_mira.o@mail.example_",
        "__mira.o@mail.example__!",
        "*mira.o@mail.example*, **mira.o@mail.example**",
        "`mira.o@mail.example`",
        "?to=mira.o%40mail.example",
        "?to=mira%2Eo%40mail%2eexample&x=1",
        "mailto:mira.o@mail.example",
        "%20mira.o%40mail.example",
        "mira.o&#64;mail.example",
        "mira.o&#x40;mail&#46;example",
        "mira.o&commat;mail.example",
        "mira.o (at) mail.example",
        "mira.o [at] mail [dot] example",
        "mira.o at mail dot example",
        "mira.o {at} mail.example",
        "mira.o＠mail．example",
        "mira.o @ mail.example",
        "mira\\.o@mail.example",
        "MIRA.O@MAIL.EXAMPLE",
        "メールはmira.o@mail.exampleです",
        "<mira.o@mail.example>",
        "mira.\u{200b}o@mail.exam\u{ad}ple",
    ];
    check(&own, Kind::Email, &texts);
    let none = ["a_mira.o@mail.example", "a.mira.o@mail.example", "amira.o@mail.example"];
    check_none(&own, Kind::Email, &none);
    check_none(&own, Kind::Email, &["mira.o@mail.examples", "mira at mail", "mirao mail example"]);
    check(
        &email("mira_o@mail.example"),
        Kind::Email,
        &["mira\\_o@mail.example", "_mira_o@mail.example_"],
    );
    check(&email("jürgen@bücher.example"), Kind::Email, &["ju\u{308}rgen@bücher.example"]);
}

#[test]
fn an_address_in_one_line_is_found_by_its_door() {
    let own = address("12 Harbour Street Leeds LS1 4AB");
    let texts = [
        "At 12 Harbour Street?",
        "to 12 harbour st.",
        "12, Harbour Str in Leeds",
        "12 Harbour Street, Leeds, LS1 4AB",
        "Sent to Harbour Street",
    ];
    check(&own, Kind::Address, &texts);
    let berlin = address("Lindenstraße 7 10115 Berlin");
    check(
        &berlin,
        Kind::Address,
        &["in der Lindenstr. 7", "Lindenstrasse 7", "Lindenstraße 7, Berlin"],
    );
    check(
        &address("12 rue de Rivoli 75001 Paris"),
        Kind::Address,
        &["au 12 rue de Rivoli", "12, rue de Rivoli"],
    );
    check(
        &address("Calle Mayor 5 28013 Madrid"),
        Kind::Address,
        &["en Calle Mayor 5", "C/ Mayor 5", "Calle Mayor, 5"],
    );
    check(&address("Via Roma 12 00184 Roma"), Kind::Address, &["in via Roma 12"]);
    check(
        &address("8 Canal Walk Bristol BS1 6TY"),
        Kind::Address,
        &["8 canal walk", "8 Canal Walk, Bristol"],
    );
    check(
        &address("350 5th Ave New York NY 10118"),
        Kind::Address,
        &["350 5th Avenue", "350 5th ave"],
    );
    check(&address("Am Alten Markt 3 50667 Köln"), Kind::Address, &["Am alten Markt 3"]);
    check(
        &address("1600 Pennsylvania Avenue NW Washington DC 20500"),
        Kind::Address,
        &["1600 Pennsylvania Ave."],
    );
    check_none(&own, Kind::Address, &["12 items to Leeds", "Our shop in Leeds", "4 of 12"]);
    check_none(&berlin, Kind::Address, &["7 Tage in Berlin", "7 days", "7 Berlin"]);
    let flat = address("Flat 3, 12 Harbour Street, Leeds LS1 4AB");
    check_none(&flat, Kind::Address, &["We sent 3 flat boxes.", "Flat 3 packs", "3 flat packs"]);
    check(&flat, Kind::Address, &["Flat 3, 12 Harbour Street", "12 Harbour St"]);
}

#[test]
fn a_postal_code_alone_may_be_the_customers_and_is_not_certain() {
    let leeds = address("12 Harbour Street Leeds LS1 4AB");
    check_perhaps(&leeds, Kind::Address, &["Is LS1 4AB right?", "Is LS14AB it?", "in ls1 4ab"]);
    let berlin = address("Lindenstraße 7, 10115 Berlin");
    check_perhaps(&berlin, Kind::Address, &["Geht es nach 10115?", "nach 10115 Berlin"]);
    check_perhaps(
        &address("1 Main Street, Springfield, IL 62704-1234"),
        Kind::Address,
        &["62704-1234", "IL 62704 1234"],
    );
    let texts = [
        "Your order 10115 left.",
        "It costs 10115 €.",
        "Only 10115.50 today",
        "7 Tage, Berlin",
        "Delivery to Berlin takes 2 days.",
        "We have 12 in Leeds.",
    ];
    check_clean(&berlin, &texts);
    check_clean(&leeds, &texts);
}

#[test]
fn a_street_that_many_towns_have_is_not_certain_by_its_name() {
    let own = address("5 High Street, Ely");
    check_none(&own, Kind::Address, &["the best on the high street", "on High Street"]);
    check(&own, Kind::Address, &["at 5 High Street", "5 high st"]);
}

#[test]
fn names_without_blanks_are_found() {
    check(
        &named("田中 太郎"),
        Kind::Name,
        &["田中太郎様、こんにちは", "田中 太郎さん", "田中様", "太郎 田中"],
    );
    check(&named("田中太郎"), Kind::Name, &["こんにちは田中太郎様", "田中・太郎", "田中様へ"]);
    check(&named("김민서"), Kind::Name, &["안녕하세요 김민서님", "김민서"]);
    check(&named("王小明"), Kind::Name, &["您好王小明先生", "王小明"]);
    check_none(&named("김민서"), Kind::Name, &["김민선님", "김님", "민서님"]);
    check_none(&named("王小明"), Kind::Name, &["王先生", "国王", "小明"]);
    check_none(&named("田中太郎"), Kind::Name, &["田んぼの中", "太郎さん", "田"]);
    check_perhaps(&named("田中 太郎"), Kind::Name, &["田中の荷物"]);
    let apart = Record {
        first_name: Some("太郎".to_owned()),
        last_name: Some("山田".to_owned()),
        ..Record::default()
    };
    check(&apart, Kind::Name, &["山田太郎様", "山田さん", "太郎山田"]);
    check_clean(&apart, &["太郎さん、こんにちは"]);
}

#[test]
fn apostrophes_and_umlauts_make_no_other_name() {
    for name in ["Ana O'Brien", "Ana O’Brien", "Ana OBrien"] {
        let texts = [
            "Ana OBrien",
            "Ana O’Brien’s",
            "Ana O'Brien",
            "Ms O'Brien",
            "Dear OBrien",
            "ANA O`BRIEN",
        ];
        check(&named(name), Kind::Name, &texts);
    }
    for name in ["Jan Müller", "Jan Mueller", "Jan Muller", "Jan Mu\u{308}ller"] {
        let texts = [
            "Jan Mueller",
            "Herr Mueller",
            "Jan Muller",
            "JAN MÜLLER",
            "Jan Mu\u{308}ller",
            "Herr Müller",
        ];
        check(&named(name), Kind::Name, &texts);
    }
    check(&named("Søren Ærø"), Kind::Name, &["Soren Aero", "Søren Ærø"]);
    check(&named("Ayşe Yılmaz"), Kind::Name, &["Ayse Yilmaz", "AYŞE YILMAZ", "Ms Yilmaz"]);
    check(&named("Łukasz Nowak"), Kind::Name, &["Lukasz Nowak"]);
    check_clean(&named("John Doe"), &["Do you see it? What to do. Do it."]);
    check_clean(&named("Ana Maes"), &["Mas info aquí. Más información."]);
    check_none(&named("Jan Bauer"), Kind::Name, &["Herr Baur"]);
    check(
        &named("Anna Meyer-Lüdenscheid"),
        Kind::Name,
        &["Anna Meyer Lüdenscheid", "Frau Meyer-Luedenscheid"],
    );
}

#[test]
fn names_between_and_the_other_way_round_are_found_and_handles_are_public() {
    let own = Record { handle: Some("miraokafor".to_owned()), ..named("Mira Okafor") };
    let texts = ["Mira J. Okafor", "Okafor, Mira", "MIRA OKAFOR", "Mira Jane Ann Okafor"];
    check(&own, Kind::Name, &texts);
    check(
        &named("Mira Okafor"),
        Kind::Name,
        &["MiraOkafor", "Mira_Okafor", "mira okafor", "Okafor’s parcel"],
    );
    let clean = [
        "@MiraOkafor",
        "miraokafor",
        "Hi Mira!",
        "#okafor",
        "Miranda Okaforson",
        "x.example/okafor",
    ];
    check_clean(&own, &clean);
}

#[test]
fn a_last_name_that_is_a_word_is_certain_only_with_the_first_name() {
    let cases = [
        ("Deniz", "Can"),
        ("Anna", "Will"),
        ("Theresa", "May"),
        ("George", "Best"),
        ("Tom", "Check"),
    ];
    for (first, last) in cases {
        let own = named(&format!("{first} {last}"));
        let lower = last.to_lowercase();
        let texts = [
            format!("{last} you send it?"),
            format!("Hi! {last} we help."),
            format!("yes, we {lower} do"),
            format!("{last} regards,\n{last}, Ana"),
            format!("Thanks.\n{last} – Ana"),
        ];
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        check_clean(&own, &texts);
        let whole = [
            format!("{first} {last}"),
            format!("{first} {last}").to_uppercase(),
            format!("the name {last}, {first}"),
            format!("Mr {last}"),
            format!("{first} Lee {last}"),
        ];
        let whole: Vec<&str> = whole.iter().map(String::as_str).collect();
        check(&own, Kind::Name, &whole);
        let asked = format!("{last} {first} come? Hi {first}, {lower} you? {first} {lower} you?");
        check_clean(&own, &[&asked]);
        check_perhaps(&own, Kind::Name, &[&format!("the parcel of {last} has left")]);
    }
}

#[test]
fn titles_and_middle_names_in_the_record_hide_no_last_name() {
    check(&named("Dr. Mira Okafor"), Kind::Name, &["Mira Okafor", "Ms Okafor", "Dr Okafor"]);
    check(
        &named("Mary Ann Smithers"),
        Kind::Name,
        &["Mary Smithers", "Ms Smithers", "Mary Ann Smithers"],
    );
    check(
        &named("Ana García López"),
        Kind::Name,
        &["Ana López", "Señora García López", "Ana García López"],
    );
    check_clean(&named("Mary Ann Smithers"), &["Hi Mary Ann, thanks!", "Hi Mary!"]);
    let own = Record { last_name: Some("Can".to_owned()), ..Record::default() };
    check_clean(&own, &["Can you see it? We can."]);
}

#[test]
fn a_middle_word_that_is_no_name_keeps_two_names_apart() {
    check_none(&named("Deniz Can"), Kind::Name, &["Deniz, you can", "Hi Deniz we can help"]);
}

/// The record of a profile with these attributes.
fn holding(attributes: serde_json::Value) -> Record {
    let attributes = attributes.as_object().cloned().unwrap_or_default();
    Record::of(&antiphon_model::CustomerProfile { attributes, ..Default::default() })
}

#[test]
fn lists_and_objects_among_the_attributes_are_read() {
    let texts = ["Your order NL-77120 has left", "Orders NL-66001 and nl 77120 left"];
    for attributes in [
        json!({"orders": ["NL-77120"]}),
        json!({"order_ids": ["NL-66001", "NL-77120"]}),
        json!({"order_ids": "NL-77121, NL-77120"}),
        json!({"order_ids": "NL-77121;NL-77120\nNL-5"}),
        json!({"orders": [{"id": "NL-77120", "total": "49.90"}]}),
        json!({"shop": {"last_order": {"number": "NL-77120"}}}),
    ] {
        check(&holding(attributes), Kind::OrderId, &texts);
    }
    check(&holding(json!({"orders": [{"id": 77_120}]})), Kind::OrderId, &["Order 77120 has left"]);
    check(
        &holding(json!({"phone": {"home": "+44 20 7946 0958", "work": ["07700 900123"]}})),
        Kind::Phone,
        &["Is it 020 7946 0958?", "We call +447700900123."],
    );
    check(
        &holding(json!({"contact": {"mails": ["a.b@x.example", "mira@y.example"]}})),
        Kind::Email,
        &["We wrote to mira@y.example."],
    );
    check(
        &holding(json!({"mail": "a.b@x.example; mira@y.example"})),
        Kind::Email,
        &["We wrote to mira@y.example.", "We wrote to a.b@x.example."],
    );
    let home = json!({"addresses": [{"street": "4 Mill Lane", "city": "New York"}]});
    check(&holding(home.clone()), Kind::Address, &["Is it 4 Mill Lane?", "4 Mill Lane, New York"]);
    check_clean(&holding(home), &["Our shop in New York is open."]);
    let lines = holding(json!({"address": ["4 Mill Lane", "New York"]}));
    check(&lines, Kind::Address, &["Is it 4 Mill Lane?"]);
    check_clean(&lines, &["Our shop in New York is open."]);
    let homes = holding(json!({"addresses": ["12 Harbour Street, Leeds", "4 Mill Lane, York"]}));
    check(&homes, Kind::Address, &["Is it 4 Mill Lane, York?", "To 12 Harbour St."]);
    let numbers = json!({"customer_numbers": ["K-993812", "K-993 813"]});
    check(&holding(numbers), Kind::Other, &["Number K993813."]);
}

#[test]
fn what_an_order_costs_is_no_order() {
    let own = holding(json!({"orders": [{"id": "NL-77120", "total": "4990", "paid": true}]}));
    check_clean(&own, &["There are 4990 seats."]);
}

#[test]
fn a_value_with_a_comma_is_one_as_well() {
    check(&holding(json!({"born": "Nov 2, 1988"})), Kind::Other, &["Born Nov 2 1988?"]);
}

#[test]
fn order_numbers_in_one_text_are_several() {
    check(&order("NL-77121, NL-77120"), Kind::OrderId, &["Your order NL-77120 has left"]);
}

#[test]
fn attributes_of_any_depth_and_number_are_taken_and_what_stands_first_counts() {
    let mut deep = json!("NL-77120");
    for _ in 0..100 {
        deep = json!({"orders": [deep]});
    }
    let many: Vec<_> = (0..100_000).map(|nth| json!([format!("X{nth}-1")])).collect();
    let own = holding(json!({"deep": deep, "many": many, "order_id": "NL-77120"}));
    assert!(own.attributes.len() <= 1_000, "{}", own.attributes.len());
    check(&own, Kind::OrderId, &["Your order NL-77120 has left"]);
}

#[test]
fn titles_with_accents_in_the_record_are_no_first_names() {
    for name in ["Señora Ana Ruiz", "Doña Ana Ruiz", "SENORA Ana Ruiz", "Sayın Ana Ruiz"] {
        check(&named(name), Kind::Name, &["Ana Ruiz", "Ruiz, Ana", "Sra. Ruiz"]);
        check_clean(&named(name), &["Hi Ana, thanks!"]);
    }
    check(&named("Zeynep Can"), Kind::Name, &["Sayın Can", "SAYIN CAN"]);
}

#[test]
fn a_title_and_one_name_are_a_last_name() {
    check(&named("Mr Okafor"), Kind::Name, &["Mr Okafor", "Is it Okafor?"]);
    check(&named("Don Okafor"), Kind::Name, &["Don Okafor", "Okafor, Don"]);
}
