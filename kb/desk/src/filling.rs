//! What fills the fields of an answer: customer, agent, conversation.

use antiphon_model::{Channel, Conversation, ConversationId, Customer, Locale, Time, Workspace};
use antiphon_voice::template::{self, Inserted};
use jiff::{Timestamp, Zoned};
use serde_json::{Map, Value, json};

use crate::{Desk, DeskError};

/// What stands in each field of a text that is read without a customer.
const FIELD: &str = "Anna";

/// What fills the fields of an answer: customer, agent, conversation.
pub(crate) struct Filling {
    pub(crate) workspace: Workspace,
    pub(crate) channel: Channel,
    pub(crate) locale: Option<Locale>,
    pub(crate) conversation: ConversationId,
    /// By the names of [`template::NAMED`]; what has nothing in it is left out.
    values: Value,
    now: Option<Zoned>,
}

impl Desk {
    pub(crate) fn filling(&self, id: &ConversationId) -> Result<Filling, DeskError> {
        let (conversation, customer) = self.conversation(id)?;
        let workspace = self.workspace_state()?;
        let agent = self.member_name(&self.me)?;
        let filling = Filling::new(workspace, &conversation, customer, &agent);
        Ok(filling.at(self.now()))
    }
}

impl Filling {
    fn new(
        workspace: Workspace,
        conversation: &Conversation,
        customer: Option<Customer>,
        agent: &str,
    ) -> Self {
        let customer = customer.map(|customer| customer.profile).unwrap_or_default();
        let attributes: &Map<String, Value> = &customer.attributes;
        let values = json!({
            "customer": {
                "name": customer.name,
                "first_name": customer.first_name(),
                "last_name": customer.last_name(),
                "handle": customer.handle.as_ref().map(|handle| format!("@{handle}")),
                "email": customer.email,
                "phone": customer.phone,
                "attributes": attributes,
            },
            "agent": { "name": agent, "first_name": agent.split_whitespace().next() },
            "conversation": { "id": conversation.id.to_string() },
            "channel": { "name": conversation.channel.to_string() },
            "workspace": { "name": workspace.name },
        });
        Self {
            workspace,
            channel: conversation.channel,
            locale: conversation.queries.iter().rev().find_map(|query| query.locale.clone()),
            conversation: conversation.id.clone(),
            values,
            now: None,
        }
    }

    /// With the time that `now` and `today` mean.
    fn at(mut self, now: Time) -> Self {
        let now = Timestamp::from_millisecond(now.ms()).ok();
        self.now = now.map(|now| now.to_zoned(self.workspace.zone()));
        self
    }

    /// A body made ready to be worked on.
    pub(crate) fn fill(&self, body: &str) -> Inserted {
        let options =
            template::Options { values: &self.values, now: self.now.as_ref(), chosen: &[] };
        template::insert(body, &options)
    }
}

/// What a customer would read of an approved body, with a name in each field; Markdown stays.
pub(crate) fn filled_in(body: &str) -> String {
    let text = unfilled(body);
    let mut filled = String::with_capacity(text.len());
    let mut at = 0;
    for stop in template::stops(&text) {
        filled.push_str(text.get(at..stop.range.start).unwrap_or_default());
        filled.push_str(FIELD);
        at = stop.range.end;
    }
    filled.push_str(text.get(at..).unwrap_or_default());
    filled
}

/// A body as it is for nobody in particular: every field stays open.
pub(crate) fn unfilled(body: &str) -> String {
    let options = template::Options { values: &Value::Null, now: None, chosen: &[] };
    template::insert(body, &options).text
}
