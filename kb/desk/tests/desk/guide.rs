//! The voice guide: written, tried, approved, imported.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use antiphon_desk::views::{
    ChangeKind, GuideInput, GuideView, RuleInput, RuleLevel, RuleView, StyleChange, VariantInput,
    WordingView, WorkspaceKind,
};
use antiphon_desk::{Desk, ErrorCode};
use antiphon_model::Channel;

use crate::support::{Lab, answer, approved, marked, on, paste};

const PROMISE: &str = "I promise that it works tomorrow.";

fn rule<'a>(guide: &'a GuideView, name: &str) -> &'a RuleView {
    guide.rules.iter().find(|rule| rule.name == name).unwrap()
}

/// The guide as it is, to be changed.
fn input(guide: &GuideView) -> GuideInput {
    GuideInput {
        number: guide.next,
        rules: Vec::new(),
        wordings: guide.wordings.clone(),
        names: guide.names.clone(),
        public: guide.public.clone(),
        private_lines: guide.private_lines.clone(),
    }
}

fn set(name: &str, level: RuleLevel) -> RuleInput {
    RuleInput {
        name: name.to_owned(),
        level,
        channels: Vec::new(),
        locales: Vec::new(),
        teams: Vec::new(),
    }
}

/// The rules that find something in `text` in a reply.
fn found(desk: &Desk, text: &str) -> Vec<String> {
    let thread = paste(desk, "hello?");
    let check = desk.check_reply(&thread, text, &[]).unwrap();
    check.findings.into_iter().map(|finding| finding.rule).collect()
}

#[test]
fn a_change_counts_from_its_approval_on_and_for_every_reply() {
    let lab = Lab::new();
    let desk = lab.empty();
    let guide = desk.guide().unwrap();
    assert_eq!((guide.in_force, guide.next), (0, 1));
    assert!(found(&desk, PROMISE).contains(&"Reply.Promises".to_owned()));
    let mut off = input(&guide);
    off.rules.push(set("Reply.Promises", RuleLevel::Off));
    let open = desk.save_guide(off).unwrap();
    assert_eq!(open.open.as_ref().map(|open| open.number), Some(1));
    assert_eq!(rule(&open, "Reply.Promises").level, RuleLevel::Off);
    assert!(found(&desk, PROMISE).contains(&"Reply.Promises".to_owned()), "not approved yet");
    let now = desk.approve_guide(1).unwrap();
    assert_eq!((now.in_force, now.open), (1, None));
    assert!(!found(&desk, PROMISE).contains(&"Reply.Promises".to_owned()));
    drop(desk);
    let desk = lab.open().unwrap();
    assert!(!found(&desk, PROMISE).contains(&"Reply.Promises".to_owned()), "also tomorrow");
}

#[test]
fn two_who_change_the_guide_at_once_lose_nothing() {
    let lab = Lab::new();
    let desk = lab.empty();
    let guide = desk.guide().unwrap();
    let mut one = input(&guide);
    one.names.push("FibreBox".to_owned());
    desk.save_guide(one).unwrap();
    let mut late = input(&guide);
    late.names.push("Northlight".to_owned());
    let err = desk.save_guide(late).unwrap_err();
    assert_eq!(err.code(), ErrorCode::Refused);
    assert_eq!(desk.guide().unwrap().names, ["FibreBox"]);
}

#[test]
fn a_guide_is_tried_before_it_is_saved() {
    let lab = Lab::new();
    let desk = lab.empty();
    let mut tried = input(&desk.guide().unwrap());
    tried.wordings.push(WordingView {
        avoid: "parcel".to_owned(),
        say: "order".to_owned(),
        why: "We sell orders.".to_owned(),
    });
    let text = "Your parcel is here.";
    let trial = desk.try_guide(text, None, Some(&tried)).unwrap();
    let finding = trial.findings.first().unwrap();
    assert_eq!(marked(text, &[finding.span]), ["parcel"]);
    assert_eq!(finding.fixes.first().unwrap().text, "order");
    assert!(finding.message.ends_with("We sell orders."), "{}", finding.message);
    assert!(trial.score.score < 100);
    assert!(desk.try_guide(text, None, None).unwrap().findings.is_empty(), "nothing was saved");
}

