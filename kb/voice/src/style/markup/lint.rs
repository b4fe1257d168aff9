//! Walks through HTML and gives its blocks to the rules.

use std::collections::BTreeMap;

use super::super::block::Block;
use super::super::check::Checker;
use super::super::measure::Measures;
use super::super::settings::Settings;
use super::html::render;
use super::prepare::{Ignores, searched};
use super::tokens::{Element, Token, Tokens};
use super::walk::Walker;

/// Elements within a line.
const INLINE: [&str; 19] = [
    "b", "big", "i", "small", "abbr", "acronym", "cite", "dfn", "em", "kbd", "strong", "a", "br",
    "img", "span", "sub", "sup", "code", "tt",
];
/// Elements that are not looked at, where nothing else is said.
const SKIPPED: [&str; 6] = ["script", "style", "pre", "figure", "noscript", "iframe"];
/// Elements whose text is covered, where nothing else is said.
const IGNORED: [&str; 3] = ["tt", "code", "kbd"];
/// Classes that are not looked at.
const CLASSES: [&str; 3] = ["problematic", "pre", "code"];

/// Checks Markdown.
pub(in super::super) fn markdown(
    checker: &mut Checker<'_>,
    settings: &Settings,
    ignores: &Ignores,
) {
    let source = checker.source;
    let html = render(&ignores.apply(&source.text));
    Lint::new(checker, settings, &searched(&source.text)).run(&html);
}

/// Checks HTML.
pub(in super::super) fn html(checker: &mut Checker<'_>, settings: &Settings) {
    let source = checker.source;
    Lint::new(checker, settings, &source.text).run(&source.text);
}

struct Lint<'a, 'b> {
    checker: &'a mut Checker<'b>,
    walker: Walker,
    skipped: Vec<String>,
    ignored: Vec<String>,
    classes: Vec<String>,
    has_alt: bool,
    /// The text of this block so far.
    text: String,
    flags: Flags,
    /// What the tag before had.
    href: String,
    class: String,
    /// The text of all blocks.
    summary: String,
    parts: BTreeMap<String, u32>,
}

/// Where the walk is.
#[derive(Debug, Default)]
struct Flags {
    in_block: InBlock,
    line: InLine,
}

/// Whether the walk is in an element that is not looked at.
#[derive(Debug, Default, PartialEq, Eq)]
enum InBlock {
    #[default]
    Looked,
    Skipped,
}

/// What the last tag began.
#[derive(Debug, Default)]
struct InLine {
    is_inline: bool,
    is_ignored: bool,
}

