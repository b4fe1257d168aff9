//! Answers made ready for the person who writes.
#![expect(clippy::unwrap_used, reason = "tests stop at what is wrong")]

use antiphon_voice::template::{Field, Inserted, Options, Origin, insert, leftovers, stops};
use serde_json::{Value, json};

fn inserted(template: &str, values: &Value) -> Inserted {
    insert(template, &Options { values, now: None, chosen: &[] })
}

fn known() -> Value {
    json!({
        "customer": {"name": "Ana *López*", "attributes": {"plan": "pro", "since": 2019}},
        "agent": {"name": "Lena Sommer", "first_name": "Lena"},
        "fact": {"refund_days": 5},
    })
}

#[track_caller]
fn check(template: &str, expected: &str) {
    assert_eq!(inserted(template, &known()).text, expected);
}

/// Each field: what stands in its place, its name and its value.
fn fields(made: &Inserted) -> Vec<(&str, &str, Option<&str>)> {
    made.fields
        .iter()
        .map(|Field { name, range, value }| {
            (made.text.get(range.clone()).unwrap(), name.as_str(), value.as_deref())
        })
        .collect()
}

#[test]
fn known_values_are_filled_and_the_rest_stays_as_tab_stops() {
    let made =
        inserted("{{order}}: {{ agent.name }}/{{customer.name}}/{{customer.phone}}!", &known());
    assert_eq!(made.text, r"{{order}}: Lena Sommer/Ana \*López\*/{{customer.phone}}!");
    assert_eq!(
        fields(&made),
        [
            ("{{order}}", "order", None),
            ("Lena Sommer", "agent.name", Some("Lena Sommer")),
            (r"Ana \*López\*", "customer.name", Some("Ana *López*")),
            ("{{customer.phone}}", "customer.phone", None),
        ]
    );
}

#[test]
fn a_blank_value_leaves_the_field_to_be_filled() {
    assert_eq!(
        inserted("Hi {{agent.name}}", &json!({"agent": {"name": " "}})).text,
        "Hi {{agent.name}}"
    );
}

#[test]
fn conditions_filters_and_assignments_are_evaluated() {
    check(
        "{% if customer.attributes.plan == 'pro' %}**Pro**{% else %}Free{% endif %}!",
        "**Pro**!",
    );
    check("{% case customer.attributes.plan %}{% when 'x' %}X{% else %}Y{% endcase %}", "Y");
    check("{% assign who = agent.name | upcase %}{{ who }}", "LENA SOMMER");
    check("{{ agent.first_name | append: '!' }}", "Lena!");
    check(
        "{% assign page = '[here](https://example.org)' %}{{ page }}",
        "[here](https://example.org)",
    );
    check("{{ customer.attributes.since | plus: 1 }}", "2020");
}

#[test]
fn a_filtered_field_that_is_not_known_becomes_a_tab_stop_of_its_name() {
    check("Hi {{ customer.phone | prepend: '+' }}", "Hi {{ customer.phone }}");
    check("{% assign x = customer.phone | upcase %}{{ x }}", "{{ customer.phone }}");
    check("{{ agent.name | append: customer.phone }}", "{{ customer.phone }}");
    check("{{ customer.phone | default: 'us' }}", "us");
    check("{{ agent.name | nonsense }}", "{{ agent.name | nonsense }}");
    check("{{ agent.name | date }}", "{{ agent.name }}");
    check("{{ 'now' | date: '%Y' }}", "{{ 'now' | date: '%Y' }}");
    check("{{final bill date}}", "{{final bill date}}");
    check("{{ customer\n.phone }}", "{{ customer.phone }}");
}

#[test]
fn other_tools_names_are_filled_from_ours() {
    check("{{ contact.name }}", r"Ana \*López\*");
    check("{{ ticket.requester.name | upcase }}", r"ANA \*LÓPEZ\*");
    check("{{ contact.custom_attribute.plan }} {{current_user.first_name}}", "pro Lena");
    check("{{ ticket.status }}", "{{ ticket.status }}");
}

