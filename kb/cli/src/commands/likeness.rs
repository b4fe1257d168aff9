//! `antiphon guide likeness`: how much replies sound like the approved answers.

use std::path::{Path, PathBuf};

use antiphon_desk::views::{LikenessView, WindowView};
use clap::Args;

use super::json_lines::JsonLines;
use super::text_lines::TextLines;
use crate::call::Call;
use crate::failure::Failure;
use crate::printable::line;
use crate::terminal::Bar;

/// The most replies that are read from a file: more do not tell more.
const MOST: usize = 5_000;

#[derive(Debug, Args)]
pub(crate) struct Likeness {
    /// A file of replies to compare in place of those that were sent, `{"text"}` a line; - reads
    /// standard input
    #[arg(long, value_name = "REPLIES.JSONL")]
    file: Option<PathBuf>,
}

impl Likeness {
    pub(crate) fn run(self, call: &mut Call) -> Result<(), Failure> {
        let texts = self.file.as_deref().map(texts).transpose()?;
        let desk = call.desk()?;
        let mut bar = Bar::default();
        let watch = &mut |progress| bar.show(progress);
        let view = match texts {
            Some(texts) => desk.likeness_of(&texts, watch)?,
            None => desk.likeness(watch)?,
        };
        drop(bar);
        call.out.one(&view, shown)
    }
}

fn texts(file: &Path) -> Result<Vec<String>, Failure> {
    let mut lines = TextLines(JsonLines::open(file)?);
    let mut texts = Vec::new();
    while let Some(read) = lines.next()? {
        texts.push(read.text);
        if texts.len() > MOST {
            return Err(lines.problem(format!("more than {MOST} replies")));
        }
    }
    Ok(texts)
}

fn shown(view: &LikenessView) -> String {
    let mut lines = Vec::new();
    if view.answers < view.answers_needed {
        lines.push(format!(
            "{} approved answers in {} are too few to compare with; it takes {}",
            view.answers, view.locale, view.answers_needed
        ));
    }
    for window in &view.windows {
        lines.push(line(&format!("{}: {}", name(window), percentile(view, window))));
        let told = window.differences.iter().map(|one| line(&format!("  {}", one.message)));
        lines.extend(told);
    }
    lines.join("\n")
}

fn name(window: &WindowView) -> String {
    let channel = window.channel.as_ref().map(ToString::to_string);
    let team = window.team.as_ref().map(|team| format!("team {team}"));
    let name = channel.or(team).or_else(|| window.member.clone());
    name.unwrap_or_else(|| "all replies".to_owned())
}

fn percentile(view: &LikenessView, window: &WindowView) -> String {
    match window.percentile {
        Some(of) => format!(
            "{} ({} to {}) of 100 windows of our own are closer to our approved answers than these {} replies",
            of.value, of.low, of.high, window.replies
        ),
        None if window.replies < view.replies_needed => {
            format!("not enough text: {} of {} replies", window.replies, view.replies_needed)
        }
        None => "not enough text".to_owned(),
    }
}
