//! The voice score through its public door.

#![expect(clippy::string_slice, reason = "a test may panic")]

use antiphon_voice::finding::{Finding, Severity};
use antiphon_voice::pack;
use antiphon_voice::score::{Cause, Corpus, Likeness, Measures, Score, Trait, Traits, score};
use antiphon_voice::style::{Document, Styles};
use proptest::prelude::*;

const GOOD: &str = include_str!("replies/good.txt");
const BAD: &str = include_str!("replies/bad.txt");

fn good() -> Vec<String> {
    let lines = GOOD.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    lines.map(|line| line.replace("\\n", "\n")).collect()
}

fn finding(rule: &str, severity: Severity, start: usize) -> Finding {
    Finding {
        rule: rule.to_owned(),
        severity,
        range: start..start + 1,
        message: format!("{rule} at {start}"),
        link: None,
        fixes: Vec::new(),
    }
}

#[track_caller]
fn assert_additive(found: &Score) {
    let lost: u32 = found.deductions.iter().map(|one| one.points).sum();
    assert_eq!(found.score + lost, 100, "{found:?}");
    assert!(found.deductions.iter().all(|one| one.points > 0 && !one.message.is_empty()));
}

#[test]
fn a_finding_costs_by_its_severity_and_a_rule_costs_twice_at_most() {
    let findings = [
        finding("A", Severity::Error, 3),
        finding("B", Severity::Warning, 1),
        finding("C", Severity::Suggestion, 5),
        finding("B", Severity::Warning, 7),
        finding("B", Severity::Warning, 9),
    ];
    let found = score("a text of ten", &findings, &Measures::default());
    assert_eq!(found.score, 100 - 12 - 5 - 5 - 1);
    let causes: Vec<_> = found.deductions.iter().map(|one| one.cause.as_str()).collect();
    assert_eq!(causes, ["B", "A", "C", "B"], "in the order of the text");
    assert_additive(&found);
}

#[test]
fn the_deduction_that_would_go_below_nothing_is_cut_to_fit() {
    let many: Vec<_> =
        (0..9_usize).map(|n| finding(&format!("R{n}"), Severity::Error, n)).collect();
    let found = score("a", &many, &Measures::default());
    assert_eq!((found.score, found.deductions.len()), (0, 9));
    assert_eq!(found.deductions.last().map(|one| one.points), Some(100 - 8 * 12));
    assert_additive(&found);
}

#[test]
fn a_trait_out_of_its_range_is_named_with_what_the_guide_says() {
    let found = score("Thanks! Enjoy! Bye!", &[], &Measures::default());
    let [only] = found.deductions.as_slice() else { panic!("{found:?}") };
    assert_eq!(only.cause, Cause::Trait(Trait::Exclamations));
    assert_eq!(only.message, "3 exclamation marks; guide: at most 1");
    assert_eq!((only.points, only.range.clone()), (2, 0..19));
}

#[test]
fn traits_cost_twenty_points_at_most() {
    let strict: Vec<_> = std::iter::repeat_n(Traits::of("."), 200).collect();
    let guide = Measures::learn(&strict).unwrap();
    let text =
        "HELLO!!!!! PLEASE??? Sorry, sorry, sorry, DM DM DM us, we I you THANKS 🎉🎉🎉🎉 don't";
    let found = score(text, &[], &guide);
    assert_eq!(found.score, 80, "{found:?}");
    assert_additive(&found);
}

#[test]
fn how_hard_a_text_is_to_read_costs_nothing() {
    let findings = [finding("Reply.ReadingEase", Severity::Suggestion, 0)];
    assert_eq!(score("a", &findings, &Measures::default()).score, 100);
}

