//! What teams promise, through the crate's public door.
#![expect(
    clippy::unwrap_used,
    clippy::unwrap_in_result,
    clippy::panic,
    reason = "a test may panic"
)]

use antiphon_model::*;
use proptest::prelude::*;

fn team(name: &str) -> Team {
    Team::parse(name).unwrap()
}

fn who(id: &str) -> MemberId {
    MemberId::parse(id).unwrap()
}

fn member(id: &str, roles: &[Role]) -> Member {
    Member { id: who(id), name: id.to_owned(), roles: roles.to_vec(), team: None }
}

fn workspace(members: Vec<Member>) -> Workspace {
    Workspace {
        name: "Northlight".to_owned(),
        time_zone: "Europe/London".to_owned(),
        locale: Locale::parse("en").unwrap(),
        members,
        settings: Settings::default(),
    }
}

/// Decides and applies; gives how many events it led to.
fn send(workspace: &mut Workspace, actor: &str, command: &Command) -> Result<usize, Refusal> {
    let at = Time::parse("2026-11-21T12:00:00Z").unwrap();
    let mut subject = Subject::Workspace(workspace.clone());
    let events = decide(Some(workspace), &subject, command, &who(actor), at)?;
    for event in events.clone() {
        let stream = command.stream();
        let (seq, version, actor) = (1, 1, who(actor));
        subject = apply(subject, &Recorded { seq, stream, version, at, actor, event });
    }
    let Subject::Workspace(after) = subject else { panic!("the workspace is gone") };
    *workspace = after;
    Ok(events.len())
}

fn set(id: &str, name: Option<&str>) -> Command {
    Command::SetTeam { id: who(id), team: name.map(team) }
}

#[test]
fn everybody_sets_their_own_team_and_an_admin_that_of_others() {
    let mut both = workspace(vec![member("ada", &Role::ALL), member("bo", &[Role::Agent])]);
    assert_eq!(send(&mut both, "bo", &set("bo", Some("Support"))), Ok(1));
    assert_eq!(send(&mut both, "bo", &set("bo", Some("support"))), Ok(0), "it is so already");
    let refused = send(&mut both, "bo", &set("ada", Some("pr"))).unwrap_err();
    assert_eq!(refused, Refusal::Role { name: "bo".to_owned(), role: Role::Admin });
    assert_eq!(send(&mut both, "ada", &set("bo", None)), Ok(1));
    assert_eq!(both.member(&who("bo")).unwrap().team, None);
    let stranger = send(&mut both, "ada", &set("cy", None)).unwrap_err();
    assert_eq!(stranger, Refusal::UnknownMember(who("cy")));
}

#[test]
fn who_works_alone_without_a_team_writes_for_all_of_them() {
    let mut solo = workspace(vec![member("ada", &Role::ALL)]);
    assert_eq!(solo.writes_for(&who("ada")), WritesFor::All);
    send(&mut solo, "ada", &set("ada", Some("pr"))).unwrap();
    assert_eq!(solo.writes_for(&who("ada")), WritesFor::Team(&team("pr")));
    let both = workspace(vec![member("ada", &Role::ALL), member("bo", &[Role::Agent])]);
    assert_eq!(both.writes_for(&who("ada")), WritesFor::None);
    assert_eq!(both.writes_for(&who("gone")), WritesFor::None, "who left is in no team");
}

#[test]
fn what_was_written_before_there_were_teams_reads_and_writes_as_it_did() {
    let before = "{\"id\":\"ada\",\"name\":\"Ada\",\"roles\":[\"agent\"]}";
    let read: Member = serde_json::from_str(before).unwrap();
    assert_eq!((&read.team, serde_json::to_string(&read).unwrap().as_str()), (&None, before));
    let before = "{\"level\":\"error\",\"channels\":[\"x\"],\"locales\":[\"en\"]}";
    let read: RuleSetting = serde_json::from_str(before).unwrap();
    assert!(read.teams.is_empty());
    assert_eq!(serde_json::to_string(&read).unwrap(), before);
}

#[test]
fn a_team_that_was_set_reads_back_from_the_journal() {
    for name in [Some(team("social media")), None] {
        let event = Event::MemberTeamSet { id: who("ada"), team: name };
        let (kind, body) = event.encode().unwrap();
        assert_eq!((Event::decode(&kind, &body), kind.as_str()), (event, "member_team_set"));
    }
    let odd = Event::decode("member_team_set", "{\"id\":\"ada\",\"team\":\"a,b\"}");
    assert!(matches!(odd, Event::Unknown { .. }), "what is no team is kept and skipped: {odd:?}");
}

fn some_teams() -> impl Strategy<Value = Vec<Team>> {
    proptest::collection::vec(prop_oneof!["support", "pr", "marketing"], 0..4)
        .prop_map(|names| names.iter().map(|name| team(name)).collect())
}

proptest! {
    #[test]
    fn whatever_is_taken_as_a_team_reads_the_same_again(typed in "\\PC{0,50}") {
        if let Ok(team) = Team::parse(&typed) {
            prop_assert_eq!(Team::parse(team.as_str()), Ok(team.clone()));
            let json = serde_json::to_string(&team).unwrap();
            prop_assert_eq!(serde_json::from_str::<Team>(&json).unwrap(), team);
        }
    }

    #[test]
    fn teams_only_ever_narrow_where_a_rule_applies(
        teams in some_teams(),
        mine in prop_oneof!["support", "pr", "press"],
        on_x in any::<bool>(),
        here in any::<bool>(),
    ) {
        let channels = if on_x { vec![Channel::X] } else { Vec::new() };
        let channel = Some(if here { Channel::X } else { Channel::Email });
        let open = RuleSetting { channels, ..RuleSetting::default() };
        let own = RuleSetting { teams: teams.clone(), ..open.clone() };
        let mine = team(&mine);
        let all = open.covers(channel, None, WritesFor::All);
        for writes in [WritesFor::All, WritesFor::Team(&mine), WritesFor::None] {
            prop_assert_eq!(open.covers(channel, None, writes), all, "for everybody");
            prop_assert!(all || !own.covers(channel, None, writes), "never more than before");
        }
        let is_mine = teams.is_empty() || teams.contains(&mine);
        prop_assert_eq!(own.covers(channel, None, WritesFor::Team(&mine)), all && is_mine);
        prop_assert_eq!(own.covers(channel, None, WritesFor::None), all && teams.is_empty());
        prop_assert_eq!(own.covers(channel, None, WritesFor::All), all);
    }
}
