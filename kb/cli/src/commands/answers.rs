//! `antiphon answers list` and `antiphon answers show`.

use antiphon_desk::views::{AnswerFilter, AnswerRow, AnswerView, ValidityFilter, VariantInput};
use antiphon_model::{AnswerId, AnswerState};
use clap::{Args, Subcommand, ValueEnum};
use serde_json::Value;

use crate::call::Call;
use crate::failure::Failure;
use crate::printable::{line, lines, padded};
use crate::shape;
use crate::terminal::note;

#[derive(Debug, Subcommand)]
pub(crate) enum Answers {
    /// List answers, the last changed first
    List(List),
    /// Show one answer in full
    Show(Show),
}

#[derive(Debug, Args)]
pub(crate) struct List {
    /// Only answers that stand there
    #[arg(long, value_enum)]
    state: Option<State>,
    /// Only answers of this topic
    #[arg(long)]
    topic: Option<String>,
    /// How many at most
    #[arg(long, value_name = "N", default_value_t = 50)]
    limit: u32,
    /// How many to pass over first
    #[arg(long, value_name = "N", default_value_t = 0)]
    offset: u32,
}

#[derive(Debug, Args)]
pub(crate) struct Show {
    /// The answer's id
    id: String,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum State {
    Draft,
    Approved,
    Retired,
}

impl From<State> for AnswerState {
    fn from(state: State) -> Self {
        match state {
            State::Draft => Self::Draft,
            State::Approved => Self::Approved,
            State::Retired => Self::Retired,
        }
    }
}

impl Answers {
    pub(crate) fn run(self, call: &mut Call) -> Result<(), Failure> {
        match self {
            Self::List(list) => list.run(call),
            Self::Show(show) => show.run(call),
        }
    }
}

impl List {
    fn run(self, call: &mut Call) -> Result<(), Failure> {
        let filter = AnswerFilter {
            state: self.state.map(Into::into),
            // Topics are kept in lower case.
            topic: self.topic.map(|topic| topic.trim().to_lowercase()),
            ..AnswerFilter::default()
        };
        let page = call.desk()?.list_answers(&filter, self.offset, self.limit)?;
        if !call.is_text() {
            let shapes: Vec<Value> = page.rows.iter().map(shape::of).collect::<Result<_, _>>()?;
            return call.out.many(&shapes, ToString::to_string);
        }
        let ids = page.rows.iter().map(|row| row.id.chars().count()).max().unwrap_or_default();
        for row in &page.rows {
            call.out.line(format!(
                "{}  {}  {}",
                padded(&row.id, ids),
                standing(row),
                line(&row.title)
            ))?;
        }
        call.out.flush()?;
        let shown = u32::try_from(page.rows.len()).unwrap_or(u32::MAX);
        let next = self.offset.saturating_add(shown);
        if next < page.total {
            note(&format!("{shown} of {}; go on with --offset {next}", page.total));
        }
        Ok(())
    }
}

/// Where an answer stands, in a column.
fn standing(row: &AnswerRow) -> String {
    let standing = match (row.state, row.validity) {
        (AnswerState::Approved, ValidityFilter::Expired) => "expired",
        (AnswerState::Approved, ValidityFilter::Upcoming) => "upcoming",
        (AnswerState::Approved, ValidityFilter::Current) if row.has_open => "approved+",
        (state, _) => state.as_str(),
    };
    padded(standing, 9)
}

impl Show {
    fn run(self, call: &mut Call) -> Result<(), Failure> {
        let id = AnswerId::parse(self.id).map_err(antiphon_desk::DeskError::from)?;
        let answer = call.desk()?.answer(&id)?;
        if call.is_text() {
            call.out.line(text(&answer))
        } else {
            call.out.json(&shape::flat(&answer, "input")?)
        }
    }
}

fn text(answer: &AnswerView) -> String {
    let input = &answer.input;
    let mut out = vec![line(&input.title)];
    let mut fact = |name: &str, value: String| {
        if !value.is_empty() {
            out.push(format!("  {}  {}", padded(name, 11), line(&value)));
        }
    };
    fact("id", answer.id.clone());
    fact("state", state(answer));
    fact("approved", approval(answer));
    fact("shortcut", input.shortcut.as_ref().map(|s| format!("/{s}")).unwrap_or_default());
    fact("topics", input.topics.join(", "));
    fact("channels", input.channels.iter().map(|c| c.as_str()).collect::<Vec<_>>().join(", "));
    fact("locale", input.locale.clone().unwrap_or_default());
    fact("valid from", input.valid_from.clone().unwrap_or_default());
    fact("valid until", input.valid_until.clone().unwrap_or_default());
    fact("owner", input.owner.clone().unwrap_or_default());
    fact("review on", input.review_on.clone().unwrap_or_default());
    fact("used", uses(answer));
    for phrasing in &input.phrasings {
        fact("asked as", phrasing.clone());
    }
    for learned in &answer.learned {
        fact("learned", learned.text.clone());
    }
    out.extend([String::new(), lines(&input.body, 0)]);
    for variant in &input.variants {
        out.extend([String::new(), variant_name(variant), lines(&variant.body, 2)]);
    }
    out.join("\n")
}

fn state(answer: &AnswerView) -> String {
    let state = answer.state.as_str();
    let validity = match answer.validity {
        ValidityFilter::Current => "",
        ValidityFilter::Expired => ", expired",
        ValidityFilter::Upcoming => ", not valid yet",
    };
    let open = match answer.approval {
        Some(_) if answer.has_open => format!("; revision {} below waits", answer.revision),
        _ => String::new(),
    };
    format!("{state}{validity}{open}")
}

fn approval(answer: &AnswerView) -> String {
    let approval = answer.approval.as_ref();
    approval.map(|a| format!("revision {} by {} at {}", a.revision, a.by, a.at)).unwrap_or_default()
}

fn uses(answer: &AnswerView) -> String {
    let last = answer.last_used_at.as_ref().map(|at| format!(", last at {at}"));
    match answer.uses {
        0 => String::new(),
        1 => format!("once{}", last.unwrap_or_default()),
        uses => format!("{uses} times{}", last.unwrap_or_default()),
    }
}

fn variant_name(variant: &VariantInput) -> String {
    let channel = variant.channel.map(|channel| channel.as_str().to_owned());
    let parts: Vec<_> = channel.into_iter().chain(variant.locale.clone()).collect();
    format!("for {}:", line(&parts.join(", ")))
}
