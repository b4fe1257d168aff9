//! Leftovers: placeholders of any tool, and notes to oneself, that must not go out.

mod words;

use std::ops::Range;
use std::sync::LazyLock;

use pulldown_cmark::{Event, Parser, Tag};
use regex::{Captures, Regex};

use super::stops::stops;
use crate::finding::Finding;

/// What a leftover breaks.
const RULE: &str = "template.leftover";
/// How many are told.
const MOST: usize = 200;

/// What may stand between brackets and is no leftover there.
const BRACKETS_END: [char; 3] = ['(', '[', ':'];

#[expect(clippy::unwrap_used, reason = "a constant pattern that every test compiles")]
static PLACES: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?x)
        # A word's border is ASCII's here: the other kind cannot be found fast.
        (?P<sure>
            \[\[ [^\[\]\n]{1,80} \]\]
          | [\#$%@]\{ [^{}\n]{1,80} \}
          | \{ !? [A-Za-z_] [0-9A-Za-z_.\x20-]{0,60} \}
          | \{ \d{1,2} \}
          | <% [^\n]{0,80}? %>
          | \*\| [0-9A-Za-z_]{1,40} \|\*
          | \[object\x20Object\]
        )
      | (?P<percent> %% [^%\s] [^%\n]{0,60} %% | % [A-Za-z_]{2,40} % )
      | (?P<target> \( (?i: url | link | todo | x{2,} | insert[^)\n]{0,60} | \#? ) \) )
      | (?P<crosses> (?-u:\b) X{3,} (?:[-\x20./]X{2,})* (?-u:\b) | (?-u:\b) XX [/.:-] XX (?-u:\b) )
      | (?P<amount> [€$£]\x20? XX? (?-u:\b) | (?-u:\b) XX (?:\x20? [%€$£] | \x20 (?i: days? | hours? | minutes? | weeks? | eur | usd | gbp) (?-u:\b) ) )
      | (?P<note> (?-u:\b) (?: TODO | TBD | TBC | FIXME | TKTK | XXX ) (?-u:\b) )
      | (?P<lorem> (?i: (?-u:\b) lorem \s+ ipsum (?-u:\b) | (?-u:\b) dolor \s+ sit \s+ amet (?-u:\b) ) )
      | (?P<nobody> (?m: ^ ) (?i: hi | hey | hello | dear | hallo | hola | bonjour ) \x20 (?: null | undefined | NaN | None ) (?-u:\b) )
      | (?P<line> _{4,} )",
    )
    .unwrap()
});

/// What stands in brackets of its own; what stands within them is looked at apart.
#[expect(clippy::unwrap_used, reason = "a constant pattern that every test compiles")]
static BRACKETED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?P<square>\[[^\[\]\n]{1,60}\])|(?P<angle><[^<>\n]{1,60}>)").unwrap()
});

/// Every leftover of a finished text, in order: tab stops, placeholders such as `[NAME]` or
/// `%%name%%`, notes such as `TODO`, and lorem ipsum. Code is left alone, but for tab stops.
pub fn leftovers(text: &str) -> Vec<Finding> {
    let mut ranges: Vec<Range<usize>> = stops(text).into_iter().map(|stop| stop.range).collect();
    let safe = Safe::of(text);
    for places in [&PLACES, &BRACKETED] {
        let found = places.captures_iter(text).filter_map(|found| placeholder(text, &found, &safe));
        ranges.extend(found.take(MOST));
    }
    ranges.sort_by_key(|range| (range.start, range.end));
    let mut findings: Vec<Finding> = Vec::new();
    for range in ranges.into_iter().take(MOST) {
        if findings.last().is_none_or(|last| last.range.end <= range.start) {
            let shown: String =
                text.get(range.clone()).unwrap_or_default().chars().take(60).collect();
            let message = format!("“{shown}” still has to be replaced");
            findings.push(super::finding(RULE, range, message));
        }
    }
    findings
}

fn placeholder(text: &str, found: &Captures<'_>, safe: &Safe) -> Option<Range<usize>> {
    let whole = found.get(0)?;
    let range = whole.range();
    let before = text.get(..range.start).and_then(|before| before.chars().next_back());
    let after = text.get(range.end..).unwrap_or_default();
    let is = |name| found.name(name).is_some();
    let inner = text.get(range.start + 1..range.end.saturating_sub(1)).unwrap_or_default();
    let is_escaped = before == Some('\\');
    let counts = match () {
        () if is("square") => {
            let is_link = safe.is_link(&range) || after.starts_with(BRACKETS_END);
            !is_escaped && !is_link && words::is_placeholder(inner)
        }
        () if is("angle") => {
            !is_escaped && !is_element(text, inner) && words::is_placeholder(inner)
        }
        () if is("percent") => {
            !before.is_some_and(|c| c.is_ascii_digit()) && !in_url(text, range.start)
        }
        // The rest of a card or account number is hidden like this.
        () if is("crosses") => !is_mask(text, &range),
        () if is("note") => whole.as_str() != "TODO" || !words::is_spanish(after),
        () if is("line") => !is_rule(text, &range),
        () if is("sure") => !is_escaped,
        () if is("target") => before == Some(']'),
        () => true,
    };
    (counts && !safe.is_code(&range)).then_some(range)
}

