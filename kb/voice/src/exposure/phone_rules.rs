//! What the regions say of phone numbers: which digits are a number, and whose it may be.

use std::collections::HashMap;

use phonenumber::country::Id;
use phonenumber::metadata::DATABASE;
use phonenumber::{PhoneNumber, Type};

use super::steps;

/// How many different numbers of a text are read by the rules, which takes long. What comes after
/// them counts by its length alone.
const MOST_READ: usize = 2000;
/// The fewest digits that count then.
const LONG: usize = 9;
/// What one reading costs, in steps.
const COST: usize = 100;

/// The rules of some regions, and what they said of the numbers of one text.
#[derive(Debug)]
pub(super) struct Rules {
    regions: Vec<Id>,
    told: HashMap<String, bool>,
}

impl Rules {
    /// The rules of regions such as `GB`; one that is not known is left out.
    pub(super) fn of(regions: &[&str]) -> Self {
        let regions = regions.iter().filter_map(|region| region.parse().ok()).collect();
        Self { regions, told: HashMap::new() }
    }

    /// Whether `number`, digits with or without a plus before them, may belong to a person.
    pub(super) fn take(&mut self, number: String) -> bool {
        if let Some(told) = self.told.get(&number) {
            return *told;
        }
        if self.told.len() >= MOST_READ {
            return number.trim_start_matches('+').len() >= LONG;
        }
        steps::count(COST);
        let told = self.read(&number);
        self.told.insert(number, told);
        told
    }

    fn read(&self, number: &str) -> bool {
        if let Some(digits) = number.strip_prefix('+').or_else(|| number.strip_prefix("00")) {
            return with_country(digits);
        }
        let own = self.regions.iter().any(|region| {
            phonenumber::parse(Some(*region), number).is_ok_and(|parsed| {
                parsed.country().id() == Some(*region)
                    && is_written_out(*region, number, &parsed)
                    && is_private(&parsed)
            })
        });
        // As the United States call abroad.
        let abroad = number.strip_prefix("011").filter(|abroad| abroad.len() > 9);
        own || abroad.is_some_and(with_country)
    }
}

/// Whether digits that begin with the code of a country are a person's number.
fn with_country(digits: &str) -> bool {
    let full = format!("+{}", digits.trim_start_matches('0'));
    phonenumber::parse(None, full).is_ok_and(|number| is_private(&number))
}

/// Whether the number is valid and may belong to a person.
fn is_private(number: &PhoneNumber) -> bool {
    let nobodys = matches!(
        number.number_type(&DATABASE),
        Type::TollFree | Type::PremiumRate | Type::SharedCost | Type::Uan | Type::ShortCode
    );
    (number.is_valid() && !nobodys) || is_made_up(number)
}

/// Whether the number is of the British ones for films and examples, which look like a person's.
fn is_made_up(number: &PhoneNumber) -> bool {
    let mobile = 7_700_900_000..=7_700_900_999;
    number.code().value() == 44 && mobile.contains(&number.national().value())
}

/// Whether the digits before the number itself are what the region writes there: its trunk
/// prefix, or nothing where it may be left out.
fn is_written_out(region: Id, digits: &str, number: &PhoneNumber) -> bool {
    let national = number.national().value().to_string();
    let Some(lead) = digits.strip_suffix(&national) else { return false };
    let prefix = DATABASE.by_id(region.as_ref()).and_then(|meta| meta.national_prefix());
    match (lead, prefix) {
        ("", None) => true,
        ("", Some(_)) => matches!(region, Id::US | Id::CA | Id::TR),
        (lead, Some(prefix)) => lead == prefix,
        (_, None) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_read_is_not_read_again_and_no_text_is_read_for_ever() {
        let mut rules = Rules::of(&["GB"]);
        for turn in 0..3 {
            for last in 0..3000 {
                let told = rules.take(format!("0207946{last:04}"));
                assert!(told, "{turn}, {last}");
            }
        }
        assert_eq!(rules.told.len(), MOST_READ);
        assert!(!rules.take("41555501".to_owned()), "too short to count by its length");
    }
}
