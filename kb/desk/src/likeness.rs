//! How much the replies that were sent sound like the approved answers.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::sync::{Arc, Mutex};

use antiphon_model::{Channel, Locale, MemberId, Team, Time};
use antiphon_store::{answers, conversations};
use antiphon_voice::plain;
use antiphon_voice::score::{Compared, Corpus, Likeness, Traits, WINDOW};

use crate::filling::filled_in;
use crate::open::{Progress, Task, Watch, locked};
use crate::views::{DifferenceView, LikenessView, PercentileView, SentExample, WindowView};
use crate::{Desk, DeskError};

/// How many of the last replies are read.
const REPLIES: u32 = 1_000;
/// How many approved answers are read; of more, every second, third … is.
const ANSWERS: usize = 5_000;
/// Tell of progress every so many texts.
const STEP: usize = 25;
/// How much of a reply is shown, in characters.
const SHOWN: usize = 200;

/// What was learned of the approved answers, until they change.
#[derive(Debug, Default)]
pub(crate) struct Learned(Mutex<Option<Kept>>);

#[derive(Debug, Clone)]
struct Kept {
    /// The last event of an answer, and the language.
    state: (u64, Locale),
    voice: Arc<Voice>,
}

/// How the approved answers sound.
#[derive(Debug)]
struct Voice {
    /// How many there are.
    answers: usize,
    /// `None` for too few.
    corpus: Option<Corpus>,
}

/// A reply that was sent.
struct Sent {
    conversation: String,
    channel: Channel,
    at: Time,
    by: MemberId,
    text: String,
}

/// Replies that are compared together, the newest first.
struct Group<'a> {
    channel: Option<Channel>,
    team: Option<String>,
    member: Option<String>,
    replies: Vec<&'a Sent>,
}

impl Desk {
    /// How much the last replies sound like the approved answers: all of them, and those of each
    /// channel, each team and, where there are several, each member.
    ///
    /// # Errors
    /// [`DeskError::Cancelled`] when `watch` breaks it off.
    pub fn likeness(&self, watch: Watch<'_>) -> Result<LikenessView, DeskError> {
        let locale = self.workspace_state()?.locale;
        let voice = self.voice(&locale, watch)?;
        let sent = self.sent(&locale)?;
        let groups = self.groups(&sent)?;
        let traits = |group: &Group<'_>| -> Vec<Traits> {
            group.replies.iter().map(|sent| Traits::of(&sent.text)).collect()
        };
        let windows: Vec<Vec<Traits>> = groups.iter().map(traits).collect();
        let compared = compare(&voice, &windows);
        let shown = groups.iter().zip(compared).map(|(group, compared)| window(group, &compared));
        Ok(LikenessView { windows: shown.collect(), ..view(&locale, &voice) })
    }

    /// How much `texts` sound like the approved answers.
    ///
    /// # Errors
    /// [`DeskError::Cancelled`] when `watch` breaks it off.
    pub fn likeness_of(
        &self,
        texts: &[String],
        watch: Watch<'_>,
    ) -> Result<LikenessView, DeskError> {
        let locale = self.workspace_state()?.locale;
        let voice = self.voice(&locale, watch)?;
        let traits: Vec<Traits> = texts.iter().map(|text| Traits::of(text)).collect();
        let compared = compare(&voice, &[traits]);
        let example = |at: &usize| {
            let text = texts.get(*at)?;
            Some(SentExample { conversation: None, channel: None, at: None, text: start(text) })
        };
        let shown = compared.iter().map(|compared| WindowView {
            channel: None,
            team: None,
            member: None,
            replies: count(texts.len()),
            percentile: percentile(compared.likeness),
            differences: differences(compared, &example),
        });
        Ok(LikenessView { windows: shown.collect(), ..view(&locale, &voice) })
    }

    /// How the approved answers in `locale` sound.
    fn voice(&self, locale: &Locale, watch: Watch<'_>) -> Result<Arc<Voice>, DeskError> {
        let state = (self.read(answers::last_event)?, locale.clone());
        if let Some(kept) = locked(&self.learned.0).clone().filter(|kept| kept.state == state) {
            return Ok(kept.voice);
        }
        let mut bodies = self.spoken(locale, watch)?;
        let answers = bodies.len();
        let step = answers.div_ceil(ANSWERS).max(1);
        let mut traits = Vec::new();
        bodies.sort();
        for (done, (_, body)) in bodies.iter().step_by(step).enumerate() {
            tell(watch, done, answers / step)?;
            traits.push(Traits::of(&read_by_customer(body)));
        }
        let voice = Arc::new(Voice { answers, corpus: Corpus::learn(&traits) });
        *locked(&self.learned.0) = Some(Kept { state, voice: Arc::clone(&voice) });
        Ok(voice)
    }

    /// The approved bodies in `locale`, each with the id of its answer.
    fn spoken(
        &self,
        locale: &Locale,
        watch: Watch<'_>,
    ) -> Result<Vec<(String, String)>, DeskError> {
        let (mut bodies, mut done, mut told) = (Vec::new(), 0, Ok(()));
        self.read(|conn| {
            let total = usize::try_from(answers::count(conn)?).unwrap_or_default();
            answers::each(conn, &mut |answer| {
                let content = answer.in_service().map(|(revision, _)| &revision.content);
                if let Some(content) = content.filter(|content| content.fits_locale(locale)) {
                    let body = content.body_for(None, Some(locale));
                    if !body.trim().is_empty() {
                        bodies.push((answer.id.to_string(), body.to_owned()));
                    }
                }
                told = tell(watch, done, total);
                done += 1;
                if told.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
            })
        })?;
        told.map(|()| bodies)
    }

    /// The last replies in the language of `locale`, or in none that is known, the newest first.
    fn sent(&self, locale: &Locale) -> Result<Vec<Sent>, DeskError> {
        let mut sent = Vec::new();
        for thread in self.read(|conn| conversations::last_answered(conn, REPLIES))? {
            let spoken = thread.queries.iter().rev().find_map(|query| query.locale.as_ref());
            if spoken.is_some_and(|spoken| spoken.language() != locale.language()) {
                continue;
            }
            for reply in thread.replies {
                sent.push(Sent {
                    conversation: thread.id.to_string(),
                    channel: thread.channel,
                    at: reply.at,
                    by: reply.by,
                    text: reply.text,
                });
            }
        }
        sent.sort_by(|a, b| b.at.cmp(&a.at).then_with(|| a.conversation.cmp(&b.conversation)));
        sent.truncate(REPLIES as usize);
        Ok(sent)
    }

    /// All replies, then those of each channel, of each team, of each member.
    fn groups<'a>(&self, sent: &'a [Sent]) -> Result<Vec<Group<'a>>, DeskError> {
        let mut channels: BTreeMap<Channel, Vec<&Sent>> = BTreeMap::new();
        let mut teams: BTreeMap<&Team, Vec<&Sent>> = BTreeMap::new();
        let mut members: BTreeMap<&MemberId, Vec<&Sent>> = BTreeMap::new();
        let workspace = self.workspace_state()?;
        for one in sent {
            channels.entry(one.channel).or_default().push(one);
            members.entry(&one.by).or_default().push(one);
            if let Some(team) = workspace.member(&one.by).and_then(|by| by.team.as_ref()) {
                teams.entry(team).or_default().push(one);
            }
        }
        let of = |replies| Group { channel: None, team: None, member: None, replies };
        let mut groups = vec![of(sent.iter().collect())];
        for (channel, replies) in channels {
            groups.push(Group { channel: Some(channel), ..of(replies) });
        }
        for (team, replies) in teams {
            groups.push(Group { team: Some(team.to_string()), ..of(replies) });
        }
        if members.len() > 1 {
            for (member, replies) in members {
                let member = Some(self.member_name(member)?);
                groups.push(Group { member, ..of(replies) });
            }
        }
        Ok(groups)
    }
}

