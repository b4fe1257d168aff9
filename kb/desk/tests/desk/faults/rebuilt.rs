//! What is derived step by step is what is derived at once, whatever happened.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]

use antiphon_desk::Desk;
use antiphon_desk::views::{AnswerInput, SuggestionView};
use antiphon_model::{AnswerId, Channel, ConversationId};
use proptest::prelude::{Just, ProptestConfig, Strategy, prop_oneof, proptest};

use super::{assert_sound, digests, remove_index, remove_store, suggested};
use crate::support::{Lab, answer, paste_from, used};

const WORDS: [&str; 8] = [
    "refund",
    "router",
    "Größe",
    "😡",
    "rechnung",
    "refunds take days",
    "two\nlines",
    "where is it",
];

/// One thing that somebody does; numbers choose among what is there.
#[derive(Debug, Clone)]
enum Step {
    Create(usize, usize),
    Edit(usize, usize),
    Approve(usize),
    Discard(usize),
    Retire(usize),
    Restore(usize),
    Receive(usize, usize),
    Send(usize, usize),
    Undo,
    Reopen,
}

fn step() -> impl Strategy<Value = Step> {
    let (a, b) = (0_usize..4, 0..WORDS.len());
    prop_oneof![
        3 => (b.clone(), b.clone()).prop_map(|(title, body)| Step::Create(title, body)),
        2 => (a.clone(), b.clone()).prop_map(|(answer, text)| Step::Edit(answer, text)),
        5 => a.clone().prop_map(Step::Approve),
        1 => a.clone().prop_map(Step::Discard),
        1 => a.clone().prop_map(Step::Retire),
        1 => a.clone().prop_map(Step::Restore),
        2 => (a.clone(), b).prop_map(|(who, text)| Step::Receive(who, text)),
        2 => (a.clone(), a).prop_map(|(thread, answer)| Step::Send(thread, answer)),
        1 => Just(Step::Undo),
        1 => Just(Step::Reopen),
    ]
}

/// What has come of the steps so far.
#[derive(Default)]
struct World {
    answers: Vec<AnswerId>,
    threads: Vec<ConversationId>,
    sent: Vec<(ConversationId, antiphon_model::ReplyId)>,
}

impl World {
    /// Does the step; what a rule refuses is not done.
    fn run(&mut self, desk: &Desk, step: &Step) {
        let answer_at = |nth: &usize| self.answers.get(nth % self.answers.len().max(1));
        match step {
            Step::Create(title, body) => {
                let created = desk.create_answer(input(*title, *body)).unwrap();
                self.answers.push(AnswerId::parse(created.id).unwrap());
            }
            Step::Edit(nth, text) => {
                if let Some(id) = answer_at(nth) {
                    desk.edit_answer(id, input(*text, *text)).unwrap();
                }
            }
            Step::Approve(nth) => drop(answer_at(nth).map(|id| desk.approve_answer(id))),
            Step::Discard(nth) => drop(answer_at(nth).map(|id| desk.discard_revision(id))),
            Step::Retire(nth) => drop(answer_at(nth).map(|id| desk.retire_answer(id))),
            Step::Restore(nth) => drop(answer_at(nth).map(|id| desk.restore_answer(id))),
            Step::Receive(who, text) => {
                let text = WORDS[*text];
                self.threads.push(paste_from(desk, text, &format!("Who {who}")));
            }
            Step::Send(thread, nth) => {
                let thread = self.threads.get(thread % self.threads.len().max(1));
                if let (Some(thread), Some(id)) = (thread, answer_at(nth))
                    && let Ok(sent) = desk.send_reply(thread, "refund router days", &used(id))
                {
                    let reply = antiphon_model::ReplyId::parse(sent.reply_id).unwrap();
                    self.sent.push((thread.clone(), reply));
                }
            }
            Step::Undo => {
                if let Some((thread, reply)) = self.sent.pop() {
                    desk.undo_reply(&thread, &reply).unwrap();
                }
            }
            Step::Reopen => {
                if let Some(thread) = self.threads.last() {
                    desk.reopen_conversation(thread.clone()).unwrap();
                }
            }
        }
    }
}

fn input(title: usize, body: usize) -> AnswerInput {
    let channels = if body == 0 { vec![Channel::X] } else { Vec::new() };
    AnswerInput {
        channels,
        locale: (title == 4).then(|| "de".to_owned()),
        phrasings: vec![WORDS[(title + body) % WORDS.len()].to_owned()],
        topics: vec![format!("topic {body}")],
        ..answer(&format!("Title {}", WORDS[title]), WORDS[body])
    }
}

fn all_suggested(desk: &Desk) -> Vec<Vec<(SuggestionView, f32)>> {
    WORDS.iter().map(|text| suggested(desk, text)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 12,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn tables_index_and_suggestions_are_the_same_when_they_are_built_anew(
        steps in proptest::collection::vec(step(), 1..20)
    ) {
        let lab = Lab::new();
        let desk = lab.empty();
        let mut world = World::default();
        for step in &steps {
            lab.clock.pass_minutes(1);
            world.run(&desk, step);
        }
        let found = all_suggested(&desk);
        assert_sound(&desk);
        drop(desk);
        let held = digests(&lab);
        remove_store(&lab);
        remove_index(&lab);
        let desk = lab.open().unwrap();
        assert_eq!(all_suggested(&desk), found);
        drop(desk);
        assert_eq!(digests(&lab), held);
    }
}