/// Whether `<inner>` opens an element that is closed again.
fn is_element(text: &str, inner: &str) -> bool {
    let is_name = !inner.is_empty() && inner.bytes().all(|byte| byte.is_ascii_alphanumeric());
    is_name && text.contains(&format!("</{inner}>"))
}

fn in_url(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default();
    let word = before.rsplit(char::is_whitespace).next().unwrap_or_default();
    word.contains("://") || word.starts_with("www.")
}

/// Whether digits stand beside the crosses.
fn is_mask(text: &str, range: &Range<usize>) -> bool {
    let is_between = |c: char| matches!(c, ' ' | '-' | '*' | '.');
    let digits = |letters: &mut dyn Iterator<Item = char>| {
        letters.skip_while(|c| is_between(*c)).take_while(char::is_ascii_digit).take(3).count()
    };
    let before = text.get(..range.start).unwrap_or_default();
    let after = text.get(range.end..).unwrap_or_default();
    digits(&mut after.chars().take(6)) >= 3 || digits(&mut before.chars().rev().take(6)) >= 3
}

/// Whether a line has nothing but the underscores.
fn is_rule(text: &str, range: &Range<usize>) -> bool {
    let before = text.get(..range.start).and_then(|before| before.rsplit('\n').next());
    let after = text.get(range.end..).and_then(|after| after.split('\n').next());
    [before, after].into_iter().flatten().all(|rest| rest.trim().is_empty())
}

/// Where Markdown has code and links.
struct Safe {
    code: Vec<Range<usize>>,
    links: Vec<Range<usize>>,
}

impl Safe {
    fn of(text: &str) -> Self {
        let mut safe = Self { code: Vec::new(), links: Vec::new() };
        for (event, range) in Parser::new(text).into_offset_iter() {
            match event {
                Event::Code(_) | Event::Start(Tag::CodeBlock(_)) => safe.code.push(range),
                Event::Start(Tag::Link { .. } | Tag::Image { .. }) => safe.links.push(range),
                _ => {}
            }
        }
        safe
    }

    fn is_code(&self, range: &Range<usize>) -> bool {
        // In order and never one within another.
        let next = self.code.partition_point(|code| code.end <= range.start);
        self.code.get(next).is_some_and(|code| code.start <= range.start && range.end <= code.end)
    }

