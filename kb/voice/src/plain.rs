//! Markdown to the plain text that a channel takes, and back: text that Markdown leaves alone.

mod escape;
mod page;

pub use escape::escape;

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};

use page::Page;

/// The plain text of `markdown`: what the customer reads.
///
/// Links are written out, lists and line breaks kept, marks of emphasis and headings dropped. HTML
/// is text like any other.
pub fn to_text(markdown: &str) -> String {
    let markdown = markdown.replace("\r\n", "\n").replace('\r', "\n");
    let mut writer = Writer::default();
    for event in Parser::new_ext(&markdown, Options::ENABLE_TABLES) {
        writer.event(event);
    }
    writer.page.finish()
}

#[derive(Default)]
struct Writer {
    page: Page,
    /// Where the text of each open link or image begins, and where it leads.
    links: Vec<(usize, String)>,
    /// Whether the next table cell is the first of its row.
    first_cell: bool,
}

impl Writer {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Code(text) => self.page.put(&text),
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => {
                self.page.put_lines(&text);
            }
            Event::SoftBreak | Event::HardBreak => self.page.new_line(),
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
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough => {}
            Tag::Link { link_type: LinkType::Email | LinkType::Autolink, .. } => {
                self.links.push((0, String::new()));
            }
            Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. } => {
                self.links.push((self.page.open_line(), dest_url.into_string()));
            }
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
                if !self.first_cell {
                    self.page.put(" | ");
                }
                self.first_cell = false;
            }
            Tag::TableHead | Tag::TableRow => {
                self.page.at_least(1);
                self.first_cell = true;
            }
            _ => self.page.at_least(1),
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
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
            TagEnd::Paragraph
            | TagEnd::Heading(_)
            | TagEnd::CodeBlock
            | TagEnd::HtmlBlock
            | TagEnd::Table => self.page.at_least(2),
            _ => {}
        }
    }

    fn end_link(&mut self) {
        let Some((start, url)) = self.links.pop() else { return };
        let text = self.page.since(start);
        if url.is_empty() || text == url {
            return;
        }
        let written = if text.trim().is_empty() { url } else { format!(" ({url})") };
        self.page.put(&written);
    }
}
