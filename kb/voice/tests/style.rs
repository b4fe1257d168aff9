//! Voice rules through the crate's door: what is found and where, what is refused, and that
//! nothing panics.
#![expect(clippy::unwrap_used, reason = "a test may panic")]
use antiphon_voice::finding::Severity;
use antiphon_voice::style::{Alert, Document, Report, Styles, Tree};

const ALL: &str = "MinAlertLevel = suggestion\n[*]\nBasedOnStyles = A\n";

fn styles(rules: &[(&str, &str)]) -> Styles {
    let tree = rules.iter().map(|(name, rule)| (format!("A/{name}.yml"), *rule)).collect();
    Styles::compile(ALL, &tree)
}

fn rule(text: &str) -> Styles {
    let styles = styles(&[("B", text)]);
    assert_eq!(styles.refused(), [], "{text}");
    styles
}

/// Line, first and last character, message of each alert.
fn brief(report: &Report) -> Vec<(i64, i64, i64, &str)> {
    let brief = |alert: &'_ Alert| (alert.line, alert.span.0, alert.span.1);
    let alerts = report.alerts.iter();
    alerts
        .map(|alert| {
            let (line, begin, end) = brief(alert);
            (line, begin, end, alert.message.as_str())
        })
        .collect()
}

#[test]
fn a_word_is_found_with_its_line_its_characters_and_its_bytes() {
    let styles = rule("extends: existence\nmessage: \"No '%s'.\"\ntokens:\n  - very\n");
    let text = "Größe 🙂\r\nis very fine,\r\nvery.";
    let report = styles.check(Document::plain(text));
    assert_eq!(brief(&report), [(2, 4, 7, "No 'very'."), (3, 1, 4, "No 'very'.")]);
    for alert in &report.alerts {
        assert_eq!(text.get(alert.range.clone()), Some("very"));
    }
}

#[test]
fn a_substitution_names_the_better_word_and_offers_it() {
    let styles = rule(
        "extends: substitution\nmessage: \"Use '%s', not '%s'.\"\nignorecase: true\naction:\n  name: replace\nswap:\n  utili[sz]e: use\n  begin|start: start|open\n  (\\w+)ise it: $1ize it\n",
    );
    let report = styles.check(Document::markdown("Utilize it. Do begin. We organise it."));
    assert_eq!(
        brief(&report),
        [
            (1, 1, 7, "Use 'use', not 'Utilize'."),
            (1, 16, 20, "Use 'start' or 'open', not 'begin'."),
            (1, 26, 36, "Use 'organize it', not 'organise it'."),
        ]
    );
    let finding = report.alerts[1].to_finding();
    let fixes: Vec<&str> = finding.fixes.iter().map(|fix| fix.replacement.as_str()).collect();
    assert_eq!(fixes, ["start", "open"]);
    assert_eq!(finding.range, 15..20);
}

#[test]
fn a_rule_that_takes_too_many_steps_is_switched_off_and_named_and_no_other() {
    let hostile = format!("{}!", "a".repeat(5_000));
    let rule = |pattern: &str| {
        format!("extends: existence\nmessage: m\nnonword: true\ntokens:\n  - '{pattern}'\n")
    };
    let (linear, endless, fine) = (rule("(a+)+$"), rule("(a+)+(?!a)$"), rule("!"));
    let styles = styles(&[("Linear", &linear), ("Endless", &endless), ("Fine", &fine)]);
    let report = styles.check(Document::plain(&hostile));
    assert_eq!(report.off, ["A.Endless"]);
    let checks: Vec<&str> = report.alerts.iter().map(|alert| alert.check.as_str()).collect();
    assert_eq!(checks, ["A.Fine"]);
    let again = styles.check(Document::plain("aaa"));
    assert_eq!(again.off, ["A.Endless"], "it stays off");
    let checks: Vec<&str> = again.alerts.iter().map(|alert| alert.check.as_str()).collect();
    assert_eq!(checks, ["A.Linear"], "what is linear stays on");
}

