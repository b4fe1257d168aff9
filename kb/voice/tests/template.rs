//! Templates against other people's tests of the same language.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests stop at what is wrong")]

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
    let template = case["template"].as_str().unwrap();
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
            .map(|found| &case["template"].as_str().unwrap()[found.range.clone()])
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
