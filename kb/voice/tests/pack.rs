//! The default pack through its public door: its own examples, good replies and bad ones.

#![expect(clippy::unwrap_used, reason = "plain functions of tests")]

use std::collections::BTreeSet;
use std::path::Path;

use antiphon_voice::finding::Severity;
use antiphon_voice::pack::{self, Examples, Unfit, verify};
use antiphon_voice::style::{Document, Styles, Tree};

const GOOD: &str = include_str!("replies/good.txt");
const BAD: &str = include_str!("replies/bad.txt");

fn good() -> Vec<String> {
    let lines = GOOD.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    lines.map(|line| line.replace("\\n", "\n")).collect()
}

fn names(folder: &str) -> BTreeSet<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("pack").join(folder);
    let entries = std::fs::read_dir(path).unwrap();
    let stem = |entry: std::fs::DirEntry| entry.path().file_stem().unwrap().to_owned();
    entries.map(|entry| stem(entry.unwrap()).into_string().unwrap()).collect()
}

#[test]
fn every_rule_of_the_pack_is_taken_and_has_a_file_of_examples() {
    let styles = pack::styles();
    assert_eq!(styles.refused(), [], "none is refused");
    let taken: BTreeSet<_> =
        styles.rules().filter_map(|rule| rule.strip_prefix("Reply.")).map(str::to_owned).collect();
    assert_eq!(taken, names("Reply"));
    assert_eq!(taken, names("examples"));
}

#[test]
fn every_rule_of_the_pack_does_what_its_examples_say() {
    let styles = pack::styles();
    let mut wrong = Vec::new();
    for rule in styles.rules().filter(|rule| rule.starts_with("Reply.")) {
        let examples = Examples::of(rule).unwrap();
        if let Err(unfit) = verify(&styles, rule, &examples) {
            wrong.push(format!("{rule}: {unfit:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_rule_of_the_pack_links_to_a_paragraph_that_gives_its_reason() {
    let styles = pack::styles();
    for rule in styles.rules().filter(|rule| rule.starts_with("Reply.")) {
        let reason = pack::reason(rule).unwrap_or_else(|| panic!("{rule} has no paragraph"));
        assert!(reason.split_whitespace().count() >= 8, "{rule}: {reason}");
    }
    assert_eq!(pack::reason("Reply.Nothing"), None);
}

#[test]
fn a_rule_whose_examples_fail_cannot_be_switched_on() {
    let rule = "extends: existence\nmessage: 'no %s'\ntokens: [cheap]\n";
    let tree: Tree = [("Own/Cheap.yml", rule), ("Own/Odd.yml", "extends: script\nmessage: a\n")]
        .into_iter()
        .collect();
    let styles = Styles::compile("[*]\nBasedOnStyles = Own\n", &tree);
    let check = |name: &str, text: &str| verify(&styles, name, &Examples::read(text));
    assert_eq!(check("Own.Cheap", "flag: a cheap one\npass: a good one"), Ok(()));
    let silent = vec!["a bargain".to_owned()];
    let loud = vec!["not cheap".to_owned()];
    let unfit = check("Own.Cheap", "flag: a bargain\npass: not cheap").unwrap_err();
    assert_eq!(unfit, Unfit::Wrong { silent, loud });
    assert_eq!(unfit.to_string(), "the rule does not flag \"a bargain\"");
    assert_eq!(check("Own.Cheap", "flag: cheap"), Err(Unfit::NoExamples));
    assert_eq!(check("Own.None", "flag: a\npass: b"), Err(Unfit::Refused(None)));
    let Err(Unfit::Refused(Some(reason))) = check("Own.Odd", "flag: a\npass: b") else {
        panic!("a script is refused by name");
    };
    assert!(reason.contains("script"), "{reason}");
}

#[test]
fn good_replies_of_thirty_companies_are_left_alone() {
    let styles = pack::styles();
    let replies = good();
    assert!(replies.len() >= 150, "{}", replies.len());
    let mut grave = Vec::new();
    let mut gentle = 0_u32;
    for reply in &replies {
        for alert in styles.check(Document::markdown(reply)).alerts {
            match alert.severity {
                Severity::Suggestion => {
                    gentle += 1;
                    if std::env::var_os("ANTIPHON_SHOW").is_some() {
                        println!("  {} {:?}: {reply}", alert.check, alert.matched);
                    }
                }
                _ => grave.push(format!("{} {:?}: {reply}", alert.check, alert.matched)),
            }
        }
    }
    println!("{} replies, {} grave, {gentle} gentle", replies.len(), grave.len());
    assert!(grave.len() * 20 <= replies.len(), "{}", grave.join("\n"));
    println!("{}", grave.join("\n"));
}

#[test]
fn every_bad_reply_is_flagged_by_its_rule() {
    let styles = pack::styles();
    let mut missed = Vec::new();
    let mut count = 0;
    for (rule, reply) in BAD.lines().filter_map(|line| line.split_once(" | ")) {
        count += 1;
        let rule = format!("Reply.{rule}");
        let alerts = styles.check(Document::markdown(reply)).alerts;
        if !alerts.iter().any(|alert| alert.check == rule) {
            missed.push(format!("{rule}: {reply}"));
        }
    }
    assert!(count >= 80, "{count}");
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}

#[test]
fn no_message_quotes_a_word_twice() {
    let styles = pack::styles();
    for (_, reply) in BAD.lines().filter_map(|line| line.split_once(" | ")) {
        for alert in styles.check(Document::markdown(reply)).alerts {
            let twice = ["'”", "''"].iter().any(|marks| alert.message.contains(marks));
            assert!(!twice, "{}: {}", alert.check, alert.message);
        }
    }
}

#[test]
fn the_answers_of_the_sample_are_left_alone() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../desk/sample/answers.jsonl");
    let text = std::fs::read_to_string(path).unwrap();
    let styles = pack::styles();
    let mut grave = Vec::new();
    let mut count = 0;
    for line in text.lines() {
        let answer: serde_json::Value = serde_json::from_str(line).unwrap();
        let variants = answer["variants"].as_array().unwrap().iter();
        let bodies = variants.filter(|one| one["locale"] == "en").map(|one| &one["body"]);
        for body in std::iter::once(&answer["body"]).chain(bodies) {
            let body = body.as_str().unwrap();
            count += 1;
            let alerts = styles.check(Document::markdown(body)).alerts;
            let alerts = alerts.into_iter().filter(|alert| alert.severity > Severity::Suggestion);
            grave
                .extend(alerts.map(|alert| format!("{} {:?}: {body}", alert.check, alert.matched)));
        }
    }
    println!("{count} bodies, {} grave\n{}", grave.len(), grave.join("\n"));
    assert!(count >= 200 && grave.len() * 20 <= count, "{}", grave.join("\n"));
}