#[test]
fn what_cannot_be_taken_is_refused_by_name_file_and_line_and_stops_no_other() {
    let styles = styles(&[
        ("Good", "extends: existence\nmessage: m\ntokens: [a]\n"),
        ("Key", "extends: existence\nmessage: m\ntokens: [a]\nwords: [b]\n"),
        ("Script", "message: m\nextends: script\nscript: x\n"),
        ("Sequence", "message: m\n\nextends: sequence\ntokens: []\n"),
        ("Pattern", "extends: existence\nmessage: m\ntokens:\n  - '(a'\n"),
        ("Level", "extends: existence\nmessage: m\nlevel: bad\ntokens: [a]\n"),
        ("Scope", "extends: existence\nmessage: m\nscope: link\ntokens: [a]\n"),
        ("Nothing", ""),
        ("Anchor", "extends: existence\nmessage: m\ntokens: &a [x]\n"),
    ]);
    assert_eq!(styles.rules().collect::<Vec<_>>(), ["A.Good"]);
    let told: Vec<String> = styles.refused().iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        [
            "A/Anchor.yml:3: A.Anchor is not taken: anchors are not taken",
            "A/Key.yml:4: A.Key is not taken: the key 'words' is not known",
            "A/Level.yml:3: A.Level is not taken: 'level' must be 'suggestion', 'warning', or 'error'",
            "A/Nothing.yml:1: A.Nothing is not taken: a rule is a list of keys with values",
            "A/Pattern.yml:4: A.Pattern is not taken: the pattern cannot be read: a ( is not closed",
            "A/Scope.yml:3: A.Scope is not taken: scope 'link' is no longer supported; use 'raw' instead",
            "A/Script.yml:2: A.Script is not taken: rules that extend 'script' are not supported",
            "A/Sequence.yml:3: A.Sequence is not taken: rules that extend 'sequence' are not supported",
        ]
    );
}

#[test]
fn yes_and_no_are_words_and_not_truth_values() {
    let styles =
        rule("extends: substitution\nmessage: '%s, not %s'\nswap:\n  yes: sure\n  no: never\n");
    let report = styles.check(Document::plain("yes or no?"));
    assert_eq!(brief(&report), [(1, 1, 3, "sure, not yes"), (1, 8, 9, "never, not no")]);
}

#[test]
fn settings_say_which_rules_run_and_how_grave_they_are() {
    let existence = |word: &str| format!("extends: existence\nmessage: '%s'\ntokens: [{word}]\n");
    let tree: Tree = [
        ("A/One.yml", existence("one")),
        ("A/Two.yml", existence("two")),
        ("C/Three.yml", existence("three")),
        ("config/vocabularies/Brand/accept.txt", "GitHub\n# no\nvery\n".to_owned()),
        ("config/vocabularies/Brand/reject.txt", "cheap\n".to_owned()),
    ]
    .into_iter()
    .collect();
    let ini = "Vocab = Brand\nUnknown = 1\n[*]\nBasedOnStyles = A, Vale\nA.Two = NO\nVale.Spelling = NO\nA.Missing = YES\n[*.md]\nC.Three = error\nA.One = NO\n";
    let styles = Styles::compile(ini, &tree);
    let text = "one two three, a cheap github, very very the the";
    let told = |report: Report| {
        let alerts = report.alerts.into_iter();
        alerts.map(|alert| (alert.check, alert.severity, alert.matched)).collect::<Vec<_>>()
    };
    let row =
        |check: &str, severity, matched: &str| (check.to_owned(), severity, matched.to_owned());
    let own = [
        row("Vale.Avoid", Severity::Error, "cheap"),
        row("Vale.Terms", Severity::Error, "github"),
        row("Vale.Repetition", Severity::Error, "the the"),
    ];
    let plain = told(styles.check(Document::plain(text)));
    assert_eq!(plain, [&[row("A.One", Severity::Warning, "one")][..], &own].concat());
    let markdown = told(styles.check(Document::markdown(text)));
    assert_eq!(markdown, [&[row("C.Three", Severity::Error, "three")][..], &own].concat());
}

#[test]
fn comments_switch_rules_off_and_on() {
    let styles = rule("extends: existence\nmessage: '%s'\ntokens: [bad]\n");
    let text = "bad\n\n<!-- vale off -->\n\nbad\n\n<!-- vale on -->\n\nbad\n\n<!-- vale A.B = NO -->\n\nbad\n\n<!-- vale A.B = YES -->\n\nbad\n";
    let report = styles.check(Document::markdown(text));
    let lines: Vec<i64> = report.alerts.iter().map(|alert| alert.line).collect();
    assert_eq!(lines, [1, 9, 17]);
}

#[test]
fn a_scope_is_a_part_of_the_markdown_and_code_is_passed_over() {
    let text = "# bad\n\nbad one `bad` [bad](https://bad.example/bad) https://bad.example\n\n- bad\n\n> bad\n\n| bad |\n|---|\n| bad |\n\n```\nbad\n```\n\n![bad](x.png)\n";
    let lines = |scope: &str| {
        let styles =
            rule(&format!("extends: existence\nmessage: '%s'\nscope: {scope}\ntokens: [bad]\n"));
        let report = styles.check(Document::markdown(text));
        report.alerts.iter().map(|alert| (alert.line, alert.span.0)).collect::<Vec<_>>()
    };
    assert_eq!(lines("heading"), [(1, 3)]);
    assert_eq!(lines("heading.h2"), []);
    assert_eq!(lines("list"), [(5, 3)]);
    assert_eq!(lines("blockquote"), [(7, 3)]);
    assert_eq!(lines("table.header"), [(9, 3)]);
    assert_eq!(lines("table.cell"), [(11, 3)]);
    assert_eq!(lines("alt"), [(17, 3)]);
    assert_eq!(lines("sentence"), [(3, 1), (3, 16)]);
}

