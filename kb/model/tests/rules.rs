//! What the rules promise, through the crate's public door.
#![expect(
    clippy::unwrap_used,
    clippy::unwrap_in_result,
    clippy::panic,
    reason = "a test may panic"
)]

use antiphon_model::*;

fn time(text: &str) -> Time {
    Time::parse(text).unwrap()
}

fn noon() -> Time {
    time("2026-11-21T12:00:00Z")
}

fn member(id: &str, roles: &[Role]) -> Member {
    Member {
        id: MemberId::parse(id).unwrap(),
        name: id.to_owned(),
        roles: roles.to_vec(),
        team: None,
    }
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

/// One stream, driven as the desk drives it.
struct Line {
    workspace: Workspace,
    subject: Subject,
    version: u64,
}

impl Line {
    fn solo() -> Self {
        Self::of(vec![member("ada", &Role::ALL)])
    }

    fn of(members: Vec<Member>) -> Self {
        Self { workspace: workspace(members), subject: Subject::None, version: 0 }
    }

    fn send(&mut self, actor: &str, command: &Command) -> Result<usize, Refusal> {
        self.send_at(actor, command, noon())
    }

    fn send_at(&mut self, actor: &str, command: &Command, at: Time) -> Result<usize, Refusal> {
        let actor = MemberId::parse(actor).unwrap();
        let events = decide(Some(&self.workspace), &self.subject, command, &actor, at)?;
        for event in events.clone() {
            self.version += 1;
            let recorded = Recorded {
                seq: self.version,
                stream: command.stream(),
                version: self.version,
                at,
                actor: actor.clone(),
                event,
            };
            self.subject = apply(std::mem::take(&mut self.subject), &recorded);
        }
        Ok(events.len())
    }

    fn answer(&self) -> &Answer {
        match &self.subject {
            Subject::Answer(answer) => answer,
            other => panic!("no answer: {other:?}"),
        }
    }

    fn conversation(&self) -> &Conversation {
        match &self.subject {
            Subject::Conversation(conversation) => conversation,
            other => panic!("no conversation: {other:?}"),
        }
    }
}

fn id() -> AnswerId {
    AnswerId::parse("refund").unwrap()
}

fn create(title: &str) -> Command {
    Command::CreateAnswer {
        id: id(),
        content: content(title),
        details: Details::default(),
        phrasings: vec!["where is my refund".to_owned(), "Where is my REFUND?".to_owned()],
    }
}

fn content(title: &str) -> Content {
    Content { title: title.to_owned(), body: "Five days.".to_owned(), ..Content::default() }
}

#[test]
fn an_answer_goes_from_draft_to_approved_to_retired_and_back() {
    let mut line = Line::solo();
    line.send("ada", &create(" Refunds\u{0} ")).unwrap();
    assert_eq!(line.answer().state(), AnswerState::Draft);
    assert_eq!(line.answer().newest().unwrap().content.title, "Refunds");
    assert_eq!(line.answer().phrasings.len(), 1, "the same phrasing counts once");
    assert!(line.answer().in_service().is_none());
    line.send("ada", &Command::ApproveAnswer { id: id() }).unwrap();
    assert_eq!(line.answer().state(), AnswerState::Approved);
    line.send("ada", &Command::RetireAnswer { id: id() }).unwrap();
    assert!(line.answer().in_service().is_none());
    line.send("ada", &Command::RestoreAnswer { id: id() }).unwrap();
    assert!(line.answer().in_service().is_some());
}

#[test]
fn an_edit_opens_a_revision_and_the_approved_one_stays_in_service() {
    let mut line = Line::solo();
    line.send("ada", &create("Refunds")).unwrap();
    line.send("ada", &Command::ApproveAnswer { id: id() }).unwrap();
    line.send("ada", &Command::EditAnswer { id: id(), content: content("Money back") }).unwrap();
    let (revision, _) = line.answer().in_service().unwrap();
    assert_eq!((revision.number, revision.content.title.as_str()), (1, "Refunds"));
    assert_eq!(line.answer().open.as_ref().unwrap().number, 2);
    line.send("ada", &Command::ApproveAnswer { id: id() }).unwrap();
    assert_eq!(line.answer().in_service().unwrap().0.number, 2);
    let again = Command::EditAnswer { id: id(), content: content("Money back") };
    assert_eq!(line.send("ada", &again), Ok(0), "the same content changes nothing");
}

#[test]
fn a_discarded_revision_number_is_never_used_again() {
    let mut line = Line::solo();
    line.send("ada", &create("Refunds")).unwrap();
    assert_eq!(
        line.send("ada", &Command::DiscardRevision { id: id() }),
        Err(Refusal::NothingOpen(id())),
        "a draft has nothing to fall back to"
    );
    line.send("ada", &Command::ApproveAnswer { id: id() }).unwrap();
    line.send("ada", &Command::EditAnswer { id: id(), content: content("B") }).unwrap();
    line.send("ada", &Command::DiscardRevision { id: id() }).unwrap();
    line.send("ada", &Command::EditAnswer { id: id(), content: content("C") }).unwrap();
    assert_eq!(line.answer().open.as_ref().unwrap().number, 3);
}

#[test]
fn only_an_approver_approves() {
    let mut line =
        Line::of(vec![member("cara", &[Role::Curator]), member("pia", &[Role::Approver])]);
    line.send("cara", &create("Refunds")).unwrap();
    let refused = line.send("cara", &Command::ApproveAnswer { id: id() }).unwrap_err();
    assert_eq!(refused.to_string(), "cara is no approver");
    assert!(line.send("pia", &create("Refunds")).is_err(), "an approver writes no answers");
    line.send("pia", &Command::ApproveAnswer { id: id() }).unwrap();
    let stranger = line.send("eve", &Command::RetireAnswer { id: id() });
    assert!(matches!(stranger, Err(Refusal::UnknownMember(_))));
}

#[test]
fn with_four_eyes_nobody_approves_their_own_text_unless_they_are_alone() {
    let both = [Role::Curator, Role::Approver];
    let mut line = Line::of(vec![member("ada", &both), member("bea", &both)]);
    line.workspace.settings.four_eyes = true;
    line.send("ada", &create("Refunds")).unwrap();
    let own = line.send("ada", &Command::ApproveAnswer { id: id() });
    assert_eq!(own, Err(Refusal::FourEyes(id())));
    line.send("bea", &Command::ApproveAnswer { id: id() }).unwrap();
    assert!(line.answer().approved.as_ref().unwrap().1.four_eyes);

    let mut alone = Line::solo();
    alone.workspace.settings.four_eyes = true;
    alone.send("ada", &create("Refunds")).unwrap();
    alone.send("ada", &Command::ApproveAnswer { id: id() }).unwrap();
    assert!(!alone.answer().approved.as_ref().unwrap().1.four_eyes, "and it says so");
}

#[test]
fn an_empty_title_and_an_upside_down_validity_are_refused() {
    let mut line = Line::solo();
    assert_eq!(line.send("ada", &create(" \u{0}\n")), Err(Refusal::Empty("title")));
    let mut upside_down = content("Refunds");
    upside_down.valid_from = Moment::parse("2026-05-02").ok();
    upside_down.valid_until = Moment::parse("2026-05-01").ok();
    let command = Command::CreateAnswer {
        id: id(),
        content: upside_down,
        details: Details::default(),
        phrasings: Vec::new(),
    };
    assert!(matches!(line.send("ada", &command), Err(Refusal::EmptyValidity { .. })));
}

fn conversation_id() -> ConversationId {
    ConversationId::parse("c1").unwrap()
}

fn receive(query: &str, text: &str, at: &str) -> Command {
    Command::ReceiveQuery {
        conversation: conversation_id(),
        channel: Channel::X,
        customer: CustomerId::parse("mira").unwrap(),
        public: true,
        query: Query {
            id: QueryId::parse(query).unwrap(),
            text: text.to_owned(),
            received_at: time(at),
            locale: None,
        },
    }
}

fn reply() -> Command {
    Command::SendReply {
        conversation: conversation_id(),
        reply: Reply {
            id: ReplyId::parse("r1").unwrap(),
            text: "Five days.".to_owned(),
            markdown: "Five **days**.".to_owned(),
            answers: vec![(id(), 1)],
            sentences: Vec::new(),
            voice: None,
            at: time("2000-01-01T00:00:00Z"),
            by: MemberId::parse("nobody").unwrap(),
        },
    }
}

#[test]
fn a_reply_answers_the_conversation_and_withdrawing_it_brings_the_wait_back() {
    let mut line = Line::solo();
    line.send("ada", &receive("q1", "refund?", "2026-11-21T11:00:00Z")).unwrap();
    line.send("ada", &receive("q2", "hello??", "2026-11-21T11:30:00Z")).unwrap();
    let first = time("2026-11-21T11:00:00Z");
    assert_eq!(line.conversation().waiting_since(), Some(first), "the first unanswered counts");
    line.send("ada", &reply()).unwrap();
    let sent = line.conversation().replies.first().unwrap();
    assert_eq!((sent.at, sent.by.as_str()), (noon(), "ada"), "the decision says when and who");
    assert!(!line.conversation().waits_at(noon()));
    let withdraw = Command::WithdrawReply {
        conversation: conversation_id(),
        reply: ReplyId::parse("r1").unwrap(),
    };
    line.send("ada", &withdraw).unwrap();
    assert_eq!(line.conversation().waiting_since(), Some(first));
    assert!(matches!(line.send("ada", &withdraw), Err(Refusal::UnknownReply(_))));
}

#[test]
fn the_same_query_twice_is_taken_in_once() {
    let mut line = Line::solo();
    let query = receive("q1", "refund?", "2026-11-21T11:00:00Z");
    assert_eq!(line.send("ada", &query), Ok(1));
    assert_eq!(line.send("ada", &query), Ok(0));
    let other = receive("q1", "something else", "2026-11-21T11:00:00Z");
    assert!(matches!(line.send("ada", &other), Err(Refusal::QueryExists(_))));
    let empty = receive("q2", " \u{202E}\u{0} ", "2026-11-21T11:00:00Z");
    assert_eq!(line.send("ada", &empty), Err(Refusal::Empty("message")));
}

#[test]
fn a_snoozed_conversation_comes_back_by_itself_and_a_new_query_wakes_it() {
    let mut line = Line::solo();
    line.send("ada", &receive("q1", "refund?", "2026-11-21T11:00:00Z")).unwrap();
    let until = time("2026-11-21T15:00:00Z");
    let snooze = Command::SnoozeConversation { id: conversation_id(), until };
    line.send("ada", &snooze).unwrap();
    assert!(!line.conversation().waits_at(noon()));
    assert!(line.conversation().waits_at(until));
    line.send("ada", &receive("q2", "now!", "2026-11-21T12:30:00Z")).unwrap();
    assert!(line.conversation().waits_at(noon()));
}

#[test]
fn an_event_of_a_later_version_is_kept_and_skipped() {
    let event = Event::decode("answer_sung", "{\"key\":\"C\"}");
    assert_eq!(event.encode().unwrap(), ("answer_sung".to_owned(), "{\"key\":\"C\"}".to_owned()));
    let mut line = Line::solo();
    line.send("ada", &create("Refunds")).unwrap();
    let before = line.subject.clone();
    let recorded = Recorded {
        seq: 9,
        stream: Stream::Answer(id()),
        version: 2,
        at: noon(),
        actor: MemberId::parse("ada").unwrap(),
        event,
    };
    assert_eq!(apply(before.clone(), &recorded), before);
}

#[test]
fn settings_keep_the_words_that_mean_the_same_tidy_or_refuse_them() {
    let mut line = Line::solo();
    line.subject = Subject::Workspace(line.workspace.clone());
    let list = |words: &[&str]| vec![words.iter().map(|word| (*word).to_owned()).collect()];
    let change = |synonyms: Vec<Vec<String>>| {
        Command::ChangeSettings(Settings { synonyms, ..Settings::default() })
    };
    line.send("ada", &change(list(&["refund ", "money back"]))).unwrap();
    let Subject::Workspace(changed) = &line.subject else { panic!("the workspace is gone") };
    assert_eq!(changed.settings.synonyms, list(&["refund", "money back"]));
    line.workspace = changed.clone();
    let same = line.send("ada", &change(list(&["refund", " money back "])));
    assert_eq!(same, Ok(0), "blanks change nothing");
    let refused = line.send("ada", &change(list(&["refund"]))).unwrap_err();
    assert_eq!(refused, Refusal::Synonyms(SynonymError::Alone("refund".to_owned())));
    let before = serde_json::json!({"first_reply_minutes": 5});
    let before: Settings = serde_json::from_value(before).unwrap();
    assert!(before.synonyms.is_empty(), "settings of an earlier version read as none");
}

#[test]
fn an_event_reads_back_as_it_was_written() {
    for event in [
        Event::AnswerRetired {},
        Event::AnswerCreated {
            content: content("Refunds"),
            details: Details::default(),
            phrasings: Vec::new(),
        },
        Event::SettingsChanged(Settings::default()),
    ] {
        let (kind, body) = event.encode().unwrap();
        assert_eq!(Event::decode(&kind, &body), event, "{kind} {body}");
    }
    for stream in ["workspace", "answer/a/b", "memory/a", "customer/x", "strange/thing"] {
        assert_eq!(Stream::parse(stream).to_string(), stream);
    }
}

fn revise(number: u32, content: GuideContent) -> Command {
    Command::ReviseGuide { number, content: Box::new(content) }
}

fn avoiding(words: &[&str]) -> GuideContent {
    let wording =
        |word: &&str| Wording { avoid: (*word).to_owned(), say: String::new(), why: String::new() };
    GuideContent { wordings: words.iter().map(wording).collect(), ..GuideContent::default() }
}

fn guide(line: &Line) -> Guide {
    match &line.subject {
        Subject::Guide(guide) => guide.as_ref().clone(),
        other => panic!("no guide: {other:?}"),
    }
}

#[test]
fn a_guide_counts_from_its_approval_on() {
    let mut line = Line::solo();
    line.send("ada", &revise(1, avoiding(&["kindly", " Kindly ", ""]))).unwrap();
    assert_eq!(guide(&line).in_force(), 0);
    assert_eq!(guide(&line).open.unwrap().content.wordings.len(), 1, "each once, none empty");
    line.send("ada", &Command::ApproveGuide { number: 1 }).unwrap();
    assert_eq!((guide(&line).in_force(), guide(&line).open), (1, None));
    assert_eq!(line.send("ada", &revise(2, avoiding(&["kindly"]))).unwrap(), 0, "nothing new");
    line.send("ada", &revise(2, avoiding(&["per policy"]))).unwrap();
    line.send("ada", &Command::DiscardGuide { number: 2 }).unwrap();
    assert_eq!((guide(&line).in_force(), guide(&line).open), (1, None));
    let gone = line.send("ada", &Command::ApproveGuide { number: 2 }).unwrap_err();
    assert_eq!(gone, Refusal::NoOpenGuide(2));
}

#[test]
fn two_who_write_the_guide_at_once_lose_nothing() {
    let mut line = Line::solo();
    line.send("ada", &revise(1, avoiding(&["kindly"]))).unwrap();
    let late = line.send("ada", &revise(1, avoiding(&["per policy"]))).unwrap_err();
    assert_eq!(late, Refusal::GuideMoved { expected: 2, given: 1 });
    assert_eq!(guide(&line).newest().unwrap().content, avoiding(&["kindly"]));
}

#[test]
fn a_guide_is_written_by_a_curator_and_approved_by_another_approver() {
    let members =
        vec![member("ada", &[Role::Curator, Role::Approver]), member("bo", &[Role::Agent])];
    let mut line = Line::of(members);
    line.workspace.settings.four_eyes = true;
    assert!(matches!(line.send("bo", &revise(1, avoiding(&["x"]))), Err(Refusal::Role { .. })));
    line.send("ada", &revise(1, avoiding(&["kindly"]))).unwrap();
    let own = line.send("ada", &Command::ApproveGuide { number: 1 }).unwrap_err();
    assert_eq!(own, Refusal::GuideFourEyes);
    assert!(matches!(
        line.send("bo", &Command::ApproveGuide { number: 1 }),
        Err(Refusal::Role { .. })
    ));
}

#[test]
fn a_guide_that_is_too_large_is_refused() {
    let mut line = Line::solo();
    let mut large = GuideContent::default();
    large.files.insert("Big/Rule.yml".to_owned(), "x".repeat(5 << 20));
    let err = line.send("ada", &revise(1, large)).unwrap_err();
    assert!(err.to_string().contains("imported styles"), "{err}");
    let mut outside = GuideContent::default();
    outside.files.insert("House/../../x.yml".to_owned(), String::new());
    let err = line.send("ada", &revise(1, outside)).unwrap_err();
    assert_eq!(err, Refusal::StylePath("House/../../x.yml".to_owned()));
    let names = (0..6_000).map(|number| format!("name {number}")).collect();
    let many = GuideContent { names, ..GuideContent::default() };
    assert!(matches!(line.send("ada", &revise(1, many)), Err(Refusal::TooMany { .. })));
}
