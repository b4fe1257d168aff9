//! What a conversation's record holds of its customer.

use antiphon_model::CustomerProfile;

use super::attribute::attributes;
use super::folded::{is_unspaced, run};
use crate::titles::is_title;

/// The private data of one customer, as far as it is known.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Record {
    /// The whole name.
    pub name: Option<String>,
    /// The first name, where it is known apart.
    pub first_name: Option<String>,
    /// The last name, where it is known apart.
    pub last_name: Option<String>,
    /// The public name on the channel, without `@`.
    pub handle: Option<String>,
    /// E-mail addresses.
    pub emails: Vec<String>,
    /// Phone numbers.
    pub phones: Vec<String>,
    /// Anything else, by name.
    pub attributes: Vec<(String, String)>,
    /// The numbers of this customer's orders.
    pub order_ids: Vec<String>,
    /// Postal addresses, their parts kept apart by commas or lines.
    pub addresses: Vec<String>,
}

impl Record {
    /// The record that a customer's profile holds.
    pub fn of(profile: &CustomerProfile) -> Self {
        Self {
            name: profile.name.clone(),
            handle: profile.handle.clone(),
            emails: profile.email.iter().cloned().collect(),
            phones: profile.phone.iter().cloned().collect(),
            attributes: attributes(&profile.attributes),
            ..Self::default()
        }
    }

    /// Whether any name is known.
    pub(super) fn is_named(&self) -> bool {
        self.name.is_some() || self.first_name.is_some() || self.last_name.is_some()
    }

    /// First name, with those that follow it, and last name, as they are written.
    pub(super) fn names(&self) -> (String, String) {
        let whole = whole(self.name.as_deref().unwrap_or_default());
        let given = self.first_name.as_deref().map(whole_words).unwrap_or_default();
        let family = self.last_name.as_deref().map(whole_words).unwrap_or_default();
        let (first, last) = split(&whole, &given);
        let mut first = if given.is_empty() { first } else { given };
        // Written without a blank, the family stands before the rest.
        if let ([one], false) = (whole.as_slice(), family.is_empty())
            && let Some(rest) =
                one.strip_prefix(family.concat().as_str()).filter(|rest| !rest.is_empty())
        {
            first = vec![rest.to_owned()];
        }
        (first.join(" "), if family.is_empty() { last } else { family }.join(" "))
    }
}

fn whole_words(text: &str) -> Vec<String> {
    let border = |c: char| c.is_whitespace() || matches!(c, '・' | '·');
    text.split(border).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// The words of a name without a title; one written the other way round, `Okafor, Mira`, is turned.
/// Before a single word the title stays, in the place of a first name: `Mr Okafor`, `Don Okafor`.
fn whole(name: &str) -> Vec<String> {
    if let Some((last, first)) = name.split_once(',') {
        return whole_words(&format!("{first} {last}"));
    }
    let mut words = whole_words(name);
    let titles = words.iter().take_while(|word| is_title(word)).count();
    words.split_off(titles.min(words.len().saturating_sub(2)))
}

/// What of the words of a name is first and what is last, when `given` may be known.
fn split(whole: &[String], given: &[String]) -> (Vec<String>, Vec<String>) {
    let is_given =
        |words: &[String]| !given.is_empty() && run(&words.concat()) == run(&given.concat());
    let both = |(first, last): (&[String], &[String])| (first.to_vec(), last.to_vec());
    let head = whole.split_at_checked(given.len()).filter(|(head, _)| is_given(head));
    let tail = whole.len().checked_sub(given.len()).and_then(|at| whole.split_at_checked(at));
    let tail = tail.filter(|(_, tail)| is_given(tail)).map(|(last, first)| (first, last));
    // Scripts without blanks put the family first.
    let turned = whole.iter().any(|word| word.chars().any(is_unspaced));
    let parted = match whole.split_first() {
        Some((one, rest)) if turned && !rest.is_empty() => (rest, std::slice::from_ref(one)),
        Some((one, rest)) => (std::slice::from_ref(one), rest),
        None => (whole, whole),
    };
    both(head.or(tail).unwrap_or(parted))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_no_first_names_with_and_without_their_accents() {
        for title in ["Señora", "SENORA", "Doña", "Sayın", "Sayin", "Dr.", "Prof. Dr."] {
            let record = Record { name: Some(format!("{title} Ana Ruiz")), ..Record::default() };
            assert_eq!(record.names(), ("Ana".to_owned(), "Ruiz".to_owned()), "{title}");
        }
        let record = Record { name: Some("Mr Okafor".to_owned()), ..Record::default() };
        assert_eq!(record.names().1, "Okafor");
    }
}