#[test]
fn a_question_is_a_tab_stop_with_its_words() {
    let made = inserted("Your order {% ask \"Order number\", type: \"text\" %}.", &known());
    assert_eq!(made.text, "Your order {{ Order number }}.");
    assert_eq!(fields(&made), [("{{ Order number }}", "Order number", None)]);
    let answered = json!({"ask": {"Order number": "A_7_"}});
    assert_eq!(inserted("{% ask 'Order number' %}", &answered).text, r"A_7\_");
}

#[test]
fn choices_are_told_with_all_their_texts() {
    let template = "{% choice %}Hi {{ agent.first_name }}{% or %}Hello{{ x }}{% or %}\
        {% choice %}a{% or %}b{% endchoice %}{% endchoice %}, bye{% choice %}.{% or %}!{% endchoice %}";
    let made = inserted(template, &known());
    assert_eq!(made.text, "Hi Lena, bye.");
    let told: Vec<_> = made
        .choices
        .iter()
        .map(|choice| (made.text.get(choice.range.clone()).unwrap(), choice.alternatives.clone()))
        .collect();
    let texts = |texts: &[&str]| texts.iter().map(|&text| text.to_owned()).collect::<Vec<_>>();
    assert_eq!(
        told,
        [("Hi Lena", texts(&["Hi Lena", "Hello{{ x }}", "a"])), (".", texts(&[".", "!"]))]
    );
    assert_eq!(made.fields.len(), 1, "fields of what is not taken are not told");
    let chosen = insert(template, &Options { values: &known(), now: None, chosen: &[2, 1, 1] });
    assert_eq!(chosen.text, "b, bye!");
}

#[test]
fn what_an_alternative_assigns_holds_only_where_it_is_taken() {
    let template =
        "{% choice %}{% assign a = 1 %}x{% or %}{% assign a = 2 %}y{% endchoice %}{{ a }}";
    let made = inserted(template, &known());
    assert_eq!((made.text.as_str(), made.choices.len()), ("x1", 1));
}

#[test]
fn the_cursor_and_locked_words_are_told() {
    let made = inserted(
        "Hé {% cursor %}.{% locked %}Refunds take {{ fact.refund_days }} days{% endlocked %}",
        &known(),
    );
    assert_eq!(made.text, "Hé .Refunds take 5 days");
    assert_eq!(made.cursor, Some(4));
    let parts: Vec<_> = made
        .segments
        .iter()
        .map(|part| (made.text.get(part.range.clone()).unwrap(), part.origin, part.is_locked))
        .collect();
    assert_eq!(
        parts,
        [
            ("Hé .", Origin::Text, false),
            ("Refunds take ", Origin::Locked, true),
            ("5", Origin::Fact, true),
            (" days", Origin::Locked, true),
        ]
    );
}

#[test]
fn a_template_that_cannot_be_read_keeps_its_tags() {
    let template = "{% if x %}Hi {{ agent.name }} {{ b | upcase }}{% for %}\n{{ open";
    let made = inserted(template, &known());
    assert_eq!(made.text, "{% if x %}Hi Lena Sommer {{ b }}{% for %}\n{{ open");
    let names: Vec<_> = made.fields.iter().map(|field| field.name.as_str()).collect();
    assert_eq!(names, ["if x", "agent.name", "b", "for", "open"]);
    assert!(!leftovers(&made.text).is_empty());
    let made = inserted("{% if 'a' < 1 %}x{% endif %}", &known());
    assert_eq!(made.text, "{% if 'a' < 1 %}x{% endif %}", "{:?}", made.findings);
}

#[test]
fn a_value_makes_no_field_alone_or_together_with_its_neighbours() {
    let text = "{{agent.name}}{{customer.name}}{{order}} {{customer.phone | strip}}";
    for value in ["{{fact.x}}", "{", "{{", "{{{", "%}{%", "{% x", "}}", "a{"] {
        let values = json!({
            "agent": {"name": value}, "customer": {"name": value, "phone": value},
        });
        let made = inserted(text, &values);
        let left: Vec<_> = stops(&made.text).into_iter().map(|stop| stop.name).collect();
        assert_eq!(left, ["order"], "{value}: {}", made.text);
    }
}