#[test]
fn patterns_of_the_settings_are_passed_over() {
    let tree: Tree =
        [("A/B.yml", "extends: existence\nmessage: '%s'\ntokens: [bad]\n")].into_iter().collect();
    let ini = "MinAlertLevel = suggestion\n[*.md]\nBasedOnStyles = A\nTokenIgnores = (\\{[^}]+\\})\nBlockIgnores = (?s) *(<<.*?>>)\n";
    let styles = Styles::compile(ini, &tree);
    let text = "{bad} good\n\n<<\nbad\n>>\n\nbad\n";
    let report = styles.check(Document::markdown(text));
    assert_eq!(brief(&report), [(7, 1, 3, "bad")]);
}

#[test]
fn spelling_looks_words_up_and_proposes_others() {
    let mut tree: Tree =
        [("A/B.yml", "extends: spelling\nmessage: \"'%s'?\"\n")].into_iter().collect();
    tree.set_dictionary("SET UTF-8\nTRY aeioulrt\n", "3\nwe\nsail\nhello\n");
    let styles = Styles::compile(ALL, &tree);
    assert_eq!(styles.refused(), []);
    let report = styles.check(Document::plain("We sial, HELLO NASA x86."));
    assert_eq!(brief(&report), [(1, 4, 7, "'sial'?")]);
    assert!(styles.spellings("A.B", "sial").contains(&"sail".to_owned()));
}

#[test]
fn counts_of_the_whole_text_are_measured() {
    let long = rule(
        "extends: metric\nmessage: '%s words a sentence'\nformula: words / sentences\ncondition: '> 3'\n",
    );
    let report = long.check(Document::markdown("One two three four five six. Seven eight."));
    assert_eq!(brief(&report), [(1, 1, 1, "4.00 words a sentence")]);
    let often = rule("extends: occurrence\nmessage: '%s times'\nmax: 1\ntoken: so\n");
    let report = often.check(Document::plain("It is so so so."));
    assert_eq!(brief(&report), [(1, 7, 8, "3 times")]);
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(192))]

    #[test]
    fn no_text_makes_the_rules_panic(text in r"(?s)[a-zA-Z’é🙂 \n\r\t#>*_`\[\]()<>!&;:.,|~\-0-9/=']{0,160}|.{0,80}") {
        let styles = styles(&[
            ("One", "extends: existence\nmessage: '%s'\nscope: [sentence, raw, summary]\nnonword: true\ntokens: ['\\w+', '[^a]', '(?<=a).']\n"),
            ("Two", "extends: capitalization\nmessage: '%s'\nmatch: $title\n"),
            ("Three", "extends: repetition\nmessage: '%s'\ntokens: ['[^\\s]+']\n"),
            ("Four", "extends: metric\nmessage: '%s'\nformula: words\ncondition: '> 0'\n"),
            ("Five", "extends: capitalization\nmessage: '%s'\nmatch: $sentence\n"),
        ]);
        for document in [Document::plain(&text), Document::markdown(&text)] {
            for alert in styles.check(document).alerts {
                proptest::prop_assert!(text.get(alert.range).is_some());
            }
        }
    }

    #[test]
    fn no_rule_and_no_settings_make_it_panic(
        rule in r"(?s)(extends: (existence|substitution|metric)\nmessage: .{0,8}\n)?[a-z:\n \-'\[\]{}()?*+\\&|^$%]{0,80}|.{0,60}",
        ini in r"(?s)[a-zA-Z.\[\]=*\n, {}\\]{0,60}|.{0,40}",
    ) {
        let tree: Tree = [("A/B.yml", rule)].into_iter().collect();
        for ini in [ALL, &ini] {
            let styles = Styles::compile(ini, &tree);
            proptest::prop_assert!(styles.check(Document::markdown("a (b) c")).alerts.len() < 100);
        }
    }
}

#[test]
fn each_of_many_findings_keeps_its_own_place() {
    let styles = rule("extends: existence\nmessage: m\nnonword: true\ntokens: [保证, very]\n");
    let text = "é 保证 very\r\n\r\n".repeat(300);
    let report = styles.check(Document::plain(&text));
    assert_eq!(report.alerts.len(), 600);
    for alert in &report.alerts {
        assert_eq!(text.get(alert.range.clone()), Some(alert.matched.as_str()));
    }
}

