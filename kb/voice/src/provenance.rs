//! Where each sentence of a draft comes from: approved as it is, approved with fields filled,
//! edited from an approved one, or own words; and what it promises that was never approved.
//!
//! The approved sentences are read once, into a [`Library`]; [`check`] then takes a draft. A
//! sentence counts as approved only when it says the same token by token, so that neither a number
//! nor a *not* can change unseen.

mod address;
mod branches;
mod claims;
mod courtesy;
mod gaps;
mod index;
mod joined;
mod judge;
mod library;
mod links;
mod locked;
mod names;
mod negation;
mod numerals;
mod similar;
mod template;
mod values;
mod words;

use std::ops::Range;

pub use claims::ClaimKind;
pub use index::Usable;
pub use judge::check;
pub use library::{Approved, Library};
pub use similar::{Change, ChangeKind};

use crate::finding::{Finding, Severity};

/// Where a sentence comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum State {
    /// Approved, word by word.
    Verbatim,
    /// Approved, with fields filled.
    Fields,
    /// Made from an approved one.
    Edited,
    /// Own words.
    Own,
}

impl State {
    /// The name in reports, such as `verbatim`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Verbatim => "verbatim",
            Self::Fields => "fields",
            Self::Edited => "edited",
            Self::Own => "own",
        }
    }
}

/// Whether a draft may go out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// Every sentence is approved.
    Ready,
    /// Somebody has to decide about a sentence.
    NeedsApproval,
    /// It cannot be sent: a locked span was touched, or something is left to fill in.
    Blocked,
}

impl Verdict {
    /// The name in reports, such as `needs_approval`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ready => "ready",
            Self::NeedsApproval => "needs_approval",
            Self::Blocked => "blocked",
        }
    }
}

/// Something a sentence commits to that no used answer does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// What sort it is.
    pub kind: ClaimKind,
    /// Where it is, in bytes of the draft.
    pub range: Range<usize>,
    /// In one way of writing: `24 hour`, `USD 5`; `no not` where a *not* was taken out.
    pub value: String,
    /// What the approved text says in its place.
    pub approved: Option<String>,
}

/// A sentence of a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Where it is, in bytes of the draft.
    pub range: Range<usize>,
    /// Where it comes from.
    pub state: State,
    /// The answer it comes from; `None` for own words.
    pub answer: Option<String>,
    /// What was changed, when it is edited.
    pub diff: Vec<Change>,
    /// What it promises that was not approved.
    pub claims: Vec<Claim>,
    /// Whether it is a greeting, thanks or a sign-off that needs nobody's approval.
    pub courtesy: bool,
}

/// A locked span that a draft does not keep.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BrokenLock {
    /// The answer it belongs to.
    pub answer: String,
    /// What it says.
    pub text: String,
    /// The sentence of the draft that changed it, in bytes; `None` when it is left out.
    pub range: Option<Range<usize>>,
}

/// What is said of a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// Its sentences, in order.
    pub sentences: Vec<Sentence>,
    /// The locked spans that it does not keep.
    pub broken_locks: Vec<BrokenLock>,
    /// The locked spans that it keeps, in bytes of the draft and in its order.
    pub locked: Vec<Range<usize>>,
    /// What is left to fill in, in bytes of the draft; the templates tell of it.
    pub leftovers: Vec<Range<usize>>,
    /// The answers that were said to be used and are not in the library: what is locked in them is
    /// not known.
    pub unknown: Vec<String>,
    /// Whether it may go out.
    pub verdict: Verdict,
}

impl Report {
    /// What a person has to see of this report, in the order of the text. What is left to fill in
    /// is not in it: [`crate::template::leftovers`] tells of that.
    pub fn findings(&self) -> Vec<Finding> {
        let finding = |rule: &str, severity, range: &Range<usize>, message| Finding {
            rule: format!("provenance.{rule}"),
            severity,
            range: range.clone(),
            message,
            link: None,
            fixes: Vec::new(),
        };
        let mut findings = Vec::new();
        for claim in self.sentences.iter().flat_map(|sentence| &sentence.claims) {
            findings.push(finding(
                claim.kind.as_str(),
                Severity::Warning,
                &claim.range,
                claim.message(),
            ));
        }
        for lock in &self.broken_locks {
            let message = format!("This must stand as it was approved: “{}”.", lock.text);
            let range = lock.range.clone().unwrap_or(0..0);
            findings.push(finding("locked", Severity::Error, &range, message));
        }
        findings.sort_by_key(|finding| (finding.range.start, finding.range.end));
        findings
    }
}

impl Claim {
    /// The claim as a sentence.
    pub fn message(&self) -> String {
        let Self { kind, value, approved, .. } = self;
        let says = match kind {
            ClaimKind::Negation => format!("Says “{value}”"),
            _ => format!("Promises “{value}”"),
        };
        match approved {
            Some(approved) => format!("{says}; the approved text says “{approved}”."),
            None => format!("{says}; no approved text does."),
        }
    }
}
