//! Markdown as HTML, in the form that Vale's own renderer gives it.

use pulldown_cmark::{
    Alignment, CodeBlockKind, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd,
};

use super::entity::encode;
use super::footnotes::Footnotes;
use super::link;

/// The HTML of `markdown`: what GitHub takes, and footnotes.
pub(super) fn render(markdown: &str) -> String {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_FOOTNOTES;
    let mut writer = Writer::default();
    for event in Parser::new_ext(markdown, options) {
        writer.event(event);
    }
    writer.finish()
}

#[derive(Default)]
struct Writer {
    out: String,
    /// Text that is not written yet: addresses in it become links.
    pending: String,
    /// Whether a line begins with the text that comes.
    begins_line: bool,
    /// How many links are open.
    links: usize,
    /// Images that are open, with what they say so far.
    images: Vec<Image>,
    alignments: Vec<Alignment>,
    column: usize,
    is_head: bool,
    footnotes: Footnotes,
}

struct Image {
    url: String,
    title: String,
    alt: String,
}

impl Writer {
    fn finish(mut self) -> String {
        self.flush();
        self.footnotes.write(&mut self.out);
        self.out
    }

    /// Writes the text that waits.
    fn flush(&mut self) {
        if self.pending.is_empty() {
            return;
        }
        let text = std::mem::take(&mut self.pending);
        if self.links > 0 {
            encode(&text, &mut self.out);
        } else {
            let before = if self.begins_line { ' ' } else { 'a' };
            link::write(&text, before, &mut self.out);
        }
        self.begins_line = false;
    }

    fn put(&mut self, html: &str) {
        self.flush();
        self.out.push_str(html);
        self.begins_line = false;
    }

    fn event(&mut self, event: Event<'_>) {
        if let Some(image) = self.images.last_mut() {
            match event {
                Event::Text(text) | Event::Code(text) => return image.alt.push_str(&text),
                Event::SoftBreak | Event::HardBreak => return image.alt.push('\n'),
                Event::Start(Tag::Image { .. }) | Event::End(TagEnd::Image) => {}
                _ => return,
            }
        }
        match event {
            // Mathematics is an extension that is off.
            Event::Text(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                self.pending.push_str(&text);
            }
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Code(code) => {
                self.put("<code>");
                encode(&code, &mut self.out);
                self.out.push_str("</code>");
            }
            Event::Html(html) | Event::InlineHtml(html) => self.put(&html),
            Event::SoftBreak => self.new_line("\n"),
            Event::HardBreak => self.new_line("<br>\n"),
            Event::Rule => self.put("<hr>\n"),
            Event::FootnoteReference(name) => {
                let reference = self.footnotes.reference(&name);
                self.put(&reference);
            }
            Event::TaskListMarker(is_done) => self.put(if is_done {
                "<input checked=\"\" disabled=\"\" type=\"checkbox\"> "
            } else {
                "<input disabled=\"\" type=\"checkbox\"> "
            }),
        }
    }

    fn new_line(&mut self, html: &str) {
        self.put(html);
        self.begins_line = true;
    }

