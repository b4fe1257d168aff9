//! Runs rules over the blocks of a text and says where in the source their hits are.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::block::Block;
use super::bytes;
use super::markup;
use super::message;
use super::place::Place;
use super::placing::{NEAR_LIMIT, Placing, REACH};
use super::prefilter::Prefilter;
use super::rule::{Hit, Rule};
use super::sentence;
use super::source::Source;
use super::state::State;
use super::steps::Steps;
use super::{Alert, Document, Report, Styles};

/// Checks one text, by one rule or all of them.
pub(super) fn check(styles: &Styles, document: Document<'_>, only: Option<&str>) -> Report {
    let source = Source::new(document.text);
    let kind = TextKind::of(styles, document.extension.unwrap_or(document.path));
    let mut checker = Checker::new(styles, &document, &source, kind);
    checker.rules.retain(|(_, rule, _)| only.is_none_or(|only| rule.name == only));
    match kind {
        TextKind::Markdown => {
            markup::markdown(&mut checker, &styles.settings, &styles.ignores);
        }
        TextKind::Html => markup::html(&mut checker, &styles.settings),
        TextKind::Plain => checker.plain(),
        TextKind::Other => checker.lines(),
    }
    checker.raw();
    checker.report()
}

/// How a text is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TextKind {
    Markdown,
    Html,
    Plain,
    /// Not a format that is known: plain text without sentences and paragraphs.
    Other,
}

impl TextKind {
    /// Whether the text that rules see is less than what is written.
    pub(super) fn has_markup(self) -> bool {
        matches!(self, Self::Markdown | Self::Html)
    }

    fn of(styles: &Styles, path: &str) -> Self {
        let own = ending(path).trim_start_matches('.');
        let format = styles.settings.formats.get(own).map_or(own, String::as_str);
        match format {
            "md" | "mdown" | "markdown" | "markdn" => Self::Markdown,
            "html" | "htm" | "shtml" | "xhtml" => Self::Html,
            "txt" => Self::Plain,
            _ => Self::Other,
        }
    }
}

/// The ending of a path with its period.
fn ending(path: &str) -> &str {
    let file = path.rsplit(['/', '\\']).next().unwrap_or(path);
    file.rfind('.').and_then(|at| file.get(at..)).unwrap_or_default()
}

/// A check of one text.
pub(super) struct Checker<'a> {
    /// The rules that may run on this text, each with the steps that are left to it.
    rules: Vec<(usize, &'a Rule, Steps)>,
    prefilter: &'a Prefilter,
    all: &'a [Rule],
    pub(super) source: &'a Source,
    kind: TextKind,
    is_file: bool,
    /// The ending of the path, such as `.md`.
    pub(super) ending: &'a str,
    pub(super) state: State,
    pub(super) switched: Switches,
    alerts: Vec<Alert>,
    /// Line, column and rule of each alert.
    told: HashSet<(i64, i64, String)>,
    /// How often limited rules were told.
    limits: HashMap<String, usize>,
}

/// What comments in the text switch off.
#[derive(Debug, Default)]
pub(super) struct Switches {
    pub(super) all: bool,
    pub(super) rules: HashMap<String, bool>,
}

impl Switches {
    /// Reads a comment: `vale off`, `vale on`, `vale Style.Rule = NO`.
    pub(super) fn read(&mut self, comment: &str) {
        match comment {
            "vale off" => self.all = true,
            "vale on" => self.all = false,
            _ => {
                let Some(rest) = comment.strip_prefix("vale ") else { return };
                let Some((rule, value)) = rest.rsplit_once(" = ") else { return };
                if rule.contains('.') && matches!(value, "YES" | "NO") {
                    self.rules.insert(rule.to_owned(), value == "NO");
                }
            }
        }
    }

    fn has_off(&self, rule: &str) -> bool {
        self.all || self.rules.get(rule) == Some(&true)
    }
}

