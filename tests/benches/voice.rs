//! Voice rules on replies: on one, on many in two threads, and rules that were made to take for
//! ever.

use std::convert::Infallible;
use std::hint::black_box;
use std::thread;
use std::time::Instant;

use antiphon_model::GuideContent;
use antiphon_voice::guide::Guide;
use antiphon_voice::style::{Document, Styles, Tree};

use crate::report::{Bar, Outcome, Report, say};
use crate::styles::Packages;
use crate::timing::Timing;
use crate::usage::cpu_seconds;

/// Replies as good teams write them; see `kb/voice/tests/replies/README.md`.
const GOOD: &str = include_str!("../../kb/voice/tests/replies/good.txt");
/// A reply of 63 words.
pub(crate) const REPLY: &str = "\
Hi Hannah, thank you for your message, and sorry for the trouble with your order! I've asked the \
warehouse, and your table leaves us tomorrow; the carrier will text you a two-hour slot. If that \
doesn't suit you, simply reply here, and we'll find another time. We will also refund the delivery \
charge of £4.90 within five working days. All the best, Jo";
const WORDS: usize = 63;

/// How often one reply is checked.
const CHECKS: usize = 2_000;
/// How many replies two threads check.
const MANY: usize = 10_000;
/// How often a hostile rule is tried.
const TRIES: usize = 20;

/// What one reply may take by the rules that people import, and by very many.
const ONE: Bar = Bar { most: Some(1.0), most_p99: Some(5.0), ..Bar::NONE };
const ONE_BY_300: Bar = Bar { most_p99: Some(16.0), ..Bar::NONE };
const HOSTILE: Bar = Bar { most_p99: Some(50.0), ..Bar::NONE };

/// The pack that comes with the app, then rules of packages.
pub(crate) fn measure_rules(report: &mut Report) -> Outcome<()> {
    say("checking replies …")?;
    if REPLY.split_whitespace().count() != WORDS {
        return Err(format!("the reply has not {WORDS} words").into());
    }
    let compile = || Ok(Guide::compile(&GuideContent::default()));
    let guide = compiled(report, "the default pack", compile)?;
    let check = |text: &str| guide.check(text, None, None).findings.len();
    one(report, "the default pack", ONE, check)?;
    many(report, "the default pack", check)?;
    let Some(packages) = Packages::read()? else { return Ok(()) };
    for (rules, bar) in [(71, ONE), (300, ONE_BY_300)] {
        let name = format!("{rules} rules");
        let styles = compiled(report, &name, || packages.styles(rules))?;
        let check = |text: &str| styles.check(Document::markdown(text)).alerts.len();
        one(report, &name, bar, check)?;
        many(report, &name, check)?;
    }
    Ok(())
}

/// Compiles rules, and notes how long that takes.
fn compiled<T>(
    report: &mut Report,
    rules: &str,
    compile: impl FnOnce() -> Outcome<T>,
) -> Outcome<T> {
    let mut times = Timing::default();
    let rules_compiled = times.add(compile)?;
    times.add_to(report, &format!("voice, {rules}: compiled"), Bar::NONE);
    Ok(rules_compiled)
}

/// One reply again and again; the first time is noted by itself.
fn one(report: &mut Report, rules: &str, bar: Bar, check: impl Fn(&str) -> usize) -> Outcome<()> {
    let (mut first, mut times) = (Timing::default(), Timing::default());
    let check = || Ok::<_, Infallible>(black_box(check(black_box(REPLY))));
    let found = first.add(check)?;
    for _ in 0..CHECKS {
        times.add(check)?;
    }
    let name = format!("voice, {rules}: a reply of {WORDS} words");
    first.add_to(report, &format!("{name}, the first time"), Bar::NONE);
    times.add_to(report, &format!("{name}, findings: {found}"), bar);
    Ok(())
}

/// Many replies in two threads.
fn many(report: &mut Report, rules: &str, check: impl Fn(&str) -> usize + Sync) -> Outcome<()> {
    let replies = replies();
    let (check, processor, clock) = (&check, cpu_seconds()?, Instant::now());
    let found = thread::scope(|scope| {
        let start = |half: &'_ [String]| half.iter().map(|reply| check(reply)).sum::<usize>();
        let halves = replies.chunks(MANY.div_ceil(2));
        let threads: Vec<_> = halves.map(|half| scope.spawn(move || start(half))).collect();
        threads.into_iter().map(|thread| thread.join().ok()).sum::<Option<usize>>()
    });
    let (clock, processor) = (clock.elapsed().as_secs_f64(), cpu_seconds()? - processor);
    let found = found.ok_or("checking broke off")?;
    let name = format!("voice, {rules}: 10 000 replies in 2 threads");
    report.add(&format!("{name}, findings: {found}"), "s", (clock, None), Bar::most(10.0));
    report.add(&format!("{name}, processor time"), "s", (processor, None), Bar::NONE);
    Ok(())
}

/// Good replies, no two alike.
fn replies() -> Vec<String> {
    let good: Vec<_> = GOOD.lines().filter(|line| !line.starts_with("# ")).collect();
    let vary = |(nth, reply): (usize, &&str)| {
        let reply = reply.replace("\\n", "\n");
        format!("{reply} Your reference is QB-{nth}.")
    };
    (0..MANY).zip(good.iter().cycle()).map(vary).collect()
}

/// Rules that a backtracking engine would try for ever.
pub(crate) fn measure_hostile(report: &mut Report) -> Outcome<()> {
    say("checking with hostile rules …")?;
    hostile(report, "(a+)+$", &[])?;
    hostile(report, "(a+)+(?!a)$", &["Hostile.Rule"])
}

/// Checks a hostile text by `pattern`, which leaves the rules `off`. It is compiled anew each time,
/// as it may be off for good.
fn hostile(report: &mut Report, pattern: &str, off: &[&str]) -> Outcome<()> {
    let text = format!("{}!", "a".repeat(5_000));
    let rule = format!("extends: existence\nmessage: m\nnonword: true\ntokens:\n  - '{pattern}'\n");
    let mut tree = Tree::new();
    tree.insert("Hostile/Rule.yml", rule);
    let ini = "MinAlertLevel = suggestion\n[*]\nBasedOnStyles = Hostile\n";
    let mut times = Timing::default();
    for _ in 0..TRIES {
        let styles = Styles::compile(ini, &tree);
        let checked = || Ok::<_, Infallible>(styles.check(Document::markdown(&text)));
        let checked = times.add(checked)?;
        if styles.rules().count() != 1 || checked.off != off {
            let refused = styles.refused();
            return Err(format!("{pattern}: refused {refused:?}, off {:?}", checked.off).into());
        }
    }
    let ends = if off.is_empty() { "stays on" } else { "is off" };
    times.add_to(report, &format!("voice, {pattern} on 5 000 a's and a !, {ends}"), HOSTILE);
    Ok(())
}
