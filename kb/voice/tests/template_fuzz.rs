//! Templates that nobody would write: nothing panics, and nothing unresolved can be sent.
#![expect(clippy::unwrap_used, reason = "tests stop at what is wrong")]

use antiphon_voice::finding::{Finding, Severity};
use antiphon_voice::template::{Options, Segment, insert, leftovers, render, stops};
use proptest::prelude::*;
use proptest::sample::{Index, select};
use serde_json::{Value, json};

const GOLDEN: &str = include_str!("data/golden-liquid/cases.jsonl");

/// What templates are made of.
const PIECES: [&str; 64] = [
    "{{",
    "}}",
    "{%",
    "%}",
    "-",
    " ",
    "\n",
    "|",
    ":",
    ",",
    ".",
    "..",
    "(",
    ")",
    "[",
    "]",
    "'",
    "\"",
    "==",
    "<",
    "contains",
    "and",
    "or",
    "if",
    "elsif",
    "else",
    "endif",
    "unless",
    "endunless",
    "case",
    "when",
    "endcase",
    "assign x =",
    "raw",
    "endraw",
    "comment",
    "endcomment",
    "#",
    "locked",
    "endlocked",
    "choice",
    "endchoice",
    "ask 'Q', type: 'text'",
    "cursor",
    "customer.name",
    "x",
    "nobody",
    "size",
    "default",
    "date",
    "split",
    "join",
    "append",
    "truncate",
    "1",
    "-2.5",
    "99999999999999999999",
    "blank",
    "é😡",
    "fact.a",
    "true",
    "nil",
    "{",
    "}",
];

fn known() -> Value {
    json!({
        "customer": {"name": "Ána {{", "list": [1, "b", null, [2.5]]},
        "fact": {"a": 1}, "x.y": 3, "true": 1,
    })
}

/// Everything that must hold of any template.
fn check(template: &str, values: &Value) {
    let now = "2026-11-21T14:05:00Z[UTC]".parse().unwrap();
    let options = Options { values, now: Some(&now), chosen: &[1, 0, 2] };
    let made = render(template, &options);
    covers(&made.text, &made.segments);
    lies_in(template, &made.findings);
    let made = insert(template, &options);
    covers(&made.text, &made.segments);
    lies_in(template, &made.findings);
    let mut at = 0;
    for field in &made.fields {
        assert!(field.range.start >= at && made.text.get(field.range.clone()).is_some());
        at = field.range.end;
    }
    for choice in &made.choices {
        assert_eq!(
            made.text.get(choice.range.clone()),
            choice.alternatives.get(choice.chosen).map(String::as_str)
        );
    }
    assert!(made.cursor.is_none_or(|at| made.text.is_char_boundary(at)));
    lies_in(&made.text, &leftovers(&made.text));
    lies_in(template, &leftovers(template));
}

#[track_caller]
fn covers(text: &str, segments: &[Segment]) {
    let mut at = 0;
    for segment in segments {
        assert_eq!(segment.range.start, at, "no gap");
        assert!(segment.range.end > at && text.is_char_boundary(segment.range.end));
        at = segment.range.end;
    }
    assert_eq!(at, text.len());
}

#[track_caller]
fn lies_in(text: &str, findings: &[Finding]) {
    for finding in findings {
        assert!(text.get(finding.range.clone()).is_some(), "{finding:?}");
    }
}

