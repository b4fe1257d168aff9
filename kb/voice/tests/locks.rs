//! Locked spans: they stand in a reply as approved, in the branches that the reply follows.

#![expect(clippy::string_slice, reason = "a test stops at what is wrong")]

use antiphon_voice::channel::{self, Options};
use antiphon_voice::provenance::{Approved, Library, Report, State, Usable, Verdict, check};

fn report(body: &str, draft: &str) -> Report {
    let library = Library::new([Approved { id: "a", bodies: &[body] }]);
    check(draft, (&library, &Usable::ALL), &["a"], &[])
}

#[track_caller]
fn keeps(body: &str, draft: &str, locked: &[&str]) {
    let report = report(body, draft);
    assert!(report.broken_locks.is_empty(), "{draft}: {report:#?}");
    let found: Vec<&str> = report.locked.iter().map(|range| &draft[range.clone()]).collect();
    assert_eq!(found, locked, "{draft}");
}

#[track_caller]
fn breaks(body: &str, draft: &str, locked: &[&str]) {
    let report = report(body, draft);
    let broken: Vec<&str> = report.broken_locks.iter().map(|lock| lock.text.as_str()).collect();
    assert_eq!((broken, report.verdict), (locked.to_vec(), Verdict::Blocked), "{draft}");
}

const VIP: &str = "Thanks for asking. {% if customer.vip %}As a member, {% locked %}you pay \
    nothing{% endlocked %}.{% else %}{% locked %}Returns cost 4 euros{% endlocked %} in every \
    shop.{% endif %} We send the label by e-mail.";

#[test]
fn a_lock_of_a_branch_that_was_not_taken_is_not_demanded() {
    let vip = "Thanks for asking. As a member, you pay nothing. We send the label by e-mail.";
    keeps(VIP, vip, &["you pay nothing"]);
    let other =
        "Thanks for asking. Returns cost 4 euros in every shop. We send the label by e-mail.";
    keeps(VIP, other, &["Returns cost 4 euros"]);
}

#[test]
fn a_lock_of_the_branch_that_was_taken_is_demanded() {
    breaks(VIP, "Thanks for asking. As a member, you pay little.", &["you pay nothing"]);
    breaks(VIP, "Returns cost 5 euros in every shop. Bye.", &["Returns cost 4 euros"]);
    let left_out = "Thanks for asking. We send the label by e-mail.";
    breaks(VIP, left_out, &["you pay nothing"]);
}

#[test]
fn a_block_that_need_not_hold_may_be_gone() {
    let body = "We got it. {% if a %}{% locked %}No refund{% endlocked %} is made.{% endif %} Bye.";
    keeps(body, "We got it. Bye.", &[]);
    keeps(body, "We got it. No refund is made. Bye.", &["No refund"]);
    breaks(body, "We got it. Some refund is made. Bye.", &["No refund"]);
    let within = "You can{% unless a %} {% locked %}not{% endlocked %}{% endunless %} return it.";
    keeps(within, "You can return it.", &[]);
    keeps(within, "You can not return it.", &["not"]);
}

#[test]
fn choices_and_cases_are_branches_too() {
    let choice = "{% choice %}{% locked %}It takes a week.{% endlocked %}{% or %}It {% locked %}takes \
        a day{% endlocked %} for you.{% endchoice %} {% case c %}{% when 1 %}Write to \
        {% locked %}the north{% endlocked %}.{% when 2 %}Ask {% locked %}the south{% endlocked \
        %}.{% endcase %}";
    keeps(choice, "It takes a week. Ask the south.", &["It takes a week.", "the south"]);
    keeps(choice, "It takes a day for you. Write to the north.", &["takes a day", "the north"]);
    keeps(choice, "It takes a day for you.", &["takes a day"]);
    breaks(choice, "It takes a month for you. Write to the north.", &["takes a day"]);
    breaks(choice, "It takes a week. Ask the west.", &["the south"]);
}

