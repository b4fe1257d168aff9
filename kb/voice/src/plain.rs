//! Markdown to the text that a channel takes, and back: text that Markdown leaves alone.
//!
//! One writer serves every way of writing: without marks, as Markdown again, or with the marks of
//! a messenger.

mod escape;
mod marks;
mod page;
mod style;

pub use escape::escape;

use escape::escape_around_fields;

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd, TextMergeStream};

use marks::{End, Mark};
use page::Page;
use style::Style;

/// The plain text of `markdown`: what the customer reads.
///
/// Links are written out, lists and line breaks kept, marks of emphasis and headings dropped. HTML
/// is text like any other.
pub fn to_text(markdown: &str) -> String {
    write(markdown, Style::Plain)
}

/// `markdown` written the usual way: for channels that read it.
///
/// What is no mark is escaped, line breaks stay, and HTML is text like any other.
pub(crate) fn to_markdown(markdown: &str) -> String {
    let written = write(markdown, Style::Markdown);
    let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    let text = write(markdown, Style::Bare);
    // Marks side by side cannot always be written so that they read the same: then there are none.
    let reads_the_same = words(&write(&written, Style::Bare)) == words(&text);
    if reads_the_same { written } else { escape_around_fields(&text) }
}

/// The text of `markdown` with the marks of a messenger, each a single letter.
pub(crate) fn to_marked(markdown: &str, letters: &Letters) -> String {
    let style = if letters.writes { Style::Marked } else { Style::Plain };
    marks::settle(&write(&marks::without_placeholders(markdown), style), letters)
}

pub(crate) use marks::Letters;

fn write(markdown: &str, style: Style) -> String {
    let markdown = markdown.replace("\r\n", "\n").replace('\r', "\n");
    let mut writer = Writer::new(style);
    let mut options = Options::ENABLE_TABLES;
    options.set(Options::ENABLE_STRIKETHROUGH, style != Style::Plain);
    for event in TextMergeStream::new(Parser::new_ext(&markdown, options)) {
        writer.event(event);
    }
    writer.page.finish()
}

struct Writer {
    style: Style,
    page: Page,
    /// Where the text of each open link or image begins, and where it leads.
    links: Vec<(usize, String)>,
    /// The cells of the table's row so far.
    cells: usize,
    /// What the open block of code holds so far.
    code: Option<String>,
    /// Whether the text is an address that stands as it is.
    is_address: bool,
}

impl Writer {
    fn new(style: Style) -> Self {
        let page = if style == Style::Markdown { Page::markdown() } else { Page::default() };
        Self { style, page, links: Vec::new(), cells: 0, code: None, is_address: false }
    }

    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Code(text) => self.page.put(&self.style.code(&text)),
            Event::Text(text) if self.is_address => self.page.put(&text),
            Event::Text(text) if self.code.is_some() => {
                self.code.get_or_insert_default().push_str(&text);
            }
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => {
                self.page.put_lines(&self.style.text(&text));
            }
            Event::SoftBreak | Event::HardBreak => {
                self.page.put(self.style.line_break());
                self.page.new_line();
            }
            Event::Rule => {
                self.page.at_least(1);
                self.page.put("---");
                self.page.at_least(2);
            }
            // These belong to extensions that are off.
            Event::FootnoteReference(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                self.page.put(&text);
            }
            Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Emphasis => self.page.put(self.style.mark(Mark::Emphasis, End::Opens)),
            Tag::Strong => self.page.put(self.style.mark(Mark::Strong, End::Opens)),
            Tag::Strikethrough => self.page.put(self.style.mark(Mark::Strike, End::Opens)),
            Tag::Link { link_type: LinkType::Email | LinkType::Autolink, .. } => {
                self.links.push((0, String::new()));
                self.is_address = true;
                self.page.put(self.style.address(End::Opens));
            }
            Tag::Link { dest_url, .. } => self.start_link("[", dest_url.into_string()),
            Tag::Image { dest_url, .. } => self.start_link("![", dest_url.into_string()),
            Tag::BlockQuote(_) => {
                self.page.at_least(1);
                self.page.enter_quote();
            }
            Tag::List(first) => {
                self.page.at_least(1);
                self.page.enter_list(first);
            }
            Tag::Item => {
                self.page.at_least(1);
                self.page.enter_item();
            }
            Tag::TableCell => {
                if self.cells > 0 {
                    self.page.put(" | ");
                }
                self.cells += 1;
            }
            Tag::TableHead | Tag::TableRow => {
                self.page.at_least(1);
                self.cells = 0;
            }
            Tag::Heading { level, .. } => {
                self.page.at_least(1);
                self.page.put(self.style.heading(level as usize, End::Opens));
            }
            Tag::CodeBlock(_) => {
                self.page.at_least(1);
                self.code = Some(String::new());
            }
            _ => self.page.at_least(1),
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Emphasis => self.page.put(self.style.mark(Mark::Emphasis, End::Closes)),
            TagEnd::Strong => self.page.put(self.style.mark(Mark::Strong, End::Closes)),
            TagEnd::Strikethrough => self.page.put(self.style.mark(Mark::Strike, End::Closes)),
            TagEnd::Link | TagEnd::Image => self.end_link(),
            TagEnd::BlockQuote(_) => {
                self.page.leave();
                self.page.at_least(2);
            }
            TagEnd::List(_) => {
                self.page.leave();
                let after = if self.page.in_item() { 1 } else { 2 };
                self.page.at_least(after);
            }
            TagEnd::Item => {
                self.page.leave_item();
                self.page.at_least(1);
            }
            TagEnd::TableHead if self.style == Style::Markdown => {
                self.page.at_least(1);
                self.page.put(&vec!["---"; self.cells].join(" | "));
            }
            TagEnd::Heading(level) => {
                self.page.put(self.style.heading(level as usize, End::Closes));
                self.page.at_least(2);
            }
            TagEnd::CodeBlock => {
                self.end_code();
                self.page.at_least(2);
            }
            TagEnd::Paragraph | TagEnd::HtmlBlock | TagEnd::Table => self.page.at_least(2),
            _ => {}
        }
    }

    fn end_code(&mut self) {
        let code = self.code.take().unwrap_or_default();
        let fence = self.style.fence(&code);
        self.page.put(&fence);
        self.page.at_least(usize::from(!fence.is_empty()));
        self.page.put_lines(&self.style.block(&code));
        self.page.at_least(1);
        self.page.put(&fence);
    }

    fn start_link(&mut self, bracket: &str, url: String) {
        if self.style == Style::Markdown {
            self.page.put(bracket);
        }
        self.links.push((self.page.open_line(), url));
    }

    fn end_link(&mut self) {
        let Some((start, url)) = self.links.pop() else { return };
        if self.is_address {
            self.is_address = false;
            self.page.put(self.style.address(End::Closes));
            return;
        }
        let text = self.page.since(start);
        if self.style == Style::Markdown {
            let text = if text.trim().is_empty() { escape(&url) } else { String::new() };
            self.page.put(&format!("{text}]({})", style::target(&url)));
            return;
        }
        if url.is_empty() || text == url {
            return;
        }
        let written = if text.trim().is_empty() { url } else { format!(" ({url})") };
        self.page.put(&written);
    }
}
