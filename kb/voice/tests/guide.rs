//! The voice guide at work: what is set is what applies.

use antiphon_model::{
    Channel, GuideContent, Locale, RuleLevel, RuleSetting, Team, Wording, WritesFor,
};
use antiphon_voice::finding::{Finding, Severity};
use antiphon_voice::guide::{Guide, unfit};

const PROMISE: &str = "I promise you that it will work tomorrow.";

fn find(content: &GuideContent, text: &str) -> Vec<Finding> {
    Guide::compile(content).check(text, Some(Channel::X), None).findings
}

/// How grave the promise in [`PROMISE`] is.
fn promise(content: &GuideContent) -> Option<Severity> {
    let found = find(content, PROMISE);
    found.iter().find(|one| one.rule == "Reply.Promises").map(|one| one.severity)
}

fn rules(findings: &[Finding]) -> Vec<(&str, Severity)> {
    findings.iter().map(|one| (one.rule.as_str(), one.severity)).collect()
}

fn with(rule: &str, setting: RuleSetting) -> GuideContent {
    let mut content = GuideContent::default();
    content.rules.insert(rule.to_owned(), setting);
    content
}

fn level(level: RuleLevel) -> RuleSetting {
    RuleSetting { level: Some(level), ..RuleSetting::default() }
}

fn wording(avoid: &str, say: &str, why: &str) -> Wording {
    Wording { avoid: avoid.to_owned(), say: say.to_owned(), why: why.to_owned() }
}

#[test]
fn a_rule_is_switched_off_and_made_graver() {
    assert!(promise(&GuideContent::default()).is_some());
    assert_eq!(promise(&with("Reply.Promises", level(RuleLevel::Off))), None);
    let graver = promise(&with("Reply.Promises", level(RuleLevel::Error)));
    assert_eq!(graver, Some(Severity::Error));
}

#[test]
fn a_rule_applies_on_its_channels_and_in_its_locales_only() {
    let mail = RuleSetting { channels: vec![Channel::Email], ..RuleSetting::default() };
    assert_eq!(promise(&with("Reply.Promises", mail)), None);
    let german = RuleSetting { locales: vec![Locale::parse("de").unwrap()], ..Default::default() };
    let guide = Guide::compile(&with("Reply.Promises", german));
    let in_locale = |tag: &str| {
        let locale = Locale::parse(tag).unwrap();
        let found = guide.check(PROMISE, None, Some(&locale)).findings;
        found.iter().filter(|one| one.rule == "Reply.Promises").count()
    };
    assert_eq!((in_locale("en-GB"), in_locale("de-AT")), (0, 1));
}

#[test]
fn a_rule_applies_to_who_writes_for_its_teams_only() {
    let [support, pr] = ["support", "pr"].map(|name| Team::parse(name).unwrap());
    let for_pr = RuleSetting { teams: vec![pr.clone()], ..RuleSetting::default() };
    let guide = Guide::compile(&with("Reply.Promises", for_pr));
    let found = |writes| {
        let found = guide.check_by(PROMISE, None, None, writes).findings;
        found.iter().any(|one| one.rule == "Reply.Promises")
    };
    assert!(found(WritesFor::Team(&pr)) && found(WritesFor::All));
    assert!(!found(WritesFor::Team(&support)) && !found(WritesFor::None));
}

#[test]
fn a_wording_is_found_with_what_to_say_and_why() {
    let content = GuideContent {
        wordings: vec![
            wording("fibre plan", "Fibre", "It is the product's name."),
            wording("it's the C++ (beta)", "", ""),
            wording("cheap", "", "Nobody wants cheap."),
        ],
        ..GuideContent::default()
    };
    let found = find(&content, "Your Fibre  plan is cheap.");
    assert_eq!(
        rules(&found),
        [("Guide.Replaced", Severity::Warning), ("Guide.Avoided", Severity::Warning)]
    );
    assert_eq!(found[0].fixes[0].replacement, "Fibre");
    assert!(found[1].message.ends_with("Nobody wants cheap."), "{}", found[1].message);
    assert!(Guide::compile(&content).refused().is_empty(), "signs of regular expressions are text");
    assert_eq!(find(&content, "It's the C++ (beta).").len(), 1, "a sign at the end is found too");
    assert!(find(&content, "cheaper, Cheapside").is_empty(), "only whole words are");
}