#[test]
fn what_a_rule_would_flag_is_shown_before_it_is_switched_on() {
    let lab = Lab::new();
    let desk = lab.begin(WorkspaceKind::Sample);
    let rude = format!("You failed to read it. {PROMISE}");
    let thread = paste(&desk, "hello?");
    desk.send_reply(&thread, &rude, &[]).unwrap();
    approved(&desk, answer("Promise", &rude));
    desk.send_reply(&thread, &rude, &[]).unwrap();
    let impact = desk.guide_impact(&set("Reply.Blame", RuleLevel::Off), &mut on).unwrap();
    assert!(impact.answers > 100 && impact.answers_flagged >= 1, "{impact:?}");
    assert_eq!((impact.replies, impact.replies_flagged), (2, 2));
    let example = impact.examples.iter().find(|one| one.title == "Promise").unwrap();
    assert!(marked(&example.text, &[example.mark])[0].contains("failed"), "{example:?}");
    let promises = desk.guide_impact(&set("Reply.Promises", RuleLevel::Off), &mut on).unwrap();
    assert_eq!(promises.answers_flagged, 0, "approved words may promise");
    assert_eq!((promises.replies, promises.replies_flagged), (2, 1), "the first was own words");
    let stop = &mut |_| std::ops::ControlFlow::Break(());
    let err = desk.guide_impact(&set("Reply.Promises", RuleLevel::Error), stop).unwrap_err();
    assert_eq!(err.code(), ErrorCode::Cancelled);
}

#[test]
fn the_library_is_read_with_the_guide_the_gravest_first() {
    let lab = Lab::new();
    let desk = lab.empty();
    approved(&desk, answer("Good", "Refunds take five working days."));
    approved(&desk, answer("Hm", "Refunds take five five working days."));
    approved(&desk, answer("Bad", "You failed to read it. I promise that it works."));
    approved(&desk, answer("Promise", PROMISE));
    let linted = desk.lint_library(&mut on).unwrap();
    let titles: Vec<&str> = linted.iter().map(|one| one.title.as_str()).collect();
    assert_eq!(titles, ["Bad", "Hm"]);
}

#[test]
fn the_library_is_read_as_its_customers_would_with_all_variants() {
    let lab = Lab::new();
    let desk = lab.empty();
    let fields =
        "{% choice %}Hi{% or %}Hello{% endchoice %} {{ customer.first_name }}, it is on its way.";
    let mut parcel = answer("Parcel", fields);
    let body = "Sorry!!! It is late.".to_owned();
    parcel.variants.push(VariantInput { channel: Some(Channel::X), locale: None, body });
    approved(&desk, parcel);
    let linted = desk.lint_library(&mut on).unwrap();
    let told: Vec<_> = linted.iter().map(|one| (one.title.as_str(), one.body.as_str())).collect();
    assert_eq!(told, [("Parcel · X", "Sorry!!! It is late.")], "nothing of fields and choices");
    let impact = desk.guide_impact(&set("Reply.Marks", RuleLevel::Error), &mut on).unwrap();
    assert_eq!((impact.answers, impact.answers_flagged), (1, 1), "an answer, however many texts");
}

#[test]
fn a_newer_package_is_not_ruled_by_an_older_one() {
    let lab = Lab::new();
    let desk = lab.empty();
    let rule = "extends: existence\nmessage: x\nlevel: error\ntokens: [synergy]\n";
    let package = |name: &str, styles: &[&str], settings: &str| {
        let folder = lab.path(name);
        for style in styles {
            let style = folder.join("styles").join(style);
            std::fs::create_dir_all(&style).unwrap();
            std::fs::write(style.join("Words.yml"), rule).unwrap();
        }
        let ini = format!("StylesPath = styles\n[*]\n{settings}\n");
        std::fs::write(folder.join(".vale.ini"), ini).unwrap();
        desk.import_style(&folder).unwrap();
    };
    package("Both", &["House", "Other"], "BasedOnStyles = House, Other\nHouse.Words = NO");
    let guide = desk.guide().unwrap();
    assert_eq!(rule_level(&guide, "House.Words"), RuleLevel::Off);
    package("Alone", &["House"], "BasedOnStyles = House\nHouse.Words = error");
    let guide = desk.guide().unwrap();
    assert_eq!(rule_level(&guide, "House.Words"), RuleLevel::Error);
    assert_eq!(rule_level(&guide, "Other.Words"), RuleLevel::Error);
}

fn rule_level(guide: &GuideView, name: &str) -> RuleLevel {
    rule(guide, name).level
}

