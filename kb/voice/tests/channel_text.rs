//! Markdown as each channel takes it.

use antiphon_model::Channel;
use antiphon_voice::channel::text;
use antiphon_voice::plain::{escape, to_text};
use insta::assert_snapshot;
use proptest::prelude::*;

const REPLY: &str = "# Your refund\n\nHi **Mira**,\nit is on *its* way: `REF-1`, ~~today~~ tomorrow.\n\n\
    - see [our page](https://a.example/x_y)\n- or <https://b.example>\n  1. deep\n\n     and on\n\n\
    > you said\n\n```\ncode *here*\n```\n\nBye";

#[test]
fn reddit_keeps_markdown() {
    let out = text(REPLY, Channel::Reddit).replace("  \n", "··\n");
    assert_snapshot!(out, @r"
    # Your refund

    Hi **Mira**,··
    it is on *its* way: `REF-1`, ~~today~~ tomorrow.

    - see [our page](https://a.example/x_y)
    - or <https://b.example>
      1. deep

         and on

    > you said

    ```
    code *here*
    ```

    Bye
    ");
}

#[test]
fn whatsapp_has_marks_of_its_own() {
    assert_snapshot!(text(REPLY, Channel::Whatsapp), @r"
    *Your refund*

    Hi *Mira*,
    it is on _its_ way: `REF-1`, ~today~ tomorrow.

    - see our page (https://a.example/x_y)
    - or https://b.example
      1. deep

        and on

    > you said

    ```
    code *here*
    ```

    Bye
    ");
}

#[test]
fn other_channels_get_plain_text() {
    let plain = to_text(REPLY);
    for channel in [
        Channel::X,
        Channel::Bluesky,
        Channel::Mastodon,
        Channel::Facebook,
        Channel::Instagram,
        Channel::Threads,
        Channel::Linkedin,
        Channel::AppStore,
        Channel::GooglePlay,
        Channel::GoogleBusiness,
        Channel::Sms,
        Channel::Email,
        Channel::WebForm,
    ] {
        assert_eq!(text(REPLY, channel), plain, "{channel}");
    }
}

#[test]
fn a_phone_script_says_links_as_a_person_does() {
    let reply =
        "**Look** at <https://www.help.example.com/> or [the page](http://a.example.com/b).";
    assert_eq!(
        text(reply, Channel::Phone),
        "Look at help.example.com or the page (a.example.com/b)."
    );
}

/// What a person typed, as the editor keeps it.
#[track_caller]
fn typed(value: &str, channel: Channel, expected: &str) {
    assert_eq!(text(&escape(value), channel), expected);
}

#[test]
fn nothing_typed_becomes_a_mark_on_whatsapp() {
    typed("2 * 3 * 4 = 24", Channel::Whatsapp, "2 * 3 * 4 = 24");
    typed("5*6*7 a_b_c", Channel::Whatsapp, "5*6*7 a_b_c");
    typed("*not bold*", Channel::Whatsapp, "∗not bold*");
    typed("see _this_ and ~that~ and `it`", Channel::Whatsapp, "see ＿this_ and ∼that~ and ˋit`");
    typed("*terms apply", Channel::Whatsapp, "*terms apply");
    typed("https://a.example/_x_ _y_", Channel::Whatsapp, "https://a.example/_x_ ＿y_");
    assert_eq!(text("**A b\\* c**", Channel::Whatsapp), "*A b∗ c*");
    assert_eq!(text("\\*a **b**", Channel::Whatsapp), "∗a *b*");
}

#[test]
fn marks_that_whatsapp_would_not_read_are_left_out() {
    assert_eq!(text("un**believ**able", Channel::Whatsapp), "unbelievable");
    assert_eq!(text("**two\nlines**", Channel::Whatsapp), "two\nlines");
    assert_eq!(text("***both***", Channel::Whatsapp), "_*both*_");
    assert_eq!(text("(**in brackets**)", Channel::Whatsapp), "(*in brackets*)");
}

#[test]
fn nothing_typed_becomes_a_mark_on_youtube() {
    typed("*no* _no_ -no- 5-6", Channel::Youtube, "∗no* ＿no_ ‑no- 5-6");
    assert_eq!(text("**plain**", Channel::Youtube), "plain");
}

#[test]
fn nothing_typed_becomes_a_mark_on_reddit() {
    typed("# a *b* c^2 ~~d~~ 1. e", Channel::Reddit, "\\# a \\*b\\* c\\^2 \\~\\~d\\~\\~ 1. e");
    assert_eq!(
        text("Pay **{{customer.first_name}}**", Channel::Reddit),
        "Pay **{{customer.first_name}}**"
    );
    assert_eq!(
        text("[a b](<https://a.example/x (y)>)", Channel::Reddit),
        "[a b](<https://a.example/x (y)>)"
    );
}

proptest! {
    #[test]
    fn what_a_person_typed_reads_the_same_on_reddit(value in "[ -~\\n]{0,60}|\\PC{0,30}") {
        let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        let written = text(&escape(&value), Channel::Reddit);
        prop_assert_eq!(words(&to_text(&written)), words(&to_text(&escape(&value))));
    }

    #[test]
    fn any_markdown_is_written_for_any_channel(markdown in "[ -~\\n]{0,80}|(\\*\\*|_|~~|`|a|b| |\n|- |> |\\[|\\]\\(x\\)|\\\\){0,30}|\\PC{0,40}") {
        let ink = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
        for channel in Channel::ALL {
            let out = text(&markdown, channel);
            if !markdown.contains(['&', '[', '<', '>', '`', '1', '2', '3', '4', '5', '6', '7', '8', '9', '0', '~']) {
                prop_assert_eq!(ink(&out), ink(&to_text(&markdown)), "{}", channel);
            }
        }
    }
}