/// The windows beside the approved answers; of too few of these nothing can be said.
fn compare(voice: &Voice, windows: &[Vec<Traits>]) -> Vec<Compared> {
    let nothing = || Compared { likeness: Likeness::NotEnoughText, differences: Vec::new() };
    match &voice.corpus {
        Some(corpus) => corpus.compare(&windows.iter().map(Vec::as_slice).collect::<Vec<_>>()),
        None => windows.iter().map(|_| nothing()).collect(),
    }
}

fn view(locale: &Locale, voice: &Voice) -> LikenessView {
    LikenessView {
        locale: locale.to_string(),
        answers: count(voice.answers),
        answers_needed: count(2 * WINDOW),
        replies_needed: count(WINDOW),
        windows: Vec::new(),
    }
}

fn window(group: &Group<'_>, compared: &Compared) -> WindowView {
    let example = |at: &usize| {
        let sent = group.replies.get(*at)?;
        Some(SentExample {
            conversation: Some(sent.conversation.clone()),
            channel: Some(sent.channel),
            at: Some(sent.at.to_string()),
            text: start(&sent.text),
        })
    };
    WindowView {
        channel: group.channel,
        team: group.team.clone(),
        member: group.member.clone(),
        replies: count(group.replies.len()),
        percentile: percentile(compared.likeness),
        differences: differences(compared, &example),
    }
}

fn differences(
    compared: &Compared,
    example: &dyn Fn(&usize) -> Option<SentExample>,
) -> Vec<DifferenceView> {
    let difference = |one: &antiphon_voice::score::Difference| DifferenceView {
        named: one.named.as_str().to_owned(),
        is_more: one.is_more,
        message: one.message(),
        examples: one.examples.iter().filter_map(example).collect(),
    };
    compared.differences.iter().map(difference).collect()
}

fn percentile(likeness: Likeness) -> Option<PercentileView> {
    let Likeness::Percentile { value, low, high } = likeness else { return None };
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "clamped to 0..=100 before"
    )]
    let [value, low, high] = [value, low, high].map(|of| of.round().clamp(0.0, 100.0) as u32);
    Some(PercentileView { value, low, high })
}

/// What a customer would read of an approved body, as plain text.
fn read_by_customer(body: &str) -> String {
    plain::to_text(&filled_in(body))
}

fn start(text: &str) -> String {
    let mut shown: String = text.chars().take(SHOWN).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    shown
}

fn tell(watch: Watch<'_>, done: usize, total: usize) -> Result<(), DeskError> {
    let progress = Progress { task: Task::Lint, done: done as u64, total: total as u64 };
    if done.is_multiple_of(STEP) && watch(progress).is_break() {
        return Err(DeskError::Cancelled);
    }
    Ok(())
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_approved_body_is_read_as_its_customer_would() {
        let body = "Hi {{ customer.first_name }}, {% locked %}it takes **five** days{% endlocked %}. {% choice %}Bye!{% or %}See you!{% endchoice %}";
        assert_eq!(read_by_customer(body), "Hi Anna, it takes five days. Bye!");
    }
}
