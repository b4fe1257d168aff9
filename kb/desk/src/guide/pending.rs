//! What waits for approval, beside what is in force.

use std::collections::{BTreeMap, BTreeSet};

use antiphon_model::{Guide, GuideContent, GuideRevision};
use antiphon_voice::guide::style_of;

use super::cards;
use crate::views::{
    ChangeKind, GuideInput, OpenGuideView, RuleInput, RuleView, StyleChange, WordingView,
};

/// The open revision; `rules` are all rules that it has.
pub(super) fn view(
    guide: &Guide,
    open: &GuideRevision,
    by: String,
    rules: &[RuleView],
) -> OpenGuideView {
    let none = GuideContent::default();
    let before = guide.approved.as_ref().map_or(&none, |(revision, _)| &revision.content);
    OpenGuideView {
        number: open.number,
        by,
        at: open.at.to_string(),
        before: input(before, guide.in_force(), rules),
        styles: changed(&styles(before), &styles(&open.content)),
    }
}

/// The content as the Voice room would have sent it.
fn input(content: &GuideContent, number: u32, rules: &[RuleView]) -> GuideInput {
    let known: BTreeMap<_, _> = rules.iter().map(|rule| (rule.name.as_str(), rule)).collect();
    let set = content.rules.iter().filter_map(|(name, setting)| {
        let default_level = known.get(name.as_str())?.default_level;
        Some(RuleInput {
            name: name.clone(),
            level: setting.level.unwrap_or(default_level),
            channels: setting.channels.clone(),
            locales: setting.locales.iter().map(ToString::to_string).collect(),
            teams: setting.teams.iter().map(ToString::to_string).collect(),
        })
    });
    GuideInput {
        number,
        rules: set.collect(),
        wordings: content.wordings.iter().cloned().map(WordingView::from).collect(),
        names: content.names.clone(),
        public: content.public.clone(),
        private_lines: cards::private_lines(content),
    }
}

/// Where what all styles share lies.
const SHARED: &str = "config";

/// The files of each style that was imported, in order.
type Styles<'a> = BTreeMap<&'a str, Vec<(&'a str, &'a str)>>;

fn styles(content: &GuideContent) -> Styles<'_> {
    let mut styles = Styles::new();
    for (path, text) in &content.files {
        styles.entry(style_of(path).unwrap_or(SHARED)).or_default().push((path, text));
    }
    styles
}

fn changed(before: &Styles<'_>, after: &Styles<'_>) -> Vec<StyleChange> {
    let names: BTreeSet<_> = before.keys().chain(after.keys()).collect();
    let changes = names.into_iter().filter_map(|name| {
        let how = match (before.get(name), after.get(name)) {
            (None, _) => ChangeKind::Added,
            (_, None) => ChangeKind::Removed,
            (then, now) if then != now => ChangeKind::Changed,
            _ => return None,
        };
        Some(StyleChange { name: (*name).to_owned(), how })
    });
    changes.collect()
}
