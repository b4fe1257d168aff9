//! The library: read, write, approve and retire answers. Listing them stands in `answer_list`.

use antiphon_model::{
    Answer, AnswerId, Command, Content, Details, Event, Locale, Moment, Recorded, Shortcut, Stream,
    Time, Variant,
};
use antiphon_store::{answers, learned, uses};

use crate::open::locked;
use crate::views::{
    AnswerInput, AnswerView, ApprovalView, LearnedView, RevisionStatus, RevisionView,
    ValidityFilter, VariantInput,
};
use crate::{Desk, DeskError};

impl Desk {
    /// One answer in full.
    ///
    /// # Errors
    /// [`DeskError::UnknownAnswer`] when there is none.
    pub fn answer(&self, id: &AnswerId) -> Result<AnswerView, DeskError> {
        let (answer, learned, used) = self.read(|conn| {
            let answer = answers::find(conn, id)?;
            Ok((answer, learned::list(conn, id)?, uses::of(conn, id)?))
        })?;
        let answer = answer.ok_or_else(|| DeskError::UnknownAnswer(id.clone()))?;
        let workspace = self.workspace_state()?;
        let newest = answer.newest();
        let shown = answer.in_service().map(|(revision, _)| revision).or(newest);
        let validity = shown.map(|revision| revision.content.validity()).unwrap_or_default();
        let approval = match &answer.approved {
            Some((revision, approval)) => Some(ApprovalView {
                revision: revision.number,
                at: approval.at.to_string(),
                by: self.member_name(&approval.by)?,
                four_eyes: approval.four_eyes,
            }),
            None => None,
        };
        Ok(AnswerView {
            id: answer.id.to_string(),
            state: answer.state(),
            validity: validity_of(validity.bounds_ms(&workspace.zone()), self.now()),
            input: input_of(&answer),
            revision: newest.map_or(0, |newest| newest.number),
            has_open: answer.open.is_some(),
            approval,
            learned: learned
                .into_iter()
                .map(|phrasing| LearnedView { id: phrasing.id.to_string(), text: phrasing.text })
                .collect(),
            history: self.history(&answer)?,
            uses: used.0,
            last_used_at: used.1.map(|at| at.to_string()),
        })
    }

    fn history(&self, answer: &Answer) -> Result<Vec<RevisionView>, DeskError> {
        let stream = Stream::Answer(answer.id.clone());
        let recorded = locked(&self.writer).journal.stream(&stream)?;
        let approved = answer.approved.as_ref().map(|(revision, _)| revision.number);
        let open = answer.open.as_ref().map(|revision| revision.number);
        let gone = |number| {
            recorded
                .iter()
                .any(|e| matches!(e.event, Event::RevisionDiscarded { number: n } if n == number))
        };
        let mut history = Vec::new();
        for event in &recorded {
            let Some((number, content)) = revision_in(event) else { continue };
            let status = match () {
                () if open == Some(number) => RevisionStatus::Open,
                () if approved == Some(number) => RevisionStatus::Approved,
                () if gone(number) => RevisionStatus::Discarded,
                () => RevisionStatus::Earlier,
            };
            history.push(RevisionView {
                number,
                at: event.at.to_string(),
                by: self.member_name(&event.actor)?,
                status,
                title: content.title.clone(),
                body: content.body.clone(),
            });
        }
        history.reverse();
        Ok(history)
    }

    /// Writes a new answer; it arrives as a draft.
    ///
    /// # Errors
    /// Refusals, and errors that name what is wrong with a field.
    pub fn create_answer(&self, input: AnswerInput) -> Result<AnswerView, DeskError> {
        let id = AnswerId::parse(self.new_id())?;
        let (content, details, phrasings) = parse(input, Details::default())?;
        self.check_shortcut(&id, details.shortcut.as_ref())?;
        let create = Command::CreateAnswer { id: id.clone(), content, details, phrasings };
        self.submit(create)?;
        self.answer(&id)
    }

    /// Saves an answer: a change of its content becomes the open revision.
    ///
    /// # Errors
    /// Refusals, and errors that name what is wrong with a field.
    pub fn edit_answer(&self, id: &AnswerId, input: AnswerInput) -> Result<AnswerView, DeskError> {
        let known = self.read(|conn| answers::find(conn, id))?;
        let known = known.ok_or_else(|| DeskError::UnknownAnswer(id.clone()))?;
        let (content, details, phrasings) = parse(input, known.details)?;
        self.check_shortcut(id, details.shortcut.as_ref())?;
        self.submit_all(vec![
            Command::EditAnswer { id: id.clone(), content },
            Command::ChangeAnswerDetails { id: id.clone(), details },
            Command::SetPhrasings { id: id.clone(), phrasings },
        ])?;
        self.answer(id)
    }

