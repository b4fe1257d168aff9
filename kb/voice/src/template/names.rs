//! The names that answers use, and other tools' names for the same.

/// The names that can be filled; `KEY` and `NAME` stand for any word.
pub const NAMED: [&str; 13] = [
    "customer.name",
    "customer.first_name",
    "customer.last_name",
    "customer.handle",
    "customer.email",
    "customer.phone",
    "customer.attributes.KEY",
    "agent.name",
    "agent.first_name",
    "conversation.id",
    "channel.name",
    "workspace.name",
    "fact.NAME",
];

/// Whose name begins with the first says the same as ours that begins with the second.
///
/// Zendesk: `ticket`, `current_user`. Chatwoot: `contact`, `inbox`, `account`. Front: `recipient`,
/// `user`. Freshdesk: `ticket.requester`, `ticket.agent`.
const PERSONS: [(&str, &str); 9] = [
    ("contact", "customer"),
    ("recipient", "customer"),
    ("requester", "customer"),
    ("ticket.requester", "customer"),
    ("current_user", "agent"),
    ("user", "agent"),
    ("ticket.agent", "agent"),
    ("ticket.assignee", "agent"),
    ("assignee", "agent"),
];

/// Single names and ours for them.
const SINGLE: [(&str, &str); 7] = [
    ("account.name", "workspace.name"),
    ("conversation.display_id", "conversation.id"),
    ("inbox.name", "channel.name"),
    ("ticket.account", "workspace.name"),
    ("ticket.brand.name", "workspace.name"),
    ("ticket.id", "conversation.id"),
    ("ticket.via", "channel.name"),
];

/// What other tools call a part of a person.
const PARTS: [(&str, &str); 6] = [
    ("firstname", "first_name"),
    ("full_name", "name"),
    ("lastname", "last_name"),
    ("phone_number", "phone"),
    ("mobile", "phone"),
    ("twitter", "handle"),
];

/// Our name for what another tool calls `name`; `None` when it is ours or nobody's.
pub fn ours(name: &str) -> Option<String> {
    if is_named(name) {
        return None;
    }
    let single = SINGLE.iter().find(|(other, _)| *other == name);
    let found = match single {
        Some((_, ours)) => (*ours).to_owned(),
        None => of_person(name)?,
    };
    is_named(&found).then_some(found)
}

fn of_person(name: &str) -> Option<String> {
    let own = ["customer", "agent"].map(|person| (person, person));
    let (person, part) = PERSONS
        .iter()
        .chain(&own)
        .find_map(|(other, ours)| Some((*ours, name.strip_prefix(other)?.strip_prefix('.')?)))?;
    let part = PARTS.iter().find(|(other, _)| *other == part).map_or(part, |(_, ours)| ours);
    let key =
        ["custom_attribute.", "custom_fields."].iter().find_map(|from| part.strip_prefix(from));
    Some(match key {
        Some(key) => format!("{person}.attributes.{key}"),
        None => format!("{person}.{part}"),
    })
}

/// Whether `name` is one of [`NAMED`].
pub fn is_named(name: &str) -> bool {
    let is_word = |word: &str| {
        let allowed = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-');
        !word.is_empty() && word.chars().all(allowed)
    };
    NAMED.iter().any(|known| match known.rsplit_once('.') {
        Some((group, "KEY" | "NAME")) => {
            let word = name.strip_prefix(group).and_then(|rest| rest.strip_prefix('.'));
            word.is_some_and(is_word)
        }
        _ => *known == name,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_and_facts_are_named_by_any_word_and_filters_are_not_named() {
        for name in ["customer.attributes.plan", "fact.price-de", "workspace.name"] {
            assert!(is_named(name), "{name}");
        }
        for name in ["customer.attributes.", "fact.NAME.x", "agent.name | upcase", "customer"] {
            assert!(!is_named(name), "{name}");
        }
    }

    #[test]
    fn other_tools_names_become_ours() {
        for (theirs, expected) in [
            ("contact.first_name", "customer.first_name"),
            ("ticket.requester.first_name", "customer.first_name"),
            ("ticket.requester.phone", "customer.phone"),
            ("contact.phone_number", "customer.phone"),
            ("contact.custom_attribute.plan", "customer.attributes.plan"),
            ("ticket.requester.custom_fields.plan", "customer.attributes.plan"),
            ("current_user.name", "agent.name"),
            ("agent.full_name", "agent.name"),
            ("ticket.id", "conversation.id"),
            ("inbox.name", "channel.name"),
        ] {
            assert_eq!(ours(theirs).as_deref(), Some(expected), "{theirs}");
        }
        for name in ["customer.name", "ticket.status", "contact.shoe_size", "contact", ""] {
            assert_eq!(ours(name), None, "{name}");
        }
    }
}
