//! A backtracking pattern that is searched with few steps first and with more where those do not
//! do: so what a search takes is known, though the engine does not tell it.

use std::sync::OnceLock;

use fancy_regex::{Error, Regex, RegexBuilder, RuntimeError};

use super::steps::{Exhausted, Steps};

/// How many steps back a search may take, the first try first. Each is four times the one before:
/// a search is charged at most about five times what it takes.
const RUNGS: [usize; 12] = [
    1 << 5,
    1 << 7,
    1 << 9,
    1 << 11,
    1 << 13,
    1 << 15,
    1 << 17,
    1 << 19,
    1 << 21,
    1 << 23,
    1 << 25,
    1 << 27,
];
/// The largest compiled pattern, in bytes.
const SIZE_LIMIT: usize = 64 << 20;

/// A pattern, compiled for each number of steps when that is first needed.
#[derive(Debug)]
pub(super) struct Ladder {
    pattern: String,
    rungs: [OnceLock<Option<Regex>>; RUNGS.len()],
}

impl Ladder {
    /// Compiles `pattern`.
    ///
    /// # Errors
    /// What the engine says.
    pub(super) fn new(pattern: &str) -> Result<Self, String> {
        let ladder = Self { pattern: pattern.to_owned(), rungs: Default::default() };
        let first = compile(pattern, RUNGS[0]).map_err(|err| err.to_string())?;
        if let Some(rung) = ladder.rungs.first() {
            rung.get_or_init(|| Some(first));
        }
        Ok(ladder)
    }

    /// What `search` gives with as few steps as it needs; those of each try are taken from `steps`.
    pub(super) fn search<T>(
        &self,
        steps: &Steps,
        search: impl Fn(&Regex) -> Result<T, Error>,
    ) -> Result<T, Exhausted> {
        for (rung, limit) in self.rungs.iter().zip(RUNGS) {
            steps.take(limit)?;
            let regex = rung.get_or_init(|| compile(&self.pattern, limit).ok());
            match search(regex.as_ref().ok_or(Exhausted)?) {
                Ok(found) => return Ok(found),
                Err(Error::RuntimeError(RuntimeError::BacktrackLimitExceeded)) => {}
                Err(_) => return Err(Exhausted),
            }
        }
        Err(Exhausted)
    }
}

fn compile(pattern: &str, limit: usize) -> Result<Regex, Error> {
    RegexBuilder::new(pattern).backtrack_limit(limit).delegate_size_limit(SIZE_LIMIT).build()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_search_takes_no_more_than_a_few_times_what_it_needs() {
        let ladder = Ladder::new("(?<!x)b").unwrap();
        let text = "a".repeat(2_000) + "b";
        let steps = Steps::for_text(text.len());
        let found = ladder.search(&steps, |regex| regex.find(&text)).unwrap();
        assert_eq!(found.map(|found| found.range()), Some(2_000..2_001));
        assert!(steps.take(750_000).is_ok(), "nearly all is left");
    }

    #[test]
    fn all_searches_on_a_text_take_from_the_same_steps() {
        let ladder = Ladder::new("(?<=(?:a+)+c)d").unwrap_or_else(|err| panic!("{err}"));
        let steps = Steps::for_text(0);
        let text = "a".repeat(30);
        let mut searches = 0;
        while ladder.search(&steps, |regex| regex.find(&text)).is_ok() {
            searches += 1;
            assert!(searches < 100_000, "the steps come to an end");
        }
    }
}