    /// A new line unless one has just begun.
    fn own_line(&mut self) {
        self.flush();
        if !self.out.is_empty() && !self.out.ends_with('\n') {
            self.out.push('\n');
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Paragraph => {
                self.own_line();
                self.new_line("<p>");
            }
            Tag::Heading { level, .. } => {
                self.own_line();
                self.new_line(&format!("<{}>", name(level)));
            }
            Tag::BlockQuote(_) => {
                self.own_line();
                self.put("<blockquote>\n");
            }
            Tag::CodeBlock(kind) => self.code_block(&kind),
            Tag::List(first) => {
                self.own_line();
                self.put(&match first {
                    None => "<ul>\n".to_owned(),
                    Some(1) => "<ol>\n".to_owned(),
                    Some(first) => format!("<ol start=\"{first}\">\n"),
                });
            }
            Tag::Item => {
                self.own_line();
                self.new_line("<li>");
            }
            Tag::Table(alignments) => {
                self.alignments = alignments;
                self.own_line();
                self.put("<table>\n");
            }
            Tag::TableHead => {
                self.is_head = true;
                self.column = 0;
                self.put("<thead>\n<tr>\n");
            }
            Tag::TableRow => {
                self.column = 0;
                self.put("<tr>\n");
            }
            Tag::TableCell => self.cell(),
            Tag::Emphasis => self.put("<em>"),
            Tag::Strong => self.put("<strong>"),
            Tag::Strikethrough => self.put("<del>"),
            Tag::Link { link_type, dest_url, title, .. } => {
                self.link(link_type, &dest_url, &title);
            }
            Tag::Image { dest_url, title, .. } => {
                self.flush();
                let (url, title) = (dest_url.into_string(), title.into_string());
                self.images.push(Image { url, title, alt: String::new() });
            }
            Tag::FootnoteDefinition(name) => {
                self.flush();
                let out = std::mem::take(&mut self.out);
                self.footnotes.begin(&name, out);
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => self.put("</p>\n"),
            TagEnd::Heading(level) => self.put(&format!("</{}>\n", name(level))),
            TagEnd::BlockQuote(_) => {
                self.own_line();
                self.put("</blockquote>\n");
            }
            TagEnd::CodeBlock => {
                // Code has no links.
                let code = std::mem::take(&mut self.pending);
                encode(&code, &mut self.out);
                self.put("</code></pre>\n");
            }
            TagEnd::List(true) => self.put("</ol>\n"),
            TagEnd::List(false) => self.put("</ul>\n"),
            TagEnd::Item => self.put("</li>\n"),
            TagEnd::Table => self.put("</tbody>\n</table>\n"),
            TagEnd::TableHead => {
                self.is_head = false;
                self.put("</tr>\n</thead>\n<tbody>\n");
            }
            TagEnd::TableRow => self.put("</tr>\n"),
            TagEnd::TableCell => {
                self.put(if self.is_head { "</th>\n" } else { "</td>\n" });
                self.column += 1;
            }
            TagEnd::Emphasis => self.put("</em>"),
            TagEnd::Strong => self.put("</strong>"),
            TagEnd::Strikethrough => self.put("</del>"),
            TagEnd::Link => {
                self.put("</a>");
                self.links = self.links.saturating_sub(1);
            }
            TagEnd::Image => self.image(),
            TagEnd::FootnoteDefinition => {
                self.flush();
                let body = std::mem::take(&mut self.out);
                self.out = self.footnotes.end(body);
            }
            _ => self.flush(),
        }
    }

    fn code_block(&mut self, kind: &CodeBlockKind<'_>) {
        self.own_line();
        let language = match kind {
            CodeBlockKind::Fenced(info) => info.split_whitespace().next().unwrap_or_default(),
            CodeBlockKind::Indented => "",
        };
        if language.is_empty() {
            self.put("<pre><code>");
        } else {
            self.put("<pre><code class=\"language-");
            encode(language, &mut self.out);
            self.out.push_str("\">");
        }
    }

    fn cell(&mut self) {
        let name = if self.is_head { "th" } else { "td" };
        let align = match self.alignments.get(self.column) {
            Some(Alignment::Left) => "left",
            Some(Alignment::Center) => "center",
            Some(Alignment::Right) => "right",
            Some(Alignment::None) | None => return self.new_line(&format!("<{name}>")),
        };
        self.new_line(&format!("<{name} style=\"text-align:{align}\">"));
    }

    fn link(&mut self, kind: LinkType, url: &str, title: &str) {
        self.put("<a href=\"");
        if kind == LinkType::Email && !url.starts_with("mailto:") {
            self.out.push_str("mailto:");
        }
        encode(&escaped_url(url), &mut self.out);
        self.out.push('"');
        if !title.is_empty() {
            self.out.push_str(" title=\"");
            encode(title, &mut self.out);
            self.out.push('"');
        }
        self.out.push('>');
        self.links += 1;
    }

    fn image(&mut self) {
        let Some(image) = self.images.pop() else { return };
        if let Some(outer) = self.images.last_mut() {
            outer.alt.push_str(&image.alt);
            return;
        }
        self.put("<img src=\"");
        encode(&escaped_url(&image.url), &mut self.out);
        self.out.push_str("\" alt=\"");
        encode(&image.alt, &mut self.out);
        self.out.push('"');
        if !image.title.is_empty() {
            self.out.push_str(" title=\"");
            encode(&image.title, &mut self.out);
            self.out.push('"');
        }
        self.out.push('>');
    }
}

fn name(level: HeadingLevel) -> &'static str {
    match level {
        HeadingLevel::H1 => "h1",
        HeadingLevel::H2 => "h2",
        HeadingLevel::H3 => "h3",
        HeadingLevel::H4 => "h4",
        HeadingLevel::H5 => "h5",
        HeadingLevel::H6 => "h6",
    }
}

/// `url` with what may not be in an address as `%` codes.
fn escaped_url(url: &str) -> String {
    let mut out = String::with_capacity(url.len());
    for byte in url.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~:/?#[]@!$&'()*+,;=%".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let code = format!("%{byte:02X}");
            out.push_str(&code);
        }
    }
    out
}