#[test]
fn branches_within_branches_and_many_of_them_are_followed() {
    let inner = "{% if a %}One here. {% if b %}{% locked %}Two{% endlocked %} here.{% else %}Three \
        {% locked %}there{% endlocked %}.{% endif %}{% else %}{% locked %}Four{% endlocked %} \
        now.{% endif %} The end of it.";
    keeps(inner, "One here. Three there. The end of it.", &["there"]);
    keeps(inner, "Four now. The end of it.", &["Four"]);
    breaks(inner, "One here. Three where. The end of it.", &["there"]);
    let block = |n: usize| {
        format!(
            "{{% if a{n} %}}Number {n} {{% locked %}}costs {n}{{% endlocked %}}. \
            {{% else %}}Of {n} {{% locked %}}nothing {n}{{% endlocked %}}. {{% endif %}}"
        )
    };
    let many: String = (0..9).map(block).collect();
    let mixed: Vec<String> = (0..9)
        .map(|n| {
            if n % 3 == 0 {
                format!("Number {n} costs {n}.")
            } else {
                format!("Of {n} nothing {n}.")
            }
        })
        .collect();
    let mixed = mixed.join(" ");
    assert!(report(&many, &mixed).broken_locks.is_empty(), "{:#?}", report(&many, &mixed));
    breaks(&many, &mixed.replace("Of 4 nothing", "Of 4 something"), &["nothing 4"]);
}

#[test]
fn whitespace_control_and_raw_read_as_they_are_rendered() {
    let body = "It is {%- if a -%} , {% locked %}by law{% endlocked %}, {%- endif %} fine. \
        {% raw %}{% locked %}{% endraw %} is a tag.";
    keeps(body, "It is, by law, fine.", &["by law"]);
    keeps(body, "It is fine.", &[]);
}

#[test]
fn all_sentences_of_a_locked_span_are_locked_and_spans_within_it_end_nothing() {
    let body = "{% locked %}Unplug it. Then {% locked %}call{% endlocked %} us. At once!{% endlocked %} Bye.";
    keeps(body, "Unplug it. Then call us. At once! Bye.", &["Unplug it. Then call us. At once!"]);
    breaks(body, "Unplug it. Then write to us. At once! Bye.", &["Then call us."]);
    breaks(body, "Unplug it. Then call us. Some day! Bye.", &["At once!"]);
}

#[test]
fn answers_that_are_not_there_are_named_and_never_ready() {
    let library = Library::new([Approved { id: "a", bodies: &["We look into it."] }]);
    let report = check("We look into it.", (&library, &Usable::ALL), &["a", "gone"], &[]);
    assert_eq!((report.unknown, report.verdict), (vec!["gone".to_owned()], Verdict::NeedsApproval));
    let known = check("We look into it.", (&library, &Usable::ALL), &["a"], &[]);
    assert_eq!((known.unknown.len(), known.verdict), (0, Verdict::Ready));
}

#[test]
fn a_long_reply_is_never_divided_within_a_locked_span() {
    let locked = "Returns are free for 30 days. After that they cost 4 euros.";
    let body = format!("We are glad to help. {{% locked %}}{locked}{{% endlocked %}} Bye for now.");
    let draft = format!("We are **glad** to help. {locked} Bye for now.");
    let found = report(&body, &draft).locked;
    let shown: Vec<&str> = found.iter().map(|range| &draft[range.clone()]).collect();
    assert_eq!(shown, [locked], "two sentences of one span are one");
    let options = Options { limit: Some(70), locked: &found, ..Options::default() };
    let fit = channel::fit(&draft, antiphon_model::Channel::Mastodon, &options);
    assert!(fit.parts.iter().any(|part| part.text.contains(locked)), "{:?}", fit.parts);
    assert!(fit.too_long.is_empty());
}

#[test]
fn a_field_of_a_lock_takes_what_a_field_of_a_sentence_takes() {
    let body = "{% locked %}Our opening hours are {{ fact.x }} in Leeds{% endlocked %}. Bye.";
    for words in 1..=10 {
        let value = ["Monday", "to", "Friday", "and", "Sunday", "from", "9", "to", "5", "o'clock"]
            [..words]
            .join(" ");
        let locked = format!("Our opening hours are {value} in Leeds");
        let draft = format!("{locked}. Bye.");
        let report = report(body, &draft);
        let fields = report.sentences.iter().any(|one| one.state == State::Fields);
        assert!(fields, "{draft}: {report:#?}");
        keeps(body, &draft, &[&locked]);
    }
}