fn owned(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

fn has(names: &[String], name: &str) -> bool {
    names.iter().any(|known| known == name)
}

impl<'a, 'b> Lint<'a, 'b> {
    fn new(checker: &'a mut Checker<'b>, settings: &Settings, source: &str) -> Self {
        let or = |own: &[String], standard: &[&str]| {
            if own.is_empty() { owned(standard) } else { own.to_vec() }
        };
        let mut classes = owned(&CLASSES);
        classes.extend(settings.ignored_classes.iter().cloned());
        Self {
            checker,
            walker: Walker::new(source),
            skipped: or(&settings.skipped_scopes, &SKIPPED),
            ignored: or(&settings.ignored_scopes, &IGNORED),
            classes,
            has_alt: !has(&settings.skipped_scopes, "alt"),
            text: String::new(),
            flags: Flags::default(),
            href: String::new(),
            class: String::new(),
            summary: String::new(),
            parts: BTreeMap::new(),
        }
    }

    fn run(mut self, html: &str) {
        for token in Tokens::new(html) {
            self.token(&token);
        }
        self.sized();
    }

    fn is_class_skipped(&self, class: &str) -> bool {
        class.split(' ').any(|class| has(&self.classes, class))
    }

    fn token(&mut self, token: &Token) {
        let none = Element::default();
        let (element, name): (&Element, &str) = match token {
            Token::Start(element) | Token::Single(element) => (element, element.name.as_str()),
            Token::End(name) => (&none, name.as_str()),
            Token::Text(_) | Token::Comment(_) => (&none, ""),
        };
        let is_start = matches!(token, Token::Start(_));
        self.walker.count_skipped(token, name);
        let closed = self.walker.has_skipped();
        let is_inline = INLINE.contains(&name) || name == "del";
        let skips = self.is_class_skipped(element.attribute("class")) && !is_inline;
        let is_skipped_tag = has(&self.skipped, name);
        if is_start && (is_skipped_tag || skips) {
            if skips {
                self.walker.skip(name);
            }
            self.flags.in_block = InBlock::Skipped;
            *self.parts.entry(name.to_owned()).or_default() += 1;
        } else if self.flags.in_block == InBlock::Skipped && (is_skipped_tag || closed) {
            self.flags.in_block = InBlock::Looked;
            if closed {
                self.walker.close();
            }
        } else {
            match token {
                Token::Start(_) => self.start(name),
                Token::End(_) if is_inline => self.walker.end_inline(),
                Token::Comment(text) => self.comment(text.trim()),
                Token::Text(text) => self.put(&super::entity::decode(text.trim())),
                Token::Single(_) | Token::End(_) => {}
            }
        }
        if matches!(token, Token::End(_)) && !is_inline {
            let text = std::mem::take(&mut self.text);
            if !text.trim().is_empty() {
                self.block(&text);
            }
            self.walker.reset();
        }
        element.attribute("href").clone_into(&mut self.href);
        element.attribute("class").clone_into(&mut self.class);
        self.alt(element);
        self.walker.cover_attributes(element);
    }

    fn start(&mut self, name: &str) {
        let is_code = matches!(name, "em" | "b") && self.walker.last_tag() == "code";
        let name = if is_code { "code" } else { name };
        let is_inline = INLINE.contains(&name) || name == "del";
        self.flags.line = InLine { is_inline, is_ignored: has(&self.ignored, name) };
        self.walker.add_tag(name);
    }

    fn comment(&mut self, text: &str) {
        let text = super::entity::decode(text);
        self.checker.switched.read(&text);
        if !text.is_empty() {
            self.walker.cover(&text);
        }
    }

    /// Adds a text to the block, covered where it is code or an address.
    fn put(&mut self, text: &str) {
        self.walker.append(text);
        if self.flags.in_block == InBlock::Skipped || text.is_empty() {
            return;
        }
        let is_inline = self.flags.line.is_inline;
        let text = if self.walker.is_nested_list() && !is_inline {
            format!(" {text}")
        } else {
            text.to_owned()
        };
        let is_ignored = self.flags.line.is_ignored || self.is_class_skipped(&self.class);
        let is_mark = text.starts_with(['.', '?', '!', ',', ':', ';']) && !is_ignored;
        if is_inline && !is_mark {
            self.text.push(' ');
        }
        if is_ignored || self.href == text {
            self.text.extend(text.chars().map(|c| if c == '\n' { c } else { '*' }));
            self.flags.line.is_ignored = false;
        } else {
            self.text.push_str(&text);
            self.flags.line.is_ignored = is_ignored;
        }
    }

    /// Gives a block to the rules: by the first of its tags that says what it is, else as prose.
    fn block(&mut self, text: &str) {
        let scope = self.walker.tags.iter().find_map(|tag| scope_of(tag));
        let Some(scope) = scope else {
            self.add_to_summary(text);
            let line = Some(self.walker.line_of(text));
            let Self { checker, walker, .. } = self;
            checker.prose(&Block { line, ..around(walker, text, "txt") });
            return;
        };
        if matches!(scope.as_str(), "blockquote" | "list") {
            self.add_to_summary(text);
        }
        *self.parts.entry(scope.clone()).or_default() += 1;
        let scope = format!("text.{scope}{}", self.checker.ending);
        self.part(text.trim_start_matches(' '), &scope);
    }

    fn part(&mut self, text: &str, scope: &str) {
        let line = Some(self.walker.line_of(text));
        let Self { checker, walker, .. } = self;
        checker.block(&Block { line, ..around(walker, text, scope) });
    }

    fn add_to_summary(&mut self, text: &str) {
        self.summary.push_str(text);
        self.summary.push_str("\n\n");
    }

    /// What an image says instead of itself.
    fn alt(&mut self, element: &Element) {
        if element.name != "img" || !self.has_alt {
            return;
        }
        for (_, value) in element.attributes.iter().filter(|(name, _)| name == "alt") {
            self.part(value, "text.attr.alt");
        }
    }

    /// The rules about the text as a whole.
    fn sized(self) {
        self.checker.switched.rules.clear();
        let measures = Measures::of(&self.summary).with_parts(&self.parts);
        self.checker.state.measures = Some(measures);
        let scope = format!("summary{}", self.checker.ending);
        let block = around(&self.walker, &self.summary, &scope);
        self.checker.block(&Block { line: Some(0), is_looked_up: true, from: 0, ..block });
    }
}

/// A text as a block of the source.
fn around<'a>(walker: &'a Walker, text: &'a str, scope: &'a str) -> Block<'a> {
    let context = if walker.context.is_empty() { text.as_bytes() } else { &walker.context };
    Block {
        context,
        text,
        scope,
        line: None,
        offset: None,
        is_looked_up: false,
        index: &walker.index,
        from: walker.from,
    }
}

/// The scope of what is in a tag.
fn scope_of(tag: &str) -> Option<String> {
    let scope = match tag {
        "th" => "table.header",
        "td" => "table.cell",
        "caption" => "table.caption",
        "li" => "list",
        "blockquote" => "blockquote",
        "figcaption" => "figure.caption",
        _ => {
            let level = tag.strip_prefix('h')?;
            let is_level = level.len() == 1 && level.chars().all(|c| c.is_ascii_digit());
            return is_level.then(|| format!("heading.{tag}"));
        }
    };
    Some(scope.to_owned())
}
