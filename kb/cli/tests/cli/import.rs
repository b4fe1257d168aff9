//! Importing: the dry run, all or nothing, and importing again.

use crate::support::{BANK, Place, QUERIES};

#[test]
fn the_dry_run_says_what_would_happen_and_changes_nothing() {
    let place = Place::begun();
    let file = place.file("bank.jsonl", BANK);
    let before = place.snapshot();
    insta::assert_snapshot!(place.run(&["import", &file, "--dry-run"]).ok(), @"
    bank.jsonl: answers, JSON lines, UTF-8, 3 rows

    3 new, 0 changed, 0 unchanged
    answers without a state arrive as drafts; --approve takes them in as approved

    other keys: tone (1)
    ");
    assert_eq!(place.snapshot(), before);
}

#[test]
fn without_a_terminal_nothing_is_imported_until_somebody_says_yes() {
    let place = Place::begun();
    let file = place.file("bank.jsonl", BANK);
    let ran = place.run(&["import", &file]);
    assert!(ran.out.contains("3 new"), "the dry run comes first: {}", ran.out);
    assert!(ran.failed(1).contains("--yes"));
    assert_eq!(place.answers(), 0);
    assert!(place.run(&["import", &file, "--yes"]).ok().contains("Imported: 3 new"));
    assert_eq!(place.answers(), 3);
}

#[test]
fn importing_again_changes_nothing() {
    let place = Place::bank();
    let queries = place.file("q.jsonl", QUERIES);
    place.run(&["import", &queries, "--yes"]).ok();
    for (file, rows) in [("bank.jsonl", 3), ("q.jsonl", 3)] {
        let done = place.run(&["import", file, "--yes", "--format", "json"]).json();
        let counts = &done["imported"];
        assert_eq!(counts["unchanged"], rows, "{file}: {done}");
        assert_eq!((&counts["added"], &counts["changed"]), (&0.into(), &0.into()), "{file}");
    }
    assert_eq!(place.answers(), 3);
}

#[test]
fn what_was_exported_is_imported_as_it_was() {
    let (place, other) = (Place::bank(), Place::begun());
    place.run(&["export", "all.jsonl"]).ok();
    place.run(&["export", "all.csv", "--csv"]).ok();
    let exported = place.run(&["export"]).ok();
    assert_eq!(exported, std::fs::read_to_string(place.path("all.jsonl")).unwrap());
    assert_eq!(exported.lines().count(), 3);
    assert!(!place.path("all.jsonl.partial").exists());

    for file in ["all.jsonl", "all.csv"] {
        let from = place.path(file);
        let from = from.to_str().unwrap();
        let again = place.run(&["import", from, "--yes", "--format", "json"]).json();
        assert_eq!(again["imported"]["unchanged"], 3, "{file}: {again}");
        other.run(&["import", from, "--yes"]).ok();
        assert_eq!(other.run(&["export"]).ok(), exported, "{file}");
    }
}

#[test]
fn a_changed_answer_stays_in_service_until_the_change_is_approved() {
    let place = Place::bank();
    let text = BANK.replace("on its way", "in the post");
    let file = place.file("changed.jsonl", text);
    let dry = place.run(&["import", &file, "--dry-run", "--format", "json"]).json();
    assert_eq!(dry["dry_run"]["open_revisions"], 1, "{dry}");
    assert_eq!(dry["imported"], serde_json::Value::Null);

    let in_service = || {
        let hits = place.run(&["search", "Where is my card", "--format", "json"]).json();
        hits[0]["preview"].as_str().unwrap().to_owned()
    };
    place.run(&["import", &file, "--yes"]).ok();
    assert!(in_service().contains("on its way"));
    let shown = place.run(&["answers", "show", "card_arrival", "--format", "json"]).json();
    assert_eq!(shown["has_open"], true);

    place.run(&["import", &file, "--yes", "--approve"]).ok();
    assert!(in_service().contains("in the post"));
}

#[test]
fn rows_without_a_state_arrive_as_drafts_unless_they_are_approved() {
    let state = |place: &Place| {
        let shown = place.run(&["answers", "show", "top_up", "--format", "json"]).json();
        shown["state"].as_str().unwrap().to_owned()
    };
    assert_eq!(state(&Place::bank()), "draft");
    let place = Place::begun();
    let file = place.file("bank.jsonl", BANK);
    place.run(&["import", &file, "--yes", "--approve"]).ok();
    assert_eq!(state(&place), "approved");
}

#[test]
fn one_bad_row_keeps_the_whole_file_out_and_is_named() {
    let place = Place::begun();
    let file = place.file("bad.jsonl", format!("{BANK}{{\"body\":\"no title\"}}\n{{\"title\":"));
    let ran = place.run(&["import", &file, "--yes"]);
    assert!(ran.out.contains("bad.jsonl:4: error: title"), "{}", ran.out);
    assert!(ran.out.contains("bad.jsonl:5: error: "), "{}", ran.out);
    assert!(ran.failed(1).contains("2 errors"));
    assert_eq!(place.answers(), 0, "all or nothing");
    place.run(&["import", &file, "--dry-run"]).failed(1);
}

#[test]
fn an_answer_without_a_body_is_a_warning() {
    let place = Place::begun();
    let file = place.file("a.jsonl", "{\"title\":\"Opening hours\",\"state\":\"approved\"}\n");
    let out = place.run(&["import", &file, "--yes"]).ok();
    assert!(out.contains("a.jsonl:1: warning: body"), "{out}");
    let found = place.run(&["search", "opening", "--format", "json"]).json();
    assert_eq!(found[0]["insertable"], false);
}

#[test]
fn near_duplicates_are_shown() {
    let place = Place::begun();
    let body = "Your card is on its way and will arrive within five working days at your address. \
                If it does not, then tell us here, and we will send another one at once.";
    let text = format!(
        "{{\"title\":\"Card arrival\",\"body\":\"{body}\"}}\n\
         {{\"title\":\"Card arrival time\",\"body\":\"{body}\"}}\n"
    );
    let file = place.file("twins.jsonl", text);
    let out = place.run(&["import", &file, "--dry-run"]).ok();
    assert!(out.contains("1 pair of answers with almost the same text"), "{out}");
    assert!(out.contains("Card arrival · Card arrival time"), "{out}");
}

#[test]
fn phrasings_are_learned_without_a_question() {
    let place = Place::bank();
    let file = place
        .file("p.jsonl", "{\"text\":\"plastic lost in transit\",\"answer_id\":\"card_arrival\"}\n");
    let done = place.run(&["learn", &file, "--format", "json"]).json();
    assert_eq!(done["imported"]["added"], 1, "{done}");
    let found = place.run(&["suggest", "plastic lost in transit", "--format", "json"]).json();
    assert_eq!(found["suggestions"][0]["answer_id"], "card_arrival");

    let stranger = place.file("s.jsonl", "{\"text\":\"hi\",\"answer_id\":\"nobody\"}\n");
    let ran = place.run(&["learn", &stranger]);
    assert!(ran.out.contains("s.jsonl:1: error: no answer has the id nobody"), "{}", ran.out);
    ran.failed(1);
}

#[test]
fn the_kind_can_be_said_where_nothing_tells_it() {
    let place = Place::begun();
    let file = place.file("q.jsonl", "{\"title\":\"Hi\",\"text\":\"where is my card\"}\n");
    let guessed = place.run(&["import", &file, "--dry-run", "--format", "json"]);
    assert!(guessed.out.contains("\"kind\":\"answers\""), "{}", guessed.out);
    let said = ["import", &file, "--dry-run", "--kind", "queries", "--format", "json"];
    assert!(place.run(&said).ok().contains("\"kind\":\"queries\""));

    let nothing = place.file("n.jsonl", "{\"colour\":\"red\"}\n");
    let err = place.run(&["import", &nothing, "--yes"]).failed(2);
    assert!(err.contains("colour"), "{err}");
}

#[test]
fn the_columns_of_a_table_are_guessed_shown_and_changeable() {
    let place = Place::begun();
    let file =
        place.file("a.csv", "Question,Answer,Team,Code\nWhere is it?,On its way.,Cards,x1\n");
    let out = place.run(&["import", &file, "--dry-run"]).ok();
    let columns =
        "columns: Question → title · Answer → body · Team (kept aside) · Code (kept aside)";
    assert!(out.contains(columns), "{out}");

    let mapped = ["import", &file, "--yes", "--map", "team=topics", "--map", "4=id"];
    let out = place.run(&mapped).ok();
    assert!(out.contains("Team → topics · Code → id"), "{out}");
    let shown = place.run(&["answers", "show", "x1", "--format", "json"]).json();
    assert_eq!((&shown["title"], &shown["topics"][0]), (&"Where is it?".into(), &"cards".into()));

    let err = place.run(&["import", &file, "--map", "Colour=title"]).failed(2);
    assert!(err.contains("\"Colour\"") && err.contains("Question, Answer, Team, Code"), "{err}");
    let err = place.run(&["import", &file, "--map", "Team=colour"]).failed(2);
    assert!(err.contains("\"colour\"") && err.contains("topics"), "{err}");
    place.run(&["import", &file, "--map", "Team"]).failed(2);
    let lines = place.file("bank.jsonl", BANK);
    place.run(&["import", &lines, "--map", "1=title"]).failed(2);
}

#[test]
fn files_that_cannot_be_read_are_named_as_wrong_input() {
    let place = Place::begun();
    let bank = place.file("bank.jsonl", BANK);
    let err = place.run(&["import", &bank, "nowhere.jsonl", "--yes"]).failed(2);
    assert!(err.contains("nowhere.jsonl"), "{err}");
    assert_eq!(place.answers(), 0, "all files or none");
    place.run(&["import"]).failed(2);
    let both = ["import", &bank, "--yes", "--dry-run"];
    place.run(&both).failed(2);
}
