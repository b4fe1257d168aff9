//! `antiphon fit`: how long a text is on its channel, and how it is divided where it is too long.

use std::path::PathBuf;

use antiphon_desk::{FitOptions, Fitted};
use antiphon_model::Channel;
use clap::{ArgGroup, Args};
use serde::Serialize;
use serde_json::Value;

use super::fit_lines::{self, Case};
use super::json_lines::{self, JsonLines, STDIN};
use crate::call::Call;
use crate::failure::Failure;
use crate::output::Format;
use crate::printable;

/// How much of the text that is too much is shown, in characters.
const SHOWN: usize = 40;

#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is an option of its own")]
#[command(group(ArgGroup::new("message").required(true)))]
pub(crate) struct Fit {
    /// The text; - reads it from standard input, without the line end at its end
    #[arg(group = "message")]
    text: Option<String>,
    /// A file of texts, `{"id", "text", "channel", "spoiler_text", "limit"}` a line; - reads
    /// standard input
    #[arg(long, value_name = "CASES.JSONL", group = "message")]
    file: Option<PathBuf>,
    /// Where the text goes; a line of the file may say otherwise
    #[arg(long, value_parser = Channel::parse, required_unless_present = "file")]
    channel: Option<Channel>,
    /// The limit in place of the channel's own, such as a Mastodon server's
    #[arg(long, value_name = "N")]
    limit: Option<u32>,
    /// A warning that is shown before the text and counted with it
    #[arg(long, value_name = "TEXT")]
    spoiler: Option<String>,
    /// The text answers somebody: on X, the mentions at its start are free
    #[arg(long)]
    reply: bool,
    /// The text is Markdown: it is first written as the channel takes it
    #[arg(long)]
    markdown: bool,
    /// Number the parts, as in (1/3)
    #[arg(long)]
    numbered: bool,
}

/// What is printed of a text, with the id of its line.
#[derive(Serialize)]
struct Found {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<Value>,
    /// The text that was measured.
    #[serde(skip)]
    text: String,
    #[serde(flatten)]
    fitted: Fitted,
}

impl Fit {
    pub(crate) fn run(self, call: &mut Call) -> Result<(), Failure> {
        match &self.file {
            Some(file) => self.each(call, JsonLines::open(file)?),
            None => self.one(call),
        }
    }

    fn one(&self, call: &mut Call) -> Result<(), Failure> {
        let message = match self.text.as_deref().unwrap_or_default() {
            STDIN => without_line_end(json_lines::typed(json_lines::LIMIT)?),
            text => text.to_owned(),
        };
        let case = Case { text: message, channel: self.channel, ..Case::default() };
        let found = self.fitted(&case, self.channel.unwrap_or(Channel::WebForm));
        call.out.one(&found, shown)
    }

    fn each(&self, call: &mut Call, mut lines: JsonLines) -> Result<(), Failure> {
        let format = call.out.format_or(Format::Jsonl);
        let parse = |line: &str| {
            let case = fit_lines::parse(line)?;
            let channel = case.channel.or(self.channel);
            let channel = channel.ok_or("channel: there is none; say it with --channel")?;
            Ok((case, channel))
        };
        while let Some((case, channel)) = lines.next(parse)? {
            let found = self.fitted(&case, channel);
            match format {
                Format::Text => call.out.line(shown(&found))?,
                Format::Json | Format::Jsonl => call.out.json(&found)?,
            }
        }
        Ok(())
    }

    fn fitted(&self, case: &Case, channel: Channel) -> Found {
        let spoiler = if case.spoiler.is_empty() {
            self.spoiler.as_deref().unwrap_or_default()
        } else {
            &case.spoiler
        };
        let options = FitOptions {
            limit: case.limit.or(self.limit),
            is_reply: self.reply,
            spoiler,
            is_numbered: self.numbered,
            ..FitOptions::default()
        };
        let written = self.markdown.then(|| antiphon_desk::channel_text(&case.text, channel));
        let text = written.unwrap_or_else(|| case.text.clone());
        let fitted = antiphon_desk::fit(&text, channel, &options);
        Found { id: case.id.clone(), text, fitted }
    }
}

fn without_line_end(mut text: String) -> String {
    if text.ends_with('\n') {
        text.pop();
        if text.ends_with('\r') {
            text.pop();
        }
    }
    text
}

/// A result for people.
fn shown(found: &Found) -> String {
    let Fitted { channel, unit, limit, count, fits, over_from, parts, facets } = &found.fitted;
    let most = limit.map_or(String::new(), |limit| format!(" of {limit}"));
    let verdict = if *fits { "fits" } else { "does not fit" };
    let mut lines = vec![format!("{channel}: {count}{most} {unit}, {verdict}")];
    if let Some(over) =
        over_from.and_then(|over| found.text.get(over..)).filter(|over| !over.is_empty())
    {
        lines.push(format!("   too much from “{}”", printable::start(over, SHOWN)));
    }
    if parts.len() > 1 {
        for (number, part) in (1..).zip(parts) {
            lines.push(format!("Part {number}:"));
            lines.push(printable::lines(part, 3));
        }
    }
    let facet = |facet: &antiphon_desk::FacetView| {
        format!("{}: {}", facet.kind, printable::line(&facet.value))
    };
    lines.extend(facets.iter().map(facet));
    lines.join("\n")
}