#[test]
fn a_package_is_imported_used_removed_and_exported() {
    let lab = Lab::new();
    let desk = lab.empty();
    let folder = lab.path("House");
    std::fs::create_dir(&folder).unwrap();
    let rule = "extends: existence\nmessage: \"Not '%s'.\"\nlevel: error\ntokens:\n  - synergy\n";
    std::fs::write(folder.join("Words.yml"), rule).unwrap();
    std::fs::write(folder.join("Odd.yml"), "extends: sequence\nmessage: x\n").unwrap();
    let guide = desk.import_style(&folder).unwrap();
    let style = guide.styles.iter().find(|style| style.name == "House").unwrap();
    assert_eq!((style.rules, style.refused.len(), style.built_in), (1, 1, false));
    assert!(style.refused[0].contains("House/Odd.yml:1"), "{}", style.refused[0]);
    desk.approve_guide(1).unwrap();
    assert!(found(&desk, "What synergy!").contains(&"House.Words".to_owned()));
    let out = lab.path("out");
    desk.export_guide(&out).unwrap();
    assert!(out.join("styles/House/Words.yml").is_file() && out.join(".vale.ini").is_file());
    assert!(desk.export_guide(&out).is_err(), "what is there is not written over");
    assert!(desk.import_style(&out).is_ok(), "what was exported can be taken in again");
    desk.discard_guide(2).ok();
    desk.remove_style("House").unwrap();
    let open = desk.guide().unwrap().open.unwrap().number;
    desk.approve_guide(open).unwrap();
    assert!(!found(&desk, "What synergy!").contains(&"House.Words".to_owned()));
    let err = desk.remove_style("House").unwrap_err();
    assert_eq!(err.code(), ErrorCode::NotFound);
    assert!(desk.import_style(&lab.path("nowhere")).is_err());
}

#[test]
fn a_rule_that_nobody_knows_is_named() {
    let lab = Lab::new();
    let desk = lab.empty();
    let err = desk.set_rule("Reply.Nonsense", RuleLevel::Error).unwrap_err();
    assert_eq!(err.code(), ErrorCode::NotFound);
    assert!(err.to_string().contains("Reply.Nonsense"), "{err}");
    let view = desk.set_rule("Reply.Promises", RuleLevel::Error).unwrap();
    assert_eq!(rule(&view, "Reply.Promises").level, RuleLevel::Error);
}

#[test]
fn a_rule_that_takes_too_many_steps_is_named_wherever_the_guide_is_asked() {
    let lab = Lab::new();
    let desk = lab.empty();
    let folder = lab.path("House");
    std::fs::create_dir(&folder).unwrap();
    let endless = "extends: existence\nmessage: x\nlevel: error\nraw: ['(a+)+(?!a)$']\n";
    std::fs::write(folder.join("Endless.yml"), endless).unwrap();
    desk.import_style(&folder).unwrap();
    let text = format!("{}!", "a".repeat(5_000));
    let tried = desk.try_guide(&text, None, Some(&input(&desk.guide().unwrap()))).unwrap();
    assert_eq!(tried.off, ["House.Endless"]);
    desk.approve_guide(1).unwrap();
    approved(&desk, answer("Long", &text));
    let linted = desk.lint_library(&mut on).unwrap();
    assert_eq!(linted[0].off, ["House.Endless"]);
    let impact = desk.guide_impact(&set("House.Endless", RuleLevel::Error), &mut on).unwrap();
    assert_eq!(impact.off, ["House.Endless"]);
    let thread = paste(&desk, "hello?");
    assert_eq!(desk.check_reply(&thread, &text, &[]).unwrap().off, ["House.Endless"]);
    let guide = desk.guide().unwrap();
    assert!(rule(&guide, "House.Endless").stopped, "its card says so, too");
    assert!(!rule(&guide, "Reply.Promises").stopped);
}

#[test]
fn an_open_revision_shows_what_it_would_replace() {
    let lab = Lab::new();
    let desk = lab.empty();
    let mut first = input(&desk.guide().unwrap());
    first.rules.push(set("Reply.Promises", RuleLevel::Suggestion));
    first.names.push("Northlight".to_owned());
    desk.save_guide(first).unwrap();
    desk.approve_guide(1).unwrap();
    let mut second = input(&desk.guide().unwrap());
    second.rules.push(set("Reply.Promises", RuleLevel::Off));
    second.names.clear();
    desk.save_guide(second).unwrap();
    let folder = lab.path("House");
    std::fs::create_dir(&folder).unwrap();
    let text = "extends: existence\nmessage: x\ntokens: [foo]\n";
    std::fs::write(folder.join("Foo.yml"), text).unwrap();
    let guide = desk.import_style(&folder).unwrap();
    let open = guide.open.unwrap();
    assert_eq!(open.before.number, 1);
    assert_eq!(open.before.rules, [set("Reply.Promises", RuleLevel::Suggestion)]);
    assert_eq!(open.before.names, ["Northlight"]);
    let style = StyleChange { name: "House".to_owned(), how: ChangeKind::Added };
    assert_eq!(open.styles, [style]);
}

