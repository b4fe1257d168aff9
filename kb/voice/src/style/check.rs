//! Runs rules over the blocks of a text and says where in the source their hits are.

use std::collections::{HashMap, HashSet};

use super::block::Block;
use super::bytes;
use super::markup;
use super::message;
use super::place::{Place, Search};
use super::prefilter::Prefilter;
use super::rule::{Hit, Rule};
use super::sentence;
use super::source::Source;
use super::state::State;
use super::{Alert, Document, Report, Styles};

/// The longest context in which words before a match are passed over.
const CONTEXT_LIMIT: usize = 1_000;

/// Checks one text.
pub(super) fn check(styles: &Styles, document: Document<'_>) -> Report {
    let source = Source::new(document.text);
    let kind = TextKind::of(styles, document.extension.unwrap_or(document.path));
    let mut checker = Checker::new(styles, &document, &source, kind);
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
    /// The rules that may run on this text.
    rules: Vec<(usize, &'a Rule)>,
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
        Self {
            rules: rules.collect(),
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
        let source = self.source;
        let block = Block {
            context: source.text.as_bytes(),
            text: &source.text,
            scope: "",
            line: None,
            offset: Some(0),
            is_looked_up: false,
        };
        self.prose(&block);
    }

    /// Text of a format that is not known.
    fn lines(&mut self) {
        let source = self.source;
        let scope = format!("text{}", self.ending);
        self.block(&Block {
            context: source.text.as_bytes(),
            text: &source.text,
            scope: &scope,
            line: None,
            offset: Some(0),
            is_looked_up: true,
        });
    }

    /// The text as it is written.
    fn raw(&mut self) {
        let source = self.source;
        let scope = format!("raw{}", self.ending);
        self.block(&Block {
            context: source.text.as_bytes(),
            text: &source.text,
            scope: &scope,
            line: None,
            offset: Some(0),
            is_looked_up: true,
        });
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
        if self.has_scope("paragraph") {
            for part_text in split_after(whole.text) {
                let offset = part(part_text);
                self.block(&Block {
                    text: part_text,
                    scope: &paragraph,
                    offset,
                    is_looked_up,
                    ..*whole
                });
            }
        }
        if self.has_scope("sentence") {
            for part_text in sentence::split(whole.text).into_iter().filter(|text| !text.is_empty())
            {
                let offset = part(part_text);
                self.block(&Block {
                    text: part_text,
                    scope: &sentence,
                    offset,
                    is_looked_up,
                    ..*whole
                });
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
        for (index, rule) in &rules {
            if candidates.get(*index) == Some(&false)
                || self.switched.has_off(&rule.name)
                || !rule.scopes.contains(block.scope)
            {
                continue;
            }
            let mut context = None;
            for hit in rule.run(block.text, &mut self.state) {
                self.add(rule, block, hit, &mut context);
            }
        }
        self.rules = rules;
    }

    /// Finds the place of a hit and adds it, once.
    fn add(&mut self, rule: &Rule, block: &Block<'_>, hit: Hit, seen: &mut Option<Vec<u8>>) {
        let context = seen.as_deref().unwrap_or(block.context);
        let span = hit.span.unwrap_or_else(|| span_of(block.text, &hit));
        let matched = hit.matched.as_bytes();
        let mut passed = Vec::new();
        if context.len() < CONTEXT_LIMIT && bytes::count(context, matched) > 1 {
            passed = bytes::words(context.get(..span.0.min(context.len())).unwrap_or_default());
        }
        let search = Search { context, text: block.text, matched: &hit.matched, span, passed };
        let mut place = Place { line: 0, begin: -1, end: -1 };
        if !block.is_looked_up {
            place = search.on_line(block.line);
        }
        if block.is_looked_up || place.begin < 0 {
            let has_markup = matches!(self.kind, TextKind::Markdown | TextKind::Html);
            let lines = has_markup.then_some(self.source.lines.as_slice());
            place = search.anywhere(lines, self.source.lines.len());
        }
        if place.begin <= 0 {
            return;
        }
        *seen = Some(bytes::cover(context, matched, b'#'));
        self.tell(rule, block, hit, place);
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

/// The characters of a hit in the text of its block.
fn span_of(text: &str, hit: &Hit) -> (usize, usize) {
    let Some(range) = &hit.range else { return (1, 1) };
    let count = |end: usize| text.get(..end).unwrap_or_default().chars().count();
    (count(range.start), count(range.end))
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
struct Chosen<'a> {
    styles: &'a [String],
    /// What is said of single rules, for this file before what is said for all.
    rules: HashMap<&'a str, bool>,
}

impl<'a> Chosen<'a> {
    fn of(styles: &'a Styles, path: &str) -> Self {
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

    fn has(&self, rule: &str) -> bool {
        if let Some(on) = self.rules.get(rule) {
            return *on;
        }
        let style = rule.split('.').next().unwrap_or_default();
        self.styles.iter().any(|name| name == style)
    }
}
