//! An approved template made ready for comparison: each branch of it as a text of its own, places
//! to be filled and locked spans marked.

use super::words::GAP;
use crate::sentences::{LOCK, UNLOCK};

/// The most texts that one template is read as.
const MOST: usize = 48;
/// How deep blocks may lie in one another.
const DEPTH: usize = 16;

/// A piece of a template.
#[derive(Debug)]
enum Piece {
    Text(String),
    /// One of these stands here.
    Either(Vec<Vec<Piece>>),
}

/// What `template` may read as; the first is the plainest: the first branch everywhere.
pub(super) fn readings(template: &str) -> Vec<String> {
    let mut parser = Parser { rest: template, locked: 0 };
    let mut pieces = parser.pieces(0);
    while !parser.rest.is_empty() {
        // A block was closed that is not open: the rest is read all the same.
        pieces.extend(parser.pieces(0));
    }
    let choices = product(&pieces);
    let widest = widest(&pieces);
    let mut texts = Vec::new();
    if choices <= MOST {
        for nth in 0..choices {
            let mut choice = nth;
            let mut text = String::new();
            write(&pieces, &mut text, &mut |count| {
                let picked = choice % count;
                choice /= count;
                picked
            });
            texts.push(text);
        }
    } else {
        for nth in 0..widest.min(MOST) {
            let mut text = String::new();
            write(&pieces, &mut text, &mut |count| nth.min(count - 1));
            texts.push(text);
        }
    }
    texts.dedup();
    texts
}

/// In how many ways the choices can be made; inner ones are taken one after the other.
fn product(pieces: &[Piece]) -> usize {
    pieces.iter().fold(1_usize, |total, piece| match piece {
        Piece::Text(_) => total,
        Piece::Either(branches) => {
            let inner = branches.iter().map(|branch| product(branch)).max().unwrap_or(1);
            total.saturating_mul(branches.len().max(1)).saturating_mul(inner)
        }
    })
}

fn widest(pieces: &[Piece]) -> usize {
    let of = |piece: &Piece| match piece {
        Piece::Text(_) => 1,
        Piece::Either(branches) => {
            branches.iter().map(|branch| widest(branch)).max().unwrap_or(1).max(branches.len())
        }
    };
    pieces.iter().map(of).max().unwrap_or(1)
}

fn write(pieces: &[Piece], out: &mut String, pick: &mut dyn FnMut(usize) -> usize) {
    for piece in pieces {
        match piece {
            Piece::Text(text) => out.push_str(text),
            Piece::Either(branches) => {
                let picked = pick(branches.len().max(1));
                if let Some(branch) = branches.get(picked) {
                    write(branch, out, pick);
                }
            }
        }
    }
}

struct Parser<'a> {
    rest: &'a str,
    locked: usize,
}

