//! Footnotes: they are written at the end of a page, in the order in which they are referred to.

/// The footnotes of a page.
#[derive(Default)]
pub(super) struct Footnotes {
    /// Names in order of their first reference, with how often each is referred to.
    names: Vec<(String, usize)>,
    /// Names with their HTML.
    bodies: Vec<(String, String)>,
    /// Definitions that are open, with the HTML before them.
    open: Vec<(String, String)>,
}

impl Footnotes {
    /// The HTML of a reference.
    pub(super) fn reference(&mut self, name: &str) -> String {
        let at = self.names.iter().position(|(known, _)| known == name);
        let number = at.unwrap_or(self.names.len()) + 1;
        match at.and_then(|at| self.names.get_mut(at)) {
            Some((_, count)) => *count += 1,
            None => self.names.push((name.to_owned(), 1)),
        }
        format!(
            "<sup id=\"fnref:{number}\"><a href=\"#fn:{number}\" class=\"footnote-ref\" \
             role=\"doc-noteref\">{number}</a></sup>"
        )
    }

    /// Begins a definition; `before` is what was written so far.
    pub(super) fn begin(&mut self, name: &str, before: String) {
        self.open.push((name.to_owned(), before));
    }

    /// Ends the definition, and gives back what was written before it.
    pub(super) fn end(&mut self, body: String) -> String {
        let Some((name, before)) = self.open.pop() else { return body };
        self.bodies.push((name, body));
        before
    }

    /// Writes what is referred to.
    pub(super) fn write(&self, out: &mut String) {
        let known = self.names.iter().enumerate().filter_map(|(index, (name, _))| {
            let (_, body) = self.bodies.iter().find(|(known, _)| known == name)?;
            Some((index + 1, body))
        });
        let notes: Vec<(usize, &String)> = known.collect();
        if notes.is_empty() {
            return;
        }
        out.push_str("<div class=\"footnotes\" role=\"doc-endnotes\">\n<hr>\n<ol>\n");
        for (number, body) in notes {
            let back = format!(
                "&#160;<a href=\"#fnref:{number}\" class=\"footnote-backref\" \
                 role=\"doc-backlink\">&#x21a9;&#xfe0e;</a>"
            );
            let body = match body.strip_suffix("</p>\n") {
                Some(body) => format!("{body}{back}</p>\n"),
                None => format!("{body}{back}\n"),
            };
            let item = format!("<li id=\"fn:{number}\">\n{body}</li>\n");
            out.push_str(&item);
        }
        out.push_str("</ol>\n</div>\n");
    }
}
