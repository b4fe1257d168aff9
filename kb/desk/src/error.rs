//! Why a use case failed: a sentence for people, a code for programs.

use std::io;
use std::path::{Path, PathBuf};

use antiphon_exchange::ExchangeError;
use antiphon_journal::JournalError;
use antiphon_model::{
    AnswerId, ConversationId, InvalidId, InvalidLocale, InvalidTime, Refusal, Shortcut,
    ShortcutError, TeamError,
};
use antiphon_search::SearchError;
use antiphon_store::StoreError;

/// Why a use case failed. Nothing has changed, unless the variant says so.
#[derive(Debug, thiserror::Error)]
pub enum DeskError {
    /// No workspace lies in the home folder.
    #[error("there is no workspace in {0}; make one with `antiphon init`")]
    NoHome(PathBuf),
    /// The platform names no folder for data.
    #[error("this system names no data folder; give one with --home or ANTIPHON_HOME")]
    NoDataFolder,
    /// A workspace lies there already.
    #[error("{0} holds a workspace already")]
    HomeExists(PathBuf),
    /// Another program writes.
    #[error("{holder} is writing to this workspace; try again when it is done")]
    Busy {
        /// Who, as they put it.
        holder: String,
    },
    /// The journal is damaged; a backup of it would be worth nothing.
    #[error("the journal is damaged: {0}; bring an older backup back with `antiphon restore`")]
    Unsound(String),
    /// Tables of a workspace are there, its journal is not.
    #[error("{0} has lost its journal; bring a backup back with `antiphon restore`")]
    JournalLost(PathBuf),
    /// Somebody has the home open while its files are to be replaced.
    #[error("{0} is open in another window or program; close it and try again")]
    InUse(PathBuf),
    /// The home cannot be written to.
    #[error("{path} cannot be written to; allow writing to it and to its folder, then try again")]
    ReadOnly {
        /// What cannot be written.
        path: PathBuf,
    },
    /// The disk is full.
    #[error("the disk is full; nothing was lost, free some space and try again")]
    Full,
    /// The change stands in the journal, but the tables could not take it in.
    #[error("saved, but it cannot be shown yet ({0}); do not do it again")]
    Unshown(#[source] Box<DeskError>),
    /// A file cannot be read or written.
    #[error("cannot {action} {path}: {source}")]
    File {
        /// What was being done.
        action: &'static str,
        /// Which file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// A rule says no.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// A text is no shortcut.
    #[error(transparent)]
    InvalidShortcut(#[from] ShortcutError),
    /// A text is no locale.
    #[error(transparent)]
    InvalidLocale(#[from] InvalidLocale),
    /// The typed text is no team.
    #[error(transparent)]
    InvalidTeam(#[from] TeamError),
    /// A text is no date or time.
    #[error(transparent)]
    InvalidTime(#[from] InvalidTime),
    /// A text is no id.
    #[error(transparent)]
    InvalidId(#[from] InvalidId),
    /// The shortcut belongs to another answer.
    #[error("the shortcut /{shortcut} belongs to the answer {owner}")]
    ShortcutTaken {
        /// The shortcut.
        shortcut: Shortcut,
        /// Whose it is.
        owner: AnswerId,
    },
    /// No such answer.
    #[error("no answer has the id {0}")]
    UnknownAnswer(AnswerId),
    /// No such conversation.
    #[error("no conversation has the id {0}")]
    UnknownConversation(ConversationId),
    /// The answer has no text to insert.
    #[error("the answer {0} has no text to insert yet; write one in the library")]
    NothingToInsert(AnswerId),
    /// The answer is not approved, or not today.
    #[error("the answer {0} is not in service now")]
    NotInService(AnswerId),
    /// The reply cannot go out as it is.
    #[error("this reply cannot go out: {0}")]
    Unready(String),
    /// A setting is out of range.
    #[error("{what} must be {allowed}, not {given}")]
    OutOfRange {
        /// Which setting.
        what: &'static str,
        /// What is allowed.
        allowed: &'static str,
        /// What was given.
        given: String,
    },
    /// The word is in no group of words that mean the same.
    #[error("{0:?} is in no group of words that mean the same")]
    UnknownSynonym(String),
    /// The import has errors.
    #[error("nothing was imported: {errors} of the rows have errors; mend them and try again")]
    ImportErrors {
        /// How many.
        errors: u64,
    },
    /// The import has no rows.
    #[error("nothing was imported: no rows were found")]
    NothingToImport,
    /// A line of a file to evaluate with makes no sense.
    #[error("{}:{line}: {problem}; mend the line or take it out, then try again", file.display())]
    EvalLine {
        /// The file.
        file: PathBuf,
        /// The line, from 1.
        line: u64,
        /// What is wrong, naming the field.
        problem: String,
    },
    /// A file to evaluate with holds nothing.
    #[error("{} holds no {what}; see `antiphon eval --help` for what its lines look like", file.display())]
    EvalEmpty {
        /// The file.
        file: PathBuf,
        /// What was looked for.
        what: &'static str,
    },
    /// A workspace cannot evaluate itself before anything was learned.
    #[error(
        "nothing has been learned yet: accept suggestions or send replies first, or evaluate with --library and --cases"
    )]
    NothingLearned,
    /// A rule's own examples fail.
    #[error("{rule} cannot be switched on: {why}; mend the rule or its examples")]
    UnfitRule {
        /// Which.
        rule: String,
        /// What is wrong with it.
        why: String,
    },
    /// No style has this rule.
    #[error("no rule is called {0:?}; `antiphon guide show` lists them")]
    UnknownRule(String),
    /// No imported style has this name.
    #[error("no imported style is called {0:?}")]
    UnknownStyle(String),
    /// Voice rules cannot be read.
    #[error("{}: {problem}", path.display())]
    VoiceRules {
        /// The file or folder.
        path: PathBuf,
        /// What is wrong.
        problem: String,
    },
    /// A person cancelled.
    #[error("cancelled; nothing was changed")]
    Cancelled,
    /// A file to import cannot be read.
    #[error(transparent)]
    Exchange(#[from] ExchangeError),
    /// A backup is no backup of ours.
    #[error("{0} is no backup of a workspace")]
    NoBackup(PathBuf),
    /// The journal failed.
    #[error(transparent)]
    Journal(#[from] JournalError),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The index failed.
    #[error(transparent)]
    Search(SearchError),
    /// An event cannot be written as JSON.
    #[error("cannot write JSON: {0}")]
    Json(#[from] serde_json::Error),
}

/// What a program branches on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ts", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum ErrorCode {
    /// What was given makes no sense.
    Invalid,
    /// What was asked for is not there.
    NotFound,
    /// Somebody else has it.
    Conflict,
    /// A rule says no.
    Refused,
    /// Another program writes; trying again helps.
    Busy,
    /// The home cannot be written to.
    ReadOnly,
    /// The disk is full.
    Full,
    /// The home was written by a newer version.
    Newer,
    /// A file is damaged.
    Damaged,
    /// A person cancelled.
    Cancelled,
    /// There is no workspace yet.
    NoWorkspace,
    /// Our fault.
    Internal,
}

impl DeskError {
    /// The error for a file that could not be used, by what the system says.
    pub(crate) fn from_io(action: &'static str, path: &Path, source: io::Error) -> Self {
        let path = path.to_owned();
        match source.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::Full,
            _ if is_read_only(&source) => Self::ReadOnly { path },
            _ => Self::File { action, path, source },
        }
    }

    /// The code for this error. A new variant does not compile until it has one.
    pub fn code(&self) -> ErrorCode {
        match self {
            Self::NoHome(_) => ErrorCode::NoWorkspace,
            Self::HomeExists(_) | Self::ShortcutTaken { .. } => ErrorCode::Conflict,
            Self::Unsound(_) | Self::JournalLost(_) => ErrorCode::Damaged,
            Self::Busy { .. } | Self::InUse(_) => ErrorCode::Busy,
            Self::ReadOnly { .. } => ErrorCode::ReadOnly,
            Self::Full => ErrorCode::Full,
            Self::Unshown(reason) => reason.code(),
            Self::Refused(refusal) => refusal_code(refusal),
            Self::InvalidShortcut(_)
            | Self::InvalidLocale(_)
            | Self::InvalidTeam(_)
            | Self::InvalidTime(_)
            | Self::InvalidId(_)
            | Self::OutOfRange { .. }
            | Self::ImportErrors { .. }
            | Self::NothingToImport
            | Self::NoDataFolder
            | Self::NoBackup(_)
            | Self::EvalLine { .. }
            | Self::EvalEmpty { .. }
            | Self::NothingLearned
            | Self::VoiceRules { .. }
            | Self::UnfitRule { .. }
            | Self::File { .. } => ErrorCode::Invalid,
            Self::UnknownAnswer(_)
            | Self::UnknownConversation(_)
            | Self::UnknownSynonym(_)
            | Self::UnknownRule(_)
            | Self::UnknownStyle(_) => ErrorCode::NotFound,
            Self::NothingToInsert(_) | Self::NotInService(_) | Self::Unready(_) => {
                ErrorCode::Refused
            }
            Self::Cancelled => ErrorCode::Cancelled,
            Self::Exchange(err) => exchange_code(err),
            Self::Journal(err) => journal_code(err),
            Self::Store(err) => store_code(err),
            Self::Search(err) => search_code(err),
            Self::Json(_) => ErrorCode::Internal,
        }
    }
}

impl From<SearchError> for DeskError {
    fn from(err: SearchError) -> Self {
        match err {
            SearchError::Io { path, source, .. } if is_read_only(&source) => {
                Self::ReadOnly { path }
            }
            err if says_full(&err) => Self::Full,
            err => Self::Search(err),
        }
    }
}

fn is_read_only(err: &io::Error) -> bool {
    matches!(err.kind(), io::ErrorKind::ReadOnlyFilesystem | io::ErrorKind::PermissionDenied)
}

/// Whether a disk is full: the engine passes on what the system says in words only.
fn says_full(err: &SearchError) -> bool {
    let words = format!("{err:?}");
    words.contains("StorageFull") || words.contains("No space left on device")
}

fn refusal_code(refusal: &Refusal) -> ErrorCode {
    match refusal {
        Refusal::NoWorkspace => ErrorCode::NoWorkspace,
        Refusal::WorkspaceExists(_) | Refusal::AnswerExists(_) | Refusal::QueryExists(_) => {
            ErrorCode::Conflict
        }
        Refusal::UnknownTimeZone(_)
        | Refusal::Empty(_)
        | Refusal::TooLong { .. }
        | Refusal::StylePath(_)
        | Refusal::TooMany { .. }
        | Refusal::Synonyms(_)
        | Refusal::EmptyValidity { .. } => ErrorCode::Invalid,
        Refusal::UnknownMember(_)
        | Refusal::UnknownAnswer(_)
        | Refusal::UnknownConversation(_)
        | Refusal::UnknownReply(_)
        | Refusal::UnknownPhrasing(_) => ErrorCode::NotFound,
        Refusal::Role { .. }
        | Refusal::NothingOpen(_)
        | Refusal::Retired(_)
        | Refusal::NotRetired(_)
        | Refusal::GuideMoved { .. }
        | Refusal::NoOpenGuide(_)
        | Refusal::GuideFourEyes
        | Refusal::FourEyes(_) => ErrorCode::Refused,
    }
}

fn exchange_code(err: &ExchangeError) -> ErrorCode {
    match err {
        ExchangeError::Cancelled => ErrorCode::Cancelled,
        _ => ErrorCode::Invalid,
    }
}

fn journal_code(err: &JournalError) -> ErrorCode {
    match err {
        JournalError::Newer { .. } => ErrorCode::Newer,
        JournalError::Damaged { .. } => ErrorCode::Damaged,
        JournalError::Full { .. } => ErrorCode::Full,
        JournalError::ReadOnly { .. } => ErrorCode::ReadOnly,
        JournalError::Busy { .. } => ErrorCode::Busy,
        JournalError::Stale { .. } => ErrorCode::Conflict,
        JournalError::Incomplete
        | JournalError::Encode(_)
        | JournalError::File { .. }
        | JournalError::Migration { .. }
        | JournalError::Sqlite { .. } => ErrorCode::Internal,
    }
}

fn store_code(err: &StoreError) -> ErrorCode {
    match err {
        StoreError::Newer { .. } => ErrorCode::Newer,
        StoreError::Damaged { .. } => ErrorCode::Damaged,
        StoreError::Full { .. } => ErrorCode::Full,
        StoreError::ReadOnly { .. } => ErrorCode::ReadOnly,
        StoreError::Busy { .. } => ErrorCode::Busy,
        StoreError::Gap { .. }
        | StoreError::Encode { .. }
        | StoreError::File { .. }
        | StoreError::Migration { .. }
        | StoreError::Sqlite { .. } => ErrorCode::Internal,
    }
}

fn search_code(err: &SearchError) -> ErrorCode {
    match err {
        SearchError::Newer { .. } => ErrorCode::Newer,
        SearchError::Busy(_) => ErrorCode::Busy,
        SearchError::Gone(_)
        | SearchError::Io { .. }
        | SearchError::Engine { .. }
        | SearchError::Encode(_) => ErrorCode::Internal,
    }
}