    /// Whether a link or image begins there, its text in the brackets.
    fn is_link(&self, range: &Range<usize>) -> bool {
        let place = |link: &Range<usize>| link.start.cmp(&range.start);
        self.links.binary_search_by(place).is_ok()
            || range.start.checked_sub(1).is_some_and(|start| {
                self.links.binary_search_by(|link| link.start.cmp(&start)).is_ok()
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each is flagged, and what is flagged is what stands behind the arrow.
    const FLAG: [(&str, &str); 63] = [
        ("Hi [NAME], thanks", "[NAME]"),
        ("Hi [Name],", "[Name]"),
        ("by [insert date].", "[insert date]"),
        ("by [Insert Date Here].", "[Insert Date Here]"),
        ("Dear [customer's first name],", "[customer's first name]"),
        ("Regards, [Your Name]", "[Your Name]"),
        ("[company_name] team", "[company_name]"),
        ("order [ORDER-NUMBER] ships", "[ORDER-NUMBER]"),
        ("order #[order no.] ships", "[order no.]"),
        ("at [LINK]", "[LINK]"),
        ("at [link to the article]", "[link to the article]"),
        ("costs [amount]", "[amount]"),
        ("in [X] days", "[X]"),
        ("in [XX] days", "[XX]"),
        ("since [date/time]", "[date/time]"),
        ("[Agent signature]", "[Agent signature]"),
        ("[TBD]", "[TBD]"),
        ("[add details here]", "[add details here]"),
        ("[please specify]", "[please specify]"),
        ("am [Datum]", "[Datum]"),
        ("Hallo [Vorname],", "[Vorname]"),
        ("Hallo [Name einfügen],", "[Name einfügen]"),
        ("[[first_name]]", "[[first_name]]"),
        ("Hi {{ customer.first_name }}", "{{ customer.first_name }}"),
        ("Hi {{customer", "{{customer"),
        ("{% if x %}", "{% if x %}"),
        ("Hi {name}", "{name}"),
        ("Hi {first name}", "{first name}"),
        ("Hi {customer.first-name}", "{customer.first-name}"),
        ("Hi {!Contact.FirstName}", "{!Contact.FirstName}"),
        ("Hi {0}", "{0}"),
        ("Hi ${name}", "${name}"),
        ("Hi %{name}", "%{name}"),
        ("re #{ticket.title}", "#{ticket.title}"),
        ("Hi <first name>", "<first name>"),
        ("Hi <NAME>", "<NAME>"),
        ("at <insert link>", "<insert link>"),
        ("Hi <customer>", "<customer>"),
        ("to <address>", "<address>"),
        ("<%= user.name %>", "<%= user.name %>"),
        ("Hi %%first_name%%", "%%first_name%%"),
        ("Hi %FIRSTNAME%", "%FIRSTNAME%"),
        ("Hi *|FNAME|*", "*|FNAME|*"),
        ("order XXX", "XXX"),
        ("order XXXXX.", "XXXXX"),
        ("on XX/XX/XXXX", "XX/XX"),
        ("call XXX-XXX-XXXX", "XXX-XXX-XXXX"),
        ("within XX days", "XX days"),
        ("save XX%", "XX%"),
        ("for €XX", "€XX"),
        ("TODO: check", "TODO"),
        ("price TBD", "TBD"),
        ("FIXME", "FIXME"),
        ("Lorem ipsum dolor", "Lorem ipsum"),
        ("dolor sit amet", "dolor sit amet"),
        ("Hi undefined,", "Hi undefined"),
        ("Dear null,", "Dear null"),
        ("it is [object Object]", "[object Object]"),
        ("[here](url)", "(url)"),
        ("[here](insert link)", "(insert link)"),
        ("Your name: ______", "______"),
        ("`{{ x }}`", "{{ x }}"),
        ("[to be sent to {name}]", "{name}"),
    ];

    /// None of them is flagged.
    const PASS: [&str; 58] = [
        "See [our help page](https://example.org/help).",
        "See [name](https://example.org/name).",
        "See [NAME][1].\n\n[1]: https://example.org",
        "![photo](https://example.org/a.png)",
        "[link]\n\n[link]: https://example.org",
        "He said “it were [sic] fine”.",
        "As in [1] and [2, 3].",
        "- [ ] open\n- [x] done",
        "She [the manager] agreed.",
        "The team […] will call. […] Or [...] not.",
        "[EN] English below",
        "[Update] All is well again. [UPDATE] It is.",
        "[PDF] and [FAQ] attached",
        "Write to <help@example.org>.",
        "See <https://example.org/name>.",
        "I <3 this",
        "if 2 < 3 and 5 > 4",
        "<b>Five</b> days <script>alert(1)</script>",
        "<address>Main Street 1</address>",
        "<br> and <br/>",
        ":) ;) :D {-: xoxo",
        "Thanks xxx",
        "Sizes S to XXL",
        "card XXXX XXXX XXXX 1234",
        "card XXXX-1234",
        "card ****-****-****-1234",
        "ends in XXX-789",
        "100% sure, 50% off",
        "100%safe% hm",
        "https://example.org/%C3%BC?a=%CC%BC",
        "the set {a, b}",
        "JSON {\"name\": 1}",
        "`{name}` and `[NAME]` and `<name>`",
        "```\ncurl https://example.org/{id}\n```",
        "    {name}\n",
        "Bring TODO el mundo",
        "todo bien, tbd",
        "That is the method of Todo Ltd.",
        "\\[NAME\\] is how they are called",
        "\\<name\\>",
        "a\n\n____\n\nb",
        "snake_case and __bold__ words",
        "#hashtag @mention $5 £3 €20",
        "It is 5:30 [CET].",
        "Tickets [A1] to [B7]",
        "[Heart] you too",
        "Version [2.0]",
        "Dear Noneth, hello Nullam",
        "The value is undefined, they say",
        "Latin: ipsum",
        "Your name is on the list; the date is fixed.",
        "use <Ctrl>+<C> or [Enter] or [Tab] to go on",
        "press [OK]",
        "{}",
        "Great :-] and [-:",
        "Mail <jo.first-name@example.org> please",
        "Rocky XX and Malcolm X",
        "Rates of 5 % %",
    ];

    #[test]
    fn leftovers_of_every_kind_are_found() {
        for (text, expected) in FLAG {
            let found = leftovers(text);
            let found: Vec<_> =
                found.iter().map(|one| text.get(one.range.clone()).unwrap()).collect();
            assert_eq!(found.first(), Some(&expected), "{text}: {found:?}");
        }
    }

    #[test]
    fn what_only_looks_like_a_leftover_passes() {
        for text in PASS {
            let found = leftovers(text);
            let found: Vec<_> =
                found.iter().map(|one| text.get(one.range.clone()).unwrap()).collect();
            assert!(found.is_empty(), "{text}: {found:?}");
        }
    }
}
