//! What screens show: plain values, ready to read. Times are RFC 3339, spans UTF-16 units.

mod answers;
mod checks;
mod composer;
mod conversations;
mod guide;
mod import;
mod likeness;
mod suggestions;
mod workspace;

pub use answers::{
    AnswerFilter, AnswerInput, AnswerPage, AnswerRow, AnswerView, ApprovalView, BodyPreview,
    FacetCount, Facets, LearnedView, RevisionStatus, RevisionView, ValidityFilter, VariantInput,
};
pub use antiphon_model::RuleLevel;
pub use checks::{
    ClaimView, DeductionView, DiffChange, DiffView, FindingKind, FindingSeverity, FindingView,
    FixView, LengthUnit, MovedView, PartView, ReplyCheck, ScoreView, SentenceState, SentenceView,
    Verdict,
};
pub use composer::{AnswerHit, ChoiceView, FieldView, Insertion, PassageView, SentReply};
pub use conversations::{
    AnswerTitle, AttributeView, ConversationView, CustomerView, DraftView, EntryKind, MemberName,
    PastedQuery, QueueCounts, QueueFilter, QueuePage, QueueRow, QueueView, SentSentence, SentView,
    StateName, ThreadEntry, UsedAnswer,
};
pub use guide::{
    ChangeKind, GuideInput, GuideTrial, GuideView, ImpactExample, ImpactView, LintedAnswer,
    OpenGuideView, PrivateLineView, RuleInput, RuleView, StyleChange, StyleView, WordingView,
};
pub use import::{
    ColumnView, ImportFile, ImportFormat, ImportKind, ImportPreview, ImportProblem, NearDuplicate,
    Severity,
};
pub use likeness::{DifferenceView, LikenessView, PercentileView, SentExample, WindowView};
pub use suggestions::{
    AbsenceView, AbsentView, Judged, Judgement, MessageMarks, QuestionView, Reason, SuggestionView,
    SuggestionsView, TakenBack,
};
pub use workspace::{
    ChannelMinutes, Counts, MemberView, NewWorkspace, Preferences, SettingsInput, SettingsView,
    Theme, WorkspaceKind, WorkspaceView,
};

/// A stretch of text in UTF-16 units, the end exclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ts", derive(specta::Type))]
pub struct Span {
    /// Where it starts.
    pub from: u32,
    /// Where it ends.
    pub to: u32,
}