/// A text or output that reads names which may be unknown; `§` stands for the name.
fn output() -> impl Strategy<Value = String> {
    let name =
        select(vec!["lost.a", "lost.b.c", "lost", "lost.list[0]", "customer.name", "fact.a"]);
    let shape = select(vec![
        "{{ § }}",
        "{{- § -}}",
        "{{ § | upcase }}",
        "{{ 'a' | append: § }}",
        "{{ § | prepend: 'b' | strip }}",
        "{{ § | replace: 'q', 'r' }}",
        "{% assign v = § %}{{ v }}",
        "{% assign v = § | append: '!' %}{{ v }}",
        "{% locked %}a {{ § }}{% endlocked %}",
        "{% choice %}{{ § }}{% or %}b{% endchoice %}",
        "{% choice %}b{% or %}{{ § }}{% endchoice %}",
        "{% unless false %}{{ § }}{% endunless %}",
        "{% if customer.name %}{{ § }}{% else %}c{% endif %}",
        "{% if customer.name == 1 %}{{ § }}{% endif %}",
        "{% case fact.a %}{% when 1 %}{{ § }}{% endcase %}",
        "{% assign w = v %}{{ w | join: § }}",
        "{{ § | split: 'x' | last }}",
        "{{ § | date: '%Y' }}",
        "{{ § | nonsense }}",
        "{{ § § }}",
        "{% comment %}{{ § }}{% endcomment %}",
        "{{ 'k' | replace: 'k', § }}",
        "{{ § | join: ', ' }}",
        "{% assign v = v | append: § %}",
        "{{ v }}",
        "words",
        " ",
    ]);
    (shape, name).prop_map(|(shape, name)| shape.replace('§', name))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10_000, ..ProptestConfig::default() })]

    #[test]
    fn nothing_that_is_unresolved_is_sent(parts in prop::collection::vec(output(), 1..8)) {
        let template = parts.concat();
        let known = json!({"customer": {"name": "Ana"}, "fact": {"a": 1}});
        let mut all = known.clone();
        all["lost"] = json!({"a": "⟦", "b": {"c": "⟦"}, "list": ["⟦"]});
        let printed = |values: &Value| {
            let options = Options { values, now: None, chosen: &[] };
            (render(&template, &options), insert(&template, &options))
        };
        let (complete, _) = printed(&all);
        let (made, inserted) = printed(&known);
        if complete.text.contains('⟦') {
            let is_found = made.findings.iter().any(|finding| finding.severity == Severity::Error);
            prop_assert!(is_found, "{template}: {}", made.text);
            prop_assert!(!stops(&inserted.text).is_empty(), "{template}: {}", inserted.text);
            prop_assert!(!leftovers(&inserted.text).is_empty());
        }
        let open = inserted.fields.iter().filter(|field| field.value.is_none());
        for field in open {
            let stop = stops(&inserted.text).into_iter().any(|stop| stop.range == field.range);
            prop_assert!(stop, "{template}: {field:?} is no tab stop of {}", inserted.text);
        }
    }

    #[test]
    fn no_template_of_any_pieces_breaks_anything(pieces in prop::collection::vec(select(&PIECES[..]), 0..40)) {
        check(&pieces.join(" "), &known());
        check(&pieces.concat(), &known());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3_000, ..ProptestConfig::default() })]

    #[test]
    fn no_template_with_a_slip_breaks_anything(
        nth: Index,
        cut: Index,
        other: Index,
        piece in select(&PIECES[..]),
    ) {
        let cases: Vec<&str> = GOLDEN.lines().collect();
        let case = |nth: Index| serde_json::from_str::<Value>(cases[nth.index(cases.len())]).unwrap();
        let (one, two) = (case(nth), case(other));
        let mut letters: Vec<char> = one["template"].as_str().unwrap().chars().collect();
        let at = cut.index(letters.len() + 1);
        let tail = letters.split_off(at);
        let head: String = letters.into_iter().collect();
        let tail: String = tail.into_iter().skip(1).collect();
        check(&format!("{head}{piece}{tail}"), &one["data"]);
        check(&format!("{head}{}", two["template"].as_str().unwrap()), &two["data"]);
    }

    #[test]
    fn no_text_breaks_anything(text in any::<String>()) {
        check(&text, &known());
    }
}

#[test]
fn long_and_deep_input_ends_soon() {
    let deep = |open: &str, close: &str| format!("{}{}", open.repeat(20_000), close.repeat(20_000));
    for template in [
        deep("{% if x %}", "{% endif %}"),
        deep("{% choice %}", "{% endchoice %}"),
        deep("{{ [", "] }}"),
        deep("{{ (", ") }}"),
        deep("{{", "}}"),
        deep("{", "}"),
        deep("[", "]"),
        deep("{% comment %}", "{% endcomment %}"),
        "{{ a".repeat(20_000),
        "{% a".repeat(20_000),
        "{{ 'a\" | b: ' }}".repeat(20_000),
        format!("{{{{ {} }}}}", "'".repeat(20_001)),
        format!("{{% if {} %}}{{% endif %}}", "a or ".repeat(20_000)),
        format!("{{% if {}a %}}{{% endif %}}", "a ! ".repeat(5_000)),
        format!("{{{{ a{} }}}}", ".b".repeat(20_000)),
        "{% assign a = 'x' | split: '' %}".repeat(5_000),
        "{% assign aa = 1 %}{% choice %}a{% or %}b{% endchoice %}".repeat(5_000),
        "_".repeat(5_000),
        "<a ".repeat(20_000),
        "[a ".repeat(20_000),
        "%a".repeat(20_000),
    ] {
        check(&template, &known());
    }
}