#[test]
fn ranges_are_learned_from_two_hundred_approved_replies_and_not_from_fewer() {
    let approved: Vec<_> = good().iter().map(|reply| Traits::of(reply)).collect();
    assert!(Measures::learn(&approved[..100]).is_none());
    let approved: Vec<_> = approved.iter().cycle().take(400).copied().collect();
    let guide = Measures::learn(&approved).unwrap();
    assert!(Trait::ALL.into_iter().all(|named| guide.range(named).is_some()));
    let lost: Vec<u32> = good().iter().map(|one| 100 - score(one, &[], &guide).score).collect();
    let mean = f64::from(lost.iter().sum::<u32>()) / f64::from(u32::try_from(lost.len()).unwrap());
    assert!(mean < 4.0, "approved replies lose little by their own ranges: {mean}");
}

#[test]
fn good_replies_lose_next_to_nothing() {
    let styles = pack::styles();
    let mut scores = Vec::new();
    for reply in good() {
        let found = scored(&styles, &reply);
        assert_additive(&found);
        scores.push(found.score);
    }
    scores.sort_unstable();
    let at = |percent: usize| scores[scores.len() * percent / 100];
    println!("lowest {}, p5 {}, p10 {}, median {}", scores[0], at(5), at(10), at(50));
    assert_eq!(at(50), 100);
    assert!(at(5) >= 97 && scores[0] >= 90, "{scores:?}");
    let bad = BAD.lines().filter_map(|line| line.split_once(" | "));
    for (rule, reply) in bad.filter(|(rule, _)| *rule != "ReadingEase") {
        assert!(scored(&styles, reply).score < 100, "{rule}: {reply}");
    }
}

fn scored(styles: &Styles, text: &str) -> Score {
    let report = styles.check(Document::markdown(text));
    let findings: Vec<_> =
        report.alerts.iter().map(antiphon_voice::style::Alert::to_finding).collect();
    score(text, &findings, &Measures::default())
}

fn any_findings() -> impl Strategy<Value = Vec<Finding>> {
    let severity =
        prop_oneof![Just(Severity::Error), Just(Severity::Warning), Just(Severity::Suggestion)];
    let one = (0..12_u8, severity, 0..40_usize)
        .prop_map(|(rule, severity, start)| finding(&format!("R{rule}"), severity, start));
    prop::collection::vec(one, 0..40)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10_000, ..ProptestConfig::default() })]

    #[test]
    fn mending_any_finding_never_lowers_the_score(
        findings in any_findings(),
        text in "[a-zA-Z!?,.🎉 ]{0,60}",
        which in any::<prop::sample::Index>(),
    ) {
        let guide = Measures::default();
        let before = score(&text, &findings, &guide);
        assert_additive(&before);
        if !findings.is_empty() {
            let mut mended = findings.clone();
            mended.remove(which.index(findings.len()));
            let after = score(&text, &mended, &guide);
            assert_additive(&after);
            prop_assert!(after.score >= before.score, "{} to {}", before.score, after.score);
        }
        let mut turned = findings;
        turned.reverse();
        prop_assert_eq!(&score(&text, &turned, &guide), &before, "the order does not matter");
    }

    #[test]
    fn taking_a_mark_away_never_lowers_the_score(
        text in "([A-Za-z]{1,8}[!?🎉]{0,3} ){0,30}",
        which in any::<prop::sample::Index>(),
    ) {
        let marks: Vec<_> = text.match_indices(['!', '🎉']).collect();
        if !marks.is_empty() {
            let (at, mark) = marks[which.index(marks.len())];
            let less = format!("{}{}", &text[..at], &text[at + mark.len()..]);
            let before = score(&text, &[], &Measures::default()).score;
            prop_assert!(score(&less, &[], &Measures::default()).score >= before);
        }
    }

    #[test]
    fn no_text_makes_the_score_panic(text in any::<String>()) {
        assert_additive(&score(&text, &[], &Measures::default()));
    }
}