impl<'a> Checker<'a> {
    fn new(
        styles: &'a Styles,
        document: &Document<'a>,
        source: &'a Source,
        kind: TextKind,
    ) -> Self {
        let chosen = Chosen::of(styles, document.path);
        let min = styles.settings.min_level();
        let rules = styles.rules.iter().enumerate();
        let rules = rules.filter(|(_, rule)| rule.level >= min && chosen.has(&rule.name));
        let length = document.text.len();
        Self {
            rules: rules.map(|(at, rule)| (at, rule, Steps::for_text(length))).collect(),
            prefilter: &styles.prefilter,
            all: &styles.rules,
            source,
            kind,
            is_file: document.is_file,
            ending: ending(document.path),
            state: State::default(),
            switched: Switches::default(),
            alerts: Vec::new(),
            told: HashSet::new(),
            limits: HashMap::new(),
        }
    }

    /// Plain text: paragraphs, sentences and the whole.
    fn plain(&mut self) {
        self.prose(&whole(self.source, ""));
    }

    /// Text of a format that is not known.
    fn lines(&mut self) {
        let scope = format!("text{}", self.ending);
        self.block(&whole(self.source, &scope));
    }

    /// The text as it is written.
    fn raw(&mut self) {
        let scope = format!("raw{}", self.ending);
        self.block(&whole(self.source, &scope));
    }

    /// A block as paragraphs, as sentences, and as it is.
    pub(super) fn prose(&mut self, whole: &Block<'_>) {
        let is_looked_up = whole.text.contains('\n') || !self.is_file;
        let part = |text: &str| {
            let inner = text.as_ptr() as usize - whole.text.as_ptr() as usize;
            whole.offset.map(|offset| offset + inner)
        };
        let scope = |name: &str| format!("{name}{}", self.ending);
        let (paragraph, sentence, text) = (scope("paragraph"), scope("sentence"), scope("text"));
        let mut parts = Vec::new();
        if self.has_scope("paragraph") {
            parts.push((paragraph, split_after(whole.text)));
        }
        if self.has_scope("sentence") {
            let mut sentences = sentence::split(whole.text);
            sentences.retain(|text| !text.is_empty());
            parts.push((sentence, sentences));
        }
        for (scope, texts) in parts {
            let mut ahead = whole.from..whole.from + REACH;
            for text in texts {
                let offset = part(text);
                let from = begin_of(text, whole, &mut ahead);
                self.block(&Block { text, scope: &scope, offset, is_looked_up, from, ..*whole });
            }
        }
        self.block(&Block { scope: &text, is_looked_up, ..*whole });
    }

    /// Whether a rule names that scope first.
    fn has_scope(&self, scope: &str) -> bool {
        let names = self.all.iter().flat_map(|rule| &rule.scope_names);
        names.into_iter().any(|name| name.split('.').next() == Some(scope))
    }

    /// Runs all rules over a block.
    pub(super) fn block(&mut self, block: &Block<'_>) {
        let rules = std::mem::take(&mut self.rules);
        let candidates = self.prefilter.candidates(block.text);
        for (index, rule, steps) in &rules {
            if candidates.get(*index) == Some(&false)
                || self.switched.has_off(&rule.name)
                || !rule.scopes.contains(block.scope)
            {
                continue;
            }
            let hits = rule.run(block.text, &mut self.state, steps);
            if hits.is_empty() {
                continue;
            }
            let mut placing = Placing::new(block, self.source, self.kind);
            for hit in hits {
                if let Some(place) = placing.place(&hit) {
                    self.tell(rule, block, hit, place);
                }
            }
        }
        self.rules = rules;
    }