#[test]
fn a_name_is_found_where_it_is_misspelt() {
    let content = GuideContent { names: vec!["FibreBox".to_owned()], ..Default::default() };
    let found = find(&content, "Restart your fibrebox.");
    assert_eq!(found.iter().map(|one| one.rule.as_str()).collect::<Vec<_>>(), ["Vale.Terms"]);
    assert_eq!(found[0].fixes[0].replacement, "FibreBox");
    assert!(find(&content, "Restart your FibreBox.").is_empty());
}

#[test]
fn an_imported_style_applies_and_what_it_cannot_is_named() {
    let mut content = GuideContent::default();
    let rule = "extends: existence\nmessage: \"'%s'?\"\nlevel: error\ntokens:\n  - synergy\n";
    content.files.insert("House/Words.yml".to_owned(), rule.to_owned());
    let script = "extends: script\nmessage: x\nscript: |\n  matches := []\n";
    content.files.insert("House/Script.yml".to_owned(), script.to_owned());
    assert_eq!(rules(&find(&content, "What synergy!")), [("House.Words", Severity::Error)]);
    let guide = Guide::compile(&content);
    let refused: Vec<String> = guide.refused().iter().map(ToString::to_string).collect();
    assert!(refused.len() == 1 && refused[0].contains("House/Script.yml"), "{refused:?}");
    let cards = guide.cards();
    assert!(cards.iter().any(|card| card.name == "House.Words" && card.problem.is_none()));
}

#[test]
fn every_rule_of_the_pack_proves_itself_and_says_why() {
    let guide = Guide::compile(&GuideContent::default());
    assert_eq!(guide.refused(), []);
    let cards = guide.cards();
    assert!(cards.len() >= 20, "{}", cards.len());
    for card in cards {
        assert_eq!(card.problem, None, "{}", card.name);
        assert!(card.reason.is_some() && card.link.is_some(), "{}", card.name);
        assert!(!card.examples.flag.is_empty() && !card.examples.pass.is_empty());
        assert_eq!(unfit(&GuideContent::default(), &card.name), None);
    }
}

#[test]
fn a_rule_whose_examples_fail_cannot_be_switched_on() {
    let mut content = GuideContent::default();
    let broken = "extends: existence\nmessage: x\nlevel: error\ntokens:\n  - nothing like it\n";
    content.files.insert("Reply/Promises.yml".to_owned(), broken.to_owned());
    let why = unfit(&content, "Reply.Promises").unwrap().to_string();
    assert!(why.contains("does not flag"), "{why}");
}

#[test]
fn a_package_that_is_written_says_the_same_again() {
    let content = GuideContent {
        wordings: vec![wording("kindly", "please", "")],
        names: vec!["FibreBox".to_owned()],
        ..with("Reply.Promises", level(RuleLevel::Off))
    };
    let files = Guide::compile(&content).package();
    let text = |wanted: &str| {
        let found = files.iter().find(|(path, _)| path == wanted);
        found.map(|(_, text)| text.clone()).unwrap_or_default()
    };
    assert!(text(".vale.ini").contains("Reply.Promises = NO"));
    assert!(text("styles/Guide/Replaced.yml").contains("kindly"));
    assert_eq!(text("styles/config/vocabularies/Guide/accept.txt"), "FibreBox\n");
    assert!(!text("styles/Reply/Promises.yml").is_empty());
}

#[test]
fn a_rule_whose_examples_fail_is_off_and_named_until_it_is_mended() {
    let mut content = GuideContent::default();
    let loud = "extends: existence\nmessage: x\nlevel: error\ntokens:\n  - \\w+\n";
    content.files.insert("Reply/Promises.yml".to_owned(), loud.to_owned());
    let checked = Guide::compile(&content).check(PROMISE, None, None);
    assert_eq!(promise(&content), None);
    assert_eq!(checked.off, ["Reply.Promises"]);
    content.files.clear();
    assert!(promise(&content).is_some());
    assert!(Guide::compile(&content).check(PROMISE, None, None).off.is_empty());
}
