//! Teams: rules for some of them, and who they apply to.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use antiphon_desk::views::{GuideInput, RuleInput, RuleLevel};
use antiphon_desk::{Desk, ErrorCode};

use crate::support::{Lab, answer, approved, on, paste};

const SHOUT: &str = "It works tomorrow!!!";
const RULE: &str = "Reply.Marks";

fn for_teams(teams: &[&str]) -> RuleInput {
    RuleInput {
        name: RULE.to_owned(),
        level: RuleLevel::Error,
        channels: Vec::new(),
        locales: Vec::new(),
        teams: teams.iter().map(|team| (*team).to_owned()).collect(),
    }
}

/// Puts a guide with one rule into force.
fn use_rule(desk: &Desk, rule: RuleInput) -> Result<(), antiphon_desk::DeskError> {
    let guide = desk.guide()?;
    let open = desk.save_guide(GuideInput {
        number: guide.next,
        rules: vec![rule],
        wordings: guide.wordings,
        names: guide.names,
        public: guide.public,
        private_lines: guide.private_lines,
    })?;
    desk.approve_guide(open.open.unwrap().number)?;
    Ok(())
}

fn is_found(desk: &Desk) -> bool {
    let thread = paste(desk, "hello?");
    let check = desk.check_reply(&thread, SHOUT, &[]).unwrap();
    check.findings.iter().any(|finding| finding.rule == RULE)
}

#[test]
fn a_rule_for_a_team_is_found_in_what_that_team_writes() {
    let lab = Lab::new();
    let desk = lab.empty();
    use_rule(&desk, for_teams(&["PR", "pr"])).unwrap();
    let rule = desk.guide().unwrap().rules.into_iter().find(|rule| rule.name == RULE).unwrap();
    assert_eq!(rule.teams, ["pr"], "each once");
    assert!(is_found(&desk), "who works alone without a team writes for all of them");
    assert_eq!(desk.set_team(Some(" Support ")).unwrap().as_deref(), Some("support"));
    assert!(!is_found(&desk));
    assert_eq!(desk.workspace().unwrap().teams, ["pr", "support"]);
    desk.set_team(Some("PR")).unwrap();
    assert!(is_found(&desk));
    drop(desk);
    let desk = lab.open().unwrap();
    assert_eq!(desk.workspace().unwrap().member.team.as_deref(), Some("pr"), "also tomorrow");
    assert_eq!(desk.set_team(None).unwrap(), None);
    assert!(is_found(&desk));
}

#[test]
fn what_a_rule_would_flag_counts_the_replies_of_its_teams() {
    let lab = Lab::new();
    let desk = lab.empty();
    approved(&desk, answer("Repair", SHOUT));
    let thread = paste(&desk, "hello?");
    desk.send_reply(&thread, SHOUT, &[]).unwrap();
    desk.set_team(Some("support")).unwrap();
    let impact = |teams: &[&str]| {
        let impact = desk.guide_impact(&for_teams(teams), &mut on).unwrap();
        (impact.answers_flagged, impact.replies_flagged)
    };
    assert_eq!(impact(&["support", "pr"]), (1, 1));
    assert_eq!(impact(&["pr"]), (1, 0), "an answer is for every team, a reply is by one");
    assert_eq!(impact(&[]), (1, 1));
}

#[test]
fn a_team_that_cannot_be_is_named_and_nothing_is_saved() {
    let lab = Lab::new();
    let desk = lab.empty();
    let err = desk.set_team(Some("pr, support")).unwrap_err();
    assert_eq!((err.code(), desk.team().unwrap()), (ErrorCode::Invalid, None));
    assert!(err.to_string().contains("\"pr, support\" holds ','"), "{err}");
    let err = use_rule(&desk, for_teams(&[""])).unwrap_err();
    assert_eq!(err.code(), ErrorCode::Invalid);
    assert_eq!(desk.guide().unwrap().next, 1);
}

#[test]
fn replies_are_compared_by_team_once_there_is_one() {
    let lab = Lab::new();
    let desk = lab.empty();
    let thread = paste(&desk, "hello?");
    desk.send_reply(&thread, "It takes five days.", &[]).unwrap();
    let teams = || {
        let windows = desk.likeness(&mut on).unwrap().windows;
        windows.into_iter().filter_map(|window| window.team).collect::<Vec<_>>()
    };
    assert!(teams().is_empty());
    desk.set_team(Some("support")).unwrap();
    assert_eq!(teams(), ["support"]);
}
