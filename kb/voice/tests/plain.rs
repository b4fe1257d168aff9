//! Markdown to channel-ready text, as an agent's reply is written.

use antiphon_voice::plain::{escape, to_text};
use insta::assert_snapshot;
use proptest::prelude::*;

#[test]
fn marks_are_dropped_and_line_breaks_stay() {
    let reply = "# Your refund\n\nHi **Mira**,\nit is on *its* way: `REF-1`.  \nHard\\\nbreak ~~x~~\n\n\n\nBye";
    assert_snapshot!(to_text(reply), @r"
    Your refund

    Hi Mira,
    it is on its way: REF-1.
    Hard
    break ~~x~~

    Bye
    ");
}

#[test]
fn links_are_written_out() {
    let reply = "See [our page](https://a.example/x \"t\") or <https://b.example> \
        or [https://c.example](https://c.example), <me@d.example>, [empty](), [](https://e.example) \
        ![a picture](https://f.example/p.png) https://g.example [ref]\n\n[ref]: https://h.example";
    assert_snapshot!(to_text(reply), @"See our page (https://a.example/x) or https://b.example or https://c.example, me@d.example, empty, https://e.example a picture (https://f.example/p.png) https://g.example ref (https://h.example)");
}

#[test]
fn lists_keep_their_marks_and_nest_by_two_spaces() {
    let reply = "Try:\n* one\n  more\n* two\n    1. deep\n    2. deeper\n* \n\n3. three\n\n   para\n\n4. four\n\nEnd";
    assert_snapshot!(to_text(reply), @r"
    Try:

    - one
      more
    - two
      1. deep
      2. deeper
    -

    3. three

      para

    4. four

    End
    ");
}

#[test]
fn quotes_code_and_tables_are_lines() {
    let reply = "> said\n> twice\n>\n> - listed\n\n> other\n\n```sh\nls  -l\n\n  pwd\n```\n\n\
        | plan | price |\n|---|---|\n| S | *5* |\n| | 9 |\n\n---\nend";
    assert_snapshot!(to_text(reply), @r"
    > said
    > twice
    >
    > - listed

    > other

    ls  -l

      pwd

    plan | price
    S | 5
     | 9

    ---

    end
    ");
}

#[test]
fn html_is_the_text_it_is() {
    let reply = "a <b>bold</b> &amp; <script>alert(1)</script>\n\n<div onclick=x>\n*raw*\n</div>\n\nz <!-- c -->";
    assert_snapshot!(to_text(reply), @r"
    a <b>bold</b> & <script>alert(1)</script>

    <div onclick=x>
    *raw*
    </div>

    z <!-- c -->
    ");
}

#[test]
fn a_field_survives_rendering() {
    let reply = "Hi {{ customer.first_name }}, {{order_no}} [pay]({{url}})";
    assert_eq!(to_text(reply), "Hi {{ customer.first_name }}, {{order_no}} pay ({{url}})");
}

#[test]
fn hostile_nesting_ends_soon_and_loses_no_text() {
    for mark in [">", "> ", "[", "![", "- ", "1. ", "*", "_a ", "<", "](", "[a](", "a`", "&", "|"] {
        let text = to_text(&format!("{} end", mark.repeat(10_000)));
        assert!(text.ends_with("end"), "{mark}");
        assert!(text.len() < 60_000, "{mark}: {}", text.len());
    }
}

#[test]
fn lines_within_deep_quotes_do_not_fill_the_page_with_marks() {
    let text = to_text(&format!("{}a{}", "> ".repeat(1_000), "\na".repeat(1_000)));
    assert_eq!(text.lines().count(), 1_001);
    assert!(text.len() < 50_000, "{}", text.len());
}

#[test]
fn a_megabyte_of_one_mark_is_rendered() {
    for mark in [">", "[", "- ", "*a", "<!--", "[a]\n", "\n", "a|", "> a\n", "`` ` "] {
        let text = to_text(&mark.repeat(1_000_000 / mark.len()));
        assert!(text.len() <= 2_000_000, "{mark:?}");
    }
}

#[test]
fn escaped_text_reads_as_it_was() {
    for text in [
        "*a* _b_ snake_case `c` [d](e) <f> &amp; & co | ~~g~~ \\",
        "# a\n- b\n+ c\n1. d\n2) e\n> f\n===\n~~~\nno-end. (x): y",
        "ana.lopez+x@example.com +49 170 123-45 (home)",
        "{{x}} {% y %} {",
        "![pic](https://a.example)",
    ] {
        assert_eq!(to_text(&escape(text)), text);
    }
    assert_eq!(
        escape("Ana López-Díaz (VIP), a_b@c.example"),
        "Ana López-Díaz (VIP), a_b@c.example"
    );
}

proptest! {
    #[test]
    fn any_text_is_rendered_and_any_value_reads_as_it_was(text in "[ -~\\n]{0,60}|\\PC{0,40}") {
        drop(to_text(&text));
        let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        prop_assert_eq!(words(&to_text(&escape(&text))), words(&text));
        let within = format!("Hi {} there", escape(&text));
        prop_assert_eq!(words(&to_text(&within)), words(&format!("Hi {text} there")));
    }
}
