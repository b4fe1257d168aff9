//! The reply being written, checked as a whole: length, fields, voice, exposure, provenance, and
//! one verdict.

mod approvals;
mod over;
mod views;

use antiphon_model::{
    Conversation, Customer, GuideContent, Locale, Provenance, Sentence, VoiceScore,
};
use antiphon_store::answers;
use antiphon_voice::channel::{self, Fit};
use antiphon_voice::exposure::{self, Allow, Exposure, Known};
use antiphon_voice::finding::Finding;
use antiphon_voice::guide::{Checked, Guide};
use antiphon_voice::pack;
use antiphon_voice::provenance::{self, Report};
use antiphon_voice::spelling::Accepted;
use antiphon_voice::template;

use crate::composer::open_fields;
use crate::views::{FindingKind, FindingView, MovedView, ReplyCheck, UsedAnswer, Verdict};
use crate::{Desk, DeskError, checks, expose};

pub(crate) use approvals::Approvals;

/// All that is said of a text.
struct Looked {
    plain: String,
    fit: Fit,
    voice: Vec<Finding>,
    off: Vec<String>,
    exposed: Vec<Exposure>,
    leftovers: Vec<Finding>,
    /// Whether something that must not go out shows only when the Markdown is read.
    hidden: bool,
    report: Report,
}

impl Desk {
    /// What stands between `text` and the customer; `used` are the answers that were inserted.
    ///
    /// # Errors
    /// [`DeskError::UnknownConversation`] when there is none.
    pub fn check_reply(
        &self,
        conversation: &antiphon_model::ConversationId,
        text: &str,
        used: &[UsedAnswer],
    ) -> Result<ReplyCheck, DeskError> {
        let (conversation, customer) = self.conversation(conversation)?;
        let (_, guide) = self.compiled_guide()?;
        let looked = self.look(&conversation, customer, (text, used), &guide)?;
        self.told(&conversation, text, &looked, &guide)
    }

    fn look(
        &self,
        conversation: &Conversation,
        customer: Option<Customer>,
        (text, used): (&str, &[UsedAnswer]),
        guide: &Guide,
    ) -> Result<Looked, DeskError> {
        let (channel, workspace) = (conversation.channel, self.workspace_state()?);
        let locale = conversation.queries.iter().rev().find_map(|query| query.locale.as_ref());
        let plain = antiphon_model::clean(&channel::text(text, channel));
        let content = guide.content();
        // Markdown can hide from a check what the customer would read.
        let leftovers = template::leftovers(text);
        let mut hidden = leftovers.is_empty() && !template::leftovers(&plain).is_empty();
        let exposed = if conversation.public {
            let allow = Allow::parse(&content.public.join("\n"));
            let record = customer.as_ref().map(|one| expose::of_profile(&one.profile));
            let record = record.unwrap_or_default();
            let known = Known { record: &record, allow: &allow, regions: &exposure::REGIONS };
            let certain = |found: &[Exposure]| found.iter().filter(|one| one.certain).count();
            let found = exposure::find(text, known);
            hidden |= certain(&found) < certain(&exposure::find(&plain, known));
            found
        } else {
            Vec::new()
        };
        let used: Vec<&str> = used.iter().map(|one| one.id.as_str()).collect();
        let mut options = channel::Options { is_reply: true, ..channel::Options::default() };
        let mut fit = channel::fit(&plain, channel, &options);
        let (report, locked) = self.with_approvals(channel, locale, |library, usable| {
            let check = |text| provenance::check(text, (library, usable), &used, &content.names);
            let report = check(text);
            // It is divided as the customer reads it, but never within what is locked.
            let is_divided = !fit.fits && !report.locked.is_empty();
            let locked = if is_divided { check(&plain).locked } else { Vec::new() };
            (report, locked)
        })?;
        if !locked.is_empty() {
            options.locked = &locked;
            fit = channel::fit(&plain, channel, &options);
        }
        let writes = workspace.writes_for(&self.me);
        let Checked { findings: mut voice, off } =
            guide.check_by(text, Some(channel), locale, writes);
        voice.retain(|finding| !is_approved(finding, &report));
        voice.extend(self.misspelt(text, locale, content, customer.as_ref())?);
        Ok(Looked { plain, fit, voice, off, exposed, leftovers, hidden, report })
    }

    /// Words that no dictionary of the reply's language knows, and no name is.
    fn misspelt(
        &self,
        text: &str,
        locale: Option<&Locale>,
        content: &GuideContent,
        customer: Option<&Customer>,
    ) -> Result<Vec<Finding>, DeskError> {
        let workspace = self.workspace_state()?;
        let Some(speller) = self.dictionaries.speller(locale.unwrap_or(&workspace.locale)) else {
            return Ok(Vec::new());
        };
        let profile = customer.map(|customer| &customer.profile);
        let theirs = profile.into_iter().flat_map(|one| one.name.iter().chain(&one.handle));
        let members = workspace.members.iter().map(|member| &member.name);
        let names = content.names.iter().chain(theirs).chain(members).chain([&workspace.name]);
        let accepted: Accepted = names.map(String::as_str).collect();
        Ok(speller.check(text, &accepted))
    }

