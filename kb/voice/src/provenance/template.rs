//! An approved template made ready for comparison: each branch of it as a text of its own, places
//! to be filled and locked spans marked.

use std::collections::BTreeMap;
use std::ops::Range;

use super::words::GAP;
use crate::sentences::{LOCK, UNLOCK};
use crate::template::{Outlined, ours, outline};

/// The most texts that one template is read as.
const MOST: usize = 48;
/// The most places where branches may part; of those after them, the first branch is read.
const FORKS: u16 = 200;

/// A branch that was taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Pick {
    /// The place where branches part, counted from the start of the template.
    pub(super) fork: u16,
    /// Which of them.
    pub(super) branch: u16,
}

/// One way to read a template.
#[derive(Debug)]
pub(super) struct Reading {
    pub(super) text: String,
    /// The branches that it takes, and what each of them makes of the text.
    taken: Vec<(Range<usize>, Pick)>,
}

impl Reading {
    /// The branches that the words in `range` are part of.
    pub(super) fn picks(&self, range: &Range<usize>) -> Vec<Pick> {
        let has_words = |part: &Range<usize>| {
            // A branch of nothing is seen only in the middle of words.
            let is_empty = self.text.get(part.clone()).is_some_and(|text| text.trim().is_empty());
            if is_empty {
                range.start < part.start && part.end < range.end
            } else {
                part.start < range.end && range.start < part.end
            }
        };
        let taken = self.taken.iter().filter(|(part, _)| has_words(part));
        taken.map(|(_, pick)| *pick).collect()
    }
}

/// A template as it may read.
#[derive(Debug)]
pub(super) struct Readings {
    /// All readings, as far as there are not too many; the first is the plainest: the first branch
    /// everywhere.
    pub(super) all: Vec<Reading>,
    /// Of each place where branches part, the branch of nothing.
    pub(super) empty: Vec<Option<u16>>,
}

/// A piece of a template, its marks set.
#[derive(Debug)]
enum Piece {
    Text(String),
    /// One of these stands here.
    Fork(u16, Vec<Vec<Piece>>),
}

/// What `template` may read as.
pub(super) fn readings(template: &str) -> Readings {
    let mut empty = Vec::new();
    let pieces = marked(&outline(template), &mut empty);
    let choices = product(&pieces);
    let mut all = Vec::new();
    if choices <= MOST {
        for nth in 0..choices {
            let mut choice = nth;
            all.push(read(&pieces, &mut |_, count| {
                let picked = choice % count;
                choice /= count;
                picked
            }));
        }
    } else {
        // Each branch at least once, as far as that goes.
        let mut paths = vec![BTreeMap::new()];
        collect(&pieces, &BTreeMap::new(), &mut paths);
        for path in paths {
            all.push(read(&pieces, &mut |fork, _| path.get(&fork).copied().unwrap_or(0)));
        }
        for nth in 1..widest(&pieces).min(MOST.saturating_sub(all.len())) {
            all.push(read(&pieces, &mut |_, count| nth.min(count - 1)));
        }
    }
    Readings { all, empty }
}

