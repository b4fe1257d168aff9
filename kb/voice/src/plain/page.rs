//! The lines that a plain text is written to, with what each line begins with.

/// Deeper quotes and lists are written like the ones of this depth, so that hostile nesting
/// neither costs time nor fills the page with marks.
const DEPTH: usize = 16;
/// The widest indent of an item's lines.
const INDENT: &str = "            ";

/// Something that marks or indents the lines within.
enum Container {
    Quote,
    List {
        /// The number of the next item, `None` for a list with dashes.
        next: Option<u64>,
    },
    Item {
        /// What the first line begins with, until it is written.
        marker: Option<String>,
        /// What the other lines begin with.
        indent: &'static str,
    },
}

/// Text in the making.
#[derive(Default)]
pub(super) struct Page {
    out: String,
    containers: Vec<Container>,
    /// Line ends to write before the next text.
    breaks: usize,
    /// How many containers the lines since the last text have in common.
    shared: usize,
    /// Whether it is to be read as Markdown: an item's lines stand below its text.
    is_markdown: bool,
}

impl Page {
    /// A page that is to be read as Markdown again.
    pub(super) fn markdown() -> Self {
        Self { is_markdown: true, ..Self::default() }
    }

    /// Ends the line so that at least `breaks` line ends stand before the next text.
    pub(super) fn at_least(&mut self, breaks: usize) {
        self.breaks = self.breaks.max(breaks);
    }

    /// Ends the line.
    pub(super) fn new_line(&mut self) {
        self.breaks += 1;
    }

    /// Writes `text`, which is within one line.
    pub(super) fn put(&mut self, text: &str) {
        if !text.is_empty() {
            self.open_line();
            self.out.push_str(text);
        }
    }

    /// Writes `text`, which may hold line ends.
    pub(super) fn put_lines(&mut self, text: &str) {
        for (at, line) in text.split('\n').enumerate() {
            if at > 0 {
                self.new_line();
            }
            self.put(line);
        }
    }

    /// Begins the line that is due and gives the place of the next text.
    pub(super) fn open_line(&mut self) -> usize {
        let is_first = self.out.is_empty();
        if self.breaks > 0 || is_first {
            for at in 0..if is_first { 0 } else { self.breaks } {
                if at > 0 {
                    self.begin_blank_line();
                }
                self.out.push('\n');
            }
            self.begin_line();
            self.breaks = 0;
            self.shared = self.containers.len();
        }
        self.out.len()
    }

    fn begin_line(&mut self) {
        for container in self.containers.iter_mut().take(DEPTH) {
            match container {
                Container::Quote => self.out.push_str("> "),
                Container::List { .. } => {}
                Container::Item { marker, indent } => {
                    self.out.push_str(marker.take().as_deref().unwrap_or(indent));
                }
            }
        }
    }

    fn begin_blank_line(&mut self) {
        for container in self.containers.iter().take(DEPTH.min(self.shared)) {
            match container {
                Container::Quote => self.out.push_str("> "),
                Container::List { .. } => {}
                Container::Item { indent, .. } => self.out.push_str(indent),
            }
        }
        self.out.truncate(self.out.trim_end_matches(' ').len());
    }

    pub(super) fn enter_quote(&mut self) {
        self.containers.push(Container::Quote);
    }

    pub(super) fn enter_list(&mut self, first: Option<u64>) {
        self.containers.push(Container::List { next: first });
    }

    pub(super) fn enter_item(&mut self) {
        let marker = match self.containers.last_mut() {
            Some(Container::List { next: Some(number) }) => {
                let marker = format!("{number}. ");
                *number = number.saturating_add(1);
                marker
            }
            _ => "- ".to_owned(),
        };
        let width = if self.is_markdown { marker.len() } else { 2 };
        let indent = INDENT.get(..width).unwrap_or(INDENT);
        self.containers.push(Container::Item { marker: Some(marker), indent });
    }

    pub(super) fn leave(&mut self) {
        self.containers.pop();
        self.shared = self.shared.min(self.containers.len());
    }

    /// Leaves an item; one without text is a line of its own all the same.
    pub(super) fn leave_item(&mut self) {
        let unwritten =
            matches!(self.containers.last(), Some(Container::Item { marker: Some(_), .. }));
        if unwritten && self.containers.len() <= DEPTH {
            self.open_line();
            self.out.truncate(self.out.trim_end_matches(' ').len());
        }
        self.leave();
    }

    /// Whether the text is within an item of a list.
    pub(super) fn in_item(&self) -> bool {
        matches!(self.containers.last(), Some(Container::Item { .. }))
    }

    /// What was written since `place`.
    pub(super) fn since(&self, place: usize) -> &str {
        self.out.get(place..).unwrap_or_default()
    }

    /// The finished text.
    pub(super) fn finish(mut self) -> String {
        self.out.truncate(self.out.trim_end().len());
        self.out
    }
}