/// A tag, an output, or the text before the next of them.
enum Part<'a> {
    Text(&'a str),
    Output(&'a str),
    Tag(&'a str),
}

impl<'a> Parser<'a> {
    fn next(&mut self) -> Option<Part<'a>> {
        let rest = self.rest;
        if rest.is_empty() {
            return None;
        }
        let open = [rest.find("{{"), rest.find("{%")].into_iter().flatten().min();
        match open {
            Some(0) => {
                let is_output = rest.starts_with("{{");
                let end = if is_output { "}}" } else { "%}" };
                let (inner, tail) = rest.get(2..)?.split_once(end).unwrap_or((rest.get(2..)?, ""));
                self.rest = tail;
                let inner = inner.trim_matches('-').trim();
                Some(if is_output { Part::Output(inner) } else { Part::Tag(inner) })
            }
            Some(at) => {
                self.rest = rest.get(at..)?;
                rest.get(..at).map(Part::Text)
            }
            None => {
                self.rest = "";
                Some(Part::Text(rest))
            }
        }
    }

    /// The pieces up to the end of the block; the tag that ends it is consumed and dropped.
    fn pieces(&mut self, depth: usize) -> Vec<Piece> {
        let mut pieces = Vec::new();
        while let Some(part) = self.next() {
            match part {
                Part::Text(text) => pieces.push(Piece::Text(without_marks(text))),
                Part::Output(name) => pieces.push(Piece::Text(gap(name))),
                Part::Tag(tag) => {
                    let word = tag.split_whitespace().next().unwrap_or_default();
                    if word.starts_with("end") && word != "endlocked" {
                        return pieces;
                    }
                    self.tag(word, tag, depth, &mut pieces);
                }
            }
        }
        pieces
    }

    fn tag(&mut self, word: &str, tag: &str, depth: usize, pieces: &mut Vec<Piece>) {
        match word {
            "locked" => {
                self.locked += 1;
                pieces.push(Piece::Text(LOCK.to_string()));
            }
            "endlocked" => {
                self.locked = self.locked.saturating_sub(1);
                pieces.push(Piece::Text(UNLOCK.to_string()));
            }
            "if" | "unless" | "case" | "choice" if depth < DEPTH => {
                pieces.push(Piece::Either(self.branches(word, depth)));
            }
            "comment" | "raw" => {
                let end = format!("end{word}");
                let inner = self.until(&end);
                if word == "raw" {
                    pieces.push(Piece::Text(without_marks(inner)));
                }
            }
            "ask" => pieces.push(Piece::Text(filled('v', tag.trim_start_matches("ask").trim()))),
            _ => {}
        }
    }

    /// The branches of a block whose tag was just read.
    fn branches(&mut self, word: &str, depth: usize) -> Vec<Vec<Piece>> {
        let mut branches = vec![Vec::new()];
        let mut has_else = word == "choice";
        while let Some(part) = self.next() {
            let mut new = Vec::new();
            match part {
                Part::Text(text) => new.push(Piece::Text(without_marks(text))),
                Part::Output(name) => new.push(Piece::Text(gap(name))),
                Part::Tag(tag) => match tag.split_whitespace().next().unwrap_or_default() {
                    "else" | "elsif" | "when" | "or" => {
                        has_else |= tag.starts_with("else") && !tag.starts_with("elsif");
                        branches.push(Vec::new());
                        continue;
                    }
                    end if end.starts_with("end") && end != "endlocked" => break,
                    inner => self.tag(inner, tag, depth + 1, &mut new),
                },
            }
            if let Some(branch) = branches.last_mut() {
                branch.extend(new);
            }
        }
        if word == "case" {
            // What stands before the first `when` is never shown.
            branches.remove(0);
        }
        if !has_else {
            branches.push(Vec::new());
        }
        branches
    }

    /// The text up to the tag called `end`, which is consumed.
    fn until(&mut self, end: &str) -> &'a str {
        let rest = self.rest;
        let mut from = 0;
        while let Some(at) = rest.get(from..).and_then(|tail| tail.find("{%")).map(|at| at + from) {
            let tail = rest.get(at + 2..).unwrap_or_default();
            let (inner, after) = tail.split_once("%}").unwrap_or((tail, ""));
            if inner.trim_matches('-').trim() == end {
                self.rest = after;
                return rest.get(..at).unwrap_or_default();
            }
            from = at + 2;
        }
        self.rest = "";
        rest
    }
}

/// A text cannot bring marks of ours along.
fn without_marks(text: &str) -> String {
    text.chars().filter(|c| !matches!(*c, LOCK | UNLOCK | GAP)).collect()
}

/// The mark of an output: what may be filled in goes by the field's name.
fn gap(inner: &str) -> String {
    let name = inner.split('|').next().unwrap_or_default().trim();
    if name.starts_with(['"', '\'']) {
        // A literal is text.
        return without_marks(name.trim_matches(['"', '\'']));
    }
    let named = name.ends_with("name") || name.ends_with("handle");
    let kind = match name.split('.').next().unwrap_or_default() {
        "customer" | "agent" | "contact" | "ticket" | "current_user" if named => 'n',
        "customer" | "agent" | "contact" | "conversation" | "channel" | "workspace" => 'd',
        _ => 'v',
    };
    filled(kind, name)
}

fn filled(kind: char, name: &str) -> String {
    format!("{GAP}{kind}{}{GAP}", without_marks(name).replace(['\n', '\r'], " "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(template: &str, expected: &[&str]) {
        let shown: Vec<_> = readings(template)
            .into_iter()
            .map(|text| text.replace(GAP, "|").replace(LOCK, "‹").replace(UNLOCK, "›"))
            .collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn each_branch_is_a_reading() {
        check("{% if a %}A{% else %}B{% endif %} c", &["A c", "B c"]);
        check(
            "{% choice %}x{% or %}y{% endchoice %}{% if q %}!{% endif %}",
            &["x!", "y!", "x", "y"],
        );
        check("{% case x %} {% when 1 %}one{% when 2 %}two{% endcase %}.", &["one.", "two.", "."]);
    }

    #[test]
    fn fields_and_locked_spans_are_marked_and_comments_are_gone() {
        check(
            "Hi {{ customer.first_name | default: 'there' }}, {% locked %}no{% endlocked %}{% comment %}x{% endcomment %}{% ask \"Order\" %}{% cursor %}",
            &["Hi |ncustomer.first_name|, ‹no›|v\"Order\"|"],
        );
        check("{% raw %}{{ a }}{% endraw %} {{ 'b' }}", &["{{ a }} b"]);
    }

    #[test]
    fn broken_templates_are_read_as_far_as_they_go() {
        check("{% if a %}b", &["b", ""]);
        check("a {% endif %} b {{ c", &["a  b |vc|"]);
    }
}