/// All places of `word` in `text`, as a rule for it finds them.
#[track_caller]
fn all_found(text: &str, word: &str, document: Document<'_>) {
    let styles =
        rule(&format!("extends: existence\nmessage: m\nnonword: true\ntokens: ['{word}']\n"));
    let report = styles.check(document);
    let places: Vec<usize> = text.match_indices(word).map(|(at, _)| at).collect();
    let found: Vec<usize> = report.alerts.iter().map(|alert| alert.range.start).collect();
    assert_eq!(found.len(), places.len());
    assert!(found == places, "the places are those of the words");
    for alert in &report.alerts {
        let line = text.get(..alert.range.start).unwrap_or_default();
        let begins = line.rfind('\n').map_or(0, |at| at + 1);
        if alert.range.start % 97 == 0 {
            assert_eq!(usize::try_from(alert.line).unwrap(), line.matches('\n').count() + 1);
            assert_eq!(
                usize::try_from(alert.span.0).unwrap(),
                line.get(begins..).unwrap().chars().count() + 1
            );
        }
    }
}

#[test]
fn as_many_findings_as_words_are_each_told_in_their_place() {
    for (word, times) in [("guarantee", 100_000), ("我们保证", 30_000)] {
        let text = format!("{word} ").repeat(times);
        all_found(&text, word, Document::plain(&text));
        all_found(&text, word, Document::markdown(&text));
        let text = format!("One *{word}* here.\nTwo {word}, é {word}.\n\n").repeat(times / 10);
        all_found(&text, word, Document::plain(&text));
        all_found(&text, word, Document::markdown(&text));
    }
}

#[test]
fn a_rule_for_sentences_finds_all_in_a_long_text() {
    let styles = rule("extends: existence\nmessage: m\nscope: sentence\ntokens: [guarantee]\n");
    let text = "We *guarantee* it & more. Guarantees aside, we guarantee it!\n".repeat(5_000);
    for document in [Document::plain(&text), Document::markdown(&text)] {
        let report = styles.check(document);
        assert_eq!(report.alerts.len(), 10_000);
        assert!(report.alerts.iter().all(|one| text.get(one.range.clone()) == Some("guarantee")));
    }
}

#[test]
fn every_wrong_word_of_a_long_text_is_found_where_it_is() {
    let mut tree: Tree =
        [("A/Spell.yml", "extends: spelling\nmessage: '%s'\n")].into_iter().collect();
    tree.set_dictionary("SET UTF-8\n", "2\ngood\nwords\n".to_owned());
    let styles = Styles::compile(ALL, &tree);
    let text = "good werds, good wurds\n".repeat(5_000);
    let report = styles.check(Document::plain(&text));
    assert_eq!(report.alerts.len(), 10_000);
    assert!(report.alerts.iter().all(|one| text.get(one.range.clone()) == Some(&one.matched)));
    assert_eq!((report.alerts[9_999].line, report.alerts[9_999].span), (5_000, (18, 22)));
}

#[test]
fn all_searches_of_a_rule_on_a_text_have_one_budget() {
    let rule = "extends: existence\nmessage: m\nnonword: true\ntokens: ['(?:a+)+(?!a|b)', 'b']\n";
    let styles = styles(&[("Endless", rule)]);
    let text = format!("{}b", "a".repeat(18)).repeat(20_000);
    let report = styles.check(Document::plain(&text));
    assert_eq!(report.off, ["A.Endless"], "each search is short, all of them are not");
}

#[test]
fn a_rule_that_looks_around_stays_on_in_a_long_text_with_many_findings() {
    let rule = |keys: &str, pattern: &str| {
        format!("extends: existence\nmessage: m\n{keys}tokens:\n  - '{pattern}'\n")
    };
    let ahead = rule("", "refund(?! policy)");
    let behind = rule("nonword: true\nignorecase: true\n", "(?<!no )refund");
    let ahead_of = rule("nonword: true\n", "(?:\\w+ )?refund(?! policy)");
    let between = rule("nonword: true\n", "(?:(?:cash|money) )?(?<!no )refund(?! policy)");
    let (ahead_of, between) = (("AheadOf", ahead_of.as_str()), ("Between", between.as_str()));
    let styles = styles(&[("Ahead", &ahead), ("Behind", &behind), ahead_of, between]);
    for (between, length) in
        [(17, 64 << 10), (17, 256 << 10), (97, 256 << 10), (400, 256 << 10), (1_500, 256 << 10)]
    {
        let line = format!("please, a refund {}", "please, a voucher ".repeat(84));
        let line: String = line.chars().take(between - 1).chain([' ']).collect();
        let text = line.repeat(length / between);
        let report = styles.check(Document::plain(&text));
        assert_eq!(report.off, Vec::<String>::new(), "{length} bytes, a finding in {between}");
        assert_eq!(report.alerts.len(), 4 * (length / between));
    }
}
