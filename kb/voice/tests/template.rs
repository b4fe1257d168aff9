//! Templates against other people's tests of the same language.
#![expect(clippy::unwrap_used, reason = "tests stop at what is wrong")]

use antiphon_voice::finding::{Finding, Severity};
use antiphon_voice::template::{Options, Rendered, render};
use serde_json::{Value, json};

const GOLDEN: &str = include_str!("data/golden-liquid/cases.jsonl");
const CHATWOOT: &str = include_str!("data/chatwoot-variables.jsonl");

fn lines(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn rendered(template: &str, values: &Value) -> Rendered {
    render(template, &Options { values, now: None, chosen: &[] })
}

fn refuses(finding: &Finding) -> bool {
    let rules = ["template.syntax", "template.filter", "template.limit"];
    finding.severity == Severity::Error && rules.contains(&finding.rule.as_str())
}

/// What is wrong with a case, if anything.
fn problem(case: &Value) -> Option<String> {
    let template = case["template"].as_str().unwrap_or_default();
    let values = case.get("data").cloned().unwrap_or(json!({}));
    let made = rendered(template, &values);
    if case.get("invalid") == Some(&json!(true)) {
        let refused = made.findings.iter().any(refuses);
        return (!refused).then(|| format!("is not refused, prints {:?}", made.text));
    }
    let one = std::slice::from_ref(&case["result"]);
    let wanted = case.get("results").and_then(Value::as_array).map_or(one, Vec::as_slice);
    let is_right = wanted.iter().any(|text| text.as_str() == Some(&made.text));
    (!is_right).then(|| format!("prints {:?}, not {wanted:?}: {:?}", made.text, made.findings))
}

#[test]
fn templates_print_what_liquid_prints() {
    let cases = lines(GOLDEN);
    let wrong: Vec<_> = cases
        .iter()
        .filter_map(|case| problem(case).map(|problem| format!("{}: {problem}", case["name"])))
        .collect();
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

#[test]
fn chatwoot_variables_are_filled_and_undefined_ones_are_named() {
    for case in lines(CHATWOOT) {
        let made = rendered(case["template"].as_str().unwrap(), &case["vars"]);
        assert_eq!(made.text, case["chatwoot_result"].as_str().unwrap());
        let unknown: Vec<_> = made
            .findings
            .iter()
            .map(|found| case["template"].as_str().unwrap().get(found.range.clone()).unwrap())
            .collect();
        let undefined: Vec<_> = case["undefined"]
            .as_array()
            .unwrap()
            .iter()
            .map(|name| name.as_str().unwrap())
            .collect();
        assert_eq!(unknown, undefined);
    }
}

/// Rule and marked text of each finding.
fn findings<'t>(template: &'t str, values: &Value) -> Vec<(String, &'t str)> {
    let found = rendered(template, values).findings;
    found.into_iter().map(|one| (one.rule, template.get(one.range).unwrap())).collect()
}

#[track_caller]
fn check(template: &str, text: &str, expected: &[(&str, &str)]) {
    let values = json!({
        "customer": {"name": "Ana", "empty": "", "nothing": null, "blank": " ", "no": false, "zero": 0},
        "agent.name": "Lena",
        "agent": {"email": "lena@example.org"},
        "list": [],
        "ask": {"Order number": 7},
    });
    assert_eq!(rendered(template, &values).text, text);
    let found = findings(template, &values);
    let found: Vec<_> = found.iter().map(|(rule, part)| (rule.as_str(), *part)).collect();
    assert_eq!(found, expected, "{template}");
}

#[test]
fn what_is_unknown_or_empty_prints_nothing_and_is_found() {
    check("Hi {{ customer.nam }}!", "Hi !", &[("template.unknown", "customer.nam")]);
    check("Hi {{ nobody }}!", "Hi !", &[("template.unknown", "nobody")]);
    check("{{ customer.empty }}", "", &[("template.empty", "customer.empty")]);
    check("{{ customer.nothing }}", "", &[("template.empty", "customer.nothing")]);
    check("{{ customer.blank }}", " ", &[("template.empty", "customer.blank")]);
    check("{{ list }}", "", &[("template.empty", "{{ list }}")]);
    check(
        "{{ customer.name | remove: 'Ana' }}",
        "",
        &[("template.empty", "{{ customer.name | remove: 'Ana' }}")],
    );
    check("{{ }}", "", &[("template.empty", "{{ }}")]);
    check("{{ nobody | size }}", "0", &[("template.unknown", "nobody")]);
    check("{{ 'Hi' | append: nobody }}", "Hi", &[("template.unknown", "nobody")]);
    check("{{ customer.no }} {{ customer.zero }}", "false 0", &[]);
}

#[test]
fn a_default_satisfies_what_is_unknown_or_empty() {
    check("{{ nobody | default: 'there' }}", "there", &[]);
    check("{{ customer.empty | default: '' }}", "", &[]);
    check("{{ nobody | default: customer.nam }}", "", &[("template.unknown", "customer.nam")]);
    check("{{ customer.name | default: nobody }}", "Ana", &[]);
    check("{% assign x = nobody %}{{ x | default: 'y' }}", "y", &[]);
}

#[test]
fn what_is_unknown_is_found_where_it_was_assigned_and_only_if_it_is_printed() {
    check("{% assign x = nobody | append: '!' %}{{ x }}", "!", &[("template.unknown", "nobody")]);
    check("{% assign x = nobody %}", "", &[]);
    check("{% if nobody %}a{% else %}b{% endif %}", "b", &[]);
    check("{% if nobody == nil %}a{% endif %}", "a", &[]);
    check("{% if nobody == 'x' %}a{% endif %}", "", &[("template.unknown", "nobody")]);
    check("{% if false %}{{ nobody }}{% endif %}", "", &[]);
}

#[test]
fn names_are_nested_or_have_points() {
    check("{{ agent.name }} {{ agent.email }}", "Lena lena@example.org", &[]);
    check("{{ agent['email'] }}", "lena@example.org", &[]);
    let deep = json!({"a.b": {"c.d": 1}, "a": {"x": 2}});
    assert_eq!(rendered("{{ a.b.c.d }}{{ a.x }}", &deep).text, "12");
}

#[test]
fn a_template_that_liquid_refuses_prints_nothing() {
    for (template, part) in [
        ("Hi {{ name", "{{ name"),
        ("Hi {{ name }", "{{ name }"),
        ("Hi {% if x %}", "{% if x %}"),
        ("Hi {% if x", "{% if x"),
        ("a {% endif %}", "{% endif %}"),
        ("a {% nonsense %}", "{% nonsense %}"),
        ("a {% if x %}{% endunless %}", "{% endunless %}"),
        ("a {% choice %}a", "{% choice %}"),
        ("a {% or %}", "{% or %}"),
        ("a {% ask Order %}", "Order"),
    ] {
        let made = rendered(template, &json!({}));
        assert_eq!((made.text.as_str(), made.segments.len()), ("", 0), "{template}");
        let found = findings(template, &json!({}));
        assert_eq!(found, [("template.syntax".to_owned(), part)]);
    }
}

#[test]
fn filters_that_are_not_there_or_cannot_work_are_found() {
    check("{{ customer.name | shout }}", "Ana", &[("template.filter", "shout")]);
    check("a{{ customer.name | truncate: 'x' }}", "", &[("template.filter", "truncate")]);
    check("a{{ 'now' | date: '%Y' }}", "", &[("template.filter", "date")]);
    let now = "2026-11-21T14:05:00+01:00[Europe/Berlin]".parse().unwrap();
    let options = Options { values: &json!({}), now: Some(&now), chosen: &[] };
    assert_eq!(render("{{ 'now' | date: '%d %b %Y %H:%M' }}", &options).text, "21 Nov 2026 14:05");
}

#[test]
fn questions_print_their_answers() {
    check("No. {% ask 'Order number' %}", "No. 7", &[]);
    check("{% ask 'Why?' %}", "", &[("template.ask", "{% ask 'Why?' %}")]);
}

#[test]
fn the_first_alternative_is_printed_unless_another_is_chosen() {
    let template = "{% choice %}a{% or %}b{% endchoice %}{% choice %}c{% or %}d{% endchoice %}";
    check(template, "ac", &[]);
    let options = Options { values: &json!({}), now: None, chosen: &[0, 9] };
    assert_eq!(render(template, &options).text, "ad");
}

#[test]
fn every_byte_of_the_text_has_an_origin() {
    let template = "Hé {{ customer.name }}, {% locked %}in {{ fact.days }} days{% endlocked %}\
        {% choice %} ok{% or %} fine{% endchoice %} {% ask 'No.' %}{{ 'x' }}{{ customer.name | upcase }}";
    let values = json!({"customer": {"name": "Ána"}, "fact": {"days": 5}, "ask": {"No.": 7}});
    let made = rendered(template, &values);
    let parts: Vec<_> = made
        .segments
        .iter()
        .map(|part| {
            let name = part.name.as_deref().unwrap_or("-");
            format!(
                "{}:{}:{name}",
                made.text.get(part.range.clone()).unwrap(),
                part.origin.as_str()
            )
        })
        .collect();
    assert_eq!(
        parts,
        [
            "Hé :text:-",
            "Ána:field:customer.name",
            ", :text:-",
            "in :locked:-",
            "5:fact:fact.days",
            " days:locked:-",
            " ok:choice:-",
            " :text:-",
            "7:ask:No.",
            "x:text:-",
            "ÁNA:field:customer.name",
        ]
    );
    assert!(made.findings.is_empty(), "{:?}", made.findings);
}

#[test]
fn too_much_ends_with_a_finding() {
    let doubled = format!(
        "{{% assign a = 'xxxxxxxxxxxxxxxx' %}}{}{{{{ a }}}}",
        "{% assign a = a | append: a %}".repeat(60)
    );
    let nested = "{% if true %}".repeat(500);
    let closed = format!("{nested}{}", "{% endif %}".repeat(500));
    let brackets = format!("{{{{ {} }}}}", "a[".repeat(5_000));
    let ranges = "{{ (1..99999999999) | join: ',' }}".to_owned();
    let glue = "{% assign g = 'x' | split: '' | join: 'y' %}{{ 'aaaaaaaaaaaaaaaa' | replace: '', 'bbbbbbbbbbbbbbbbbb' }}";
    let long = "a".repeat((4 << 20) + 1);
    for template in [doubled, nested, closed, brackets, ranges, long] {
        let made = rendered(&template, &json!({}));
        assert!(made.text.len() < 100 && made.findings.iter().any(refuses), "{template:.60}");
    }
    assert!(rendered(glue, &json!({})).text.len() > 100, "what is big enough still goes");
}