/// A package with settings, two styles, vocabularies old and new, and what one of them ignores.
fn package(lab: &Lab) -> std::path::PathBuf {
    let folder = lab.path("Company");
    let write = |name: &str, text: &str| {
        let path = folder.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    };
    let rule = |word: &str| {
        format!(
            "extends: existence\nmessage: \"Not '%s'.\"\nlevel: error\nignorecase: true\ntokens:\n  - {word}\n"
        )
    };
    write(
        ".vale.ini",
        "StylesPath = styles\nVocab = Base, Old\n[*.md]\nBasedOnStyles = Vale, House\nHouse.Soft = suggestion\nHouse.Not = NO\nTokenIgnores = (\\$\\w+)\n",
    );
    write("styles/House/Words.yml", &rule("synergy"));
    write("styles/House/Soft.yml", &rule("leverage"));
    write("styles/House/Not.yml", &rule("delight"));
    write("styles/Spare/Words.yml", &rule("ping"));
    write("styles/config/vocabularies/Base/accept.txt", "FibreBox\nSynergy Suite\n");
    write("styles/config/vocabularies/Base/reject.txt", "cheapo\n");
    write("styles/Vocab/Old/reject.txt", "oldie\n");
    folder
}

#[test]
fn what_a_package_says_of_its_rules_and_words_applies_and_goes_with_it() {
    let lab = Lab::new();
    let desk = lab.empty();
    desk.import_style(&package(&lab)).unwrap();
    desk.approve_guide(1).unwrap();
    let is_found =
        |desk: &Desk, rule: &str, text: &str| found(desk, text).contains(&rule.to_owned());
    assert!(is_found(&desk, "House.Words", "What synergy!"));
    assert!(!is_found(&desk, "House.Words", "What $synergy!"), "a token to be passed over");
    assert!(!is_found(&desk, "House.Not", "A delight."), "off by the package");
    assert!(!is_found(&desk, "Spare.Words", "A ping."), "not among the styles it is based on");
    assert!(is_found(&desk, "Vale.Terms", "Your fibrebox."));
    assert!(is_found(&desk, "Vale.Avoid", "A cheapo."));
    assert!(is_found(&desk, "Vale.Avoid", "An oldie."));
    let guide = desk.guide().unwrap();
    assert_eq!(rule(&guide, "House.Soft").level, RuleLevel::Suggestion);
    assert_eq!(rule(&guide, "House.Not").level, RuleLevel::Off);
    assert!(is_found(&desk, "Reply.Promises", PROMISE), "the other rules stay on");
    let next = guide.next;
    desk.set_rule("House.Not", RuleLevel::Warning).unwrap();
    desk.approve_guide(next).unwrap();
    assert!(is_found(&desk, "House.Not", "A delight."), "what is set here comes first");
    let out = lab.path("out");
    desk.export_guide(&out).unwrap();
    let other = Lab::new();
    let again = other.empty();
    again.import_style(&out).unwrap();
    again.approve_guide(1).unwrap();
    for (rule, text) in
        [("House.Words", "What synergy!"), ("Vale.Avoid", "A cheapo."), ("House.Not", "A delight.")]
    {
        assert!(is_found(&again, rule, text), "{rule}");
    }
    assert!(!is_found(&again, "Spare.Words", "A ping."));
    let next = desk.guide().unwrap().next;
    desk.remove_style("House").unwrap();
    desk.remove_style("Spare").unwrap();
    desk.approve_guide(next + 1).unwrap();
    assert!(!is_found(&desk, "Vale.Avoid", "A cheapo."), "its words are gone");
    let empty = lab.path("empty");
    desk.export_guide(&empty).unwrap();
    let left = std::fs::read_to_string(empty.join(".vale.ini")).unwrap();
    assert!(!left.contains("House") && !empty.join("styles/config").exists(), "{left}");
    assert!(!empty.join("styles/.vale-config").exists());
}
