//! The one clock and the one source of ids. Below this crate both are arguments.

use std::sync::Mutex;

use antiphon_model::Time;

/// Tells the time.
pub trait Clock: Send + Sync {
    /// The time now.
    fn now(&self) -> Time;
}

/// Makes ids that nobody else has.
pub trait Ids: Send + Sync {
    /// A new id, 26 characters; later ones sort after earlier ones of the same source.
    fn next(&self, now: Time) -> String;
}

/// The machine's clock.
#[derive(Debug, Clone, Copy)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Time {
        #[expect(clippy::disallowed_methods, reason = "the one clock")]
        let now = jiff::Timestamp::now();
        Time::new(now)
    }
}

/// ULIDs from the machine's randomness.
#[derive(Debug, Default)]
pub struct Ulids(Mutex<Option<ulid::Ulid>>);

impl Ids for Ulids {
    fn next(&self, now: Time) -> String {
        let mut last = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let ms = u64::try_from(now.ms()).unwrap_or(0);
        let fresh = ulid::Ulid::from_parts(ms, ulid::Ulid::generate().random());
        // Two ids of one millisecond keep their order.
        let next = match *last {
            Some(last) if last >= fresh => last.increment().unwrap_or(fresh),
            _ => fresh,
        };
        *last = Some(next);
        next.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_of_one_millisecond_sort_in_the_order_they_were_made() {
        let (ids, now) = (Ulids::default(), Time::parse("2026-01-01T00:00:00Z").unwrap());
        let made: Vec<_> = (0..1000).map(|_| ids.next(now)).collect();
        let mut sorted = made.clone();
        sorted.sort();
        sorted.dedup();
        assert_eq!(made, sorted);
    }
}