    fn tell(&mut self, rule: &Rule, block: &Block<'_>, hit: Hit, place: Place) {
        if !self.told.insert((place.line, place.begin, rule.name.clone())) {
            return;
        }
        if rule.limit > 0 {
            let count = self.limits.entry(rule.name.clone()).or_default();
            if *count >= rule.limit {
                return;
            }
            *count += 1;
        }
        let span = (place.begin, place.end);
        let exact = match (&hit.range, block.offset) {
            (Some(range), Some(offset)) if block.text.get(range.clone()) == Some(&hit.matched) => {
                Some(offset + range.start..offset + range.end)
            }
            (None, _) => Some(0..0),
            _ => None,
        };
        let range = exact.unwrap_or_else(|| self.source.range_of(place.line, span));
        self.alerts.push(Alert {
            check: rule.name.clone(),
            severity: rule.level,
            line: place.line,
            span,
            message: message::on_one_line(&hit.message),
            matched: hit.matched,
            link: rule.link.clone(),
            description: hit.description,
            action: hit.action,
            range: self.source.original_range(range),
        });
    }

    fn report(mut self) -> Report {
        self.alerts.sort_by_key(|alert| (alert.line, alert.span.0));
        let off = self.all.iter().filter(|rule| rule.is_off()).map(|rule| rule.name.clone());
        Report { off: off.collect(), alerts: self.alerts }
    }
}

/// All of the source as a block.
fn whole<'a>(source: &'a Source, scope: &'a str) -> Block<'a> {
    Block {
        context: source.text.as_bytes(),
        text: &source.text,
        scope,
        line: None,
        offset: Some(0),
        is_looked_up: true,
        index: &source.index,
        from: 0,
    }
}

/// Where in a long context a part of a block begins: where its first words are next, in `ahead`,
/// which goes on behind them; at the beginning of that where they are not.
fn begin_of(part: &str, whole: &Block<'_>, ahead: &mut Range<usize>) -> usize {
    const HEAD: usize = 40;
    if whole.context.len() <= NEAR_LIMIT || whole.offset.is_some() {
        return whole.from;
    }
    let head = part.get(..part.floor_char_boundary(HEAD)).unwrap_or(part).as_bytes();
    let end = ahead.end.min(whole.context.len());
    let found = bytes::find(whole.context.get(ahead.start..end).unwrap_or_default(), head);
    let begin = ahead.start + found.unwrap_or_default();
    if found.is_some() {
        ahead.start = begin + head.len();
    }
    ahead.end = ahead.start + part.len() * 2 + REACH;
    begin
}

/// The parts of `text` up to and with each empty line.
fn split_after(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find("\n\n") {
        let (part, after) = rest.split_at_checked(at + 2).unwrap_or((rest, ""));
        parts.push(part);
        rest = after;
    }
    parts.push(rest);
    parts
}

/// Which rules run on a file.
pub(super) struct Chosen<'a> {
    styles: &'a [String],
    /// What is said of single rules, for this file before what is said for all.
    rules: HashMap<&'a str, bool>,
}

impl<'a> Chosen<'a> {
    pub(super) fn of(styles: &'a Styles, path: &str) -> Self {
        let settings = &styles.settings;
        let own = ending(path);
        let format = settings.formats.get(own.trim_start_matches('.'));
        let as_format = format.map(|format| {
            format!("{}.{format}", path.get(..path.len() - own.len()).unwrap_or_default())
        });
        let mut chosen = Self { styles: &[], rules: HashMap::new() };
        let all = settings.sections.iter().filter(|section| section.glob.is_none());
        for section in all {
            chosen.styles = section.styles.as_deref().unwrap_or_default();
            chosen.rules.extend(section.rules.iter().map(|(name, on)| (name.as_str(), *on)));
        }
        for path in std::iter::once(path).chain(as_format.as_deref()) {
            for section in &settings.sections {
                if !section.glob.as_ref().is_some_and(|glob| glob.is_match(path)) {
                    continue;
                }
                if let Some(styles) = &section.styles {
                    chosen.styles = styles;
                }
                chosen.rules.extend(section.rules.iter().map(|(name, on)| (name.as_str(), *on)));
            }
        }
        chosen
    }

    pub(super) fn has(&self, rule: &str) -> bool {
        if let Some(on) = self.rules.get(rule) {
            return *on;
        }
        let style = rule.split('.').next().unwrap_or_default();
        self.styles.iter().any(|name| name == style)
    }
}
