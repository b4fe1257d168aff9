//! `antiphon guide`: the voice guide of the workspace.

use std::path::{Path, PathBuf};

use antiphon_desk::Desk;
use antiphon_desk::check::read_package;
use antiphon_desk::views::{GuideView, LintedAnswer, RuleLevel, RuleView, WordingView};
use clap::{Args, Subcommand, ValueEnum};

use super::likeness::Likeness;
use crate::call::Call;
use crate::failure::Failure;
use crate::printable::line;
use crate::terminal::{Bar, note};

#[derive(Debug, Subcommand)]
pub(crate) enum Guide {
    /// Show the rules, how each is set, and what was imported
    Show,
    /// Set how grave what a rule finds is, or switch it off
    Rule(Rule),
    /// Say what is not said, and what is said instead
    Say(Say),
    /// Take a Vale package in: a folder or a zip
    Import(Package),
    /// Take an imported style out
    Remove(Style),
    /// Write the guide as a Vale package into a folder
    Export(Package),
    /// Put the revision that waits into force
    Approve,
    /// Put the revision that waits away
    Discard,
    /// List the approved answers in which the guide finds something, the gravest first
    Lint,
    /// Say how much the last replies sound like the approved answers: as a percentile of the
    /// answers' own spread, for windows of 20 replies or more
    Likeness(Likeness),
}

#[derive(Debug, Args)]
pub(crate) struct Rule {
    /// The rule, such as Reply.Promises
    name: String,
    /// How grave what it finds is
    #[arg(value_enum)]
    level: Level,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Level {
    Off,
    Suggestion,
    Warning,
    Error,
}

impl From<Level> for RuleLevel {
    fn from(level: Level) -> Self {
        match level {
            Level::Off => Self::Off,
            Level::Suggestion => Self::Suggestion,
            Level::Warning => Self::Warning,
            Level::Error => Self::Error,
        }
    }
}

#[derive(Debug, Args)]
pub(crate) struct Say {
    /// The words that are not said
    #[arg(value_name = "WORDS")]
    avoid: String,
    /// The words in their place, where there are some
    #[arg(value_name = "INSTEAD")]
    instead: Option<String>,
    /// Why
    #[arg(long)]
    why: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Package {
    /// The folder or the zip
    path: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct Style {
    /// The style
    name: String,
}

impl Guide {
    pub(crate) fn run(self, call: &mut Call) -> Result<(), Failure> {
        if let Self::Likeness(likeness) = self {
            return likeness.run(call);
        }
        let desk = call.desk()?;
        match self {
            Self::Lint => lint(&desk, call),
            Self::Export(Package { path }) => {
                desk.export_guide(&path)?;
                note(&format!("written to {}", path.display()));
                Ok(())
            }
            other => {
                let view = other.changed(&desk)?;
                if call.is_text()
                    && let Some(open) = &view.open
                {
                    note(&format!(
                        "revision {} waits: `antiphon guide approve` puts it into force",
                        open.number
                    ));
                }
                call.out.one(&view, shown)
            }
        }
    }

    /// The guide after what was asked is done.
    fn changed(self, desk: &Desk) -> Result<GuideView, Failure> {
        let view = desk.guide()?;
        Ok(match self {
            Self::Rule(Rule { name, level }) => desk.set_rule(&name, level.into())?,
            Self::Say(Say { avoid, instead, why }) => {
                let (say, why) = (instead.unwrap_or_default(), why.unwrap_or_default());
                desk.add_wording(WordingView { avoid, say, why })?
            }
            Self::Import(Package { path }) => imported(desk, &path)?,
            Self::Remove(Style { name }) => desk.remove_style(&name)?,
            Self::Approve => desk.approve_guide(waiting(&view))?,
            Self::Discard => desk.discard_guide(waiting(&view))?,
            Self::Show | Self::Lint | Self::Likeness(_) | Self::Export(_) => view,
        })
    }
}

/// Takes a package in; what of it is left out is told.
fn imported(desk: &Desk, path: &Path) -> Result<GuideView, Failure> {
    let package = read_package(path)?;
    for left_out in &package.left_out {
        note(&line(&format!("antiphon: {left_out} and is left out")));
    }
    Ok(desk.import_package(&package)?)
}

/// The number of the revision that waits; 0, which none has, when none does.
fn waiting(view: &GuideView) -> u32 {
    view.open.as_ref().map_or(0, |open| open.number)
}

/// Whether a rule is set other than its style has it.
fn is_set(rule: &RuleView) -> bool {
    rule.level != rule.default_level
        || !rule.channels.is_empty()
        || !rule.locales.is_empty()
        || !rule.teams.is_empty()
}

fn shown(view: &GuideView) -> String {
    let mut lines = vec![match (view.in_force, &view.open) {
        (0, None) => "The guide is as it comes with the app.".to_owned(),
        (number, None) => format!("Revision {number} is in force."),
        (0, Some(open)) => {
            let waits = open.number;
            format!(
                "Revision {waits} waits and is shown; until then, all is as it comes with the app."
            )
        }
        (number, Some(open)) => {
            format!("Revision {} waits and is shown; revision {number} is in force.", open.number)
        }
    }];
    for rule in &view.rules {
        let level = format!("{:?}", rule.level).to_lowercase();
        let changed = if is_set(rule) { "*" } else { " " };
        lines.push(line(&format!("{changed} {level:<10} {:<24} {}", rule.name, rule.message)));
    }
    for wording in &view.wordings {
        let say = if wording.say.is_empty() { "–" } else { &wording.say };
        lines.push(line(&format!("  not {:?}, but {say}", wording.avoid)));
    }
    for style in view.styles.iter().filter(|style| !style.built_in) {
        lines.push(line(&format!("  style {}: {} rules", style.name, style.rules)));
        lines.extend(style.refused.iter().map(|refused| line(&format!("    {refused}"))));
    }
    lines.join("\n")
}

fn lint(desk: &Desk, call: &mut Call) -> Result<(), Failure> {
    let mut bar = Bar::default();
    let linted = desk.lint_library(&mut |progress| bar.show(progress))?;
    drop(bar);
    if call.is_text() && linted.is_empty() {
        note("the guide finds nothing in the library");
    }
    call.out.many(&linted, |answer: &LintedAnswer| {
        let [errors, warnings, suggestions] = answer.counts;
        let mut lines = vec![line(&format!(
            "{}: {errors} errors, {warnings} warnings, {suggestions} suggestions ({})",
            answer.title, answer.id
        ))];
        let told = answer.findings.iter().map(|one| format!("  {}: {}", one.rule, one.message));
        lines.extend(told.map(|told| line(&told)));
        let off = answer.off.iter().map(|rule| format!("  {rule}: takes too many steps; off"));
        lines.extend(off.map(|off| line(&off)));
        lines.join("\n")
    })
}