#[test]
fn each_fix_that_the_pack_offers_never_lowers_the_score() {
    let styles = pack::styles();
    let mut count = 0;
    for (_, reply) in BAD.lines().filter_map(|line| line.split_once(" | ")) {
        let before = scored(&styles, reply).score;
        for alert in styles.check(Document::markdown(reply)).alerts {
            for fix in alert.to_finding().fixes {
                let mut mended = reply.to_owned();
                mended.replace_range(fix.range.clone(), &fix.replacement);
                let after = scored(&styles, &mended).score;
                assert!(after >= before, "{reply} → {mended}: {before} to {after}");
                count += 1;
            }
        }
    }
    assert!(count >= 25, "{count}");
}

#[test]
fn editing_one_sentence_leaves_the_deductions_of_the_others() {
    let styles = pack::styles();
    let rules = |text: &str| {
        let found = scored(&styles, text).deductions.into_iter();
        let rules = found.filter(|one| matches!(one.cause, Cause::Rule(_)));
        rules.map(|one| (one.cause, one.points, one.range.start)).collect::<Vec<_>>()
    };
    let before = rules("Kindly wait. We guarantee it.");
    let after = rules("Kindly wait. We do what we can.");
    assert_eq!(before.len(), 2);
    assert_eq!(before[..1], after[..]);
}

#[test]
fn fewer_than_twenty_replies_are_not_enough_text() {
    let approved: Vec<_> = good().iter().map(|reply| Traits::of(reply)).collect();
    let corpus = Corpus::learn(&approved).unwrap();
    let short = corpus.likeness(&approved[..19]);
    assert_eq!((short, short.to_string().as_str()), (Likeness::NotEnoughText, "not enough text"));
    assert!(Corpus::learn(&approved[..39]).is_none(), "nor are so few approved ones");
}

#[test]
fn a_window_of_the_corpus_sounds_like_it_and_another_voice_does_not() {
    let approved: Vec<_> = good().iter().map(|reply| Traits::of(reply)).collect();
    let corpus = Corpus::learn(&approved).unwrap();
    let own: Vec<_> = approved.iter().step_by(6).copied().collect();
    let Likeness::Percentile { value, low, high } = corpus.likeness(&own) else { panic!() };
    assert!(value < 95.0 && low <= value && value <= high, "{low} {value} {high}");
    let other: Vec<_> = (0..24)
        .map(|n| Traits::of(&format!("We regret to inform you that, pursuant to clause {n}, the request is denied, and that no further correspondence will be entered into, whatever the grounds.")))
        .collect();
    let Likeness::Percentile { value, low, .. } = corpus.likeness(&other) else { panic!() };
    assert!(value > 99.0 && low > 95.0, "{low} {value}");
    assert_eq!(corpus.likeness(&own), corpus.likeness(&own), "the same each time");
}

#[test]
fn what_makes_a_window_sound_otherwise_is_named_with_replies_that_show_it() {
    let approved: Vec<_> = good().iter().map(|reply| Traits::of(reply)).collect();
    let corpus = Corpus::learn(&approved).unwrap();
    let mut shouted: Vec<_> = approved.iter().step_by(6).copied().collect();
    let long = "Thanks for this!!! We will look into it for you at once!!!!";
    shouted[3] = Traits::of(long);
    shouted.extend((0..6).map(|_| Traits::of("Thanks for telling us! We are on it! Bye!")));
    let own: Vec<_> = approved.iter().step_by(6).copied().collect();
    let compared = corpus.compare(&[&shouted, &own, &own[..19]]);
    let first = compared[0].differences.first().unwrap();
    assert_eq!((first.named, first.is_more, first.examples[0]), (Trait::Exclamations, true, 3));
    assert!(first.message().starts_with("More exclamation marks than in"), "{}", first.message());
    assert!(compared[0].differences.len() > compared[1].differences.len());
    assert_eq!(compared[2].likeness, Likeness::NotEnoughText);
    assert!(compared[2].differences.is_empty());
    assert_eq!(compared[1].likeness, corpus.likeness(&own), "others beside it change nothing");
}