    fn check_shortcut(&self, id: &AnswerId, shortcut: Option<&Shortcut>) -> Result<(), DeskError> {
        let Some(shortcut) = shortcut else { return Ok(()) };
        let owner = self.read(|conn| answers::find_by_shortcut(conn, shortcut))?;
        match owner.map(|answer| answer.id).filter(|owner| owner != id) {
            Some(owner) => Err(DeskError::ShortcutTaken { shortcut: shortcut.clone(), owner }),
            None => Ok(()),
        }
    }

    /// Puts the open revision into service.
    ///
    /// # Errors
    /// Refusals: nothing open, retired, four-eyes.
    pub fn approve_answer(&self, id: &AnswerId) -> Result<AnswerView, DeskError> {
        self.submit(Command::ApproveAnswer { id: id.clone() })?;
        self.answer(id)
    }

    /// Throws the open revision of an approved answer away.
    ///
    /// # Errors
    /// A refusal when there is none.
    pub fn discard_revision(&self, id: &AnswerId) -> Result<AnswerView, DeskError> {
        self.submit(Command::DiscardRevision { id: id.clone() })?;
        self.answer(id)
    }

    /// Takes an answer out of service.
    ///
    /// # Errors
    /// A refusal when it is retired already.
    pub fn retire_answer(&self, id: &AnswerId) -> Result<AnswerView, DeskError> {
        self.submit(Command::RetireAnswer { id: id.clone() })?;
        self.answer(id)
    }

    /// Puts a retired answer back.
    ///
    /// # Errors
    /// A refusal when it is not retired.
    pub fn restore_answer(&self, id: &AnswerId) -> Result<AnswerView, DeskError> {
        self.submit(Command::RestoreAnswer { id: id.clone() })?;
        self.answer(id)
    }
}

fn revision_in(recorded: &Recorded) -> Option<(u32, &Content)> {
    match &recorded.event {
        Event::AnswerCreated { content, .. } => Some((1, content)),
        Event::RevisionOpened { number, content } => Some((*number, content)),
        _ => None,
    }
}

fn parse(input: AnswerInput, known: Details) -> Result<(Content, Details, Vec<String>), DeskError> {
    let locale = |tag: Option<String>| {
        let tag = tag.filter(|tag| !tag.trim().is_empty());
        tag.as_deref().map(Locale::parse).transpose()
    };
    let moment = |text: Option<String>| {
        let text = text.filter(|text| !text.trim().is_empty());
        text.as_deref().map(Moment::parse).transpose()
    };
    let mut variants = Vec::new();
    for variant in input.variants {
        let VariantInput { channel, locale: tag, body } = variant;
        variants.push(Variant { channel, locale: locale(tag)?, body });
    }
    let shortcut = input.shortcut.filter(|text| !text.trim().is_empty());
    let content = Content {
        title: input.title,
        body: input.body,
        variants,
        channels: input.channels,
        locale: locale(input.locale)?,
        valid_from: moment(input.valid_from)?,
        valid_until: moment(input.valid_until)?,
    };
    let details = Details {
        shortcut: shortcut.as_deref().map(Shortcut::parse).transpose()?,
        topics: input.topics,
        owner: input.owner,
        review_on: moment(input.review_on)?,
        ..known
    };
    Ok((content, details, input.phrasings))
}

fn input_of(answer: &Answer) -> AnswerInput {
    let details = answer.details.clone();
    let content = answer.newest().map(|revision| revision.content.clone()).unwrap_or_default();
    let variant = |variant: Variant| VariantInput {
        channel: variant.channel,
        locale: variant.locale.map(|locale| locale.to_string()),
        body: variant.body,
    };
    AnswerInput {
        title: content.title,
        body: content.body,
        variants: content.variants.into_iter().map(variant).collect(),
        channels: content.channels,
        locale: content.locale.map(|locale| locale.to_string()),
        valid_from: content.valid_from.map(|moment| moment.to_string()),
        valid_until: content.valid_until.map(|moment| moment.to_string()),
        shortcut: details.shortcut.map(|shortcut| shortcut.to_string()),
        topics: details.topics,
        owner: details.owner,
        review_on: details.review_on.map(|moment| moment.to_string()),
        phrasings: answer.phrasings.clone(),
    }
}

/// How a validity stands to `now`.
pub(crate) fn validity_of((from, until): (i64, i64), now: Time) -> ValidityFilter {
    match now.ms() {
        now if now < from => ValidityFilter::Upcoming,
        now if now > until => ValidityFilter::Expired,
        _ => ValidityFilter::Current,
    }
}
