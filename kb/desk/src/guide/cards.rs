//! The guide as the Voice room shows it.

use std::collections::{BTreeMap, BTreeSet};

use antiphon_model::{Guide, GuideContent, GuideRevision, RuleLevel};
use antiphon_voice::finding::Severity;
use antiphon_voice::guide::{self as voice, Card};

use super::pending;
use crate::views::{GuideView, PrivateLineView, RuleView, StyleView, WordingView};

pub(super) fn view(
    guide: &Guide,
    content: &GuideContent,
    compiled: &voice::Guide,
    open: Option<(&GuideRevision, String)>,
    stopped: &BTreeSet<String>,
) -> GuideView {
    let cards = compiled.cards();
    let styles = styles(&cards, compiled);
    let rules: Vec<_> = cards.into_iter().map(|card| rule(card, compiled, stopped)).collect();
    GuideView {
        in_force: guide.in_force(),
        next: guide.last_revision + 1,
        open: open.map(|(open, by)| pending::view(guide, open, by, &rules)),
        rules,
        wordings: content.wordings.iter().cloned().map(WordingView::from).collect(),
        names: content.names.clone(),
        public: content.public.clone(),
        private_lines: private_lines(content),
        styles,
    }
}

pub(super) fn private_lines(content: &GuideContent) -> Vec<PrivateLineView> {
    let lines = content.private_line.iter();
    lines.map(|(channel, line)| PrivateLineView { channel: *channel, line: line.clone() }).collect()
}

fn rule(card: Card, compiled: &voice::Guide, stopped: &BTreeSet<String>) -> RuleView {
    let default_level = if card.is_on { level(card.severity) } else { RuleLevel::Off };
    let setting = compiled.setting(&card.name).cloned().unwrap_or_default();
    RuleView {
        style: style_of(&card.name).to_owned(),
        message: card.message.replace("%s", "…"),
        reason: card.reason,
        link: card.link.filter(|link| link.starts_with("http")),
        // A rule whose examples fail is off until it is mended.
        level: match card.problem {
            Some(_) => RuleLevel::Off,
            None => setting.level.unwrap_or(default_level),
        },
        default_level,
        channels: setting.channels,
        locales: setting.locales.iter().map(ToString::to_string).collect(),
        teams: setting.teams.iter().map(ToString::to_string).collect(),
        must_flag: card.examples.flag,
        must_pass: card.examples.pass,
        stopped: card.problem.is_none() && stopped.contains(&card.name),
        problem: card.problem,
        name: card.name,
    }
}

/// Every style with how much of it can be used, the one that comes with the app first.
fn styles(cards: &[Card], compiled: &voice::Guide) -> Vec<StyleView> {
    let mut counted: BTreeMap<&str, (u32, Vec<String>)> = BTreeMap::new();
    for card in cards {
        counted.entry(style_of(&card.name)).or_default().0 += 1;
    }
    for refused in compiled.refused() {
        let style = refused.rule.as_deref().map_or("", style_of);
        counted.entry(style).or_default().1.push(refused.to_string());
    }
    let files = compiled.content().files.keys();
    let imported: BTreeSet<&str> = files.filter_map(|file| voice::style_of(file)).collect();
    let mut styles: Vec<StyleView> = counted
        .into_iter()
        .map(|(name, (rules, refused))| StyleView {
            built_in: !imported.contains(name),
            name: name.to_owned(),
            rules,
            refused,
        })
        .collect();
    styles.sort_by_key(|style| !style.built_in);
    styles
}

fn style_of(rule: &str) -> &str {
    rule.split_once('.').map_or(rule, |(style, _)| style)
}

pub(super) fn level(severity: Severity) -> RuleLevel {
    match severity {
        Severity::Suggestion => RuleLevel::Suggestion,
        Severity::Warning => RuleLevel::Warning,
        Severity::Error => RuleLevel::Error,
    }
}
