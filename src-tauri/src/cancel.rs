//! The wish to cancel long work: each piece of work has a token of its own.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Long work that a person can cancel; of each kind one goes on at a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Deserialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Work {
    /// Opening a home, or making one.
    Open,
    /// Reading files and taking their rows in.
    Import,
    /// Finding out what a rule would flag.
    Impact,
    /// Reading the library with the guide.
    Check,
    /// Comparing replies with the approved answers.
    Likeness,
}

/// Whether one piece of work is to end.
#[derive(Debug, Clone, Default)]
pub(crate) struct Token(Arc<AtomicBool>);

impl Token {
    pub(crate) fn is_cancelled(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// The tokens of what goes on.
#[derive(Debug, Clone, Default)]
pub(crate) struct Tokens(Arc<Mutex<BTreeMap<Work, Token>>>);

impl Tokens {
    /// A fresh token: what was cancelled before stays so.
    pub(crate) fn begin(&self, work: Work) -> Token {
        let token = Token::default();
        self.tokens().insert(work, token.clone());
        token
    }

    /// Asks for the work of this kind that began last to end.
    pub(crate) fn cancel(&self, work: Work) {
        if let Some(token) = self.tokens().get(&work) {
            token.0.store(true, Ordering::Relaxed);
        }
    }

    fn tokens(&self) -> MutexGuard<'_, BTreeMap<Work, Token>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cancelling_one_work_leaves_the_others_alone() {
        let tokens = Tokens::default();
        let [import, impact] = [Work::Import, Work::Impact].map(|work| tokens.begin(work));
        tokens.cancel(Work::Impact);
        assert!(impact.is_cancelled());
        assert!(!import.is_cancelled());
    }

    #[test]
    fn what_begins_later_does_not_bring_cancelled_work_back() {
        let tokens = Tokens::default();
        let first = tokens.begin(Work::Check);
        tokens.cancel(Work::Check);
        let second = tokens.begin(Work::Check);
        assert!(first.is_cancelled());
        assert!(!second.is_cancelled());
        tokens.cancel(Work::Import);
        assert!(!second.is_cancelled(), "nothing of that kind goes on");
    }
}
