//! Taking in queries, one by hand or many from a file.

use antiphon_model::{
    Channel, Command, ConversationId, CustomerId, CustomerProfile, Locale, Query, QueryId, Time,
    clean,
};

use crate::views::PastedQuery;
use crate::{Desk, DeskError};

/// A query on its way in, with what is known of who wrote it.
pub(crate) struct Incoming {
    pub(crate) id: Option<QueryId>,
    pub(crate) text: String,
    pub(crate) channel: Channel,
    pub(crate) customer: CustomerProfile,
    pub(crate) conversation: Option<ConversationId>,
    pub(crate) public: Option<bool>,
    pub(crate) received_at: Option<Time>,
    pub(crate) locale: Option<Locale>,
}

/// The two commands that take a query in, with the conversation they are about.
pub(crate) struct Intake {
    pub(crate) conversation: ConversationId,
    pub(crate) commands: [Command; 2],
}

impl Desk {
    /// Takes in one message that a person pasted; gives its conversation.
    ///
    /// # Errors
    /// A refusal when nothing readable is left of the message.
    pub fn receive_query(&self, pasted: PastedQuery) -> Result<ConversationId, DeskError> {
        let customer = CustomerProfile {
            handle: tidy(pasted.handle.as_deref()),
            name: tidy(pasted.name.as_deref()),
            ..CustomerProfile::default()
        };
        let incoming = Incoming {
            id: Some(QueryId::parse(self.new_id())?),
            text: pasted.text,
            channel: pasted.channel,
            customer,
            conversation: None,
            public: None,
            received_at: None,
            locale: None,
        };
        let intake = intake(incoming, self.now())?;
        self.submit_all(intake.commands.into())?;
        Ok(intake.conversation)
    }
}

/// The commands for a query: one conversation for each channel and handle unless it names its own.
/// Without an id, the same message of the same customer at the same time gets the same id.
pub(crate) fn intake(incoming: Incoming, now: Time) -> Result<Intake, DeskError> {
    let Incoming { channel, mut customer, .. } = incoming;
    customer.handle = tidy(customer.handle.as_deref());
    let text = clean(&incoming.text);
    let id = match incoming.id {
        Some(id) => id,
        None => derived_id(channel, &customer, &text, incoming.received_at)?,
    };
    let who = match &customer.handle {
        Some(handle) => short(&format!("{}:{}", channel.as_str(), handle.to_lowercase())),
        None => short(&format!("{}:{id}", channel.as_str())),
    };
    let conversation = match incoming.conversation {
        Some(named) => named,
        None => ConversationId::parse(who.clone())?,
    };
    let customer_id = match customer.handle {
        Some(_) => CustomerId::parse(who)?,
        None => CustomerId::parse(conversation.as_str())?,
    };
    let query = Query {
        id,
        text,
        received_at: incoming.received_at.unwrap_or(now),
        locale: incoming.locale,
    };
    let public = incoming.public.unwrap_or_else(|| channel.is_public());
    let commands = [
        Command::NoteCustomer { id: customer_id.clone(), channel, profile: customer },
        Command::ReceiveQuery {
            conversation: conversation.clone(),
            channel,
            customer: customer_id,
            public,
            query,
        },
    ];
    Ok(Intake { conversation, commands })
}

fn derived_id(
    channel: Channel,
    customer: &CustomerProfile,
    text: &str,
    at: Option<Time>,
) -> Result<QueryId, DeskError> {
    let mut hash = blake3::Hasher::new();
    let at = at.map(|at| at.to_string()).unwrap_or_default();
    let handle = customer.handle.as_deref().unwrap_or_default();
    for part in [channel.as_str(), handle, text, &at] {
        hash.update(&(part.len() as u64).to_le_bytes());
        hash.update(part.as_bytes());
    }
    let hex = hash.finalize().to_hex();
    Ok(QueryId::parse(hex.chars().take(26).collect::<String>())?)
}

/// `key` itself when it can be an id, else a name made of its hash.
fn short(key: &str) -> String {
    if key.len() <= 128 && CustomerId::parse(key).is_ok() {
        return key.to_owned();
    }
    let hex = blake3::hash(key.as_bytes()).to_hex();
    hex.chars().take(32).collect()
}

fn tidy(text: Option<&str>) -> Option<String> {
    let text = clean(text?.trim().trim_start_matches('@')).replace('\n', " ");
    (!text.is_empty()).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken(handle: Option<&str>, text: &str) -> Intake {
        let incoming = Incoming {
            id: None,
            text: text.to_owned(),
            channel: Channel::X,
            customer: CustomerProfile {
                handle: handle.map(str::to_owned),
                ..CustomerProfile::default()
            },
            conversation: None,
            public: None,
            received_at: None,
            locale: None,
        };
        intake(incoming, Time::from_ms(0).unwrap()).unwrap()
    }

    #[test]
    fn one_channel_and_handle_is_one_conversation_whatever_the_letter_case() {
        assert_eq!(taken(Some("@Mira"), "a").conversation, taken(Some("mira"), "b").conversation);
        assert_ne!(taken(None, "a").conversation, taken(None, "b").conversation);
    }

    #[test]
    fn the_same_row_again_is_the_same_query() {
        let commands = |text| taken(Some("mira"), text).commands;
        assert_eq!(commands("hi"), commands(" hi\u{0}"));
        assert_ne!(commands("hi"), commands("ho"));
    }

    #[test]
    fn a_handle_too_long_for_an_id_still_names_one_conversation() {
        let long = "m".repeat(500);
        let [first, again] = [taken(Some(&long), "a"), taken(Some(&long), "b")];
        assert_eq!(first.conversation, again.conversation);
    }
}