    fn told(
        &self,
        conversation: &Conversation,
        text: &str,
        looked: &Looked,
        guide: &Guide,
    ) -> Result<ReplyCheck, DeskError> {
        let findings = findings(text, looked);
        let unfilled = open_fields(text);
        let moved = moved(conversation, text, looked, guide);
        let sentences = self.sentence_views(text, &looked.report)?;
        let (verdict, reason) = verdict(conversation, looked, &findings);
        let (length, limit, unit) = views::length(&looked.fit, conversation.channel);
        let Looked { plain, fit, voice, off, .. } = looked;
        Ok(ReplyCheck {
            length,
            limit,
            unit,
            over: over::span(text, plain, fit.over_from, conversation.channel),
            parts: views::parts(fit, conversation.channel),
            plain_text: plain.clone(),
            unfilled,
            findings,
            sentences,
            score: checks::score(text, voice),
            off: off.clone(),
            moved,
            verdict,
            reason,
        })
    }

    /// Where each sentence of a reply comes from and how well it follows the guide, to be kept
    /// with it.
    pub(crate) fn reply_record(
        &self,
        conversation: &Conversation,
        customer: Option<Customer>,
        (text, used): (&str, &[UsedAnswer]),
    ) -> Result<(Vec<Sentence>, VoiceScore), DeskError> {
        let (number, guide) = self.compiled_guide()?;
        let looked = self.look(conversation, customer, (text, used), &guide)?;
        let mut sentences = Vec::with_capacity(looked.report.sentences.len());
        for sentence in &looked.report.sentences {
            sentences.push(self.sentence_record(text, sentence)?);
        }
        let score = checks::score(text, &looked.voice).score;
        let score = u8::try_from(score).unwrap_or(100);
        Ok((sentences, VoiceScore { score, guide: number }))
    }

    fn sentence_record(
        &self,
        text: &str,
        sentence: &provenance::Sentence,
    ) -> Result<Sentence, DeskError> {
        let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let answer =
            sentence.answer.as_deref().and_then(|id| antiphon_model::AnswerId::parse(id).ok());
        let revision = match &answer {
            Some(id) => self
                .read(|conn| answers::find(conn, id))?
                .and_then(|answer| answer.in_service().map(|(revision, _)| revision.number)),
            None => None,
        };
        let claim = |claim: &provenance::Claim| text.get(claim.range.clone()).map(str::to_owned);
        Ok(Sentence {
            start: place(sentence.range.start),
            end: place(sentence.range.end),
            provenance: match sentence.state {
                provenance::State::Verbatim => Provenance::Verbatim,
                provenance::State::Fields => Provenance::Fields,
                provenance::State::Edited => Provenance::Edited,
                provenance::State::Own => Provenance::Own,
            },
            answer: answer.zip(revision),
            claims: sentence.claims.iter().filter_map(claim).collect(),
        })
    }
}

/// Whether a finding of a rule that holds unless the words are approved is in a sentence that is.
fn is_approved(finding: &Finding, report: &Report) -> bool {
    let approved = |sentence: &provenance::Sentence| {
        matches!(sentence.state, provenance::State::Verbatim | provenance::State::Fields)
            && sentence.range.start <= finding.range.start
            && finding.range.end <= sentence.range.end
    };
    // Sentences are in the order of the text.
    let sentences = &report.sentences;
    let behind = sentences.partition_point(|one| one.range.start <= finding.range.start);
    let sentence = behind.checked_sub(1).and_then(|last| sentences.get(last));
    pack::is_unless_approved(&finding.rule) && sentence.is_some_and(approved)
}

/// All findings in the order of the text, each place told once by each check.
fn findings(text: &str, looked: &Looked) -> Vec<FindingView> {
    let mut views = Vec::new();
    let mut add = |finding: &Finding, kind| views.extend(checks::view(text, finding, kind));
    for finding in &looked.leftovers {
        add(finding, FindingKind::Template);
    }
    for exposure in &looked.exposed {
        add(&exposure.finding(), FindingKind::Exposure);
    }
    for finding in &looked.report.findings() {
        add(finding, FindingKind::Provenance);
    }
    for finding in &looked.voice {
        add(finding, FindingKind::Voice);
    }
    views.sort_by_key(|view| (view.span.from, view.span.to));
    views
}

fn verdict(
    conversation: &Conversation,
    looked: &Looked,
    findings: &[FindingView],
) -> (Verdict, Option<String>) {
    if looked.plain.trim().is_empty() {
        return (Verdict::Empty, None);
    }
    if let Some(blocking) = findings.iter().find(|finding| finding.blocks) {
        return (Verdict::Blocked, Some(views::reason(blocking)));
    }
    if looked.hidden {
        let reason =
            "Markdown hides a placeholder or private words; write them plainly or remove them";
        return (Verdict::Blocked, Some(reason.to_owned()));
    }
    if !looked.fit.fits {
        return (Verdict::Blocked, Some(views::too_long(&looked.fit, conversation.channel)));
    }
    (Verdict::Ready, None)
}

/// The reply in two, when something in it is for the customer alone.
fn moved(
    conversation: &Conversation,
    text: &str,
    looked: &Looked,
    guide: &Guide,
) -> Option<MovedView> {
    if looked.exposed.is_empty() {
        return None;
    }
    let exposure::Moved { mut public, private } = exposure::moved(text, &looked.exposed);
    let line = guide.content().private_line.get(&conversation.channel);
    let line = line.map_or(views::private_line(conversation.channel), String::as_str);
    if !public.contains(line) {
        if !public.trim().is_empty() {
            public.push(' ');
        }
        public.push_str(line);
    }
    Some(MovedView { public, private })
}
