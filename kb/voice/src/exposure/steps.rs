//! How many steps a search takes, counted in tests only: no kind of text may take more than a fixed
//! number of steps for each of its bytes.

/// Counts steps: bytes that are read again, or candidates that are tried.
#[cfg(not(test))]
pub(super) const fn count(_steps: usize) {}

/// Counts steps: bytes that are read again, or candidates that are tried.
#[cfg(test)]
pub(super) fn count(steps: usize) {
    STEPS.with(|all| all.set(all.get() + steps));
}

#[cfg(test)]
std::thread_local! {
    static STEPS: std::cell::Cell<usize> = const { std::cell::Cell::new(0) };
}

#[cfg(test)]
mod tests {
    use super::super::{Allow, Known, REGIONS, Record, find, moved};
    use super::STEPS;

    /// What is repeated to make a text that would take long.
    const HOSTILE: &[&str] = &[
        "mira@shop.example ",
        "a@b.cd",
        "4",
        "4 ",
        "12 34 56 78 ",
        "+4915123456789 ",
        "+49",
        "415 555 0132 ",
        "order number 4155550132. ",
        "1.1.1.1 ",
        "1.1.1.1:",
        ":: ",
        "::1%1/",
        "DE89370400440532013000 ",
        "DE89 3704 0044 0532 0130 01 ",
        "de ",
        "d",
        "536-22-8114 ",
        "536228114(",
        "4111 1111 1111 1111 ",
        "4111-",
        "Okafor.",
        "Okafor@",
        "#Okafor/",
        "Mira Okafo ",
        "Mira ",
        "77120,",
        "7 7 1 2 0 ",
        "77120",
        "Main Street 5 ",
        "12 12 ",
        "((",
        "_",
        " ",
        "&#64;",
        "%40",
        "(at)",
        " at ",
        "@",
        "\"@",
        "ab. ",
        "password ",
        "token: ",
        "-----BEGIN ",
        "田中",
        "김",
        "\u{300}",
        "a\u{300}",
        "4\u{300}",
        "http://a.b/",
    ];

    fn record() -> Record {
        let texts = |all: &[&str]| all.iter().map(|one| (*one).to_owned()).collect();
        Record {
            name: Some("Mira Okafor".to_owned()),
            emails: texts(&["mira@mail.example", "at@at.at", "a@b.cd"]),
            phones: texts(&["+49 1512 3456788", "444444444"]),
            order_ids: texts(&["77120", "ORD-1042", "4444444444", "77777777"]),
            addresses: texts(&["12 Main Street Leeds LS1 4AB", "12 12 12"]),
            attributes: vec![("customer_number".to_owned(), "K-993 812".to_owned())],
            ..Record::default()
        }
    }

    fn steps(text: &str) -> usize {
        let record = record();
        let allow =
            Allow::parse("@shop.example\n+44 20 7946 0958\npress@partner.example\naa\na\n44");
        STEPS.with(|all| all.set(0));
        let found = find(text, Known { record: &record, allow: &allow, regions: &REGIONS });
        let moved = moved(text, &found);
        assert!(moved.public.len() + moved.private.len() <= text.len() + found.len() + 1);
        STEPS.with(std::cell::Cell::get)
    }

    #[test]
    fn twice_the_text_takes_twice_the_steps() {
        for part in HOSTILE {
            let text = |bytes: usize| part.repeat(bytes / part.len());
            let (short, long) = (steps(&text(16 << 10)), steps(&text(64 << 10)));
            assert!(long <= short * 9 / 2 + 1000, "{part:?}: {short} steps, then {long}");
            assert!(long <= (64 << 10) * 100, "{part:?}: {long} steps");
        }
    }
}
