//! `antiphon search`: answers in service that hold the words, as typed.

use antiphon_desk::views::AnswerHit;
use clap::Args;
use serde_json::Value;

use crate::call::Call;
use crate::failure::Failure;
use crate::output::Format;
use crate::printable::{line, start};
use crate::shape;
use crate::terminal::note;

/// How much of an answer's text is shown, in characters.
const PREVIEW: usize = 100;

#[derive(Debug, Args)]
pub(crate) struct Search {
    /// The words, or the start of one
    text: String,
    /// How many answers at most
    #[arg(long, value_name = "N", default_value_t = 20, value_parser = clap::value_parser!(u16).range(1..=1000))]
    limit: u16,
}

impl Search {
    pub(crate) fn run(self, call: &mut Call) -> Result<(), Failure> {
        let desk = call.desk()?;
        let hits = desk.search_answers(&self.text, None, u32::from(self.limit))?;
        if call.out.format() == Format::Text {
            if hits.is_empty() {
                note("no answer in service holds these words");
            }
            return hits.iter().try_for_each(|hit| call.out.line(text(hit)));
        }
        let shapes: Vec<Value> = hits.iter().map(shape::of).collect::<Result<_, _>>()?;
        call.out.many(&shapes, ToString::to_string)
    }
}

fn text(hit: &AnswerHit) -> String {
    let shortcut = hit.shortcut.as_ref().map(|shortcut| format!("  /{}", line(shortcut)));
    let shortcut = shortcut.unwrap_or_default();
    let head = format!("{}  [{}]{shortcut}", line(&hit.title), line(&hit.id));
    let why = hit.passage.as_ref().map(|passage| {
        let asked = if passage.asked { "asked as: " } else { "" };
        format!("{asked}{}", passage.text)
    });
    match start(why.as_ref().unwrap_or(&hit.preview), PREVIEW) {
        preview if preview.is_empty() => head,
        preview => format!("{head}\n  {preview}"),
    }
}
