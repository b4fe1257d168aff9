//! `antiphon suggest`: the answers that fit a message, or each message of a file.

use std::path::PathBuf;

use antiphon_desk::{Ask, Desk};
use antiphon_model::{Channel, Locale};
use clap::{ArgGroup, Args};
use serde_json::Value;

use super::json_lines::{self, JsonLines, STDIN};
use super::suggest_lines::{self, QueryLine};
use super::suggest_shape::{self, Found};
use crate::call::Call;
use crate::failure::Failure;
use crate::output::Format;

#[derive(Debug, Args)]
#[command(group(ArgGroup::new("message").required(true)))]
pub(crate) struct Suggest {
    /// The customer's message; - reads it from standard input
    #[arg(group = "message")]
    text: Option<String>,
    /// A file of queries, `{"id", "text", "channel", "locale"}` a line; - reads standard input
    #[arg(long, value_name = "QUERIES.JSONL", group = "message")]
    file: Option<PathBuf>,
    /// How many answers at most
    #[arg(long, value_name = "N", default_value_t = 5, value_parser = clap::value_parser!(u16).range(1..=1000))]
    limit: u16,
    /// Only answers for this channel
    #[arg(long, value_parser = Channel::parse)]
    channel: Option<Channel>,
    /// Only answers that serve this locale
    #[arg(long, value_parser = Locale::parse)]
    locale: Option<Locale>,
}

impl Suggest {
    pub(crate) fn run(self, call: &mut Call) -> Result<(), Failure> {
        match &self.file {
            Some(file) => self.each(call, JsonLines::open(file)?),
            None => self.one(call),
        }
    }

    fn one(&self, call: &mut Call) -> Result<(), Failure> {
        let message = match self.text.as_deref().unwrap_or_default() {
            STDIN => json_lines::typed(json_lines::LIMIT)?,
            text => text.to_owned(),
        };
        let desk = call.desk_for_suggestions()?;
        let query = QueryLine { id: Value::Null, text: message, channel: None, locale: None };
        let found = self.answer(&desk, query)?;
        call.out.one(&found, suggest_shape::text)
    }

    fn each(&self, call: &mut Call, mut lines: JsonLines) -> Result<(), Failure> {
        let desk = call.desk_for_suggestions()?;
        let format = call.out.format_or(Format::Jsonl);
        while let Some(query) = lines.next(suggest_lines::parse)? {
            let message = query.text.clone();
            let found = self.answer(&desk, query)?;
            match format {
                Format::Text => call.out.line(suggest_shape::titled_text(&message, &found))?,
                Format::Json | Format::Jsonl => call.out.json(&found)?,
            }
            if lines.is_typed() {
                call.out.flush()?;
            }
        }
        Ok(())
    }

    fn answer(&self, desk: &Desk, query: QueryLine) -> Result<Found, Failure> {
        let locale = query.locale.or_else(|| self.locale.clone());
        let found = desk.suggest_text(&Ask {
            text: &query.text,
            channel: query.channel.or(self.channel),
            locale: locale.as_ref(),
            limit: usize::from(self.limit),
        })?;
        Ok(Found::new(query.id, &query.text, found))
    }
}