fn marked(pieces: &[Outlined<'_>], empty: &mut Vec<Option<u16>>) -> Vec<Piece> {
    let mut out = Vec::new();
    for piece in pieces {
        match piece {
            Outlined::Text(text) => out.push(Piece::Text(without_marks(text))),
            Outlined::Literal(text) => out.push(Piece::Text(without_marks(text))),
            Outlined::Field(name) => out.push(Piece::Text(gap(name))),
            Outlined::Ask(question) => out.push(Piece::Text(filled('v', question))),
            Outlined::Locked(inner) => {
                // A span within another is locked by that.
                out.push(Piece::Text(LOCK.to_string()));
                out.extend(marked(inner, empty).into_iter().map(unlocked));
                out.push(Piece::Text(UNLOCK.to_string()));
            }
            Outlined::Either(branches) => {
                let Ok(fork @ 0..FORKS) = u16::try_from(empty.len()) else {
                    out.extend(branches.first().into_iter().flat_map(|one| marked(one, empty)));
                    continue;
                };
                let nothing = branches.iter().position(|branch| is_nothing(branch));
                empty.push(nothing.and_then(|nth| u16::try_from(nth).ok()));
                let branches = branches.iter().map(|branch| marked(branch, empty)).collect();
                out.push(Piece::Fork(fork, branches));
            }
        }
    }
    out
}

/// The piece without marks of locked spans.
fn unlocked(piece: Piece) -> Piece {
    match piece {
        Piece::Text(text) => Piece::Text(text.replace([LOCK, UNLOCK], "")),
        Piece::Fork(fork, branches) => {
            let branch = |branch: Vec<Piece>| branch.into_iter().map(unlocked).collect();
            Piece::Fork(fork, branches.into_iter().map(branch).collect())
        }
    }
}

fn is_nothing(pieces: &[Outlined<'_>]) -> bool {
    pieces.iter().all(|piece| match piece {
        Outlined::Text(text) => text.trim().is_empty(),
        Outlined::Literal(text) => text.trim().is_empty(),
        Outlined::Locked(inner) => is_nothing(inner),
        Outlined::Field(_) | Outlined::Ask(_) | Outlined::Either(_) => false,
    })
}

/// In how many ways the choices can be made; inner ones are taken one after the other.
fn product(pieces: &[Piece]) -> usize {
    pieces.iter().fold(1_usize, |total, piece| match piece {
        Piece::Text(_) => total,
        Piece::Fork(_, branches) => {
            let inner = branches.iter().map(|branch| product(branch)).max().unwrap_or(1);
            total.saturating_mul(branches.len().max(1)).saturating_mul(inner)
        }
    })
}

fn widest(pieces: &[Piece]) -> usize {
    let of = |piece: &Piece| match piece {
        Piece::Text(_) => 1,
        Piece::Fork(_, branches) => {
            branches.iter().map(|branch| widest(branch)).max().unwrap_or(1).max(branches.len())
        }
    };
    pieces.iter().map(of).max().unwrap_or(1)
}

/// The way to each branch but the first ones.
fn collect(pieces: &[Piece], way: &BTreeMap<u16, usize>, paths: &mut Vec<BTreeMap<u16, usize>>) {
    for piece in pieces {
        let Piece::Fork(fork, branches) = piece else { continue };
        for (nth, branch) in branches.iter().enumerate() {
            if paths.len() >= MOST {
                return;
            }
            let mut here = way.clone();
            here.insert(*fork, nth);
            if nth > 0 {
                paths.push(here.clone());
            }
            collect(branch, &here, paths);
        }
    }
}

fn read(pieces: &[Piece], pick: &mut dyn FnMut(u16, usize) -> usize) -> Reading {
    let mut reading = Reading { text: String::new(), taken: Vec::new() };
    write(pieces, &mut reading, pick);
    reading
}

fn write(pieces: &[Piece], out: &mut Reading, pick: &mut dyn FnMut(u16, usize) -> usize) {
    for piece in pieces {
        match piece {
            Piece::Text(text) => out.text.push_str(text),
            Piece::Fork(fork, branches) => {
                let picked = pick(*fork, branches.len().max(1));
                let start = out.text.len();
                if let Some(branch) = branches.get(picked) {
                    write(branch, out, pick);
                }
                let branch = u16::try_from(picked).unwrap_or(u16::MAX);
                out.taken.push((start..out.text.len(), Pick { fork: *fork, branch }));
            }
        }
    }
}

/// A text cannot bring marks of ours along.
fn without_marks(text: &str) -> String {
    text.chars().filter(|c| !matches!(*c, LOCK | UNLOCK | GAP)).collect()
}

/// The mark of an output: what may be filled in goes by our name for the field.
fn gap(name: &str) -> String {
    let ours = ours(name);
    let name = ours.as_deref().unwrap_or(name);
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

    fn shown(template: &str) -> Vec<String> {
        let text = |reading: Reading| {
            reading.text.replace(GAP, "|").replace(LOCK, "‹").replace(UNLOCK, "›")
        };
        readings(template).all.into_iter().map(text).collect()
    }

    #[track_caller]
    fn check(template: &str, expected: &[&str]) {
        assert_eq!(shown(template), expected);
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
            &["Hi |ncustomer.first_name|, ‹no›|vOrder|"],
        );
        check("{% raw %}{{ a }}{% endraw %} {{ 'b' }}", &["{{ a }} b"]);
        check("{{ recipient.name }} {{ ticket.id }}", &["|ncustomer.name| |dconversation.id|"]);
    }

    #[test]
    fn of_many_branches_each_is_read_once_at_least() {
        let one = |n: usize| format!("{{% if a %}}a{n}{{% else %}}b{n}{{% endif %}}. ");
        let mut many: String = (0..8).map(one).collect();
        many.push_str("{% case c %}{% when 1 %}x{% else %}{% choice %}y{% or %}z{% endchoice %}{% endcase %}.");
        let texts = shown(&many);
        assert!(texts.len() <= MOST);
        for n in 0..8 {
            for word in [format!("a{n}. "), format!("b{n}. ")] {
                assert!(texts.iter().any(|text| text.contains(&word)), "{word}");
            }
        }
        assert!(["x.", "y.", "z."].iter().all(|end| texts.iter().any(|text| text.ends_with(end))));
    }

    #[test]
    fn a_sentence_knows_the_branches_that_it_is_part_of() {
        let template =
            "One. {% if a %}Two.{% else %}Three.{% endif %} It is{% if b %} not{% endif %} so.";
        let read = readings(template);
        let picks = |text: &str, nth: usize| -> Vec<(u16, u16)> {
            let reading = read.all.get(nth).unwrap();
            let start = reading.text.find(text).unwrap();
            let picks = reading.picks(&(start..start + text.len()));
            picks.into_iter().map(|pick| (pick.fork, pick.branch)).collect()
        };
        assert_eq!(picks("One.", 0), []);
        assert_eq!(picks("Two.", 0), [(0, 0)]);
        assert_eq!(picks("Three.", 1), [(0, 1)]);
        assert_eq!(picks("It is not so.", 0), [(1, 0)]);
        assert_eq!(picks("It is so.", 2), [(1, 1)], "nothing in the middle of words is something");
        assert_eq!(read.empty, [None, Some(1)]);
    }
}
